//! Running text that scrolls, and shows that it does.

use ratatui::{
    layout::Rect,
    style::Style,
    text::{Line, Span},
};

use super::super::{
    canvas::{Canvas, Viewport},
    keymap::Action,
    theme::Theme,
};
use crate::{locale::put, report::Block, wrap::wrap};

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
    let mut x = area.x;
    for (sign, text, (n, action)) in texts.into_iter().filter(|(.., (n, _))| *n > 0) {
        let text = format!("{sign} {}", put(text, &[("n", &n.to_string())]));
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
        let gap = match block {
            Block::Heading(_) | Block::Lead(_) => n > 0,
            Block::Paragraph(_) => n > 0 && !matches!(blocks[n - 1], Block::Heading(_)),
            Block::Item(_) => {
                n > 0 && !matches!(blocks[n - 1], Block::Heading(_)) && (theme.roomy || !after_item)
            }
            Block::Remark(_) => false,
        };
        if gap {
            lines.push(Line::default());
        }
        let (mark, text, style) = match block {
            Block::Lead(text) => ("", text, theme.prompt()),
            Block::Heading(text) => ("", text, theme.heading()),
            Block::Paragraph(text) => ("", text, Style::new()),
            Block::Item(text) => ("- ", text, Style::new()),
            Block::Remark(text) => ("  ", text, theme.quiet()),
        };
        for (n, part) in wrap(text, columns.saturating_sub(mark.len()).max(8)).into_iter().enumerate() {
            let before = if n == 0 { mark.to_owned() } else { " ".repeat(mark.len()) };
            lines.push(Line::from(vec![Span::raw(before), Span::styled(part.to_owned(), style)]));
        }
    }
    lines
}
