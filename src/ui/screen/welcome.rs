//! What this is, what it is not, and how to start.

use ratatui::layout::{Position, Rect};

use super::super::{
    canvas::Canvas,
    keymap::Action,
    widget::{Frames, document, header, text_lines},
};
use crate::{content::Front, locale::Voice, report::Block};

pub(super) fn draw(
    front: &Front,
    voice: Voice<'_>,
    scroll: usize,
    canvas: &mut Canvas<'_, '_>,
    areas: Frames,
) {
    header(canvas, areas.top, &[front.status().as_str()], None);
    let mut blocks = vec![Block::Lead(voice.strings.welcome.to_owned())];
    blocks.extend(front.about().iter().map(|text| Block::Paragraph(voice.fill(text).into_owned())));
    blocks.push(Block::Heading(voice.strings.start.to_owned()));
    let lines = text_lines(&blocks, usize::from(areas.body.width), canvas.theme);
    let most = document(canvas, areas.body, &lines, scroll).most;
    let last = lines.len().saturating_sub(1).saturating_sub(scroll.min(most));
    let row = u16::try_from(last).unwrap_or(u16::MAX).min(areas.body.height.saturating_sub(1));
    let start = Rect { y: areas.body.y + row, height: 1.min(areas.body.height), ..areas.body };
    canvas.hit(start, Action::Accept);
    canvas.cursor(Position::new(start.x, start.y));
}
