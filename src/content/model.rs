//! The checked questionnaire. Having one is proof that its content is sound.
//!
//! Only [`check`](super::check) makes one; ids have become positions, so nothing that reads it can
//! fail. The parts are plain values, reached through shared references only.

use super::{
    condition::Condition,
    disposition::{Disposition, Setting},
    raw::{AdviceKind, Evidence, Seen, Show, Trust, Weight},
    text::{Text, Words},
};

macro_rules! position {
    ($(#[$doc:meta])* $name:ident, $inner:ty) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub(super) $inner);

        impl $name {
            /// The position as an index.
            #[must_use]
            pub const fn get(self) -> usize {
                self.0 as usize
            }

            pub(super) fn new(position: usize) -> Self {
                Self(<$inner>::try_from(position).unwrap_or(<$inner>::MAX))
            }
        }
    };
}

position!(
    /// Position of a question, in the order in which they can be asked.
    QuestionIx, u16
);
position!(
    /// Position of an option within its question.
    OptionIx, u8
);
position!(
    /// Position of a group.
    GroupIx, u16
);
position!(
    /// Position of a rule: flags, then floors, then escalations.
    RuleIx, u16
);
position!(
    /// Position of a cause; settles ties.
    CauseIx, u16
);
position!(
    /// Position of a piece of advice.
    AdviceIx, u16
);
position!(
    /// Position of a source.
    SourceIx, u16
);
position!(
    /// Position of a topic that advice can touch.
    TopicIx, u8
);

/// A set of options of one question.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct OptionSet(u64);

impl OptionSet {
    /// The most options a question can have.
    pub const MOST: usize = 64;

    /// The set without options.
    pub const EMPTY: Self = Self(0);

    /// The set of one option.
    #[must_use]
    pub const fn only(option: OptionIx) -> Self {
        Self(1 << option.get())
    }

    /// Whether an option is in it.
    #[must_use]
    pub const fn contains(self, option: OptionIx) -> bool {
        self.0 >> option.get() & 1 == 1
    }

    /// The set with an option in it.
    #[must_use]
    pub const fn with(self, option: OptionIx) -> Self {
        Self(self.0 | Self::only(option).0)
    }

    /// The options in both.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// The options in this, but not in the other.
    #[must_use]
    pub const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Whether there is none in it.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// How many there are in it.
    #[must_use]
    pub const fn len(self) -> usize {
        self.0.count_ones() as usize
    }

    /// The options, in their order.
    pub fn iter(self) -> impl Iterator<Item = OptionIx> {
        (0..64u8).map(OptionIx).filter(move |option| self.contains(*option))
    }
}

impl FromIterator<OptionIx> for OptionSet {
    fn from_iter<T: IntoIterator<Item = OptionIx>>(options: T) -> Self {
        options.into_iter().fold(Self::EMPTY, Self::with)
    }
}

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
    /// Position of its section in [`Questionnaire::sections`].
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
    /// Whether it may be skipped.
    pub skip: Skip,
    /// When it is due; reads earlier questions only.
    pub when: Condition,
    /// What can be answered.
    pub answer: AnswerKind,
    /// Rank among the questions that the cap may leave out; 0 goes first.
    pub drop_rank: Option<usize>,
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
    /// Options of the same question that cannot be ticked together with it.
    pub conflicts: OptionSet,
}

/// The most questions in one session.
#[derive(Debug, Clone, Copy)]
pub struct Cap {
    /// Never more than this on a path.
    pub most: usize,
}

/// A named condition.
#[derive(Debug, Clone)]
pub struct Group {
    /// Its id.
    pub id: String,
    /// What it stands for.
    pub is: Condition,
}

/// What kind of rule it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RuleKind {
    /// A danger sign.
    Flag,
    /// A least disposition without being a danger sign.
    Floor,
    /// Raises a flag that has already fired.
    Escalation,
}

/// A rule that asks for a disposition. No rule can lower one.
#[derive(Debug, Clone)]
pub struct Rule {
    /// Its id.
    pub id: String,
    /// What kind it is.
    pub kind: RuleKind,
    /// The disposition it asks for.
    pub level: Disposition,
    /// When it fires.
    pub is: Condition,
    /// What was noticed, in plain words, to follow "because".
    pub reason: Text,
    /// What to do at home besides what the level says.
    pub home: Option<Text>,
    /// What to tell the staff in a waiting room.
    pub tell_staff: Option<Text>,
    /// What a clinician would think of.
    pub suspected: Option<Text>,
    /// How well it is supported.
    pub evidence: Evidence,
    /// Where it comes from.
    pub sources: Vec<SourceIx>,
}

/// What a disposition says in one setting.
#[derive(Debug, Clone)]
pub struct LevelText {
    /// The level in a few plain words.
    pub name: Text,
    /// What to do; the first leads the summary.
    pub act: Vec<Text>,
    /// What should make the person seek help sooner.
    pub sooner: Text,
}

/// A cause to name when the ranking names none.
#[derive(Debug, Clone)]
pub struct Fallback {
    /// When.
    pub when: Condition,
    /// Which.
    pub cause: CauseIx,
}

/// Something that could explain the ache.
#[derive(Debug, Clone)]
pub struct Cause {
    /// Its id.
    pub id: String,
    /// Plain name.
    pub name: Text,
    /// Name for a clinician.
    pub clinical: Text,
    /// Whether and how it is shown.
    pub show: Show,
    /// Without this it is set aside.
    pub needs: Condition,
    /// What it is.
    pub what: Vec<Text>,
    /// Findings that speak for it.
    pub fits: Vec<Finding>,
    /// Findings that speak against it.
    pub against: Vec<Finding>,
    /// What would matter too but is not asked.
    pub not_asked: Vec<Text>,
    /// Advice that fits it.
    pub self_care: Vec<AdviceIx>,
    /// Whom to see, and when.
    pub see: Text,
    /// Rules that make it urgent.
    pub urgent: Vec<RuleIx>,
    /// Tests a clinician may use.
    pub tests: Vec<AdviceIx>,
    /// Treatments a clinician may discuss.
    pub treatments: Vec<AdviceIx>,
    /// What lowers the chance of another bout.
    pub prevention: Vec<AdviceIx>,
    /// What is uncertain about it.
    pub caveat: Option<Text>,
    /// Where it comes from.
    pub sources: Vec<SourceIx>,
}

/// Something answered that speaks for or against a cause.
#[derive(Debug, Clone)]
pub struct Finding {
    /// The finding.
    pub is: Condition,
    /// How much it counts.
    pub weight: Weight,
}

/// A piece of advice.
#[derive(Debug, Clone)]
pub struct Advice {
    /// Its id.
    pub id: String,
    /// What it is about.
    pub kind: AdviceKind,
    /// A few words.
    pub title: Option<Text>,
    /// What it says.
    pub text: Text,
    /// What it says instead under a condition; the first that holds.
    pub instead: Vec<(Condition, Text)>,
    /// When it is offered without a cause asking for it.
    pub when: Option<Condition>,
    /// When it must not be shown.
    pub hide: Option<Condition>,
    /// What it touches.
    pub touches: Vec<TopicIx>,
    /// How far to trust it.
    pub trust: Option<Trust>,
    /// Where it comes from.
    pub sources: Vec<SourceIx>,
}

/// Hides every piece of advice that touches one of its topics.
#[derive(Debug, Clone)]
pub struct Guard {
    /// The safety rule it holds.
    pub id: String,
    /// When it hides.
    pub when: Condition,
    /// The topics.
    pub hides: Vec<TopicIx>,
}

/// A work that a statement rests on.
#[derive(Debug, Clone)]
pub struct Source {
    /// Its id.
    pub id: String,
    /// Title.
    pub title: Text,
    /// Organisation or authors.
    pub by: Text,
    /// Year, as far as known.
    pub year: Text,
    /// DOI or public address.
    pub link: Option<Text>,
    /// Whether the text was read.
    pub seen: Seen,
}

/// Numbers and words of one country.
#[derive(Debug, Clone)]
pub struct Place {
    /// Its id.
    pub id: String,
    /// The country or region.
    pub name: Text,
    /// Its words, with generic ones where it has none.
    pub words: Words,
}

/// What the first screen needs, before any question.
#[derive(Debug, Clone)]
pub struct Front {
    pub(super) status: Text,
    pub(super) about: Vec<Text>,
    pub(super) places: Vec<Place>,
    pub(super) generic: Words,
}

impl Front {
    /// Release status.
    #[must_use]
    pub fn status(&self) -> &Text {
        &self.status
    }

    /// What the program is, one paragraph each.
    #[must_use]
    pub fn about(&self) -> &[Text] {
        &self.about
    }

    /// The places, by id.
    #[must_use]
    pub fn places(&self) -> &[Place] {
        &self.places
    }

    /// The place with an id.
    #[must_use]
    pub fn place(&self, id: &str) -> Option<&Place> {
        self.places.iter().find(|place| place.id == id)
    }

    /// Words for a person of whom no place is known.
    #[must_use]
    pub fn generic(&self) -> &Words {
        &self.generic
    }
}

/// A whole checked questionnaire.
#[derive(Debug, Clone)]
pub struct Questionnaire {
    pub(super) id: String,
    pub(super) version: String,
    pub(super) front: Front,
    pub(super) fingerprint: String,
    pub(super) not_a_diagnosis: Text,
    pub(super) closing: Text,
    /// By disposition, then by setting.
    pub(super) levels: [[LevelText; 2]; 5],
    pub(super) cap: Cap,
    pub(super) sections: Vec<Section>,
    pub(super) questions: Vec<Question>,
    pub(super) groups: Vec<Group>,
    pub(super) rules: Vec<Rule>,
    pub(super) causes: Vec<Cause>,
    pub(super) fallback: Vec<Fallback>,
    pub(super) advice: Vec<Advice>,
    pub(super) topics: Vec<String>,
    pub(super) guards: Vec<Guard>,
    pub(super) sources: Vec<Source>,
}

impl Questionnaire {
    /// Its name, for machines.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Version of the content.
    #[must_use]
    pub fn version(&self) -> &str {
        &self.version
    }

    /// What the first screen needs.
    #[must_use]
    pub fn front(&self) -> &Front {
        &self.front
    }

    /// Short hash of what the content says.
    #[must_use]
    pub fn fingerprint(&self) -> &str {
        &self.fingerprint
    }

    /// That this is no diagnosis.
    #[must_use]
    pub fn not_a_diagnosis(&self) -> &Text {
        &self.not_a_diagnosis
    }

    /// The last words of every summary.
    #[must_use]
    pub fn closing(&self) -> &Text {
        &self.closing
    }

    /// What a disposition says in a setting.
    #[must_use]
    pub fn level(&self, level: Disposition, setting: Setting) -> &LevelText {
        &self.levels[level as usize][setting as usize]
    }

    /// The most questions in one session.
    #[must_use]
    pub fn cap(&self) -> Cap {
        self.cap
    }

    /// The headings, in order.
    #[must_use]
    pub fn sections(&self) -> &[Section] {
        &self.sections
    }

    /// The questions, in the order in which they can be asked.
    #[must_use]
    pub fn questions(&self) -> &[Question] {
        &self.questions
    }

    /// The positions of all questions, in order.
    pub fn question_positions(&self) -> impl DoubleEndedIterator<Item = QuestionIx> + use<> {
        (0..self.questions.len()).map(QuestionIx::new)
    }

    /// A question.
    #[must_use]
    pub fn question(&self, ix: QuestionIx) -> &Question {
        &self.questions[ix.get()]
    }

    /// The question with an id.
    #[must_use]
    pub fn find_question(&self, id: &str) -> Option<QuestionIx> {
        self.questions.iter().position(|question| question.id == id).map(QuestionIx::new)
    }

    /// The named conditions.
    #[must_use]
    pub fn groups(&self) -> &[Group] {
        &self.groups
    }

    /// Flags, floors and escalations, in the order in which they are evaluated.
    #[must_use]
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// A rule.
    #[must_use]
    pub fn rule(&self, ix: RuleIx) -> &Rule {
        &self.rules[ix.get()]
    }

    /// The positions of all rules, in the order of evaluation.
    pub fn rule_positions(&self) -> impl Iterator<Item = RuleIx> + use<> {
        (0..self.rules.len()).map(RuleIx::new)
    }

    /// The causes, in the order that settles ties.
    #[must_use]
    pub fn causes(&self) -> &[Cause] {
        &self.causes
    }

    /// The positions of all causes, in that order.
    pub fn cause_positions(&self) -> impl Iterator<Item = CauseIx> + use<> {
        (0..self.causes.len()).map(CauseIx::new)
    }

    /// A cause.
    #[must_use]
    pub fn cause(&self, ix: CauseIx) -> &Cause {
        &self.causes[ix.get()]
    }

    /// Causes to name when the ranking names none.
    #[must_use]
    pub fn fallback(&self) -> &[Fallback] {
        &self.fallback
    }

    /// All advice, in the order in which it is shown.
    #[must_use]
    pub fn advice(&self) -> &[Advice] {
        &self.advice
    }

    /// A piece of advice.
    #[must_use]
    pub fn advice_item(&self, ix: AdviceIx) -> &Advice {
        &self.advice[ix.get()]
    }

    /// The positions of all advice, in order.
    pub fn advice_positions(&self) -> impl Iterator<Item = AdviceIx> + use<> {
        (0..self.advice.len()).map(AdviceIx::new)
    }

    /// Names of what advice can touch.
    #[must_use]
    pub fn topics(&self) -> &[String] {
        &self.topics
    }

    /// The guards.
    #[must_use]
    pub fn guards(&self) -> &[Guard] {
        &self.guards
    }

    /// The works that statements rest on.
    #[must_use]
    pub fn sources(&self) -> &[Source] {
        &self.sources
    }

    /// A source.
    #[must_use]
    pub fn source(&self, ix: SourceIx) -> &Source {
        &self.sources[ix.get()]
    }
}
