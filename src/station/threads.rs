//! What comes in from outside: keys, signals, the time of day, and that the terminal is gone.

use std::{
    io,
    panic::catch_unwind,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
        mpsc::SyncSender,
    },
    thread,
    time::Duration,
};

use ratatui::crossterm::event;
use rustix::{
    event::{PollFd, PollFlags, poll},
    io::Errno,
};
use signal_hook::{
    consts::{
        SIGALRM, SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGTTIN, SIGTTOU, SIGUSR1, SIGUSR2,
        SIGWINCH,
    },
    iterator::Signals,
};

use super::{Msg, clock::Clock};
use crate::{kiosk::Event, term::guard};

/// How often the clock on the wall is looked at.
const LOOK_AT_CLOCK: Duration = Duration::from_secs(20);

/// How long a reader that failed waits before it tries again.
const BREATH: Duration = Duration::from_secs(1);

/// Every signal that would end or stop the program, or tells of another size. What each of them does is decided
/// by whoever gets it.
pub(super) struct Claimed {
    /// TERM apart: whoever waits to tell of another one must not keep it back.
    term: Signals,
    others: Signals,
}

pub(super) fn claim_signals() -> io::Result<Claimed> {
    let others =
        [SIGINT, SIGQUIT, SIGTSTP, SIGTTIN, SIGTTOU, SIGHUP, SIGCONT, SIGALRM, SIGUSR1, SIGUSR2, SIGWINCH];
    Ok(Claimed { term: Signals::new([SIGTERM])?, others: Signals::new(others)? })
}

/// `ends` tells whether TERM ends the program.
pub(super) fn watch_signals(signals: Claimed, ends: Arc<AtomicBool>, sender: SyncSender<Msg>) {
    let Claimed { mut term, mut others } = signals;
    let tell = sender.clone();
    thread::spawn(move || {
        for signal in term.forever() {
            if ends.load(Ordering::SeqCst) {
                guard::insist(signal);
            }
            if tell.send(Msg::Signal(signal)).is_err() {
                break;
            }
        }
    });
    thread::spawn(move || {
        for signal in others.forever() {
            if sender.send(Msg::Signal(signal)).is_err() {
                break;
            }
        }
    });
}

/// Waits for the terminal to go away. No events are asked for, so only a hang-up or an error wakes it.
pub(super) fn watch_terminal(sender: SyncSender<Msg>) {
    thread::spawn(move || {
        let stdin = io::stdin();
        let mut watched = [PollFd::new(&stdin, PollFlags::empty())];
        while poll(&mut watched, None) == Err(Errno::INTR) {}
        let _ = sender.send(Msg::Gone);
    });
}

/// Reads keys for as long as there is a terminal, whatever a reader stumbles over.
pub(super) fn read_input(sender: SyncSender<Msg>) {
    thread::spawn(move || {
        loop {
            let msg = match catch_unwind(event::read) {
                Ok(Ok(event)) => Msg::Input(event),
                Ok(Err(error)) => Msg::Event(Event::Problem(format!("keys cannot be read: {error}"))),
                Err(_) => Msg::Event(Event::Problem("a key could not be understood".to_owned())),
            };
            let failed = !matches!(msg, Msg::Input(_));
            if sender.send(msg).is_err() {
                break;
            }
            if failed {
                thread::sleep(BREATH);
            }
        }
    });
}

/// The opening hours, once they are known: from and to in minutes since midnight, or always.
pub(super) type Hours = Arc<Mutex<Option<Option<(u32, u32)>>>>;

/// Tells of each new day, and when the opening hours begin and end.
pub(super) fn watch_clock(hours: Hours, sender: SyncSender<Msg>) {
    thread::spawn(move || {
        let mut clock = Clock::default();
        loop {
            let (day, open) = clock.look(hours.lock().unwrap_or_else(PoisonError::into_inner).flatten());
            for event in day.map(Event::Day).into_iter().chain(open.map(Event::Open)) {
                if sender.send(Msg::Event(event)).is_err() {
                    return;
                }
            }
            thread::sleep(LOOK_AT_CLOCK);
        }
    });
}
