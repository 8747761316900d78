//! A session as the file that `twinge assess` reads.

use std::fmt::Write;

use serde_json::{Map, Value, json};

use crate::engine::{Answer, Session};

/// More bytes than the answers of any session take.
const LONGEST: usize = 16 * 1024;

/// The answers that count, as one line of JSON.
#[must_use]
pub fn render(session: &Session<'_>) -> String {
    let questionnaire = session.questionnaire();
    let mut answers = Map::new();
    for ix in session.path().asked() {
        let question = questionnaire.question(*ix);
        let value = match session.path().live().get(*ix) {
            None => continue,
            Some(Answer::Number(n)) => json!(n),
            Some(Answer::Skipped) => json!(question.skip_id()),
            Some(Answer::Options(set)) => {
                set.iter().map(|option| json!(question.options()[option.get()].id)).collect()
            }
        };
        answers.insert(question.id.clone(), value);
    }
    let line = json!({"setting": session.setting().id(), "answers": Value::Object(answers)});
    // Long enough not to grow: growing leaves a copy behind that nobody overwrites.
    let mut text = String::with_capacity(LONGEST);
    // A string takes all that is written to it.
    let _ = write!(text, "{line}");
    text
}
