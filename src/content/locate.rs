//! Where an entry stands in the files, for whoever finds something about it after the check.

use super::{
    parse::Parsed,
    problem::Place,
    raw::{self, AnswerKind, AnswerOption, Step},
    word::Word,
};

/// An entry, by its id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EntryId<'a> {
    /// A question.
    Question(&'a str),
    /// An option of a question.
    Option(&'a str, &'a str),
    /// A red flag, floor or escalation.
    Rule(&'a str),
    /// A cause.
    Cause(&'a str),
    /// A piece of advice.
    Advice(&'a str),
    /// A statement about every session.
    Invariant(&'a str),
}

/// Where an entry has its id; `None` if there is no such entry.
#[must_use]
pub fn locate(parsed: &Parsed, entry: EntryId<'_>) -> Option<Place> {
    let content = &parsed.content;
    match entry {
        EntryId::Question(id) => in_flow(parsed, &|question| is(&question.id, id).then_some(&question.id)),
        EntryId::Option(question_id, id) => in_flow(parsed, &|question| {
            let own = options(&question.answer).iter().filter(|_| is(&question.id, question_id));
            own.map(|option| &option.id).find(|word| is(word, id))
        }),
        EntryId::Rule(id) => {
            let file = content.red_flags.as_ref()?;
            let rules = &file.value;
            let mut all = rules.flags.iter().chain(&rules.floors).chain(&rules.escalations);
            all.find(|rule| is(&rule.id, id)).map(|rule| place(&file.name, &rule.id))
        }
        EntryId::Cause(id) => content.causes.iter().find_map(|file| {
            let found = file.value.causes.iter().find(|cause| is(&cause.id, id))?;
            Some(place(&file.name, &found.id))
        }),
        EntryId::Advice(id) => content.advice.iter().find_map(|file| {
            let found = file.value.items.iter().find(|item| is(&item.id, id))?;
            Some(place(&file.name, &found.id))
        }),
        EntryId::Invariant(id) => {
            let file = parsed.invariants.as_ref()?;
            let found = file.value.invariants.iter().find(|invariant| is(&invariant.id, id))?;
            Some(place(&file.name, &found.id))
        }
    }
}

fn is(word: &Word, id: &str) -> bool {
    word.as_str() == id
}

fn place(file: &str, word: &Word) -> Place {
    word.at.as_ref().map_or_else(|| Place::file(file), |at| Place::span(file, at))
}

fn in_flow<'p>(parsed: &'p Parsed, find: &dyn Fn(&'p raw::Question) -> Option<&'p Word>) -> Option<Place> {
    parsed.content.flow.iter().find_map(|file| {
        let word = in_steps(&file.value.steps, find)?;
        Some(place(&file.name, word))
    })
}

fn in_steps<'p>(steps: &'p [Step], find: &dyn Fn(&'p raw::Question) -> Option<&'p Word>) -> Option<&'p Word> {
    steps.iter().find_map(|step| match step {
        Step::Ask(question) => find(question),
        Step::When { steps, .. } => in_steps(steps, find),
    })
}

fn options(answer: &AnswerKind) -> &[AnswerOption] {
    match answer {
        AnswerKind::One { options } | AnswerKind::Many { options, .. } => options,
        AnswerKind::Scale { .. } | AnswerKind::Number { .. } => &[],
    }
}
