//! The staff code: hashed, checked.

use std::{panic::catch_unwind, sync::mpsc::SyncSender, thread};

use argon2::{
    Argon2,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use zeroize::Zeroizing;

use super::Msg;
use crate::kiosk::Event;

/// Fewest digits of a code: at one try a minute six of them take years.
pub const FEWEST_DIGITS: usize = 6;
/// Most digits of a code.
pub const MOST_DIGITS: usize = 12;

/// Whether a text is a hash that a code can be checked against.
#[must_use]
pub fn is_hash(text: &str) -> bool {
    PasswordHash::new(text)
        .is_ok_and(|hash| hash.algorithm.as_str().starts_with("argon2") && hash.hash.is_some())
}

/// Whether a text can be a code: digits only, since the screen has keys for these.
#[must_use]
pub fn is_code(text: &str) -> bool {
    (FEWEST_DIGITS..=MOST_DIGITS).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The hash of a code, with a salt of its own.
///
/// # Errors
///
/// When the system has no randomness to give.
pub fn hash(code: &str) -> Result<String, argon2::password_hash::Error> {
    Ok(Argon2::default().hash_password(code.as_bytes())?.to_string())
}

/// Whether a code is the one of a hash. It takes as long whatever the code and its length.
#[must_use]
pub fn is_right(hash: &str, code: &str) -> bool {
    PasswordHash::new(hash)
        .is_ok_and(|hash| Argon2::default().verify_password(code.as_bytes(), &hash).is_ok())
}

/// Checks a code on a thread of its own; without a hash no code is right.
pub(super) fn check(hash: Option<String>, code: Zeroizing<String>, sender: SyncSender<Msg>) {
    thread::spawn(move || {
        let right = catch_unwind(|| hash.is_some_and(|hash| is_right(&hash, &code)));
        let _ = sender.send(Msg::Event(Event::PinChecked(right.unwrap_or(false))));
    });
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a failing test should panic")]

    use super::*;

    #[test]
    fn only_the_code_itself_is_right() {
        let made = hash("123456").unwrap();
        assert!(is_hash(&made) && made.starts_with("$argon2id$"), "{made}");
        assert!(is_right(&made, "123456"));
        for wrong in ["", "12345", "1234567", "123457", "0"] {
            assert!(!is_right(&made, wrong), "{wrong}");
        }
        assert_ne!(made, hash("123456").unwrap(), "a salt of its own");
    }

    #[test]
    fn knows_codes_and_hashes() {
        assert!(is_code("123456") && is_code("123456789012"));
        for wrong in ["", "12345", "1234567890123", "12345a", "12 456"] {
            assert!(!is_code(wrong), "{wrong}");
        }
        for wrong in ["", "123456", "$argon2id$", "$scrypt$ln=1$abc$def"] {
            assert!(!is_hash(wrong), "{wrong}");
        }
        assert!(!is_right("", "") && !is_right("123456", "123456"));
    }
}
