//! A string of the content that remembers where it stood.
//!
//! serde hands a borrowed string to the visitor whenever the source holds no escape in it, so its
//! address tells its place. That works inside enums and costs nothing.

use std::{
    cell::{Cell, RefCell},
    fmt,
    ops::Range,
};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

thread_local! {
    /// Address and length of the text being read on this thread.
    static SOURCE: Cell<(usize, usize)> = const { Cell::new((0, 0)) };
    /// The text itself, to look for strings that hold escapes.
    static TEXT: RefCell<String> = const { RefCell::new(String::new()) };
    /// End of the last string met.
    static LAST: Cell<usize> = const { Cell::new(0) };
}

/// A string with its place in the file it came from.
///
/// `at` is a range of bytes inside the quotes; `None` when it was not read from text. A string that
/// holds an escape points behind the string before it, which is near enough to find it.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Word {
    /// The string.
    pub text: String,
    /// Where it stood.
    pub at: Option<Range<usize>>,
}

impl Word {
    /// The string.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Where a part of it stood; all of it, where escapes hide the place.
    pub(super) fn part(&self, part: Range<usize>) -> Option<Range<usize>> {
        let at = self.at.clone()?;
        Some(if at.len() == self.text.len() { at.start + part.start..at.start + part.end } else { at })
    }
}

impl fmt::Debug for Word {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.text.fmt(f)
    }
}

impl Serialize for Word {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}

impl<'de> Deserialize<'de> for Word {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(WordVisitor)
    }
}

struct WordVisitor;

impl<'de> de::Visitor<'de> for WordVisitor {
    type Value = Word;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text in quotes")
    }

    fn visit_borrowed_str<E: de::Error>(self, text: &'de str) -> Result<Word, E> {
        let (base, length) = SOURCE.get();
        let start = (text.as_ptr() as usize).wrapping_sub(base);
        let at = (start.checked_add(text.len()).is_some_and(|end| end <= length)).then(|| {
            LAST.set(start + text.len());
            start..start + text.len()
        });
        Ok(Word { text: text.to_owned(), at })
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Word, E> {
        let at = (SOURCE.get().1 > 0).then(|| {
            let at = TEXT.with_borrow(|source| next_string(source, LAST.get()));
            LAST.set(at.end);
            at
        });
        Ok(Word { text: text.to_owned(), at })
    }
}

/// Runs `read` while strings borrowed from `source` learn their place in it.
pub(super) fn with_places<T>(source: &str, read: impl FnOnce() -> T) -> T {
    SOURCE.set((source.as_ptr() as usize, source.len()));
    LAST.set(usize::MAX);
    TEXT.set(source.to_owned());
    let result = read();
    SOURCE.set((0, 0));
    result
}

/// The inside of the first string with escapes behind the string that ends at `last`.
fn next_string(source: &str, last: usize) -> Range<usize> {
    let bytes = source.as_bytes();
    // The quote that ends the last string is skipped.
    let mut at = last.wrapping_add(1);
    while at < bytes.len() {
        match &bytes[at..] {
            [b'/', b'/', ..] => {
                at += bytes[at..].iter().position(|b| *b == b'\n').unwrap_or(bytes.len() - at);
            }
            [b'/', b'*', ..] => at = comment_end(bytes, at),
            [b'"', ..] => return at + 1..string_end(bytes, at + 1),
            _ => at += 1,
        }
    }
    bytes.len()..bytes.len()
}

fn comment_end(bytes: &[u8], start: usize) -> usize {
    let (mut at, mut depth) = (start, 0_usize);
    while at < bytes.len() {
        match &bytes[at..] {
            [b'/', b'*', ..] => (at, depth) = (at + 2, depth + 1),
            [b'*', b'/', ..] if depth == 1 => return at + 2,
            [b'*', b'/', ..] => (at, depth) = (at + 2, depth - 1),
            _ => at += 1,
        }
    }
    bytes.len()
}

fn string_end(bytes: &[u8], start: usize) -> usize {
    let mut at = start;
    while at < bytes.len() && bytes[at] != b'"' {
        at += if bytes[at] == b'\\' { 2 } else { 1 };
    }
    at.min(bytes.len())
}
