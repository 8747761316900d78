//! The real program in a real terminal, from its first byte to what it leaves behind.
#![cfg(unix)]

mod changes;
#[path = "../support/dice.rs"]
mod dice;
mod emergency;
mod environment;
mod faults;
mod gone;
mod harness;
mod hostile;
mod keeping;
mod kiosk;
mod leaving;
mod mouse;
mod output;
mod person;
mod power_cut;
mod privacy;
mod screen;
mod session;
mod settings;
mod sizes;
mod stalled;
mod take;
