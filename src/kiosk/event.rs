//! What comes in, and what has to be done.

use ratatui::crossterm::event::{KeyEvent, MouseEvent};
use zeroize::Zeroizing;

use super::call::Reason;
use crate::take::NotPrinted;

/// What can happen.
#[derive(Debug)]
pub enum Event {
    /// A key was pressed.
    Key(KeyEvent),
    /// The mouse or a finger.
    Mouse(MouseEvent),
    /// The time has come that [`super::Kiosk::wake`] named, or any other.
    Tick,
    /// Whether a staff code was right.
    PinChecked(bool),
    /// What became of the call with this number; an error in words for the staff.
    Called(u64, Result<(), String>),
    /// What became of the record of this sitting: its ticket, or an error in words for the staff.
    Recorded(u64, Result<String, String>),
    /// How printing went that this sitting asked for.
    Printed(u64, Result<(), NotPrinted>),
    /// The sitting could not go on; where, in words for the staff, without any answer.
    Broken(String),
    /// Something failed that staff should know of; it holds no answer.
    Problem(String),
    /// A new day, in words; the counts start again.
    Day(String),
    /// Whether it is within opening hours.
    Open(bool),
}

/// What has to be done, by whoever has a terminal, a disk and processes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Draw again.
    Redraw,
    /// A sitting is over: nothing of it may stay in the terminal.
    Wipe,
    /// Ring the bell of the terminal.
    Bell,
    /// Run the command that calls staff, and tell what became of this number.
    Call(u64, Reason),
    /// Check a staff code.
    CheckPin(Zeroizing<String>),
    /// Print a slip for a sitting, and tell how it went.
    Print(u64, Zeroizing<String>),
    /// Keep a record, in place of the one before of the same sitting.
    Record(Box<Record>),
    /// End the program: staff asked for it.
    Leave,
}

/// What is kept of a sitting, if the person agreed. No name.
#[derive(Clone, PartialEq, Eq)]
pub struct Record {
    /// Number of the sitting since the start.
    pub sitting: u64,
    /// Id of the level.
    pub level: &'static str,
    /// Id of the language.
    pub language: String,
    /// Version and fingerprint of the content.
    pub content: (String, String),
    /// Setting and answers, as JSON that `twinge assess` reads.
    pub answers: Zeroizing<String>,
}

impl std::fmt::Debug for Record {
    /// Without the answers.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Record").field("sitting", &self.sitting).finish_non_exhaustive()
    }
}

/// What can be touched on a screen beside its rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Touch {
    /// Call staff.
    CallStaff,
    /// Finish and clear.
    Finish,
    /// The way in for staff.
    Door,
    /// A digit of the staff code.
    Digit(char),
    /// Rub out the staff code.
    Erase,
    /// The staff code is complete; start; go on.
    Enter,
}
