//! The screens: what they show, at which sizes, in which themes, and that they agree with plain mode.

#[path = "../support/by_ear.rs"]
mod by_ear;
mod driver;
mod emergency;
mod figure;
mod found;
#[path = "../support/keys.rs"]
mod keys;
mod languages;
#[path = "../support/outlet.rs"]
mod outlet;
mod pictures;
mod properties;
mod snapshots;
mod take;
mod themes;
