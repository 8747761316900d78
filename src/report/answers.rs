//! A session as the file that `twinge assess` reads.

use serde_json::{Map, Value, json};

use crate::engine::{Answer, Session};

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
    json!({"setting": session.setting().id(), "answers": Value::Object(answers)}).to_string()
}
