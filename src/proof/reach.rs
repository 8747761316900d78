//! Everything that some session can meet.

use super::{
    Entry, Reached,
    diagram::Bdd,
    encode::Precision,
    formula::{Branch, Offer, asks_for},
    search::{Query, Search, Searcher, Span},
};
use crate::{
    content::{AdviceIx, Atom, Cause, CauseIx, Condition, Disposition, Finding, QuestionIx, RuleIx, Show},
    engine::{Outcome, points},
};

impl<'q> Searcher<'_, 'q> {
    /// Looks for an example of every question, option, rule, cause, piece of advice and disposition.
    pub(super) fn reach(&self) -> Vec<Reached<'q>> {
        let questionnaire = self.encoding.questionnaire;
        let mut reached = Vec::new();
        for ix in questionnaire.question_positions() {
            reached.push(self.question(ix));
            for (option, _) in questionnaire.question(ix).indexed_options() {
                let ticked = Branch::of(self.encoding.vars.option(ix, option));
                let accept = |outcome: &Outcome<'q>| outcome.answers.ticked(ix).contains(option);
                reached.push(self.reached(Entry::Option(ix, option), &[ticked], &accept));
            }
        }
        reached.extend(questionnaire.rule_positions().map(|ix| self.rule(ix)));
        reached.extend(questionnaire.cause_positions().map(|ix| self.cause(ix)));
        reached.extend(questionnaire.advice_positions().map(|ix| self.advice(ix)));
        reached.extend(Disposition::ALL.map(|level| self.level(level)));
        reached
    }

    fn reached(
        &self,
        entry: Entry,
        branches: &[Branch],
        accept: &dyn Fn(&Outcome<'q>) -> bool,
    ) -> Reached<'q> {
        let example = self.example(branches, &[], accept).or_else(|| {
            match self.find(&Query { branches, avoid: &[], span: Span::Completed, accept }) {
                Search::Found(session) => Some(session),
                Search::Never | Search::Open(_) => None,
            }
        });
        Reached { entry, example }
    }

    fn question(&self, ix: QuestionIx) -> Reached<'q> {
        let answered = self.encoding.vars.answered(ix);
        self.reached(Entry::Question(ix), &[Branch::of(answered)], &|outcome| outcome.path.contains(&ix))
    }

    fn rule(&self, ix: RuleIx) -> Reached<'q> {
        let fires: Vec<Branch> = self.encoding.ways_of(ix).iter().cloned().map(Branch::of).collect();
        self.reached(Entry::Rule(ix), &fires, &|outcome| {
            outcome.reasons.iter().any(|reason| reason.rule == ix)
        })
    }

    fn level(&self, level: Disposition) -> Reached<'q> {
        let next = Disposition::ALL.into_iter().find(|other| *other > level);
        let least = Some(level).filter(|level| *level > Disposition::SelfCare);
        let branch = Branch { least, below: next, ..Branch::of(self.encoding.yes()) };
        self.reached(Entry::Level(level), &[branch], &|outcome| outcome.disposition == level)
    }

    fn cause(&self, ix: CauseIx) -> Reached<'q> {
        let encoding = self.encoding;
        let cause = encoding.questionnaire.cause(ix);
        let entry = Entry::Cause(ix);
        let (below, named) = match cause.show {
            Show::Listed => (Some(Disposition::Emergency), encoding.named(cause)),
            Show::BehindFlag => (None, encoding.named(cause)),
            Show::Note => (Some(Disposition::SameDay), encoding.noted(cause)),
        };
        let accept = |outcome: &Outcome<'q>| {
            outcome.causes.iter().chain(&outcome.behind).any(|ranked| ranked.cause == ix)
                || outcome.notes.contains(&ix)
        };
        let bounded = |answers, below| Branch { below, ..Branch::of(answers) };
        let fallbacks = encoding.questionnaire.fallback().iter().filter(|fallback| fallback.cause == ix);
        let fallbacks = fallbacks
            .map(|fallback| bounded(encoding.condition(&fallback.when), Some(Disposition::Emergency)));
        let likely: Vec<Branch> = self.fitting(ix).into_iter().chain(fallbacks.clone()).collect();
        if let Some(session) = self.example(&likely, &[], &accept) {
            return Reached { entry, example: Some(session) };
        }
        let all: Vec<Branch> = fallbacks.chain([bounded(named, below)]).collect();
        self.reached(entry, &all, &accept)
    }

    /// Some sessions in which a cause fits: for each finding, and for as many as stand together.
    fn fitting(&self, ix: CauseIx) -> Vec<Branch> {
        let mut known = self.fitting.borrow_mut();
        let answers =
            known.entry(ix).or_insert_with(|| self.fitting_answers(self.encoding.questionnaire.cause(ix)));
        answers.iter().cloned().map(Branch::of).collect()
    }

    fn fitting_answers(&self, cause: &Cause) -> Vec<Bdd> {
        let encoding = self.encoding;
        let mut fits: Vec<&Finding> = cause.fits.iter().collect();
        fits.sort_by_key(|finding| std::cmp::Reverse(points(finding.weight)));
        let needs = encoding.condition(&cause.needs);
        let mut single = Vec::with_capacity(fits.len() + 1);
        let mut together = needs.clone();
        for finding in fits {
            let holds = encoding.condition(&finding.is);
            single.push(needs.and(&holds));
            let more = together.and(&holds);
            if self.settle(&more, Some(Precision::Loose)).is_some() {
                together = more;
            }
        }
        single.insert(single.len().min(1), together);
        single
    }

    fn advice(&self, ix: AdviceIx) -> Reached<'q> {
        let encoding = self.encoding;
        let questionnaire = encoding.questionnaire;
        let item = questionnaire.advice_item(ix);
        let entry = Entry::Advice(ix);
        let accept = |outcome: &Outcome<'q>| outcome.given().any(|given| given.advice == ix);
        let avoid: Vec<&Condition> = encoding.hiding(item).collect();
        // Each way by itself: together they make large diagrams.
        let offered =
            item.when.as_ref().map(|when| encoding.branches(when, true, Offer::Derived).unwrap_or_default());
        let asking = questionnaire.cause_positions();
        let fitting = asking
            .filter(|cause| asks_for(questionnaire.cause(*cause), ix, item.kind))
            .map(|cause| self.fitting(cause));
        for way in offered.into_iter().chain(fitting) {
            if let Some(session) = self.example(&way, &avoid, &accept) {
                return Reached { entry, example: Some(session) };
            }
        }
        let shown = Condition::Atom(Atom::Shown(ix));
        self.reached(entry, &encoding.branches(&shown, true, Offer::Derived).unwrap_or_default(), &accept)
    }
}

#[cfg(test)]
mod tests;
