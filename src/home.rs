//! The folders of a person, by what the environment says (XDG Base Directory Specification).

use std::{ffi::OsString, path::PathBuf};

/// The folder for what is kept from one run to the next; `get` reads a variable.
#[must_use]
pub fn state(get: impl Fn(&str) -> Option<OsString>) -> Option<PathBuf> {
    folder(get, "XDG_STATE_HOME", ".local/state")
}

/// The folder for settings.
#[must_use]
pub fn config(get: impl Fn(&str) -> Option<OsString>) -> Option<PathBuf> {
    folder(get, "XDG_CONFIG_HOME", ".config")
}

/// A relative path in the environment does not count, as the specification asks.
fn folder(get: impl Fn(&str) -> Option<OsString>, variable: &str, otherwise: &str) -> Option<PathBuf> {
    let absolute = |name: &str| get(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let base = absolute(variable).or_else(|| Some(absolute("HOME")?.join(otherwise)))?;
    Some(base.join("twinge"))
}
