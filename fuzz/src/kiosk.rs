//! The kiosk: one sitting after the other.

use std::time::Duration;

use ratatui::{
    Terminal,
    backend::TestBackend,
    buffer::Buffer,
    crossterm::event::{KeyCode, KeyEvent},
};
use twinge::{
    kiosk::{Effect, Event, Kiosk, Seen, Site, Tongue, view},
    take::NotPrinted,
    ui::theme::Theme,
};

use super::{harmless_screen, input, picks, shipped::tongue, tape::Tape};

/// The most events of a run, so that no run is long.
const MOST_EVENTS: usize = 250;

/// The staff code.
const CODE: &str = "314159";

/// Feeds a kiosk with keys, touches, time, what came of calls, codes, records and slips, and sizes, and draws it.
///
/// # Panics
///
/// When an emergency goes away without the staff, when their view opens without the right code, when a wiped
/// kiosk is not like a new one, when it would sleep for ever or not at all, and when anything drawn could drive
/// a terminal.
pub fn kiosk(data: &[u8]) {
    let picks = picks(data);
    let (start, events) = input::split(&picks);
    let mut tape = Tape::new(start);
    let theme = input::theme(&mut tape);
    let site = site(&mut tape);
    let mut room = Room {
        kiosk: Kiosk::new(site.clone()),
        site,
        seen: Seen::default(),
        theme,
        size: (80, 24),
        now: Duration::from_secs(1),
        checks: Vec::new(),
        wrong_at: None,
        open: true,
        let_in: false,
        record: None,
        slip: None,
        calls: Vec::new(),
        mirror: None,
    };
    room.draw();
    for event in events.take(MOST_EVENTS) {
        room.step(&mut Tape::new(event));
    }
    room.draw();
}

fn site(tape: &mut Tape<'_>) -> Site<'static> {
    let languages: &[bool] = [&[false][..], &[false, true], &[true, false], &[true]][tape.below(4)];
    let tongues = languages.iter().map(|spanish| {
        let (questionnaire, voice) = tongue(*spanish, Some("uk"));
        let (id, name) = if *spanish { ("es", "Español") } else { ("en", "English") };
        Tongue { id: id.to_owned(), name: name.to_owned(), questionnaire, voice }
    });
    Site {
        tongues: tongues.collect(),
        idle: Duration::from_secs(15 + 5 * u64::try_from(tape.below(10)).unwrap_or(0)),
        idle_summary: Duration::from_mins(2),
        countdown: Duration::from_secs(20),
        calls: tape.one_in(2).then_some(Duration::from_secs(15)),
        records: tape.one_in(2).then_some(14),
        prints: tape.one_in(2),
        unlocked: false,
    }
}

/// A kiosk with all that stands around it.
struct Room {
    kiosk: Kiosk<'static>,
    site: Site<'static>,
    seen: Seen,
    theme: Theme,
    size: (u16, u16),
    now: Duration,
    /// Codes that are being checked: whether each is right.
    checks: Vec<bool>,
    /// When a code was last found to be wrong.
    wrong_at: Option<Duration>,
    /// Whether it is within opening hours.
    open: bool,
    /// Whether a code was just found to be right.
    let_in: bool,
    /// The sitting that a record was last asked for, and that of a slip.
    record: Option<u64>,
    slip: Option<u64>,
    calls: Vec<u64>,
    /// A kiosk that is as new, since the last wipe.
    mirror: Option<(Kiosk<'static>, Seen)>,
}

impl Room {
    fn step(&mut self, tape: &mut Tape<'_>) {
        match tape.below(20) {
            0..=4 => {
                let key = input::key(tape);
                self.press(key);
            }
            5..=9 => match self.kiosk.is_taken().then(|| tape.below(12)) {
                Some(row) => {
                    let mut codes = vec![KeyCode::Down; row];
                    codes.extend([KeyCode::Char(' '), KeyCode::Enter]);
                    self.press_all(&codes.into_iter().map(input::plain).collect::<Vec<_>>());
                }
                None => self.press(input::plain(KeyCode::Enter)),
            },
            10 | 11 => {
                let mouse = input::mouse(tape, self.size);
                self.take(|| Event::Mouse(mouse));
            }
            12 => self.wait(u64::try_from(tape.below(40)).unwrap_or(0)),
            13 => self.wait(u64::try_from(tape.below(4000)).unwrap_or(0)),
            14 => {
                let before = self.size;
                self.size = input::size(tape);
                self.draw();
                // A huge screen is passed through: each frame of it costs as much as fifty others.
                if self.size.0 > 100 || self.size.1 > 40 {
                    self.size = before;
                    self.draw();
                }
            }
            15 => self.enter_code(tape),
            16 => self.checked(),
            17 => self.outside(tape),
            18 => self.chatter(tape),
            _ => self.changed(),
        }
    }

    fn press(&mut self, key: KeyEvent) {
        self.press_all(&[key]);
    }

    /// Keys that come together, as from somebody in a hurry, cost one frame.
    fn press_all(&mut self, keys: &[KeyEvent]) {
        // What the shell of the kiosk lets through.
        for key in keys.iter().filter(|key| key.is_press()) {
            self.hear(|| Event::Key(*key));
        }
        self.draw();
    }

    fn wait(&mut self, seconds: u64) {
        self.now += Duration::from_secs(seconds);
        self.take(|| Event::Tick);
    }

    /// Somebody types a staff code, the right one now and then.
    fn enter_code(&mut self, tape: &mut Tape<'_>) {
        if tape.one_in(2) {
            self.press(input::plain(KeyCode::F(10)));
        }
        let code = match tape.below(4) {
            0 => "",
            1 => "31415",
            2 => "3141590",
            _ => CODE,
        };
        let codes = code.chars().map(KeyCode::Char).chain([KeyCode::Enter]);
        self.press_all(&codes.map(input::plain).collect::<Vec<_>>());
        if tape.one_in(2) {
            self.checked();
        }
    }

    /// A code has been checked.
    fn checked(&mut self) {
        if self.checks.is_empty() {
            return;
        }
        let right = self.checks.remove(0);
        if !right {
            self.wrong_at = Some(self.now);
        }
        // Only this event may let the staff in.
        self.let_in = right;
        self.take(|| Event::PinChecked(right));
        self.let_in = false;
    }

    /// Something that was asked for has been done, well or not.
    fn outside(&mut self, tape: &mut Tape<'_>) {
        let well = tape.one_in(2);
        match tape.below(3) {
            0 => {
                let Some(number) = self.calls.pop() else { return };
                self.take(|| Event::Called(number, if well { Ok(()) } else { Err("no way".to_owned()) }));
            }
            1 => {
                let Some(number) = self.record.take() else { return };
                let ticket =
                    || if well { Ok("11-21-0001".to_owned()) } else { Err("the disk is full".to_owned()) };
                self.take(|| Event::Recorded(number, ticket()));
            }
            _ => {
                let Some(number) = self.slip.take() else { return };
                self.take(|| Event::Printed(number, if well { Ok(()) } else { Err(NotPrinted::Failed) }));
            }
        }
    }

    /// What others have to say.
    fn chatter(&mut self, tape: &mut Tape<'_>) {
        match tape.below(6) {
            0 => self.take(|| Event::Problem("a disk\u{1b}[2J is full".to_owned())),
            1 => self.take(|| Event::Day("Monday".to_owned())),
            n @ 2..=4 => {
                self.open = n > 2;
                self.take(|| Event::Open(n > 2));
            }
            _ => {
                // Only that something broke ends an emergency without the staff; the call stays.
                let emergency = self.kiosk.is_emergency();
                self.mirror = None;
                self.seen_by(Event::Broken("src/here.rs:1".to_owned()), false);
                assert!(!self.kiosk.is_taken());
                assert!(!emergency || self.kiosk.call_state().is_some(), "nobody is called any more");
                self.draw();
            }
        }
    }

    /// The content is read anew, between two sittings.
    fn changed(&mut self) {
        if !self.kiosk.is_free() {
            return;
        }
        let call = self.kiosk.call_state();
        let empty = Kiosk::new(self.site.clone());
        self.kiosk = std::mem::replace(&mut self.kiosk, empty).between().with(self.site.clone());
        assert_eq!(self.kiosk.call_state(), call, "a call goes on");
        self.mirror = None;
        self.draw();
    }

    /// Takes an event and draws.
    fn take(&mut self, event: impl Fn() -> Event) {
        self.hear(event);
        self.draw();
    }

    /// Takes an event, also in a kiosk that is as new, which has to look the same.
    fn hear(&mut self, event: impl Fn() -> Event) {
        if let Some((fresh, seen)) = &mut self.mirror {
            let _ = fresh.update(event(), self.now, seen);
        }
        // A wipe by this event brings another one, which has seen nothing yet.
        self.seen_by(event(), true);
    }

    fn seen_by(&mut self, event: Event, stays: bool) {
        let (emergency, staff, taken) =
            (self.kiosk.is_emergency(), self.kiosk.shows_staff_view(), self.kiosk.is_taken());
        let called = self.kiosk.call_state().is_some();
        let effects = self.kiosk.update(event, self.now, &self.seen);
        for effect in &effects {
            self.asked(effect, staff);
        }
        if emergency && stays && !staff {
            assert!(self.kiosk.is_emergency(), "an emergency went away without the staff");
        }
        if self.kiosk.is_emergency() && !emergency {
            assert!(self.kiosk.call_state().is_some(), "nobody was called");
            assert!(effects.contains(&Effect::Bell) || called, "nobody heard of it");
        }
        if self.kiosk.shows_staff_view() && !staff {
            assert!(self.let_in, "the view for staff opened without the right code");
        }
        if taken && !self.kiosk.is_taken() {
            assert!(effects.contains(&Effect::Wipe), "a sitting ended and stays in the terminal");
        }
        if effects.contains(&Effect::Wipe) {
            assert!(!self.kiosk.is_taken(), "something of a sitting is left after a wipe");
            let alone = self.kiosk.is_free() && self.kiosk.call_state().is_none();
            let mut fresh = Kiosk::new(self.site.clone());
            let _ = fresh.update(Event::Open(self.open), self.now, &Seen::default());
            self.mirror = alone.then(|| (fresh, Seen::default()));
        }
        let wake = self.kiosk.wake();
        assert!(wake > self.now, "it would wake for ever at {:?}", self.now);
        assert!(wake <= self.now + Duration::from_secs(20), "it would sleep too long at {:?}", self.now);
    }

    /// Notes what has to be done.
    fn asked(&mut self, effect: &Effect, staff: bool) {
        match effect {
            Effect::CheckPin(code) => {
                assert!(self.checks.is_empty(), "one code is checked at a time");
                let soon = self.wrong_at.is_some_and(|at| self.now < at + Duration::from_secs(1));
                assert!(!soon, "no try within a second of a wrong one");
                self.checks.push(code.as_str() == CODE);
                self.mirror = None;
            }
            Effect::Call(number, _) => {
                assert!(self.site.calls.is_some(), "there is no command to call with");
                self.calls.push(*number);
                self.mirror = None;
            }
            Effect::Leave => assert!(staff, "it ended without the staff"),
            Effect::Record(record) => {
                assert!(self.site.records.is_some(), "a record although none are kept");
                self.record = Some(record.sitting);
                self.mirror = None;
            }
            Effect::Print(number, text) => {
                assert!(self.site.prints && !text.is_empty());
                self.slip = Some(*number);
                self.mirror = None;
            }
            Effect::Bell | Effect::Wipe | Effect::Redraw => {}
        }
    }

    fn draw(&mut self) {
        let drawn = draw(&self.kiosk, self.theme, self.size, &mut self.seen);
        harmless_screen(&drawn);
        // What is called for, and what waits at the gate, is told to whoever comes next as well.
        if self.kiosk.call_state().is_some() || self.kiosk.shows_staff_view() || self.wrong_at.is_some() {
            self.mirror = None;
        }
        if let Some((fresh, seen)) = &mut self.mirror {
            let other = draw(fresh, self.theme, self.size, seen);
            assert_eq!(drawn, other, "a wiped kiosk is not like a new one");
        }
    }
}

fn draw(kiosk: &Kiosk<'_>, theme: Theme, (width, height): (u16, u16), seen: &mut Seen) -> Buffer {
    let mut terminal = Terminal::new(TestBackend::new(width, height)).expect("a test backend");
    terminal.draw(|frame| view(kiosk, theme, frame, seen)).expect("a test backend cannot fail");
    terminal.backend().buffer().clone()
}
