//! Statements about two sessions that differ in one answer.

use std::collections::HashMap;

use biodivine_lib_bdd::BddVariable;

use super::{Counterexample, diagram::Bdd, encode::Encoding, search::Searcher};
use crate::{
    content::{Condition, Disposition, OptionIx, OptionSet, QuestionIx, RuleIx},
    engine::{Answer, Outcome, Session, assess_as_it_is, toggled},
};

/// A change of the answer to one question.
#[derive(Debug, Clone, Copy)]
pub(super) enum Edit {
    /// The option is ticked beside what is ticked there.
    Tick(QuestionIx, OptionIx),
    /// Its tick is taken away.
    Untick(QuestionIx, OptionIx),
    /// The second option is answered in place of the first.
    Replace(QuestionIx, OptionIx, OptionIx),
}

impl Edit {
    const fn question(self) -> QuestionIx {
        match self {
            Self::Tick(question, _) | Self::Untick(question, _) | Self::Replace(question, _, _) => question,
        }
    }

    fn apply<'q>(self, session: &Session<'q>) -> Session<'q> {
        let mut changed = session.clone();
        let question = session.questionnaire().question(self.question());
        let ticked = session.path().live().ticked(self.question());
        let ticked = match self {
            Self::Tick(_, option) | Self::Untick(_, option) => toggled(question, ticked, option),
            Self::Replace(_, _, option) => OptionSet::only(option),
        };
        changed.restore(self.question(), Some(Answer::Options(ticked)));
        changed
    }
}

/// How a session looks after an edit, said in the variables of before.
struct Shift {
    edited: Vec<(BddVariable, bool)>,
    /// Variables that keep their value only under a condition: what is no longer asked is not answered.
    kept: HashMap<BddVariable, Bdd>,
}

impl Shift {
    fn new(encoding: &Encoding<'_>, question: QuestionIx, edited: Vec<(BddVariable, bool)>) -> Self {
        let mut shift = Self { edited, kept: HashMap::new() };
        for ix in encoding.questionnaire.question_positions().filter(|ix| *ix > question) {
            let due = &encoding.due[ix.get()];
            let due_then = shift.apply(due);
            let vars = encoding.vars.of(ix);
            let options = encoding.questionnaire.question(ix).options().iter();
            let shown: Vec<Bdd> = options.map(|option| encoding.condition(&option.when)).collect();
            for (n, var) in vars.all().enumerate() {
                let shown_then = shown.get(n).map(|shown| (shown, shift.apply(shown)));
                let same =
                    alike(&due_then, due) && shown_then.as_ref().is_none_or(|(now, then)| alike(now, then));
                if !same {
                    let stays = shown_then.map_or_else(|| due_then.clone(), |(_, then)| due_then.and(&then));
                    shift.kept.insert(var, encoding.vars.set.mk_var(var).and(&stays));
                }
            }
        }
        shift
    }

    /// Whether a diagram can have another value after the edit.
    fn touches(&self, what: &Bdd) -> bool {
        let support = what.support_set();
        self.edited.iter().any(|(var, _)| support.contains(var))
            || support.iter().any(|var| self.kept.contains_key(var))
    }

    /// The value of a diagram after the edit.
    fn apply(&self, what: &Bdd) -> Bdd {
        if !self.touches(what) {
            return what.clone();
        }
        let mut shifted = what.clone();
        let mut support: Vec<BddVariable> =
            what.support_set().into_iter().filter(|var| self.kept.contains_key(var)).collect();
        // Later ones first: what replaces a variable reads it and earlier ones only.
        support.sort_unstable();
        for var in support.into_iter().rev() {
            if let Some(kept) = self.kept.get(&var) {
                shifted = shifted.substitute(var, kept);
            }
        }
        shifted.restrict(&self.edited)
    }
}

/// Whether two diagrams are the same; what restricts them does not keep their nodes in order.
fn alike(one: &Bdd, other: &Bdd) -> bool {
    one.xor(other).is_false()
}

impl<'q> Searcher<'_, 'q> {
    /// Two sessions, the second after the edit and less urgent than a rule of the first asks for.
    pub(super) fn lowered_by(
        &self,
        edit: Edit,
        apart_from: &[RuleIx],
        given: Option<&Condition>,
    ) -> Option<Counterexample<'q>> {
        let encoding = self.encoding;
        let (mut before, edited) = self.edit(edit);
        if let Some(given) = given {
            before = before.and(&encoding.condition(given));
        }
        if before.is_false() {
            return None;
        }
        let shift = Shift::new(encoding, edit.question(), edited);
        let questionnaire = encoding.questionnaire;
        let bears =
            |ix: &RuleIx| questionnaire.rule(*ix).level > Disposition::SelfCare && !apart_from.contains(ix);
        for ix in questionnaire.rule_positions().filter(bears) {
            for fires in encoding.ways_of(ix) {
                if let Some(found) = self.lost_by(edit, &shift, &before, ix, fires) {
                    return Some(found);
                }
            }
        }
        None
    }

    /// Two sessions, of which the first has an urgency in this way and the second not at all.
    fn lost_by(
        &self,
        edit: Edit,
        shift: &Shift,
        before: &Bdd,
        ix: RuleIx,
        fires: &Bdd,
    ) -> Option<Counterexample<'q>> {
        if !shift.touches(fires) {
            return None;
        }
        let encoding = self.encoding;
        let level = encoding.questionnaire.rule(ix).level;
        let mut lost = before.and(fires).and_not(&shift.apply(fires));
        loop {
            let (settled, truths) = self.settle(&lost, None)?;
            lost = settled;
            let session = encoding.vars.session(encoding.questionnaire, &truths);
            let changed = edit.apply(&session);
            let after = assess_as_it_is(&changed);
            let narrowed = self.without_what_fires(&lost, &changed, &after, level, shift);
            // They stay the same where nothing so urgent fires after the edit; also where diagrams and engine
            // disagree, which must not pass for a proof.
            if alike(&narrowed, &lost) {
                return Some(Counterexample { session, changed: Some(changed) });
            }
            lost = narrowed;
        }
    }

    fn without_what_fires(
        &self,
        lost: &Bdd,
        changed: &Session<'_>,
        after: &Outcome<'_>,
        level: Disposition,
        shift: &Shift,
    ) -> Bdd {
        let urgent = after.reasons.iter().filter(|reason| reason.level >= level);
        let truths = self.encoding.vars.truths(changed);
        let ways = urgent.flat_map(|reason| self.encoding.ways_of(reason.rule));
        let fired = ways.filter(|way| truths.satisfy(way));
        let narrowed = fired.map(|way| lost.and_not(&shift.apply(way)));
        narrowed.min_by_key(|lost| lost.size()).unwrap_or_else(|| lost.clone())
    }

    /// The sessions that can be edited, and what the edit sets.
    fn edit(&self, edit: Edit) -> (Bdd, Vec<(BddVariable, bool)>) {
        let encoding = self.encoding;
        let set = &encoding.vars.set;
        let question = edit.question();
        let content = encoding.questionnaire.question(question);
        let vars = encoding.vars.of(question);
        let option = |n: OptionIx| vars.options[n.get()];
        let shown = |n: OptionIx| encoding.condition(&content.options()[n.get()].when);
        let due = &encoding.due[question.get()];
        match edit {
            Edit::Tick(_, n) => {
                let cleared = content.options()[n.get()].conflicts.iter().map(option);
                let edited = cleared.map(|var| (var, false)).chain([(option(n), true)]).collect();
                // To tick something in place of a skip is to answer anew.
                let skipped = encoding.vars.skipped(question);
                (due.and(&shown(n)).and(&set.mk_not_var(option(n))).and_not(&skipped), edited)
            }
            Edit::Untick(_, n) => (due.and(&set.mk_var(option(n))), vec![(option(n), false)]),
            Edit::Replace(_, from, to) => {
                let before = due.and(&shown(to)).and(&set.mk_var(option(from)));
                (before, vec![(option(from), false), (option(to), true)])
            }
        }
    }
}

#[cfg(test)]
mod tests;
