//! From the first screen to the last.

use twinge::{
    content::Disposition,
    kiosk::{Effect, Event, Tongue},
    take::NotPrinted,
};

use crate::driver::{Driver, site};

/// Answers the question that is shown, or goes on to the summary.
fn answer_one(driver: &mut Driver) {
    if driver.shows_either("See my summary", "Ver mi resumen") {
        driver.keys("<enter>");
    } else if driver.shows("[ ]") {
        // Down from the end to what says that nothing fits, or else to the first answer.
        driver.keys("<end>");
        let mut rows = 0;
        while rows < 4
            && !["None of these", "Ninguna de estas"].iter().any(|none| focused(driver).contains(none))
        {
            driver.keys("<up>");
            rows += 1;
        }
        driver.keys(if rows < 4 { "<enter>" } else { "1<enter>" });
    } else {
        driver.keys("4<enter>");
    }
}

/// Keys that answer every question until the summary, in a waiting room.
pub(crate) fn answer_all(driver: &mut Driver) {
    for _ in 0..40 {
        if driver.kiosk.is_emergency() || driver.shows_either("1 What to do", "1 Qué hacer") {
            return;
        }
        answer_one(driver);
    }
    panic!("no end of questions:\n{}", driver.draw());
}

/// The row in focus.
pub(crate) fn focused(driver: &mut Driver) -> String {
    let shown = driver.draw();
    shown.lines().find(|line| line.trim_start().starts_with("> ")).unwrap_or_default().to_owned()
}

/// A driver at the summary.
pub(crate) fn at_summary(mut driver: Driver) -> Driver {
    driver.keys("x<enter>");
    if driver.shows_either("No, keep nothing", "No, no guarden nada") {
        driver.keys("2");
    }
    answer_all(&mut driver);
    driver
}

#[test]
fn any_key_starts_and_the_way_to_the_desk_is_on_every_screen() {
    let mut driver = Driver::new(site());
    let check = |driver: &mut Driver| {
        driver.assert_shows("You can ask at the desk instead.");
        driver.assert_shows("F1 call staff");
    };
    check(&mut driver);
    driver.assert_shows("Press any key");
    driver.keys("z");
    driver.assert_shows("What happens to your answers");
    check(&mut driver);
    driver.keys("<enter>");
    driver.assert_shows("What is your age?");
    check(&mut driver);
    for keys in ["?", "?", "<f1>", "z", "<f4>", "1", "<f10>", "<esc>"] {
        driver.keys(keys);
        check(&mut driver);
    }
    answer_all(&mut driver);
    check(&mut driver);
}

#[test]
fn a_sitting_ends_in_a_summary_and_then_a_clear_screen() {
    let mut driver = at_summary(Driver::new(site()));
    assert_eq!(driver.kiosk.tally().begun, 1);
    assert_eq!(driver.keys("q"), [Effect::Wipe]);
    driver.assert_shows("Press any key");
    assert_eq!(driver.kiosk.tally().levels.iter().sum::<u32>(), 1);
    assert_eq!(driver.kiosk.tally().abandoned, 0);
}

#[test]
fn finishing_early_asks_first_and_counts_as_abandoned() {
    let mut driver = Driver::new(site());
    driver.keys("x<enter>4<f4>");
    driver.assert_shows("Finish and clear the screen?");
    driver.keys("<enter>z1");
    driver.assert_shows("What is your age?");
    assert!(driver.shows("(*)"), "the answer is still there");
    driver.keys("<f4>");
    assert_eq!(driver.keys("2"), [Effect::Wipe]);
    assert_eq!((driver.kiosk.tally().abandoned, driver.kiosk.is_taken()), (1, false));
}

/// Also over a scale, where each digit would be a value of its own.
#[test]
fn whether_to_finish_is_answered_by_its_own_rows_over_every_question() {
    let mut driver = Driver::new(site());
    driver.keys("x<enter>");
    for _ in 0..40 {
        if driver.shows("The worst you can think of") {
            break;
        }
        answer_one(&mut driver);
    }
    driver.keys("<f4>");
    driver.assert_shows("Finish and clear the screen?");
    assert_eq!(driver.keys("1"), [], "the first row is to go on");
    driver.assert_shows("The worst you can think of");
    driver.keys("<f4>");
    assert_eq!(driver.keys("2"), [Effect::Wipe]);
}

#[test]
fn the_next_sitting_starts_without_an_answer() {
    let mut driver = Driver::new(site());
    driver.keys("x<enter>4<enter>");
    driver.keys("<f4>2");
    driver.keys("x<enter>");
    driver.assert_shows("What is your age?");
    assert!(!driver.shows("(*)") && !driver.shows("So far"), "{}", driver.draw());
}

#[test]
fn going_back_before_the_first_question_keeps_the_answers() {
    let mut driver = Driver::new(site());
    driver.keys("x<enter>4<enter><back><back>");
    driver.assert_shows("What happens to your answers");
    driver.keys("<enter>");
    driver.assert_shows("What is your age?");
    driver.assert_shows("(*)");
}

#[test]
fn more_than_one_language_is_asked_for_in_each_of_their_names() {
    let mut site = site();
    let other = Tongue { id: "xx".to_owned(), name: "Otherish".to_owned(), ..site.tongues[0].clone() };
    site.tongues.push(other);
    site.records = Some(7);
    let mut driver = Driver::new(site);
    driver.assert_shows("Otherish");
    driver.keys("x");
    driver.assert_shows("Choose your language");
    driver.keys("2<enter>");
    driver.keys("2");
    answer_all(&mut driver);
    let record = driver.effects.iter().find_map(|effect| match effect {
        Effect::Record(record) => Some(record.clone()),
        _ => None,
    });
    assert_eq!(record.expect("a record").language, "xx");
}

#[test]
fn a_copy_is_kept_only_if_the_person_agreed() {
    let records =
        |driver: &Driver| driver.effects.iter().filter(|effect| matches!(effect, Effect::Record(_))).count();
    let with = || {
        let mut site = site();
        site.records = Some(30);
        Driver::new(site)
    };
    let mut driver = with();
    driver.keys("x<enter>");
    driver.assert_shows("It is deleted after 30 days.");
    driver.keys("<enter><enter>");
    driver.assert_shows("May this clinic keep a copy");
    driver.keys("1");
    answer_all(&mut driver);
    assert_eq!(records(&driver), 0, "the person said no");

    let mut driver = at_summary(with());
    assert_eq!(records(&driver), 1);
    let Some(Effect::Record(record)) = driver.effects.iter().find(|e| matches!(e, Effect::Record(_))) else {
        panic!("no record");
    };
    assert_eq!((record.sitting, record.language.as_str()), (1, "en"));
    assert!(record.answers.contains(r#""age":["#), "{}", *record.answers);
    assert!(!format!("{record:?}").contains("age"), "no answers in a debug text");
    assert!(format!("{record:?}").contains("sitting: 1"), "but which one it is");
    let n = record.sitting;
    driver.take(Event::Recorded(n, Ok("0713-002".to_owned())));
    driver.assert_shows("Your number: 0713-002");
    driver.keys("q");
    assert!(!driver.shows("0713-002"));
    assert_eq!(driver.kiosk.tally().records, 1);

    let driver = at_summary(Driver::new(site()));
    assert_eq!(records(&driver), 0, "no place for it");
}

#[test]
fn a_disk_that_fails_does_not_disturb_the_sitting() {
    let mut site = site();
    site.records = Some(30);
    let mut driver = at_summary(Driver::new(site));
    let before = driver.draw();
    driver.take(Event::Recorded(1, Err("cannot write records: disk full".to_owned())));
    assert_eq!(driver.draw(), before);
    assert!(driver.kiosk.tally().problems.iter().any(|problem| problem.contains("disk full")));
}

#[test]
fn a_sitting_that_breaks_sends_to_the_desk_and_the_next_one_is_fresh() {
    let mut driver = Driver::new(site());
    driver.keys("x<enter>4<enter>");
    let effects = driver.take(Event::Broken("stopped at src/x.rs:1".to_owned()));
    assert!(effects.contains(&Effect::Wipe));
    driver.assert_shows("Please tell the desk");
    driver.keys("z");
    driver.assert_shows("Press any key");
    driver.keys("z<enter>");
    assert!(!driver.shows("So far"));
    assert_eq!(driver.kiosk.tally().problems.len(), 1);
}

#[test]
fn a_level_that_was_shown_counts_also_if_the_person_walks_away() {
    let mut driver = at_summary(Driver::new(site()));
    driver.wait_waking(200);
    assert!(!driver.kiosk.is_taken());
    let tally = driver.kiosk.tally();
    assert_eq!((tally.levels.iter().sum::<u32>(), tally.abandoned), (1, 0));
    assert_eq!(tally.levels[Disposition::Emergency as usize], 0);
}

#[test]
fn outside_opening_hours_no_sitting_starts() {
    let mut driver = Driver::new(site());
    driver.take(Event::Open(false));
    driver.assert_shows("This screen is closed for now.");
    driver.keys("x<enter>");
    assert!(!driver.kiosk.is_taken());
    driver.take(Event::Open(true));
    driver.keys("x");
    assert!(driver.kiosk.is_taken());
    driver.take(Event::Open(false));
    driver.keys("<enter>");
    driver.assert_shows("What is your age?");
}

#[test]
fn a_finger_is_enough() {
    let mut driver = Driver::new(site());
    driver.touch("Press any key");
    driver.touch("Start");
    driver.touch("45 to 49");
    driver.touch("Enter next");
    assert!(!driver.shows("What is your age?"), "{}", driver.draw());
    driver.touch("F4 finish");
    driver.touch("Yes, clear everything");
    driver.assert_shows("Press any key");
}

#[test]
fn a_slip_is_printed_only_on_wish_and_nothing_is_ever_saved() {
    let mut site = site();
    site.prints = true;
    let mut driver = at_summary(Driver::new(site));
    assert!(!driver.effects.iter().any(|effect| matches!(effect, Effect::Print(..))));
    driver.keys("t");
    assert!(!driver.shows("Save"), "{}", driver.draw());
    let effects = driver.touch("Print");
    let Some(Effect::Print(1, text)) = effects.first() else { panic!("nothing is printed: {effects:?}") };
    assert!(!text.is_empty());
    driver.take(Event::Printed(1, Err(NotPrinted::Slow)));
    assert_eq!(driver.kiosk.tally().problems.len(), 1);
    assert_eq!(driver.keys("q"), [Effect::Wipe], "also from that page");

    let mut without = at_summary(Driver::new(crate::driver::site()));
    without.keys("t");
    assert!(!without.shows("Print"), "{}", without.draw());
}
