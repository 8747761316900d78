//! What screens are drawn on, and what drawing leaves behind: how far text scrolls, and what stands where.

use ratatui::{
    Frame,
    buffer::Buffer,
    crossterm::event::{MouseButton, MouseEvent, MouseEventKind},
    layout::{Position, Rect},
    text::Line,
    widgets::Widget,
};

use super::{
    keymap::{Action, Binding},
    theme::Theme,
};
use crate::locale::Strings;

/// How far the text on a screen can scroll.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Viewport {
    /// The furthest that the text can scroll, in rows.
    pub most: usize,
    /// Rows of text that are seen.
    pub rows: usize,
}

/// What only drawing knows.
#[derive(Debug, Clone, Default)]
pub struct Drawn {
    /// How far the text can scroll.
    pub viewport: Viewport,
    /// What a press does, and where. Later ones lie over earlier ones.
    hits: Vec<(Rect, Action)>,
}

impl Drawn {
    /// What the mouse asks for: a press, a row that lights up under it, the wheel.
    #[must_use]
    pub fn mouse(&self, event: MouseEvent) -> Option<Action> {
        let at = Position::new(event.column, event.row);
        match event.kind {
            MouseEventKind::Down(MouseButton::Left) => self.press(at),
            MouseEventKind::Moved | MouseEventKind::Drag(_) => self.point(at),
            MouseEventKind::ScrollUp => Some(Action::Up),
            MouseEventKind::ScrollDown => Some(Action::Down),
            _ => None,
        }
    }

    /// What a press of the mouse or a finger at a cell asks for.
    #[must_use]
    pub fn press(&self, at: Position) -> Option<Action> {
        self.hits.iter().rev().find(|(area, _)| area.contains(at)).map(|(_, action)| *action)
    }

    /// What the mouse over a cell asks for: a row lights up, nothing else happens.
    #[must_use]
    pub fn point(&self, at: Position) -> Option<Action> {
        match self.press(at) {
            Some(Action::Press(row)) => Some(Action::Point(row)),
            _ => None,
        }
    }
}

/// A frame with what every part of a screen needs to draw on it.
pub(super) struct Canvas<'c, 'f> {
    frame: &'c mut Frame<'f>,
    drawn: &'c mut Drawn,
    /// The part of the screen that is drawn on.
    area: Rect,
    /// Whether only keys that a kiosk takes are shown.
    pub(super) locked: bool,
    /// How things look.
    pub(super) theme: Theme,
    /// The words of the interface.
    pub(super) strings: &'c Strings<'c>,
}

impl<'c, 'f> Canvas<'c, 'f> {
    /// An empty screen; what was drawn before is forgotten.
    pub(super) fn new(
        frame: &'c mut Frame<'f>,
        drawn: &'c mut Drawn,
        theme: Theme,
        strings: &'c Strings<'c>,
    ) -> Self {
        drawn.viewport = Viewport::default();
        drawn.hits.clear();
        let area = frame.area();
        frame.buffer_mut().set_style(area, theme.ground());
        Self { frame, drawn, area, locked: false, theme, strings }
    }

    /// The same canvas, on a part of the screen and with the keys of a kiosk only.
    pub(super) fn locked_to(self, area: Rect) -> Self {
        Self { area: area.intersection(self.area), locked: true, ..self }
    }

    /// All that is drawn on.
    pub(super) fn area(&self) -> Rect {
        self.area
    }

    /// Whether a key is shown.
    pub(super) fn shows(&self, binding: &Binding) -> bool {
        !self.locked || binding.in_kiosk()
    }

    /// Draws one line at the top of an area, cut at its right edge.
    pub(super) fn line<'l>(&mut self, line: impl Into<Line<'l>>, area: Rect) {
        if area.height > 0 {
            self.frame.render_widget(line.into(), Rect { height: 1, ..area });
        }
    }

    /// Draws a widget.
    pub(super) fn draw(&mut self, widget: impl Widget, area: Rect) {
        self.frame.render_widget(widget, area);
    }

    /// The cells, for what is drawn sign by sign.
    pub(super) fn buffer(&mut self) -> &mut Buffer {
        self.frame.buffer_mut()
    }

    /// Puts the hardware cursor on a cell, for magnifiers and braille displays.
    pub(super) fn cursor(&mut self, at: Position) {
        self.frame.set_cursor_position(at);
    }

    /// Says how far text can scroll.
    pub(super) const fn scrolls(&mut self, viewport: Viewport) -> Viewport {
        self.drawn.viewport = viewport;
        viewport
    }

    /// Lets a press in an area ask for something.
    pub(super) fn hit(&mut self, area: Rect, action: Action) {
        if !area.is_empty() {
            self.drawn.hits.push((area, action));
        }
    }
}
