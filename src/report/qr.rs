//! A text as a QR code that a phone reads without any network (ISO/IEC 18004).

use qrcode::{Color, EcLevel, QrCode, Version, bits::Bits};

/// Width of the empty border that the standard asks for, in modules.
pub const QUIET: usize = 4;
/// Width of the border that readers still take; used where that makes room for more text.
pub const LEAST_QUIET: usize = 2;

/// The largest version that is drawn: beyond it, the modules get too small for the camera of a plain phone.
const MOST_VERSION: i16 = 20;

/// A code, and the text in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Code {
    text: String,
    modules: usize,
    quiet: usize,
    dark: Vec<bool>,
}

impl Code {
    /// The code with the first text that fits into a square of `side` modules, the border included.
    ///
    /// A text is taken in the smallest code that holds it, with as much error correction as that one has
    /// room for. The border is narrowed only where a longer text fits then.
    #[must_use]
    pub fn fit(texts: &[String], side: usize) -> Option<Self> {
        let at = |quiet: usize| {
            let most = side.checked_sub(2 * quiet)?;
            texts.iter().enumerate().find_map(|(n, text)| Some((n, Self::new(text, most, quiet)?)))
        };
        match (at(QUIET), at(LEAST_QUIET)) {
            (Some((n, _)), Some((narrow, code))) if narrow < n => Some(code),
            (Some((_, code)), _) | (None, Some((_, code))) => Some(code),
            (None, None) => None,
        }
    }

    /// The side of the smallest square that some text fits into, in modules, the border included.
    #[must_use]
    pub fn least_side(texts: &[String]) -> Option<usize> {
        let versions = texts.iter().filter_map(|text| version_for(text, usize::MAX));
        versions.map(|version| modules(version) + 2 * LEAST_QUIET).min()
    }

    fn new(text: &str, most: usize, quiet: usize) -> Option<Self> {
        let version = version_for(text, most)?;
        let levels = [EcLevel::H, EcLevel::Q, EcLevel::M, EcLevel::L];
        let code = levels
            .into_iter()
            .find_map(|level| QrCode::with_bits(bits(text, version, level)?, level).ok())?;
        let dark = code.to_colors().into_iter().map(|colour| colour == Color::Dark).collect();
        Some(Self { text: text.to_owned(), modules: code.width(), quiet, dark })
    }

    /// What a phone reads.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The side of the square, in modules, the border included.
    #[must_use]
    pub const fn side(&self) -> usize {
        self.modules + 2 * self.quiet
    }

    /// Whether a module is dark, counted from the upper left corner of the border; all around it is light.
    #[must_use]
    pub fn is_dark(&self, x: usize, y: usize) -> bool {
        let inside = |at: usize| at.checked_sub(self.quiet).filter(|at| *at < self.modules);
        match (inside(x), inside(y)) {
            (Some(x), Some(y)) => self.dark.get(y * self.modules + x).copied().unwrap_or(false),
            _ => false,
        }
    }
}

/// The smallest version that holds a text and has at most so many modules a side.
fn version_for(text: &str, most: usize) -> Option<Version> {
    (1..=MOST_VERSION)
        .map(Version::Normal)
        .take_while(|version| modules(*version) <= most)
        .find(|version| bits(text, *version, EcLevel::L).is_some())
}

fn modules(version: Version) -> usize {
    usize::try_from(version.width()).unwrap_or(usize::MAX)
}

/// A text as the bytes of UTF-8, which is what phones take text for; the modes for other alphabets would mix
/// encodings.
fn bits(text: &str, version: Version, level: EcLevel) -> Option<Bits> {
    let mut bits = Bits::new(version);
    bits.push_byte_data(text.as_bytes()).and_then(|()| bits.push_terminator(level)).ok()?;
    Some(bits)
}

#[cfg(test)]
mod tests {
    use super::{Code, LEAST_QUIET, QUIET};

    fn texts(lengths: &[usize]) -> Vec<String> {
        lengths.iter().map(|n| "a".repeat(*n)).collect()
    }

    #[test]
    fn takes_the_longest_text_that_fits() {
        // At the lowest correction, version 1 holds 17 bytes in 21 modules and version 2 holds 32 in 25.
        let texts = texts(&[33, 32, 17]);
        let length = |side| Code::fit(&texts, side).map(|code| code.text().len());
        assert_eq!(length(29 + 2 * QUIET), Some(33));
        assert_eq!(length(29 + 2 * LEAST_QUIET), Some(33), "with a narrow border");
        assert_eq!(length(28 + 2 * LEAST_QUIET), Some(32));
        assert_eq!(length(21 + 2 * LEAST_QUIET), Some(17));
        assert_eq!(length(20 + 2 * LEAST_QUIET), None);
        assert_eq!(Code::least_side(&texts), Some(21 + 2 * LEAST_QUIET));
    }

    #[test]
    fn the_border_is_light_and_as_wide_as_there_is_room_for() {
        let code = Code::fit(&texts(&[17]), 99).expect("it fits");
        assert_eq!(code.side(), 21 + 2 * QUIET);
        for at in 0..code.side() {
            for edge in (0..QUIET).flat_map(|n| [n, code.side() - 1 - n]) {
                assert!(!code.is_dark(at, edge) && !code.is_dark(edge, at));
            }
        }
        assert!(code.is_dark(QUIET, QUIET), "a corner of the first finder");
        assert!(!code.is_dark(1000, QUIET));
    }

    #[test]
    fn what_is_too_long_for_any_code_fits_nowhere() {
        assert_eq!(Code::fit(&texts(&[5000]), usize::MAX), None);
        assert_eq!(Code::least_side(&texts(&[5000])), None);
    }
}
