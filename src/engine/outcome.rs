//! The value that everything shows.

use super::{
    advice::{self, Given},
    answer::Answers,
    causes::{self, RankedCause},
    counterfactuals::{Counterfactual, counterfactuals},
    path::Path,
    session::Session,
    triage::{self, Reason},
};
use crate::content::{
    AdviceKind, CauseIx, Disposition, GENERAL_TOPIC, LevelText, QuestionIx, Questionnaire, RuleIx, Setting,
};

/// What a session comes to: how urgent, why, what could fit, what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome<'q> {
    /// Where it was answered.
    pub setting: Setting,
    /// Whether everything that is due was answered.
    pub complete: bool,
    /// The questions that were due, in order.
    pub path: Vec<QuestionIx>,
    /// Those of them without an answer.
    pub unanswered: Vec<QuestionIx>,
    /// Questions answered although they are not due; their answers count for nothing.
    pub ignored: Vec<QuestionIx>,
    /// The answers that count.
    pub answers: Answers,
    /// How urgent.
    pub disposition: Disposition,
    /// Every rule that fired, the most urgent first.
    pub reasons: Vec<Reason>,
    /// What could fit, the best first; none in an emergency.
    pub causes: Vec<RankedCause>,
    /// What a clinician may want to rule out, behind the red flags.
    pub behind: Vec<RankedCause>,
    /// What the person can do.
    pub self_care: Vec<Given<'q>>,
    /// What lowers the chance of another bout; none if no cause brings any.
    pub prevention: Vec<Given<'q>>,
    /// Living with a long-term ache.
    pub living: Vec<Given<'q>>,
    /// What may add to the ache.
    pub factors: Vec<Given<'q>>,
    /// Tests a clinician may use.
    pub tests: Vec<Given<'q>>,
    /// Treatments a clinician may discuss.
    pub treatments: Vec<Given<'q>>,
    /// How the body is made.
    pub background: Vec<Given<'q>>,
    /// What may explain it too but has no score; none if someone has to be seen today or sooner.
    pub notes: Vec<CauseIx>,
    /// Research, never advice.
    pub emerging: Vec<Given<'q>>,
    /// Signs that would make it more urgent, according to the causes; the most urgent first.
    pub signs: Vec<RuleIx>,
    /// The smallest changes of answers that would make it more urgent, the most urgent first.
    pub counterfactuals: Vec<Counterfactual>,
    /// Whether texts about a cause may say how to care for it; guards can forbid that.
    pub tells_care: bool,
    /// What to watch for; never empty of meaning: [`LevelText::sooner`] stands beside it.
    pub safety_net: Vec<Given<'q>>,
}

/// The most pieces of advice on living with an ache that are shown at a time.
const MOST_LIVING: usize = 3;

/// Works out what a session comes to, complete or not.
#[must_use]
pub fn assess<'q>(session: &Session<'q>) -> Outcome<'q> {
    let (questionnaire, setting, path) = (session.questionnaire(), session.setting(), session.path());
    let outcome = assess_as_it_is(session);
    let counterfactuals = counterfactuals(questionnaire, setting, path, outcome.disposition);
    Outcome { counterfactuals, ..outcome }
}

/// The same without what would make it more urgent, which takes far longer than all the rest; for those
/// who go through many sessions.
#[must_use]
pub fn assess_as_it_is<'q>(session: &Session<'q>) -> Outcome<'q> {
    let questionnaire = session.questionnaire();
    let setting = session.setting();
    let path = session.path();
    let triage = triage::triage(questionnaire, setting, path);
    let facts = triage.facts(questionnaire, setting, path);
    let ranking = causes::rank(questionnaire, &facts);
    let advice = |kind| advice::of_kind(questionnaire, &facts, kind, &ranking);
    // In an emergency there is nothing to read up on, whatever the guards of the content say.
    let reading = |kind| {
        if facts.level == Disposition::Emergency { Vec::new() } else { advice(kind) }
    };
    let tells_care = !advice::topic_hidden(questionnaire, &facts, GENERAL_TOPIC);
    let unanswered: Vec<QuestionIx> = path.unanswered().collect();
    // What holds for anyone, such as that nothing is certain, is no tip where no cause brings one.
    let mut prevention = advice(AdviceKind::Prevention);
    if prevention.iter().all(|given| given.for_causes.is_empty()) {
        prevention.clear();
    }
    let mut living = advice(AdviceKind::Living);
    living.truncate(MOST_LIVING);
    Outcome {
        setting,
        complete: unanswered.is_empty(),
        unanswered,
        ignored: ignored(questionnaire, session.answers(), path),
        disposition: triage.disposition(),
        reasons: triage.reasons(questionnaire, &facts),
        self_care: advice(AdviceKind::SelfCare),
        prevention,
        living,
        factors: advice(AdviceKind::Factor),
        tests: reading(AdviceKind::Test),
        treatments: reading(AdviceKind::Treatment),
        background: reading(AdviceKind::Background),
        emerging: reading(AdviceKind::Emerging),
        signs: if tells_care { causes::signs(questionnaire, &facts, &ranking) } else { Vec::new() },
        safety_net: advice(AdviceKind::SafetyNet),
        counterfactuals: Vec::new(),
        notes: ranking.notes,
        tells_care,
        behind: ranking.behind,
        causes: ranking.listed,
        answers: path.live().clone(),
        path: path.asked().to_vec(),
    }
}

impl Outcome<'_> {
    /// What the disposition says.
    #[must_use]
    pub fn level<'q>(&self, questionnaire: &'q Questionnaire) -> &'q LevelText {
        questionnaire.level(self.disposition, self.setting)
    }

    /// Every piece of advice that is given.
    pub fn given(&self) -> impl Iterator<Item = &Given<'_>> {
        let lists = [&self.self_care, &self.prevention, &self.living, &self.factors, &self.tests];
        let others = [&self.treatments, &self.background, &self.emerging, &self.safety_net];
        lists.into_iter().chain(others).flatten()
    }

    /// The reasons that ask for the disposition itself.
    pub fn leading_reasons(&self) -> impl Iterator<Item = &Reason> {
        self.reasons.iter().filter(|reason| reason.level == self.disposition)
    }

    /// The less urgent reasons, without those of which a more urgent one tells every answer.
    #[must_use]
    pub fn lesser_reasons(&self) -> Vec<&Reason> {
        let mut listed: Vec<&Reason> = self.leading_reasons().collect();
        let n_leading = listed.len();
        for reason in self.reasons.iter().filter(|reason| reason.level < self.disposition) {
            let higher = || listed.iter().filter(|other| other.level > reason.level);
            let is_told = |because| higher().any(|other| other.tells.contains(because));
            // One without an answer behind it says something that no other does.
            if reason.because.is_empty() || !reason.because.iter().all(is_told) {
                listed.push(reason);
            }
        }
        listed.split_off(n_leading)
    }
}

fn ignored(questionnaire: &Questionnaire, answers: &Answers, path: &Path) -> Vec<QuestionIx> {
    questionnaire
        .question_positions()
        .filter(|ix| answers.get(*ix).is_some() && !path.asked().contains(ix))
        .collect()
}
