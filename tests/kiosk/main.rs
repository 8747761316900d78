//! The kiosk: a clock of its own, keys, and what may never happen whatever is pressed.

mod config;
mod driver;
mod emergency;
mod idle;
#[path = "../support/keys.rs"]
mod keys;
mod pages;
mod properties;
mod sitting;
mod snapshots;
mod staff;
