//! What a person can read beyond what to do: in which sessions it is there, and that weak evidence is said
//! in plain words wherever an entry is shown.

#![expect(clippy::unwrap_used, reason = "a failing test should panic")]

#[path = "support/search.rs"]
mod search;

use std::sync::LazyLock;

use twinge::{
    answers_file,
    content::{AdviceKind, Disposition, Questionnaire, Trust},
    embedded,
    engine::{Given, Outcome, Session, assess},
    locale::{Strings, Voice},
    report::{self, Block, Tab},
};

static SHIPPED: LazyLock<Questionnaire> = LazyLock::new(|| embedded::questionnaire().unwrap());

/// A back ache that comes and goes; nothing urgent.
const BACK: &str = r#""age": ["age_45_49"], "body": ["body_man"], "site": ["site_lowback"], "now": ["none"],
    "nerve": ["none"], "general": ["none"], "risk": ["none"], "time": ["time_morning_short"], "dur": ["dur_onoff"],
    "worse": ["worse_sit"], "better": ["better_move"], "score": 5, "life": ["life_sit"]"#;

/// A child with an ache in both legs, well otherwise.
const CHILD: &str = r#""age": ["age_u16"], "body": ["body_man"], "site": ["site_calf"], "also": ["side_both"],
    "now": ["none"], "legs": ["none"], "general": ["none"], "score": 3"#;

fn session(answers: &str) -> Session<'static> {
    let json = format!(r#"{{"answers": {{{answers}}}}}"#);
    answers_file::parse(&json).unwrap().session(&SHIPPED).unwrap()
}

fn outcome(answers: &str) -> Outcome<'static> {
    assess(&session(answers))
}

/// What stands on a page, a line for each block.
fn page(outcome: &Outcome<'_>, tab: Tab) -> Vec<String> {
    let words = SHIPPED.front().generic();
    let pages = report::summary(&SHIPPED, Voice::english(words), outcome);
    let page = pages.into_iter().find(|page| page.tab == tab).unwrap();
    let text = |block| match block {
        Block::Lead(text)
        | Block::Heading(text)
        | Block::Rated(text, _)
        | Block::Paragraph(text)
        | Block::Item(text)
        | Block::Remark(text) => text,
    };
    page.blocks.into_iter().map(text).collect()
}

fn read_more(outcome: &Outcome<'_>) -> Vec<String> {
    page(outcome, Tab::ReadMore)
}

fn at(lines: &[String], heading: &str) -> usize {
    lines.iter().position(|line| line == heading).unwrap_or_else(|| panic!("no `{heading}` in {lines:#?}"))
}

#[test]
fn tells_what_is_offered_then_background_then_signs_then_research() {
    let lines = read_more(&outcome(BACK));
    let headings =
        [Strings::ENGLISH.offer, "How your back is made", Strings::ENGLISH.signs, Strings::ENGLISH.emerging];
    let places = headings.map(|heading| at(&lines, heading));
    assert!(places.is_sorted(), "{places:?}");
    assert_eq!(lines[at(&lines, Strings::ENGLISH.emerging) + 1], Strings::ENGLISH.emerging_intro);
}

#[test]
fn shows_each_test_and_treatment_that_passes_its_guards_in_full_and_no_other() {
    let outcome = outcome(BACK);
    let lines = read_more(&outcome);
    assert!(!outcome.tests.is_empty() && !outcome.treatments.is_empty());
    let words = SHIPPED.front().generic();
    for ix in SHIPPED.advice_positions() {
        let item = SHIPPED.advice_item(ix);
        if matches!(item.kind, AdviceKind::Test | AdviceKind::Treatment) {
            let given = outcome.tests.iter().chain(&outcome.treatments).any(|given| given.advice == ix);
            let title = format!("{}: ", item.title.as_ref().unwrap().fill(words));
            let shown = lines.iter().any(|line| line.starts_with(&title));
            assert_eq!(shown, given, "`{}`", item.id);
        }
    }
}

#[test]
fn shows_nothing_to_read_in_an_emergency() {
    let answers = BACK.replace(r#""nerve": ["none"]"#, r#""nerve": ["nerve_saddle"]"#);
    let outcome = outcome(&answers);
    assert_eq!(outcome.disposition, Disposition::Emergency);
    assert_eq!(read_more(&outcome), [Strings::ENGLISH.reading_waits]);
    assert!(outcome.tests.is_empty() && outcome.treatments.is_empty());
    assert!(outcome.background.is_empty() && outcome.emerging.is_empty());
    assert!(outcome.notes.is_empty() && outcome.signs.is_empty());
}

#[test]
fn shows_no_research_when_it_has_to_be_checked_today() {
    let answers = BACK.replace(r#""general": ["none"]"#, r#""general": ["gen_fever"]"#);
    let outcome = outcome(&answers);
    assert_eq!(outcome.disposition, Disposition::SameDay);
    assert!(outcome.emerging.is_empty());
    assert!(!read_more(&outcome).contains(&Strings::ENGLISH.emerging.to_owned()));
}

#[test]
fn tells_what_stands_behind_a_flag_and_what_a_clinician_may_do_about_it() {
    let answers = BACK.replace(r#""general": ["none"]"#, r#""general": ["gen_fever"]"#);
    let outcome = outcome(&answers);
    let cause = outcome.behind.iter().map(|ranked| SHIPPED.cause(ranked.cause));
    let cause = cause.clone().find(|cause| cause.id == "c_spinal_infection").unwrap();
    let lines = page(&outcome, Tab::WhatCouldFit);
    let told = lines.iter().find(|line| line.starts_with("An infection in the spine. ")).unwrap();
    assert!(cause.what.iter().all(|what| told.contains(what.as_str())), "{told}");
    let tests: Vec<&str> =
        outcome.tests.iter().map(|given| SHIPPED.advice_item(given.advice).id.as_str()).collect();
    assert!(tests.contains(&"t_mri_emerg"), "{tests:?}");
}

#[test]
fn tells_of_growing_pains_where_nothing_speaks_against_them_and_nothing_else() {
    let well = outcome(CHILD);
    let lines = read_more(&well);
    assert_eq!(lines[0], "Growing pains in a child", "{lines:#?}");
    assert!(well.tests.is_empty() && well.treatments.is_empty() && well.signs.is_empty());
    assert!(well.background.is_empty() && well.emerging.is_empty());

    for (from, to) in [("side_both", "side_one"), (r#""general": ["none"]"#, r#""general": ["gen_fever"]"#)] {
        let outcome = outcome(&CHILD.replace(from, to));
        assert!(outcome.notes.is_empty(), "{to}");
        assert_eq!(read_more(&outcome), [Strings::ENGLISH.nothing_more]);
    }
}

#[test]
fn tells_no_adult_of_growing_pains() {
    assert!(outcome(&CHILD.replace("age_u16", "age_16_39")).notes.is_empty());
}

#[test]
fn names_signs_that_would_make_it_more_urgent_and_can_still_come() {
    let outcome = outcome(BACK);
    assert!(!outcome.signs.is_empty());
    for ix in &outcome.signs {
        let rule = SHIPPED.rule(*ix);
        assert!(rule.level > outcome.disposition, "`{}`", rule.id);
        assert!(outcome.reasons.iter().all(|reason| reason.rule != *ix), "`{}` has come", rule.id);
    }
    let lines = read_more(&outcome);
    assert!(lines.iter().all(|line| !line.contains("that you ticked")), "{lines:#?}");
}

#[test]
fn names_signs_of_what_stands_behind_a_flag() {
    let leg = r#""age": ["age_60_69"], "body": ["body_woman"], "site": ["site_calf"], "also": ["side_one"],
        "now": ["none"], "legs": ["legs_swollen"], "dur": ["dur_days"]"#;
    let outcome = outcome(leg);
    let rules: Vec<&str> = outcome.signs.iter().map(|ix| SHIPPED.rule(*ix).id.as_str()).collect();
    assert!(rules.contains(&"rf_pe"), "{rules:?}");
}

#[test]
fn names_no_signs_of_another_age() {
    let hip = r#""age": ["age_55_59"], "body": ["body_woman"], "site": ["site_hip"], "spread": ["spread_groin"],
        "dur": ["dur_weeks"]"#;
    let outcome = outcome(hip);
    let causes = outcome.causes.iter().map(|ranked| SHIPPED.cause(ranked.cause));
    let hip = causes.into_iter().find(|cause| cause.id == "c_hip_ref").unwrap();
    assert!(hip.urgent.iter().any(|ix| SHIPPED.rule(*ix).id == "rf_child_urgent"));
    let signs: Vec<&str> = outcome.signs.iter().map(|ix| SHIPPED.rule(*ix).id.as_str()).collect();
    assert!(signs.contains(&"rf_hip_fall") && !signs.contains(&"rf_child_urgent"), "{signs:?}");
}

#[test]
fn names_an_ordinary_ache_beside_an_urgent_sign_only_if_nothing_urgent_is_found() {
    let ache = r#""age": ["age_45_49"], "body": ["body_man"], "site": ["site_neck"], "now": ["none"]"#;
    let urgent = format!(r#"{ache}, "general": ["gen_other"]"#);
    for (answers, level, words) in [
        (ache, Disposition::SelfCare, "no other cause fits better"),
        (urgent.as_str(), Disposition::SameDay, "only if nothing urgent is found"),
    ] {
        let outcome = outcome(answers);
        assert_eq!(outcome.disposition, level);
        let lines = page(&outcome, Tab::WhatCouldFit);
        at(&lines, &format!("Ordinary back pain with no single cause: {words}"));
    }
}

#[test]
fn does_not_promise_less_of_the_ache_where_no_tip_says_how() {
    let limits = |outcome: &Outcome<'_>| {
        let id = |given: &Given<'_>| SHIPPED.advice_item(given.advice).id.clone();
        outcome.prevention.iter().map(id).any(|id| id == "pv_limits")
    };
    let with_tips = outcome(BACK);
    assert!(limits(&with_tips) && with_tips.prevention.len() > 1);
    let band_of_pain = r#""age": ["age_50_54"], "body": ["body_menopause"], "site": ["site_midback"],
        "also": ["side_one"], "now": ["none"], "spread": ["spread_none"], "nerve": ["nerve_band"]"#;
    let without = outcome(band_of_pain);
    assert_eq!(without.disposition, Disposition::SameDay);
    assert!(without.prevention.is_empty());
    assert_eq!(page(&without, Tab::SelfCare), [Strings::ENGLISH.tips_wait]);
}

#[test]
fn speaks_of_the_maternity_unit_only_to_those_who_may_need_it() {
    let today = |age: &str, body: &str| {
        let outcome = outcome(&format!(
            r#""age": ["{age}"], "body": ["{body}"], "site": ["site_lowback"], "now": ["none"],
            "general": ["gen_other"]"#
        ));
        assert_eq!(outcome.disposition, Disposition::SameDay);
        page(&outcome, Tab::WhatToDo).iter().any(|line| {
            line.contains("your maternity unit today too")
                || line.contains("your maternity unit about this today too")
        })
    };
    assert!(today("age_16_39", "body_preg_late") && today("age_16_39", "body_postnatal"));
    assert!(today("age_45_49", "body_unsaid"));
    assert!(!today("age_70p", "body_unsaid") && !today("age_45_49", "body_man"));
    assert!(!today("age_45_49", "body_menopause") && !today("age_70p", "body_man"));
}

#[test]
fn says_weak_evidence_wherever_an_entry_is_shown() {
    let words = SHIPPED.front().generic();
    let mut seen = Vec::new();
    for session in search::sessions(&SHIPPED, 400) {
        let outcome = assess(&session);
        let lines: Vec<String> = Tab::ALL.into_iter().flat_map(|tab| page(&outcome, tab)).collect();
        for (given, title_too) in [
            (&outcome.self_care, false),
            (&outcome.prevention, false),
            (&outcome.living, false),
            (&outcome.factors, false),
            (&outcome.tests, true),
            (&outcome.treatments, true),
            (&outcome.background, false),
            (&outcome.emerging, false),
        ]
        .into_iter()
        .flat_map(|(list, titled)| list.iter().map(move |given| (given, titled)))
        {
            let item = SHIPPED.advice_item(given.advice);
            let Some(mark) = item.trust.and_then(|trust| Strings::ENGLISH.trust(trust)) else { continue };
            let text = given.text.fill(words);
            let line =
                lines.iter().find(|line| line.contains(&*text)).unwrap_or_else(|| panic!("`{}`", item.id));
            assert!(line.ends_with(&format!("({mark})")), "`{}` does not say it: {line}", item.id);
            if let (true, Some(title)) = (title_too, &item.title) {
                let title = title.fill(words);
                let named = lines.iter().filter(|line| {
                    line.starts_with(Strings::ENGLISH.treatments) || line.starts_with(Strings::ENGLISH.tests)
                });
                for line in named.filter(|line| line.contains(&*title)) {
                    assert!(line.contains(&format!("{title}: {mark}")), "`{}`: {line}", item.id);
                }
            }
            seen.push(item.trust.unwrap());
        }
    }
    for trust in [Trust::Weak, Trust::GoodPractice, Trust::GuidanceDiffers] {
        assert!(seen.contains(&trust), "no session showed {trust:?}");
    }
}
