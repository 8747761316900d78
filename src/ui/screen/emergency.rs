//! What to do now. Nothing else is offered above it.

use ratatui::{
    layout::{Position, Rect},
    text::{Line, Span},
};

use super::super::{
    app::App,
    canvas::Canvas,
    widget::{Entry, Frames, document, list, text_lines},
};
use crate::{content::Setting, engine::Outcome, locale, report};

pub(super) fn draw(app: &App<'_>, choice: Option<usize>, canvas: &mut Canvas<'_, '_>, areas: Frames) {
    let questionnaire = app.session().questionnaire();
    let outcome = app.outcome();
    let below = banner(app, &outcome, canvas, areas);
    let at_home = app.session().setting() == Setting::Home;
    let rows = if at_home { 3.min(below.height / 2) } else { 0 };
    let text_area = Rect { height: below.height - rows, ..below };
    let blocks = report::emergency(questionnaire, app.voice(), &outcome);
    let lines = text_lines(&blocks, usize::from(text_area.width), canvas.theme);
    document(canvas, text_area, &lines, app.scroll());
    let mut cursor = Position::new(text_area.x, text_area.y);
    if at_home {
        let choices = Rect { y: below.bottom() - rows.min(2), height: rows.min(2), ..below };
        let strings = app.voice().strings;
        let entries: Vec<Entry> = [strings.emergency_slip, strings.emergency_go_on]
            .iter()
            .enumerate()
            .map(|(n, text)| Entry {
                mark: format!("{} ", n + 1),
                text: (*text).to_owned(),
                ..Entry::default()
            })
            .collect();
        let focused = list(canvas, choices, &entries, choice, 0);
        cursor = focused.unwrap_or(cursor);
    }
    canvas.cursor(cursor);
}

/// Draws the level across the screen, in place of the header. Returns what is left below.
pub(super) fn banner(
    app: &App<'_>,
    outcome: &Outcome<'_>,
    canvas: &mut Canvas<'_, '_>,
    areas: Frames,
) -> Rect {
    let area = Rect { height: areas.top.height + areas.body.height, ..areas.top };
    let name = app.voice().fill(&outcome.level(app.session().questionnaire()).name);
    let text = format!("{} {name}", locale::mark(outcome.disposition));
    let rows = if area.height >= 20 { 3 } else { 1 }.min(area.height);
    let style = canvas.theme.banner(outcome.disposition);
    for n in 0..rows {
        let line = if n == rows / 2 { format!(" {text}") } else { " ".to_owned() };
        let row = Rect { y: area.y + n, height: 1, ..area };
        canvas.draw(Line::from(Span::raw(line)).style(style), row);
    }
    let gap = u16::from(rows > 1);
    Rect { y: area.y + rows + gap, height: area.height.saturating_sub(rows + gap), ..area }
}
