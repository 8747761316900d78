//! The entry points of the fuzz targets on stable Rust: over the committed corpus, over made-up input, and over
//! what a fuzzer does not come by, such as megabytes.

#![expect(clippy::unwrap_used, reason = "a failing test should panic")]

#[path = "../fuzz/src/lib.rs"]
pub mod entry;

use std::{
    fs,
    panic::{AssertUnwindSafe, catch_unwind},
    path::Path,
};

use proptest::{
    collection::vec,
    prelude::{Strategy, any},
    test_runner::{Config, RngAlgorithm, TestRng, TestRunner},
};

/// An entry point.
type Entry = fn(&[u8]);

/// The entry points by the names of their targets.
const TARGETS: [(&str, Entry); 6] = [
    ("answers", entry::answers),
    ("app", entry::app),
    ("content", entry::content),
    ("kiosk", entry::kiosk),
    ("plain", entry::plain),
    ("records", entry::records),
];

/// The most bytes of the whole corpus: it is for a quick look, a run of the fuzzer finds more.
const MOST_OF_THE_CORPUS: u64 = 200 * 1024;

/// The files of a target's corpus: name and bytes.
fn corpus(target: &str) -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus").join(target);
    let mut files: Vec<(String, Vec<u8>)> = fs::read_dir(&folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .map(|entry| entry.unwrap().path())
        .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), fs::read(&path).unwrap()))
        .collect();
    files.sort();
    files
}

/// The entry point of a target, over its corpus.
fn over_the_corpus(target: &str) {
    let entry = entry_of(target);
    let files = corpus(target);
    assert!(files.len() >= 3, "no corpus for {target}");
    for (name, bytes) in files {
        let held = catch_unwind(AssertUnwindSafe(|| entry(&bytes)));
        assert!(held.is_ok(), "fuzz/corpus/{target}/{name}");
    }
}

fn entry_of(target: &str) -> Entry {
    TARGETS.iter().find(|(name, _)| *name == target).map(|(_, entry)| *entry).unwrap()
}

/// The entry point of a target, over so much made-up input, the same in every run.
fn over_made_up(target: &str, cases: u32, input: &impl Strategy<Value = Vec<u8>>) {
    let entry = entry_of(target);
    let config = Config { cases, failure_persistence: None, ..Config::default() };
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[7; 32]);
    TestRunner::new_with_rng(config, rng)
        .run(input, |bytes| {
            entry(&bytes);
            Ok(())
        })
        .unwrap();
}

/// Any bytes.
fn noise(most: usize) -> impl Strategy<Value = Vec<u8>> {
    vec(any::<u8>(), 0..most)
}

/// Files of the corpus with some bytes changed, taken out, or put in, such as text formats trip over.
fn mutated(target: &str) -> impl Strategy<Value = Vec<u8>> + use<> {
    let files: Vec<Vec<u8>> = corpus(target).into_iter().map(|(_, bytes)| bytes).collect();
    let change = (any::<u16>(), 0_usize..6, "[\\x00-\\x7f\u{85}\u{202e}\u{feff}é]{0,3}");
    (proptest::sample::select(files), vec(change, 1..6)).prop_map(|(mut bytes, changes)| {
        for (at, gone, put) in changes {
            let at = usize::from(at) % (bytes.len() + 1);
            let end = (at + gone).min(bytes.len());
            bytes.splice(at..end, put.into_bytes());
        }
        bytes
    })
}

#[test]
fn the_corpus_is_small_and_each_target_has_one() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz");
    let mut sum = 0;
    for (target, _) in TARGETS {
        sum += corpus(target).iter().map(|(_, bytes)| u64::try_from(bytes.len()).unwrap()).sum::<u64>();
        let fed = fs::read_to_string(folder.join(format!("fuzz_targets/{target}.rs"))).unwrap();
        assert!(fed.contains(&format!("twinge_fuzz::{target}(data)")), "{fed}");
    }
    assert!(sum <= MOST_OF_THE_CORPUS, "{sum} bytes");
    let targets = fs::read_dir(folder.join("fuzz_targets")).unwrap().count();
    assert_eq!(targets, TARGETS.len(), "each target has an entry point here");
}

#[test]
fn content_of_the_corpus_is_refused_with_reasons_or_can_be_asked() {
    over_the_corpus("content");
}

#[test]
fn changed_content_is_refused_with_reasons_or_can_be_asked() {
    over_made_up("content", 60, &mutated("content"));
}

#[test]
fn content_that_is_deep_or_large_is_refused_in_good_time() {
    let deep = |open: &str| open.repeat(200_000).into_bytes();
    for open in ["(", "[", "{", "Some(", "flow/toe(", "\"", "//", "/*", "r#\"", "(id: \"x\", when: Any(["] {
        entry::content(&deep(open));
    }
    let mut invalid = b"//// red_flags.ron\n".to_vec();
    invalid.resize(9 * 1024 * 1024, 0xff);
    entry::content(&invalid);
    let long = format!("//// guards.ron\nGuards([(id: \"{}\")])", "é".repeat(1_000_000));
    entry::content(long.as_bytes());
    let many = format!("//// alone\n{}", "//// flow/x.ron\n".repeat(20_000));
    entry::content(many.as_bytes());
}

#[test]
fn answers_of_the_corpus_give_the_level_of_their_session() {
    over_the_corpus("answers");
}

#[test]
fn changed_answers_give_the_level_of_their_session_or_a_reason() {
    over_made_up("answers", 400, &mutated("answers"));
}

#[test]
fn answers_files_that_are_deep_or_large_are_refused_in_good_time() {
    for text in ["{\"answers\":", "[", "(answers: {", "(answers: Some(", "{\"answers\": {\"age\": ["] {
        entry::answers(text.repeat(50_000).as_bytes());
    }
    entry::answers(format!("{{\"setting\": \"{}\"}}", "\\u001b".repeat(100_000)).as_bytes());
    entry::answers(format!("{{\"answers\": {{\"{}\": 1}}}}", "a".repeat(1_000_000)).as_bytes());
}

#[test]
fn the_full_screen_keeps_an_emergency_in_every_run_of_the_corpus() {
    over_the_corpus("app");
}

#[test]
fn the_full_screen_keeps_an_emergency_whatever_comes_in() {
    over_made_up("app", 40, &noise(1500));
}

#[test]
fn plain_mode_ends_and_prints_nothing_but_text_in_every_run_of_the_corpus() {
    over_the_corpus("plain");
}

#[test]
fn plain_mode_ends_and_prints_nothing_but_text_whatever_is_typed() {
    let line = proptest::prop_oneof![
        6 => "[0-9]{1,2}( [0-9]){0,2}",
        2 => "(back|go|why|again|review|help|skip|save|print slip|qr|slip|quit|save markdown 2|)",
        1 => "\\PC{0,20}",
    ];
    let lines = vec(line, 0..60).prop_map(|lines| lines.join("\n").into_bytes());
    let input = (vec(any::<u8>(), 4), proptest::prop_oneof![4 => lines, 1 => noise(600)]);
    over_made_up("plain", 80, &input.prop_map(|(start, typed)| [start, typed].concat()));
}

#[test]
fn plain_mode_takes_lines_of_megabytes() {
    for byte in [b'1', b' ', 0, 0xff, b'\r'] {
        entry::plain(&[vec![0, 0, 0, 255], vec![byte; 4 * 1024 * 1024], b"\nquit\n".to_vec()].concat());
    }
}

#[test]
fn the_kiosk_keeps_emergencies_codes_and_answers_apart_in_every_run_of_the_corpus() {
    over_the_corpus("kiosk");
}

#[test]
fn the_kiosk_keeps_emergencies_codes_and_answers_apart_whatever_comes_in() {
    over_made_up("kiosk", 40, &noise(1500));
}

#[test]
fn kept_sessions_configurations_and_settings_of_the_corpus_are_read_or_refused_with_a_message() {
    over_the_corpus("records");
}

#[test]
fn changed_kept_sessions_configurations_and_settings_are_read_or_refused_with_a_message() {
    over_made_up("records", 600, &mutated("records"));
}

#[test]
fn a_session_that_was_kept_is_taken_up_where_it_was_and_a_changed_one_is_read_or_refused() {
    over_made_up("records", 60, &noise(200).prop_map(|bytes| [b"w".to_vec(), bytes].concat()));
}

#[test]
fn kept_sessions_configurations_and_settings_that_are_deep_or_large_are_refused_in_good_time() {
    for kind in ["k", "c", "s"] {
        for text in ["(", "[", "{", "\"", "Some(", "/*", "KeptSession(answers: ["] {
            entry::records((kind.to_owned() + &text.repeat(100_000)).as_bytes());
        }
        entry::records((kind.to_owned() + &"\u{1b}[2J".repeat(1_000_000)).as_bytes());
    }
}
