//! Keys written as text.

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// Single characters, or names such as `enter` in angle brackets.
pub(crate) fn parse(keys: &str) -> Vec<KeyEvent> {
    let mut parsed = Vec::new();
    let mut rest = keys;
    while let Some(c) = rest.chars().next() {
        let (code, used) = match rest.strip_prefix('<').and_then(|named| named.split_once('>')) {
            Some((name, _)) => (named(name), name.len() + 2),
            None => (KeyCode::Char(c), c.len_utf8()),
        };
        parsed.push(KeyEvent::new(code, KeyModifiers::NONE));
        rest = &rest[used..];
    }
    parsed
}

fn named(name: &str) -> KeyCode {
    match name {
        "enter" => KeyCode::Enter,
        "up" => KeyCode::Up,
        "down" => KeyCode::Down,
        "left" => KeyCode::Left,
        "right" => KeyCode::Right,
        "home" => KeyCode::Home,
        "end" => KeyCode::End,
        "pgdn" => KeyCode::PageDown,
        "pgup" => KeyCode::PageUp,
        "back" => KeyCode::Backspace,
        "esc" => KeyCode::Esc,
        "f1" => KeyCode::F(1),
        "f4" => KeyCode::F(4),
        "f10" => KeyCode::F(10),
        other => panic!("no key `{other}`"),
    }
}
