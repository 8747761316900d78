//! How a front end ended.

use crate::cli;

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
            Self::Finished => cli::OK,
            Self::Left => cli::LEFT,
            Self::InputEnded => cli::FAILED,
            Self::Signal(n) => u8::try_from(128 + n).unwrap_or(cli::FAILED),
        }
    }
}
