//! The content that ships inside the program.

use crate::content::{self, Parsed, Problems, Questionnaire};

/// The shipped content, as the build script stored it.
static CONTENT: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/content.bin"));

/// Reads and checks the shipped content.
///
/// The build script has already found it without a problem, and the same checker runs again here:
/// there is only one way to a [`Questionnaire`].
///
/// # Errors
///
/// Only if the program file is damaged.
pub fn questionnaire() -> Result<Questionnaire, Problems> {
    let content = postcard::from_bytes(CONTENT).unwrap_or_default();
    let parsed = Parsed { content, ..Parsed::default() };
    content::check(&parsed, env!("TWINGE_FINGERPRINT").to_owned())
        .map_err(|problems| Problems { problems, files: Vec::new() })
}
