//! Every screen at sizes that nobody has, and changes between them.

use std::fs;

use crate::{
    harness::Program,
    kiosk::{ATTRACT, CODE, F1, F4, F10, Place, end, start},
    output::Output,
    person::{BACK_ACHE, EMERGENCY, LEVEL, NOW, REVIEW, ROOMY},
};

/// What a frame of another size begins with.
const CLEAR: &[u8] = b"\x1b[2J";

/// From the smallest to the largest, with what is very narrow, very flat, and beyond what is drawn.
const SIZES: &[(u16, u16)] = &[
    (1, 1),
    (500, 1),
    (1, 200),
    (2, 2),
    (3, 50),
    (20, 5),
    (39, 11),
    (40, 24),
    (80, 24),
    (81, 25),
    (200, 60),
    (500, 200),
    (u16::MAX, 1),
    (1, u16::MAX),
];

/// Sees the screen at every size, and whether it is as before at the end.
fn see_at_all_sizes(program: &mut Program) {
    program.forget_output();
    let calm = program.output().text();
    for size in SIZES {
        let before = program.output().count(CLEAR);
        program.resize(size.0, size.1);
        program.wait_until(&format!("a frame of {size:?}"), |output| output.count(CLEAR) > before);
    }
    // So fast that most of them are never seen.
    program.resize_through(SIZES);
    program.resize(ROOMY.0, ROOMY.1);
    program.wait_until("the screen as before", |output| output.text() == calm);
}

/// Presses a key and sees what it brings at all sizes.
fn see(program: &mut Program, key: &str, text: &str) {
    program.send(key);
    program.wait_for(text);
    see_at_all_sizes(program);
}

#[test]
fn every_screen_at_home_can_have_every_size() {
    let mut program = Program::start(&[], ROOMY, &[]);
    program.wait_for("Enter start");
    see_at_all_sizes(&mut program);
    see(&mut program, "\r", BACK_ACHE[0].0);
    see(&mut program, "?", "Why we ask");
    program.send("?");
    program.answer_between(BACK_ACHE[0].0, "Where is the ache worst?");
    see_at_all_sizes(&mut program);
    program.answer_between("Where is the ache worst?", NOW);
    see(&mut program, "2", EMERGENCY);
    see(&mut program, "1", NOW);
    program.answer_between(NOW, "How strong is it at its worst?");
    see_at_all_sizes(&mut program);
    program.answer_between("How strong is it at its worst?", REVIEW);
    see_at_all_sizes(&mut program);
    see(&mut program, "\r", LEVEL);
    see(&mut program, "t", "Words for your doctor");
    program.forget_output();
    program.send("\x7f");
    program.wait_for(LEVEL);
    program.send("q");
    assert_eq!(program.exit_code(), 0);
    program.output().assert_restored();
}

#[test]
fn every_screen_of_the_kiosk_can_have_every_size() {
    let place = Place::new();
    let mut program = start(&place.config(""), &[]);
    program.resize(ROOMY.0, ROOMY.1);
    program
        .wait_until("a wider screen", |output| output.text().lines().any(|line| line.chars().count() > 80));
    see_at_all_sizes(&mut program);
    see(&mut program, "x", "What happens to your answers");
    see(&mut program, F4, "Finish and clear the screen?");
    see(&mut program, "1", "What happens to your answers");
    see(&mut program, "\r", BACK_ACHE[0].0);
    program.answer_between(BACK_ACHE[0].0, "Where is the ache worst?");
    see_at_all_sizes(&mut program);
    program.answer_between("Where is the ache worst?", NOW);
    see_at_all_sizes(&mut program);
    see(&mut program, "2", EMERGENCY);
    see(&mut program, F1, EMERGENCY);
    see(&mut program, F10, "Staff code");
    program.send(CODE);
    see(&mut program, "\r", "End the program");
    see(&mut program, "2", ATTRACT);
    program.forget_output();
    end(&mut program);
}

/// Resident memory in MiB.
fn memory(program: &Program) -> usize {
    let pid = program.pid().expect("it has started").as_raw_pid();
    let status = fs::read_to_string(format!("/proc/{pid}/status")).expect("its status");
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).expect("its memory");
    line.split_whitespace().nth(1).and_then(|n| n.parse::<usize>().ok()).expect("a number") / 1024
}

/// Sizes that a terminal can tell and nobody has: none at all, and more cells than any memory holds.
fn see_sizes_that_nobody_has(program: &mut Program) {
    program.forget_output();
    let calm = program.output().text();
    for size in [(0, 0), (u16::MAX, u16::MAX), (0, 1), (u16::MAX, 0), (0, u16::MAX)] {
        let before = program.output().frames();
        program.tell_size(size);
        program.wait_until(&format!("a frame of {size:?}"), |output| output.frames() > before);
        program.forget_output();
    }
    let most = memory(program);
    assert!(most < 400, "{most} MiB");
    program.tell_size(ROOMY);
    program.wait_until("the screen as before", |output| output.text() == calm);
}

#[test]
fn a_terminal_without_a_size_or_with_one_beyond_all_memory_is_drawn_to() {
    let is_drawn = |output: &Output| output.shows(BACK_ACHE[0].0) || output.shows(ATTRACT);
    let mut program = Program::start(&[], ROOMY, &[]);
    program.begin();
    see_sizes_that_nobody_has(&mut program);
    program.tell_size((0, 0));
    program.wait_until("the question", is_drawn);
    program.send("\x03");
    assert_eq!(program.exit_code(), 130);
    program.output().assert_restored();
    let place = Place::new();
    let mut program = start(&place.config(""), &[]);
    program.resize(ROOMY.0, ROOMY.1);
    program
        .wait_until("a wider screen", |output| output.text().lines().any(|line| line.chars().count() > 80));
    see_sizes_that_nobody_has(&mut program);
    program.tell_size((0, 0));
    program.wait_until("the first screen", is_drawn);
}
