//! What the program wrote, and the screen it makes.

use std::num::NonZeroU16;

use vt100::Parser;

const BEGIN_FRAME: &[u8] = b"\x1b[?2026h";
const END_FRAME: &[u8] = b"\x1b[?2026l";

/// When the terminal goes away.
#[derive(PartialEq)]
pub(crate) enum Going {
    Stays,
    AfterFrame,
    AtOnce,
}

/// What came out of the program.
pub(crate) struct Output {
    parser: Parser,
    raw: Vec<u8>,
    /// Whether nothing more will be read.
    pub(crate) ended: bool,
    /// Whether the terminal is about to go away.
    pub(crate) going: Going,
    /// Whether nobody reads on.
    pub(crate) stalled: bool,
    /// The exit code, once there is one.
    pub(crate) exit_code: Option<u32>,
}

impl Output {
    /// Nothing yet, on a terminal of so many columns and rows.
    pub(crate) fn new((columns, rows): (u16, u16)) -> Self {
        let parser = Parser::new(cells(rows), cells(columns), 0);
        Self { parser, raw: Vec::new(), ended: false, going: Going::Stays, stalled: false, exit_code: None }
    }

    /// Takes what was written.
    pub(crate) fn take(&mut self, bytes: &[u8]) {
        self.parser.process(bytes);
        self.raw.extend_from_slice(bytes);
    }

    /// Gives the screen another size.
    pub(crate) fn resize(&mut self, (columns, rows): (u16, u16)) {
        self.parser.screen_mut().set_size(cells(rows), cells(columns));
    }

    /// The terminal as it stands.
    pub(crate) fn screen(&self) -> &vt100::Screen {
        self.parser.screen()
    }

    /// The text on the screen, without blanks at the ends of rows.
    pub(crate) fn text(&self) -> String {
        let rows: Vec<String> = self.rows().iter().map(|row| row.trim_end().to_owned()).collect();
        rows.join("\n").trim_end().to_owned()
    }

    /// Whether a text is on the screen, on one line.
    pub(crate) fn shows(&self, text: &str) -> bool {
        self.text().contains(text)
    }

    /// The rows of the screen.
    pub(crate) fn rows(&self) -> Vec<String> {
        let columns = self.screen().size().1.get();
        self.screen().rows(0, columns).collect()
    }

    /// The row that the pointer marks, without the pointer.
    pub(crate) fn focused(&self) -> Option<String> {
        self.rows().iter().find_map(|row| row.trim_start().strip_prefix("> ").map(str::to_owned))
    }

    /// Everything that was written, as it was.
    pub(crate) fn raw(&self) -> &[u8] {
        &self.raw
    }

    /// Forgets what was written; what it made of the screen stays.
    pub(crate) fn forget(&mut self) {
        self.raw.clear();
    }

    /// How many frames were drawn.
    pub(crate) fn frames(&self) -> usize {
        self.count(END_FRAME)
    }

    /// How often some bytes were written.
    pub(crate) fn count(&self, bytes: &[u8]) -> usize {
        self.raw.windows(bytes.len()).filter(|window| *window == bytes).count()
    }

    /// Checks that the screen is the one from before, with its cursor and its colours.
    pub(crate) fn assert_restored(&self) {
        let screen = self.screen();
        assert!(!screen.alternate_screen(), "the alternate screen is left");
        assert!(!screen.hide_cursor(), "the cursor is shown");
        assert!(!screen.bracketed_paste(), "bracketed paste is off");
        let colours = (screen.fgcolor(), screen.bgcolor());
        assert_eq!(colours, (vt100::Color::Default, vt100::Color::Default), "no colour stays");
        assert!(!screen.bold() && !screen.inverse(), "no other style stays");
    }

    /// Whether no frame is half drawn.
    pub(crate) fn is_whole(&self) -> bool {
        last(&self.raw, BEGIN_FRAME) <= last(&self.raw, END_FRAME)
    }
}

fn cells(n: u16) -> NonZeroU16 {
    NonZeroU16::new(n).expect("at least one")
}

fn last(raw: &[u8], bytes: &[u8]) -> Option<usize> {
    raw.windows(bytes.len()).rposition(|window| window == bytes)
}
