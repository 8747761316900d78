//! The configuration file, and what is said of mistakes in it.

use std::time::Duration;

use twinge::{
    content::{Problems, SourceFile},
    kiosk::config::{self, Config, Known, Printer, Terminate},
    report,
};

fn read(text: &str) -> Result<Config, Problems> {
    let file = SourceFile { name: "kiosk.ron".to_owned(), bytes: text.as_bytes().to_vec() };
    let known = Known {
        places: &["uk", "us", "england"],
        languages: &["en", "es"],
        is_hash: |text| text.starts_with("$argon2id$"),
    };
    config::read(file, known)
}

/// What is said of a file, one line for each problem.
fn said(text: &str) -> Vec<String> {
    match read(text) {
        Ok(_) => Vec::new(),
        Err(problems) => problems.to_string().lines().map(str::to_owned).collect(),
    }
}

const ALL: &str = r#"// Comments may stand anywhere.
(
    place: "uk",
    languages: ["en", "es"],
    theme: ["high-contrast", "large"],
    idle: (question: 60, summary: 120, countdown: 20),
    alert: (command: ["/usr/local/bin/light", "on; rm -rf /"], within: 5, again_after: 7),
    printer: Device("/dev/usb/lp0"),
    records: (folder: "/var/lib/twinge", days: 14),
    hours: (from: "07:30", to: "18:00"),
    pin: "$argon2id$v=19$abc",
    terminate: Always,
)
"#;

#[test]
fn reads_every_field() {
    let config = read(ALL).expect("a sound file");
    assert_eq!(config.place.as_deref(), Some("uk"));
    assert_eq!(config.languages, ["en", "es"]);
    assert_eq!(config.themes, ["high-contrast", "large"]);
    let seconds = [config.idle, config.idle_summary, config.countdown].map(|time| time.as_secs());
    assert_eq!(seconds, [60, 120, 20]);
    let alert = config.alert.expect("a command");
    assert_eq!(alert.command, ["/usr/local/bin/light", "on; rm -rf /"], "no shell splits it");
    assert_eq!((alert.within, alert.again_after), (Duration::from_secs(5), Duration::from_secs(7)));
    assert!(matches!(config.printer, Some(Printer::Device(path)) if path.as_str() == "/dev/usb/lp0"));
    assert_eq!(
        config.records.map(|records| (records.folder, records.days)),
        Some(("/var/lib/twinge".into(), 14))
    );
    assert_eq!(config.hours, Some((450, 1080)));
    assert_eq!(config.terminate, Terminate::Always);
}

#[test]
fn what_is_left_out_has_a_safe_value() {
    let alert =
        read(r#"(alert: (command: ["/bin/light"]))"#).expect("a sound file").alert.expect("a command");
    assert_eq!((alert.within, alert.again_after), (Duration::from_secs(10), Duration::from_secs(15)));
    for text in ["()", "(pin: None, alert: None, records: None, hours: None, printer: None, place: None)"] {
        let config = read(text).expect("a sound file");
        assert_eq!(config, config::without_file());
        assert_eq!(config.languages, ["en"]);
        assert!(config.countdown.as_secs() >= 20 && config.pin.is_none() && config.records.is_none());
    }
}

#[test]
fn names_the_place_of_a_mistake_and_the_nearest_name() {
    assert_eq!(
        said("(\n    place: \"englnd\",\n    languages: [\"en\", \"fr\", \"en\"],\n    theme: \"larg\",\n)"),
        [
            "kiosk.ron:2:13: there is no place `englnd` (did you mean `england`?)",
            "kiosk.ron:3:24: there is no language `fr` (write one of these in quotes: en, es)",
            "kiosk.ron:3:30: the language `en` stands here twice (take one of them away)",
            "kiosk.ron:4:13: there is no theme `larg` (did you mean `large`?)",
        ]
    );
    let unknown = said("(\n  alrt: None,\n)");
    assert!(
        unknown[0].starts_with("kiosk.ron:2:3: ") && unknown[0].contains("did you mean `alert`?"),
        "{unknown:?}"
    );
    assert_eq!(
        said("(idle: (question: 60, // countdown: 1\n  countdown: 19))"),
        ["kiosk.ron:2:3: `countdown` is 19 (write a number from 20 to 600)"]
    );
    assert_eq!(
        said("(pin: None, place: None, idle: (summary: 1, question : 60))"),
        ["kiosk.ron:1:33: `summary` is 1 (write a number from 15 to 3600)"]
    );
    // Neither in a string nor behind another name, even where a colon follows.
    assert_eq!(
        said("(alert: (command: [\"/bin/within: x\"], // \" within: 3\n  within: 0))"),
        ["kiosk.ron:2:3: `within` is 0 (write a number from 1 to 120)"]
    );
    assert_eq!(
        said(r#"(alert: (command: ["light"], within: 0))"#),
        [
            "kiosk.ron:1:21: the program of the command needs its whole path (begin with `/`)",
            "kiosk.ron:1:30: `within` is 0 (write a number from 1 to 120)",
        ]
    );
    assert_eq!(
        said(r#"(records: (folder: "here", days: 0), alert: (command: []))"#),
        [
            "kiosk.ron:1:21: the folder of the records needs its whole path (begin with `/`)",
            "kiosk.ron:1:28: `days` is 0 (write a number from 1 to 3650)",
            "kiosk.ron:1:46: there is no command (name a program with its whole path, then its arguments)",
        ]
    );
    assert_eq!(
        said(r#"(hours: (from: "7:30", to: "24:00"), pin: "123456")"#),
        [
            "kiosk.ron:1:17: `7:30` is no time of day (write it like \"07:30\")",
            "kiosk.ron:1:44: this is no hash of a staff code (make one with `twinge kiosk set-pin`)",
        ]
    );
    assert_eq!(said(r#"(hours: (from: "18:00", to: "07:30"))"#).len(), 1);
    for no_time in ["07:60", "24:01", "7:30", "0730", "aa:bb"] {
        let said = said(&format!("(hours: (from: \"00:00\", to: \"{no_time}\"))"));
        assert!(said.len() == 1 && said[0].contains("is no time of day"), "{said:?}");
    }
    assert_eq!(
        said(r#"(printer: Device("usb"))"#),
        ["kiosk.ron:1:19: the device of the printer needs its whole path (begin with `/`)"]
    );
    assert_eq!(said(r#"(printer: Queue("a b"))"#).len(), 1);
    assert!(said("(place: )")[0].starts_with("kiosk.ron:1:"));
}

#[test]
fn shows_the_line_with_a_caret() {
    let problems = read("(\n    place: \"englnd\",\n)").expect_err("a mistake");
    let shown = report::problems::render(&problems);
    assert!(shown.contains("2 |     place: \"englnd\",") && shown.contains("^^^^^^"), "{shown}");
    let problems = read("(idle: (countdown: 19))").expect_err("a mistake");
    let shown = report::problems::render(&problems);
    assert!(shown.contains(" ^^^^^^^^^") && !shown.contains("^^^^^^^^^^"), "{shown}");
}

#[test]
fn danger_screens_cannot_be_configured_away() {
    for field in
        ["danger_screens: false", "skip: [\"now\"]", "questions: []", "emergency: false", "setting: Home"]
    {
        let said = said(&format!("({field})"));
        assert!(said.len() == 1 && said[0].contains("kiosk.ron:1:2"), "{said:?}");
    }
}
