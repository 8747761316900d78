//! Advice: what fits the causes and the answers, past every guard, once each, in order.

use super::{
    causes::{Band, RankedCause, Ranking},
    facts::Facts,
};
use crate::content::{Advice, AdviceIx, AdviceKind, CauseIx, Questionnaire, Text, ToldSign};

/// A piece of advice that passed its guards.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given<'q> {
    /// Which.
    pub advice: AdviceIx,
    /// The words that fit the answers.
    pub text: &'q Text,
    /// The signs that these words name.
    pub tells: &'q [ToldSign],
    /// The causes that ask for it; none when the answers ask for it themselves.
    pub for_causes: Vec<CauseIx>,
}

/// Advice of one kind.
pub(super) fn of_kind<'q>(
    questionnaire: &'q Questionnaire,
    facts: &Facts<'_>,
    kind: AdviceKind,
    ranking: &Ranking,
) -> Vec<Given<'q>> {
    let mut given: Vec<Given<'q>> = Vec::new();
    // What stands behind a red flag is for a clinician, who looks for it first.
    let for_clinicians = matches!(kind, AdviceKind::Test | AdviceKind::Treatment);
    let behind = ranking.behind.iter().filter(|_| for_clinicians);
    for ranked in behind.chain(worth_acting_on(&ranking.listed)) {
        for advice in asked_for(questionnaire, ranked.cause, kind) {
            match given.iter_mut().find(|given| given.advice == *advice) {
                Some(given) => given.for_causes.push(ranked.cause),
                None => given.extend(pass(questionnaire, facts, *advice, vec![ranked.cause])),
            }
        }
    }
    for advice in questionnaire.advice_positions() {
        let item = questionnaire.advice_item(advice);
        let offered = item.kind == kind && item.when.as_ref().is_some_and(|when| facts.hold(when));
        if offered && !given.iter().any(|given| given.advice == advice) {
            given.extend(pass(questionnaire, facts, advice, Vec::new()));
        }
    }
    given
}

/// Causes whose advice is given: those that fit, or the first if none fits well.
fn worth_acting_on(listed: &[RankedCause]) -> impl Iterator<Item = &RankedCause> {
    listed.iter().enumerate().filter(|(n, ranked)| *n == 0 || ranked.band >= Band::Some).map(|(_, r)| r)
}

fn asked_for(questionnaire: &Questionnaire, cause: CauseIx, kind: AdviceKind) -> &[AdviceIx] {
    let cause = questionnaire.cause(cause);
    match kind {
        AdviceKind::SelfCare => &cause.self_care,
        AdviceKind::Test => &cause.tests,
        AdviceKind::Treatment => &cause.treatments,
        AdviceKind::Prevention => &cause.prevention,
        _ => &[],
    }
}

fn pass<'q>(
    questionnaire: &'q Questionnaire,
    facts: &Facts<'_>,
    advice: AdviceIx,
    for_causes: Vec<CauseIx>,
) -> Option<Given<'q>> {
    let item = questionnaire.advice_item(advice);
    if hidden(questionnaire, facts, item) {
        return None;
    }
    let instead = item.instead.iter().find(|instead| facts.hold(&instead.when));
    let (text, tells) = instead.map_or((&item.text, &item.tells), |instead| (&instead.text, &instead.tells));
    Some(Given { advice, text, tells, for_causes })
}

/// Whether a guard hides a topic.
pub(super) fn topic_hidden(questionnaire: &Questionnaire, facts: &Facts<'_>, topic: &str) -> bool {
    questionnaire.guards().iter().any(|guard| {
        guard.hides.iter().any(|ix| questionnaire.topics()[ix.get()] == topic) && facts.hold(&guard.when)
    })
}

/// Whether its own condition or a guard over one of its topics hides it.
fn hidden(questionnaire: &Questionnaire, facts: &Facts<'_>, item: &Advice) -> bool {
    let guarded = questionnaire
        .guards()
        .iter()
        .any(|guard| guard.hides.iter().any(|topic| item.touches.contains(topic)) && facts.hold(&guard.when));
    guarded || item.hide.as_ref().is_some_and(|hide| facts.hold(hide))
}
