//! Two versions of the content: what becomes of the sessions, and which texts changed.

#![expect(clippy::unwrap_used, reason = "a failing test should panic")]

use std::{
    collections::{BTreeMap, HashMap},
    fs,
    path::Path,
    process::Command,
    sync::LazyLock,
};

use num_bigint::BigUint;
use twinge::{
    answers_file,
    changes::{self, Bearing, Change, What},
    content::{
        self, Answer, AnswerKind, Disposition, OptionSet, Origin, Parsed, Questionnaire, Setting, SourceFile,
    },
    engine::{Session, Step, assess},
    folder,
    proof::{Comparison, Low, MOST_NODES, compare},
    report,
};

const SOUND: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/sound");
const SHIPPED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/questions");

/// Smaller ranges of numbers, so that every session can be walked.
const SMALL: &[(&str, &str)] = &[
    ("from: 0, to: 365", "from: 1, to: 2"),
    ("from: 0, to: 10", "from: 7, to: 8"),
    ("AtLeast(\"score\", 4)", "AtLeast(\"score\", 8)"),
    ("(id: \"looks_unsure\", text: \"I am not sure\"),", ""),
    ("(id: \"walk_stand\", text: \"Not at all\"),", ""),
];

/// A section with a question that everybody has to answer.
const MORE: &str = r#"Section(id: "more", title: "More", steps: [Ask((id: "more", prompt: "More?", why: "It tells.",
    skip: Never, answer: One(options: [(id: "more_yes", text: "Yes"), (id: "more_no", text: "No")])))])"#;

/// The files of a folder with some pieces of text replaced, each of which must stand just once.
#[track_caller]
fn edited(folder: &str, edits: &[(&str, &str)]) -> Vec<SourceFile> {
    let mut files = folder::read(Path::new(folder)).unwrap();
    if edits.iter().any(|(_, to)| to.contains("\"more\"")) {
        files.push(SourceFile { name: "flow/more.ron".to_owned(), bytes: MORE.as_bytes().to_vec() });
    }
    for (from, to) in edits {
        let mut n = 0;
        for file in &mut files {
            let text = String::from_utf8(file.bytes.clone()).unwrap();
            n += text.matches(from).count();
            file.bytes = text.replace(from, to).into_bytes();
        }
        assert_eq!(n, 1, "`{from}` must stand once");
    }
    files
}

#[track_caller]
fn version(folder: &str, edits: &[(&str, &str)]) -> Questionnaire {
    let parsed = content::parse(&edited(folder, edits));
    let checked = content::check(&parsed, Origin::Build, parsed.fingerprint());
    checked.unwrap_or_else(|problems| panic!("{problems:?}"))
}

/// The small version of the sound folder with further edits.
#[track_caller]
fn small(edits: &[(&str, &str)]) -> Questionnaire {
    version(SOUND, &[SMALL, edits].concat())
}

static BASE: LazyLock<Questionnaire> = LazyLock::new(|| small(&[]));

fn compared<'q>(old: &'q Questionnaire, new: &'q Questionnaire) -> Comparison<'q> {
    compare(old, new, false, MOST_NODES).unwrap()
}

/// How many sessions change, by the level before and after.
type Table = BTreeMap<(Disposition, Disposition), BigUint>;

fn table(compared: &Comparison<'_>) -> Table {
    let kinds = compared.kinds.iter().map(|kind| {
        let Low::Exactly(low) = kind.low else { panic!("not told apart") };
        assert!(kind.sessions.exact);
        let levels = if kind.lowered { (kind.high, low) } else { (low, kind.high) };
        let example = [&kind.example.old, &kind.example.new].map(|session| assess(session).disposition);
        assert_eq!(example, [levels.0, levels.1]);
        (levels, kind.sessions.least.clone())
    });
    kinds.collect()
}

/// Every complete straight walk with its level, by the setting and the ids of the answers.
fn walked(questionnaire: &Questionnaire) -> HashMap<String, Disposition> {
    let mut all = HashMap::new();
    for setting in Setting::ALL {
        let mut open = vec![(Session::new(questionnaire, setting), setting.id().to_owned())];
        while let Some((session, said)) = open.pop() {
            let Step::Ask(ix) = session.step() else {
                all.insert(said, assess(&session).disposition);
                continue;
            };
            let question = questionnaire.question(ix);
            let numbers = match question.answer {
                AnswerKind::Scale { from, to, .. } | AnswerKind::Number { from, to, .. } => from..to + 1,
                _ => 0..0,
            };
            let offered: Vec<_> = session.path().offered(ix).iter().collect();
            let subsets = (1..1_u32 << offered.len()).map(|bits| {
                let ticked = offered.iter().enumerate().filter(|(n, _)| bits & (1 << n) != 0);
                Answer::Options(ticked.map(|(_, option)| *option).collect::<OptionSet>())
            });
            for answer in subsets.chain(numbers.map(Answer::Number)).chain([Answer::Skipped]) {
                let mut next = session.clone();
                if next.answer(ix, answer).is_err() {
                    continue;
                }
                let told = match answer {
                    Answer::Number(n) => n.to_string(),
                    Answer::Skipped => "-".to_owned(),
                    Answer::Options(set) => {
                        let mut ids: Vec<&str> =
                            set.iter().map(|option| question.options()[option.get()].id.as_str()).collect();
                        ids.sort_unstable();
                        ids.join("+")
                    }
                };
                // The order of the questions is no part of a session.
                let mut parts: Vec<String> = said.split(' ').map(str::to_owned).collect();
                parts.push(format!("{}={told}", question.id));
                parts[1..].sort_unstable();
                let next = Session::with_answers(questionnaire, setting, next.answers().clone());
                open.push((next, parts.join(" ")));
            }
        }
    }
    all
}

static BASE_WALKED: LazyLock<HashMap<String, Disposition>> = LazyLock::new(|| walked(&BASE));

/// That the comparison counts what walking every session of both versions counts.
#[track_caller]
fn agrees(edits: &[(&str, &str)]) -> Table {
    let new = small(edits);
    let compared = compared(&BASE, &new);
    let walked = walked(&new);
    let mut expected = Table::new();
    let mut both = 0_u32;
    for (said, after) in &walked {
        let Some(before) = BASE_WALKED.get(said) else { continue };
        both += 1;
        if before != after {
            *expected.entry((*before, *after)).or_default() += 1_u8;
        }
    }
    assert_eq!(table(&compared), expected);
    assert_eq!(compared.both, BigUint::from(both));
    assert_eq!(compared.only_old.sessions, BigUint::from(BASE_WALKED.len() - both as usize));
    assert_eq!(compared.only_new.sessions, BigUint::from(walked.len() - both as usize));
    assert_eq!(compared.only_old.example.is_some(), BASE_WALKED.len() > both as usize);
    assert_eq!(compared.only_new.example.is_some(), walked.len() > both as usize);
    assert_eq!(compared.lowers(), expected.keys().any(|(before, after)| after < before));
    expected
}

use Disposition::{Emergency, Routine, SameDay, SelfCare, Soon};

const BLACK: &str =
    "id: \"rf_black\",\n            level: Emergency,\n            is: Chosen(\"looks_black\"),";

#[test]
fn a_version_is_like_itself() {
    assert!(agrees(&[]).is_empty());
    assert!(changes::changes(&BASE, &BASE).is_empty());
}

#[test]
fn counts_what_a_lowered_rule_lowers() {
    let found = agrees(&[(BLACK, &BLACK.replace("Emergency", "Routine"))]);
    let kinds: Vec<_> = found.into_keys().collect();
    assert_eq!(kinds, [(Emergency, Routine), (Emergency, Soon), (Emergency, SameDay)]);
}

#[test]
fn counts_what_a_raised_rule_raises() {
    let found = agrees(&[(
        "id: \"fl_bad\",\n            level: Routine,",
        "id: \"fl_bad\",\n            level: SameDay,",
    )]);
    let kinds: Vec<_> = found.into_keys().collect();
    assert_eq!(kinds, [(Routine, SameDay)]);
}

#[test]
fn counts_both_ways_of_a_changed_condition() {
    let other = BLACK.replace("Chosen(\"looks_black\")", "Chosen(\"looks_nail\")");
    let found = agrees(&[(BLACK, &other)]);
    assert!(found.contains_key(&(Emergency, SelfCare)) && found.contains_key(&(SelfCare, Emergency)));
}

#[test]
fn sees_through_a_condition_that_only_reads_otherwise() {
    let other = BLACK.replace("Chosen(\"looks_black\")", "Not(Not(Chosen(\"looks_black\")))");
    assert!(agrees(&[(BLACK, &other)]).is_empty());
}

#[test]
fn counts_where_questions_and_options_come_and_go() {
    // An option more, which nothing reads.
    assert!(
        agrees(&[("(id: \"walk_hop\"", "(id: \"walk_crawl\", text: \"On all fours\"), (id: \"walk_hop\"")])
            .is_empty()
    );
    // A sign for another toe.
    agrees(&[(
        "when: Chosen(\"toe_big\")),\n                            (id: \"none\"",
        "when: Chosen(\"toe_little\")),\n                            (id: \"none\"",
    )]);
    // A question under another condition, and a skip that goes.
    agrees(&[("is: Not(Chosen(\"shoe_bare\"))", "is: Chosen(\"shoe_bare\")")]);
    agrees(&[("why: \"Toes heal.\",", "why: \"Toes heal.\", skip: Never,")]);
    // Fewer questions in all, and another order of those that go first.
    agrees(&[("most: 8", "most: 7")]);
    agrees(&[("most: 8, drop: [\"socks\", \"shoe\"]", "most: 7, drop: [\"shoe\", \"socks\"]")]);
    // A rule that changes beside them.
    let found = agrees(&[
        ("(id: \"walk_hop\"", "(id: \"walk_crawl\", text: \"On all fours\"), (id: \"walk_hop\""),
        (BLACK, &BLACK.replace("Emergency", "Soon")),
    ]);
    assert!(found.contains_key(&(Emergency, Soon)));
}

#[test]
fn counts_where_several_answers_become_one() {
    agrees(&[
        (
            "answer: Many(\n                        options: [\n                            (id: \"walk_limp\"",
            "answer: One(\n                        options: [\n                            (id: \"walk_limp\"",
        ),
        ("exclusive: [\"walk_fine\"],", ""),
    ]);
}

/// Numbers from 6 to 9 in place of 7 and 8: what only the newer version takes is no session of both.
#[test]
fn counts_where_a_scale_grows() {
    let mut wide = SMALL.to_vec();
    wide[1].1 = "from: 6, to: 9";
    let new = version(SOUND, &wide);
    let compared = compared(&BASE, &new);
    assert!(compared.kinds.is_empty());
    assert_eq!(compared.both, BigUint::from(BASE_WALKED.len()));
    assert_eq!(compared.only_new.sessions, BigUint::from(walked(&new).len() - BASE_WALKED.len()));
}

#[test]
fn says_where_no_session_is_the_same() {
    let new = small(&[("flow: [", "flow: [\n\"more\",")]);
    let compared = compared(&BASE, &new);
    assert_eq!(compared.both, BigUint::ZERO);
    let told = report::changes::render([&BASE, &new], &changes::changes(&BASE, &new), Some(&compared));
    assert!(told.contains("NOT COMPARED") && told.contains("question `more`: added"), "{told}");
}

#[test]
fn decides_also_what_is_too_large_to_be_counted() {
    let new = small(&[(BLACK, &BLACK.replace("Emergency", "Routine"))]);
    let compared = compare(&BASE, &new, true, 3).unwrap();
    assert!(compared.lowers());
    let [kind] = &compared.kinds[..] else { panic!("one kind") };
    assert_eq!((kind.high, kind.low, kind.sessions.exact), (Emergency, Low::Below(Emergency), false));
    let told = report::changes::render([&BASE, &new], &changes::changes(&BASE, &new), Some(&compared));
    assert!(told.contains("LOWERED from emergency to less than emergency: at least"), "{told}");
}

// What is read side by side.

#[test]
fn shows_each_text_that_changed_in_both_wordings() {
    let new = version(
        SOUND,
        &[("\"Which toe is it?\"", "\"Which toe hurts?\""), ("home: \"Do not walk on it.\",", "")],
    );
    let old = version(SOUND, &[]);
    let text = |entry: &str, part: &str, old: &str, new: Option<&str>| Change {
        bearing: Bearing::Words,
        entry: entry.to_owned(),
        what: What::Text { part: part.to_owned(), old: Some(old.to_owned()), new: new.map(str::to_owned) },
    };
    assert_eq!(
        changes::changes(&old, &new),
        [
            text("question `toe`", "prompt", "Which toe is it?", Some("Which toe hurts?")),
            text("rule `rf_black`", "home", "Do not walk on it.", None),
        ]
    );
}

#[test]
fn compares_every_text_that_is_translated() {
    let mut parsed = content::parse(&folder::read(Path::new(SHIPPED)).unwrap());
    let check = |parsed: &Parsed| content::check(parsed, Origin::Build, String::new()).unwrap();
    let old = check(&parsed);
    let mut expected = BTreeMap::new();
    content::each_text(&mut parsed.content, &mut |id, word| {
        // Each in words of its own, so that no change can stand for another.
        word.text = format!("{} ({})", word.text, expected.len());
        expected.insert(word.text.clone(), id.to_string());
    });
    for change in changes::changes(&old, &check(&parsed)) {
        if let What::Text { new: Some(new), .. } = change.what {
            expected.remove(&new);
        }
    }
    assert!(expected.is_empty(), "not compared: {:?}", expected.values());
}

#[test]
fn names_what_came_went_moved_and_changed() {
    let old = version(SOUND, &[]);
    let new = version(
        SOUND,
        &[
            ("(id: \"walk_hop\", text: \"In hops\"),", "(id: \"walk_roll\", text: \"Rolling\"),"),
            ("\"shoe\",\n        \"after\",", "\"after\", \"shoe\","),
            (BLACK, &BLACK.replace("Emergency", "Soon")),
            (
                "when: Chosen(\"toe_big\")),\n                            (id: \"none\"",
                "),\n                            (id: \"none\"",
            ),
        ],
    );
    let changes = changes::changes(&old, &new);
    let told: Vec<(&str, &What)> = changes
        .iter()
        .filter(|change| change.bearing < Bearing::Shown)
        .map(|change| (change.entry.as_str(), &change.what))
        .collect();
    assert_eq!(told.len(), 6, "{told:?}");
    assert!(told.contains(&("option `walk: walk_roll`", &What::Added)));
    assert!(told.contains(&("option `walk: walk_hop`", &What::Removed)));
    assert!(told.contains(&("rule `rf_black`", &What::Part("level"))));
    assert!(told.contains(&("option `looks: looks_nail`", &What::Part("condition"))));
}

// The command.

/// A folder of its own with an edited copy of another.
fn written(name: &str, folder: &str, edits: &[(&str, &str)]) -> String {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("diff").join(name);
    for file in edited(folder, edits) {
        let path = target.join(&file.name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, file.bytes).unwrap();
    }
    target.to_str().unwrap().to_owned()
}

/// What `twinge diff` prints on both streams, and its exit code.
fn diff(old: &str, new: &str) -> (Option<i32>, String, String) {
    let ran =
        Command::new(env!("CARGO_BIN_EXE_twinge")).env_clear().args(["diff", old, new]).output().unwrap();
    (ran.status.code(), String::from_utf8(ran.stdout).unwrap(), String::from_utf8(ran.stderr).unwrap())
}

#[test]
fn the_shipped_content_is_like_itself() {
    let (code, out, err) = diff("shipped", SHIPPED);
    assert_eq!((code, err.as_str()), (Some(0), ""), "{out}");
    assert!(out.contains("No session changes") && out.contains("No text changes"), "{out}");
}

#[test]
fn the_exit_code_tells_what_is_lowered_and_the_example_shows_it() {
    let lower = written("lower", SOUND, &[(BLACK, &BLACK.replace("Emergency", "Soon"))]);
    let (code, out, err) = diff(SOUND, &lower);
    assert_eq!((code, err.as_str()), (Some(4), ""), "{out}");
    assert!(out.contains("LOWERED from emergency to soon"), "{out}");
    let line = out.lines().find_map(|line| line.trim().strip_prefix('{')).unwrap();
    let file = answers_file::parse(&format!("{{{line}")).unwrap();
    let levels = [version(SOUND, &[]), version(&lower, &[])].map(|version| {
        let outcome = assess(&file.session(&version).unwrap());
        assert!(outcome.complete && outcome.ignored.is_empty());
        outcome.disposition
    });
    assert!(levels[0] == Emergency && levels[1] < Emergency, "{levels:?}");
    let (code, out, _) = diff(&lower, SOUND);
    assert_eq!(code, Some(0));
    assert!(out.contains("Nothing is lowered") && out.contains("Raised from soon to emergency"), "{out}");
}

#[test]
fn says_which_version_has_problems() {
    let broken = written("broken", SOUND, &[(BLACK, &BLACK.replace("looks_black", "looks_blakc"))]);
    for (old, new) in [(SOUND, broken.as_str()), (broken.as_str(), SOUND)] {
        let (code, out, err) = diff(old, new);
        assert_eq!((code, out.as_str()), (Some(3), ""), "{err}");
        assert!(err.contains("broken:\n") && err.contains("looks_blakc"), "{err}");
    }
}

/// In the shipped content: somebody with just this sign is told to come later.
#[test]
fn finds_a_lowered_rule_among_all_shipped_sessions() {
    let rule = "id: \"rf_band\",\n            level: SameDay";
    let old = version(SHIPPED, &[]);
    let new = version(SHIPPED, &[(rule, &rule.replace("SameDay", "Soon"))]);
    let compared = compare(&old, &new, true, MOST_NODES).unwrap();
    let kinds: Vec<_> = compared.kinds.iter().map(|kind| (kind.lowered, kind.high, kind.low)).collect();
    assert_eq!(kinds, [(true, SameDay, Low::Exactly(Soon))]);
}
