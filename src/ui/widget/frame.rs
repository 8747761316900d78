//! What stands round every screen: where we are above, what can be done below.

use ratatui::{
    Frame,
    layout::Rect,
    text::{Line, Span},
};
use unicode_width::UnicodeWidthStr;

use super::super::{
    keymap::{BINDINGS, Context},
    theme::Theme,
};
use crate::locale;

/// Text wider than this is hard to read.
const MOST_COLUMNS: u16 = 96;

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
pub(in crate::ui) fn frames(area: Rect, theme: Theme, context: Context) -> Frames {
    let width = area.width.min(MOST_COLUMNS);
    let x = area.x + (area.width - width) / 2;
    let margin = if width >= 60 { 2 } else { 0 };
    let inner = Rect { x: x + margin, width: width.saturating_sub(2 * margin), ..area };
    let roomy = area.height >= 18;
    let top_rows = if roomy { 3 } else { 1 }.min(area.height);
    let key_rows = rows_of(key_lines(theme, context, usize::from(inner.width)).len());
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

/// Draws the name on the left and where we are on the right, the first of `places` that fits, and the
/// progress below, if any.
pub(in crate::ui) fn header(
    frame: &mut Frame<'_>,
    area: Rect,
    theme: Theme,
    places: &[&str],
    progress: Option<(usize, usize)>,
) {
    if area.height == 0 {
        return;
    }
    let columns = usize::from(area.width);
    let room = columns.saturating_sub(locale::NAME.width() + 2);
    let place = places.iter().find(|place| place.width() <= room).copied().unwrap_or_default();
    let gap = columns.saturating_sub(locale::NAME.width() + place.width());
    let line = Line::from(vec![
        Span::styled(locale::NAME, theme.heading()),
        Span::raw(" ".repeat(gap)),
        Span::styled(place.to_owned(), theme.quiet()),
    ]);
    frame.render_widget(line, Rect { height: 1, ..area });
    if let Some((behind, left)) = progress.filter(|_| area.height >= 2) {
        let (done_sign, left_sign) = theme.bar();
        let done = columns * behind / (behind + left).max(1);
        let line = Line::from(vec![
            Span::styled(done_sign.repeat(done), theme.done()),
            Span::styled(left_sign.repeat(columns - done), theme.quiet()),
        ]);
        frame.render_widget(line, Rect { y: area.y + 1, height: 1, ..area });
    }
}

/// Draws the keys that work here.
pub(in crate::ui) fn footer(frame: &mut Frame<'_>, area: Rect, theme: Theme, context: Context) {
    let lines = key_lines(theme, context, usize::from(area.width));
    for (line, y) in lines.into_iter().zip(area.y..area.bottom()) {
        frame.render_widget(Line::from(Span::styled(line, theme.quiet())), Rect { y, height: 1, ..area });
    }
}

/// The keys of a context, broken into lines between two keys.
fn key_lines(theme: Theme, context: Context, columns: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for binding in BINDINGS.iter().filter(|binding| binding.on.contains(&context)) {
        let (unicode, ascii) = binding.shown;
        let text = format!("{} {}", theme.keys(unicode, ascii), binding.does);
        let last = lines.len() - 1;
        let line = &mut lines[last];
        if line.is_empty() {
            line.push_str(&text);
        } else if line.width() + 3 + text.width() <= columns {
            line.push_str("   ");
            line.push_str(&text);
        } else {
            lines.push(text);
        }
    }
    lines
}
