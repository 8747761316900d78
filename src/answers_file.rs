//! The answers file of `twinge assess`: JSON or RON → a session.
//!
//! ```json
//! {"setting": "home", "place": "uk", "answers": {"age": ["age_45_49"], "score": 6, "time": "skip"}}
//! ```

use std::fmt;

use serde::{
    Deserialize, Deserializer,
    de::{self, MapAccess, SeqAccess, Visitor},
};

use crate::{
    content::{OptionIx, OptionSet, Question, Questionnaire, Setting, fault_in},
    engine::{Answer, Answers, Misfit, Session},
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
    pub answers: Given,
}

/// Answers by question id, in the order of the file.
#[derive(Debug, Clone, Default)]
pub struct Given(pub Vec<(String, Value)>);

/// One answer as given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Option ids.
    Ids(Vec<String>),
    /// A number.
    Number(u64),
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
        for (id, value) in &self.answers.0 {
            let Some(ix) = questionnaire.find_question(id) else {
                let known: Vec<&str> = questionnaire.questions().iter().map(|q| q.id.as_str()).collect();
                return Err(unknown("question", id, &known));
            };
            let question = questionnaire.question(ix);
            let answer = value.answer(question)?;
            // Whether an option is offered depends on the other answers; here only the form counts.
            let all: OptionSet = question.indexed_options().map(|(option, _)| option).collect();
            answer.fits(question, all).map_err(|misfit| misfits(question, misfit))?;
            answers.set(ix, Some(answer));
        }
        Ok(Session::with_answers(questionnaire, self.setting()?, answers))
    }
}

impl Value {
    fn answer(&self, question: &Question) -> Result<Answer, AnswersError> {
        let ids = match self {
            Self::Number(n) => return Ok(Answer::Number(u16::try_from(*n).unwrap_or(u16::MAX))),
            Self::Ids(ids) => ids,
        };
        let is_skip = |id: &String| id == "skip" || Some(id.as_str()) == question.skip_id();
        if ids.iter().any(is_skip) {
            let alone = ids.len() == 1;
            return if alone { Ok(Answer::Skipped) } else { Err(misfits(question, Misfit::Ticked)) };
        }
        let options: Result<OptionSet, AnswersError> = ids.iter().map(|id| option(question, id)).collect();
        Ok(Answer::Options(options?))
    }
}

fn option(question: &Question, id: &str) -> Result<OptionIx, AnswersError> {
    question.option(id).ok_or_else(|| {
        let mut known: Vec<&str> = question.options().iter().map(|option| option.id.as_str()).collect();
        known.extend(question.skip_id());
        let error = unknown("answer option", id, &known);
        match (&error, question.options()) {
            (_, []) => misfits(question, Misfit::NotANumber),
            _ => error,
        }
    })
}

fn misfits(question: &Question, misfit: Misfit) -> AnswersError {
    let id = |option: OptionIx| question.options()[option.get()].id.as_str();
    let why = match misfit {
        Misfit::Nothing => "it is empty; leave the question out if it was not answered".to_owned(),
        Misfit::OnlyOne => "it takes one option only".to_owned(),
        Misfit::Conflict(one, other) => format!("`{}` and `{}` cannot stand together", id(one), id(other)),
        Misfit::NoSuchOption => "it has no such option".to_owned(),
        Misfit::OutOfRange(from, to) => format!("it takes a number from {from} to {to}"),
        Misfit::NotANumber => "it takes a number".to_owned(),
        Misfit::NotOptions => "it takes a list of option ids".to_owned(),
        Misfit::NoSkip => "it cannot be skipped".to_owned(),
        Misfit::Ticked => "it is skipped and answered at once".to_owned(),
    };
    AnswersError::Misfit { question: question.id.clone(), why }
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

impl<'de> Deserialize<'de> for Given {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(GivenVisitor)
    }
}

struct GivenVisitor;

impl<'de> Visitor<'de> for GivenVisitor {
    type Value = Given;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("answers by question id")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Given, A::Error> {
        let mut given: Vec<(String, Value)> = Vec::new();
        while let Some((id, value)) = map.next_entry::<String, Value>()? {
            if given.iter().any(|(other, _)| *other == id) {
                return Err(de::Error::custom(format!("`{id}` is answered twice")));
            }
            given.push((id, value));
        }
        Ok(Given(given))
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ValueVisitor)
    }
}

struct ValueVisitor;

impl<'de> Visitor<'de> for ValueVisitor {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of option ids, one option id, or a whole number")
    }

    fn visit_u64<E: de::Error>(self, n: u64) -> Result<Value, E> {
        Ok(Value::Number(n))
    }

    fn visit_i64<E: de::Error>(self, n: i64) -> Result<Value, E> {
        u64::try_from(n).map(Value::Number).map_err(|_| E::custom("the number is below zero"))
    }

    fn visit_str<E: de::Error>(self, id: &str) -> Result<Value, E> {
        Ok(Value::Ids(vec![id.to_owned()]))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Value, A::Error> {
        let mut ids = Vec::new();
        while let Some(id) = seq.next_element::<String>()? {
            if ids.contains(&id) {
                return Err(de::Error::custom(format!("`{id}` stands in the list twice")));
            }
            ids.push(id);
        }
        Ok(Value::Ids(ids))
    }
}
