//! Taking it along: a small menu, the slip, the code.

use super::{App, Screen};
use crate::{
    content::Setting,
    report,
    report::Tab,
    take::{Errand, Format, Taken},
    ui::{app::Effect, canvas::Viewport, keymap::Action},
};

/// A page of what can be taken along.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TakePage {
    /// The choices.
    Menu,
    /// Words for a doctor.
    Slip,
    /// The same as a code for a phone.
    Code,
}

/// A row of the menu.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::ui) enum TakeRow {
    /// Shows the slip.
    Slip,
    /// Shows the code.
    Code,
    /// Saves a file.
    Save(Format),
    /// Where files are saved.
    Place,
    /// Prints the summary.
    Print,
    /// Prints the slip.
    PrintSlip,
}

impl TakeRow {
    const HOME: [Self; 7] = [
        Self::Slip,
        Self::Code,
        Self::Save(Format::Text),
        Self::Save(Format::Markdown),
        Self::Place,
        Self::Print,
        Self::PrintSlip,
    ];
    /// In a waiting room nothing is saved.
    const WAITING_ROOM: [Self; 3] = [Self::Slip, Self::Code, Self::PrintSlip];
    /// Nor printed, where there is no printer.
    const WITHOUT_PRINTER: [Self; 2] = [Self::Slip, Self::Code];
}

/// What goes on.
#[derive(Debug, Default)]
pub(super) struct State {
    /// Where something can be saved.
    places: Vec<String>,
    /// Which of them is chosen.
    place: usize,
    /// Whether it is known that nothing can be printed.
    no_printer: bool,
    /// Whether an errand is under way; only one is at a time.
    busy: bool,
    /// How the last one went.
    taken: Option<Taken>,
    /// Whether light and dark have changed places in the code.
    swapped: bool,
}

impl State {
    pub(super) fn places(&self) -> &[String] {
        &self.places
    }
}

impl App<'_> {
    /// The same with folders in which something can be saved, for people to read.
    #[must_use]
    pub fn with_places(mut self, places: Vec<String>) -> Self {
        self.take.places = places;
        self
    }

    /// The same where nothing can be printed, in a waiting room.
    #[must_use]
    pub fn without_printer(mut self) -> Self {
        self.take.no_printer = true;
        self
    }

    /// The text that an errand is about.
    #[must_use]
    pub fn to_take(&self, errand: Errand) -> String {
        report::to_take(errand, self.questionnaire, self.voice, &self.outcome())
    }

    /// Hears how an errand went.
    pub fn took(&mut self, taken: Taken) -> Effect {
        // Of an errand of the person before, nothing is told.
        if !std::mem::take(&mut self.take.busy) {
            return Effect::None;
        }
        self.take.taken = Some(taken);
        Effect::Redraw
    }

    /// The rows of the menu.
    pub(in crate::ui) fn take_rows(&self) -> &'static [TakeRow] {
        match self.session.setting() {
            Setting::Home => &TakeRow::HOME,
            Setting::WaitingRoom if self.take.no_printer => &TakeRow::WITHOUT_PRINTER,
            Setting::WaitingRoom => &TakeRow::WAITING_ROOM,
        }
    }

    /// Where files are saved.
    pub(in crate::ui) fn take_place(&self) -> &str {
        self.take.places.get(self.take.place).map_or(".", String::as_str)
    }

    /// Whether there is more than one place.
    pub(in crate::ui) fn has_places(&self) -> bool {
        self.take.places.len() > 1
    }

    /// How the last errand went; nothing where there was none or it is under way.
    pub(in crate::ui) fn taken(&self) -> Option<&Taken> {
        self.take.taken.as_ref().filter(|_| !self.take.busy)
    }

    /// Whether an errand is under way.
    pub(in crate::ui) fn is_busy(&self) -> bool {
        self.take.busy
    }

    /// Whether light and dark have changed places in the code.
    pub(in crate::ui) fn is_swapped(&self) -> bool {
        self.take.swapped
    }

    pub(super) fn show_take(&mut self, page: TakePage, focus: usize) {
        self.screen = Screen::Take(page);
        self.focus = focus;
        self.scroll = 0;
    }

    pub(super) fn update_take(&mut self, page: TakePage, action: Action, viewport: Viewport) -> Effect {
        if let Action::Back | Action::Erase | Action::Left = action {
            match page {
                TakePage::Menu => {
                    self.screen = Screen::Summary(Tab::WhatToDo);
                    self.scroll = 0;
                    self.take.taken = None;
                }
                TakePage::Slip => self.show_take(TakePage::Menu, self.row_of(TakeRow::Slip)),
                TakePage::Code => self.show_take(TakePage::Menu, self.row_of(TakeRow::Code)),
            }
            return Effect::Redraw;
        }
        match (page, action) {
            (TakePage::Menu, _) => self.update_menu(action),
            (TakePage::Slip, _) => self.scrolled(action, viewport),
            (TakePage::Code, Action::Toggle) => {
                self.take.swapped = !self.take.swapped;
                Effect::Redraw
            }
            (TakePage::Code, _) => Effect::None,
        }
    }

    fn row_of(&self, row: TakeRow) -> usize {
        self.take_rows().iter().position(|other| *other == row).unwrap_or(0)
    }

    fn update_menu(&mut self, action: Action) -> Effect {
        let last = self.take_rows().len() - 1;
        let chosen = match action {
            Action::Up => return self.move_to(self.focus.checked_sub(1).unwrap_or(last)),
            Action::Down => return self.move_to(if self.focus >= last { 0 } else { self.focus + 1 }),
            Action::First | Action::PageUp => return self.move_to(0),
            Action::Last | Action::PageDown => return self.move_to(last),
            Action::Point(n) if n <= last => return self.move_to(n),
            Action::Pick(n) | Action::Press(n) if n <= last => n,
            Action::Accept | Action::Toggle => self.focus.min(last),
            _ => return Effect::None,
        };
        self.focus = chosen;
        let errand = match self.take_rows()[chosen] {
            TakeRow::Slip => return self.open(TakePage::Slip),
            TakeRow::Code => return self.open(TakePage::Code),
            TakeRow::Place => {
                self.take.place = (self.take.place + 1) % self.take.places.len().max(1);
                return Effect::Redraw;
            }
            TakeRow::Save(format) => Errand::Save(format, self.take.place),
            TakeRow::Print => Errand::Print,
            TakeRow::PrintSlip => Errand::PrintSlip,
        };
        if self.take.busy || !errand.allowed(self.session.setting()) {
            return Effect::None;
        }
        self.take.busy = true;
        self.take.taken = None;
        Effect::Take(errand)
    }

    fn open(&mut self, page: TakePage) -> Effect {
        self.show_take(page, 0);
        self.take.taken = None;
        Effect::Redraw
    }

    fn move_to(&mut self, row: usize) -> Effect {
        let moved = self.focus != row;
        self.focus = row;
        if moved { Effect::Redraw } else { Effect::None }
    }
}
