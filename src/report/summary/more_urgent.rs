//! What would make it more urgent, as far as the safety net does not say it already.

use super::Writer;
use crate::{
    content::{Questionnaire, Watch},
    engine::{Change, Counterfactual, Outcome},
    locale::{Strings, put},
};

/// The most lines of such a list: it has to be read.
const MOST_LINES: usize = 8;

impl Writer<'_> {
    /// What would raise the level, behind the words of the level that it leads to.
    pub(super) fn more_urgent(&mut self) {
        let outcome = self.outcome;
        let untold: Vec<&Counterfactual> =
            outcome.counterfactuals.iter().filter(|one| !told(outcome, one)).collect();
        let shown = fair_share(&untold);
        if shown.is_empty() {
            return;
        }
        let strings = self.voice.strings;
        self.heading(strings.more_urgent);
        let mut said = None;
        for one in &shown {
            if said != Some(one.level) {
                said = Some(one.level);
                let level = self.questionnaire.level(one.level, outcome.setting);
                let name = self.fill(&level.name);
                self.paragraph(put(strings.more_urgent_if, &[("level", &name)]));
            }
            for rule in &one.rules {
                self.cite(&self.questionnaire.rule(*rule).sources);
            }
            self.item(spoken(self.questionnaire, strings, one));
        }
        if shown.len() < untold.len() {
            self.paragraph(strings.more_urgent_rest);
        }
    }
}

/// Changes as a sign to watch for, in the words of the options.
fn spoken(questionnaire: &Questionnaire, strings: &Strings<'_>, one: &Counterfactual) -> String {
    let changes = one.changes.iter().map(|change| sign(questionnaire, strings, *change));
    let both =
        |one: String, other: String| put(strings.more_urgent_both, &[("one", &one), ("other", &other)]);
    changes.reduce(both).unwrap_or_default()
}

fn sign(questionnaire: &Questionnaire, strings: &Strings<'_>, change: Change) -> String {
    let question = questionnaire.question(change.question());
    let prompt = question.prompt.as_str();
    match change {
        Change::Number(_, n) => put(strings.more_urgent_number, &[("prompt", prompt), ("n", &n.to_string())]),
        Change::Tick(_, option) => {
            let text = question.options()[option.get()].text.as_str();
            if question.watch == Watch::Sign { format!("{text}.") } else { format!("{prompt} {text}.") }
        }
    }
}

/// Whether the safety net names it already, as something at least as urgent.
fn told(outcome: &Outcome<'_>, one: &Counterfactual) -> bool {
    let [Change::Tick(question, option)] = one.changes[..] else { return false };
    let signs = outcome.safety_net.iter().flat_map(|given| given.tells);
    let mut same = signs.filter(|sign| (sign.question, sign.option) == (question, option));
    same.any(|sign| sign.level >= one.level)
}

/// As many as can be shown, of each level as many as of the others where there are enough, in their order.
///
/// At each level those come first that matter to this person more than to others, for they rest on what was
/// answered; and of each question as many as of the others.
fn fair_share<'a>(all: &[&'a Counterfactual]) -> Vec<&'a Counterfactual> {
    let rank = |n: usize| {
        let one = all[n];
        let alike = |other: &&&Counterfactual| {
            other.level == one.level
                && other.because.is_empty() == one.because.is_empty()
                && other.changes[0].question() == one.changes[0].question()
        };
        (one.because.is_empty(), all[..n].iter().filter(alike).count(), n)
    };
    let mut order: Vec<usize> = (0..all.len()).collect();
    order.sort_by_key(|n| rank(*n));
    let mut places = Vec::with_capacity(all.len());
    for (at, n) in order.iter().enumerate() {
        let same = order[..at].iter().filter(|other| all[**other].level == all[*n].level);
        places.push((same.count(), *n));
    }
    places.sort_unstable();
    places.truncate(MOST_LINES);
    places.sort_unstable_by_key(|(_, n)| *n);
    places.into_iter().map(|(_, n)| all[n]).collect()
}
