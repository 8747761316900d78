//! The terminal of the kiosk: drawn to, wiped, rung.

use std::{fmt, io};

use ratatui::crossterm::{
    Command,
    event::{EnableBracketedPaste, EnableMouseCapture},
    execute,
    terminal::{Clear, ClearType, EnterAlternateScreen},
};
use rustix::termios::tcgetattr;

use crate::{
    kiosk::{Kiosk, Seen, view},
    term::{
        drawing::Drawing,
        guard::{self, Guard},
    },
    ui::theme::Theme,
};

/// Empties the clipboard of terminals that let a program do so: `!` stands for nothing in it.
struct EmptyClipboard;

impl Command for EmptyClipboard {
    fn write_ansi(&self, f: &mut impl fmt::Write) -> fmt::Result {
        f.write_str("\x1b]52;c;!\x07")
    }
}

/// Rings the bell.
struct Bell;

impl Command for Bell {
    fn write_ansi(&self, f: &mut impl fmt::Write) -> fmt::Result {
        f.write_str("\x07")
    }
}

/// The claimed terminal.
pub(super) struct Screen {
    pub(super) theme: Theme,
    drawing: Drawing,
    /// Whether the terminal knows escapes beyond those of the Linux console, which would print them.
    rich: bool,
    _guard: Guard,
}

impl Screen {
    pub(super) fn open(theme: Theme) -> io::Result<Self> {
        let mut drawing = Drawing::new()?;
        let guard = Guard::claim(true, drawing.next())?;
        let rich = std::env::var("TERM").is_ok_and(|term| term != "linux");
        Ok(Self { theme, drawing, rich, _guard: guard })
    }

    /// What the terminal shows may not be what was drawn last.
    pub(super) fn stale(&mut self) {
        self.drawing.stale();
    }

    /// Claims the terminal again, whose modes somebody may have changed while the program was stopped.
    pub(super) fn claim_again(&mut self) -> io::Result<()> {
        self.drawing.stale();
        // Without leaving anything first: what lies below is none of the patient's business.
        guard::set_raw(tcgetattr(io::stdin())?)?;
        execute!(io::stdout(), EnterAlternateScreen, EnableBracketedPaste, EnableMouseCapture)
    }

    pub(super) fn draw(&mut self, kiosk: &Kiosk<'_>, seen: &mut Seen) -> io::Result<()> {
        #[cfg(debug_assertions)]
        assert!(!super::BREAK.swap(false, std::sync::atomic::Ordering::SeqCst), "a panic was asked for");
        let Self { drawing, theme, .. } = self;
        drawing.draw(|frame| view(kiosk, *theme, frame, seen))
    }

    /// Takes all that was shown away: from both buffers, the screen, what was scrolled past, the clipboard.
    pub(super) fn wipe(&mut self) -> io::Result<()> {
        self.drawing.wipe()?;
        self.drawing.tell(&Clear(ClearType::All))?;
        self.drawing.tell(&Clear(ClearType::Purge))?;
        if self.rich { self.drawing.tell(&EmptyClipboard) } else { Ok(()) }
    }

    pub(super) fn bell(&mut self) -> io::Result<()> {
        self.drawing.tell(&Bell)
    }
}
