//! Lints of the wording: texts that a tired person could not read, and words that could do harm.
//!
//! Each lint has a stable name, stands in `docs/AUTHORING.md`, and can be set aside for one entry in
//! `lints.ron`, with a reason. They run for authors only: what ships has passed them.

mod claims;
mod numbers;
mod phrases;
mod reading;
mod shown;
mod structure;
mod syllables;
mod tokens;
mod words;
mod wordset;

use std::{
    collections::{HashMap, HashSet},
    ops::Range,
};

use super::super::{
    parse::Parsed,
    problem::{Place, Problem},
    raw,
    word::Word,
};
use reading::NeededWords;
use shown::{Shown, shown};
use tokens::Reading;
use words::Wordlist;
use wordset::Wordset;

/// The name of the lint on the exceptions.
const NEEDLESS: &str = "needless-allowance";

/// Where the lists and the exceptions stand.
const FILE: &str = "lints.ron";

/// The lints that can be set aside.
const LINTS: [&str; 8] = [
    words::BANNED,
    structure::UNSURE,
    words::DOSE,
    structure::ACTION,
    structure::LENGTH,
    words::CHANCE,
    reading::LINT,
    structure::UNUSED,
];

/// What a lint has found.
struct Finding<'a> {
    lint: &'static str,
    /// The entry that it belongs to, for exceptions.
    entry: &'a str,
    file: &'a str,
    at: Option<Range<usize>>,
    message: String,
    help: Option<String>,
}

impl<'a> Finding<'a> {
    /// A finding about an entry as a whole.
    fn at(lint: &'static str, file: &'a str, id: &'a Word, message: String, help: &str) -> Self {
        Self { lint, entry: id.as_str(), file, at: id.at.clone(), message, help: Some(help.to_owned()) }
    }

    fn problem(self) -> Problem {
        problem(self.file, self.at.as_ref(), self.lint, self.message, self.help)
    }
}

fn problem(
    file: &str,
    at: Option<&Range<usize>>,
    rule: &'static str,
    message: String,
    help: Option<String>,
) -> Problem {
    let at = at.map_or_else(|| Place::file(file), |at| Place::span(file, at));
    Problem { at, rule, message, help }
}

/// Everything that the lints find, but for what `lints.ron` sets aside.
pub(super) fn lint(parsed: &Parsed) -> Vec<Problem> {
    let content = &parsed.content;
    let none = raw::Lints::default();
    let lints = parsed.lints.as_ref().map_or(&none, |file| &file.value);
    let texts = shown(content);
    let mut findings = Vec::new();
    let mut needed = NeededWords::new(lints);
    let wordlist = Wordlist::new(lints, content);
    for shown in &texts {
        lint_texts(shown, &wordlist, &mut needed, &mut findings);
        structure::option_length(shown, &mut findings);
    }
    structure::danger_without_unsure(content, &mut findings);
    structure::emergency_without_action(content, &mut findings);
    structure::unused_source(content, &mut findings);
    let mut problems = Vec::new();
    for entry in lints.words.iter().filter(|entry| !needed.uses(entry)) {
        let first = entry.words.first().unwrap_or(&entry.means);
        let message = format!("no text uses the word `{}`", tokens::short(first.as_str()));
        problems.push(problem(FILE, first.at.as_ref(), NEEDLESS, message, Some("take it out".to_owned())));
    }
    problems.extend(set_aside(findings, &lints.allow, &entries(content, &texts, &lints.allow)));
    problems
}

/// Reads the texts once and looks at their words.
fn lint_texts<'a>(
    shown: &Shown<'a>,
    wordlist: &Wordlist<'a>,
    needed: &mut NeededWords<'a>,
    findings: &mut Vec<Finding<'a>>,
) {
    let readings: Vec<Reading<'a>> =
        [Some(shown.text), shown.hint].into_iter().flatten().map(Reading::new).collect();
    let (entry, file) = (shown.entry, shown.file);
    if shown.graded {
        for hard in reading::too_hard(&readings, needed) {
            let at = hard.text.part(hard.part);
            let (message, help) = (hard.message, Some(hard.help));
            findings.push(Finding { lint: reading::LINT, entry, file, at, message, help });
        }
    }
    for text in &readings {
        for fault in wordlist.faults(shown, text, needed) {
            let at = text.word.part(fault.part);
            let (lint, message, help) = (fault.lint, fault.message, fault.help);
            findings.push(Finding { lint, entry, file, at, message, help });
        }
    }
}

/// The entries that the exceptions name, as far as they are there.
fn entries<'a>(content: &'a raw::Content, texts: &[Shown<'a>], allow: &[raw::Allowance]) -> HashSet<&'a str> {
    let mut wanted = Wordset::new();
    for allowance in allow {
        wanted.entry(allowance.at.as_str(), || ());
    }
    let sources =
        content.sources.iter().flat_map(|file| &file.value.sources).map(|source| source.id.as_str());
    let entries = texts.iter().map(|shown| shown.entry).chain(sources);
    entries.filter(|entry| wanted.get(entry).is_some()).collect()
}

/// Takes out what an exception covers, and adds what is wrong with the exceptions.
fn set_aside(findings: Vec<Finding<'_>>, allow: &[raw::Allowance], entries: &HashSet<&str>) -> Vec<Problem> {
    let mut problems = Vec::new();
    // Which exceptions are sound, and whether they have covered anything.
    let mut sound: HashMap<(&str, &str), (&raw::Allowance, bool)> = HashMap::new();
    for allowance in allow {
        let (lint, at) = (allowance.lint.as_str(), allowance.at.as_str());
        let mut needless = |word: &Word, message: String, help: &str| {
            problems.push(problem(FILE, word.at.as_ref(), NEEDLESS, message, Some(help.to_owned())));
        };
        if !LINTS.contains(&lint) {
            let message = format!("there is no lint `{}`", tokens::short(lint));
            needless(&allowance.lint, message, &format!("there are `{}`", LINTS.join("`, `")));
        } else if !entries.contains(at) {
            let message = format!("there is no entry `{}`", tokens::short(at));
            needless(&allowance.at, message, "name a question, option, rule, level, cause, advice or source");
        } else if allowance.reason.as_str().trim().is_empty() {
            needless(
                &allowance.reason,
                "the exception has no reason".to_owned(),
                "say why the lint is wrong here",
            );
        } else if sound.insert((lint, at), (allowance, false)).is_some() {
            needless(&allowance.at, format!("`{at}` is excepted twice"), "take one out");
        }
    }
    for finding in findings {
        match sound.get_mut(&(finding.lint, finding.entry)) {
            Some((_, used)) => *used = true,
            None => problems.push(finding.problem()),
        }
    }
    for ((lint, at), (allowance, used)) in sound {
        if !used {
            let message = format!("`{lint}` finds nothing at `{at}`");
            let help = Some("take the exception out".to_owned());
            problems.push(problem(FILE, allowance.at.at.as_ref(), NEEDLESS, message, help));
        }
    }
    problems
}
