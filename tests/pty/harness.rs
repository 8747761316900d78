//! Runs the real program in a pseudo-terminal of its own, presses keys and looks at the screen.
//!
//! Nothing sleeps for luck: a test waits for something to be true, for [`DEADLINE`] at most. Only whole
//! frames are looked at.

use std::{
    fs,
    io::{Read, Write},
    path::{Path, PathBuf},
    process,
    sync::{
        Arc, Condvar, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use rustix::process::{Pid, Signal, kill_process};

use crate::{
    output::{Going, Output},
    person::ROOMY,
};

/// How long anything may take.
const DEADLINE: Duration = Duration::from_mins(1);
/// How often things that tell nobody when they change are looked at.
const LOOK_AGAIN: Duration = Duration::from_millis(5);
/// How long the end of a killed process may take.
const A_MOMENT: Duration = Duration::from_secs(1);
/// What stands on the terminal before the program starts.
pub(crate) const BEFORE: &str = "what stood here before";
/// What the shell says once it has the terminal back from a job that is stopped.
pub(crate) const STOPPED: &str = "the job is stopped";

/// A shell with job control starts the program as a part of a job, as at home: it outlives it, sees the modes
/// it leaves behind, and takes over while the job is stopped, until a line is typed. `$0` is a folder for
/// what the test wants to know, `$@` the program with its arguments.
const SHELL: &str = r#"
set -m
trap : HUP INT TERM
echo "BEFORE"
stty -g > "$0/modes.before"
(sh -c 'echo $$ > "$0/pid"; exec COMMAND' "$0" "$@"; code=$?; echo $code > "$0/code"; exit $code)
code=$?
while [ $code -eq 147 ] || [ $code -eq 148 ]; do
    echo "STOPPED"
    read -r line
    fg > /dev/null
    code=$?
done
stty -g > "$0/modes.after"
exit $code
"#;

struct Shared {
    output: Mutex<Output>,
    changed: Condvar,
}

impl Shared {
    fn change(&self, change: impl FnOnce(&mut Output)) {
        change(&mut self.output.lock().unwrap_or_else(PoisonError::into_inner));
        self.changed.notify_all();
    }
}

/// The program, running in a terminal.
pub(crate) struct Program {
    shared: Arc<Shared>,
    master: Option<Box<dyn MasterPty + Send>>,
    writer: Option<Box<dyn Write + Send>>,
    /// The shell that started it.
    shell: Pid,
    modes_before: String,
    folder: PathBuf,
    home: PathBuf,
}

impl Program {
    /// Starts the program in a terminal of so many columns and rows, with nothing but `env` and a home folder.
    pub(crate) fn start(args: &[&str], size: (u16, u16), env: &[(&str, &str)]) -> Self {
        Self::start_as(r#""$@""#, args, size, env)
    }

    /// The same, with a command as for a shell, where `"$@"` stands for the program with its arguments.
    pub(crate) fn start_as(command: &str, args: &[&str], size: (u16, u16), env: &[(&str, &str)]) -> Self {
        Self::start_in(None, command, args, size, env)
    }

    /// Starts the program once more for the same person: in the home folder of another start.
    pub(crate) fn start_again(&self, args: &[&str]) -> Self {
        Self::start_in(Some(self.home()), r#""$@""#, args, ROOMY, &[])
    }

    fn start_in(
        home: Option<PathBuf>,
        command: &str,
        args: &[&str],
        size: (u16, u16),
        env: &[(&str, &str)],
    ) -> Self {
        static STARTED: AtomicUsize = AtomicUsize::new(0);
        let name = format!("pty-{}-{}", process::id(), STARTED.fetch_add(1, Ordering::Relaxed));
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        fs::create_dir_all(folder.join("home")).expect("a folder of the test");
        let script = SHELL.replace("COMMAND", command).replace("BEFORE", BEFORE).replace("STOPPED", STOPPED);
        let mut command = CommandBuilder::new("/bin/sh");
        command.args(["-c", &script]);
        command.arg(&folder);
        command.arg(env!("CARGO_BIN_EXE_twinge"));
        command.args(args);
        command.cwd(&folder);
        command.env_clear();
        command.env("PATH", "/usr/bin:/bin");
        let home = home.unwrap_or_else(|| folder.join("home"));
        command.env("HOME", &home);
        command.env("TERM", "xterm-256color");
        command.env("LANG", "C.UTF-8");
        for (name, value) in env {
            command.env(name, value);
        }
        let pair = native_pty_system().openpty(cells(size)).expect("a pseudo-terminal");
        let modes_before = modes(&*pair.master);
        let child = pair.slave.spawn_command(command).expect("a shell");
        drop(pair.slave);
        let shell = child.process_id().and_then(|id| Pid::from_raw(id.cast_signed())).expect("a process");
        let shared = Arc::new(Shared { output: Mutex::new(Output::new(size)), changed: Condvar::new() });
        let reader = pair.master.try_clone_reader().expect("the output of the terminal");
        let writer = pair.master.take_writer().expect("the input of the terminal");
        read(reader, Arc::clone(&shared));
        await_end(child, Arc::clone(&shared));
        Self { shared, master: Some(pair.master), writer: Some(writer), shell, modes_before, folder, home }
    }

    /// Waits until something holds for the output. Prints the screen when it never does.
    pub(crate) fn wait_until(&self, what: &str, mut holds: impl FnMut(&Output) -> bool) {
        let deadline = Instant::now() + DEADLINE;
        let mut output = self.output();
        loop {
            if output.is_whole() && holds(&output) {
                return;
            }
            let over = output.exit_code.is_some() && output.ended;
            assert!(
                Instant::now() < deadline && !over,
                "waited for {what}; exit code so far: {:?}, cursor: {:?}, screen:\n{}",
                output.exit_code,
                output.screen().cursor_position(),
                output.text(),
            );
            let waited = self.shared.changed.wait_timeout(output, LOOK_AGAIN);
            output = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    /// Whether something holds for the output within a moment.
    pub(crate) fn soon(&self, mut holds: impl FnMut(&Output) -> bool) -> bool {
        let not_yet = |output: &mut Output| !(output.is_whole() && holds(output));
        let waited = self.shared.changed.wait_timeout_while(self.output(), A_MOMENT, not_yet);
        !waited.unwrap_or_else(PoisonError::into_inner).1.timed_out()
    }

    /// Forgets all that came out so far, so that a long test stays small.
    pub(crate) fn forget_output(&self) {
        self.wait_until("a whole frame", |_| true);
        self.shared.change(Output::forget);
    }

    /// Waits until the screen shows a text on one line.
    pub(crate) fn wait_for(&self, text: &str) {
        self.wait_until(&format!("\"{text}\""), |output| output.shows(text));
    }

    /// Presses keys, all at once.
    pub(crate) fn send(&mut self, keys: &str) {
        let writer = self.writer.as_mut().expect("the terminal is there");
        writer.write_all(keys.as_bytes()).and_then(|()| writer.flush()).expect("the terminal takes keys");
    }

    /// Leaves what the program writes unread, or reads on. The terminal takes some of it before it is full.
    pub(crate) fn stall(&self, stalled: bool) {
        self.shared.change(|output| output.stalled = stalled);
    }

    /// Gives the terminal another size. Does not wait for the program to notice.
    pub(crate) fn resize(&mut self, columns: u16, rows: u16) {
        self.resize_through(&[(columns, rows)]);
    }

    /// Gives the terminal several sizes, so fast that the program may see the last one only.
    pub(crate) fn resize_through(&mut self, sizes: &[(u16, u16)]) {
        self.shared.change(|output| sizes.iter().for_each(|size| output.resize(*size)));
        let master = self.master.as_ref().expect("the terminal is there");
        for size in sizes {
            master.resize(cells(*size)).expect("a new size");
        }
    }

    /// Tells the program another size, while the terminal keeps the one that it has.
    pub(crate) fn tell_size(&self, size: (u16, u16)) {
        self.master.as_ref().expect("the terminal is there").resize(cells(size)).expect("a new size");
    }

    /// Sends a signal to the program itself.
    pub(crate) fn signal(&self, signal: Signal) {
        kill_process(self.pid().expect("it has started"), signal).expect("the program is there");
    }

    /// Ends the program as a power cut does, maybe in the middle of a frame, and waits for its end.
    pub(crate) fn kill(&self) {
        self.signal(Signal::KILL);
        let running = |output: &mut Output| output.exit_code.is_none() || !output.ended;
        let waited = self.shared.changed.wait_timeout_while(self.output(), DEADLINE, running);
        assert!(!waited.unwrap_or_else(PoisonError::into_inner).1.timed_out(), "it is not ended");
    }

    /// Takes the terminal away, as when its window is closed.
    pub(crate) fn hang_up(&mut self) {
        // The program draws once more, so that the reader wakes up and lets go of the terminal as well.
        self.shared.change(|output| output.going = Going::AfterFrame);
        self.resize(33, 11);
        self.wait_until("the end of reading", |output| output.ended);
        self.writer = None;
        self.master = None;
    }

    /// The same at once, whatever the program is doing, maybe in the middle of a frame.
    pub(crate) fn cut_off(&mut self) {
        self.shared.change(|output| output.going = Going::AtOnce);
        self.resize(33, 11);
        let reading = |output: &mut Output| !output.ended;
        let waited = self.shared.changed.wait_timeout_while(self.output(), DEADLINE, reading);
        let (output, timeout) = waited.unwrap_or_else(PoisonError::into_inner);
        assert!(!timeout.timed_out(), "it is still read; the last screen:\n{}", output.text());
        drop(output);
        self.writer = None;
        self.master = None;
    }

    /// Waits for the end, and returns the exit code.
    pub(crate) fn exit_code(&self) -> u32 {
        self.wait_until("the end", |output| output.exit_code.is_some() && output.ended);
        self.output().exit_code.unwrap_or_default()
    }

    /// Waits for the end of the program itself, of which its shell may not be able to tell any more.
    pub(crate) fn exit_code_without_terminal(&self) -> u32 {
        let deadline = Instant::now() + DEADLINE;
        loop {
            let text = fs::read_to_string(self.folder.join("code")).unwrap_or_default();
            if let Ok(code) = text.trim().parse() {
                return code;
            }
            assert!(Instant::now() < deadline, "it is not ended; the last screen:\n{}", self.output().text());
            thread::sleep(LOOK_AGAIN);
        }
    }

    /// Waits for the end of the program itself, whatever its shell knows of it.
    pub(crate) fn await_end(&self) {
        let deadline = Instant::now() + DEADLINE;
        let pid = self.pid().expect("it has started").as_raw_pid();
        let runs = || {
            let stat = fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
            stat.rsplit_once(") ").is_some_and(|(_, state)| !state.starts_with(['Z', 'X']))
        };
        while runs() {
            assert!(Instant::now() < deadline, "it is not ended");
            thread::sleep(LOOK_AGAIN);
        }
    }

    /// Checks that the program undid every mode when it ended, exactly once.
    pub(crate) fn assert_restored(&self) {
        self.assert_restored_after(1);
    }

    /// Checks that the program undid every mode as often as it set it, and that it did so `n` times.
    pub(crate) fn assert_restored_after(&self, n: usize) {
        self.exit_code();
        let output = self.output();
        for mode in ["1000", "1006", "1049", "2004"] {
            let set = output.count(format!("\x1b[?{mode}h").as_bytes());
            let undone = output.count(format!("\x1b[?{mode}l").as_bytes());
            assert_eq!((set, undone), (n, n), "mode {mode} set and undone");
        }
        output.assert_restored();
        let modes = |when: &str| fs::read_to_string(self.folder.join(when)).expect("what stty said");
        assert_eq!(modes("modes.after"), modes("modes.before"), "the modes of the terminal");
    }

    /// The other side of the terminal, for whoever changes its modes from elsewhere.
    pub(crate) fn tty(&self) -> PathBuf {
        self.master.as_ref().and_then(|master| master.tty_name()).expect("the terminal has a name")
    }

    /// Whether the terminal has the modes that it had before the start.
    pub(crate) fn has_modes_from_before(&self) -> bool {
        self.master.as_ref().is_some_and(|master| modes(&**master) == self.modes_before)
    }

    /// The state of the program as the system tells it, such as `T` for stopped.
    pub(crate) fn state(&self) -> char {
        let pid = self.pid().expect("it has started").as_raw_pid();
        let stat = fs::read_to_string(format!("/proc/{pid}/stat")).expect("the program is there");
        let after_name = stat.rsplit_once(") ").expect("a name in brackets").1;
        after_name.chars().next().expect("a state")
    }

    /// The home folder of the person.
    pub(crate) fn home(&self) -> PathBuf {
        self.home.clone()
    }

    /// The folder that it was started from.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// All that came out so far.
    pub(crate) fn output(&self) -> MutexGuard<'_, Output> {
        self.shared.output.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The program, once it has started.
    pub(crate) fn pid(&self) -> Option<Pid> {
        let text = fs::read_to_string(self.folder.join("pid")).ok()?;
        text.trim().parse().ok().and_then(Pid::from_raw)
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        self.stall(false);
        // The shell ends with the program; if not, it has to be ended as well.
        for process in self.pid().into_iter().chain([self.shell]) {
            if self.output().exit_code.is_none() {
                let _ = kill_process(process, Signal::KILL);
                let running = |output: &mut Output| output.exit_code.is_none();
                drop(self.shared.changed.wait_timeout_while(self.output(), A_MOMENT, running));
            }
        }
        let _ = fs::remove_dir_all(&self.folder);
    }
}

fn cells((columns, rows): (u16, u16)) -> PtySize {
    PtySize { rows, cols: columns, ..PtySize::default() }
}

fn modes(master: &(dyn MasterPty + Send)) -> String {
    format!("{:?}", master.get_termios().expect("the modes of the terminal"))
}

fn read(mut reader: Box<dyn Read + Send>, shared: Arc<Shared>) {
    thread::spawn(move || {
        let mut bytes = [0; 4096];
        let mut done = false;
        while !done && let Ok(n @ 1..) = reader.read(&mut bytes) {
            let output = shared.output.lock().unwrap_or_else(PoisonError::into_inner);
            let stalled = |output: &mut Output| output.stalled;
            drop(shared.changed.wait_while(output, stalled));
            shared.change(|output| {
                output.take(&bytes[..n]);
                done = match output.going {
                    Going::Stays => false,
                    Going::AfterFrame => output.is_whole(),
                    Going::AtOnce => true,
                };
            });
        }
        drop(reader);
        shared.change(|output| output.ended = true);
    });
}

fn await_end(mut child: Box<dyn Child + Send + Sync>, shared: Arc<Shared>) {
    thread::spawn(move || {
        let status = child.wait().expect("the shell ends");
        shared.change(|output| output.exit_code = Some(status.exit_code()));
    });
}
