//! The full screen at home.

use std::collections::BTreeSet;

use ratatui::{Terminal, backend::TestBackend, crossterm::event::Event};
use twinge::{
    content::{Disposition, RuleIx, Setting},
    kept::Memory,
    take::{Errand, NotPrinted, NotSaved, Taken},
    ui::{Action, App, Drawn, Effect, Screen, keymap, theme::Theme, view},
};

use super::{
    harmless, harmless_screen, input, picks,
    shipped::{self, tongue},
    tape::Tape,
};

/// The most events of a run, so that no run is long.
const MOST_EVENTS: usize = 250;

/// Feeds the full screen with keys, the mouse, pasted text, sizes and what came of errands, and draws it.
///
/// # Panics
///
/// When an emergency does not show itself within the event that made it one, when it goes away without a
/// choice, when the outcome is another level meanwhile, and when anything drawn could drive a terminal.
pub fn app(data: &[u8]) {
    let picks = picks(data);
    let (start, events) = input::split(&picks);
    let mut tape = Tape::new(start);
    let place = ["uk", "us", ""][tape.below(3)];
    let (questionnaire, voice) = tongue(tape.one_in(3), Some(place));
    let theme = input::theme(&mut tape);
    let memory = match tape.below(64) {
        n @ 1..=24 => shipped::memory(questionnaire, Setting::Home, n, &mut tape),
        _ => Memory::default(),
    };
    let mut app = App::new(questionnaire, Setting::Home, voice).with_memory(memory);
    if tape.one_in(2) {
        app = app.with_places(vec!["/here".to_owned(), "/there".to_owned()]);
    }
    let mut desk = Desk { app, theme, drawn: Drawn::default(), size: (80, 24) };
    desk.draw();
    for event in events.take(MOST_EVENTS) {
        if !desk.step(&mut Tape::new(event)) {
            break;
        }
    }
    desk.draw();
}

/// The full screen with what only drawing knows.
struct Desk {
    app: App<'static>,
    theme: Theme,
    drawn: Drawn,
    size: (u16, u16),
}

impl Desk {
    /// One thing that happens. Tells whether it goes on.
    fn step(&mut self, tape: &mut Tape<'_>) -> bool {
        let events = match tape.below(16) {
            0..=5 => vec![Event::Key(input::key(tape))],
            6..=10 => input::answering(tape, self.app.session()).into_iter().map(Event::Key).collect(),
            11 | 12 => vec![Event::Mouse(input::mouse(tape, self.size))],
            13 => {
                self.size = input::size(tape);
                vec![Event::Resize(self.size.0, self.size.1)]
            }
            14 => input::paste(tape),
            _ => {
                self.app.took(taken(tape));
                Vec::new()
            }
        };
        for event in events {
            if !self.take(&event) {
                return false;
            }
        }
        // Keys that come together cost one frame.
        if tape.one_in(3) || matches!(self.app.screen(), Screen::Emergency { .. }) {
            self.draw();
        }
        true
    }

    /// What the shell does with an event.
    fn take(&mut self, event: &Event) -> bool {
        let action = match event {
            Event::Key(key) if key.is_press() => keymap::action(*key, self.app.context()),
            Event::Mouse(mouse) => self.drawn.mouse(*mouse),
            _ => None,
        };
        let Some(action) = action else { return true };
        let before = self.emergencies();
        let screen = self.app.screen().clone();
        let help = self.app.context() == keymap::Context::Help;
        let effect = self.app.update(action, self.drawn.viewport);
        self.look(&before, &screen, help, action);
        match effect {
            Effect::Take(errand) => self.carry_out(errand),
            Effect::Exit(_) => return false,
            Effect::None | Effect::Redraw => {}
        }
        true
    }

    fn emergencies(&self) -> BTreeSet<RuleIx> {
        self.app.session().emergencies().into_iter().collect()
    }

    /// An emergency shows itself at once, stays until it is chosen away, and is what it comes to.
    fn look(&self, before: &BTreeSet<RuleIx>, screen: &Screen, help: bool, action: Action) {
        let now = self.emergencies();
        let shows = matches!(self.app.screen(), Screen::Emergency { .. });
        if let Screen::Emergency { choice, .. } = screen {
            let chosen = match action {
                Action::Back | Action::Erase => true,
                Action::Pick(n) | Action::Press(n) => n < 2,
                Action::Accept | Action::Toggle => choice.is_some(),
                _ => false,
            };
            assert!(shows || (chosen && !help), "{action:?} ended {screen:?}");
            assert!(!shows || now == *before, "{action:?} changed answers below {screen:?}");
        } else if now.difference(before).next().is_some() {
            assert!(shows, "{action:?} made it an emergency, and {:?} is shown", self.app.screen());
        }
        if !now.is_empty() {
            assert_eq!(self.app.outcome().disposition, Disposition::Emergency);
        }
    }

    fn carry_out(&mut self, errand: Errand) {
        let text = self.app.to_take(errand);
        assert!(!text.trim().is_empty());
        harmless(&text);
    }

    fn draw(&mut self) {
        let (width, height) = self.size;
        let mut terminal = Terminal::new(TestBackend::new(width, height)).expect("a test backend");
        let Self { app, theme, drawn, .. } = self;
        terminal.draw(|frame| view(app, *theme, frame, drawn)).expect("a test backend cannot fail");
        harmless_screen(terminal.backend().buffer());
    }
}

/// How an errand went, in words that may come from anywhere.
fn taken(tape: &mut Tape<'_>) -> Taken {
    let path = || "/here/twinge-summary.txt".to_owned();
    match tape.below(6) {
        0 => Taken::Saved(path()),
        1 => Taken::Printed,
        2 => Taken::NotPrinted(NotPrinted::Slow),
        3 => Taken::NotSaved(path(), NotSaved::Full),
        4 => Taken::NotSaved(path(), NotSaved::Other("os error 5".to_owned())),
        _ => Taken::Saved(format!("/{}", "a long name ".repeat(1 + tape.below(40)))),
    }
}
