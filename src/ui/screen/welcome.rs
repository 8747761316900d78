//! What this is, what it is not, and how to start.

use ratatui::{Frame, layout::Position};

use super::super::{
    app::{App, Viewport},
    theme::Theme,
    widget::{Frames, document, header, text_lines},
};
use crate::{locale, report::Block};

pub(super) fn draw(app: &App<'_>, theme: Theme, frame: &mut Frame<'_>, areas: Frames) -> Viewport {
    let questionnaire = app.session().questionnaire();
    header(frame, areas.top, theme, questionnaire.status().as_str(), None);
    let mut blocks = vec![Block::Lead(locale::WELCOME.to_owned())];
    let about = questionnaire.about().iter();
    blocks.extend(about.map(|text| Block::Paragraph(text.fill(app.words()).into_owned())));
    blocks.push(Block::Heading(locale::START.to_owned()));
    let lines = text_lines(&blocks, usize::from(areas.body.width), theme);
    let viewport = document(frame, areas.body, theme, &lines, app.scroll());
    let last = lines.len().saturating_sub(1).saturating_sub(app.scroll().min(viewport.most));
    let row = u16::try_from(last).unwrap_or(u16::MAX).min(areas.body.height.saturating_sub(1));
    frame.set_cursor_position(Position::new(areas.body.x, areas.body.y + row));
    viewport
}
