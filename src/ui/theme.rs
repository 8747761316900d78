//! Colours, signs and spacing. State is always shown by a sign as well, never by colour alone.
//!
//! Every style that a screen may use is a [`Role`]; no other module names a colour. `tests/contrast.rs`
//! computes the contrast of each of them.

mod choice;
mod code;
mod style;

use ratatui::style::Style;

use crate::content::Disposition;

pub use choice::{Choices, Named, NotKnown};
pub use style::Role;

/// What colours are for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// Calm: few colours, on the terminal's own background.
    Default,
    /// As much contrast as there can be, on a background of its own.
    HighContrast,
    /// No colours: bold and reverse only.
    Mono,
}

/// How bright the terminal's own background is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Background {
    /// Not known: colours have to do on black and on white.
    Unknown,
    /// Bright.
    Light,
    /// Dark.
    Dark,
}

/// How many colours the terminal has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Depth {
    /// None (<https://no-color.org>).
    None,
    /// Sixteen, whose shades differ from terminal to terminal.
    Sixteen,
    /// The 256 of xterm, whose shades from 16 on are the same everywhere.
    Indexed,
}

/// Which signs the terminal's font has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signs {
    /// Any Unicode.
    Unicode,
    /// ASCII only, as on the Linux console.
    Ascii,
}

/// How things look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Theme {
    /// What colours are for.
    pub look: Look,
    /// How bright the terminal's own background is.
    pub background: Background,
    /// How many colours may be used.
    pub depth: Depth,
    /// Which signs may be used.
    pub signs: Signs,
    /// Whether there is more space: wider margins, one option per two rows.
    pub roomy: bool,
}

impl Theme {
    /// A role's style.
    #[must_use]
    pub fn style(self, role: Role) -> Style {
        role.style(style::palette(self.look, self.background, self.depth))
    }

    /// The whole screen, below everything else. Sets nothing where the terminal's own colours are kept.
    #[must_use]
    pub fn ground(self) -> Style {
        self.style(Role::Ground)
    }

    /// The name of the program and headings.
    #[must_use]
    pub fn heading(self) -> Style {
        self.style(Role::Heading)
    }

    /// What is asked.
    #[must_use]
    pub fn prompt(self) -> Style {
        self.style(Role::Prompt)
    }

    /// Lesser text: hints, help, where we are.
    #[must_use]
    pub fn quiet(self) -> Style {
        self.style(Role::Quiet)
    }

    /// The row in focus.
    #[must_use]
    pub fn focus(self) -> Style {
        self.style(Role::Focus)
    }

    /// What points at the row in focus, and where there is more.
    #[must_use]
    pub fn pointer(self) -> Style {
        self.style(Role::Pointer)
    }

    /// A ticked option.
    #[must_use]
    pub fn ticked(self) -> Style {
        self.style(Role::Ticked)
    }

    /// What does not fit.
    #[must_use]
    pub fn fault(self) -> Style {
        self.style(Role::Fault)
    }

    /// The progress that is done.
    #[must_use]
    pub fn done(self) -> Style {
        self.style(Role::Done)
    }

    /// The banner of a level.
    #[must_use]
    pub fn banner(self, level: Disposition) -> Style {
        self.style(Role::Banner(level))
    }

    /// Signs of the progress bar: done, left.
    #[must_use]
    pub const fn bar(self) -> (&'static str, &'static str) {
        match self.signs {
            Signs::Unicode => ("━", "─"),
            Signs::Ascii => ("#", "-"),
        }
    }

    /// Stands between facts on one line.
    #[must_use]
    pub const fn dot(self) -> &'static str {
        match self.signs {
            Signs::Unicode => " · ",
            Signs::Ascii => " - ",
        }
    }

    /// Signs for more above and more below.
    #[must_use]
    pub const fn more(self) -> (&'static str, &'static str) {
        match self.signs {
            Signs::Unicode => ("↑", "↓"),
            Signs::Ascii => ("^", "v"),
        }
    }

    /// A tick box or a choice, ticked or not.
    #[must_use]
    pub const fn mark(self, many: bool, ticked: bool) -> &'static str {
        match (many, ticked, self.signs) {
            (true, true, _) => "[x]",
            (true, false, _) => "[ ]",
            (false, true, Signs::Unicode) => "(•)",
            (false, true, Signs::Ascii) => "(*)",
            (false, false, _) => "( )",
        }
    }

    /// A name of keys with the signs that the font has.
    #[must_use]
    pub const fn keys<'k>(self, unicode: &'k str, ascii: &'k str) -> &'k str {
        match self.signs {
            Signs::Unicode => unicode,
            Signs::Ascii => ascii,
        }
    }
}
