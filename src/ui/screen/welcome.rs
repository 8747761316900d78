//! What this is, what it is not, and how to start.

use ratatui::layout::{Position, Rect};

use super::super::{
    app::App,
    canvas::Canvas,
    keymap::Action,
    widget::{Entry, Frames, document, header, list, text_lines},
};
use crate::{
    content::Front,
    kept::{Found, Keeping},
    locale::Voice,
    report::Block,
};

pub(super) fn draw(
    front: &Front,
    voice: Voice<'_>,
    keeping: Keeping,
    scroll: usize,
    canvas: &mut Canvas<'_, '_>,
    areas: Frames,
) {
    header(canvas, areas.top, &[front.status().as_str()], None);
    let mut blocks = vec![Block::Lead(voice.strings.welcome.to_owned())];
    blocks.extend(about(front, voice, keeping));
    blocks.push(Block::Heading(voice.strings.start.to_owned()));
    let lines = text_lines(&blocks, usize::from(areas.body.width), canvas.theme);
    let most = document(canvas, areas.body, &lines, scroll).most;
    let last = lines.len().saturating_sub(1).saturating_sub(scroll.min(most));
    let row = u16::try_from(last).unwrap_or(u16::MAX).min(areas.body.height.saturating_sub(1));
    let start = Rect { y: areas.body.y + row, height: 1.min(areas.body.height), ..areas.body };
    canvas.hit(start, Action::Accept);
    canvas.cursor(Position::new(start.x, start.y));
}

/// The same when a session was kept: what can be done with it comes first.
pub(super) fn draw_found(app: &App<'_>, found: &Found<'_>, canvas: &mut Canvas<'_, '_>, areas: Frames) {
    let (front, voice) = (app.session().questionnaire().front(), app.voice());
    header(canvas, areas.top, &[front.status().as_str()], None);
    let mut blocks = vec![Block::Lead(voice.strings.found.to_owned())];
    blocks.push(Block::Paragraph(voice.strings.found(found).into_owned()));
    blocks.extend(about(front, voice, app.keeping()));
    let entries: Vec<Entry> = voice
        .strings
        .choices(found)
        .into_iter()
        .zip(1..)
        .map(|(text, n)| Entry { mark: format!("{n} "), text: text.to_owned(), ..Entry::default() })
        .collect();
    let lines = text_lines(&blocks, usize::from(areas.body.width), canvas.theme);
    // A row between text and choices where there is room.
    let rows = u16::try_from(entries.len() + 1).unwrap_or(u16::MAX).min(areas.body.height.div_ceil(2));
    let text = Rect { height: areas.body.height - rows, ..areas.body };
    document(canvas, text, &lines, app.scroll());
    let used = u16::try_from(lines.len()).unwrap_or(u16::MAX).min(text.height);
    let gap = u16::from(usize::from(rows) > entries.len());
    let choices = Rect { y: text.y + used + gap, height: rows - gap, ..areas.body };
    if let Some(at) = list(canvas, choices, &entries, Some(app.focus()), 0) {
        canvas.cursor(at);
    }
}

/// What this is, what it is not, and whether answers are kept.
fn about(front: &Front, voice: Voice<'_>, keeping: Keeping) -> impl Iterator<Item = Block> {
    let about = front.about().iter().map(move |text| voice.fill(text).into_owned());
    about.chain([voice.strings.keeping(keeping).to_owned()]).map(Block::Paragraph)
}
