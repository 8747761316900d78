//! What the screens show, text and styles.

use std::{fmt::Write, path::Path, sync::LazyLock};

use twinge::{
    content::{self, Origin, Questionnaire, Setting},
    folder,
};

use crate::driver::{COLOUR, Driver, PLAIN, keys_to, questionnaire};

/// Draws a screen at the sizes that matter, in colour, and once without colour and Unicode.
fn check(name: &str, setting: Setting, keys: &str) {
    let questionnaire = questionnaire();
    for (width, height) in [(100, 30), (80, 24), (40, 12)] {
        let mut driver = Driver::new(questionnaire, setting, (width, height));
        driver.keys(keys);
        driver.theme = COLOUR;
        insta::assert_snapshot!(format!("{name}_{width}x{height}"), driver.draw().with_styles());
    }
    let mut driver = Driver::new(questionnaire, setting, (60, 20));
    driver.keys(keys);
    driver.theme = PLAIN;
    let drawn = driver.draw();
    assert!(drawn.text().is_ascii(), "the console font has ASCII only:\n{}", drawn.text());
    insta::assert_snapshot!(format!("{name}_60x20_ascii"), drawn.with_styles());
}

/// Draws a question at five sizes, in colour, and in one snapshot more without colour and Unicode.
fn check_at_all_sizes(name: &str, questionnaire: &Questionnaire, keys: &str) {
    for (theme, signs) in [(COLOUR, "unicode"), (PLAIN, "ascii")] {
        let mut all = String::new();
        for (width, height) in [(200, 60), (100, 30), (80, 24), (60, 20), (40, 12)] {
            let mut driver = Driver::new(questionnaire, Setting::Home, (width, height));
            driver.keys(keys);
            driver.theme = theme;
            let drawn = driver.draw();
            assert!(theme == COLOUR || drawn.text().is_ascii(), "the console font has ASCII only");
            writeln!(all, "=== {width}x{height}\n{}", drawn.with_styles()).expect("a string takes all");
        }
        insta::assert_snapshot!(format!("all_{name}_{signs}"), all);
    }
}

/// Test content with a number to type.
fn test_content() -> &'static Questionnaire {
    static SOUND: LazyLock<Questionnaire> = LazyLock::new(|| {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/sound");
        let parsed = content::parse(&folder::read(&folder).expect("the folder is there"));
        content::check(&parsed, Origin::Author, parsed.fingerprint()).expect("it is sound")
    });
    &SOUND
}

#[test]
fn shows_the_figure_at_all_sizes() {
    check_at_all_sizes("site", questionnaire(), &(keys_to("site").to_owned() + "<down><down>"));
    check_at_all_sizes("also", questionnaire(), &(keys_to("also").to_owned() + "15"));
}

#[test]
fn shows_the_clock_at_all_sizes() {
    check_at_all_sizes("time", questionnaire(), &(keys_to("time").to_owned() + "1<down><down>"));
}

#[test]
fn shows_the_scale_at_all_sizes() {
    check_at_all_sizes("score", questionnaire(), &(keys_to("score").to_owned() + "6"));
}

#[test]
fn shows_a_number_at_all_sizes() {
    let to_days = "<enter>2<enter>4<enter>1<enter>1<enter>4<enter>1<enter>";
    check_at_all_sizes("number", test_content(), &(to_days.to_owned() + "12"));
}

#[test]
fn shows_what_an_exclusive_answer_takes_away_at_all_sizes() {
    check_at_all_sizes("exclusive", questionnaire(), &(keys_to("also").to_owned() + "15<end><up>"));
    check_at_all_sizes("none", questionnaire(), &(keys_to("also").to_owned() + "a<up>"));
}

#[test]
fn shows_a_long_list_at_all_sizes() {
    check_at_all_sizes("long", questionnaire(), &(keys_to("nerve").to_owned() + "9"));
}

#[test]
fn shows_the_welcome() {
    check("welcome", Setting::Home, "");
}

#[test]
fn shows_a_question_with_one_answer() {
    check("one", Setting::Home, keys_to("age"));
}

#[test]
fn shows_a_danger_screen() {
    check("danger", Setting::Home, keys_to("nerve"));
}

#[test]
fn shows_ticks_and_what_is_wrong() {
    check("ticked", Setting::Home, &(keys_to("also").to_owned() + "15"));
    check("fault", Setting::Home, &(keys_to("now").to_owned() + "<enter>"));
}

#[test]
fn shows_the_scale() {
    check("scale", Setting::Home, &(keys_to("score").to_owned() + "6"));
}

#[test]
fn shows_the_emergency_at_home() {
    check("emergency_home", Setting::Home, &(keys_to("now").to_owned() + "2"));
}

#[test]
fn shows_the_emergency_in_a_waiting_room() {
    check("emergency_waiting_room", Setting::WaitingRoom, &(keys_to("now").to_owned() + "2"));
}

#[test]
fn shows_all_answers() {
    check("review", Setting::Home, keys_to("review"));
}

#[test]
fn shows_what_a_change_from_the_review_does() {
    // From the lower back to the knee, before it is taken.
    let keys = keys_to("review").to_owned() + "<home><down><down><down><enter><down><down><down><down>";
    check("review_change", Setting::Home, &keys);
}

#[test]
fn shows_each_page_of_the_summary() {
    for page in 1..=6 {
        let keys = format!("{}<enter>{page}", keys_to("review"));
        check(&format!("summary_{page}"), Setting::Home, &keys);
    }
}

#[test]
fn shows_why_we_ask() {
    check("why", Setting::Home, &(keys_to("nerve").to_owned() + "?"));
}
