//! A language as files for translators: every text in English, with its translation below.

use std::fmt::Write as _;

use crate::content::{Language, Translation, hash_of};

/// The parts of a language, in the order of their first texts; each can be a file.
#[must_use]
pub fn parts(language: &Language) -> Vec<&str> {
    let mut parts: Vec<&str> = Vec::new();
    for text in &language.texts {
        if !parts.contains(&text.part.as_str()) {
            parts.push(&text.part);
        }
    }
    parts
}

/// A translation file with the texts of one part, or with all of them.
#[must_use]
pub fn render(language: &Language, part: Option<&str>) -> String {
    let texts: Vec<&Translation> =
        language.texts.iter().filter(|text| part.is_none_or(|part| text.part == part)).collect();
    let mut out = String::new();
    // Writing to a string cannot fail.
    let _ = writeln!(
        out,
        "Language(\n    id: {},\n    name: {},\n    reviewed: {},\n    texts: [",
        quoted(&language.id),
        quoted(&language.name),
        // What is new or changed has been read by nobody.
        language.reviewed && texts.iter().all(|text| !text.is_missing() && !text.is_out_of_date()),
    );
    for text in texts {
        if text.is_out_of_date() {
            let hash = hash_of(&text.english);
            let _ = writeln!(
                out,
                "        // OUT OF DATE. Mend the text, then write of: \"{hash}\". In English:"
            );
        }
        let _ = writeln!(out, "        // {}", text.english);
        let _ = writeln!(
            out,
            "        (id: {}, of: {}, text: {}),",
            quoted(&text.id),
            quoted(&text.of),
            quoted(&text.text)
        );
    }
    // A text may have moved to another id: what was written for it must not be lost.
    for (id, text) in language.stray.iter().filter(|_| part.is_none_or(|part| part == "rest")) {
        let _ = writeln!(out, "        // NO SUCH TEXT: {}: {}", quoted(id), quoted(text));
    }
    out.push_str("    ],\n)\n");
    out
}

/// Most ids that are named of texts that need work.
const MOST_NAMED: usize = 12;

/// How far a language is translated: a line, and one more for each kind of work that is left.
#[must_use]
pub fn state(language: &Language) -> String {
    let (missing, given): (Vec<_>, Vec<_>) = language.texts.iter().partition(|text| text.is_missing());
    let stale: Vec<&Translation> = given.into_iter().filter(|text| text.is_out_of_date()).collect();
    let read = if language.reviewed { "reviewed" } else { "not reviewed" };
    let n_texts = language.texts.len();
    let n_done = n_texts - missing.len() - stale.len();
    let mut out = format!("{} ({}): {n_done} of {n_texts} texts, {read}\n", language.id, language.name);
    for (texts, what) in [(missing, "missing"), (stale, "out of date, shown in English")] {
        if texts.is_empty() {
            continue;
        }
        let named: Vec<&str> = texts.iter().take(MOST_NAMED).map(|text| text.id.as_str()).collect();
        let more = if texts.len() > MOST_NAMED { " ..." } else { "" };
        let _ = writeln!(out, "  {} {what}: {}{more}", texts.len(), named.join(", "));
    }
    out
}

/// A text in quotes, on one line.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            // Such a text is refused by the check; here it must only stay on its line.
            c if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') => {
                let _ = write!(quoted, "\\u{{{:x}}}", c as u32);
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}
