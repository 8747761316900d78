//! Large letters, each as high as several rows of text.

mod font;

use super::super::theme::Signs;
use font::GLYPHS;

/// Dots between two letters.
const GAP: usize = 1;

/// Writes a text large, in rows of at most `columns`. `None` where a letter has no large shape or a word is
/// too wide: then the text has to be written as it is, since no letter may be missing.
pub(in crate::ui) fn letters(text: &str, columns: usize, signs: Signs) -> Option<Vec<String>> {
    let mut rows = Vec::new();
    for line in lines(text, columns)? {
        if !rows.is_empty() {
            rows.push(String::new());
        }
        let dots = dots(&line)?;
        match signs {
            Signs::Ascii => rows.extend(dots.iter().map(|row| row.iter().map(|dot| sign(*dot)).collect())),
            Signs::Unicode => rows.extend(dots.chunks(2).map(|pair| {
                let lower = |n: usize| pair.get(1).is_some_and(|row| row[n]);
                pair[0].iter().enumerate().map(|(n, upper)| half(*upper, lower(n))).collect::<String>()
            })),
        }
    }
    Some(rows)
}

const fn sign(dot: bool) -> char {
    if dot { '#' } else { ' ' }
}

/// Two dots, one above the other; a cell is about twice as high as wide, so each of them is a square.
const fn half(upper: bool, lower: bool) -> char {
    match (upper, lower) {
        (true, true) => '█',
        (true, false) => '▀',
        (false, true) => '▄',
        (false, false) => ' ',
    }
}

fn glyph(letter: char) -> Option<&'static str> {
    GLYPHS.iter().find(|(known, _)| *known == letter).map(|(_, rows)| *rows)
}

/// Columns of a text on one line.
fn width(text: &str) -> Option<usize> {
    let widths = text.chars().map(|letter| glyph(letter)?.split('/').next().map(str::len));
    let sum = widths.sum::<Option<usize>>()?;
    Some(sum + GAP * text.chars().count().saturating_sub(1))
}

/// Breaks a text between words.
fn lines(text: &str, columns: usize) -> Option<Vec<String>> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        if width(word)? > columns {
            return None;
        }
        let longer = lines.last().map(|line| format!("{line} {word}"));
        match (longer, lines.last_mut()) {
            (Some(longer), Some(line)) if width(&longer)? <= columns => *line = longer,
            _ => lines.push(word.to_owned()),
        }
    }
    Some(lines)
}

/// One line as rows of dots. Rows below the line are there only if a letter reaches into them.
fn dots(line: &str) -> Option<Vec<Vec<bool>>> {
    let glyphs: Vec<Vec<&str>> =
        line.chars().map(|letter| Some(glyph(letter)?.split('/').collect())).collect::<Option<_>>()?;
    let height = glyphs.iter().map(Vec::len).max().unwrap_or(0);
    let row = |n: usize| {
        let mut row = Vec::new();
        for glyph in &glyphs {
            if !row.is_empty() {
                row.resize(row.len() + GAP, false);
            }
            match glyph.get(n) {
                Some(dots) => row.extend(dots.bytes().map(|dot| dot == b'#')),
                None => row.resize(row.len() + glyph[0].len(), false),
            }
        }
        row
    };
    Some((0..height).map(row).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shape_is_as_wide_in_each_of_its_rows() {
        for (letter, glyph) in GLYPHS {
            let widths: Vec<usize> = glyph.split('/').map(str::len).collect();
            assert!((7..=9).contains(&widths.len()), "{letter}");
            assert!(widths.iter().all(|width| *width == widths[0] && *width > 0), "{letter}");
            assert!(glyph.bytes().all(|dot| matches!(dot, b'#' | b'.' | b'/')), "{letter}");
        }
    }

    #[test]
    fn no_two_letters_have_the_same_shape() {
        for (n, (letter, glyph)) in GLYPHS.iter().enumerate() {
            for (other, _) in GLYPHS[..n].iter().filter(|(_, other)| other == glyph) {
                // A zero is round, and a capital with an accent is no higher than a small letter.
                let alike = matches!((other, letter), ('0', 'O') | ('ó', 'Ó'));
                assert!(alike, "{letter} and {other}");
            }
        }
    }

    #[test]
    fn there_is_a_shape_for_each_letter_of_english_and_spanish() {
        let accented = "áéíóúüñÁÉÍÓÚÜÑ¡¿";
        for letter in ('a'..='z').chain('A'..='Z').chain('0'..='9').chain(accented.chars()) {
            assert!(glyph(letter).is_some(), "{letter}");
        }
    }

    #[test]
    fn a_text_with_a_letter_that_has_no_shape_is_not_written_at_all() {
        for text in ["呼んで", "Call 999 №", "naïve"] {
            assert_eq!(letters(text, 200, Signs::Unicode), None, "{text}");
        }
    }

    #[test]
    fn breaks_between_words_and_never_runs_over() {
        for columns in 0..100 {
            for signs in [Signs::Unicode, Signs::Ascii] {
                if let Some(rows) = letters("Call 999 now", columns, signs) {
                    assert!(rows.iter().all(|row| row.chars().count() <= columns), "{columns}");
                }
            }
        }
        assert_eq!(letters("Call 999 now", 10, Signs::Ascii), None);
        let one = letters("Call 999 now", 70, Signs::Unicode).map(|rows| rows.len());
        let two = letters("Call 999 now", 50, Signs::Unicode).map(|rows| rows.len());
        assert_eq!((one, two), (Some(4), Some(9)));
    }

    #[test]
    fn draws_both_signs_from_the_same_shape() {
        let ascii = ["#", " ", "#", "#", "#", "#", "#"].map(str::to_owned).to_vec();
        assert_eq!(letters("i", 9, Signs::Ascii), Some(ascii));
        let unicode = ["▀", "█", "█", "▀"].map(str::to_owned).to_vec();
        assert_eq!(letters("i", 9, Signs::Unicode), Some(unicode));
    }
}
