//! What changes on disk while the kiosk runs.

use std::{fs, path::Path};

use crate::{
    harness::Program,
    kiosk::{ATTRACT, F4, Place, SIZE, leave, let_staff_in, start},
};

const SPANISH: &str = "Puede responder aquí a unas preguntas";

/// Time for a few people, and files are looked at twice a second.
const ENV: &[(&str, &str)] = &[("TWINGE_TEST_HASTE", "10")];
const IDLE: &str = "idle: (question: 3600, summary: 3600)";

/// Waits in the view for staff until it tells of something; a key now and then keeps it open.
fn wait_for_problem(program: &mut Program, why: &str) {
    for _ in 0..120 {
        program.send("z");
        if program.soon(|output| output.shows(why)) {
            return;
        }
    }
    program.wait_for(why);
}

#[test]
fn a_changed_configuration_counts_after_the_sitting_and_a_wrong_one_never() {
    let place = Place::new();
    let config = place.config(IDLE);
    let mut program = start(&config, ENV);
    program.send("x");
    program.wait_for("What happens to your answers");
    place.config(&format!("languages: [\"es\"], {IDLE}"));
    // Staff look in, which takes longer than the file does; the person goes on as before.
    let_staff_in(&mut program);
    program.send("1");
    program.wait_for("What happens to your answers");
    program.send(F4);
    program.wait_for("Finish and clear the screen?");
    program.send("2");
    program.wait_for(SPANISH);
    let_staff_in(&mut program);
    for (text, why) in [
        ("(place: \"scotlnd\")", "`scotlnd`"),
        ("(place: \"uk\")", "there is no staff code"),
        ("(", "kiosk.ron:1"),
    ] {
        fs::write(&config, text).expect("a configuration");
        wait_for_problem(&mut program, why);
    }
    program.send("1");
    program.wait_for(SPANISH);
    place.config(IDLE);
    program.wait_for(ATTRACT);
    leave(&mut program);
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("the content").filter_map(Result::ok) {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), &target).expect("a copy");
        }
    }
}

#[test]
fn content_counts_only_if_it_checks_and_proves_clean() {
    let place = Place::new();
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("questions-{}", std::process::id()));
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("questions"), &folder);
    let file = folder.join("questionnaire.ron");
    let before = fs::read_to_string(&file).expect("the content");
    let write = |from: &str, to: &str| {
        assert!(before.contains(from));
        fs::write(&file, before.replacen(from, to, 1)).expect("the content");
    };
    let config = place.config(IDLE);
    let dir = folder.display().to_string();
    let start = || Program::start(&["kiosk", "--config", &config, "--questions", &dir], SIZE, ENV);

    write("most: 20", "most: 12");
    let unproved = start();
    assert_eq!(unproved.exit_code(), 3);
    assert!(unproved.output().shows("`twinge prove`"), "{}", unproved.output().text());

    fs::write(&file, &before).expect("the content");
    let mut program = start();
    program.wait_for(ATTRACT);
    program.wait_for("prototype, not for clinical use");
    let_staff_in(&mut program);
    // It checks, but not every walk is so short.
    write("most: 20", "most: 12");
    wait_for_problem(&mut program, "`twinge prove`");
    write("most: 20", "mots: 20");
    wait_for_problem(&mut program, "questionnaire.ron:8");
    program.send("1");
    program.wait_for("prototype, not for clinical use");
    write("status: \"prototype, not", "status: \"newer prototype, not");
    program.wait_for("newer prototype, not for clinical use");
    leave(&mut program);
    fs::remove_dir_all(folder).expect("the copy goes");
}
