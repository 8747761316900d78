//! Statements that have to hold in every session.

use serde::{Deserialize, Serialize};

use super::{super::word::Word, Condition};

/// `invariants.ron`
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Invariants {
    /// The statements.
    pub invariants: Vec<Invariant>,
}

/// A statement that has to hold in every session, proved by `twinge prove`.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Invariant {
    /// Its id.
    pub id: Word,
    /// The safety rules that it holds.
    #[serde(default)]
    pub rules: Vec<Word>,
    /// What it says, in plain words.
    pub says: Word,
    /// A remark for clinicians.
    #[serde(default)]
    pub note: Option<Word>,
    /// The statement.
    pub holds: Holds,
}

/// What has to hold.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub enum Holds {
    /// In every session, complete or not.
    Always(Condition),
    /// In every session in which everything that is due was answered or skipped.
    AtEnd(Condition),
    /// In every session, complete or not, `then` holds where `when` does; some session has `when`.
    If {
        /// When it applies.
        when: Condition,
        /// What holds then.
        then: Condition,
    },
    /// The same for complete sessions.
    IfAtEnd {
        /// When it applies.
        when: Condition,
        /// What holds then.
        then: Condition,
    },
    /// Ticking one of these beside any other answers never lowers the disposition, apart from what is
    /// owed to the rules `apart_from`. A tick in place of a skip is a new answer and not meant.
    NeverLowers {
        /// The options.
        options: Vec<Word>,
        /// Rules that need not stay.
        #[serde(default)]
        apart_from: Vec<Word>,
        /// What the answers before have to be like; any, if absent.
        #[serde(default)]
        given: Option<Condition>,
    },
    /// The disposition is the same with and without any of these.
    NeverMatters(Vec<Word>),
    /// Of these options of one question, a later one in place of an earlier never lowers the
    /// disposition, apart from what is owed to the rules `apart_from`.
    Rising {
        /// The options, in rising order.
        options: Vec<Word>,
        /// Rules that need not stay.
        #[serde(default)]
        apart_from: Vec<Word>,
        /// What the answers before have to be like; any, if absent.
        #[serde(default)]
        given: Option<Condition>,
    },
    /// Each of these questions stands in the flow before all of `before`. Proved by the check, as are the
    /// next three.
    Before {
        /// The questions that come first.
        questions: Vec<Word>,
        /// The questions that come later.
        before: Vec<Word>,
    },
    /// Just these questions are danger screens.
    Danger(Vec<Word>),
    /// Just these questions cannot be skipped.
    NeverSkipped(Vec<Word>),
    /// Just these pieces of advice touch the topic, and just these guards hide it.
    Touches {
        /// The topic.
        topic: Word,
        /// The pieces of advice; there may be none.
        by: Vec<Word>,
        /// The guards.
        hidden_by: Vec<Word>,
    },
}
