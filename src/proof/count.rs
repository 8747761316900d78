//! How many complete sessions there are, and how long they are.

use biodivine_lib_bdd::{BddPointer, BddVariable};
use num_bigint::BigUint;

use super::{
    TooLarge,
    diagram::{Allowance, Bdd},
    encode::Encoding,
    vars::Vars,
};
use crate::content::{AnswerKind, Atom, Condition, Question, QuestionIx, Questionnaire, Setting, Skip};

/// The complete sessions of one setting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count {
    /// The setting.
    pub setting: Setting,
    /// How many differ in at least one answer.
    pub sessions: BigUint,
    /// Fewest questions on a path.
    pub shortest: u32,
    /// Most questions on a path.
    pub longest: u32,
}

/// Counts the complete sessions of a setting.
///
/// The sessions are counted apart for each answer to the question that most conditions read: the
/// diagrams of such cases are small.
pub(super) fn count(
    questionnaire: &Questionnaire,
    setting: Setting,
    mut allowance: Allowance,
) -> Result<(Count, Allowance), TooLarge> {
    let mut total = Count { setting, sessions: BigUint::ZERO, shortest: u32::MAX, longest: 0 };
    for case in cases(questionnaire, setting) {
        let encoding = Encoding::of_flow(questionnaire, case, allowance)?;
        let sessions = encoding.sessions();
        allowance = encoding.rest()?;
        if sessions.is_false() {
            continue;
        }
        let tally = Tally::of(&sessions, &encoding.vars);
        total.sessions += tally.sessions;
        total.shortest = total.shortest.min(tally.shortest);
        total.longest = total.longest.max(tally.longest);
    }
    Ok((total, allowance))
}

/// The setting, and each way to answer the question that tells sessions apart most.
fn cases(questionnaire: &Questionnaire, setting: Setting) -> Vec<Vec<(Atom, bool)>> {
    let settled = Setting::ALL.map(|other| (Atom::In(other), other == setting)).to_vec();
    let Some(question) = most_read(questionnaire) else { return vec![settled] };
    let options = || questionnaire.question(question).indexed_options().map(|(n, _)| n);
    let case = |chosen| {
        let others = options().map(move |n| (Atom::Chosen(question, n), n == chosen));
        settled.iter().copied().chain(others).collect()
    };
    options().map(case).collect()
}

/// Of the single-choice questions that everybody answers the one that most conditions read.
pub(super) fn most_read(questionnaire: &Questionnaire) -> Option<QuestionIx> {
    let mut times = vec![0_u32; questionnaire.questions().len()];
    for question in questionnaire.questions() {
        let conditions = question.options().iter().map(|option| &option.when).chain([&question.when]);
        for condition in conditions {
            condition.for_each_atom(questionnaire.groups(), &mut |atom| {
                if let Atom::Chosen(question, _) = atom {
                    times[question.get()] += 1;
                }
            });
        }
    }
    let everybody = |ix: &QuestionIx| everybody_answers(questionnaire.question(*ix));
    let asked = questionnaire.question_positions().filter(everybody);
    asked.max_by_key(|ix| times[ix.get()]).filter(|ix| times[ix.get()] > 0)
}

/// Whether a question is asked in every session, and answered with just one option.
pub(super) fn everybody_answers(question: &Question) -> bool {
    question.skip == Skip::Never
        && question.when == Condition::ALWAYS
        && question.options().iter().any(|option| option.when == Condition::ALWAYS)
        && question.drop_rank.is_none()
        && matches!(question.answer, AnswerKind::One(_))
}

/// What the ways on from a point of a diagram come to.
#[derive(Clone)]
struct Tally {
    sessions: BigUint,
    shortest: u32,
    longest: u32,
}

impl Tally {
    /// No way on.
    const NONE: Self = Self { sessions: BigUint::ZERO, shortest: u32::MAX, longest: 0 };

    fn of(sessions: &Bdd, vars: &Vars) -> Self {
        let n_nodes = sessions.size();
        let mut counter = Counter { sessions, vars, known: vec![[None, None]; n_nodes] };
        counter.below(sessions.root_pointer(), 0, false)
    }

    /// One answer more, which stands for so many.
    fn said(mut self, times: &BigUint, first: bool) -> Self {
        if *times != BigUint::from(1_u8) {
            self.sessions *= times;
        }
        if first && self.shortest != u32::MAX {
            self.shortest += 1;
            self.longest += 1;
        }
        self
    }

    fn merge(mut self, other: &Self) -> Self {
        self.sessions += &other.sessions;
        self.shortest = self.shortest.min(other.shortest);
        self.longest = self.longest.max(other.longest);
        self
    }
}

struct Counter<'a> {
    sessions: &'a Bdd,
    vars: &'a Vars,
    /// By node, when nothing of the question at its variable is true yet, and when something is.
    known: Vec<[Option<Tally>; 2]>,
}

impl Counter<'_> {
    /// The ways on to a node from before the variable `from`; `said` tells whether something of the
    /// question of that variable is true already.
    fn below(&mut self, node: BddPointer, from: usize, said: bool) -> Tally {
        if node.is_zero() {
            return Tally::NONE;
        }
        if node.is_one() && from == usize::from(self.vars.set.num_vars()) {
            return Tally { sessions: BigUint::from(1_u8), shortest: 0, longest: 0 };
        }
        let here = BddVariable::from_index(from);
        let decides = !node.is_terminal() && self.sessions.var_of(node) == here;
        if decides && let Some(known) = &self.known[node.to_index()][usize::from(said)] {
            return known.clone();
        }
        let (low, high) = if decides {
            (self.sessions.low_link_of(node), self.sessions.high_link_of(node))
        } else {
            (node, node)
        };
        let owner = self.vars.question_of(here);
        let more = self.vars.question_of(BddVariable::from_index(from + 1)) == owner;
        let otherwise = self.below(low, from + 1, said && more);
        let ticked = if low == high && said == more && more {
            otherwise.clone()
        } else {
            self.below(high, from + 1, more)
        };
        let ticked = ticked.said(self.vars.times(here), owner.is_some() && !said);
        let tally = otherwise.merge(&ticked);
        if decides {
            self.known[node.to_index()][usize::from(said)] = Some(tally.clone());
        }
        tally
    }
}

#[cfg(test)]
mod tests;
