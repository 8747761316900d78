//! One set of variables for two versions of a questionnaire.
//!
//! What both versions know by the same ids has one variable in both, so that their diagrams can be
//! held against each other. A variable that a version does not know is foreign to it.

use std::collections::BTreeSet;

use biodivine_lib_bdd::{BddPointer, BddVariable};
use num_bigint::BigUint;

use super::{
    diagram::{Allowance, Bdd, Diagrams},
    vars::{Detail, NumberClass, QuestionVars, Read, Truths, Vars, is_free, split},
};
use crate::{
    content::{AnswerKind, OptionIx, Question, Questionnaire},
    engine::{Answer, Session},
};

/// Both versions of something; each may lack it.
type Both<T> = [Option<T>; 2];

/// The variables of an older and of a newer version, over one set.
#[derive(Debug)]
pub(super) struct Layout {
    /// By version, the older first.
    pub(super) vars: [Vars; 2],
    /// The variables that a version does not know.
    pub(super) foreign: [Vec<BddVariable>; 2],
}

impl Layout {
    /// Lays out the variables; `None` if there are more than a diagram takes (65 535).
    ///
    /// Options that neither flow nor rules tell apart, in both versions, share a variable, which says
    /// that some of them are ticked.
    pub(super) fn new(versions: [&Questionnaire; 2]) -> Option<Self> {
        let reads = versions.map(|version| Read::by(version, Detail::Rules, &[]));
        let plans: Vec<Plan> =
            union(&versions.map(|version| ids(version.questions(), |question| &question.id)))
                .into_iter()
                .map(|found| Plan::new(versions, &reads, found))
                .collect();
        let n_vars = u16::try_from(1 + plans.iter().map(Plan::len).sum::<usize>()).ok()?;
        let set = Diagrams::new(n_vars, Allowance::ENDLESS);
        let mut rest = set.variables().into_iter();
        let waiting_room = rest.next()?;
        let mut owner = vec![None];
        let mut times = vec![BigUint::from(1_u8)];
        let mut questions = versions.map(|version| vec![QuestionVars::default(); version.questions().len()]);
        let mut foreign = [Vec::new(), Vec::new()];
        for (n, plan) in plans.iter().enumerate() {
            let own: Vec<BddVariable> = rest.by_ref().take(plan.len()).collect();
            owner.extend(own.iter().map(|_| Some(n)));
            times.extend(plan.times());
            for version in 0..2 {
                let known = plan.vars(version, &own);
                let strange = |var: &&BddVariable| {
                    !known.as_ref().is_some_and(|known| known.all().any(|own| own == **var))
                };
                foreign[version].extend(own.iter().filter(strange));
                if let Some((ix, known)) = plan.ix[version].zip(known) {
                    questions[version][ix] = known;
                }
            }
        }
        let vars = questions.map(|questions| Vars {
            set: set.clone(),
            waiting_room,
            questions,
            owner: owner.clone(),
            times: times.clone(),
        });
        Some(Self { vars, foreign })
    }
}

impl Vars {
    /// The session in which just these variables are true. Of options that share a variable the first is
    /// ticked.
    pub(super) fn lightest_session<'q>(
        &self,
        questionnaire: &'q Questionnaire,
        truths: &Truths,
    ) -> Session<'q> {
        let session = self.session(questionnaire, truths);
        let mut answers = session.answers().clone();
        for ix in questionnaire.question_positions() {
            if let Some(Answer::Options(ticked)) = answers.get(ix) {
                let vars = &self.of(ix).options;
                let first = |n: &OptionIx| !vars[..n.get()].contains(&vars[n.get()]);
                answers.set(ix, Some(Answer::Options(ticked.iter().filter(first).collect())));
            }
        }
        Session::with_answers(questionnaire, session.setting(), answers)
    }
}

/// How many answers lie in a diagram.
pub(super) fn count(of: &Bdd, vars: &Vars) -> BigUint {
    let one = BigUint::from(1_u8);
    let n_vars = usize::from(vars.set.num_vars());
    let ways = |from: usize, to: usize| {
        (from..to).fold(one.clone(), |ways, var| ways * (vars.times(BddVariable::from_index(var)) + &one))
    };
    let place = |node: BddPointer| if node.is_terminal() { n_vars } else { of.var_of(node).to_index() };
    let mut known: Vec<BigUint> = Vec::with_capacity(of.size());
    // Nodes stand behind the nodes they lead to.
    for node in of.pointers() {
        if node.is_terminal() {
            known.push(BigUint::from(u8::from(node.is_one())));
            continue;
        }
        let here = place(node);
        let below = |next: BddPointer| {
            let n: &BigUint = &known[next.to_index()];
            let next = place(next);
            if next == here + 1 { n.clone() } else { n * ways(here + 1, next) }
        };
        let low = below(of.low_link_of(node));
        let high = below(of.high_link_of(node));
        let times = vars.times(BddVariable::from_index(here));
        known.push(if *times == one { low + high } else { low + high * times });
    }
    let root = of.root_pointer();
    known.last().map_or(BigUint::ZERO, |n| n * ways(0, place(root)))
}

/// Where the questions and options of two lists stand, the newer order first: what only the older list
/// has comes behind what it followed there.
fn union(lists: &[Vec<&str>; 2]) -> Vec<Both<usize>> {
    let [old, new] = lists;
    let at = |list: &[&str], id: &str| list.iter().position(|other| *other == id);
    let mut all: Vec<Both<usize>> = new.iter().enumerate().map(|(n, id)| [at(old, id), Some(n)]).collect();
    for (n, _) in old.iter().enumerate().filter(|(_, id)| at(new, id).is_none()) {
        let before =
            n.checked_sub(1).and_then(|before| all.iter().position(|found| found[0] == Some(before)));
        all.insert(before.map_or(0, |before| before + 1), [Some(n), None]);
    }
    all
}

fn ids<T>(entries: &[T], id: fn(&T) -> &String) -> Vec<&str> {
    entries.iter().map(|entry| id(entry).as_str()).collect()
}

/// The variables of one question of either version.
struct Plan {
    /// Its place in each version.
    ix: Both<usize>,
    /// For each option of each version the place of its variable.
    options: [Vec<usize>; 2],
    /// How many options share each variable, and whether several can be ticked.
    sharing: Vec<(usize, bool)>,
    /// Numbers that no condition of either version tells apart, and which version takes them.
    numbers: Vec<(u16, u16, [bool; 2])>,
    /// Which version it can be skipped in.
    skip: [bool; 2],
}

impl Plan {
    fn new(versions: [&Questionnaire; 2], reads: &[Read; 2], ix: Both<usize>) -> Self {
        let questions = [0, 1].map(|version| ix[version].map(|ix| &versions[version].questions()[ix]));
        let own = [0, 1].map(|version| questions[version].map_or(&[][..], Question::options));
        let mut options = [vec![0; own[0].len()], vec![0; own[1].len()]];
        let mut sharing: Vec<(usize, bool)> = Vec::new();
        let mut shared = None;
        for found in union(&own.map(|options| ids(options, |option| &option.id))) {
            let free = |version: usize| -> Option<bool> {
                let (ix, question) = (ix[version]?, questions[version]?);
                let (n, option) = question.indexed_options().nth(found[version]?)?;
                (!reads[version].options[ix].contains(n) && is_free(question, n, option))
                    .then_some(matches!(question.answer, AnswerKind::Many(_)))
            };
            let alike = free(0).zip(free(1)).filter(|(old, new)| old == new);
            let place = match (alike, shared) {
                (Some(_), Some(place)) => place,
                (many, _) => {
                    sharing.push((0, many.is_some_and(|(many, _)| many)));
                    sharing.len() - 1
                }
            };
            if alike.is_some() {
                shared = Some(place);
            }
            sharing[place].0 += 1;
            for (version, n) in found.into_iter().enumerate() {
                if let Some(n) = n {
                    options[version][n] = place;
                }
            }
        }
        let skip = questions.map(|question| question.is_some_and(|question| question.skip_id().is_some()));
        Self { ix, options, sharing, numbers: numbers(questions, reads, ix), skip }
    }

    fn len(&self) -> usize {
        self.sharing.len() + self.numbers.len() + usize::from(self.skip.contains(&true))
    }

    /// How many answers each variable stands for.
    fn times(&self) -> impl Iterator<Item = BigUint> + '_ {
        let options = self
            .sharing
            .iter()
            .map(|(n, many)| if *many { (BigUint::from(1_u8) << *n) - 1_u8 } else { BigUint::from(*n) });
        let numbers = self.numbers.iter().map(|(from, to, _)| BigUint::from(to - from) + 1_u8);
        let skip = self.skip.contains(&true).then(|| BigUint::from(1_u8));
        options.chain(numbers).chain(skip)
    }

    /// The variables as one version knows them.
    fn vars(&self, version: usize, own: &[BddVariable]) -> Option<QuestionVars> {
        self.ix[version]?;
        let n_options = self.sharing.len();
        let numbers = self.numbers.iter().zip(&own[n_options..]);
        let taken = numbers.filter(|((_, _, takes), _)| takes[version]);
        Some(QuestionVars {
            options: self.options[version].iter().map(|place| own[*place]).collect(),
            numbers: taken
                .map(|((from, to, _), var)| NumberClass { from: *from, to: *to, var: *var })
                .collect(),
            skip: own.last().copied().filter(|_| self.skip[version]),
        })
    }
}

fn numbers(questions: Both<&Question>, reads: &[Read; 2], ix: Both<usize>) -> Vec<(u16, u16, [bool; 2])> {
    let ranges = questions.map(|question| match question?.answer {
        AnswerKind::Scale { from, to, .. } | AnswerKind::Number { from, to, .. } => Some((from, to)),
        _ => None,
    });
    let known = || ranges.iter().flatten();
    let Some((from, to)) = known().map(|range| range.0).min().zip(known().map(|range| range.1).max()) else {
        return Vec::new();
    };
    let mut steps: BTreeSet<u16> =
        known().flat_map(|(from, to)| [Some(*from), to.checked_add(1)]).flatten().collect();
    for (read, ix) in reads.iter().zip(ix) {
        steps.extend(ix.map_or(&[][..], |ix| &read.steps[ix]));
    }
    let steps: Vec<u16> = steps.into_iter().collect();
    let takes = |low: u16| ranges.map(|range| range.is_some_and(|(from, to)| (from..=to).contains(&low)));
    let classes = split(from, to, &steps).into_iter().map(|(low, high)| (low, high, takes(low)));
    classes.filter(|(.., takes)| takes.contains(&true)).collect()
}

#[cfg(test)]
mod tests;
