//! An outcome in words: the same pages for the screen, for plain mode and for text.
//!
//! A report never recomputes an outcome; it only says it.

mod answers;
pub mod changes;
pub mod json;
pub mod markdown;
pub mod problems;
pub mod proof;
pub mod qr;
pub mod slip;
mod summary;
pub mod text;
pub mod texts;
pub mod vignettes;

use crate::{
    content::{QuestionIx, Questionnaire, Setting},
    engine::{Answer, Answers, Because, Outcome, Preview},
    locale::{self, Strings, Voice, put},
    take::{Errand, Format},
};

pub use answers::render as answers_line;
pub use summary::{Block, MOST_RATED, Page, Tab, cited, emergency, summary};

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

/// What a change of an answer does to the other questions: a sentence for each thing, with the questions
/// that it is about.
#[must_use]
pub fn previewed<'q>(
    questionnaire: &'q Questionnaire,
    strings: &Strings<'_>,
    preview: &Preview,
) -> Vec<(String, Vec<&'q str>)> {
    let parts = [
        (&preview.asked, strings.preview_asked_one, strings.preview_asked_many),
        (&preview.dropped, strings.preview_dropped_one, strings.preview_dropped_many),
        (&preview.narrowed, strings.preview_narrowed_one, strings.preview_narrowed_many),
        (&preview.returned, strings.preview_returned_one, strings.preview_returned_many),
    ];
    let told = parts.into_iter().filter(|(questions, ..)| !questions.is_empty());
    let sentence = |(questions, one, many): (&Vec<QuestionIx>, &str, &str)| {
        let says = match questions.len() {
            1 => one.to_owned(),
            n => put(many, &[("n", &n.to_string())]),
        };
        (says, questions.iter().map(|ix| questionnaire.question(*ix).prompt.as_str()).collect())
    };
    told.map(sentence).collect()
}

/// The text that an errand is about.
#[must_use]
pub fn to_take(
    errand: Errand,
    questionnaire: &Questionnaire,
    voice: Voice<'_>,
    outcome: &Outcome<'_>,
) -> String {
    let write = match errand {
        Errand::Save(Format::Markdown, _) => markdown::render,
        Errand::Save(Format::Text, _) | Errand::Print => text::render,
        Errand::PrintSlip => slip::render,
    };
    write(questionnaire, voice, outcome)
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
