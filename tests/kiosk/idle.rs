//! Nobody there.

use twinge::kiosk::{Effect, Event};

use crate::{
    driver::{COUNTDOWN, Driver, IDLE, site},
    sitting::at_summary,
};

fn asking() -> Driver {
    let mut driver = Driver::new(site());
    driver.keys("x<enter>4");
    driver
}

#[test]
fn after_a_while_the_kiosk_asks_whether_somebody_is_there_and_then_clears() {
    let mut driver = asking();
    assert_eq!(driver.wait(IDLE - 1), []);
    assert!(!driver.shows("Are you still there?"));
    assert_eq!(driver.wait(1), [Effect::Bell]);
    driver.assert_shows("Are you still there?");
    driver.assert_shows("cleared: 20.");
    driver.wait(5);
    driver.assert_shows("cleared: 15.");
    assert_eq!(driver.wait(COUNTDOWN - 6), []);
    driver.assert_shows("cleared: 1.");
    assert_eq!(driver.wait(1), [Effect::Wipe]);
    driver.assert_shows("Press any key");
    assert_eq!(driver.kiosk.tally().abandoned, 1);
}

#[test]
fn any_key_goes_on_as_often_as_wanted_and_does_nothing_else() {
    for key in ["<enter>", "z", "4", "<esc>", "q", "<f4>", "<back>", "2"] {
        let mut driver = asking();
        let before = driver.draw();
        for _ in 0..30 {
            driver.wait(IDLE);
            driver.assert_shows("Are you still there?");
            driver.wait(COUNTDOWN - 1);
            assert_eq!(driver.keys(key), [], "{key}");
            assert_eq!(driver.draw(), before, "{key}");
        }
    }
}

#[test]
fn the_countdown_is_never_shorter_than_it_says_however_late_the_kiosk_wakes() {
    let mut driver = asking();
    driver.wait(10_000);
    driver.assert_shows("Are you still there?");
    driver.assert_shows("cleared: 20.");
    driver.wait(COUNTDOWN - 1);
    driver.assert_shows("Are you still there?");
}

#[test]
fn a_clock_that_goes_back_changes_nothing() {
    let mut driver = asking();
    driver.wait(IDLE - 1);
    driver.now = std::time::Duration::from_secs(2);
    assert_eq!(driver.take(Event::Tick), []);
    driver.now = std::time::Duration::from_secs(1 + IDLE);
    driver.take(Event::Tick);
    driver.assert_shows("Are you still there?");
}

#[test]
fn every_screen_of_a_sitting_ends_in_a_wipe_when_nobody_is_there() {
    let ways: [&str; 10] = [
        "x",
        "x?",
        "x<enter>",
        "x<enter>4<enter>",
        "x<enter>?",
        "x<f1>",
        "x<enter><f1>",
        "x<enter><f4>",
        "x<f10>",
        "x<enter>4<back>",
    ];
    for keys in ways {
        let mut driver = Driver::new(site());
        driver.keys(keys);
        driver.effects.clear();
        driver.wait_waking(3 * IDLE + COUNTDOWN);
        assert!(!driver.kiosk.is_taken(), "{keys}: {}", driver.draw());
        assert_eq!(driver.effects.iter().filter(|e| **e == Effect::Wipe).count(), 1, "{keys}");
        driver.assert_shows("Press any key");
    }
    let mut driver = at_summary(Driver::new(site()));
    driver.wait_waking(2 * IDLE - 1);
    assert!(!driver.shows("Are you still there?"), "a summary takes longer to read");
    driver.wait_waking(1 + COUNTDOWN);
    assert!(!driver.kiosk.is_taken(), "the summary");
}

#[test]
fn the_first_screen_moves_slowly_and_nothing_else_happens() {
    let mut driver = Driver::new(site());
    let first = driver.draw();
    let mut frames = vec![first];
    for _ in 0..3600 {
        driver.wait(1);
        let shown = driver.draw();
        if frames.last() != Some(&shown) {
            frames.push(shown);
        }
    }
    assert!((100..=200).contains(&frames.len()), "{} changes in an hour", frames.len());
    assert_eq!(driver.effects, []);
}

#[test]
fn the_mouse_that_only_moves_keeps_nobody_there() {
    use ratatui::crossterm::event::{KeyModifiers, MouseEvent, MouseEventKind};
    let mut driver = asking();
    for n in 0..IDLE {
        driver.wait(1);
        let kind = MouseEventKind::Moved;
        let row = u16::try_from(n % 24).unwrap_or(0);
        driver.take(Event::Mouse(MouseEvent { kind, column: 10, row, modifiers: KeyModifiers::NONE }));
    }
    driver.assert_shows("Are you still there?");
}
