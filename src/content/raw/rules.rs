//! Groups, red flags, floors and escalations.

use serde::{Deserialize, Serialize};

use super::{super::word::Word, Condition, Disposition};

/// `red_flags.ron`: what makes an ache urgent.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct RedFlags {
    /// Named conditions; each may use the ones above it.
    pub groups: Vec<Group>,
    /// Red flags; each may use the ones above it.
    pub flags: Vec<Flag>,
    /// Least dispositions that are no danger signs.
    pub floors: Vec<Flag>,
    /// Rules that raise a flag which has already fired.
    pub escalations: Vec<Flag>,
}

/// A named condition.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// Its id, in capitals.
    pub id: Word,
    /// What it stands for.
    pub is: Condition,
}

/// A red flag, a floor or an escalation.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Flag {
    /// Its id.
    pub id: Word,
    /// The disposition it asks for.
    pub level: Disposition,
    /// When it fires.
    pub is: Condition,
    /// What was noticed, in plain words, to follow "because": no capital, no full stop.
    pub reason: Word,
    /// The same as a sign to watch for, where `reason` speaks of what was ticked.
    #[serde(default)]
    pub sign: Option<Word>,
    /// What to do at home besides what the level says.
    #[serde(default)]
    pub home: Option<Word>,
    /// What to tell the staff in a waiting room; never an intimate detail.
    #[serde(default)]
    pub tell_staff: Option<Word>,
    /// What a clinician would think of; in clinical words, never shown as a finding.
    #[serde(default)]
    pub suspected: Option<Word>,
    /// How well it is supported.
    pub evidence: Evidence,
    /// Where it comes from.
    pub sources: Vec<Word>,
    /// Facts of the source documents that it carries.
    #[serde(default)]
    pub seeds: Vec<Word>,
}

/// How well a red flag is supported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
pub enum Evidence {
    /// Accuracy studies or a validated rule.
    A,
    /// Guideline or national advice for patients, without accuracy data.
    B,
    /// Expert habit.
    C,
}
