//! A list of rows with one in focus. Long lists are shown in pages, so that moving within one
//! changes few cells; that there is more is always said.

use ratatui::{
    layout::{Position, Rect},
    style::Style,
    text::{Line, Span},
};
use unicode_width::UnicodeWidthStr;

use super::{
    super::{canvas::Canvas, keymap::Action, theme::Theme},
    document::more,
};
use crate::wrap::wrap;

/// Rows of a list below which hints are shown for the row in focus only.
const ROOMY: usize = 12;

/// Rows of a list below which there are no empty rows between options, even where more space is wanted.
const SPACED: usize = 6;

/// A row of a list.
#[derive(Debug, Clone, Default)]
pub(in crate::ui) struct Entry {
    /// A line above it, where something new begins.
    pub(in crate::ui) heading: Option<String>,
    /// What stands before the text: key, tick box.
    pub(in crate::ui) mark: String,
    /// The text.
    pub(in crate::ui) text: String,
    /// A second line.
    pub(in crate::ui) hint: Option<String>,
    /// Whether it is ticked.
    pub(in crate::ui) ticked: bool,
    /// Whether it stands apart from those above, where there is room.
    pub(in crate::ui) apart: bool,
    /// Whether another row rules it out for now.
    pub(in crate::ui) ruled_out: bool,
    /// What picking it can do beyond ticking it.
    pub(in crate::ui) warning: Option<Warning>,
}

/// What picking a row can do beyond ticking it.
#[derive(Debug, Clone)]
pub(in crate::ui) struct Warning {
    /// In words.
    pub(in crate::ui) text: String,
    /// Whether it would do so now; said while the row is in focus.
    pub(in crate::ui) holds: bool,
}

/// The most rows that a list can take in a width, whichever row is in focus.
pub(in crate::ui) fn most_rows(entries: &[Entry], width: u16, theme: Theme) -> usize {
    let rows = |entry: &Entry| {
        let warning = entry.warning.clone().map(|warning| Warning { holds: true, ..warning });
        let tallest = Entry { warning, ..entry.clone() };
        let lines = lines_of(&tallest, usize::from(width), theme, true, true).len();
        lines + usize::from(entry.apart)
    };
    let spaces = if theme.roomy { entries.len().saturating_sub(1) } else { 0 };
    entries.iter().map(rows).sum::<usize>() + spaces
}

/// Draws a list, of which `focus` is in focus, and returns where that row starts, for the hardware cursor.
/// A press on an entry is a press on its row of the screen, of which the list has the rows from `first` on.
pub(in crate::ui) fn list(
    canvas: &mut Canvas<'_, '_>,
    area: Rect,
    entries: &[Entry],
    focus: Option<usize>,
    first: usize,
) -> Option<Position> {
    let theme = canvas.theme;
    let height = usize::from(area.height);
    if height == 0 || area.width == 0 || entries.is_empty() {
        return None;
    }
    let mut rows = all_rows(entries, area, theme, focus, Hints::All);
    if total(&rows) > height && height < ROOMY {
        rows = all_rows(entries, area, theme, focus, Hints::Focus);
    }
    let page = page_of(&rows, height, focus.unwrap_or(0));
    let n_apart = entries[page.clone()].iter().filter(|entry| entry.apart).count();
    let says_more = usize::from(page.len() < entries.len());
    let airy = total(&rows[page.clone()]) + n_apart + says_more <= height;
    let mut at = area.y;
    let mut cursor = None;
    let bottom = area.bottom();
    for n in page.clone() {
        at += u16::from(airy && entries[n].apart);
        if focus == Some(n) {
            let above = u16::from(entries[n].heading.is_some() && rows[n].len() > 1);
            cursor = Some(Position::new(area.x, at + above));
        }
        for line in &rows[n] {
            if at < bottom {
                let place = Rect { y: at, height: 1, ..area };
                canvas.draw(line, place);
                canvas.hit(place, Action::Press(first + n));
                at += 1;
            }
        }
    }
    if page.len() < entries.len() {
        let indent = 2.min(area.width);
        let last = Rect { x: area.x + indent, y: bottom - 1, width: area.width - indent, height: 1 };
        let row = |n: usize| Action::Point(first + n);
        let above = (page.start, row(page.start.saturating_sub(1)));
        more(canvas, last, [above, (entries.len() - page.end, row(page.end))]);
    }
    cursor
}

/// For which rows hints are shown.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Hints {
    All,
    Focus,
}

fn total(rows: &[Vec<Line<'static>>]) -> usize {
    rows.iter().map(Vec::len).sum()
}

fn all_rows(
    entries: &[Entry],
    area: Rect,
    theme: Theme,
    focus: Option<usize>,
    hints: Hints,
) -> Vec<Vec<Line<'static>>> {
    let height = usize::from(area.height);
    let rows = entries.iter().enumerate().map(|(n, entry)| {
        let in_focus = focus == Some(n);
        let hint = hints == Hints::All || in_focus;
        let mut lines = lines_of(entry, usize::from(area.width), theme, in_focus, hint);
        // A single row may be taller than a small screen; help shows all of it.
        let room = height.saturating_sub(1).max(1);
        if theme.roomy && height >= SPACED && lines.len() < room && n + 1 < entries.len() {
            lines.push(Line::default());
        }
        if lines.len() > room {
            lines.truncate(room);
            if let Some(last) = lines.last_mut() {
                *last = cut_short(last, usize::from(area.width), theme);
            }
        }
        lines
    });
    rows.collect()
}

/// A line that ends in dots, since what follows it is not shown.
fn cut_short(line: &Line<'static>, width: usize, theme: Theme) -> Line<'static> {
    const DOTS: &str = " ...";
    let text = line.to_string();
    let start = text.len() - text.trim_start().len();
    let kept = wrap(&text, width.saturating_sub(start + DOTS.width()))[0];
    let style = line.spans.last().map_or_else(|| theme.quiet(), |span| span.style);
    Line::from(Span::styled(format!("{}{kept}{DOTS}", " ".repeat(start)), style))
}

fn lines_of(entry: &Entry, width: usize, theme: Theme, in_focus: bool, hint: bool) -> Vec<Line<'static>> {
    let pointer = if in_focus { "> " } else { "  " };
    let indent = pointer.width() + entry.mark.width();
    let columns = width.saturating_sub(indent).max(8);
    let style = match (in_focus, entry.ticked) {
        (true, _) => theme.focus(),
        (false, true) => theme.ticked(),
        (false, false) if entry.ruled_out => theme.quiet(),
        (false, false) => Style::new(),
    };
    // Focus reaches one column to either side of the text.
    let mark = entry.mark.strip_suffix(' ').unwrap_or(&entry.mark);
    let side = if mark.len() < entry.mark.len() { " " } else { "" };
    let mut lines = Vec::new();
    if let Some(heading) = &entry.heading {
        let text = wrap(heading, width.max(1)).first().copied().unwrap_or_default().to_owned();
        lines.push(Line::from(Span::styled(text, theme.prompt())));
    }
    for (n, part) in wrap(&entry.text, columns).into_iter().enumerate() {
        let text = Span::styled(format!("{side}{part}{side}"), style);
        lines.push(if n == 0 {
            let mark_style = if entry.ticked { theme.ticked() } else { Style::new() };
            let mark = Span::styled(mark.to_owned(), mark_style);
            Line::from(vec![
                Span::styled(pointer, if in_focus { theme.pointer() } else { Style::new() }),
                mark,
                text,
            ])
        } else {
            Line::from(vec![Span::raw(" ".repeat(indent - side.len())), text])
        });
    }
    if let Some(text) = entry.hint.as_ref().filter(|_| hint) {
        for part in wrap(text, columns) {
            let line = format!("{}{part}", " ".repeat(indent));
            lines.push(Line::from(Span::styled(line, theme.quiet())));
        }
    }
    if let Some(Warning { text, .. }) = entry.warning.as_ref().filter(|warning| in_focus && warning.holds) {
        for part in wrap(text, columns) {
            let line = format!("{}{part}", " ".repeat(indent));
            lines.push(Line::from(Span::styled(line, theme.fault())));
        }
    }
    lines
}

/// The rows of the page that holds the row in focus.
fn page_of(rows: &[Vec<Line<'static>>], height: usize, focus: usize) -> std::ops::Range<usize> {
    if total(rows) <= height {
        return 0..rows.len();
    }
    // One line says that there is more.
    let height = height.saturating_sub(1).max(1);
    let mut start = 0;
    let mut used = 0;
    for (n, lines) in rows.iter().enumerate() {
        if used + lines.len() > height && n > start {
            if focus < n {
                return start..n;
            }
            start = n;
            used = 0;
        }
        used += lines.len();
    }
    start..rows.len()
}
