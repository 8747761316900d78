//! Statements about every session at once.
//!
//! Sessions become decision diagrams over one variable per option (`encode`), in which "no session
//! is like that" is seen, not sampled. Every session that a diagram proposes, as an example or as a
//! counterexample, is confirmed by the engine that people use before it is believed.
//!
//! The method is that of symbolic model checking: Bryant, Graph-based algorithms for Boolean function
//! manipulation (IEEE Trans. Computers, 1986), with refinement by counterexamples after Clarke et al.,
//! Counterexample-guided abstraction refinement (CAV 2000).

mod change;
mod count;
mod diagram;
mod encode;
mod example;
mod formula;
mod judge;
mod layout;
mod mirror;
mod reach;
mod relation;
mod search;
#[cfg(test)]
mod small;
mod vars;

use std::{panic::resume_unwind, thread};

use crate::{
    content::{
        AdviceIx, CauseIx, Condition, Disposition, Holds, Invariant, OptionIx, QuestionIx, Questionnaire,
        RuleIx, Setting,
    },
    engine::{Outcome, Session},
};
use diagram::Allowance;
use encode::Encoding;
use formula::{Branch, Offer, Tangled};
use relation::Edit;
use search::{Query, Search, Searcher, Span};

pub use change::{
    Amount, Comparison, Contradiction, Kind, Low, MOST_NODES, NotCompared, OneSided, Pair, compare,
};
pub use count::Count;
pub use judge::holds;
pub use mirror::{Disagreement, Mirror};

/// What is known of every session.
#[derive(Debug)]
pub struct Proof<'q> {
    /// Most questions that a straight walk may have.
    pub cap: u32,
    /// The complete sessions, by setting.
    pub counts: Vec<Count>,
    /// Everything that a session can meet, with an example.
    pub reached: Vec<Reached<'q>>,
    /// The invariants, in their order.
    pub verdicts: Vec<Verdict<'q>>,
}

/// Something that a session can meet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Entry {
    /// The question is asked.
    Question(QuestionIx),
    /// The option can be ticked.
    Option(QuestionIx, OptionIx),
    /// The red flag, floor or escalation fires.
    Rule(RuleIx),
    /// The cause is named, or stands behind a red flag.
    Cause(CauseIx),
    /// The piece of advice is given.
    Advice(AdviceIx),
    /// The disposition comes out.
    Level(Disposition),
}

/// Whether something can be met.
#[derive(Debug)]
pub struct Reached<'q> {
    /// What.
    pub entry: Entry,
    /// A complete session with few ticks that meets it; none if no session does.
    pub example: Option<Session<'q>>,
}

/// Two sessions, or one, that break an invariant.
#[derive(Debug)]
pub struct Counterexample<'q> {
    /// The session; with questions left open, where that is enough.
    pub session: Session<'q>,
    /// The session with one answer changed, for statements about a change.
    pub changed: Option<Session<'q>>,
}

/// Whether an invariant holds.
#[derive(Debug)]
pub struct Verdict<'q> {
    /// The invariant.
    pub invariant: &'q Invariant,
    /// Whether it holds.
    pub finding: Finding<'q>,
}

/// What was found about an invariant.
#[derive(Debug)]
pub enum Finding<'q> {
    /// It holds in every session.
    Holds,
    /// It fails in this one.
    Broken(Counterexample<'q>),
    /// No session is as its `when` says, so it says nothing.
    Empty,
    /// It could neither be proved nor refuted; the session last tried.
    Open(Option<Session<'q>>),
}

impl Proof<'_> {
    /// Whether everything can be met, no straight walk is longer than the cap, and every invariant holds.
    #[must_use]
    pub fn holds(&self) -> bool {
        let within_cap = self.counts.iter().all(|count| count.longest <= self.cap);
        within_cap
            && self.reached.iter().all(|reached| reached.example.is_some())
            && self.verdicts.iter().all(|verdict| matches!(verdict.finding, Finding::Holds))
    }
}

/// The most steps of a proof: more than thirty times what the shipped content takes, and about half a minute.
/// One step makes or reads about one node of a diagram.
pub const MOST_STEPS: u64 = 1_000_000_000;

/// The questionnaire cannot be proved, whether or not it is sound.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TooLarge {
    /// There are more options than a diagram has variables.
    #[error("the questionnaire has more options than can be proved at once (65 535)")]
    Options,
    /// The proof did not end.
    #[error(
        "the questionnaire is too large or too tangled for a proof, which was given up; ask less, let conditions \
         name answers that stand close to them, and let the cap leave fewer questions out"
    )]
    Tangled,
}

/// Counts the sessions, looks for everything that a session can meet, and checks the invariants, in at most
/// [`MOST_STEPS`].
///
/// # Errors
///
/// [`TooLarge`].
pub fn prove(questionnaire: &Questionnaire) -> Result<Proof<'_>, TooLarge> {
    prove_within(questionnaire, MOST_STEPS)
}

/// The same in at most so many steps, each for what is counted, what can be met and what must hold.
///
/// # Errors
///
/// [`TooLarge`].
pub fn prove_within(questionnaire: &Questionnaire, steps: u64) -> Result<Proof<'_>, TooLarge> {
    let allowance = Allowance { steps, nodes: MOST_NODES };
    // They share nothing.
    thread::scope(|scope| {
        let counting = scope.spawn(move || counted(questionnaire, allowance));
        let checking = scope.spawn(move || checked(questionnaire, allowance));
        let reached = met(questionnaire, allowance)?;
        let verdicts = checking.join().unwrap_or_else(|panic| resume_unwind(panic))?;
        let counts = counting.join().unwrap_or_else(|panic| resume_unwind(panic))?;
        let cap = u32::try_from(questionnaire.cap().most).unwrap_or(u32::MAX);
        Ok(Proof { cap, counts, reached, verdicts })
    })
}

/// What a proof may make by default.
const ALLOWANCE: Allowance = Allowance { steps: MOST_STEPS, nodes: MOST_NODES };

/// Checks the invariants alone.
///
/// # Errors
///
/// [`TooLarge`].
pub fn check_invariants(questionnaire: &Questionnaire) -> Result<Vec<Verdict<'_>>, TooLarge> {
    checked(questionnaire, ALLOWANCE)
}

fn checked(questionnaire: &Questionnaire, allowance: Allowance) -> Result<Vec<Verdict<'_>>, TooLarge> {
    let encoding = Encoding::new(questionnaire, allowance)?;
    let searcher = Searcher::new(&encoding);
    let verdict = |invariant| Verdict { invariant, finding: searcher.check(invariant) };
    let verdicts = questionnaire.invariants().iter().map(verdict).collect();
    encoding.rest().map(|_| verdicts)
}

/// An example of everything that a session can meet.
///
/// # Errors
///
/// [`TooLarge`].
pub fn examples(questionnaire: &Questionnaire) -> Result<Vec<Session<'_>>, TooLarge> {
    let reached = met(questionnaire, ALLOWANCE)?;
    Ok(reached.into_iter().filter_map(|reached| reached.example).collect())
}

fn met(questionnaire: &Questionnaire, allowance: Allowance) -> Result<Vec<Reached<'_>>, TooLarge> {
    let encoding = Encoding::new(questionnaire, allowance)?;
    let reached = Searcher::new(&encoding).reach();
    encoding.rest().map(|_| reached)
}

/// Counts the complete sessions that go straight from the first question to the last, by setting.
///
/// # Errors
///
/// [`TooLarge`].
pub fn counts(questionnaire: &Questionnaire) -> Result<Vec<Count>, TooLarge> {
    counted(questionnaire, ALLOWANCE)
}

fn counted(questionnaire: &Questionnaire, mut allowance: Allowance) -> Result<Vec<Count>, TooLarge> {
    let mut counts = Vec::new();
    for setting in Setting::ALL {
        let (count, rest) = count::count(questionnaire, setting, allowance)?;
        counts.push(count);
        allowance = rest;
    }
    Ok(counts)
}

impl<'q> Searcher<'_, 'q> {
    fn check(&self, invariant: &'q Invariant) -> Finding<'q> {
        match &invariant.holds {
            Holds::If { when, then, at_end } => {
                let span = if *at_end { Span::Complete } else { Span::Any };
                self.implied(when.as_ref(), then, span).unwrap_or(Finding::Open(None))
            }
            Holds::Checked => Finding::Holds,
            Holds::NeverLowers { options, apart_from, given } => {
                let ticks = options.iter().map(|(question, option)| Edit::Tick(*question, *option));
                self.never_lowered(ticks, apart_from, given.as_ref())
            }
            Holds::NeverMatters(options) => {
                let both = |(question, option): &(_, _)| {
                    [Edit::Tick(*question, *option), Edit::Untick(*question, *option)]
                };
                self.never_lowered(options.iter().flat_map(both), &[], None)
            }
            Holds::Rising { question, options, apart_from, given } => {
                let later = |n: usize| options[n + 1..].iter().map(move |later| (options[n], *later));
                let pairs = (0..options.len()).flat_map(later);
                let pairs = pairs.map(|(from, to)| Edit::Replace(*question, from, to));
                self.never_lowered(pairs, apart_from, given.as_ref())
            }
        }
    }

    /// That `then` holds wherever `when` does.
    fn implied(
        &self,
        when: Option<&Condition>,
        then: &Condition,
        span: Span,
    ) -> Result<Finding<'q>, Tangled> {
        let questionnaire = self.encoding.questionnaire;
        let applies = |outcome: &Outcome<'q>| {
            (span == Span::Any || outcome.complete)
                && when.is_none_or(|when| holds(questionnaire, outcome, when))
        };
        let mut all = vec![Branch::of(self.encoding.yes())];
        if let Some(when) = when {
            // Each way by itself: together they make large diagrams.
            let ways = self.encoding.disjuncts(when).into_iter();
            let ways = ways.map(|way| self.encoding.branches(way, true, Offer::Derived));
            all = ways.collect::<Result<Vec<_>, _>>()?.concat();
            match self.find(&Query { branches: &all, avoid: &[], span, accept: &applies }) {
                Search::Never => return Ok(Finding::Empty),
                Search::Open(session) => return Ok(Finding::Open(Some(session))),
                Search::Found(_) => {}
            }
        }
        for then in self.encoding.conjuncts(then) {
            let breaks = |outcome: &Outcome<'q>| applies(outcome) && !holds(questionnaire, outcome, then);
            let search = |offer| self.broken(&all, then, span, offer, &breaks);
            let found = match search(Offer::Assumed)? {
                Search::Open(_) => search(Offer::Derived)?,
                settled => settled,
            };
            match found {
                Search::Never => {}
                Search::Found(session) => {
                    return Ok(Finding::Broken(Counterexample { session, changed: None }));
                }
                Search::Open(session) => return Ok(Finding::Open(Some(session))),
            }
        }
        Ok(Finding::Holds)
    }

    /// Looks among some sessions for one in which a condition fails.
    fn broken(
        &self,
        all: &[Branch],
        then: &Condition,
        span: Span,
        offer: Offer,
        breaks: &dyn Fn(&Outcome<'q>) -> bool,
    ) -> Result<Search<'q>, Tangled> {
        let mut broken = all.to_vec();
        let mut avoid = Vec::new();
        for part in self.encoding.disjuncts(then) {
            if self.encoding.looks_at_outcome(part) {
                broken = formula::both(&broken, &self.encoding.branches(part, false, offer)?)?;
            } else {
                avoid.push(part);
            }
        }
        Ok(self.find(&Query { branches: &broken, avoid: &avoid, span, accept: breaks }))
    }

    fn never_lowered(
        &self,
        edits: impl Iterator<Item = Edit>,
        apart_from: &[RuleIx],
        given: Option<&Condition>,
    ) -> Finding<'q> {
        for edit in edits {
            if let Some(found) = self.lowered_by(edit, apart_from, given) {
                return Finding::Broken(found);
            }
        }
        Finding::Holds
    }
}
