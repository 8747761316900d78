//! Content folders through parser and checker: sound ones pass, every mistake is found where it
//! stands, and no file can crash the program or drive the terminal.

#![expect(clippy::unwrap_used, reason = "a failing test should panic")]

use std::{
    fs,
    path::{Path, PathBuf},
    sync::LazyLock,
};

use proptest::{prelude::*, sample::Index};
use twinge::{
    content::{self, Origin, Problem, Problems, Questionnaire, SourceFile, fault_in},
    embedded, folder, report,
};

/// Every test edits a copy of this.
static SOUND: LazyLock<Vec<SourceFile>> = LazyLock::new(|| read("tests/fixtures/sound"));
/// What ships with the program.
static SHIPPED: LazyLock<Vec<SourceFile>> = LazyLock::new(|| read("questions"));

fn path(below: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(below)
}

fn read(below: &str) -> Vec<SourceFile> {
    folder::read(&path(below)).unwrap()
}

/// An empty folder of its own for a test that needs a disk.
fn scratch(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("check").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn check(files: Vec<SourceFile>) -> Result<Questionnaire, Problems> {
    let parsed = content::parse(&files);
    content::check(&parsed, Origin::Author, parsed.fingerprint())
        .map_err(|problems| Problems { problems, files })
}

fn fingerprint(files: &[SourceFile]) -> String {
    content::parse(files).fingerprint()
}

/// A problem in short: where, and the name of the rule.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Found {
    file: String,
    line: Option<usize>,
    rule: &'static str,
}

fn found(problems: &Problems) -> Vec<Found> {
    let short = |problem: &Problem| Found {
        file: problem.at.file.clone(),
        line: problems.line_column(problem).map(|(line, _)| line),
        rule: problem.rule,
    };
    problems.problems.iter().map(short).collect()
}

/// What a check of these files finds; nothing for a sound folder.
fn problems_of(files: Vec<SourceFile>) -> Vec<Found> {
    check(files).map_or_else(|problems| found(&problems), |_| Vec::new())
}

/// The files with one of them changed.
fn changed(files: &[SourceFile], name: &str, change: impl FnOnce(&[u8]) -> Vec<u8>) -> Vec<SourceFile> {
    let mut files = files.to_vec();
    let file = files.iter_mut().find(|file| file.name == name).unwrap();
    file.bytes = change(&file.bytes);
    files
}

/// The sound folder with one piece of text in one file replaced.
fn edited(name: &str, from: &str, to: &str) -> Vec<SourceFile> {
    changed(&SOUND, name, |bytes| {
        let text = std::str::from_utf8(bytes).unwrap();
        assert_eq!(text.matches(from).count(), 1, "`{from}` must stand once in {name}");
        text.replace(from, to).into_bytes()
    })
}

/// Replaces one piece of text and expects one problem: this rule, at this part of the file.
#[track_caller]
fn expect_one(name: &str, from: &str, to: &str, rule: &str, at: &str) {
    expect_all(name, from, to, &[(rule, at)]);
}

#[track_caller]
fn expect_all(name: &str, from: &str, to: &str, expected: &[(&str, &str)]) {
    let problems = check(edited(name, from, to)).expect_err("the edit must be a mistake");
    let source = problems.source(name).unwrap();
    let found: Vec<(&str, &str)> = problems
        .problems
        .iter()
        .map(|problem| {
            assert_eq!(problem.at.file, name, "{problems}");
            (problem.rule, &source[problem.at.start.unwrap()..problem.at.end])
        })
        .collect();
    assert_eq!(found, expected, "{problems}");
}

#[track_caller]
fn assert_harmless(shown: &str) {
    for line in shown.split('\n') {
        assert_eq!(fault_in(line), None, "{line:?}");
    }
}

/// A section that the sound folder does not have.
const SPARE: &str = "Section(
    id: \"spare\",
    title: \"Spare\",
    steps: [Ask((id: \"spare\", prompt: \"Any?\", why: \"So.\", answer: Scale(from: 0, to: 3, low: \"No\", high: \"Yes\")))],
)";

/// The sound folder and one more file.
fn with_file(name: &str, text: &str) -> Vec<SourceFile> {
    let mut files = SOUND.clone();
    files.push(SourceFile { name: name.to_owned(), bytes: text.as_bytes().to_vec() });
    files
}

fn lines_of(file: &SourceFile) -> Vec<&str> {
    std::str::from_utf8(&file.bytes).unwrap().lines().collect()
}

// The two folders.

#[test]
fn finds_nothing_in_a_sound_folder() {
    let questionnaire = check(SOUND.clone()).unwrap_or_else(|problems| panic!("{problems}"));
    assert_eq!(questionnaire.id(), "stubbed-toe");
    assert_eq!(questionnaire.questions().len(), 8);
    assert_eq!(questionnaire.rules().len(), 5);
    assert_eq!(questionnaire.front().places().len(), 1);
}

#[test]
fn finds_each_of_twenty_mistakes_on_its_line() {
    let files = read("tests/fixtures/mistakes");
    let marked: Vec<(String, usize, String)> = files
        .iter()
        .flat_map(|file| {
            let marks = lines_of(file).into_iter().enumerate().filter_map(|(n, line)| {
                let (_, mark) = line.split_once("// mistake: ")?;
                Some((file.name.clone(), n + 1, mark.to_owned()))
            });
            marks.collect::<Vec<_>>()
        })
        .collect();
    assert_eq!(marked.len(), 20);
    let expected_rule = |mark: &str| match mark {
        "unknown section in the flow list"
        | "unknown cause in a fallback"
        | "unknown option in a condition"
        | "unknown group"
        | "unknown flag"
        | "unknown topic"
        | "unknown source"
        | "exclusive option that is none" => "unknown-id",
        "duplicate option id" | "duplicate question id" => "duplicate-id",
        "forward reference in a condition" | "group used before it stands" => "forward-reference",
        "control character in a text" | "character that changes the direction of text" => "control-character",
        "question without options" => "empty",
        "option that can never be shown" => "never-shown",
        "flag that names nothing" => "names-nothing",
        "number out of range" => "out-of-range",
        "cause without a source" => "no-source",
        "unknown placeholder" => "placeholder",
        other => panic!("`{other}` is no mistake that this test knows"),
    };
    let mut expected: Vec<Found> = marked
        .into_iter()
        .map(|(file, line, mark)| Found { file, line: Some(line), rule: expected_rule(&mark) })
        .collect();
    expected.sort();
    let problems = check(files).expect_err("the folder is full of mistakes");
    let mut found = found(&problems);
    found.sort();
    assert_eq!(found, expected);
    insta::assert_snapshot!(report::problems::render(&problems));
}

#[test]
fn the_folders_of_the_tests_differ_in_the_marked_lines_only() {
    let mistakes = read("tests/fixtures/mistakes");
    assert_eq!(mistakes.len(), SOUND.len());
    for (wrong, right) in mistakes.iter().zip(SOUND.iter()) {
        assert_eq!(wrong.name, right.name);
        let (wrong_lines, right_lines) = (lines_of(wrong), lines_of(right));
        assert_eq!(wrong_lines.len(), right_lines.len(), "{}", wrong.name);
        for (n, (line, sound)) in wrong_lines.iter().zip(right_lines).enumerate().skip(1) {
            assert_eq!(*line != sound, line.contains("// mistake: "), "{}:{}", wrong.name, n + 1);
        }
    }
}

/// Looking for the nearest of many names at every one of many errors would take minutes.
#[test]
fn tells_of_every_unknown_name_but_looks_for_the_nearest_of_the_first_only() {
    let names = "\"te_lok\", ".repeat(3_000);
    let files = edited("causes/toe.ron", "tests: [\"te_look\"]", &format!("tests: [{names}]"));
    let problems = check(files).unwrap_err();
    let unknown: Vec<_> = problems.problems.iter().filter(|problem| problem.rule == "unknown-id").collect();
    assert_eq!(unknown.len(), 3_000);
    let helped = unknown.iter().filter(|problem| problem.help.is_some()).count();
    assert_eq!(helped, 100, "so many guesses are made");
    assert!(unknown[..100].iter().all(|problem| problem.help.as_deref() == Some("did you mean `te_look`?")));
}

#[test]
fn gives_the_problems_in_the_order_of_the_files_and_their_lines() {
    let found = problems_of(read("tests/fixtures/mistakes"));
    let mut sorted = found.clone();
    sorted.sort_by(|a, b| (&a.file, a.line).cmp(&(&b.file, b.line)));
    assert_eq!(found, sorted);
}

#[test]
fn finds_nothing_in_the_shipped_folder_and_has_embedded_just_that() {
    let shipped = check(SHIPPED.clone()).unwrap_or_else(|problems| panic!("{problems}"));
    let (embedded, _) = embedded::with_tests().unwrap();
    assert_eq!(embedded.fingerprint(), shipped.fingerprint());
    assert!(
        format!("{embedded:?}") == format!("{shipped:?}"),
        "the same fingerprint, but not the same content"
    );
}

#[test]
fn fingerprints_what_is_said_and_not_how_it_is_laid_out() {
    let sound = fingerprint(&SOUND);
    assert_eq!(sound.len(), 16);
    let mut backwards = SOUND.clone();
    backwards.reverse();
    assert_eq!(fingerprint(&backwards), sound);
    assert_eq!(fingerprint(&edited("guards.ron", "Guards(", "/* a remark */\n\nGuards(")), sound);
    assert_ne!(fingerprint(&edited("guards.ron", "\"G-1\"", "\"G-3\"")), sound);
    assert_ne!(fingerprint(&edited("flow/toe.ron", "Which toe is it?", "Which toe was it?")), sound);
    assert_ne!(fingerprint(&edited("red_flags.ron", "level: Soon", "level: Routine")), sound);
}

// Files that cannot be read.

#[test]
fn names_the_line_that_is_not_utf8() {
    let files = changed(&SOUND, "places/toeland.ron", |bytes| {
        let text = String::from_utf8(bytes.to_vec()).unwrap();
        text.replace("Toeland", "Zehenl\u{e4}nd")
            .chars()
            .map(|c| u8::try_from(u32::from(c)).unwrap())
            .collect()
    });
    let problems = check(files).expect_err("latin-1 is not UTF-8");
    assert_eq!(
        found(&problems),
        [Found { file: "places/toeland.ron".to_owned(), line: None, rule: "not-utf8" }]
    );
    assert!(problems.problems[0].message.contains("line 4"), "{problems}");
}

/// Whatever is wrong with a file as a whole, what it defines is not missed elsewhere.
#[track_caller]
fn expect_only(files: &[SourceFile], rule: &'static str, spoil: impl Fn(&[u8]) -> Vec<u8>) {
    let wrong: Vec<String> = files
        .iter()
        .filter_map(|file| {
            let found = problems_of(changed(files, &file.name, &spoil));
            let only = found.iter().all(|found| found.file == file.name && found.rule == rule);
            (found.len() != 1 || !only).then(|| {
                let rest: Vec<_> = found.iter().filter(|f| f.file != file.name || f.rule != rule).collect();
                format!("{}: {} problems, such as {:?}", file.name, found.len(), rest.first())
            })
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_file_that_is_not_utf8_is_the_only_problem() {
    expect_only(&SOUND, "not-utf8", |bytes| [bytes, b"// \xff\n"].concat());
}

#[test]
fn a_file_that_is_too_large_is_the_only_problem() {
    expect_only(&SOUND, "file-too-large", |bytes| {
        let mut bytes = bytes.to_vec();
        bytes.resize(9 * 1024 * 1024, b' ');
        bytes
    });
}

#[test]
fn reads_a_file_just_below_the_largest_size() {
    let files = changed(&SOUND, "guards.ron", |bytes| {
        let mut bytes = bytes.to_vec();
        bytes.resize(8 * 1024 * 1024, b' ');
        bytes
    });
    assert_eq!(problems_of(files), []);
}

#[test]
fn an_unclosed_bracket_is_the_only_problem() {
    let unclosed = |bytes: &[u8]| {
        let end = bytes.iter().rposition(|byte| *byte == b')').unwrap();
        bytes[..end].to_vec()
    };
    expect_only(&SOUND, "syntax", unclosed);
}

#[test]
fn an_unclosed_bracket_in_shipped_content_is_the_only_problem() {
    let unclosed = |bytes: &[u8]| {
        let end = bytes.iter().rposition(|byte| *byte == b')').unwrap();
        bytes[..end].to_vec()
    };
    expect_only(&SHIPPED, "syntax", unclosed);
}

#[test]
fn what_a_change_is_given_speaks_of_answers_and_not_of_the_level() {
    let leveled = |bytes: &[u8]| {
        let text = std::str::from_utf8(bytes).unwrap();
        let rising = r#"Rising(options: ["age_16_39", "age_40_44"])"#;
        assert_eq!(text.matches(rising).count(), 1);
        text.replace(rising, &rising.replace("])", "], given: Level(Soon))")).into_bytes()
    };
    let found = problems_of(changed(&SHIPPED, "invariants.ron", leveled));
    assert_eq!(found.iter().map(|found| found.rule).collect::<Vec<_>>(), ["level-here"]);
}

/// The sound folder with one statement; what the check says of it: the rule, and at which word.
fn said_of(holds: &str) -> Vec<(&'static str, String)> {
    let name = "invariants.ron";
    let text = format!("Invariants(invariants: [(id: \"it\", says: \"So.\", holds: {holds})])");
    let Err(problems) = check(with_file(name, &text)) else { return Vec::new() };
    let word = |problem: &Problem| {
        assert_eq!(problem.at.file, name, "{problems}");
        text[problem.at.start.unwrap()..problem.at.end].to_owned()
    };
    problems.problems.iter().map(|problem| (problem.rule, word(problem))).collect()
}

#[track_caller]
fn expect_said_of(holds: &str, expected: &[(&'static str, &str)]) {
    let said = said_of(holds);
    let said: Vec<(&str, &str)> = said.iter().map(|(rule, at)| (*rule, at.as_str())).collect();
    assert_eq!(said, expected, "{holds}");
}

#[test]
fn a_statement_on_the_order_of_questions_is_held_against_the_flow() {
    expect_said_of(r#"Before(questions: ["toe", "looks"], before: ["days"])"#, &[]);
    expect_said_of(
        r#"Before(questions: ["toe", "days", "looks"], before: ["days"])"#,
        &[("not-as-stated", "days")],
    );
    expect_said_of(r#"Before(questions: ["days"], before: ["days", "toe"])"#, &[("not-as-stated", "days")]);
    expect_said_of(r#"Before(questions: [], before: ["days"])"#, &[("empty", "it")]);
    expect_said_of(r#"Before(questions: ["toe"], before: [])"#, &[("empty", "it")]);
    expect_said_of(
        r#"Before(questions: ["to"], before: ["tow"])"#,
        &[("unknown-id", "to"), ("unknown-id", "tow")],
    );
}

#[test]
fn a_statement_on_danger_screens_names_just_these() {
    expect_said_of(r#"Danger(["looks"])"#, &[]);
    expect_said_of(r#"Danger(["looks", "toe"])"#, &[("not-as-stated", "toe")]);
    expect_said_of("Danger([])", &[("not-as-stated", "it")]);
    expect_said_of(r#"Danger(["lock", "looks"])"#, &[("unknown-id", "lock")]);
}

#[test]
fn a_statement_on_what_must_be_answered_names_just_these() {
    expect_said_of(r#"NeverSkipped(["toe"])"#, &[]);
    expect_said_of(r#"NeverSkipped(["toe", "looks"])"#, &[("not-as-stated", "looks")]);
    expect_said_of("NeverSkipped([])", &[("not-as-stated", "it")]);
}

#[test]
fn a_statement_on_a_topic_names_just_what_touches_and_hides_it() {
    let topic = |topic: &str, by: &str, hidden_by: &str| {
        format!(r#"Touches(topic: "{topic}", by: [{by}], hidden_by: [{hidden_by}])"#)
    };
    let (by, hidden_by) = (r#""sc_rub""#, r#""G-1", "G-2""#);
    expect_said_of(&topic("massage", by, hidden_by), &[]);
    expect_said_of(&topic("message", by, hidden_by), &[("unknown-id", "message")]);
    expect_said_of(&topic("massage", r#""sc_rub", "sc_cool""#, hidden_by), &[("not-as-stated", "sc_cool")]);
    expect_said_of(&topic("massage", "", hidden_by), &[("not-as-stated", "it")]);
    expect_said_of(&topic("massage", r#""sc_rub", "sc_robe""#, hidden_by), &[("unknown-id", "sc_robe")]);
    let unhidden = said_of(&topic("general", r#""sc_cool""#, hidden_by));
    assert!(unhidden.contains(&("not-as-stated", "G-2".to_owned())), "{unhidden:?}");
    expect_said_of(&topic("massage", by, r#""G-1""#), &[("not-as-stated", "it")]);
    expect_said_of(&topic("massage", by, r#""G-1", "G-2", "G-3""#), &[("unknown-id", "G-3")]);
}

#[test]
fn a_statement_on_answers_names_options_of_one_question() {
    expect_said_of(r#"NeverLowers(options: ["looks_blue"])"#, &[]);
    expect_said_of(r#"NeverLowers(options: ["looks_blu"])"#, &[("unknown-id", "looks_blu")]);
    expect_said_of("NeverLowers(options: [])", &[("empty", "it")]);
    expect_said_of(r#"NeverMatters(["toe_middle", "tow"])"#, &[("unknown-id", "tow")]);
    expect_said_of(r#"Rising(options: ["toe_middle", "toe_little"])"#, &[]);
    expect_said_of(r#"Rising(options: ["toe_middle", "looks_blue"])"#, &[("rising", "it")]);
    expect_said_of(r#"Rising(options: ["toe_middle"])"#, &[("rising", "it")]);
}

#[test]
fn a_statement_names_options_that_are_there_and_words_that_are_said() {
    expect_said_of(r#"Always(Says("sc_cool", "toe"))"#, &[]);
    expect_said_of(r#"If(when: Chosen("looks_pale"), then: Says("sc_cool", "warm"))"#, &[]);
    expect_said_of(r#"Always(Says("sc_cool", "foot"))"#, &[("never-said", "foot")]);
    expect_said_of(r#"Always(Says("sc_coal", "toe"))"#, &[("unknown-id", "sc_coal")]);
    expect_said_of(r#"Always(Says("sc_cool", ""))"#, &[("empty", "")]);
    expect_said_of(r#"If(when: Asked("looks"), then: Offered("looks_blue"))"#, &[]);
    expect_said_of(r#"Always(Offered("looks_blu"))"#, &[("unknown-id", "looks_blu")]);
    expect_said_of(r#"Always(Offered("none"))"#, &[("shared-option", "none")]);
    expect_said_of(r#"Always(Offered("looks_skip"))"#, &[("shared-option", "looks_skip")]);
    for only_there in ["Offered(\"looks_blue\")", "Says(\"sc_cool\", \"toe\")"] {
        let at = if only_there.starts_with('O') { "looks_blue" } else { "sc_cool" };
        expect_one("guards.ron", "Level(Emergency)", only_there, "shown-here", at);
    }
}

#[test]
fn an_empty_file_is_the_only_problem_of_its_folder() {
    let files = changed(&SOUND, "advice/safety_net.ron", |_| Vec::new());
    let found = problems_of(files);
    assert_eq!(found, [Found { file: "advice/safety_net.ron".to_owned(), line: Some(1), rule: "syntax" }]);
}

#[test]
fn an_empty_file_is_not_said_to_be_missing() {
    for name in ["questionnaire.ron", "red_flags.ron", "guards.ron", "sources.ron"] {
        let found = problems_of(changed(&SOUND, name, |_| Vec::new()));
        assert!(found.iter().any(|found| found.file == name && found.rule == "syntax"), "{name}: {found:?}");
        assert!(!found.iter().any(|found| found.rule == "missing-file"), "{name}: {found:?}");
    }
}

#[test]
fn a_broken_file_hides_no_mistake_in_the_others_and_adds_none() {
    let mistakes = read("tests/fixtures/mistakes");
    let all = problems_of(mistakes.clone());
    // Nothing in the marked lines of other files rests on what these define.
    let independent =
        ["sources.ron", "guards.ron", "causes/toe.ron", "advice/tests.ron", "places/toeland.ron"];
    for broken in independent {
        let found = problems_of(changed(&mistakes, broken, |bytes| [b"(", bytes].concat()));
        let (of_it, others): (Vec<_>, Vec<_>) = found.into_iter().partition(|found| found.file == broken);
        let rules: Vec<&str> = of_it.iter().map(|found| found.rule).collect();
        assert_eq!(rules, ["syntax"], "{broken}");
        // What can never be shown is looked for once every file can be read.
        let stays = |found: &&Found| found.file != broken && found.rule != "never-shown";
        let expected: Vec<_> = all.iter().filter(stays).cloned().collect();
        assert_eq!(others, expected, "{broken}");
    }
    for file in &mistakes {
        for found in problems_of(changed(&mistakes, &file.name, |bytes| [b"(", bytes].concat())) {
            let expected = found.file == file.name && found.rule == "syntax" || all.contains(&found);
            assert!(expected, "{} is broken, and so there is {found:?}", file.name);
        }
    }
}

#[test]
fn refuses_deep_nesting_in_every_form() {
    let n = 100_000;
    let forms = [
        (
            "causes/toe.ron",
            "needs: Group(\"TOES\")",
            format!("needs: {}Group(\"TOES\"{}", "Not(".repeat(n), ")".repeat(n + 1)),
        ),
        (
            "causes/toe.ron",
            "needs: Group(\"TOES\")",
            format!("needs: {}{}", "All([".repeat(n), "])".repeat(n)),
        ),
        ("causes/toe.ron", "needs: Group(\"TOES\")", format!("needs: {}", "Any([".repeat(n))),
        (
            "causes/toe.ron",
            "caveat: \"It is invented.\"",
            format!("caveat: {}\"x\"{}", "Some(".repeat(n), ")".repeat(n)),
        ),
        ("causes/toe.ron", "not_asked: [\"what the toe hit\"]", format!("not_asked: {}", "[".repeat(n))),
        (
            "flow/shoe.ron",
            "    steps: [\n        Ask((",
            format!("steps: [{}Ask((", "When(is: In(Home), steps: [".repeat(n)),
        ),
    ];
    for (name, from, to) in forms {
        let start = to.get(..40).unwrap().to_owned();
        let found = problems_of(edited(name, from, &to));
        let rules: Vec<&str> = found.iter().map(|found| found.rule).collect();
        assert!(matches!(rules[..], ["nested-too-deep" | "syntax"]), "{start}: {found:?}");
        assert_eq!(found[0].file, name, "{start}");
    }
}

#[test]
fn says_that_nesting_is_too_deep() {
    let deep = format!("needs: {}Group(\"TOES\"{}", "Not(".repeat(200), ")".repeat(201));
    let found = problems_of(edited("causes/toe.ron", "needs: Group(\"TOES\")", &deep));
    assert_eq!(found, [Found { file: "causes/toe.ron".to_owned(), line: Some(9), rule: "nested-too-deep" }]);
}

#[test]
fn survives_a_file_of_brackets_only() {
    for bracket in ["[", "(", "{", "Some(", "/*", "\"", "r#\"", "'", "#![enable("] {
        let found =
            problems_of(changed(&SOUND, "advice/prevention.ron", |_| bracket.repeat(100_000).into_bytes()));
        assert!(
            found.iter().any(|found| found.file == "advice/prevention.ron" && found.line == Some(1)),
            "{bracket}: {found:?}"
        );
    }
}

#[test]
fn takes_nesting_that_an_author_may_need() {
    let deep = format!("needs: {}Group(\"TOES\"{}", "Not(".repeat(20), ")".repeat(21));
    assert_eq!(problems_of(edited("causes/toe.ron", "needs: Group(\"TOES\")", &deep)), []);
}

// Bytes that authors do not see.

#[test]
fn a_byte_order_mark_changes_neither_content_nor_places() {
    let marked = |files: &[SourceFile]| -> Vec<SourceFile> {
        let mut files = files.to_vec();
        for file in &mut files {
            file.bytes.splice(0..0, *b"\xef\xbb\xbf");
        }
        files
    };
    assert_eq!(fingerprint(&marked(&SOUND)), fingerprint(&SOUND));
    let mistakes = read("tests/fixtures/mistakes");
    let (plain, with_mark) = (check(mistakes.clone()).unwrap_err(), check(marked(&mistakes)).unwrap_err());
    let places = |problems: &Problems| -> Vec<Option<(usize, usize)>> {
        problems.problems.iter().map(|problem| problems.line_column(problem)).collect()
    };
    assert_eq!(places(&with_mark), places(&plain));
    let found = problems_of(marked(&edited(
        "advice/tests.ron",
        "title: \"a close look\",",
        "title: \"a close look\"",
    )));
    assert_eq!(found, [Found { file: "advice/tests.ron".to_owned(), line: Some(8), rule: "syntax" }]);
}

#[test]
fn windows_line_ends_change_neither_content_nor_places() {
    let windows = |files: &[SourceFile]| -> Vec<SourceFile> {
        let mut files = files.to_vec();
        for file in &mut files {
            file.bytes = String::from_utf8(file.bytes.clone()).unwrap().replace('\n', "\r\n").into_bytes();
        }
        files
    };
    assert_eq!(fingerprint(&windows(&SOUND)), fingerprint(&SOUND));
    let mistakes = read("tests/fixtures/mistakes");
    let (unix, dos) = (check(mistakes.clone()).unwrap_err(), check(windows(&mistakes)).unwrap_err());
    let shown = report::problems::render(&dos);
    assert_eq!(found(&dos), found(&unix));
    assert_harmless(&shown);
    assert_eq!(shown, report::problems::render(&unix));
    let found = problems_of(windows(&edited(
        "advice/tests.ron",
        "title: \"a close look\",",
        "title: \"a close look\"",
    )));
    assert_eq!(found, [Found { file: "advice/tests.ron".to_owned(), line: Some(8), rule: "syntax" }]);
}

#[test]
fn counts_columns_in_characters() {
    let to = "(when: Chosen(\"toe_none\") /* Zähne und Füße 足 */, cause: \"c_shoes\")";
    let problems = check(edited("questionnaire.ron", "(when: Chosen(\"toe_none\"), cause: \"c_shoe\")", to))
        .unwrap_err();
    let [problem] = &problems.problems[..] else { panic!("{problems}") };
    let column = 8 + to.chars().position(|c| c == ',').unwrap() + ", cause: \"".len() + 1;
    assert_eq!(problems.line_column(problem), Some((53, column)));
}

#[test]
fn places_a_syntax_error_behind_wide_characters() {
    let to = "name: \"Zähne und Füße 足\" emergency_number: \"12345\",";
    let problems =
        check(edited("places/toeland.ron", "name: \"Toeland\",\n    emergency_number: \"12345\",", to))
            .unwrap_err();
    let [problem] = &problems.problems[..] else { panic!("{problems}") };
    assert_eq!(problem.rule, "syntax");
    let (line, column) = problems.line_column(problem).unwrap();
    let comma = 4 + to.chars().collect::<String>().split(" emergency").next().unwrap().chars().count() + 1;
    assert_eq!(line, 4);
    assert!((comma..=comma + 1).contains(&column), "{column}, not {comma}: {problems}");
}

#[test]
fn places_a_text_with_an_escape_on_its_own_line() {
    let bad = "prompt: \"How bad is it?\"";
    expect_line("flow/toe.ron", bad, "prompt: \"How bad\\u{7} is it?\"", 49, "control-character");
    expect_line("flow/toe.ron", bad, "prompt: /* \" */ \"\\\"How\\\" bad is {it}?\"", 49, "placeholder");
    let black = "reason: \"a black toe\"";
    expect_line("red_flags.ron", black, "reason: \"a black\\ttoe\"", 14, "control-character");
}

#[track_caller]
fn expect_line(name: &str, from: &str, to: &str, line: usize, rule: &'static str) {
    let found = problems_of(edited(name, from, to));
    assert_eq!(found, [Found { file: name.to_owned(), line: Some(line), rule }], "{to}");
}

// Syntax.

#[test]
fn places_an_unknown_field() {
    expect_line("flow/shoe.ron", "beside: [", "besides: [", 18, "syntax");
    let problems = check(edited("flow/shoe.ron", "beside: [", "besides: [")).unwrap_err();
    assert!(problems.problems[0].message.contains("`besides`"), "{problems}");
    assert!(problems.problems[0].message.contains("`beside`"), "{problems}");
}

#[test]
fn places_a_field_that_stands_twice() {
    let why = "why: \"Toes heal.\"";
    let twice = "why: \"Toes heal.\",\n            why: \"Toes heal.\"";
    expect_line("flow/after.ron", why, twice, 10, "syntax");
    let problems = check(edited("flow/after.ron", why, twice)).unwrap_err();
    assert!(problems.problems[0].message.contains("`why`"), "{problems}");
}

#[test]
fn refuses_unknown_fields_everywhere() {
    let places = [
        ("questionnaire.ron", "schema: 1,"),
        ("questionnaire.ron", "most: 8,"),
        ("questionnaire.ron", "level: Soon,"),
        ("questionnaire.ron", "act: [\"Ring {advice_line} today.\"],"),
        ("questionnaire.ron", "cause: \"c_bruise\""),
        ("questionnaire.ron", "doctor: \"doctor\","),
        ("flow/toe.ron", "title: \"The toe\","),
        ("flow/toe.ron", "is: Group(\"TOES\"),"),
        ("flow/toe.ron", "skip: Never,"),
        ("flow/toe.ron", "text: \"Blue\""),
        ("flow/toe.ron", "exclusive: [\"none\"],"),
        ("flow/toe.ron", "low: \"No pain\","),
        ("flow/after.ron", "unit: \"days\""),
        ("red_flags.ron", "floors: ["),
        ("red_flags.ron", "id: \"SLOW\","),
        ("red_flags.ron", "id: \"fl_bad\","),
        ("guards.ron", "id: \"G-1\","),
        ("guards.ron", "topics: [\"general\", \"massage\", \"walking\"],"),
        ("sources.ron", "by: \"A. Toe\","),
        ("causes/toe.ron", "clinical: \"Gangrene\","),
        ("causes/toe.ron", "figure: \"Invented.\""),
        ("advice/self_care.ron", "kind: SelfCare,"),
        ("advice/self_care.ron", "hide: Chosen(\"looks_nail\"),"),
        ("advice/self_care.ron", "text: \"Keep the toe warm.\""),
        ("places/toeland.ron", "doctor: \"toe doctor\","),
    ];
    for (name, beside) in places {
        let found = problems_of(edited(name, beside, &format!("colour: \"blue\", {beside}")));
        let of_it: Vec<_> = found.iter().filter(|found| found.file == name).collect();
        assert!(
            matches!(of_it[..], [one] if one.rule == "syntax" && one.line.is_some()),
            "{beside}: {found:?}"
        );
    }
}

#[test]
fn names_a_field_that_is_missing() {
    let problems = check(edited("flow/after.ron", "why: \"Toes heal.\",", "")).unwrap_err();
    let [problem] = &problems.problems[..] else { panic!("{problems}") };
    assert_eq!(problem.rule, "syntax");
    assert!(problem.message.contains("`why`"), "{problems}");
}

// Files that are missing or too many.

#[test]
fn names_each_file_that_is_missing() {
    for name in ["questionnaire.ron", "red_flags.ron", "guards.ron", "sources.ron"] {
        let files = SOUND.iter().filter(|file| file.name != name).cloned().collect();
        let found = problems_of(files);
        let missing: Vec<_> = found.iter().filter(|found| found.rule == "missing-file").collect();
        assert!(matches!(missing[..], [one] if one.file == name && one.line.is_none()), "{found:?}");
    }
    let found = problems_of(Vec::new());
    assert_eq!(found.iter().filter(|found| found.rule == "missing-file").count(), 4);
}

#[test]
fn names_each_file_that_nothing_reads() {
    for name in ["extra.ron", "flow.ron", "Questionnaire.ron", "cuases/toe.ron", "../flow/toe.ron"] {
        let mut files = SOUND.clone();
        files.push(SourceFile { name: name.to_owned(), bytes: b"()".to_vec() });
        assert_eq!(problems_of(files), [Found { file: name.to_owned(), line: None, rule: "stray-file" }]);
    }
}

// Vignettes.

/// A vignette of the sound folder that says all that one can say.
const VIGNETTE: &str = r#"Vignettes(
    rest: {"days": 1, "shoe": ["none"]},
    vignettes: [
        (
            id: "T-1",
            story: "A toe hit the bed and turned blue.",
            setting: WaitingRoom,
            place: "toeland",
            answers: {
                "toe": "toe_big",
                "looks": ["looks_blue", "looks_nail"],
                "score": 9,
                "socks": "skip",
            },
            not_counted: ["socks"],
            level: SameDay,
            flags: ["rf_odd"],
            absent_flags: ["rf_black"],
            first: "c_bruise",
            first_three: ["c_bruise"],
            behind: "c_dead",
            absent_causes: ["c_shoe"],
            advice: ["sc_cool"],
            absent_advice: ["te_look"],
        ),
    ],
)"#;

const VIGNETTES: &str = "vignettes/toe.ron";

/// The sound folder with the vignette, one piece of text of it replaced.
fn with_vignette(from: &str, to: &str) -> Vec<SourceFile> {
    assert_eq!(VIGNETTE.matches(from).count(), 1, "`{from}` must stand once in the vignette");
    with_file(VIGNETTES, &VIGNETTE.replace(from, to))
}

/// Replaces one piece of text of the vignette and expects one problem: this rule, at this part.
#[track_caller]
fn expect_in_vignette(from: &str, to: &str, rule: &str, at: &str) {
    let problems = check(with_vignette(from, to)).expect_err("the edit must be a mistake");
    let [problem] = &problems.problems[..] else { panic!("{to}: {problems}") };
    assert_eq!((problem.at.file.as_str(), problem.rule), (VIGNETTES, rule), "{to}: {problems}");
    let source = problems.source(VIGNETTES).unwrap();
    assert_eq!(&source[problem.at.start.unwrap()..problem.at.end], at, "{to}: {problems}");
}

#[test]
fn large_files_change_nothing_in_how_the_others_are_read() {
    let mut files = with_file(VIGNETTES, VIGNETTE);
    files.extend(read("questions").into_iter().filter(|file| file.name.starts_with("lang/")));
    for (name, text) in [("flow/broken.ron", "Section(\"a-b\""), ("stray.ron", ""), ("zz.ron", "\u{0}")] {
        files.push(SourceFile { name: name.to_owned(), bytes: text.as_bytes().to_vec() });
    }
    let small: Vec<SourceFile> = files.into_iter().filter(|file| file.bytes.len() < 50_000).collect();
    let read = format!("{:?}", content::parse(&small));
    // A comment makes a file large, and so brings further threads, wherever it stands among the files.
    for n in (0..small.len()).step_by(3) {
        let mut files = small.clone();
        if files[n].bytes.is_empty() {
            continue;
        }
        files[n].bytes.extend_from_slice(b"\n//");
        files[n].bytes.resize(1_000_000, b'x');
        assert!(format!("{:?}", content::parse(&files)) == read, "with a large {}", files[n].name);
    }
}

#[test]
fn vignettes_are_no_part_of_what_the_content_says() {
    let files = with_file(VIGNETTES, VIGNETTE);
    assert_eq!(fingerprint(&files), fingerprint(&SOUND));
    let parsed = content::parse(&files);
    let (questionnaire, vignettes) =
        content::check_with_vignettes(&parsed, Origin::Author, parsed.fingerprint()).unwrap();
    assert_eq!(format!("{questionnaire:?}"), format!("{:?}", check(SOUND.clone()).unwrap()));
    let [vignette] = &vignettes.all[..] else { panic!("{vignettes:?}") };
    assert_eq!((vignette.id.as_str(), vignette.file.as_str()), ("T-1", VIGNETTES));
    assert_eq!((vignette.answers.len(), vignettes.rest.len()), (4, 2));
}

#[test]
fn a_broken_vignette_hides_no_mistake_in_the_content() {
    let mistakes = read("tests/fixtures/mistakes");
    let all = problems_of(mistakes.clone());
    // It names everything that is misspelt elsewhere, which excuses nothing.
    let mut broken: String = VIGNETTE.replace("story:", "stories:");
    for file in &mistakes {
        broken += &String::from_utf8_lossy(&file.bytes);
    }
    let mut files = mistakes;
    files.push(SourceFile { name: VIGNETTES.to_owned(), bytes: broken.into_bytes() });
    let (of_it, others): (Vec<_>, Vec<_>) =
        problems_of(files).into_iter().partition(|found| found.file == VIGNETTES);
    assert_eq!(others, all);
    assert!(matches!(&of_it[..], [one] if one.rule == "syntax" && one.line == Some(6)), "{of_it:?}");
}

#[test]
fn a_broken_file_adds_no_mistake_to_the_vignettes() {
    let files = with_file(VIGNETTES, VIGNETTE);
    expect_only(&files, "not-utf8", |bytes| [bytes, b"// \xff\n"].concat());
    expect_only(&files, "syntax", |bytes| {
        let end = bytes.iter().rposition(|byte| *byte == b')').unwrap();
        bytes[..end].to_vec()
    });
    expect_only(&files, "file-too-large", |bytes| {
        let mut bytes = bytes.to_vec();
        bytes.resize(9 * 1024 * 1024, b' ');
        bytes
    });
}

#[test]
fn a_vignette_names_only_what_there_is() {
    expect_in_vignette("\"toeland\"", "\"toelnad\"", "unknown-id", "toelnad");
    expect_in_vignette("\"days\": 1", "\"day\": 1", "unknown-id", "day");
    expect_in_vignette("\"shoe\": [\"none\"]", "\"shoe\": [\"non\"]", "unknown-id", "non");
    expect_in_vignette("\"score\": 9", "\"scores\": 9", "unknown-id", "scores");
    expect_in_vignette("\"toe_big\"", "\"toe_bgi\"", "unknown-id", "toe_bgi");
    expect_in_vignette("\"looks_nail\"", "\"looks_mail\"", "unknown-id", "looks_mail");
    expect_in_vignette("\"skip\"", "\"skipped\"", "unknown-id", "skipped");
    expect_in_vignette("[\"rf_odd\"]", "[\"rf_od\"]", "unknown-id", "rf_od");
    expect_in_vignette("[\"rf_black\"]", "[\"rf_blank\"]", "unknown-id", "rf_blank");
    expect_in_vignette("first: \"c_bruise\"", "first: \"c_bruse\"", "unknown-id", "c_bruse");
    expect_in_vignette("first_three: [\"c_bruise\"]", "first_three: [\"bruise\"]", "unknown-id", "bruise");
    expect_in_vignette("\"c_dead\"", "\"c_deed\"", "unknown-id", "c_deed");
    expect_in_vignette("[\"c_shoe\"]", "[\"c_sheo\"]", "unknown-id", "c_sheo");
    expect_in_vignette("[\"sc_cool\"]", "[\"sc_cold\"]", "unknown-id", "sc_cold");
    expect_in_vignette("[\"te_look\"]", "[\"te_loook\"]", "unknown-id", "te_loook");
}

#[test]
fn a_wrong_name_in_a_vignette_is_shown_with_the_nearest_right_one() {
    for (from, to, meant) in [
        ("\"toe_big\"", "\"toe_bgi\"", "toe_big"),
        ("[\"rf_odd\"]", "[\"rf_oddd\"]", "rf_odd"),
        ("\"toeland\"", "\"toelnad\"", "toeland"),
        ("[\"sc_cool\"]", "[\"sc_colo\"]", "sc_cool"),
    ] {
        let problems = check(with_vignette(from, to)).expect_err("the name is wrong");
        let shown = report::problems::render(&problems);
        assert!(shown.contains(&format!("did you mean `{meant}`?")), "{shown}");
        assert!(shown.contains("^^^^"), "{shown}");
    }
}

#[test]
fn every_wrong_option_of_an_answer_is_a_problem() {
    let found =
        problems_of(with_vignette("\"looks_blue\", \"looks_nail\"", "\"x1\", \"looks_blue\", \"x2\""));
    assert_eq!(found.iter().map(|found| found.rule).collect::<Vec<_>>(), ["unknown-id", "unknown-id"]);
}

#[test]
fn an_answer_belongs_to_its_question() {
    for id in ["shoe_boot", "walk_limp"] {
        expect_in_vignette("\"looks_nail\"", &format!("\"{id}\""), "other-question", id);
    }
    expect_in_vignette("\"toe_big\"", "\"looks_skip\"", "other-question", "looks_skip");
    expect_in_vignette("[\"none\"]", "[\"toe_none\"]", "other-question", "toe_none");
}

#[test]
fn an_answer_fits_its_question() {
    for answer in ["[\"toe_big\", \"toe_little\"]", "[]", "3", "\"skip\""] {
        expect_in_vignette("\"toe_big\"", answer, "misfit", "toe");
    }
    for answer in
        ["\"looks_blue\", \"looks_pale\"", "\"looks_blue\", \"none\"", "\"looks_skip\", \"looks_blue\""]
    {
        expect_in_vignette("\"looks_blue\", \"looks_nail\"", answer, "misfit", "looks");
    }
    expect_in_vignette("\"score\": 9", "\"score\": \"toe_big\"", "misfit", "score");
    for number in ["11", "65536", "70000000000"] {
        expect_in_vignette("\"score\": 9", &format!("\"score\": {number}"), "out-of-range", "score");
    }
    for fits in ["[\"looks_skip\"]", "\"skip\"", "[\"skip\"]", "\"looks_black\""] {
        assert_eq!(problems_of(with_vignette("[\"looks_blue\", \"looks_nail\"]", fits)), [], "{fits}");
    }
}

#[test]
fn a_vignette_stands_once_and_so_does_what_the_rest_is_answered_with() {
    let second = VIGNETTE.replace("rest: {\"days\": 1, \"shoe\": [\"none\"]},", "");
    let mut files = with_file(VIGNETTES, VIGNETTE);
    files.push(SourceFile { name: "vignettes/zehe.ron".to_owned(), bytes: second.into_bytes() });
    let twice =
        |line| Found { file: "vignettes/zehe.ron".to_owned(), line: Some(line), rule: "duplicate-id" };
    assert_eq!(problems_of(files.clone()), [twice(5)]);
    let rest = b"Vignettes(rest: {\"score\": 3,\n\"days\": 4}, vignettes: [])".to_vec();
    files[SOUND.len() + 1].bytes = rest;
    assert_eq!(problems_of(files), [twice(2)]);
}

#[test]
fn a_vignette_of_another_form_is_placed() {
    for (from, to) in [
        ("\"score\": 9,", "\"score\": 9, \"score\": 9,"),
        ("\"looks_nail\"]", "\"looks_blue\"]"),
        ("\"score\": 9,", "\"score\": -9,"),
        ("\"score\": 9,", "\"score\": 9.5,"),
        ("level: SameDay,", "level: Someday,"),
        ("level: SameDay,", ""),
        ("flags: [\"rf_odd\"],", ""),
        ("setting: WaitingRoom,", "setting: Beach,"),
        ("place:", "colour: \"blue\", place:"),
        ("rest:", "colour: \"blue\", rest:"),
    ] {
        let found = problems_of(with_vignette(from, to));
        assert!(
            matches!(&found[..], [one] if one.file == VIGNETTES && one.rule == "syntax" && one.line.is_some()),
            "{to}: {found:?}"
        );
    }
}

#[test]
fn an_answer_that_must_not_count_is_given() {
    expect_in_vignette("[\"socks\"]", "[\"shoe\"]", "not-answered", "shoe");
}

#[test]
fn the_story_and_the_id_of_a_vignette_are_checked() {
    let story = "A toe hit the bed and turned blue.";
    expect_in_vignette(story, "", "empty", "");
    expect_in_vignette(story, "A \u{1b}[31mtoe.", "control-character", "\u{1b}");
    expect_in_vignette(story, "A toe. {doctor}", "placeholder-here", "A toe. {doctor}");
    expect_in_vignette("\"T-1\"", "\"T 1\"", "id-form", "T 1");
}

// Folders on disk.

/// The message for a folder that cannot be read at all.
fn unreadable(folder: &Path) -> String {
    let problems = folder::read(folder).expect_err("it cannot be read");
    let [problem] = &problems.problems[..] else { panic!("{problems}") };
    assert_eq!(problem.rule, "unreadable");
    report::problems::render(&problems)
}

#[test]
fn says_that_a_folder_is_not_there() {
    let folder = scratch("absent").join("nowhere");
    let message = unreadable(&folder);
    assert!(message.contains("it is not there"), "{message}");
    assert!(message.contains("nowhere"), "{message}");
}

#[test]
fn says_that_a_folder_is_a_file() {
    let file = scratch("file").join("file");
    fs::write(&file, "no folder").unwrap();
    let message = unreadable(&file);
    assert!(message.contains("it is no folder"), "{message}");
}

#[cfg(unix)]
#[test]
fn says_that_there_is_no_right_to_read() {
    use std::os::unix::fs::PermissionsExt;
    let folder = scratch("rights").join("closed");
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("sources.ron"), "Sources(sources: [])").unwrap();
    let file = folder.join("sources.ron");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o000)).unwrap();
    // Root may read everything; then there is nothing to be said.
    if fs::read(&file).is_err() {
        let message = unreadable(&folder);
        assert!(message.contains("no right to read it") && message.contains("sources.ron"), "{message}");
    }
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o000)).unwrap();
    if fs::read_dir(&folder).is_err() {
        let message = unreadable(&folder);
        assert!(message.contains("no right to read it") && message.contains("closed"), "{message}");
    }
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o700)).unwrap();
}

#[test]
fn says_that_a_file_is_a_folder() {
    let folder = scratch("folder-as-file");
    fs::create_dir(folder.join("sources.ron")).unwrap();
    let message = unreadable(&folder);
    assert!(message.contains("sources.ron") && message.contains("it is no file"), "{message}");
}

#[test]
fn reads_from_disk_what_stands_there() {
    let folder = scratch("whole");
    for file in SOUND.iter() {
        let path = folder.join(&file.name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, &file.bytes).unwrap();
    }
    fs::write(folder.join("notes.txt"), "no content").unwrap();
    fs::write(folder.join("flow/toe.ron~"), "a backup").unwrap();
    let mut files = folder::read(&folder).unwrap();
    assert_eq!(fingerprint(&files), fingerprint(&SOUND));
    files.sort_by(|a, b| a.name.cmp(&b.name));
    let names: Vec<_> = files.iter().map(|file| &file.name).collect();
    let mut expected: Vec<_> = SOUND.iter().map(|file| &file.name).collect();
    expected.sort();
    assert_eq!(names, expected);
}

#[test]
fn finds_a_file_on_disk_that_is_too_large() {
    let folder = scratch("large");
    let file = fs::File::create(folder.join("sources.ron")).unwrap();
    file.set_len(9 * 1024 * 1024).unwrap();
    let found = problems_of(folder::read(&folder).unwrap());
    assert!(
        found.iter().any(|found| found.file == "sources.ron" && found.rule == "file-too-large"),
        "{found:?}"
    );
}

#[test]
fn finds_a_stray_folder_on_disk() {
    let folder = scratch("stray");
    for file in SOUND.iter() {
        let path = folder.join(&file.name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, &file.bytes).unwrap();
    }
    fs::rename(folder.join("places"), folder.join("place")).unwrap();
    let found = problems_of(folder::read(&folder).unwrap());
    assert!(
        found.iter().any(|found| found.rule == "stray-file" && found.file == "place/toeland.ron"),
        "{found:?}"
    );
}

// One rule each.

#[test]
fn a_name_that_is_not_known_is_one_problem_wherever_it_stands() {
    let nail = "when: Chosen(\"toe_big\")),\n                            (id: \"none\"";
    let rest = "),\n                            (id: \"none\"";
    for condition in [
        "Not(Chosen(\"@\"))",
        "All([Not(Chosen(\"@\")), Chosen(\"toe_big\")])",
        "Not(Group(\"@\"))",
        "Not(AtLeast(\"@\", 3))",
        "Not(Any([Chosen(\"@\"), Chosen(\"toe_little\")]))",
    ] {
        let to = format!("when: {}{rest}", condition.replace('@', "nowhere"));
        expect_one("flow/toe.ron", nail, &to, "unknown-id", "nowhere");
    }
    expect_one(
        "flow/shoe.ron",
        "Not(Chosen(\"shoe_bare\"))",
        "Not(Chosen(\"nowhere\"))",
        "unknown-id",
        "nowhere",
    );
    expect_one(
        "red_flags.ron",
        "Chosen(\"looks_black\")",
        "Not(Chosen(\"nowhere\"))",
        "unknown-id",
        "nowhere",
    );
}

#[test]
fn two_names_that_are_not_known_may_be_two_things() {
    expect_all(
        "flow/shoe.ron",
        "Not(Chosen(\"shoe_bare\"))",
        "All([Chosen(\"nowhere\"), Not(Chosen(\"elsewhere\"))])",
        &[("unknown-id", "nowhere"), ("unknown-id", "elsewhere")],
    );
}

/// Longer ones come from no hand, and comparing them takes long.
#[test]
fn no_name_is_offered_for_one_of_more_than_a_hundred_letters() {
    let known = "n".repeat(99);
    for (length, offered) in [(100, true), (101, false), (300, false)] {
        let wrong = format!("{known}{}", "m".repeat(length - 99));
        assert_eq!(content::nearest(&wrong, [known.as_str()].into_iter()).is_some(), offered, "{length}");
    }
}

/// Nor among so many names that looking at each takes long.
#[test]
fn no_name_is_offered_among_more_than_two_thousand() {
    let names: Vec<String> = (0..2001).map(|n| format!("shoe_{n}")).collect();
    let offered = |n: usize| content::nearest("shoe_1x", names[..n].iter().map(String::as_str)).is_some();
    assert_eq!([offered(2000), offered(2001)], [true, false]);
}

#[test]
fn offers_the_nearest_name() {
    let problems =
        check(edited("causes/toe.ron", "Chosen(\"laced_tight\")", "Chosen(\"laced_tihgt\")")).unwrap_err();
    assert_eq!(problems.problems[0].help.as_deref(), Some("did you mean `laced_tight`?"));
    let problems = check(edited("causes/toe.ron", "Chosen(\"laced_tight\")", "Chosen(\"xyz\")")).unwrap_err();
    assert_eq!(problems.problems[0].help, None);
}

#[test]
fn finds_names_that_are_not_known_in_every_list() {
    expect_one("questionnaire.ron", "drop: [\"socks\"", "drop: [\"sox\"", "unknown-id", "sox");
    expect_one(
        "flow/toe.ron",
        "[\"looks_blue\", \"looks_pale\"]",
        "[\"looks_blue\", \"pale\"]",
        "unknown-id",
        "pale",
    );
    expect_one("flow/shoe.ron", "\"shoe_slipper\")", "\"slippers\")", "unknown-id", "slippers");
    expect_one(
        "causes/toe.ron",
        "[\"sc_cool\", \"sc_rub\"]",
        "[\"sc_cool\", \"sc_scratch\"]",
        "unknown-id",
        "sc_scratch",
    );
    expect_one("causes/toe.ron", "[\"te_look\"]", "[\"te_see\"]", "unknown-id", "te_see");
    expect_one(
        "guards.ron",
        "hides: [\"massage\", \"walking\"]",
        "hides: [\"rubbing\"]",
        "unknown-id",
        "rubbing",
    );
    expect_one(
        "red_flags.ron",
        "[\"toe-book\", \"shoe-letter\"]",
        "[\"toe-book\", \"x\"]",
        "unknown-id",
        "x",
    );
    expect_one("red_flags.ron", "AtLeast(\"score\", 8)", "AtLeast(\"scores\", 8)", "unknown-id", "scores");
    expect_one("advice/self_care.ron", "Not(Level(Soon))", "Flag(\"rf_none\")", "unknown-id", "rf_none");
}

#[test]
fn finds_ids_that_stand_twice() {
    expect_one("questionnaire.ron", "\"toe\",\n", "\"toe\", \"shoe\",\n", "duplicate-id", "shoe");
    expect_one("flow/after.ron", "\"walk_stand\"", "\"looks_black\"", "duplicate-id", "looks_black");
    expect_one("flow/after.ron", "\"walk_stand\"", "\"looks_skip\"", "duplicate-id", "looks_skip");
    expect_one("flow/after.ron", "\"walk_stand\"", "\"none\"", "duplicate-id", "none");
    expect_one("guards.ron", "\"G-2\"", "\"G-1\"", "duplicate-id", "G-1");
    expect_one(
        "guards.ron",
        "topics: [\"general\"",
        "topics: [\"walking\", \"general\"",
        "duplicate-id",
        "walking",
    );
    expect_one("red_flags.ron", "\"esc_bad\"", "\"rf_black\"", "duplicate-id", "rf_black");
    expect_one("red_flags.ron", "(id: \"SLOW\"", "(id: \"ODD\"", "duplicate-id", "ODD");
    expect_one("causes/toe.ron", "\"c_dead\"", "\"c_bruise\"", "duplicate-id", "c_bruise");
    expect_one("advice/self_care.ron", "\"sc_walk\"", "\"sn_colour\"", "duplicate-id", "sn_colour");
}

#[test]
fn finds_ids_that_stand_twice_over_several_files() {
    let spare = SPARE.replace("id: \"spare\",\n", "id: \"after\",\n");
    let found = problems_of(with_file("flow/spare.ron", &spare));
    assert_eq!(found, [Found { file: "flow/spare.ron".to_owned(), line: Some(2), rule: "duplicate-id" }]);
    let twice = "Invariants(invariants: [
        (id: \"it\", says: \"So.\", holds: Danger([\"looks\"])),
        (id: \"it\", says: \"So.\", holds: Danger([\"looks\"])),
    ])";
    let found = problems_of(with_file("invariants.ron", twice));
    assert_eq!(found, [Found { file: "invariants.ron".to_owned(), line: Some(3), rule: "duplicate-id" }]);
    let found = problems_of(with_file("places/twin.ron", "Place(id: \"toeland\", name: \"Twin\")"));
    assert_eq!(found, [Found { file: "places/twin.ron".to_owned(), line: Some(1), rule: "duplicate-id" }]);
}

#[test]
fn a_danger_screen_may_not_be_left_out() {
    expect_one("questionnaire.ron", "drop: [\"socks\"", "drop: [\"looks\"", "danger-dropped", "looks");
}

#[test]
fn a_danger_screen_may_not_be_read_on_a_slip_in_a_waiting_room() {
    let slip = |slip: &str| format!("danger: true,\n                    slip: {slip}(\"Looks\"),");
    let to = slip("Everywhere");
    expect_one("flow/toe.ron", "danger: true,", &to, "danger-on-slip", "Looks");
    assert!(check(edited("flow/toe.ron", "danger: true,", &slip("AtHome"))).is_ok());
}

#[test]
fn each_level_is_described_once() {
    let problems = check(edited("questionnaire.ron", "level: Routine", "level: Soon")).unwrap_err();
    let messages: Vec<&str> = problems.problems.iter().map(|problem| problem.message.as_str()).collect();
    assert!(problems.problems.iter().all(|problem| problem.rule == "levels"), "{problems}");
    assert!(matches!(messages[..], [a, b] if a.contains("`Routine`") && b.contains("`Soon`")), "{problems}");
}

#[test]
fn only_an_emergency_is_written_in_large_letters() {
    let shout =
        |sooner: &str| (format!("{sooner})"), format!("{sooner}, shout: \"Call {{emergency_number}}\")"));
    let (from, to) = shout("sooner: \"Call again if you feel faint.\"");
    assert_eq!(problems_of(edited("questionnaire.ron", &from, &to)), []);
    let (from, to) = shout("sooner: \"Tell staff if the toe turns black.\"");
    expect_one("questionnaire.ron", &from, &to, "levels", "Call {emergency_number}");
    let (from, to) = shout("sooner: \"Call out if you feel faint.\"");
    let to = to.replace("{emergency_number}", "{number}");
    expect_one("questionnaire.ron", &from, &to, "placeholder", "{number}");
}

#[test]
fn a_level_that_is_left_out_is_named() {
    let files = changed(&SOUND, "questionnaire.ron", |bytes| {
        let text = std::str::from_utf8(bytes).unwrap();
        let start = text.find("        (\n            level: Routine").unwrap();
        let end = text.find("        (\n            level: SelfCare").unwrap();
        format!("{}{}", &text[..start], &text[end..]).into_bytes()
    });
    let problems = check(files).unwrap_err();
    let [problem] = &problems.problems[..] else { panic!("{problems}") };
    assert_eq!(problem.rule, "levels");
    assert!(problem.message.contains("`Routine`"), "{problems}");
}

#[test]
fn an_option_that_several_questions_share_cannot_be_named() {
    expect_one("red_flags.ron", "Chosen(\"looks_black\")", "Not(Chosen(\"none\"))", "shared-option", "none");
    expect_one("advice/self_care.ron", "Chosen(\"looks_nail\")", "Chosen(\"none\")", "shared-option", "none");
}

#[test]
fn red_flags_cannot_be_used_where_only_answers_count() {
    expect_one("flow/after.ron", "AtLeast(\"days\", 2)", "Flag(\"rf_odd\")", "flag-here", "rf_odd");
    expect_one("flow/toe.ron", "when: Chosen(\"toe_big\")", "when: Flag(\"rf_odd\")", "flag-here", "rf_odd");
    expect_one("red_flags.ron", "Chosen(\"walk_limp\")", "Flag(\"rf_odd\")", "flag-here", "rf_odd");
}

#[test]
fn a_flag_may_use_only_the_flags_above_it() {
    expect_one("red_flags.ron", "is: Group(\"ODD\")", "is: Flag(\"rf_odd\")", "forward-reference", "rf_odd");
    expect_one("red_flags.ron", "is: Group(\"ODD\")", "is: Flag(\"fl_bad\")", "forward-reference", "fl_bad");
    expect_one("red_flags.ron", "AtLeast(\"score\", 8)", "Flag(\"esc_bad\")", "forward-reference", "esc_bad");
    assert_eq!(problems_of(edited("red_flags.ron", "is: Group(\"ODD\")", "is: Flag(\"rf_black\")")), []);
}

#[test]
fn the_first_flag_has_none_above_it() {
    expect_one("red_flags.ron", "Chosen(\"looks_black\")", "Flag(\"rf_odd\")", "forward-reference", "rf_odd");
}

#[test]
fn the_level_may_be_used_in_advice_and_guards_only() {
    expect_one("red_flags.ron", "Chosen(\"looks_black\")", "Level(Soon)", "level-here", "rf_black");
    expect_one("causes/toe.ron", "Flag(\"rf_black\")", "Level(Soon)", "level-here", "c_dead");
}

#[test]
fn a_level_in_a_condition_on_questions_is_placed() {
    let found = problems_of(edited("flow/after.ron", "AtLeast(\"days\", 2)", "Level(Soon)"));
    assert!(matches!(&found[..], [one] if one.rule == "level-here" && one.line.is_some()), "{found:?}");
    let found = problems_of(edited("questionnaire.ron", "when: Chosen(\"toe_none\")", "when: Level(Soon)"));
    assert!(matches!(&found[..], [one] if one.rule == "level-here" && one.line.is_some()), "{found:?}");
}

#[test]
fn a_question_may_look_back_only() {
    expect_one(
        "flow/toe.ron",
        "when: Chosen(\"toe_big\")",
        "when: Chosen(\"looks_blue\")",
        "forward-reference",
        "looks_blue",
    );
    expect_one(
        "flow/toe.ron",
        "when: Chosen(\"toe_big\")",
        "when: Group(\"ODD\")",
        "forward-reference",
        "ODD",
    );
    expect_one(
        "flow/after.ron",
        "AtLeast(\"days\", 2)",
        "Chosen(\"walk_limp\")",
        "forward-reference",
        "walk_limp",
    );
    expect_one(
        "flow/toe.ron",
        "when: Chosen(\"toe_big\")",
        "when: AtLeast(\"score\", 3)",
        "forward-reference",
        "score",
    );
}

#[test]
fn texts_hold_no_tabs_and_no_line_ends() {
    let blue = "text: \"Blue\"";
    for (to, at) in [
        ("text: \"Bl\tue\"", "\t"),
        ("text: \"Bl\nue\"", "\n"),
        ("text: \"Bl\r\nue\"", "\r"),
        ("text: r\"Bl\tue\"", "\t"),
        ("text: r#\"Bl\u{9b}ue\"#", "\u{9b}"),
        ("text: \"Bl\u{2028}ue\"", "\u{2028}"),
        ("text: \"Blue\u{200f}\"", "\u{200f}"),
        ("text: \"\u{feff}Blue\"", "\u{feff}"),
    ] {
        let problems = check(edited("flow/toe.ron", blue, to)).unwrap_err();
        let [problem] = &problems.problems[..] else { panic!("{problems}") };
        assert_eq!(problem.rule, "control-character", "{to:?}");
        let source = problems.source("flow/toe.ron").unwrap();
        assert!(source[problem.at.start.unwrap()..].starts_with(at), "{to:?}: {:?}", problem.at);
    }
    for to in [
        "text: \"Bl\\tue\"",
        "text: \"Bl\\nue\"",
        "text: \"Bl\\\n   ue\\r\"",
        "text: \"Bl\\x1bue\"",
        "text: \"\\0\"",
    ] {
        let found = problems_of(edited("flow/toe.ron", blue, to));
        assert_eq!(found.iter().map(|f| f.rule).collect::<Vec<_>>(), ["control-character"], "{to}");
    }
}

#[test]
fn every_text_is_checked() {
    let texts = [
        ("questionnaire.ron", "\"stubbed-toe\""),
        ("questionnaire.ron", "\"0.0.1\""),
        ("questionnaire.ron", "\"test content, not for use\""),
        ("questionnaire.ron", "\"This asks about a stubbed toe. It is test content.\""),
        ("questionnaire.ron", "\"This is test content and says nothing of a real toe.\""),
        ("questionnaire.ron", "\"You can always ask for help.\""),
        ("questionnaire.ron", "\"Keep the foot still.\""),
        ("questionnaire.ron", "\"Call again if you feel faint.\""),
        ("questionnaire.ron", "\"Go to the desk.\""),
        ("questionnaire.ron", "\"the poisons line\""),
        ("flow/toe.ron", "\"The toe\""),
        ("flow/toe.ron", "\"How does it look?\""),
        ("flow/toe.ron", "\"Choose all that fit.\""),
        ("flow/toe.ron", "\"You need not take off your shoe here.\""),
        ("flow/toe.ron", "\"Some looks need help.\""),
        ("flow/toe.ron", "\"The one at the outer edge.\""),
        ("flow/toe.ron", "\"No pain\""),
        ("flow/toe.ron", "\"The worst there is\""),
        ("flow/after.ron", "\"days\")"),
        ("red_flags.ron", "\"a black toe\""),
        ("red_flags.ron", "\"Do not walk on it.\""),
        ("red_flags.ron", "\"my toe is black\""),
        ("red_flags.ron", "\"a very dead toe\""),
        ("sources.ron", "\"The book of toes\""),
        ("sources.ron", "\"A. Toe\""),
        ("sources.ron", "\"1999\""),
        ("sources.ron", "\"https://example.org/toes\""),
        ("sources.ron", "\"It does not exist.\""),
        ("causes/toe.ron", "\"a bruise\""),
        ("causes/toe.ron", "\"Contusion of a toe\""),
        ("causes/toe.ron", "\"A bruise is a little bleeding under the skin.\""),
        ("causes/toe.ron", "\"Invented.\""),
        ("causes/toe.ron", "\"what the toe hit\""),
        ("causes/toe.ron", "\"Try another shoe.\""),
        ("causes/toe.ron", "\"It is invented.\""),
        ("causes/toe.ron", "\"Not a real toe.\""),
        ("advice/self_care.ron", "\"Cool the toe with a wet cloth.\""),
        ("advice/self_care.ron", "\"Keep the toe warm.\""),
        ("advice/tests.ron", "\"a close look\""),
        ("places/toeland.ron", "\"Toeland\""),
        ("places/toeland.ron", "\"12345\""),
    ];
    for (name, text) in texts {
        let hostile = text.replacen('"', "\"\u{1b}]0;x\u{7}", 1);
        expect_one(name, text, &hostile, "control-character", "\u{1b}");
        let empty = if text.ends_with(')') { "\" \")" } else { "\" \"" };
        expect_one(name, text, empty, "empty", " ");
    }
}

#[test]
fn the_name_of_a_level_is_checked_once() {
    let hostile = "\"Get help \u{1b}now\"";
    expect_one("questionnaire.ron", "\"Get help right now\"", hostile, "control-character", "\u{1b}");
}

#[test]
fn ids_are_made_of_plain_characters() {
    for id in [
        "walk stand",
        "wälk",
        "",
        "walk.stand",
        "walk/stand",
        "walk\u{202e}",
        "`",
        "walk\tstand",
        "skip\u{1b}[0m",
    ] {
        expect_one("flow/after.ron", "\"walk_stand\"", &format!("\"{id}\""), "id-form", id);
    }
}

#[test]
fn ids_of_every_kind_are_checked() {
    expect_one("flow/after.ron", "id: \"walk\"", "id: \"the walk\"", "id-form", "the walk");
    expect_one("red_flags.ron", "\"SLOW\"", "\"SLÖW\"", "id-form", "SLÖW");
    expect_one("red_flags.ron", "\"esc_bad\"", "\"esc bad\"", "id-form", "esc bad");
    expect_one("guards.ron", "\"G-1\"", "\"G 1\"", "id-form", "G 1");
    expect_one(
        "guards.ron",
        "[\"general\", \"massage\", \"walking\"],\n    guards",
        "[\"general\", \"massage\", \"walking\", \"a b\"],\n    guards",
        "id-form",
        "a b",
    );
    expect_one("causes/toe.ron", "\"c_dead\"", "\"c dead\"", "id-form", "c dead");
    expect_one("advice/self_care.ron", "\"sc_walk\"", "\"sc walk\"", "id-form", "sc walk");
    expect_one("places/toeland.ron", "\"toeland\"", "\"toe land\"", "id-form", "toe land");
}

/// The question about socks with this many options.
fn many_socks(n: usize, kind: &str) -> String {
    let options: Vec<String> = (0..n).map(|n| format!("(id: \"socks_{n}\", text: \"Sock {n}\")")).collect();
    let options = options.join(", ");
    format!("id: \"socks\", answer: {kind}(options: [{options}]),")
}

const SOCKS: &str = "id: \"socks\", answer: One(options: [(id: \"socks_wool\", text: \"Wool\"), (id: \"socks_silk\", text: \"Silk\")]),";

#[test]
fn takes_as_many_options_as_fit() {
    for kind in ["One", "Many"] {
        assert_eq!(problems_of(edited("flow/shoe.ron", SOCKS, &many_socks(64, kind))), [], "{kind}");
    }
}

#[test]
fn refuses_more_options_than_fit() {
    for n in [65, 300] {
        for kind in ["Many", "One"] {
            expect_one("flow/shoe.ron", SOCKS, &many_socks(n, kind), "too-many-options", "socks");
        }
    }
}

#[test]
fn a_place_of_the_body_belongs_to_one_option() {
    let points = |wool: &str, silk: &str| {
        let wool = format!("text: \"Wool\", regions: [{wool}]");
        let silk = format!("text: \"Silk\", regions: [{silk}]");
        SOCKS.replace("text: \"Wool\"", &wool).replace("text: \"Silk\"", &silk)
    };
    assert_eq!(problems_of(edited("flow/shoe.ron", SOCKS, &points("Foot, Knee", "Neck"))), []);
    expect_one("flow/shoe.ron", SOCKS, &points("Foot, Knee", "Neck, Knee"), "region", "socks_silk");
    expect_one("flow/shoe.ron", SOCKS, &points("Foot, Foot", "Neck"), "region", "socks_wool");
}

#[test]
fn hours_are_those_of_a_day() {
    let at = |hours: &str| SOCKS.replace("text: \"Silk\"", &format!("text: \"Silk\", hours: [{hours}]"));
    assert_eq!(problems_of(edited("flow/shoe.ron", SOCKS, &at("(22, 1), (0, 24)"))), []);
    for hours in ["(24, 1)", "(3, 25)", "(3, 0)", "(5, 5)"] {
        expect_one("flow/shoe.ron", SOCKS, &at(hours), "hours", "socks_silk");
    }
}

#[test]
fn options_past_the_limit_are_no_further_problem() {
    let mut files = edited(
        "flow/shoe.ron",
        SOCKS,
        &many_socks(70, "Many").replace("]),", "], exclusive: [\"socks_69\"]),"),
    );
    let after = files.iter_mut().find(|file| file.name == "flow/after.ron").unwrap();
    let text = String::from_utf8(after.bytes.clone()).unwrap();
    after.bytes = text
        .replace("AtLeast(\"days\", 2)", "Any([Chosen(\"socks_68\"), Chosen(\"socks_67\")])")
        .into_bytes();
    let rules: Vec<&str> = problems_of(files).iter().map(|found| found.rule).collect();
    assert_eq!(rules, ["too-many-options"]);
}

#[test]
fn refuses_more_topics_than_can_be_told_apart() {
    let topics: Vec<String> = (0..300).map(|n| format!("\"topic_{n}\", ")).collect();
    let topics = topics.concat();
    let to = format!("topics: [{topics}\"general\", ");
    assert_ne!(problems_of(edited("guards.ron", "topics: [\"general\", ", &to)), []);
}

#[test]
fn a_group_that_uses_itself_is_a_problem_where_it_stands() {
    expect_one("red_flags.ron", "Chosen(\"walk_fine\")", "Group(\"SLOW\")", "forward-reference", "SLOW");
}

/// Written out, a group of groups of groups would take a machine's memory.
#[test]
fn a_group_of_more_than_a_thousand_statements_is_refused_where_it_stands() {
    let ten = |of: &str| [of; 10].join(", ");
    let groups = format!(
        "groups: [(id: \"TEN\", is: Any([{}])), (id: \"HUNDRED\", is: All([{}])),
        (id: \"FULL\", is: Not(Any([{}]))), (id: \"OVER\", is: Any([Group(\"FULL\"), Chosen(\"toe_big\")])),",
        ten("Chosen(\"toe_big\")"),
        ten("Group(\"TEN\")"),
        ten("Group(\"HUNDRED\")"),
    );
    expect_one("red_flags.ron", "groups: [", &groups, "group-too-large", "OVER");
}

#[test]
fn what_says_nothing_is_a_problem() {
    expect_one(
        "questionnaire.ron",
        "act: [\"Ring {advice_line} today.\"]",
        "act: []",
        "empty",
        "Get it checked today",
    );
    expect_one("causes/toe.ron", "what: [\"A shoe can be too tight.\"]", "what: []", "empty", "c_shoe");
    expect_one("guards.ron", "hides: [\"massage\", \"walking\"]", "hides: []", "empty", "G-2");
    expect_one(
        "red_flags.ron",
        "All([Chosen(\"looks_crooked\"), Group(\"TOES\")])",
        "Any([])",
        "names-nothing",
        "rf_crooked",
    );
    expect_one(
        "red_flags.ron",
        "Any([Chosen(\"walk_limp\"), Chosen(\"walk_fine\")])",
        "Not(All([]))",
        "names-nothing",
        "SLOW",
    );
}

#[test]
fn a_section_without_questions_is_a_problem() {
    let mut files = edited("questionnaire.ron", "\"after\",", "\"after\", \"bare\",");
    let bytes = b"Section(id: \"bare\", title: \"Bare\", steps: [])".to_vec();
    files.push(SourceFile { name: "flow/bare.ron".to_owned(), bytes });
    assert_eq!(
        problems_of(files),
        [Found { file: "flow/bare.ron".to_owned(), line: Some(1), rule: "empty" }]
    );
}

#[test]
fn a_condition_over_no_question_is_placed() {
    let to =
        "    steps: [\n        When(is: In(Home), steps: []),\n        Ask((\n            prompt: \"What was";
    let found = problems_of(edited(
        "flow/shoe.ron",
        "    steps: [\n        Ask((\n            prompt: \"What was",
        to,
    ));
    assert!(matches!(&found[..], [one] if one.rule == "empty" && one.line.is_some()), "{found:?}");
}

#[test]
fn a_section_that_is_never_walked_is_a_problem() {
    let problems = check(with_file("flow/spare.ron", SPARE)).unwrap_err();
    assert_eq!(
        found(&problems),
        [Found { file: "flow/spare.ron".to_owned(), line: Some(2), rule: "not-in-flow" }]
    );
}

#[test]
fn a_question_that_can_never_be_asked_is_a_problem() {
    expect_one("flow/after.ron", "AtLeast(\"days\", 2)", "In(WaitingRoom)", "never-shown", "walk");
    expect_one(
        "flow/shoe.ron",
        "is: Not(Chosen(\"shoe_bare\"))",
        "is: All([Chosen(\"shoe_bare\"), Chosen(\"none\")])",
        "shared-option",
        "none",
    );
    expect_one(
        "flow/shoe.ron",
        "is: Not(Chosen(\"shoe_bare\"))",
        "is: All([Chosen(\"shoe_bare\"), Chosen(\"shoe_boot\")])",
        "never-shown",
        "socks",
    );
    expect_one("flow/shoe.ron", "is: Not(Chosen(\"shoe_bare\"))", "is: Any([])", "never-shown", "socks");
    expect_one(
        "flow/shoe.ron",
        "is: Not(Chosen(\"shoe_bare\"))",
        "is: All([In(Home), In(WaitingRoom)])",
        "never-shown",
        "socks",
    );
    expect_one(
        "flow/shoe.ron",
        "is: Not(Chosen(\"shoe_bare\"))",
        "is: Not(Any([In(Home), In(WaitingRoom)]))",
        "never-shown",
        "socks",
    );
}

#[test]
fn nobody_answers_and_skips_the_same_question() {
    for both in [
        "All([Chosen(\"looks_skip\"), Chosen(\"looks_blue\")])",
        "All([Chosen(\"looks_blue\"), Chosen(\"looks_skip\")])",
    ] {
        expect_one("flow/after.ron", "AtLeast(\"days\", 2)", both, "never-shown", "walk");
    }
}

#[test]
fn what_an_exclusive_option_allows_beside_it_can_be_shown() {
    let to = "is: All([Chosen(\"shoe_bare\"), Chosen(\"shoe_slipper\")])";
    assert_eq!(problems_of(edited("flow/shoe.ron", "is: Not(Chosen(\"shoe_bare\"))", to)), []);
}

#[test]
fn a_range_goes_up() {
    for range in ["from: 3, to: 3", "from: 4, to: 3"] {
        let number = format!("id: \"socks\", answer: Number({range}, unit: \"socks\"),");
        expect_one("flow/shoe.ron", SOCKS, &number, "range", "socks");
        let scale = format!("id: \"socks\", answer: Scale({range}, low: \"Few\", high: \"Many\"),");
        expect_one("flow/shoe.ron", SOCKS, &scale, "range", "socks");
    }
}

#[test]
fn a_condition_on_a_number_must_be_able_to_say_something() {
    expect_one("red_flags.ron", "AtLeast(\"score\", 8)", "AtLeast(\"score\", 0)", "out-of-range", "score");
    expect_one("red_flags.ron", "AtLeast(\"score\", 8)", "AtLeast(\"score\", 11)", "out-of-range", "score");
    expect_one("red_flags.ron", "AtLeast(\"score\", 8)", "AtLeast(\"toe\", 2)", "not-a-number", "toe");
    assert_eq!(problems_of(edited("red_flags.ron", "AtLeast(\"score\", 8)", "AtLeast(\"score\", 10)")), []);
    assert_eq!(problems_of(edited("red_flags.ron", "AtLeast(\"score\", 8)", "AtLeast(\"score\", 1)")), []);
}

#[test]
fn advice_stands_in_the_list_of_its_kind() {
    expect_one(
        "causes/toe.ron",
        "tests: [\"te_look\"]",
        "tests: [\"tr_plaster\"]",
        "wrong-kind",
        "tr_plaster",
    );
    expect_one(
        "causes/toe.ron",
        "[\"sc_cool\", \"sc_rub\"]",
        "[\"sc_cool\", \"sn_colour\"]",
        "wrong-kind",
        "sn_colour",
    );
}

#[test]
fn advice_tells_of_signs_that_are_there() {
    let when = "when: Group(\"TOES\"),";
    let tells = |id: &str| format!("{when} tells: [(level: Soon, options: [\"{id}\"])],");
    expect_one("advice/safety_net.ron", when, &tells("shoe_bto"), "unknown-id", "shoe_bto");
    expect_one("advice/safety_net.ron", when, &tells("looks_skip"), "wrong-kind", "looks_skip");
    assert_eq!(problems_of(edited("advice/safety_net.ron", when, &tells("shoe_boot"))), []);
}

#[test]
fn only_an_exclusive_option_needs_something_allowed_beside_it() {
    expect_one(
        "flow/shoe.ron",
        "(\"shoe_bare\", \"shoe_slipper\")",
        "(\"shoe_boot\", \"shoe_slipper\")",
        "beside",
        "shoe_boot",
    );
}

#[test]
fn the_cap_leaves_room_for_a_question() {
    expect_one("questionnaire.ron", "most: 8", "most: 0", "cap", "stubbed-toe");
}

#[test]
fn another_schema_is_refused() {
    expect_one("questionnaire.ron", "schema: 1", "schema: 2", "schema", "stubbed-toe");
}

#[test]
fn placeholders_are_known_and_closed() {
    let text = "\"Try another shoe.\"";
    for (to, at) in [
        ("Try {another} shoe.", "{another}"),
        ("Try {doctor shoe.", "{"),
        ("Try doctor} shoe.", "}"),
        ("Try {} shoe.", "{}"),
        ("Try {{doctor}} shoe.", "{{"),
        ("Try {Doctor} shoe.", "{Doctor}"),
        ("Try {doctor} and {docter}.", "{docter}"),
    ] {
        expect_one("causes/toe.ron", text, &format!("\"{to}\""), "placeholder", at);
    }
    assert_eq!(problems_of(edited("causes/toe.ron", text, "\"Try {doctor}{doctor}, {poison_line}.\"")), []);
}

#[test]
fn texts_that_are_shown_as_they_stand_hold_no_placeholders() {
    for (name, text) in [
        ("flow/toe.ron", "\"Which toe is it?\""),
        ("flow/shoe.ron", "\"The shoe\""),
        ("sources.ron", "\"The book of toes\""),
        ("places/toeland.ron", "\"Toeland\""),
        ("questionnaire.ron", "\"test content, not for use\""),
    ] {
        expect_one(name, text, "\"Ask a {doctor}.\"", "placeholder-here", "Ask a {doctor}.");
    }
}

#[test]
fn the_topic_of_all_care_is_named() {
    let topics = "topics: [\"general\", ";
    let found = problems_of(edited("guards.ron", topics, "topics: [\"care\", "));
    assert!(found.iter().any(|found| found.rule == "missing-topic" && found.line == Some(3)), "{found:?}");
}

#[test]
fn every_statement_has_a_source() {
    expect_one(
        "red_flags.ron",
        "sources: [\"toe-book\", \"shoe-letter\"]",
        "sources: []",
        "no-source",
        "rf_crooked",
    );
    expect_one("advice/tests.ron", "sources: [\"toe-book\"]", "sources: []", "no-source", "te_look");
}

// What is shown of a hostile file.

/// Characters that could drive a terminal or turn the order of a line.
fn hostile_characters() -> impl Iterator<Item = char> {
    let control = (0..=0x9f_u8).map(char::from).filter(|c| c.is_control() && *c != '\n');
    control.chain(['\u{200e}', '\u{202e}', '\u{2066}', '\u{2069}', '\u{2028}', '\u{feff}', '\u{e0041}'])
}

#[test]
fn shows_no_control_character_of_a_source_line() {
    for c in hostile_characters() {
        let files = edited("flow/toe.ron", "text: \"Blue\"", &format!("text: \"Bl{c}ue\""));
        let shown = report::problems::render(&check(files).expect_err("it does not belong in a text"));
        assert_harmless(&shown);
    }
}

#[test]
fn shows_no_control_character_of_a_comment_beside_a_mistake() {
    for c in hostile_characters() {
        let files =
            edited("flow/toe.ron", "skip: As(\"looks_skip\"),", &format!("skip: As(\"\"), // {c}[2J{c}"));
        let shown = report::problems::render(&check(files).expect_err("the empty id is none"));
        assert_harmless(&shown);
    }
}

#[test]
fn shows_no_control_character_in_a_message() {
    for c in hostile_characters() {
        let wrong = format!("Chosen(\"looks_{c}black\")");
        let files = edited("red_flags.ron", "Chosen(\"looks_black\")", &wrong);
        let shown = report::problems::render(&check(files).expect_err("there is no such option"));
        assert_harmless(&shown);
        let escaped = format!("Chosen(\"looks_\\u{{{:x}}}black\")", u32::from(c));
        let files = edited("red_flags.ron", "Chosen(\"looks_black\")", &escaped);
        let shown = report::problems::render(&check(files).expect_err("there is no such option"));
        assert_harmless(&shown);
    }
}

#[test]
fn shows_no_control_character_in_a_name_that_may_be_meant() {
    for c in hostile_characters() {
        let escaped = format!("\\u{{{:x}}}", u32::from(c));
        let files = edited("flow/after.ron", "\"walk_hop\"", &format!("\"walk_{escaped}hop\""));
        let files = changed(&files, "causes/toe.ron", |bytes| {
            let text = std::str::from_utf8(bytes).unwrap();
            text.replace("Chosen(\"laced_tight\")", "Chosen(\"walk_hopp\")").into_bytes()
        });
        let shown = report::problems::render(&check(files).expect_err("that is no id"));
        assert_harmless(&shown);
    }
}

#[test]
fn shows_no_control_character_in_the_name_of_a_file() {
    for c in hostile_characters() {
        let mut files = SOUND.clone();
        files.push(SourceFile { name: format!("places/{c}[31m.ron"), bytes: b"Place(".to_vec() });
        files.push(SourceFile { name: format!("{c}[31m.ron"), bytes: Vec::new() });
        let problems = check(files).expect_err("both are no content");
        assert_eq!(problems.problems.len(), 2, "{c:?}");
        assert_harmless(&report::problems::render(&problems));
    }
}

#[test]
fn a_name_over_several_lines_cannot_forge_a_report() {
    let wrong = "Chosen(\"x`\\n\\n0 problems\\n\\n`y\")";
    let files = edited("red_flags.ron", "Chosen(\"looks_black\")", wrong);
    let shown = report::problems::render(&check(files).expect_err("there is no such option"));
    assert!(!shown.lines().any(|line| line == "0 problems"), "{shown}");
}

// Arbitrary files.

/// Proptest's own settings, with fewer cases.
fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

/// Bits that get further into parser and checker than random characters do.
const BITS: &[&str] = &[
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    ",",
    ":",
    "\"",
    "\\",
    "\\u{1b}",
    "//",
    "/*",
    "*/",
    "r#\"",
    "'",
    "0",
    "-1",
    "65536",
    "\n",
    "\r",
    "\t",
    "\u{1b}",
    "\u{9b}",
    "\u{202e}",
    "\u{feff}",
    "Not(",
    "All([])",
    "Any([])",
    "Chosen(\"none\")",
    "Chosen(\"toe_big\")",
    "Chosen(\"walk_hop\")",
    "Group(\"TOES\")",
    "Flag(\"rf_odd\")",
    "Level(Soon)",
    "In(Home)",
    "AtLeast(\"score\", 3)",
    "Never",
    "As(\"x\")",
    "id: \"toe\", ",
    "Some(",
    "toe",
    "ä",
    "足",
];

#[derive(Debug, Clone)]
enum Edit {
    Insert(String),
    Replace(String),
    Delete,
}

fn any_edit() -> impl Strategy<Value = Edit> {
    let hostile: Vec<char> = hostile_characters().collect();
    let bit = prop_oneof![
        any::<char>().prop_map(String::from),
        prop::sample::select(hostile).prop_map(String::from),
        prop::sample::select(BITS).prop_map(str::to_owned),
    ];
    prop_oneof![bit.clone().prop_map(Edit::Insert), bit.prop_map(Edit::Replace), Just(Edit::Delete),]
}

/// Edits a text at one of its characters.
fn apply(bytes: &[u8], at: Index, edit: &Edit) -> Vec<u8> {
    let text = std::str::from_utf8(bytes).unwrap();
    let Some((start, c)) = text.char_indices().nth(at.index(text.chars().count().max(1))) else {
        return bytes.to_vec();
    };
    let (end, new) = match edit {
        Edit::Insert(new) => (start, new.as_str()),
        Edit::Replace(new) => (start + c.len_utf8(), new.as_str()),
        Edit::Delete => (start + c.len_utf8(), ""),
    };
    [&bytes[..start], new.as_bytes(), &bytes[end..]].concat()
}

fn survives(files: Vec<SourceFile>) {
    if let Err(problems) = check(files) {
        assert!(!problems.problems.is_empty());
        let _ = problems.to_string();
        assert_harmless(&report::problems::render(&problems));
    }
}

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn any_bytes_in_place_of_any_file_are_survived(file: Index, bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let name = &file.get(&SOUND).name;
        survives(changed(&SOUND, name, |_| bytes));
    }

    #[test]
    fn any_edits_of_a_sound_file_are_survived(
        file: Index,
        edits in prop::collection::vec((any::<Index>(), any_edit()), 1..5),
    ) {
        let name = &file.get(&SOUND).name;
        let files = changed(&SOUND, name, |bytes| {
            edits.iter().fold(bytes.to_vec(), |bytes, (at, edit)| apply(&bytes, *at, edit))
        });
        survives(files);
    }
}

proptest! {
    #![proptest_config(cases(24))]

    #[test]
    fn any_edit_of_a_shipped_file_is_survived(file: Index, at: Index, edit in any_edit()) {
        let name = &file.get(&SHIPPED).name;
        survives(changed(&SHIPPED, name, |bytes| apply(bytes, at, &edit)));
    }
}

#[test]
fn asks_no_question_of_which_every_option_is_hidden() {
    let shown = "(id: \"walk_limp\", text: \"With a limp\"),
                            (id: \"walk_hop\", text: \"In hops\"),
                            (id: \"walk_stand\", text: \"Not at all\"),
                            (id: \"walk_fine\", text: \"As ever\"),";
    let hidden = shown.replace("\"),", "\", when: Chosen(\"toe_big\")),");
    let questionnaire = check(edited("flow/after.ron", shown, &hidden)).expect("it is sound");
    let walk = questionnaire.find_question("walk").unwrap();
    for (toe, asked) in [("toe_big", true), ("toe_little", false)] {
        let text = format!("{{\"answers\": {{\"toe\": \"{toe}\", \"days\": 9}}}}");
        let session = twinge::answers_file::parse(&text).unwrap().session(&questionnaire).unwrap();
        assert_eq!(session.path().asked().contains(&walk), asked, "{toe}");
    }
}

// Facts of the source documents.

/// The sound folder with two facts, of which a piece of advice names one.
fn with_facts(seed: &str) -> Vec<SourceFile> {
    let files = with_file(
        "facts.ron",
        "Facts(facts: [
            (id: \"T1-01\", document: \"toe-book\", about: \"cooling\"),
            (id: \"T1-02\", document: \"toe-book\", about: \"rubbing\"),
        ])",
    );
    changed(&files, "advice/self_care.ron", |bytes| {
        let text = std::str::from_utf8(bytes).unwrap();
        text.replacen("trust: GoodPractice,", &format!("trust: GoodPractice, seeds: [\"{seed}\"],"), 1).into()
    })
}

#[test]
fn takes_a_fact_that_an_entry_carries() {
    let questionnaire = check(with_facts("T1-01")).unwrap();
    let carried: Vec<&str> = questionnaire
        .carriers()
        .flat_map(|(carrier, seeds)| seeds.iter().map(move |_| carrier))
        .map(|carrier| questionnaire.carrier_id(carrier))
        .collect();
    assert_eq!(carried, ["sc_cool"]);
}

#[test]
fn names_the_nearest_fact_for_an_unknown_one() {
    let problems = check(with_facts("T1-03")).unwrap_err();
    let [problem] = &problems.problems[..] else { panic!("one problem, not {problems}") };
    assert_eq!(problem.rule, "unknown-seed");
    let source = problems.source("advice/self_care.ron").unwrap();
    assert_eq!(&source[problem.at.start.unwrap()..problem.at.end], "T1-03");
    assert!(problem.help.as_ref().unwrap().starts_with("did you mean `T1-0"), "{problems}");
}

#[test]
fn knows_no_fact_without_the_file_of_facts() {
    expect_one(
        "advice/self_care.ron",
        "trust: GoodPractice,",
        "trust: GoodPractice, seeds: [\"T1-01\"],",
        "unknown-seed",
        "T1-01",
    );
}

#[test]
fn refuses_a_fact_of_an_unknown_document_and_one_that_stands_twice() {
    let files = with_file(
        "facts.ron",
        "Facts(facts: [
            (id: \"T1-01\", document: \"toe-bok\", about: \"cooling\"),
            (id: \"T1-01\", document: \"toe-book\", about: \"rubbing\"),
        ])",
    );
    let rules: Vec<&str> = check(files).unwrap_err().problems.iter().map(|problem| problem.rule).collect();
    assert_eq!(rules, ["unknown-id", "duplicate-id"]);
}

#[test]
fn names_the_work_that_a_source_names_wrongly() {
    expect_one("sources.ron", "remark:", "names: [\"shoe-leter\"], remark:", "unknown-id", "shoe-leter");
}
