//! The settings file: what a person wants every time, in RON.
//!
//! ```ron
//! Settings(
//!     theme: "high-contrast",
//!     place: "uk",
//! )
//! ```

use std::fmt;

use serde::{
    Deserialize, Deserializer,
    de::{self, IntoDeserializer, SeqAccess, Visitor, value::BorrowedStrDeserializer},
};

use crate::content::{Problem, ProblemPlace, Problems, SourceFile, Word, parse_other};

/// Themes that can be named.
pub const THEMES: &[&str] = &["default", "high-contrast", "mono", "large"];
/// What a background can be.
pub const BACKGROUNDS: &[&str] = &["unknown", "light", "dark"];
/// Sets of signs.
pub const GLYPHS: &[&str] = &["unicode", "ascii"];

/// What the file says; what is left out is as without a file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// Names of themes that go together.
    pub theme: Option<Names>,
    /// How bright the terminal's background is.
    pub background: Option<Word>,
    /// Which signs may be drawn.
    pub glyphs: Option<Word>,
    /// The language.
    pub lang: Option<Word>,
    /// The country whose numbers and words are used.
    pub place: Option<Word>,
    /// Whether the mouse is listened to.
    pub mouse: Option<bool>,
    /// Whether answers are kept to come back to.
    pub save: Option<bool>,
    /// Whether questions are asked line by line.
    pub plain: Option<bool>,
}

/// One name, or several in a list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Names(pub Vec<Word>);

/// Settings with the file that they come from, so that what is wrong can be shown in it.
#[derive(Debug, Clone, Default)]
pub struct Read {
    /// The settings.
    pub settings: Settings,
    file: Option<SourceFile>,
}

/// Reads and checks a settings file.
///
/// # Errors
///
/// Everything that is wrong with it; when it is no RON, the first thing.
pub fn read(file: SourceFile) -> Result<Read, Problems> {
    let settings: Settings = match parse_other(&file) {
        Ok(settings) => settings,
        Err(problem) => return Err(Problems { problems: vec![problem], files: vec![file] }),
    };
    let read = Read { settings, file: Some(file) };
    let settings = &read.settings;
    let themes = settings.theme.iter().flat_map(|names| &names.0);
    let mut problems: Vec<Problem> =
        themes.filter_map(|theme| read.unknown("theme", theme, THEMES)).collect();
    let others =
        [("background", &settings.background, BACKGROUNDS), ("set of glyphs", &settings.glyphs, GLYPHS)];
    for (what, word, known) in others {
        problems.extend(word.as_ref().and_then(|word| read.unknown(what, word, known)));
    }
    if problems.is_empty() { Ok(read) } else { Err(read.problems(problems)) }
}

impl Read {
    /// A word of the file that is none of those known, as a problem.
    fn unknown(&self, what: &str, word: &Word, known: &[&str]) -> Option<Problem> {
        (!known.contains(&word.as_str())).then(|| Problem {
            at: match (&self.file, &word.at) {
                (Some(file), Some(at)) => ProblemPlace::span(&file.name, at),
                (Some(file), None) => ProblemPlace::file(&file.name),
                (None, _) => ProblemPlace::file(""),
            },
            rule: "unknown-setting",
            message: format!("there is no {what} `{}`", word.as_str()),
            help: Some(format!("write one of these in quotes: {}", known.join(", "))),
        })
    }

    /// Checks a word against what only the content knows, such as its places.
    ///
    /// # Errors
    ///
    /// When it is none of those known.
    pub fn check(&self, what: &str, word: &Word, known: &[&str]) -> Result<(), Problems> {
        self.unknown(what, word, known).map_or(Ok(()), |problem| Err(self.clone().problems(vec![problem])))
    }

    fn problems(self, problems: Vec<Problem>) -> Problems {
        Problems { problems, files: self.file.into_iter().collect() }
    }
}

impl<'de> Deserialize<'de> for Names {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NamesVisitor)
    }
}

struct NamesVisitor;

impl<'de> Visitor<'de> for NamesVisitor {
    type Value = Names;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name in quotes, or a list of such")
    }

    // A borrowed string goes on as one, since a word knows its place by its address.
    fn visit_borrowed_str<E: de::Error>(self, name: &'de str) -> Result<Names, E> {
        Word::deserialize(BorrowedStrDeserializer::new(name)).map(|name| Names(vec![name]))
    }

    fn visit_str<E: de::Error>(self, name: &str) -> Result<Names, E> {
        Word::deserialize(name.into_deserializer()).map(|name| Names(vec![name]))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Names, A::Error> {
        let mut names = Vec::new();
        while let Some(name) = seq.next_element::<Word>()? {
            names.push(name);
        }
        Ok(Names(names))
    }
}
