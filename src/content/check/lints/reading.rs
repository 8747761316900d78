//! How hard a text is to read.

use std::{collections::HashSet, ops::Range};

use super::super::super::{raw, word::Word};
use super::{
    syllables::syllables,
    tokens::{Reading, Token, short, whole_of},
    wordset::Wordset,
};

/// Name of the lint.
pub(super) const LINT: &str = "reading-level";

/// The highest grade, in tenths.
const HIGHEST: f64 = 60.0;

/// A text with fewer words has no grade worth the name; its longest words are looked at instead.
const FEWEST_WORDS: u32 = 10;

/// The most syllables of a word in such a text.
const MOST_SYLLABLES: usize = 3;

/// A word with this many is named as one that makes a text hard.
const HARD: usize = 3;

/// The most hard words that a message names.
const MOST_NAMED: usize = 4;

/// What is hard to read, and where.
pub(super) struct Hard<'a> {
    pub(super) text: &'a Word,
    /// The very words, in bytes of the text.
    pub(super) part: Range<usize>,
    pub(super) message: String,
    pub(super) help: String,
}

/// The words that may be used although they are hard.
pub(super) struct NeededWords<'a> {
    words: Wordset<&'a str, ()>,
    used: HashSet<&'a str>,
}

/// Counted parts of a text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Count {
    words: u32,
    sentences: u32,
    syllables: u32,
}

impl Count {
    fn add(&mut self, other: Self) {
        self.words += other.words;
        self.sentences += other.sentences;
        self.syllables += other.syllables;
    }

    /// Grade after Flesch and Kincaid (Kincaid and others, 1975), in tenths; 0 where nothing can be read.
    fn grade(self) -> f64 {
        if self.words == 0 || self.sentences == 0 {
            return 0.0;
        }
        let words = f64::from(self.words);
        let grade =
            0.39 * words / f64::from(self.sentences) + 11.8 * f64::from(self.syllables) / words - 15.59;
        (grade * 10.0).round()
    }
}

impl<'a> NeededWords<'a> {
    pub(super) fn new(lints: &'a raw::Lints) -> Self {
        let mut words = Wordset::new();
        for word in lints.words.iter().flat_map(|needed| &needed.words) {
            words.entry(word.as_str(), || ());
        }
        Self { words, used: HashSet::new() }
    }

    /// Whether a word may be used: as it is listed, but for capitals.
    pub(super) fn has(&mut self, written: &str, lower: &str) -> bool {
        let known = self.words.get(lower).or_else(|| self.words.get(written));
        self.used.extend(known.map(|(word, ())| *word));
        known.is_some()
    }

    /// Whether a text uses one of these forms.
    pub(super) fn uses(&self, needed: &raw::NeededWord) -> bool {
        needed.words.iter().any(|form| self.used.contains(form.as_str()))
    }

    /// Syllables of a word; placeholders and words that are needed count as one.
    fn syllables(&mut self, text: &Reading<'_>, token: &Token) -> usize {
        let lower = text.lower(token);
        if lower.starts_with('{') || self.has(text.written(token), lower) { 1 } else { syllables(lower) }
    }

    fn count(&mut self, text: &Reading<'_>, sentence: &[Token]) -> Count {
        let mut count = Count { words: 0, sentences: 1, syllables: 0 };
        for token in sentence {
            count.words += 1;
            count.syllables += u32::try_from(self.syllables(text, token)).unwrap_or(u32::MAX);
        }
        count
    }
}

/// What makes texts that are read together too hard, if they are.
pub(super) fn too_hard<'a>(texts: &[Reading<'a>], needed: &mut NeededWords<'_>) -> Vec<Hard<'a>> {
    let mut whole = Count::default();
    let mut hardest: Option<(f64, &Reading<'a>, &[Token])> = None;
    for text in texts {
        for sentence in text.sentences() {
            let count = needed.count(text, sentence);
            whole.add(count);
            let grade = count.grade();
            if hardest.is_none_or(|(highest, ..)| grade > highest) {
                hardest = Some((grade, text, sentence));
            }
        }
    }
    if whole.words < FEWEST_WORDS {
        return texts.iter().flat_map(|text| long_words(text, needed)).collect();
    }
    let grade = whole.grade();
    match hardest {
        Some((_, text, sentence)) if grade > HIGHEST => vec![hard_sentence(grade, text, sentence, needed)],
        _ => Vec::new(),
    }
}

fn long_words<'a>(text: &Reading<'a>, needed: &mut NeededWords<'_>) -> Vec<Hard<'a>> {
    let mut found = Vec::new();
    for token in &text.tokens {
        let n = needed.syllables(text, token);
        if n > MOST_SYLLABLES {
            let word = short(text.written(token));
            found.push(Hard {
                text: text.word,
                part: token.at.clone(),
                message: format!("`{word}` has {n} syllables, which is long for so short a text"),
                help: "find a plainer word; if none will do, list it under `words` in lints.ron".to_owned(),
            });
        }
    }
    found
}

fn hard_sentence<'a>(
    grade: f64,
    text: &Reading<'a>,
    sentence: &[Token],
    needed: &mut NeededWords<'_>,
) -> Hard<'a> {
    let mut named: Vec<&str> = Vec::new();
    for token in sentence {
        let word = short(text.written(token));
        if named.len() < MOST_NAMED && !named.contains(&word) && needed.syllables(text, token) >= HARD {
            named.push(word);
        }
    }
    let n = sentence.len();
    let help = if named.is_empty() {
        format!("its hardest sentence has {n} words; make two of it")
    } else {
        let named = named.join("`, `");
        format!("its hardest sentence has {n} words; split it, or find plainer words for `{named}`")
    };
    Hard {
        text: text.word,
        part: whole_of(sentence),
        message: format!("the text reads at grade {:.1}, above {:.1}", grade / 10.0, HIGHEST / 10.0),
        help,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(text: &str) -> Word {
        Word { text: text.to_owned(), at: None }
    }

    /// The parts of the texts that are too hard, read together, with these words allowed.
    fn hard(texts: &[&str], allowed: &[&str]) -> Vec<String> {
        let entry = raw::NeededWord { words: allowed.iter().copied().map(word).collect(), means: word("x") };
        let lints = raw::Lints { words: vec![entry], ..raw::Lints::default() };
        let words: Vec<Word> = texts.iter().copied().map(word).collect();
        let texts: Vec<Reading<'_>> = words.iter().map(Reading::new).collect();
        let found = too_hard(&texts, &mut NeededWords::new(&lints));
        found.into_iter().map(|hard| hard.text.as_str()[hard.part].to_owned()).collect()
    }

    fn count(text: &str) -> Count {
        let word = word(text);
        let reading = Reading::new(&word);
        let lints = raw::Lints::default();
        let mut needed = NeededWords::new(&lints);
        let mut whole = Count::default();
        reading.sentences().for_each(|sentence| whole.add(needed.count(&reading, sentence)));
        whole
    }

    #[test]
    fn counts_words_sentences_and_syllables() {
        let counted = |words, sentences, syllables| Count { words, sentences, syllables };
        assert_eq!(count("The knee is hot. Is it red? Yes"), counted(8, 3, 8));
        assert_eq!(count("Rest for 1.5 hours, well-wrapped."), counted(7, 1, 7));
        assert_eq!(count("See a {doctor} or {advice_line}."), counted(5, 1, 5));
        assert_eq!(count("It doesn't hurt (much.) Really"), counted(5, 2, 7));
        assert_eq!(count("So what?! Then go."), counted(4, 2, 4));
        assert_eq!(count(""), counted(0, 0, 0));
        assert_eq!(count(" ... ?! "), counted(0, 0, 0));
    }

    #[test]
    fn grades_as_the_formula_says() {
        // 0.39 * 10 / 1 + 11.8 * 10 / 10 - 15.59 = 0.11
        let easy = Count { words: 10, sentences: 1, syllables: 10 };
        // 0.39 * 20 / 2 + 11.8 * 34 / 20 - 15.59 = 8.37
        let hard = Count { words: 20, sentences: 2, syllables: 34 };
        assert_eq!(
            [easy.grade(), hard.grade(), Count::default().grade()].map(|tenths| format!("{tenths:.0}")),
            ["1", "84", "0"]
        );
    }

    #[test]
    fn what_has_no_words_or_no_sentences_has_no_grade() {
        let without =
            [Count { words: 3, sentences: 0, syllables: 5 }, Count { words: 0, sentences: 1, syllables: 0 }];
        assert_eq!(without.map(|count| format!("{:.0}", count.grade())), ["0", "0"]);
    }

    #[test]
    fn points_at_the_hardest_sentence_of_a_hard_text() {
        let text = "Rest it. Considerable inflammation necessitates immediate medical examination. Then wait a day or two.";
        assert_eq!(
            hard(&[text], &[]),
            ["Considerable inflammation necessitates immediate medical examination"]
        );
        assert_eq!(hard(&["Rest the sore leg on a chair for a while. Then walk a bit."], &[]), [""; 0]);
    }

    #[test]
    fn looks_at_the_longest_words_of_a_short_text() {
        assert_eq!(hard(&["Kidney disease, an operation"], &[]), ["operation"]);
        assert_eq!(hard(&["Suddenly and together"], &[]), [""; 0]);
        assert_eq!(hard(&["Diabetes"], &["diabetes"]), [""; 0]);
    }

    #[test]
    fn reads_an_option_with_its_hint() {
        let hint = "It counts if you had it in the last few weeks and it hurt.";
        assert_eq!(hard(&["An operation", hint], &[]), [""; 0]);
        assert_eq!(hard(&["An operation"], &[]), ["operation"]);
    }

    #[test]
    fn takes_an_abbreviation_as_it_is_listed() {
        let lints = raw::Lints {
            words: vec![raw::NeededWord { words: vec![word("MRI")], means: word("a scan") }],
            ..raw::Lints::default()
        };
        let mut needed = NeededWords::new(&lints);
        assert!(needed.has("MRI", "mri"));
        assert!(!needed.has("Mri", "mri"));
    }
}
