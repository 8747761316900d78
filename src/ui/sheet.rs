//! A page that is no part of the questions: a banner or a header, large words, text, and rows to choose from.
//! The kiosk is made of these.

use ratatui::{
    Frame,
    layout::{Position, Rect},
    text::{Line, Span},
};

use super::{
    canvas::{Canvas, Drawn},
    theme::Theme,
    widget::{Entry, document, header, letters, list, text_lines},
};
use crate::{content::Disposition, locale::Strings, report::Block};

/// Text wider than this is hard to read.
const MOST_COLUMNS: u16 = 96;

/// Rows below large words that are kept for the text and the choices.
const LEAST_BELOW: usize = 8;

/// What stands on such a page.
#[derive(Debug, Clone, Default)]
pub struct Sheet {
    /// Where we are, on the right of the header.
    pub place: String,
    /// In place of the header: words across the screen, in the style of a level.
    pub banner: Option<(Disposition, String)>,
    /// Large words above the text; left out where they do not fit.
    pub large: Option<String>,
    /// The text.
    pub blocks: Vec<Block>,
    /// Rows to choose from: the key that picks each, and its words.
    pub choices: Vec<(String, String)>,
    /// The row in focus.
    pub focus: Option<usize>,
    /// Rows of text scrolled past.
    pub scroll: usize,
    /// Rows and columns by which everything stands lower and further right, so that nothing burns in.
    pub shift: (u16, u16),
}

/// Draws a page on a part of the screen. What only drawing knows is left in `drawn`; a press on a choice is a
/// press on the row of that number.
pub fn view_sheet(
    sheet: &Sheet,
    theme: Theme,
    strings: &Strings<'_>,
    frame: &mut Frame<'_>,
    drawn: &mut Drawn,
    area: Rect,
) {
    let canvas = &mut Canvas::new(frame, drawn, theme, strings).locked_to(area);
    let mut left = column(canvas, sheet.shift);
    left = top(sheet, canvas, left);
    left = large(sheet, canvas, left);
    let width = usize::from(left.width);
    let lines = text_lines(&sheet.blocks, width, theme);
    let rows = if theme.roomy { 2 * sheet.choices.len() } else { sheet.choices.len() };
    // The text keeps half of a small screen; what does not fit scrolls, and shows that it does.
    let most = usize::from(left.height).saturating_sub(lines.len() + 1).max(usize::from(left.height) / 2);
    let rows = u16::try_from(rows.min(most)).unwrap_or(left.height);
    let gap = u16::from(rows > 0 && left.height > rows);
    let text = Rect { height: left.height.saturating_sub(rows + gap), ..left };
    document(canvas, text, &lines, sheet.scroll);
    let used = u16::try_from(lines.len()).unwrap_or(u16::MAX).min(text.height);
    let choices = Rect { y: left.y + used + gap, height: rows.min(left.height), ..left }.intersection(left);
    let entries: Vec<Entry> = sheet
        .choices
        .iter()
        .map(|(key, text)| Entry { mark: format!("{key} "), text: text.clone(), ..Entry::default() })
        .collect();
    let focused = list(canvas, choices, &entries, sheet.focus, 0);
    let first = if entries.is_empty() { text } else { choices };
    canvas.cursor(focused.unwrap_or(Position::new(first.x, first.y)));
}

/// The column in the middle that is drawn on.
fn column(canvas: &Canvas<'_, '_>, (down, right): (u16, u16)) -> Rect {
    let area = canvas.area();
    let width = area.width.min(MOST_COLUMNS);
    let margin = if width >= 60 { 2 } else { 0 };
    let x = area.x + (area.width - width) / 2 + margin;
    let width = width - 2 * margin;
    let right = right.min(width / 4);
    let down = down.min(area.height / 4);
    Rect { x: x + right, y: area.y + down, width: width - right, height: area.height - down }
}

fn top(sheet: &Sheet, canvas: &mut Canvas<'_, '_>, area: Rect) -> Rect {
    let roomy = area.height >= 16;
    let Some((level, words)) = &sheet.banner else {
        let height = if roomy { 2 } else { 1 }.min(area.height);
        header(canvas, Rect { height: height.min(1), ..area }, &[&sheet.place], None);
        return below(area, height);
    };
    let style = canvas.theme.banner(*level);
    let title = format!(" {} {words}", crate::locale::mark(*level));
    let lines: &[&str] = if roomy { &[" ", &title, " "] } else { &[&title] };
    for (line, y) in lines.iter().zip(area.y..area.bottom()) {
        canvas.draw(Line::from(Span::raw((*line).to_owned())).style(style), Rect { y, height: 1, ..area });
    }
    let n = u16::try_from(lines.len()).unwrap_or(1);
    below(area, n + u16::from(roomy))
}

fn large(sheet: &Sheet, canvas: &mut Canvas<'_, '_>, area: Rect) -> Rect {
    let Some(text) = &sheet.large else { return area };
    let room = usize::from(area.height).saturating_sub(LEAST_BELOW);
    let drawn = letters(text, usize::from(area.width), canvas.theme.signs);
    let Some(rows) = drawn.filter(|rows| rows.len() < room) else { return area };
    let style = canvas.theme.heading();
    for (row, y) in rows.iter().zip(area.y..area.bottom()) {
        canvas.line(Span::styled(row.clone(), style), Rect { y, height: 1, ..area });
    }
    below(area, u16::try_from(rows.len() + 1).unwrap_or(u16::MAX))
}

fn below(area: Rect, rows: u16) -> Rect {
    let rows = rows.min(area.height);
    Rect { y: area.y + rows, height: area.height - rows, ..area }
}
