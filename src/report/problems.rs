//! Content problems as a compiler would show them: the line, a caret, what is wrong, what to do.

use std::{borrow::Cow, ops::Range};

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use crate::content::{Problem, Problems, fault_in};

/// Columns behind which long source lines are cut.
const WIDTH: usize = 110;

/// All problems, one after the other, with a count at the end.
#[must_use]
pub fn render(problems: &Problems) -> String {
    let renderer = Renderer::plain().term_width(WIDTH);
    let mut reader = Reader::default();
    let mut text = String::new();
    for problem in &problems.problems {
        if problem.at.file != reader.file {
            let source = problems.source(&problem.at.file);
            reader = Reader { file: &problem.at.file, source, line_start: 0, line: 1 };
        }
        text.push_str(&render_one(&renderer, &mut reader, problem));
        text.push_str("\n\n");
    }
    let n = problems.problems.len();
    text + &format!("{n} {}\n", if n == 1 { "problem" } else { "problems" })
}

fn render_one(renderer: &Renderer, reader: &mut Reader<'_>, problem: &Problem) -> String {
    let title = Level::ERROR.primary_title(one_line(&problem.message)).id(problem.rule);
    let line = problem.at.start.and_then(|start| reader.line_at(start, problem.at.end));
    let mut group = match line {
        Some((line, number, span)) => {
            let snippet = Snippet::source(harmless(line))
                .line_start(number)
                .path(one_line(&problem.at.file))
                .annotation(AnnotationKind::Primary.span(span));
            title.element(snippet)
        }
        None if problem.at.file.is_empty() => Group::with_title(title),
        None => title.element(Origin::path(one_line(&problem.at.file))),
    };
    if let Some(help) = &problem.help {
        group = group.element(Level::HELP.message(one_line(help)));
    }
    renderer.render(&[group])
}

/// Reads on in a file from problem to problem, so that many cost little more than one.
#[derive(Default)]
struct Reader<'a> {
    file: &'a str,
    source: Option<&'a str>,
    /// Byte at which the line begins.
    line_start: usize,
    /// Its number, from 1.
    line: usize,
}

impl<'a> Reader<'a> {
    /// The line that holds the byte `start`, its number, and the part of it from there to `end`.
    fn line_at(&mut self, start: usize, end: usize) -> Option<(&'a str, usize, Range<usize>)> {
        let source = self.source?;
        if start < self.line_start || self.line == 0 {
            (self.line_start, self.line) = (0, 1);
        }
        let start = source.floor_char_boundary(start);
        let between = &source[self.line_start..start];
        if let Some(last) = between.rfind('\n') {
            self.line += between.matches('\n').count();
            self.line_start += last + 1;
        }
        let line = source[self.line_start..].lines().next().unwrap_or_default();
        let from = (start - self.line_start).min(line.len());
        let to = line.floor_char_boundary(end.saturating_sub(self.line_start)).max(from);
        Some((line, self.line, from..to))
    }
}

/// A message, a help or a path on one line; each may quote the file.
pub(super) fn one_line(text: &str) -> String {
    text.chars().map(|c| if is_fault(c) { char::REPLACEMENT_CHARACTER } else { c }).collect()
}

/// A source line without what the renderer would pass through to the terminal, such as the control
/// characters from U+0080 on, of the same length in bytes.
fn harmless(line: &str) -> Cow<'_, str> {
    let passed_through = |c: char| is_fault(c) && !c.is_ascii();
    if !line.contains(passed_through) {
        return Cow::Borrowed(line);
    }
    let mut shown = String::with_capacity(line.len());
    for c in line.chars() {
        match c.len_utf8() {
            3 if passed_through(c) => shown.push(char::REPLACEMENT_CHARACTER),
            n if passed_through(c) => shown.extend(std::iter::repeat_n('?', n)),
            _ => shown.push(c),
        }
    }
    Cow::Owned(shown)
}

fn is_fault(c: char) -> bool {
    fault_in(c.encode_utf8(&mut [0; 4])).is_some()
}
