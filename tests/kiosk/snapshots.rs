//! Every screen of a sitting, at the size of a console and of a large one.

use twinge::kiosk::{Event, Tongue};

use crate::{
    driver::{Driver, site},
    emergency::emergency,
    sitting::at_summary,
};

fn check(name: &str, mut driver: Driver) {
    for (width, height) in [(80, 24), (100, 37)] {
        driver.size = (width, height);
        let shown = driver.draw();
        assert!(shown.is_ascii(), "the console font has ASCII only:\n{shown}");
        insta::assert_snapshot!(format!("{name}_{width}x{height}"), shown);
    }
}

fn after(keys: &str) -> Driver {
    let mut driver = Driver::new(site());
    driver.keys(keys);
    driver
}

#[test]
fn shows_the_pages_before_the_questions() {
    check("first", after(""));
    check("about", after("x"));
    let mut with_all = site();
    with_all.tongues.push(Tongue { name: "Otherish".to_owned(), ..with_all.tongues[0].clone() });
    with_all.records = Some(30);
    with_all.unlocked = true;
    let mut driver = Driver::new(with_all);
    check("first_unlocked", Driver { kiosk: driver.kiosk, ..after("") });
    driver = after("");
    driver.take(Event::Open(false));
    check("closed", driver);
}

#[test]
fn shows_the_choices() {
    let mut with_all = site();
    with_all.tongues.push(Tongue { name: "Otherish".to_owned(), ..with_all.tongues[0].clone() });
    with_all.records = Some(30);
    let all = |keys: &str| {
        let mut driver = Driver::new(with_all.clone());
        driver.keys(keys);
        driver
    };
    check("language", all("x"));
    check("about_records", all("x1"));
    check("keep", all("x1<enter>"));
    check("finish", after("x<enter>4<f4>"));
}

#[test]
fn shows_the_questions_and_the_summary() {
    check("question", after("x<enter>4"));
    check("why", after("x<enter>?"));
    check("summary", at_summary(Driver::new(site())));
    check("emergency", emergency());
    let mut failed = emergency();
    failed.take(Event::Called(1, Err("no".to_owned())));
    check("emergency_call_failed", failed);
}

#[test]
fn shows_what_lies_over_a_sitting() {
    let mut idle = after("x<enter>4");
    idle.wait(60);
    check("idle", idle);
    check("called", after("x<enter><f1>"));
    let mut broken = after("x<enter>");
    broken.take(Event::Broken("stopped".to_owned()));
    check("sorry", broken);
}

#[test]
fn shows_staff_their_pages() {
    check("gate", after("<f10>"));
    let mut wrong = after("<f10>1<enter>");
    wrong.take(Event::PinChecked(false));
    check("gate_wrong", wrong);
    let mut staff = after("<f10>1<enter>");
    staff.take(Event::Day("Monday".to_owned()));
    staff.take(Event::Problem("the call for staff failed".to_owned()));
    staff.take(Event::PinChecked(true));
    check("staff", staff);
}
