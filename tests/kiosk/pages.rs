//! The pages before the questions and around them, by keys and by finger.

use std::time::Duration;

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers, MouseEvent, MouseEventKind};
use twinge::{
    kiosk::{Effect, Event, Site, Tongue},
    locale::Strings,
    take::NotPrinted,
};

use crate::{
    driver::{Driver, IDLE, site},
    emergency::emergency,
    sitting::{at_summary, focused},
};

/// A site with three languages that keeps records.
fn three() -> Site<'static> {
    let mut site = site();
    for (id, name) in [("xx", "Otherish"), ("yy", "Thirdish")] {
        site.tongues.push(Tongue { id: id.to_owned(), name: name.to_owned(), ..site.tongues[0].clone() });
    }
    site.records = Some(30);
    site
}

fn at(keys: &str) -> Driver {
    let mut driver = Driver::new(three());
    driver.keys(keys);
    driver
}

/// Moves the mouse to where a text stands, without a press.
fn point(driver: &mut Driver, text: &str) {
    let shown = driver.draw();
    let row = shown.lines().position(|line| line.contains(text)).expect("the text is shown");
    let row = u16::try_from(row).expect("a low screen");
    let (kind, modifiers) = (MouseEventKind::Moved, KeyModifiers::NONE);
    driver.take(Event::Mouse(MouseEvent { kind, column: 5, row, modifiers }));
}

fn records(driver: &Driver) -> usize {
    driver.effects.iter().filter(|effect| matches!(effect, Effect::Record(_))).count()
}

#[test]
fn arrows_go_round_the_languages_and_enter_takes_the_one_in_focus() {
    let steps: [(&str, &str); 6] = [
        ("", "English"),
        ("<down>", "Otherish"),
        ("<down><down>", "Thirdish"),
        ("<down><down><down>", "English"),
        ("<up>", "Thirdish"),
        ("<up><up>", "Otherish"),
    ];
    for (keys, name) in steps {
        let mut driver = at("x");
        driver.keys(keys);
        assert!(focused(&mut driver).contains(name), "{keys}:\n{}", driver.draw());
        driver.keys("<enter>");
        driver.assert_shows("What happens to your answers");
        driver.keys("<back>");
        assert!(focused(&mut driver).contains(name), "the way back leads to the same one");
    }
}

#[test]
fn the_mouse_puts_the_focus_on_a_row_without_choosing_it() {
    let mut driver = at("x");
    point(&mut driver, "Thirdish");
    assert!(focused(&mut driver).contains("Thirdish"), "{}", driver.draw());
    driver.assert_shows("Choose your language");
    driver.keys("1<enter>");
    point(&mut driver, "Yes, keep a copy");
    assert!(focused(&mut driver).contains("Yes, keep a copy"), "{}", driver.draw());
}

#[test]
fn a_number_without_a_row_chooses_nothing() {
    for (keys, beyond) in [("x", "4"), ("x1<enter>", "3")] {
        let mut driver = at(keys);
        let before = driver.draw();
        for key in [beyond, "9"] {
            driver.keys(key);
            assert_eq!(driver.draw(), before);
        }
    }
}

#[test]
fn the_way_back_leads_through_the_pages_to_the_first_screen() {
    let mut driver = at("x1<enter>");
    driver.assert_shows("May this clinic keep a copy");
    driver.keys("<back>");
    driver.assert_shows("What happens to your answers");
    driver.keys("<back>");
    driver.assert_shows("Choose your language");
    assert_eq!(driver.keys("<back>"), [Effect::Wipe]);
    driver.assert_shows("Press any key");
    // With one language there is no page for it.
    let mut driver = Driver::new(site());
    driver.keys("x");
    assert_eq!(driver.keys("<back>"), [Effect::Wipe]);
    driver.assert_shows("Press any key");
}

#[test]
fn a_copy_is_agreed_to_only_with_the_yes_in_focus() {
    let mut driver = at("x1<enter><down><down><down>");
    assert!(focused(&mut driver).contains("No, keep nothing"), "{}", driver.draw());
    for (keys, n) in [("<down>", 0), ("<down><down>", 1), ("<down><down><down>", 0), ("<up><up>", 1)] {
        let mut driver = at("x1<enter>");
        driver.keys(keys);
        driver.keys("<enter>");
        crate::sitting::answer_all(&mut driver);
        assert_eq!(records(&driver), n, "{keys}");
    }
}

#[test]
fn a_page_too_long_for_the_screen_scrolls_to_its_end_and_back() {
    let mut driver = Driver::new(site());
    driver.size = (60, 16);
    driver.keys("x");
    let top = driver.draw();
    driver.assert_shows("Start");
    assert!(!driver.shows("Screens can be seen"), "{top}");
    let mut seen = vec![top.clone()];
    for _ in 0..40 {
        driver.keys("<down>");
        seen.push(driver.draw());
    }
    seen.dedup();
    assert!(seen.len() > 5, "it moves row by row and stops at the end");
    driver.keys("<up>");
    assert_eq!(driver.draw(), seen[seen.len() - 2]);
    driver.keys(&"<up>".repeat(40));
    assert_eq!(driver.draw(), top);
    driver.keys("<end>");
    assert_eq!(driver.draw(), *seen.last().expect("it was drawn"));
}

#[test]
fn the_view_for_staff_scrolls_to_the_oldest_problem() {
    let mut driver = Driver::new(site());
    driver.size = (80, 14);
    for n in 0..3 {
        driver.take(Event::Problem(format!("problem {n} of three")));
    }
    driver.keys("<f10>1<enter>");
    driver.take(Event::PinChecked(true));
    assert!(!driver.shows("problem 0 of three"), "{}", driver.draw());
    driver.keys(&"<down>".repeat(30));
    driver.assert_shows("problem 0 of three");
}

#[test]
fn on_a_low_screen_the_newest_note_and_the_keys_stay() {
    let mut site = site();
    site.unlocked = true;
    let mut driver = Driver::new(site);
    driver.keys("x<f1>z");
    driver.size = (80, 4);
    driver.assert_shows("We are calling the staff.");
    driver.assert_shows("F1 call staff");
    assert!(!driver.shows("Trying out"), "{}", driver.draw());
}

#[test]
fn keys_with_ctrl_or_alt_are_like_any_other_key() {
    for modifiers in [KeyModifiers::CONTROL, KeyModifiers::ALT] {
        let press = |driver: &mut Driver, code| driver.take(Event::Key(KeyEvent::new(code, modifiers)));
        let mut driver = at_summary(Driver::new(site()));
        assert_eq!(press(&mut driver, KeyCode::Char('q')), [], "it does not finish");
        assert_eq!(press(&mut driver, KeyCode::F(1)), [], "it does not call");
        assert!(driver.kiosk.is_taken());
        let mut driver = Driver::new(site());
        driver.keys("<f10>");
        press(&mut driver, KeyCode::Char('7'));
        assert_eq!(driver.keys("<enter>"), [Effect::CheckPin(String::new().into())]);
    }
}

#[test]
fn q_asks_to_finish_only_at_the_summary() {
    let mut driver = Driver::new(site());
    driver.keys("x<enter>4");
    let before = driver.draw();
    assert_eq!(driver.keys("q"), []);
    assert_eq!(driver.draw(), before);
}

#[test]
fn calling_staff_hides_no_emergency_and_no_apology() {
    let mut driver = emergency();
    let shown = driver.draw();
    driver.keys("<f1>");
    assert_eq!(driver.draw(), shown);
    let mut driver = Driver::new(site());
    driver.keys("x<enter>4");
    driver.take(Event::Broken("stopped".to_owned()));
    driver.keys("<f1>");
    driver.assert_shows("Please tell the desk");
}

/// The seconds left are shown, and nothing that was opened stays open for longer than it should.
#[test]
fn the_countdown_and_a_call_from_the_first_screen_wake_in_time() {
    let mut driver = Driver::new(site());
    driver.keys("x<enter>");
    driver.wait(IDLE);
    driver.assert_shows("Are you still there?");
    assert!(driver.kiosk.wake() <= driver.now + Duration::from_secs(1));
    let mut driver = Driver::new(site());
    driver.keys("<f1>");
    driver.take(Event::Called(1, Ok(())));
    let until = driver.now + Duration::from_secs(IDLE);
    while driver.now < until {
        driver.assert_shows(Strings::ENGLISH.kiosk.any_key);
        driver.now = driver.kiosk.wake();
        driver.take(Event::Tick);
    }
    assert_eq!(driver.now, until);
    assert!(!driver.shows(Strings::ENGLISH.kiosk.any_key));
}

/// The person reads on below; what they called for waits with them.
#[test]
fn a_page_over_the_summary_wakes_nobody_before_its_time() {
    let mut driver = at_summary(Driver::new(site()));
    driver.keys("<f1>");
    driver.wait_waking(IDLE + 5);
    assert!(driver.kiosk.is_taken());
}

#[test]
fn what_became_of_a_slip_is_told_to_the_one_who_asked_for_it() {
    let asked = || {
        let mut driver = at_summary(Driver::new(Site { prints: true, ..site() }));
        driver.keys("t");
        driver.touch("Print");
        driver
    };
    let mut driver = asked();
    driver.take(Event::Printed(1, Ok(())));
    driver.assert_shows("Sent to the printer.");
    let mut driver = asked();
    driver.take(Event::Printed(1, Err(NotPrinted::Failed)));
    driver.assert_shows("Not printed: the print command failed.");
    let mut driver = asked();
    let before = driver.draw();
    driver.take(Event::Printed(2, Ok(())));
    assert_eq!(driver.draw(), before, "that was the slip of another sitting");
}

#[test]
fn a_record_that_is_written_after_its_sitting_counts_all_the_same() {
    let mut driver = at_summary(Driver::new(Site { records: Some(30), ..site() }));
    driver.keys("q");
    // Nor is its number that of the next one.
    driver.keys("x");
    driver.take(Event::Recorded(1, Ok("0713-002".to_owned())));
    assert_eq!(driver.kiosk.tally().records, 1);
    assert!(!driver.shows("0713-002"));
}
