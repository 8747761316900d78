//! The styles that screens may use, in every palette.

use ratatui::style::{Color, Modifier, Style};

use super::{Background, Depth, Look};
use crate::content::Disposition;

const BOLD: Modifier = Modifier::BOLD;
const REVERSED: Modifier = Modifier::REVERSED;
const PLAIN: Modifier = Modifier::empty();

/// Declares the roles once, so that the list of all of them lacks none.
macro_rules! roles {
    ($($(#[$doc:meta])+ $role:ident,)+) => {
        /// What a style is for.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Role {
            $($(#[$doc])+ $role,)+
            /// The banner of a level.
            Banner(Disposition),
        }

        impl Role {
            /// Every role.
            pub fn all() -> impl Iterator<Item = Self> {
                [$(Self::$role),+].into_iter().chain(Disposition::ALL.map(Self::Banner))
            }
        }
    };
}

roles! {
    /// The whole screen, below everything else.
    Ground,
    /// The name of the program and headings.
    Heading,
    /// What is asked.
    Prompt,
    /// Lesser text.
    Quiet,
    /// The row in focus.
    Focus,
    /// What points at the row in focus, and where there is more.
    Pointer,
    /// A ticked option.
    Ticked,
    /// What does not fit.
    Fault,
    /// The progress that is done.
    Done,
}

/// Text colour, background, bold or reverse; what is not set stays as it is below.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Tone(Option<Color>, Option<Color>, Modifier);

impl Tone {
    const fn style(self) -> Style {
        Style { fg: self.0, bg: self.1, underline_color: None, add_modifier: self.2, sub_modifier: PLAIN }
    }
}

/// The tones of a palette.
pub(super) struct Palette {
    ground: Tone,
    heading: Tone,
    prompt: Tone,
    quiet: Tone,
    focus: Tone,
    pointer: Tone,
    ticked: Tone,
    fault: Tone,
    done: Tone,
    /// From least to most urgent.
    banner: [Tone; 5],
}

impl Role {
    pub(super) const fn style(self, palette: &Palette) -> Style {
        let tone = match self {
            Self::Ground => palette.ground,
            Self::Heading => palette.heading,
            Self::Prompt => palette.prompt,
            Self::Quiet => palette.quiet,
            Self::Focus => palette.focus,
            Self::Pointer => palette.pointer,
            Self::Ticked => palette.ticked,
            Self::Fault => palette.fault,
            Self::Done => palette.done,
            Self::Banner(level) => palette.banner[level as usize],
        };
        tone.style()
    }
}

pub(super) const fn palette(look: Look, background: Background, depth: Depth) -> &'static Palette {
    match (look, depth, background) {
        (Look::Mono, ..) | (_, Depth::None, _) => &MONO,
        (Look::Default, Depth::Sixteen, Background::Unknown) => &SIXTEEN,
        (Look::Default, Depth::Sixteen, Background::Dark) => &SIXTEEN_DARK,
        (Look::Default, Depth::Sixteen, Background::Light) => &SIXTEEN_LIGHT,
        (Look::Default, Depth::Indexed, Background::Unknown) => &INDEXED,
        (Look::Default, Depth::Indexed, Background::Dark) => &INDEXED_DARK,
        (Look::Default, Depth::Indexed, Background::Light) => &INDEXED_LIGHT,
        // Sixteen colours have no bright background that every terminal knows.
        (Look::HighContrast, Depth::Sixteen, _) => &HIGH_SIXTEEN,
        (Look::HighContrast, Depth::Indexed, Background::Light) => &HIGH_LIGHT,
        (Look::HighContrast, Depth::Indexed, _) => &HIGH_DARK,
    }
}

const fn own(modifier: Modifier) -> Tone {
    Tone(None, None, modifier)
}

const fn text(colour: Color, modifier: Modifier) -> Tone {
    Tone(Some(colour), None, modifier)
}

const fn index(n: u8, modifier: Modifier) -> Tone {
    text(Color::Indexed(n), modifier)
}

const fn pair(text: Color, ground: Color, modifier: Modifier) -> Tone {
    Tone(Some(text), Some(ground), modifier)
}

const fn indices(text: u8, ground: u8) -> Tone {
    pair(Color::Indexed(text), Color::Indexed(ground), BOLD)
}

/// Nothing is both reverse and bold, since the Linux console shows that as grey on grey.
const MONO: Palette = Palette {
    ground: own(PLAIN),
    heading: own(BOLD),
    prompt: own(BOLD),
    quiet: own(PLAIN),
    focus: own(REVERSED),
    pointer: own(BOLD),
    ticked: own(BOLD),
    fault: own(BOLD),
    done: own(PLAIN),
    banner: [own(REVERSED); 5],
};

/// Bold is for bright colours only, since many terminals brighten a dark one that is bold.
const SIXTEEN_BANNER: [Tone; 5] = [
    pair(Color::Black, Color::Green, PLAIN),
    pair(Color::White, Color::Blue, BOLD),
    pair(Color::Black, Color::Cyan, PLAIN),
    pair(Color::White, Color::Magenta, BOLD),
    pair(Color::White, Color::Red, BOLD),
];

/// No colour of the sixteen can be read both on black and on white.
const SIXTEEN: Palette = Palette { banner: SIXTEEN_BANNER, ..MONO };

const SIXTEEN_DARK: Palette = Palette {
    heading: text(Color::Cyan, BOLD),
    quiet: text(Color::Gray, PLAIN),
    pointer: text(Color::LightCyan, BOLD),
    ticked: text(Color::LightGreen, BOLD),
    fault: text(Color::LightYellow, BOLD),
    done: text(Color::Cyan, PLAIN),
    ..SIXTEEN
};

const SIXTEEN_LIGHT: Palette = Palette {
    heading: text(Color::Blue, PLAIN),
    pointer: text(Color::Blue, PLAIN),
    fault: text(Color::Red, PLAIN),
    done: text(Color::Blue, PLAIN),
    ..SIXTEEN
};

/// Self-care in green, an ordinary visit in slate, soon in blue, today in amber, an emergency in red.
const INDEXED_BANNER: [Tone; 5] =
    [indices(231, 22), indices(231, 60), indices(231, 24), indices(16, 214), indices(231, 124)];

/// Colour 29 is one of the six that are at least 4.5:1 on black as well as on white. But most terminals are
/// neither, so what is only there to be read keeps the terminal's own colour.
const INDEXED: Palette = Palette {
    ground: own(PLAIN),
    heading: own(BOLD),
    prompt: own(BOLD),
    quiet: own(PLAIN),
    focus: indices(231, 29),
    pointer: own(BOLD),
    ticked: own(BOLD),
    fault: indices(16, 214),
    done: index(29, PLAIN),
    banner: INDEXED_BANNER,
};

const INDEXED_DARK: Palette = Palette {
    heading: index(115, BOLD),
    quiet: index(247, PLAIN),
    pointer: index(115, BOLD),
    ticked: index(115, BOLD),
    fault: index(215, BOLD),
    done: index(115, PLAIN),
    ..INDEXED
};

const INDEXED_LIGHT: Palette = Palette {
    heading: index(23, BOLD),
    quiet: index(241, PLAIN),
    focus: indices(231, 23),
    pointer: index(23, BOLD),
    ticked: index(23, BOLD),
    fault: index(124, BOLD),
    done: index(23, PLAIN),
    ..INDEXED
};

const HIGH_SIXTEEN: Palette = Palette {
    ground: pair(Color::White, Color::Black, PLAIN),
    heading: text(Color::LightYellow, BOLD),
    prompt: own(BOLD),
    quiet: own(PLAIN),
    focus: pair(Color::Black, Color::Gray, PLAIN),
    pointer: text(Color::LightYellow, BOLD),
    ticked: text(Color::LightYellow, BOLD),
    fault: text(Color::LightYellow, BOLD),
    done: text(Color::LightYellow, PLAIN),
    banner: [
        pair(Color::Black, Color::Cyan, PLAIN),
        pair(Color::Black, Color::Cyan, PLAIN),
        pair(Color::White, Color::Blue, BOLD),
        pair(Color::LightYellow, Color::Blue, BOLD),
        pair(Color::Black, Color::Gray, PLAIN),
    ],
};

const HIGH_DARK: Palette = Palette {
    ground: pair(Color::Indexed(231), Color::Indexed(16), PLAIN),
    heading: index(229, BOLD),
    prompt: own(BOLD),
    quiet: index(252, PLAIN),
    focus: indices(16, 226),
    pointer: index(226, BOLD),
    ticked: index(229, BOLD),
    fault: index(226, BOLD),
    done: index(229, PLAIN),
    banner: [indices(16, 157), indices(16, 153), indices(16, 117), indices(16, 214), indices(231, 124)],
};

const HIGH_LIGHT: Palette = Palette {
    ground: pair(Color::Indexed(16), Color::Indexed(231), PLAIN),
    heading: index(18, BOLD),
    quiet: index(237, PLAIN),
    focus: indices(231, 18),
    pointer: index(18, BOLD),
    ticked: index(18, BOLD),
    fault: index(88, BOLD),
    done: index(18, PLAIN),
    banner: [indices(231, 22), indices(231, 19), indices(231, 24), indices(16, 214), indices(231, 124)],
    ..HIGH_DARK
};
