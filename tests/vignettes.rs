//! Vignettes: the shipped ones hold, and the runner sees everything that does not hold.

#![expect(clippy::unwrap_used, reason = "a failing test should panic")]

use std::{collections::BTreeSet, path::Path, sync::LazyLock};

use twinge::{
    content::{
        self, Answer, Disposition, Origin, Questionnaire, RuleIx, Setting, SourceFile, Vignette, Vignettes,
    },
    embedded, folder, report,
    vignettes::{self, by_level},
};

/// The folder of content about a stubbed toe.
static SOUND: LazyLock<Vec<SourceFile>> = LazyLock::new(|| read("tests/fixtures/sound"));

fn read(below: &str) -> Vec<SourceFile> {
    folder::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join(below)).unwrap()
}

fn checked(files: &[SourceFile]) -> (Questionnaire, Vignettes) {
    let parsed = content::parse(files);
    content::check_with_vignettes(&parsed, Origin::Author, parsed.fingerprint())
        .unwrap_or_else(|problems| panic!("{}", content::Problems { problems, files: files.to_vec() }))
}

// What ships with the program.

#[test]
fn all_shipped_vignettes_hold() {
    let (questionnaire, vignettes) = embedded::with_tests().unwrap();
    let verdicts = vignettes::run(&questionnaire, &vignettes);
    assert_eq!(verdicts.len(), vignettes.all.len());
    let report = report::vignettes::render(&vignettes, &verdicts);
    assert!(verdicts.iter().all(vignettes::Verdict::holds), "{report}");
}

#[test]
fn the_program_carries_the_vignettes_of_the_folder() {
    let (_, embedded) = embedded::with_tests().unwrap();
    let (_, shipped) = checked(&read("questions"));
    assert_eq!(format!("{embedded:?}"), format!("{shipped:?}"));
    assert!(!shipped.all.is_empty() && !shipped.rest.is_empty());
}

#[test]
fn the_hundred_examples_are_among_them_and_every_level_among_the_examples() {
    let (_, vignettes) = embedded::with_tests().unwrap();
    let examples = vignettes.all.iter().filter(|vignette| vignette.id.starts_with("EX-"));
    let (ids, levels): (Vec<&str>, BTreeSet<Disposition>) =
        examples.map(|vignette| (vignette.id.as_str(), vignette.level)).unzip();
    let wanted: Vec<String> = (1..=100).map(|n| format!("EX-{n:02}")).collect();
    assert_eq!(ids, wanted);
    assert_eq!(levels, Disposition::ALL.into());
}

/// An answer that the program does not take as given has to be stated: an example that relies on one
/// would hold or not for another reason than the one it tells.
#[test]
fn an_answer_that_is_not_on_offer_does_not_count_and_is_told_unless_stated() {
    let files = read("questions");
    let stating = |file: &&SourceFile| file.name == "vignettes/examples.ron";
    let text = String::from_utf8(files.iter().find(stating).unwrap().bytes.clone()).unwrap();
    let stated = "not_counted: [\"general\"],";
    assert_eq!(text.matches(stated).count(), 1);
    let silent = files.into_iter().map(|file| {
        if stating(&&file) { SourceFile { bytes: text.replace(stated, "").into(), ..file } } else { file }
    });
    let (questionnaire, vignettes) = checked(&silent.collect::<Vec<_>>());
    let verdicts = vignettes::run(&questionnaire, &vignettes);
    let verdict = verdicts.iter().find(|verdict| verdict.vignette.id == "EX-28").unwrap();
    assert_eq!(verdict.faults, ["`gen_headjaw` is not on offer at `general`"]);
}

/// Whether a vignette ticks one of these options.
fn ticks(questionnaire: &Questionnaire, vignette: &Vignette, wanted: impl Fn(&str) -> bool) -> bool {
    vignette.answers.iter().any(|(ix, answer)| match answer {
        Answer::Options(set) => {
            set.iter().any(|option| wanted(&questionnaire.question(*ix).options()[option.get()].id))
        }
        Answer::Number(_) | Answer::Skipped => false,
    })
}

/// Whether a danger screen is skipped, or answered with "I am not sure".
fn is_unsure(questionnaire: &Questionnaire, vignette: &Vignette) -> bool {
    vignette.answers.iter().any(|(ix, answer)| {
        let question = questionnaire.question(*ix);
        let unsure = match answer {
            Answer::Options(set) => {
                set.iter().any(|option| question.options()[option.get()].id.ends_with("_unsure"))
            }
            Answer::Number(_) => false,
            Answer::Skipped => true,
        };
        question.danger && unsure
    })
}

/// Whether nothing is urgent although something sounds like it: the vignette names an urgent flag that
/// must not fire.
fn is_false_alarm(questionnaire: &Questionnaire, vignette: &Vignette) -> bool {
    let urgent = |rule: &RuleIx| questionnaire.rule(*rule).level > Disposition::Routine;
    vignette.level <= Disposition::Routine && vignette.absent_flags.iter().any(urgent)
}

/// The examples come from the clinical document; these numbers are about the vignettes beside them.
#[test]
fn the_vignettes_are_spread_over_people_places_and_levels() {
    let (questionnaire, vignettes) = embedded::with_tests().unwrap();
    let own: Vec<&Vignette> =
        vignettes.all.iter().filter(|vignette| !vignette.id.starts_with("EX-")).collect();
    let count = |wanted: &dyn Fn(&Vignette) -> bool| own.iter().filter(|vignette| wanted(vignette)).count();
    let with =
        |options: &[&str]| count(&|vignette| ticks(&questionnaire, vignette, |id| options.contains(&id)));
    let mut counts: Vec<(String, usize, usize)> = vec![
        ("vignettes beside the examples".to_owned(), own.len(), 80),
        (
            "with a second sore place".to_owned(),
            count(&|it| ticks(&questionnaire, it, |id| id == "site_many" || id.starts_with("also_"))),
            5,
        ),
        (
            "with a danger screen skipped or not sure".to_owned(),
            count(&|it| is_unsure(&questionnaire, it)),
            5,
        ),
        ("of children".to_owned(), with(&["age_u16"]), 5),
        (
            "of pregnancy or after birth".to_owned(),
            with(&["body_preg_early", "body_preg_late", "body_postnatal"]),
            5,
        ),
        ("of people of 70 or over".to_owned(), with(&["age_70p"]), 8),
        ("with a false alarm".to_owned(), count(&|it| is_false_alarm(&questionnaire, it)), 10),
    ];
    for level in Disposition::ALL {
        counts.push((format!("at the level {}", level.id()), count(&|it| it.level == level), 8));
    }
    for setting in Setting::ALL {
        counts.push((format!("in the setting {}", setting.id()), count(&|it| it.setting == setting), 15));
    }
    for (question, least) in [("age", 4), ("site", 3)] {
        let question = questionnaire.question(questionnaire.find_question(question).unwrap());
        for option in question.options() {
            counts.push((format!("with {}", option.id), with(&[&option.id]), least));
        }
    }
    let too_few: Vec<String> = counts
        .into_iter()
        .filter(|(_, n, least)| n < least)
        .map(|(what, n, least)| format!("{what}: {n}, at least {least} are wanted"))
        .collect();
    assert!(too_few.is_empty(), "too few vignettes:\n{}", too_few.join("\n"));
}

// The runner, on vignettes about a stubbed toe.

/// Holds, and states all that one can state.
const BLUE: &str = r#"
    id: "blue",
    story: "A toe hit the bed in a boot and turned blue.",
    setting: Home,
    place: "toeland",
    answers: {
        "toe": ["toe_big"], "looks": ["looks_blue"], "score": 9, "shoe": ["shoe_boot"],
        "laced": ["laced_yes"], "days": 3, "walk": "skip",
    },
    not_counted: [],
    level: SameDay,
    flags: ["rf_odd", "fl_bad", "esc_bad"],
    absent_flags: ["rf_black", "rf_crooked"],
    first: "c_bruise",
    first_three: ["c_shoe", "c_bruise"],
    absent_causes: ["c_dead"],
    advice: ["sc_cool", "sc_rub", "pv_light", "te_look", "tr_plaster", "sn_colour"],
    absent_advice: ["sc_walk"],
"#;

/// Holds, and is an emergency.
const BLACK: &str = r#"
    id: "black",
    story: "A toe has turned black.",
    setting: WaitingRoom,
    answers: {"toe": ["toe_big"], "looks": ["looks_black"]},
    level: Emergency,
    flags: ["rf_black"],
    behind: "c_dead",
    absent_causes: ["c_bruise", "c_shoe"],
    advice: ["sn_colour"],
    absent_advice: ["sc_cool"],
"#;

/// What does not hold of one vignette, when the rest is answered like this.
fn faults(vignette: &str, rest: &str) -> Vec<String> {
    let text = format!("Vignettes(rest: {{{rest}}}, vignettes: [({vignette})])");
    let mut files = SOUND.clone();
    files.push(SourceFile { name: "vignettes/toe.ron".to_owned(), bytes: text.into_bytes() });
    let (questionnaire, vignettes) = checked(&files);
    let [verdict] = &vignettes::run(&questionnaire, &vignettes)[..] else { panic!("one vignette") };
    verdict.faults.clone()
}

/// What does not hold of a vignette with one piece of its text replaced.
#[track_caller]
fn planted(vignette: &str, from: &str, to: &str) -> Vec<String> {
    assert_eq!(vignette.matches(from).count(), 1, "`{from}` must stand once");
    faults(&vignette.replace(from, to), "")
}

/// A wrong statement in place of a right one: the field, the vignette, what is replaced, by what, and what
/// is told.
const PLANTED: &[(&str, &str, &str, &str, &str)] = &[
    (
        "level",
        BLUE,
        "level: SameDay",
        "level: Emergency",
        "the level is same_day, expected emergency, because `esc_bad` fires on looks_blue, the number of score",
    ),
    (
        "level",
        BLUE,
        "level: SameDay",
        "level: Soon",
        "the level is same_day, expected soon, because `esc_bad` fires on looks_blue, the number of score",
    ),
    (
        "level",
        BLACK,
        "level: Emergency",
        "level: SelfCare",
        "the level is emergency, expected self_care, because `rf_black` fires on looks_black",
    ),
    (
        "flags",
        BLUE,
        "flags: [\"rf_odd\"",
        "flags: [\"rf_black\"",
        "`rf_black` does not fire; fired: esc_bad, rf_odd, fl_bad",
    ),
    (
        "flags",
        BLUE,
        "\"fl_bad\"",
        "\"rf_crooked\"",
        "`rf_crooked` does not fire; fired: esc_bad, rf_odd, fl_bad",
    ),
    (
        "flags",
        BLACK,
        "[\"rf_black\"]",
        "[\"rf_black\", \"esc_bad\"]",
        "`esc_bad` does not fire; fired: rf_black",
    ),
    (
        "absent_flags",
        BLUE,
        "absent_flags: [\"rf_black\"",
        "absent_flags: [\"rf_odd\"",
        "`rf_odd` fires on looks_blue, expected not to",
    ),
    (
        "absent_flags",
        BLUE,
        "absent_flags: [\"rf_black\"",
        "absent_flags: [\"fl_bad\"",
        "`fl_bad` fires on the number of score, expected not to",
    ),
    (
        "absent_flags",
        BLUE,
        "\"rf_crooked\"",
        "\"esc_bad\"",
        "`esc_bad` fires on looks_blue, the number of score, expected not to",
    ),
    (
        "first",
        BLUE,
        "first: \"c_bruise\"",
        "first: \"c_shoe\"",
        "`c_shoe` is not named first; named: c_bruise (6 points), c_shoe (2 points)",
    ),
    (
        "first",
        BLACK,
        "behind: \"c_dead\"",
        "first: \"c_dead\"",
        "`c_dead` is not named first; named: nothing",
    ),
    (
        "first_three",
        BLUE,
        "first_three: [\"c_shoe\"",
        "first_three: [\"c_dead\"",
        "`c_dead` is not among the first three; named: c_bruise (6 points), c_shoe (2 points)",
    ),
    (
        "behind",
        BLACK,
        "behind: \"c_dead\"",
        "behind: \"c_bruise\"",
        "`c_bruise` does not stand behind the flags; there: c_dead (4 points)",
    ),
    (
        "behind",
        BLUE,
        "first: \"c_bruise\"",
        "behind: \"c_bruise\"",
        "`c_bruise` does not stand behind the flags; there: nothing",
    ),
    (
        "absent_causes",
        BLUE,
        "absent_causes: [\"c_dead\"]",
        "absent_causes: [\"c_shoe\"]",
        "`c_shoe` is named, expected not to be",
    ),
    (
        "absent_causes",
        BLACK,
        "absent_causes: [\"c_bruise\"",
        "absent_causes: [\"c_dead\"",
        "`c_dead` is named, expected not to be",
    ),
    ("advice", BLUE, "advice: [\"sc_cool\"", "advice: [\"sc_walk\"", "`sc_walk` is not shown"),
    ("advice", BLACK, "[\"sn_colour\"]", "[\"te_look\"]", "`te_look` is not shown"),
    ("absent_advice", BLUE, "[\"sc_walk\"]", "[\"sc_rub\"]", "`sc_rub` is shown, expected not to be"),
    ("absent_advice", BLUE, "[\"sc_walk\"]", "[\"pv_light\"]", "`pv_light` is shown, expected not to be"),
    ("absent_advice", BLUE, "[\"sc_walk\"]", "[\"te_look\"]", "`te_look` is shown, expected not to be"),
    ("absent_advice", BLUE, "[\"sc_walk\"]", "[\"tr_plaster\"]", "`tr_plaster` is shown, expected not to be"),
    ("absent_advice", BLACK, "[\"sc_cool\"]", "[\"sn_colour\"]", "`sn_colour` is shown, expected not to be"),
    (
        "not_counted",
        BLUE,
        "not_counted: []",
        "not_counted: [\"days\"]",
        "the answer to `days` counts, expected not to",
    ),
    (
        "not_counted",
        BLUE,
        "not_counted: []",
        "not_counted: [\"walk\"]",
        "the answer to `walk` counts, expected not to",
    ),
    (
        "answers",
        BLACK,
        "\"looks\":",
        "\"laced\": \"laced_no\", \"looks\":",
        "`laced` is answered, but it does not come up",
    ),
    ("setting", BLUE, "setting: Home", "setting: WaitingRoom", "`walk` is answered, but it does not come up"),
    (
        "answers",
        BLACK,
        "\"toe_big\"], \"looks\": [",
        "\"toe_little\"], \"looks\": [\"looks_nail\", ",
        "`looks_nail` is not on offer at `looks`",
    ),
];

#[test]
fn finds_nothing_wrong_with_what_holds() {
    for vignette in [BLUE, BLACK] {
        assert_eq!(faults(vignette, ""), [""; 0]);
    }
}

#[test]
fn finds_every_wrong_statement_and_nothing_else() {
    for (_, vignette, from, to, told) in PLANTED {
        assert_eq!(planted(vignette, from, to), [*told], "{from} -> {to}");
    }
}

/// A field that nobody has planted a wrong statement in could be one that the runner never reads.
#[test]
fn a_wrong_statement_is_planted_in_every_field() {
    let text = "Vignettes(vignettes: [(nonsense: 1)])";
    let file = SourceFile { name: "vignettes/toe.ron".to_owned(), bytes: text.as_bytes().to_vec() };
    let [problem] = &content::parse(&[file]).problems[..] else { panic!("one problem") };
    // The parser names every field that there is.
    let (_, known) = problem.message.split_once("expected one of").unwrap();
    let known: BTreeSet<&str> = known.split('`').skip(1).step_by(2).collect();
    let planted = PLANTED.iter().map(|(field, ..)| *field);
    // These state nothing about the outcome.
    assert_eq!(planted.chain(["id", "story", "place"]).collect::<BTreeSet<_>>(), known);
}

#[test]
fn tells_in_which_run_the_level_is_another() {
    let toe = |level: &str, flags: &str| {
        format!(
            "id: \"t\", story: \"A toe.\", setting: Home, answers: {{\"toe\": \"toe_big\"}}, level: {level}, flags: [{flags}]"
        )
    };
    assert_eq!(faults(&toe("SelfCare", ""), ""), [""; 0]);
    assert_eq!(
        faults(&toe("SelfCare", ""), "\"score\": 9"),
        [
            "with the rest answered: the level is routine, expected self_care, because `fl_bad` fires on the number of score"
        ]
    );
    assert_eq!(
        faults(&toe("Routine", "\"fl_bad\""), "\"score\": 9"),
        [
            "with just its answers: the level is self_care, expected routine, because nothing fired",
            "with just its answers: `fl_bad` does not fire; fired: nothing",
        ]
    );
}

#[test]
fn an_answer_for_the_rest_takes_no_place_of_one_that_is_given() {
    assert_eq!(faults(BLUE, "\"toe\": \"toe_none\", \"score\": 2, \"looks\": \"looks_black\""), [""; 0]);
}

#[test]
fn a_danger_screen_that_is_left_open_is_answered_with_none_of_its_signs() {
    let open = "id: \"t\", story: \"A toe.\", setting: Home, answers: {\"toe\": \"toe_big\"}, level: SelfCare, \
                flags: [], absent_flags: [\"rf_odd\"]";
    assert_eq!(faults(open, ""), [""; 0]);
    // To skip it is a sign of its own, which the run with the rest answered has to show.
    let [level, flag] = &faults(open, "\"looks\": \"skip\"")[..] else { panic!("two faults") };
    assert!(level.contains("the level is soon") && level.contains("looks_skip"), "{level}");
    assert!(flag.starts_with("with the rest answered: `rf_odd` fires on looks_skip"), "{flag}");
}

#[test]
fn an_answer_for_the_rest_that_is_not_on_offer_is_passed_over() {
    let open = "id: \"t\", story: \"A toe.\", setting: Home, answers: {\"toe\": \"toe_little\"}, level: SelfCare, \
                flags: []";
    assert_eq!(faults(open, "\"looks\": [\"looks_nail\"]"), [""; 0]);
}

#[test]
fn says_what_cannot_be_answered_without_adding_anything() {
    let open =
        "id: \"t\", story: \"A toe.\", setting: Home, answers: {\"score\": 2}, level: SelfCare, flags: []";
    assert_eq!(
        faults(open, ""),
        ["with the rest answered: nothing says how to answer `toe` without adding anything; a `rest` has to"]
    );
    assert_eq!(faults(open, "\"toe\": [\"toe_none\"]"), [""; 0]);
}

// The report.

#[test]
fn reports_what_does_not_hold_with_its_story_and_counts() {
    let wrong = BLUE.replace("level: SameDay", "level: Soon");
    let text = format!("Vignettes(vignettes: [({BLACK}), ({wrong})])");
    let mut files = SOUND.clone();
    files.push(SourceFile { name: "vignettes/t\u{1b}oe.ron".to_owned(), bytes: text.into_bytes() });
    let (questionnaire, vignettes) = checked(&files);
    let verdicts = vignettes::run(&questionnaire, &vignettes);
    assert_eq!(
        report::vignettes::render(&vignettes, &verdicts),
        "blue in vignettes/t\u{fffd}oe.ron\n\
         \x20 A toe hit the bed in a boot and turned blue.\n\
         \x20 - the level is same_day, expected soon, because `esc_bad` fires on\n\
         \x20   looks_blue, the number of score\n\
         \n\
         1 of 2 vignettes does not hold\n"
    );
}

#[test]
fn counts_the_vignettes_of_each_level() {
    let text = format!("Vignettes(vignettes: [({BLACK}), ({BLUE})])");
    let mut files = SOUND.clone();
    files.push(SourceFile { name: "vignettes/toe.ron".to_owned(), bytes: text.into_bytes() });
    let (questionnaire, vignettes) = checked(&files);
    assert_eq!(by_level(&vignettes).map(|(_, n)| n), [1, 1, 0, 0, 0]);
    let verdicts = vignettes::run(&questionnaire, &vignettes);
    assert_eq!(
        report::vignettes::render(&vignettes, &verdicts),
        "2 vignettes hold: 1 emergency, 1 same_day, 0 soon, 0 routine, 0 self_care\n"
    );
}
