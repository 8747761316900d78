//! Key ↔ action ↔ help text: one table, from which the key line and the help page are made.

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::theme::Theme;
use crate::{locale::Strings, report::Tab};

/// What a key, the mouse or a finger asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// Goes on: takes the answer, starts, opens.
    Accept,
    /// Ticks or unticks the row in focus.
    Toggle,
    /// Picks a row by its key, from 0.
    Pick(usize),
    /// Puts a row in focus, from 0.
    Point(usize),
    /// Presses a row with the mouse or a finger, from 0.
    Press(usize),
    /// Opens a page of the summary.
    Open(Tab),
    /// Shows what can be taken along.
    TakeAlong,
    /// Goes back one step. Never refused, never loses an answer.
    Back,
    /// One row up.
    Up,
    /// One row down.
    Down,
    /// To the left on a scale, up on a figure, or to the tab before; elsewhere back.
    Left,
    /// To the right on a scale, down on a figure, or to the next tab.
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
    /// The first screen when a session was kept.
    Found,
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
    /// What can be taken along.
    Take,
    /// Text to take along.
    Slip,
    /// The code.
    Code,
    /// Help.
    Help,
}

/// A text of the interface.
type Said = for<'s> fn(&Strings<'s>) -> &'s str;

/// What keys are called.
#[derive(Debug, Clone, Copy)]
enum Keys {
    /// The same everywhere.
    Same(&'static str),
    /// A word.
    Word(Said),
    /// A sign, and a word where the font has no such sign.
    Sign(&'static str, Said),
}

/// A line of the table.
#[derive(Debug)]
pub struct Binding {
    keys: Keys,
    does: Said,
    /// What a press on the line does; nothing where it stands for several keys.
    pub action: Option<Action>,
    /// Where they work.
    pub on: &'static [Context],
}

impl Binding {
    /// The keys as shown.
    #[must_use]
    pub fn keys<'s>(&self, strings: &Strings<'s>, theme: Theme) -> &'s str {
        match self.keys {
            Keys::Same(name) => name,
            Keys::Word(word) => word(strings),
            Keys::Sign(sign, word) => theme.keys(sign, word(strings)),
        }
    }

    /// What they do, in a word or two.
    #[must_use]
    pub fn does<'s>(&self, strings: &Strings<'s>) -> &'s str {
        (self.does)(strings)
    }

    /// Whether a kiosk takes them.
    #[must_use]
    pub fn in_kiosk(&self) -> bool {
        let chord = matches!(self.keys, Keys::Same(keys) if keys.starts_with("Ctrl-"));
        !chord && self.action.is_none_or(Action::in_kiosk)
    }
}

impl Action {
    /// Whether it answers, moves or reads, and nothing else; a kiosk takes no other action. What is new has to
    /// be named here before a kiosk takes it.
    #[must_use]
    pub const fn in_kiosk(self) -> bool {
        matches!(
            self,
            Self::Accept
                | Self::Toggle
                | Self::Pick(_)
                | Self::Point(_)
                | Self::Press(_)
                | Self::Open(_)
                | Self::TakeAlong
                | Self::Back
                | Self::Up
                | Self::Down
                | Self::Left
                | Self::Right
                | Self::PageUp
                | Self::PageDown
                | Self::First
                | Self::Last
                | Self::Erase
                | Self::Help
        )
    }
}

use Context::{
    Code, Emergency, EmergencyStop, Found, Help, Many, Number, One, Review, Slip, Summary, Take, Welcome,
};

const ENTER: Keys = Keys::Word(|s| s.key_enter);
const SIDEWAYS: Keys = Keys::Sign("←→", |s| s.key_sideways);
const UP_DOWN: Keys = Keys::Sign("↑↓", |s| s.key_up_down);

const fn bind(keys: Keys, does: Said, action: Option<Action>, on: &'static [Context]) -> Binding {
    Binding { keys, does, action, on }
}

/// The keys, in the order in which they are shown: a small screen has room for the first ones only.
pub const BINDINGS: &[Binding] = &[
    bind(ENTER, |s| s.does_start, Some(Action::Accept), &[Welcome]),
    bind(ENTER, |s| s.does_next, Some(Action::Accept), &[One, Many, Number]),
    bind(ENTER, |s| s.does_choose, Some(Action::Accept), &[Found]),
    bind(ENTER, |s| s.does_open, Some(Action::Accept), &[Review, Take]),
    bind(Keys::Word(|s| s.key_space), |s| s.does_tick, Some(Action::Toggle), &[Many]),
    bind(Keys::Same("1 2"), |s| s.does_choose, None, &[Emergency]),
    bind(SIDEWAYS, |s| s.does_pages, Some(Action::Right), &[Summary]),
    bind(Keys::Word(|s| s.key_space), |s| s.does_swap, Some(Action::Toggle), &[Code]),
    bind(
        Keys::Word(|s| s.key_backspace),
        |s| s.does_back,
        Some(Action::Back),
        &[One, Many, Number, Review, Summary, Take, Slip, Code, Help],
    ),
    bind(Keys::Same("?"), |s| s.does_why, Some(Action::Help), &[One, Many, Number]),
    bind(
        Keys::Same("?"),
        |s| s.does_help,
        Some(Action::Help),
        &[Welcome, Found, Review, Summary, Take, Slip, Code, Emergency],
    ),
    bind(Keys::Same("t"), |s| s.does_take, Some(Action::TakeAlong), &[Summary]),
    bind(UP_DOWN, |s| s.does_move, None, &[Found, One, Many, Review, Take, Emergency]),
    bind(SIDEWAYS, |s| s.does_move, None, &[Number]),
    bind(UP_DOWN, |s| s.does_scroll, None, &[Welcome, Summary, Slip, Help]),
    bind(Keys::Same("q"), |s| s.does_leave, Some(Action::Quit), &[Welcome, Found, Summary]),
    bind(
        Keys::Same("Ctrl-C"),
        |s| s.does_quit,
        None,
        &[Welcome, Found, One, Many, Number, Emergency, Review, Take, Slip, Code, Help],
    ),
    bind(Keys::Same("Ctrl-R"), |s| s.does_clear, None, &[EmergencyStop]),
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
        ' ' if matches!(context, Welcome | Summary | Slip | Help) => Some(Action::PageDown),
        ' ' => Some(Action::Toggle),
        '?' => Some(Action::Help),
        'q' if matches!(context, Welcome | Found | Summary) => Some(Action::Quit),
        't' if context == Summary => Some(Action::TakeAlong),
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
