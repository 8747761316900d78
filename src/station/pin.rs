//! The staff code: hashed, checked.

use std::{panic::catch_unwind, sync::mpsc::SyncSender, thread};

use argon2::{
    Algorithm, Argon2, MIN_SALT_LEN, Params, Version,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use zeroize::Zeroizing;

use super::Msg;
use crate::kiosk::Event;

/// Fewest digits of a code: at one try a minute six of them take years.
pub const FEWEST_DIGITS: usize = 6;
/// Most digits of a code.
pub const MOST_DIGITS: usize = 12;

/// Most memory that a check may take, in KiB: many times what [`hash`] asks for, and far from what would end the
/// program.
const MOST_MEMORY: u32 = 256 * 1024;
/// Most passes over it, and most lanes.
const MOST_PASSES: u32 = 16;
const MOST_LANES: u32 = 16;

/// Whether a text is a hash that a code can be checked against, at a cost that a kiosk can bear.
#[must_use]
pub fn is_hash(text: &str) -> bool {
    PasswordHash::new(text).is_ok_and(|hash| can_be_checked(&hash))
}

fn can_be_checked(hash: &PasswordHash) -> bool {
    let costs = Params::try_from(hash).is_ok_and(|costs| {
        costs.m_cost() <= MOST_MEMORY && costs.t_cost() <= MOST_PASSES && costs.p_cost() <= MOST_LANES
    });
    costs
        && Algorithm::new(hash.algorithm.as_str()).is_ok()
        && hash.version.is_none_or(|version| Version::try_from(version).is_ok())
        && hash.salt.as_ref().is_some_and(|salt| salt.len() >= MIN_SALT_LEN)
        && hash.hash.as_ref().is_some_and(|output| output.len() >= Params::MIN_OUTPUT_LEN)
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

/// Whether a code is the one of a hash. It takes as long whatever the code and its length. What is no hash, or
/// one that costs too much, is never checked.
#[must_use]
pub fn is_right(hash: &str, code: &str) -> bool {
    PasswordHash::new(hash).is_ok_and(|hash| {
        can_be_checked(&hash) && Argon2::default().verify_password(code.as_bytes(), &hash).is_ok()
    })
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

    /// Memory that cannot be had ends the program, which no thread can catch; a code that no check can find right
    /// locks the staff out.
    #[test]
    fn a_hash_that_cannot_be_checked_or_costs_too_much_is_none() {
        let made = hash("123456").unwrap();
        for (from, to) in [
            ("m=19456", "m=4294967295"),
            ("m=19456", "m=1"),
            ("t=2", "t=4294967295"),
            ("t=2", "t=0"),
            ("p=1", "p=16777215"),
            ("v=19", "v=20"),
            ("argon2id", "argon2"),
            ("argon2id", "argon2idx"),
            ("m=19456", "m=19456,x=1"),
        ] {
            let changed = made.replacen(from, to, 1);
            assert_ne!(changed, made, "no `{from}` in a hash");
            assert!(!is_hash(&changed) && !is_right(&changed, "123456"), "{changed}");
        }
        for cut in ["", "$"] {
            let (without, _) = made.rsplit_once('$').unwrap();
            assert!(!is_hash(&format!("{without}{cut}")), "{without}{cut}");
        }
    }
}
