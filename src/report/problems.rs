//! Content problems as a compiler would show them: the line, a caret, what is wrong, what to do.

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use crate::content::{Problem, Problems};

/// Columns behind which long source lines are cut.
const WIDTH: usize = 110;

/// All problems, one after the other, with a count at the end.
#[must_use]
pub fn render(problems: &Problems) -> String {
    let renderer = Renderer::plain().term_width(WIDTH);
    let mut text = String::new();
    for problem in &problems.problems {
        text.push_str(&render_one(&renderer, problems, problem));
        text.push_str("\n\n");
    }
    let n = problems.problems.len();
    text + &format!("{n} {}\n", if n == 1 { "problem" } else { "problems" })
}

fn render_one(renderer: &Renderer, problems: &Problems, problem: &Problem) -> String {
    let title = Level::ERROR.primary_title(problem.message.as_str()).id(problem.rule);
    let mut group = match (problems.source(&problem.at.file), problem.at.start) {
        (Some(source), Some(start)) => {
            let span = visible_span(source, start, problem.at.end);
            let snippet = Snippet::source(source)
                .path(problem.at.file.as_str())
                .annotation(AnnotationKind::Primary.span(span));
            title.element(snippet)
        }
        _ if problem.at.file.is_empty() => Group::with_title(title),
        _ => title.element(Origin::path(problem.at.file.as_str())),
    };
    if let Some(help) = &problem.help {
        group = group.element(Level::HELP.message(help.as_str()));
    }
    renderer.render(&[group])
}

/// A span that lies on one line and on character boundaries.
fn visible_span(source: &str, start: usize, end: usize) -> std::ops::Range<usize> {
    let floor = |mut at: usize| {
        at = at.min(source.len());
        while !source.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let start = floor(start);
    let line_end = source[start..].find('\n').map_or(source.len(), |n| start + n);
    start..floor(end).clamp(start, line_end)
}
