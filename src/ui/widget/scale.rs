//! A scale as a row of boxes with words at its ends.

use ratatui::{
    layout::{Position, Rect},
    style::Style,
    text::{Line, Span},
};
use unicode_width::UnicodeWidthStr;

use super::super::{canvas::Canvas, keymap::Action};

/// Columns of one box.
const BOX: u16 = 5;

/// Rows that a scale takes.
const ROWS: u16 = 4;

/// Whether a scale of so many values fits an area.
pub(in crate::ui) fn fits(area: Rect, n_values: usize) -> bool {
    u16::try_from(n_values).is_ok_and(|n| n.saturating_mul(BOX) <= area.width) && area.height > ROWS + 1
}

/// What a scale shows.
pub(in crate::ui) struct Scale<'a> {
    /// The values, in order.
    pub(in crate::ui) values: &'a [u16],
    /// Position of the value in focus.
    pub(in crate::ui) focus: Option<usize>,
    /// The value answered.
    pub(in crate::ui) answer: Option<u16>,
    /// Words at the lower end.
    pub(in crate::ui) low: &'a str,
    /// Words at the upper end.
    pub(in crate::ui) high: &'a str,
}

/// Draws a scale. Returns the area below it, and where the box in focus is.
pub(in crate::ui) fn scale(
    canvas: &mut Canvas<'_, '_>,
    area: Rect,
    scale: &Scale<'_>,
) -> (Rect, Option<Position>) {
    let theme = canvas.theme;
    let mut boxes = Vec::new();
    let mut pointers = String::new();
    let mut cursor = None;
    let mut x = area.x;
    for (n, value) in scale.values.iter().enumerate() {
        let answered = scale.answer == Some(*value);
        let text = if answered { format!("[{value}]") } else { format!(" {value} ") };
        let style = match (scale.focus == Some(n), answered) {
            (true, _) => theme.focus(),
            (false, true) => theme.ticked(),
            (false, false) => Style::new(),
        };
        let pad = usize::from(BOX).saturating_sub(text.width());
        pointers.push_str(if scale.focus == Some(n) { " ^   " } else { "     " });
        if scale.focus == Some(n) {
            cursor = Some(Position::new(x + 1, area.y));
        }
        canvas.hit(Rect { x, y: area.y, width: BOX, height: 2 }.intersection(area), Action::Press(n));
        boxes.push(Span::styled(text, style));
        boxes.push(Span::raw(" ".repeat(pad)));
        x += BOX;
    }
    let row = |n: u16| Rect { y: area.y + n, height: 1, ..area };
    canvas.draw(Line::from(boxes), row(0));
    canvas.draw(Line::from(pointers), row(1));
    let width = scale.values.len() * usize::from(BOX);
    let (low, high) = (scale.low, scale.high);
    if low.width() + high.width() + 2 <= width {
        let gap = width - low.width() - high.width() - 2;
        let ends = format!(" {low}{}{high}", " ".repeat(gap));
        canvas.draw(Line::from(Span::styled(ends, theme.quiet())), row(2));
    } else {
        let first = scale.values.first().copied().unwrap_or_default();
        let last = scale.values.last().copied().unwrap_or_default();
        canvas.draw(Line::from(Span::styled(format!(" {first}: {low}"), theme.quiet())), row(2));
        canvas.draw(Line::from(Span::styled(format!(" {last}: {high}"), theme.quiet())), row(3));
    }
    let used = ROWS + 1;
    let below = Rect { y: area.y + used.min(area.height), height: area.height.saturating_sub(used), ..area };
    (below, cursor)
}
