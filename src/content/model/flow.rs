//! Sections, questions and options.

use super::{
    super::{
        condition::Condition,
        raw::Watch,
        region::{Hours, Region},
        text::Text,
    },
    position::{FactIx, OptionIx, OptionSet},
};

/// A heading with its questions.
#[derive(Debug, Clone)]
pub struct Section {
    /// Its id.
    pub id: String,
    /// Its heading.
    pub title: Text,
}

/// A question.
#[derive(Debug, Clone)]
pub struct Question {
    /// Its id.
    pub id: String,
    /// Position of its section in [`Questionnaire::sections`](super::Questionnaire::sections).
    pub section: usize,
    /// What is asked.
    pub prompt: Text,
    /// A line below the prompt.
    pub help: Option<Text>,
    /// A further line, in a waiting room only.
    pub help_waiting_room: Option<Text>,
    /// Why we ask, and what the words mean.
    pub why: Text,
    /// Whether this is a danger screen.
    pub danger: bool,
    /// Whether it asks about signs to watch for.
    pub watch: Watch,
    /// Whether it may be skipped.
    pub skip: Skip,
    /// How its answer stands on the slip for a doctor, if it does.
    pub slip: Option<Slip>,
    /// When it is due; reads earlier questions only.
    pub when: Condition,
    /// What can be answered.
    pub answer: AnswerKind,
    /// Rank among the questions that the cap may leave out; 0 goes first.
    pub drop_rank: Option<usize>,
    /// Facts of the source documents that it carries.
    pub seeds: Vec<FactIx>,
}

impl Question {
    /// Its options; none for a number.
    #[must_use]
    pub fn options(&self) -> &[AnswerOption] {
        match &self.answer {
            AnswerKind::One(options) | AnswerKind::Many(options) => options,
            AnswerKind::Scale { .. } | AnswerKind::Number { .. } => &[],
        }
    }

    /// Its options with their positions.
    pub fn indexed_options(&self) -> impl Iterator<Item = (OptionIx, &AnswerOption)> {
        self.options().iter().enumerate().map(|(n, option)| (OptionIx::new(n), option))
    }

    /// The option that means a place of the body.
    #[must_use]
    pub fn option_at(&self, region: Region) -> Option<OptionIx> {
        self.options().iter().position(|option| option.regions.contains(&region)).map(OptionIx::new)
    }

    /// Whether an option ends all others.
    #[must_use]
    pub fn stands_alone(&self, option: OptionIx) -> bool {
        let others = self.options().len().saturating_sub(1);
        self.options().get(option.get()).is_some_and(|option| option.conflicts.len() == others)
    }

    /// The option with an id.
    #[must_use]
    pub fn option(&self, id: &str) -> Option<OptionIx> {
        self.options().iter().position(|option| option.id == id).map(OptionIx::new)
    }

    /// The id under which a skip is written down; `None` if it cannot be skipped.
    #[must_use]
    pub fn skip_id(&self) -> Option<&str> {
        match &self.skip {
            Skip::Never => None,
            Skip::Freely => Some("skip"),
            Skip::As(id) => Some(id),
        }
    }
}

/// Whether a question may be skipped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Skip {
    /// Yes.
    Freely,
    /// No.
    Never,
    /// Yes, and conditions can see it under this id.
    As(String),
}

/// How an answer stands on the slip for a doctor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slip {
    /// What it is called there.
    pub label: Text,
    /// Whether it stands there in a waiting room too, where others may read it.
    pub everywhere: bool,
}

/// What can be answered.
#[derive(Debug, Clone)]
pub enum AnswerKind {
    /// Exactly one option.
    One(Vec<AnswerOption>),
    /// One or more options.
    Many(Vec<AnswerOption>),
    /// A whole number on a line, with words at its ends.
    Scale {
        /// Lowest value.
        from: u16,
        /// Highest value.
        to: u16,
        /// What the lowest value means.
        low: Text,
        /// What the highest value means.
        high: Text,
    },
    /// A whole number typed in.
    Number {
        /// Lowest value that fits.
        from: u16,
        /// Highest value that fits.
        to: u16,
        /// What is counted.
        unit: Text,
    },
}

/// An answer option.
#[derive(Debug, Clone)]
pub struct AnswerOption {
    /// Its id.
    pub id: String,
    /// Its text.
    pub text: Text,
    /// What counts and what does not.
    pub hint: Option<Text>,
    /// When it is shown; reads earlier questions only.
    pub when: Condition,
    /// Whether it is a sign to watch for: the question asks about such signs, and this is one.
    pub watch: bool,
    /// Options of the same question that cannot be ticked together with it.
    pub conflicts: OptionSet,
    /// Whether it is meant to stand alone, as "none of these" is; `conflicts` says what it ends.
    pub exclusive: bool,
    /// The places of the body that it means.
    pub regions: Vec<Region>,
    /// The hours of the day that it means.
    pub hours: Vec<Hours>,
}
