//! Whether a condition can hold at all, by search over the atoms it names.
//!
//! Only "never" is certain: what else keeps the named questions from being asked is left to the
//! proof over all sessions.

use super::super::{
    condition::{Atom, Condition, Truth},
    disposition::Setting,
    model::{Group, OptionIx, OptionSet, Question},
};

/// Steps after which the search gives up; a condition this tangled counts as possible.
const PATIENCE: usize = 20_000;

/// Whether the conditions cannot all hold, whatever is answered.
pub(super) fn never(conditions: &[&Condition], questions: &[Question], groups: &[Group]) -> bool {
    let mut atoms = Vec::new();
    for condition in conditions {
        condition.for_each_atom(groups, &mut |atom| {
            if !atoms.contains(&atom) {
                atoms.push(atom);
            }
        });
    }
    let mut search = Search { conditions, questions, groups, known: Vec::new(), steps: 0 };
    !search.possible(&atoms)
}

struct Search<'a> {
    conditions: &'a [&'a Condition],
    questions: &'a [Question],
    groups: &'a [Group],
    known: Vec<(Atom, bool)>,
    steps: usize,
}

impl Search<'_> {
    fn possible(&mut self, open: &[Atom]) -> bool {
        self.steps += 1;
        let atom_value = |atom| self.value(atom);
        let mut all = Truth::Yes;
        for condition in self.conditions {
            match condition.truth(self.groups, &atom_value) {
                Truth::No => return false,
                Truth::Unknown => all = Truth::Unknown,
                Truth::Yes => {}
            }
        }
        let [atom, rest @ ..] = open else { return true };
        if all == Truth::Yes || self.steps > PATIENCE {
            return true;
        }
        if self.value(*atom) != Truth::Unknown {
            return self.possible(rest);
        }
        [true, false].into_iter().any(|value| {
            self.known.push((*atom, value));
            let possible = self.possible(rest);
            self.known.pop();
            possible
        })
    }

    /// What is known of an atom, also from the atoms that cannot stand beside it.
    fn value(&self, atom: Atom) -> Truth {
        let excluded = |(other, holds): &(Atom, bool)| *holds && self.exclude(*other, atom);
        if let Some((_, holds)) = self.known.iter().find(|(known, _)| *known == atom) {
            return (*holds).into();
        }
        if self.known.iter().any(excluded) { Truth::No } else { self.setting(atom) }
    }

    /// With only two settings, not being in one is being in the other.
    fn setting(&self, atom: Atom) -> Truth {
        let Atom::In(setting) = atom else { return Truth::Unknown };
        let other = Setting::ALL.into_iter().find(|s| *s != setting);
        let ruled_out = other.is_some_and(|other| self.known.contains(&(Atom::In(other), false)));
        if ruled_out { Truth::Yes } else { Truth::Unknown }
    }

    fn exclude(&self, one: Atom, other: Atom) -> bool {
        match (one, other) {
            (Atom::Chosen(q, a), Atom::Chosen(r, b)) => {
                q == r && a != b && self.conflicts(q.get(), a).contains(b)
            }
            (Atom::Chosen(q, _) | Atom::AtLeast(q, _), Atom::Skipped(r))
            | (Atom::Skipped(q), Atom::Chosen(r, _) | Atom::AtLeast(r, _)) => q == r,
            (Atom::In(a), Atom::In(b)) => a != b,
            _ => false,
        }
    }

    fn conflicts(&self, question: usize, option: OptionIx) -> OptionSet {
        let options = self.questions.get(question).map_or(&[][..], Question::options);
        options.get(option.get()).map_or(OptionSet::EMPTY, |option| option.conflicts)
    }
}
