//! The kiosk on a real terminal, with a clock, a disk, processes and a service manager.
//!
//! One thread draws and decides; others read input, take signals, watch the terminal, call staff, check codes
//! and write records, and send what came of it. Input waits in a queue of a fixed length, so a flood of keys
//! costs no memory. Nothing but the staff code, or TERM where that is configured, ends it while there is a
//! terminal; when the terminal itself goes away it ends, so that the service manager can start it anew.

mod alert;
mod clock;
pub mod pin;
mod records;
mod screen;
mod slip;
mod threads;
mod watch;

use std::{
    io::{self, IsTerminal, Write},
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
        mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel},
    },
    time::{Duration, Instant},
};

use ratatui::crossterm::event as terminal;
use rustix::process::{DumpableBehavior, Resource, Rlimit, set_dumpable_behavior, setrlimit};
use sd_notify::NotifyState;
use signal_hook::consts::{SIGCONT, SIGHUP, SIGTERM, SIGWINCH};

pub use self::watch::Watch;
use self::{records::Keeper, screen::Screen, threads::Hours, watch::Fresh};
use crate::{
    end::End,
    kiosk::{
        Between, Effect, Event, Kiosk, Seen, Site,
        config::{Config, Records, Terminate},
    },
    ui::theme::Theme,
};

/// Input that waits to be taken; readers wait while it is full.
const MOST_WAITING: usize = 256;

/// So many broken frames one after the other are no accident: the service manager has to start anew.
const MOST_BROKEN: u32 = 5;

/// How long what was asked for may still take when the program ends.
const LAST_WORDS: Duration = Duration::from_secs(2);

/// Where the last panic was, in whichever thread. Its message may quote an answer and is not kept.
static PANIC: Mutex<Option<String>> = Mutex::new(None);

/// What the threads send.
enum Msg {
    /// A key, the mouse, a paste.
    Input(terminal::Event),
    /// A signal.
    Signal(i32),
    /// The terminal went away.
    Gone,
    /// Something for the kiosk.
    Event(Event),
    /// Something was read anew.
    Fresh,
}

/// The terminal, the clock and the threads of the kiosk; they stay while content and configuration change.
pub struct Station {
    seen: Seen,
    screen: Screen,
    started: Instant,
    sender: SyncSender<Msg>,
    receiver: Receiver<Msg>,
    keeper: Option<Keeper>,
    /// What the keeper keeps to.
    records: Option<Records>,
    hours: Hours,
    /// Frames that broke one after the other.
    broken: u32,
    /// Whether something was read anew.
    fresh: bool,
    /// Whether TERM ends the program.
    ends_on_term: Arc<AtomicBool>,
}

/// Why the kiosk stopped.
pub enum Turn {
    /// For good.
    End(End),
    /// Nobody is there, and what was read anew may be used.
    Fresh(Box<Between>),
}

impl Station {
    /// Claims the terminal and begins to listen.
    ///
    /// # Errors
    ///
    /// When the terminal cannot be claimed.
    pub fn open(theme: Theme) -> io::Result<Self> {
        without_core_dumps();
        let (sender, receiver) = sync_channel(MOST_WAITING);
        // From here on no signal has its usual effect.
        let signals = threads::claim_signals()?;
        let screen = Screen::open(theme)?;
        std::panic::set_hook(Box::new(|info| {
            let place = info.location().map(|at| format!("stopped at {}:{}", at.file(), at.line()));
            *PANIC.lock().unwrap_or_else(PoisonError::into_inner) = Some(place.unwrap_or_default());
        }));
        let hours = Hours::default();
        let ends_on_term = Arc::default();
        threads::watch_signals(signals, Arc::clone(&ends_on_term), sender.clone());
        threads::watch_terminal(sender.clone());
        threads::read_input(sender.clone());
        Ok(Self {
            seen: Seen::default(),
            screen,
            started: Instant::now(),
            sender,
            receiver,
            keeper: None,
            records: None,
            hours,
            broken: 0,
            fresh: false,
            ends_on_term,
        })
    }

    /// Reads again whenever the files have changed. What was read waits in what is returned, to be taken after
    /// [`Turn::Fresh`]; why something cannot be used is logged and shown to staff.
    pub fn watch<T: Send + 'static>(
        &self,
        watch: Watch,
        read: impl Fn() -> Result<T, String> + Send + 'static,
    ) -> Arc<Mutex<Option<T>>> {
        let fresh = Fresh::default();
        watch.start(read, Arc::clone(&fresh), self.sender.clone());
        fresh
    }

    /// Runs the kiosk until staff end it, or until nobody is there and something was read anew. At its end the
    /// terminal is cleared.
    ///
    /// # Errors
    ///
    /// When the terminal cannot be drawn to, or when even an empty screen cannot be drawn.
    pub fn serve(
        &mut self,
        between: Between,
        site: Site<'_>,
        config: &Config,
        theme: Theme,
    ) -> io::Result<Turn> {
        self.screen.theme = theme;
        self.keep_hours(config.hours);
        if self.records != config.records {
            self.finish_records();
            self.records.clone_from(&config.records);
            self.keeper = config.records.clone().map(|records| Keeper::start(records, self.sender.clone()));
        }
        let ends_on_term = match config.terminate {
            Terminate::Always => true,
            Terminate::Never => false,
            Terminate::Service => std::env::var_os("NOTIFY_SOCKET").is_some(),
        };
        self.ends_on_term.store(ends_on_term, Ordering::SeqCst);
        let mut service = Service { kiosk: between.with(site), config, ends_on_term, station: self };
        let end = match service.events() {
            Ok(None) => return Ok(Turn::Fresh(Box::new(service.kiosk.between()))),
            Ok(Some(end)) => Ok(Turn::End(end)),
            Err(error) => Err(error),
        };
        self.finish_records();
        // What stands on the terminal goes before the terminal is given back.
        let _ = self.screen.wipe();
        // A terminal that goes away in the middle of drawing is a hang-up, not a failure.
        let gone = end.is_err() && !io::stdout().is_terminal();
        if gone { Ok(Turn::End(End::Signal(SIGHUP))) } else { end }
    }

    fn keep_hours(&mut self, hours: Option<(u32, u32)>) {
        let before = self.hours.lock().unwrap_or_else(PoisonError::into_inner).replace(hours);
        if before.is_none() {
            threads::watch_clock(Arc::clone(&self.hours), self.sender.clone());
        }
    }

    fn finish_records(&mut self) {
        if let Some(keeper) = self.keeper.take() {
            keeper.finish(LAST_WORDS);
        }
    }
}

/// The kiosk with one content and one configuration.
struct Service<'q, 'c, 's> {
    kiosk: Kiosk<'q>,
    config: &'c Config,
    ends_on_term: bool,
    station: &'s mut Station,
}

/// Whether to go on.
type Next = Option<End>;

impl Service<'_, '_, '_> {
    /// Until the end; without one where something was read anew.
    fn events(&mut self) -> io::Result<Next> {
        let watchdog = sd_notify::watchdog_enabled().map(|limit| limit / 3);
        let mut redraw = true;
        let mut ready = false;
        loop {
            if self.station.fresh && self.kiosk.is_free() {
                self.station.fresh = false;
                log("what was changed on disk counts from now on");
                return Ok(None);
            }
            if redraw {
                self.draw()?;
            }
            // Only a loop that turns, and a screen that was drawn, keep the watchdog quiet.
            let states: &[NotifyState<'_>] = match (ready, watchdog) {
                (false, _) => &[NotifyState::Ready, NotifyState::Watchdog],
                (true, Some(_)) => &[NotifyState::Watchdog],
                (true, None) => &[],
            };
            ready = true;
            if !states.is_empty() {
                let _ = sd_notify::notify(states);
            }
            let wake = self.kiosk.wake().saturating_sub(self.now()) / haste();
            let wake = watchdog.map_or(wake, |watchdog| wake.min(watchdog));
            let first = match self.station.receiver.recv_timeout(wake) {
                Ok(msg) => Some(msg),
                Err(RecvTimeoutError::Timeout) => None,
                Err(RecvTimeoutError::Disconnected) => return Ok(Some(End::Signal(SIGHUP))),
            };
            redraw = first.is_none();
            if first.is_none()
                && let Some(end) = self.take(Event::Tick, &mut redraw)?
            {
                return Ok(Some(end));
            }
            // Together, so that a held key costs one frame; no more than fit the queue, so that a flood
            // cannot hold up the drawing.
            let rest: Vec<Msg> = self.station.receiver.try_iter().take(MOST_WAITING).collect();
            for msg in first.into_iter().chain(rest) {
                if let Some(end) = self.message(msg, &mut redraw)? {
                    return Ok(Some(end));
                }
            }
        }
    }

    fn message(&mut self, msg: Msg, redraw: &mut bool) -> io::Result<Next> {
        let event = match msg {
            Msg::Input(terminal::Event::Key(key)) if key.is_press() => {
                panic_when_asked(key);
                Event::Key(key)
            }
            Msg::Input(terminal::Event::Mouse(mouse)) => Event::Mouse(mouse),
            // crossterm tells of it as well, but not before it reads keys.
            Msg::Signal(SIGWINCH) => {
                self.station.screen.stale();
                *redraw = true;
                return Ok(None);
            }
            Msg::Signal(SIGTERM) if self.ends_on_term => return Ok(Some(End::Signal(SIGTERM))),
            Msg::Signal(SIGCONT) => {
                self.station.screen.claim_again()?;
                *redraw = true;
                return Ok(None);
            }
            // What is pasted is no answer, a key that is let go of says nothing, and no other signal counts.
            Msg::Input(_) | Msg::Signal(_) => return Ok(None),
            Msg::Gone => return Ok(Some(End::Signal(SIGHUP))),
            Msg::Fresh => {
                self.station.fresh = true;
                return Ok(None);
            }
            Msg::Event(event) => event,
        };
        self.take(event, redraw)
    }

    /// Gives the kiosk an event; what breaks on it ends the sitting and nothing else.
    fn take(&mut self, event: Event, redraw: &mut bool) -> io::Result<Next> {
        if let Event::Problem(text) | Event::Called(_, Err(text)) | Event::Recorded(_, Err(text)) = &event {
            log(text);
        }
        let now = self.now();
        let Self { kiosk, station: Station { seen, .. }, .. } = self;
        let taken = catch_unwind(AssertUnwindSafe(|| kiosk.update(event, now, seen)));
        let effects = match taken {
            Ok(effects) => effects,
            Err(_) => self.start_over()?,
        };
        for effect in effects {
            match effect {
                Effect::Redraw => *redraw = true,
                Effect::Leave => return Ok(Some(End::Finished)),
                Effect::Wipe => {
                    self.station.screen.wipe()?;
                    *redraw = true;
                }
                Effect::Bell => self.station.screen.bell()?,
                Effect::Call(number, reason) => {
                    if let Some(alert) = &self.config.alert {
                        alert::call(
                            alert.clone(),
                            number,
                            reason,
                            self.config.place.clone(),
                            self.station.sender.clone(),
                        );
                    }
                }
                Effect::CheckPin(code) => {
                    pin::check(self.config.pin.clone(), code, self.station.sender.clone());
                }
                Effect::Print(sitting, text) => {
                    if let Some(printer) = &self.config.printer {
                        slip::print(printer.clone(), sitting, text, self.station.sender.clone());
                    }
                }
                Effect::Record(record) => {
                    if let Some(keeper) = &self.station.keeper {
                        keeper.keep(record);
                    }
                }
            }
        }
        Ok(None)
    }

    fn draw(&mut self) -> io::Result<()> {
        let Self { kiosk, station: Station { seen, screen, .. }, .. } = self;
        if let Ok(drawn) = catch_unwind(AssertUnwindSafe(|| screen.draw(kiosk, seen))) {
            self.station.broken = 0;
            return drawn;
        }
        self.start_over()?;
        self.station.screen.wipe()?;
        self.draw()
    }

    /// Drops a sitting that broke, with all that it held.
    fn start_over(&mut self) -> io::Result<Vec<Effect>> {
        self.station.broken += 1;
        let place = PANIC.lock().unwrap_or_else(PoisonError::into_inner).take().unwrap_or_default();
        log(&place);
        if self.station.broken > MOST_BROKEN {
            return Err(io::Error::other(format!("the screen cannot be drawn: {place}")));
        }
        let now = self.now();
        let Self { kiosk, station: Station { seen, .. }, .. } = self;
        let event = Event::Broken(place);
        let taken = catch_unwind(AssertUnwindSafe(|| kiosk.update(event, now, seen)));
        taken.map_err(|_| io::Error::other("a broken sitting could not be cleared"))
    }

    fn now(&self) -> Duration {
        self.station.started.elapsed().saturating_mul(haste())
    }
}

/// How much faster than the clock the kiosk's time goes: tests of the real program have no minutes to wait.
/// Not in a release.
#[cfg(debug_assertions)]
fn haste() -> u32 {
    use std::sync::LazyLock;
    static HASTE: LazyLock<u32> = LazyLock::new(|| {
        let told = std::env::var("TWINGE_TEST_HASTE").ok();
        told.and_then(|told| told.parse().ok()).filter(|haste| *haste > 0).unwrap_or(1)
    });
    *HASTE
}

#[cfg(not(debug_assertions))]
const fn haste() -> u32 {
    1
}

/// Tells the operator, where standard error is a log and not the screen. Never an answer.
fn log(text: &str) {
    let mut log = io::stderr();
    if !log.is_terminal() {
        let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        let _ = writeln!(log, "twinge kiosk: {text}");
    }
}

/// Answers must not reach a core dump, nor another program of the same user.
fn without_core_dumps() {
    let none = Rlimit { current: Some(0), maximum: Some(0) };
    if let Err(error) = setrlimit(Resource::Core, none) {
        log(&format!("core dumps cannot be switched off: {error}"));
    }
    // A limit of zero does not hold where dumps are piped to a program.
    if let Err(error) = set_dumpable_behavior(DumpableBehavior::NotDumpable) {
        log(&format!("the memory cannot be closed to others: {error}"));
    }
}

/// Lets the tests of the real program see what a panic leaves behind; not in a release.
#[cfg(debug_assertions)]
fn panic_when_asked(key: terminal::KeyEvent) {
    if key.code == terminal::KeyCode::F(12) && std::env::var_os("TWINGE_TEST_PANIC").is_some() {
        BREAK.store(true, std::sync::atomic::Ordering::SeqCst);
    }
}

#[cfg(debug_assertions)]
static BREAK: std::sync::atomic::AtomicBool = std::sync::atomic::AtomicBool::new(false);

#[cfg(not(debug_assertions))]
fn panic_when_asked(_: terminal::KeyEvent) {}
