//! Red flags, floors and escalations → disposition, with reasons.

use super::{
    facts::Facts,
    path::Path,
    support::{Because, support, told},
};
use crate::content::{Disposition, Questionnaire, RuleIx, Setting};

/// How urgent the answers are, and which rules say so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Triage {
    fired: Vec<bool>,
    disposition: Disposition,
}

/// A rule that fired, with the answers behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// The rule.
    pub rule: RuleIx,
    /// The disposition it asks for.
    pub level: Disposition,
    /// The answers that made it fire.
    pub because: Vec<Because>,
    /// Those of them that the reason tells in its words, rather than as one of several signs.
    pub tells: Vec<Because>,
}

/// Evaluates every rule over the answers that count.
///
/// The disposition is the highest that any rule asks for, and self-care if none does: a rule can
/// raise it, never lower it.
#[must_use]
pub fn triage(questionnaire: &Questionnaire, setting: Setting, path: &Path) -> Triage {
    let mut fired = Vec::with_capacity(questionnaire.rules().len());
    let mut disposition = Disposition::SelfCare;
    for rule in questionnaire.rules() {
        let facts = Facts { fired: &fired, ..Facts::answers(questionnaire.groups(), setting, path.live()) };
        let holds = facts.hold(&rule.is);
        if holds {
            disposition = disposition.max(rule.level);
        }
        fired.push(holds);
    }
    Triage { fired, disposition }
}

impl Triage {
    /// The disposition.
    #[must_use]
    pub fn disposition(&self) -> Disposition {
        self.disposition
    }

    /// Whether a rule fired.
    #[must_use]
    pub fn fired(&self, rule: RuleIx) -> bool {
        self.fired.get(rule.get()).copied().unwrap_or(false)
    }

    /// The rules that fired at a level, in their order.
    #[must_use]
    pub fn at(&self, questionnaire: &Questionnaire, level: Disposition) -> Vec<RuleIx> {
        let at_level = |ix: &RuleIx| self.fired(*ix) && questionnaire.rule(*ix).level == level;
        questionnaire.rule_positions().filter(at_level).collect()
    }

    /// All conditions can look at, once the rules have been evaluated.
    pub(super) fn facts<'a>(
        &'a self,
        questionnaire: &'a Questionnaire,
        setting: Setting,
        path: &'a Path,
    ) -> Facts<'a> {
        Facts {
            fired: &self.fired,
            level: self.disposition,
            ..Facts::answers(questionnaire.groups(), setting, path.live())
        }
    }

    /// Every rule that fired, the most urgent first, with the answers behind it.
    pub(super) fn reasons(&self, questionnaire: &Questionnaire, facts: &Facts<'_>) -> Vec<Reason> {
        let mut reasons: Vec<Reason> = questionnaire
            .rule_positions()
            .filter(|ix| self.fired(*ix))
            .map(|ix| {
                let rule = questionnaire.rule(ix);
                let because = support(&rule.is, facts, questionnaire.rules());
                let danger = |question| questionnaire.question(question).danger;
                let tells = told(&rule.is, facts, questionnaire.rules(), danger);
                Reason { rule: ix, level: rule.level, because, tells }
            })
            .collect();
        reasons.sort_by_key(|reason| std::cmp::Reverse(reason.level));
        reasons
    }
}
