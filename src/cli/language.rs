//! Languages: files for translators.

use std::{fs, io::Write, mem, path::Path};

use super::{CliError, OK, print};
use crate::{
    answers_file,
    content::{self, Origin, Parsed, Problems, Questionnaire},
    embedded, folder, report,
};

/// The content of a folder or what ships with the program, and how far it is translated.
pub(super) fn check(dir: Option<&Path>) -> Result<(Questionnaire, String), Problems> {
    let Some(dir) = dir else {
        let parsed = embedded::languages().iter().map(|language| embedded::with_language(language.id));
        let states: String = parsed.map(|parsed| states(&parsed)).collect();
        return Ok((embedded::questionnaire()?, states));
    };
    let files = folder::read(dir)?;
    let parsed = content::parse(&files);
    match content::check(&parsed, Origin::Author, parsed.fingerprint()) {
        Ok(questionnaire) => Ok((questionnaire, states(&parsed))),
        Err(problems) => Err(Problems { problems, files }),
    }
}

fn states(parsed: &Parsed) -> String {
    let ids = content::languages(&parsed.languages).into_iter();
    ids.map(|id| report::texts::state(&content::language(parsed, id))).collect()
}

/// `twinge texts`
pub(super) fn texts(id: &str, dir: Option<&Path>, into: Option<&Path>) -> Result<u8, CliError> {
    let parsed = match dir {
        Some(dir) => {
            let files = folder::read(dir)?;
            let mut parsed = content::parse(&files);
            let languages = mem::take(&mut parsed.languages);
            match content::check(&parsed, Origin::Author, parsed.fingerprint()) {
                Ok(_) => Parsed { languages, ..parsed },
                Err(problems) => return Err(Problems { problems, files }.into()),
            }
        }
        None => embedded::with_language(id),
    };
    let language = content::language(&parsed, id);
    let Some(into) = into else { return print(&report::texts::render(&language, None)) };
    for part in report::texts::parts(&language) {
        let path = into.join(format!("{part}.ron"));
        let shown = answers_file::printable(&path.display().to_string());
        let failed = || CliError::io(&format!("cannot write `{shown}`"));
        let mut file = fs::File::create_new(&path).map_err(failed())?;
        file.write_all(report::texts::render(&language, Some(part)).as_bytes()).map_err(failed())?;
    }
    Ok(OK)
}
