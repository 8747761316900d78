//! Vignettes, checked.

use super::{
    super::{
        answer::Answer,
        disposition::{Disposition, Setting},
        text::Text,
    },
    position::{AdviceIx, CauseIx, QuestionIx, RuleIx},
};

/// The vignettes of a content folder. They belong to the questionnaire they were checked with.
#[derive(Debug, Clone, Default)]
pub struct Vignettes {
    /// All of them, file by file.
    pub all: Vec<Vignette>,
    /// Answers that add nothing, for questions that a vignette leaves open.
    pub rest: Vec<(QuestionIx, Answer)>,
}

/// A made-up person, what they answer, and what has to come of it.
#[derive(Debug, Clone)]
pub struct Vignette {
    /// Its file, relative to the content folder.
    pub file: String,
    /// Its id.
    pub id: String,
    /// Who it is and what they have.
    pub story: Text,
    /// Where they answer.
    pub setting: Setting,
    /// Their answers; each fits its question.
    pub answers: Vec<(QuestionIx, Answer)>,
    /// Questions of which the answer must not count.
    pub not_counted: Vec<QuestionIx>,
    /// Exactly how urgent it is.
    pub level: Disposition,
    /// Rules that fire, among others.
    pub flags: Vec<RuleIx>,
    /// Rules that do not fire.
    pub absent_flags: Vec<RuleIx>,
    /// The cause that is named first.
    pub first: Option<CauseIx>,
    /// Causes that are among the first three named.
    pub first_three: Vec<CauseIx>,
    /// A cause that is named behind the flags.
    pub behind: Option<CauseIx>,
    /// Causes that are named nowhere.
    pub absent_causes: Vec<CauseIx>,
    /// Advice that is shown.
    pub advice: Vec<AdviceIx>,
    /// Advice that is not shown.
    pub absent_advice: Vec<AdviceIx>,
}
