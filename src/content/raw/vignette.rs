//! Vignettes: made-up people, and what has to come of their answers.
//!
//! They test the content and say nothing to anyone, so they are no part of [`Content`](super::Content)
//! and not counted in its fingerprint.

use serde::Deserialize;

use super::{
    super::{given::GivenAnswers, word::Word},
    Disposition, Setting,
};

/// `vignettes/*.ron`
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Vignettes {
    /// What everyone answers, in the second run, to these questions if their vignette leaves them
    /// open: an answer that adds nothing. Over all files each question stands here once.
    #[serde(default)]
    pub rest: GivenAnswers,
    /// The vignettes.
    pub vignettes: Vec<Vignette>,
}

/// A person, what they answer, and what has to come of it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Vignette {
    /// Its id.
    pub id: Word,
    /// Who it is and what they have, in plain words.
    pub story: Word,
    /// Where they answer.
    pub setting: Setting,
    /// The place whose numbers they are shown; nothing else depends on it.
    #[serde(default)]
    pub place: Option<Word>,
    /// Their answers by question id: a list of option ids, one option id, a number, or a skip.
    pub answers: GivenAnswers,
    /// Questions among the answers of which the answer must not count, because it is not offered.
    #[serde(default)]
    pub not_counted: Vec<Word>,
    /// Exactly how urgent it is.
    pub level: Disposition,
    /// Red flags, floors and escalations that fire, among others.
    pub flags: Vec<Word>,
    /// Red flags, floors and escalations that do not fire.
    #[serde(default)]
    pub absent_flags: Vec<Word>,
    /// The cause that is named first.
    #[serde(default)]
    pub first: Option<Word>,
    /// Causes that are among the first three named.
    #[serde(default)]
    pub first_three: Vec<Word>,
    /// A cause that is named behind the flags.
    #[serde(default)]
    pub behind: Option<Word>,
    /// Causes that are named nowhere.
    #[serde(default)]
    pub absent_causes: Vec<Word>,
    /// Advice that is shown, of whatever kind.
    #[serde(default)]
    pub advice: Vec<Word>,
    /// Advice that is not shown.
    #[serde(default)]
    pub absent_advice: Vec<Word>,
}
