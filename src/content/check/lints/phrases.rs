//! Words and runs of words, found in texts whatever their capitals.

use std::collections::{HashMap, hash_map::Entry};

use super::{
    tokens::{Reading, tokens},
    wordset::Wordset,
};

/// The most words of a run that are looked at; of a longer one its first words are looked for.
const MOST_WORDS: usize = 8;

/// Runs of words, each with what it stands for.
pub(super) struct Phrases<T> {
    /// In small letters, with one space between the words.
    phrases: HashMap<String, T>,
    /// The most words of those that begin with this word.
    longest: Wordset<String, usize>,
}

impl<T: Copy> Phrases<T> {
    pub(super) fn new() -> Self {
        Self { phrases: HashMap::new(), longest: Wordset::new() }
    }

    /// Adds a run of words; one without words is passed over, and the first of two that are the same
    /// counts.
    pub(super) fn add(&mut self, phrase: &str, value: T) {
        let lower = phrase.to_ascii_lowercase();
        let tokens = tokens(&lower);
        let words: Vec<&str> = tokens.iter().take(MOST_WORDS).map(|token| &lower[token.at.clone()]).collect();
        let Some(first) = words.first() else { return };
        let longest = self.longest.entry((*first).to_owned(), || 0);
        *longest = words.len().max(*longest);
        if let Entry::Vacant(entry) = self.phrases.entry(words.join(" ")) {
            entry.insert(value);
        }
    }

    /// Those that begin at the word of this number, each with the number behind its last word. A run
    /// of words does not reach over the end of a sentence.
    pub(super) fn at(&self, text: &Reading<'_>, start: usize) -> Vec<(usize, T)> {
        let mut found = Vec::new();
        let first = text.tokens.get(start).map(|token| text.lower(token));
        let Some((_, longest)) = first.and_then(|first| self.longest.get(first)) else { return found };
        let mut phrase = String::new();
        for (n, token) in text.tokens.iter().enumerate().skip(start).take(*longest) {
            if n > start {
                phrase.push(' ');
            }
            phrase.push_str(text.lower(token));
            found.extend(self.phrases.get(&phrase).map(|value| (n + 1, *value)));
            if token.ends {
                break;
            }
        }
        found
    }
}
