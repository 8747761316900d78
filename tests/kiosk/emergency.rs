//! An emergency, and calling staff.

use twinge::kiosk::{CallState, Effect, Event, Reason, Site};

use crate::driver::{Driver, IDLE, site};

/// A driver whose last key made it an emergency.
pub(crate) fn emergency() -> Driver {
    emergency_in(site())
}

/// The same on another site.
pub(crate) fn emergency_in(site: Site<'static>) -> Driver {
    let mut driver = Driver::new(site);
    driver.keys("x<enter>4<enter>6<enter>3<enter>");
    for _ in 0..5 {
        if driver.shows_either("Do you have any of these now", "¿Tiene alguna de estas señales ahora") {
            break;
        }
        driver.keys("2<enter>");
    }
    driver.keys("2");
    assert!(driver.kiosk.is_emergency(), "{}", driver.draw());
    driver
}

#[test]
fn the_key_press_that_tells_it_stops_the_questions_and_calls_staff() {
    let driver = &mut emergency();
    assert_eq!(driver.effects, [Effect::Bell, Effect::Call(1, Reason::Emergency)]);
    driver.assert_shows("!!! Get help right now");
    driver.assert_shows("We are calling the staff.");
    driver.assert_shows("F10 staff");
    assert!(!driver.shows("F4") && !driver.shows("Ctrl"), "{}", driver.draw());
}

#[test]
fn it_stays_until_staff_clear_it_with_their_code() {
    let mut driver = emergency();
    let shown = driver.draw();
    for keys in ["<enter>", "<esc>", "q", "<f4>", "<back>", "2", "1", "?", "z", "<f4>2"] {
        driver.keys(keys);
    }
    driver.wait_waking(100 * IDLE);
    assert_eq!(driver.draw(), shown);
    assert_eq!(driver.keys("<f10>123456<enter>").len(), 1);
    driver.take(Event::PinChecked(false));
    driver.wait_waking(2);
    driver.keys("<esc>");
    assert_eq!(driver.draw(), shown);
    driver.keys("<f10>123456<enter>");
    driver.take(Event::PinChecked(true));
    driver.assert_shows("I have seen it");
    driver.keys("1");
    assert_eq!(driver.draw(), shown, "looking is not clearing");
    driver.keys("<f10>123456<enter>");
    driver.take(Event::PinChecked(true));
    assert_eq!(driver.keys("2"), [Effect::Wipe]);
    driver.assert_shows("Press any key");
    let tally = driver.kiosk.tally();
    assert_eq!((tally.calls, tally.acknowledged, tally.levels[4]), (1, 1, 1));
    assert_eq!(driver.kiosk.call_state(), None);
}

#[test]
fn a_failed_call_is_shown_and_tried_again_until_it_goes_through() {
    let mut driver = emergency();
    driver.effects.clear();
    for _ in 0..20 {
        driver.take(Event::Called(1, Err("the command failed".to_owned())));
        driver.assert_shows("The call did not go through.");
        assert_eq!(driver.kiosk.call_state(), Some(CallState::Failed));
        driver.effects.clear();
        driver.wait_waking(30);
        assert_eq!(driver.effects, [Effect::Call(1, Reason::Emergency)]);
    }
    driver.take(Event::Called(1, Ok(())));
    driver.assert_shows("We have called the staff.");
    driver.effects.clear();
    driver.wait_waking(3600);
    assert_eq!(driver.effects, []);
    assert_eq!(driver.kiosk.tally().failed_calls, 20);
}

#[test]
fn without_a_command_the_screen_says_to_go_to_the_desk() {
    let mut site = site();
    site.calls = None;
    let mut driver = Driver::new(site);
    assert_eq!(driver.keys("x<f1>"), [Effect::Bell]);
    driver.assert_shows("Please go to the desk");
    assert!(!driver.shows("We have called"));
}

#[test]
fn a_key_calls_staff_from_every_screen_and_the_sitting_goes_on() {
    for keys in ["", "x", "x<enter>", "x<enter>?", "x<enter><f4>"] {
        let mut driver = Driver::new(site());
        driver.keys(keys);
        let effects = driver.keys("<f1>");
        assert_eq!(effects, [Effect::Bell, Effect::Call(1, Reason::Help)], "{keys}");
        driver.assert_shows("We are calling the staff.");
        driver.take(Event::Called(1, Ok(())));
        driver.assert_shows("We have called the staff.");
        driver.keys("z");
    }
}

#[test]
fn a_key_held_down_calls_once_and_rings_once() {
    let mut driver = Driver::new(site());
    driver.keys("x");
    driver.effects.clear();
    driver.keys(&"<f1>".repeat(500));
    assert_eq!(driver.effects, [Effect::Bell, Effect::Call(1, Reason::Help)]);
    driver.take(Event::Called(1, Ok(())));
    driver.keys(&"<f1>".repeat(500));
    assert_eq!(driver.effects.len(), 2);
    driver.wait(29);
    driver.keys("<f1>");
    assert_eq!(driver.effects.len(), 2);
    driver.wait(1);
    driver.keys("<f1>");
    assert_eq!(driver.effects.len(), 4, "who still waits can call again");
}

#[test]
fn a_call_for_help_does_not_stand_for_an_emergency() {
    let mut driver = Driver::new(site());
    driver.keys("x<f1>z");
    driver.keys("<enter>4<enter>6<enter>3<enter>");
    for _ in 0..5 {
        if driver.shows_either("Do you have any of these now", "¿Tiene alguna de estas señales ahora") {
            break;
        }
        driver.keys("2<enter>");
    }
    driver.effects.clear();
    driver.keys("2");
    assert_eq!(driver.effects, [Effect::Bell, Effect::Call(2, Reason::Emergency)]);
}

#[test]
fn a_late_answer_of_an_old_call_says_nothing_about_the_new_one() {
    let mut driver = Driver::new(site());
    driver.keys("x<f1>z<f4>2");
    driver.keys("x<f1>");
    driver.take(Event::Called(1, Ok(())));
    assert_eq!(driver.kiosk.call_state(), Some(CallState::Calling));
}
