//! Hands a text to the system's spooler.

use std::{
    ffi::OsStr,
    io::{ErrorKind, Write},
    os::unix::process::CommandExt,
    process::{Child, Command, ExitStatus, Stdio},
    thread,
    time::{Duration, Instant},
};

use rustix::process::{Pid, Signal, kill_process_group};

use crate::take::NotPrinted;

/// How often it is looked whether the program has ended.
const LOOK_AGAIN: Duration = Duration::from_millis(10);

/// Prints a text with a program that reads it from its standard input, within a time limit. No shell takes
/// part, and what the program says is thrown away.
///
/// # Errors
///
/// When the program is not there, fails, or takes longer; then it is ended with all that it started.
pub fn print(program: &OsStr, text: &str, most: Duration) -> Result<(), NotPrinted> {
    print_with(program, &[], text, most)
}

/// The same, with arguments for the program.
///
/// # Errors
///
/// As [`print()`] has them.
pub fn print_with(program: &OsStr, args: &[&str], text: &str, most: Duration) -> Result<(), NotPrinted> {
    let started = Command::new(program)
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .process_group(0)
        .spawn();
    let mut child = started.map_err(|error| match error.kind() {
        ErrorKind::NotFound => NotPrinted::NoProgram,
        _ => NotPrinted::Failed,
    })?;
    if let Some(mut input) = child.stdin.take() {
        let text = printable(text);
        // A program that does not read would stop this one as well.
        thread::spawn(move || drop(input.write_all(text.as_bytes())));
    }
    match wait(&mut child, most) {
        Some(status) if status.success() => Ok(()),
        Some(_) => Err(NotPrinted::Failed),
        None => {
            if let Some(group) = i32::try_from(child.id()).ok().and_then(Pid::from_raw) {
                let _ = kill_process_group(group, Signal::KILL);
            }
            let _ = child.wait();
            Err(NotPrinted::Slow)
        }
    }
}

fn wait(child: &mut Child, most: Duration) -> Option<ExitStatus> {
    let end = Instant::now() + most;
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return Some(status),
            Ok(None) if Instant::now() < end => thread::park_timeout(LOOK_AGAIN),
            _ => return None,
        }
    }
}

/// A text without anything that drives a printer, except the end of a line.
fn printable(text: &str) -> String {
    text.chars().filter(|c| *c == '\n' || !c.is_control()).collect()
}
