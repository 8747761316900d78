//! Text that may be shown: no control characters, and places for numbers that differ by country.

use std::borrow::Cow;

/// Names that may stand in braces in a text.
pub(super) const PLACEHOLDERS: [&str; 7] = [
    "emergency_number",
    "emergency_place",
    "advice_line",
    "doctor",
    "maternity_unit",
    "mental_health_line",
    "poison_line",
];

/// A checked text. It holds no character that could drive a terminal or a printer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Text(String);

impl Text {
    /// Wraps a text that [`fault_in`] found nothing wrong with, or `None`.
    #[must_use]
    pub fn new(text: &str) -> Option<Self> {
        fault_in(text).is_none().then(|| Self(text.to_owned()))
    }

    /// The text with its placeholders still in braces.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The text with the words of a place put in.
    #[must_use]
    pub fn fill(&self, words: &Words) -> Cow<'_, str> {
        if !self.0.contains('{') {
            return Cow::Borrowed(&self.0);
        }
        let mut filled = self.0.clone();
        for name in PLACEHOLDERS {
            let braced = format!("{{{name}}}");
            if filled.contains(&braced) {
                filled = filled.replace(&braced, words.get(name));
            }
        }
        Cow::Owned(filled)
    }
}

/// Numbers and words of one place; generic words stand where the place has none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words {
    pub(super) values: [String; PLACEHOLDERS.len()],
}

impl Words {
    /// Every placeholder with its word.
    pub fn all(&self) -> impl Iterator<Item = (&'static str, &str)> {
        PLACEHOLDERS.into_iter().zip(self.values.iter().map(String::as_str))
    }

    /// The word for a placeholder; empty for a name that is none.
    #[must_use]
    pub fn get(&self, name: &str) -> &str {
        PLACEHOLDERS.iter().position(|p| *p == name).map_or("", |ix| &self.values[ix])
    }
}

/// What makes a text unfit to be shown, and at which byte.
///
/// Refused are control characters, line and paragraph separators, and the invisible characters that
/// change the direction or the order of text (Unicode Bidirectional Algorithm, UAX #9).
#[must_use]
pub fn fault_in(text: &str) -> Option<(usize, String)> {
    // Nearly all texts are plain ASCII; this runs over all content at every start.
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return None;
    }
    text.char_indices().find_map(|(at, c)| {
        let kind = match c {
            c if c.is_control() => "control character",
            '\u{2028}' | '\u{2029}' => "line separator",
            '\u{200e}' | '\u{200f}' | '\u{061c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
                "character that changes the direction of text"
            }
            '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}' => "invisible character",
            _ => return None,
        };
        Some((at, format!("{kind} U+{:04X}", c as u32)))
    })
}

/// A placeholder that is not known, or a brace without its partner; with its byte range.
pub(super) fn bad_placeholder(text: &str) -> Option<std::ops::Range<usize>> {
    // Few texts have braces at all, and this runs over all content at every start.
    if !text.bytes().any(|byte| matches!(byte, b'{' | b'}')) {
        return None;
    }
    let mut rest = 0;
    while let Some(found) = text[rest..].find(['{', '}']) {
        let open = rest + found;
        let name_end = text[open + 1..].find(['{', '}']).map(|n| open + 1 + n);
        match name_end {
            Some(end)
                if text.as_bytes()[open] == b'{'
                    && text.as_bytes()[end] == b'}'
                    && PLACEHOLDERS.contains(&&text[open + 1..end]) =>
            {
                rest = end + 1;
            }
            Some(end) => return Some(open..end + 1),
            None => return Some(open..open + 1),
        }
    }
    None
}
