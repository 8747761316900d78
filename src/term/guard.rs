//! Terminal modes: set once, undone on every way out.

use std::{
    io::{self, Write},
    panic::{self, PanicHookInfo},
    process,
    sync::atomic::{AtomicBool, Ordering},
    thread,
    time::Duration,
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
use rustix::{
    process::{Signal, getpid, kill_process},
    termios::{
        LocalModes, OptionalActions, QueueSelector, SpecialCodeIndex, Termios, tcflush, tcgetattr, tcsetattr,
    },
};

use crate::end::End;

/// Whether the terminal is in our modes.
static CLAIMED: AtomicBool = AtomicBool::new(false);

/// Whether it is back in its own modes, after it was in ours.
static GIVEN_BACK: AtomicBool = AtomicBool::new(false);

/// Whether anything of ours may be on the terminal. Until then there is nothing to clear away, and what stands there
/// is the person's.
static WRITTEN: AtomicBool = AtomicBool::new(false);

/// How long a terminal may take to take what is written before a signal has it thrown away.
const PATIENCE: Duration = Duration::from_secs(1);

/// How long the end may take then.
const LAST_PATIENCE: Duration = Duration::from_secs(3);

/// Whether the mouse is ours while the terminal is.
static MOUSE: AtomicBool = AtomicBool::new(false);

/// Holds the terminal; gives it back when dropped.
#[derive(Debug)]
pub(crate) struct Guard(());

impl Guard {
    /// Takes the terminal: raw mode at once, and alternate screen, bracketed paste and the mouse if wanted once
    /// what is written to `first` is sent, which should be the first frame: a terminal that is woken less often
    /// shows it sooner. A panic from now on gives it back before it is reported.
    pub(crate) fn claim(mouse: bool, first: &mut impl Write) -> io::Result<Self> {
        let guard = Self(());
        MOUSE.store(mouse, Ordering::SeqCst);
        claim_modes()?;
        enter(first)?;
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
    if CLAIMED.load(Ordering::SeqCst) {
        return Ok(());
    }
    claim_modes()?;
    enter_now()
}

fn claim_modes() -> io::Result<()> {
    CLAIMED.store(true, Ordering::SeqCst);
    GIVEN_BACK.store(false, Ordering::SeqCst);
    enable_raw_mode()?;
    set_raw(tcgetattr(io::stdin())?)
}

/// Takes the terminal after a stop. Shells set modes of their own while a job is stopped, and do not set back
/// those that it had.
pub(crate) fn claim_from_others() -> io::Result<()> {
    if !CLAIMED.load(Ordering::SeqCst) {
        return claim_again();
    }
    let modes = tcgetattr(io::stdin())?;
    if !modes.local_modes.intersects(LocalModes::ICANON | LocalModes::ECHO) {
        return Ok(());
    }
    set_raw(modes)?;
    enter_now()
}

/// Keys come one by one, and reading never waits: crossterm reads on while it has but a part of a key, and the rest
/// may never come (Alt and `[` pressed together look like the beginning of one).
pub(crate) fn set_raw(mut modes: Termios) -> io::Result<()> {
    modes.make_raw();
    modes.special_codes[SpecialCodeIndex::VMIN] = 0;
    modes.special_codes[SpecialCodeIndex::VTIME] = 0;
    Ok(tcsetattr(io::stdin(), OptionalActions::Now, &modes)?)
}

fn enter(terminal: &mut impl Write) -> io::Result<()> {
    queue!(terminal, EnterAlternateScreen, EnableBracketedPaste, Clear(ClearType::All))?;
    if MOUSE.load(Ordering::SeqCst) {
        queue!(terminal, EnableMouseCapture)?;
    }
    Ok(())
}

/// Something is about to be written.
pub(super) fn writes() {
    WRITTEN.store(true, Ordering::SeqCst);
}

fn enter_now() -> io::Result<()> {
    writes();
    let mut stdout = io::stdout();
    enter(&mut stdout)?;
    stdout.flush()
}

/// Gives the terminal back. Each step is tried even if one before failed: the terminal may be gone.
pub(crate) fn release() {
    if !CLAIMED.swap(false, Ordering::SeqCst) {
        return;
    }
    if WRITTEN.swap(false, Ordering::SeqCst) {
        leave();
    }
    let _ = disable_raw_mode();
    GIVEN_BACK.store(true, Ordering::SeqCst);
}

fn leave() {
    if MOUSE.load(Ordering::SeqCst) {
        let _ = execute!(io::stdout(), DisableMouseCapture);
    }
    let _ = execute!(io::stdout(), DisableBracketedPaste, ResetColor);
    // The Linux console has no alternate screen: what was shown would stay on it.
    let _ = execute!(io::stdout(), Clear(ClearType::All), cursor::MoveTo(0, 0));
    let _ = execute!(io::stdout(), LeaveAlternateScreen, cursor::Show);
}

/// Sees to it that a signal ends the program also when its terminal takes nothing more, so that whoever draws
/// waits for ever and does not learn of it. First what the terminal has not taken yet is thrown away, which
/// lets the drawing go on to its end; where that does not help, the program ends without a last word.
pub(crate) fn insist(signal: i32) {
    thread::spawn(move || {
        thread::sleep(PATIENCE);
        if GIVEN_BACK.load(Ordering::SeqCst) {
            return;
        }
        let _ = tcflush(io::stdout(), QueueSelector::OFlush);
        // Linux does not wake whoever waits to write; a signal does.
        let _ = kill_process(getpid(), Signal::WINCH);
        thread::sleep(LAST_PATIENCE);
        if !GIVEN_BACK.load(Ordering::SeqCst) {
            let _ = disable_raw_mode();
            process::exit(End::Signal(signal).code().into());
        }
    });
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
