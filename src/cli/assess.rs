//! `twinge assess`: answers from a file.

use std::{
    fs,
    io::{self, Read},
    path::Path,
};

use super::{CliError, Format, find_place, load, print};
use crate::{answers_file, content::Words, engine::assess, locale::Voice, report};

/// Largest answers file that is read.
const MOST_ANSWER_BYTES: u64 = 1024 * 1024;

pub(super) fn assess_file(path: &Path, format: Format, questions: Option<&Path>) -> Result<u8, CliError> {
    let questionnaire = load(questions)?;
    let name = if path == Path::new("-") {
        "standard input".to_owned()
    } else {
        answers_file::printable(&path.display().to_string())
    };
    let text = read_answers(path).map_err(CliError::io(&format!("cannot read {name}")))?;
    let bad = |error| CliError::Answers { file: name.clone(), error };
    let file = answers_file::parse(&text).map_err(bad)?;
    let session = file.session(&questionnaire).map_err(bad)?;
    let front = questionnaire.front();
    let place = file.place.as_deref().map(|id| find_place(front, id)).transpose()?;
    let words: &Words = place.map_or(front.generic(), |place| &place.words);
    let outcome = assess(&session);
    print(&match format {
        Format::Text => report::text::render(&questionnaire, Voice::english(words), &outcome),
        Format::Markdown => report::markdown::render(&questionnaire, Voice::english(words), &outcome),
        Format::Slip => report::slip::render(&questionnaire, Voice::english(words), &outcome),
        Format::Json => {
            report::json::render(&session, place.map(|place| place.id.as_str()), words, &outcome)?
        }
    })
}

fn read_answers(path: &Path) -> io::Result<String> {
    let mut bytes = Vec::new();
    let limit = MOST_ANSWER_BYTES + 1;
    if path == Path::new("-") {
        io::stdin().take(limit).read_to_end(&mut bytes)?;
    } else {
        fs::File::open(path)?.take(limit).read_to_end(&mut bytes)?;
    }
    if bytes.len() as u64 >= limit {
        return Err(io::Error::other("it is larger than an answers file can be"));
    }
    String::from_utf8(bytes).map_err(|_| io::Error::other("it is not UTF-8 text"))
}
