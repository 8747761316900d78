//! Two versions of a questionnaire, session by session.
//!
//! A session stands in both versions if the same answers, by their ids, are a complete straight walk
//! through each. Where no rule tells the versions apart no level can differ, so the sessions looked at
//! are those of the rules that differ, without those that another rule lifts as high in both. They
//! are counted exactly, apart for each setting and for each answer to the question that most
//! conditions read; where a diagram grows beyond a limit, they are looked for and not counted.

use std::{cmp::Reverse, collections::BTreeMap};

use biodivine_lib_bdd::{BddVariable, op_function};
use num_bigint::BigUint;

use super::{
    TooLarge,
    count::{everybody_answers, most_read},
    diagram::Bdd,
    encode::Encoding,
    example::{lightest, weights},
    layout::{Layout, count},
    vars::{Truths, Vars},
};
use crate::{
    content::{Atom, Disposition, Questionnaire, Setting},
    engine::{Answer, Answers, Path, Session, assess_as_it_is},
};

/// The most nodes of a diagram for a count.
pub const MOST_NODES: usize = 5_000_000;

/// Rules are ruled out together as long as they have no more nodes than this.
const SMALL: usize = 200;

/// Diagrams and engine say different things of a session, so that nothing said here can be trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the comparison contradicts the engine; this is a fault of the program, and nothing is decided")]
pub struct Contradiction;

/// Why two versions could not be compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotCompared {
    /// There are too many variables.
    #[error(transparent)]
    TooLarge(#[from] TooLarge),
    /// Something is wrong in the program.
    #[error(transparent)]
    Contradiction(#[from] Contradiction),
}

/// What becomes of the sessions between two versions.
#[derive(Debug)]
pub struct Comparison<'q> {
    /// Complete sessions of both versions.
    pub both: BigUint,
    /// Those of the older version only.
    pub only_old: OneSided<'q>,
    /// Those of the newer version only.
    pub only_new: OneSided<'q>,
    /// How sessions of both change their disposition: lowered ones first, the most urgent first.
    pub kinds: Vec<Kind<'q>>,
}

/// Sessions of one version only.
#[derive(Debug, Default)]
pub struct OneSided<'q> {
    /// How many.
    pub sessions: BigUint,
    /// One of them, with few ticks.
    pub example: Option<Session<'q>>,
}

/// Sessions whose disposition changes in the same way.
#[derive(Debug)]
pub struct Kind<'q> {
    /// Whether the newer version finds them less urgent.
    pub lowered: bool,
    /// The more urgent of the two dispositions.
    pub high: Disposition,
    /// The less urgent one.
    pub low: Low,
    /// How many.
    pub sessions: Amount,
    /// The same answers in both versions, with few ticks.
    pub example: Pair<'q>,
}

/// The less urgent disposition of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Low {
    /// Just this one.
    Exactly(Disposition),
    /// Any less urgent than this; they could not be told apart.
    Below(Disposition),
}

/// A number of sessions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Amount {
    /// At least so many.
    pub least: BigUint,
    /// Whether there are no more.
    pub exact: bool,
}

/// The same answers in both versions.
#[derive(Debug, Clone)]
pub struct Pair<'q> {
    /// In the older.
    pub old: Session<'q>,
    /// In the newer.
    pub new: Session<'q>,
}

impl Comparison<'_> {
    /// Whether the newer version finds any session less urgent.
    #[must_use]
    pub fn lowers(&self) -> bool {
        self.kinds.iter().any(|kind| kind.lowered)
    }
}

/// Compares two versions. `same_flow` says that they ask the same questions with the same options under the
/// same conditions, which spares the work of looking for sessions of one version only. A count is given
/// up at `most_nodes`.
///
/// # Errors
///
/// [`NotCompared`].
pub fn compare<'q>(
    old: &'q Questionnaire,
    new: &'q Questionnaire,
    same_flow: bool,
    most_nodes: usize,
) -> Result<Comparison<'q>, NotCompared> {
    let mut found = Found::default();
    for pins in cases([old, new]) {
        Case::new([old, new], pins, most_nodes)?.compare(same_flow, &mut found)?;
    }
    let kinds = found.kinds.into_iter().filter_map(|((raised, Reverse(high), low), parts)| {
        let (least, example) = added_up(parts);
        let sessions = Amount { least, exact: matches!(low, Low::Exactly(_)) };
        example.map(|example| Kind { lowered: !raised, high, low, sessions, example })
    });
    let [only_old, only_new] = found.only.map(|parts| {
        let (sessions, example) = added_up(parts);
        OneSided { sessions, example }
    });
    Ok(Comparison { both: found.both, only_old, only_new, kinds: kinds.collect() })
}

/// Statements taken as settled, by version.
type Pins = [Vec<(Atom, bool)>; 2];

/// The settings, and each way to answer the question that most conditions read, if everybody answers it in
/// both versions.
fn cases(versions: [&Questionnaire; 2]) -> Vec<Pins> {
    let [old, new] = versions;
    let asked = most_read(new).and_then(|ix| Some([old.find_question(&new.question(ix).id)?, ix]));
    let asked = asked.filter(|[ix, _]| everybody_answers(old.question(*ix)));
    let mut cases = Vec::new();
    for setting in Setting::ALL {
        let settled = Setting::ALL.map(|other| (Atom::In(other), other == setting)).to_vec();
        let Some(ix) = asked else {
            cases.push([settled.clone(), settled]);
            continue;
        };
        let questions = [0, 1].map(|n| versions[n].question(ix[n]));
        let known = questions[0].options().iter().filter(|option| questions[1].option(&option.id).is_none());
        for chosen in questions[1].options().iter().chain(known) {
            cases.push([0, 1].map(|n| {
                let options = questions[n].indexed_options();
                let answers =
                    options.map(|(option, content)| (Atom::Chosen(ix[n], option), content.id == chosen.id));
                settled.iter().copied().chain(answers).collect()
            }));
        }
    }
    cases
}

/// What was found in the cases so far.
#[derive(Default)]
struct Found<'q> {
    both: BigUint,
    only: [Vec<Part<Session<'q>>>; 2],
    kinds: BTreeMap<KindOf, Vec<Part<Pair<'q>>>>,
}

/// Sessions of one case, and the one of them that says least.
struct Part<T> {
    sessions: BigUint,
    /// How much the example says.
    weight: u32,
    example: T,
}

/// How many sessions all parts have, and the example that says least.
fn added_up<T>(parts: Vec<Part<T>>) -> (BigUint, Option<T>) {
    let sessions = parts.iter().map(|part| &part.sessions).sum();
    let lightest = parts.into_iter().min_by_key(|part| part.weight);
    (sessions, lightest.map(|part| part.example))
}

/// Whether it is raised, the higher and the lower disposition: in the order in which kinds are told.
type KindOf = (bool, Reverse<Disposition>, Low);

/// Which way a change goes.
#[derive(Debug, Clone, Copy)]
struct Way {
    /// The version in which the disposition is higher.
    from: usize,
    /// The version in which it is lower.
    to: usize,
    high: Disposition,
}

/// A rule as a diagram.
struct Rule {
    level: Disposition,
    fires: Bdd,
}

/// Both versions, with some statements settled.
struct Case<'q> {
    versions: [Encoding<'q>; 2],
    foreign: [Vec<BddVariable>; 2],
    rules: [Vec<Rule>; 2],
    weights: Vec<u32>,
    most_nodes: usize,
}

impl<'q> Case<'q> {
    fn new(versions: [&'q Questionnaire; 2], pins: Pins, most_nodes: usize) -> Result<Self, TooLarge> {
        let Layout { vars, foreign } = Layout::new(versions).ok_or(TooLarge::Options)?;
        let [old, new] = versions;
        let ([old_vars, new_vars], [old_pins, new_pins]) = (vars, pins);
        let versions = [Encoding::over(old, old_vars, old_pins), Encoding::over(new, new_vars, new_pins)];
        let rules = [0, 1].map(|n| rules(&versions[n]));
        let weighed = [0, 1].map(|n| weights(versions[n].questionnaire, &versions[n].vars));
        let mut weights: Vec<u32> =
            weighed[0].iter().zip(&weighed[1]).map(|(old, new)| *old.max(new)).collect();
        // A low number says less than a high one.
        for ix in new.question_positions() {
            for (more, class) in (0..).zip(&versions[1].vars.of(ix).numbers) {
                weights[class.var.to_index()] += more;
            }
        }
        Ok(Self { versions, foreign, rules, weights, most_nodes })
    }

    fn compare(&self, same_flow: bool, found: &mut Found<'q>) -> Result<(), Contradiction> {
        let new = self.sessions(1);
        let both = if same_flow {
            new
        } else {
            let old = self.sessions(0);
            for (n, only) in [old.and_not(&new), new.and_not(&old)].iter().enumerate() {
                self.one_sided(n, only, &mut found.only[n])?;
            }
            old.and(&new)
        };
        if both.is_false() {
            return Ok(());
        }
        found.both += count(&both, self.vars());
        for (from, to) in [(0, 1), (1, 0)] {
            for high in Disposition::ALL {
                self.changed(&both, Way { from, to, high }, found)?;
            }
        }
        Ok(())
    }

    /// Either version knows how many answers a variable stands for.
    const fn vars(&self) -> &Vars {
        &self.versions[1].vars
    }

    /// The sessions of a version; they answer nothing that it does not know.
    fn sessions(&self, version: usize) -> Bdd {
        let set = &self.vars().set;
        let all = self.versions[version].sessions();
        self.foreign[version].iter().fold(all, |all, var| all.and(&set.mk_not_var(*var)))
    }

    fn one_sided(
        &self,
        version: usize,
        sessions: &Bdd,
        found: &mut Vec<Part<Session<'q>>>,
    ) -> Result<(), Contradiction> {
        let Some(truths) = lightest(sessions, &self.weights) else { return Ok(()) };
        let example = self.session(version, &truths).ok_or(Contradiction)?;
        found.push(Part { sessions: count(sessions, self.vars()), weight: self.weight(&truths), example });
        Ok(())
    }

    /// Finds the sessions that have just this disposition in one version and a lower one in the other.
    fn changed(&self, both: &Bdd, way: Way, found: &mut Found<'q>) -> Result<(), Contradiction> {
        let as_high = |rule: &&Rule| rule.level >= way.high;
        let others: Vec<&Bdd> = self.rules[way.to].iter().filter(as_high).map(|rule| &rule.fires).collect();
        let lifting: Vec<&Bdd> = self.rules[way.from]
            .iter()
            .filter(|rule| rule.level == way.high && !others.contains(&&rule.fires))
            .map(|rule| &rule.fires)
            .collect();
        if lifting.is_empty() {
            return Ok(());
        }
        let higher = self.rules[way.from].iter().filter(|rule| rule.level > way.high).map(|rule| &rule.fires);
        let mut avoid: Vec<&Bdd> = others.iter().copied().chain(higher).collect();
        avoid.sort_by_key(|fires| fires.size());
        avoid.dedup();
        // Rules alone make small diagrams; the sessions come in only where something is left.
        let Some(mut left) = self.fired(&lifting).and_then(|left| self.without(&left, &avoid)) else {
            return self.searched(both, way, &lifting, &avoid, found);
        };
        for low in Disposition::ALL.into_iter().rev().filter(|low| *low < way.high) {
            let lower = self.rules[way.to].iter().filter(|rule| rule.level == low).map(|rule| &rule.fires);
            let rest = match low {
                Disposition::SelfCare => Some(self.versions[1].no()),
                _ => self.without(&left, &lower.collect::<Vec<_>>()),
            };
            let here = rest.and_then(|rest| Some((self.limited(both, &left.and_not(&rest))?, rest)));
            let Some((sessions, rest)) = here else {
                let some = self.some(both, &left, &[]);
                return some.map_or(Ok(()), |one| self.note(&one, way, Low::Below(next(low)), found));
            };
            self.note(&sessions, way, Low::Exactly(low), found)?;
            left = rest;
        }
        Ok(())
    }

    /// Looks for such a session where there is no counting them: what fires elsewhere is ruled out only where
    /// a proposal runs into it.
    fn searched(
        &self,
        both: &Bdd,
        way: Way,
        lifting: &[&Bdd],
        avoid: &[&Bdd],
        found: &mut Found<'q>,
    ) -> Result<(), Contradiction> {
        let one = lifting.iter().find_map(|fires| self.some(both, fires, avoid));
        one.map_or(Ok(()), |one| self.note(&one, way, Low::Below(way.high), found))
    }

    /// One session in which a rule fires and none of some others, if there is any.
    fn some(&self, both: &Bdd, fires: &Bdd, avoid: &[&Bdd]) -> Option<Bdd> {
        let mut region = both.and(fires);
        while let Some(truths) = lightest(&region, &self.weights) {
            let hit = avoid.iter().filter(|avoided| truths.satisfy(avoided));
            match hit.map(|avoided| region.and_not(avoided)).min_by_key(|region| region.size()) {
                Some(narrowed) => region = narrowed,
                None => return Some(self.only(&truths)),
            }
        }
        None
    }

    /// Adds sessions to what was found, if there are any.
    fn note(&self, sessions: &Bdd, way: Way, low: Low, found: &mut Found<'q>) -> Result<(), Contradiction> {
        let Some(truths) = lightest(sessions, &self.weights) else { return Ok(()) };
        let example = self.pair(way, low, &truths).ok_or(Contradiction)?;
        let part = Part { sessions: count(sessions, self.vars()), weight: self.weight(&truths), example };
        let raised = way.from == 1;
        found.kinds.entry((raised, Reverse(way.high), low)).or_default().push(part);
        Ok(())
    }

    /// That one of these rules fires; `None` beyond the limit.
    fn fired(&self, rules: &[&Bdd]) -> Option<Bdd> {
        rules
            .iter()
            .try_fold(self.versions[1].no(), |any, fires| any.within(self.most_nodes, fires, op_function::or))
    }

    /// That none of these rules fires; `None` beyond the limit.
    fn without(&self, left: &Bdd, rules: &[&Bdd]) -> Option<Bdd> {
        together(rules)
            .iter()
            .try_fold(left.clone(), |left, fires| left.within(self.most_nodes, fires, op_function::and_not))
    }

    fn limited(&self, one: &Bdd, other: &Bdd) -> Option<Bdd> {
        one.within(self.most_nodes, other, op_function::and)
    }

    /// The session in which just these are true.
    fn only(&self, truths: &Truths) -> Bdd {
        let set = &self.vars().set;
        let literals = set.variables().into_iter().map(|var| set.mk_literal(var, truths.contains(var)));
        literals.fold(self.versions[1].yes(), |all, literal| all.and(&literal))
    }

    fn weight(&self, truths: &Truths) -> u32 {
        truths.all().map(|var| self.weights[var.to_index()]).sum()
    }

    /// The answers in both versions, if the engine finds them as the diagrams do.
    fn pair(&self, way: Way, low: Low, truths: &Truths) -> Option<Pair<'q>> {
        let (old, new) = (self.session(0, truths)?, self.session(1, truths)?);
        let levels = [&old, &new].map(|session| assess_as_it_is(session).disposition);
        let is_low = match low {
            Low::Exactly(low) => levels[way.to] == low,
            Low::Below(bound) => levels[way.to] < bound,
        };
        (levels[way.from] == way.high && is_low).then_some(Pair { old, new })
    }

    /// The answers in one version, if they are a complete straight walk there.
    fn session(&self, version: usize, truths: &Truths) -> Option<Session<'q>> {
        let Encoding { questionnaire, vars, .. } = &self.versions[version];
        let known = !truths.all().any(|var| self.foreign[version].contains(&var));
        let session = vars.lightest_session(questionnaire, truths);
        (known && is_straight(&session)).then_some(session)
    }
}

/// The rules that ask for more than self-care and can fire.
fn rules(encoding: &Encoding<'_>) -> Vec<Rule> {
    let positions = encoding.questionnaire.rule_positions();
    let rules = positions
        .map(|ix| Rule { level: encoding.questionnaire.rule(ix).level, fires: encoding.rule(ix).clone() });
    rules.filter(|rule| rule.level > Disposition::SelfCare && !rule.fires.is_false()).collect()
}

/// The same rules in fewer diagrams: many that read a single tick are one small diagram together.
fn together(rules: &[&Bdd]) -> Vec<Bdd> {
    let mut together: Vec<Bdd> = Vec::new();
    for fires in rules {
        let last = together.last_mut();
        let joined = last.map(|last| (last.or(fires), last)).filter(|(joined, _)| joined.size() <= SMALL);
        match joined {
            Some((joined, last)) => *last = joined,
            None => together.push((*fires).clone()),
        }
    }
    together
}

/// The level above.
fn next(level: Disposition) -> Disposition {
    Disposition::ALL.into_iter().find(|other| *other > level).unwrap_or(level)
}

/// Whether a session is complete, and was answered from the first question to the last: each question when the
/// answers before it made it due, and no other.
fn is_straight(session: &Session<'_>) -> bool {
    let questionnaire = session.questionnaire();
    let walk = |answers: &Answers| Path::walk(questionnaire, session.setting(), answers);
    let mut answers = Answers::none(questionnaire.questions().len());
    for ix in questionnaire.question_positions() {
        let answer = session.answers().get(ix);
        let due = walk(&answers).asked().contains(&ix);
        let fits =
            |answer: Answer| answer.fits(questionnaire.question(ix), walk(&answers).offered(ix)).is_ok();
        if due != answer.is_some() || !answer.is_none_or(fits) {
            return false;
        }
        answers.set(ix, answer);
    }
    // Room may have come up since for a question that was not due.
    assess_as_it_is(session).complete
}

#[cfg(test)]
mod tests;
