//! Months of sittings in a row, through the real update and draw, with a look at the memory.
#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, reason = "a failing test should panic")]
#![expect(clippy::print_stdout, reason = "the figures are for whoever asks with --nocapture")]

#[path = "support/dice.rs"]
mod dice;
#[expect(dead_code, reason = "the kiosk's own tests use all of it")]
#[path = "kiosk/driver.rs"]
mod driver;
#[path = "support/keys.rs"]
mod keys;

use std::{fs, time::Duration};

use ratatui::{Terminal, backend::TestBackend, buffer::Cell};
use twinge::kiosk::{Effect, Event, Kiosk, Seen, Site, view};

use crate::{
    dice::Dice,
    driver::{COUNTDOWN, IDLE, THEME, site, spanish},
    keys::parse,
};

/// How much the memory may grow once everything has been used.
const MOST_GROWTH: usize = 1024;

/// A kiosk with one terminal for all sittings, as in the real program.
struct Kept {
    kiosk: Kiosk<'static>,
    seen: Seen,
    terminal: Terminal<TestBackend>,
    now: Duration,
    draws: usize,
    records: usize,
}

impl Kept {
    fn take(&mut self, event: Event) {
        let mut waiting = vec![event];
        while let Some(event) = waiting.pop() {
            for effect in self.kiosk.update(event, self.now, &self.seen) {
                match effect {
                    Effect::Record(record) => {
                        self.records += 1;
                        waiting.push(Event::Recorded(record.sitting, Ok("11-21-0001".to_owned())));
                    }
                    Effect::Call(number, _) => waiting.push(Event::Called(number, Ok(()))),
                    Effect::CheckPin(_) => waiting.push(Event::PinChecked(true)),
                    Effect::Print(sitting, _) => waiting.push(Event::Printed(sitting, Ok(()))),
                    _ => {}
                }
            }
        }
        let Self { kiosk, seen, terminal, .. } = self;
        terminal.draw(|frame| view(kiosk, THEME, frame, seen)).unwrap();
        self.draws += 1;
    }

    fn keys(&mut self, keys: &str) {
        for key in parse(keys) {
            self.take(Event::Key(key));
        }
    }

    /// Somebody comes, answers or only plays, and goes.
    fn sitting(&mut self, dice: &mut Dice) {
        self.now += Duration::from_mins(1);
        self.keys("x");
        if dice.below(2) == 0 {
            self.keys("1<enter>2");
            self.answer_all();
            // What to take away, what would change the advice, and back.
            for _ in 0..12 {
                self.keys(["1", "2", "3", "<down>", "<enter>", "<back>", "<end>"][dice.below(7)]);
            }
            return self.leave(dice);
        }
        // The language; what this is; a copy or none.
        self.keys(["1<enter>1", "2<enter>2", "<down><enter><enter>2"][dice.below(3)]);
        let steps = [30, 30, 30, 6][dice.below(4)];
        for _ in 0..steps {
            if self.kiosk.is_emergency() {
                break;
            }
            self.keys(["1", "2", "3", "4", "5", "6", "<end>", "<down>"][dice.below(8)]);
            self.keys(["<enter>", "<enter>", "<enter>", "<enter>", "?", "<back>", "<f1>"][dice.below(7)]);
        }
        self.leave(dice);
    }

    /// Answers every question calmly.
    fn answer_all(&mut self) {
        for _ in 0..40 {
            if self.shows("1 What to do") || self.kiosk.is_emergency() {
                return;
            } else if self.shows("See my summary") {
                self.keys("<enter>");
            } else if self.shows("[ ]") {
                self.keys("<end>");
                let mut rows = 0;
                while rows < 4 && !self.row("> ").contains("None of these") {
                    self.keys("<up>");
                    rows += 1;
                }
                self.keys(if rows < 4 { "<enter>" } else { "1<enter>" });
            } else {
                self.keys("4<enter>");
            }
        }
        panic!("no summary:\n{:?}", self.terminal.backend());
    }

    fn shows(&self, text: &str) -> bool {
        self.rows().any(|row| row.contains(text))
    }

    /// The first row that begins with a text.
    fn row(&self, begin: &str) -> String {
        self.rows().find(|row| row.trim_start().starts_with(begin)).unwrap_or_default()
    }

    fn rows(&self) -> impl Iterator<Item = String> {
        let buffer = self.terminal.backend().buffer();
        let columns = usize::from(buffer.area.width);
        buffer.content.chunks(columns).map(|row| row.iter().map(Cell::symbol).collect())
    }

    /// Goes in one of the ways that there are.
    fn leave(&mut self, dice: &mut Dice) {
        if dice.below(4) == 0 {
            // Nobody there any more.
            for wait in [2 * IDLE, COUNTDOWN + 1] {
                self.now += Duration::from_secs(wait);
                self.take(Event::Tick);
            }
        }
        let mut tries = 0;
        while self.kiosk.is_taken() {
            self.keys(if self.kiosk.is_emergency() { "<f10>1<enter>2" } else { "<f4>" });
            if self.kiosk.is_taken() && tries > 0 {
                self.keys("2");
            }
            tries += 1;
            assert!(tries < 10, "nobody gets out of\n{:?}", self.terminal.backend());
        }
        self.take(Event::Tick);
    }
}

/// Resident memory in KiB.
fn resident() -> usize {
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("VmRSS:")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

/// `TWINGE_SOAK` sets how many sittings; with 10 000 an optimised build is wanted.
#[test]
fn many_sittings_leave_the_memory_as_it_is() {
    let told = std::env::var("TWINGE_SOAK").ok();
    let sittings: usize = told.and_then(|text| text.parse().ok()).unwrap_or(80);
    let mut tongues = site().tongues;
    tongues.extend(spanish().tongues);
    let site = Site { tongues, records: Some(14), prints: true, ..site() };
    let mut kept = Kept {
        kiosk: Kiosk::new(site),
        seen: Seen::default(),
        terminal: Terminal::new(TestBackend::new(80, 24)).unwrap(),
        now: Duration::ZERO,
        draws: 0,
        records: 0,
    };
    let mut dice = Dice(0x50AC_1234_5678_9ABC);
    let warm_up = sittings / 4;
    let mut warm = 0;
    for n in 1..=sittings {
        kept.sitting(&mut dice);
        if n == warm_up {
            warm = resident();
        }
        if n % 1000 == 0 {
            println!("{n} sittings: {} KiB", resident());
        }
    }
    let (after, tally) = (resident(), kept.kiosk.tally());
    println!("{sittings} sittings, {} frames, {} records, {tally:?}", kept.draws, kept.records);
    println!("{warm} KiB after {warm_up}, {after} KiB at the end");
    let levels: u32 = tally.levels.iter().sum();
    // Who finishes and goes on pressing has begun another one.
    assert!(usize::try_from(tally.begun).is_ok_and(|begun| begun >= sittings));
    assert_eq!(levels + tally.abandoned, tally.begun);
    assert!(tally.levels.iter().filter(|n| **n > 0).count() >= 2 && tally.abandoned > 0, "{tally:?}");
    assert!(after <= warm + MOST_GROWTH, "{warm} KiB have become {after} KiB");
}
