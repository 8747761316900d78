//! What is drawn where, at any size.

use crate::{
    harness::Program,
    person::{BACK_ACHE, CTRL_C, DOWN, EMERGENCY, END, NOW, REVIEW, ROOMY, UP},
};

/// What a frame of another size begins with.
const CLEAR: &[u8] = b"\x1b[2J";

#[test]
fn the_cursor_stands_on_the_row_in_focus() {
    let mut program = Program::start(&[], ROOMY, &[]);
    let on_pointer = |program: &Program, row: &str| {
        program.wait_until(&format!("the cursor on \"{row}\""), |output| {
            output.is_on(row) && output.has_cursor_on_pointer(">")
        });
    };
    program.begin();
    on_pointer(&program, "Under 16");
    program.send(&DOWN.repeat(3));
    on_pointer(&program, "45 to 49");
    program.answer_between(BACK_ACHE[0].0, NOW);
    on_pointer(&program, "Chest pain");
    program.send(END);
    on_pointer(&program, "Skip this screen");
    program.send(UP);
    on_pointer(&program, "I am not sure");
    program.send("2");
    program.wait_for(EMERGENCY);
    program.send(DOWN);
    on_pointer(&program, "1 A slip");
    program.send("1");
    program.answer_between(NOW, "How strong is it at its worst?");
    program.wait_until("the cursor on a value", |output| output.has_cursor_on_pointer("^"));
    program.send("7");
    program.wait_until("the cursor on 7", |output| output.shows("[7]") && output.has_cursor_on_pointer("^"));
    program.answer_between("How strong is it at its worst?", REVIEW);
    on_pointer(&program, REVIEW);
    program.send(END);
    on_pointer(&program, "Do any of these fit your days and nights?");
}

#[test]
fn a_resize_keeps_the_question_and_its_answer() {
    let mut program = Program::start(&[], ROOMY, &[]);
    program.answer_until("Where is the ache worst?");
    program.choose("Lower back");
    for (columns, rows) in [(40, 12), (60, 20), (30, 8), ROOMY] {
        let before = program.output().count(CLEAR);
        program.resize(columns, rows);
        program.wait_until("a new frame", |output| output.count(CLEAR) > before);
        let output = program.output();
        assert!(output.shows("Where is the ache worst?"), "{columns}x{rows}\n{}", output.text());
        assert!(output.has_ticked("Lower back") && output.is_on("Lower back"), "{}", output.text());
    }
    program.send("\r");
    program.wait_for("Which side is it on");
    program.send(CTRL_C);
    assert_eq!(program.exit_code(), 130);
    program.assert_restored();
}

/// What the terminal cut off is not on it any more, though it has its size from before.
#[test]
fn a_resize_there_and_back_at_once_leaves_the_screen_right() {
    let mut program = Program::start(&[], ROOMY, &[]);
    program.begin();
    program.catch_up();
    let calm = program.output().text();
    for _ in 0..20 {
        program.resize_through(&[(10, 4), ROOMY]);
        program.wait_until("the screen as before", |output| output.text() == calm);
    }
}

/// crossterm looks at one of the two only when both come at the same moment, and forgets the other.
#[test]
fn a_resize_and_a_key_at_the_same_moment_are_both_taken() {
    let mut program = Program::start(&[], ROOMY, &[]);
    program.begin();
    let keys_that_do_nothing = "z".repeat(20);
    for n in 0..100 {
        let before = program.output().count(CLEAR);
        program.send(&keys_that_do_nothing);
        program.resize(80 + n % 2, 24);
        program.send(&keys_that_do_nothing);
        program.wait_until("a frame of the new size", |output| output.count(CLEAR) > before);

        let before = program.output().focused();
        program.send(&keys_that_do_nothing);
        program.resize(90 + n % 2, 24);
        program.send(DOWN);
        program.wait_until("the next row", |output| output.focused() != before);
    }
}

#[test]
fn any_size_starts_and_ends_cleanly() {
    for size in [(1, 1), (2, 2), (20, 5), (500, 100)] {
        let mut program = Program::start(&[], size, &[]);
        program.wait_until("a frame", |output| output.frames() > 0);
        for key in ["\r", "4", "\r", "?", "?", "\r", "3", "\r"] {
            let before = program.output().frames();
            program.send(key);
            program.wait_until("another frame", |output| output.frames() > before);
        }
        program.send(CTRL_C);
        assert_eq!(program.exit_code(), 130, "{size:?}");
        program.assert_restored();
    }
}

#[test]
fn a_storm_of_resizes_leaves_the_screen_right() {
    let mut program = Program::start(&[], ROOMY, &[]);
    program.begin();
    let answers = program.output().answers();
    let focus = 300 % answers.len();
    program.send(&DOWN.repeat(focus));
    program.wait_until("the row in focus", |output| output.is_on(&answers[focus].2));
    let calm = program.output().text();
    program.send(&UP.repeat(focus));
    program.wait_until("the first row", |output| output.is_on(&answers[0].2));
    for n in 0..300_u16 {
        program.resize(1 + n * 7 % 120, 1 + n * 11 % 40);
        program.send(DOWN);
    }
    program.resize(ROOMY.0, ROOMY.1);
    program.wait_until("the screen as without resizes", |output| output.text() == calm);
    program.catch_up();
    assert_eq!(program.output().text(), calm);
    program.send(CTRL_C);
    assert_eq!(program.exit_code(), 130);
    program.assert_restored();
}
