//! Translations.

use serde::{Deserialize, Serialize};

use super::super::word::Word;

/// `lang/*.ron` and `lang/*/*.ron`: texts of the content in another language. All files with the same id
/// are one language.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Language {
    /// Its id, as given to `--lang`: `es`, `pt-br`.
    pub id: Word,
    /// Its name, in the language itself.
    pub name: Word,
    /// Whether a clinician who speaks it has read these texts.
    pub reviewed: bool,
    /// The texts.
    pub texts: Vec<Translated>,
}

/// One text in another language.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Translated {
    /// Which text: `question.site.prompt`.
    pub id: Word,
    /// Hash of the English text that was translated; see [`hash_of`](super::super::hash_of).
    pub of: Word,
    /// The translation; empty as long as there is none.
    pub text: Word,
}
