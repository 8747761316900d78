//! How far a language is translated: each text with its translation, what is missing, what is out of date.

use std::collections::{HashMap, HashSet};

use super::{
    raw,
    texts::{each_text, hash_of},
};

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

/// Lays the translations of a language beside the texts of a content and those of the interface, which are
/// pairs of an id and the English text. The language need not have a file yet.
#[must_use]
pub fn language(
    content: &raw::Content,
    interface: &[(String, String)],
    files: &[raw::File<raw::Language>],
    id: &str,
) -> Language {
    let files: Vec<&raw::Language> =
        files.iter().map(|file| &file.value).filter(|language| language.id.as_str() == id).collect();
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
    for (id, english) in interface {
        add(id.clone(), "interface".to_owned(), english);
    }
    each_text(&mut content.clone(), &mut |id, word| add(id.to_string(), part_of(id.file), word.as_str()));
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

/// The part of the content that a file belongs to. Causes are long, so each file of them is a part.
fn part_of(file: &str) -> String {
    match file.trim_end_matches(".ron").split_once('/') {
        None if file == "red_flags.ron" => "red_flags".to_owned(),
        Some(("causes", name)) => format!("causes-{name}"),
        Some((folder @ ("flow" | "advice"), _)) => folder.to_owned(),
        _ => "rest".to_owned(),
    }
}
