//! Terminal modes: set once, undone on every way out.

use std::{
    io::{self, Write},
    panic::{self, PanicHookInfo},
    sync::atomic::{AtomicBool, Ordering},
    thread,
};

use ratatui::crossterm::{
    cursor,
    event::{DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture},
    execute, queue,
    style::ResetColor,
    terminal::{
        Clear, ClearType, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
    },
};
use rustix::termios::{LocalModes, OptionalActions, tcgetattr, tcsetattr};

/// Whether the terminal is in our modes.
static CLAIMED: AtomicBool = AtomicBool::new(false);

/// Whether the mouse is ours while the terminal is.
static MOUSE: AtomicBool = AtomicBool::new(false);

/// Holds the terminal; gives it back when dropped.
#[derive(Debug)]
pub(crate) struct Guard(());

impl Guard {
    /// Takes the terminal: raw mode, alternate screen, bracketed paste, and the mouse if wanted. A panic from
    /// now on gives it back before it is reported.
    pub(crate) fn claim(mouse: bool) -> io::Result<Self> {
        let guard = Self(());
        MOUSE.store(mouse, Ordering::SeqCst);
        claim_again()?;
        let report = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            release();
            report(info);
        }));
        Ok(guard)
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        release();
    }
}

/// Takes the terminal, unless it is taken already.
pub(crate) fn claim_again() -> io::Result<()> {
    if CLAIMED.swap(true, Ordering::SeqCst) {
        return Ok(());
    }
    enable_raw_mode()?;
    enter()
}

/// Takes the terminal after a stop. Shells set modes of their own while a job is stopped, and do not set back
/// those that it had.
pub(crate) fn claim_from_others() -> io::Result<()> {
    if !CLAIMED.load(Ordering::SeqCst) {
        return claim_again();
    }
    let stdin = io::stdin();
    let mut modes = tcgetattr(&stdin)?;
    if !modes.local_modes.intersects(LocalModes::ICANON | LocalModes::ECHO) {
        return Ok(());
    }
    modes.make_raw();
    tcsetattr(&stdin, OptionalActions::Now, &modes)?;
    enter()
}

fn enter() -> io::Result<()> {
    let mut stdout = io::stdout();
    queue!(stdout, EnterAlternateScreen, EnableBracketedPaste, Clear(ClearType::All))?;
    if MOUSE.load(Ordering::SeqCst) {
        queue!(stdout, EnableMouseCapture)?;
    }
    stdout.flush()
}

/// Gives the terminal back. Each step is tried even if one before failed: the terminal may be gone.
pub(crate) fn release() {
    if !CLAIMED.swap(false, Ordering::SeqCst) {
        return;
    }
    if MOUSE.load(Ordering::SeqCst) {
        let _ = execute!(io::stdout(), DisableMouseCapture);
    }
    let _ = execute!(io::stdout(), DisableBracketedPaste, ResetColor);
    // The Linux console has no alternate screen: what was shown would stay on it.
    let _ = execute!(io::stdout(), Clear(ClearType::All), cursor::MoveTo(0, 0));
    let _ = execute!(io::stdout(), LeaveAlternateScreen, cursor::Show);
    let _ = disable_raw_mode();
}

/// Sends the panics of other threads to `tell` instead of dropping the screen under the one that
/// draws: a hook runs for every thread.
pub(crate) fn report_other_threads(tell: impl Fn(String) + Send + Sync + 'static) {
    let drawing = thread::current().id();
    let restore_and_report = panic::take_hook();
    panic::set_hook(Box::new(move |info: &PanicHookInfo<'_>| {
        if thread::current().id() == drawing {
            restore_and_report(info);
        } else {
            tell(info.to_string());
        }
    }));
}
