//! `twinge kiosk` without a terminal: its configuration and its staff code.
#![expect(clippy::unwrap_used, reason = "a failing test should panic")]
#![expect(clippy::print_stdout, reason = "says why a test is skipped")]

use std::{
    fs,
    io::Write,
    os::unix::fs::{MetadataExt, PermissionsExt, chown},
    path::PathBuf,
    process::{self, Command, Output, Stdio},
};

use twinge::station::pin;

/// A configuration file of one test, gone at its end.
struct File(PathBuf);

impl File {
    fn new(name: &str, text: &str) -> Self {
        let path =
            PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("station-{}-{name}.ron", process::id()));
        fs::write(&path, text).unwrap();
        Self(path)
    }

    fn text(&self) -> String {
        fs::read_to_string(&self.0).unwrap()
    }

    fn path(&self) -> &str {
        self.0.to_str().unwrap()
    }
}

impl Drop for File {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}

fn kiosk(args: &[&str], input: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_twinge"));
    command.arg("kiosk").args(args).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    // It may end before it has read all of it.
    let _ = stdin.write_all(input.as_bytes());
    drop(stdin);
    child.wait_with_output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

#[test]
fn checks_a_configuration_and_says_where_it_is_wrong() {
    let good = File::new("good", "(place: \"uk\", theme: \"large\")");
    let output = kiosk(&["--config", good.path(), "--check-config"], "");
    assert_eq!((output.status.code(), said(&output).as_str()), (Some(0), "no problems\n"));
    let bad = File::new("bad", "(\n    place: \"scotlnd\",\n    idle: (countdown: 5),\n)");
    let output = kiosk(&["--config", bad.path(), "--check-config"], "");
    assert_eq!(output.status.code(), Some(1));
    let text = said(&output);
    for part in
        ["bad.ron:2:13", "did you mean `scotland`?", "bad.ron:3:12", "a number from 20 to 600", "2 problems"]
    {
        assert!(text.contains(part), "no `{part}` in\n{text}");
    }
    let output = kiosk(&["--config", "/no/such/file.ron", "--check-config"], "");
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("cannot read the configuration"));
    assert_eq!(kiosk(&["--check-config"], "").status.code(), Some(2));
}

#[test]
fn refuses_to_start_without_a_staff_code() {
    for args in [&[][..], &["--config", File::new("none", "()").path()]] {
        let output = kiosk(args, "");
        assert_eq!(output.status.code(), Some(1));
    }
    let none = File::new("no-code", "()");
    let output = kiosk(&["--config", none.path()], "");
    let text = said(&output);
    assert!(text.contains("there is no staff code") && text.contains("--unlocked"), "{text}");
    let output = kiosk(&["--unlocked"], "");
    assert!(said(&output).contains("there is no terminal"));
}

#[test]
fn set_pin_asks_twice_and_prints_the_line() {
    let output = kiosk(&["set-pin"], "135791\n135791\n");
    assert_eq!(output.status.code(), Some(0));
    let text = said(&output);
    assert!(!text.contains("135791"));
    let hash = text.split('"').nth(1).unwrap();
    assert!(pin::is_right(hash, "135791") && !pin::is_right(hash, "135792"), "{text}");
}

#[test]
fn set_pin_refuses_what_is_no_code_or_differs() {
    let file = File::new("kept", "(\n    pin: None,\n)\n");
    for (input, told) in [
        ("12345\n12345\n", "6 to 12 digits"),
        ("12345a\n12345a\n", "6 to 12 digits"),
        ("123456\n123457\n", "differ"),
        ("123456\n", "differ"),
        ("", "6 to 12 digits"),
    ] {
        let output = kiosk(&["set-pin", "--config", file.path()], input);
        assert_eq!(output.status.code(), Some(1), "{input:?}");
        assert!(said(&output).contains(told), "{}", said(&output));
        assert_eq!(file.text(), "(\n    pin: None,\n)\n");
    }
}

#[test]
fn set_pin_writes_the_line_into_the_configuration_and_keeps_the_rest() {
    let file = File::new("written", "(\n    // Comments stay.\n    place: \"uk\",\n    pin: None,\n)\n");
    fs::set_permissions(&file.0, fs::Permissions::from_mode(0o640)).unwrap();
    for code in ["135791", "246802"] {
        let output = kiosk(&["set-pin", "--config", file.path()], &format!("{code}\n{code}\n"));
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
        let text = file.text();
        let hash = text.split("pin: \"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
        assert!(pin::is_right(hash, code));
        assert!(text.starts_with("(\n    // Comments stay.\n    place: \"uk\",\n    pin: "), "{text}");
    }
    assert_eq!(fs::metadata(&file.0).unwrap().permissions().mode() & 0o777, 0o640);
    let without = File::new("without", "(place: \"uk\")");
    let output = kiosk(&["set-pin", "--config", without.path()], "135791\n135791\n");
    assert!(said(&output).contains("write `pin: None,` into it"), "{}", said(&output));
    assert_eq!(without.text(), "(place: \"uk\")");
}

#[test]
fn set_pin_leaves_the_file_to_its_owner_and_its_group() {
    let file = File::new("owned", "(\n    pin: None,\n)\n");
    let own = fs::metadata(&file.0).unwrap();
    let theirs = (own.uid() + 1, own.gid() + 1);
    if chown(&file.0, Some(theirs.0), Some(theirs.1)).is_err() {
        println!("skipped: only root can give a file to somebody else");
        return;
    }
    fs::set_permissions(&file.0, fs::Permissions::from_mode(0o640)).unwrap();
    let output = kiosk(&["set-pin", "--config", file.path()], "135791\n135791\n");
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert!(file.text().contains("$argon2id$"));
    let after = fs::metadata(&file.0).unwrap();
    assert_eq!((after.uid(), after.gid(), after.mode() & 0o777), (theirs.0, theirs.1, 0o640));
}

/// What stands in the README between the fences of a configuration.
fn readme_configuration() -> String {
    let readme = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md")).unwrap();
    let kiosk = readme.split_once("## Kiosk").unwrap().1;
    let example = kiosk.split_once("```ron\n").unwrap().1.split_once("```").unwrap().0;
    example.to_owned()
}

#[test]
fn the_shipped_configuration_and_the_example_have_no_mistake() {
    let shipped = concat!(env!("CARGO_MANIFEST_DIR"), "/deploy/kiosk.ron");
    let example = File::new("readme", &readme_configuration());
    for path in [shipped, example.path()] {
        let output = kiosk(&["--config", path, "--check-config"], "");
        assert_eq!(output.status.code(), Some(0), "{path}: {}", String::from_utf8_lossy(&output.stderr));
    }
}
