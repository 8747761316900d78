//! What the screens show, text and styles.

use twinge::content::Setting;

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
