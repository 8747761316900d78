//! Rules, causes, advice, guards, sources and places.

use super::{
    super::{
        condition::Condition,
        disposition::Disposition,
        raw::{AdviceKind, Evidence, Seen, Show, Trust, Weight},
        text::{Text, Words},
    },
    position::{AdviceIx, CauseIx, FactIx, OptionIx, QuestionIx, RuleIx, SourceIx, TextSet, TopicIx},
};

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
    /// The same as a sign to watch for, where `reason` speaks of what was ticked.
    pub sign: Option<Text>,
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
    /// Facts of the source documents that it carries.
    pub seeds: Vec<FactIx>,
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
    /// What to do in very few words, for large letters.
    pub shout: Option<Text>,
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
    /// Name for a clinician; shown unless the cause stands behind a flag.
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
    /// Facts of the source documents that it carries.
    pub seeds: Vec<FactIx>,
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
    /// Signs that this names, so that nothing beside it has to.
    pub tells: Vec<ToldSign>,
    /// What it says instead under a condition; the first that holds.
    pub instead: Vec<Instead>,
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
    /// Facts of the source documents that it carries.
    pub seeds: Vec<FactIx>,
}

impl Advice {
    /// Its texts: its own, then those in place of it.
    pub fn texts(&self) -> impl Iterator<Item = &Text> {
        std::iter::once(&self.text).chain(self.instead.iter().map(|other| &other.text))
    }

    /// When it is given with one of some texts, if it is given.
    #[must_use]
    pub fn says(&self, texts: TextSet) -> Condition {
        let always = |yes| if yes { Condition::ALWAYS } else { Condition::Any(Vec::new()) };
        // The first that holds is given, so the last is looked at only where none before it does.
        self.instead.iter().enumerate().rev().fold(always(texts.contains(0)), |else_says, (n, other)| {
            if texts.contains(n + 1) {
                Condition::Any(vec![other.when.clone(), else_says])
            } else {
                Condition::All(vec![Condition::Not(Box::new(other.when.clone())), else_says])
            }
        })
    }
}

/// Other words under a condition.
#[derive(Debug, Clone)]
pub struct Instead {
    /// When.
    pub when: Condition,
    /// The words.
    pub text: Text,
    /// Signs that these words name.
    pub tells: Vec<ToldSign>,
}

/// A sign that a text names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ToldSign {
    /// How urgent the text calls it.
    pub level: Disposition,
    /// The question that asks about it.
    pub question: QuestionIx,
    /// The option that it is.
    pub option: OptionIx,
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
    /// Works that it names itself.
    pub names: Vec<SourceIx>,
    /// Whether the text was read.
    pub seen: Seen,
    /// Facts of the source documents that it carries.
    pub seeds: Vec<FactIx>,
}

/// A fact of a source document.
#[derive(Debug, Clone)]
pub struct Fact {
    /// Its id.
    pub id: String,
    /// The source it stands in.
    pub document: SourceIx,
    /// What it is about.
    pub about: Text,
}

/// An entry that can carry facts of the source documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Carrier {
    /// A question.
    Question(QuestionIx),
    /// A red flag, a floor or an escalation.
    Rule(RuleIx),
    /// A cause.
    Cause(CauseIx),
    /// A piece of advice.
    Advice(AdviceIx),
    /// A source.
    Source(SourceIx),
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
