//! What the settings file changes on the screen.

use std::fs;

use crate::{
    harness::Program,
    person::{BACK_ACHE, CTRL_C, ROOMY},
};

/// Starts the program for a person with this settings file.
fn start(text: &str, args: &[&str]) -> (Program, Program) {
    let first = Program::start(&["--version"], ROOMY, &[]);
    assert_eq!(first.exit_code(), 0);
    let folder = first.home().join(".config/twinge");
    fs::create_dir_all(&folder).expect("a folder");
    fs::write(folder.join("settings.ron"), text).expect("a file");
    let program = first.start_again(args);
    (first, program)
}

#[test]
fn plain_mode_can_be_wanted_every_time() {
    let (_home, program) = start("(plain: true)", &[]);
    program.wait_for(BACK_ACHE[0].0);
    assert_eq!(program.output().count(b"\x1b"), 0);
}

#[test]
fn nothing_is_kept_where_the_file_says_so() {
    let (_home, mut program) = start("(save: false)", &[]);
    program.wait_for("Nothing you answer is kept.");
    program.answer_until(BACK_ACHE[1].0);
    program.send(CTRL_C);
    assert_eq!(program.exit_code(), 130);
    assert!(!program.home().join(".local").exists());
}

#[test]
fn the_mouse_can_be_left_to_the_terminal_every_time() {
    let (_home, mut program) = start("(mouse: false)", &[]);
    program.begin();
    assert_eq!(program.output().count(b"\x1b[?1000h"), 0);
}

#[test]
fn signs_and_colours_of_the_file_give_way_to_the_command_line() {
    let file = "(theme: \"mono\", glyphs: \"ascii\")";
    let ascii = |program: &Program| program.output().raw().iter().all(u8::is_ascii);
    let coloured = |program: &Program| program.output().count(b"\x1b[38;5;") > 0;
    let (_home, mut program) = start(file, &[]);
    program.begin();
    assert!(ascii(&program) && !coloured(&program));
    let (_home, mut program) = start(file, &["--theme", "default", "--glyphs", "unicode"]);
    program.begin();
    assert!(!ascii(&program) && coloured(&program));
}
