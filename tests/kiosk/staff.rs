//! The way in for staff.

use twinge::kiosk::{CallState, Effect, Event, Seen, Site};

use crate::driver::{Driver, site};

fn typed(effects: &[Effect]) -> Vec<String> {
    let codes = effects.iter().filter_map(|effect| match effect {
        Effect::CheckPin(code) => Some(code.to_string()),
        _ => None,
    });
    codes.collect()
}

#[test]
fn the_screen_is_the_same_whatever_is_typed() {
    let mut driver = Driver::new(site());
    driver.keys("<f10>");
    let empty = driver.draw();
    for n in [1, 3, 8, 40] {
        driver.keys(&"7".repeat(n));
        assert_eq!(driver.draw(), empty, "after {n} more digits");
    }
    let mut after = Vec::new();
    for code in ["", "1", "123456", "99999999999999999999"] {
        let mut driver = Driver::new(site());
        driver.keys("<f10>");
        driver.keys(code);
        assert_eq!(typed(&driver.keys("<enter>")), [code]);
        let checking = driver.draw();
        driver.take(Event::PinChecked(false));
        after.push((checking, driver.draw()));
    }
    after.dedup();
    assert_eq!(after.len(), 1, "a code of any length looks the same");
    assert!(after[0].1.contains("That did not work. Seconds until you can try again: 1."));
}

#[test]
fn only_a_right_code_opens_the_view_and_only_the_view_leaves() {
    let mut driver = Driver::new(site());
    driver.keys("<f10>123456<enter>3");
    assert!(!driver.effects.contains(&Effect::Leave));
    driver.take(Event::PinChecked(false));
    driver.keys("3");
    driver.wait_waking(2);
    driver.keys("<enter>");
    driver.take(Event::PinChecked(true));
    assert!(driver.kiosk.shows_staff_view());
    assert!(!driver.effects.contains(&Effect::Leave));
    assert!(driver.keys("3").contains(&Effect::Leave));
}

#[test]
fn the_gate_stays_until_it_is_left_and_what_is_typed_can_be_rubbed_out() {
    let mut driver = Driver::new(site());
    let before = driver.draw();
    driver.keys("<f10>");
    let gate = driver.draw();
    driver.keys("z<up>?<end>");
    assert_eq!(driver.draw(), gate);
    driver.keys("12<back>3");
    assert_eq!(driver.keys("<f1>"), [], "nobody has to be called to where they stand");
    assert_eq!(driver.draw(), gate);
    assert_eq!(typed(&driver.keys("<enter>")), ["3"]);
    driver.assert_shows("One moment.");
    driver.take(Event::PinChecked(true));
    assert_eq!(driver.keys("<f1>"), []);
    assert!(driver.kiosk.shows_staff_view());
    driver.keys("<f10>");
    assert_eq!(driver.draw(), before);
    driver.keys("<f10><f10>");
    assert_eq!(driver.draw(), before);
}

#[test]
fn wrong_codes_are_told_to_staff_and_right_ones_are_not() {
    let mut driver = Driver::new(site());
    driver.keys("<f10>1<enter>");
    driver.take(Event::PinChecked(false));
    let wrong = |driver: &Driver| {
        let problems = &driver.kiosk.tally().problems;
        problems.iter().filter(|problem| problem.contains("a wrong staff code was typed")).count()
    };
    assert_eq!(wrong(&driver), 1);
    driver.wait_waking(2);
    driver.keys("1<enter><esc>");
    driver.take(Event::PinChecked(true));
    assert_eq!(wrong(&driver), 1);
}

/// The kiosk asks to be woken when a second of a wait has passed, and when staff have gone.
#[test]
fn the_gate_and_the_view_wake_for_every_second_of_a_wait_and_for_their_end() {
    let closed_at = |driver: &mut Driver| {
        while driver.shows("staff") && !driver.shows("Press any key") {
            driver.now = driver.kiosk.wake();
            driver.take(Event::Tick);
        }
        driver.now.as_secs()
    };
    let mut driver = Driver::new(site());
    driver.keys("<f10>");
    assert_eq!(closed_at(&mut driver), 46);
    driver.keys("<f10>1<enter>");
    driver.take(Event::PinChecked(true));
    assert_eq!(closed_at(&mut driver), 91);
    driver.keys("<f10>1<enter>");
    driver.take(Event::PinChecked(false));
    assert!(driver.kiosk.wake().as_secs() <= 92);
}

#[test]
fn a_right_code_that_comes_late_opens_nothing() {
    let mut driver = Driver::new(site());
    driver.keys("<f10>123456<enter><esc>");
    driver.take(Event::PinChecked(true));
    assert!(!driver.kiosk.shows_staff_view());
    driver.assert_shows("Press any key");
}

#[test]
fn waits_between_tries_outlive_the_gate_and_the_sitting() {
    let mut driver = Driver::new(site());
    for _ in 0..6 {
        driver.keys("<f10>1<enter>");
        driver.take(Event::PinChecked(false));
        driver.keys("<esc>x<f4>2");
        driver.wait_waking(32);
    }
    driver.keys("<f10>1<enter>");
    driver.take(Event::PinChecked(false));
    driver.keys("<esc>x<f4>2<f10>");
    driver.assert_shows("try again: 60.");
    assert_eq!(typed(&driver.keys("123456<enter>")), [""; 0]);
}

#[test]
fn the_gate_and_the_view_close_by_themselves() {
    let mut driver = Driver::new(site());
    driver.keys("x<enter>4");
    let before = driver.draw();
    driver.keys("<f10>");
    driver.wait(45);
    assert_eq!(driver.draw(), before);
    driver.keys("<f10>1<enter>");
    driver.take(Event::PinChecked(true));
    driver.wait(45);
    assert_eq!(driver.draw(), before);
}

#[test]
fn the_code_can_be_touched() {
    let mut driver = Driver::new(site());
    driver.touch("F10 staff");
    for key in ["[ 9 ]", "[ Rub out ]", "[ 1 ]", "[ 0 ]", "[ 5 ]"] {
        driver.touch(key);
    }
    assert_eq!(typed(&driver.touch("[ Enter ]")), ["105"]);
}

#[test]
fn the_view_counts_and_holds_no_answer() {
    let mut driver = crate::sitting::at_summary(Driver::new(site()));
    driver.size = (100, 37);
    driver.take(Event::Day("Monday".to_owned()));
    driver.keys("q");
    driver.keys("x<enter>4<enter><f4>2");
    driver.take(Event::Problem("the disk is full\u{1b}[2J".to_owned()));
    driver.keys("x<f10>1<enter>");
    driver.take(Event::PinChecked(true));
    driver.assert_shows("Monday: 2 begun");
    driver.assert_shows("1 ended before a result");
    driver.assert_shows("the disk is full [2J");
    driver.assert_shows(crate::driver::questionnaire().fingerprint());
    assert!(!driver.shows("45 to 49"));
    driver.take(Event::Day("Tuesday".to_owned()));
    driver.assert_shows("Tuesday: 0 begun");
    driver.assert_shows("the disk is full");
}

#[test]
fn without_a_code_every_screen_says_that_it_is_not_locked() {
    let mut site = site();
    site.unlocked = true;
    let mut driver = Driver::new(site);
    let said = "Trying out: there is no staff code";
    driver.assert_shows(said);
    driver.keys("x");
    driver.assert_shows(said);
    driver.keys("<enter>");
    driver.assert_shows(said);
    driver.keys("<f10>");
    assert!(driver.kiosk.shows_staff_view());
}

#[test]
fn counts_problems_and_waits_outlive_a_change_of_content_and_answers_do_not() {
    let mut driver = crate::sitting::at_summary(Driver::new(site()));
    assert!(!driver.kiosk.is_free());
    driver.keys("q");
    driver.keys("<f10>1<enter>");
    driver.take(Event::PinChecked(false));
    assert!(!driver.kiosk.is_free(), "staff stand there");
    driver.keys("<esc>");
    driver.take(Event::Problem("the disk is full".to_owned()));
    assert!(driver.kiosk.is_free());
    let mut driver = Driver {
        kiosk: driver.kiosk.between().with(crate::driver::spanish()),
        seen: Seen::default(),
        ..driver
    };
    driver.draw();
    driver.assert_shows("Puede responder");
    assert!(!driver.kiosk.is_taken());
    assert_eq!(driver.kiosk.tally().begun, 1);
    assert!(driver.kiosk.tally().problems.iter().any(|problem| problem == "the disk is full"));
    driver.keys("<f10>");
    assert_eq!(typed(&driver.keys("1<enter>")), [""; 0], "the wait goes on");
}

#[test]
fn a_call_goes_on_after_a_change_and_ends_where_the_command_is_gone() {
    for (calls, state) in [(site().calls, CallState::Calling), (None, CallState::NoCommand)] {
        let mut driver = Driver::new(site());
        driver.keys("<f1>z");
        assert_eq!(driver.kiosk.call_state(), Some(CallState::Calling));
        let kiosk = driver.kiosk.between().with(Site { calls, ..site() });
        assert_eq!(kiosk.call_state(), Some(state));
    }
}
