//! Bytes → raw content. Reads every file, also when others are broken.

use std::{num::NonZero, panic, thread};

use ron::{Options, extensions::Extensions};
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};

use super::{
    problem::{Place, Problem},
    raw,
    source_file::SourceFile,
    word::with_places,
};

/// Largest file that is read; far above any real one, far below what would hurt.
const MOST_BYTES: usize = 8 * 1024 * 1024;

/// Bytes that are read in a millisecond or two: less is not worth a thread.
const WORTH_A_THREAD: usize = 256 * 1024;

/// Deepest nesting of brackets in a file.
const DEEPEST: usize = 64;

/// What reading the files gave.
#[derive(Debug, Clone, Default)]
pub struct Parsed {
    /// The files that could be read.
    pub content: raw::Content,
    /// `invariants.ron`: they are proved of the content and are no part of what it says.
    pub invariants: Option<raw::File<raw::Invariants>>,
    /// `vignettes/*.ron`: they test the content and are no part of what it says.
    pub vignettes: Vec<raw::File<raw::Vignettes>>,
    /// `lang/*.ron` and `lang/*/*.ron`: translations are no part of the fingerprint either, because a session
    /// is the same in every language.
    pub languages: Vec<raw::File<raw::Language>>,
    /// Texts of the interface, ids with English words, for whoever knows them; they can be translated too.
    pub interface: Vec<(String, String)>,
    /// `lints.ron`, which is no content: it is not part of the fingerprint and not embedded.
    pub lints: Option<raw::File<raw::Lints>>,
    /// What is wrong with the others.
    pub problems: Vec<Problem>,
    /// Whether a file could not be read, so that what seems missing may stand in it.
    pub unread: bool,
    /// What may be an id in such a file: naming it is no further fault.
    pub unread_ids: Vec<String>,
}

impl Parsed {
    /// Takes in what reading further files gave.
    fn extend(&mut self, other: Self) {
        let Self {
            content,
            invariants,
            vignettes,
            languages,
            interface,
            lints,
            problems,
            unread,
            unread_ids,
        } = other;
        let raw::Content { questionnaire, flow, red_flags, causes, advice, guards, sources, facts, places } =
            content;
        let own = &mut self.content;
        put(&mut own.questionnaire, questionnaire);
        own.flow.extend(flow);
        put(&mut own.red_flags, red_flags);
        own.causes.extend(causes);
        own.advice.extend(advice);
        put(&mut own.guards, guards);
        put(&mut own.sources, sources);
        put(&mut own.facts, facts);
        own.places.extend(places);
        put(&mut self.invariants, invariants);
        self.vignettes.extend(vignettes);
        self.languages.extend(languages);
        self.interface.extend(interface);
        put(&mut self.lints, lints);
        self.problems.extend(problems);
        self.unread |= unread;
        self.unread_ids.extend(unread_ids);
    }

    /// Short hash of what the content says; comments and layout do not count.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        let bytes = postcard::to_allocvec(&self.content).unwrap_or_default();
        let digest = Sha256::digest(bytes);
        digest.iter().take(8).fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"))
    }
}

/// Reads the files of a content folder; large ones on several threads, which changes nothing in what comes out.
#[must_use]
pub fn parse(files: &[SourceFile]) -> Parsed {
    let mut files: Vec<&SourceFile> = files.iter().collect();
    files.sort_by(|a, b| a.name.cmp(&b.name));
    let (first, others) = shares(&files);
    thread::scope(|scope| {
        let others: Vec<_> = others.iter().map(|files| scope.spawn(|| read_files(files))).collect();
        let mut parsed = read_files(first);
        for other in others {
            parsed.extend(other.join().unwrap_or_else(|panicked| panic::resume_unwind(panicked)));
        }
        parsed
    })
}

/// Parts a list of files into shares of about the same size, one for each thread that is worth it; the first
/// apart.
fn shares<'s, 'f>(files: &'s [&'f SourceFile]) -> (&'s [&'f SourceFile], Vec<&'s [&'f SourceFile]>) {
    let size = |files: &[&SourceFile]| files.iter().map(|file| file.bytes.len()).sum::<usize>();
    let threads =
        thread::available_parallelism().map_or(1, NonZero::get).min(size(files) / WORTH_A_THREAD + 1);
    let mut left = files;
    let mut take = |n: usize| {
        let fair = size(left) / n;
        let mut taken = 0;
        let enough = |file: &&SourceFile| {
            taken += file.bytes.len();
            taken >= fair
        };
        let last = if n == 1 { None } else { left.iter().position(enough) };
        let at = last.map_or(left.len(), |last| last + 1);
        let (share, rest) = left.split_at(at);
        left = rest;
        share
    };
    let first = take(threads);
    (first, (1..threads).rev().map(take).collect())
}

fn read_files(files: &[&SourceFile]) -> Parsed {
    let mut parsed = Parsed::default();
    for file in files {
        read_file(file, &mut parsed);
    }
    parsed
}

fn read_file(file: &SourceFile, parsed: &mut Parsed) {
    let folder = file.name.split_once('/').map_or("", |(folder, _)| folder);
    if matches!(folder, "vignettes" | "lang") {
        read_beside(file, folder, parsed);
        return;
    }
    let Some(text) = text_of(file, &mut parsed.problems) else {
        let start = &file.bytes[..file.bytes.len().min(MOST_BYTES)];
        parsed.unread = true;
        parsed.unread_ids.extend(ids_in(&String::from_utf8_lossy(start)));
        return;
    };
    let content = &mut parsed.content;
    let fault = match (folder, file.name.as_str()) {
        ("flow", _) => read(file, text).map(|f| content.flow.push(f)),
        ("causes", _) => read(file, text).map(|f| content.causes.push(f)),
        ("advice", _) => read(file, text).map(|f| content.advice.push(f)),
        ("places", _) => read(file, text).map(|f| content.places.push(f)),
        (_, "questionnaire.ron") => read(file, text).map(|f| content.questionnaire = Some(f)),
        (_, "red_flags.ron") => read(file, text).map(|f| content.red_flags = Some(f)),
        (_, "invariants.ron") => read(file, text).map(|f| parsed.invariants = Some(f)),
        (_, "guards.ron") => read(file, text).map(|f| content.guards = Some(f)),
        (_, "sources.ron") => read(file, text).map(|f| content.sources = Some(f)),
        (_, "facts.ron") => read(file, text).map(|f| content.facts = Some(f)),
        (_, "lints.ron") => read(file, text).map(|f| parsed.lints = Some(f)),
        _ => Err(Problem {
            at: Place::file(&file.name),
            rule: "stray-file",
            message: "nothing reads this file".to_owned(),
            help: Some(
                "content stands in questionnaire.ron, red_flags.ron, guards.ron, sources.ron, facts.ron, \
                 invariants.ron, lints.ron and in the folders flow, causes, advice, places, vignettes and lang"
                    .to_owned(),
            ),
        }),
    };
    if let Err(problem) = fault {
        parsed.unread = true;
        parsed.unread_ids.extend(ids_in(text));
        parsed.problems.push(problem);
    }
}

/// Puts what was read in its place, where it was.
fn put<T>(place: &mut Option<T>, read: Option<T>) {
    if read.is_some() {
        *place = read;
    }
}

/// Nothing names a vignette or a translation, so one that cannot be read leaves nothing open in the other
/// files.
fn read_beside(file: &SourceFile, folder: &str, parsed: &mut Parsed) {
    let Some(text) = text_of(file, &mut parsed.problems) else { return };
    let fault = match folder {
        "lang" => read(file, text).map(|f| parsed.languages.push(f)),
        _ => read(file, text).map(|f| parsed.vignettes.push(f)),
    };
    parsed.problems.extend(fault.err());
}

/// The text of a file, without a byte order mark.
fn text_of<'f>(file: &'f SourceFile, problems: &mut Vec<Problem>) -> Option<&'f str> {
    let fault =
        |at, rule, message: String, help: &str| Problem { at, rule, message, help: Some(help.to_owned()) };
    if file.bytes.len() > MOST_BYTES {
        problems.push(fault(
            Place::file(&file.name),
            "file-too-large",
            format!("the file is larger than {} MiB", MOST_BYTES / 1024 / 1024),
            "split it, or look whether it is the right file",
        ));
        return None;
    }
    match std::str::from_utf8(&file.bytes) {
        Ok(text) => Some(text),
        Err(error) => {
            let line = file.bytes[..error.valid_up_to()].split(|byte| *byte == b'\n').count();
            problems.push(fault(
                Place::file(&file.name),
                "not-utf8",
                format!("line {line} is not UTF-8 text"),
                "save the file as UTF-8",
            ));
            None
        }
    }
}

/// Reads a file that is no content, with the same care.
///
/// # Errors
///
/// What is wrong with it, and where.
pub fn parse_other<T: DeserializeOwned>(file: &SourceFile) -> Result<T, Problem> {
    let mut problems = Vec::new();
    match text_of(file, &mut problems) {
        Some(text) => read(file, text).map(|read| read.value),
        None => Err(problems.swap_remove(0)),
    }
}

fn read<T: DeserializeOwned>(file: &SourceFile, text: &str) -> Result<raw::File<T>, Problem> {
    let options =
        Options::default().with_default_extension(Extensions::IMPLICIT_SOME).with_recursion_limit(DEEPEST);
    // A byte order mark would be an unexpected character; it is kept in all byte positions.
    let body = text.strip_prefix('\u{feff}').unwrap_or(text);
    match with_places(text, || options.from_str::<T>(body)) {
        Ok(value) => Ok(raw::File { name: file.name.clone(), value }),
        Err(error) => {
            let skipped = text.len() - body.len();
            let start = byte_of(body, error.span.start.line, error.span.start.col) + skipped;
            let end = byte_of(body, error.span.end.line, error.span.end.col) + skipped;
            let (rule, help) = match error.code {
                ron::Error::ExceededRecursionLimit => {
                    ("nested-too-deep", Some(format!("at most {DEEPEST} brackets within each other")))
                }
                _ => ("syntax", None),
            };
            Err(Problem {
                at: Place { file: file.name.clone(), start: Some(start), end: end.max(start) },
                rule,
                message: error.code.to_string().trim_end_matches('.').to_owned(),
                help,
            })
        }
    }
}

/// The byte at a line and a character column, both from 1.
fn byte_of(text: &str, line: usize, column: usize) -> usize {
    let start = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum::<usize>();
    let rest = text.get(start..).unwrap_or("");
    start + rest.char_indices().nth(column.saturating_sub(1)).map_or(rest.len(), |(byte, _)| byte)
}

/// What stands in quotes and could be an id, in a text that could not be read.
fn ids_in(text: &str) -> Vec<String> {
    let id_like = |part: &&str| {
        !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-')
    };
    text.split('"').filter(id_like).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::{SourceFile, WORTH_A_THREAD, shares};

    fn files(sizes: &[usize]) -> Vec<SourceFile> {
        sizes.iter().map(|size| SourceFile { name: String::new(), bytes: vec![b' '; *size] }).collect()
    }

    #[test]
    fn every_file_is_in_one_share_in_its_order() {
        let large = WORTH_A_THREAD;
        for sizes in [
            &[][..],
            &[0],
            &[5, 0, 3],
            &[large, large, 0],
            &[0, 9 * large, 0, 0],
            &[large / 2; 24],
            &[1, 1, 1, 4 * large],
        ] {
            let files = files(sizes);
            let files: Vec<&SourceFile> = files.iter().collect();
            let (first, others) = shares(&files);
            let all: Vec<&SourceFile> =
                [first].iter().chain(&others).flat_map(|share| share.iter().copied()).collect();
            assert!(
                all.len() == files.len() && all.iter().zip(&files).all(|(a, b)| std::ptr::eq(*a, *b)),
                "{sizes:?}"
            );
        }
    }
}
