//! Sections, questions, options and the conditions between them.

use serde::{Deserialize, Serialize};

use super::{
    super::{region::Region, word::Word},
    Disposition, Setting,
};

/// `flow/*.ron`: questions under one heading, read from top to bottom.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// Name used in `questionnaire.ron`.
    pub id: Word,
    /// Heading.
    pub title: Word,
    /// The steps.
    pub steps: Vec<Step>,
}

/// One step of a section.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub enum Step {
    /// Asks a question.
    Ask(Box<Question>),
    /// Takes the steps only under a condition on earlier answers.
    When {
        /// The condition.
        is: Condition,
        /// The steps taken when it holds.
        steps: Vec<Self>,
    },
}

/// A question.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// Its id.
    pub id: Word,
    /// What is asked.
    pub prompt: Word,
    /// A line below the prompt.
    #[serde(default)]
    pub help: Option<Word>,
    /// A further line, in a waiting room only.
    #[serde(default)]
    pub help_waiting_room: Option<Word>,
    /// Why we ask, and what the words mean.
    pub why: Word,
    /// Whether this is a danger screen.
    #[serde(default)]
    pub danger: bool,
    /// Whether it asks about signs to watch for.
    #[serde(default)]
    pub watch: Watch,
    /// Whether it may be skipped.
    #[serde(default)]
    pub skip: Skip,
    /// What its answer is called on the slip for a doctor; it does not stand there, if absent.
    #[serde(default)]
    pub slip: Option<Slip>,
    /// What can be answered.
    pub answer: AnswerKind,
    /// Facts of the source documents that it carries.
    #[serde(default)]
    pub seeds: Vec<Word>,
}

/// Whether a question may be skipped.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
pub enum Skip {
    /// Yes, without more ado.
    #[default]
    Freely,
    /// No.
    Never,
    /// Yes, and conditions can see it under this id.
    As(Word),
}

/// Whether a question asks about signs to watch for: what can come, or get worse, later.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, Serialize)]
pub enum Watch {
    /// No.
    #[default]
    No,
    /// Yes, and the words of an option say it all.
    Sign,
    /// Yes, and the words of an option need the prompt before them.
    Answer,
}

/// A label of a word or two for the slip for a doctor; answers with the same label stand together.
#[derive(Debug, Clone, Deserialize, Serialize)]
pub enum Slip {
    /// The answer stands there in both settings.
    Everywhere(Word),
    /// At home only, since others may read a slip in a waiting room.
    AtHome(Word),
}

/// What can be answered.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub enum AnswerKind {
    /// Exactly one option.
    One {
        /// The options, as shown.
        options: Vec<AnswerOption>,
    },
    /// One or more options.
    Many {
        /// The options, as shown.
        options: Vec<AnswerOption>,
        /// Options that clear all others.
        #[serde(default)]
        exclusive: Vec<Word>,
        /// Pairs (exclusive option, other option) that may stand together all the same.
        #[serde(default)]
        beside: Vec<(Word, Word)>,
        /// Sets of which at most one option can be ticked; a new one takes the place of the old.
        #[serde(default)]
        alternatives: Vec<Vec<Word>>,
    },
    /// A whole number on a line, with words at its ends.
    Scale {
        /// Lowest value.
        from: u16,
        /// Highest value.
        to: u16,
        /// What the lowest value means.
        low: Word,
        /// What the highest value means.
        high: Word,
    },
    /// A whole number typed in.
    Number {
        /// Lowest value that fits.
        from: u16,
        /// Highest value that fits.
        to: u16,
        /// What is counted, such as "nights a week".
        unit: Word,
    },
}

/// An answer option.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct AnswerOption {
    /// Its id.
    pub id: Word,
    /// Its text; 60 characters at most.
    pub text: Word,
    /// What counts and what does not; a second line.
    #[serde(default)]
    pub hint: Option<Word>,
    /// When it is shown; always, if absent.
    #[serde(default)]
    pub when: Option<Condition>,
    /// In a question about signs to watch for: `false` if this is none, but a fact or a doubt.
    #[serde(default = "yes")]
    pub watch: bool,
    /// The places of the body that it means. A question with such options is drawn as a figure.
    #[serde(default)]
    pub regions: Vec<Region>,
    /// The hours of the day that it means: first hour (0 to 23), end (1 to 24). A question with such
    /// options is drawn as a clock.
    #[serde(default)]
    pub hours: Vec<(u8, u8)>,
}

const fn yes() -> bool {
    true
}

/// A statement about the answers given so far.
#[derive(Debug, Clone, Deserialize, Serialize)]
pub enum Condition {
    /// The option is ticked, or the question was skipped under this id.
    Chosen(Word),
    /// The number answered is at least this.
    AtLeast(Word, u16),
    /// The named group holds.
    Group(Word),
    /// The red flag, floor or escalation holds. Not in `flow/` and not in groups.
    Flag(Word),
    /// The disposition is at least this urgent. Only in advice and guards.
    Level(Disposition),
    /// The program runs in this setting.
    In(Setting),
    /// The question is due. Only in invariants, as are the next five.
    Asked(Word),
    /// The option is on the screen: its question is due, and nothing hides it.
    Offered(Word),
    /// The piece of advice is given.
    Shown(Word),
    /// Wherever the piece of advice is given, its text holds these words.
    Says(Word, Word),
    /// A piece of advice that touches the topic is given.
    Touched(Word),
    /// The cause is listed as one that could fit.
    Named(Word),
    /// Every one holds.
    All(Vec<Self>),
    /// At least one holds.
    Any(Vec<Self>),
    /// It does not hold.
    Not(Box<Self>),
}
