//! What a person takes along: words for a doctor on a slip, a code for a phone, files, paper.
#![expect(clippy::unwrap_used, reason = "a failing test should panic")]

#[path = "support/tape.rs"]
mod tape;

use std::{
    fs::{self, OpenOptions},
    io::Read,
    os::unix::fs::{OpenOptionsExt, PermissionsExt, symlink},
    path::{Path, PathBuf},
    process::Command,
    time::Duration,
};

use proptest::prelude::*;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use tape::{QUESTIONNAIRE, Tape, cases, change_some, complete, tapes};
use twinge::{
    content::Setting,
    engine::{Answer, Outcome, Session, assess},
    locale::Voice,
    outlet::{print, save},
    report::{qr::Code, slip},
    take::{Format, NotPrinted},
};
use unicode_width::UnicodeWidthStr;

fn voice() -> Voice<'static> {
    Voice::english(&QUESTIONNAIRE.front().place("uk").expect("there is a place uk").words)
}

/// A whole session, steered by a tape, in a setting or in any.
fn session(picks: &[u16], setting: Option<Setting>) -> Session<'static> {
    let mut tape = Tape::new(picks);
    let mut session = Session::new(&QUESTIONNAIRE, setting.unwrap_or_else(|| tape.setting()));
    complete(&mut session, &mut tape);
    change_some(&mut session, &mut tape);
    complete(&mut session, &mut tape);
    session
}

/// The text of a slip without its line ends.
fn in_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Every text that was ticked on a danger screen.
fn danger_ticks(outcome: &Outcome<'_>) -> Vec<&'static str> {
    let dangers = outcome.path.iter().filter(|ix| QUESTIONNAIRE.question(**ix).danger);
    let ticks = dangers.flat_map(|ix| {
        let options = QUESTIONNAIRE.question(*ix).options();
        let set = match outcome.answers.get(*ix) {
            Some(Answer::Options(set)) => set,
            _ => [].into_iter().collect(),
        };
        set.iter().map(|option| options[option.get()].text.as_str()).collect::<Vec<_>>()
    });
    ticks.filter(|text| *text != "None of these" && *text != "I am not sure").collect()
}

proptest! {
    #![proptest_config(cases(96))]

    #[test]
    fn a_slip_is_narrow_and_short_and_tells_the_level_and_every_reason(picks in tapes()) {
        let session = session(&picks, None);
        let outcome = assess(&session);
        let text = slip::render(&QUESTIONNAIRE, voice(), &outcome);
        for line in text.lines() {
            prop_assert!(line.width() <= slip::COLUMNS, "{line}");
        }
        let told = in_one_line(&text);
        let level = outcome.level(&QUESTIONNAIRE).name.fill(voice().words);
        prop_assert!(told.contains(&*level) && told.contains(QUESTIONNAIRE.fingerprint()), "{text}");
        prop_assert!(told.contains("Not a diagnosis."), "{text}");
        for reason in &outcome.reasons {
            let reason = QUESTIONNAIRE.rule(reason.rule).reason.fill(voice().words);
            prop_assert!(told.contains(&in_one_line(&reason)), "no {reason} in: {text}");
        }
        let whys = text.lines().filter(|line| line.starts_with("Why")).count();
        prop_assert!(text.lines().count() <= slip::LINES || whys > 6, "{text}");
    }

    #[test]
    fn no_slip_of_a_waiting_room_tells_what_was_ticked_on_a_danger_screen(picks in tapes()) {
        let session = session(&picks, Some(Setting::WaitingRoom));
        let outcome = assess(&session);
        let told = in_one_line(&slip::render(&QUESTIONNAIRE, voice(), &outcome));
        let texts = slip::compact(&QUESTIONNAIRE, voice(), &outcome);
        for tick in danger_ticks(&outcome) {
            prop_assert!(!told.contains(tick), "{tick} in: {told}");
            prop_assert!(!texts[0].contains(tick), "{tick} in: {}", texts[0]);
        }
    }

    #[test]
    fn a_code_gets_smaller_from_step_to_step_and_never_loses_the_level(picks in tapes()) {
        let session = session(&picks, None);
        let outcome = assess(&session);
        let texts = slip::compact(&QUESTIONNAIRE, voice(), &outcome);
        let level = outcome.level(&QUESTIONNAIRE).name.fill(voice().words);
        for (n, text) in texts.iter().enumerate() {
            prop_assert!(text.contains(&*level) && text.contains(QUESTIONNAIRE.fingerprint()), "{text}");
            prop_assert!(text.contains("Not a diagnosis."), "{text}");
            prop_assert!(n == 0 || text.contains("Shortened") || n == 1, "{text}");
        }
        let last = texts.last().expect("there is one");
        prop_assert!(last.len() < 160, "{last}");
        prop_assert!(Code::fit(&texts, 48).is_some(), "an 80 by 24 terminal holds some of it: {last}");
    }
}

#[test]
fn a_slip_at_home_tells_what_was_ticked() {
    let mut tested = 0;
    for n in 0..60u16 {
        let picks: Vec<u16> = (0..240).map(|i| (i * 37 + n * 101) % 97).collect();
        let session = session(&picks, Some(Setting::Home));
        let outcome = assess(&session);
        let told = in_one_line(&slip::compact(&QUESTIONNAIRE, voice(), &outcome)[0]);
        for tick in danger_ticks(&outcome) {
            assert!(told.contains(tick), "no {tick} in: {told}");
            tested += 1;
        }
    }
    assert!(tested > 20, "{tested}");
}

// Saving.

/// An empty folder of a test's own.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("take").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn names_in(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn a_saved_file_is_whole_and_for_its_owner_alone() {
    let folder = folder("whole");
    let text = "line\n".repeat(100_000);
    let file = save(&folder, Format::Text, &text).unwrap();
    assert_eq!(file, folder.join("twinge-summary.txt"));
    assert_eq!(fs::read_to_string(&file).unwrap(), text);
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    assert_eq!(names_in(&folder), ["twinge-summary.txt"], "nothing else is left");
}

#[test]
fn saving_never_writes_over_a_file_nor_through_a_link() {
    let folder = folder("never_over");
    let treasure = folder.join("treasure");
    fs::write(&treasure, "mine").unwrap();
    symlink(&treasure, folder.join("twinge-summary.md")).unwrap();
    symlink(folder.join("nowhere"), folder.join("twinge-summary-2.md")).unwrap();
    fs::create_dir(folder.join("twinge-summary-3.md")).unwrap();
    for n in 4..7 {
        let file = save(&folder, Format::Markdown, &format!("text {n}")).unwrap();
        assert_eq!(file, folder.join(format!("twinge-summary-{n}.md")));
    }
    for n in 4..7 {
        let text = fs::read_to_string(folder.join(format!("twinge-summary-{n}.md"))).unwrap();
        assert_eq!(text, format!("text {n}"));
    }
    assert_eq!(fs::read_to_string(&treasure).unwrap(), "mine");
    assert!(!folder.join("nowhere").exists());
    assert_eq!(save(&folder, Format::Text, "text").unwrap(), folder.join("twinge-summary.txt"));
}

#[test]
fn a_folder_that_cannot_be_written_to_is_an_error_and_stays_as_it_was() {
    let folder = folder("gone");
    fs::write(folder.join("file"), "").unwrap();
    for bad in ["missing", "file"] {
        save(&folder.join(bad), Format::Text, "text").unwrap_err();
    }
    save(Path::new("/proc"), Format::Text, "text").unwrap_err();
    assert_eq!(names_in(&folder), ["file"]);
}

// Printing.

/// On Linux.
const O_NONBLOCK: i32 = 0o4000;
/// Long enough for a script that does not wait for anything.
const LONG: Duration = Duration::from_secs(30);

/// A program that stands in for the spooler.
fn printer(folder: &Path, script: &str) -> PathBuf {
    let program = folder.join("lp");
    fs::write(&program, format!("#!/bin/sh\n{script}\n")).unwrap();
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
    program
}

#[test]
fn the_printer_gets_the_text_without_anything_that_drives_it() {
    let folder = folder("prints");
    let out = folder.join("out");
    let program = printer(&folder, &format!("cat > '{}'; echo noise; echo noise >&2", out.display()));
    print(program.as_os_str(), "one\ntwo \x1b[31m\x07\u{9b}1m\r\x0c\tthree\n", LONG).unwrap();
    assert_eq!(fs::read_to_string(out).unwrap(), "one\ntwo [31m1mthree\n");
}

#[test]
fn a_printer_that_fails_or_is_not_there_is_told() {
    let folder = folder("fails");
    let text = "a line of text\n".repeat(100_000);
    let fails = printer(&folder, "exit 1");
    assert_eq!(print(fails.as_os_str(), &text, LONG), Err(NotPrinted::Failed));
    let missing = folder.join("missing");
    assert_eq!(print(missing.as_os_str(), &text, LONG), Err(NotPrinted::NoProgram));
    let no_program = folder.join("lp");
    fs::set_permissions(&no_program, fs::Permissions::from_mode(0o644)).unwrap();
    assert_eq!(print(no_program.as_os_str(), &text, LONG), Err(NotPrinted::Failed));
}

#[test]
fn a_printer_that_hangs_is_ended_with_all_that_it_started() {
    let folder = folder("hangs");
    let alive = folder.join("alive");
    let made = Command::new("mkfifo").arg(&alive).status().unwrap();
    assert!(made.success());
    // Both processes wait for ever, holding the pipe open; it ends for its reader when both are gone.
    let program = printer(&folder, &format!("exec > '{}'\nsleep 1000000 &\nsleep 1000000", alive.display()));
    // Opened without waiting for a writer.
    let mut reader = OpenOptions::new().read(true).custom_flags(O_NONBLOCK).open(&alive).unwrap();
    let text = "a line of text\n".repeat(100_000);
    assert_eq!(print(program.as_os_str(), &text, Duration::from_millis(300)), Err(NotPrinted::Slow));
    if reader.read(&mut [0]).is_err() {
        let mut watched = [PollFd::new(&reader, PollFlags::empty())];
        let most = Timespec { tv_sec: 30, tv_nsec: 0 };
        assert_eq!(poll(&mut watched, Some(&most)), Ok(1), "something is still running");
    }
}
