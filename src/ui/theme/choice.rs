//! Which theme suits: what the person chose, over what the environment tells.

use std::{fmt, str::FromStr};

use super::{Background, Depth, Look, Signs, Theme};

/// Terminals with 256 colours whose `TERM` does not say so in its name.
const INDEXED_TERMS: [&str; 6] = ["alacritty", "foot", "ghostty", "kitty", "rio", "wezterm"];

/// Terminals that hand `COLORTERM` on from outside and may know sixteen colours only.
const SIXTEEN_TERMS: [&str; 2] = ["linux", "screen"];

/// Terminals without colours.
const COLOURLESS_TERMS: [&str; 4] = ["vt100", "vt102", "vt220", "xterm-mono"];

/// A theme by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Named {
    /// Calm colours.
    Default,
    /// As much contrast as there can be.
    HighContrast,
    /// No colours.
    Mono,
    /// More space. Goes together with each of the others.
    Large,
}

/// A name that is none of those known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotKnown {
    given: String,
    known: String,
}

impl fmt::Display for NotKnown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is not known; there are {}", self.given, self.known)
    }
}

impl std::error::Error for NotKnown {}

/// Gives a type names that a person can write, and the way back from them.
macro_rules! names {
    ($type:ty { $($variant:ident => $id:literal,)+ }) => {
        impl $type {
            /// Every one that can be chosen.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The name used on the command line and in the settings file.
            #[must_use]
            pub const fn id(self) -> &'static str {
                match self {
                    $(Self::$variant => $id,)+
                }
            }
        }

        impl FromStr for $type {
            type Err = NotKnown;

            fn from_str(given: &str) -> Result<Self, NotKnown> {
                let known = || Self::ALL.iter().map(|one| one.id()).collect::<Vec<_>>().join(", ");
                let found = Self::ALL.iter().copied().find(|one| one.id() == given);
                found.ok_or_else(|| NotKnown { given: given.to_owned(), known: known() })
            }
        }

        impl fmt::Display for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.id())
            }
        }
    };
}

names!(Named {
    Default => "default",
    HighContrast => "high-contrast",
    Mono => "mono",
    Large => "large",
});

names!(Background {
    Unknown => "unknown",
    Light => "light",
    Dark => "dark",
});

names!(Signs {
    Unicode => "unicode",
    Ascii => "ascii",
});

/// What a person chose. What is left open comes from the environment.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Choices {
    /// Themes that go together. Of those that set colours the last one counts.
    pub themes: Vec<Named>,
    /// How bright the background is.
    pub background: Option<Background>,
    /// Which signs may be used.
    pub signs: Option<Signs>,
}

impl Choices {
    /// The colours that were asked for by name.
    fn look(&self) -> Option<Look> {
        self.themes.iter().rev().find_map(|named| match named {
            Named::Default => Some(Look::Default),
            Named::HighContrast => Some(Look::HighContrast),
            Named::Mono => Some(Look::Mono),
            Named::Large => None,
        })
    }
}

impl Theme {
    /// The theme that suits what a person chose and the environment, of which `get` reads a variable.
    ///
    /// Colours asked for by name win over `NO_COLOR`, as <https://no-color.org> wants it. `COLORFGBG` tells
    /// of the background; `COLORTERM` and `TERM` of the colours; the locale and `TERM` of the signs.
    #[must_use]
    pub fn choose(choices: &Choices, get: impl Fn(&str) -> Option<String>) -> Self {
        let set = |name: &str| get(name).filter(|value| !value.is_empty());
        let term = set("TERM").unwrap_or_default();
        let locale = set("LC_ALL").or_else(|| set("LC_CTYPE")).or_else(|| set("LANG")).unwrap_or_default();
        let given = if set("NO_COLOR").is_some() { Look::Mono } else { Look::Default };
        let look = choices.look().unwrap_or(given);
        let told = || background(&term, &set("COLORFGBG").unwrap_or_default());
        Self {
            look,
            background: choices.background.unwrap_or_else(told),
            depth: if look == Look::Mono { Depth::None } else { depth(&term, set("COLORTERM").is_some()) },
            signs: choices.signs.unwrap_or_else(|| signs(&term, &locale)),
            roomy: choices.themes.contains(&Named::Large),
        }
    }

    /// The theme that suits an environment, of which `get` reads a variable.
    #[must_use]
    pub fn for_environment(get: impl Fn(&str) -> Option<String>) -> Self {
        Self::choose(&Choices::default(), get)
    }
}

/// The Linux console's background is black. `COLORFGBG` holds colour numbers: the text's first, the
/// background's last.
fn background(term: &str, fgbg: &str) -> Background {
    let last = fgbg.rsplit(';').next().and_then(|number| number.parse::<u8>().ok());
    match last {
        Some(7 | 15) => Background::Light,
        Some(0..=6 | 8) => Background::Dark,
        _ if term == "linux" => Background::Dark,
        _ => Background::Unknown,
    }
}

fn depth(term: &str, colorterm: bool) -> Depth {
    let says = |part: &str| term.contains(part);
    if COLOURLESS_TERMS.contains(&term) {
        Depth::None
    } else if SIXTEEN_TERMS.contains(&term) {
        Depth::Sixteen
    } else if colorterm || says("256color") || says("direct") || INDEXED_TERMS.into_iter().any(says) {
        Depth::Indexed
    } else {
        Depth::Sixteen
    }
}

fn signs(term: &str, locale: &str) -> Signs {
    let utf8 = locale.to_lowercase().replace('-', "").contains("utf8");
    if utf8 && term != "linux" { Signs::Unicode } else { Signs::Ascii }
}
