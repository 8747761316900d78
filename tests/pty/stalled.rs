//! A program that is stopped from outside, and a terminal that nobody reads.

use std::{
    fs::{self, OpenOptions},
    path::Path,
    thread,
    time::Duration,
};

use rustix::{
    process::Signal,
    termios::{InputModes, LocalModes, OptionalActions, OutputModes, tcgetattr, tcsetattr},
};

use crate::{
    harness::Program,
    kiosk::{ATTRACT, F4, Place, end, leave, start, to_danger},
    output::Output,
    person::{BACK_ACHE, CTRL_C, DOWN, HOME, NOW, REVIEW, ROOMY},
};

const SMALL: (u16, u16) = (70, 22);

/// Stops the program, which nothing can keep it from.
fn stop(program: &Program) {
    program.signal(Signal::STOP);
    program.wait_until("the stop of the program", |_| program.state() == 'T');
}

/// What stands on the screen at a size, once it is calm.
fn calm_at(program: &mut Program, size: (u16, u16)) -> String {
    let before = program.output().frames();
    program.resize(size.0, size.1);
    program.wait_until("a frame", |output| output.frames() > before);
    program.catch_up();
    program.output().text()
}

/// A question with an answer, and what it looks like when it is small.
fn at_an_answer() -> (Program, String) {
    let mut program = Program::start(&[], ROOMY, &[]);
    program.answer_until("Which side is it on");
    program.choose("On both sides");
    let small = calm_at(&mut program, SMALL);
    calm_at(&mut program, ROOMY);
    (program, small)
}

#[test]
fn stopped_and_resized_meanwhile_it_goes_on_whole() {
    let (mut program, small) = at_an_answer();
    stop(&program);
    program.resize(SMALL.0, SMALL.1);
    program.signal(Signal::CONT);
    program.wait_until("the same screen, smaller", |output| output.text() == small);
    program.resize(ROOMY.0, ROOMY.1);
    program.send("\r");
    program.answer_between(NOW, REVIEW);
    program.see_summary();
    program.send("q");
    assert_eq!(program.exit_code(), 0);
    program.assert_restored();
}

/// Alt and `[` pressed together are sent as the beginning of other keys. The thread that reads keys draws as well, and
/// must not wait for the rest.
#[test]
fn half_a_key_keeps_neither_a_size_nor_a_signal_waiting() {
    let (mut program, small) = at_an_answer();
    program.send("\x1b[");
    program.resize(SMALL.0, SMALL.1);
    program.wait_until("the same screen, smaller", |output| output.text() == small);
    program.signal(Signal::TERM);
    assert_eq!(program.exit_code(), 143);
    program.assert_restored();
}

/// The modes of a terminal as a shell has them while it waits for a command.
fn as_a_shell(tty: &Path) {
    let tty = OpenOptions::new().read(true).write(true).open(tty).expect("the terminal");
    let mut modes = tcgetattr(&tty).expect("its modes");
    modes.local_modes |= LocalModes::ICANON | LocalModes::ECHO | LocalModes::ISIG | LocalModes::IEXTEN;
    modes.input_modes |= InputModes::ICRNL | InputModes::IXON;
    modes.output_modes |= OutputModes::OPOST | OutputModes::ONLCR;
    tcsetattr(&tty, OptionalActions::Now, &modes).expect("new modes");
}

/// Shells set the modes that they need themselves, and do not set back those of a job that was stopped.
#[test]
fn modes_that_a_shell_changed_while_it_was_stopped_are_set_again() {
    let mut program = Program::start(&[], ROOMY, &[]);
    program.answer_until("Which side is it on");
    stop(&program);
    as_a_shell(&program.tty());
    program.signal(Signal::CONT);
    program.choose("On both sides");
    program.send(DOWN);
    program.wait_until("no echo", |output| !output.shows("^[[B"));
    program.send("\r");
    program.wait_for(NOW);
    program.send(CTRL_C);
    assert_eq!(program.exit_code(), 130);
    assert!(program.output().count(b"\x1b[?2004h") >= 2, "marks pasted text again");
    program.output().assert_restored();
}

#[test]
fn a_stopped_kiosk_goes_on_whole() {
    let place = Place::new();
    let mut program = start(&place.config(""), &[]);
    to_danger(&mut program);
    program.send(DOWN);
    let small = calm_at(&mut program, SMALL);
    calm_at(&mut program, ROOMY);
    stop(&program);
    as_a_shell(&program.tty());
    program.resize(SMALL.0, SMALL.1);
    program.signal(Signal::CONT);
    program.wait_until("the same screen, smaller", |output| output.text() == small);
    program.send(F4);
    program.wait_for("Finish and clear the screen?");
    program.send("2");
    program.wait_for(ATTRACT);
    end(&mut program);
}

#[test]
fn stopped_plain_mode_goes_on_where_it_was() {
    let mut program = Program::start(&["--plain"], ROOMY, &[]);
    program.wait_for(BACK_ACHE[0].0);
    stop(&program);
    program.signal(Signal::CONT);
    program.send("4\n");
    program.wait_for(BACK_ACHE[1].0);
    program.send("quit\n");
    assert_eq!(program.exit_code(), 130);
    assert!(program.has_modes_from_before());
}

/// The number of the system call that writes.
const WRITE: &str = if cfg!(target_arch = "x86_64") { "1 " } else { "64 " };

/// Changes the size until the program waits for its terminal to take what it writes, and then presses hundreds
/// of keys and changes the size hundreds of times.
fn stall(program: &mut Program) {
    program.stall(true);
    let pid = program.pid().expect("it has started").as_raw_pid();
    let (mut n, mut held_up, mut before) = (0, 0, String::new());
    while held_up < 5 {
        n += 1;
        assert!(n < 2_000, "it is not held up: {before}");
        program.resize(60 + n % 50, 20 + n % 11);
        thread::sleep(Duration::from_millis(5));
        let call = fs::read_to_string(format!("/proc/{pid}/syscall")).expect("what it waits for");
        held_up = if call.starts_with(WRITE) && call == before { held_up + 1 } else { 0 };
        before = call;
    }
    for n in 0..300 {
        program.resize(60 + n % 50, 20 + n % 11);
        program.send(DOWN);
    }
}

fn is_first_row(output: &Output) -> bool {
    output.is_on("Under 16")
}

#[test]
fn after_a_stalled_terminal_the_screen_is_right_again() {
    let mut program = Program::start(&[], ROOMY, &[]);
    program.begin();
    let calm = calm_at(&mut program, SMALL);
    stall(&mut program);
    program.send(HOME);
    program.resize(SMALL.0, SMALL.1);
    program.stall(false);
    program.wait_until("the first row", is_first_row);
    program.wait_until("the screen as before", |output| output.text() == calm);
    program.resize(ROOMY.0, ROOMY.1);
    program.answer_between(BACK_ACHE[0].0, REVIEW);
    program.send(CTRL_C);
    assert_eq!(program.exit_code(), 130);
    program.assert_restored();
}

#[test]
fn a_signal_ends_it_though_its_terminal_is_stalled() {
    for (signal, code) in [(Signal::TERM, 143), (Signal::HUP, 129), (Signal::INT, 130), (Signal::KILL, 137)] {
        let mut program = Program::start(&[], ROOMY, &[]);
        program.answer_until(BACK_ACHE[2].0);
        stall(&mut program);
        program.signal(signal);
        if signal == Signal::KILL {
            // Its shell tells of it on the terminal, and waits as well.
            program.await_end();
        } else {
            assert_eq!(program.exit_code_without_terminal(), code);
            program.stall(false);
            program.assert_restored();
        }
        let kept = program.kept().expect("the answers");
        assert!(kept.contains("age_45_49") && kept.contains("body_man"), "{kept}");
    }
}

#[test]
fn after_a_stalled_terminal_the_kiosk_is_right_again() {
    let place = Place::new();
    let mut program = start(&place.config(""), &[]);
    to_danger(&mut program);
    let calm = calm_at(&mut program, SMALL);
    stall(&mut program);
    program.resize(SMALL.0, SMALL.1);
    program.stall(false);
    program.wait_until("the danger screen", |output| output.shows(NOW));
    program.send(HOME);
    program.wait_until("the screen as before", |output| output.text() == calm);
    leave(&mut program);
}

#[test]
fn term_ends_a_kiosk_of_a_service_though_its_terminal_is_stalled() {
    let place = Place::new();
    let mut program = start(&place.config("terminate: Always"), &[]);
    to_danger(&mut program);
    stall(&mut program);
    program.signal(Signal::TERM);
    assert_eq!(program.exit_code_without_terminal(), 143);
    program.stall(false);
    program.assert_restored();
}
