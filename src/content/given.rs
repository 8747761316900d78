//! Answers as they stand in a file, by the ids of questions and options.

use std::{collections::HashSet, fmt};

use serde::{
    Deserialize, Deserializer,
    de::{self, IntoDeserializer, MapAccess, SeqAccess, Visitor, value::BorrowedStrDeserializer},
};

use super::{
    answer::{Answer, Misfit},
    model::{OptionIx, OptionSet, Question},
    word::Word,
};

/// How a skip may be written at every question, whatever id it has there.
const SKIP: &str = "skip";

/// Answers by question id, in the order of the file; no question stands there twice.
#[derive(Debug, Clone, Default)]
pub struct GivenAnswers(pub Vec<(Word, GivenAnswer)>);

/// One answer as given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GivenAnswer {
    /// Ids of options, each once, or of a skip.
    Ids(Vec<Word>),
    /// A number.
    Number(u64),
}

/// Why an answer is none to its question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoAnswer<'a> {
    /// The question has options, but not this one.
    NoOption(&'a Word),
    /// It does not fit.
    Misfit(Misfit),
}

impl GivenAnswer {
    /// The answer, if it is one to this question.
    ///
    /// Whether an option is offered depends on other answers; here only the form counts.
    ///
    /// # Errors
    ///
    /// The first thing that does not fit.
    pub fn answer(&self, question: &Question) -> Result<Answer, NoAnswer<'_>> {
        let answer = self.read(question)?;
        let all: OptionSet = question.indexed_options().map(|(option, _)| option).collect();
        answer.fits(question, all).map_err(NoAnswer::Misfit)?;
        Ok(answer)
    }

    fn read(&self, question: &Question) -> Result<Answer, NoAnswer<'_>> {
        let ids = match self {
            // Whatever is no `u16` lies outside every range.
            Self::Number(n) => return Ok(Answer::Number(u16::try_from(*n).unwrap_or(u16::MAX))),
            Self::Ids(ids) => ids,
        };
        let is_skip = |id: &Word| id.as_str() == SKIP || Some(id.as_str()) == question.skip_id();
        if ids.iter().any(is_skip) {
            let alone = ids.len() == 1;
            return if alone { Ok(Answer::Skipped) } else { Err(NoAnswer::Misfit(Misfit::Ticked)) };
        }
        let option = |id| option(question, id);
        Ok(Answer::Options(ids.iter().map(option).collect::<Result<_, _>>()?))
    }
}

fn option<'a>(question: &Question, id: &'a Word) -> Result<OptionIx, NoAnswer<'a>> {
    question.option(id.as_str()).ok_or(match question.options() {
        [] => NoAnswer::Misfit(Misfit::NotANumber),
        _ => NoAnswer::NoOption(id),
    })
}

impl<'de> Deserialize<'de> for GivenAnswers {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(AnswersVisitor)
    }
}

struct AnswersVisitor;

impl<'de> Visitor<'de> for AnswersVisitor {
    type Value = GivenAnswers;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("answers by question id")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<GivenAnswers, A::Error> {
        let mut given: Vec<(Word, GivenAnswer)> = Vec::new();
        let mut met = HashSet::new();
        while let Some((id, answer)) = map.next_entry::<Word, GivenAnswer>()? {
            if !met.insert(id.text.clone()) {
                return Err(de::Error::custom(format!("`{}` is answered twice", id.as_str())));
            }
            given.push((id, answer));
        }
        Ok(GivenAnswers(given))
    }
}

impl<'de> Deserialize<'de> for GivenAnswer {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnswerVisitor)
    }
}

struct AnswerVisitor;

impl<'de> Visitor<'de> for AnswerVisitor {
    type Value = GivenAnswer;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of option ids, one option id, or a whole number")
    }

    fn visit_u64<E: de::Error>(self, n: u64) -> Result<GivenAnswer, E> {
        Ok(GivenAnswer::Number(n))
    }

    fn visit_i64<E: de::Error>(self, n: i64) -> Result<GivenAnswer, E> {
        u64::try_from(n).map(GivenAnswer::Number).map_err(|_| E::custom("the number is below zero"))
    }

    // A borrowed string goes on as one, since a word knows its place by its address.
    fn visit_borrowed_str<E: de::Error>(self, id: &'de str) -> Result<GivenAnswer, E> {
        Word::deserialize(BorrowedStrDeserializer::new(id)).map(|id| GivenAnswer::Ids(vec![id]))
    }

    fn visit_str<E: de::Error>(self, id: &str) -> Result<GivenAnswer, E> {
        Word::deserialize(id.into_deserializer()).map(|id| GivenAnswer::Ids(vec![id]))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<GivenAnswer, A::Error> {
        let mut ids: Vec<Word> = Vec::new();
        let mut met = HashSet::new();
        while let Some(id) = seq.next_element::<Word>()? {
            if !met.insert(id.text.clone()) {
                return Err(de::Error::custom(format!("`{}` stands in the list twice", id.as_str())));
            }
            ids.push(id);
        }
        Ok(GivenAnswer::Ids(ids))
    }
}
