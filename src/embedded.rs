//! The content that ships inside the program, in English and in other languages.

use std::collections::HashMap;

use crate::content::{
    self, Front, Origin, PSEUDO, Parsed, Problem, Problems, Questionnaire, SourceFile, Vignettes, Word,
    each_text, hash_of, raw,
};

/// The shipped content, as the build script stored it.
static CONTENT: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/content.bin"));

/// The little of it that the first screen needs.
static FRONT: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/front.bin"));

/// The files of the shipped vignettes and invariants, as their author wrote them: only a test or a proof
/// reads them.
static TESTS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/tests.bin"));

/// The languages that ship besides English.
static LANGUAGES: &[Shipped] = include!(concat!(env!("OUT_DIR"), "/languages.rs"));

/// The language that nobody speaks, for tests.
static PSEUDO_LANGUAGE: Shipped =
    Shipped { id: PSEUDO, name: "Pseudo", reviewed: true, front: &[], texts: &[] };

/// A language that ships with the program. Only what is asked for is read.
#[derive(Debug)]
pub struct Shipped {
    /// Its id, as given to `--lang`.
    pub id: &'static str,
    /// Its name in the language itself.
    pub name: &'static str,
    /// Whether a clinician has read the translation.
    pub reviewed: bool,
    /// Texts of the interface, and of the content those of the first screen.
    front: &'static [u8],
    /// Texts of the content.
    texts: &'static [u8],
}

/// A text of the interface as it is stored: its id, the hash of the English words, the translation.
type Interface = Vec<(String, String, String)>;

impl Shipped {
    /// Texts of the interface by id, each with the hash of the English text that was translated.
    #[must_use]
    pub fn interface(&self) -> HashMap<String, (String, String)> {
        self.first().0.into_iter().map(|(id, of, text)| (id, (of, text))).collect()
    }

    /// Reads and checks what the first screen needs. `draft` is said of a translation that no clinician has
    /// read.
    ///
    /// # Errors
    ///
    /// Only if the program file is damaged.
    pub fn front(&self, draft: &str) -> Result<Front, Problems> {
        let mut parsed = read(FRONT);
        self.translate(&mut parsed.content, || self.first().1, draft);
        content::check_front(&parsed).map_err(without_files)
    }

    /// Reads and checks the shipped content. `draft` is said of a translation that no clinician has read.
    ///
    /// # Errors
    ///
    /// Only if the program file is damaged.
    pub fn questionnaire(&self, draft: &str) -> Result<Questionnaire, Problems> {
        let mut parsed = read(CONTENT);
        self.translate(&mut parsed.content, || postcard::from_bytes(self.texts).unwrap_or_default(), draft);
        check(&parsed)
    }

    fn translate(&self, content: &mut raw::Content, texts: impl FnOnce() -> Vec<String>, draft: &str) {
        if self.id == PSEUDO {
            content::into_pseudo(content);
            return;
        }
        content::translate(content, texts());
        if !self.reviewed {
            content::mark_draft(content, draft);
        }
    }

    fn first(&self) -> (Interface, Vec<String>) {
        postcard::from_bytes(self.front).unwrap_or_default()
    }
}

/// The languages that ship besides English.
#[must_use]
pub fn languages() -> &'static [Shipped] {
    LANGUAGES
}

/// The language with an id; also the one that nobody speaks, which is not among [`languages`].
#[must_use]
pub fn language(id: &str) -> Option<&'static Shipped> {
    LANGUAGES.iter().chain([&PSEUDO_LANGUAGE]).find(|language| language.id == id)
}

/// Reads and checks what the first screen needs.
///
/// # Errors
///
/// Only if the program file is damaged.
pub fn front() -> Result<Front, Problems> {
    content::check_front(&read(FRONT)).map_err(without_files)
}

/// Reads and checks the shipped content.
///
/// The build script has found it without a problem, and the same checker runs again here:
/// there is only one way to a [`Questionnaire`].
///
/// # Errors
///
/// Only if the program file is damaged.
pub fn questionnaire() -> Result<Questionnaire, Problems> {
    check(&read(CONTENT))
}

/// Reads and checks the shipped content with its vignettes and invariants.
///
/// # Errors
///
/// Only if the program file is damaged.
pub fn with_tests() -> Result<(Questionnaire, Vignettes), Problems> {
    let stored: Vec<(String, Vec<u8>)> = postcard::from_bytes(TESTS).unwrap_or_default();
    let files: Vec<SourceFile> = stored.into_iter().map(|(name, bytes)| SourceFile { name, bytes }).collect();
    let parsed = Parsed { content: read(CONTENT).content, ..content::parse(&files) };
    content::check_with_vignettes(&parsed, Origin::Build, env!("TWINGE_FINGERPRINT").to_owned())
        .map_err(|problems| Problems { problems, files })
}

/// The shipped content as it was read, with the translations of a language as its files would give them.
#[must_use]
pub fn with_language(id: &str) -> Parsed {
    let mut parsed = read(CONTENT);
    let Some(shipped) = LANGUAGES.iter().find(|language| language.id == id) else { return parsed };
    let word = |text: String| Word { text, at: None };
    let translated = |id, of, text| raw::Translated { id: word(id), of: word(of), text: word(text) };
    let mut texts: Vec<_> =
        shipped.first().0.into_iter().map(|(id, of, text)| translated(id, of, text)).collect();
    let mut stored = postcard::from_bytes::<Vec<String>>(shipped.texts).unwrap_or_default().into_iter();
    each_text(&mut parsed.content, &mut |id, english| {
        let text = stored.next().unwrap_or_default();
        texts.push(translated(id.to_string(), hash_of(english.as_str()), text));
    });
    let (id, name) = (word(id.to_owned()), word(shipped.name.to_owned()));
    let value = raw::Language { id, name, reviewed: shipped.reviewed, texts };
    parsed.languages.push(raw::File { name: format!("lang/{}.ron", shipped.id), value });
    parsed
}

fn check(parsed: &Parsed) -> Result<Questionnaire, Problems> {
    content::check(parsed, Origin::Build, env!("TWINGE_FINGERPRINT").to_owned()).map_err(without_files)
}

fn read(bytes: &[u8]) -> Parsed {
    // Damaged bytes give no content, and that is a problem of its own.
    let content = postcard::from_bytes(bytes).unwrap_or_default();
    Parsed { content, ..Parsed::default() }
}

const fn without_files(problems: Vec<Problem>) -> Problems {
    Problems { problems, files: Vec::new() }
}
