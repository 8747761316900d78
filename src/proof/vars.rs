//! The Boolean variables of a session, and the way between them and answers.

use biodivine_lib_bdd::BddVariable;
use num_bigint::BigUint;

use super::diagram::{Allowance, Bdd, Diagrams};
use crate::{
    content::{
        AnswerKind, AnswerOption, Atom, Condition, OptionIx, OptionSet, Question, QuestionIx, Questionnaire,
        Setting,
    },
    engine::{Answer, Answers, Session},
};

/// The variables of one question; all false: it has no answer.
#[derive(Debug, Clone, Default)]
pub(super) struct QuestionVars {
    /// One per option.
    pub(super) options: Vec<BddVariable>,
    /// One per class of numbers that no condition tells apart.
    pub(super) numbers: Vec<NumberClass>,
    /// Whether it was skipped.
    pub(super) skip: Option<BddVariable>,
}

/// Numbers that no condition tells apart.
#[derive(Debug, Clone, Copy)]
pub(super) struct NumberClass {
    pub(super) from: u16,
    pub(super) to: u16,
    pub(super) var: BddVariable,
}

impl QuestionVars {
    /// All of them, in their order, each once.
    pub(super) fn all(&self) -> impl Iterator<Item = BddVariable> + '_ {
        let first = |n: &usize| !self.options[..*n].contains(&self.options[*n]);
        let options = (0..self.options.len()).filter(first).map(|n| self.options[n]);
        options.chain(self.numbers.iter().map(|class| class.var)).chain(self.skip)
    }
}

/// The variables of a questionnaire: the setting, then question by question in the order of asking,
/// so that a diagram reads as a session does.
#[derive(Debug)]
pub(super) struct Vars {
    pub(super) set: Diagrams,
    /// True in a waiting room.
    pub(super) waiting_room: BddVariable,
    pub(super) questions: Vec<QuestionVars>,
    /// For each variable the question that it belongs to; none for the setting.
    pub(super) owner: Vec<Option<usize>>,
    /// For each variable how many answers it stands for when it is true.
    pub(super) times: Vec<BigUint>,
}

/// An assignment: which variables are true.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Truths(Vec<bool>);

impl Truths {
    /// Just these variables of so many are true.
    pub(super) fn of(n_vars: u16, truths: impl IntoIterator<Item = BddVariable>) -> Self {
        let mut all = vec![false; usize::from(n_vars)];
        truths.into_iter().for_each(|var| all[var.to_index()] = true);
        Self(all)
    }

    pub(super) fn contains(&self, var: BddVariable) -> bool {
        self.0[var.to_index()]
    }

    /// The variables that are true, in their order.
    pub(super) fn all(&self) -> impl Iterator<Item = BddVariable> + '_ {
        let places = self.0.iter().enumerate().filter(|(_, value)| **value);
        places.map(|(place, _)| BddVariable::from_index(place))
    }

    /// Whether a diagram holds.
    pub(super) fn satisfy(&self, what: &Bdd) -> bool {
        let mut node = what.root_pointer();
        while !node.is_terminal() {
            node = if self.contains(what.var_of(node)) {
                what.high_link_of(node)
            } else {
                what.low_link_of(node)
            };
        }
        node.is_one()
    }
}

/// What a variable of an option stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Detail {
    /// Every option for itself.
    Options,
    /// The flow alone: options of a question that the flow does not tell apart share a variable, which
    /// says that some of them are ticked.
    Flow,
    /// The same for flow and rules.
    Rules,
}

impl Vars {
    /// Lays out the variables, with one for each option that is `told` apart; `None` if there are more than a
    /// diagram takes (65 535).
    pub(super) fn new(
        questionnaire: &Questionnaire,
        detail: Detail,
        told: &[(Atom, bool)],
        allowance: Allowance,
    ) -> Option<Self> {
        let read = Read::by(questionnaire, detail, told);
        let shares: Vec<Vec<usize>> = questionnaire
            .question_positions()
            .map(|ix| read.shares(questionnaire.question(ix), ix))
            .collect();
        let classes: Vec<Vec<(u16, u16)>> = questionnaire
            .question_positions()
            .map(|ix| read.classes(questionnaire.question(ix), ix))
            .collect();
        let n_options = |shares: &[usize]| shares.iter().max().map_or(0, |last| last + 1);
        let sizes: Vec<usize> = questionnaire
            .questions()
            .iter()
            .zip(shares.iter().zip(&classes))
            .map(|(question, (shares, classes))| {
                n_options(shares) + classes.len() + usize::from(question.skip_id().is_some())
            })
            .collect();
        let n_vars = u16::try_from(1 + sizes.iter().sum::<usize>()).ok()?;
        let set = Diagrams::new(n_vars, allowance);
        let mut rest = set.variables().into_iter();
        let mut times = vec![BigUint::from(1_u8); usize::from(n_vars)];
        let waiting_room = rest.next()?;
        let mut questions = Vec::with_capacity(sizes.len());
        for ((question, shares), classes) in questionnaire.questions().iter().zip(&shares).zip(classes) {
            let own: Vec<BddVariable> = rest.by_ref().take(n_options(shares)).collect();
            for (n, var) in own.iter().enumerate() {
                let sharing = shares.iter().filter(|share| **share == n).count();
                times[var.to_index()] = match question.answer {
                    AnswerKind::Many(_) => (BigUint::from(1_u8) << sharing) - 1_u8,
                    _ => BigUint::from(sharing),
                };
            }
            let mut numbers = Vec::with_capacity(classes.len());
            for (from, to) in classes {
                let var = rest.next()?;
                times[var.to_index()] = BigUint::from(to - from) + 1_u8;
                numbers.push(NumberClass { from, to, var });
            }
            let skip = if question.skip_id().is_some() { Some(rest.next()?) } else { None };
            questions.push(QuestionVars { options: shares.iter().map(|n| own[*n]).collect(), numbers, skip });
        }
        let owners = sizes.iter().enumerate().flat_map(|(n, size)| std::iter::repeat_n(Some(n), *size));
        let owner = std::iter::once(None).chain(owners).collect();
        Some(Self { set, waiting_room, questions, owner, times })
    }

    pub(super) fn of(&self, question: QuestionIx) -> &QuestionVars {
        &self.questions[question.get()]
    }

    pub(super) fn option(&self, question: QuestionIx, option: OptionIx) -> Bdd {
        self.set.mk_var(self.of(question).options[option.get()])
    }

    /// The number answered is at least this.
    pub(super) fn at_least(&self, question: QuestionIx, least: u16) -> Bdd {
        let high = self.of(question).numbers.iter().filter(|class| class.from >= least);
        high.fold(self.set.mk_false(), |any, class| any.or(&self.set.mk_var(class.var)))
    }

    /// The question has an answer, or was skipped.
    pub(super) fn answered(&self, question: QuestionIx) -> Bdd {
        let vars = self.of(question).all();
        vars.fold(self.set.mk_false(), |any, var| any.or(&self.set.mk_var(var)))
    }

    pub(super) fn skipped(&self, question: QuestionIx) -> Bdd {
        self.of(question).skip.map_or_else(|| self.set.mk_false(), |var| self.set.mk_var(var))
    }

    pub(super) fn in_setting(&self, setting: Setting) -> Bdd {
        self.set.mk_literal(self.waiting_room, setting == Setting::WaitingRoom)
    }

    /// The question that a variable belongs to; none for the setting.
    pub(super) fn question_of(&self, var: BddVariable) -> Option<usize> {
        self.owner.get(var.to_index()).copied().flatten()
    }

    /// How many answers a variable stands for when it is true.
    pub(super) fn times(&self, var: BddVariable) -> &BigUint {
        &self.times[var.to_index()]
    }

    /// The session in which just these variables are true.
    pub(super) fn session<'q>(&self, questionnaire: &'q Questionnaire, truths: &Truths) -> Session<'q> {
        let waiting = truths.contains(self.waiting_room);
        let setting = if waiting { Setting::WaitingRoom } else { Setting::Home };
        let mut answers = Answers::none(self.questions.len());
        for ix in questionnaire.question_positions() {
            answers.set(ix, self.answer(questionnaire, ix, truths));
        }
        Session::with_answers(questionnaire, setting, answers)
    }

    fn answer(&self, questionnaire: &Questionnaire, ix: QuestionIx, truths: &Truths) -> Option<Answer> {
        let vars = self.of(ix);
        let is_true = |var: &BddVariable| truths.contains(*var);
        if vars.skip.is_some_and(|skip| is_true(&skip)) {
            return Some(Answer::Skipped);
        }
        if let Some(class) = vars.numbers.iter().find(|class| is_true(&class.var)) {
            return Some(Answer::Number(class.from));
        }
        let options = questionnaire.question(ix).indexed_options();
        let ticked: OptionSet = options.map(|(n, _)| n).filter(|n| is_true(&vars.options[n.get()])).collect();
        (!ticked.is_empty()).then_some(Answer::Options(ticked))
    }

    /// The variables that are true in a session.
    pub(super) fn truths(&self, session: &Session<'_>) -> Truths {
        let mut truths = Vec::new();
        if session.setting() == Setting::WaitingRoom {
            truths.push(self.waiting_room);
        }
        for ix in session.questionnaire().question_positions() {
            let vars = self.of(ix);
            match session.path().live().get(ix) {
                None => {}
                Some(Answer::Skipped) => truths.extend(vars.skip),
                Some(Answer::Number(n)) => {
                    truths
                        .extend(vars.numbers.iter().filter(|c| (c.from..=c.to).contains(&n)).map(|c| c.var));
                }
                Some(Answer::Options(set)) => truths.extend(set.iter().map(|n| vars.options[n.get()])),
            }
        }
        Truths::of(self.set.num_vars(), truths)
    }
}

/// What conditions read of the answers.
pub(super) struct Read {
    detail: Detail,
    /// For each question the options that some condition tells from others.
    pub(super) options: Vec<OptionSet>,
    /// For each question the numbers at which some condition changes its value.
    pub(super) steps: Vec<Vec<u16>>,
}

impl Read {
    pub(super) fn by(questionnaire: &Questionnaire, detail: Detail, told: &[(Atom, bool)]) -> Self {
        let n_questions = questionnaire.questions().len();
        let mut read = Self {
            detail,
            options: vec![OptionSet::EMPTY; n_questions],
            steps: vec![Vec::new(); n_questions],
        };
        let mut visit = |condition: &Condition| {
            condition.for_each_atom(questionnaire.groups(), &mut |atom| match atom {
                Atom::Chosen(question, option) => {
                    let options = &mut read.options[question.get()];
                    *options = options.with(option);
                }
                Atom::AtLeast(question, least) => read.steps[question.get()].push(least),
                _ => {}
            });
        };
        for (atom, _) in told {
            visit(&Condition::Atom(*atom));
        }
        if detail == Detail::Options {
            questionnaire.for_each_condition(&mut visit);
            return read;
        }
        for question in questionnaire.questions() {
            visit(&question.when);
            question.options().iter().for_each(|option| visit(&option.when));
        }
        if detail == Detail::Rules {
            questionnaire.rules().iter().for_each(|rule| visit(&rule.is));
        }
        read
    }

    /// For each option of a question the place of its variable among those of the options.
    fn shares(&self, question: &Question, ix: QuestionIx) -> Vec<usize> {
        let alike = |n: OptionIx, option: &AnswerOption| {
            self.detail != Detail::Options
                && is_free(question, n, option)
                && !self.options[ix.get()].contains(n)
        };
        let mut shared = None;
        let mut next = 0;
        let mut places = Vec::with_capacity(question.options().len());
        for (n, option) in question.indexed_options() {
            let place = if alike(n, option) { *shared.get_or_insert(next) } else { next };
            places.push(place);
            next = next.max(place + 1);
        }
        places
    }

    /// The ranges of numbers that no condition tells apart.
    fn classes(&self, question: &Question, ix: QuestionIx) -> Vec<(u16, u16)> {
        let (AnswerKind::Scale { from, to, .. } | AnswerKind::Number { from, to, .. }) = question.answer
        else {
            return Vec::new();
        };
        let mut steps = self.steps[ix.get()].clone();
        steps.sort_unstable();
        steps.dedup();
        split(from, to, &steps)
    }
}

/// Whether ticking an option says no more to the other options than ticking another free one.
pub(super) fn is_free(question: &Question, n: OptionIx, option: &AnswerOption) -> bool {
    let clears = |option: OptionIx| question.stands_alone(option);
    let free = match question.answer {
        AnswerKind::One(_) => true,
        _ => !clears(n) && option.conflicts.iter().all(clears),
    };
    free && option.when == Condition::ALWAYS
}

/// Cuts a range in front of each step: 0 to 10 at 7 gives 0 to 6 and 7 to 10.
pub(super) fn split(from: u16, to: u16, steps: &[u16]) -> Vec<(u16, u16)> {
    let mut classes = Vec::new();
    let mut start = from;
    for step in steps.iter().copied().filter(|step| *step > from && *step <= to) {
        classes.push((start, step - 1));
        start = step;
    }
    classes.push((start, to));
    classes
}

#[cfg(test)]
mod tests;
