//! An answers file, as `twinge assess` takes it.

use serde_json::Value;
use twinge::{
    answers_file::{self, AnswersError},
    engine::{Session, assess},
    locale::Voice,
    report,
};

use super::{harmless, tape::QUESTIONNAIRE};

/// The longest message about a file: it quotes 300 characters of it at most.
const MOST_OF_A_MESSAGE: usize = 2000;

/// Assesses the bytes of an answers file on the shipped content.
///
/// # Panics
///
/// When the level is not that of a session that is given the same answers one by one, when the JSON is none,
/// and when anything that is told could drive a terminal.
pub fn answers(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    if let Err(error) = assessed(text) {
        let told = error.to_string();
        harmless(&told);
        assert!(!told.contains('\n'), "on one line: {told:?}");
        assert!(!told.is_empty() && told.len() <= MOST_OF_A_MESSAGE, "{} bytes: {told}", told.len());
    }
}

fn assessed(text: &str) -> Result<(), AnswersError> {
    let file = answers_file::parse(text)?;
    let session = file.session(&QUESTIONNAIRE)?;
    let front = QUESTIONNAIRE.front();
    let place = file.place.as_deref().and_then(|id| front.place(id));
    let words = place.map_or(front.generic(), |place| &place.words);
    let outcome = assess(&session);
    let json = report::json::render(&session, place.map(|place| place.id.as_str()), words, &outcome);
    let json = json.expect("every value can be written as JSON");
    harmless(&json);
    let said: Value = serde_json::from_str(&json).expect("what was written as JSON");

    let mut told = Session::new(&QUESTIONNAIRE, session.setting());
    for ix in session.path().asked() {
        if let Some(answer) = session.path().live().get(*ix) {
            told.answer(*ix, answer).expect("an answer that counts fits where it is due");
        }
    }
    told.resume();
    let told = assess(&told);
    assert_eq!(said["disposition"], told.disposition.id(), "{text}");
    assert_eq!(outcome.disposition, told.disposition);
    assert_eq!(outcome.path, told.path);
    assert_eq!(said["complete"], told.complete, "{text}");

    let voice = Voice::english(words);
    for written in [report::text::render, report::markdown::render, report::slip::render] {
        harmless(&written(&QUESTIONNAIRE, voice, &outcome));
    }
    Ok(())
}
