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
    // Nearly all text is plain ASCII, of which each byte takes one column; every drawn line comes here.
    let plain = rest.bytes().all(|byte| matches!(byte, b' '..=b'~'));
    while if plain { rest.len() > columns } else { rest.width() > columns } {
        let cut = if plain { cut_plain(rest, columns) } else { cut(rest, columns) };
        lines.push(rest[..cut].trim_end());
        rest = rest[cut..].trim_start();
    }
    lines.push(rest);
    lines
}

/// Where to break text of one byte a column.
fn cut_plain(text: &str, columns: usize) -> usize {
    text[..=columns].rfind(' ').filter(|at| *at > 0).unwrap_or(columns)
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

#[cfg(test)]
mod tests {
    use unicode_width::UnicodeWidthStr;

    use super::{cut, cut_plain, wrap};

    #[test]
    fn breaks_at_spaces_and_inside_long_words_only() {
        let check =
            |text, columns, lines: &[&str]| assert_eq!(wrap(text, columns), lines, "{text} at {columns}");
        check("", 5, &[""]);
        check("one", 5, &["one"]);
        check("one two", 7, &["one two"]);
        check("one two", 6, &["one", "two"]);
        check("one  two", 3, &["one", "two"]);
        check("abcdefgh", 3, &["abc", "def", "gh"]);
        check("a abcdef", 3, &["a", "abc", "def"]);
        check("a", 0, &["a"]);
        check("日本語のテキスト", 6, &["日本語", "のテキ", "スト"]);
        check("é é é", 3, &["é é", "é"]);
    }

    #[test]
    fn no_line_is_wider_than_asked_for() {
        for text in
            ["Pee that burns, or is bloody, brown or cloudy", "日本 語の e\u{301}e\u{301} テ", "abcdefghijkl"]
        {
            for columns in 2..30 {
                assert!(
                    wrap(text, columns).iter().all(|line| line.width() <= columns),
                    "{text} at {columns}"
                );
            }
        }
    }

    #[test]
    fn the_short_way_breaks_where_the_long_way_does() {
        let text = "Chest pain or pressure, or coughing up blood. New or sudden trouble breathing.";
        for start in 0..text.len() - 40 {
            for columns in 1..30 {
                let part = text[start..].trim_start();
                assert_eq!(cut_plain(part, columns), cut(part, columns), "{part} at {columns}");
            }
        }
    }
}
