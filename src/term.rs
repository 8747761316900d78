//! The terminal: claimed, watched, drawn to, and left as it was found.
//!
//! The only module that changes terminal modes. One thread waits, decides and draws (`inbox`); others take
//! signals, since it may be kept waiting by the terminal, and carry out errands.

mod bounded;
pub(crate) mod drawing;
pub(crate) mod guard;
mod inbox;

use std::{
    io::{self, IsTerminal},
    thread,
};

use ratatui::{
    Frame,
    crossterm::event::{self, Event},
};
use rustix::process::{Signal, kill_current_process_group};
use signal_hook::{
    consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGWINCH},
    iterator::Signals,
};

use crate::{
    content::{Front, Setting},
    end::End,
    keep::{Keeper, Store},
    kept::{Keep, Keeping},
    locale::Voice,
    outlet::System,
    take::{Errand, Outlet, Taken},
    ui::{Action, App, Drawn, Effect, keymap, theme::Theme, view, view_welcome},
};

use drawing::Drawing;
use guard::Guard;
use inbox::{Inbox, Letters, inbox};

/// Everything that can happen.
enum Msg {
    /// A key, the mouse, a paste.
    Input(Event),
    /// A signal came, or the terminal went away (as `SIGHUP`).
    Signal(i32),
    /// An errand is done, well or not.
    Taken(Taken),
    /// A thread other than this one panicked or could not go on.
    Failed(String),
    /// Answers can no longer be kept.
    CannotKeep,
}

/// The claimed terminal.
pub struct Shell {
    signals: Option<Signals>,
    theme: Theme,
    drawing: Drawing,
    drawn: Drawn,
    /// Whether the first screen is drawn already.
    welcomed: bool,
    guard: Guard,
}

impl Shell {
    /// Claims the terminal, with the mouse if wanted: without it, text on the screen can be marked and copied
    /// as usual. It is given back when the shell is dropped, and before a panic is reported.
    ///
    /// # Errors
    ///
    /// When there is no terminal that can be claimed.
    pub fn open(theme: Theme, mouse: bool) -> io::Result<Self> {
        // From here on a signal is kept until somebody takes it, and cannot leave the modes behind.
        let signals = Signals::new([SIGTERM, SIGHUP, SIGINT, SIGCONT, SIGWINCH])?;
        let mut drawing = Drawing::new()?;
        let guard = Guard::claim(mouse, drawing.next())?;
        Ok(Self { signals: Some(signals), theme, drawing, drawn: Drawn::default(), welcomed: false, guard })
    }

    /// Draws the first screen.
    ///
    /// # Errors
    ///
    /// When the terminal cannot be drawn to.
    pub fn welcome(&mut self, front: &Front, voice: Voice<'_>, keeping: Keeping) -> io::Result<()> {
        let theme = self.theme;
        self.welcomed = true;
        self.draw(|frame, drawn| view_welcome(front, voice, theme, keeping, frame, drawn))
    }

    /// Runs the app until the person leaves or a signal ends it, and gives the terminal back. The session is
    /// kept in `store`, if there is one, and deleted there at the end. Tells whether one is left.
    ///
    /// # Errors
    ///
    /// When the terminal cannot be drawn to.
    pub fn run(mut self, app: App<'_>, store: Option<Store>) -> io::Result<(End, bool)> {
        let system = System::new();
        let mut app = app.with_places(system.places());
        let (mut inbox, letters) = inbox()?;
        guard::report_other_threads({
            let letters = letters.clone();
            move |message| letters.send(Msg::Failed(message))
        });
        if let Some(signals) = self.signals.take() {
            watch_signals(signals, letters.clone());
        }
        let failed = {
            let letters = letters.clone();
            move || letters.send(Msg::CannotKeep)
        };
        let mut keeper = store.and_then(|store| {
            let keeper = Keeper::start(store, failed).ok();
            if keeper.is_none() {
                app.stop_keeping();
            }
            keeper
        });
        let end = self.events(&mut app, &mut keeper, &mut inbox, &|errand, text| {
            carry_out(system.clone(), errand, text, letters.clone());
        });
        // A terminal that goes away in the middle of drawing is a hang-up, not a failure.
        let gone = end.is_err() && !io::stdout().is_terminal();
        drop(self.guard);
        let left = end_keeping(keeper, &app, end.as_ref().ok() == Some(&End::Finished));
        let end = if gone { Ok(End::Signal(SIGHUP)) } else { end };
        Ok((end?, left))
    }

    fn events(
        &mut self,
        app: &mut App<'_>,
        keeper: &mut Option<Keeper>,
        inbox: &mut Inbox,
        carry_out: &dyn Fn(Errand, String),
    ) -> io::Result<End> {
        if !self.welcomed {
            self.draw_app(app)?;
        }
        loop {
            let mut redraw = false;
            for msg in inbox.wait()? {
                match self.take(app, msg)? {
                    Effect::None => {}
                    Effect::Redraw => redraw = true,
                    Effect::Take(errand) => {
                        carry_out(errand, app.to_take(errand));
                        redraw = true;
                    }
                    Effect::Exit(end) => return Ok(end),
                }
            }
            // Before it is drawn: the terminal may take nothing for a while. What was there before is not
            // touched as long as the person has not said what becomes of it.
            if app.found().is_none() {
                keeper.keep(app.session());
            }
            if redraw {
                self.draw_app(app)?;
            }
        }
    }

    fn take(&mut self, app: &mut App<'_>, msg: Msg) -> io::Result<Effect> {
        match msg {
            Msg::Input(event) => self.input(app, &event),
            Msg::Signal(SIGCONT) => {
                guard::claim_from_others()?;
                self.drawing.stale();
                Ok(Effect::Redraw)
            }
            // Also when the size is the one from before: it may have been another one in between. crossterm tells
            // of it as well, but not before it reads keys.
            Msg::Signal(SIGWINCH) => {
                self.drawing.stale();
                Ok(Effect::Redraw)
            }
            Msg::Signal(signal) => Ok(Effect::Exit(End::Signal(signal))),
            Msg::Taken(taken) => Ok(app.took(taken)),
            Msg::Failed(message) => Err(io::Error::other(message)),
            Msg::CannotKeep => {
                app.stop_keeping();
                Ok(Effect::Redraw)
            }
        }
    }

    fn input(&mut self, app: &mut App<'_>, event: &Event) -> io::Result<Effect> {
        let key = match event {
            // Pasted text is no answer.
            Event::Key(key) if key.is_press() => *key,
            Event::Mouse(mouse) => return Ok(self.act(app, self.drawn.mouse(*mouse))),
            _ => return Ok(Effect::None),
        };
        if is_suspend(key) {
            if app.session().setting() == Setting::WaitingRoom {
                return Ok(Effect::None);
            }
            suspend()?;
            self.drawing.stale();
            return Ok(Effect::Redraw);
        }
        panic_when_asked(key);
        Ok(self.act(app, keymap::action(key, app.context())))
    }

    fn act(&self, app: &mut App<'_>, action: Option<Action>) -> Effect {
        action.map_or(Effect::None, |action| app.update(action, self.drawn.viewport))
    }

    fn draw_app(&mut self, app: &App<'_>) -> io::Result<()> {
        let theme = self.theme;
        self.draw(|frame, drawn| view(app, theme, frame, drawn))
    }

    fn draw(&mut self, view: impl FnOnce(&mut Frame<'_>, &mut Drawn)) -> io::Result<()> {
        let Self { drawing, drawn, .. } = self;
        drawing.draw(|frame| view(frame, drawn))
    }
}

/// Deletes what was kept when all is done, and otherwise brings the last answers to disk. Tells whether a
/// session is left.
fn end_keeping(keeper: Option<Keeper>, app: &App<'_>, finished: bool) -> bool {
    match keeper {
        None => false,
        Some(keeper) if finished => {
            keeper.forget();
            false
        }
        Some(_) if app.found().is_some() => true,
        Some(mut keeper) => {
            keeper.keep(app.session());
            keeper.end()
        }
    }
}

fn watch_signals(mut signals: Signals, letters: Letters) {
    thread::spawn(move || {
        for signal in signals.forever() {
            if !matches!(signal, SIGCONT | SIGWINCH) {
                guard::insist(signal);
            }
            letters.send(Msg::Signal(signal));
        }
    });
}

/// Saves or prints on a thread of its own: a disk or a printer that hangs stops no key.
fn carry_out(system: System, errand: Errand, text: String, letters: Letters) {
    thread::spawn(move || letters.send(Msg::Taken(system.run(errand, &text))));
}

fn is_suspend(key: event::KeyEvent) -> bool {
    key.code == event::KeyCode::Char('z') && key.modifiers.contains(event::KeyModifiers::CONTROL)
}

/// Gives the terminal back and stops the whole job, as Ctrl-Z does elsewhere. Claims the terminal again when
/// the job goes on, or at once where the system does not stop it, since nobody could let it go on.
fn suspend() -> io::Result<()> {
    guard::release();
    kill_current_process_group(Signal::TSTP)?;
    guard::claim_again()
}

/// Lets the tests of the real program see what a panic leaves behind; not in a release.
#[cfg(debug_assertions)]
fn panic_when_asked(key: event::KeyEvent) {
    assert!(
        !(key.code == event::KeyCode::F(12) && std::env::var_os("TWINGE_TEST_PANIC").is_some()),
        "a panic was asked for"
    );
}

#[cfg(not(debug_assertions))]
fn panic_when_asked(_: event::KeyEvent) {}
