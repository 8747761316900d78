//! What to do now. Nothing else is offered above it.

use ratatui::{
    Frame,
    layout::{Position, Rect},
    text::{Line, Span},
};

use super::super::{
    app::{App, Viewport},
    theme::Theme,
    widget::{Entry, Frames, document, list, text_lines},
};
use crate::{content::Setting, engine::Outcome, locale, report};

pub(super) fn draw(
    app: &App<'_>,
    choice: Option<usize>,
    theme: Theme,
    frame: &mut Frame<'_>,
    areas: Frames,
) -> Viewport {
    let questionnaire = app.session().questionnaire();
    let outcome = app.outcome();
    let below = banner(app, &outcome, theme, frame, areas);
    let at_home = app.session().setting() == Setting::Home;
    let rows = if at_home { 3.min(below.height / 2) } else { 0 };
    let text_area = Rect { height: below.height - rows, ..below };
    let blocks = report::emergency(questionnaire, app.words(), &outcome);
    let lines = text_lines(&blocks, usize::from(text_area.width), theme);
    let viewport = document(frame, text_area, theme, &lines, app.scroll());
    let mut cursor = Position::new(text_area.x, text_area.y);
    if at_home {
        let choices = Rect { y: below.bottom() - rows.min(2), height: rows.min(2), ..below };
        let entries: Vec<Entry> = locale::EMERGENCY_CHOICES
            .iter()
            .enumerate()
            .map(|(n, text)| Entry {
                mark: format!("{} ", n + 1),
                text: (*text).to_owned(),
                ..Entry::default()
            })
            .collect();
        let focused = list(frame, choices, theme, &entries, choice);
        cursor = focused.unwrap_or(cursor);
    }
    frame.set_cursor_position(cursor);
    viewport
}

/// Draws the level across the screen, in place of the header. Returns what is left below.
pub(super) fn banner(
    app: &App<'_>,
    outcome: &Outcome<'_>,
    theme: Theme,
    frame: &mut Frame<'_>,
    areas: Frames,
) -> Rect {
    let area = Rect { height: areas.top.height + areas.body.height, ..areas.top };
    let name = outcome.level(app.session().questionnaire()).name.fill(app.words());
    let text = format!("{} {name}", locale::mark(outcome.disposition));
    let rows = if area.height >= 20 { 3 } else { 1 }.min(area.height);
    let style = theme.banner(outcome.disposition);
    for n in 0..rows {
        let line = if n == rows / 2 { format!(" {text}") } else { " ".to_owned() };
        let row = Rect { y: area.y + n, height: 1, ..area };
        frame.render_widget(Line::from(Span::raw(line)).style(style), row);
    }
    let gap = u16::from(rows > 1);
    Rect { y: area.y + rows + gap, height: area.height.saturating_sub(rows + gap), ..area }
}
