//! One person's walk through a questionnaire.

use super::{answer::Answers, path::Path, preview::Preview, triage::triage};
use crate::content::{
    Answer, AnswerKind, Disposition, Misfit, OptionIx, QuestionIx, Questionnaire, RuleIx, Setting,
};

/// One person's walk.
///
/// Its answers are its only state that counts; where the person stands keeps that question on the path
/// and decides what is asked next, and nothing else. Path, progress, red flags and outcome are computed
/// from them.
#[derive(Debug, Clone)]
pub struct Session<'q> {
    questionnaire: &'q Questionnaire,
    setting: Setting,
    answers: Answers,
    /// Walked anew with every change of an answer, and when a question is left without one.
    path: Path,
    here: Option<QuestionIx>,
}

/// What comes next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// This question.
    Ask(QuestionIx),
    /// Nothing: everything that is due has been answered.
    Done,
}

/// How far the walk has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Questions before the current one.
    pub behind: usize,
    /// The most questions that can still come, the current one included.
    pub most_left: usize,
}

impl<'q> Session<'q> {
    /// A session without answers, at the first question.
    #[must_use]
    pub fn new(questionnaire: &'q Questionnaire, setting: Setting) -> Self {
        Self::with_answers(questionnaire, setting, Answers::none(questionnaire.questions().len()))
    }

    /// A session with answers, at the first question that is due and not answered.
    #[must_use]
    pub fn with_answers(questionnaire: &'q Questionnaire, setting: Setting, answers: Answers) -> Self {
        let path = Path::walk(questionnaire, setting, &answers);
        let mut session = Self { questionnaire, setting, answers, path, here: None };
        session.resume();
        session
    }

    /// A session with answers, at the question where the person stood; at the first one that is due and not
    /// answered, if that question is not due or the person was at the end.
    #[must_use]
    pub fn standing_at(
        questionnaire: &'q Questionnaire,
        setting: Setting,
        answers: Answers,
        here: Option<QuestionIx>,
    ) -> Self {
        let path = Path::walk_with(questionnaire, setting, &answers, here);
        let due = here.is_some_and(|here| path.asked().contains(&here));
        let mut session = Self { questionnaire, setting, answers, path, here };
        if !due {
            session.resume();
        }
        session
    }

    /// The questionnaire.
    #[must_use]
    pub fn questionnaire(&self) -> &'q Questionnaire {
        self.questionnaire
    }

    /// The setting.
    #[must_use]
    pub fn setting(&self) -> Setting {
        self.setting
    }

    /// Every answer given, also those that do not count now.
    #[must_use]
    pub fn answers(&self) -> &Answers {
        &self.answers
    }

    /// The questions that are due, and the answers that count.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What comes next.
    #[must_use]
    pub fn step(&self) -> Step {
        self.here.map_or(Step::Done, Step::Ask)
    }

    /// How far the walk has come.
    #[must_use]
    pub fn progress(&self) -> Progress {
        let path = &self.path;
        match self.here {
            Some(here) => Progress {
                behind: path.asked().iter().filter(|ix| **ix < here).count(),
                most_left: path.most_left(self.questionnaire, self.setting, here),
            },
            None => Progress { behind: path.asked().len(), most_left: 0 },
        }
    }

    /// The rules that make this an emergency now.
    #[must_use]
    pub fn emergencies(&self) -> Vec<RuleIx> {
        triage(self.questionnaire, self.setting, &self.path).at(self.questionnaire, Disposition::Emergency)
    }

    /// The path if a question were answered so; nothing is written down.
    #[must_use]
    pub fn path_with(&self, question: QuestionIx, answer: Answer) -> Path {
        let mut answers = self.answers.clone();
        answers.set(question, Some(answer));
        Path::walk_with(self.questionnaire, self.setting, &answers, self.here)
    }

    /// What an answer would switch on and off among the other questions; nothing is written down.
    #[must_use]
    pub fn preview(&self, question: QuestionIx, answer: Answer) -> Preview {
        Preview::between(&self.path, &self.path_with(question, answer), question)
    }

    /// Writes down the answer to a question, in place of the one before.
    ///
    /// # Errors
    ///
    /// What does not fit; the answer before stays.
    pub fn answer(&mut self, question: QuestionIx, answer: Answer) -> Result<(), Misfit> {
        let offered = self.path.offered(question);
        answer.fits(self.questionnaire.question(question), offered)?;
        self.set(question, Some(answer));
        Ok(())
    }

    /// Leaves a question out.
    ///
    /// # Errors
    ///
    /// Where it cannot be skipped, and where ticks would get lost by it.
    pub fn skip(&mut self, question: QuestionIx) -> Result<(), Misfit> {
        let many = matches!(self.questionnaire.question(question).answer, AnswerKind::Many(_));
        if many && !self.path.live().ticked(question).is_empty() {
            return Err(Misfit::Ticked);
        }
        self.answer(question, Answer::Skipped)
    }

    /// Ticks or unticks an option; what cannot stand beside a new tick goes.
    pub fn toggle(&mut self, question: QuestionIx, option: OptionIx) {
        let path = &self.path;
        if !path.offered(question).contains(option) {
            return;
        }
        let ticked = path.live().ticked(question);
        let ticked = super::answer::toggled(self.questionnaire.question(question), ticked, option);
        self.set(question, Some(Answer::Options(ticked)));
    }

    /// Puts back what was answered to a question before, or takes its answer away.
    pub fn restore(&mut self, question: QuestionIx, answer: Option<Answer>) {
        self.set(question, answer);
    }

    /// Goes on to the next question that is due, answered or not.
    ///
    /// # Errors
    ///
    /// [`Misfit::Nothing`] while the current question has no answer.
    pub fn advance(&mut self) -> Result<(), Misfit> {
        let Some(here) = self.here else { return Ok(()) };
        let path = &self.path;
        if path.live().get(here).is_none() {
            return Err(Misfit::Nothing);
        }
        match path.asked().iter().copied().find(|ix| *ix > here) {
            Some(next) => self.stand_at(Some(next)),
            None => self.resume(),
        }
        Ok(())
    }

    /// Goes back one question. The answer stays, so that it can be shown again.
    ///
    /// Returns whether there was a question to go back to.
    pub fn back(&mut self) -> bool {
        let path = &self.path;
        let before = |ix: &&QuestionIx| self.here.is_none_or(|here| **ix < here);
        match path.asked().iter().rev().find(before) {
            Some(ix) => {
                self.stand_at(Some(*ix));
                true
            }
            None => false,
        }
    }

    /// Goes to a question, if it is due.
    ///
    /// Returns whether it was.
    pub fn go_to(&mut self, question: QuestionIx) -> bool {
        let due = self.path.asked().contains(&question);
        if due {
            self.stand_at(Some(question));
        }
        due
    }

    /// Goes to the first question that is due and not answered, or to the end.
    pub fn resume(&mut self) {
        self.stand_at(None);
        self.here = self.path.unanswered().next();
    }

    /// Goes to a question of the path, or to the end. A question left without an answer may have been on
    /// the path only because the person looked at it.
    fn stand_at(&mut self, here: Option<QuestionIx>) {
        let left_open = self.here.is_some_and(|left| self.path.live().get(left).is_none());
        self.here = here;
        if left_open {
            self.walk();
        }
    }

    fn walk(&mut self) {
        self.path = Path::walk_with(self.questionnaire, self.setting, &self.answers, self.here);
    }

    fn set(&mut self, question: QuestionIx, answer: Option<Answer>) {
        self.answers.set(question, answer);
        self.walk();
    }
}
