//! A second, slow way to what a proof says: walk every session through the engine and look.
//!
//! It shares nothing with the proof but the engine: no diagram, no variable, no class of numbers.

use std::collections::BTreeSet;

use twinge::{
    content::{
        AnswerKind, Atom, Condition, Disposition, Holds, OptionIx, OptionSet, Question, QuestionIx,
        Questionnaire, Setting,
    },
    engine::{Answer, Answers, Outcome, Session, Step, assess, toggled},
    proof::Entry,
};

/// What can be said at a question, shown or not; what does not fit there is for the engine to refuse.
pub(crate) fn candidates(question: &Question) -> Vec<Answer> {
    let mut all = vec![Answer::Skipped];
    match question.answer {
        AnswerKind::Scale { from, to, .. } | AnswerKind::Number { from, to, .. } => {
            all.extend((from..=to).map(Answer::Number));
        }
        AnswerKind::One(_) | AnswerKind::Many(_) => {
            let options: Vec<OptionIx> = question.indexed_options().map(|(n, _)| n).collect();
            for bits in 1_u32..1 << options.len() {
                let chosen = options.iter().enumerate().filter(|(n, _)| bits >> n & 1 == 1);
                all.push(Answer::Options(chosen.map(|(_, option)| *option).collect::<OptionSet>()));
            }
        }
    }
    all
}

/// Every session that goes straight from the first question to the last.
pub(crate) fn straight<'q>(
    questionnaire: &'q Questionnaire,
    setting: Setting,
    visit: &mut dyn FnMut(&Session<'q>),
) {
    let candidates: Vec<Vec<Answer>> = questionnaire.questions().iter().map(candidates).collect();
    walk(&Session::new(questionnaire, setting), &candidates, visit);
}

fn walk<'q>(session: &Session<'q>, candidates: &[Vec<Answer>], visit: &mut dyn FnMut(&Session<'q>)) {
    let Step::Ask(ix) = session.step() else {
        visit(session);
        return;
    };
    for answer in &candidates[ix.get()] {
        let mut next = session.clone();
        if next.answer(ix, *answer).is_ok() {
            next.advance().expect("the question has an answer");
            walk(&next, candidates, visit);
        }
    }
}

/// Every session in which all answers count, with any questions left open: those that were broken off,
/// and those that went back and changed an answer after a question was asked that the cap would now
/// leave out.
pub(crate) fn partial<'q>(
    questionnaire: &'q Questionnaire,
    setting: Setting,
    visit: &mut dyn FnMut(&Session<'q>),
) {
    let candidates: Vec<Vec<Answer>> = questionnaire.questions().iter().map(candidates).collect();
    let questions: Vec<QuestionIx> = questionnaire.question_positions().collect();
    let none = Answers::none(questions.len());
    fill(questionnaire, setting, &none, &questions, &candidates, visit);
}

fn fill<'q>(
    questionnaire: &'q Questionnaire,
    setting: Setting,
    answers: &Answers,
    open: &[QuestionIx],
    candidates: &[Vec<Answer>],
    visit: &mut dyn FnMut(&Session<'q>),
) {
    let Some((ix, rest)) = open.split_first() else {
        visit(&Session::with_answers(questionnaire, setting, answers.clone()));
        return;
    };
    fill(questionnaire, setting, answers, rest, candidates, visit);
    for answer in &candidates[ix.get()] {
        let mut more = answers.clone();
        more.set(*ix, Some(*answer));
        let session = Session::with_answers(questionnaire, setting, more.clone());
        let counts = session.path().live().get(*ix) == Some(*answer);
        if counts && answer.fits(questionnaire.question(*ix), session.path().offered(*ix)).is_ok() {
            fill(questionnaire, setting, &more, rest, candidates, visit);
        }
    }
}

/// What a session meets.
pub(crate) fn met(questionnaire: &Questionnaire, outcome: &Outcome<'_>, met: &mut BTreeSet<Entry>) {
    for ix in &outcome.path {
        met.insert(Entry::Question(*ix));
        met.extend(outcome.answers.ticked(*ix).iter().map(|option| Entry::Option(*ix, option)));
    }
    met.extend(outcome.reasons.iter().map(|reason| Entry::Rule(reason.rule)));
    let causes = outcome.causes.iter().chain(&outcome.behind).map(|ranked| ranked.cause);
    met.extend(causes.chain(outcome.notes.iter().copied()).map(Entry::Cause));
    for ix in questionnaire.advice_positions() {
        if lists(outcome).any(|given| given == ix) {
            met.insert(Entry::Advice(ix));
        }
    }
    met.insert(Entry::Level(outcome.disposition));
}

/// Everything that could be met.
pub(crate) fn entries(questionnaire: &Questionnaire) -> BTreeSet<Entry> {
    let questions: Vec<QuestionIx> = questionnaire.question_positions().collect();
    let options = questions.iter().copied().flat_map(|ix| {
        let options: Vec<OptionIx> = questionnaire.question(ix).indexed_options().map(|(n, _)| n).collect();
        options.into_iter().map(move |option| Entry::Option(ix, option))
    });
    let rules = questionnaire.rule_positions().map(Entry::Rule);
    let causes = questionnaire.cause_positions().map(Entry::Cause);
    let advice = questionnaire.advice_positions().map(Entry::Advice);
    let levels = Disposition::ALL.map(Entry::Level);
    questions
        .iter()
        .copied()
        .map(Entry::Question)
        .chain(options)
        .chain(rules)
        .chain(causes)
        .chain(advice)
        .chain(levels)
        .collect()
}

fn lists<'a>(outcome: &'a Outcome<'_>) -> impl Iterator<Item = twinge::content::AdviceIx> + 'a {
    outcome.given().map(|given| given.advice)
}

/// What was seen of an invariant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Seen {
    /// No session breaks it.
    Holds,
    /// Some session breaks it.
    Broken,
    /// No session is as its `when` says.
    Empty,
}

/// Looks at one invariant in every session.
pub(crate) struct Look<'q> {
    questionnaire: &'q Questionnaire,
    holds: &'q Holds,
    met: bool,
    broken: bool,
}

impl<'q> Look<'q> {
    pub(crate) fn new(questionnaire: &'q Questionnaire, holds: &'q Holds) -> Self {
        Self { questionnaire, holds, met: false, broken: false }
    }

    pub(crate) fn at(&mut self, session: &Session<'q>, outcome: &Outcome<'q>) {
        if let Holds::If { when, then, at_end } = self.holds {
            let applies = (!at_end || outcome.complete)
                && when.as_ref().is_none_or(|when| is_so(self.questionnaire, outcome, when));
            self.met |= applies;
            self.broken |= applies && !is_so(self.questionnaire, outcome, then);
        } else {
            self.met = true;
            self.broken = self.broken || lowers(self.holds, session, outcome);
        }
    }

    pub(crate) fn seen(&self) -> Seen {
        match (self.met, self.broken) {
            (_, true) => Seen::Broken,
            (false, _) => Seen::Empty,
            _ => Seen::Holds,
        }
    }
}

/// Whether a change of one answer, of the kind that a statement is about, lowers the disposition of a
/// session below what it owes to the rules that the statement is about.
pub(crate) fn lowers(holds: &Holds, session: &Session<'_>, before: &Outcome<'_>) -> bool {
    let (edits, apart_from) = edits(holds, session);
    let owed =
        before.reasons.iter().filter(|reason| !apart_from.contains(&reason.rule)).map(|reason| reason.level);
    let owed = owed.max().unwrap_or(Disposition::SelfCare);
    edits.into_iter().any(|(question, ticked)| {
        let mut changed = session.clone();
        changed.restore(question, Some(Answer::Options(ticked)));
        let counts = changed.path().live().ticked(question) == ticked;
        counts && assess(&changed).disposition < owed
    })
}

/// The answers that a statement about a change is about, and the rules that it leaves out.
fn edits<'h>(
    holds: &'h Holds,
    session: &Session<'_>,
) -> (Vec<(QuestionIx, OptionSet)>, &'h [twinge::content::RuleIx]) {
    let live = session.path().live();
    let mut edits = Vec::new();
    let mut toggle = |question: QuestionIx, option: OptionIx, untick: bool| {
        let ticked = live.ticked(question);
        if live.get(question) != Some(Answer::Skipped) && ticked.contains(option) == untick {
            edits.push((question, toggled(session.questionnaire().question(question), ticked, option)));
        }
    };
    let before = assess(session);
    let is_given =
        |given: Option<&Condition>| given.is_none_or(|given| is_so(session.questionnaire(), &before, given));
    match holds {
        Holds::If { .. } | Holds::Checked => (edits, &[]),
        Holds::NeverLowers { options, apart_from, given } => {
            if !is_given(given.as_ref()) {
                return (Vec::new(), apart_from);
            }
            for (question, option) in options {
                toggle(*question, *option, false);
            }
            (edits, apart_from)
        }
        Holds::NeverMatters(options) => {
            for (question, option) in options {
                toggle(*question, *option, false);
                toggle(*question, *option, true);
            }
            (edits, &[])
        }
        Holds::Rising { question, options, apart_from, given } => {
            if !is_given(given.as_ref()) {
                return (Vec::new(), apart_from);
            }
            let ticked = live.ticked(*question);
            if let Some(now) = options.iter().position(|option| ticked.contains(*option)) {
                edits.extend(options[now + 1..].iter().map(|later| (*question, OptionSet::only(*later))));
            }
            (edits, apart_from)
        }
    }
}

/// Whether a condition holds for an outcome.
pub(crate) fn is_so(questionnaire: &Questionnaire, outcome: &Outcome<'_>, condition: &Condition) -> bool {
    match condition {
        Condition::All(parts) => parts.iter().all(|part| is_so(questionnaire, outcome, part)),
        Condition::Any(parts) => parts.iter().any(|part| is_so(questionnaire, outcome, part)),
        Condition::Not(part) => !is_so(questionnaire, outcome, part),
        Condition::Group(ix) => is_so(questionnaire, outcome, &questionnaire.groups()[ix.get()].is),
        Condition::Atom(atom) => match *atom {
            Atom::Chosen(question, option) => outcome.answers.ticked(question).contains(option),
            Atom::Skipped(question) => outcome.answers.get(question) == Some(Answer::Skipped),
            Atom::AtLeast(question, least) => {
                matches!(outcome.answers.get(question), Some(Answer::Number(n)) if n >= least)
            }
            Atom::Rule(rule) => outcome.reasons.iter().any(|reason| reason.rule == rule),
            Atom::Level(level) => outcome.disposition >= level,
            Atom::In(setting) => outcome.setting == setting,
            Atom::Asked(question) => outcome.path.contains(&question),
            Atom::Offered(question, option) => {
                let session = Session::with_answers(questionnaire, outcome.setting, outcome.answers.clone());
                session.path().offered(question).contains(option)
            }
            Atom::Says(advice, texts) => {
                let item = questionnaire.advice_item(advice);
                let said = outcome.given().filter(|given| given.advice == advice).map(|given| given.text);
                said.into_iter().all(|said| {
                    let place = item.texts().position(|text| std::ptr::eq(text, said));
                    texts.contains(place.expect("it is one of its texts"))
                })
            }
            Atom::Shown(advice) => lists(outcome).any(|given| given == advice),
            Atom::Touched(topic) => {
                lists(outcome).any(|given| questionnaire.advice_item(given).touches.contains(&topic))
            }
            Atom::Named(cause) => outcome.causes.iter().any(|ranked| ranked.cause == cause),
        },
    }
}
