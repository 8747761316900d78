//! How far a language is translated: each text with its translation, what is missing, what is out of date.

use std::collections::{HashMap, HashSet};

use super::{
    parse::Parsed,
    raw,
    texts::{each_text, hash_of},
    word::Word,
};

/// What the ids of the texts of the interface begin with.
pub const INTERFACE: &str = "ui.";

/// A text with its translation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Translation {
    /// Which text.
    pub id: String,
    /// The part of the content it belongs to, good as the name of a file: `flow`, `causes-back`.
    pub part: String,
    /// The English text.
    pub english: String,
    /// Hash of the English text that was translated.
    pub of: String,
    /// The translation; empty if there is none.
    pub text: String,
}

impl Translation {
    /// Whether there is no translation.
    #[must_use]
    pub const fn is_missing(&self) -> bool {
        self.text.is_empty()
    }

    /// The words to show; empty where English has to stand in. A translation of older words may leave out what
    /// they were changed for.
    #[must_use]
    pub fn shown(&self) -> &str {
        if self.is_out_of_date() { "" } else { &self.text }
    }

    /// Whether the text belongs to the interface and not to the content.
    #[must_use]
    pub fn is_interface(&self) -> bool {
        self.id.starts_with(INTERFACE)
    }

    /// Whether the English text has changed since it was translated.
    #[must_use]
    pub fn is_out_of_date(&self) -> bool {
        !self.is_missing() && self.of != hash_of(&self.english)
    }
}

/// A language, text by text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Language {
    /// Its id.
    pub id: String,
    /// Its name in the language itself; empty if no file tells.
    pub name: String,
    /// Whether a clinician has read all of it.
    pub reviewed: bool,
    /// Every text, in the order of the content.
    pub texts: Vec<Translation>,
    /// Translations of texts that are not there, with their ids.
    pub stray: Vec<(String, String)>,
}

/// The ids of the languages in some files, each once, in their order.
#[must_use]
pub fn languages(files: &[raw::File<raw::Language>]) -> Vec<&str> {
    let mut known = HashSet::new();
    files.iter().map(|file| file.value.id.as_str()).filter(|id| known.insert(*id)).collect()
}

/// Lays the translations of a language beside the texts of the interface and the content. The language need
/// not have a file yet.
#[must_use]
pub fn language(parsed: &Parsed, id: &str) -> Language {
    let files: Vec<&raw::Language> = parsed
        .languages
        .iter()
        .map(|file| &file.value)
        .filter(|language| language.id.as_str() == id)
        .collect();
    let mut given: HashMap<&str, &raw::Translated> = HashMap::new();
    for text in files.iter().flat_map(|language| &language.texts) {
        given.entry(text.id.as_str()).or_insert(text);
    }
    let mut texts = Vec::new();
    let mut used = HashSet::new();
    let mut add = |id: String, part: String, english: &str| {
        let found = given.get(id.as_str()).filter(|found| !found.text.as_str().is_empty());
        let of = found.map_or_else(|| hash_of(english), |found| found.of.text.clone());
        let text = found.map_or_else(String::new, |found| found.text.text.clone());
        used.insert(id.clone());
        texts.push(Translation { id, part, english: english.to_owned(), of, text });
    };
    for (id, english) in &parsed.interface {
        add(id.clone(), "interface".to_owned(), english);
    }
    each_text(&mut parsed.content.clone(), &mut |id, word| {
        add(id.to_string(), part_of(id.file), word.as_str());
    });
    let all = files.iter().flat_map(|language| &language.texts);
    let stray = all.filter(|text| !used.contains(text.id.as_str()));
    Language {
        id: id.to_owned(),
        name: files.first().map_or_else(String::new, |language| language.name.text.clone()),
        reviewed: !files.is_empty() && files.iter().all(|language| language.reviewed),
        stray: stray.map(|text| (text.id.text.clone(), text.text.text.clone())).collect(),
        texts,
    }
}

/// Puts texts in the place of the English ones: one for each text of the content, in its order. Where one is
/// empty, or where they end, English stays.
pub fn translate(content: &mut raw::Content, texts: impl IntoIterator<Item = String>) {
    let mut texts = texts.into_iter();
    each_text(content, &mut |_, word| {
        if let Some(text) = texts.next().filter(|text| !text.is_empty()) {
            *word = Word { text, at: word.at.clone() };
        }
    });
}

/// Says on the first and the last screen that no clinician has read this translation.
pub fn mark_draft(content: &mut raw::Content, notice: &str) {
    if let Some(file) = &mut content.questionnaire {
        let raw = &mut file.value;
        raw.about.insert(0, Word { text: notice.to_owned(), at: None });
        let last = &mut raw.not_a_diagnosis.text;
        *last = format!("{notice} {last}");
    }
}

/// The part of the content that a file belongs to. Causes are long, so each file of them is a part.
fn part_of(file: &str) -> String {
    match file.trim_end_matches(".ron").split_once('/') {
        None if file == "red_flags.ron" => "red_flags".to_owned(),
        Some(("causes", name)) => format!("causes-{name}"),
        Some((folder @ ("flow" | "advice"), _)) => folder.to_owned(),
        _ => "rest".to_owned(),
    }
}
