//! Languages: files for translators.

use std::{fs, io::Write, mem, path::Path};

use super::{CliError, OK, print};
use crate::{
    answers_file,
    content::{self, Origin, Parsed, Problems},
    embedded, folder, report,
};

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
        None => embedded::with_languages(),
    };
    let language = content::language(&parsed.content, &[], &parsed.languages, id);
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
