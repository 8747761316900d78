//! What a person can take along, and how it went. Carried out by [`outlet`](crate::outlet).

use crate::content::Setting;

/// How a summary is written into a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Plain text.
    Text,
    /// Markdown.
    Markdown,
}

impl Format {
    /// The end of the file's name.
    #[must_use]
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Text => "txt",
            Self::Markdown => "md",
        }
    }
}

/// What has to be done outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Errand {
    /// Saves the summary in a place, counted from 0.
    Save(Format, usize),
    /// Prints the summary.
    Print,
    /// Prints the slip for a doctor.
    PrintSlip,
}

impl Errand {
    /// Whether it may be done. In a waiting room nothing is written to a disk, and paper that others may find
    /// holds the slip only.
    #[must_use]
    pub const fn allowed(self, setting: Setting) -> bool {
        matches!((setting, self), (Setting::Home, _) | (Setting::WaitingRoom, Self::PrintSlip))
    }
}

/// How an errand went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Taken {
    /// It was saved in this file.
    Saved(String),
    /// It went to the printer.
    Printed,
    /// It was not saved in this place.
    NotSaved(String, NotSaved),
    /// It was not printed.
    NotPrinted(NotPrinted),
}

/// Why something was not saved. Nothing is left behind of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotSaved {
    /// There is no room.
    Full,
    /// Nobody can write there.
    ReadOnly,
    /// The person may not write there.
    Forbidden,
    /// There is no such folder.
    NoFolder,
    /// Anything else, in the words of the system.
    Other(String),
}

/// Why something was not printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotPrinted {
    /// There is no program that prints.
    NoProgram,
    /// It failed, as it does without a printer.
    Failed,
    /// It did not finish, and was stopped.
    Slow,
}

/// Whoever carries errands out.
pub trait Outlet {
    /// The folders in which something can be saved, for people to read; the first is the usual one.
    fn places(&self) -> Vec<String>;

    /// Carries out an errand with a text.
    fn run(&self, errand: Errand, text: &str) -> Taken;
}
