//! What is wrong with the content, where, and what was probably meant.

use std::{fmt, ops::Range};

use super::source_file::SourceFile;

/// Where a problem stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file, relative to the content folder; empty for the folder itself.
    pub file: String,
    /// Bytes in the file; `None` for the file as a whole.
    pub start: Option<usize>,
    /// First byte behind it.
    pub end: usize,
}

impl Place {
    /// A file as a whole.
    #[must_use]
    pub fn file(name: &str) -> Self {
        Self { file: name.to_owned(), start: None, end: 0 }
    }

    /// A part of a file.
    #[must_use]
    pub fn span(name: &str, at: &Range<usize>) -> Self {
        Self { file: name.to_owned(), start: Some(at.start), end: at.end }
    }
}

/// One thing that is wrong with the content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Where.
    pub at: Place,
    /// Stable name of the check that found it.
    pub rule: &'static str,
    /// What is wrong; a fragment without capital and full stop, ids in backticks.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
}

/// Everything that is wrong with a content folder, in the order of its files.
#[derive(Debug, Clone)]
pub struct Problems {
    /// The problems; never empty.
    pub problems: Vec<Problem>,
    /// The files they point into.
    pub files: Vec<SourceFile>,
}

impl Problems {
    /// The text of a file, as far as it is text.
    #[must_use]
    pub fn source(&self, file: &str) -> Option<&str> {
        let file = self.files.iter().find(|f| f.name == file)?;
        std::str::from_utf8(&file.bytes).ok()
    }

    /// Line and column of a problem, both from 1, columns in characters.
    #[must_use]
    pub fn line_column(&self, problem: &Problem) -> Option<(usize, usize)> {
        let before = self.source(&problem.at.file)?.get(..problem.at.start?)?;
        let line_start = before.rfind('\n').map_or(0, |n| n + 1);
        Some((before.matches('\n').count() + 1, before[line_start..].chars().count() + 1))
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for problem in &self.problems {
            if !problem.at.file.is_empty() {
                write!(f, "{}:", problem.at.file)?;
            }
            if let Some((line, column)) = self.line_column(problem) {
                write!(f, "{line}:{column}:")?;
            }
            write!(f, " {}", problem.message)?;
            if let Some(help) = &problem.help {
                write!(f, " ({help})")?;
            }
            writeln!(f)?;
        }
        Ok(())
    }
}

impl std::error::Error for Problems {}
