//! Calls staff with a command of the operator's.

use std::{
    os::unix::process::CommandExt,
    process::{Child, Command, ExitStatus, Stdio},
    sync::mpsc::SyncSender,
    thread,
    time::{Duration, Instant},
};

use rustix::process::{Pid, Signal, kill_process_group};

use super::Msg;
use crate::kiosk::{Event, Reason, config::Alert};

/// How often a running command is looked at.
const LOOK: Duration = Duration::from_millis(20);

/// Runs the command on a thread of its own and tells what became of it. It learns why it is run, and nothing of
/// the person.
pub(super) fn call(
    alert: Alert,
    number: u64,
    reason: Reason,
    place: Option<String>,
    sender: SyncSender<Msg>,
) {
    thread::spawn(move || {
        let result = run(&alert, reason, place.as_deref());
        let _ = sender.send(Msg::Event(Event::Called(number, result)));
    });
}

fn run(alert: &Alert, reason: Reason, place: Option<&str>) -> Result<(), String> {
    let Some((program, args)) = alert.command.split_first() else {
        return Err("there is no command".to_owned());
    };
    let failed = |why: String| format!("the call for staff failed: {why}");
    let mut command = Command::new(program);
    command.args(args).env("TWINGE_ALERT", reason.id()).env("TWINGE_PLACE", place.unwrap_or_default());
    // The watchdog is ours to feed.
    for name in ["NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID"] {
        command.env_remove(name);
    }
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).current_dir("/");
    // A group of its own: no key reaches it, and all that it starts can be ended with it.
    let mut child = command.process_group(0).spawn().map_err(|error| failed(error.to_string()))?;
    match wait(&mut child, alert.within) {
        Ok(Some(status)) if status.success() => Ok(()),
        Ok(Some(status)) => Err(failed(status.to_string())),
        Ok(None) => Err(failed(format!("no end within {} s", alert.within.as_secs()))),
        Err(error) => Err(failed(error.to_string())),
    }
}

/// Waits for the end of a child; one that takes too long is ended with all that it started.
fn wait(child: &mut Child, within: Duration) -> std::io::Result<Option<ExitStatus>> {
    let until = Instant::now() + within;
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(Some(status));
        }
        if Instant::now() >= until {
            let group = i32::try_from(child.id()).ok().and_then(Pid::from_raw);
            if let Some(group) = group {
                let _ = kill_process_group(group, Signal::KILL);
            }
            let _ = child.kill();
            child.wait()?;
            return Ok(None);
        }
        thread::sleep(LOOK);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alert(command: &[&str], within: u64) -> Alert {
        Alert {
            command: command.iter().map(|&word| word.to_owned()).collect(),
            within: Duration::from_secs(within),
            again_after: Duration::from_secs(1),
        }
    }

    #[test]
    fn tells_whether_the_command_worked() {
        assert_eq!(run(&alert(&["/bin/true"], 10), Reason::Help, None), Ok(()));
        for wrong in [&["/bin/false"][..], &["/no/such/program"], &[]] {
            assert!(run(&alert(wrong, 10), Reason::Help, None).is_err(), "{wrong:?}");
        }
        let told = &["/bin/sh", "-c", r#"test "$TWINGE_ALERT$TWINGE_PLACE" = emergencyuk"#];
        assert_eq!(run(&alert(told, 10), Reason::Emergency, Some("uk")), Ok(()));
    }

    #[test]
    fn a_command_that_hangs_is_ended_with_what_it_started() {
        let begun = Instant::now();
        let hangs = run(&alert(&["/bin/sh", "-c", "sleep 100 & sleep 100"], 1), Reason::Help, None);
        assert!(hangs.is_err_and(|why| why.contains("within 1 s")));
        assert!(begun.elapsed() < Duration::from_secs(20));
    }
}
