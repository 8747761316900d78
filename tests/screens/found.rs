//! The first screen when something was kept.

use twinge::{
    content::Setting,
    engine::{Session, Step},
    kept::{self, Found, Keeping, Memory, TakenUp, Unusable, WhyNot},
    ui::{Screen, keymap::Context, theme::Theme},
};

use crate::driver::{Driver, PLAIN, keys_to, questionnaire};

const SIZES: [(u16, u16); 5] = [(200, 60), (100, 30), (80, 24), (60, 20), (40, 12)];

/// A session up to a question, as it comes back from disk.
fn taken(keys: &str) -> TakenUp<'static> {
    let mut driver = Driver::new(questionnaire(), Setting::Home, (80, 24));
    driver.keys(keys);
    let text = kept::write(driver.app.session()).expect("it has answers");
    kept::read(&text).and_then(|kept| kept.take_up(questionnaire(), Setting::Home)).expect("it is sound")
}

fn driver(found: Found<'static>, size: (u16, u16)) -> Driver<'static> {
    let mut driver = Driver::new(questionnaire(), Setting::Home, size);
    let memory = Memory { keeping: Keeping::Kept, found: Some(found) };
    driver.app = driver.app.with_memory(memory);
    driver
}

#[test]
fn says_why_old_answers_cannot_be_used() {
    let mut driver = driver(Found::Unusable(Unusable::NotYours), (80, 24));
    insta::assert_snapshot!("unusable_80x24", driver.draw().with_styles());
}

#[test]
fn says_how_many_answers_are_asked_again() {
    let old = taken(keys_to("nerve"));
    for (changed, dropped, said) in [
        (true, 2, "Answers that no longer fit: 2."),
        (true, 0, "Your answers still fit."),
        (false, 1, "Answers that could not be read: 1."),
    ] {
        let found = TakenUp { changed, dropped, ..old.clone() };
        let text = driver(Found::Session(found), (100, 30)).draw().text();
        assert!(text.replace("\n    ", " ").contains(said), "{text}");
    }
}

#[test]
fn says_once_for_all_that_answers_are_no_longer_kept() {
    for size in SIZES {
        let mut driver = Driver::new(questionnaire(), Setting::Home, size);
        driver.keys(keys_to("now"));
        assert!(!driver.draw().text().contains("no longer kept"));
        driver.app.stop_keeping();
        assert!(driver.draw().text().contains("Your answers are no longer"), "{}", driver.draw().text());
        assert_eq!(driver.app.keeping(), Keeping::Not(WhyNot::Stopped));
    }
}

#[test]
fn both_choices_and_the_cursor_are_seen_at_every_usual_size() {
    for size in SIZES {
        for (keys, row) in [("", "> 1 Go on"), ("<down>", "> 2 Start afresh"), ("<down><up>", "> 1 Go on")] {
            let mut driver = driver(Found::Session(taken(keys_to("nerve"))), size);
            driver.theme = Theme { roomy: size.0 % 40 == 0, ..PLAIN };
            driver.keys(keys);
            let shot = driver.draw();
            let drawn = &shot.rows()[usize::from(shot.cursor.y)];
            assert!(drawn.trim_start().starts_with(row), "{row} at {size:?}: {drawn}");
            assert!(shot.text().contains("1 Go on") && shot.text().contains("2 Start afresh"));
        }
    }
}

#[test]
fn is_drawn_at_every_size_without_a_panic() {
    for found in [Found::Session(taken(keys_to("nerve"))), Found::Unusable(Unusable::Damaged)] {
        let mut driver = driver(found, (80, 24));
        for keys in ["", "<pgdn>", "<down>", "?"] {
            driver.keys(keys);
            for (width, height) in
                [(1, 1), (2, 1), (1, 9), (3, 3), (8, 4), (20, 5), (39, 11), (500, 3), (9, 200)]
            {
                driver.size = (width, height);
                driver.draw();
            }
        }
    }
}

#[test]
fn goes_on_at_the_same_question_with_every_answer() {
    let old = taken(keys_to("nerve"));
    for keys in ["<enter>", "1", " "] {
        let mut driver = driver(Found::Session(old.clone()), (80, 24));
        driver.keys(keys);
        assert_eq!(driver.app.screen(), &Screen::Question);
        assert_eq!(driver.app.session().step(), old.session.step());
        assert_eq!(driver.app.session().answers(), old.session.answers());
        assert!(driver.app.found().is_none());
    }
}

#[test]
fn starts_afresh_with_no_answer() {
    for (found, keys) in [
        (Found::Session(taken(keys_to("nerve"))), "2"),
        (Found::Session(taken(keys_to("nerve"))), "<down><enter>"),
        (Found::Unusable(Unusable::OtherContent), "1"),
        (Found::Unusable(Unusable::TooLarge), "<enter>"),
    ] {
        let mut driver = driver(found, (80, 24));
        driver.keys(keys);
        let fresh = Session::new(questionnaire(), Setting::Home);
        assert_eq!(driver.app.session().answers(), fresh.answers());
        assert_eq!(driver.app.session().step(), fresh.step());
        assert!(driver.app.found().is_none());
    }
}

#[test]
fn says_an_emergency_again_and_leads_back_to_its_answer() {
    let keys = keys_to("now").to_owned() + "2<down>2";
    let old = taken(&keys);
    assert!(!old.session.emergencies().is_empty());
    let now = questionnaire().find_question("now").expect("a question");
    for choice in ["1", "2"] {
        let mut driver = driver(Found::Session(old.clone()), (80, 24));
        driver.keys("<enter>");
        assert_eq!(driver.app.context(), Context::Emergency);
        driver.keys(choice);
        assert_eq!(driver.app.session().step(), Step::Ask(now));
        assert_eq!(driver.app.session().answers(), old.session.answers(), "no answer is lost");
    }
}

#[test]
fn an_emergency_from_before_leads_on_to_where_the_person_was() {
    let keys = keys_to("now").to_owned() + "22<enter>";
    let old = taken(&keys);
    let now = questionnaire().find_question("now").expect("a question");
    assert!(!old.session.emergencies().is_empty() && old.session.step() != Step::Ask(now));
    let mut driver = driver(Found::Session(old.clone()), (80, 24));
    driver.keys("<enter>");
    assert_eq!(driver.app.context(), Context::Emergency);
    driver.keys("2");
    assert_eq!(driver.app.session().step(), old.session.step());
    driver.app = self::driver(Found::Session(old), (80, 24)).app;
    driver.keys("<enter>1");
    assert_eq!(driver.app.session().step(), Step::Ask(now), "a slip leads back to the answer behind it");
}
