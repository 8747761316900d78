//! Colours and signs. State is always shown by a sign as well, never by colour alone.

use ratatui::style::{Color, Modifier, Style};

use crate::content::Disposition;

/// Whether colours may be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colours {
    /// The sixteen colours that every terminal has.
    Sixteen,
    /// None: bold, dim and reverse only (<https://no-color.org>).
    None,
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
    /// Whether colours may be used.
    pub colours: Colours,
    /// Which signs may be used.
    pub signs: Signs,
}

impl Theme {
    /// The theme that suits an environment, of which `get` reads a variable.
    #[must_use]
    pub fn for_environment(get: impl Fn(&str) -> Option<String>) -> Self {
        let set = |name: &str| get(name).filter(|value| !value.is_empty());
        let locale = set("LC_ALL").or_else(|| set("LC_CTYPE")).or_else(|| set("LANG")).unwrap_or_default();
        let utf8 = locale.to_lowercase().replace('-', "").contains("utf8");
        let linux_console = set("TERM").is_some_and(|term| term == "linux");
        Self {
            colours: if set("NO_COLOR").is_some() { Colours::None } else { Colours::Sixteen },
            signs: if utf8 && !linux_console { Signs::Unicode } else { Signs::Ascii },
        }
    }

    fn coloured(self, style: Style, colour: Color) -> Style {
        match self.colours {
            Colours::Sixteen => style.fg(colour),
            Colours::None => style,
        }
    }

    /// The name of the program and headings.
    #[must_use]
    pub fn heading(self) -> Style {
        self.coloured(Style::new().add_modifier(Modifier::BOLD), Color::Cyan)
    }

    /// What is asked.
    #[must_use]
    pub fn prompt(self) -> Style {
        Style::new().add_modifier(Modifier::BOLD)
    }

    /// Lesser text: hints, help, where we are.
    #[must_use]
    pub fn quiet(self) -> Style {
        match self.colours {
            Colours::Sixteen => Style::new().fg(Color::DarkGray),
            Colours::None => Style::new(),
        }
    }

    /// The row in focus.
    #[must_use]
    pub fn focus(self) -> Style {
        Style::new().add_modifier(Modifier::REVERSED)
    }

    /// A ticked option.
    #[must_use]
    pub fn ticked(self) -> Style {
        self.coloured(Style::new().add_modifier(Modifier::BOLD), Color::Green)
    }

    /// What does not fit.
    #[must_use]
    pub fn fault(self) -> Style {
        self.coloured(Style::new().add_modifier(Modifier::BOLD), Color::Yellow)
    }

    /// The progress that is done.
    #[must_use]
    pub fn done(self) -> Style {
        self.coloured(Style::new(), Color::Cyan)
    }

    /// The banner of a level.
    #[must_use]
    pub fn banner(self, level: Disposition) -> Style {
        let bold = Style::new().add_modifier(Modifier::BOLD);
        if self.colours == Colours::None {
            return bold.add_modifier(Modifier::REVERSED);
        }
        match level {
            Disposition::Emergency => bold.fg(Color::White).bg(Color::Red),
            Disposition::SameDay => bold.fg(Color::Black).bg(Color::Yellow),
            Disposition::Soon => bold.fg(Color::Black).bg(Color::Cyan),
            Disposition::Routine => bold.fg(Color::White).bg(Color::Blue),
            Disposition::SelfCare => bold.fg(Color::Black).bg(Color::Green),
        }
    }

    /// Signs of the progress bar: done, left.
    #[must_use]
    pub const fn bar(self) -> (&'static str, &'static str) {
        match self.signs {
            Signs::Unicode => ("▰", "▱"),
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
