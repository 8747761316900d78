//! What a typed line means.

use crate::locale::Strings;

/// A line, understood.
pub(super) enum Said {
    Again,
    Back,
    Why,
    Review,
    Quit,
    Help,
    Skip,
    Go,
    Empty,
    Numbers(Vec<usize>),
    Unclear,
}

/// What a line means. English words are understood in every language: help may have been read there.
pub(super) fn understand(line: &str, strings: &Strings<'_>) -> Said {
    let line = line.trim().to_lowercase();
    match line.as_str() {
        "" => Said::Empty,
        "?" => Said::Why,
        line => {
            word(line, strings).or_else(|| word(line, &Strings::ENGLISH)).unwrap_or_else(|| numbers(line))
        }
    }
}

/// Whether a word is one of those that mean the same.
pub(super) fn says(words: &str, word: &str) -> bool {
    words.split_whitespace().any(|other| other == word)
}

fn word(line: &str, strings: &Strings<'_>) -> Option<Said> {
    let is = |words: &str| says(words, line);
    Some(match () {
        () if is(strings.word_again) => Said::Again,
        () if is(strings.word_back) => Said::Back,
        () if is(strings.word_why) => Said::Why,
        () if is(strings.word_review) => Said::Review,
        () if is(strings.word_quit) => Said::Quit,
        () if is(strings.word_help) => Said::Help,
        () if is(strings.word_skip) => Said::Skip,
        () if is(strings.word_go) => Said::Go,
        () => return None,
    })
}

fn numbers(line: &str) -> Said {
    let parts = line.split([' ', ',', ';', '\t']).filter(|part| !part.is_empty());
    let parsed: Result<Vec<usize>, _> = parts.map(str::parse).collect();
    match parsed {
        Ok(numbers) if !numbers.is_empty() => Said::Numbers(numbers),
        _ => Said::Unclear,
    }
}
