//! Why we ask, what the words mean, and every key.

use ratatui::{Frame, layout::Position};

use super::super::{
    app::{App, Row, Screen, Viewport},
    keymap::BINDINGS,
    theme::Theme,
    widget::{Frames, document, header, text_lines},
};
use crate::{locale, report::Block};

pub(super) fn draw(app: &App<'_>, theme: Theme, frame: &mut Frame<'_>, areas: Frames) -> Viewport {
    header(frame, areas.top, theme, &[locale::HELP], None);
    let mut blocks = why(app);
    blocks.push(Block::Heading(locale::KEYS.to_owned()));
    for binding in BINDINGS.iter().filter(|binding| binding.on.iter().any(|on| app.works_below_help(*on))) {
        let (unicode, ascii) = binding.shown;
        blocks.push(Block::Item(format!("{}: {}", theme.keys(unicode, ascii), binding.does)));
    }
    blocks.push(Block::Item(locale::PICK_KEYS.to_owned()));
    let lines = text_lines(&blocks, usize::from(areas.body.width), theme);
    let viewport = document(frame, areas.body, theme, &lines, app.scroll());
    frame.set_cursor_position(Position::new(areas.body.x, areas.body.y));
    viewport
}

/// Why the question is asked, and all of the option in focus, which may be cut on a small screen.
fn why(app: &App<'_>) -> Vec<Block> {
    let Screen::Question = app.screen() else {
        return vec![Block::Paragraph(locale::HELP_TEXT.to_owned())];
    };
    let crate::engine::Step::Ask(ix) = app.session().step() else { return Vec::new() };
    let question = app.session().questionnaire().question(ix);
    let mut blocks = vec![
        Block::Lead(question.prompt.as_str().to_owned()),
        Block::Heading(locale::WHY_WE_ASK.to_owned()),
        Block::Paragraph(question.why.as_str().to_owned()),
    ];
    if let Some(Row::Option(option)) = app.rows(ix, app.session().path()).get(app.focus()) {
        let option = &question.options()[option.get()];
        if let Some(hint) = &option.hint {
            blocks.push(Block::Heading(option.text.as_str().to_owned()));
            blocks.push(Block::Paragraph(hint.as_str().to_owned()));
        }
    }
    blocks
}
