//! Which questions are due, in order, and which answers count.

use super::{answer::Answers, facts::Facts};
use crate::content::{Answer, OptionSet, QuestionIx, Questionnaire, Setting, Truth};

/// The questions that are due, given some answers.
///
/// A question is due when its condition holds for the answers before it and, for one that the cap may
/// leave out, when there is room for it or it has been answered: the cap spares a person questions, it
/// takes no answer away. An answer counts when its question is due and it still fits what is offered
/// there. So which answers count never depends on the cap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Path {
    asked: Vec<QuestionIx>,
    live: Answers,
    offered: Vec<OptionSet>,
}

impl Path {
    /// Walks the questionnaire once, from the first question to the last.
    #[must_use]
    pub fn walk(questionnaire: &Questionnaire, setting: Setting, answers: &Answers) -> Self {
        Self::walk_with(questionnaire, setting, answers, None)
    }

    /// Walks it while a person looks at a question, which does not go when its last tick goes.
    pub(super) fn walk_with(
        questionnaire: &Questionnaire,
        setting: Setting,
        answers: &Answers,
        open: Option<QuestionIx>,
    ) -> Self {
        let n = questionnaire.questions().len();
        let mut path = Self { asked: Vec::new(), live: Answers::none(n), offered: vec![OptionSet::EMPTY; n] };
        for ix in questionnaire.question_positions() {
            path.come_to(questionnaire, setting, ix, answers.get(ix), open == Some(ix));
        }
        path
    }

    /// The questions that are due, in order.
    #[must_use]
    pub fn asked(&self) -> &[QuestionIx] {
        &self.asked
    }

    /// The answers that count.
    #[must_use]
    pub fn live(&self) -> &Answers {
        &self.live
    }

    /// The options shown at a question; none for a question that is not due.
    #[must_use]
    pub fn offered(&self, question: QuestionIx) -> OptionSet {
        self.offered.get(question.get()).copied().unwrap_or_default()
    }

    /// The questions that are due and have no answer that counts.
    pub fn unanswered(&self) -> impl Iterator<Item = QuestionIx> {
        self.asked.iter().copied().filter(|ix| self.live.get(*ix).is_none())
    }

    /// The most questions that can still come from `from` on, itself included, whatever is answered
    /// there. Every answer makes it smaller, so progress made of it never runs backwards.
    #[must_use]
    pub fn most_left(&self, questionnaire: &Questionnaire, setting: Setting, from: QuestionIx) -> usize {
        let asked = self.asked.iter().filter(|ix| **ix < from).count();
        let room = questionnaire.cap().most.saturating_sub(asked);
        let facts =
            Facts { open_from: Some(from), ..Facts::answers(questionnaire.groups(), setting, &self.live) };
        let possible = questionnaire
            .question_positions()
            .filter(|ix| *ix >= from && facts.truth(&questionnaire.question(*ix).when) != Truth::No);
        // More than there is room for need not be looked at.
        possible.take(room).count().max(1)
    }

    /// Asks a question if it is due.
    fn come_to(
        &mut self,
        questionnaire: &Questionnaire,
        setting: Setting,
        ix: QuestionIx,
        answer: Option<Answer>,
        open: bool,
    ) {
        let question = questionnaire.question(ix);
        let facts = Facts::answers(questionnaire.groups(), setting, &self.live);
        if !facts.hold(&question.when) {
            return;
        }
        let shown = question.indexed_options().filter(|(_, option)| facts.hold(&option.when));
        let offered: OptionSet = shown.map(|(n, _)| n).collect();
        if offered.is_empty() && !question.options().is_empty() {
            // Every option is hidden, so there is nothing to ask.
            return;
        }
        let live = match answer {
            Some(Answer::Options(set)) => {
                Some(set.and(offered)).filter(|set| !set.is_empty()).map(Answer::Options)
            }
            other => other,
        };
        let has_room = |rank| self.has_room(questionnaire, facts, ix, rank);
        if live.is_none() && !open && !question.drop_rank.is_none_or(has_room) {
            return;
        }
        self.asked.push(ix);
        self.offered[ix.get()] = offered;
        self.live.set(ix, live);
    }

    /// Whether a question that may be left out can be asked without passing the cap.
    ///
    /// Looking back only, it has to keep room for every question that may still come and ranks above
    /// it, since what has been asked cannot be taken back.
    fn has_room(&self, questionnaire: &Questionnaire, facts: Facts<'_>, ix: QuestionIx, rank: usize) -> bool {
        let Some(room) = questionnaire.cap().most.checked_sub(self.asked.len() + 1) else { return false };
        let facts = Facts { open_from: Some(ix), ..facts };
        let kept_before_it = |other: &QuestionIx| {
            let question = questionnaire.question(*other);
            *other > ix
                && question.drop_rank.is_none_or(|other_rank| other_rank > rank)
                && facts.truth(&question.when) != Truth::No
        };
        // One too many is enough to know.
        questionnaire.question_positions().filter(kept_before_it).nth(room).is_none()
    }
}
