//! The answers file of `twinge assess`: JSON or RON → a session.
//!
//! ```json
//! {"setting": "home", "place": "uk", "answers": {"age": ["age_45_49"], "score": 6, "time": "skip"}}
//! ```

use serde::Deserialize;

use crate::{
    content::{GivenAnswers, NoAnswer, Question, Questionnaire, Setting, fault_in},
    engine::{Answers, Session},
};

/// Deepest nesting of brackets in an answers file.
const DEEPEST: usize = 16;

/// Most characters of a file that a message quotes.
const LONGEST: usize = 300;

/// Why an answers file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum AnswersError {
    /// It is neither JSON nor RON of the right form.
    #[error("line {line}, column {column}: {message}")]
    Syntax {
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
        /// What is wrong.
        message: String,
    },
    /// An id that the content does not have.
    #[error("there is no {what} `{id}`{}", meant(.nearest.as_ref()))]
    Unknown {
        /// What was looked for.
        what: &'static str,
        /// The id given.
        id: String,
        /// The nearest that there is.
        nearest: Option<String>,
    },
    /// An answer that its question does not take.
    #[error("the answer to `{question}` does not fit: {why}")]
    Misfit {
        /// The question.
        question: String,
        /// What does not fit.
        why: String,
    },
}

fn meant(nearest: Option<&String>) -> String {
    nearest.map_or_else(String::new, |name| format!("; did you mean `{name}`?"))
}

/// What an answers file says.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AnswersFile {
    /// `home` (also if absent) or `waiting-room`.
    #[serde(default)]
    pub setting: Option<String>,
    /// Id of a place.
    #[serde(default)]
    pub place: Option<String>,
    /// Answers by question id.
    #[serde(default)]
    pub answers: GivenAnswers,
}

/// Reads an answers file: JSON if it starts with a brace, RON otherwise.
///
/// # Errors
///
/// The place and the kind of the first thing that is wrong.
pub fn parse(text: &str) -> Result<AnswersFile, AnswersError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.trim_start().starts_with('{') {
        serde_json::from_str(text).map_err(|error| AnswersError::Syntax {
            line: error.line(),
            column: error.column(),
            message: without_place(&error.to_string()),
        })
    } else {
        let options = ron::Options::default()
            .with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME)
            .with_recursion_limit(DEEPEST);
        options.from_str(text).map_err(|error| AnswersError::Syntax {
            line: error.span.start.line,
            column: error.span.start.col,
            message: printable(error.code.to_string().trim_end_matches('.')),
        })
    }
}

/// `serde_json` appends the place, which the error already carries.
fn without_place(message: &str) -> String {
    printable(message.rsplit_once(" at line ").map_or(message, |(message, _)| message))
}

/// What a message may quote of a file, which may hold anything: shortened, without characters that
/// could drive a terminal.
#[must_use]
pub fn printable(text: &str) -> String {
    let harmless = |c: &char| fault_in(c.encode_utf8(&mut [0; 4])).is_none();
    let mut rest = text.chars().filter(harmless);
    let mut shown: String = rest.by_ref().take(LONGEST).collect();
    if rest.next().is_some() {
        shown.push_str("...");
    }
    shown
}

impl AnswersFile {
    /// The setting.
    ///
    /// # Errors
    ///
    /// When it is none.
    pub fn setting(&self) -> Result<Setting, AnswersError> {
        let Some(id) = self.setting.as_deref() else { return Ok(Setting::Home) };
        let wanted = id.replace('_', "-");
        let known: Vec<&str> = Setting::ALL.iter().map(|setting| setting.id()).collect();
        Setting::ALL
            .into_iter()
            .find(|setting| setting.id() == wanted)
            .ok_or_else(|| unknown("setting", id, &known))
    }

    /// The answers as a session.
    ///
    /// Answers to questions that are not due are kept; the session does not count them.
    ///
    /// # Errors
    ///
    /// Ids that the content does not have, and answers that do not fit their question.
    pub fn session<'q>(&self, questionnaire: &'q Questionnaire) -> Result<Session<'q>, AnswersError> {
        let mut answers = Answers::none(questionnaire.questions().len());
        for (id, given) in &self.answers.0 {
            let Some(ix) = questionnaire.find_question(id.as_str()) else {
                let known: Vec<&str> = questionnaire.questions().iter().map(|q| q.id.as_str()).collect();
                return Err(unknown("question", id.as_str(), &known));
            };
            let question = questionnaire.question(ix);
            let answer = given.answer(question).map_err(|why| none(question, why))?;
            answers.set(ix, Some(answer));
        }
        Ok(Session::with_answers(questionnaire, self.setting()?, answers))
    }
}

fn none(question: &Question, why: NoAnswer<'_>) -> AnswersError {
    match why {
        NoAnswer::NoOption(id) => {
            let mut known: Vec<&str> = question.options().iter().map(|option| option.id.as_str()).collect();
            known.extend(question.skip_id());
            unknown("answer option", id.as_str(), &known)
        }
        NoAnswer::Misfit(misfit) => {
            AnswersError::Misfit { question: question.id.clone(), why: misfit.told(question) }
        }
    }
}

fn unknown(what: &'static str, id: &str, known: &[&str]) -> AnswersError {
    let nearest = known
        .iter()
        .filter(|_| id.len() <= LONGEST)
        .map(|name| (strsim::normalized_damerau_levenshtein(id, name), *name))
        .filter(|(score, _)| *score >= 0.6)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, name)| name.to_owned());
    AnswersError::Unknown { what, id: printable(id), nearest }
}
