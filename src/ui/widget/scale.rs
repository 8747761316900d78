//! A scale as a row of boxes with words at its ends.

use ratatui::{
    layout::{Position, Rect},
    style::Style,
    text::{Line, Span},
};
use unicode_width::UnicodeWidthStr;

use super::super::{
    canvas::Canvas,
    keymap::Action,
    theme::{Signs, Theme},
};

/// Columns of one box, without the line behind it.
const BOX: u16 = 4;

/// Rows of boxes with their lines, and of the words at the ends.
const ROWS: u16 = 5;

/// Whether a scale of so many values fits an area.
pub(in crate::ui) fn fits(area: Rect, n_values: usize) -> bool {
    columns(n_values).is_some_and(|columns| columns <= area.width) && area.height > ROWS + 2
}

/// Rows that a scale takes, with an empty one below it.
pub(in crate::ui) const fn rows() -> u16 {
    ROWS + 1
}

fn columns(n_values: usize) -> Option<u16> {
    u16::try_from(n_values).ok()?.checked_mul(BOX + 1)?.checked_add(1)
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
    let lines = Lines::of(theme);
    let mut boxes = vec![Span::styled(lines.upright, theme.quiet())];
    let mut cursor = None;
    let mut x = area.x + 1;
    for (n, value) in scale.values.iter().enumerate() {
        let answered = scale.answer == Some(*value);
        let text = if answered { format!("[{value}]") } else { format!(" {value} ") };
        let style = match (scale.focus == Some(n), answered) {
            (true, _) => theme.focus(),
            (false, true) => theme.ticked(),
            (false, false) => Style::new(),
        };
        if scale.focus == Some(n) {
            cursor = Some(Position::new(x + 1, area.y + 1));
        }
        let place = Rect { x, y: area.y, width: BOX, height: ROWS - 2 };
        canvas.hit(place.intersection(area), Action::Press(n));
        boxes.push(Span::styled(format!("{text:<width$}", width = usize::from(BOX)), style));
        boxes.push(Span::styled(lines.upright, theme.quiet()));
        x += BOX + 1;
    }
    let row = |n: u16| Rect { y: area.y + n, height: 1, ..area };
    let n_values = scale.values.len();
    canvas.draw(lines.across(lines.top, n_values, None, theme), row(0));
    canvas.draw(Line::from(boxes), row(1));
    canvas.draw(lines.across(lines.bottom, n_values, scale.focus, theme), row(2));
    let width = columns(n_values).map_or(0, usize::from);
    let (low, high) = (scale.low, scale.high);
    if low.width() + high.width() + 3 <= width {
        let gap = width - low.width() - high.width() - 2;
        let ends = format!(" {low}{}{high}", " ".repeat(gap));
        canvas.draw(Line::from(Span::styled(ends, theme.quiet())), row(3));
    } else {
        let first = scale.values.first().copied().unwrap_or_default();
        let last = scale.values.last().copied().unwrap_or_default();
        canvas.draw(Line::from(Span::styled(format!(" {first}: {low}"), theme.quiet())), row(3));
        canvas.draw(Line::from(Span::styled(format!(" {last}: {high}"), theme.quiet())), row(4));
    }
    let used = rows();
    let below = Rect { y: area.y + used.min(area.height), height: area.height.saturating_sub(used), ..area };
    (below, cursor)
}

/// What boxes are drawn with.
struct Lines {
    upright: &'static str,
    level: &'static str,
    /// The start, the joints and the end of a line across.
    top: [&'static str; 3],
    bottom: [&'static str; 3],
}

impl Lines {
    const fn of(theme: Theme) -> Self {
        match theme.signs {
            Signs::Unicode => {
                Self {
                    upright: "│", level: "─", top: ["┌", "┬", "┐"], bottom: ["└", "┴", "┘"]
                }
            }
            Signs::Ascii => Self { upright: "|", level: "-", top: ["+", "+", "+"], bottom: ["+", "+", "+"] },
        }
    }

    /// A line across all boxes, with a pointer below the box in focus.
    fn across(&self, signs: [&str; 3], n: usize, focus: Option<usize>, theme: Theme) -> Line<'static> {
        let [start, joint, end] = signs;
        let level = self.level.repeat(usize::from(BOX));
        let mut spans = vec![Span::styled(start.to_owned(), theme.quiet())];
        for box_n in 0..n {
            if focus == Some(box_n) {
                let before = self.level;
                let after = self.level.repeat(usize::from(BOX) - 2);
                spans.push(Span::styled(before, theme.quiet()));
                spans.push(Span::styled("^", theme.heading()));
                spans.push(Span::styled(after, theme.quiet()));
            } else {
                spans.push(Span::styled(level.clone(), theme.quiet()));
            }
            let sign = if box_n + 1 == n { end } else { joint };
            spans.push(Span::styled(sign.to_owned(), theme.quiet()));
        }
        Line::from(spans)
    }
}
