//! What this is, what it is not, and how to start.

use ratatui::{Frame, layout::Position};

use super::super::{
    app::Viewport,
    theme::Theme,
    widget::{Frames, document, header, text_lines},
};
use crate::{
    content::{Front, Words},
    locale,
    report::Block,
};

pub(super) fn draw(
    front: &Front,
    words: &Words,
    scroll: usize,
    theme: Theme,
    frame: &mut Frame<'_>,
    areas: Frames,
) -> Viewport {
    header(frame, areas.top, theme, &[front.status().as_str()], None);
    let mut blocks = vec![Block::Lead(locale::WELCOME.to_owned())];
    blocks.extend(front.about().iter().map(|text| Block::Paragraph(text.fill(words).into_owned())));
    blocks.push(Block::Heading(locale::START.to_owned()));
    let lines = text_lines(&blocks, usize::from(areas.body.width), theme);
    let viewport = document(frame, areas.body, theme, &lines, scroll);
    let last = lines.len().saturating_sub(1).saturating_sub(scroll.min(viewport.most));
    let row = u16::try_from(last).unwrap_or(u16::MAX).min(areas.body.height.saturating_sub(1));
    frame.set_cursor_position(Position::new(areas.body.x, areas.body.y + row));
    viewport
}
