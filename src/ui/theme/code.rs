//! Dark and light in a code that a camera reads.
//!
//! Dark is dark and light is light whatever the colours of the terminal are. Where colours may not be used, that
//! depends on them: the letters are taken to be the light ones, unless the background is known to be light.

use ratatui::style::{Color, Modifier, Style};

use super::{Background, Depth, Look, Theme};

impl Theme {
    /// A cell with two modules one above the other, each dark or not.
    #[must_use]
    pub fn two_modules(self, upper: bool, lower: bool) -> (&'static str, Style) {
        if let Some((dark, light)) = self.code_colours() {
            let colour = |is_dark| if is_dark { dark } else { light };
            let style = Style::new().fg(colour(upper)).bg(colour(lower));
            return (if upper == lower { " " } else { "▀" }, style);
        }
        match (self.is_ground(upper), self.is_ground(lower)) {
            (true, true) => (" ", Style::new()),
            // A reversed space fills its cell in every font.
            (false, false) => (" ", Style::new().add_modifier(Modifier::REVERSED)),
            (false, true) => ("▀", Style::new()),
            (true, false) => ("▄", Style::new()),
        }
    }

    /// Two cells with one module, dark or not.
    #[must_use]
    pub fn one_module(self, dark: bool) -> (&'static str, Style) {
        match self.code_colours() {
            Some((black, _)) if dark => ("##", Style::new().fg(black).bg(black)),
            Some((_, white)) => ("  ", Style::new().fg(white).bg(white)),
            None if self.is_ground(dark) => ("  ", Style::new()),
            None => ("  ", Style::new().add_modifier(Modifier::REVERSED)),
        }
    }

    /// Whether a module looks as the background of the terminal does.
    fn is_ground(self, dark: bool) -> bool {
        dark != (self.background == Background::Light)
    }

    /// Black and white, as far as the terminal has them; nothing where colours may not be used.
    const fn code_colours(self) -> Option<(Color, Color)> {
        match (self.look, self.depth) {
            (Look::Mono, _) | (_, Depth::None) => None,
            (_, Depth::Sixteen) => Some((Color::Black, Color::White)),
            (_, Depth::Indexed) => Some((Color::Indexed(16), Color::Indexed(231))),
        }
    }
}
