//! Vignettes: does what has to come of each made-up person come of it?
//!
//! Each is run twice. With just its answers, everything it states has to hold. With every other question
//! that comes up answered in a way that adds nothing, the level and the flags have to hold still; causes
//! and advice are not looked at again, since the other answers, such as an age, may well speak for a
//! cause. In both, every answer that it gives has to count.

use crate::{
    content::{
        AdviceIx, Answer, AnswerKind, CauseIx, Disposition, OptionIx, OptionSet, Question, QuestionIx,
        Questionnaire, RuleIx, Skip, Vignette, Vignettes,
    },
    engine::{Answers, Because, Outcome, RankedCause, Reason, Session, assess_as_it_is},
};

/// Among how many causes [`Vignette::first_three`] looks.
const FIRST: usize = 3;

/// What became of a vignette.
#[derive(Debug, Clone)]
pub struct Verdict<'v> {
    /// The vignette.
    pub vignette: &'v Vignette,
    /// What does not hold, in plain sentences without a capital and a full stop; none if all holds.
    pub faults: Vec<String>,
}

impl Verdict<'_> {
    /// Whether everything that the vignette states holds.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.faults.is_empty()
    }
}

/// Runs all vignettes over the questionnaire they were checked with, in their order.
#[must_use]
pub fn run<'v>(questionnaire: &Questionnaire, vignettes: &'v Vignettes) -> Vec<Verdict<'v>> {
    let judge = |vignette| {
        let run = Run { questionnaire, vignette };
        Verdict { vignette, faults: run.faults(&vignettes.rest) }
    };
    vignettes.all.iter().map(judge).collect()
}

/// One vignette over one questionnaire.
#[derive(Clone, Copy)]
struct Run<'a> {
    questionnaire: &'a Questionnaire,
    vignette: &'a Vignette,
}

impl<'a> Run<'a> {
    fn faults(self, rest: &[(QuestionIx, Answer)]) -> Vec<String> {
        let mut session = self.session();
        let outcome = assess_as_it_is(&session);
        let given = self.faults_of_either(&session, &outcome);
        let shown = [self.cause_faults(&outcome), self.advice_faults(&outcome)].concat();
        let completed = match complete(&mut session, rest) {
            Ok(()) => self.faults_of_either(&session, &assess_as_it_is(&session)),
            Err(open) => vec![format!(
                "nothing says how to answer `{}` without adding anything; a `rest` has to",
                open.id
            )],
        };
        // What is wrong in both runs is told once.
        let only_completed = completed.iter().filter(|fault| !given.contains(fault));
        let only_completed = only_completed.map(|fault| format!("with the rest answered: {fault}"));
        let told = given.iter().map(|fault| {
            let both = completed.contains(fault);
            if both { fault.clone() } else { format!("with just its answers: {fault}") }
        });
        told.chain(only_completed).chain(shown).collect()
    }

    /// What is looked at in both runs.
    fn faults_of_either(self, session: &Session<'_>, outcome: &Outcome<'_>) -> Vec<String> {
        let mut faults = self.level_faults(outcome);
        faults.extend(self.path_faults(session));
        faults
    }

    /// The session with exactly the answers given.
    fn session(self) -> Session<'a> {
        let mut answers = Answers::none(self.questionnaire.questions().len());
        for (ix, answer) in &self.vignette.answers {
            answers.set(*ix, Some(*answer));
        }
        Session::with_answers(self.questionnaire, self.vignette.setting, answers)
    }

    fn level_faults(self, outcome: &Outcome<'_>) -> Vec<String> {
        let mut faults = Vec::new();
        let (is, wanted) = (outcome.disposition, self.vignette.level);
        if is != wanted {
            let why: Vec<String> = outcome.leading_reasons().map(|reason| self.fired(reason)).collect();
            let why = if why.is_empty() { "nothing fired".to_owned() } else { why.join(", and ") };
            faults.push(format!("the level is {}, expected {}, because {why}", is.id(), wanted.id()));
        }
        let reason = |rule: &RuleIx| outcome.reasons.iter().find(|reason| reason.rule == *rule);
        for rule in self.vignette.flags.iter().filter(|rule| reason(rule).is_none()) {
            let fired = outcome.reasons.iter().map(|reason| self.rule_id(reason.rule));
            faults.push(format!("`{}` does not fire; {}", self.rule_id(*rule), listed(fired, "fired")));
        }
        for reason in self.vignette.absent_flags.iter().filter_map(reason) {
            faults.push(format!("{}, expected not to", self.fired(reason)));
        }
        faults
    }

    fn cause_faults(self, outcome: &Outcome<'_>) -> Vec<String> {
        let mut faults = Vec::new();
        let named = |causes: &[RankedCause]| {
            let entry = |ranked: &RankedCause| {
                format!("{} ({} points)", self.questionnaire.cause(ranked.cause).id, ranked.points)
            };
            causes.iter().map(entry).collect::<Vec<_>>()
        };
        let all = || listed(named(&outcome.causes), "named");
        let among = |wanted: CauseIx, first: usize| {
            outcome.causes.iter().take(first).any(|ranked| ranked.cause == wanted)
        };
        for cause in self.vignette.first.iter().filter(|cause| !among(**cause, 1)) {
            faults.push(format!("`{}` is not named first; {}", self.cause_id(*cause), all()));
        }
        for cause in self.vignette.first_three.iter().filter(|cause| !among(**cause, FIRST)) {
            faults.push(format!("`{}` is not among the first three; {}", self.cause_id(*cause), all()));
        }
        let behind = |cause: &CauseIx| outcome.behind.iter().any(|ranked| ranked.cause == *cause);
        for cause in self.vignette.behind.iter().filter(|cause| !behind(cause)) {
            let there = listed(named(&outcome.behind), "there");
            faults.push(format!("`{}` does not stand behind the flags; {there}", self.cause_id(*cause)));
        }
        let shown = Shown::of(outcome);
        for cause in self.vignette.absent_causes.iter().filter(|cause| shown.causes.contains(cause)) {
            faults.push(format!("`{}` is named, expected not to be", self.cause_id(*cause)));
        }
        faults
    }

    fn advice_faults(self, outcome: &Outcome<'_>) -> Vec<String> {
        let shown = Shown::of(outcome).advice;
        let id = |advice: &AdviceIx| self.questionnaire.advice_item(*advice).id.as_str();
        let (wanted, unwanted) = (&self.vignette.advice, &self.vignette.absent_advice);
        let missing = wanted.iter().filter(|advice| !shown.contains(advice));
        let missing = missing.map(|advice| format!("`{}` is not shown", id(advice)));
        let there = unwanted.iter().filter(|advice| shown.contains(advice));
        let there = there.map(|advice| format!("`{}` is shown, expected not to be", id(advice)));
        missing.chain(there).collect()
    }

    /// Answers that do not count: a vignette would hold or not for another reason than the one it tells.
    fn path_faults(self, session: &Session<'_>) -> Vec<String> {
        let path = session.path();
        let mut faults = Vec::new();
        for (ix, answer) in &self.vignette.answers {
            let id = &self.questionnaire.question(*ix).id;
            let due = path.asked().contains(ix);
            let hidden = match answer {
                Answer::Options(set) => set.without(path.offered(*ix)),
                Answer::Number(_) | Answer::Skipped => OptionSet::EMPTY,
            };
            let counts = due && hidden.is_empty();
            if self.vignette.not_counted.contains(ix) {
                if counts {
                    faults.push(format!("the answer to `{id}` counts, expected not to"));
                }
            } else if !due {
                faults.push(format!("`{id}` is answered, but it does not come up"));
            } else {
                let hidden = hidden.iter().map(|option| self.option_id(*ix, option));
                faults.extend(hidden.map(|option| format!("`{option}` is not on offer at `{id}`")));
            }
        }
        faults
    }

    /// That a rule fired, and on which answers.
    fn fired(self, reason: &Reason) -> String {
        let answers: Vec<String> = reason.because.iter().map(|because| self.answer(*because)).collect();
        let rule = self.rule_id(reason.rule);
        if answers.is_empty() {
            format!("`{rule}` fires on what was not answered")
        } else {
            format!("`{rule}` fires on {}", answers.join(", "))
        }
    }

    fn answer(self, because: Because) -> String {
        match because {
            Because::Option(ix, option) => self.option_id(ix, option).to_owned(),
            Because::Number(ix) => format!("the number of {}", self.questionnaire.question(ix).id),
            Because::Skipped(ix) => self.questionnaire.question(ix).skip_id().unwrap_or_default().to_owned(),
        }
    }

    fn rule_id(self, rule: RuleIx) -> &'a str {
        &self.questionnaire.rule(rule).id
    }

    fn cause_id(self, cause: CauseIx) -> &'a str {
        &self.questionnaire.cause(cause).id
    }

    fn option_id(self, question: QuestionIx, option: OptionIx) -> &'a str {
        &self.questionnaire.question(question).options()[option.get()].id
    }
}

/// What there is instead of what was expected.
fn listed(there: impl IntoIterator<Item = impl Into<String>>, how: &str) -> String {
    let there: Vec<String> = there.into_iter().map(Into::into).collect();
    if there.is_empty() { format!("{how}: nothing") } else { format!("{how}: {}", there.join(", ")) }
}

/// Every cause and every piece of advice that an outcome shows, wherever.
struct Shown {
    causes: Vec<CauseIx>,
    advice: Vec<AdviceIx>,
}

impl Shown {
    fn of(outcome: &Outcome<'_>) -> Self {
        // Without `..`: whoever adds a list to the outcome is asked here whether it shows something.
        let Outcome {
            setting: _,
            complete: _,
            path: _,
            unanswered: _,
            ignored: _,
            answers: _,
            disposition: _,
            reasons: _,
            causes,
            behind,
            self_care,
            prevention,
            living,
            factors,
            tests,
            treatments,
            background,
            notes,
            emerging,
            signs: _,
            counterfactuals: _,
            tells_care: _,
            safety_net,
        } = outcome;
        let advice =
            [self_care, prevention, living, factors, tests, treatments, background, emerging, safety_net];
        let ranked = causes.iter().chain(behind).map(|ranked| ranked.cause);
        Self {
            causes: ranked.chain(notes.iter().copied()).collect(),
            advice: advice.into_iter().flatten().map(|given| given.advice).collect(),
        }
    }
}

/// Answers everything that is due and not answered, in a way that adds nothing; the question for which
/// there is no such answer, if there is one.
fn complete<'q>(session: &mut Session<'q>, rest: &[(QuestionIx, Answer)]) -> Result<(), &'q Question> {
    let questionnaire = session.questionnaire();
    while let Some(ix) = { session.path().unanswered().next() } {
        let offered = session.path().offered(ix);
        let question = questionnaire.question(ix);
        let said = rest.iter().find(|(other, _)| *other == ix).map(|(_, answer)| *answer);
        let answer = said
            .filter(|answer| answer.fits(question, offered).is_ok())
            .or_else(|| {
                quiet(questionnaire, ix, offered).map(|option| Answer::Options(OptionSet::only(option)))
            })
            .or((question.skip == Skip::Freely).then_some(Answer::Skipped));
        let taken = answer.and_then(|answer| session.answer(ix, answer).ok());
        taken.ok_or(question)?;
    }
    Ok(())
}

/// The option for "none of these": several questions share it, so that no condition can see it.
///
/// A danger screen is answered with that, for to skip it would say something.
fn quiet(questionnaire: &Questionnaire, ix: QuestionIx, offered: OptionSet) -> Option<OptionIx> {
    let question = questionnaire.question(ix);
    let AnswerKind::Many(options) = &question.answer else { return None };
    let shared = |id: &str| {
        questionnaire
            .question_positions()
            .any(|other| other != ix && questionnaire.question(other).option(id).is_some())
    };
    let found = question.indexed_options().find(|(option, it)| {
        offered.contains(*option) && it.conflicts.len() + 1 == options.len() && shared(&it.id)
    });
    found.map(|(option, _)| option)
}

/// How many vignettes expect each level, the most urgent level first.
#[must_use]
pub fn by_level(vignettes: &Vignettes) -> [(Disposition, usize); 5] {
    let mut levels = Disposition::ALL;
    levels.reverse();
    levels.map(|level| (level, vignettes.all.iter().filter(|vignette| vignette.level == level).count()))
}
