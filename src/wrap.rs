//! Breaking text into lines by the columns it takes on a terminal.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Breaks a paragraph into lines of at most `columns`, at spaces, and inside a word only when the
/// word alone is wider. Columns are those of a terminal.
#[must_use]
pub fn wrap(text: &str, columns: usize) -> Vec<&str> {
    let columns = columns.max(1);
    let mut lines = Vec::new();
    let mut rest = text.trim();
    while rest.width() > columns {
        let cut = cut(rest, columns);
        lines.push(rest[..cut].trim_end());
        rest = rest[cut..].trim_start();
    }
    lines.push(rest);
    lines
}

/// Where to break: behind the last space that fits, else behind the last character that fits.
fn cut(text: &str, columns: usize) -> usize {
    let mut width = 0;
    let mut space = None;
    let mut fits = 0;
    for (at, grapheme) in text.grapheme_indices(true) {
        width += grapheme.width();
        if grapheme == " " && at > 0 && width <= columns + 1 {
            space = Some(at);
        }
        if width > columns && at > 0 {
            break;
        }
        fits = at + grapheme.len();
    }
    space.unwrap_or(fits)
}
