//! Taking it along: the choices with how they went, the slip, and the code on a screen of its own.

use ratatui::{
    layout::{Position, Rect},
    text::{Line, Span},
};

use unicode_width::UnicodeWidthStr;

use super::super::{
    app::{App, TakeRow},
    canvas::Canvas,
    keymap::{Action, pick_key},
    widget::{self, Cells, Entry, Frames, document, header, list},
};
use crate::{
    content::Setting,
    locale::put,
    report::{self, qr::Code},
    take::{Format, Taken},
    wrap::wrap,
};

/// The least columns in which words can stand beside a code.
const BESIDE: u16 = 24;

pub(super) fn menu(app: &App<'_>, canvas: &mut Canvas<'_, '_>, areas: Frames) {
    let strings = canvas.strings;
    header(canvas, areas.top, &[strings.take_title], None);
    let mut body = areas.body;
    if app.session().setting() == Setting::WaitingRoom && body.height >= 8 {
        for line in wrap(strings.take_waiting, usize::from(body.width)) {
            canvas.line(Line::from(Span::styled(line, canvas.theme.quiet())), body);
            body = Rect { y: body.y + 1, height: body.height.saturating_sub(1), ..body };
        }
        body = Rect { y: body.y + 1, height: body.height.saturating_sub(1), ..body };
    }
    // What came of it stands below the choices, and on a small screen takes their room.
    let told = told(app, usize::from(body.width));
    let rows = u16::try_from(told.len()).unwrap_or(u16::MAX).min(body.height.saturating_sub(1));
    let choices = Rect { height: body.height - rows, ..body };
    let entries: Vec<Entry> =
        app.take_rows().iter().enumerate().map(|(n, row)| entry(app, n, *row)).collect();
    if let Some(cursor) = list(canvas, choices, &entries, Some(app.focus()), 0) {
        canvas.cursor(cursor);
    }
    let mut at = Rect { y: choices.bottom(), height: rows, ..body };
    for line in told {
        let done = matches!(app.taken(), Some(Taken::Saved(_) | Taken::Printed));
        let style = if done { canvas.theme.ticked() } else { canvas.theme.fault() };
        canvas.line(Line::from(Span::styled(line, style)), at);
        at = Rect { y: at.y + 1, height: at.height.saturating_sub(1), ..at };
    }
}

/// How the last errand went, as lines.
fn told(app: &App<'_>, columns: usize) -> Vec<String> {
    let strings = app.voice().strings;
    let text = match app.taken() {
        _ if app.is_busy() => strings.take_busy.to_owned(),
        Some(taken) => strings.taken(taken),
        None => return Vec::new(),
    };
    wrap(&text, columns).into_iter().map(str::to_owned).collect()
}

fn entry(app: &App<'_>, n: usize, row: TakeRow) -> Entry {
    let strings = app.voice().strings;
    let text = match row {
        TakeRow::Slip => strings.take_slip.to_owned(),
        TakeRow::Code => strings.take_code.to_owned(),
        TakeRow::Save(Format::Text) => strings.take_save_text.to_owned(),
        TakeRow::Save(Format::Markdown) => strings.take_save_markdown.to_owned(),
        TakeRow::Place => put(strings.take_place, &[("place", app.take_place())]),
        TakeRow::Print => strings.take_print.to_owned(),
        TakeRow::PrintSlip => strings.take_print_slip.to_owned(),
    };
    let more = row == TakeRow::Place && app.has_places();
    Entry {
        mark: pick_key(n).map(|key| format!("{key} ")).unwrap_or_default(),
        text,
        hint: more.then(|| strings.take_other_place.to_owned()),
        ..Entry::default()
    }
}

pub(super) fn slip(app: &App<'_>, canvas: &mut Canvas<'_, '_>, areas: Frames) {
    header(canvas, areas.top, &[canvas.strings.take_slip], None);
    let lines = report::slip::lines(app.session().questionnaire(), app.voice(), &app.outcome());
    let columns = usize::from(areas.body.width).max(1);
    let mut drawn: Vec<Line<'static>> = Vec::new();
    for line in &lines {
        // Only a screen narrower than the slip breaks its lines once more.
        drawn.extend(if line.is_empty() {
            vec![Line::default()]
        } else if line.width() <= columns {
            vec![Line::from(line.clone())]
        } else {
            wrap(line, columns).into_iter().map(|part| Line::from(part.to_owned())).collect()
        });
    }
    document(canvas, areas.body, &drawn, app.scroll());
    canvas.cursor(Position::new(areas.body.x, areas.body.y));
}

pub(super) fn code(app: &App<'_>, canvas: &mut Canvas<'_, '_>) {
    let strings = canvas.strings;
    let area = canvas.area();
    canvas.hit(area, Action::Back);
    let texts = report::slip::compact(app.session().questionnaire(), app.voice(), &app.outcome());
    let Some(code) = Code::fit(&texts, Cells::side(area, canvas.theme)) else {
        let small = Code::least_side(&texts).map(|side| Cells::of(side, canvas.theme));
        let text = small.map_or_else(
            || strings.take_scan_none.to_owned(),
            |cells| {
                let (columns, rows) = (cells.columns.to_string(), cells.rows.to_string());
                put(strings.take_scan_small, &[("columns", &columns), ("rows", &rows)])
            },
        );
        return words(canvas, area, &[&text, strings.take_scan_back]);
    };
    let cells = Cells::of(code.side(), canvas.theme);
    let (columns, rows) = (cell_count(cells.columns), cell_count(cells.rows));
    widget::code(canvas, area, &code, app.is_swapped());
    let short =
        if Some(code.text()) == texts.first().map(String::as_str) { "" } else { strings.take_scan_short };
    let beside = Rect {
        x: area.x + columns.saturating_add(2).min(area.width),
        width: area.width.saturating_sub(columns.saturating_add(2)),
        ..area
    };
    let below = Rect { y: area.y + rows.min(area.height), height: area.height.saturating_sub(rows), ..area };
    canvas.cursor(Position::new(area.x, area.y));
    if beside.width >= BESIDE {
        let all = [strings.take_scan, short, strings.take_scan_swap, strings.take_scan_back];
        words(canvas, beside, &all);
    } else if below.height > 0 {
        words(canvas, below, &[strings.take_scan_back, strings.take_scan_swap, short]);
    }
}

fn cell_count(n: usize) -> u16 {
    u16::try_from(n).unwrap_or(u16::MAX)
}

/// Draws paragraphs, as many as there is room for, with the cursor at their start.
fn words(canvas: &mut Canvas<'_, '_>, area: Rect, paragraphs: &[&str]) {
    canvas.cursor(Position::new(area.x, area.y));
    let mut at = area;
    for text in paragraphs.iter().filter(|text| !text.is_empty()) {
        for line in wrap(text, usize::from(area.width)) {
            canvas.line(line.to_owned(), at);
            at = Rect { y: at.y.saturating_add(1), height: at.height.saturating_sub(1), ..at };
        }
        if area.height > 8 {
            at = Rect { y: at.y.saturating_add(1), height: at.height.saturating_sub(1), ..at };
        }
    }
}
