//! What the front end knows, and how actions change it.

mod found;
mod question;
mod take;

use std::borrow::Cow;

use super::{
    canvas::Viewport,
    keymap::{Action, Context},
};
use crate::{
    content::{AnswerKind, OptionIx, OptionSet, QuestionIx, Questionnaire, RuleIx, Setting},
    end::End,
    engine::{Answer, Misfit, Outcome, Path, Session, Step, assess},
    kept::{Found, Keeping, Memory},
    locale::Voice,
    report::Tab,
    take::Errand,
};

pub use take::TakePage;
pub(in crate::ui) use take::TakeRow;

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
    /// What can be taken along.
    Take(TakePage),
}

/// What the shell has to do after an update.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    /// Nothing changed.
    None,
    /// Draw again.
    Redraw,
    /// Draw again, and do something outside, with the text that [`App::to_take`] gives; how it went goes to
    /// [`App::took`].
    Take(Errand),
    /// Leave.
    Exit(End),
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
    /// The answer that this row is alone; a number that is typed is none until it is.
    pub(super) fn answer(self) -> Option<Answer> {
        match self {
            Self::Option(option) => Some(Answer::Options(OptionSet::only(option))),
            Self::Value(value) => Some(Answer::Number(value)),
            Self::Skip => Some(Answer::Skipped),
            Self::Typed => None,
        }
    }

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
    voice: Voice<'q>,
    session: Session<'q>,
    screen: Screen,
    /// Whether help lies over the screen.
    help: bool,
    /// The row in focus, on questions and in the review.
    focus: usize,
    /// Whether the person has moved or picked on this question, so that Enter may take the row in focus.
    touched: bool,
    /// Rows of text scrolled past.
    scroll: usize,
    /// A number being typed, which may not fit yet.
    typed: Option<u16>,
    /// What did not fit.
    fault: Option<Misfit>,
    /// Emergency rules that were shown already.
    warned: Vec<RuleIx>,
    /// The way as it was when an answer began to be changed from the review.
    reviewing: Option<Path>,
    /// Whether answers are kept.
    keeping: Keeping,
    /// What was kept from last time, until the person has chosen what becomes of it.
    found: Option<Found<'q>>,
    /// What goes on with taking it along.
    take: take::State,
    /// What the session comes to, as long as screens show it and no answer can change: they are drawn often.
    outcome: Option<Outcome<'q>>,
}

impl<'q> App<'q> {
    /// A fresh start.
    #[must_use]
    pub fn new(questionnaire: &'q Questionnaire, setting: Setting, voice: Voice<'q>) -> Self {
        Self {
            questionnaire,
            voice,
            session: Session::new(questionnaire, setting),
            screen: Screen::Welcome,
            help: false,
            focus: 0,
            touched: false,
            scroll: 0,
            typed: None,
            fault: None,
            warned: Vec::new(),
            reviewing: None,
            keeping: Keeping::Off,
            found: None,
            take: take::State::default(),
            outcome: None,
        }
    }

    /// The same, where sessions are kept.
    #[must_use]
    pub fn with_memory(self, memory: Memory<'q>) -> Self {
        Self { keeping: memory.keeping, found: memory.found, ..self }
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
    pub fn outcome(&self) -> Cow<'_, Outcome<'q>> {
        self.outcome.as_ref().map_or_else(|| Cow::Owned(assess(&self.session)), Cow::Borrowed)
    }

    /// Whether the screen shows what the session comes to, and changes no answer.
    fn shows_outcome(&self) -> bool {
        matches!(self.screen, Screen::Emergency { .. } | Screen::Summary(_) | Screen::Take(_))
    }

    pub(super) fn voice(&self) -> Voice<'q> {
        self.voice
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
            Screen::Welcome if self.found.is_some() => Context::Found,
            Screen::Welcome => Context::Welcome,
            Screen::Emergency { .. } if self.session.setting() == Setting::WaitingRoom => {
                Context::EmergencyStop
            }
            Screen::Emergency { .. } => Context::Emergency,
            Screen::Review => Context::Review,
            Screen::Summary(_) => Context::Summary,
            Screen::Take(TakePage::Menu) => Context::Take,
            Screen::Take(TakePage::Slip) => Context::Slip,
            Screen::Take(TakePage::Code) => Context::Code,
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
    pub(super) fn rows(&self, ix: QuestionIx, path: &Path) -> Vec<Row> {
        let question = self.questionnaire.question(ix);
        let mut rows: Vec<Row> = match &question.answer {
            AnswerKind::One(_) | AnswerKind::Many(_) => path.offered(ix).iter().map(Row::Option).collect(),
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
        let showed = self.shows_outcome();
        let effect = self.act(action, viewport);
        let shows = self.shows_outcome();
        if !(showed && shows) {
            self.outcome = shows.then(|| assess(&self.session));
        }
        effect
    }

    fn act(&mut self, action: Action, viewport: Viewport) -> Effect {
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
            Screen::Welcome if self.found.is_some() => self.update_found(action, viewport),
            Screen::Welcome => self.update_welcome(action, viewport),
            Screen::Question => self.update_question(action),
            Screen::Emergency { .. } => self.update_emergency(action, viewport),
            Screen::Review => self.update_review(action),
            Screen::Summary(tab) => self.update_summary(*tab, action, viewport),
            Screen::Take(page) => self.update_take(*page, action, viewport),
        }
    }

    fn quit(&self) -> Effect {
        let summary = matches!(self.screen, Screen::Summary(_) | Screen::Take(_));
        let seen = summary || self.context() == Context::EmergencyStop;
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
            Action::Open(tab) => Tab::ALL.iter().position(|other| *other == tab),
            Action::Back | Action::Erase => {
                self.show_review();
                return Effect::Redraw;
            }
            Action::TakeAlong => {
                self.show_take(TakePage::Menu, 0);
                return Effect::Redraw;
            }
            other => return self.scrolled(other, viewport),
        };
        match to.and_then(|to| Tab::ALL.get(to)) {
            Some(to) if *to == tab => Effect::None,
            Some(to) => {
                self.screen = Screen::Summary(*to);
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
                    let places = self.take.places().to_vec();
                    *self =
                        Self::new(self.questionnaire, Setting::WaitingRoom, self.voice).with_places(places);
                    Effect::Redraw
                }
                other => self.scrolled(other, viewport),
            };
        }
        // Back to the question, and on.
        let last = 1;
        let choice = match action {
            // The text comes first: only behind its end do the arrows reach the choices.
            Action::Down if choice.is_none() && self.scroll < viewport.most => {
                return self.scrolled(action, viewport);
            }
            Action::Up if choice.is_none() => return self.scrolled(action, viewport),
            Action::Up => choice.and_then(|at| at.checked_sub(1)),
            Action::Down => Some(choice.map_or(0, |at| (at + 1).min(last))),
            Action::PageUp | Action::PageDown => return self.scrolled(action, viewport),
            Action::Back | Action::Erase => Some(0),
            Action::Pick(n) | Action::Press(n) | Action::Point(n) if n <= last => Some(n),
            Action::Accept | Action::Toggle => choice,
            _ => return Effect::None,
        };
        let chosen = !matches!(action, Action::Up | Action::Down | Action::Point(_));
        match choice {
            Some(0) if chosen => {
                self.session.restore(ix, before);
                self.warned = self.session.emergencies();
                self.session.go_to(ix);
                self.show_question(ix);
            }
            Some(_) if chosen => self.show_step(),
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
            Action::Point(row) if row <= last && row != self.focus => self.focus = row,
            Action::Press(row) if row <= last => {
                self.focus = row;
                return self.update_review(Action::Accept);
            }
            Action::Accept | Action::Toggle if self.focus == 0 => {
                self.screen = Screen::Summary(Tab::WhatToDo);
                self.scroll = 0;
            }
            Action::Accept | Action::Toggle => {
                if let Some(ix) = path.asked().get(self.focus - 1).copied() {
                    let before = path.clone();
                    self.reviewing = self.session.go_to(ix).then_some(before);
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
        self.touched = false;
        self.fault = None;
        self.scroll = 0;
        let path = self.session.path();
        let rows = self.rows(ix, path);
        let answer = path.live().get(ix);
        self.focus = rows.iter().position(|row| row.is(answer)).unwrap_or(0);
        self.typed = match (rows.first(), self.session.answers().get(ix)) {
            (Some(Row::Typed), Some(Answer::Number(n))) => Some(n),
            _ => None,
        };
    }

    fn show_review(&mut self) {
        self.session.resume();
        self.screen = Screen::Review;
        self.reviewing = None;
        self.focus = 0;
        self.scroll = 0;
    }
}
