//! The emergency screen: there at once, and not left by accident.

use crate::{
    harness::Program,
    output::Output,
    person::{BACK_ACHE, CTRL_C, CTRL_R, CTRL_Z, DOWN, EMERGENCY, END, ESC, HOME, NOW, ROOMY},
};

const GO_ON: &str = "I have read this: go on";

#[test]
fn an_emergency_shows_with_the_key_that_makes_it_one() {
    let mut program = Program::start(&[], ROOMY, &[]);
    program.answer_until(NOW);
    assert!(!program.output().shows(EMERGENCY));
    program.send("2");
    program.wait_for(EMERGENCY);
    assert!(!program.output().shows(NOW), "nothing else is asked");

    program.send(&"\r".repeat(50));
    program.catch_up();
    assert!(program.output().shows(EMERGENCY), "Enter alone does not leave it");
    program.send(&" ".repeat(50));
    program.catch_up();
    assert!(program.output().shows(EMERGENCY), "nor does Space");

    program.send("1");
    program.wait_for(NOW);
    assert!(!program.output().has_ticks(), "the slip is taken back");

    program.send("2");
    program.wait_for(EMERGENCY);
    program.send("2");
    program.wait_for(NOW);
    assert_eq!(program.output().answers().iter().filter(|(_, ticked, _)| *ticked).count(), 1);
    program.send("\r");
    program.wait_for("Does the ache spread");
}

#[test]
fn an_emergency_is_left_with_arrows_and_enter_as_well() {
    let mut program = Program::start(&[], ROOMY, &[]);
    program.answer_until(NOW);
    program.send("2");
    program.wait_for(EMERGENCY);
    assert!(program.output().focused().is_none(), "nothing is chosen at first");
    program.send(DOWN);
    program.wait_until("the first choice", |output| output.is_on("slip"));
    program.send(DOWN);
    program.wait_until("the second choice", |output| output.is_on(GO_ON));
    program.send("\r");
    program.wait_for(NOW);
    assert!(program.output().has_ticks());
}

/// A terminal in which the emergency screen scrolls, so that it can show that a key was taken.
const LOW: (u16, u16) = (60, 10);

fn emergency_in_a_waiting_room() -> Program {
    let mut program = Program::start(&["--setting", "waiting-room"], ROOMY, &[]);
    program.answer_until(NOW);
    program.send("2");
    program.wait_for(EMERGENCY);
    program.resize(LOW.0, LOW.1);
    program.wait_until("its first lines", |output| is_at(output, "below", "above"));
    program
}

/// Whether the emergency screen tells of more text on one side only.
fn is_at(output: &Output, more: &str, no_more: &str) -> bool {
    let told = |side: &str| output.text().lines().any(|row| row.contains(" more ") && row.contains(side));
    output.shows(EMERGENCY) && told(more) && !told(no_more)
}

fn scroll_to_the_end_and_back(program: &mut Program, key: &str) {
    program.send(END);
    program.wait_until(&format!("the last lines after {key:?}"), |output| is_at(output, "above", "below"));
    program.send(HOME);
    program.wait_until(&format!("the first lines after {key:?}"), |output| is_at(output, "below", "above"));
}

#[test]
fn in_a_waiting_room_no_key_takes_the_emergency_away() {
    let mut program = emergency_in_a_waiting_room();
    let mut keys: Vec<String> = (' '..='~').map(String::from).collect();
    keys.extend(('a'..='z').map(|letter| format!("\x1b{letter}")));
    let not_tried = [CTRL_C, CTRL_R, CTRL_Z];
    let control = ('\x01'..='\x1a').map(String::from);
    keys.extend(control.filter(|key| !not_tried.contains(&key.as_str())));
    keys.extend(["A", "B", "C", "D", "H", "F", "Z"].map(|code| format!("\x1b[{code}")));
    keys.extend([2, 3, 5, 6, 15, 17, 18, 19, 20, 21, 23, 24].map(|code| format!("\x1b[{code}~")));
    keys.extend([ESC, "\x7f", "\x1bOP", "1\r2\r"].map(str::to_owned));
    for key in keys {
        program.send(&key);
        scroll_to_the_end_and_back(&mut program, &key);
    }
    program.send(CTRL_C);
    assert_eq!(program.exit_code(), 0);
    program.assert_restored();
}

#[test]
fn in_a_waiting_room_ctrl_z_does_not_take_the_emergency_away() {
    let mut program = emergency_in_a_waiting_room();
    program.send(CTRL_Z);
    scroll_to_the_end_and_back(&mut program, CTRL_Z);
}

#[test]
fn in_a_waiting_room_staff_clear_the_emergency_and_every_answer() {
    let mut program = emergency_in_a_waiting_room();
    program.send(CTRL_R);
    program.wait_until("the first screen", |output| !output.shows("!!!") && output.shows("prototype"));
    program.resize(ROOMY.0, ROOMY.1);
    program.begin();
    assert!(!program.output().has_ticks());
    program.answer_between(BACK_ACHE[0].0, NOW);
    assert!(!program.output().has_ticks());
}
