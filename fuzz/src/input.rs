//! Decisions as what comes in from a terminal.

use ratatui::crossterm::event::{
    Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
};
use twinge::{
    engine::{Answer, Session, Step},
    ui::theme::{Background, Depth, Look, Signs, Theme},
};

use super::tape::Tape;

/// Keys that do something somewhere, the frequent ones more than once.
const KEYS: &[KeyCode] = &[
    KeyCode::Enter,
    KeyCode::Enter,
    KeyCode::Down,
    KeyCode::Down,
    KeyCode::Char(' '),
    KeyCode::Char(' '),
    KeyCode::Up,
    KeyCode::Left,
    KeyCode::Right,
    KeyCode::Home,
    KeyCode::End,
    KeyCode::PageUp,
    KeyCode::PageDown,
    KeyCode::Backspace,
    KeyCode::Delete,
    KeyCode::Esc,
    KeyCode::Tab,
    KeyCode::BackTab,
    KeyCode::Char('?'),
    KeyCode::Char('q'),
    KeyCode::Char('t'),
];

/// How many decisions stand before the events.
const START: usize = 24;

/// How many decisions each event has, so that a change of one leaves the others what they are.
const EVENT: usize = 8;

/// Decisions about the start, and those of each event.
pub(crate) fn split(picks: &[u16]) -> (&[u16], impl Iterator<Item = &[u16]>) {
    let (start, events) = picks.split_at(START.min(picks.len()));
    (start, events.chunks(EVENT))
}

/// A theme.
pub(crate) fn theme(tape: &mut Tape<'_>) -> Theme {
    let look = [Look::Default, Look::HighContrast, Look::Mono][tape.below(3)];
    let background = [Background::Unknown, Background::Light, Background::Dark][tape.below(3)];
    let depth = [Depth::Indexed, Depth::Sixteen, Depth::None][tape.below(3)];
    let signs = if tape.one_in(2) { Signs::Ascii } else { Signs::Unicode };
    Theme { look, background, depth, signs, roomy: tape.one_in(3) }
}

/// A size, mostly one that terminals have.
pub(crate) fn size(tape: &mut Tape<'_>) -> (u16, u16) {
    let (most_width, most_height) = if tape.one_in(16) { (500, 200) } else { (100, 40) };
    (1 + number(tape, most_width), 1 + number(tape, most_height))
}

/// A number below `n`, which is small.
fn number(tape: &mut Tape<'_>, n: usize) -> u16 {
    u16::try_from(tape.below(n)).unwrap_or(u16::MAX)
}

/// A character that somebody can type or paste, or any other.
fn character(tape: &mut Tape<'_>) -> char {
    match tape.below(4) {
        0 => char::from(b'0' + u8::try_from(tape.below(10)).unwrap_or(0)),
        1 | 2 => char::from(b'!' + u8::try_from(tape.below(94)).unwrap_or(0)),
        _ => u32::try_from(tape.below(0x1_0000)).ok().and_then(char::from_u32).unwrap_or('é'),
    }
}

/// A key, now and then with others held, or let go of.
pub(crate) fn key(tape: &mut Tape<'_>) -> KeyEvent {
    let code = match tape.below(8) {
        0..=4 => KEYS[tape.below(KEYS.len())],
        5 | 6 => KeyCode::Char(character(tape)),
        _ => KeyCode::F(1 + u8::try_from(tape.below(24)).unwrap_or(0)),
    };
    let modifiers = match tape.below(12) {
        0..=9 => KeyModifiers::NONE,
        10 => KeyModifiers::CONTROL,
        _ => KeyModifiers::from_bits_truncate(u8::try_from(tape.below(64)).unwrap_or(0)),
    };
    let kind = if tape.one_in(24) { KeyEventKind::Release } else { KeyEventKind::Press };
    KeyEvent::new_with_kind(code, modifiers, kind)
}

/// The mouse somewhere, also where the screen has ended.
pub(crate) fn mouse(tape: &mut Tape<'_>, (width, height): (u16, u16)) -> MouseEvent {
    let kind = match tape.below(8) {
        0..=3 => MouseEventKind::Down(MouseButton::Left),
        4 => MouseEventKind::Moved,
        5 => MouseEventKind::ScrollDown,
        6 => MouseEventKind::ScrollUp,
        _ => [
            MouseEventKind::Down(MouseButton::Right),
            MouseEventKind::Up(MouseButton::Left),
            MouseEventKind::Drag(MouseButton::Left),
            MouseEventKind::ScrollLeft,
        ][tape.below(4)],
    };
    let column = number(tape, usize::from(width) + 2);
    let row = number(tape, usize::from(height) + 2);
    MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE }
}

/// Text that is pasted; a terminal that cannot mark it sends keys instead.
pub(crate) fn paste(tape: &mut Tape<'_>) -> Vec<Event> {
    let text: String = (0..tape.below(12)).map(|_| character(tape)).collect();
    if tape.one_in(2) {
        return vec![Event::Paste(text)];
    }
    text.chars().map(|c| Event::Key(plain(KeyCode::Char(c)))).collect()
}

/// A key alone.
pub(crate) const fn plain(code: KeyCode) -> KeyEvent {
    KeyEvent::new(code, KeyModifiers::NONE)
}

/// Keys that answer the question where the person stands with something that fits, and go on.
pub(crate) fn answering(tape: &mut Tape<'_>, session: &Session<'_>) -> Vec<KeyEvent> {
    let mut keys = Vec::new();
    let Step::Ask(ix) = session.step() else { return vec![plain(KeyCode::Enter)] };
    let mut down = |rows: usize| {
        keys.push(plain(KeyCode::Home));
        keys.extend(std::iter::repeat_n(plain(KeyCode::Down), rows));
        keys.push(plain(KeyCode::Char(' ')));
    };
    let offered = session.path().offered(ix);
    match tape.answer(session, ix) {
        Answer::Options(set) => {
            let rows = offered.iter().enumerate().filter(|(_, option)| set.contains(*option));
            rows.for_each(|(row, _)| down(row));
        }
        Answer::Skipped => down(offered.len()),
        Answer::Number(n) => {
            keys.extend(n.to_string().chars().map(|digit| plain(KeyCode::Char(digit))));
        }
    }
    keys.push(plain(KeyCode::Enter));
    keys
}
