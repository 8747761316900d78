//! Causes, advice and guards.

use serde::{Deserialize, Serialize};

use super::{super::word::Word, Condition, Disposition};

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
    /// Name for a clinician; shown unless the cause stands behind a flag.
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
    /// Signs that it names already, so that nothing beside it has to.
    #[serde(default)]
    pub tells: Vec<Told>,
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

/// Signs that a piece of advice names.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Told {
    /// How urgent it calls them.
    pub level: Disposition,
    /// The signs.
    pub options: Vec<Word>,
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
    /// Signs that these words name already.
    #[serde(default)]
    pub tells: Vec<Told>,
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
