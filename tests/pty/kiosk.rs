//! The kiosk as a person, a hostile person, and staff meet it.

use std::{
    fs,
    os::unix::{fs::PermissionsExt, net::UnixDatagram},
    path::{Path, PathBuf},
    process,
    sync::atomic::{AtomicUsize, Ordering},
    time::Duration,
};

use rustix::process::Signal;
use twinge::station::pin;

use crate::{harness::Program, person::NOW};

pub(crate) const SIZE: (u16, u16) = (80, 24);
pub(crate) const CODE: &str = "246801";
pub(crate) const ATTRACT: &str = "You can answer some questions here";
pub(crate) const DESK: &str = "You can ask at the desk instead.";
pub(crate) const F1: &str = "\x1bOP";
pub(crate) const F4: &str = "\x1bOS";
pub(crate) const F10: &str = "\x1b[21~";
const F12: &str = "\x1b[24~";

/// A folder of one test, gone at its end.
pub(crate) struct Place(pub(crate) PathBuf);

impl Place {
    pub(crate) fn new() -> Self {
        static MADE: AtomicUsize = AtomicUsize::new(0);
        let name = format!("kiosk-{}-{}", process::id(), MADE.fetch_add(1, Ordering::Relaxed));
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        fs::create_dir_all(&path).expect("a folder of the test");
        Self(path)
    }

    /// A configuration with a staff code and what else is given.
    pub(crate) fn config(&self, more: &str) -> String {
        let hash = pin::hash(CODE).expect("a hash");
        let path = self.0.join("kiosk.ron");
        let text = format!("(place: \"uk\", pin: \"{hash}\", {more})");
        fs::write(&path, text).expect("a configuration");
        path.display().to_string()
    }

    /// An executable script.
    fn script(&self, text: &str) -> String {
        let path = self.0.join("call-staff");
        fs::write(&path, format!("#!/bin/sh\n{text}\n")).expect("a script");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o700)).expect("its rights");
        path.display().to_string()
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

pub(crate) fn start(config: &str, env: &[(&str, &str)]) -> Program {
    let program = Program::start(&["kiosk", "--config", config], SIZE, env);
    program.wait_for(ATTRACT);
    program
}

/// Opens the view for staff, in either language.
pub(crate) fn let_staff_in(program: &mut Program) {
    program.send(F10);
    // The keys to touch beside the question for the code.
    program.wait_for("[ 9 ]");
    program.send(CODE);
    program.send("\r");
    program.wait_until("the view for staff", |output| {
        output.shows("End the program") || output.shows("Cerrar el programa")
    });
}

/// Types the code and ends the program.
pub(crate) fn leave(program: &mut Program) {
    end(program);
    program.assert_restored();
}

/// The same where a shell took the modes over in between, so that they do not add up.
pub(crate) fn end(program: &mut Program) {
    let_staff_in(program);
    program.send("3");
    assert_eq!(program.exit_code(), 0);
    program.output().assert_restored();
}

/// From the first screen to the first signs of danger.
pub(crate) fn to_danger(program: &mut Program) {
    program.send("x");
    program.wait_for("Enter Start");
    program.send("\r");
    answer_to_danger(program);
}

/// The same where records are kept, and the person agrees.
pub(crate) fn agree_to_danger(program: &mut Program) {
    say_to_danger("2", program);
}

/// The same, and the person does not agree.
pub(crate) fn to_danger_and_refuse(program: &mut Program) {
    say_to_danger("1", program);
}

fn say_to_danger(copy: &str, program: &mut Program) {
    program.send("x");
    program.wait_for("Enter Start");
    program.send("\r");
    program.wait_for("May this clinic keep a copy");
    program.send(copy);
    answer_to_danger(program);
}

fn answer_to_danger(program: &mut Program) {
    for (prompt, answer) in [
        ("What is your age?", "45 to 49"),
        ("Which of these is true for you?", "A man or boy"),
        ("Where is the ache worst?", "Lower back"),
    ] {
        program.wait_for(prompt);
        program.choose(answer);
        program.send("\r");
    }
    program.wait_until("the next question", |output| !output.shows("Where is the ache worst?"));
    if !program.output().shows(NOW) {
        program.send("1\r");
    }
    program.wait_for(NOW);
}

#[test]
fn no_key_signal_or_paste_leaves_and_the_code_does() {
    let place = Place::new();
    let mut program = start(&place.config(""), &[]);
    program.send("x");
    program.wait_for("What happens to your answers");
    for keys in [
        "\x03",
        "\x04",
        "\x1a",
        "\x1c",
        "\x11\x13",
        "\x1b",
        "\x1b\x1b",
        "\x12",
        "\x1b[200~quit\r\x03\x1b[201~",
    ] {
        program.send(keys);
    }
    let signals =
        [Signal::INT, Signal::QUIT, Signal::TSTP, Signal::HUP, Signal::TERM, Signal::USR1, Signal::ALARM];
    for signal in signals {
        program.signal(signal);
    }
    program.resize(100, 30);
    program.resize(80, 24);
    program.send(F1);
    program.wait_for(DESK);
    program.send("z");
    assert_ne!(program.state(), 'T', "it is not stopped");
    assert!(program.output().screen().alternate_screen());
    leave(&mut program);
}

#[test]
fn a_wrong_code_does_not_leave_and_makes_wait() {
    let place = Place::new();
    let mut program = start(&place.config(""), &[("TWINGE_TEST_HASTE", "4")]);
    program.send(F10);
    program.wait_for("Staff code");
    let before = program.output().text();
    program.send("123456");
    program.send("\r");
    program.wait_for("That did not work.");
    assert!(!program.output().raw().windows(6).any(|bytes| bytes == b"123456"), "no echo");
    program.wait_until("the end of the wait", |output| output.text() == before);
    program.send("\x1b\x1b");
    program.wait_for(ATTRACT);
    leave(&mut program);
}

#[test]
fn nobody_there_ends_in_a_clear_screen_by_a_real_clock() {
    let place = Place::new();
    let config = place.config("idle: (question: 15, summary: 15, countdown: 20)");
    let mut program = start(&config, &[("TWINGE_TEST_HASTE", "10")]);
    to_danger(&mut program);
    program.wait_for("Are you still there?");
    program.send("z");
    program.wait_for(NOW);
    program.wait_for("Are you still there?");
    program.wait_for(ATTRACT);
    let output = program.output();
    assert!(output.count(b"\x1b[3J") >= 1, "what was scrolled past is cleared");
    assert!(!output.text().contains(NOW));
    drop(output);
    leave(&mut program);
}

#[test]
fn an_emergency_calls_staff_again_until_it_goes_through_and_stays() {
    let place = Place::new();
    let told = place.0.join("told");
    let script = place.script(&format!(
        "echo \"$TWINGE_ALERT $TWINGE_PLACE $1\" >> '{0}'; test $(wc -l < '{0}') -ge 2",
        told.display()
    ));
    let alert = format!("alert: (command: [\"{script}\", \"$(not a shell)\"], within: 60, again_after: 8)");
    let mut program = start(&place.config(&alert), &[("TWINGE_TEST_HASTE", "4")]);
    to_danger(&mut program);
    program.send("2");
    program.wait_for("The call did not go through.");
    program.wait_for("We have called the staff.");
    assert_eq!(fs::read_to_string(&told).expect("what was told"), "emergency uk $(not a shell)\n".repeat(2));
    program.send("\r\x1bq2");
    program.send(F4);
    program.resize(81, 24);
    program.wait_for("!!! Get help right now");
    let_staff_in(&mut program);
    program.wait_for("1 calls for staff, 0 acknowledged, 1 failed tries");
    program.send("2");
    program.wait_for(ATTRACT);
    leave(&mut program);
}

#[test]
fn an_agreed_sitting_leaves_one_record_and_a_refused_one_none() {
    let place = Place::new();
    let folder = place.0.join("records");
    let records = format!("records: (folder: \"{}\", days: 30)", folder.display());
    let mut program = start(&place.config(&records), &[]);
    for (answer, files) in [("1", 0), ("2", 1)] {
        program.send("x");
        program.wait_for("Enter Start");
        program.send("\r");
        program.wait_for("May this clinic keep a copy");
        program.send(answer);
        program.wait_for("What is your age?");
        program.choose("45 to 49");
        program.send("\r");
        program.wait_for("Which of these is true for you?");
        program.choose("A man or boy");
        program.send("\r");
        program.wait_for("Where is the ache worst?");
        program.choose("Lower back");
        program.send("\r");
        program.wait_until("the next question", |output| !output.shows("Where is the ache worst?"));
        if !program.output().shows(NOW) {
            program.send("1\r");
        }
        program.wait_for(NOW);
        program.send("2");
        program.wait_for("!!! Get help right now");
        if files > 0 {
            program.wait_for("Your number: ");
        }
        let found: Vec<_> =
            fs::read_dir(&folder).expect("the folder").map(|entry| entry.expect("a file").path()).collect();
        assert_eq!(found.len(), files, "{found:?}");
        for path in found {
            let text = fs::read_to_string(&path).expect("a record");
            assert!(text.contains("\"level\": \"emergency\"") && text.contains("age_45_49"), "{text}");
            assert_eq!(fs::metadata(&path).expect("its rights").permissions().mode() & 0o777, 0o600);
        }
        let_staff_in(&mut program);
        program.send("2");
        program.wait_for(ATTRACT);
    }
    leave(&mut program);
}

/// The panic is built into debug builds only.
#[cfg(debug_assertions)]
#[test]
fn a_panic_sends_to_the_desk_and_the_next_sitting_is_fresh() {
    let place = Place::new();
    let mut program = start(&place.config(""), &[("TWINGE_TEST_PANIC", "1")]);
    for _ in 0..8 {
        to_danger(&mut program);
        program.send(F12);
        program.wait_for("Please tell the desk");
        program.send("z");
        program.wait_for(ATTRACT);
    }
    let raw = String::from_utf8_lossy(program.output().raw()).into_owned();
    assert!(!raw.contains("panicked") && !raw.contains("asked for"), "no report on the screen");
    leave(&mut program);
}

#[test]
fn the_memory_is_closed_and_no_core_can_be_dumped() {
    let place = Place::new();
    let mut program = start(&place.config(""), &[]);
    let pid = program.pid().expect("it has started").as_raw_pid();
    let limits = fs::read_to_string(format!("/proc/{pid}/limits")).expect("its limits");
    let core = limits.lines().find(|line| line.starts_with("Max core file size")).expect("a limit");
    assert_eq!(core.split_whitespace().skip(4).take(2).collect::<Vec<_>>(), ["0", "0"], "{core}");
    leave(&mut program);
}

#[test]
fn under_a_service_manager_it_is_ready_feeds_the_watchdog_and_ends_on_term() {
    let place = Place::new();
    let socket = place.0.join("notify");
    let manager = UnixDatagram::bind(&socket).expect("a socket");
    manager.set_read_timeout(Some(Duration::from_secs(10))).expect("a limit");
    let path = socket.display().to_string();
    let env = [("NOTIFY_SOCKET", path.as_str()), ("WATCHDOG_USEC", "600000")];
    let program = start(&place.config(""), &env);
    let mut bytes = [0; 256];
    let mut told = |wanted: &str| {
        let n = manager.recv(&mut bytes).expect("a word");
        let text = String::from_utf8_lossy(&bytes[..n]).into_owned();
        assert!(text.contains(wanted), "{text}");
    };
    told("READY=1");
    for _ in 0..4 {
        told("WATCHDOG=1");
    }
    program.signal(Signal::TERM);
    assert_eq!(program.exit_code(), 143);
    program.assert_restored();
}

#[test]
fn a_terminal_that_goes_away_ends_the_kiosk_for_the_service_manager_to_start_anew() {
    let place = Place::new();
    let mut program = start(&place.config(""), &[]);
    program.send("x");
    program.wait_for("What happens to your answers");
    program.hang_up();
    assert_eq!(program.exit_code_without_terminal(), 129);
}

#[test]
fn without_a_code_it_starts_only_for_trying_out_and_says_so() {
    let mut program = Program::start(&["kiosk", "--unlocked"], SIZE, &[]);
    program.wait_for("Trying out: there is no staff code");
    program.send(F10);
    program.wait_for("End the program");
    program.send("3");
    assert_eq!(program.exit_code(), 0);
    program.assert_restored();
}
