//! A QR code in the cells of a terminal: two modules one above the other in each cell, or two cells for each
//! module where the font has no half blocks.

use ratatui::{
    layout::Rect,
    text::{Line, Span},
};

use super::super::{
    canvas::Canvas,
    theme::{Signs, Theme},
};
use crate::report::qr::Code;

/// How many cells a code takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::ui) struct Cells {
    /// Columns.
    pub(in crate::ui) columns: usize,
    /// Rows.
    pub(in crate::ui) rows: usize,
}

impl Cells {
    /// The cells of a square of so many modules.
    pub(in crate::ui) const fn of(side: usize, theme: Theme) -> Self {
        match theme.signs {
            Signs::Unicode => Self { columns: side, rows: side.div_ceil(2) },
            Signs::Ascii => Self { columns: 2 * side, rows: side },
        }
    }

    /// The side of the largest square that fits into an area, in modules.
    pub(in crate::ui) fn side(area: Rect, theme: Theme) -> usize {
        let (columns, rows) = (usize::from(area.width), usize::from(area.height));
        match theme.signs {
            Signs::Unicode => columns.min(2 * rows),
            Signs::Ascii => (columns / 2).min(rows),
        }
    }
}

/// Draws a code at the upper left corner of an area; swapped, dark and light change places.
pub(in crate::ui) fn code(canvas: &mut Canvas<'_, '_>, area: Rect, code: &Code, swapped: bool) {
    let theme = canvas.theme;
    let cells = Cells::of(code.side(), theme);
    let dark = |x: usize, y: usize| code.is_dark(x, y) != swapped;
    for (row, place) in area.rows().take(cells.rows).enumerate() {
        let spans = (0..code.side()).map(|x| {
            let (sign, style) = match theme.signs {
                Signs::Unicode => theme.two_modules(dark(x, 2 * row), dark(x, 2 * row + 1)),
                Signs::Ascii => theme.one_module(dark(x, row)),
            };
            Span::styled(sign, style)
        });
        canvas.draw(Line::from(spans.collect::<Vec<_>>()), place);
    }
}
