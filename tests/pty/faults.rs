//! A disk that is full, no home, no locale, and streams that are closed.
#![expect(clippy::print_stdout, reason = "says why a test is skipped")]

use std::{
    fs::{self, Permissions},
    os::unix::fs::{PermissionsExt, chown},
    path::Path,
};

use crate::{
    harness::Program,
    kiosk::{ATTRACT, Place, SIZE, agree_to_danger, leave, let_staff_in, to_danger},
    output::Output,
    person::{BACK_ACHE, CTRL_C, EMERGENCY, LEVEL, REVIEW, ROOMY},
    power_cut::NUMBER,
};

/// No file may grow: fails as a full disk does, and whoever does not expect it is ended by a signal.
const FULL: &str = r#"sh -c "ulimit -f 0; exec \"\$@\"" sh "$@""#;
const NO_LONGER: &str = "Your answers are no longer kept";
/// Two answers that make an outcome.
const ANSWERS: &str = r#"{"answers": {"age": "age_45_49", "body": "body_man", "site": "site_lowback"}}"#;

/// Answers line by line, each time with the first answer, until something is said.
fn answer_plainly(program: &mut Program, until: &str) {
    for _ in 0..40 {
        let before = program.output().raw().len();
        if program.output().shows(until) {
            return;
        }
        program.send("1\n");
        program.wait_until("an answer to it", |output| output.raw().len() > before + 3);
    }
    program.wait_for(until);
}

/// Everything in a folder and below.
fn files(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok) {
        if entry.path().is_dir() {
            found.extend(files(&entry.path()));
        } else {
            found.push(entry.file_name().to_string_lossy().into_owned());
        }
    }
    found
}

fn said(program: &Program) -> String {
    let text = String::from_utf8_lossy(program.output().raw()).into_owned();
    assert!(!text.contains("panicked") && !text.contains("RUST_BACKTRACE"), "{text}");
    text
}

#[test]
fn a_full_disk_costs_what_is_kept_and_nothing_else() {
    let mut program = Program::start_as(FULL, &[], ROOMY, &[]);
    program.begin();
    program.choose("45 to 49");
    program.wait_for(NO_LONGER);
    program.send("\r");
    program.answer_between(BACK_ACHE[1].0, REVIEW);
    program.see_summary();
    program.send("t");
    program.wait_for("Words for your doctor");
    program.send("3");
    program.wait_for("Not saved: there is no room left in");
    program.send("\x7f");
    program.wait_for(LEVEL);
    program.send("q");
    assert_eq!(program.exit_code(), 0);
    program.assert_restored();
    said(&program);
    assert_eq!(files(&program.home()), [""; 0], "nothing half written stays");
}

#[test]
fn a_full_disk_is_told_in_plain_mode() {
    let mut program = Program::start_as(FULL, &["--plain"], ROOMY, &[]);
    program.wait_for(BACK_ACHE[0].0);
    program.send("4\n");
    program.wait_for(BACK_ACHE[1].0);
    // It is told with the first answer after the disk was found full; it may be scrolled past already.
    let told = |output: &Output| output.count(NO_LONGER.as_bytes()) == 1;
    for answer in ["1\n", "3\n", "10\n", "back\n", "10\n"] {
        program.send(answer);
        if program.soon(told) {
            break;
        }
    }
    program.wait_until(NO_LONGER, told);
    program.send("quit\n");
    assert_eq!(program.exit_code(), 130);
    let text = said(&program);
    assert!(text.contains("You left before the end."), "{text}");
    assert_eq!(files(&program.home()), [""; 0]);
}

#[test]
fn a_full_disk_costs_the_kiosk_a_record_and_staff_learn_of_it() {
    let place = Place::new();
    let folder = place.0.join("records");
    let config = place.config(&format!("records: (folder: \"{}\", days: 30)", folder.display()));
    let mut program = Program::start_as(FULL, &["kiosk", "--config", &config], SIZE, &[]);
    for _ in 0..2 {
        program.wait_for(ATTRACT);
        agree_to_danger(&mut program);
        program.send("2");
        program.wait_for(EMERGENCY);
        let_staff_in(&mut program);
        program.wait_for("records cannot be kept: File too large");
        assert!(!said(&program).contains(NUMBER), "no number of a record that is not there");
        program.send("2");
    }
    program.wait_for(ATTRACT);
    leave(&mut program);
    assert_eq!(files(&folder), [""; 0], "nothing half written stays");
}

#[test]
fn a_full_disk_or_a_file_that_may_not_grow_fails_what_writes_into_it() {
    for args in
        [&["check"][..], &["assess", "$"], &["man"], &["--help"], &["check", "--help"], &["--version"]]
    {
        for (command, why) in [
            (r#""$@" > /dev/full"#, "No space left on device"),
            (r#"sh -c "ulimit -f 0; exec \"\$@\" > \"\$HOME/out\"" sh "$@""#, "File too large"),
        ] {
            let file = Place::new();
            let answers = file.0.join("answers.json");
            fs::write(&answers, ANSWERS).expect("answers");
            let answers = answers.display().to_string();
            let args: Vec<&str> = args.iter().map(|arg| if *arg == "$" { &answers } else { *arg }).collect();
            let program = Program::start_as(command, &args, ROOMY, &[]);
            assert_eq!(program.exit_code(), 1, "{args:?} {command}");
            let text = said(&program);
            assert!(text.contains("twinge: cannot write") && text.contains(why), "{args:?}: {text}");
        }
    }
}

/// What runs a command as somebody who may not do everything, if that can be had.
fn as_nobody(folder: &Path) -> Option<&'static str> {
    let id = rustix::process::geteuid();
    if !id.is_root() {
        return Some(r#""$@""#);
    }
    let nobody = Some(65_534);
    chown(folder, nobody, nobody).ok()?;
    let tried = std::process::Command::new("setpriv")
        .args([
            "--reuid=65534",
            "--regid=65534",
            "--clear-groups",
            "test",
            "-x",
            env!("CARGO_BIN_EXE_twinge"),
        ])
        .args(["-a", "-w"])
        .arg(folder)
        .status();
    tried
        .is_ok_and(|status| status.success())
        .then_some(r#"setpriv --reuid=65534 --regid=65534 --clear-groups "$@""#)
}

#[test]
fn a_state_folder_that_may_only_be_read_is_said_and_what_is_in_it_stays() {
    let place = Place::new();
    let state = place.0.join("state/twinge");
    fs::create_dir_all(&state).expect("a folder");
    fs::write(state.join("session.ron"), "kept").expect("a file");
    let Some(command) = as_nobody(&state) else {
        println!("skipped: this machine has no setpriv, or others may not run the program");
        return;
    };
    fs::set_permissions(&state, Permissions::from_mode(0o500)).expect("its rights");
    let path = place.0.join("state").display().to_string();
    let env = [("XDG_STATE_HOME", path.as_str())];
    let mut program = Program::start_as(command, &[], ROOMY, &env);
    program.wait_for("Your answers are not kept here: the folder for them cannot be used.");
    program.answer_until(BACK_ACHE[2].0);
    program.send(CTRL_C);
    assert_eq!(program.exit_code(), 130);
    program.assert_restored();
    let mut program = Program::start_as(command, &["--plain"], ROOMY, &env);
    program.wait_for("Your answers are not kept here: the folder for them cannot be used.");
    program.send("quit\n");
    assert_eq!(program.exit_code(), 130);
    let program = Program::start_as(command, &["forget"], ROOMY, &env);
    assert_eq!(program.exit_code(), 1);
    assert!(said(&program).contains("nothing can be deleted in"), "{}", said(&program));
    assert_eq!(fs::read_to_string(state.join("session.ron")).expect("the file"), "kept");
}

#[test]
fn records_that_may_not_be_written_cost_no_sitting() {
    let place = Place::new();
    let folder = place.0.join("records");
    fs::create_dir_all(&folder).expect("a folder");
    let config = place.config(&format!("records: (folder: \"{}\", days: 30)", folder.display()));
    let Some(command) = as_nobody(&folder) else {
        println!("skipped: this machine has no setpriv, or others may not run the program");
        return;
    };
    fs::set_permissions(&folder, Permissions::from_mode(0o500)).expect("its rights");
    let mut program = Program::start_as(command, &["kiosk", "--config", &config], SIZE, &[]);
    program.wait_for(ATTRACT);
    agree_to_danger(&mut program);
    program.send("2");
    program.wait_for(EMERGENCY);
    let_staff_in(&mut program);
    program.wait_for("records cannot be kept: Permission denied");
    program.send("3");
    assert_eq!(program.exit_code(), 0);
    program.assert_restored();
    assert!(!said(&program).contains(NUMBER));
}

/// Neither a home nor a folder that it was started from.
const NOWHERE: &str =
    r#"sh -c "mkdir gone; cd gone; rmdir ../gone; exec env -u HOME -u LANG -u TERM \"\$@\"" sh "$@""#;

#[test]
fn without_home_folder_locale_and_terminal_type_all_but_keeping_works() {
    let mut program = Program::start_as(NOWHERE, &[], ROOMY, &[]);
    program.wait_for("Your answers are not kept here: you have no home folder.");
    program.answer_until(REVIEW);
    program.see_summary();
    program.send("t");
    program.wait_for("Words for your doctor");
    program.send("3");
    program.wait_for("Not saved: the folder . cannot be used.");
    program.send("\x7f");
    program.wait_for(LEVEL);
    program.send("q");
    assert_eq!(program.exit_code(), 0);
    program.assert_restored();
    assert!(said(&program).is_ascii());

    let mut program = Program::start_as(NOWHERE, &["--plain"], ROOMY, &[]);
    program.wait_for("Your answers are not kept here: you have no home folder.");
    program.send("4\n");
    program.wait_for(BACK_ACHE[1].0);
    program.send("quit\n");
    assert_eq!(program.exit_code(), 130);

    let place = Place::new();
    let config = place.config("");
    let mut program = Program::start_as(NOWHERE, &["kiosk", "--config", &config], SIZE, &[]);
    program.wait_for(ATTRACT);
    to_danger(&mut program);
    program.send("2");
    program.wait_for(EMERGENCY);
    let_staff_in(&mut program);
    program.send("2");
    program.wait_for(ATTRACT);
    leave(&mut program);

    let answers = place.0.join("answers.json");
    fs::write(&answers, ANSWERS).expect("answers");
    let answers = answers.display().to_string();
    for args in [&["check"][..], &["assess", &answers], &["forget"]] {
        let program = Program::start_as(NOWHERE, args, ROOMY, &[]);
        assert_eq!(program.exit_code(), 0, "{args:?}: {}", said(&program));
    }
}

#[test]
fn a_locale_that_does_not_exist_is_taken_as_english() {
    for (locale, ascii) in
        [("", true), ("C", true), ("nonsense", true), ("\u{fc}\u{1b}[31m", true), ("xx_YY.UTF-8", false)]
    {
        let mut program = Program::start(&[], ROOMY, &[("LANG", locale)]);
        program.begin();
        assert_eq!(said(&program).is_ascii(), ascii, "{locale:?}");
        program.send(CTRL_C);
        assert_eq!(program.exit_code(), 130);
        program.assert_restored();
        let mut program = Program::start(&["--plain"], ROOMY, &[("LANG", locale)]);
        program.wait_for(BACK_ACHE[0].0);
        program.send("quit\n");
        assert_eq!(program.exit_code(), 130, "{locale:?}");
        said(&program);
    }
}

#[test]
fn closed_standard_error_is_missed_by_nobody() {
    const CLOSED: &str = r#""$@" 2>&-"#;
    let mut program = Program::start_as(CLOSED, &[], ROOMY, &[]);
    program.answer_until(REVIEW);
    program.see_summary();
    program.send("q");
    assert_eq!(program.exit_code(), 0);
    program.assert_restored();
    let mut program = Program::start_as(CLOSED, &["--plain"], ROOMY, &[]);
    program.wait_for(BACK_ACHE[0].0);
    answer_plainly(&mut program, "Type back or go.");
    program.send("quit\n");
    assert_eq!(program.exit_code(), 130);
    let place = Place::new();
    let mut program = Program::start_as(CLOSED, &["kiosk", "--config", &place.config("")], SIZE, &[]);
    program.wait_for(ATTRACT);
    to_danger(&mut program);
    program.send("\x1bOS");
    program.wait_for("Finish and clear the screen?");
    program.send("2");
    program.wait_for(ATTRACT);
    leave(&mut program);
}

#[test]
fn a_kiosk_without_a_terminal_says_so() {
    let place = Place::new();
    let config = place.config("");
    for command in [r#""$@" <&-"#, r#""$@" >&-"#, r#""$@" < /dev/null"#, r#""$@" > "$HOME/out""#] {
        let program = Program::start_as(command, &["kiosk", "--config", &config], SIZE, &[]);
        assert_eq!(program.exit_code(), 1, "{command}");
        let text = said(&program);
        assert!(text.contains("twinge: cannot show the kiosk: there is no terminal"), "{text}");
        assert!(!text.contains('\x1b') && program.has_modes_from_before(), "{text}");
    }
}

/// A stream that was closed is as one that leads nowhere: nothing comes from it, and what is written is gone.
#[test]
fn closed_streams_end_commands_with_their_code_and_no_panic() {
    let place = Place::new();
    let answers = place.0.join("answers.json");
    fs::write(&answers, ANSWERS).expect("answers");
    let answers = answers.display().to_string();
    for (args, stream, code, wanted) in [
        (&["assess", &answers][..], "<&-", 0, "Your answers"),
        (&["assess", &answers], ">&-", 0, ""),
        (&["assess", &answers], "2>&-", 0, "Your answers"),
        (&["assess", "-"], "<&-", 1, "twinge: standard input: "),
        (&["assess", "/no/such"], "2>&-", 1, ""),
        (&["assess", "/no/such"], ">&-", 1, "twinge: cannot read /no/such: "),
        (&["check"], "<&-", 0, "no problems"),
        (&["check"], ">&-", 0, ""),
        (&["check"], "2>&-", 0, "no problems"),
        (&["check", "/no/such"], ">&- 2>&-", 3, ""),
        (&["--bogus"], "2>&-", 2, ""),
        (&["kiosk", "set-pin"], "<&-", 1, "twinge: a staff code has 6 to 12 digits"),
        (&["--plain"], "<&- >&- 2>&-", 1, ""),
    ] {
        let program = Program::start_as(&format!(r#""$@" {stream}"#), args, ROOMY, &[]);
        assert_eq!(program.exit_code(), code, "{args:?} {stream}");
        let text = said(&program);
        let text = text.replace("\r\n", "\n").replacen(crate::harness::BEFORE, "", 1);
        assert!(text.contains(wanted), "{args:?} {stream}: {text}");
        assert!(!wanted.is_empty() || text.trim().is_empty(), "{args:?} {stream}: {text}");
    }
}
