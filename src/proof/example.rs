//! Examples: the lightest session of a diagram, and the rest of its questions answered.

use biodivine_lib_bdd::BddPointer;

use super::{
    diagram::Bdd,
    vars::{Truths, Vars},
};
use crate::{
    content::{AnswerKind, OptionIx, OptionSet, Question, QuestionIx, Questionnaire, Setting, Skip},
    engine::{Answer, Answers, Session, assess_as_it_is},
};

/// What it costs to say something, so that the lightest session is the one that reads best: above
/// all few ticks.
const TICK: u32 = 8;
/// A skip says less than a tick.
const SKIP: u32 = 3;
/// "None of these", and every single choice, says least.
const PLAIN: u32 = 1;

/// The cost of each variable when it is true.
pub(super) fn weights(questionnaire: &Questionnaire, vars: &Vars) -> Vec<u32> {
    let mut weights = vec![PLAIN; usize::from(vars.set.num_vars())];
    for ix in questionnaire.question_positions() {
        let question = questionnaire.question(ix);
        let many = matches!(question.answer, AnswerKind::Many(_));
        for (n, var) in vars.of(ix).options.iter().enumerate() {
            let alone = clears_all(question).is_some_and(|clear| clear.get() == n);
            weights[var.to_index()] = if many && !alone { TICK } else { PLAIN };
        }
        if let Some(skip) = vars.of(ix).skip {
            weights[skip.to_index()] = SKIP;
        }
    }
    weights
}

/// The true variables of the lightest way to satisfy a diagram; what it does not read stays false.
pub(super) fn lightest(of: &Bdd, weights: &[u32]) -> Option<Truths> {
    if of.is_false() {
        return None;
    }
    // Nodes stand behind the nodes they lead to; by their place the cost and whether the variable is true.
    let mut cheapest: Vec<Option<(u32, bool)>> = vec![None; of.size()];
    cheapest[BddPointer::one().to_index()] = Some((0, false));
    for node in of.pointers().filter(|node| !node.is_terminal()) {
        let cost = |child: BddPointer| cheapest[child.to_index()].map(|(cost, _)| cost);
        let low = cost(of.low_link_of(node));
        let high = cost(of.high_link_of(node));
        let high = high.map(|cost| cost.saturating_add(weights[of.var_of(node).to_index()]));
        cheapest[node.to_index()] = match (low, high) {
            (Some(low), Some(high)) if high < low => Some((high, true)),
            (Some(low), _) => Some((low, false)),
            (None, high) => high.map(|high| (high, true)),
        };
    }
    let mut truths = Vec::new();
    let mut node = of.root_pointer();
    while !node.is_terminal() {
        let high = cheapest[node.to_index()].is_some_and(|(_, high)| high);
        if high {
            truths.push(of.var_of(node));
        }
        node = if high { of.high_link_of(node) } else { of.low_link_of(node) };
    }
    Some(Truths::of(of.num_vars(), truths))
}

/// Answers the questions of a session that are open, in the way that says least.
pub(super) struct Completer {
    /// For each question that cannot be skipped its options, the least urgent first.
    calm: Vec<Vec<OptionIx>>,
}

impl Completer {
    pub(super) fn new(questionnaire: &Questionnaire) -> Self {
        let calm = |ix: QuestionIx| {
            let question = questionnaire.question(ix);
            let urgency = |option: &OptionIx| {
                let mut answers = Answers::none(questionnaire.questions().len());
                answers.set(ix, Some(Answer::Options(OptionSet::only(*option))));
                assess_as_it_is(&Session::with_answers(questionnaire, Setting::Home, answers)).disposition
            };
            let mut options: Vec<OptionIx> = question.indexed_options().map(|(n, _)| n).collect();
            if question.skip == Skip::Never {
                options.sort_by_cached_key(urgency);
            }
            options
        };
        Self { calm: questionnaire.question_positions().map(calm).collect() }
    }

    /// The session with every open question answered.
    pub(super) fn completed<'q>(&self, session: Session<'q>) -> Session<'q> {
        let questionnaire = session.questionnaire();
        let mut session = session;
        // Each round answers all that is open; what that makes due waits for the next.
        for _ in questionnaire.question_positions() {
            let open: Vec<QuestionIx> = session.path().unanswered().collect();
            if open.is_empty() {
                break;
            }
            let mut answers = session.answers().clone();
            for ix in open {
                answers.set(ix, Some(self.plainest(questionnaire, &session, ix)));
            }
            session = Session::with_answers(questionnaire, session.setting(), answers);
        }
        let live = session.path().live().clone();
        Session::with_answers(questionnaire, session.setting(), live)
    }

    fn plainest(&self, questionnaire: &Questionnaire, session: &Session<'_>, ix: QuestionIx) -> Answer {
        let question = questionnaire.question(ix);
        let offered = session.path().offered(ix);
        let clear = clears_all(question).filter(|clear| offered.contains(*clear));
        match (&question.answer, clear) {
            (AnswerKind::Many(_), Some(clear)) => Answer::Options(OptionSet::only(clear)),
            _ if question.skip != Skip::Never => Answer::Skipped,
            (AnswerKind::Scale { from, .. } | AnswerKind::Number { from, .. }, _) => Answer::Number(*from),
            _ => {
                let calm = self.calm[ix.get()].iter().copied().filter(|option| offered.contains(*option));
                Answer::Options(calm.take(1).collect())
            }
        }
    }
}

/// The option of a question that stands beside no other, such as "none of these".
fn clears_all(question: &Question) -> Option<OptionIx> {
    question.indexed_options().map(|(n, _)| n).find(|n| question.stands_alone(*n))
}

#[cfg(test)]
mod tests;
