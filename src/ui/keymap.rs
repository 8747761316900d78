//! Key ↔ action ↔ help text: one table, from which the key line and the help page are made.

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// What a key asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// Goes on: takes the answer, starts, opens.
    Accept,
    /// Ticks or unticks the row in focus.
    Toggle,
    /// Picks a row by its key, from 0.
    Pick(usize),
    /// Goes back one step. Never refused, never loses an answer.
    Back,
    /// One row up.
    Up,
    /// One row down.
    Down,
    /// To the left on a scale or to the tab before; elsewhere back.
    Left,
    /// To the right on a scale or to the next tab.
    Right,
    /// A page up.
    PageUp,
    /// A page down.
    PageDown,
    /// To the first row.
    First,
    /// To the last row.
    Last,
    /// Rubs out the last digit of a number, or goes back.
    Erase,
    /// Why we ask, and all keys.
    Help,
    /// Leaves the program.
    Quit,
    /// Staff: clears the screen for the next person.
    Clear,
}

/// Where a key works.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Context {
    /// The first screen.
    Welcome,
    /// A question with one answer.
    One,
    /// A question with several answers.
    Many,
    /// A scale or a number.
    Number,
    /// The emergency screen at home.
    Emergency,
    /// The emergency screen in a waiting room.
    EmergencyStop,
    /// All answers.
    Review,
    /// The summary.
    Summary,
    /// Help.
    Help,
}

/// A line of the table.
#[derive(Debug)]
pub struct Binding {
    /// The keys as shown, with signs and in ASCII.
    pub shown: (&'static str, &'static str),
    /// What they do, in a word or two.
    pub does: &'static str,
    /// Where they work.
    pub on: &'static [Context],
}

use Context::{Emergency, EmergencyStop, Help, Many, Number, One, Review, Summary, Welcome};

/// The keys, in the order in which they are shown: a small screen has room for the first ones only.
pub const BINDINGS: &[Binding] = &[
    Binding { shown: ("Enter", "Enter"), does: "start", on: &[Welcome] },
    Binding { shown: ("Enter", "Enter"), does: "next", on: &[One, Many, Number] },
    Binding { shown: ("Enter", "Enter"), does: "open", on: &[Review] },
    Binding { shown: ("Space", "Space"), does: "tick", on: &[Many] },
    Binding { shown: ("1 2", "1 2"), does: "choose", on: &[Emergency] },
    Binding { shown: ("←→", "Left/Right"), does: "pages", on: &[Summary] },
    Binding {
        shown: ("Backspace", "Backspace"),
        does: "back",
        on: &[One, Many, Number, Review, Summary, Help],
    },
    Binding { shown: ("?", "?"), does: "why we ask", on: &[One, Many, Number] },
    Binding { shown: ("?", "?"), does: "help", on: &[Welcome, Review, Summary, Emergency] },
    Binding { shown: ("↑↓", "Up/Down"), does: "move", on: &[One, Many, Review, Emergency] },
    Binding { shown: ("←→", "Left/Right"), does: "move", on: &[Number] },
    Binding { shown: ("↑↓", "Up/Down"), does: "scroll", on: &[Welcome, Summary, Help] },
    Binding { shown: ("q", "q"), does: "leave", on: &[Welcome, Summary] },
    Binding {
        shown: ("Ctrl-C", "Ctrl-C"),
        does: "quit",
        on: &[Welcome, One, Many, Number, Emergency, Review, Summary, Help],
    },
    Binding { shown: ("Ctrl-R", "Ctrl-R"), does: "staff: clear", on: &[EmergencyStop] },
];

/// Keys that pick rows, the first row first. None of them does anything else.
pub const PICK_KEYS: &str = "123456789abcdefghijklmn";

/// The action of a key in a context.
#[must_use]
pub fn action(key: KeyEvent, context: Context) -> Option<Action> {
    let control = key.modifiers.contains(KeyModifiers::CONTROL);
    if control || key.modifiers.contains(KeyModifiers::ALT) {
        return match key.code {
            KeyCode::Char('c') if control => Some(Action::Quit),
            KeyCode::Char('r') if control && context == EmergencyStop => Some(Action::Clear),
            _ => None,
        };
    }
    match key.code {
        KeyCode::Enter => Some(Action::Accept),
        KeyCode::Up => Some(Action::Up),
        KeyCode::Down => Some(Action::Down),
        KeyCode::Left => Some(Action::Left),
        KeyCode::Right => Some(Action::Right),
        KeyCode::PageUp => Some(Action::PageUp),
        KeyCode::PageDown => Some(Action::PageDown),
        KeyCode::Home => Some(Action::First),
        KeyCode::End => Some(Action::Last),
        KeyCode::Tab => Some(if context == Summary { Action::Right } else { Action::Down }),
        KeyCode::BackTab => Some(if context == Summary { Action::Left } else { Action::Up }),
        KeyCode::Backspace => Some(Action::Erase),
        KeyCode::Esc => Some(Action::Back),
        KeyCode::Char(c) => character(c.to_ascii_lowercase(), context),
        _ => None,
    }
}

fn character(c: char, context: Context) -> Option<Action> {
    match c {
        ' ' if matches!(context, Welcome | Summary | Help) => Some(Action::PageDown),
        ' ' => Some(Action::Toggle),
        '?' => Some(Action::Help),
        'q' if matches!(context, Welcome | Summary) => Some(Action::Quit),
        // On a scale every digit is its own value.
        '0'..='9' if context == Number => c.to_digit(10).map(|digit| Action::Pick(digit as usize)),
        c => PICK_KEYS.find(c).map(Action::Pick),
    }
}

/// The key that picks a row; none for rows beyond the last key.
#[must_use]
pub fn pick_key(row: usize) -> Option<char> {
    PICK_KEYS.chars().nth(row)
}
