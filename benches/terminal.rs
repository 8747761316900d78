//! Start to first frame, key to redraw, bytes a key and peak memory of the real program in a
//! pseudo-terminal, alternating with a bare ratatui program in the same run.
//!
//! Only the ratios mean something: both programs meet the same moments of the same machine. Run it
//! with `cargo bench`; the budgets stand beside the figures.

use std::{
    env,
    fmt::Write as _,
    fs,
    io::{self, Read, Write},
    process::ExitCode,
    sync::mpsc::{Receiver, RecvTimeoutError, channel},
    thread,
    time::{Duration, Instant},
};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use ratatui::{
    crossterm::event::{self, Event, KeyCode},
    widgets::ListState,
};

#[path = "support/bare.rs"]
mod bare;

/// Launches of each program.
const STARTS: usize = 100;
/// Keys pressed in one launch of each program.
const KEYS: usize = 2000;
/// Silence after which an answer to a key is over.
const GAP: Duration = Duration::from_millis(15);
/// Longest wait for anything.
const LIMIT: Duration = Duration::from_secs(5);
/// Argument that makes this program the bare one.
const BARE: &str = "--bare";

fn main() -> ExitCode {
    let done = if env::args().any(|arg| arg == BARE) { run_bare() } else { compare() };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(io::stderr(), "terminal bench: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Runs the bare program.
fn run_bare() -> io::Result<()> {
    let mut state = ListState::default().with_selected(Some(0));
    ratatui::run(|terminal| {
        loop {
            terminal.draw(|frame| bare::draw(frame, &mut state))?;
            let Event::Key(key) = event::read()? else { continue };
            match key.code {
                KeyCode::Down => state.select_next(),
                KeyCode::Up => state.select_previous(),
                _ => return Ok(()),
            }
        }
    })
}

/// One of the two programs.
struct Subject {
    name: &'static str,
    path: String,
    args: Vec<String>,
    /// Text that ends its first frame.
    ready: &'static str,
    /// Keys to its first list.
    to_list: &'static str,
}

/// What was measured of a program.
#[derive(Default)]
struct Figures {
    frames: Vec<f64>,
    keys: Vec<f64>,
    bytes: Vec<f64>,
    peak_mib: f64,
}

fn compare() -> io::Result<()> {
    let this = env::current_exe()?.to_string_lossy().into_owned();
    let subjects = [
        Subject {
            name: "bare ratatui",
            path: this,
            args: vec![BARE.to_owned()],
            ready: "these",
            to_list: "",
        },
        Subject {
            name: "twinge",
            path: env!("CARGO_BIN_EXE_twinge").to_owned(),
            args: Vec::new(),
            ready: "Ctrl-C",
            to_list: "\r",
        },
    ];
    let mut figures = [Figures::default(), Figures::default()];
    for round in 0..=STARTS {
        for turn in 0..2 {
            let at = (round + turn) % 2;
            let started = Instant::now();
            let mut running = Running::start(&subjects[at])?;
            let shown = running.wait_for(subjects[at].ready)?;
            // The first round warms the file cache.
            if round > 0 {
                figures[at].frames.push(millis(shown - started));
            }
            running.stop();
        }
    }
    measure_keys(&subjects, &mut figures)?;
    report(&subjects, &mut figures);
    Ok(())
}

/// Both programs run, and get each key one after the other.
fn measure_keys(subjects: &[Subject; 2], figures: &mut [Figures; 2]) -> io::Result<()> {
    let [bare, twinge] = subjects;
    let mut running = [Running::start(bare)?, Running::start(twinge)?];
    for (subject, running) in subjects.iter().zip(&mut running) {
        running.wait_for(subject.ready)?;
        running.write(subject.to_list)?;
        running.drain();
    }
    for n in 0..KEYS {
        // Down seven times, up seven times: every press moves.
        let key = if n / 7 % 2 == 0 { "\x1b[B" } else { "\x1b[A" };
        for turn in 0..2 {
            let at = (n + turn) % 2;
            let pressed = Instant::now();
            running[at].write(key)?;
            let (last, bytes) = running[at].answer(pressed)?;
            figures[at].keys.push(millis(last));
            figures[at].bytes.push(f64::from(u32::try_from(bytes).unwrap_or(u32::MAX)));
        }
    }
    for (running, figures) in running.iter_mut().zip(figures) {
        figures.peak_mib = running.peak_mib();
        running.stop();
    }
    Ok(())
}

struct Running {
    child: Box<dyn Child + Send + Sync>,
    chunks: Receiver<(Instant, Vec<u8>)>,
    writer: Box<dyn Write + Send>,
    seen: Vec<u8>,
    _master: Box<dyn MasterPty + Send>,
}

impl Running {
    fn start(subject: &Subject) -> io::Result<Self> {
        let size = PtySize { rows: 24, cols: 80, ..PtySize::default() };
        let pty = native_pty_system().openpty(size).map_err(io::Error::other)?;
        let mut command = CommandBuilder::new(&subject.path);
        command.args(&subject.args);
        command.env_clear();
        command.env("TERM", "xterm-256color");
        command.env("LANG", "C.UTF-8");
        let child = pty.slave.spawn_command(command).map_err(io::Error::other)?;
        drop(pty.slave);
        let mut reader = pty.master.try_clone_reader().map_err(io::Error::other)?;
        let writer = pty.master.take_writer().map_err(io::Error::other)?;
        let (sender, chunks) = channel();
        thread::spawn(move || {
            let mut buffer = vec![0; 65536];
            while let Ok(n @ 1..) = reader.read(&mut buffer) {
                if sender.send((Instant::now(), buffer[..n].to_vec())).is_err() {
                    break;
                }
            }
        });
        Ok(Self { child, chunks, writer, seen: Vec::new(), _master: pty.master })
    }

    /// Waits for a text and returns when the last of it was read.
    fn wait_for(&mut self, text: &str) -> io::Result<Instant> {
        let wanted = text.as_bytes();
        let mut shown = Instant::now();
        while !self.seen.windows(wanted.len()).any(|window| window == wanted) {
            let Ok((at, chunk)) = self.chunks.recv_timeout(LIMIT) else {
                let seen = String::from_utf8_lossy(&self.seen);
                return Err(io::Error::other(format!("`{text}` did not come; seen: {seen:?}")));
            };
            self.seen.extend(chunk);
            shown = at;
        }
        self.seen.clear();
        Ok(shown)
    }

    fn write(&mut self, keys: &str) -> io::Result<()> {
        self.writer.write_all(keys.as_bytes())?;
        self.writer.flush()
    }

    fn drain(&mut self) {
        while self.chunks.recv_timeout(Duration::from_millis(100)).is_ok() {}
    }

    /// How long until the last byte of the answer to a key, and how many bytes it had.
    fn answer(&mut self, pressed: Instant) -> io::Result<(Duration, usize)> {
        let Ok((mut last, chunk)) = self.chunks.recv_timeout(LIMIT) else {
            return Err(io::Error::other("a key changed nothing"));
        };
        let mut bytes = chunk.len();
        loop {
            match self.chunks.recv_timeout(GAP) {
                Ok((at, chunk)) => {
                    last = at;
                    bytes += chunk.len();
                }
                Err(RecvTimeoutError::Timeout) => return Ok((last - pressed, bytes)),
                Err(error) => return Err(io::Error::other(error)),
            }
        }
    }

    fn peak_mib(&self) -> f64 {
        let status = self.child.process_id().map(|id| fs::read_to_string(format!("/proc/{id}/status")));
        let status = status.and_then(Result::ok).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kib: f64 = line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or(f64::NAN);
        kib / 1024.0
    }

    fn stop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn report(subjects: &[Subject; 2], figures: &mut [Figures; 2]) {
    let mut table = format!(
        "{:<14}{:>13}{:>14}{:>12}{:>14}{:>12}{:>11}{:>10}\n",
        "", "frame ms p50", "p10 to p90", "key ms p50", "p10 to p90", "key ms p99", "bytes/key", "peak MiB"
    );
    let mut rows = Vec::new();
    for (subject, figures) in subjects.iter().zip(figures.iter_mut()) {
        let row = [
            quantile(&mut figures.frames, 0.5),
            quantile(&mut figures.keys, 0.5),
            quantile(&mut figures.keys, 0.99),
            quantile(&mut figures.bytes, 0.5),
            figures.peak_mib,
        ];
        let name = subject.name;
        let [frame, key, worst, bytes, peak] = row;
        let [frames, keys] = [&mut figures.frames, &mut figures.keys].map(|values| {
            let [least, most] = [0.1, 0.9].map(|at| quantile(values, at));
            format!("{least:.2} to {most:.2}")
        });
        let _ = writeln!(
            table,
            "{name:<14}{frame:>13.2}{frames:>14}{key:>12.2}{keys:>14}{worst:>12.2}{bytes:>11.0}{peak:>10.1}"
        );
        rows.push(row);
    }
    let ratio = |n: usize| rows[1][n] / rows[0][n];
    let _ = writeln!(
        table,
        "{:<14}{:>13.2}{:>14}{:>12.2}{:>14}{:>12.2}{:>11.2}{:>10}",
        "ratio",
        ratio(0),
        "",
        ratio(1),
        "",
        ratio(2),
        ratio(3),
        format!("+ {:.1}", rows[1][4] - rows[0][4])
    );
    let _ = writeln!(
        table,
        "{:<14}{:>13}{:>14}{:>12}{:>14}{:>12}{:>11}{:>10}",
        "budget", "<= 1.25", "", "", "", "<= 1.50", "", "<= + 6.0"
    );
    let _ = io::stdout().write_all(table.as_bytes());
}

fn millis(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1000.0
}

fn quantile(values: &mut [f64], at: f64) -> f64 {
    values.sort_by(f64::total_cmp);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "an index into a few hundred values"
    )]
    let index = (values.len().saturating_sub(1) as f64 * at).round() as usize;
    values.get(index).copied().unwrap_or(f64::NAN)
}
