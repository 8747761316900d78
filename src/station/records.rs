//! Records: one file for each sitting whose person agreed.
//!
//! A file is whole or not there: it is written under another name, brought to disk, and put in place. Only its
//! owner can read it. It has a ticket number, the time, the level and the answers, and no name. Old ones are
//! deleted. All this happens on a thread of its own, so that no disk can hold up a sitting.

use std::{
    fs::{self, DirBuilder, File, OpenOptions},
    io::{self, Write},
    os::unix::fs::{DirBuilderExt, OpenOptionsExt},
    path::{Path, PathBuf},
    sync::mpsc::{Receiver, RecvTimeoutError, Sender, SyncSender, channel},
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

use rustix::fs::{CWD, RenameFlags, renameat_with};
use zeroize::Zeroizing;

use super::{
    Msg,
    clock::{Belief, date, moment, utc},
};
use crate::kiosk::{Event, Record, config::Records};

/// Version of the shape of a record.
const SCHEMA: u32 = 1;

/// What a record is called until it is whole.
const NEXT: &str = ".next";

/// How often old records are looked for while nobody leaves a new one: a kiosk may stand unused for weeks.
const TIDY_AGAIN: Duration = Duration::from_hours(1);

/// The most records of a day.
const MOST_OF_A_DAY: u32 = 9_999;

/// Seconds of a day.
const DAY: i64 = 24 * 60 * 60;

/// What staff are told while a clock that jumped could have records deleted that are not old.
const JUMPED: &str = "the clock jumped by more than a day: for a day no old records are deleted";

/// Keeps records on a thread of its own.
pub(super) struct Keeper {
    jobs: Sender<Box<Record>>,
    thread: JoinHandle<()>,
}

impl Keeper {
    pub(super) fn start(records: Records, sender: SyncSender<Msg>) -> Self {
        let (jobs, receiver) = channel();
        let thread = thread::spawn(move || work(&records, &receiver, &sender, TIDY_AGAIN));
        Self { jobs, thread }
    }

    pub(super) fn keep(&self, record: Box<Record>) {
        // A thread that is gone has told why.
        let _ = self.jobs.send(record);
    }

    /// Waits until all is written, but not for ever.
    pub(super) fn finish(self, within: Duration) {
        drop(self.jobs);
        let until = Instant::now() + within;
        while !self.thread.is_finished() && Instant::now() < until {
            thread::sleep(Duration::from_millis(5));
        }
    }
}

/// Keeps each record that comes, and deletes old ones: at the start, after each record, and every `again`.
fn work(records: &Records, jobs: &Receiver<Box<Record>>, sender: &SyncSender<Msg>, again: Duration) {
    let folder = Path::new(&records.folder);
    let mut last: Option<(u64, String)> = None;
    let (started, mut belief) = (Instant::now(), Belief::default());
    let mut tidy = || {
        let now = utc();
        if belief.look(started.elapsed(), now) {
            tidy(folder, records.days, now.div_euclid(DAY)).map_err(|error| failed(&error))
        } else {
            Err(JUMPED.to_owned())
        }
    };
    if let Err(why) = prepare(folder).map_err(|error| failed(&error)).and_then(|()| tidy()) {
        tell(sender, Event::Problem(why));
    }
    loop {
        match jobs.recv_timeout(again) {
            Ok(record) => {
                let same = last.as_ref().filter(|(sitting, _)| *sitting == record.sitting);
                let kept = keep(folder, &record, same.map(|(_, name)| name.as_str()), utc());
                let result = kept.map_err(|error| failed(&error)).map(|name| {
                    let ticket = ticket(&name);
                    last = Some((record.sitting, name));
                    ticket
                });
                tell(sender, Event::Recorded(record.sitting, result));
            }
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return,
        }
        if let Err(why) = tidy() {
            tell(sender, Event::Problem(why));
        }
    }
}

fn tell(sender: &SyncSender<Msg>, event: Event) {
    let _ = sender.send(Msg::Event(event));
}

fn failed(error: &io::Error) -> String {
    format!("records cannot be kept: {error}")
}

/// Makes the folder where it is missing, and takes away what a crash left half written.
fn prepare(folder: &Path) -> io::Result<()> {
    DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    match fs::remove_file(folder.join(NEXT)) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Writes a record under a new name, or in place of one of the same sitting. Returns the name.
fn keep(folder: &Path, record: &Record, before: Option<&str>, now: i64) -> io::Result<String> {
    prepare(folder)?;
    let day = date(now.div_euclid(DAY));
    let mut number = 1 + last_of(folder, &day)?;
    loop {
        let name = before.map_or_else(|| format!("{day}-{number:04}.json"), str::to_owned);
        let text = text(record, &ticket(&name), now);
        let next = folder.join(NEXT);
        let written = write(&next, &text).and_then(|()| {
            let flags = if before.is_some() { RenameFlags::empty() } else { RenameFlags::NOREPLACE };
            Ok(renameat_with(CWD, &next, CWD, folder.join(&name), flags)?)
        });
        match written {
            Ok(()) => {
                File::open(folder)?.sync_all()?;
                return Ok(name);
            }
            // Another kiosk keeps its records here as well.
            Err(error)
                if error.kind() == io::ErrorKind::AlreadyExists
                    && before.is_none()
                    && number < MOST_OF_A_DAY =>
            {
                number += 1;
            }
            Err(error) => {
                let _ = fs::remove_file(&next);
                return Err(error);
            }
        }
    }
}

fn write(path: &Path, text: &str) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

/// What a record says. `session` is what `twinge assess` reads.
fn text(record: &Record, ticket: &str, now: i64) -> Zeroizing<String> {
    let quoted = |text: &str| serde_json::Value::from(text).to_string();
    let (version, fingerprint) = &record.content;
    let mut text = Zeroizing::new(String::with_capacity(record.answers.len() + 512));
    for part in [
        &format!("{{\"schema\": {SCHEMA},\n\"ticket\": {},\n", quoted(ticket)),
        &format!("\"time\": {},\n\"level\": {},\n", quoted(&moment(now)), quoted(record.level)),
        &format!("\"language\": {},\n", quoted(&record.language)),
        &format!("\"content\": {{\"version\": {}, ", quoted(version)),
        &format!("\"fingerprint\": {}}},\n\"session\": ", quoted(fingerprint)),
        &*record.answers,
        "}\n",
    ] {
        text.push_str(part);
    }
    text
}

/// The number that the person is told: month, day, running number.
fn ticket(name: &str) -> String {
    let stem = name.strip_suffix(".json").unwrap_or(name);
    stem.split('-').skip(1).collect::<Vec<_>>().join("-")
}

/// The highest running number of a day.
fn last_of(folder: &Path, day: &str) -> io::Result<u32> {
    let numbers = names(folder)?.into_iter().filter_map(|(_, of, number)| (of == day).then_some(number));
    Ok(numbers.max().unwrap_or(0))
}

/// Records in a folder: path, day, number. What else lies there is none of ours.
fn names(folder: &Path) -> io::Result<Vec<(PathBuf, String, u32)>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let parts = name.strip_suffix(".json").and_then(|stem| stem.split_at_checked(10));
        let Some((day, rest)) = parts else { continue };
        let is_day = day.bytes().enumerate().all(|(n, byte)| match n {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        });
        let number = rest.strip_prefix('-').filter(|digits| digits.len() == 4).and_then(|d| d.parse().ok());
        if let (true, Some(number)) = (is_day, number) {
            found.push((path.clone(), day.to_owned(), number));
        }
    }
    Ok(found)
}

/// Deletes records that are so many days old.
fn tidy(folder: &Path, days: u32, today: i64) -> io::Result<()> {
    let oldest = date(today - i64::from(days));
    let mut result = Ok(());
    for (path, day, _) in names(folder)? {
        if day < oldest {
            result = result.and(fs::remove_file(path));
        }
    }
    result
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a failing test should panic")]

    use std::{os::unix::fs::PermissionsExt, process, sync::mpsc::sync_channel};

    use super::*;

    fn record(sitting: u64, answers: &str) -> Record {
        Record {
            sitting,
            level: "soon",
            language: "en".to_owned(),
            content: ("0.1.0".to_owned(), "abc".to_owned()),
            answers: Zeroizing::new(answers.to_owned()),
        }
    }

    /// A folder of a test, gone at its end.
    struct Folder(PathBuf);

    impl Folder {
        fn new(name: &str) -> Self {
            let path = std::env::temp_dir().join(format!("twinge-records-{}-{name}", process::id()));
            let _ = fs::remove_dir_all(&path);
            Self(path)
        }

        fn files(&self) -> Vec<String> {
            let entries = fs::read_dir(&self.0).unwrap();
            let mut names: Vec<String> =
                entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
            names.sort();
            names
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    const NOON: i64 = 951_825_600;

    #[test]
    fn writes_one_whole_file_that_only_its_owner_reads() {
        let folder = Folder::new("whole");
        let name = keep(&folder.0, &record(1, r#"{"answers": {}}"#), None, NOON).unwrap();
        assert_eq!((name.as_str(), ticket(&name).as_str()), ("2000-02-29-0001.json", "02-29-0001"));
        assert_eq!(folder.files(), [name.as_str()]);
        let path = folder.0.join(&name);
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(fs::metadata(&folder.0).unwrap().permissions().mode() & 0o777, 0o700);
        let json: serde_json::Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
        assert_eq!(json["ticket"], "02-29-0001");
        assert_eq!(json["time"], "2000-02-29T12:00:00Z");
        assert_eq!(json["level"], "soon");
        assert!(json["session"]["answers"].is_object());
    }

    #[test]
    fn numbers_run_on_and_the_same_sitting_keeps_its_own() {
        let folder = Folder::new("numbers");
        let first = keep(&folder.0, &record(1, "1"), None, NOON).unwrap();
        let second = keep(&folder.0, &record(2, "2"), None, NOON).unwrap();
        assert_eq!(keep(&folder.0, &record(1, "3"), Some(&first), NOON).unwrap(), first);
        assert_eq!(folder.files(), [first.clone(), second]);
        assert!(fs::read_to_string(folder.0.join(&first)).unwrap().contains("\"session\": 3}"));
    }

    #[test]
    fn a_clock_that_is_set_back_or_far_ahead_writes_over_no_record() {
        let folder = Folder::new("clock");
        let times = [NOON, NOON - 3600, 0, -DAY, 4_133_980_799, 9_223_372_036, NOON, 0];
        let mut written = Vec::new();
        for (n, now) in (1..).zip(times) {
            written.push(keep(&folder.0, &record(n, &n.to_string()), None, now).unwrap());
        }
        assert_eq!(
            written,
            [
                "2000-02-29-0001.json",
                "2000-02-29-0002.json",
                "1970-01-01-0001.json",
                "1969-12-31-0001.json",
                "2100-12-31-0001.json",
                "2262-04-11-0001.json",
                "2000-02-29-0003.json",
                "1970-01-01-0002.json",
            ]
        );
        for (n, name) in (1..).zip(&written) {
            let text = fs::read_to_string(folder.0.join(name)).unwrap();
            assert!(text.ends_with(&format!("\"session\": {n}}}\n")), "{name}: {text}");
        }
        // Set back to 1970 nothing is old; what is dated ahead stays as well.
        tidy(&folder.0, 14, 0).unwrap();
        assert_eq!(folder.files().len(), times.len());
        tidy(&folder.0, 14, NOON.div_euclid(DAY)).unwrap();
        let ahead = ["2100-12-31-0001.json", "2262-04-11-0001.json"];
        assert_eq!(folder.files()[3..], ahead, "they are old on their day");
        tidy(&folder.0, 14, 47_847 + 15).unwrap();
        assert_eq!(folder.files(), ahead[1..]);
    }

    #[test]
    fn what_a_crash_left_goes_and_what_is_not_ours_stays() {
        let folder = Folder::new("left");
        fs::create_dir_all(&folder.0).unwrap();
        for name in [NEXT, "notes.txt", "1999-12-31-0001.json", "2000-02-15-0001.json", "1999-12-31.json"] {
            fs::write(folder.0.join(name), "half").unwrap();
        }
        prepare(&folder.0).unwrap();
        tidy(&folder.0, 14, NOON.div_euclid(DAY)).unwrap();
        assert_eq!(folder.files(), ["1999-12-31.json", "2000-02-15-0001.json", "notes.txt"]);
    }

    #[test]
    fn old_records_go_also_while_nobody_leaves_a_new_one() {
        let folder = Folder::new("unused");
        fs::create_dir_all(&folder.0).unwrap();
        let records = Records { folder: folder.0.display().to_string(), days: 14 };
        let (jobs, receiver) = channel();
        let (sender, told) = sync_channel(16);
        let worker = thread::spawn(move || work(&records, &receiver, &sender, Duration::from_millis(1)));
        let deadline = Instant::now() + Duration::from_secs(20);
        // The look at the start can take away one of them and no more.
        for _ in 0..3 {
            let old = folder.0.join("1999-12-31-0001.json");
            fs::write(&old, "{}").unwrap();
            while old.exists() {
                assert!(Instant::now() < deadline, "it is still there");
                thread::yield_now();
            }
        }
        drop(jobs);
        worker.join().unwrap();
        assert_eq!(told.try_iter().count(), 0, "nothing went wrong");
    }

    #[test]
    fn a_folder_that_cannot_be_written_is_told_and_nothing_more() {
        let folder = Folder::new("full");
        fs::write(&folder.0, "a file where the folder should be").unwrap();
        let (sender, receiver) = sync_channel(16);
        let keeper = Keeper::start(Records { folder: folder.0.display().to_string(), days: 1 }, sender);
        keeper.keep(Box::new(record(7, "{}")));
        keeper.finish(Duration::from_secs(10));
        let told: Vec<Event> = receiver
            .try_iter()
            .filter_map(|msg| if let Msg::Event(event) = msg { Some(event) } else { None })
            .collect();
        assert!(matches!(&told[0], Event::Problem(why) if why.starts_with("records cannot be kept")));
        assert!(matches!(&told[1], Event::Recorded(7, Err(_))));
        fs::remove_file(&folder.0).unwrap();
    }
}
