//! A kiosk with a clock of its own, driven by keys and drawn on a test backend.

use std::{collections::HashMap, sync::LazyLock, time::Duration};

use ratatui::{
    Terminal,
    backend::TestBackend,
    crossterm::event::{KeyModifiers, MouseButton, MouseEvent, MouseEventKind},
};
use twinge::{
    content::Questionnaire,
    embedded,
    kiosk::{Effect, Event, Kiosk, Seen, Site, Tongue, view},
    locale::{Strings, Voice},
    ui::theme::{Background, Depth, Look, Signs, Theme},
};

use crate::keys::parse;

/// How long nothing may happen.
pub(crate) const IDLE: u64 = 60;
/// How long the countdown is.
pub(crate) const COUNTDOWN: u64 = 20;

/// What the kiosk looks like on the Linux console.
pub(crate) const THEME: Theme = Theme {
    look: Look::Default,
    background: Background::Dark,
    depth: Depth::Sixteen,
    signs: Signs::Ascii,
    roomy: false,
};

/// The shipped content.
pub(crate) fn questionnaire() -> &'static Questionnaire {
    static SHIPPED: LazyLock<Questionnaire> =
        LazyLock::new(|| embedded::questionnaire().expect("the shipped content is sound"));
    &SHIPPED
}

/// A kiosk with what only drawing knows, and a clock.
pub(crate) struct Driver {
    pub(crate) kiosk: Kiosk<'static>,
    pub(crate) seen: Seen,
    pub(crate) size: (u16, u16),
    pub(crate) now: Duration,
    /// All effects so far but drawing.
    pub(crate) effects: Vec<Effect>,
}

/// A site with one language, a command that calls, and no records.
pub(crate) fn site() -> Site<'static> {
    let questionnaire = questionnaire();
    let words = &questionnaire.front().place("uk").expect("there is a place uk").words;
    Site {
        tongues: vec![Tongue {
            id: "en".to_owned(),
            name: "English".to_owned(),
            questionnaire,
            voice: Voice::english(words),
        }],
        idle: Duration::from_secs(IDLE),
        idle_summary: Duration::from_secs(2 * IDLE),
        countdown: Duration::from_secs(COUNTDOWN),
        calls: Some(Duration::from_secs(15)),
        records: None,
        prints: false,
        unlocked: false,
    }
}

/// The same site in Spanish.
pub(crate) fn spanish() -> Site<'static> {
    static STORED: LazyLock<HashMap<String, (String, String)>> = LazyLock::new(|| shipped().interface());
    static STRINGS: LazyLock<Strings<'static>> = LazyLock::new(|| {
        Strings::translated(|id, english| STORED.get(id).map_or(english, |(_, text)| text.as_str()))
    });
    static SPANISH: LazyLock<Questionnaire> =
        LazyLock::new(|| shipped().questionnaire(STRINGS.draft).expect("the translation is sound"));
    let words = &SPANISH.front().place("uk").expect("there is a place uk").words;
    let tongue = Tongue {
        id: "es".to_owned(),
        name: shipped().name.to_owned(),
        questionnaire: &SPANISH,
        voice: Voice { words, strings: &STRINGS },
    };
    Site { tongues: vec![tongue], ..site() }
}

fn shipped() -> &'static embedded::Shipped {
    embedded::language("es").expect("Spanish ships")
}

impl Driver {
    pub(crate) fn new(site: Site<'static>) -> Self {
        let kiosk = Kiosk::new(site);
        let mut driver = Self {
            kiosk,
            seen: Seen::default(),
            size: (80, 24),
            now: Duration::from_secs(1),
            effects: Vec::new(),
        };
        driver.draw();
        driver
    }

    /// Takes an event, draws, and returns what it asked for beside drawing.
    pub(crate) fn take(&mut self, event: Event) -> Vec<Effect> {
        let mut effects = self.kiosk.update(event, self.now, &self.seen);
        effects.retain(|effect| *effect != Effect::Redraw);
        self.effects.extend(effects.iter().cloned());
        self.draw();
        effects
    }

    /// Lets time pass.
    pub(crate) fn wait(&mut self, seconds: u64) -> Vec<Effect> {
        self.now += Duration::from_secs(seconds);
        self.take(Event::Tick)
    }

    /// Lets time pass as the shell does: it wakes whenever the kiosk wants to.
    pub(crate) fn wait_waking(&mut self, seconds: u64) {
        let until = self.now + Duration::from_secs(seconds);
        while self.now < until {
            let wake = self.kiosk.wake();
            assert!(wake > self.now, "it would wake for ever at {:?}", self.now);
            self.now = wake.min(until);
            self.take(Event::Tick);
        }
    }

    /// Presses keys: single characters, or names such as `enter` in angle brackets.
    pub(crate) fn keys(&mut self, keys: &str) -> Vec<Effect> {
        let mut effects = Vec::new();
        for key in parse(keys) {
            effects.extend(self.take(Event::Key(key)));
        }
        effects
    }

    /// Presses where a text stands.
    pub(crate) fn touch(&mut self, text: &str) -> Vec<Effect> {
        let shown = self.draw();
        let found = shown.lines().zip(0..).find_map(|(line, row)| {
            let before = line.split_once(text)?.0;
            Some((u16::try_from(before.chars().count()).expect("a narrow screen"), row))
        });
        let (column, row) = found.unwrap_or_else(|| panic!("no `{text}` on\n{shown}"));
        let kind = MouseEventKind::Down(MouseButton::Left);
        self.take(Event::Mouse(MouseEvent { kind, column: column + 1, row, modifiers: KeyModifiers::NONE }))
    }

    /// The screen as text.
    pub(crate) fn draw(&mut self) -> String {
        let (width, height) = self.size;
        let mut terminal = Terminal::new(TestBackend::new(width, height)).expect("a test backend");
        let Self { kiosk, seen, .. } = self;
        terminal.draw(|frame| view(kiosk, THEME, frame, seen)).expect("a test backend cannot fail");
        let buffer = terminal.backend().buffer();
        (0..height)
            .map(|y| {
                let row: String = (0..width).map(|x| buffer[(x, y)].symbol()).collect();
                row.trim_end().to_owned() + "\n"
            })
            .collect()
    }

    pub(crate) fn shows(&mut self, text: &str) -> bool {
        self.draw().contains(text)
    }

    /// Whether a text is shown, in English or in Spanish.
    pub(crate) fn shows_either(&mut self, english: &str, spanish: &str) -> bool {
        self.shows(english) || self.shows(spanish)
    }

    #[track_caller]
    pub(crate) fn assert_shows(&mut self, text: &str) {
        let shown = self.draw();
        assert!(shown.contains(text), "`{text}` is not on\n{shown}");
    }
}
