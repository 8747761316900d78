//! How a front end ended, and the exit codes.

/// Everything went as asked.
pub const OK: u8 = 0;
/// Something could not be done; a message says what.
pub const FAILED: u8 = 1;
/// The command line was not understood; given by the argument parser itself.
pub const USAGE: u8 = 2;
/// The content has problems.
pub const CONTENT: u8 = 3;
/// A newer version of the content finds some session less urgent.
pub const LOWERED: u8 = 4;
/// The person left before the end; in plain mode also whoever read what it printed.
pub const LEFT: u8 = 130;

/// How a front end ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// The person saw the summary.
    Finished,
    /// The person left before it.
    Left,
    /// The input ended before it.
    InputEnded,
    /// A signal ended the program.
    Signal(i32),
}

impl End {
    /// The exit code that tells it.
    #[must_use]
    pub fn code(self) -> u8 {
        match self {
            Self::Finished => OK,
            Self::Left => LEFT,
            Self::InputEnded => FAILED,
            Self::Signal(n) => u8::try_from(128 + n).unwrap_or(FAILED),
        }
    }
}
