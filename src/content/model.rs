//! The checked questionnaire. Having one is proof that its content is sound.
//!
//! Only [`check()`](super::check()) makes one; ids have become positions, so nothing that reads it can
//! fail. The parts are plain values, reached through shared references only.

mod flow;
mod invariant;
mod knowledge;
mod position;
mod vignette;

use super::{
    condition::Condition,
    disposition::{Disposition, Setting},
    text::{Text, Words},
};

pub use flow::{AnswerKind, AnswerOption, Question, Section, Skip, Slip};
pub use invariant::{Holds, Invariant};
pub use knowledge::{
    Advice, Cap, Carrier, Cause, Fact, Fallback, Finding, Group, Guard, Instead, LevelText, Place, Rule,
    RuleKind, Source, ToldSign,
};
pub use position::{
    AdviceIx, CauseIx, FactIx, GroupIx, OptionIx, OptionSet, QuestionIx, RuleIx, SourceIx, TextSet, TopicIx,
};
pub use vignette::{Vignette, Vignettes};

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
    pub(super) facts: Vec<Fact>,
    pub(super) invariants: Vec<Invariant>,
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

    /// What has to hold in every session.
    #[must_use]
    pub fn invariants(&self) -> &[Invariant] {
        &self.invariants
    }

    /// Calls `visit` with every condition of the content, in the order in which they are read.
    pub fn for_each_condition(&self, visit: &mut impl FnMut(&Condition)) {
        self.groups.iter().for_each(|group| visit(&group.is));
        for question in &self.questions {
            visit(&question.when);
            question.options().iter().for_each(|option| visit(&option.when));
        }
        self.rules.iter().for_each(|rule| visit(&rule.is));
        for cause in &self.causes {
            visit(&cause.needs);
            cause.fits.iter().chain(&cause.against).for_each(|finding| visit(&finding.is));
        }
        self.fallback.iter().for_each(|fallback| visit(&fallback.when));
        for advice in &self.advice {
            advice.instead.iter().for_each(|instead| visit(&instead.when));
            advice.when.iter().chain(&advice.hide).for_each(&mut *visit);
        }
        self.guards.iter().for_each(|guard| visit(&guard.when));
        for invariant in &self.invariants {
            if let Holds::If { when, then, .. } = &invariant.holds {
                when.iter().for_each(&mut *visit);
                visit(then);
            }
        }
    }

    /// A source.
    #[must_use]
    pub fn source(&self, ix: SourceIx) -> &Source {
        &self.sources[ix.get()]
    }

    /// The facts of the source documents, in their order.
    #[must_use]
    pub fn facts(&self) -> &[Fact] {
        &self.facts
    }

    /// A fact.
    #[must_use]
    pub fn fact(&self, ix: FactIx) -> &Fact {
        &self.facts[ix.get()]
    }

    /// The positions of all facts, in order.
    pub fn fact_positions(&self) -> impl Iterator<Item = FactIx> + use<> {
        (0..self.facts.len()).map(FactIx::new)
    }

    /// Every entry that can carry facts, with those it carries.
    pub fn carriers(&self) -> impl Iterator<Item = (Carrier, &[FactIx])> {
        fn listed<T, C>(
            entries: &[T],
            carrier: C,
            seeds: fn(&T) -> &[FactIx],
        ) -> impl Iterator<Item = (Carrier, &[FactIx])>
        where
            C: Fn(usize) -> Carrier,
        {
            entries.iter().enumerate().map(move |(n, entry)| (carrier(n), seeds(entry)))
        }
        listed(&self.questions, |n| Carrier::Question(QuestionIx::new(n)), |question| &question.seeds)
            .chain(listed(&self.rules, |n| Carrier::Rule(RuleIx::new(n)), |rule| &rule.seeds))
            .chain(listed(&self.causes, |n| Carrier::Cause(CauseIx::new(n)), |cause| &cause.seeds))
            .chain(listed(&self.advice, |n| Carrier::Advice(AdviceIx::new(n)), |item| &item.seeds))
            .chain(listed(&self.sources, |n| Carrier::Source(SourceIx::new(n)), |source| &source.seeds))
    }

    /// The id of an entry.
    #[must_use]
    pub fn carrier_id(&self, carrier: Carrier) -> &str {
        match carrier {
            Carrier::Question(ix) => &self.question(ix).id,
            Carrier::Rule(ix) => &self.rule(ix).id,
            Carrier::Cause(ix) => &self.cause(ix).id,
            Carrier::Advice(ix) => &self.advice_item(ix).id,
            Carrier::Source(ix) => &self.source(ix).id,
        }
    }
}
