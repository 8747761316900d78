//! What it comes to: a banner, then pages.

use ratatui::{
    layout::{Position, Rect},
    text::{Line, Span},
};
use unicode_width::UnicodeWidthStr;

use super::{
    super::{
        app::App,
        canvas::Canvas,
        keymap::Action,
        widget::{Frames, document, text_lines},
    },
    emergency::banner,
};
use crate::{
    locale::Strings,
    report::{self, Tab},
};

/// Rows from which on there is room for a second row of tabs and an empty one.
const TALL: u16 = 12;

pub(super) fn draw(app: &App<'_>, tab: Tab, canvas: &mut Canvas<'_, '_>, areas: Frames) {
    let questionnaire = app.session().questionnaire();
    let outcome = app.outcome();
    let below = banner(app, &outcome, &[], canvas, areas);
    let most_rows = if below.height >= TALL { 2 } else { 1 };
    let rows = labels(canvas.strings, tab, usize::from(below.width), most_rows);
    let height = u16::try_from(rows.len()).unwrap_or(u16::MAX).min(below.height);
    let cursor = tabs(canvas, Rect { height, ..below }, tab, &rows);
    let gap = (height + u16::from(below.height >= TALL)).min(below.height);
    let text_area = Rect { y: below.y + gap, height: below.height - gap, ..below };
    let pages = report::summary(questionnaire, app.voice(), &outcome);
    let blocks = pages.into_iter().find(|page| page.tab == tab).map(|page| page.blocks).unwrap_or_default();
    let lines = text_lines(&blocks, usize::from(text_area.width), canvas.theme);
    document(canvas, text_area, &lines, app.scroll());
    canvas.cursor(cursor);
}

/// A tab as drawn: which, and what stands on it.
type Label = (Tab, String);

/// Draws the tabs, one row or more, and returns where the current one starts.
fn tabs(canvas: &mut Canvas<'_, '_>, area: Rect, current: Tab, rows: &[Vec<Label>]) -> Position {
    let theme = canvas.theme;
    let mut cursor = Position::new(area.x, area.y);
    for (row, labels) in area.rows().zip(rows) {
        let mut spans = Vec::new();
        let mut x = row.x;
        for (tab, label) in labels {
            if *tab == current {
                cursor = Position::new(x, row.y);
            }
            let width = u16::try_from(label.width()).unwrap_or(u16::MAX);
            canvas.hit(Rect { x, width, ..row }.intersection(row), Action::Open(*tab));
            x = x.saturating_add(width);
            let style = if *tab == current { theme.focus() } else { theme.quiet() };
            spans.push(Span::styled(label.as_str(), style));
        }
        canvas.draw(Line::from(spans), row);
    }
    cursor
}

/// The tabs with their titles, in as many rows as they take; where that is too much, the other tabs are
/// digits only, and on the smallest screens there is just the current one and how many there are.
fn labels(strings: &Strings<'_>, current: Tab, width: usize, most_rows: usize) -> Vec<Vec<Label>> {
    let mut rows: Vec<Vec<Label>> = vec![Vec::new()];
    for (n, tab) in Tab::ALL.into_iter().enumerate() {
        let label = (tab, format!(" {} {} ", n + 1, tab.title(strings)));
        match rows.last_mut() {
            Some(row) if row.is_empty() || columns(row) + label.1.width() <= width => row.push(label),
            _ => rows.push(vec![label]),
        }
    }
    if rows.len() <= most_rows {
        return rows;
    }
    let digit = |(n, tab): (usize, Tab)| {
        let n = n + 1;
        (tab, if tab == current { format!(" {n} {} ", tab.title(strings)) } else { format!(" {n} ") })
    };
    let digits: Vec<Label> = Tab::ALL.into_iter().enumerate().map(digit).collect();
    if columns(&digits) <= width {
        return vec![digits];
    }
    let at = Tab::ALL.iter().position(|tab| *tab == current).unwrap_or(0);
    vec![vec![(current, format!(" {}/{} {} ", at + 1, Tab::ALL.len(), current.title(strings)))]]
}

fn columns(row: &[Label]) -> usize {
    row.iter().map(|(_, label)| label.width()).sum()
}
