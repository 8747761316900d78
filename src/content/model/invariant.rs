//! Statements about every session.

use super::{
    super::{condition::Condition, text::Text},
    position::{OptionIx, QuestionIx, RuleIx},
};

/// A statement that has to hold in every session.
#[derive(Debug, Clone)]
pub struct Invariant {
    /// Its id.
    pub id: String,
    /// The safety rules that it holds.
    pub rules: Vec<String>,
    /// What it says, in plain words.
    pub says: Text,
    /// The statement.
    pub holds: Holds,
}

/// What has to hold.
#[derive(Debug, Clone)]
pub enum Holds {
    /// `then` wherever `when`; a session with `when` exists.
    If {
        /// When it applies; everywhere, if absent.
        when: Option<Condition>,
        /// What holds then.
        then: Condition,
        /// Whether it is about complete sessions only.
        at_end: bool,
    },
    /// Ticking one of these never lowers the disposition.
    NeverLowers {
        /// The options.
        options: Vec<(QuestionIx, OptionIx)>,
        /// Rules that need not stay.
        apart_from: Vec<RuleIx>,
        /// What the answers before have to be like; any, if absent.
        given: Option<Condition>,
    },
    /// The disposition is the same with and without any of these.
    NeverMatters(Vec<(QuestionIx, OptionIx)>),
    /// A later option in place of an earlier never lowers the disposition.
    Rising {
        /// The question.
        question: QuestionIx,
        /// Its options, in rising order.
        options: Vec<OptionIx>,
        /// Rules that need not stay.
        apart_from: Vec<RuleIx>,
        /// What the answers before have to be like; any, if absent.
        given: Option<Condition>,
    },
    /// It says how the content itself is; the check has compared the two.
    Checked,
}
