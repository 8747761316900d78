//! The content that ships inside the program.

use crate::content::{self, Front, Origin, Parsed, Problem, Problems, Questionnaire, SourceFile, Vignettes};

/// The shipped content, as the build script stored it.
static CONTENT: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/content.bin"));

/// The little of it that the first screen needs.
static FRONT: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/front.bin"));

/// The files of the shipped vignettes and invariants, as their author wrote them: only a test or a proof
/// reads them.
static TESTS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/tests.bin"));

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
    content::check(&read(CONTENT), Origin::Build, env!("TWINGE_FINGERPRINT").to_owned())
        .map_err(without_files)
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

/// Reads the shipped content with the files of its translations, for translators.
#[must_use]
pub fn with_languages() -> Parsed {
    read(CONTENT)
}

fn read(bytes: &[u8]) -> Parsed {
    // Damaged bytes give no content, and that is a problem of its own.
    let content = postcard::from_bytes(bytes).unwrap_or_default();
    Parsed { content, ..Parsed::default() }
}

const fn without_files(problems: Vec<Problem>) -> Problems {
    Problems { problems, files: Vec::new() }
}
