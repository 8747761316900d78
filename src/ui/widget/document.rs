//! Running text that scrolls, and shows that it does.

use ratatui::{
    Frame,
    layout::Rect,
    style::Style,
    text::{Line, Span},
};

use super::super::{app::Viewport, theme::Theme};
use crate::{report::Block, wrap::wrap};

/// Draws lines from `scroll` on. Returns how far they can scroll.
pub(in crate::ui) fn document(
    frame: &mut Frame<'_>,
    area: Rect,
    theme: Theme,
    lines: &[Line<'static>],
    scroll: usize,
) -> Viewport {
    let height = usize::from(area.height);
    if height == 0 || lines.len() <= height {
        for (line, y) in lines.iter().zip(area.y..area.bottom()) {
            frame.render_widget(line, Rect { y, height: 1, ..area });
        }
        return Viewport { most: 0, rows: height };
    }
    // The last line says where we are.
    let rows = height - 1;
    let most = lines.len() - rows;
    let top = scroll.min(most);
    for (line, y) in lines[top..].iter().take(rows).zip(area.y..) {
        frame.render_widget(line, Rect { y, height: 1, ..area });
    }
    let (up, down) = theme.more();
    let mut hint = String::new();
    if top > 0 {
        hint.push_str(&format_more(up, top, "above"));
    }
    if top < most {
        hint.push_str(&format_more(down, most - top, "below"));
    }
    let line = Line::from(Span::styled(hint.trim_end().to_owned(), theme.fault()));
    frame.render_widget(line, Rect { y: area.bottom() - 1, height: 1, ..area });
    Viewport { most, rows }
}

fn format_more(sign: &str, n: usize, side: &str) -> String {
    let lines = if n == 1 { "line" } else { "lines" };
    format!("{sign} {n} more {lines} {side}   ")
}

/// Blocks of a report as lines of at most `columns`.
pub(in crate::ui) fn text_lines(blocks: &[Block], columns: usize, theme: Theme) -> Vec<Line<'static>> {
    let mut lines: Vec<Line<'static>> = Vec::new();
    for (n, block) in blocks.iter().enumerate() {
        let after_item = n > 0 && matches!(blocks[n - 1], Block::Item(_) | Block::Remark(_));
        let gap = match block {
            Block::Heading(_) | Block::Lead(_) => n > 0,
            Block::Paragraph(_) => n > 0 && !matches!(blocks[n - 1], Block::Heading(_)),
            Block::Item(_) => n > 0 && !after_item && !matches!(blocks[n - 1], Block::Heading(_)),
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
