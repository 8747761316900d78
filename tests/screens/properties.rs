//! What holds at every size, for every walk.

use proptest::prelude::*;
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use twinge::{
    content::{AnswerKind, OptionIx, Questionnaire, Setting},
    end::End,
    engine::{Answer, Session, Step, assess},
    locale::Voice,
    plain, report,
    ui::{Effect, Screen},
};

use crate::driver::{Driver, PLAIN, keys_to, questionnaire};
use crate::{by_ear, keys, outlet::Notes};

const SCREENS: [&str; 8] = ["age", "site", "also", "now", "nerve", "time", "score", "review"];

#[test]
fn draws_at_every_size_without_a_panic() {
    let questionnaire = questionnaire();
    for name in SCREENS {
        for after in ["", "?", "2", "<enter>", "<end>"] {
            let mut driver = Driver::new(questionnaire, Setting::Home, (80, 24));
            driver.keys(&(keys_to(name).to_owned() + after));
            for (width, height) in [
                (1, 1),
                (2, 1),
                (1, 9),
                (3, 3),
                (8, 4),
                (13, 7),
                (20, 5),
                (39, 11),
                (200, 60),
                (500, 3),
                (9, 200),
            ] {
                driver.size = (width, height);
                driver.draw();
            }
        }
    }
}

#[test]
fn keeps_the_cursor_on_the_row_in_focus() {
    let questionnaire = questionnaire();
    for size in [(100, 30), (60, 20), (40, 12)] {
        for name in ["age", "site", "also", "now", "nerve", "time", "review"] {
            let mut driver = Driver::new(questionnaire, Setting::Home, size);
            driver.keys(keys_to(name));
            for _ in 0..25 {
                let drawn = driver.draw();
                let row = &drawn.rows()[usize::from(drawn.cursor.y)];
                assert!(row.trim_start().starts_with('>'), "{name} at {size:?}: {row}");
                driver.keys("<down>");
            }
        }
    }
}

#[test]
fn shows_every_option_to_whoever_goes_through_the_list() {
    let questionnaire = questionnaire();
    for size in [(200, 60), (80, 24), (60, 20), (40, 12)] {
        for name in ["site", "also", "now", "nerve", "time"] {
            let mut driver = Driver::new(questionnaire, Setting::Home, size);
            driver.keys(keys_to(name));
            let ix = questionnaire.find_question(name).expect("a question");
            let offered = driver.app.session().path().offered(ix);
            for option in offered.iter() {
                let text = questionnaire.question(ix).options()[option.get()].text.as_str();
                let start = text.split(' ').next().expect("a word");
                let drawn = driver.draw();
                let row = &drawn.rows()[usize::from(drawn.cursor.y)];
                assert!(row.contains(start), "{name} at {size:?}: {text} not on {row}");
                driver.keys("<down>");
            }
        }
    }
}

#[test]
fn hides_no_option_without_a_sign_at_any_size() {
    let questionnaire = questionnaire();
    for name in ["site", "also", "now", "time"] {
        let mut driver = Driver::new(questionnaire, Setting::Home, (80, 24));
        driver.keys(keys_to(name));
        let question = questionnaire.question(questionnaire.find_question(name).expect("a question"));
        let offered = driver.app.session().path().offered(questionnaire.find_question(name).expect("it"));
        let n_rows = offered.len() + usize::from(question.skip_id().is_some());
        for height in [1, 2, 3, 4, 5, 7, 8, 9, 11, 12, 13, 17, 18, 19, 20, 21, 22, 23, 24, 25, 30, 40] {
            for width in 1..=60 {
                driver.size = (width, height);
                let text = driver.draw().text();
                let marks: usize = ["( )", "[ ]"].iter().map(|mark| text.matches(mark).count()).sum();
                let says_more = text.contains('↓') || text.contains('↑');
                // Below that there is no room for a mark, or for anything but the first line.
                if width >= 12 && height >= 3 {
                    assert!(marks == n_rows || says_more, "{name} at {width}x{height}: {marks}\n{text}");
                }
            }
        }
    }
}

#[test]
fn says_that_there_is_more_when_not_all_is_shown() {
    let questionnaire = questionnaire();
    let mut driver = Driver::new(questionnaire, Setting::Home, (40, 12));
    driver.keys(keys_to("now"));
    assert!(driver.draw().text().contains("more below"));
    driver.keys("<end>");
    let text = driver.draw().text();
    assert!(text.contains("more above"), "{text}");
}

#[test]
fn brings_the_emergency_within_the_key_that_ticks_it() {
    let questionnaire = questionnaire();
    let ix = questionnaire.find_question("now").expect("a question");
    let n_danger = 10;
    for n in 0..n_danger {
        let mut driver = Driver::new(questionnaire, Setting::Home, (80, 24));
        driver.keys(keys_to("now"));
        let key = twinge::ui::keymap::pick_key(n).expect("a key for each danger");
        driver.keys(&key.to_string());
        assert!(matches!(driver.app.screen(), Screen::Emergency { .. }), "{key}");
        assert!(!driver.app.session().answers().ticked(ix).is_empty());
    }
}

#[test]
fn leaves_the_emergency_only_by_a_choice() {
    let questionnaire = questionnaire();
    let ix = questionnaire.find_question("now").expect("a question");
    let mut driver = Driver::new(questionnaire, Setting::Home, (80, 24));
    driver.keys(&(keys_to("now").to_owned() + "2<enter><enter><enter>x "));
    assert!(matches!(driver.app.screen(), Screen::Emergency { .. }));
    driver.keys("1");
    assert_eq!(driver.app.screen(), &Screen::Question);
    assert!(driver.app.session().answers().ticked(ix).is_empty(), "a slip takes the tick back");
    driver.keys("22");
    assert_eq!(driver.app.screen(), &Screen::Question);
    assert_eq!(driver.app.session().answers().ticked(ix).len(), 1, "going on keeps it");
}

#[test]
fn reads_all_of_an_emergency_before_the_choices() {
    let questionnaire = questionnaire();
    let mut driver = Driver::new(questionnaire, Setting::Home, (40, 12));
    driver.keys(&(keys_to("now").to_owned() + "2"));
    let mut seen = String::new();
    for _ in 0..30 {
        seen += &driver.draw().text();
        driver.keys("<down>");
    }
    assert!(seen.contains("Why we say this"), "{seen}");
    assert!(driver.draw().text().contains("> 2"), "the arrows reach the choices in the end");
    driver.keys("<up><enter>");
    assert_eq!(driver.app.screen(), &Screen::Question);
}

#[test]
fn shows_after_every_key_what_the_answers_of_now_come_to() {
    let questionnaire = questionnaire();
    let slip_and_back = keys_to("now").to_owned() + "2<down><up>1";
    let on_to_another_age = keys_to("review").to_owned() + "<enter><right>t<esc><esc><down><enter>7<enter>";
    let mut shown = Vec::new();
    for keys in [slip_and_back, on_to_another_age + "<enter><enter><right>"] {
        let mut driver = Driver::new(questionnaire, Setting::Home, (80, 24));
        for key in keys::parse(&keys) {
            driver.press(key);
            let outcome = driver.app.outcome().into_owned();
            assert_eq!(outcome, assess(driver.app.session()), "{key:?} of {keys}");
            shown.push((driver.app.screen().clone(), outcome));
        }
    }
    assert!(shown.iter().any(|(screen, _)| matches!(screen, Screen::Emergency { .. })));
    let mut summaries = shown.iter().filter(|(screen, _)| matches!(screen, Screen::Summary(_)));
    let (first, last) = (summaries.next().expect("a summary"), summaries.next_back().expect("another"));
    assert_ne!(first.1.answers, last.1.answers, "the age was changed between them");
}

#[test]
fn says_nothing_of_later_in_an_emergency() {
    let questionnaire = questionnaire();
    for setting in Setting::ALL {
        let mut driver = Driver::new(questionnaire, setting, (80, 24));
        driver.keys(&(keys_to("now").to_owned() + "2"));
        let outcome = driver.app.outcome();
        let text =
            report::text::render(questionnaire, Voice::english(questionnaire.front().generic()), &outcome);
        assert!(text.contains("Until you have help"), "{text}");
        for word in ["sooner", "2 to 3 weeks", "Book a visit", "Ask for help today"] {
            assert!(!text.contains(word), "{word}: {text}");
        }
    }
}

#[test]
fn shows_nothing_after_an_emergency_in_a_waiting_room() {
    let questionnaire = questionnaire();
    let mut driver = Driver::new(questionnaire, Setting::WaitingRoom, (80, 24));
    driver.keys(&(keys_to("now").to_owned() + "2"));
    for key in
        "<enter> 123abcq?<up><down><left><right><esc><back><home><end><pgdn><pgup>".split_inclusive('>')
    {
        driver.keys(key);
        assert!(matches!(driver.app.screen(), Screen::Emergency { .. }), "{key}");
    }
}

#[test]
fn never_skips_away_a_tick() {
    let questionnaire = questionnaire();
    let mut driver = Driver::new(questionnaire, Setting::Home, (80, 24));
    driver.keys(&(keys_to("nerve").to_owned() + "9<end><enter>"));
    let ix = questionnaire.find_question("nerve").expect("a question");
    assert_eq!(driver.app.session().answers().ticked(ix).len(), 1);
    assert!(driver.draw().text().contains("Take the tick away first"));
}

#[test]
fn answers_nothing_when_enter_is_held() {
    let questionnaire = questionnaire();
    let mut driver = Driver::new(questionnaire, Setting::Home, (80, 24));
    driver.keys(&"<enter>".repeat(50));
    let first = questionnaire.find_question("age").expect("a question");
    assert_eq!(driver.app.session().step(), Step::Ask(first));
    assert_eq!(driver.app.session().answers().get(first), None);
    assert!(driver.draw().text().contains("Move to your answer"));
    driver.keys("<down><up><enter>");
    assert!(driver.app.session().answers().get(first).is_some(), "whoever has moved means the row in focus");
}

#[test]
fn types_ten_on_the_scale() {
    let questionnaire = questionnaire();
    let mut driver = Driver::new(questionnaire, Setting::Home, (80, 24));
    driver.keys(&(keys_to("score").to_owned() + "10"));
    let ix = questionnaire.find_question("score").expect("a question");
    assert_eq!(driver.app.session().answers().get(ix), Some(Answer::Number(10)));
    driver.keys("<left><right>10<left>0");
    assert_eq!(driver.app.session().answers().get(ix), Some(Answer::Number(0)), "0 alone stays 0");
}

/// A random whole session: for each question a number that chooses among what is offered.
fn walk<'q>(questionnaire: &'q Questionnaire, setting: Setting, picks: &[usize]) -> Session<'q> {
    let mut session = Session::new(questionnaire, setting);
    let mut picks = picks.iter().copied().cycle();
    while let Step::Ask(ix) = session.step() {
        let question = questionnaire.question(ix);
        let offered: Vec<OptionIx> = session.path().offered(ix).iter().collect();
        let pick = picks.next().unwrap_or(0);
        let answer = match question.answer {
            AnswerKind::Scale { from, to, .. } | AnswerKind::Number { from, to, .. } => {
                Answer::Number(from + u16::try_from(pick).unwrap_or(0) % (to - from + 1))
            }
            _ => Answer::Options([offered[pick % offered.len()]].into_iter().collect()),
        };
        session.answer(ix, answer).expect("an offered option fits");
        session.advance().expect("it is answered");
    }
    session
}

/// Answers on the full screen what a session says.
fn drive<'q>(questionnaire: &'q Questionnaire, session: &Session<'q>) -> Driver<'q> {
    let mut driver = Driver::new(questionnaire, session.setting(), (60, 20));
    driver.theme = PLAIN;
    driver.keys("<enter>");
    for ix in session.path().asked() {
        let rows = match session.path().live().get(*ix) {
            Some(Answer::Options(set)) => {
                let offered = session.path().offered(*ix);
                let at = |option| offered.iter().position(|o| o == option).expect("it is offered");
                set.iter().map(at).collect()
            }
            Some(Answer::Number(n)) => vec![usize::from(n)],
            _ => Vec::new(),
        };
        for row in rows {
            driver.keys("<home>");
            for _ in 0..row {
                driver.keys("<down>");
            }
            driver.keys(" ");
            if matches!(driver.app.screen(), Screen::Emergency { .. }) {
                driver.keys("2");
            }
        }
        driver.keys("<enter>");
    }
    driver
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn both_front_ends_agree(picks in prop::collection::vec(0usize..60, 12..24)) {
        let questionnaire = questionnaire();
        let session = walk(questionnaire, Setting::Home, &picks);
        let driver = drive(questionnaire, &session);
        prop_assert_eq!(driver.app.screen(), &Screen::Review);
        let full = driver.app.outcome();
        let voice = Voice::english(questionnaire.front().generic());
        let mut typed = String::new();
        for ix in session.path().asked() {
            let offered = session.path().offered(*ix);
            match session.path().live().get(*ix) {
                Some(Answer::Options(set)) => {
                    for option in set.iter() {
                        let n = offered.iter().position(|o| o == option).expect("it is offered") + 1;
                        typed += &n.to_string();
                        typed += " ";
                    }
                }
                Some(Answer::Number(n)) => typed += &n.to_string(),
                _ => {}
            }
            // `go` leaves an emergency; at a question it goes on like an empty line, so only add it then.
            typed += "\n";
        }
        let mut output = Vec::new();
        let lines = with_go(questionnaire, &session, &typed);
        let end = plain::run(Session::new(questionnaire, Setting::Home), voice, lines.as_bytes(), &mut output, &Notes::default())
            .expect("a vector takes all");
        prop_assert_eq!(end, End::Finished);
        let expected = report::text::render(questionnaire, voice, &full);
        let printed = String::from_utf8(output).expect("it prints UTF-8");
        prop_assert_eq!(by_ear::says_all(&printed, &expected), Ok(()));
    }

    #[test]
    fn survives_any_keys_at_any_size(
        keys in prop::collection::vec(any_key(), 0..120),
        width in 1u16..120,
        height in 1u16..40,
    ) {
        let questionnaire = questionnaire();
        let mut driver = Driver::new(questionnaire, Setting::Home, (width, height));
        for key in keys {
            if matches!(driver.press(key), Effect::Exit(_)) {
                break;
            }
        }
        driver.draw();
    }
}

/// The typed lines with a `go` behind each one that brings a new emergency, and an empty line at the end.
fn with_go(questionnaire: &Questionnaire, session: &Session<'_>, typed: &str) -> String {
    let mut again = Session::new(questionnaire, Setting::Home);
    let mut warned = 0;
    let mut lines = String::new();
    for (ix, line) in session.path().asked().iter().zip(typed.lines()) {
        lines += line;
        lines.push('\n');
        let answer = session.path().live().get(*ix).expect("all is answered");
        again.answer(*ix, answer).expect("it fitted before");
        let now = again.emergencies().len();
        if now > warned {
            lines += "go\n";
        }
        warned = now;
    }
    lines + "\n"
}

fn any_key() -> impl Strategy<Value = KeyEvent> {
    let codes = vec![
        KeyCode::Enter,
        KeyCode::Enter,
        KeyCode::Up,
        KeyCode::Down,
        KeyCode::Left,
        KeyCode::Right,
        KeyCode::Home,
        KeyCode::End,
        KeyCode::PageUp,
        KeyCode::PageDown,
        KeyCode::Backspace,
        KeyCode::Esc,
        KeyCode::Tab,
        KeyCode::BackTab,
        KeyCode::Char(' '),
        KeyCode::Char(' '),
        KeyCode::Char('?'),
        KeyCode::Char('1'),
        KeyCode::Char('2'),
        KeyCode::Char('0'),
        KeyCode::Char('a'),
        KeyCode::Char('m'),
        KeyCode::Char('é'),
    ];
    prop::sample::select(codes).prop_map(|code| KeyEvent::new(code, KeyModifiers::NONE))
}
