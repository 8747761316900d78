//! The RON schema, word for word. No logic: what stands here is what an author may write.
//!
//! `docs/AUTHORING.md` explains each part by example. [`super::check`] turns these types into the
//! checked [`Questionnaire`](super::Questionnaire); nothing else reads them.

use serde::{Deserialize, Serialize};

use super::word::Word;

/// One file of the content folder, read but not yet checked.
#[derive(Debug, Clone, Deserialize, Serialize)]
pub struct File<T> {
    /// Path below the content folder, with `/` between its parts.
    pub name: String,
    /// What the file says.
    pub value: T,
}

/// All files of a content folder.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
pub struct Content {
    /// `questionnaire.ron`
    pub questionnaire: Option<File<Questionnaire>>,
    /// `flow/*.ron`
    pub flow: Vec<File<Section>>,
    /// `red_flags.ron`
    pub red_flags: Option<File<RedFlags>>,
    /// `causes/*.ron`
    pub causes: Vec<File<Causes>>,
    /// `advice/*.ron`
    pub advice: Vec<File<Advice>>,
    /// `guards.ron`
    pub guards: Option<File<Guards>>,
    /// `sources.ron`
    pub sources: Option<File<Sources>>,
    /// `places/*.ron`
    pub places: Vec<File<Place>>,
}

/// `questionnaire.ron`: what the whole is called, its order, its cap and its general words.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Questionnaire {
    /// Version of this schema; [`super::SCHEMA`].
    pub schema: u32,
    /// Name of the questionnaire, for machines.
    pub id: Word,
    /// Version of the content.
    pub version: Word,
    /// Release status, shown on the first and the last screen.
    pub status: Word,
    /// Ids of the sections in `flow/`, in the order in which they are walked.
    pub flow: Vec<Word>,
    /// The most questions in one session, and what is left out to keep to it.
    pub cap: Cap,
    /// What the program is, for the first screen; one paragraph each.
    pub about: Vec<Word>,
    /// That this is no diagnosis; on every summary.
    pub not_a_diagnosis: Word,
    /// The last words of every summary.
    pub closing: Word,
    /// What each disposition says.
    pub levels: Vec<Level>,
    /// Cause to name when no other fits well enough; the first whose condition holds.
    pub fallback: Vec<Fallback>,
    /// Words that stand in where a place names no number or word of its own.
    pub generic: Words,
}

/// The most questions in one session.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Cap {
    /// Never more questions than this on a path.
    pub most: usize,
    /// Questions that may be left out, the first one first.
    pub drop: Vec<Word>,
}

/// How urgent; in falling order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
pub enum Disposition {
    /// Now.
    Emergency,
    /// Within 24 hours.
    SameDay,
    /// Within days to two weeks.
    Soon,
    /// In two to three weeks, or at the next review.
    Routine,
    /// At home, with a safety net.
    SelfCare,
}

/// Where the program runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
pub enum Setting {
    /// At the person's own keyboard.
    Home,
    /// In a waiting room, with staff near.
    WaitingRoom,
}

/// What a disposition says, in both settings.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Level {
    /// The disposition.
    pub level: Disposition,
    /// The level in a few plain words, for the banner.
    pub name: Word,
    /// At home.
    pub home: LevelText,
    /// In a waiting room.
    pub waiting_room: LevelText,
}

/// What a disposition says in one setting.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct LevelText {
    /// What to do; the first paragraph leads the summary.
    pub act: Vec<Word>,
    /// What should make the person seek help sooner.
    pub sooner: Word,
}

/// A cause to name when the ranking names none.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Fallback {
    /// When it may be named.
    pub when: Condition,
    /// The cause.
    pub cause: Word,
}

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
    /// Whether it may be skipped.
    #[serde(default)]
    pub skip: Skip,
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
    /// Its text; about 60 characters.
    pub text: Word,
    /// What counts and what does not; a second line.
    #[serde(default)]
    pub hint: Option<Word>,
    /// When it is shown; always, if absent.
    #[serde(default)]
    pub when: Option<Condition>,
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
    /// Every one holds.
    All(Vec<Self>),
    /// At least one holds.
    Any(Vec<Self>),
    /// It does not hold.
    Not(Box<Self>),
}

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

/// `causes/*.ron`
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Causes {
    /// The causes, in the order that settles ties.
    pub causes: Vec<Cause>,
}

/// Something that could explain the ache.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Cause {
    /// Its id.
    pub id: Word,
    /// Plain name.
    pub name: Word,
    /// Name for a clinician.
    pub clinical: Word,
    /// Whether and how it is shown.
    pub show: Show,
    /// Without this it is set aside, whatever else fits: the place, and findings marked as needed.
    pub needs: Condition,
    /// What it is, one paragraph each.
    pub what: Vec<Word>,
    /// Findings that speak for it.
    pub fits: Vec<Finding>,
    /// Findings that speak against it.
    #[serde(default)]
    pub against: Vec<Finding>,
    /// What would matter too but is not asked.
    #[serde(default)]
    pub not_asked: Vec<Word>,
    /// Advice that fits it.
    #[serde(default)]
    pub self_care: Vec<Word>,
    /// Whom to see, and when.
    pub see: Word,
    /// Red flags that make it urgent.
    #[serde(default)]
    pub urgent: Vec<Word>,
    /// Tests a clinician may use.
    #[serde(default)]
    pub tests: Vec<Word>,
    /// Treatments a clinician may discuss.
    #[serde(default)]
    pub treatments: Vec<Word>,
    /// What lowers the chance of another bout.
    #[serde(default)]
    pub prevention: Vec<Word>,
    /// What is uncertain about it, in plain words.
    #[serde(default)]
    pub caveat: Option<Word>,
    /// Published figures and remarks for clinicians; never shown to the person.
    #[serde(default)]
    pub background: Vec<Word>,
    /// Where it comes from.
    pub sources: Vec<Word>,
    /// Facts of the source documents that it carries.
    #[serde(default)]
    pub seeds: Vec<Word>,
}

/// Whether and how a cause is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
pub enum Show {
    /// In the ordinary list.
    Listed,
    /// Only as the reason behind an urgent message.
    BehindFlag,
    /// Background text without a score.
    Note,
}

/// Something answered that speaks for or against a cause.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Finding {
    /// The finding.
    pub is: Condition,
    /// How much it counts.
    pub weight: Weight,
    /// A published figure or remark for clinicians; never shown to the person.
    #[serde(default)]
    pub figure: Option<Word>,
}

/// How much a finding counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
pub enum Weight {
    /// Four points.
    Strong,
    /// Two points.
    Moderate,
    /// One point.
    Weak,
}

/// `advice/*.ron`
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Advice {
    /// What kind of advice the file holds.
    pub kind: AdviceKind,
    /// The items, in the order in which they are shown.
    pub items: Vec<AdviceItem>,
}

/// What a piece of advice is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
pub enum AdviceKind {
    /// What the person can do at home.
    SelfCare,
    /// What to watch for.
    SafetyNet,
    /// Tests a clinician may use.
    Test,
    /// Treatments a clinician may discuss.
    Treatment,
    /// What lowers the chance of another bout.
    Prevention,
    /// Living with a long-term ache.
    Living,
    /// Research, never advice.
    Emerging,
    /// What may add to the ache.
    Factor,
    /// How the body is made.
    Background,
}

/// A piece of advice.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct AdviceItem {
    /// Its id.
    pub id: Word,
    /// A few words, where it needs a heading.
    #[serde(default)]
    pub title: Option<Word>,
    /// What it says.
    pub text: Word,
    /// What it says instead under a condition; the first that holds.
    #[serde(default)]
    pub instead: Vec<Instead>,
    /// When it is offered without a cause asking for it; never, if absent.
    #[serde(default)]
    pub when: Option<Condition>,
    /// When it must not be shown.
    #[serde(default)]
    pub hide: Option<Condition>,
    /// What it touches, for the guards.
    #[serde(default)]
    pub touches: Vec<Word>,
    /// How far to trust it.
    #[serde(default)]
    pub trust: Option<Trust>,
    /// Published figures and remarks for clinicians; never shown to the person.
    #[serde(default)]
    pub background: Vec<Word>,
    /// Where it comes from.
    pub sources: Vec<Word>,
    /// Facts of the source documents that it carries.
    #[serde(default)]
    pub seeds: Vec<Word>,
}

/// How far to trust a piece of advice; said to the person in plain words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
pub enum Trust {
    /// Good studies agree.
    Strong,
    /// Some studies.
    Moderate,
    /// Few or small studies.
    Weak,
    /// Good practice, not studied.
    GoodPractice,
    /// Guidelines disagree.
    GuidanceDiffers,
}

/// Other words under a condition.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Instead {
    /// When.
    pub when: Condition,
    /// The words.
    pub text: Word,
}

/// `guards.ron`: rules that hide advice which could do harm.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Guards {
    /// What advice can touch; names used in `touches` and `hides`.
    pub topics: Vec<Word>,
    /// The guards.
    pub guards: Vec<Guard>,
}

/// Hides every piece of advice that touches one of its topics.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Guard {
    /// Its id; the safety rule it holds.
    pub id: Word,
    /// When it hides.
    pub when: Condition,
    /// The topics.
    pub hides: Vec<Word>,
}

/// `sources.ron`
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Sources {
    /// The works.
    pub sources: Vec<Source>,
}

/// A work that a statement rests on.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Its id.
    pub id: Word,
    /// Title.
    pub title: Word,
    /// Organisation or authors.
    pub by: Word,
    /// Year, as far as known.
    pub year: Word,
    /// DOI or public address.
    #[serde(default)]
    pub link: Option<Word>,
    /// Whether the text was read.
    pub seen: Seen,
    /// How much was read, and how.
    #[serde(default)]
    pub remark: Option<Word>,
    /// Facts of the source documents that it carries.
    #[serde(default)]
    pub seeds: Vec<Word>,
}

/// Whether the text of a source was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
pub enum Seen {
    /// The work, its abstract, its opening or a licensed mirror.
    Read,
    /// General medical knowledge, not retrieved; a clinician must confirm it.
    GeneralKnowledge,
}

/// `places/*.ron`: numbers and words of one country. A key that is missing stays generic.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// Its id, as given to `--place`.
    pub id: Word,
    /// The country or region.
    pub name: Word,
    /// Number for emergencies that threaten life.
    #[serde(default)]
    pub emergency_number: Option<Word>,
    /// Words for where emergencies are treated.
    #[serde(default)]
    pub emergency_place: Option<Word>,
    /// Line for what is urgent but no emergency.
    #[serde(default)]
    pub advice_line: Option<Word>,
    /// Word for the first doctor to see.
    #[serde(default)]
    pub doctor: Option<Word>,
    /// Whom to ring in pregnancy and after birth.
    #[serde(default)]
    pub maternity_unit: Option<Word>,
    /// Line for low mood.
    #[serde(default)]
    pub mental_health_line: Option<Word>,
    /// Line for poisons.
    #[serde(default)]
    pub poison_line: Option<Word>,
}

/// Words that stand in where a place has none.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// As in [`Place::emergency_number`].
    pub emergency_number: Word,
    /// As in [`Place::emergency_place`].
    pub emergency_place: Word,
    /// As in [`Place::advice_line`].
    pub advice_line: Word,
    /// As in [`Place::doctor`].
    pub doctor: Word,
    /// As in [`Place::maternity_unit`].
    pub maternity_unit: Word,
    /// As in [`Place::mental_health_line`].
    pub mental_health_line: Word,
    /// As in [`Place::poison_line`].
    pub poison_line: Word,
}
