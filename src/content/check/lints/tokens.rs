//! A text in words and sentences.

use std::ops::Range;

use super::super::super::word::Word;

/// The most characters of a word in a message.
const MOST_SHOWN: usize = 40;

/// A text, read once for all lints.
pub(super) struct Reading<'a> {
    pub(super) word: &'a Word,
    pub(super) tokens: Vec<Token>,
    /// The text in small letters, as far as they are ASCII; so every byte stays in its place.
    lower: String,
}

impl<'a> Reading<'a> {
    pub(super) fn new(word: &'a Word) -> Self {
        Self { word, tokens: tokens(word.as_str()), lower: word.as_str().to_ascii_lowercase() }
    }

    /// A word as it is written.
    pub(super) fn written(&self, token: &Token) -> &'a str {
        &self.word.text[token.at.clone()]
    }

    /// A word in small letters.
    pub(super) fn lower(&self, token: &Token) -> &str {
        &self.lower[token.at.clone()]
    }

    /// The sentences, each with all of its words.
    pub(super) fn sentences(&self) -> impl Iterator<Item = &[Token]> {
        self.tokens.split_inclusive(|token| token.ends)
    }
}

/// A word of a text, a number, or a placeholder in its braces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    /// Where it stands, in bytes.
    pub(super) at: Range<usize>,
    /// Whether a sentence ends behind it.
    pub(super) ends: bool,
}

/// Splits a text. Hyphens part words; an apostrophe inside a word does not. The end of the text ends
/// a sentence, and so do `.`, `?` and `!` before a space.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::with_capacity(text.len() / 5 + 1);
    let mut start = None;
    let mut stop = false;
    let mut brace = None;
    for (at, c) in text.char_indices() {
        if let Some(open) = brace {
            if c == '}' {
                tokens.push(Token { at: open..at + 1, ends: false });
                brace = None;
            }
            continue;
        }
        if c.is_alphanumeric() || start.is_some() && apostrophe_inside(text, at, c) {
            start.get_or_insert(at);
            stop = false;
            continue;
        }
        if let Some(from) = start.take() {
            tokens.push(Token { at: from..at, ends: false });
        }
        if stop && c.is_whitespace() {
            end_sentence(&mut tokens);
        }
        match c {
            '.' | '?' | '!' => stop = true,
            '"' | '\'' | ')' => {}
            _ => stop = false,
        }
        if c == '{' && text[at..].contains('}') {
            brace = Some(at);
        }
    }
    if let Some(from) = start {
        tokens.push(Token { at: from..text.len(), ends: false });
    }
    end_sentence(&mut tokens);
    tokens
}

fn apostrophe_inside(text: &str, at: usize, c: char) -> bool {
    matches!(c, '\'' | '\u{2019}') && text[at + c.len_utf8()..].starts_with(char::is_alphabetic)
}

fn end_sentence(tokens: &mut [Token]) {
    if let Some(last) = tokens.last_mut() {
        last.ends = true;
    }
}

/// Where a run of words stands, from its first byte to behind its last.
pub(super) fn whole_of(tokens: &[Token]) -> Range<usize> {
    match tokens {
        [first, .., last] => first.at.start..last.at.end,
        [only] => only.at.clone(),
        [] => 0..0,
    }
}

/// A word, cut where a message would be flooded by it.
pub(super) fn short(word: &str) -> &str {
    word.char_indices().nth(MOST_SHOWN).map_or(word, |(end, _)| &word[..end])
}
