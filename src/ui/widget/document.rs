//! Running text that scrolls, and shows that it does.

use ratatui::{
    layout::Rect,
    style::Style,
    text::{Line, Span},
};
use unicode_width::UnicodeWidthStr;

use super::super::{
    canvas::{Canvas, Viewport},
    keymap::Action,
    theme::Theme,
};
use crate::{
    locale::put,
    report::{Block, MOST_RATED},
    wrap::wrap,
};

/// Draws lines from `scroll` on, and tells how far they can scroll.
pub(in crate::ui) fn document(
    canvas: &mut Canvas<'_, '_>,
    area: Rect,
    lines: &[Line<'static>],
    scroll: usize,
) -> Viewport {
    let height = usize::from(area.height);
    if height == 0 || lines.len() <= height {
        for (line, y) in lines.iter().zip(area.y..area.bottom()) {
            canvas.draw(line, Rect { y, height: 1, ..area });
        }
        return canvas.scrolls(Viewport { most: 0, rows: height });
    }
    // The last line says where we are.
    let rows = height - 1;
    let most = lines.len() - rows;
    let top = scroll.min(most);
    for (line, y) in lines[top..].iter().take(rows).zip(area.y..) {
        canvas.draw(line, Rect { y, height: 1, ..area });
    }
    let last = Rect { y: area.bottom() - 1, height: 1, ..area };
    more(canvas, last, [(top, Action::PageUp), (most - top, Action::PageDown)]);
    canvas.scrolls(Viewport { most, rows })
}

/// Says how much there is above and below, and lets a press go there.
pub(super) fn more(canvas: &mut Canvas<'_, '_>, area: Rect, [above, below]: [(usize, Action); 2]) {
    let (up, down) = canvas.theme.more();
    let texts = [(up, canvas.strings.more_above, above), (down, canvas.strings.more_below, below)];
    let texts = texts.into_iter().filter(|(.., (n, _))| *n > 0);
    let in_words: Vec<String> = texts
        .clone()
        .map(|(sign, text, (n, _))| format!("{sign} {}", put(text, &[("n", &n.to_string())])))
        .collect();
    let columns: usize = in_words.iter().map(|text| text.width()).sum();
    let fits = columns + 3 * in_words.len().saturating_sub(1) <= usize::from(area.width);
    let mut x = area.x;
    for ((sign, _, (n, action)), text) in texts.zip(in_words) {
        // Where the words have no room, the arrow and the number still have.
        let text = if fits { text } else { format!("{sign} {n}") };
        let line = Line::from(Span::styled(text, canvas.theme.pointer()));
        let width = u16::try_from(line.width()).unwrap_or(u16::MAX);
        let place = Rect { x, width: width.min(area.right().saturating_sub(x)), ..area };
        canvas.line(line, place);
        canvas.hit(place, action);
        x = x.saturating_add(width + 3).min(area.right());
    }
}

/// Blocks of a report as lines of at most `columns`.
pub(in crate::ui) fn text_lines(blocks: &[Block], columns: usize, theme: Theme) -> Vec<Line<'static>> {
    let mut lines: Vec<Line<'static>> = Vec::new();
    for (n, block) in blocks.iter().enumerate() {
        let after_item = n > 0 && matches!(blocks[n - 1], Block::Item(_) | Block::Remark(_));
        let after_heading = n > 0 && matches!(blocks[n - 1], Block::Heading(_) | Block::Rated(..));
        let gap = match block {
            Block::Heading(_) | Block::Rated(..) | Block::Lead(_) => n > 0,
            Block::Paragraph(_) => n > 0 && !after_heading,
            Block::Item(_) => n > 0 && !after_heading && (theme.roomy || !after_item),
            Block::Remark(_) => false,
        };
        if gap {
            lines.push(Line::default());
        }
        let (mark, text, style) = match block {
            Block::Lead(text) => (vec![], text, theme.prompt()),
            Block::Heading(text) => (vec![], text, theme.heading()),
            Block::Rated(text, rated) => (meter(*rated, columns, theme), text, theme.heading()),
            Block::Paragraph(text) => (vec![], text, Style::new()),
            Block::Item(text) => (vec![Span::raw("- ")], text, Style::new()),
            Block::Remark(text) => (vec![Span::raw("  ")], text, theme.quiet()),
        };
        let indent: usize = mark.iter().map(Span::width).sum();
        for (n, part) in wrap(text, columns.saturating_sub(indent).max(8)).into_iter().enumerate() {
            let mut spans = if n == 0 { mark.clone() } else { vec![Span::raw(" ".repeat(indent))] };
            spans.push(Span::styled(part.to_owned(), style));
            lines.push(Line::from(spans));
        }
    }
    lines
}

/// How well something fits, as a bar; left out where there is no room for it beside the words, which say it
/// as well.
fn meter(rated: u8, columns: usize, theme: Theme) -> Vec<Span<'static>> {
    const CELLS: u8 = 2;
    if columns < 40 {
        return Vec::new();
    }
    let (done, left) = theme.bar();
    let cells = |n: u8| usize::from(n * CELLS);
    vec![
        Span::styled(done.repeat(cells(rated.min(MOST_RATED))), theme.done()),
        Span::styled(left.repeat(cells(MOST_RATED.saturating_sub(rated))), theme.quiet()),
        Span::raw("  "),
    ]
}
