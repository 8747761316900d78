//! twinge sorts aches at night and at rest by urgency, explains what could fit, and says what to
//! do next. It does not diagnose.

pub mod content;
pub mod engine;
pub mod folder;
