//! twinge sorts aches at night and at rest by urgency, explains what could fit, and says what to
//! do next. It does not diagnose.

pub mod answers_file;
pub mod changes;
pub mod cli;
pub mod content;
pub mod coverage;
pub mod embedded;
pub mod end;
pub mod engine;
pub mod folder;
pub mod home;
pub mod keep;
pub mod kept;
pub mod kiosk;
pub mod locale;
pub mod outlet;
pub mod plain;
pub mod proof;
pub mod report;
pub mod settings;
pub mod station;
pub mod take;
pub mod term;
pub mod ui;
pub mod vignettes;
pub mod wrap;
