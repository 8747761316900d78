//! What of a sitting can be found afterwards: in memory, on the terminal, on disk, in the log.
#![expect(clippy::print_stdout, reason = "the figures are for whoever asks with --nocapture")]

use std::{
    fs::{self, File},
    io::{Read, Seek, SeekFrom},
    path::Path,
};

use crate::{
    harness::Program,
    kiosk::{ATTRACT, Place, SIZE, agree_to_danger, let_staff_in, to_danger_and_refuse},
    person::EMERGENCY,
};

/// Answers as a record or a screen has them. Their single words are in the content as well, and say nothing.
const ANSWERS: &[&str] = &[
    "\"age\":[\"age_45_49\"]",
    "\"body\":[\"body_man\"]",
    "\"site\":[\"site_lowback\"]",
    "(\u{2022})\u{1b}[38;5;231;48;5;29m 45 to 49 years",
    "(\u{2022})\u{1b}[38;5;231;48;5;29m A man or boy",
    "(\u{2022})\u{1b}[38;5;231;48;5;29m Lower back",
    "Say: trouble breathing",
    "\"],\"also\":[\"",
    "]},\"setting\":\"waiting-room\"}",
];

/// How often each of the answers stands in some bytes.
fn found(bytes: &[u8]) -> Vec<usize> {
    let text = String::from_utf8_lossy(bytes);
    ANSWERS.iter().map(|answer| text.matches(answer).count()).collect()
}

/// Counts in the memory of a program; nothing where the system does not open it to us.
fn in_memory(program: &Program) -> Option<Vec<usize>> {
    let pid = program.pid()?.as_raw_pid();
    let mut memory = File::open(format!("/proc/{pid}/mem")).ok()?;
    let maps = fs::read_to_string(format!("/proc/{pid}/maps")).ok()?;
    let mut sums = vec![0; ANSWERS.len()];
    for line in maps.lines() {
        let mut parts = line.split_whitespace();
        let (Some(range), Some(rights)) = (parts.next(), parts.next()) else { continue };
        let (Some((from, to)), true) = (range.split_once('-'), rights.starts_with("rw")) else { continue };
        let (from, to) = (u64::from_str_radix(from, 16).ok()?, u64::from_str_radix(to, 16).ok()?);
        let mut bytes = Vec::new();
        memory.seek(SeekFrom::Start(from)).ok()?;
        // A part that cannot be read ends early.
        let _ = memory.by_ref().take(to - from).read_to_end(&mut bytes);
        for (sum, n) in sums.iter_mut().zip(found(&bytes)) {
            *sum += n;
        }
    }
    Some(sums)
}

/// Checks that no file below a folder holds an answer; returns how many files there are.
fn none_on_disk(folder: &Path) -> usize {
    let mut files = 0;
    for entry in fs::read_dir(folder).expect("a folder").filter_map(Result::ok) {
        if entry.path().is_dir() {
            files += none_on_disk(&entry.path());
        } else {
            files += 1;
            let bytes = fs::read(entry.path()).expect("a file");
            assert_eq!(found(&bytes).iter().sum::<usize>(), 0, "{}", entry.path().display());
        }
    }
    files
}

#[test]
fn nothing_of_a_sitting_is_found_afterwards() {
    for agreed in [false, true] {
        let place = Place::new();
        let folder = place.0.join("records");
        let config = place.config(&format!("records: (folder: \"{}\", days: 30)", folder.display()));
        let log = r#""$@" 2> "$0/log""#;
        let mut program = Program::start_as(log, &["kiosk", "--config", &config], SIZE, &[]);
        program.wait_for(ATTRACT);
        if agreed {
            agree_to_danger(&mut program);
        } else {
            to_danger_and_refuse(&mut program);
        }
        program.send("2");
        program.wait_for(EMERGENCY);
        if agreed {
            program.wait_for("Your number: ");
        }
        let during = in_memory(&program);
        let_staff_in(&mut program);
        program.send("2");
        program.wait_for(ATTRACT);
        let afterwards = in_memory(&program);
        println!("agreed: {agreed}; in memory during {during:?}, afterwards {afterwards:?}");
        // Only root may look; for anybody else the memory is closed, which is as good.
        if let (Some(during), Some(afterwards)) = (during, afterwards) {
            assert_eq!(afterwards, vec![0; ANSWERS.len()], "in memory");
            assert_eq!(during.iter().any(|n| *n > 0), agreed, "the copy for the record, and nothing else");
        }
        assert_eq!(found(program.output().text().as_bytes()).iter().sum::<usize>(), 0);
        assert!(program.output().count(b"\x1b[3J") > 0, "what was scrolled past is cleared");
        assert!(found(program.output().raw()).iter().sum::<usize>() > 0, "the test knows the answers");
        let records = fs::read_dir(&folder).map_or(0, Iterator::count);
        assert_eq!(records, usize::from(agreed), "a record only of who agreed");
        if agreed {
            fs::remove_dir_all(&folder).expect("the record is as wanted");
        }
        assert!(none_on_disk(&place.0) >= 1);
        assert!(none_on_disk(program.folder()) >= 2, "the log is there");
    }
}
