//! What is kept to come back to, and when it goes.

use std::{
    fs::{self, Permissions},
    os::unix::fs::{PermissionsExt, symlink},
    path::PathBuf,
};

use rustix::process::Signal;

use crate::{
    harness::Program,
    person::{BACK_ACHE, CTRL_C, DOWN, EMERGENCY, NOW, REVIEW, ROOMY},
};

/// Where the person stops.
const STOP: &str = "When is the ache at its worst?";
const GO_ON: &str = "1 Go on where I stopped";
const KEPT: &str = "Your answers are kept. Start twinge again";
const NOTHING: &str = "Nothing you answer is kept.";

impl Program {
    pub(crate) fn kept_folder(&self) -> PathBuf {
        self.home().join(".local/state/twinge")
    }

    pub(crate) fn kept_file(&self) -> PathBuf {
        self.kept_folder().join("session.ron")
    }

    pub(crate) fn kept(&self) -> Option<String> {
        fs::read_to_string(self.kept_file()).ok()
    }

    /// Waits until what is on disk says where the person stands.
    fn wait_until_kept(&self, at: &str) {
        let at = format!("at:Some({at:?})");
        self.wait_until(&format!("{at} on disk"), |_| self.kept().is_some_and(|text| text.contains(&at)));
    }

    /// Goes on with what was kept, which is what Enter does.
    pub(crate) fn take_up(&mut self) {
        self.wait_for(GO_ON);
        self.wait_until("the cursor on the choice", |output| {
            output.is_on(GO_ON) && output.has_cursor_on_pointer(">")
        });
        self.send("\r");
    }
}

fn start() -> Program {
    Program::start(&[], ROOMY, &[])
}

/// A session that stops in the middle, when the program is killed without a word.
fn killed() -> Program {
    let mut program = start();
    program.answer_until(STOP);
    program.wait_until_kept("time");
    program.signal(Signal::KILL);
    assert_eq!(program.exit_code(), 137);
    program
}

#[test]
fn a_killed_session_is_taken_up_again_and_ends_in_the_same_summary() {
    let summary = |program: &mut Program| {
        program.see_summary();
        program.catch_up();
        program.output().text()
    };
    let mut straight = start();
    straight.answer_until(REVIEW);
    let wanted = summary(&mut straight);

    let first = killed();
    let mut program = first.start_again(&[]);
    program.take_up();
    program.answer_between(STOP, REVIEW);
    assert_eq!(summary(&mut program), wanted);
    assert!(program.kept().is_some(), "the summary can be come back to as well");
    program.send("q");
    assert_eq!(program.exit_code(), 0);
    program.assert_restored();
    assert!(!program.kept_folder().exists(), "it is deleted at the end");
}

#[test]
fn a_session_is_taken_up_again_after_every_way_out_before_the_end() {
    type Leave = fn(&mut Program);
    let ways: [(Leave, bool); 4] = [
        (|program| program.send(CTRL_C), true),
        (|program| program.signal(Signal::HUP), false),
        (|program| program.signal(Signal::TERM), false),
        (Program::hang_up, false),
    ];
    for (leave, told) in ways {
        let mut program = start();
        program.answer_until(NOW);
        leave(&mut program);
        program.exit_code_without_terminal();
        if told {
            program.wait_for(KEPT);
        } else {
            assert!(!program.output().shows(KEPT), "there is nobody to tell");
        }
        let mut program = program.start_again(&[]);
        program.take_up();
        program.wait_for(NOW);
    }
}

#[test]
fn what_is_kept_is_for_its_owner_alone() {
    let program = killed();
    let mode = |path: PathBuf| fs::metadata(path).expect("it is there").permissions().mode() & 0o777;
    assert_eq!(mode(program.kept_file()), 0o600);
    assert_eq!(mode(program.kept_folder()), 0o700);
}

#[test]
fn starting_afresh_deletes_what_was_kept() {
    let first = killed();
    let mut program = first.start_again(&[]);
    program.wait_for(GO_ON);
    assert!(program.kept().is_some(), "not before the person says so");
    program.send("2");
    program.wait_for(BACK_ACHE[0].0);
    assert!(!program.output().has_ticks());
    program.wait_until("the end of the old answers", |_| program.kept().is_none());
}

#[test]
fn leaving_the_offer_alone_leaves_what_was_kept() {
    let first = killed();
    let before = first.kept();
    let mut program = first.start_again(&[]);
    program.wait_for(GO_ON);
    program.send(DOWN);
    program.send("q");
    assert_eq!(program.exit_code(), 130);
    assert!(program.output().shows(KEPT));
    assert_eq!(program.kept(), before);
}

#[test]
fn an_emergency_is_said_again_when_a_session_is_taken_up() {
    let mut program = start();
    program.answer_until(NOW);
    program.send("2");
    program.wait_for(EMERGENCY);
    program.wait_until("the answer on disk", |_| program.kept().is_some_and(|text| text.contains("now_")));
    program.signal(Signal::KILL);
    program.exit_code();
    let mut program = program.start_again(&[]);
    program.take_up();
    program.wait_for(EMERGENCY);
    program.send("2");
    program.wait_for(NOW);
    assert!(program.output().has_ticks(), "and the answer stands");
}

#[test]
fn nothing_is_kept_where_that_was_asked_for() {
    for args in [&["--no-save"][..], &["--setting", "waiting-room"]] {
        let mut program = Program::start(args, ROOMY, &[]);
        program.wait_for(NOTHING);
        program.send("\r");
        program.wait_for(BACK_ACHE[0].0);
        program.choose("45 to 49");
        program.send("\r");
        program.wait_for(BACK_ACHE[1].0);
        program.send(CTRL_C);
        assert_eq!(program.exit_code(), 130);
        assert!(!program.output().shows(KEPT));
        assert_eq!(fs::read_dir(program.home()).expect("a home folder").count(), 0, "{args:?}");
    }
}

#[test]
fn leaving_without_an_answer_leaves_nothing() {
    let mut program = start();
    program.begin();
    program.send(CTRL_C);
    assert_eq!(program.exit_code(), 130);
    assert!(!program.output().shows(KEPT));
    assert!(!program.kept_folder().exists());
}

#[test]
fn a_second_one_says_that_it_keeps_nothing_and_leaves_the_first_one_alone() {
    let mut first = start();
    first.answer_until(STOP);
    first.wait_until_kept("time");
    let before = first.kept();
    let mut second = first.start_again(&[]);
    second.wait_for("Your answers are not kept this time");
    second.send("\r");
    second.wait_for(BACK_ACHE[0].0);
    second.choose("45 to 49");
    second.send("\r");
    second.wait_for(BACK_ACHE[1].0);
    second.send(CTRL_C);
    assert_eq!(second.exit_code(), 130);
    assert_eq!(first.kept(), before);
    first.answer_between(STOP, REVIEW);
}

#[test]
fn a_folder_that_cannot_be_used_is_said_and_all_else_works() {
    let mut program = Program::start(&[], ROOMY, &[("XDG_STATE_HOME", "/dev/null")]);
    program.wait_for("Your answers are not kept here: the folder");
    program.answer_until(REVIEW);
    program.see_summary();
    program.send("q");
    assert_eq!(program.exit_code(), 0);
    let program = Program::start_as(r#"env -u HOME "$@""#, &[], ROOMY, &[]);
    program.wait_for("Your answers are not kept here: you have no home folder.");
}

#[test]
fn nothing_is_written_through_a_link() {
    let first = killed();
    let target = first.home().join("target");
    fs::create_dir_all(&target).expect("a folder");
    fs::remove_dir_all(first.kept_folder()).expect("a folder");
    symlink(&target, first.kept_folder()).expect("a link");
    let mut program = first.start_again(&[]);
    program.wait_for("Your answers are not kept here: the folder");
    program.answer_until(BACK_ACHE[2].0);
    program.send(CTRL_C);
    assert_eq!(program.exit_code(), 130);
    assert_eq!(fs::read_dir(&target).expect("a folder").count(), 0);
}

#[test]
fn a_disk_that_takes_no_more_is_said_while_questions_go_on() {
    let mut program = start();
    program.begin();
    // Nothing can be put in the place of a folder.
    fs::create_dir_all(program.kept_file().join("full")).expect("a folder");
    program.choose("45 to 49");
    program.wait_for("Your answers are no longer kept");
    program.send("\r");
    program.answer_between(BACK_ACHE[1].0, REVIEW);
    program.see_summary();
}

#[test]
fn what_cannot_be_used_is_said_and_deleted_on_request_only() {
    let first = killed();
    let damage: [(&str, &dyn Fn()); 3] = [
        ("it is damaged", &|| fs::write(first.kept_file(), "\u{1b}]0;hello").expect("a file")),
        ("others can get at it", &|| {
            fs::set_permissions(first.kept_file(), Permissions::from_mode(0o644)).expect("new rights");
        }),
        ("others can get at it", &|| {
            fs::remove_file(first.kept_file()).expect("a file");
            symlink("/etc/passwd", first.kept_file()).expect("a link");
        }),
    ];
    for (why, damage) in damage {
        damage();
        let mut program = first.start_again(&[]);
        program.wait_for(why);
        program.send(CTRL_C);
        assert_eq!(program.exit_code(), 130);
        assert!(fs::symlink_metadata(program.kept_file()).is_ok(), "it stays");
    }
    let mut program = first.start_again(&[]);
    program.wait_for("1 Start afresh");
    program.send("\r");
    program.wait_for(BACK_ACHE[0].0);
    program.wait_until("its end", |_| fs::symlink_metadata(program.kept_file()).is_err());
}

#[test]
fn forget_deletes_what_was_kept() {
    let first = killed();
    let program = first.start_again(&["forget"]);
    assert_eq!(program.exit_code(), 0);
    assert!(program.output().shows("Deleted."));
    assert!(!program.kept_folder().exists());
    let program = first.start_again(&["forget"]);
    assert_eq!(program.exit_code(), 0);
    assert!(program.output().shows("Nothing was kept."));
    let mut open = first.start_again(&[]);
    open.answer_until(BACK_ACHE[1].0);
    let program = first.start_again(&["forget"]);
    assert_eq!(program.exit_code(), 1);
    let said = String::from_utf8_lossy(program.output().raw()).into_owned();
    assert!(said.contains("twinge is open somewhere else"), "{said}");
}

#[test]
fn plain_mode_offers_the_same() {
    let first = killed();
    let mut program = first.start_again(&["--plain"]);
    program.wait_for("Type 1 to go on where you stopped.");
    program.send("5\n");
    program.send("1\n");
    program.wait_for(STOP);
    program.send("1\n");
    program.wait_for("How long have you had this ache?");
    program.wait_until_kept("dur");
    program.send("quit\n");
    assert_eq!(program.exit_code(), 130);
    assert!(program.output().shows(KEPT));
    let mut program = first.start_again(&["--plain"]);
    program.wait_for("Type 1 to go on where you stopped.");
    program.send("2\n");
    program.wait_for(BACK_ACHE[0].0);
    program.wait_until("the end of the old answers", |_| program.kept().is_none());
    program.send("quit\n");
    program.exit_code();
    assert!(program.output().shows("You left before the end. Nothing was kept."));
}
