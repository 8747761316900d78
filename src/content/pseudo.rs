//! A language that nobody speaks: English, but longer, with accents, wide characters and long words. Screens
//! that bear it bear real translations, and a text that stays plain English has escaped translation.

use super::{raw, texts::each_text};

/// Its id.
pub const PSEUDO: &str = "pseudo";

/// Put in front of a text; two columns wide.
const MARK: char = '語';

/// What makes texts longer. No space, so that it makes long words; with a letter made of two characters.
const FILLER: [&str; 8] = ["ö", "ñ", "w", "ü", "e\u{301}", "å", "ł", "ß"];

/// Longest word of filler.
const LONGEST_WORD: usize = 30;

/// A text in the language that nobody speaks: about two fifths longer, what stands in braces unchanged. The
/// same text always gives the same.
#[must_use]
pub fn pseudo(english: &str) -> String {
    let mut text = String::from(MARK);
    let mut in_braces = false;
    for c in english.chars() {
        in_braces = (in_braces || c == '{') && c != '}';
        text.push(if in_braces { c } else { accented(c) });
    }
    let n_more = english.chars().count().div_ceil(3);
    for n in 0..n_more {
        if n % LONGEST_WORD == 0 {
            text.push(' ');
        }
        text.push_str(FILLER[n % FILLER.len()]);
    }
    text
}

/// Puts the content into the language that nobody speaks.
pub fn into_pseudo(content: &mut raw::Content) {
    each_text(content, &mut |_, word| word.text = pseudo(&word.text));
}

const fn accented(c: char) -> char {
    match c {
        'a' => 'á',
        'c' => 'ç',
        'd' => 'ð',
        'e' => 'ê',
        'g' => 'ğ',
        'i' => 'ï',
        'l' => 'ł',
        'n' => 'ñ',
        'o' => 'ø',
        's' => 'š',
        't' => 'ŧ',
        'u' => 'ü',
        'y' => 'ý',
        'A' => 'Å',
        'C' => 'Ç',
        'D' => 'Đ',
        'E' => 'É',
        'G' => 'Ğ',
        'H' => 'Ħ',
        'I' => 'Î',
        'N' => 'Ñ',
        'O' => 'Ö',
        'S' => 'Š',
        'T' => 'Ŧ',
        'U' => 'Ü',
        'W' => 'Ŵ',
        'Y' => 'Ý',
        c => c,
    }
}
