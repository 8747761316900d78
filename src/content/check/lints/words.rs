//! Words and claims that no text makes.

use std::{collections::HashSet, ops::Range};

use super::super::super::{
    raw::{self, Condition},
    text::fault_in,
    word::Word,
};
use super::{
    claims::Claims,
    numbers::{chances, doses},
    phrases::Phrases,
    reading::NeededWords,
    shown::Shown,
    tokens::{Reading, short, whole_of},
};

/// Names of the lints.
pub(super) const BANNED: &str = "banned-word";
pub(super) const CHANCE: &str = "percentage-or-score";
pub(super) const DOSE: &str = "dose-or-brand";

/// What turns an order into its opposite.
const DENIALS: &[&str] = &["not", "never", "don't"];

/// What is wrong with a part of a text.
pub(super) struct Fault {
    pub(super) lint: &'static str,
    /// Bytes of the text.
    pub(super) part: Range<usize>,
    pub(super) message: String,
    pub(super) help: Option<String>,
}

/// What the lists of `lints.ron` name.
#[derive(Debug, Clone, Copy)]
enum Name {
    /// The entry of that number in `banned`.
    Banned(usize),
    Score,
    Brand,
}

/// A list of words, ready to be looked for.
pub(super) struct Wordlist<'a> {
    names: Phrases<Name>,
    claims: Claims,
    banned: &'a [raw::Banned],
    /// For each of these, the groups and rules that hold only if one of its options is ticked.
    certain: Vec<HashSet<&'a str>>,
}

impl<'a> Wordlist<'a> {
    pub(super) fn new(lints: &'a raw::Lints, content: &'a raw::Content) -> Self {
        let mut names = Phrases::new();
        for (n, banned) in lints.banned.iter().enumerate() {
            banned.words.iter().for_each(|word| names.add(word.as_str(), Name::Banned(n)));
        }
        lints.scores.iter().for_each(|word| names.add(word.as_str(), Name::Score));
        lints.brands.iter().for_each(|word| names.add(word.as_str(), Name::Brand));
        let certain = lints.banned.iter().map(|banned| certain(content, &banned.unless)).collect();
        Self { names, claims: Claims::new(content), banned: &lints.banned, certain }
    }

    /// What is wrong with the words of a text.
    pub(super) fn faults(
        &self,
        shown: &Shown<'_>,
        text: &Reading<'_>,
        needed: &mut NeededWords<'_>,
    ) -> Vec<Fault> {
        let mut faults = Vec::new();
        let runs = (0..text.tokens.len()).flat_map(|n| {
            let found = self.names.at(text, n).into_iter();
            found.map(move |(end, name)| (whole_of(&text.tokens[n..end]), name))
        });
        faults.extend(runs.filter_map(|(part, name)| self.named(name, part, shown, text)));
        faults.extend(self.claims.find(text).into_iter().map(|part| {
            let help = Some("say that it could fit".to_owned());
            Fault { lint: BANNED, part, message: "this says what the person has".to_owned(), help }
        }));
        faults.extend(chances(text).into_iter().map(|part| {
            let message = "this gives a percentage or a chance".to_owned();
            let help = Some("say it in words, such as `most` or `few`".to_owned());
            Fault { lint: CHANCE, part, message, help }
        }));
        faults.extend(doses(text).into_iter().map(|part| {
            let help = Some("leave doses to the leaflet, the pharmacist or the doctor".to_owned());
            Fault { lint: DOSE, part, message: "this names a dose".to_owned(), help }
        }));
        faults.extend(loud(text, needed));
        faults
    }

    /// What is wrong with words that a list names, if this text may not say them.
    fn named(&self, name: Name, part: Range<usize>, shown: &Shown<'_>, text: &Reading<'_>) -> Option<Fault> {
        let words = short(&text.word.as_str()[part.clone()]);
        let (lint, message, help) = match name {
            Name::Banned(n) if self.may_say(n, shown) => return None,
            Name::Banned(n) if self.banned[n].after_not && is_denied(text, part.start) => return None,
            Name::Banned(n) => {
                let reason = self.banned[n].reason.as_str();
                let help = fault_in(reason).is_none().then(|| reason.to_owned());
                (BANNED, format!("texts do not say `{words}`"), help)
            }
            Name::Score => (CHANCE, format!("`{words}` is a scoring system"), None),
            Name::Brand => {
                let help = Some("say what kind of medicine or product it is".to_owned());
                (DOSE, format!("`{words}` is a brand"), help)
            }
        };
        Some(Fault { lint, part, message, help })
    }

    /// Whether this kind of text, or the conditions it is shown under, make up for a banned word.
    fn may_say(&self, n: usize, shown: &Shown<'_>) -> bool {
        let (banned, certain) = (&self.banned[n], &self.certain[n]);
        banned.allowed_in.contains(&shown.kind)
            || shown.conditions.iter().any(|condition| rests_on(condition, &banned.unless, certain))
    }
}

/// Whether the word at this byte stands behind "not" or "never".
fn is_denied(text: &Reading<'_>, at: usize) -> bool {
    let before = text.tokens.iter().take_while(|token| token.at.end <= at).last();
    before.is_some_and(|token| !token.ends && DENIALS.contains(&text.lower(token)))
}

/// Words all in capitals, and exclamation marks.
fn loud(text: &Reading<'_>, needed: &mut NeededWords<'_>) -> Vec<Fault> {
    let mut faults = Vec::new();
    for token in &text.tokens {
        let word = text.written(token);
        let capitals = word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_uppercase());
        if capitals && !needed.has(word, text.lower(token)) {
            faults.push(Fault {
                lint: BANNED,
                part: token.at.clone(),
                message: format!("`{}` in capitals reads as shouting", short(word)),
                help: Some(
                    "write it small; list an abbreviation that is needed under `words` in lints.ron"
                        .to_owned(),
                ),
            });
        }
    }
    faults.extend(text.word.as_str().match_indices('!').map(|(at, _)| Fault {
        lint: BANNED,
        part: at..at + 1,
        message: "an exclamation mark reads as shouting".to_owned(),
        help: Some("write a full stop".to_owned()),
    }));
    faults
}

/// Groups and rules that hold only if one of the options is ticked.
fn certain<'a>(content: &'a raw::Content, options: &[Word]) -> HashSet<&'a str> {
    let mut certain = HashSet::new();
    let Some(file) = content.red_flags.as_ref().filter(|_| !options.is_empty()) else { return certain };
    let raw = &file.value;
    for group in &raw.groups {
        if rests_on(&group.is, options, &certain) {
            certain.insert(group.id.as_str());
        }
    }
    for rule in raw.flags.iter().chain(&raw.floors).chain(&raw.escalations) {
        if rests_on(&rule.is, options, &certain) {
            certain.insert(rule.id.as_str());
        }
    }
    certain
}

/// Whether a condition holds only if one of the options is ticked.
fn rests_on(condition: &Condition, options: &[Word], certain: &HashSet<&str>) -> bool {
    match condition {
        Condition::Chosen(id) => options.iter().any(|option| option.as_str() == id.as_str()),
        Condition::Group(id) | Condition::Flag(id) => certain.contains(id.as_str()),
        Condition::All(parts) => parts.iter().any(|part| rests_on(part, options, certain)),
        Condition::Any(parts) => {
            !parts.is_empty() && parts.iter().all(|part| rests_on(part, options, certain))
        }
        _ => false,
    }
}
