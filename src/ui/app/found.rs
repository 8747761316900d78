//! A session kept from last time: to go on with, or to delete.

use super::{
    super::{canvas::Viewport, keymap::Action},
    App, Effect, Screen,
};
use crate::{
    content::QuestionIx,
    engine::Session,
    kept::{Found, Keeping, WhyNot},
};

impl<'q> App<'q> {
    /// Whether answers are kept.
    #[must_use]
    pub fn keeping(&self) -> Keeping {
        self.keeping
    }

    /// What was kept from last time, as long as the person has not chosen what becomes of it.
    #[must_use]
    pub fn found(&self) -> Option<&Found<'q>> {
        self.found.as_ref()
    }

    /// Answers can no longer be kept, which is shown from now on.
    pub fn stop_keeping(&mut self) {
        self.keeping = Keeping::Not(WhyNot::Stopped);
    }

    pub(super) fn update_found(&mut self, action: Action, viewport: Viewport) -> Effect {
        let last = match self.found {
            Some(Found::Session(_)) => 1,
            _ => 0,
        };
        match action {
            Action::Up => self.focus = self.focus.saturating_sub(1),
            Action::Down => self.focus = (self.focus + 1).min(last),
            Action::Point(row) if row <= last && row != self.focus => self.focus = row,
            Action::Press(row) | Action::Pick(row) if row <= last => {
                self.focus = row;
                self.choose();
            }
            Action::Accept | Action::Toggle => self.choose(),
            Action::PageUp | Action::PageDown | Action::First | Action::Last => {
                return self.scrolled(action, viewport);
            }
            _ => return Effect::None,
        }
        Effect::Redraw
    }

    /// Goes on with what was found, or starts afresh. Who keeps the session deletes the old one then.
    fn choose(&mut self) {
        match self.found.take() {
            Some(Found::Session(taken)) if self.focus == 0 => self.go_on_with(taken.session),
            _ => self.show_step(),
        }
    }

    /// An emergency is said again: time may have passed, and the person may not have read it to its end.
    fn go_on_with(&mut self, session: Session<'q>) {
        self.session = session;
        self.show_step();
        self.warned = self.session.emergencies();
        if let Some(ix) = self.behind_the_emergency() {
            self.screen = Screen::Emergency { slip: (ix, self.session.answers().get(ix)), choice: None };
            self.scroll = 0;
        }
    }

    /// The last question without whose answer there would be less of an emergency.
    fn behind_the_emergency(&self) -> Option<QuestionIx> {
        let eases = |ix: &QuestionIx| {
            let mut without = self.session.clone();
            without.restore(*ix, None);
            self.warned.iter().any(|rule| !without.emergencies().contains(rule))
        };
        let asked = self.session.path().asked();
        let found = asked.iter().rev().copied().find(eases);
        found.or_else(|| asked.last().copied().filter(|_| !self.warned.is_empty()))
    }
}
