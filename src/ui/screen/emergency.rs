//! What to do now. Nothing else is offered above it.

use ratatui::{
    layout::{Position, Rect},
    text::{Line, Span},
};

use super::super::{
    app::App,
    canvas::Canvas,
    widget::{Entry, Frames, document, letters, list, text_lines},
};
use crate::{content::Setting, engine::Outcome, locale, report};

/// Rows of the banner round large letters: the level between two empty rows, one more below, and a gap.
const PADDED: u16 = 5;

/// Rows that large letters leave for the text and the choices.
const LEAST_BELOW: u16 = 16;

pub(super) fn draw(app: &App<'_>, choice: Option<usize>, canvas: &mut Canvas<'_, '_>, areas: Frames) {
    let questionnaire = app.session().questionnaire();
    let outcome = app.outcome();
    let large = large(app, &outcome, canvas, areas);
    let below = banner(app, &outcome, &large, canvas, areas);
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

/// What stands in the banner below the level, in large letters: what to do, or else the level itself, where
/// one of them fits and leaves room for the text.
fn large(app: &App<'_>, outcome: &Outcome<'_>, canvas: &Canvas<'_, '_>, areas: Frames) -> Vec<String> {
    let level = outcome.level(app.session().questionnaire());
    let room = (areas.top.height + areas.body.height).saturating_sub(PADDED + LEAST_BELOW);
    let columns = usize::from(areas.top.width).saturating_sub(2);
    let texts = level.shout.iter().chain([&level.name]);
    let mut drawn = texts.filter_map(|text| letters(&app.voice().fill(text), columns, canvas.theme.signs));
    drawn.find(|rows| rows.len() <= usize::from(room)).unwrap_or_default()
}

/// Draws the level across the screen, in place of the header, with rows of large letters below it. Returns
/// what is left below.
pub(super) fn banner(
    app: &App<'_>,
    outcome: &Outcome<'_>,
    large: &[String],
    canvas: &mut Canvas<'_, '_>,
    areas: Frames,
) -> Rect {
    let area = Rect { height: areas.top.height + areas.body.height, ..areas.top };
    let name = app.voice().fill(&outcome.level(app.session().questionnaire()).name);
    let title = format!(" {} {name}", locale::mark(outcome.disposition));
    let mut lines = vec![title];
    if area.height >= 20 {
        lines.insert(0, String::new());
        lines.push(String::new());
    }
    if !large.is_empty() {
        lines.extend(large.iter().map(|row| format!(" {row}")));
        lines.push(String::new());
    }
    let style = canvas.theme.banner(outcome.disposition);
    let mut left = area;
    for line in &lines {
        if left.height > 0 {
            let line = if line.is_empty() { " " } else { line };
            canvas.draw(Line::from(Span::raw(line)).style(style), Rect { height: 1, ..left });
            left = Rect { y: left.y + 1, height: left.height - 1, ..left };
        }
    }
    let gap = u16::from(area.height >= 14);
    Rect { y: left.y + gap, height: left.height - gap, ..left }
}
