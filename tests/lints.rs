//! The lints of the wording: each fires at the very words at fault, keeps quiet beside them, and can be
//! set aside for one entry with a reason.

#![expect(clippy::unwrap_used, reason = "a failing test should panic")]

use std::{path::Path, sync::LazyLock};

use proptest::prelude::*;
use twinge::{
    content::{self, Origin, Problems, SourceFile},
    folder,
};

static SOUND: LazyLock<Vec<SourceFile>> = LazyLock::new(|| read("tests/fixtures/sound"));
static SHIPPED: LazyLock<Vec<SourceFile>> = LazyLock::new(|| read("questions"));

fn read(below: &str) -> Vec<SourceFile> {
    folder::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join(below)).unwrap()
}

/// What a check finds: the lint, and the part of the file it points at.
fn found(files: &[SourceFile]) -> Vec<(&'static str, String)> {
    let parsed = content::parse(files);
    let Err(problems) = content::check(&parsed, Origin::Author, parsed.fingerprint()) else {
        return Vec::new();
    };
    let problems = Problems { problems, files: files.to_vec() };
    let part = |problem: &content::Problem| {
        let source = problems.source(&problem.at.file).unwrap();
        source[problem.at.start.unwrap()..problem.at.end].to_owned()
    };
    problems.problems.iter().map(|problem| (problem.rule, part(problem))).collect()
}

/// The sound folder with pieces of its files replaced, and with this `lints.ron`.
fn edited(edits: &[(&str, &str, &str)], lints: &str) -> Vec<SourceFile> {
    let mut files = SOUND.clone();
    for (name, from, to) in edits {
        let file = files.iter_mut().find(|file| file.name == *name).unwrap();
        let text = std::str::from_utf8(&file.bytes).unwrap();
        assert_eq!(text.matches(from).count(), 1, "`{from}` must stand once in {name}");
        file.bytes = text.replace(from, to).into_bytes();
    }
    if !lints.is_empty() {
        files.push(SourceFile { name: "lints.ron".to_owned(), bytes: lints.as_bytes().to_vec() });
    }
    files
}

/// The message of the first finding.
fn first(edits: &[(&str, &str, &str)], lints: &str) -> String {
    let parsed = content::parse(&edited(edits, lints));
    content::check(&parsed, Origin::Author, parsed.fingerprint()).unwrap_err().remove(0).message
}

/// Expects these findings, in the order of the files and lines.
#[track_caller]
fn expect(edits: &[(&str, &str, &str)], lints: &str, expected: &[(&str, &str)]) {
    let found = found(&edited(edits, lints));
    let found: Vec<(&str, &str)> = found.iter().map(|(lint, part)| (*lint, part.as_str())).collect();
    assert_eq!(found, expected, "{edits:?} {lints}");
}

/// Puts a text in place of a piece of self-care, and expects these parts of it to be found.
#[track_caller]
fn expect_in_tip(text: &str, lint: &str, lints: &str, parts: &[&str]) {
    let expected: Vec<(&str, &str)> = parts.iter().map(|part| (lint, *part)).collect();
    expect(&[("advice/self_care.ron", "Cool the toe with a wet cloth.", text)], lints, &expected);
}

fn banned(words: &str, more: &str) -> String {
    format!("Lints(banned: [(words: [{words}], reason: \"It alarms.\", {more})])")
}

const HARD: &str =
    "Considerable inflammation necessitates immediate medical examination of the whole extremity";

// Reading level.

#[test]
fn a_hard_text_is_found_at_its_hardest_sentence() {
    expect_in_tip(&format!("Wait. {HARD}. Then rest."), "reading-level", "", &[HARD]);
    let placed = format!("{HARD} {{emergency_number}}");
    expect_in_tip(&format!("Wait. {placed}. Then rest."), "reading-level", "", &[&placed]);
    expect_in_tip("Wait for a day or two, and then look at the toe and cool it.", "reading-level", "", &[]);
}

#[test]
fn a_short_text_is_found_at_its_long_words() {
    let toe = "flow/toe.ron";
    expect(
        &[(toe, "\"Which toe is it?\"", "\"Which extremity is it?\"")],
        "",
        &[("reading-level", "extremity")],
    );
    expect(&[(toe, "\"Which toe is it?\"", "\"Which finger is it?\"")], "", &[]);
}

#[test]
fn an_option_is_read_with_its_hint() {
    let (toe, hint) = ("flow/toe.ron", "\"The one at the outer edge.\"");
    let option = "\"The little toe\"";
    expect(&[(toe, option, "\"The tiniest extremity\"")], "", &[("reading-level", "extremity")]);
    let longer = "\"The one at the outer edge, next to the one that has no name.\"";
    expect(&[(toe, option, "\"The tiniest extremity\""), (toe, hint, longer)], "", &[]);
    let hard = format!("\"{HARD}\"");
    expect(&[(toe, hint, &hard)], "", &[("reading-level", HARD)]);
}

#[test]
fn every_text_that_is_read_has_a_grade() {
    for (name, text) in [
        ("questionnaire.ron", "This asks about a stubbed toe. It is test content."),
        ("questionnaire.ron", "This is test content and says nothing of a real toe."),
        ("questionnaire.ron", "You can always ask for help."),
        ("questionnaire.ron", "Get it checked soon"),
        ("questionnaire.ron", "Keep the foot still."),
        ("questionnaire.ron", "Call {emergency_number} if the toe turns black."),
        ("flow/toe.ron", "Choose all that fit."),
        ("flow/toe.ron", "You need not take off your shoe here."),
        ("flow/toe.ron", "Toes differ."),
        ("red_flags.ron", "a crooked toe"),
        ("red_flags.ron", "Do not walk on it."),
        ("red_flags.ron", "my toe is crooked"),
        ("causes/toe.ron", "A shoe can be too tight."),
        ("causes/toe.ron", "what the toe hit"),
        ("causes/toe.ron", "Try another shoe."),
        ("causes/toe.ron", "It is invented."),
        ("advice/self_care.ron", "Keep the toe warm."),
        ("advice/safety_net.ron", "Ring {advice_line} if the toe changes its colour."),
        ("advice/tests.ron", "Someone looks at the toe."),
    ] {
        let (from, to) = (format!("\"{text}\""), format!("\"{HARD}\""));
        expect(&[(name, &from, &to)], "", &[("reading-level", HARD)]);
    }
    let ends = ("flow/toe.ron", "The worst there is", "Unimaginable");
    expect(&[ends], "", &[("reading-level", "Unimaginable")]);
}

#[test]
fn what_only_clinicians_see_has_no_grade() {
    for (name, text) in [
        ("red_flags.ron", "a very dead toe"),
        ("causes/toe.ron", "Gangrene"),
        ("causes/toe.ron", "Not a real toe."),
        ("causes/toe.ron", "Invented."),
        ("sources.ron", "It does not exist."),
    ] {
        expect(&[(name, &format!("\"{text}\""), &format!("\"{HARD} in 90% of 10 mg!\""))], "", &[]);
    }
}

#[test]
fn a_clinical_name_that_is_shown_may_be_hard_but_holds_no_chance() {
    let planted = |name: &str| format!("\"{name}\"");
    for (name, found) in [(HARD, None), ("Contusion in 90%", Some(("percentage-or-score", "%")))] {
        let edit = ("causes/toe.ron", "\"Contusion of a toe\"", &*planted(name));
        expect(&[edit], "", found.as_slice());
    }
}

#[test]
fn a_word_that_is_needed_counts_as_easy() {
    let edit = [("flow/toe.ron", "\"Which toe is it?\"", "\"Which extremity is it?\"")];
    expect(&edit, r#"Lints(words: [(words: ["extremity"], means: "a toe")])"#, &[]);
    expect(
        &edit,
        r#"Lints(words: [(words: ["extremities"], means: "toes")])"#,
        &[("reading-level", "extremity"), ("needless-allowance", "extremities")],
    );
}

#[test]
fn a_word_that_is_needed_is_explained() {
    let edit = [("flow/toe.ron", "\"Which toe is it?\"", "\"Which extremity is it?\"")];
    expect(&edit, r#"Lints(words: [(words: ["extremity"], means: " ")])"#, &[("empty", " ")]);
}

// Length.

#[test]
fn an_option_is_short_and_its_hint_may_be_longer() {
    let toe = "flow/toe.ron";
    let (fits, most) = ("A toe ".repeat(10).trim().to_owned() + ".", 60);
    assert_eq!(fits.chars().count(), most);
    let longer = format!("{fits}é");
    expect(&[(toe, "\"The big toe\"", &format!("\"{fits}\""))], "", &[]);
    expect(&[(toe, "\"The big toe\"", &format!("\"{longer}\""))], "", &[("option-length", "é")]);
    let hint = "The one at the outer edge.";
    let long_hint = "It is the one. ".repeat(13) + "Yes. ";
    assert_eq!(long_hint.len(), 200);
    expect(&[(toe, hint, &long_hint)], "", &[]);
    expect(&[(toe, hint, &format!("{long_hint}No."))], "", &[("option-length", "No.")]);
}

#[test]
fn a_text_that_is_too_long_is_told_how_long_it_is() {
    let longer = format!("\"{}\"", "A toe ".repeat(11).trim());
    let said = first(&[("flow/toe.ron", "\"The big toe\"", &longer)], "");
    assert_eq!(said, "the option has 65 characters; 60 are the most");
}

#[test]
fn a_word_at_fault_is_told_and_a_very_long_one_is_cut() {
    let said = |word: &str| {
        let text = format!("Cool it {word}.");
        first(&[("advice/self_care.ron", "Cool the toe with a wet cloth.", &text)], "")
    };
    assert_eq!(said("NOW"), "`NOW` in capitals reads as shouting");
    let long = said(&"NOW".repeat(500));
    assert!(long.starts_with("`NOWNOW") && long.len() < 200, "{long}");
}

#[test]
fn a_hard_sentence_is_told_with_its_first_four_hard_words() {
    let parsed = content::parse(&edited(
        &[("advice/self_care.ron", "Cool the toe with a wet cloth.", &format!("{HARD}."))],
        "",
    ));
    let problems = content::check(&parsed, Origin::Author, parsed.fingerprint()).unwrap_err();
    let help = problems[0].help.as_deref().unwrap();
    let words = "`Considerable`, `inflammation`, `necessitates`, `immediate`";
    assert!(help.ends_with(&format!("find plainer words for {words}")), "{help}");
}

// Words.

#[test]
fn a_banned_word_is_found_whole_and_whatever_its_capitals() {
    let lints = banned("\"dreadful\", \"nothing to fear\"", "");
    expect_in_tip(
        "It is Dreadful. So there is nothing  to fear.",
        "banned-word",
        &lints,
        &["Dreadful", "nothing  to fear"],
    );
    expect_in_tip("It is dreadfully hot. There is nothing. To fear it is odd.", "banned-word", &lints, &[]);
}

#[test]
fn an_apostrophe_stands_inside_a_word() {
    let lints = banned("\"don't fear\", \"o'clock\"", "");
    expect_in_tip("Don't fear it.", "banned-word", &lints, &["Don't fear"]);
    expect_in_tip("Cool it at one o\u{2019}clock.", "banned-word", &banned("\"clock\"", ""), &[]);
}

#[test]
fn of_a_long_claim_the_first_eight_words_are_looked_for() {
    let lints = banned("\"it is as bad as it can be here\"", "");
    expect_in_tip("So it is as bad as it can be.", "banned-word", &lints, &["it is as bad as it can be"]);
    expect_in_tip("So it is as bad as it can get here.", "banned-word", &lints, &[]);
}

#[test]
fn a_banned_word_may_stand_in_some_kinds_of_texts() {
    let lints = banned("\"black\"", "allowed_in: [Emergency, Option]");
    expect(&[], &lints, &[("banned-word", "black"); 2]);
    let lints = banned("\"black\"", "allowed_in: [Emergency, Option, Level]");
    expect(&[], &lints, &[]);
}

#[test]
fn a_banned_word_may_stand_behind_the_answer_that_names_it() {
    let lints = banned("\"dreadful\"", "unless: [\"looks_pale\"]");
    let care = "advice/self_care.ron";
    expect(&[(care, "Keep the toe warm.", "It is dreadful.")], &lints, &[]);
    expect(
        &[(care, "Cool the toe with a wet cloth.", "It is dreadful.")],
        &lints,
        &[("banned-word", "dreadful")],
    );
    let flag = "red_flags.ron";
    // Three answers make a toe odd, and one of them is to be pale.
    expect(&[(flag, "\"an odd colour\"", "\"a dreadful colour\"")], &lints, &[("banned-word", "dreadful")]);
    let only = "(id: \"ODD\", is: All([Chosen(\"looks_pale\"), Not(Chosen(\"looks_skip\"))]))";
    let odd =
        "(id: \"ODD\", is: Any([Chosen(\"looks_blue\"), Chosen(\"looks_pale\"), Chosen(\"looks_skip\")]))";
    let both = [(flag, odd, only), (flag, "\"an odd colour\"", "\"a dreadful colour\"")];
    expect(&both, &lints, &[]);
    // Whichever of them it was, an answer named it.
    let named = banned("\"dreadful\"", "unless: [\"looks_pale\", \"looks_blue\", \"looks_skip\"]");
    expect(&[(flag, "\"an odd colour\"", "\"a dreadful colour\"")], &named, &[]);
    let later =
        [(flag, odd, only), (flag, "an odd colour with a high score", "a dreadful colour with a high score")];
    expect(&later, &lints, &[]);
}

#[test]
fn an_order_may_be_denied() {
    let lints = banned("\"stop taking\"", "after_not: true");
    expect_in_tip("Stop taking it.", "banned-word", &lints, &["Stop taking"]);
    expect_in_tip("Do not stop taking it. Never stop taking it.", "banned-word", &lints, &[]);
    expect_in_tip("Why not? Stop taking it.", "banned-word", &lints, &["Stop taking"]);
    expect_in_tip("(Why not?) Stop taking it.", "banned-word", &lints, &["Stop taking"]);
    expect_in_tip("Do not (please) stop taking it.", "banned-word", &lints, &["stop taking"]);
    let lints = banned("\"stop taking\"", "");
    expect_in_tip("Do not stop taking it.", "banned-word", &lints, &["stop taking"]);
}

#[test]
fn no_text_says_what_a_person_has() {
    expect_in_tip("So you have a bruise.", "banned-word", "", &["you have a bruise"]);
    expect_in_tip("So you have gangrene.", "banned-word", "", &["you have gangrene"]);
    expect_in_tip("If you have a bruise, cool it. Do you have a bruise?", "banned-word", "", &[]);
    expect_in_tip("So you have a shoe.", "banned-word", "", &[]);
    let name = ("causes/toe.ron", "\"a bruise\"", "\"cold or a bruised toe (blue), dead bone or skin\"");
    let tip = |text| [name, ("advice/self_care.ron", "Cool the toe with a wet cloth.", text)];
    for (text, part) in [
        ("You have cold.", "You have cold"),
        ("You have the bruised toe.", "You have the bruised toe"),
        ("You have dead bone or skin.", "You have dead bone or skin"),
    ] {
        expect(&tip(text), "", &[("banned-word", part)]);
    }
    expect(&tip("You have dead bone. You have skin."), "", &[]);
    let name = ("causes/toe.ron", "\"a bruise\"", "\"frost or a burn\"");
    let tip = |text| [name, ("advice/self_care.ron", "Cool the toe with a wet cloth.", text)];
    expect(&tip("You have frost."), "", &[("banned-word", "You have frost")]);
    expect(&tip("You have a burn."), "", &[("banned-word", "You have a burn")]);
    let name = ("causes/toe.ron", "\"a bruise\"", "\"skin or nail rot\"");
    let tip = |text| [name, ("advice/self_care.ron", "Cool the toe with a wet cloth.", text)];
    expect(&tip("You have skin."), "", &[]);
}

#[test]
fn no_text_shouts() {
    expect_in_tip("Cool it NOW.", "banned-word", "", &["NOW"]);
    expect_in_tip("Cool it!", "banned-word", "", &["!"]);
    expect_in_tip("I cool it. A toe is cool.", "banned-word", "", &[]);
    expect_in_tip(
        "Ask for an MRI.",
        "banned-word",
        r#"Lints(words: [(words: ["MRI"], means: "a scan")])"#,
        &[],
    );
}

#[test]
fn no_text_gives_a_chance_in_figures_or_a_score() {
    let lint = "percentage-or-score";
    for (text, part) in [
        ("It is so in 90% of toes.", "%"),
        ("It is so in ten percent of toes.", "percent"),
        ("It is so in ten per cent of toes.", "per cent"),
        ("It is so in 1 in 5 toes.", "1 in 5"),
        ("One in ten toes is so.", "One in ten"),
        ("The odds are good.", "odds"),
    ] {
        expect_in_tip(text, lint, "", &[part]);
    }
    expect_in_tip("Cool it for 1, in 5 days. Toes 1 (in 5 steps) are cool.", lint, "", &[]);
    expect_in_tip("Cool it at 8, in 5 hours. Do it 2 in 3 days. Pay per item.", lint, "", &[]);
}

#[test]
fn a_scoring_system_is_found_by_its_name() {
    let lints = "Lints(scores: [\"Toe-9\"])";
    expect_in_tip("The Toe-9 score is high.", "percentage-or-score", lints, &["Toe-9"]);
    expect_in_tip("The toe is number 9.", "percentage-or-score", lints, &[]);
}

#[test]
fn no_text_names_a_dose_or_a_brand() {
    let lint = "dose-or-brand";
    for (text, part) in [
        ("Take 400 mg of it.", "400 mg"),
        ("Take 400mg of it.", "400mg"),
        ("Take 5 ml of it.", "5 ml"),
        ("Take two tablets a day.", "two tablets"),
        ("Take 1 capsule a day.", "1 capsule"),
    ] {
        expect_in_tip(text, lint, "", &[part]);
    }
    expect_in_tip("Cool it for 20 minutes. Then ask about tablets.", lint, "", &[]);
    expect_in_tip("Rub in Toegood.", lint, "Lints(brands: [\"Toegood\"])", &["Toegood"]);
    expect_in_tip("Rub in a good gel.", lint, "Lints(brands: [\"Toegood\"])", &[]);
}

// What must be there.

#[test]
fn a_danger_screen_takes_not_sure_for_an_answer() {
    let (toe, unsure) = ("flow/toe.ron", "(id: \"looks_unsure\", text: \"I am not sure\"),");
    expect(&[(toe, unsure, "")], "", &[("danger-without-unsure", "looks")]);
    expect(&[(toe, unsure, ""), (toe, "danger: true", "danger: false")], "", &[]);
}

#[test]
fn skipping_a_danger_screen_can_be_seen() {
    let named = ("red_flags.ron", ", Chosen(\"looks_skip\")", "");
    expect(
        &[("flow/toe.ron", "skip: As(\"looks_skip\"),", ""), named],
        "",
        &[("danger-without-unsure", "looks")],
    );
}

#[test]
fn an_emergency_says_what_to_do_in_both_settings() {
    let flags = "red_flags.ron";
    let home = (flags, "home: \"Do not walk on it.\",", "");
    let staff = (flags, "tell_staff: \"my toe is black\",", "");
    expect(&[home], "", &[("emergency-without-action", "rf_black")]);
    expect(&[staff], "", &[("emergency-without-action", "rf_black")]);
    expect(&[home, staff], "", &[("emergency-without-action", "rf_black")]);
    expect(&[home, staff, (flags, "level: Emergency", "level: SameDay")], "", &[]);
    assert_eq!(first(&[home], ""), "the emergency `rf_black` lacks `home`");
    assert_eq!(first(&[staff], ""), "the emergency `rf_black` lacks `tell_staff`");
    assert_eq!(first(&[home, staff], ""), "the emergency `rf_black` lacks `home` and `tell_staff`");
}

#[test]
fn a_source_is_used_or_carries_a_fact() {
    let more = |seeds: &str| {
        format!("sources: [(id: \"sock\", title: \"Socks\", by: \"C\", year: \"1\", seen: Read, {seeds}),")
    };
    let sources = "sources.ron";
    expect(&[(sources, "sources: [", &more(""))], "", &[("unused-source", "sock")]);
    let mut carries = edited(&[(sources, "sources: [", &more("seeds: [\"S1\"]"))], "");
    let facts = "Facts(facts: [(id: \"S1\", document: \"sock\", about: \"socks warm toes\")])";
    carries.push(SourceFile { name: "facts.ron".to_owned(), bytes: facts.as_bytes().to_vec() });
    assert_eq!(found(&carries), []);
    let used = ("advice/prevention.ron", "sources: [", "sources: [\"sock\", ");
    expect(&[(sources, "sources: [", &more("")), used], "", &[]);
}

// Exceptions.

fn allow(lint: &str, at: &str, reason: &str) -> String {
    format!("(lint: \"{lint}\", at: \"{at}\", reason: \"{reason}\"),")
}

#[test]
fn an_exception_with_a_reason_sets_a_lint_aside_for_one_entry() {
    let edits = [
        ("advice/self_care.ron", "Cool the toe with a wet cloth.", "Cool it!"),
        ("advice/self_care.ron", "Keep the toe warm.", "Warm it!"),
        ("advice/self_care.ron", "Rub the toe a little.", "Rub it!"),
    ];
    let lints = format!("Lints(allow: [{}])", allow("banned-word", "sc_cool", "It is cold."));
    expect(&edits, &lints, &[("banned-word", "!")]);
}

#[test]
fn every_lint_can_be_set_aside_where_it_is_found() {
    let flow = "flow/toe.ron";
    let unsure = (flow, "(id: \"looks_unsure\", text: \"I am not sure\"),", "");
    let home = ("red_flags.ron", "home: \"Do not walk on it.\",", "");
    let source = (
        "sources.ron",
        "sources: [",
        "sources: [(id: \"sock\", title: \"S\", by: \"C\", year: \"1\", seen: Read),",
    );
    let long = "a toe ".repeat(11);
    for (edit, lint, at) in [
        (unsure, "danger-without-unsure", "looks"),
        (home, "emergency-without-action", "rf_black"),
        (source, "unused-source", "sock"),
        ((flow, "The big toe", long.as_str()), "option-length", "toe_big"),
        ((flow, "Toes differ.", "It is 9 %."), "percentage-or-score", "toe"),
        (("causes/toe.ron", "Try another shoe.", "Take 9 mg."), "dose-or-brand", "c_shoe"),
        (
            ("questionnaire.ron", "Get it checked soon", "Inspection expected immediately"),
            "reading-level",
            "Soon",
        ),
        (("questionnaire.ron", "You can always ask for help.", "Ask!"), "banned-word", "stubbed-toe"),
    ] {
        let found = found(&edited(&[edit], ""));
        assert!(!found.is_empty() && found.iter().all(|(found, _)| *found == lint), "{lint}: {found:?}");
        expect(&[edit], &format!("Lints(allow: [{}])", allow(lint, at, "It is a test.")), &[]);
    }
}

#[test]
fn a_needless_exception_is_a_problem_of_its_own() {
    let edit = [("advice/self_care.ron", "Cool the toe with a wet cloth.", "Cool it!")];
    let shout = ("banned-word", "!");
    for (exception, part, also) in [
        (allow("banned-word", "sc_cool", " "), " ", Some(shout)),
        (allow("loud-word", "sc_cool", "So."), "loud-word", Some(shout)),
        (allow("banned-word", "sc_cold", "So."), "sc_cold", Some(shout)),
        (allow("banned-word", "sc_rub", "So."), "sc_rub", Some(shout)),
        (allow("needless-allowance", "sc_cool", "So."), "needless-allowance", Some(shout)),
        (allow("banned-word", "sc_cool", "So.") + &allow("banned-word", "sc_cool", "So."), "sc_cool", None),
    ] {
        let expected: Vec<_> = also.into_iter().chain([("needless-allowance", part)]).collect();
        expect(&edit, &format!("Lints(allow: [{exception}])"), &expected);
    }
}

#[test]
fn every_lint_is_explained_to_authors() {
    let lints = format!("Lints(allow: [{}])", allow("loud-word", "sc_cool", "So."));
    let parsed = content::parse(&edited(&[], &lints));
    let problems = content::check(&parsed, Origin::Author, String::new()).unwrap_err();
    let help = problems[0].help.clone().unwrap();
    let names: Vec<&str> = help.split('`').skip(1).step_by(2).collect();
    assert_eq!(names.len(), 8, "{help}");
    let manual = include_str!("../docs/AUTHORING.md");
    for name in names {
        assert!(manual.contains(&format!("\n### `{name}`\n")), "docs/AUTHORING.md does not explain {name}");
    }
}

#[test]
fn an_exception_says_why() {
    expect(&[], r#"Lints(allow: [(lint: "banned-word", at: "sc_cool")])"#, &[("syntax", "")]);
}

// The file.

#[test]
fn the_lists_are_no_part_of_the_content() {
    let with = edited(&[], r#"Lints(brands: ["Toegood"])"#);
    assert_eq!(content::parse(&with).fingerprint(), content::parse(&SOUND).fingerprint());
}

#[test]
fn nothing_is_linted_while_a_file_cannot_be_read() {
    let edits = [
        ("advice/self_care.ron", "Cool the toe with a wet cloth.", "Cool it!"),
        ("guards.ron", "Guards(", "Guards"),
    ];
    let rules: Vec<&str> = found(&edited(&edits, "")).into_iter().map(|(rule, _)| rule).collect();
    assert_eq!(rules, ["syntax"]);
}

#[test]
fn what_the_build_has_checked_is_not_linted_again() {
    let files = edited(&[("advice/self_care.ron", "Cool the toe with a wet cloth.", "Cool it!")], "");
    let parsed = content::parse(&files);
    assert!(content::check(&parsed, Origin::Author, String::new()).is_err());
    assert!(content::check(&parsed, Origin::Build, String::new()).is_ok());
}

#[test]
fn the_shipped_exceptions_stay_few() {
    let parsed = content::parse(&SHIPPED);
    let lints = parsed.lints.unwrap().value;
    assert!(lints.allow.len() <= 12, "{} exceptions", lints.allow.len());
    assert!(lints.words.len() <= 30, "{} words", lints.words.len());
}

/// Words that could trip the lints, with anything between them.
fn any_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        any::<String>(),
        "[a-zA-Z'{}.?! %-]{0,40}",
        prop::sample::select(vec![
            "you have ",
            "a bruise",
            "stop ",
            "taking ",
            "not ",
            "1 in ",
            "5 ",
            "mg",
            "9mg",
            "per ",
            "cent",
            "{doctor}",
            "{",
            "}",
            "'",
            "’",
            "é",
            "ß",
            "İ",
            "\u{301}",
            "日本",
            "MRI",
            "...",
            "?! ",
        ])
        .prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_survived(text in any_text(), times in 1_usize..60) {
        let lints = banned("\"stop taking\", \"not\", \"MRI\"", "after_not: true, unless: [\"looks_pale\"]");
        let mut files = edited(&[], &lints);
        let long = text.repeat(times);
        let quoted: String = long.chars().map(|c| match c {
            '"' | '\\' => format!("\\{c}"),
            c => c.to_string(),
        }).collect();
        for (name, old) in [("flow/toe.ron", "The little toe"), ("causes/toe.ron", "a bruise"), ("advice/tests.ron", "Someone looks at the toe.")] {
            let file = files.iter_mut().find(|file| file.name == name).unwrap();
            let source = std::str::from_utf8(&file.bytes).unwrap().replace(old, &quoted);
            file.bytes = source.into_bytes();
        }
        let parsed = content::parse(&files);
        if let Err(problems) = content::check(&parsed, Origin::Author, String::new()) {
            let problems = Problems { problems, files };
            for problem in &problems.problems {
                // Every place lies within its file, between characters.
                if let (Some(start), Some(source)) = (problem.at.start, problems.source(&problem.at.file)) {
                    prop_assert!(source.get(start..problem.at.end).is_some(), "{problem:?}");
                }
            }
        }
    }
}
