//! Kills the kiosk while it keeps records.
#![expect(clippy::print_stdout, reason = "the figures are for whoever asks with --nocapture")]

use std::{
    fs,
    path::{Path, PathBuf},
    thread,
    time::Duration,
};

use serde_json::Value;

use crate::{
    dice::Dice,
    kiosk::{Place, agree_to_danger, start},
    person::EMERGENCY,
};

/// What stands before the ticket.
pub(crate) const NUMBER: &str = "Your number: ";

/// The records of a folder. Each is whole, or the test fails.
pub(crate) fn whole(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    // What was being written; the next start takes it away.
    paths.retain(|path| path.file_name().is_some_and(|name| name != ".next"));
    for path in &paths {
        let text = fs::read_to_string(path).expect("a record");
        let json: Value = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error} in {text}"));
        assert_eq!(json["level"], "emergency", "{text}");
        assert_eq!(json["session"]["answers"]["age"][0], "age_45_49", "{text}");
    }
    paths
}

/// `TWINGE_POWER_CUTS` sets how many sittings.
#[test]
fn a_power_cut_leaves_every_finished_record_whole_and_none_half_written() {
    let told = std::env::var("TWINGE_POWER_CUTS").ok();
    let sittings: usize = told.and_then(|text| text.parse().ok()).unwrap_or(5);
    let place = Place::new();
    let folder = place.0.join("records");
    let config = place.config(&format!("records: (folder: \"{}\", days: 30)", folder.display()));
    let mut dice = Dice(0xC07_1234_5678_9ABC);
    let mut finished = 0;
    let mut left_over = 0;
    for n in 1..=sittings {
        let mut program = start(&config, &[]);
        program.wait_until("what was half written to be gone", |_| !folder.join(".next").exists());
        let before = whole(&folder).len();
        agree_to_danger(&mut program);
        program.send("2");
        match n % 5 {
            0 => program.wait_for(NUMBER),
            1 => program.wait_for(EMERGENCY),
            // The moment itself is what is tried; nothing waits for it to have been long enough.
            _ => thread::sleep(Duration::from_micros(u64::try_from(dice.below(40_000)).unwrap_or(0))),
        }
        program.kill();
        let text = program.output().text();
        let shown = text.split_once(NUMBER).and_then(|(_, rest)| rest.get(..10)).map(str::to_owned);
        // The last frame may have been cut off as well.
        let shown = shown.filter(|ticket| ticket.ends_with(|c: char| c.is_ascii_digit()));
        left_over += usize::from(folder.join(".next").exists());
        let records = whole(&folder);
        assert!(records.len() <= before + 1, "one sitting, one record");
        if let Some(ticket) = shown {
            finished += 1;
            let named = |path: &PathBuf| path.to_string_lossy().ends_with(&format!("-{ticket}.json"));
            assert!(records.iter().any(named), "{ticket} was told and is not in {records:?}");
        }
    }
    assert!(finished >= sittings / 5, "{finished} records were finished");
    let kept = whole(&folder).len();
    println!("{sittings} sittings: {kept} records, {finished} told, {left_over} cut off while written");
}
