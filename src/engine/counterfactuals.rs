//! What would make it more urgent: the smallest changes of answers that raise the disposition.
//!
//! Only signs to watch for are changed, as the content marks them: a person can come to have a fever,
//! but no other age. Each change is tried out on the engine itself, path and all, so what is claimed is
//! what would happen.

use super::{
    answer::{Answers, toggled},
    path::Path,
    support::{Because, support},
    triage::triage,
};
use crate::content::{
    Answer, AnswerKind, Atom, Condition, Disposition, OptionIx, OptionSet, QuestionIx, Questionnaire, RuleIx,
    Setting, Watch,
};

/// The most pairs of changes that are tried out, so that nobody waits.
const MOST_PAIRS: usize = 200;

/// A change of one answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Change {
    /// The option is ticked too; what cannot stand beside it goes.
    Tick(QuestionIx, OptionIx),
    /// The number is this one.
    Number(QuestionIx, u16),
}

/// Changes that make it more urgent together, while none of them can be spared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counterfactual {
    /// The changes, in the order of the questions.
    pub changes: Vec<Change>,
    /// How urgent it is with them.
    pub level: Disposition,
    /// The rules that then fire at that level, in their order.
    pub rules: Vec<RuleIx>,
    /// Answers given already that these rules rest on too, in the order of the questions.
    pub because: Vec<Because>,
}

impl Change {
    /// The question that is answered differently.
    #[must_use]
    pub const fn question(self) -> QuestionIx {
        match self {
            Self::Tick(question, _) | Self::Number(question, _) => question,
        }
    }

    /// The answer after the change.
    #[must_use]
    pub fn answer(self, questionnaire: &Questionnaire, answers: &Answers) -> Answer {
        match self {
            Self::Tick(ix, option) => {
                Answer::Options(toggled(questionnaire.question(ix), answers.ticked(ix), option))
            }
            Self::Number(_, n) => Answer::Number(n),
        }
    }
}

/// The smallest changes that make it more urgent, the most urgent first, then in the order of the
/// questions.
///
/// First every single change. Two together are looked for only at levels that no single one leads to,
/// and only where one rule looks at both; at most [`MOST_PAIRS`] are tried.
pub(super) fn counterfactuals(
    questionnaire: &Questionnaire,
    setting: Setting,
    path: &Path,
    now: Disposition,
) -> Vec<Counterfactual> {
    if now == Disposition::Emergency {
        return Vec::new();
    }
    let trial = Trial { questionnaire, setting, path, now };
    let seen = Seen::by_conditions(questionnaire);
    let singles = trial.singles(&seen);
    let mut found: Vec<Counterfactual> = Vec::new();
    for change in &singles {
        add(&mut found, trial.of(&[*change]));
    }
    trial.pairs(&singles, &mut found);
    found.sort_by(|a, b| b.level.cmp(&a.level).then_with(|| a.changes.cmp(&b.changes)));
    found
}

/// Adds what was found, unless a lower number does as much: that is the smaller change. Numbers come in
/// rising order.
fn add(found: &mut Vec<Counterfactual>, new: Option<Counterfactual>) {
    let Some(new) = new else { return };
    let as_small = |(change, other): (&Change, &Change)| match (change, other) {
        (Change::Number(ix, n), Change::Number(other, lower)) => ix == other && lower <= n,
        (change, other) => change == other,
    };
    let outdone = found.iter().any(|other| {
        other.level >= new.level
            && other.changes.len() == new.changes.len()
            && new.changes.iter().zip(&other.changes).all(as_small)
    });
    if !outdone {
        found.push(new);
    }
}

/// What a change is tried out on.
struct Trial<'a> {
    questionnaire: &'a Questionnaire,
    setting: Setting,
    path: &'a Path,
    now: Disposition,
}

impl Trial<'_> {
    /// Every single change that some condition could notice, in the order of the questions.
    fn singles(&self, seen: &Seen) -> Vec<Change> {
        let mut changes = Vec::new();
        for ix in self.path.asked().iter().copied() {
            let question = self.questionnaire.question(ix);
            if question.watch == Watch::No {
                continue;
            }
            match &question.answer {
                AnswerKind::One(_) | AnswerKind::Many(_) => {
                    let open = self.path.offered(ix).without(self.path.live().ticked(ix));
                    let sign = |n: &OptionIx| question.options()[n.get()].watch;
                    let noticed = open.and(seen.options[ix.get()]).iter().filter(sign);
                    changes.extend(noticed.map(|option| Change::Tick(ix, option)));
                }
                AnswerKind::Scale { .. } | AnswerKind::Number { .. } => {
                    let given = match self.path.live().get(ix) {
                        Some(Answer::Number(n)) => Some(n),
                        _ => None,
                    };
                    let higher =
                        seen.numbers[ix.get()].iter().filter(|n| given.is_none_or(|given| **n > given));
                    changes.extend(higher.map(|n| Change::Number(ix, *n)));
                }
            }
        }
        changes
    }

    /// What changes lead to; `None` if it gets no more urgent by them.
    fn of(&self, changes: &[Change]) -> Option<Counterfactual> {
        let mut answers = self.path.live().clone();
        for change in changes {
            let answer = change.answer(self.questionnaire, &answers);
            answers.set(change.question(), Some(answer));
        }
        let path = Path::walk(self.questionnaire, self.setting, &answers);
        let triage = triage(self.questionnaire, self.setting, &path);
        let level = triage.disposition();
        if level <= self.now {
            return None;
        }
        let facts = triage.facts(self.questionnaire, self.setting, &path);
        let rules = triage.at(self.questionnaire, level);
        let support = rules.iter().flat_map(|ix| {
            let rules = self.questionnaire.rules();
            support(&self.questionnaire.rule(*ix).is, &facts, rules)
        });
        let is_new = |because: &Because| {
            changes.iter().any(|change| match (*change, *because) {
                (Change::Tick(ix, option), Because::Option(other, is)) => (ix, option) == (other, is),
                (Change::Number(ix, _), Because::Number(other)) => ix == other,
                _ => false,
            })
        };
        let mut because: Vec<Because> = support.filter(|because| !is_new(because)).collect();
        because.sort_unstable();
        because.dedup();
        Some(Counterfactual { changes: changes.to_vec(), level, rules, because })
    }

    /// Adds pairs of changes that lead to levels which no single one leads to.
    fn pairs(&self, singles: &[Change], found: &mut Vec<Counterfactual>) {
        let mut tried = Vec::new();
        for level in Disposition::ALL.into_iter().rev().filter(|level| *level > self.now) {
            if found.iter().any(|one| one.level == level) {
                continue;
            }
            // A change that leads to this level or beyond needs no other beside it.
            let enough =
                |change: &Change| found.iter().any(|one| one.changes == [*change] && one.level >= level);
            let short: Vec<Change> = singles.iter().copied().filter(|change| !enough(change)).collect();
            let rules = self.questionnaire.rules().iter().filter(|rule| rule.level == level);
            let mut pairs = Vec::new();
            for rule in rules {
                let seen = Seen::by(self.questionnaire, &rule.is);
                let noticed: Vec<Change> = short.iter().copied().filter(|change| seen.has(*change)).collect();
                for (n, one) in noticed.iter().enumerate() {
                    for other in &noticed[n + 1..] {
                        let pair = [*one, *other];
                        let answered_twice =
                            matches!(pair, [Change::Number(a, _), Change::Number(b, _)] if a == b);
                        if tried.len() < MOST_PAIRS && !answered_twice && !tried.contains(&pair) {
                            tried.push(pair);
                            add(&mut pairs, self.of(&pair).filter(|both| both.level == level));
                        }
                    }
                }
            }
            found.extend(pairs);
        }
    }
}

/// The answers that conditions can tell apart.
struct Seen {
    options: Vec<OptionSet>,
    /// Numbers that conditions ask for, rising.
    numbers: Vec<Vec<u16>>,
}

impl Seen {
    fn nothing(questionnaire: &Questionnaire) -> Self {
        let n = questionnaire.questions().len();
        Self { options: vec![OptionSet::EMPTY; n], numbers: vec![Vec::new(); n] }
    }

    /// By any condition that the disposition can depend on.
    fn by_conditions(questionnaire: &Questionnaire) -> Self {
        let mut seen = Self::nothing(questionnaire);
        for question in questionnaire.questions() {
            seen.look(questionnaire, &question.when);
            for option in question.options() {
                seen.look(questionnaire, &option.when);
            }
        }
        for rule in questionnaire.rules() {
            seen.look(questionnaire, &rule.is);
        }
        seen
    }

    /// By one condition, with the rules that it looks at.
    fn by(questionnaire: &Questionnaire, condition: &Condition) -> Self {
        let mut seen = Self::nothing(questionnaire);
        seen.look_through(questionnaire, condition);
        seen
    }

    fn look(&mut self, questionnaire: &Questionnaire, condition: &Condition) {
        condition.for_each_atom(questionnaire.groups(), &mut |atom| self.note(atom));
    }

    fn look_through(&mut self, questionnaire: &Questionnaire, condition: &Condition) {
        let mut rules = Vec::new();
        condition.for_each_atom(questionnaire.groups(), &mut |atom| match atom {
            Atom::Rule(ix) => rules.push(ix),
            atom => self.note(atom),
        });
        for ix in rules {
            self.look_through(questionnaire, &questionnaire.rule(ix).is);
        }
    }

    fn note(&mut self, atom: Atom) {
        match atom {
            Atom::Chosen(ix, option) => {
                if let Some(set) = self.options.get_mut(ix.get()) {
                    *set = set.with(option);
                }
            }
            Atom::AtLeast(ix, least) => {
                if let Some(numbers) = self.numbers.get_mut(ix.get())
                    && let Err(at) = numbers.binary_search(&least)
                {
                    numbers.insert(at, least);
                }
            }
            _ => {}
        }
    }

    fn has(&self, change: Change) -> bool {
        match change {
            Change::Tick(ix, option) => self.options[ix.get()].contains(option),
            Change::Number(ix, n) => self.numbers[ix.get()].contains(&n),
        }
    }
}
