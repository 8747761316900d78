//! Every way out, and what it leaves behind.

use rustix::process::Signal;

use crate::{
    harness::{Program, STOPPED},
    person::{BACK_ACHE, CTRL_C, CTRL_Z, DOWN, NOW, REVIEW, ROOMY},
};

#[test]
fn ctrl_c_leaves_from_every_screen() {
    let leave = |mut program: Program| {
        program.send(CTRL_C);
        assert_eq!(program.exit_code(), 130);
        program.assert_restored();
    };
    let start = || Program::start(&[], ROOMY, &[]);
    let program = start();
    program.wait_for("Enter start");
    leave(program);
    let mut program = start();
    program.begin();
    leave(program);
    let mut program = start();
    program.begin();
    program.send("?");
    program.wait_for("Why we ask");
    leave(program);
    let mut program = start();
    program.answer_until(REVIEW);
    leave(program);
}

#[test]
fn q_on_the_first_screen_leaves_before_the_end() {
    let mut program = Program::start(&[], ROOMY, &[]);
    program.wait_for("Enter start");
    program.send("q");
    assert_eq!(program.exit_code(), 130);
    program.assert_restored();
}

#[test]
fn signals_restore_the_terminal_and_are_told_by_the_exit_code() {
    for (signal, code) in [(Signal::TERM, 143), (Signal::HUP, 129), (Signal::INT, 130)] {
        let mut program = Program::start(&[], ROOMY, &[]);
        program.begin();
        program.signal(signal);
        assert_eq!(program.exit_code(), code);
        program.assert_restored();
    }
}

/// The panic is built into debug builds only.
#[cfg(debug_assertions)]
#[test]
fn a_panic_restores_the_terminal_before_it_is_reported() {
    let mut program = Program::start(&[], ROOMY, &[("TWINGE_TEST_PANIC", "1")]);
    program.begin();
    program.send("\x1b[24~");
    assert_eq!(program.exit_code(), 101);
    program.assert_restored();
    let output = program.output();
    let report = String::from_utf8_lossy(output.raw()).into_owned();
    let (drawn, report) = report.rsplit_once("\x1b[?1049l").expect("the alternate screen is left");
    assert!(!drawn.contains("a panic was asked for"), "no report on the screen that goes away");
    assert!(report.contains("a panic was asked for"), "the report after it");
    let lines = report.matches('\n').count();
    assert!(lines > 1 && report.matches("\r\n").count() == lines, "a terminal in its usual modes");
}

#[test]
fn without_being_asked_for_no_key_panics() {
    let mut program = Program::start(&[], ROOMY, &[]);
    program.begin();
    program.send("\x1b[24~");
    program.catch_up();
    assert!(program.output().shows(BACK_ACHE[0].0));
}

/// crossterm#793: its reader spins for ever once the terminal is gone. The shell gets the hang-up here, and
/// the program no signal at all.
#[test]
fn a_terminal_that_goes_away_ends_the_program() {
    let mut program = Program::start(&[], ROOMY, &[]);
    program.answer_until(NOW);
    program.hang_up();
    assert_eq!(program.exit_code_without_terminal(), 129);
}

/// The shell gets the terminal back only if all of the job stops, and not just the program.
#[test]
fn ctrl_z_gives_the_terminal_back_until_the_job_goes_on() {
    let mut program = Program::start(&[], ROOMY, &[]);
    program.answer_until("Which side is it on");
    program.choose("On both sides");
    let before = program.output().text();
    for _ in 0..2 {
        program.send(CTRL_Z);
        program
            .wait_until("the shell", |output| !output.screen().alternate_screen() && output.shows(STOPPED));
        program.wait_until("the stop of the program", |_| program.state() == 'T');
        program.output().assert_restored();
        assert!(program.has_modes_from_before());
        program.send("fg\n");
        program.wait_until("the same screen", |output| {
            output.screen().alternate_screen() && output.text() == before
        });
    }
    program.send("\r");
    program.wait_for(NOW);
    program.send(CTRL_C);
    assert_eq!(program.exit_code(), 130);
    program.assert_restored_after(3);
}

/// As when a terminal window runs the program instead of a shell.
#[test]
fn ctrl_z_does_nothing_where_nobody_could_let_the_program_go_on() {
    let mut program = Program::start_as(r#"setsid -w "$@""#, &[], ROOMY, &[]);
    program.begin();
    program.send(CTRL_Z);
    program.send(DOWN);
    program.wait_until("the next row", |output| output.is_on("16 to 39"));
    assert!(program.output().screen().alternate_screen());
}
