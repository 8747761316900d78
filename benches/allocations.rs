//! What a frame and a key allocate, beside a bare ratatui list of ten options.
//!
//! Allocations are counted, not timed: the figures are the same on every machine. Run it with
//! `cargo bench --bench allocations`.

use std::{
    fmt::Write as _,
    io::{self, Write},
    process::ExitCode,
};

use allocation_counter::{AllocationInfo, measure};
use ratatui::{
    Terminal,
    backend::TestBackend,
    crossterm::event::{KeyCode, KeyEvent, KeyModifiers},
    widgets::ListState,
};
use twinge::{
    content::Setting,
    embedded,
    locale::Voice,
    ui::{App, Drawn, keymap, theme::Theme, view},
};

#[path = "support/bare.rs"]
mod bare;

/// Columns and rows.
const SIZE: (u16, u16) = (80, 24);

/// Screens, each with the keys that lead there from the one before, and a key that moves there. `E` is Enter,
/// `D` is down.
const SCREENS: [(&str, &str, char); 6] = [
    ("welcome", "", 'D'),
    ("a question", "E4E", 'D'),
    ("ten places", "6E", 'D'),
    ("danger signs", "3E2E", 'D'),
    ("review", "bE1EdEeEfE24E2E3E1E1E6E6EmE25E", 'D'),
    ("summary", "E", 'D'),
];

fn main() -> ExitCode {
    let Ok(questionnaire) = embedded::questionnaire() else { return ExitCode::FAILURE };
    let mut table = format!("{:<16}{:>16}{:>12}{:>16}\n", "80x24", "allocs a frame", "KiB", "allocs a key");
    let list = bare_frame();
    let _ = writeln!(table, "{:<16}{:>16}{:>12.1}", "bare ratatui", list.count_total, kib(&list));
    let mut app = App::new(&questionnaire, Setting::Home, Voice::english(questionnaire.front().generic()));
    let mut screen = Screen::new();
    for (name, keys, moves) in SCREENS {
        keys.chars().for_each(|key| screen.press(&mut app, key));
        let frame = measure(|| screen.draw(&app));
        let key = measure(|| screen.press(&mut app, moves));
        let _ = writeln!(
            table,
            "{name:<16}{:>16}{:>12.1}{:>16}",
            frame.count_total,
            kib(&frame),
            key.count_total.saturating_sub(frame.count_total)
        );
    }
    let _ = io::stdout().write_all(table.as_bytes());
    ExitCode::SUCCESS
}

fn bare_frame() -> AllocationInfo {
    let mut terminal = terminal();
    let mut state = ListState::default().with_selected(Some(0));
    let mut draw = || {
        let _ = terminal.draw(|frame| bare::draw(frame, &mut state));
    };
    draw();
    measure(draw)
}

/// The memory of a screen, drawn to.
struct Screen {
    terminal: Terminal<TestBackend>,
    drawn: Drawn,
}

impl Screen {
    fn new() -> Self {
        Self { terminal: terminal(), drawn: Drawn::default() }
    }

    fn draw(&mut self, app: &App<'_>) {
        let Self { terminal, drawn } = self;
        let _ = terminal.draw(|frame| view(app, Theme::for_environment(|_| None), frame, drawn));
    }

    /// Takes a key and draws what comes of it.
    fn press(&mut self, app: &mut App<'_>, key: char) {
        let code = match key {
            'E' => KeyCode::Enter,
            'D' => KeyCode::Down,
            other => KeyCode::Char(other),
        };
        let key = KeyEvent::new(code, KeyModifiers::NONE);
        if let Some(action) = keymap::action(key, app.context()) {
            app.update(action, self.drawn.viewport);
        }
        self.draw(app);
    }
}

fn terminal() -> Terminal<TestBackend> {
    let Ok(terminal) = Terminal::new(TestBackend::new(SIZE.0, SIZE.1));
    terminal
}

fn kib(info: &AllocationInfo) -> f64 {
    f64::from(u32::try_from(info.bytes_total).unwrap_or(u32::MAX)) / 1024.0
}
