//! Path and rules as decision diagrams over the variables of a session.
//!
//! A session that counts has no answer to a question that is not due, so a condition can be read off
//! the variables as they are. What makes a session count is kept in one piece per question, and a
//! statement needs only those pieces that a proposal breaks ([`super::search`]). That keeps the diagrams
//! small where a single one for everything would have millions of nodes.

use std::{cell::OnceCell, collections::BTreeSet};

use biodivine_lib_bdd::BddVariable;

use super::{
    TooLarge,
    diagram::{Allowance, Bdd},
    vars::{Detail, Truths, Vars},
};
use crate::content::{Atom, Condition, Question, QuestionIx, Questionnaire, RuleIx, Setting};

/// A choice between more than this many is taken apart.
const MANY: usize = 8;

/// What it costs to look whether a piece of soundness holds, about.
const NODES_OF_A_PIECE: usize = 10;

/// How exactly complete sessions are told from others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Precision {
    /// Only the questions that a statement rests on have to be answered, and of these none that the cap may
    /// leave out: never too few sessions, in small diagrams.
    Loose,
    /// Just what the engine calls complete.
    Exact,
}

/// Which sessions there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Walk {
    /// All, also those that went back: an answer stays even if the cap would by now leave its question out.
    Any,
    /// Those that go straight from the first question to the last.
    Straight,
}

/// The flow and the rules of a questionnaire as diagrams.
pub(super) struct Encoding<'q> {
    pub(super) questionnaire: &'q Questionnaire,
    pub(super) vars: Vars,
    walk: Walk,
    /// Statements taken as settled, for a case of a larger proof.
    pins: Vec<(Atom, bool)>,
    /// For each question when its answer counts, read off the answers before it.
    pub(super) due: Vec<Bdd>,
    /// For each question: it has no answer unless that counts, and then one that fits, or none.
    sound: Vec<Bdd>,
    /// For each question when it is asked, as far as the cap may leave it out.
    asked: Vec<OnceCell<Bdd>>,
    /// For each question that it is answered if it is asked, loose and exact.
    answered: Vec<[OnceCell<Bdd>; 2]>,
    /// For each rule when it fires.
    rules: Vec<OnceCell<Bdd>>,
    /// For each rule small diagrams that together say when it fires.
    ways: Vec<OnceCell<Vec<Bdd>>>,
}

impl<'q> Encoding<'q> {
    /// Encodes a questionnaire.
    pub(super) fn new(questionnaire: &'q Questionnaire, allowance: Allowance) -> Result<Self, TooLarge> {
        Self::with(questionnaire, Detail::Options, Walk::Any, Vec::new(), allowance)
    }

    /// Encodes the straight walks over variables that were laid out elsewhere.
    pub(super) fn over(questionnaire: &'q Questionnaire, vars: Vars, pins: Vec<(Atom, bool)>) -> Self {
        Self::with_vars(questionnaire, vars, Walk::Straight, pins)
    }

    /// Encodes the straight walks through its flow alone, with some statements taken as settled.
    pub(super) fn of_flow(
        questionnaire: &'q Questionnaire,
        pins: Vec<(Atom, bool)>,
        allowance: Allowance,
    ) -> Result<Self, TooLarge> {
        Self::with(questionnaire, Detail::Flow, Walk::Straight, pins, allowance)
    }

    fn with(
        questionnaire: &'q Questionnaire,
        detail: Detail,
        walk: Walk,
        pins: Vec<(Atom, bool)>,
        allowance: Allowance,
    ) -> Result<Self, TooLarge> {
        let vars = Vars::new(questionnaire, detail, &pins, allowance).ok_or(TooLarge::Options)?;
        Ok(Self::with_vars(questionnaire, vars, walk, pins))
    }

    fn with_vars(questionnaire: &'q Questionnaire, vars: Vars, walk: Walk, pins: Vec<(Atom, bool)>) -> Self {
        let mut encoding = Self {
            questionnaire,
            vars,
            walk,
            pins,
            due: Vec::new(),
            sound: Vec::new(),
            asked: vec![OnceCell::new(); questionnaire.questions().len()],
            answered: vec![[OnceCell::new(), OnceCell::new()]; questionnaire.questions().len()],
            rules: vec![OnceCell::new(); questionnaire.rules().len()],
            ways: vec![OnceCell::new(); questionnaire.rules().len()],
        };
        for ix in questionnaire.question_positions() {
            let mut due = encoding.counts(ix);
            if walk == Walk::Straight
                && let Some(rank) = questionnaire.question(ix).drop_rank
            {
                due = encoding.has_room(ix, rank, &due);
            }
            let sound = encoding.sound(ix, &due);
            encoding.due.push(due);
            encoding.sound.push(sound);
        }
        encoding
    }

    /// What may still be made.
    ///
    /// # Errors
    ///
    /// [`TooLarge::Tangled`] if that was not enough: then nothing that these diagrams say may be believed.
    pub(super) fn rest(&self) -> Result<Allowance, TooLarge> {
        self.vars.set.meter().rest().ok_or(TooLarge::Tangled)
    }

    pub(super) fn yes(&self) -> Bdd {
        self.vars.set.mk_true()
    }

    pub(super) fn no(&self) -> Bdd {
        self.vars.set.mk_false()
    }

    /// The pieces of soundness that an assignment breaks: an answer to a question that is not due, or
    /// one that does not fit. If complete ones are wanted, also the questions that are asked and not
    /// answered: those that `what` rests on, or all of them.
    pub(super) fn broken_pieces(&self, what: &Bdd, truths: &Truths, complete: Option<Precision>) -> Vec<Bdd> {
        self.vars.set.meter().pay(self.sound.len() * NODES_OF_A_PIECE);
        let mut broken: Vec<Bdd> =
            self.sound.iter().filter(|piece| !truths.satisfy(piece)).cloned().collect();
        if let Some(precision) = complete {
            let about = match precision {
                Precision::Loose => self.questions_read(what),
                Precision::Exact => (0..self.sound.len()).collect(),
            };
            let answered = about.into_iter().map(|question| self.answered(question, precision));
            broken.extend(answered.filter(|piece| !truths.satisfy(piece)).cloned());
        }
        broken
    }

    /// When a rule fires.
    pub(super) fn rule(&self, ix: RuleIx) -> &Bdd {
        let rule = self.questionnaire.rule(ix);
        self.rules[ix.get()].get_or_init(|| self.condition(&rule.is))
    }

    /// Whether the answers that `value` reads can stand together, and are complete if that is wanted.
    pub(super) fn is_sound(&self, value: &dyn Fn(&Bdd) -> bool, complete: bool) -> bool {
        let answered = |question| value(self.answered(question, Precision::Exact));
        self.sound.iter().all(value) && (0..self.sound.len()).all(answered) == complete
    }

    /// Every complete session, or every complete session of the case that is pinned.
    pub(super) fn sessions(&self) -> Bdd {
        let pieces = self.sound.iter().enumerate();
        let all = pieces.fold(self.yes(), |all, (question, sound)| {
            all.and(&sound.and(self.answered(question, Precision::Exact)))
        });
        let pinned = self.pins.iter().filter_map(|(atom, value)| {
            let var = match atom {
                Atom::Chosen(question, option) => self.vars.of(*question).options[option.get()],
                Atom::In(setting) if *setting == Setting::WaitingRoom => self.vars.waiting_room,
                _ => return None,
            };
            Some(self.vars.set.mk_literal(var, *value))
        });
        pinned.fold(all, |all, pin| all.and(&pin))
    }

    /// The questions whose variables a diagram reads.
    pub(super) fn questions_read(&self, what: &Bdd) -> BTreeSet<usize> {
        what.support_set().into_iter().filter_map(|var| self.vars.question_of(var)).collect()
    }

    /// A condition on the answers of a sound session. The disposition and what is shown are not
    /// answers; [`super::formula`] takes conditions on them apart.
    pub(super) fn condition(&self, condition: &Condition) -> Bdd {
        match condition {
            Condition::Atom(atom) => self.atom(*atom),
            Condition::Group(ix) => self.condition(&self.questionnaire.groups()[ix.get()].is),
            Condition::All(parts) => {
                parts.iter().fold(self.yes(), |all, part| all.and(&self.condition(part)))
            }
            Condition::Any(parts) => parts.iter().fold(self.no(), |any, part| any.or(&self.condition(part))),
            Condition::Not(part) => self.condition(part).not(),
        }
    }

    /// Small diagrams that together say when a rule fires.
    pub(super) fn ways_of(&self, ix: RuleIx) -> &[Bdd] {
        self.ways[ix.get()].get_or_init(|| self.ways(&self.questionnaire.rule(ix).is))
    }

    /// Diagrams that together are a condition; many small ones where a single one would be large.
    fn ways(&self, condition: &Condition) -> Vec<Bdd> {
        match condition {
            Condition::Any(parts) => parts.iter().flat_map(|part| self.ways(part)).collect(),
            Condition::All(parts) => {
                let choice =
                    parts.iter().position(|part| matches!(part, Condition::Any(ways) if ways.len() > MANY));
                let Some(choice) = choice else { return vec![self.condition(condition)] };
                let others = parts.iter().enumerate().filter(|(n, _)| *n != choice).map(|(_, part)| part);
                let others = others.fold(self.yes(), |all, part| all.and(&self.condition(part)));
                self.ways(&parts[choice]).iter().map(|way| others.and(way)).collect()
            }
            _ => vec![self.condition(condition)],
        }
    }

    fn atom(&self, atom: Atom) -> Bdd {
        if let Some((_, value)) = self.pins.iter().find(|(pinned, _)| *pinned == atom) {
            return if *value { self.yes() } else { self.no() };
        }
        match atom {
            Atom::Chosen(question, option) => self.vars.option(question, option),
            Atom::Skipped(question) => self.vars.skipped(question),
            Atom::AtLeast(question, least) => self.vars.at_least(question, least),
            Atom::In(setting) => self.vars.in_setting(setting),
            Atom::Asked(question) => self.asked(question).clone(),
            Atom::Offered(question, option) => {
                let shown = &self.questionnaire.question(question).options()[option.get()].when;
                self.asked(question).and(&self.condition(shown))
            }
            Atom::Rule(ix) => self.rule(ix).clone(),
            Atom::Level(_) | Atom::Shown(_) | Atom::Says(..) | Atom::Touched(_) | Atom::Named(_) => self.no(),
        }
    }

    /// That three-valued logic does not rule out the value `wanted` while the questions from `open`
    /// on are not answered; the mirror of [`Truth`](crate::content::Truth).
    fn not_ruled_out(&self, condition: &Condition, open: QuestionIx, wanted: bool) -> Bdd {
        match condition {
            Condition::Atom(
                Atom::Chosen(question, _) | Atom::Skipped(question) | Atom::AtLeast(question, _),
            ) if *question >= open => self.yes(),
            Condition::Atom(atom) => {
                let holds = self.atom(*atom);
                if wanted { holds } else { holds.not() }
            }
            Condition::Group(ix) => {
                self.not_ruled_out(&self.questionnaire.groups()[ix.get()].is, open, wanted)
            }
            Condition::Not(part) => self.not_ruled_out(part, open, !wanted),
            Condition::All(parts) | Condition::Any(parts) => {
                let every = matches!(condition, Condition::All(_)) == wanted;
                let parts = parts.iter().map(|part| self.not_ruled_out(part, open, wanted));
                if every {
                    parts.fold(self.yes(), |all, part| all.and(&part))
                } else {
                    parts.fold(self.no(), |any, part| any.or(&part))
                }
            }
        }
    }

    /// When the answer to a question counts; with [`Self::asked`] the mirror of
    /// [`Path`](crate::engine::Path).
    fn counts(&self, ix: QuestionIx) -> Bdd {
        let question = self.questionnaire.question(ix);
        let due = self.condition(&question.when);
        if question.options().is_empty() {
            return due;
        }
        let shown = question.options().iter().map(|option| self.condition(&option.when));
        due.and(&shown.fold(self.no(), |any, shown| any.or(&shown)))
    }

    /// When a question is asked: if there is room for it, or if it has been answered.
    pub(super) fn asked(&self, ix: QuestionIx) -> &Bdd {
        self.asked[ix.get()].get_or_init(|| {
            let due = &self.due[ix.get()];
            match self.questionnaire.question(ix).drop_rank {
                Some(rank) if self.walk == Walk::Any => {
                    self.has_room(ix, rank, due).or(&due.and(&self.vars.answered(ix)))
                }
                _ => due.clone(),
            }
        })
    }

    /// That a question is answered if it is asked.
    fn answered(&self, question: usize, precision: Precision) -> &Bdd {
        self.answered[question][precision as usize].get_or_init(|| {
            let Some(ix) = self.questionnaire.question_positions().nth(question) else { return self.yes() };
            let may_be_left_out = self.questionnaire.question(ix).drop_rank.is_some();
            if may_be_left_out && precision == Precision::Loose {
                return self.yes();
            }
            self.asked(ix).not().or(&self.vars.answered(ix))
        })
    }

    /// That a question which may be left out is due and fits under the cap.
    ///
    /// All that is made lies where it is due: questions of another way through the flow then cost nothing.
    fn has_room(&self, ix: QuestionIx, rank: usize, due: &Bdd) -> Bdd {
        // It does not keep itself: its rank is not above its own.
        let kept = self.questionnaire.question_positions().skip(ix.get()).filter(|other| {
            self.questionnaire.question(*other).drop_rank.is_none_or(|other_rank| other_rank > rank)
        });
        let to_come =
            kept.map(|other| self.not_ruled_out(&self.questionnaire.question(other).when, ix, true));
        let before = self.questionnaire.question_positions().take(ix.get());
        let counted =
            before.map(|before| due.and(self.asked(before))).chain(to_come.map(|one| due.and(&one)));
        let (certain, possible): (Vec<Bdd>, Vec<Bdd>) =
            counted.filter(|one| !one.is_false()).partition(|one| one == due);
        match self.questionnaire.cap().most.checked_sub(certain.len() + 1) {
            Some(most) if possible.len() <= most => due.clone(),
            Some(most) => self.at_most(most, &possible, due),
            None => self.no(),
        }
    }

    /// That at most so many of these hold, among some sessions.
    fn at_most(&self, most: usize, of: &[Bdd], among: &Bdd) -> Bdd {
        // exactly[n]: n of those looked at so far hold.
        let mut exactly = vec![among.clone()];
        for one in of {
            let mut next: Vec<Bdd> = exactly.iter().map(|n| n.and_not(one)).collect();
            next.push(self.no());
            for (n, before) in exactly.iter().enumerate() {
                next[n + 1] = next[n + 1].or(&before.and(one));
            }
            next.truncate(most + 1);
            exactly = next;
        }
        exactly.iter().fold(self.no(), |any, n| any.or(n))
    }

    fn sound(&self, ix: QuestionIx, due: &Bdd) -> Bdd {
        let mut nothing = self.yes();
        for var in self.vars.of(ix).all() {
            nothing = nothing.and(&self.vars.set.mk_not_var(var));
        }
        due.if_then_else(&self.fits(self.questionnaire.question(ix), ix), &nothing)
    }

    /// Options that are shown and can stand together, at most one number, and nothing beside a skip.
    fn fits(&self, question: &Question, ix: QuestionIx) -> Bdd {
        let vars = self.vars.of(ix);
        let set = &self.vars.set;
        let exclude = |fits: Bdd, one: BddVariable, other: BddVariable| {
            fits.and(&set.mk_not_var(one).or(&set.mk_not_var(other)))
        };
        let mut fits = self.yes();
        for (n, option) in question.indexed_options() {
            let var = vars.options[n.get()];
            let shown = self.condition(&option.when);
            if !shown.is_true() {
                fits = fits.and(&shown.or(&set.mk_not_var(var)));
            }
            let others = option.conflicts.iter().map(|other| vars.options[other.get()]);
            for other in others.filter(|other| *other != var) {
                fits = exclude(fits, var, other);
            }
        }
        let alone: Vec<_> = vars.numbers.iter().map(|class| class.var).chain(vars.skip).collect();
        for (n, one) in alone.iter().enumerate() {
            for other in vars.options.iter().chain(&alone[n + 1..]) {
                fits = exclude(fits, *one, *other);
            }
        }
        fits
    }
}

#[cfg(test)]
mod tests;
