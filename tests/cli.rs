//! The real binary, by its arguments, streams and exit codes; no terminal, no environment.

#![expect(clippy::unwrap_used, reason = "a failing test should panic")]

#[path = "support/by_ear.rs"]
mod by_ear;

use std::{
    fmt::Write as _,
    fs,
    io::{self, Read, Write},
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::mpsc,
    thread,
    time::Duration,
};

use serde_json::{Value, json};
use twinge::{
    content::{self, AnswerKind, OptionIx, OptionSet, Origin, Questionnaire, Setting, fault_in},
    embedded,
    engine::{Answer, Session, Step, assess},
};

/// After this, a program that is still running hangs.
const DEADLINE: Duration = Duration::from_mins(1);

const SOUND: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/sound");
const MISTAKES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/mistakes");
const SHIPPED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/questions");

/// Answers for the sound folder, to every question that is due and one that is not.
const ANSWERS: &str = r#"{
    "setting": "home",
    "place": "toeland",
    "answers": {
        "toe": ["toe_big"], "looks": ["looks_blue"], "score": 9, "shoe": ["shoe_slipper"],
        "socks": ["socks_wool"], "laced": ["laced_yes"], "days": 3, "walk": ["walk_limp", "walk_hop"]
    }
}"#;

/// What a program left behind.
#[derive(Debug, PartialEq, Eq)]
struct Ran {
    /// Exit code; `None` if a signal ended it.
    code: Option<i32>,
    out: String,
    err: String,
}

fn command(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_twinge"));
    command.env_clear().args(args).current_dir(scratch());
    command
}

/// Runs the program with this as its standard input.
fn twinge(args: &[&str], input: impl Into<Vec<u8>>) -> Ran {
    run(&mut command(args), input.into())
}

fn run(command: &mut Command, input: Vec<u8>) -> Ran {
    let command = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    // The program may end without reading all of it.
    thread::spawn(move || stdin.write_all(&input));
    let out = read_all(child.stdout.take().unwrap());
    let err = read_all(child.stderr.take().unwrap());
    let (Ok(out), Ok(err)) = (out.recv_timeout(DEADLINE), err.recv_timeout(DEADLINE)) else {
        child.kill().unwrap();
        child.wait().unwrap();
        panic!("still running after {DEADLINE:?}");
    };
    Ran { code: child.wait().unwrap().code(), out, err }
}

fn read_all(mut stream: impl Read + Send + 'static) -> mpsc::Receiver<String> {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        sender.send(String::from_utf8(bytes).unwrap())
    });
    receiver
}

impl Ran {
    /// What it printed; it did what was asked and had nothing to complain about.
    #[track_caller]
    fn done(&self) -> &str {
        assert_eq!((self.code, self.err.as_str()), (Some(0), ""), "{}", self.out);
        assert!(self.out.ends_with('\n'), "{}", self.out);
        assert_harmless(&self.out);
        &self.out
    }

    /// Its one message; it failed with this code and printed nothing else.
    #[track_caller]
    fn refused(&self, code: i32) -> &str {
        assert_eq!((self.code, self.out.as_str()), (Some(code), ""), "{}", self.err);
        assert_harmless(&self.err);
        assert!(self.err.starts_with("twinge: ") && self.err.ends_with('\n'), "{:?}", self.err);
        assert_eq!(self.err.matches('\n').count(), 1, "{}", self.err);
        assert!(self.err.len() < 1000, "a message of {} bytes", self.err.len());
        &self.err
    }

    /// Its problems; the content has some, and so nothing else was done.
    #[track_caller]
    fn content_refused(&self) -> &str {
        assert_eq!((self.code, self.out.as_str()), (Some(3), ""), "{}", self.err);
        assert_harmless(&self.err);
        assert!(self.err.ends_with(" problem\n") || self.err.ends_with(" problems\n"), "{}", self.err);
        &self.err
    }
}

/// No control character but the line feed, and nothing that turns text round.
#[track_caller]
fn assert_harmless(shown: &str) {
    for line in shown.split('\n') {
        assert_eq!(fault_in(line), None, "{line:?}");
    }
}

fn scratch() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("cli");
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// Writes a file of its own for a test and returns its path.
fn file(name: &str, bytes: impl AsRef<[u8]>) -> String {
    let path = scratch().join(name);
    fs::write(&path, bytes).unwrap();
    path.to_str().unwrap().to_owned()
}

/// A copy of the sound folder with one file changed.
fn folder(name: &str, change: &str, edit: impl FnOnce(String) -> String) -> String {
    copy_of(SOUND, name, change, edit)
}

/// A copy of a content folder with one file edited.
fn copy_of(folder: &str, name: &str, change: &str, edit: impl FnOnce(String) -> String) -> String {
    let copy = scratch().join(name);
    let _ = fs::remove_dir_all(&copy);
    for source in twinge::folder::read(Path::new(folder)).unwrap() {
        let path = copy.join(&source.name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, source.bytes).unwrap();
    }
    let path = copy.join(change);
    let text = fs::read_to_string(&path).unwrap();
    let new = edit(text.clone());
    assert_ne!(new, text, "the edit of {change} must change it");
    fs::write(path, new).unwrap();
    copy.to_str().unwrap().to_owned()
}

fn assess_sound(answers: &str, format: &str) -> Ran {
    twinge(&["assess", "-", "--format", format, "--questions", SOUND], answers)
}

fn json_of(answers: &str) -> Value {
    serde_json::from_str(assess_sound(answers, "json").done()).unwrap()
}

// prove

#[test]
fn prove_holds_on_the_shipped_content_and_counts_its_sessions() {
    let ran = twinge(&["prove"], "");
    let text = ran.done();
    assert!(text.contains("17 to 20 questions"), "{text}");
    assert!(text.contains("  25 of 25 questions\n"), "{text}");
    assert!(text.contains("  132 of 132 red flags, floors and escalations\n"), "{text}");
    assert!(text.contains("  72 of 72 causes\n"), "{text}");
    let held = text.lines().last().unwrap().trim();
    let (n, all) = held.strip_suffix(" hold").unwrap().split_once(" of ").unwrap();
    assert_eq!(n, all, "{text}");
    assert_eq!(text, twinge(&["prove", SHIPPED], "").done());
}

#[test]
fn prove_exits_3_with_a_session_that_breaks_a_statement() {
    let lower = |text: String| {
        let (before, flag) = text.split_once("id: \"rf_saddle\"").unwrap();
        format!("{before}id: \"rf_saddle\"{}", flag.replacen("level: Emergency", "level: Soon", 1))
    };
    let dir = copy_of(SHIPPED, "prove", "red_flags.ron", lower);
    let ran = twinge(&["prove", &dir], "");
    assert_eq!(ran.code, Some(3), "{}", ran.out);
    assert!(ran.out.contains("error[broken]: `SR-04` does not hold"), "{}", ran.out);
    // The session can be run again as it stands.
    let after = ran.out.split_once("\nSR-04: ").unwrap().1;
    let answers = after.lines().find(|line| line.starts_with('{')).unwrap();
    let again = twinge(&["assess", "-", "--questions", &dir, "--format", "json"], answers);
    let outcome = again.done();
    assert!(outcome.contains("\"disposition\": \"soon\""), "{outcome}");
    assert!(outcome.contains("nerve_saddle"), "{outcome}");
}

#[test]
fn prove_exits_3_when_a_straight_walk_is_longer_than_the_cap() {
    let dir = copy_of(SHIPPED, "prove-cap", "questionnaire.ron", |text| text.replace("most: 20", "most: 15"));
    let ran = twinge(&["prove", &dir], "");
    assert_eq!(ran.code, Some(3), "{}", ran.out);
    assert!(ran.out.contains("error[too-long]: home asks up to"), "{}", ran.out);
}

#[test]
fn prove_shows_content_problems_before_it_proves_anything() {
    let misspelt = |text: String| text.replacen("nerve_saddle", "nerve_sadle", 1);
    let dir = copy_of(SHIPPED, "prove-broken", "invariants.ron", misspelt);
    let ran = twinge(&["prove", &dir], "");
    assert_eq!(ran.code, Some(3));
    assert!(ran.err.contains("did you mean `nerve_saddle`?"), "{}", ran.err);
}

// coverage

#[test]
fn coverage_shows_each_fact_of_the_shipped_content_and_that_none_is_lost() {
    let ran = twinge(&["coverage"], "");
    let table = ran.done();
    assert!(table.ends_with("\n185 of 185 facts carried and reachable\n"), "{table}");
    assert!(table.lines().all(|line| fault_in(line).is_none()));
    assert_eq!(table, twinge(&["coverage", SHIPPED], "").done());
}

#[test]
fn coverage_exits_3_when_a_fact_is_lost() {
    let dir = folder("coverage", "sources.ron", |text| text + " ");
    let fact = "Facts(facts: [(id: \"T1-01\", document: \"toe-book\", about: \"cooling\")])";
    fs::write(Path::new(&dir).join("facts.ron"), fact).unwrap();
    let ran = twinge(&["coverage", &dir], "");
    assert_eq!(ran.code, Some(3));
    assert_eq!(ran.out, "T1-01  cooling  carried by nothing\n0 of 1 facts carried and reachable\n");

    let advice = Path::new(&dir).join("advice/self_care.ron");
    let text = fs::read_to_string(&advice).unwrap();
    fs::write(&advice, text.replacen("trust: GoodPractice,", "seeds: [\"T1-01\"],", 1)).unwrap();
    let carried = "T1-01  cooling  sc_cool\n1 of 1 facts carried and reachable\n";
    assert_eq!(twinge(&["coverage", &dir], "").done(), carried);
}

#[test]
fn coverage_of_content_without_facts_loses_none() {
    assert_eq!(twinge(&["coverage", SOUND], "").done(), "0 of 0 facts carried and reachable\n");
}

// check

#[test]
fn check_counts_what_a_sound_folder_holds() {
    let ran = twinge(&["check", SOUND], "");
    let out = ran.done();
    for count in ["8 questions", "24 options", "5 red flags", "3 causes", "7 pieces of advice", "2 sources"] {
        assert!(out.contains(count), "no {count} in: {out}");
    }
    assert!(out.starts_with("no problems") && out.contains("stubbed-toe 0.0.1"), "{out}");
}

#[test]
fn check_shows_every_problem_and_their_number() {
    let ran = twinge(&["check", MISTAKES], "");
    let err = ran.content_refused();
    assert!(err.ends_with("\n20 problems\n"), "{err}");
    assert_eq!(err.matches("error[").count(), 20);
    assert!(err.contains("--> guards.ron:12:"), "{err}");
}

#[test]
fn check_names_a_folder_that_is_not_there() {
    let ran = twinge(&["check", "nowhere"], "");
    let err = ran.content_refused();
    assert!(err.contains("`nowhere`") && err.contains("it is not there"), "{err}");
}

#[test]
fn check_refuses_a_file_in_place_of_a_folder() {
    let ran = twinge(&["check", &file("no-folder", "x")], "");
    assert!(ran.content_refused().contains("it is no folder"), "{}", ran.err);
}

#[test]
fn check_without_a_folder_checks_what_ships() {
    let embedded = twinge(&["check"], "");
    assert_eq!(embedded.done(), twinge(&["check", SHIPPED], "").done());
    assert!(embedded.out.contains(embedded::questionnaire().unwrap().fingerprint()), "{}", embedded.out);
}

#[test]
fn check_ends_on_groups_that_use_each_other() {
    let circle = folder("circle", "red_flags.ron", |text| {
        text.replace(
            "Any([Chosen(\"toe_big\"), Chosen(\"toe_little\")])",
            "Any([Chosen(\"toe_big\"), Group(\"TOES\")])",
        )
    });
    let ran = twinge(&["check", &circle], "");
    let err = ran.content_refused();
    assert!(err.contains("the group `TOES` stands further down"), "{err}");
    assert!(err.ends_with("\n1 problem\n"), "{err}");
}

#[test]
fn check_ends_on_a_group_that_uses_itself() {
    let own = folder("own", "red_flags.ron", |text| {
        text.replace(
            "Any([Chosen(\"toe_big\"), Chosen(\"toe_little\")])",
            "Any([Chosen(\"toe_big\"), Group(\"OUTER\")])",
        )
    });
    let ran = twinge(&["check", &own], "");
    assert!(ran.content_refused().ends_with("\n1 problem\n"), "{}", ran.err);
}

#[test]
fn check_ends_on_groups_that_double_each_time() {
    let doubling = folder("doubling", "red_flags.ron", |text| {
        let mut groups = String::from("(id: \"D0\", is: Chosen(\"toe_big\")),\n");
        for n in 1..60 {
            let below = n - 1;
            writeln!(groups, "(id: \"D{n}\", is: Any([Group(\"D{below}\"), Not(Group(\"D{below}\"))])),")
                .unwrap();
        }
        text.replace("    groups: [\n", &format!("    groups: [\n{groups}")).replace(
            "Any([Group(\"OUTER\"), Chosen(\"toe_middle\")])",
            "Any([Group(\"OUTER\"), Chosen(\"toe_middle\"), Group(\"D59\")])",
        )
    });
    let ran = twinge(&["check", &doubling], "");
    assert!(matches!(ran.code, Some(0 | 3)), "{ran:?}");
}

#[test]
fn check_ends_on_very_long_names() {
    let long = folder("long", "red_flags.ron", |text| {
        let name = "x".repeat(1_000_000);
        text.replace("\"SLOW\"", &format!("\"{name}\""))
            .replace("is: Group(\"ODD\")", &format!("is: Any([Group(\"{name}y\"), Group(\"{name}z\")])"))
    });
    let ran = twinge(&["check", &long], "");
    assert_eq!(ran.code, Some(3));
    assert!(ran.err.ends_with("\n2 problems\n"), "{}", ran.err.get(..1000).unwrap_or(&ran.err));
}

#[test]
fn check_ends_on_very_many_problems() {
    let many = folder("many", "questionnaire.ron", |text| {
        let mut wrong = String::from("    fallback: [\n");
        for n in 0..20_000 {
            writeln!(wrong, "        (when: Chosen(\"toe_{n}\"), cause: \"c_bruise\"),").unwrap();
        }
        text.replace("    fallback: [\n", &wrong)
    });
    let ran = twinge(&["check", &many], "");
    assert_eq!(ran.code, Some(3));
    assert!(ran.err.ends_with("\n20000 problems\n"), "{}", ran.err.get(..1000).unwrap_or(&ran.err));
}

#[test]
fn check_does_not_drive_the_terminal_through_the_name_of_a_folder() {
    for name in ["\u{1b}[31mred", "\u{9b}31mred", "back\rwards", "a\u{202e}b"] {
        twinge(&["check", name], "").content_refused();
    }
}

// test

/// A copy of the sound folder with this among its vignettes.
fn tested(name: &str, vignettes: &str) -> String {
    let folder = folder(name, "sources.ron", |text| text + "\n");
    fs::create_dir_all(Path::new(&folder).join("vignettes")).unwrap();
    fs::write(Path::new(&folder).join("vignettes/toe.ron"), vignettes).unwrap();
    folder
}

/// A toe that ran blue, with this as its level.
fn blue_toe(level: &str) -> String {
    format!(
        "Vignettes(vignettes: [(id: \"blue\", story: \"A blue toe.\", setting: Home, \
         answers: {{\"toe\": [\"toe_big\"], \"looks\": [\"looks_blue\"]}}, level: {level}, flags: [\"rf_odd\"])])"
    )
}

#[test]
fn test_counts_the_vignettes_that_hold() {
    let ran = twinge(&["test", &tested("holds", &blue_toe("Soon"))], "");
    assert_eq!(ran.done(), "1 vignette holds: 0 emergency, 0 same_day, 1 soon, 0 routine, 0 self_care\n");
}

#[test]
fn test_tells_what_does_not_hold_and_exits_with_three() {
    let ran = twinge(&["test", &tested("fails", &blue_toe("SameDay"))], "");
    assert_eq!((ran.code, ran.err.as_str()), (Some(3), ""));
    assert_harmless(&ran.out);
    assert_eq!(
        ran.out,
        "blue in vignettes/toe.ron\n\
         \x20 A blue toe.\n\
         \x20 - the level is soon, expected same_day, because `rf_odd` fires on looks_blue\n\
         \n\
         1 of 1 vignettes does not hold\n"
    );
}

#[test]
fn test_shows_a_wrong_id_where_it_stands() {
    let wrong = blue_toe("Soon").replace("rf_odd", "rf_od");
    let folder = tested("wrong-id", &wrong);
    let ran = twinge(&["test", &folder], "");
    let err = ran.content_refused();
    assert!(err.contains("there is no red flag `rf_od`") && err.contains("did you mean `rf_odd`?"), "{err}");
    assert!(err.contains("--> vignettes/toe.ron:1:") && err.ends_with("\n1 problem\n"), "{err}");
    assert_eq!(twinge(&["check", &folder], ""), ran, "a check finds the same");
}

#[test]
fn test_of_nothing_does_not_pass() {
    let ran = twinge(&["test", SOUND], "");
    assert!(ran.refused(3).contains("there are no vignettes in `"), "{}", ran.err);
    let ran =
        twinge(&["test", &tested("empty", "Vignettes(rest: {\"toe\": \"toe_big\"}, vignettes: [])")], "");
    assert!(ran.refused(3).contains("there are no vignettes in `"), "{}", ran.err);
}

#[test]
fn test_refuses_content_with_problems() {
    assert!(twinge(&["test", MISTAKES], "").content_refused().ends_with("\n20 problems\n"));
    assert!(twinge(&["test", "nowhere"], "").content_refused().contains("it is not there"));
}

#[test]
fn test_without_a_folder_tests_what_ships() {
    let embedded = twinge(&["test"], "");
    assert!(embedded.done().contains(" vignettes hold: "), "{}", embedded.out);
    assert_eq!(embedded, twinge(&["test", SHIPPED], ""));
}

// assess

#[test]
fn assess_tells_everything_in_json() {
    let report = json_of(ANSWERS);
    let questionnaire = content::parse(&twinge::folder::read(Path::new(SOUND)).unwrap());
    assert_eq!(report["schema"], 1);
    assert_eq!(report["content"]["id"], "stubbed-toe");
    assert_eq!(report["content"]["version"], "0.0.1");
    assert_eq!(report["content"]["fingerprint"], questionnaire.fingerprint());
    assert_eq!(report["setting"], "home");
    assert_eq!(report["place"], "toeland");
    assert_eq!(report["complete"], true);
    assert_eq!(report["path"], json!(["toe", "looks", "score", "shoe", "socks", "days", "walk"]));
    assert_eq!(report["unanswered"], json!([]));
    assert_eq!(report["ignored"], json!(["laced"]));
    assert_eq!(report["disposition"], "same_day");
    let flag = |n: usize| {
        json!([report["flags"][n]["id"], report["flags"][n]["disposition"], report["flags"][n]["because"]])
    };
    assert_eq!(flag(0), json!(["esc_bad", "same_day", ["looks_blue", "score"]]));
    assert_eq!(flag(1), json!(["rf_odd", "soon", ["looks_blue"]]));
    assert_eq!(flag(2), json!(["fl_bad", "routine", ["score"]]));
    assert_eq!(report["flags"].as_array().unwrap().len(), 3);
    let [bruise] = &report["causes"].as_array().unwrap()[..] else { panic!("{report}") };
    assert_eq!(bruise["id"], "c_bruise");
    assert_eq!(bruise["name"], "a bruise");
    assert_eq!(bruise["clinical"], "Contusion of a toe");
    assert_eq!(bruise["band"], "some");
    assert_eq!(bruise["for"], json!(["looks_blue", "score"]));
    assert_eq!(bruise["against"], json!([]));
    assert_eq!(bruise["sources"], json!(["toe-book"]));
    let advice: Vec<_> =
        report["advice"].as_array().unwrap().iter().map(|item| [&item["id"], &item["text"]]).collect();
    assert_eq!(
        json!(advice),
        json!([
            ["sc_cool", "Cool the toe with a wet cloth."],
            ["sc_rub", "Rub the toe a little."],
            ["pv_light", "Switch on the light at night."],
        ])
    );
    let net = json!([
        "Call 12345 if the toe turns black.",
        "Ring the local advice line if the toe changes its colour."
    ]);
    assert_eq!(report["safety_net"], net);
}

#[test]
fn assess_reports_what_is_missing_and_what_is_too_much() {
    let report =
        json_of(r#"{"answers": {"toe": ["toe_none"], "looks": ["looks_black"], "shoe": "shoe_boot"}}"#);
    assert_eq!(report["setting"], "home");
    assert_eq!(report["place"], Value::Null);
    assert_eq!(report["complete"], false);
    assert_eq!(report["path"], json!(["toe", "score", "shoe", "socks", "laced", "days"]));
    assert_eq!(report["unanswered"], json!(["score", "socks", "laced", "days"]));
    assert_eq!(report["ignored"], json!(["looks"]));
    assert_eq!(report["disposition"], "self_care", "an answer that is ignored must count for nothing");
    assert_eq!(report["flags"], json!([]));
}

#[test]
fn assess_reports_options_that_are_not_offered() {
    let report = json_of(r#"{"answers": {"toe": ["toe_little"], "looks": ["looks_nail", "looks_pale"]}}"#);
    assert_eq!(report["not_offered"], json!(["looks_nail"]));
    assert_eq!(report["ignored"], json!([]));
    assert_eq!(report["flags"][0]["because"], json!(["looks_pale"]));
}

#[test]
fn assess_of_no_answers_is_incomplete() {
    for nothing in ["{}", "{\"answers\": {}}", "()", "(answers: {})", "  \n {} \n"] {
        let report = json_of(nothing);
        assert_eq!(report["complete"], false, "{nothing}");
        assert_eq!(report["disposition"], "self_care", "{nothing}");
    }
}

#[test]
fn assess_takes_skipped_questions_under_both_names() {
    for skip in [r#""skip""#, r#"["skip"]"#, r#""looks_skip""#, r#"["looks_skip"]"#] {
        let report =
            json_of(&format!(r#"{{"answers": {{"toe": "toe_big", "looks": {skip}, "score": "skip"}}}}"#));
        assert_eq!(report["flags"][0]["id"], "rf_odd", "{skip}");
        assert_eq!(report["flags"][0]["because"], json!(["looks_skip"]), "{skip}");
        assert_eq!(report["unanswered"], json!(["shoe", "socks", "days"]), "{skip}");
    }
}

#[test]
fn assess_words_the_text_for_reading() {
    let ran = assess_sound(ANSWERS, "text");
    let out = ran.done();
    assert!(out.starts_with("!! Get it checked today\n"), "{out}");
    for part in [
        "What to do\n----------",
        "What could fit",
        "A bruise: fits some of your answers",
        "Self-care",
        "Your answers",
        "Sources",
    ] {
        assert!(out.contains(part), "no {part} in: {out}");
    }
    assert!(out.contains("This is test content and says nothing of a real toe."), "{out}");
    assert!(out.lines().all(|line| line.chars().count() <= 80), "{out}");
    assert_eq!(
        twinge(&["assess", "-", "--questions", SOUND], ANSWERS),
        ran,
        "text is what is written unless asked"
    );
}

#[test]
fn assess_writes_markdown_that_no_text_of_the_content_breaks_out_of() {
    let hostile = "# <b>*Bad*</b> [x](http://e.org) | `y` &lt; https://e.org/<i>";
    let dir = folder("hostile", "causes/toe.ron", |text| {
        text.replace("A bruise is a little bleeding under the skin.", hostile)
    });
    let ran = twinge(&["assess", "-", "--format", "markdown", "--questions", &dir], ANSWERS);
    let out = ran.done();
    let escaped = r"\# \<b\>\*Bad\*\</b\> \[x\](http://e.org) \| \`y\` \&lt; https://e.org/\<i\>";
    assert!(out.lines().any(|line| line == escaped), "{out}");
    let headings: Vec<&str> = out.lines().filter(|line| line.starts_with("# ")).collect();
    assert_eq!(headings, ["# !! Get it checked today"], "{out}");
    for part in ["\n## What to do\n", "\n### A bruise: fits some of your answers\n", "\n- "] {
        assert!(out.contains(part), "no {part:?} in: {out}");
    }
}

#[test]
fn assess_reads_a_file_like_standard_input() {
    let answers = file("answers.json", ANSWERS);
    for format in ["text", "markdown", "json"] {
        let from_file = twinge(&["assess", &answers, "--format", format, "--questions", SOUND], "");
        assert_eq!(from_file.done(), assess_sound(ANSWERS, format).done());
    }
}

#[test]
fn assess_takes_ron_like_json() {
    let ron = r#"// the same answers
    (
        setting: "home",
        place: "toeland",
        answers: {
            "toe": ["toe_big"], "looks": ["looks_blue"], "score": 9, "shoe": ["shoe_slipper"],
            "socks": "socks_wool", "laced": ["laced_yes"], "days": 3, "walk": ["walk_limp", "walk_hop"],
        },
    )"#;
    for format in ["text", "json"] {
        assert_eq!(assess_sound(ron, format).done(), assess_sound(ANSWERS, format).done());
    }
}

#[test]
fn assess_takes_a_byte_order_mark_and_windows_line_ends() {
    let windows = format!("\u{feff}{}", ANSWERS.replace('\n', "\r\n"));
    assert_eq!(assess_sound(&windows, "json"), assess_sound(ANSWERS, "json"));
    let ron = "\u{feff}(\r\n  answers: {\r\n    \"toe\": [\"toe_big\"],\r\n  },\r\n)\r\n";
    assert_eq!(assess_sound(ron, "json"), assess_sound(r#"{"answers": {"toe": ["toe_big"]}}"#, "json"));
}

#[test]
fn assess_takes_the_setting_from_the_file() {
    for setting in ["waiting-room", "waiting_room"] {
        let answers = ANSWERS.replace("\"home\"", &format!("\"{setting}\""));
        let report = json_of(&answers);
        assert_eq!(report["setting"], "waiting-room");
        assert_eq!(report["ignored"], json!(["laced", "walk"]), "walking is asked at home only");
        assert_eq!(report["say"], json!(["Go to the desk."]));
    }
}

#[test]
fn assess_of_an_emergency_names_no_ordinary_cause() {
    let report =
        json_of(r#"{"answers": {"toe": ["toe_big"], "looks": ["looks_black", "looks_blue"], "score": 9}}"#);
    assert_eq!(report["disposition"], "emergency");
    assert_eq!(report["causes"], json!([]));
    assert_eq!(report["advice"], json!([]));
    assert_eq!(report["behind_flags"][0]["id"], "c_dead");
    assert_eq!(report["behind_flags"][0]["clinical"], Value::Null, "only soft words there");
}

#[test]
fn assess_uses_what_ships_unless_told_otherwise() {
    let answers = r#"{"answers": {"age": ["age_45_49"], "site": ["site_lowback"], "now": ["now_chest"]}}"#;
    let ran = twinge(&["assess", "-", "--format", "json"], answers);
    let report: Value = serde_json::from_str(ran.done()).unwrap();
    assert_eq!(report["content"]["fingerprint"], embedded::questionnaire().unwrap().fingerprint());
    assert_eq!(report["disposition"], "emergency");
    assert_eq!(report["flags"][0]["id"], "rf_chest");
    assert_eq!(report["flags"][0]["because"], json!(["now_chest"]));
    let elsewhere = twinge(&["assess", "-", "--questions", SOUND], answers);
    assert!(elsewhere.refused(1).contains("there is no question `age`"), "{}", elsewhere.err);
}

// Bad answers.

#[test]
fn assess_says_in_one_message_what_is_wrong_with_answers() {
    let cases = [
        ("{\"answers\": ", "line 1"),
        ("{\n  \"answers\": {\n    \"toe\": [,]\n  }\n}", "line 3, column 13"),
        ("hello", "line 1"),
        ("{} {}", "line 1, column 4"),
        ("(answers: {}) x", "line 1"),
        ("(\n  answers: {\n    \"toe\": [\"toe_big\"\n  },\n)", "line 4"),
        ("[1, 2]", "line 1"),
        ("{\"answers\": []}", "answers by question id"),
        ("{\"answers\": {\"toes\": [\"toe_big\"]}}", "there is no question `toes`; did you mean `toe`?"),
        ("{\"answers\": {\"quite-other\": 3}}", "there is no question `quite-other`\n"),
        (
            "{\"answers\": {\"toe\": [\"toe_bigg\"]}}",
            "there is no answer option `toe_bigg`; did you mean `toe_big`?",
        ),
        ("{\"answers\": {\"toe\": \"looks_blue\"}}", "there is no answer option `looks_blue`"),
        (
            "{\"answers\": {\"toe\": [\"toe_big\", \"toe_little\"]}}",
            "`toe` does not fit: it takes one option only",
        ),
        ("{\"answers\": {\"looks\": [\"none\", \"looks_blue\"]}}", "cannot stand together"),
        ("{\"answers\": {\"looks\": [\"looks_pale\", \"looks_blue\"]}}", "cannot stand together"),
        (
            "{\"answers\": {\"looks\": [\"looks_blue\", \"looks_blue\"]}}",
            "`looks_blue` stands in the list twice",
        ),
        ("{\"answers\": {\"looks\": []}}", "`looks` does not fit: it is empty"),
        ("{\"answers\": {\"score\": 11}}", "`score` does not fit: it takes a number from 0 to 10"),
        ("{\"answers\": {\"score\": 65536}}", "from 0 to 10"),
        ("{\"answers\": {\"score\": 18446744073709551615}}", "from 0 to 10"),
        ("{\"answers\": {\"score\": 99999999999999999999}}", "whole number"),
        ("{\"answers\": {\"score\": -1}}", "the number is below zero"),
        ("(answers: {\"score\": -1})", "the number is below zero"),
        ("{\"answers\": {\"score\": 6.5}}", "whole number"),
        ("(answers: {\"score\": 6.5})", "whole number"),
        ("{\"answers\": {\"score\": NaN}}", "line 1"),
        ("(answers: {\"score\": NaN})", "whole number"),
        ("(answers: {\"score\": inf})", "whole number"),
        ("{\"answers\": {\"score\": 1e400}}", "line 1"),
        ("{\"answers\": {\"score\": null}}", "whole number"),
        ("{\"answers\": {\"score\": true}}", "whole number"),
        ("{\"answers\": {\"score\": {\"is\": 3}}}", "whole number"),
        ("{\"answers\": {\"score\": [3]}}", "line 1"),
        ("{\"answers\": {\"score\": \"bad\"}}", "`score` does not fit: it takes a number"),
        ("{\"answers\": {\"score\": [\"6\"]}}", "`score` does not fit: it takes a number"),
        ("{\"answers\": {\"score\": []}}", "`score` does not fit: it takes a number"),
        ("{\"answers\": {\"toe\": 3}}", "`toe` does not fit: it takes a list of option ids"),
        ("{\"answers\": {\"toe\": \"skip\"}}", "skip"),
        ("{\"answers\": {\"looks\": [\"skip\", \"looks_blue\"]}}", "skip"),
        ("{\"answers\": {\"toe\": \"toe_big\", \"toe\": \"toe_big\"}}", "`toe` is answered twice"),
        ("(answers: {\"toe\": \"toe_big\", \"toe\": \"toe_big\"})", "`toe` is answered twice"),
        ("{\"answers\": {}, \"answers\": {}}", "`answers`"),
        ("(answers: {}, answers: {})", "`answers`"),
        ("{\"answer\": {}}", "`answer`"),
        ("(answer: {})", "`answer`"),
        ("{\"setting\": \"beach\"}", "there is no setting `beach`"),
        ("{\"setting\": \"waitingroom\"}", "did you mean `waiting-room`?"),
        ("{\"setting\": 3}", "line 1"),
        ("{\"place\": \"atlantis\"}", "there is no place `atlantis`; there are toeland"),
        ("{\"place\": \"\"}", "there is no place ``"),
        ("", "line 1"),
        (" \n\n", "line"),
        ("{", "line 1"),
        ("(", "line 1"),
    ];
    for (answers, message) in cases {
        let ran = assess_sound(answers, "json");
        let err = ran.refused(1);
        assert!(err.contains(message), "{answers}\n{err}");
        assert!(
            err.starts_with("twinge: standard input: ") || err.contains("there is no place"),
            "{answers}\n{err}"
        );
    }
}

#[test]
fn assess_names_the_file_that_is_wrong() {
    let path = file("wrong.json", "{\"answers\": {\"toes\": 1}}");
    let ran = twinge(&["assess", &path, "--questions", SOUND], "");
    assert!(ran.refused(1).contains("wrong.json: there is no question `toes`"), "{}", ran.err);
}

#[test]
fn assess_does_not_drive_the_terminal_through_an_id() {
    for c in
        ["\\u001b[31m", "\\u009b31m", "\\u0000", "\\n", "\\r", "\\u202e", "\\u200f", "\\ufeff", "\\u2028"]
    {
        for answers in [
            format!("{{\"answers\": {{\"to{c}e\": 3}}}}"),
            format!("{{\"answers\": {{\"toe\": [\"toe{c}big\"]}}}}"),
            format!("{{\"answers\": {{\"toe\": \"a\", \"to{c}\": 1, \"to{c}\": 1}}}}"),
            format!("{{\"answers\": {{\"toe\": [\"to{c}\", \"to{c}\"]}}}}"),
            format!("{{\"an{c}swers\": 3}}"),
            format!("{{\"setting\": \"ho{c}me\"}}"),
            format!("{{\"place\": \"to{c}e\"}}"),
        ] {
            assess_sound(&answers, "text").refused(1);
        }
    }
    for c in ["\u{1b}[31m", "\u{9b}31m", "\0", "\r", "\u{202e}"] {
        for answers in [
            format!("(answers: {{\"to{c}e\": 3}})"),
            format!("(answers: {{toe{c}: 3}})"),
            format!("(setting: \"ho{c}me\")"),
            format!("(place: \"to{c}e\")"),
            format!("{{\"answers\": {{\"to{c}e\": 3}}}}"),
            c.to_owned(),
        ] {
            assess_sound(&answers, "text").refused(1);
        }
    }
}

#[test]
fn assess_does_not_drive_the_terminal_through_the_name_of_a_file() {
    for name in
        ["\u{1b}[31mred.json", "\u{9b}31mred.json", "back\rwards.json", "two\nlines.json", "a\u{202e}b.json"]
    {
        twinge(&["assess", name, "--questions", SOUND], "").refused(1);
        twinge(&["assess", &file(name, "{"), "--questions", SOUND], "").refused(1);
    }
}

#[test]
fn assess_refuses_what_is_no_readable_file() {
    let refused = |path: &str, message: &str| {
        let ran = twinge(&["assess", path, "--questions", SOUND], "");
        assert!(ran.refused(1).contains(message), "{}", ran.err);
    };
    refused("nowhere.json", "cannot read nowhere.json");
    refused(".", "cannot read .");
    refused(&file("latin-1.json", b"{\"answers\": {\"z\xe4h\": 1}}"), "UTF-8");
}

#[test]
fn assess_refuses_a_file_that_is_too_large() {
    let large = |filler: &str| {
        let answers =
            format!("{{\"answers\": {{}}, \"{}\": 1}}", filler.repeat(2 * 1024 * 1024 / filler.len()));
        let ran = twinge(&["assess", &file("large.json", answers), "--questions", SOUND], "");
        assert!(ran.refused(1).contains("larger than an answers file"), "{}", ran.err);
    };
    large(" ");
    large("x");
    // The limit may fall into the middle of a character.
    large("ä");
    large("足");
}

#[test]
fn assess_takes_a_file_just_below_the_largest_size() {
    let padded = format!("{ANSWERS}{}", " ".repeat(1024 * 1024 - ANSWERS.len()));
    assert_eq!(assess_sound(&padded, "json"), assess_sound(ANSWERS, "json"));
}

#[test]
fn assess_refuses_deep_nesting() {
    let n = 100_000;
    for answers in [
        "[".repeat(n),
        "(".repeat(n),
        "{\"answers\": ".repeat(n),
        format!("{{\"answers\": {}", "[".repeat(n)),
        format!("{{\"answers\": {{\"toe\": {}{}}}}}", "[".repeat(n), "]".repeat(n)),
        format!("{{\"answers\": {{\"toe\": {}1{}}}}}", "{\"a\":".repeat(n), "}".repeat(n)),
        format!("(answers: {{\"toe\": {}{}}})", "[".repeat(n), "]".repeat(n)),
        format!("(answers: {{\"toe\": {}3{}}})", "Some(".repeat(n), ")".repeat(n)),
        format!("(place: {}\"toeland\"{})", "Some(".repeat(n), ")".repeat(n)),
        "/*".repeat(n),
    ] {
        assess_sound(&answers, "json").refused(1);
    }
}

#[test]
fn assess_keeps_its_message_short() {
    let long = "x".repeat(500_000);
    for answers in [
        format!("{{\"answers\": {{\"{long}\": 1}}}}"),
        format!("{{\"answers\": {{\"toe\": \"{long}\"}}}}"),
        format!("{{\"{long}\": 1}}"),
        format!("{{\"setting\": \"{long}\"}}"),
        format!("{{\"place\": \"{long}\"}}"),
        format!("({long}: 1)"),
    ] {
        assess_sound(&answers, "json").refused(1);
    }
}

#[test]
fn assess_refuses_content_with_problems() {
    let ran = twinge(&["assess", "-", "--questions", MISTAKES], ANSWERS);
    assert!(ran.content_refused().ends_with("\n20 problems\n"), "{}", ran.err);
    twinge(&["assess", "-", "--questions", "nowhere"], ANSWERS).content_refused();
}

// Usage.

#[test]
fn usage_errors_exit_with_two() {
    let cases: &[&[&str]] = &[
        &["frobnicate"],
        &["assess"],
        &["assess", ""],
        &["assess", "a", "b"],
        &["assess", "-", "--format", "xml"],
        &["check", "a", "b"],
        &["test", "a", "b"],
        &["--setting", "beach"],
        &["--setting"],
        &["--nonsense"],
        &["--questions"],
        &["--questions", SOUND, "check"],
        &["check", "--format", "json"],
    ];
    for args in cases {
        let ran = twinge(args, "");
        assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""), "{args:?}: {}", ran.err);
        assert!(ran.err.starts_with("error: "), "{args:?}: {}", ran.err);
    }
}

#[test]
fn help_names_every_subcommand_and_exit_code() {
    let ran = twinge(&["--help"], "");
    let out = ran.done();
    for word in
        ["check", "test", "assess", "--setting", "--place", "--questions", "Exit codes:", "waiting-room"]
    {
        assert!(out.contains(word), "no {word} in: {out}");
    }
    for code in ["  0 ", "  1 ", "  2 ", "  3 ", "  130 ", "  128+n "] {
        assert!(out.lines().any(|line| line.starts_with(code)), "no {code} in: {out}");
    }
    assert!(twinge(&["assess", "--help"], "").done().contains("--format"));
    assert!(twinge(&["check", "--help"], "").done().contains("[DIR]"));
    assert!(twinge(&["test", "--help"], "").done().contains("[DIR]"));
    assert!(twinge(&["--version"], "").done().starts_with("twinge "));
}

// Streams that are closed or full.

/// Runs the program with a standard output that nobody reads.
fn unread(args: &[&str], input: &str) -> Ran {
    let (reader, writer) = io::pipe().unwrap();
    drop(reader);
    let mut child =
        command(args).stdin(Stdio::piped()).stdout(writer).stderr(Stdio::piped()).spawn().unwrap();
    // It may have ended before it reads.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    let err = read_all(child.stderr.take().unwrap());
    let Ok(err) = err.recv_timeout(DEADLINE) else {
        child.kill().unwrap();
        child.wait().unwrap();
        panic!("still running after {DEADLINE:?}");
    };
    Ran { code: child.wait().unwrap().code(), out: String::new(), err }
}

#[test]
fn a_reader_that_has_seen_enough_is_no_failure() {
    let cases: [&[&str]; 3] = [
        &["check", SOUND],
        &["assess", "-", "--questions", SOUND],
        &["assess", "-", "--format", "json", "--questions", SOUND],
    ];
    for args in cases {
        assert_eq!(
            unread(args, ANSWERS),
            Ran { code: Some(0), out: String::new(), err: String::new() },
            "{args:?}"
        );
    }
}

#[test]
fn plain_mode_ends_without_a_word_when_nobody_reads() {
    for typed in ["", "1\n1\n1\n"] {
        let ran = unread(&["--questions", SOUND], typed);
        assert_eq!(ran, Ran { code: Some(130), out: String::new(), err: String::new() }, "{typed:?}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_a_failure_that_is_told() {
    for args in [&["check", SOUND][..], &["assess", "-", "--questions", SOUND], &["--questions", SOUND]] {
        let full = fs::File::options().write(true).open("/dev/full").unwrap();
        let mut child =
            command(args).stdin(Stdio::piped()).stdout(full).stderr(Stdio::piped()).spawn().unwrap();
        let _ = child.stdin.take().unwrap().write_all(ANSWERS.as_bytes());
        let output = child.wait_with_output().unwrap();
        let ran = Ran {
            code: output.status.code(),
            out: String::new(),
            err: String::from_utf8(output.stderr).unwrap(),
        };
        ran.refused(1);
    }
}

#[test]
fn a_message_that_nobody_reads_changes_no_exit_code() {
    let (reader, writer) = io::pipe().unwrap();
    drop(reader);
    let status =
        command(&["check", MISTAKES]).stdin(Stdio::null()).stdout(Stdio::null()).stderr(writer).status();
    assert_eq!(status.unwrap().code(), Some(3));
}

// Plain mode.

/// A session line by line, and the same answers for a file.
struct Walk {
    lines: Vec<String>,
    answers: Value,
}

impl Walk {
    fn typed(&self) -> String {
        self.lines.iter().fold(String::new(), |typed, line| typed + line + "\n")
    }
}

/// Answers every question that comes: what is wanted, else that nothing fits, else the first option.
/// In a waiting room it ends with the first emergency.
fn walk(questionnaire: &Questionnaire, setting: Setting, wanted: &[(&str, &[&str])]) -> Walk {
    let mut session = Session::new(questionnaire, setting);
    let mut walk = Walk { lines: Vec::new(), answers: json!({}) };
    let mut warned = Vec::new();
    while let Step::Ask(ix) = session.step() {
        let question = questionnaire.question(ix);
        let offered: Vec<OptionIx> = session.path().offered(ix).iter().collect();
        let id = |option: OptionIx| question.options()[option.get()].id.as_str();
        let wanted = wanted.iter().find(|(id, _)| *id == question.id).map(|(_, options)| *options);
        let (line, value, answer) = match question.answer {
            AnswerKind::Scale { from, .. } | AnswerKind::Number { from, .. } => {
                let n = wanted.map_or(from, |n| n[0].parse().unwrap());
                (n.to_string(), json!(n), Answer::Number(n))
            }
            AnswerKind::One(_) | AnswerKind::Many(_) => {
                let none = offered.iter().copied().find(|option| id(*option) == "none");
                let chosen: Vec<OptionIx> = match wanted {
                    Some(wanted) => wanted.iter().map(|id| question.option(id).unwrap()).collect(),
                    None => vec![none.unwrap_or(offered[0])],
                };
                let number =
                    |option: &OptionIx| offered.iter().position(|other| other == option).unwrap() + 1;
                let line =
                    chosen.iter().map(|option| number(option).to_string()).collect::<Vec<_>>().join(" ");
                let ids: Vec<&str> = chosen.iter().map(|option| id(*option)).collect();
                (line, json!(ids), Answer::Options(chosen.into_iter().collect::<OptionSet>()))
            }
        };
        walk.lines.push(line);
        walk.answers[&question.id] = value;
        session.answer(ix, answer).unwrap();
        let emergencies = session.emergencies();
        if emergencies.iter().any(|rule| !warned.contains(rule)) {
            if setting == Setting::WaitingRoom {
                return walk;
            }
            walk.lines.push("go".to_owned());
        }
        warned = emergencies;
        session.advance().unwrap();
    }
    walk.lines.push(String::new());
    walk
}

const BACK_ACHE: &[(&str, &[&str])] = &[
    ("age", &["age_45_49"]),
    ("site", &["site_lowback"]),
    ("also", &["side_middle"]),
    ("time", &["time_morning_short"]),
    ("feel", &["feel_ache", "feel_stiff"]),
    ("dur", &["dur_weeks"]),
    ("score", &["4"]),
    ("life", &["life_prone"]),
];

#[test]
fn plain_mode_asks_to_the_summary() {
    let questionnaire = embedded::questionnaire().unwrap();
    let walk = walk(&questionnaire, Setting::Home, BACK_ACHE);
    assert!(walk.lines.len() > 10, "{:?}", walk.lines);
    let ran = twinge(&["--place", "uk"], walk.typed());
    let out = ran.done();
    for ix in walk.answers.as_object().unwrap().keys().map(|id| questionnaire.find_question(id).unwrap()) {
        let prompt = questionnaire.question(ix).prompt.as_str();
        assert!(out.contains(prompt), "no {prompt} in: {out}");
    }
    let answers = json!({"setting": "home", "place": "uk", "answers": walk.answers}).to_string();
    let assessed = twinge(&["assess", "-"], answers);
    assert!(assessed.done().starts_with("o Simple steps often help\n"), "{}", assessed.out);
    assert_eq!(by_ear::says_all(out, &assessed.out), Ok(()));
}

#[test]
fn plain_mode_saves_in_the_folder_that_it_was_started_from() {
    let questionnaire = embedded::questionnaire().unwrap();
    let walk = walk(&questionnaire, Setting::Home, BACK_ACHE);
    let folder = scratch().join("saves");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_twinge"));
    let typed = walk.typed() + "save\nsave\nsave markdown\nslip\n\n";
    let ran = run(command.current_dir(&folder).env("HOME", &folder), typed.into_bytes());
    assert!(ran.done().contains("\nWORDS FOR YOUR DOCTOR\n"), "{}", ran.out);
    for (name, start) in [
        ("twinge-summary.txt", "o Simple steps often help\n"),
        ("twinge-summary-2.txt", "o Simple steps often help\n"),
        ("twinge-summary.md", "# o Simple steps often help\n"),
    ] {
        assert!(fs::read_to_string(folder.join(name)).unwrap().starts_with(start), "{name}");
    }
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 3);
}

#[test]
fn plain_mode_says_what_a_change_from_the_review_does() {
    let questionnaire = embedded::questionnaire().unwrap();
    let walk = walk(&questionnaire, Setting::Home, BACK_ACHE);
    let knee = questionnaire.find_question("site").unwrap();
    let number = questionnaire.question(knee).option("site_knee").unwrap().get() + 1;
    // To the review, then the third answer, the place, becomes the knee.
    let (_, to_the_review) = walk.lines.split_last().unwrap();
    let typed = to_the_review.join("\n") + &format!("\n3\n{number}\n");
    let out = |then: &str| twinge(&[], typed.clone() + then).out;
    let told = out("");
    let (review, change) = told.rsplit_once("Where is the ache worst?\n").unwrap();
    assert!(review.contains("\nWhere it aches:\n3. Where is the ache worst? Lower back\n"), "{review}");
    assert!(change.contains("\nThis adds 2 questions:\n  Which part of the knee aches?\n"), "{change}");
    assert!(change.contains(" answers no longer count:\n"), "{change}");
    let asked = |out: &str| out.matches("Press Enter to keep this change.").count();
    let comes = |out: &str| out.matches("\nWhich part of the knee aches?\n").count();
    assert_eq!((asked(change), comes(change)), (1, 0), "nothing goes on before that is heard: {change}");
    let kept = out("7\n\n");
    assert_eq!((asked(&kept), comes(&kept)), (2, 1), "{kept}");
    let put_back = out("back\n\n");
    assert_eq!((asked(&put_back), comes(&put_back)), (1, 0), "{put_back}");
    let (_, again) = put_back.rsplit_once("type back.\n").unwrap();
    assert!(again.contains("\n3. Where is the ache worst? Lower back\n"), "{again}");
    assert!(again.contains("\nSimple steps often help\n"), "Enter leads to the summary: {again}");
}

#[test]
fn plain_mode_goes_on_past_an_emergency_at_home() {
    let questionnaire = embedded::questionnaire().unwrap();
    let walk = walk(&questionnaire, Setting::Home, &[("site", &["site_knee"]), ("now", &["now_chest"])]);
    let ran = twinge(&[], walk.typed());
    let answers = json!({"answers": walk.answers}).to_string();
    let assessed = twinge(&["assess", "-"], answers);
    assert!(assessed.done().starts_with("!!! Get help right now\n"), "{}", assessed.out);
    assert_eq!(
        ran.done().matches("\nGet help right now\n").count(),
        2,
        "as it comes up and in the summary: {}",
        ran.out
    );
    assert_eq!(by_ear::says_all(&ran.out, &assessed.out), Ok(()));
}

#[test]
fn an_emergency_in_a_waiting_room_ends_the_session() {
    let questionnaire = embedded::questionnaire().unwrap();
    let setting = Setting::WaitingRoom;
    let walk = walk(&questionnaire, setting, &[("now", &["now_chest"])]);
    assert!(walk.lines.len() < 6, "{:?}", walk.lines);
    let ran = twinge(&["--setting", "waiting-room"], walk.typed() + "go\n1\n1\n");
    let out = ran.done();
    let (_, emergency) = out.split_once("\nGet help right now\n").unwrap();
    assert!(emergency.contains("tell a member of staff right now"), "{out}");
    assert!(!emergency.contains("Question "), "no question may follow: {out}");
}

#[test]
fn plain_mode_asks_what_a_folder_of_its_own_asks() {
    let parsed = content::parse(&twinge::folder::read(Path::new(SOUND)).unwrap());
    let questionnaire = content::check(&parsed, Origin::Author, parsed.fingerprint()).unwrap();
    let toe: &[(&str, &[&str])] =
        &[("looks", &["looks_pale", "looks_crooked"]), ("days", &["30"]), ("walk", &["walk_fine"])];
    for (setting, name) in [(Setting::Home, "home"), (Setting::WaitingRoom, "waiting-room")] {
        let walk = walk(&questionnaire, setting, toe);
        let ran = twinge(&["--questions", SOUND, "--setting", name, "--place", "toeland"], walk.typed());
        assert!(ran.done().contains("Which toe is it?"), "{}", ran.out);
        let answers = json!({"setting": name, "place": "toeland", "answers": walk.answers}).to_string();
        let assessed = assess_sound(&answers, "text");
        assert_eq!(by_ear::says_all(&ran.out, assessed.done()), Ok(()));
    }
}

#[test]
fn plain_mode_refuses_content_with_problems_before_it_asks() {
    assert!(twinge(&["--questions", MISTAKES], "1\n").content_refused().ends_with("\n20 problems\n"));
}

#[test]
fn input_that_ends_early_is_told_and_no_answer() {
    for input in ["", "1\n", "1", "1\n1\n", "why\n", "1\n1\n5"] {
        let ran = twinge(&["--questions", SOUND], input);
        assert_eq!(ran.code, Some(1), "{input:?}: {ran:?}");
        let told = format!("{}{}", ran.out, ran.err);
        assert_eq!(told.matches("The input ended before the questions did.").count(), 1, "{input:?}: {told}");
        assert!(!told.contains("What to do"), "{input:?}: {told}");
        assert_harmless(&told);
    }
}

#[test]
fn input_that_ends_at_the_review_shows_no_summary() {
    let walk = {
        let parsed = content::parse(&twinge::folder::read(Path::new(SOUND)).unwrap());
        walk(&content::check(&parsed, Origin::Author, String::new()).unwrap(), Setting::Home, &[])
    };
    let typed = walk.typed();
    let ran = twinge(&["--questions", SOUND], &typed[..typed.len() - 1]);
    assert_eq!(ran.code, Some(1), "{ran:?}");
    assert!(!ran.out.contains("What to do"), "{}", ran.out);
}

#[test]
fn leaving_exits_with_130() {
    for input in
        ["quit\n", "1\nquit\n", "QUIT\r\n", "1\n1\n5\n  q \n", "1\n1\nback\nexit\n", "1\n1 2\n1\nquit\n"]
    {
        let ran = twinge(&["--questions", SOUND], input);
        assert_eq!((ran.code, ran.err.as_str()), (Some(130), ""), "{input:?}: {}", ran.out);
        assert!(ran.out.ends_with("Nothing was kept.\n"), "{input:?}: {}", ran.out);
    }
}

#[test]
fn windows_line_ends_are_understood() {
    let walk = walk(&embedded::questionnaire().unwrap(), Setting::Home, BACK_ACHE);
    let unix = walk.typed();
    assert_eq!(twinge(&[], unix.replace('\n', "\r\n")).done(), twinge(&[], unix).done());
}

#[test]
fn lines_that_mean_nothing_are_no_answers() {
    let nonsense: [&[u8]; 10] = [
        b"\xff\xfe\n",
        b"caf\xe9\n",
        b"\x1b[31m\n",
        b"\0\n",
        b"one\n",
        b"1.5\n",
        b"-1\n",
        b"99999999999999999999999\n",
        "１\n".as_bytes(),
        "\u{202e}1\n".as_bytes(),
    ];
    for line in nonsense {
        let ran = twinge(&["--questions", SOUND], [line, b"quit\n"].concat());
        assert_eq!(ran.code, Some(130), "{line:?}: {ran:?}");
        assert_eq!(ran.out.matches("Which toe is it?").count(), 1, "{line:?}: {}", ran.out);
        assert!(!ran.out.contains("How does it look?"), "{line:?}: {}", ran.out);
        assert_harmless(&ran.out);
    }
}

#[test]
fn a_very_long_line_is_no_answer() {
    let long = "1".repeat(1024 * 1024);
    let ran = twinge(&["--questions", SOUND], long.clone());
    assert_eq!(ran.code, Some(1), "{ran:?}");
    assert!(!ran.out.contains("How does it look?"), "{}", ran.out);
    let ran = twinge(&["--questions", SOUND], format!("{long}\n1\nquit\n"));
    assert_eq!(ran.code, Some(130), "{ran:?}");
    assert_eq!(ran.out.matches("That was not clear.").count(), 1, "{}", ran.out);
    assert!(ran.out.contains("How does it look?"), "{}", ran.out);
    let spaces = " ".repeat(1024 * 1024);
    let ran = twinge(&["--questions", SOUND], format!("{spaces}1\nquit\n"));
    assert!(!ran.out.contains("How does it look?"), "a number behind what was cut off: {}", ran.out);
}

#[test]
fn a_place_that_is_not_known_is_refused_before_it_asks() {
    for (args, place) in [
        (["--questions", SOUND, "--place", "atlantis"], "atlantis"),
        (["--questions", SOUND, "--place", "Toeland"], "Toeland"),
    ] {
        let ran = twinge(&args, "1\n");
        assert!(
            ran.refused(1).contains(&format!("there is no place `{place}`; there are toeland")),
            "{}",
            ran.err
        );
    }
    let ran = run(command(&["--questions", SOUND]).env("TWINGE_PLACE", "atlantis"), b"1\n".to_vec());
    assert!(ran.refused(1).contains("`atlantis`"), "{}", ran.err);
    for place in ["\u{1b}[31m", "\u{9b}31m", "a\u{202e}b", "x\ny"] {
        twinge(&["--questions", SOUND, "--place", place], "1\n").refused(1);
    }
}

#[test]
fn the_place_may_come_from_the_environment() {
    let ran = run(command(&["--questions", SOUND]).env("TWINGE_PLACE", "toeland"), b"quit\n".to_vec());
    assert!(ran.out.contains("Call 12345 now."), "{}", ran.out);
    let ran = twinge(&["--questions", SOUND], "quit\n");
    assert!(ran.out.contains("Call the local emergency number now."), "{}", ran.out);
}

#[test]
fn every_shipped_place_can_be_named() {
    let questionnaire = embedded::questionnaire().unwrap();
    for place in questionnaire.front().places() {
        let ran = twinge(&["--place", &place.id], "quit\n");
        let number = place.words.get("emergency_number");
        assert!(ran.code == Some(130) && ran.out.contains(number), "{}: {}", place.id, ran.out);
    }
}

#[test]
fn the_walk_of_these_tests_ends_where_assess_does() {
    let questionnaire = embedded::questionnaire().unwrap();
    let walk = walk(&questionnaire, Setting::Home, BACK_ACHE);
    let text = json!({"answers": walk.answers}).to_string();
    let session = twinge::answers_file::parse(&text).unwrap().session(&questionnaire).unwrap();
    let outcome = assess(&session);
    assert!(outcome.complete && outcome.ignored.is_empty(), "{outcome:?}");
}

// Languages.

const ZEHISCH: &str = "Language(id: \"zz\", name: \"Zehisch\", reviewed: false, texts: [
    (id: \"question.toe.prompt\", of: \"OF\", text: \"Welcher Zeh?\"),
    (id: \"ui.draft\", of: \"DRAFT\", text: \"Nur ein Entwurf.\"),
])";

/// The sound folder with a few texts in another language.
fn translated(name: &str) -> String {
    let folder = folder(name, "guards.ron", |text| text + " ");
    let text = ZEHISCH.replace("OF", &content::hash_of("Which toe is it?"));
    let text = text.replace("DRAFT", &content::hash_of(twinge::locale::Strings::ENGLISH.draft));
    fs::create_dir_all(Path::new(&folder).join("lang/zz")).unwrap();
    fs::write(Path::new(&folder).join("lang/zz/some.ron"), text).unwrap();
    folder
}

#[test]
fn the_flag_or_the_locale_chooses_the_language() {
    let folder = translated("languages");
    let args = ["--plain", "--questions", &folder];
    let in_locale = |locale| run(command(&args).env("LANG", locale), Vec::new()).out;
    for out in
        [twinge(&["--lang", "zz", "--plain", "--questions", &folder], "").out, in_locale("zz_ZZ.UTF-8")]
    {
        assert!(out.contains("Welcher Zeh?") && out.contains("Nur ein Entwurf."), "{out}");
        assert!(out.contains("The big toe"), "English stands in for what is missing: {out}");
    }
    for out in [in_locale("yy_YY.UTF-8"), in_locale("C"), in_locale("en_GB.UTF-8"), twinge(&args, "").out] {
        assert!(out.contains("Which toe is it?") && !out.contains("Entwurf"), "{out}");
    }
}

#[test]
fn a_language_that_is_not_there_is_refused_before_it_asks() {
    let folder = translated("no-language");
    let ran = twinge(&["--lang", "x\u{1b}[2Jx", "--plain", "--questions", &folder], "");
    assert_eq!((ran.code, ran.out.as_str()), (Some(1), ""));
    assert!(ran.err.ends_with("; there are en, zz\n") && !ran.err.contains('\u{1b}'), "{}", ran.err);
}

#[test]
fn check_tells_how_far_a_language_is_translated() {
    let ran = twinge(&["check", &translated("how-far")], "");
    let out = ran.done();
    assert!(out.contains("\nzz (Zehisch): 2 of ") && out.contains(" missing: ui.welcome, "), "{out}");
}

#[test]
fn a_translation_that_is_wrong_stops_the_check_but_not_what_goes_by_english() {
    let folder = translated("wrong-language");
    fs::write(
        Path::new(&folder).join("lang/zz.ron"),
        "Language(id: \"zz\", name: \"Zehisch\", reviewed: false, texts: [(id: \"question.tow\", of: \"\", text: \"\")])",
    )
    .unwrap();
    let ran = twinge(&["check", &folder], "");
    let err = ran.content_refused();
    assert!(err.contains("error[unknown-text]") && err.contains("--> lang/zz.ron:1:"), "{err}");
    assert!(twinge(&["coverage", &folder], "").err.is_empty());
    let ran = twinge(&["assess", &file("zehisch.json", ANSWERS), "--questions", &folder], "");
    assert!(ran.done().contains("toe"), "{}", ran.out);
}

#[test]
fn texts_writes_a_file_for_each_part_and_overwrites_none() {
    let folder = translated("texts");
    let into = scratch().join("texts-into");
    let _ = fs::remove_dir_all(&into);
    fs::create_dir_all(&into).unwrap();
    let args = ["texts", "zz", &folder, "--into", into.to_str().unwrap()];
    let ran = twinge(&args, "");
    assert_eq!(ran.done().lines().count(), fs::read_dir(&into).unwrap().count());
    let flow = fs::read_to_string(into.join("flow.ron")).unwrap();
    assert!(flow.contains("text: \"Welcher Zeh?\"") && flow.contains("// The big toe\n"), "{flow}");
    fs::write(into.join("flow.ron"), "mine").unwrap();
    let ran = twinge(&args, "");
    assert_eq!(ran.code, Some(1));
    assert!(ran.err.contains("cannot write"), "{}", ran.err);
    assert_eq!(fs::read_to_string(into.join("flow.ron")).unwrap(), "mine");
    // What was printed takes the place of the files it was made from.
    let printed = twinge(&["texts", "zz", &folder], "").out;
    fs::write(Path::new(&folder).join("lang/zz/some.ron"), printed).unwrap();
    assert!(twinge(&["check", &folder], "").done().contains("\nzz (Zehisch): 2 of "));
}
