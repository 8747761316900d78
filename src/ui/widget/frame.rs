//! What stands round every screen: where we are above, what can be done below.

use ratatui::{
    layout::Rect,
    text::{Line, Span},
};
use unicode_width::UnicodeWidthStr;

use super::super::{
    canvas::Canvas,
    keymap::{Action, BINDINGS, Context},
};
use crate::{locale, wrap::wrap};

/// Text wider than this is hard to read.
const MOST_COLUMNS: u16 = 96;

/// On a screen with room to spare a question is wider, for the figure beside it.
const MOST_COLUMNS_OF_QUESTION: u16 = 120;

/// On a screen taller than this, what belongs together would stand too far apart.
const MOST_ROWS: u16 = 46;

/// The areas of a screen.
#[derive(Debug, Clone, Copy)]
pub(in crate::ui) struct Frames {
    /// Name, section, progress.
    pub(in crate::ui) top: Rect,
    /// The screen itself.
    pub(in crate::ui) body: Rect,
    /// The keys.
    pub(in crate::ui) bottom: Rect,
}

/// Cuts a screen into its areas; what is small keeps its body.
pub(in crate::ui) fn frames(canvas: &Canvas<'_, '_>, context: Context) -> Frames {
    let area = canvas.area();
    let height = area.height.min(MOST_ROWS);
    let area = Rect { y: area.y + (area.height - height) / 2, height, ..area };
    let asks = matches!(context, Context::One | Context::Many | Context::Number);
    let most_columns = if asks && height == MOST_ROWS { MOST_COLUMNS_OF_QUESTION } else { MOST_COLUMNS };
    let width = area.width.min(most_columns);
    let x = area.x + (area.width - width) / 2;
    let margin = match width {
        80.. if canvas.theme.roomy => 6,
        60.. => 2,
        _ => 0,
    };
    let inner = Rect { x: x + margin, width: width.saturating_sub(2 * margin), ..area };
    let roomy = area.height >= 18;
    let top_rows = if roomy { 3 } else { 1 }.min(area.height);
    let key_rows = rows_of(key_lines(canvas, context, usize::from(inner.width)).len());
    let bottom_rows = if area.height < 8 {
        0
    } else if roomy {
        key_rows.min(3)
    } else {
        1
    };
    let gap = u16::from(roomy);
    let body_rows = area.height.saturating_sub(top_rows + bottom_rows + gap);
    Frames {
        top: Rect { height: top_rows, ..inner },
        body: Rect { y: area.y + top_rows, height: body_rows, ..inner },
        bottom: Rect { y: area.y + top_rows + body_rows + gap, height: bottom_rows, ..inner },
    }
}

fn rows_of(n: usize) -> u16 {
    u16::try_from(n).unwrap_or(u16::MAX)
}

/// Draws the name on the left and where we are on the right, the first of `places` that fits or the start of
/// the last, and the progress below, if any.
pub(in crate::ui) fn header(
    canvas: &mut Canvas<'_, '_>,
    area: Rect,
    places: &[&str],
    progress: Option<(usize, usize)>,
) {
    let theme = canvas.theme;
    let columns = usize::from(area.width);
    let room = columns.saturating_sub(locale::NAME.width() + 2);
    let place = match places.iter().find(|place| place.width() <= room) {
        Some(place) => (*place).to_owned(),
        None => places.last().map(|place| shortened(place, room)).unwrap_or_default(),
    };
    let gap = columns.saturating_sub(locale::NAME.width() + place.width());
    let line = Line::from(vec![
        Span::styled(locale::NAME, theme.heading()),
        Span::raw(" ".repeat(gap)),
        Span::styled(place, theme.quiet()),
    ]);
    canvas.line(line, area);
    if let Some((behind, left)) = progress.filter(|_| area.height >= 2) {
        let (done_sign, left_sign) = theme.bar();
        let done = columns * behind / (behind + left).max(1);
        let line = Line::from(vec![
            Span::styled(done_sign.repeat(done), theme.done()),
            Span::styled(left_sign.repeat(columns - done), theme.quiet()),
        ]);
        canvas.line(line, Rect { y: area.y + 1, height: 1, ..area });
    }
}

/// The words of a text that fit, and dots; nothing where no word fits.
fn shortened(text: &str, columns: usize) -> String {
    const DOTS: &str = " ...";
    let text = text.trim();
    let room = columns.saturating_sub(DOTS.width());
    let first = wrap(text, room.max(1)).first().copied().unwrap_or_default();
    let whole_words = text[first.len()..].starts_with(' ');
    if whole_words && first.width() <= room { format!("{first}{DOTS}") } else { String::new() }
}

/// What one key does, as shown.
struct Label<'s> {
    keys: &'s str,
    does: &'s str,
    width: u16,
    action: Option<Action>,
}

/// What stands between two keys.
const BETWEEN: u16 = 3;

/// Draws the keys that work here. A press on one does what the key does.
pub(in crate::ui) fn footer(canvas: &mut Canvas<'_, '_>, area: Rect, context: Context) {
    let lines = key_lines(canvas, context, usize::from(area.width));
    for (labels, y) in lines.into_iter().zip(area.y..area.bottom()) {
        let mut x = area.x;
        for label in labels {
            let Label { keys, does, width, .. } = label;
            let place = Rect { x, y, width: width.min(area.right().saturating_sub(x)), height: 1 };
            let (bold, quiet) = (canvas.theme.prompt(), canvas.theme.quiet());
            canvas.line(
                Line::from_iter([Span::styled(keys, bold), Span::raw(" "), Span::styled(does, quiet)]),
                place,
            );
            if let Some(action) = label.action {
                canvas.hit(place, action);
            }
            x = x.saturating_add(width).saturating_add(BETWEEN).min(area.right());
        }
    }
}

/// The keys of a context, broken into lines between two keys.
fn key_lines<'s>(canvas: &Canvas<'s, '_>, context: Context, columns: usize) -> Vec<Vec<Label<'s>>> {
    let mut lines = vec![Vec::new()];
    let mut used = 0;
    for binding in BINDINGS.iter().filter(|b| b.on.contains(&context) && canvas.shows(b)) {
        let keys = binding.keys(canvas.strings, canvas.theme);
        let does = binding.does(canvas.strings);
        let width = keys.width() + 1 + does.width();
        let gap = if used > 0 { usize::from(BETWEEN) } else { 0 };
        if used + gap + width > columns && used > 0 {
            lines.push(Vec::new());
            used = width;
        } else {
            used += gap + width;
        }
        let last = lines.len() - 1;
        let width = u16::try_from(width).unwrap_or(u16::MAX);
        lines[last].push(Label { keys, does, width, action: binding.action });
    }
    lines
}
