//! The terminal of the kiosk: drawn to, wiped, rung.

use std::{
    io::{self, Write},
    mem::ManuallyDrop,
};

use ratatui::{
    Terminal,
    backend::CrosstermBackend,
    crossterm::{
        event::{EnableBracketedPaste, EnableMouseCapture},
        execute, queue,
        terminal::{BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate, EnterAlternateScreen},
    },
};
use rustix::termios::{OptionalActions, tcgetattr, tcsetattr};

use crate::{
    kiosk::{Kiosk, Seen, view},
    term::guard::Guard,
    ui::theme::Theme,
};

/// Empties the clipboard of terminals that let a program do so: `!` stands for nothing in it.
const EMPTY_CLIPBOARD: &[u8] = b"\x1b]52;c;!\x07";

/// The claimed terminal.
pub(super) struct Screen {
    pub(super) theme: Theme,
    /// Its drop would print to a terminal that may be gone, so it is never dropped.
    terminal: ManuallyDrop<Terminal<CrosstermBackend<io::Stdout>>>,
    stale: bool,
    /// Whether the terminal knows escapes beyond those of the Linux console, which would print them.
    rich: bool,
    _guard: Guard,
}

impl Screen {
    pub(super) fn open(theme: Theme) -> io::Result<Self> {
        let guard = Guard::claim(true)?;
        let terminal = Terminal::new(CrosstermBackend::new(io::stdout()))?;
        let rich = std::env::var("TERM").is_ok_and(|term| term != "linux");
        Ok(Self { theme, terminal: ManuallyDrop::new(terminal), stale: false, rich, _guard: guard })
    }

    /// What the terminal shows may not be what was drawn last.
    pub(super) fn stale(&mut self) {
        self.stale = true;
    }

    /// Claims the terminal again, whose modes somebody may have changed while the program was stopped.
    pub(super) fn claim_again(&mut self) -> io::Result<()> {
        self.stale = true;
        // Without leaving anything first: what lies below is none of the patient's business.
        let stdin = io::stdin();
        let mut modes = tcgetattr(&stdin)?;
        modes.make_raw();
        tcsetattr(&stdin, OptionalActions::Now, &modes)?;
        let backend = self.terminal.backend_mut();
        execute!(backend, EnterAlternateScreen, EnableBracketedPaste, EnableMouseCapture)
    }

    pub(super) fn draw(&mut self, kiosk: &Kiosk<'_>, seen: &mut Seen) -> io::Result<()> {
        #[cfg(debug_assertions)]
        assert!(!super::BREAK.swap(false, std::sync::atomic::Ordering::SeqCst), "a panic was asked for");
        let Self { terminal, theme, stale, .. } = self;
        queue!(terminal.backend_mut(), BeginSynchronizedUpdate)?;
        if std::mem::take(stale) {
            // Not `clear`, which asks where the cursor is: the reader of keys would never tell.
            let size = terminal.size()?;
            terminal.resize(size.into())?;
        }
        terminal.draw(|frame| view(kiosk, *theme, frame, seen))?;
        execute!(terminal.backend_mut(), EndSynchronizedUpdate)
    }

    /// Takes all that was shown away: from both buffers, the screen, what was scrolled past, the clipboard.
    pub(super) fn wipe(&mut self) -> io::Result<()> {
        let Self { terminal, .. } = self;
        // A panic may have left a frame half drawn.
        execute!(terminal.backend_mut(), EndSynchronizedUpdate)?;
        let size = terminal.size()?;
        terminal.resize(size.into())?;
        for _ in 0..2 {
            terminal.draw(|_| {})?;
        }
        queue!(terminal.backend_mut(), Clear(ClearType::All), Clear(ClearType::Purge))?;
        if self.rich {
            self.terminal.backend_mut().write_all(EMPTY_CLIPBOARD)?;
        }
        self.terminal.backend_mut().flush()
    }

    pub(super) fn bell(&mut self) -> io::Result<()> {
        self.terminal.backend_mut().write_all(b"\x07")?;
        self.terminal.backend_mut().flush()
    }
}
