//! The answers of a session.

use zeroize::Zeroize;

use crate::content::{Answer, OptionIx, OptionSet, Question, QuestionIx};

/// Ticks or unticks an option; what cannot stand beside a new tick goes.
#[must_use]
pub fn toggled(question: &Question, ticked: OptionSet, option: OptionIx) -> OptionSet {
    if ticked.contains(option) {
        return ticked.without(OptionSet::only(option));
    }
    match question.options().get(option.get()) {
        Some(chosen) => ticked.without(chosen.conflicts).with(option),
        None => ticked,
    }
}

/// The answers of a session, one place per question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answers(Vec<Option<Answer>>);

/// Answers are nobody's business once they are not needed: their memory is overwritten before it is given back.
impl Drop for Answers {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

/// An answer is overwritten as a whole by the option that holds it.
impl Zeroize for Answer {
    fn zeroize(&mut self) {
        *self = Self::Skipped;
    }
}

impl Answers {
    /// No answers to this many questions.
    #[must_use]
    pub fn none(n_questions: usize) -> Self {
        Self(vec![None; n_questions])
    }

    /// The answer to a question.
    #[must_use]
    pub fn get(&self, question: QuestionIx) -> Option<Answer> {
        self.0.get(question.get()).copied().flatten()
    }

    /// The ticked options of a question.
    #[must_use]
    pub fn ticked(&self, question: QuestionIx) -> OptionSet {
        match self.get(question) {
            Some(Answer::Options(set)) => set,
            _ => OptionSet::EMPTY,
        }
    }

    /// Writes an answer down; an empty set of options is no answer.
    pub fn set(&mut self, question: QuestionIx, answer: Option<Answer>) {
        let answer = answer.filter(|answer| !matches!(answer, Answer::Options(set) if set.is_empty()));
        if let Some(slot) = self.0.get_mut(question.get()) {
            *slot = answer;
        }
    }
}
