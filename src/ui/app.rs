//! What the front end knows, and how actions change it.

use super::keymap::{Action, Context};
use crate::{
    content::{AnswerKind, OptionIx, QuestionIx, Questionnaire, RuleIx, Setting, Words},
    end::End,
    engine::{Answer, Misfit, Outcome, Session, Step, assess},
    report::Tab,
};

/// The screen that is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Screen {
    /// What this is.
    Welcome,
    /// The current question of the session.
    Question,
    /// An answer made it an emergency.
    Emergency {
        /// The question whose answer did, and what was answered to it before.
        slip: (QuestionIx, Option<Answer>),
        /// The row in focus; none at first, so that a burst of Enter chooses nothing.
        choice: Option<usize>,
    },
    /// All answers, before the summary.
    Review,
    /// What it comes to.
    Summary(Tab),
}

/// What the shell has to do after an update.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    /// Nothing changed.
    None,
    /// Draw again.
    Redraw,
    /// Leave.
    Exit(End),
}

/// What only drawing knows: how far the text can scroll, and how much of it is seen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Viewport {
    /// The furthest that the text can scroll, in rows.
    pub most: usize,
    /// Rows of text that are seen.
    pub rows: usize,
}

/// A row of a question that can be in focus.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::ui) enum Row {
    /// An option.
    Option(OptionIx),
    /// A value of a scale.
    Value(u16),
    /// A number that is typed.
    Typed,
    /// Leaving the question out.
    Skip,
}

impl Row {
    /// Whether this row is what was answered.
    pub(super) fn is(self, answer: Option<Answer>) -> bool {
        match (self, answer) {
            (Self::Option(option), Some(Answer::Options(set))) => set.contains(option),
            (Self::Value(value), Some(Answer::Number(n))) => value == n,
            (Self::Typed, Some(Answer::Number(_))) | (Self::Skip, Some(Answer::Skipped)) => true,
            _ => false,
        }
    }
}

/// The state of the front end.
#[derive(Debug)]
pub struct App<'q> {
    questionnaire: &'q Questionnaire,
    words: &'q Words,
    session: Session<'q>,
    screen: Screen,
    /// Whether help lies over the screen.
    help: bool,
    /// The row in focus, on questions and in the review.
    focus: usize,
    /// Rows of text scrolled past.
    scroll: usize,
    /// A number being typed, which may not fit yet.
    typed: Option<u16>,
    /// What did not fit.
    fault: Option<Misfit>,
    /// Emergency rules that were shown already.
    warned: Vec<RuleIx>,
    /// Whether an answer is being changed from the review.
    reviewing: bool,
}

/// Choices on the emergency screen at home.
pub(super) const EMERGENCY_CHOICES: [&str; 2] =
    ["That was a slip: change my answer", "I have read this: go on with the questions"];

impl<'q> App<'q> {
    /// A fresh start.
    #[must_use]
    pub fn new(questionnaire: &'q Questionnaire, setting: Setting, words: &'q Words) -> Self {
        Self {
            questionnaire,
            words,
            session: Session::new(questionnaire, setting),
            screen: Screen::Welcome,
            help: false,
            focus: 0,
            scroll: 0,
            typed: None,
            fault: None,
            warned: Vec::new(),
            reviewing: false,
        }
    }

    /// The session.
    #[must_use]
    pub fn session(&self) -> &Session<'q> {
        &self.session
    }

    /// The screen that is shown, below help.
    #[must_use]
    pub fn screen(&self) -> &Screen {
        &self.screen
    }

    /// What the session comes to now.
    #[must_use]
    pub fn outcome(&self) -> Outcome<'q> {
        assess(&self.session)
    }

    pub(super) fn words(&self) -> &'q Words {
        self.words
    }

    pub(super) fn helps(&self) -> bool {
        self.help
    }

    pub(super) fn focus(&self) -> usize {
        self.focus
    }

    pub(super) fn scroll(&self) -> usize {
        self.scroll
    }

    pub(super) fn typed(&self) -> Option<u16> {
        self.typed
    }

    pub(super) fn fault(&self) -> Option<Misfit> {
        self.fault
    }

    /// The question that is shown.
    pub(super) fn question(&self) -> Option<QuestionIx> {
        match self.session.step() {
            Step::Ask(ix) if self.screen == Screen::Question => Some(ix),
            _ => None,
        }
    }

    /// Where keys are pressed.
    #[must_use]
    pub fn context(&self) -> Context {
        if self.help { Context::Help } else { self.context_below_help() }
    }

    /// Whether keys of a context work on the screen that help lies over.
    pub(super) fn works_below_help(&self, context: Context) -> bool {
        self.context_below_help() == context
    }

    fn context_below_help(&self) -> Context {
        match &self.screen {
            Screen::Welcome => Context::Welcome,
            Screen::Emergency { .. } if self.session.setting() == Setting::WaitingRoom => {
                Context::EmergencyStop
            }
            Screen::Emergency { .. } => Context::Emergency,
            Screen::Review => Context::Review,
            Screen::Summary(_) => Context::Summary,
            Screen::Question => {
                self.question().map_or(Context::One, |ix| match self.questionnaire.question(ix).answer {
                    AnswerKind::One(_) => Context::One,
                    AnswerKind::Many(_) => Context::Many,
                    AnswerKind::Scale { .. } | AnswerKind::Number { .. } => Context::Number,
                })
            }
        }
    }

    /// The rows of a question that can be in focus, in order.
    pub(super) fn rows(&self, ix: QuestionIx) -> Vec<Row> {
        let question = self.questionnaire.question(ix);
        let mut rows: Vec<Row> = match &question.answer {
            AnswerKind::One(_) | AnswerKind::Many(_) => {
                self.session.path().offered(ix).iter().map(Row::Option).collect()
            }
            AnswerKind::Scale { from, to, .. } => (*from..=*to).map(Row::Value).collect(),
            AnswerKind::Number { .. } => vec![Row::Typed],
        };
        if question.skip_id().is_some() {
            rows.push(Row::Skip);
        }
        rows
    }

    /// Takes an action.
    pub fn update(&mut self, action: Action, viewport: Viewport) -> Effect {
        if action == Action::Quit {
            return self.quit();
        }
        if self.help {
            return self.update_help(action, viewport);
        }
        if action == Action::Help && self.context() != Context::EmergencyStop {
            self.help = true;
            self.scroll = 0;
            return Effect::Redraw;
        }
        match &self.screen {
            Screen::Welcome => self.update_welcome(action, viewport),
            Screen::Question => self.update_question(action),
            Screen::Emergency { .. } => self.update_emergency(action, viewport),
            Screen::Review => self.update_review(action),
            Screen::Summary(tab) => self.update_summary(*tab, action, viewport),
        }
    }

    fn quit(&self) -> Effect {
        let seen = matches!(self.screen, Screen::Summary(_)) || self.context() == Context::EmergencyStop;
        Effect::Exit(if seen { End::Finished } else { End::Left })
    }

    fn update_help(&mut self, action: Action, viewport: Viewport) -> Effect {
        match action {
            Action::Accept | Action::Back | Action::Erase | Action::Help | Action::Left => {
                self.help = false;
                self.scroll = 0;
                Effect::Redraw
            }
            other => self.scrolled(other, viewport),
        }
    }

    fn update_welcome(&mut self, action: Action, viewport: Viewport) -> Effect {
        match action {
            Action::Accept => {
                self.show_step();
                Effect::Redraw
            }
            other => self.scrolled(other, viewport),
        }
    }

    fn update_summary(&mut self, tab: Tab, action: Action, viewport: Viewport) -> Effect {
        let at = Tab::ALL.iter().position(|other| *other == tab).unwrap_or(0);
        let to = match action {
            Action::Left => at.checked_sub(1),
            Action::Right => Some(at + 1),
            Action::Pick(n) => Some(n),
            Action::Back | Action::Erase => {
                self.show_review();
                return Effect::Redraw;
            }
            other => return self.scrolled(other, viewport),
        };
        match to.and_then(|to| Tab::ALL.get(to)) {
            Some(tab) => {
                self.screen = Screen::Summary(*tab);
                self.scroll = 0;
                Effect::Redraw
            }
            None => Effect::None,
        }
    }

    fn scrolled(&mut self, action: Action, viewport: Viewport) -> Effect {
        let page = viewport.rows.saturating_sub(1).max(1);
        let at = self.scroll.min(viewport.most);
        let to = match action {
            Action::Up => at.saturating_sub(1),
            Action::Down => at + 1,
            Action::PageUp => at.saturating_sub(page),
            Action::PageDown => at + page,
            Action::First => 0,
            Action::Last => viewport.most,
            _ => return Effect::None,
        };
        self.scroll = to.min(viewport.most);
        if self.scroll == at { Effect::None } else { Effect::Redraw }
    }

    fn update_question(&mut self, action: Action) -> Effect {
        let Some(ix) = self.question() else {
            self.show_step();
            return Effect::Redraw;
        };
        self.fault = None;
        let rows = self.rows(ix);
        if !matches!(action, Action::Pick(_) | Action::Erase) && rows.first() != Some(&Row::Typed) {
            self.typed = None;
        }
        match action {
            Action::Up => self.focus = self.focus.checked_sub(1).unwrap_or(rows.len() - 1),
            Action::Down => self.focus = (self.focus + 1) % rows.len(),
            Action::First | Action::PageUp => self.focus = 0,
            Action::Last | Action::PageDown => self.focus = rows.len() - 1,
            Action::Left if self.context() == Context::Number => self.step_scale(&rows, false),
            Action::Right if self.context() == Context::Number => self.step_scale(&rows, true),
            Action::Erase if self.erase_digit(ix, &rows) => {}
            Action::Back | Action::Left | Action::Erase => self.go_back(),
            Action::Pick(n) => return self.pick(ix, &rows, n),
            Action::Toggle => return self.toggle(ix, &rows),
            Action::Accept => return self.accept(ix, &rows),
            _ => return Effect::None,
        }
        Effect::Redraw
    }

    fn step_scale(&mut self, rows: &[Row], up: bool) {
        let values = rows.iter().filter(|row| matches!(row, Row::Value(_))).count();
        if values > 0 {
            let to = if up { self.focus + 1 } else { self.focus.saturating_sub(1) };
            self.focus = to.min(values - 1);
        }
    }

    /// Goes back one question, from the first one to the welcome screen.
    fn go_back(&mut self) {
        if self.session.back() {
            self.show_step();
        } else {
            self.screen = Screen::Welcome;
            self.scroll = 0;
        }
    }

    /// Picks a row by its key: moves there, and answers with it.
    fn pick(&mut self, ix: QuestionIx, rows: &[Row], n: usize) -> Effect {
        if rows.first() == Some(&Row::Typed) {
            return self.type_digit(ix, n);
        }
        let row = match rows.first() {
            Some(Row::Value(from)) => {
                let value = self.typed_value(rows, n);
                self.typed = u16::try_from(value).ok();
                value.checked_sub(usize::from(*from))
            }
            _ => Some(n),
        };
        match row.filter(|row| *row < rows.len()) {
            Some(row) => {
                self.focus = row;
                self.toggle(ix, rows)
            }
            None => Effect::None,
        }
    }

    /// The value that a digit on a scale means: a second digit right behind a first one belongs to it,
    /// where that makes a value, so that 1 and 0 make 10.
    fn typed_value(&self, rows: &[Row], digit: usize) -> usize {
        let both = self.typed.map(|first| usize::from(first) * 10 + digit);
        let on_scale =
            |value: &usize| rows.iter().any(|row| matches!(row, Row::Value(v) if usize::from(*v) == *value));
        both.filter(|both| *both >= 10).filter(on_scale).unwrap_or(digit)
    }

    fn type_digit(&mut self, ix: QuestionIx, digit: usize) -> Effect {
        let before = usize::from(self.typed.unwrap_or(0));
        self.typed = Some(u16::try_from(before * 10 + digit).unwrap_or(u16::MAX));
        self.focus = 0;
        self.take_typed(ix)
    }

    /// Rubs out a digit of a typed number. Returns whether there was one.
    fn erase_digit(&mut self, ix: QuestionIx, rows: &[Row]) -> bool {
        match (rows.get(self.focus), self.typed) {
            (Some(Row::Typed), Some(n)) => {
                self.typed = (n >= 10).then_some(n / 10);
                self.take_typed(ix);
                true
            }
            _ => false,
        }
    }

    /// Makes the typed number the answer, if it fits.
    fn take_typed(&mut self, ix: QuestionIx) -> Effect {
        self.session.restore(ix, None);
        match self.typed {
            Some(n) => self.answer(ix, Answer::Number(n)),
            None => Effect::Redraw,
        }
    }

    /// Answers with the row in focus; among many, ticks or unticks it.
    fn toggle(&mut self, ix: QuestionIx, rows: &[Row]) -> Effect {
        match rows.get(self.focus).copied() {
            Some(Row::Option(option)) => {
                if let AnswerKind::Many(_) = self.questionnaire.question(ix).answer {
                    let before = self.session.answers().get(ix);
                    self.session.toggle(ix, option);
                    self.look_out(ix, before);
                    return Effect::Redraw;
                }
                self.answer(ix, Answer::Options([option].into_iter().collect()))
            }
            Some(Row::Value(value)) => self.answer(ix, Answer::Number(value)),
            Some(Row::Skip) => {
                self.fault = self.session.skip(ix).err();
                self.warned = self.session.emergencies();
                Effect::Redraw
            }
            Some(Row::Typed) | None => Effect::None,
        }
    }

    fn answer(&mut self, ix: QuestionIx, answer: Answer) -> Effect {
        let before = self.session.answers().get(ix);
        match self.session.answer(ix, answer) {
            Ok(()) => self.look_out(ix, before),
            Err(misfit) => self.fault = Some(misfit),
        }
        Effect::Redraw
    }

    /// Goes on to the next question. What is in focus becomes the answer where that cannot be a slip:
    /// where only one answer is possible, and on an option that stands alone, such as "none of these".
    fn accept(&mut self, ix: QuestionIx, rows: &[Row]) -> Effect {
        let row = rows.get(self.focus).copied();
        if self.session.path().live().get(ix).is_none() || self.takes_focus(ix, row) {
            let clear = match row {
                Some(Row::Option(option)) => self.stands_alone(ix, option),
                Some(Row::Value(_) | Row::Skip) => true,
                Some(Row::Typed) | None => false,
            };
            if clear {
                self.toggle(ix, rows);
            }
        }
        if self.fault.is_some() || self.screen != Screen::Question {
            return Effect::Redraw;
        }
        match self.session.advance() {
            Ok(()) if std::mem::take(&mut self.reviewing) => {
                self.session.resume();
                self.show_step();
            }
            Ok(()) => self.show_step(),
            Err(misfit) => self.fault = Some(misfit),
        }
        Effect::Redraw
    }

    /// Whether Enter answers with the row in focus although there is an answer already.
    fn takes_focus(&self, ix: QuestionIx, row: Option<Row>) -> bool {
        let many = matches!(self.questionnaire.question(ix).answer, AnswerKind::Many(_));
        let answer = self.session.path().live().get(ix);
        (!many || row == Some(Row::Skip)) && row.is_some_and(|row| !row.is(answer))
    }

    fn stands_alone(&self, ix: QuestionIx, option: OptionIx) -> bool {
        let question = self.questionnaire.question(ix);
        let others = question.options().len() - 1;
        question.options()[option.get()].conflicts.len() == others
    }

    /// Brings the emergency screen when the last answer made it a new emergency.
    fn look_out(&mut self, ix: QuestionIx, before: Option<Answer>) {
        let emergencies = self.session.emergencies();
        let new = emergencies.iter().any(|rule| !self.warned.contains(rule));
        self.warned = emergencies;
        if new {
            self.screen = Screen::Emergency { slip: (ix, before), choice: None };
            self.scroll = 0;
        }
    }

    fn update_emergency(&mut self, action: Action, viewport: Viewport) -> Effect {
        let Screen::Emergency { slip: (ix, before), choice } = self.screen.clone() else {
            return Effect::None;
        };
        if self.session.setting() == Setting::WaitingRoom {
            return match action {
                Action::Clear => {
                    *self = Self::new(self.questionnaire, Setting::WaitingRoom, self.words);
                    Effect::Redraw
                }
                other => self.scrolled(other, viewport),
            };
        }
        let last = EMERGENCY_CHOICES.len() - 1;
        let choice = match action {
            Action::Up => Some(choice.map_or(last, |at| at.saturating_sub(1))),
            Action::Down => Some(choice.map_or(0, |at| (at + 1).min(last))),
            Action::PageUp | Action::PageDown => return self.scrolled(action, viewport),
            Action::Back | Action::Erase => Some(0),
            Action::Pick(n) if n <= last => Some(n),
            Action::Accept | Action::Toggle => choice,
            _ => return Effect::None,
        };
        let chosen = !matches!(action, Action::Up | Action::Down);
        match choice {
            Some(0) if chosen => {
                self.session.restore(ix, before);
                self.warned = self.session.emergencies();
                self.session.go_to(ix);
                self.show_question(ix);
            }
            Some(_) if chosen => {
                self.session.go_to(ix);
                self.show_question(ix);
            }
            choice => self.screen = Screen::Emergency { slip: (ix, before), choice },
        }
        Effect::Redraw
    }

    fn update_review(&mut self, action: Action) -> Effect {
        let path = self.session.path();
        // The first row leads to the summary.
        let last = path.asked().len();
        match action {
            Action::Up => self.focus = self.focus.checked_sub(1).unwrap_or(last),
            Action::Down => self.focus = if self.focus >= last { 0 } else { self.focus + 1 },
            Action::First | Action::PageUp => self.focus = 0,
            Action::Last | Action::PageDown => self.focus = last,
            Action::Back | Action::Left | Action::Erase => self.go_back(),
            Action::Accept | Action::Toggle if self.focus == 0 => {
                self.screen = Screen::Summary(Tab::WhatToDo);
                self.scroll = 0;
            }
            Action::Accept | Action::Toggle => {
                if let Some(ix) = path.asked().get(self.focus - 1) {
                    self.reviewing = self.session.go_to(*ix);
                    self.show_step();
                }
            }
            _ => return Effect::None,
        }
        Effect::Redraw
    }

    /// Shows what comes next in the session.
    fn show_step(&mut self) {
        match self.session.step() {
            Step::Ask(ix) => self.show_question(ix),
            Step::Done => self.show_review(),
        }
    }

    fn show_question(&mut self, ix: QuestionIx) {
        self.screen = Screen::Question;
        self.fault = None;
        self.scroll = 0;
        let rows = self.rows(ix);
        let answer = self.session.path().live().get(ix);
        self.focus = rows.iter().position(|row| row.is(answer)).unwrap_or(0);
        self.typed = match (rows.first(), self.session.answers().get(ix)) {
            (Some(Row::Typed), Some(Answer::Number(n))) => Some(n),
            _ => None,
        };
    }

    fn show_review(&mut self) {
        self.session.resume();
        self.screen = Screen::Review;
        self.reviewing = false;
        self.focus = 0;
        self.scroll = 0;
    }
}
