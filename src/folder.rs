//! A content folder on disk → its files. The only place that reads content from disk.

use std::{
    fs,
    io::{self, Read},
    path::Path,
};

use crate::content::{Problem, ProblemPlace, Problems, SourceFile};

/// Most files that are read; a folder with more is not a content folder.
const MOST_FILES: usize = 10_000;

/// Reads a file up to just past what the parser takes, so that it can say that it is too large.
const MOST_BYTES: u64 = 8 * 1024 * 1024 + 1;

/// The folder of the translations; each may have a folder of its own there.
const LANGUAGES: &str = "lang";

/// Reads every RON file of a content folder.
///
/// # Errors
///
/// A problem for the folder and for every file that cannot be read.
pub fn read(folder: &Path) -> Result<Vec<SourceFile>, Problems> {
    let mut found = Found::default();
    found.list(folder, "");
    for name in folders_in(folder) {
        found.list(&folder.join(&name), &name);
        if name == LANGUAGES {
            for language in folders_in(&folder.join(&name)) {
                found.list(&folder.join(&name).join(&language), &format!("{name}/{language}"));
            }
        }
    }
    if found.problems.is_empty() {
        Ok(found.files)
    } else {
        Err(Problems { problems: found.problems, files: found.files })
    }
}

/// Folders below the content folder. What stands in a wrong one is read too, so that it can be told.
fn folders_in(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    let folders = entries.filter(|entry| {
        let path = entry.path();
        path.is_dir() && path.extension().is_none_or(|extension| extension != "ron")
    });
    let mut names: Vec<_> = folders.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.retain(|name| !name.starts_with('.'));
    names.sort();
    names
}

#[derive(Default)]
struct Found {
    files: Vec<SourceFile>,
    problems: Vec<Problem>,
}

impl Found {
    fn list(&mut self, folder: &Path, below: &str) {
        let entries = match fs::read_dir(folder) {
            Ok(entries) => entries,
            Err(error) => {
                let message = format!("cannot read the folder `{}`: {}", folder.display(), plain(&error));
                self.fault("", message, "name a folder that holds questionnaire.ron");
                return;
            }
        };
        let mut paths: Vec<_> = entries.filter_map(Result::ok).map(|entry| entry.path()).collect();
        paths.sort();
        for path in paths {
            let is_ron = path.extension().is_some_and(|extension| extension == "ron");
            let Some(name) = path.file_name().filter(|_| is_ron) else { continue };
            let name = name.to_string_lossy();
            let name = if below.is_empty() { name.into_owned() } else { format!("{below}/{name}") };
            if self.files.len() == MOST_FILES {
                self.fault("", format!("more than {MOST_FILES} files"), "name a content folder");
                return;
            }
            match bytes_of(&path) {
                Ok(bytes) => self.files.push(SourceFile { name, bytes }),
                Err(error) => {
                    self.fault(
                        &name,
                        format!("cannot read the file: {}", plain(&error)),
                        "look at its rights",
                    );
                }
            }
        }
    }

    fn fault(&mut self, file: &str, message: String, help: &str) {
        self.problems.push(Problem {
            at: ProblemPlace::file(file),
            rule: "unreadable",
            message,
            help: Some(help.to_owned()),
        });
    }
}

fn bytes_of(path: &Path) -> io::Result<Vec<u8>> {
    if !fs::metadata(path)?.is_file() {
        return Err(io::Error::other("it is no file"));
    }
    let mut bytes = Vec::new();
    fs::File::open(path)?.take(MOST_BYTES).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// What went wrong, in words that people know.
fn plain(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "it is not there".to_owned(),
        io::ErrorKind::PermissionDenied => "no right to read it".to_owned(),
        io::ErrorKind::NotADirectory => "it is no folder".to_owned(),
        _ => error.to_string(),
    }
}
