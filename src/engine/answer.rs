//! Answers, and whether they fit their question.

use crate::content::{AnswerKind, OptionIx, OptionSet, Question, QuestionIx, Skip};

/// An answer to one question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// The ticked options; never empty.
    Options(OptionSet),
    /// The number given.
    Number(u16),
    /// The question was skipped.
    Skipped,
}

/// Why an answer does not fit its question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Misfit {
    /// Nothing is ticked.
    Nothing,
    /// Only one option may be ticked.
    OnlyOne,
    /// These two cannot stand together.
    Conflict(OptionIx, OptionIx),
    /// There is no such option, or it is not offered.
    NoSuchOption,
    /// The number lies outside this range.
    OutOfRange(u16, u16),
    /// The question wants a number.
    NotANumber,
    /// The question wants options.
    NotOptions,
    /// The question cannot be skipped.
    NoSkip,
    /// Something is ticked, which a skip would lose.
    Ticked,
}

impl Answer {
    /// Whether the answer fits the question, of which `offered` options are shown.
    ///
    /// # Errors
    ///
    /// The first thing that does not fit.
    pub fn fits(self, question: &Question, offered: OptionSet) -> Result<(), Misfit> {
        match (self, &question.answer) {
            (Self::Skipped, _) if question.skip == Skip::Never => Err(Misfit::NoSkip),
            (Self::Skipped, _) => Ok(()),
            (Self::Number(n), AnswerKind::Scale { from, to, .. } | AnswerKind::Number { from, to, .. }) => {
                if (*from..=*to).contains(&n) {
                    Ok(())
                } else {
                    Err(Misfit::OutOfRange(*from, *to))
                }
            }
            (Self::Number(_), _) => Err(Misfit::NotOptions),
            (Self::Options(_), AnswerKind::Scale { .. } | AnswerKind::Number { .. }) => {
                Err(Misfit::NotANumber)
            }
            (Self::Options(set), AnswerKind::One(_)) if set.len() > 1 => Err(Misfit::OnlyOne),
            (Self::Options(set), _) => options_fit(set, question, offered),
        }
    }
}

fn options_fit(set: OptionSet, question: &Question, offered: OptionSet) -> Result<(), Misfit> {
    if set.is_empty() {
        return Err(Misfit::Nothing);
    }
    if !set.without(offered).is_empty() {
        return Err(Misfit::NoSuchOption);
    }
    for one in set.iter() {
        if let Some(other) = set.and(question.options()[one.get()].conflicts).iter().next() {
            return Err(Misfit::Conflict(one, other));
        }
    }
    Ok(())
}

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
