//! Conditions on answers, disposition and what is shown, taken apart into diagrams over answers.
//!
//! The disposition is no diagram: "some rule of a hundred fires" has millions of nodes. So a
//! condition becomes a few [`Branch`]es, each a diagram over answers with bounds on the disposition,
//! and [`super::search`] brings in only the rules that matter.
//!
//! What is shown is over-approximated where it depends on the ranking of causes: a branch may hold
//! sessions for which the condition fails, but never lacks one for which it holds.

use std::collections::BTreeMap;

use super::{diagram::Bdd, encode::Encoding};
use crate::{
    content::{
        Advice, AdviceIx, AdviceKind, Atom, Cause, CauseIx, Condition, Disposition, Finding, Show, TopicIx,
    },
    engine::{Band, points},
};

/// Most branches that a condition may fall into.
const MOST: usize = 20_000;

/// How it is told what brings a piece of advice up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Offer {
    /// As if something always did: enough to see that a guard holds, and quick.
    Assumed,
    /// From its own condition and from the causes that ask for it.
    Derived,
}

/// Sessions by their answers, with bounds on their disposition.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Branch {
    pub(super) answers: Bdd,
    /// The disposition is at least this.
    pub(super) least: Option<Disposition>,
    /// The disposition is below this.
    pub(super) below: Option<Disposition>,
    /// None of these holds; they look at answers alone. Kept apart, since few of them matter at a time.
    pub(super) avoid: Vec<Condition>,
}

/// The condition falls into too many branches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Tangled;

impl Branch {
    pub(super) const fn of(answers: Bdd) -> Self {
        Self { answers, least: None, below: None, avoid: Vec::new() }
    }

    fn and(&self, other: &Self) -> Option<Self> {
        let least = self.least.max(other.least);
        let below = [self.below, other.below].into_iter().flatten().min();
        if least.zip(below).is_some_and(|(least, below)| least >= below) {
            return None;
        }
        let answers = self.answers.and(&other.answers);
        let avoid = self.avoid.iter().chain(&other.avoid).cloned().collect();
        (!answers.is_false()).then_some(Self { answers, least, below, avoid })
    }
}

/// The branches that lie in one of each.
pub(super) fn both(some: &[Branch], others: &[Branch]) -> Result<Vec<Branch>, Tangled> {
    let both: Vec<Branch> =
        some.iter().flat_map(|one| others.iter().filter_map(|other| one.and(other))).collect();
    if both.len() > MOST { Err(Tangled) } else { Ok(both) }
}

impl Encoding<'_> {
    /// The sessions in which a condition holds, or in which it does not.
    pub(super) fn branches(
        &self,
        condition: &Condition,
        wanted: bool,
        offer: Offer,
    ) -> Result<Vec<Branch>, Tangled> {
        if !self.looks_at_outcome(condition) {
            let holds = self.condition(condition);
            let answers = if wanted { holds } else { holds.not() };
            return Ok(if answers.is_false() { Vec::new() } else { vec![Branch::of(answers)] });
        }
        match condition {
            Condition::Atom(atom) => self.atom_branches(*atom, wanted, offer),
            Condition::Group(ix) => self.branches(&self.questionnaire.groups()[ix.get()].is, wanted, offer),
            Condition::Not(part) => self.branches(part, !wanted, offer),
            Condition::All(parts) | Condition::Any(parts) => {
                if matches!(condition, Condition::All(_)) == wanted {
                    self.every(parts, wanted, offer)
                } else {
                    self.some(parts, wanted, offer)
                }
            }
        }
    }

    fn every(&self, parts: &[Condition], wanted: bool, offer: Offer) -> Result<Vec<Branch>, Tangled> {
        let mut all = vec![Branch::of(self.yes())];
        for part in parts {
            all = both(&all, &self.branches(part, wanted, offer)?)?;
        }
        Ok(all)
    }

    fn some(&self, parts: &[Condition], wanted: bool, offer: Offer) -> Result<Vec<Branch>, Tangled> {
        let mut any: Vec<Branch> = Vec::new();
        for part in parts {
            for branch in self.branches(part, wanted, offer)? {
                let alike = |other: &&mut Branch| {
                    other.least == branch.least
                        && other.below == branch.below
                        && other.avoid.is_empty()
                        && branch.avoid.is_empty()
                };
                match any.iter_mut().find(alike) {
                    Some(other) => other.answers = other.answers.or(&branch.answers),
                    None => any.push(branch),
                }
            }
        }
        Ok(any)
    }

    fn atom_branches(&self, atom: Atom, wanted: bool, offer: Offer) -> Result<Vec<Branch>, Tangled> {
        let bounds = |least, below| Ok(vec![Branch { least, below, ..Branch::of(self.yes()) }]);
        match (atom, wanted) {
            (Atom::Level(level), true) => bounds(Some(level), None),
            (Atom::Level(level), false) => bounds(None, Some(level)),
            (Atom::Shown(advice), true) => self.may_show(advice, offer),
            (Atom::Shown(advice), false) => self.branches(&self.must_show(advice), false, offer),
            (Atom::Touched(topic), true) => {
                let mut any: Vec<Branch> = Vec::new();
                for advice in self.touching(topic) {
                    for branch in self.may_show(advice, offer)? {
                        if !any.contains(&branch) {
                            any.push(branch);
                        }
                    }
                }
                Ok(any)
            }
            (Atom::Touched(topic), false) => {
                let touching = self.touching(topic).map(|advice| self.must_show(advice));
                self.branches(&Condition::Any(touching.collect()), false, offer)
            }
            (Atom::Named(_), true) if offer == Offer::Assumed => bounds(None, Some(Disposition::Emergency)),
            (Atom::Named(cause), true) => {
                let below = Some(Disposition::Emergency);
                let listed = self.questionnaire.cause(cause).show == Show::Listed;
                let ways = if listed { self.may_rank(cause) } else { self.falls_back(cause) };
                Ok(ways.into_iter().map(|answers| Branch { below, ..Branch::of(answers) }).collect())
            }
            (Atom::Says(advice, texts), false) => {
                let says = self.questionnaire.advice_item(advice).says(texts);
                both(&self.may_show(advice, offer)?, &self.branches(&says, false, offer)?)
            }
            // Seen loosely a question may be due that the cap leaves out, and nothing here says that a cause
            // must be named: the ranking may leave it out. A piece of advice says what it should if it is
            // not given.
            (Atom::Asked(_) | Atom::Offered(..) | Atom::Named(_), false) | (Atom::Says(..), true) => {
                bounds(None, None)
            }
            _ => Ok(vec![Branch::of(self.condition(&Condition::Atom(atom)))]),
        }
    }

    /// The parts of which every one has to hold.
    pub(super) fn conjuncts<'c>(&'c self, condition: &'c Condition) -> Vec<&'c Condition> {
        match condition {
            Condition::All(parts) => parts.iter().flat_map(|part| self.conjuncts(part)).collect(),
            Condition::Group(ix) => self.conjuncts(&self.questionnaire.groups()[ix.get()].is),
            other => vec![other],
        }
    }

    /// The parts of which one is enough.
    pub(super) fn disjuncts<'c>(&'c self, condition: &'c Condition) -> Vec<&'c Condition> {
        match condition {
            Condition::Any(parts) => parts.iter().flat_map(|part| self.disjuncts(part)).collect(),
            Condition::Group(ix) => self.disjuncts(&self.questionnaire.groups()[ix.get()].is),
            other => vec![other],
        }
    }

    pub(super) fn looks_at_outcome(&self, condition: &Condition) -> bool {
        let mut found = false;
        condition.for_each_atom(self.questionnaire.groups(), &mut |atom| {
            found |= match atom {
                Atom::Asked(ix) | Atom::Offered(ix, _) => self.questionnaire.question(ix).drop_rank.is_some(),
                Atom::Level(_) | Atom::Shown(_) | Atom::Says(..) | Atom::Touched(_) | Atom::Named(_) => true,
                _ => false,
            };
        });
        found
    }

    fn touching(&self, topic: TopicIx) -> impl Iterator<Item = AdviceIx> {
        let touches = move |ix: &AdviceIx| self.questionnaire.advice_item(*ix).touches.contains(&topic);
        self.questionnaire.advice_positions().filter(touches)
    }

    /// What has to hold if a piece of advice is given.
    fn may_show(&self, ix: AdviceIx, offer: Offer) -> Result<Vec<Branch>, Tangled> {
        let item = self.questionnaire.advice_item(ix);
        let mut passes = vec![Branch::of(self.yes())];
        for hide in self.hides(item).iter().flat_map(|hide| self.disjuncts(hide)) {
            if let Condition::Atom(Atom::Level(level)) = hide {
                let bound = Branch { below: Some(*level), ..Branch::of(self.yes()) };
                passes = both(&passes, &[bound])?;
            } else if self.looks_at_outcome(hide) {
                passes = both(&passes, &self.branches(hide, false, offer)?)?;
            } else {
                for branch in &mut passes {
                    branch.avoid.push(hide.clone());
                }
            }
        }
        if offer == Offer::Assumed {
            return Ok(passes);
        }
        let mut ways = match &item.when {
            Some(when) => self.branches(when, true, offer)?,
            None => Vec::new(),
        };
        for cause in self.questionnaire.cause_positions() {
            if asks_for(self.questionnaire.cause(cause), ix, item.kind) {
                ways.extend(self.may_rank(cause).into_iter().map(Branch::of));
            }
        }
        both(&ways, &passes)
    }

    /// What is enough for a piece of advice to be given.
    fn must_show(&self, ix: AdviceIx) -> Condition {
        let item = self.questionnaire.advice_item(ix);
        // Of the advice on living with an ache only the first few are given, and none on prevention where
        // no cause brings any.
        let certain = !matches!(item.kind, AdviceKind::Living | AdviceKind::Prevention);
        let when = item.when.clone().filter(|_| certain);
        let mut all = self.passes(item);
        all.push(when.unwrap_or(Condition::Any(Vec::new())));
        Condition::All(all)
    }

    /// That neither a guard nor its own condition hides a piece of advice.
    fn passes(&self, item: &Advice) -> Vec<Condition> {
        self.hides(item).into_iter().map(|hide| Condition::Not(Box::new(hide))).collect()
    }

    /// The conditions that hide a piece of advice, those of the program itself included.
    fn hides(&self, item: &Advice) -> Vec<Condition> {
        let mut hides: Vec<Condition> = self.hiding(item).cloned().collect();
        if matches!(
            item.kind,
            AdviceKind::Test | AdviceKind::Treatment | AdviceKind::Background | AdviceKind::Emerging
        ) {
            hides.push(Condition::Atom(Atom::Level(Disposition::Emergency)));
        }
        hides
    }

    /// The conditions that hide a piece of advice.
    pub(super) fn hiding<'a>(&'a self, item: &'a Advice) -> impl Iterator<Item = &'a Condition> {
        let guards = self.questionnaire.guards().iter();
        let guarded = guards.filter(|guard| guard.hides.iter().any(|topic| item.touches.contains(topic)));
        guarded.map(|guard| &guard.when).chain(&item.hide)
    }

    /// The sessions in which a cause can be named, or stand behind a red flag.
    fn may_rank(&self, ix: CauseIx) -> Vec<Bdd> {
        let mut ways = self.falls_back(ix);
        ways.push(self.named(self.questionnaire.cause(ix)));
        ways
    }

    /// The sessions in which a cause is named because none fits.
    fn falls_back(&self, ix: CauseIx) -> Vec<Bdd> {
        let fallbacks = self.questionnaire.fallback().iter().filter(|fallback| fallback.cause == ix);
        fallbacks.map(|fallback| self.condition(&fallback.when)).collect()
    }

    /// The sessions in which a note may be read, as long as nobody has to be seen today: it has no points.
    pub(super) fn noted(&self, cause: &Cause) -> Bdd {
        let against = cause.against.iter().map(|finding| self.condition(&finding.is));
        against.fold(self.condition(&cause.needs), |noted, against| noted.and_not(&against))
    }

    /// The sessions in which a cause is not set aside and has the points to be named.
    pub(super) fn named(&self, cause: &Cause) -> Bdd {
        let signed = |finding: &Finding, sign: i32| {
            (self.condition(&finding.is), sign * i32::try_from(points(finding.weight)).unwrap_or(i32::MAX))
        };
        let fits = cause.fits.iter().map(|finding| signed(finding, 1));
        let against = cause.against.iter().map(|finding| signed(finding, -1));
        let mut sums = BTreeMap::from([(0, self.condition(&cause.needs))]);
        for (holds, points) in fits.chain(against) {
            let mut next: BTreeMap<i32, Bdd> = BTreeMap::new();
            for (sum, sessions) in &sums {
                for (sum, part) in [(*sum, sessions.and_not(&holds)), (sum + points, sessions.and(&holds))] {
                    if !part.is_false() {
                        let known = next.entry(sum).or_insert_with(|| self.no());
                        *known = known.or(&part);
                    }
                }
            }
            sums = next;
        }
        let named =
            sums.iter().filter(|(sum, _)| u32::try_from(**sum).is_ok_and(|sum| Band::of(sum).is_some()));
        named.fold(self.no(), |any, (_, sessions)| any.or(sessions))
    }
}

/// Whether a cause that is named brings a piece of advice with it.
pub(super) fn asks_for(cause: &Cause, advice: AdviceIx, kind: AdviceKind) -> bool {
    match kind {
        AdviceKind::SelfCare => cause.self_care.contains(&advice),
        AdviceKind::Test => cause.tests.contains(&advice),
        AdviceKind::Treatment => cause.treatments.contains(&advice),
        AdviceKind::Prevention => cause.prevention.contains(&advice),
        _ => false,
    }
}

#[cfg(test)]
mod tests;
