//! Looking for a session: in the diagrams, and then in the program itself.
//!
//! A diagram proposes the lightest session; the engine that people use assesses it. Where the engine
//! finds it more urgent than wanted, a rule that it names is ruled out in the diagram, and the
//! search goes on. What the diagrams rule out is ruled out for every session.

use std::{cell::RefCell, collections::HashMap};

use biodivine_lib_bdd::BddVariable;

use super::{
    diagram::Bdd,
    encode::{Encoding, Precision},
    example::{Completer, lightest, weights},
    formula::Branch,
    judge::holds,
    vars::Truths,
};
use crate::{
    content::{AnswerKind, Atom, CauseIx, Condition, Disposition, QuestionIx},
    engine::{Outcome, Session, assess_as_it_is},
};

/// Proposals that the engine may turn down for another reason than urgency before a search gives up.
const PATIENCE: usize = 24;

/// Kinds of persons among whom an example is looked for.
const PERSONS: usize = 24;

/// Proposals turned down for no known reason before an example is looked for elsewhere.
const UNEXPLAINED: usize = 2;

/// What a search came to.
#[derive(Debug, Clone)]
pub(super) enum Search<'q> {
    /// No session is like that.
    Never,
    /// This one is; the engine confirms it.
    Found(Session<'q>),
    /// None was found, but neither was it ruled out; the last proposal.
    Open(Session<'q>),
}

/// Which sessions are looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Span {
    /// All, with any questions left open.
    Any,
    /// Those in which everything that is due has been answered or skipped.
    Complete,
    /// Any; what the proposal leaves open is answered in the way that says least.
    Completed,
}

/// What is looked for: a session that lies in one of the branches and in none of what it should `avoid`,
/// which are conditions on answers alone, and that `accept` confirms.
pub(super) struct Query<'a, 'q> {
    pub(super) branches: &'a [Branch],
    pub(super) avoid: &'a [&'a Condition],
    pub(super) span: Span,
    pub(super) accept: &'a dyn Fn(&Outcome<'q>) -> bool,
}

/// A search over the sessions of one questionnaire.
pub(super) struct Searcher<'e, 'q> {
    pub(super) encoding: &'e Encoding<'q>,
    weights: Vec<u32>,
    completer: Completer,
    /// The variables of the setting and of single-choice questions.
    singles: Vec<BddVariable>,
    /// Sessions in which a cause fits; found again for each piece of advice that it brings.
    pub(super) fitting: RefCell<HashMap<CauseIx, Vec<Bdd>>>,
}

impl<'e, 'q> Searcher<'e, 'q> {
    pub(super) fn new(encoding: &'e Encoding<'q>) -> Self {
        let questionnaire = encoding.questionnaire;
        let single = |ix: &QuestionIx| matches!(questionnaire.question(*ix).answer, AnswerKind::One(_));
        let answered = questionnaire.question_positions().filter(single);
        let singles = answered.flat_map(|ix| encoding.vars.of(ix).all().collect::<Vec<_>>());
        Self {
            encoding,
            weights: weights(questionnaire, &encoding.vars),
            completer: Completer::new(questionnaire),
            singles: std::iter::once(encoding.vars.waiting_room).chain(singles).collect(),
            fitting: RefCell::default(),
        }
    }

    /// The lightest sound session of a region, complete in what the region is about if that is wanted, and
    /// the region without the unsound ones that came up before it. Nothing once the proof is given up.
    pub(super) fn settle(&self, region: &Bdd, complete: Option<Precision>) -> Option<(Bdd, Truths)> {
        let mut region = region.clone();
        loop {
            self.encoding.rest().ok()?;
            let truths = lightest(&region, &self.weights)?;
            let broken = self.encoding.broken_pieces(&region, &truths, complete);
            if broken.is_empty() {
                return Some((region, truths));
            }
            region = broken.iter().fold(region, |region, piece| region.and(piece));
        }
    }

    /// Looks for an example without proving that there is none.
    ///
    /// What the session should avoid is brought in only when a proposal runs into it, so that the diagrams
    /// stay small.
    pub(super) fn example(
        &self,
        branches: &[Branch],
        avoid: &[&Condition],
        accept: &dyn Fn(&Outcome<'q>) -> bool,
    ) -> Option<Session<'q>> {
        for branch in branches {
            let mut region = branch.answers.clone();
            // One kind of person after the other: with age, place and the like settled, diagrams are small.
            for _ in 0..PERSONS {
                let Some((settled, truths)) = self.settle(&region, Some(Precision::Loose)) else { break };
                region = settled;
                let person = self.person(&region, &truths);
                if let Some(session) = self.example_of(region.select(&person), avoid, accept) {
                    return Some(session);
                }
                let set = &self.encoding.vars.set;
                let other = person
                    .iter()
                    .fold(self.encoding.no(), |any, (var, value)| any.or(&set.mk_literal(*var, !value)));
                region = region.and(&other);
            }
        }
        None
    }

    /// The setting and the answers to single-choice questions, as far as a region reads them.
    fn person(&self, region: &Bdd, truths: &Truths) -> Vec<(BddVariable, bool)> {
        let read = region.support_set();
        let mut person: Vec<BddVariable> =
            self.singles.iter().copied().filter(|var| read.contains(var)).collect();
        person.sort_unstable();
        person.into_iter().map(|var| (var, truths.contains(var))).collect()
    }

    fn example_of(
        &self,
        mut region: Bdd,
        avoid: &[&Condition],
        accept: &dyn Fn(&Outcome<'q>) -> bool,
    ) -> Option<Session<'q>> {
        let encoding = self.encoding;
        let mut patience = UNEXPLAINED;
        while let Some((settled, truths)) = self.settle(&region, Some(Precision::Loose)) {
            region = settled;
            let session = self.completer.completed(encoding.vars.session(encoding.questionnaire, &truths));
            let outcome = assess_as_it_is(&session);
            if accept(&outcome) {
                return Some(session);
            }
            let blamed = self.run_into(avoid, &outcome).filter(|blamed| !region.and(blamed).is_false());
            if blamed.is_none() {
                patience = patience.checked_sub(1)?;
            }
            region = region.and_not(&blamed.unwrap_or_else(|| self.exactly(&region, &truths)));
        }
        None
    }

    /// Of some conditions one that holds for an outcome, or the part of it that does.
    fn run_into(&self, avoid: &[&Condition], outcome: &Outcome<'_>) -> Option<Bdd> {
        let questionnaire = self.encoding.questionnaire;
        let hit = avoid.iter().filter(|condition| holds(questionnaire, outcome, condition));
        let parts = hit.filter_map(|hit| {
            let mut part = *hit;
            loop {
                part = match part {
                    Condition::Any(parts) => parts.iter().find(|part| holds(questionnaire, outcome, part))?,
                    Condition::Group(ix) => &questionnaire.groups()[ix.get()].is,
                    Condition::Atom(Atom::Level(_)) => return None,
                    part => return Some(self.encoding.condition(part)),
                };
            }
        });
        // The plainest says most.
        parts.min_by_key(|part| part.size())
    }

    /// Looks for a session that is as asked for.
    ///
    /// What loose diagrams rule out is ruled out; exact ones are asked only where these leave it open.
    pub(super) fn find(&self, query: &Query<'_, 'q>) -> Search<'q> {
        match (self.find_among(query, Precision::Loose), query.span) {
            (Search::Open(_), Span::Complete | Span::Completed) => self.find_among(query, Precision::Exact),
            (settled, _) => settled,
        }
    }

    fn find_among(&self, query: &Query<'_, 'q>, precision: Precision) -> Search<'q> {
        let mut open = None;
        for branch in query.branches {
            let ways: Vec<Bdd> = match branch.least {
                None => vec![branch.answers.clone()],
                Some(least) => self.ways_to(least).map(|way| branch.answers.and(way)).collect(),
            };
            for answers in ways {
                if let Some(session) = self.find_in(query, branch, answers, precision, &mut open) {
                    return Search::Found(session);
                }
            }
        }
        open.map_or(Search::Never, Search::Open)
    }

    /// A session of a branch whose answers lie in a region. If it gives up, `open` knows.
    fn find_in(
        &self,
        query: &Query<'_, 'q>,
        branch: &Branch,
        mut region: Bdd,
        precision: Precision,
        open: &mut Option<Session<'q>>,
    ) -> Option<Session<'q>> {
        let complete = (query.span != Span::Any).then_some(precision);
        let avoid: Vec<&Condition> = query.avoid.iter().copied().chain(&branch.avoid).collect();
        let mut patience = PATIENCE;
        loop {
            let (settled, proposal) = self.settle(&region, complete)?;
            let mut session = self.encoding.vars.session(self.encoding.questionnaire, &proposal);
            if query.span != Span::Any {
                session = self.completer.completed(session);
            }
            let outcome = assess_as_it_is(&session);
            if (query.accept)(&outcome) {
                return Some(session);
            }
            let too_urgent = branch.below.and_then(|below| self.without_a_rule(&settled, &outcome, below));
            let narrowed = too_urgent.or_else(|| {
                let blamed = self.run_into(&avoid, &outcome)?;
                (!settled.and(&blamed).is_false()).then(|| settled.and_not(&blamed))
            });
            region = if let Some(narrowed) = narrowed {
                narrowed
            } else {
                *open = Some(session);
                patience = patience.checked_sub(1)?;
                settled.and_not(&self.exactly(&settled, &proposal))
            };
        }
    }

    /// The region without some of the sessions in which a rule fires that makes an outcome too urgent.
    fn without_a_rule(&self, region: &Bdd, outcome: &Outcome<'q>, below: Disposition) -> Option<Bdd> {
        let urgent = outcome.reasons.iter().filter(|reason| reason.level >= below);
        let ways = urgent.flat_map(|reason| self.encoding.ways_of(reason.rule));
        let fired = ways.filter(|way| !region.and(way).is_false());
        let narrowed = fired.map(|way| region.and_not(way));
        // Of several the one that leaves the smallest diagram.
        narrowed.min_by_key(|region| region.size())
    }

    /// The sessions that agree with these truths in everything the region reads.
    fn exactly(&self, region: &Bdd, truths: &Truths) -> Bdd {
        let set = &self.encoding.vars.set;
        let read = region.support_set().into_iter();
        read.fold(self.encoding.yes(), |all, var| all.and(&set.mk_literal(var, truths.contains(var))))
    }

    /// Small diagrams that together say that a rule of at least this level fires.
    fn ways_to(&self, least: Disposition) -> impl Iterator<Item = &Bdd> {
        let questionnaire = self.encoding.questionnaire;
        let rules = questionnaire.rule_positions().filter(move |ix| questionnaire.rule(*ix).level >= least);
        rules.flat_map(|ix| self.encoding.ways_of(ix))
    }
}

#[cfg(test)]
mod tests;
