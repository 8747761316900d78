//! An answer to a question, and whether it fits.

use super::model::{AnswerKind, OptionIx, OptionSet, Question, Skip};

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

impl Misfit {
    /// What does not fit, in words for whoever wrote the answer into a file.
    #[must_use]
    pub fn told(self, question: &Question) -> String {
        let id = |option: OptionIx| question.options().get(option.get()).map_or("", |option| &option.id);
        match self {
            Self::Nothing => "it is empty; leave the question out if it was not answered".to_owned(),
            Self::OnlyOne => "it takes one option only".to_owned(),
            Self::Conflict(one, other) => {
                format!("`{}` and `{}` cannot stand together", id(one), id(other))
            }
            Self::NoSuchOption => "it has no such option".to_owned(),
            Self::OutOfRange(from, to) => format!("it takes a number from {from} to {to}"),
            Self::NotANumber => "it takes a number".to_owned(),
            Self::NotOptions => "it takes a list of option ids".to_owned(),
            Self::NoSkip => "it cannot be skipped".to_owned(),
            Self::Ticked => "it is skipped and answered at once".to_owned(),
        }
    }
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
