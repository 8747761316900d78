//! An outcome in words: the same pages for the screen, for plain mode and for text.
//!
//! A report never recomputes an outcome; it only says it.

mod answers;
pub mod changes;
pub mod json;
pub mod problems;
pub mod proof;
mod summary;
pub mod text;
pub mod vignettes;

use crate::{
    content::{QuestionIx, Questionnaire, Setting},
    engine::{Answer, Answers, Because, Outcome},
    locale::{self, Strings},
};

pub use summary::{Block, Page, Tab, cited, emergency, summary};

/// An answer as a person would read it back. In a waiting room, where others may see it, danger screens
/// only say that they were answered.
#[must_use]
pub fn spoken(
    questionnaire: &Questionnaire,
    strings: &Strings<'_>,
    setting: Setting,
    answers: &Answers,
    ix: QuestionIx,
) -> String {
    let question = questionnaire.question(ix);
    match answers.get(ix) {
        Some(Answer::Options(_)) if question.danger && !reads_answers_back(setting) => {
            strings.private.to_owned()
        }
        Some(Answer::Options(set)) => {
            locale::list(set.iter().map(|option| question.options()[option.get()].text.as_str()))
        }
        Some(Answer::Number(n)) => n.to_string(),
        Some(Answer::Skipped) => strings.skipped.to_owned(),
        None => strings.not_answered.to_owned(),
    }
}

/// Answers that stand behind something, as a person would read them back.
fn reasons_given(
    questionnaire: &Questionnaire,
    strings: &Strings<'_>,
    outcome: &Outcome<'_>,
    because: &[Because],
) -> String {
    locale::list(because.iter().map(|because| match because {
        Because::Option(question, option) => {
            questionnaire.question(*question).options()[option.get()].text.as_str().to_owned()
        }
        Because::Number(question) | Because::Skipped(question) => {
            let prompt = questionnaire.question(*question).prompt.as_str();
            let answer = spoken(questionnaire, strings, outcome.setting, &outcome.answers, *question);
            format!("{prompt} {answer}")
        }
    }))
}

/// Whether answers may be read back on the screen: in a waiting room others may see it.
const fn reads_answers_back(setting: Setting) -> bool {
    matches!(setting, Setting::Home)
}
