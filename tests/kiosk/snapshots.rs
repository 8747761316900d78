//! Every screen of a sitting, at the size of a console and of a large one, in English and in Spanish.

use twinge::kiosk::{Event, Site, Tongue};

use crate::{
    driver::{Driver, site, spanish},
    emergency::emergency_in,
    sitting::at_summary,
};

/// Draws what `make` makes of a site, in each language and size.
fn check(name: &str, make: impl Fn(Site<'static>) -> Driver) {
    for site in [site(), spanish()] {
        let language = site.tongues[0].id.clone();
        let mut driver = make(site);
        for (width, height) in [(80, 24), (100, 37)] {
            driver.size = (width, height);
            let shown = driver.draw();
            let plain = |c: char| c.is_ascii() || (language == "es" && c.is_alphabetic() || "¿".contains(c));
            assert!(shown.chars().all(plain), "the console font has no signs beyond letters:\n{shown}");
            insta::assert_snapshot!(format!("{name}_{language}_{width}x{height}"), shown);
        }
    }
}

/// Draws what keys lead to.
fn check_keys(name: &str, keys: &str) {
    check(name, |site| after(site, keys));
}

fn after(site: Site<'static>, keys: &str) -> Driver {
    let mut driver = Driver::new(site);
    driver.keys(keys);
    driver
}

/// A site with another language, records, and no staff code.
fn with_all(mut site: Site<'static>) -> Site<'static> {
    site.tongues.push(Tongue { name: "Otherish".to_owned(), ..site.tongues[0].clone() });
    site.records = Some(30);
    site.unlocked = true;
    site.prints = true;
    site
}

#[test]
fn shows_the_pages_before_the_questions() {
    check_keys("first", "");
    check_keys("about", "x");
    check("first_all", |site| after(with_all(site), ""));
    check("language", |site| after(with_all(site), "x"));
    check("about_all", |site| after(with_all(site), "x1"));
    check("keep", |site| after(with_all(site), "x1<enter>"));
    check("closed", |site| {
        let mut driver = after(site, "");
        driver.take(Event::Open(false));
        driver
    });
}

#[test]
fn shows_the_questions_and_the_summary() {
    check_keys("question", "x<enter>4");
    check_keys("why", "x<enter>?");
    check_keys("places", "x<enter>4<enter>6<enter>");
    check_keys("danger", "x<enter>4<enter>6<enter>3<enter>2<enter>");
    check("review", |site| {
        let mut driver = at_summary(Driver::new(site));
        driver.keys("<back>");
        driver
    });
    check("summary", |site| at_summary(Driver::new(site)));
    check("take", |site| {
        let mut driver = at_summary(Driver::new(site));
        driver.keys("t");
        driver
    });
    check("ticket", |site| {
        let mut driver = at_summary(Driver::new(Site { records: Some(30), ..site }));
        driver.take(Event::Recorded(1, Ok("07-13-0002".to_owned())));
        driver
    });
}

#[test]
fn shows_an_emergency_and_how_the_call_stands() {
    check("emergency", emergency_in);
    check("emergency_called", |site| {
        let mut driver = emergency_in(site);
        driver.take(Event::Called(1, Ok(())));
        driver
    });
    check("emergency_call_failed", |site| {
        let mut driver = emergency_in(site);
        driver.take(Event::Called(1, Err("no".to_owned())));
        driver
    });
}

#[test]
fn shows_what_lies_over_a_sitting() {
    check("idle", |site| {
        let mut driver = after(site, "x<enter>4");
        driver.wait(60);
        driver
    });
    check_keys("finish", "x<enter>4<f4>");
    check_keys("called", "x<enter><f1>");
    check("sorry", |site| {
        let mut driver = after(site, "x<enter>");
        driver.take(Event::Broken("stopped".to_owned()));
        driver
    });
}

#[test]
fn shows_staff_their_pages() {
    check_keys("gate", "<f10>");
    check("gate_wrong", |site| {
        let mut driver = after(site, "<f10>1<enter>");
        driver.take(Event::PinChecked(false));
        driver
    });
    check("staff", |site| {
        let mut driver = after(site, "<f10>1<enter>");
        driver.take(Event::Day("2026-07-13".to_owned()));
        driver.take(Event::Problem("the call for staff failed".to_owned()));
        driver.take(Event::PinChecked(true));
        driver
    });
}
