//! Somebody who presses everything.

use std::fs;

use rustix::process::Signal;

use crate::{
    dice::Dice,
    harness::Program,
    kiosk::{CODE, DESK, F1, F4, F10, Place, SIZE, start},
    output::Output,
};

const KEYS: &[&str] = &[
    "\r",
    "\r",
    "x",
    "1",
    "2",
    "3",
    "4",
    "5",
    "b",
    "q",
    "?",
    " ",
    "\x7f",
    "\x1b[A",
    "\x1b[B",
    "\x1b[C",
    "\x1b[D",
    "\x1b[5~",
    "\x1b[6~",
    "\x1b[H",
    "\x1b[F",
    "\t",
    "\x1b[Z",
    F1,
    F4,
    F10,
    "\x1b",
    "\x1b\x1b",
    "\x03",
    "\x04",
    "\x1a",
    "\x1c",
    "\x12",
    "\x13",
    "\x11",
    "\x1bc",
    "\x1b[1;5A",
    "\x1b[200~\x03rm\r\x1b[201~",
    "\u{e9}\u{4e2d}",
    "\x1b[999;999R",
    "\x1b]52;c;eA==\x07",
    "\x1b[I",
    "\x1b[O",
    "\x1b[3~",
    "999999\r",
];

const SIGNALS: &[Signal] =
    &[Signal::INT, Signal::QUIT, Signal::TSTP, Signal::HUP, Signal::TERM, Signal::WINCH, Signal::CONT];

/// How often it is looked whether the kiosk is still one.
const ROUND: usize = 250;

/// What the screen says for staff.
fn is_open(output: &Output) -> bool {
    output.shows("End the program")
}

impl Dice {
    fn of<'t, T: ?Sized>(&mut self, all: &[&'t T]) -> &'t T {
        all[self.below(all.len())]
    }

    fn cells(&mut self, most: usize) -> u16 {
        u16::try_from(1 + self.below(most)).unwrap_or(1)
    }
}

/// One thing that somebody does.
fn attack(program: &mut Program, dice: &mut Dice) {
    match dice.below(40) {
        0 => program.signal(SIGNALS[dice.below(SIGNALS.len())]),
        1 => {
            let (columns, rows) = (dice.cells(120), dice.cells(40));
            program.resize(columns, rows);
        }
        2..=5 => {
            let (x, y) = (dice.cells(100), dice.cells(40));
            let (button, end) = ([0, 1, 2, 32, 35, 64, 65][dice.below(7)], dice.of(&["M", "m"]));
            program.send(&format!("\x1b[<{button};{x};{y}{end}"));
        }
        6 => program.send(&dice.of(KEYS).repeat(200)),
        _ => program.send(dice.of(KEYS)),
    }
}

/// Resident memory in KiB, and how many files are open.
fn footprint(program: &Program) -> (usize, usize) {
    let pid = program.pid().expect("it has started").as_raw_pid();
    let status = fs::read_to_string(format!("/proc/{pid}/status")).expect("its status");
    let line = status.lines().find(|line| line.starts_with("VmRSS:")).expect("its memory");
    let memory = line.split_whitespace().nth(1).and_then(|n| n.parse().ok()).expect("a number");
    let files = fs::read_dir(format!("/proc/{pid}/fd")).map_or(0, Iterator::count);
    (memory, files)
}

/// Staff open their view, after whatever wait wrong codes have earned by now.
fn let_staff_in(program: &mut Program) -> bool {
    for _ in 0..60 {
        if !program.output().shows("Staff code") {
            program.send(F10);
            // Keys from before may still come in between.
            if !program.soon(|output| output.shows("Staff code")) {
                continue;
            }
        }
        if program.soon(|output| output.shows("What you type is not shown")) {
            program.send(CODE);
            program.send("\r");
            if program.soon(is_open) || program.soon(is_open) {
                return true;
            }
        }
    }
    false
}

/// Keys, mouse, pastes, resizes and signals at random. `TWINGE_HOSTILE` sets how many; the default is small,
/// `TWINGE_HOSTILE=100000` takes minutes.
#[test]
fn a_hostile_patient_does_not_get_out() {
    let told = std::env::var("TWINGE_HOSTILE").ok();
    let events: usize = told.and_then(|text| text.parse().ok()).unwrap_or(2_000);
    let place = Place::new();
    let config = place.config("idle: (question: 15, summary: 15, countdown: 20)");
    let mut program = start(&config, &[("TWINGE_TEST_HASTE", "10")]);
    let mut dice = Dice(0x5EED_1234_5678_9ABC);
    // The first two checks of a code make room for the next ones: the C library gives the memory of the first
    // one back to the system and keeps that of the second.
    for _ in 0..2 {
        assert!(let_staff_in(&mut program), "staff could not get in:\n{}", program.output().text());
        program.send("1");
    }
    let mut early = None;
    let mut emergencies = 0;
    for n in 1..=events {
        attack(&mut program, &mut dice);
        if n % ROUND != 0 {
            continue;
        }
        let before = program.output().frames();
        program.resize(SIZE.0, SIZE.1);
        program.wait_until("a frame", |output| output.frames() > before);
        program.wait_until("the way to the desk", |output| output.shows(DESK));
        program.forget_output();
        // Staff look after an emergency now and then, or nothing else would ever be seen.
        if program.output().shows("!!! Get help right now") {
            emergencies += 1;
            program.send(&format!("{F10}{CODE}\r"));
            if program.soon(is_open) {
                program.send("2");
            }
        }
        if n >= events / 2 && early.is_none() {
            early = Some(footprint(&program));
        }
    }
    assert!(events < 20_000 || emergencies > 5, "{emergencies} emergencies");
    let (memory, files) = footprint(&program);
    let (memory_then, files_then) = early.unwrap_or((memory, files));
    assert!(memory <= memory_then + 1024, "{memory_then} KiB have become {memory} KiB");
    assert!(files <= files_then + 1, "{files_then} open files have become {files}");
    program.resize(SIZE.0, SIZE.1);
    assert!(let_staff_in(&mut program), "staff could not get in:\n{}", program.output().text());
    program.send("3");
    assert_eq!(program.exit_code(), 0);
}
