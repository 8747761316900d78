//! A summary as plain text, wrapped for reading.

use unicode_width::UnicodeWidthStr;

use super::{Block, Page, summary};
use crate::{
    content::Questionnaire,
    engine::Outcome,
    locale::{self, Strings, Voice},
    wrap::wrap,
};

/// Columns that text is wrapped to.
pub const WIDTH: usize = 78;

/// The whole summary as text, a line feed at the end of each line.
#[must_use]
pub fn render(questionnaire: &Questionnaire, voice: Voice<'_>, outcome: &Outcome<'_>) -> String {
    let mut text = String::new();
    let level = outcome.level(questionnaire);
    push(&mut text, "", &format!("{} {}", locale::mark(outcome.disposition), voice.fill(&level.name)));
    for page in summary(questionnaire, voice, outcome) {
        render_page(&mut text, voice.strings, &page);
    }
    text
}

fn render_page(text: &mut String, strings: &Strings<'_>, page: &Page) {
    let title = page.tab.title(strings);
    text.push('\n');
    push(text, "", title);
    push(text, "", &"-".repeat(title.width()));
    for block in &page.blocks {
        render_block(text, block);
    }
}

/// Writes one part of a page.
pub fn render_block(text: &mut String, block: &Block) {
    match block {
        Block::Lead(line) | Block::Paragraph(line) => push(text, "", line),
        Block::Heading(line) | Block::Rated(line, _) => {
            text.push('\n');
            push(text, "", line);
        }
        Block::Item(line) => push(text, "- ", line),
        Block::Remark(line) => push(text, "  ", &format!("({line})")),
    }
}

/// Writes a paragraph of at most [`WIDTH`] columns, its lines after the first indented by the width of the
/// mark.
pub fn push(text: &mut String, mark: &str, line: &str) {
    let indent = mark.width();
    for (n, part) in wrap(line, WIDTH - indent).into_iter().enumerate() {
        if n == 0 {
            text.push_str(mark);
        } else {
            text.extend(std::iter::repeat_n(' ', indent));
        }
        text.push_str(part);
        text.push('\n');
    }
}
