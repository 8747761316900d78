//! The screens: what they show, at which sizes, in which themes, and that they agree with plain mode.

mod driver;
mod emergency;
mod figure;
mod found;
mod languages;
mod pictures;
mod properties;
mod snapshots;
mod themes;
