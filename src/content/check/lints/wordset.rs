//! Words by name, with a quick answer for the many words that are not among them.

use std::{borrow::Borrow, collections::HashMap, hash::Hash};

/// Bits of the filter.
const BITS: usize = 2048;

/// A map from words that says at once of most other words that it does not have them.
///
/// Nearly every word of a text is looked for in every list, and is in none of them.
pub(super) struct Wordset<K, V> {
    words: HashMap<K, V>,
    /// One bit for each first letter, last letter and length that a word of the map has.
    may_have: [u64; BITS / 64],
}

impl<K: Borrow<str> + Hash + Eq, V> Wordset<K, V> {
    pub(super) fn new() -> Self {
        Self { words: HashMap::new(), may_have: [0; BITS / 64] }
    }

    /// The value of a word, a new one if need be.
    pub(super) fn entry(&mut self, word: K, new: impl FnOnce() -> V) -> &mut V {
        let bit = bit(word.borrow());
        self.may_have[bit / 64] |= 1 << (bit % 64);
        self.words.entry(word).or_insert_with(new)
    }

    /// The word as it stands in the map, and its value.
    pub(super) fn get(&self, word: &str) -> Option<(&K, &V)> {
        let bit = bit(word);
        if self.may_have[bit / 64] & 1 << (bit % 64) == 0 { None } else { self.words.get_key_value(word) }
    }
}

fn bit(word: &str) -> usize {
    let letters = word.as_bytes();
    let (Some(first), Some(last)) = (letters.first(), letters.last()) else { return 0 };
    (usize::from(*first) * 61 + usize::from(*last) * 7 + letters.len()) % BITS
}
