//! Why we ask, what the words mean, and every key.

use ratatui::layout::Position;

use super::super::{
    app::{App, Screen},
    canvas::Canvas,
    keymap::{BINDINGS, Binding},
    widget::{Frames, document, header, text_lines},
};
use crate::report::Block;

pub(super) fn draw(app: &App<'_>, canvas: &mut Canvas<'_, '_>, areas: Frames) {
    let strings = canvas.strings;
    header(canvas, areas.top, &[strings.help], None);
    let mut blocks = why(app);
    blocks.push(Block::Heading(strings.keys.to_owned()));
    let works = |binding: &&Binding| binding.on.iter().any(|on| app.works_below_help(*on));
    for binding in BINDINGS.iter().filter(works).filter(|binding| canvas.shows(binding)) {
        let keys = binding.keys(strings, canvas.theme);
        blocks.push(Block::Item(format!("{keys}: {}", binding.does(strings))));
    }
    blocks.push(Block::Item(strings.pick_keys.to_owned()));
    let lines = text_lines(&blocks, usize::from(areas.body.width), canvas.theme);
    document(canvas, areas.body, &lines, app.scroll());
    canvas.cursor(Position::new(areas.body.x, areas.body.y));
}

/// Why the question is asked, and what the options mean; on a small screen the list may not show it all.
fn why(app: &App<'_>) -> Vec<Block> {
    let Screen::Question = app.screen() else {
        let strings = app.voice().strings;
        return [strings.help_text, strings.keeping(app.keeping())]
            .map(|text| Block::Paragraph(text.to_owned()))
            .into();
    };
    let crate::engine::Step::Ask(ix) = app.session().step() else { return Vec::new() };
    let question = app.session().questionnaire().question(ix);
    let mut blocks = vec![
        Block::Lead(question.prompt.as_str().to_owned()),
        Block::Heading(app.voice().strings.why_we_ask.to_owned()),
        Block::Paragraph(question.why.as_str().to_owned()),
    ];
    let mut meanings = Vec::new();
    for option in app.session().path().offered(ix).iter() {
        let option = &question.options()[option.get()];
        if let Some(hint) = &option.hint {
            meanings.push(Block::Item(option.text.as_str().to_owned()));
            meanings.push(Block::Remark(hint.as_str().to_owned()));
        }
    }
    if !meanings.is_empty() {
        blocks.push(Block::Heading(app.voice().strings.what_answers_mean.to_owned()));
        blocks.append(&mut meanings);
    }
    blocks
}
