//! What a person takes along: words for a doctor on a slip, and a code for a phone.

#[path = "support/tape.rs"]
mod tape;

use proptest::prelude::*;
use tape::{QUESTIONNAIRE, Tape, cases, change_some, complete, tapes};
use twinge::{
    content::Setting,
    engine::{Answer, Outcome, Session, assess},
    locale::Voice,
    report::{qr::Code, slip},
};
use unicode_width::UnicodeWidthStr;

fn voice() -> Voice<'static> {
    Voice::english(&QUESTIONNAIRE.front().place("uk").expect("there is a place uk").words)
}

/// A whole session, steered by a tape, in a setting or in any.
fn session(picks: &[u16], setting: Option<Setting>) -> Session<'static> {
    let mut tape = Tape::new(picks);
    let mut session = Session::new(&QUESTIONNAIRE, setting.unwrap_or_else(|| tape.setting()));
    complete(&mut session, &mut tape);
    change_some(&mut session, &mut tape);
    complete(&mut session, &mut tape);
    session
}

/// The text of a slip without its line ends.
fn in_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Every text that was ticked on a danger screen.
fn danger_ticks(outcome: &Outcome<'_>) -> Vec<&'static str> {
    let dangers = outcome.path.iter().filter(|ix| QUESTIONNAIRE.question(**ix).danger);
    let ticks = dangers.flat_map(|ix| {
        let options = QUESTIONNAIRE.question(*ix).options();
        let set = match outcome.answers.get(*ix) {
            Some(Answer::Options(set)) => set,
            _ => [].into_iter().collect(),
        };
        set.iter().map(|option| options[option.get()].text.as_str()).collect::<Vec<_>>()
    });
    ticks.filter(|text| *text != "None of these" && *text != "I am not sure").collect()
}

proptest! {
    #![proptest_config(cases(96))]

    #[test]
    fn a_slip_is_narrow_and_short_and_tells_the_level_and_every_reason(picks in tapes()) {
        let session = session(&picks, None);
        let outcome = assess(&session);
        let text = slip::render(&QUESTIONNAIRE, voice(), &outcome);
        for line in text.lines() {
            prop_assert!(line.width() <= slip::COLUMNS, "{line}");
        }
        let told = in_one_line(&text);
        let level = outcome.level(&QUESTIONNAIRE).name.fill(voice().words);
        prop_assert!(told.contains(&*level) && told.contains(QUESTIONNAIRE.fingerprint()), "{text}");
        prop_assert!(told.contains("Not a diagnosis."), "{text}");
        for reason in &outcome.reasons {
            let reason = QUESTIONNAIRE.rule(reason.rule).reason.fill(voice().words);
            prop_assert!(told.contains(&in_one_line(&reason)), "no {reason} in: {text}");
        }
        let whys = text.lines().filter(|line| line.starts_with("Why")).count();
        prop_assert!(text.lines().count() <= slip::LINES || whys > 6, "{text}");
    }

    #[test]
    fn no_slip_of_a_waiting_room_tells_what_was_ticked_on_a_danger_screen(picks in tapes()) {
        let session = session(&picks, Some(Setting::WaitingRoom));
        let outcome = assess(&session);
        let told = in_one_line(&slip::render(&QUESTIONNAIRE, voice(), &outcome));
        let texts = slip::compact(&QUESTIONNAIRE, voice(), &outcome);
        for tick in danger_ticks(&outcome) {
            prop_assert!(!told.contains(tick), "{tick} in: {told}");
            prop_assert!(!texts[0].contains(tick), "{tick} in: {}", texts[0]);
        }
    }

    #[test]
    fn a_code_gets_smaller_from_step_to_step_and_never_loses_the_level(picks in tapes()) {
        let session = session(&picks, None);
        let outcome = assess(&session);
        let texts = slip::compact(&QUESTIONNAIRE, voice(), &outcome);
        let level = outcome.level(&QUESTIONNAIRE).name.fill(voice().words);
        for (n, text) in texts.iter().enumerate() {
            prop_assert!(text.contains(&*level) && text.contains(QUESTIONNAIRE.fingerprint()), "{text}");
            prop_assert!(text.contains("Not a diagnosis."), "{text}");
            prop_assert!(n == 0 || text.contains("Shortened") || n == 1, "{text}");
        }
        let last = texts.last().expect("there is one");
        prop_assert!(last.len() < 160, "{last}");
        prop_assert!(Code::fit(&texts, 48).is_some(), "an 80 by 24 terminal holds some of it: {last}");
    }
}

#[test]
fn a_slip_at_home_tells_what_was_ticked() {
    let mut tested = 0;
    for n in 0..60u16 {
        let picks: Vec<u16> = (0..240).map(|i| (i * 37 + n * 101) % 97).collect();
        let session = session(&picks, Some(Setting::Home));
        let outcome = assess(&session);
        let told = in_one_line(&slip::compact(&QUESTIONNAIRE, voice(), &outcome)[0]);
        for tick in danger_ticks(&outcome) {
            assert!(told.contains(tick), "no {tick} in: {told}");
            tested += 1;
        }
    }
    assert!(tested > 20, "{tested}");
}
