//! Files that twinge reads beside content and answers: a kept session, a kiosk's configuration, settings.

use twinge::{
    content::{Problems, Setting, SourceFile},
    kept::{self, Unusable},
    kiosk::config,
    report, settings,
    station::pin,
};

use super::{
    harmless, picks, shipped,
    tape::{QUESTIONNAIRE, Tape},
};

/// Reads a file; its first byte says for what it is taken.
///
/// # Panics
///
/// When a file that is refused is so without a word, when that word could drive a terminal, and when a session
/// that is taken up and kept again is another one.
pub fn records(data: &[u8]) {
    let Some((kind, rest)) = data.split_first() else { return };
    let file = || SourceFile { name: "file.ron".to_owned(), bytes: rest.to_vec() };
    match kind {
        b'c' => {
            let places: Vec<&str> =
                QUESTIONNAIRE.front().places().iter().map(|place| place.id.as_str()).collect();
            let known = config::Known { places: &places, languages: &["en", "es"], is_hash: pin::is_hash };
            match config::read(file(), known) {
                Ok(config) => sound(&config),
                Err(problems) => told(&problems),
            }
        }
        b's' => match settings::read(file()) {
            Ok(read) => {
                for word in read.settings.lang.iter().chain(&read.settings.place) {
                    if let Err(problems) = read.check("place", word, &["uk"]) {
                        told(&problems);
                    }
                }
            }
            Err(problems) => told(&problems),
        },
        b'w' => written(rest),
        _ => kept(rest),
    }
}

/// A session that was really kept, its text as it is or with a piece of it changed.
fn written(data: &[u8]) {
    let picks = picks(data);
    let mut tape = Tape::new(&picks);
    let setting = tape.setting();
    let answers = 1 + tape.below(30);
    let (from, gone, put) = (tape.below(4096), tape.below(8), tape.below(96));
    let mut session = shipped::session(&QUESTIONNAIRE, setting, answers, &mut tape);
    for _ in 0..tape.below(4) {
        session.back();
    }
    let Some(text) = kept::write(&session) else { return };
    let again = kept::read(&text).and_then(|kept| kept.take_up(&QUESTIONNAIRE, setting));
    let again = again.expect("what was kept can be read");
    assert_eq!(again.session.step(), session.step(), "the person stands where they stood: {text}");
    kept(text.as_bytes());
    let mut bytes = text.into_bytes();
    let from = from % bytes.len();
    let end = (from + gone).min(bytes.len());
    let put = u8::try_from(put).map_or(b' ', |put| b' ' + put);
    bytes.splice(from..end, [put]);
    kept(&bytes);
}

/// What holds of every configuration that is taken.
fn sound(config: &config::Config) {
    assert!(!config.languages.is_empty());
    assert!(config.countdown.as_secs() >= 20, "nobody has less time to say that they are there");
    assert!(config.idle.as_secs() >= 15 && config.idle_summary.as_secs() >= 15);
    if let Some(alert) = &config.alert {
        assert!(alert.command.first().is_some_and(|program| program.starts_with('/')));
        assert!(!alert.command.iter().any(|part| part.contains('\0')));
    }
    assert!(config.hours.is_none_or(|(from, to)| from < to && to <= 24 * 60));
    assert!(config.pin.as_deref().is_none_or(pin::is_hash));
    assert!(config.records.as_ref().is_none_or(|records| records.folder.starts_with('/')));
}

/// What is wrong with a file is said, at its place.
fn told(problems: &Problems) {
    let text = report::problems::render(problems);
    harmless(&text);
    assert!(!problems.problems.is_empty());
    for problem in &problems.problems {
        assert!(!problem.message.is_empty(), "{}: refused without a word", problem.rule);
        assert!(text.contains(problem.rule), "{text}");
    }
}

fn kept(data: &[u8]) {
    let refused = |why: Unusable| harmless(&why.to_string());
    let Ok(text) = std::str::from_utf8(data) else { return };
    let kept = match kept::read(text) {
        Ok(kept) => kept,
        Err(why) => return refused(why),
    };
    for setting in Setting::ALL {
        let taken = match kept.take_up(&QUESTIONNAIRE, setting) {
            Ok(taken) => taken,
            Err(why) => {
                refused(why);
                continue;
            }
        };
        let Some(text) = kept::write(&taken.session) else { continue };
        assert!(text.len() <= kept::MOST_BYTES);
        let again = kept::read(&text).and_then(|kept| kept.take_up(&QUESTIONNAIRE, setting));
        let again = again.expect("what was just written can be read");
        assert!(!again.changed && again.dropped == 0, "{text}");
        for ix in QUESTIONNAIRE.question_positions() {
            assert_eq!(again.session.answers().get(ix), taken.session.answers().get(ix), "{text}");
        }
        assert_eq!(again.session.step(), taken.session.step(), "{text}");
    }
}
