//! Percentages, chances and doses.

use std::ops::Range;

use super::tokens::{Reading, Token, whole_of};

/// Words that speak of chances in figures.
const FIGURES: &[&str] = &["percent", "percentage", "percentages", "odds", "probability", "probabilities"];

/// Units of a dose behind a number in figures.
const UNITS: &[&str] = &[
    "mg",
    "g",
    "ml",
    "mcg",
    "ug",
    "iu",
    "milligram",
    "milligrams",
    "microgram",
    "micrograms",
    "gram",
    "grams",
    "gramme",
    "grammes",
    "millilitre",
    "millilitres",
    "milliliter",
    "milliliters",
];

/// What is counted out in a dose.
const PIECES: &[&str] = &[
    "tablet",
    "tablets",
    "pill",
    "pills",
    "capsule",
    "capsules",
    "drop",
    "drops",
    "puff",
    "puffs",
    "teaspoon",
    "teaspoons",
    "teaspoonful",
    "teaspoonfuls",
    "spoonful",
    "spoonfuls",
    "unit",
    "units",
];

/// Numbers in words.
const NUMBERS: &[&str] = &["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

/// Numbers in words that a chance may be out of.
const OUT_OF: &[&str] = &[
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twenty", "fifty", "hundred",
    "thousand",
];

/// Where a text gives a percentage or a chance in figures.
pub(super) fn chances(text: &Reading<'_>) -> Vec<Range<usize>> {
    let written = text.word.as_str();
    let mut found: Vec<Range<usize>> = written.match_indices('%').map(|(at, _)| at..at + 1).collect();
    for (n, token) in text.tokens.iter().enumerate() {
        let word = text.lower(token);
        let behind = |by: usize| text.tokens.get(n + by).map(|token| text.lower(token));
        if is_in(word, FIGURES) {
            found.push(token.at.clone());
        } else if word == "per" && behind(1) == Some("cent") {
            found.push(whole_of(&text.tokens[n..n + 2]));
        } else if behind(1) == Some("in")
            && is_number(word, NUMBERS)
            && behind(2).is_some_and(|of| is_number(of, OUT_OF))
            && behind(3).is_none_or(|what| !is_period(what))
            && !parted(&text.tokens[n..n + 3], written)
        {
            found.push(whole_of(&text.tokens[n..n + 3]));
        }
    }
    found
}

/// Where a text names a dose.
pub(super) fn doses(text: &Reading<'_>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for (n, token) in text.tokens.iter().enumerate() {
        let word = text.lower(token);
        let digits = word.bytes().take_while(u8::is_ascii_digit).count();
        // The number and its unit in one: `500mg`.
        if digits > 0 && is_in(&word[digits..], UNITS) {
            found.push(token.at.clone());
            continue;
        }
        let Some(next) = text.tokens.get(n + 1).filter(|_| !token.ends) else { continue };
        let unit = text.lower(next);
        if is_digits(word) && is_in(unit, UNITS) || is_number(word, NUMBERS) && is_in(unit, PIECES) {
            found.push(token.at.start..next.at.end);
        }
    }
    found
}

fn is_in(word: &str, list: &[&str]) -> bool {
    list.contains(&word)
}

fn is_digits(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_number(word: &str, words: &[&str]) -> bool {
    is_digits(word) || is_in(word, words)
}

/// `4 in 6 weeks` is no chance.
fn is_period(word: &str) -> bool {
    is_in(word, &["hours", "days", "weeks", "months", "years", "minutes", "nights"])
}

/// Whether anything but spaces stands between the words.
fn parted(tokens: &[Token], text: &str) -> bool {
    tokens.windows(2).any(|pair| !text[pair[0].at.end..pair[1].at.start].chars().all(char::is_whitespace))
}
