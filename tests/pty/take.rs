//! Taking it along: files, and a printer that the test brings.

use std::{
    fs,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
};

use crate::{
    harness::Program,
    person::{DOWN, LEVEL, REVIEW, ROOMY},
};

const MENU: &str = "Words for your doctor";

impl Program {
    /// From the first screen to what can be taken along.
    fn take_along(&mut self) {
        self.answer_until(REVIEW);
        self.see_summary();
        self.send("t");
        self.wait_for(MENU);
    }
}

fn read(path: impl AsRef<Path>) -> String {
    fs::read_to_string(path).expect("the file is there")
}

#[test]
fn saving_twice_makes_two_whole_files_that_only_their_owner_reads() {
    let mut program = Program::start(&[], ROOMY, &[]);
    program.take_along();
    program.send("3");
    program.wait_for("twinge-summary.txt.");
    let first = program.folder().join("twinge-summary.txt");
    let text = read(&first);
    assert!(text.starts_with(LEVEL) && text.contains("\nSources\n"), "{text}");
    assert_eq!(fs::metadata(&first).expect("it is there").permissions().mode() & 0o777, 0o600);
    fs::write(&first, "changed by hand").expect("the owner may write");
    program.send("3");
    program.wait_for("twinge-summary-2.txt");
    assert_eq!(read(&first), "changed by hand");
    assert_eq!(read(program.folder().join("twinge-summary-2.txt")), text);
    program.send("4");
    program.wait_for("twinge-summary.md");
    assert!(read(program.folder().join("twinge-summary.md")).starts_with("# "));
    program.send("\x7f");
    program.wait_for(LEVEL);
    program.send("q");
    assert_eq!(program.exit_code(), 0);
    program.assert_restored();
}

#[test]
fn where_nothing_can_be_written_it_is_said_and_another_place_helps() {
    let mut program = Program::start_as(r#"env -C /proc "$@""#, &[], ROOMY, &[]);
    program.take_along();
    program.wait_for("Where to save: /proc");
    program.send("3");
    program.wait_for("Not saved:");
    program.wait_for("Choose another place.");
    program.send("5");
    program.wait_for("Where to save: /");
    program.send("3");
    program.wait_for("Saved as");
    assert!(read(program.home().join("twinge-summary.txt")).starts_with(LEVEL));
}

#[test]
fn a_full_disk_is_said_and_leaves_nothing_behind() {
    // A limit on the size of files fails as a full disk does, in the middle of writing.
    let limited = r#"sh -c "trap \"\" XFSZ; ulimit -f 1; exec \"\$@\"" sh "$@""#;
    let mut program = Program::start_as(limited, &[], ROOMY, &[]);
    program.take_along();
    program.send("3");
    program.wait_for("Not saved: there is no room left in");
    let left = fs::read_dir(program.folder()).expect("a folder").filter_map(Result::ok);
    let left: Vec<String> = left.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    assert!(left.iter().all(|name| !name.contains("twinge-summary")), "{left:?}");
    program.send(DOWN);
    program.send("q\x03");
    assert_eq!(program.exit_code(), 0);
}

/// A folder with a program that stands in for the spooler.
fn spooler(name: &str, script: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("spooler-{name}"));
    fs::create_dir_all(&folder).expect("a folder of the test");
    let program = folder.join("lp");
    fs::write(&program, format!("#!/bin/sh\n{script}\n")).expect("a program of the test");
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).expect("it can be run");
    folder
}

#[test]
fn printing_hands_the_summary_to_lp_and_its_noise_does_not_reach_the_screen() {
    let folder = spooler("prints", r#"cat > "$HOME/paper"; echo NOISE; echo NOISE >&2"#);
    let path = format!("{}:/usr/bin:/bin", folder.display());
    let mut program = Program::start(&[], ROOMY, &[("PATH", &path)]);
    program.take_along();
    program.send("6");
    program.wait_for("Sent to the printer.");
    assert!(read(program.home().join("paper")).starts_with(LEVEL));
    program.send("7");
    program
        .wait_until("the slip", |_| read(program.home().join("paper")).starts_with("WORDS FOR YOUR DOCTOR"));
    assert!(!program.output().text().contains("NOISE"));
}

#[test]
fn without_lp_it_is_said_and_a_printer_that_fails_too() {
    let mut program = Program::start_as(r#"env PATH=/nonexistent "$@""#, &[], ROOMY, &[]);
    program.take_along();
    program.send("6");
    program.wait_for("Not printed: this machine has no print command");
    let folder = spooler("fails", "exit 1");
    let path = format!("{}:/usr/bin:/bin", folder.display());
    let mut program = Program::start(&[], ROOMY, &[("PATH", &path)]);
    program.take_along();
    program.send("6");
    program.wait_for("Not printed: the print command failed.");
}

#[test]
fn a_printer_that_hangs_keeps_nobody_from_leaving() {
    let folder = spooler("hangs", r#"echo $$ > "$HOME/started"; exec sleep 60"#);
    let path = format!("{}:/usr/bin:/bin", folder.display());
    let mut program = Program::start(&[], ROOMY, &[("PATH", &path)]);
    program.take_along();
    program.send("6");
    program.wait_for("One moment");
    let started = program.home().join("started");
    program
        .wait_until("the printer", |_| fs::read_to_string(&started).is_ok_and(|text| text.ends_with('\n')));
    program.send("\x7f");
    program.wait_for(LEVEL);
    program.send("q");
    assert_eq!(program.exit_code(), 0);
    let pid = read(&started).trim().parse().ok().and_then(rustix::process::Pid::from_raw);
    let _ = rustix::process::kill_process(pid.expect("a process"), rustix::process::Signal::KILL);
}
