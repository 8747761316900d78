//! Raw content → [`Questionnaire`], or all problems at once.
//!
//! First every name is registered, then every file is resolved in the order in which the content is
//! used: groups, questions, rules, causes and advice. A problem never stops the rest.

mod conditions;
mod flow;
mod invariants;
mod knowledge;
mod languages;
mod lints;
mod lookup;
mod names;
mod reachable;
mod rules;
mod stated;
mod vignettes;

use std::ops::Range;

use super::{
    SCHEMA,
    model::{Cap, Front, LevelText, Place, Questionnaire, Vignettes},
    parse::Parsed,
    problem::{self, Problem},
    raw,
    text::{self, Text, Words, fault_in},
    word::Word,
};
use lookup::Guesses;
use names::Names;
pub use names::nearest;

/// Where content comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// From its author: everything is checked.
    Author,
    /// From the build, which has checked everything: the search for what can never be shown is not
    /// repeated at every start.
    Build,
}

/// Checks what was read.
///
/// # Errors
///
/// Every problem found, in the order of the files; those of reading come with them.
pub fn check(parsed: &Parsed, origin: Origin, fingerprint: String) -> Result<Questionnaire, Vec<Problem>> {
    check_with_vignettes(parsed, origin, fingerprint).map(|(questionnaire, _)| questionnaire)
}

/// Checks what was read, and keeps the vignettes. Whether they hold is not looked at.
///
/// # Errors
///
/// As [`check`].
pub fn check_with_vignettes(
    parsed: &Parsed,
    origin: Origin,
    fingerprint: String,
) -> Result<(Questionnaire, Vignettes), Vec<Problem>> {
    let mut checker = Checker::new(parsed, origin);
    let mut vignettes = Vignettes::default();
    let questionnaire = checker.questionnaire(fingerprint, &mut vignettes);
    checker.lints(parsed);
    if origin == Origin::Author {
        checker.problems.extend(languages::faults(parsed));
    }
    let mut problems = checker.problems;
    problems.extend(parsed.problems.iter().cloned());
    problems.sort_by(|a, b| a.at.cmp(&b.at));
    match questionnaire {
        Some(questionnaire) if problems.is_empty() => Ok((questionnaire, vignettes)),
        _ => Err(problems),
    }
}

/// Checks no more than the first screen needs, so that it can be shown while the rest is read.
///
/// # Errors
///
/// Every problem found in these parts.
pub fn check_front(parsed: &Parsed) -> Result<Front, Vec<Problem>> {
    let mut checker = Checker::new(parsed, Origin::Build);
    let front = checker.front();
    match front {
        Some(front) if checker.problems.is_empty() => Ok(front),
        _ => Err(checker.problems),
    }
}

/// Collects problems while names are resolved.
struct Checker<'a> {
    content: &'a raw::Content,
    vignettes: &'a [raw::File<raw::Vignettes>],
    invariants: Option<&'a raw::File<raw::Invariants>>,
    names: Names<'a>,
    problems: Vec<Problem>,
    /// Whether to search for what can never be shown, and to lint; pointless while a file could not be
    /// read.
    searches: bool,
    /// File that is being checked.
    file: &'a str,
    /// Where the entry being checked has its id, for problems without a place of their own.
    owner: Option<Range<usize>>,
    /// Statements so far that name something not known.
    n_open: usize,
    guesses: Guesses,
}

impl<'a> Checker<'a> {
    fn new(parsed: &'a Parsed, origin: Origin) -> Self {
        let mut names = Names::default();
        let problems = names.register(parsed);
        Self {
            content: &parsed.content,
            vignettes: &parsed.vignettes,
            invariants: parsed.invariants.as_ref(),
            names,
            problems,
            searches: origin == Origin::Author && !parsed.unread,
            file: "",
            owner: None,
            n_open: 0,
            guesses: Guesses::default(),
        }
    }

    fn questionnaire(&mut self, fingerprint: String, vignettes: &mut Vignettes) -> Option<Questionnaire> {
        for (present, name) in [
            (self.content.questionnaire.is_some(), "questionnaire.ron"),
            (self.content.red_flags.is_some(), "red_flags.ron"),
            (self.content.guards.is_some(), "guards.ron"),
            (self.content.sources.is_some(), "sources.ron"),
        ] {
            if !present && !self.names.unread {
                self.problems.push(Problem {
                    at: problem::Place::file(name),
                    rule: "missing-file",
                    message: "the file is not there".to_owned(),
                    help: Some("docs/AUTHORING.md says what it holds".to_owned()),
                });
            }
        }
        let sources = self.sources();
        let facts = self.facts();
        let groups = self.groups();
        let (sections, questions) = self.flow(&groups);
        let rules = self.rules();
        let (topics, guards) = self.guards();
        let advice = self.advice();
        let causes = self.causes();
        *vignettes = self.vignettes(&questions);
        let invariants = self.invariants();
        let file = self.content.questionnaire.as_ref()?;
        self.enter(&file.name);
        let raw = &file.value;
        self.owner.clone_from(&raw.id.at);
        if raw.schema != SCHEMA {
            self.problem(
                &raw.id,
                "schema",
                format!("this program reads schema {SCHEMA}, not {}", raw.schema),
            );
        }
        let front = self.front()?;
        self.enter(&file.name);
        self.owner.clone_from(&raw.id.at);
        Some(Questionnaire {
            id: self.bare_text(&raw.id).as_str().to_owned(),
            version: self.bare_text(&raw.version).as_str().to_owned(),
            front,
            fingerprint,
            not_a_diagnosis: self.text(&raw.not_a_diagnosis),
            closing: self.text(&raw.closing),
            levels: self.levels(raw),
            cap: Cap { most: raw.cap.most },
            sections,
            questions,
            groups,
            rules,
            causes,
            fallback: self.fallback(&raw.fallback),
            advice,
            topics,
            guards,
            sources,
            facts,
            invariants,
        })
    }

    /// What the first screen needs.
    fn front(&mut self) -> Option<Front> {
        let file = self.content.questionnaire.as_ref()?;
        self.enter(&file.name);
        let raw = &file.value;
        if raw.about.is_empty() {
            self.problem(&raw.id, "empty", "`about` says nothing".to_owned());
        }
        let generic = self.words(&raw.generic);
        Some(Front {
            status: self.bare_text(&raw.status),
            about: self.texts(&raw.about),
            places: self.places(&generic),
            generic,
        })
    }

    /// What each disposition says; each must be there exactly once.
    fn levels(&mut self, raw: &raw::Questionnaire) -> [[LevelText; 2]; 5] {
        super::Disposition::ALL.map(|level| {
            let mut found = raw.levels.iter().filter(|l| super::Disposition::from(l.level) == level);
            let first = found.next();
            if first.is_none() || found.next().is_some() {
                let message = format!("the level `{level:?}` must be described exactly once");
                self.problem(&raw.id, "levels", message);
            }
            let Some(first) = first else { return [empty_level(), empty_level()] };
            let name = self.text(&first.name);
            [&first.home, &first.waiting_room].map(|text| {
                if text.act.is_empty() {
                    self.problem(&first.name, "empty", format!("`{level:?}` says nothing to do"));
                }
                if let Some(shout) = text.shout.as_ref().filter(|_| level != super::Disposition::Emergency) {
                    let message = format!("only `Emergency` has a `shout`, not `{level:?}`");
                    self.problem(shout, "levels", message);
                }
                LevelText {
                    name: name.clone(),
                    act: self.texts(&text.act),
                    sooner: self.text(&text.sooner),
                    shout: text.shout.as_ref().map(|text| self.text(text)),
                }
            })
        })
    }

    fn places(&mut self, generic: &Words) -> Vec<Place> {
        let content = self.content;
        let mut places = Vec::new();
        for file in &content.places {
            self.enter(&file.name);
            let raw = &file.value;
            let mut words = generic.clone();
            for (word, slot) in words_of(raw).into_iter().zip(&mut words.values) {
                if let Some(word) = word {
                    self.text(word).as_str().clone_into(slot);
                }
            }
            places.push(Place { id: raw.id.text.clone(), name: self.bare_text(&raw.name), words });
        }
        places
    }

    fn words(&mut self, raw: &raw::Words) -> Words {
        let given = [
            &raw.emergency_number,
            &raw.emergency_place,
            &raw.advice_line,
            &raw.doctor,
            &raw.maternity_unit,
            &raw.mental_health_line,
            &raw.poison_line,
        ];
        Words { values: given.map(|word| self.text(word).as_str().to_owned()) }
    }

    /// The lints of the wording, and the words of `lints.ron` that they may show.
    fn lints(&mut self, parsed: &'a Parsed) {
        if !self.searches {
            return;
        }
        if let Some(file) = &parsed.lints {
            self.enter(&file.name);
            file.value.words.iter().for_each(|needed| {
                self.bare_text(&needed.means);
                self.texts(&needed.words);
            });
            file.value.banned.iter().for_each(|banned| {
                self.bare_text(&banned.reason);
                self.texts(&banned.words);
            });
        }
        self.problems.extend(lints::lint(parsed));
    }

    /// Goes to another file.
    fn enter(&mut self, file: &'a str) {
        self.file = file;
        self.owner = None;
    }

    /// Adds a problem at a word of the current file.
    fn problem(&mut self, at: &Word, rule: &'static str, message: String) {
        self.problem_at(at.at.as_ref(), rule, message, None);
    }

    fn problem_at(
        &mut self,
        at: Option<&Range<usize>>,
        rule: &'static str,
        message: String,
        help: Option<String>,
    ) {
        let at = match at.or(self.owner.as_ref()) {
            Some(at) => problem::Place::span(self.file, at),
            None => problem::Place::file(self.file),
        };
        self.problems.push(Problem { at, rule, message, help });
    }

    /// A text that is shown.
    fn text(&mut self, word: &Word) -> Text {
        if word.as_str().trim().is_empty() {
            self.problem(word, "empty", "the text is empty".to_owned());
        }
        if let Some(bad) = text::bad_placeholder(word.as_str()) {
            let message = format!("`{}` is no known placeholder", &word.as_str()[bad.clone()]);
            let help = format!("known are {{{}}}", text::PLACEHOLDERS.join("}, {"));
            let at = word.part(bad);
            self.problem_at(at.as_ref(), "placeholder", message, Some(help));
        }
        Text::new(word.as_str()).unwrap_or_else(|| {
            if let Some((byte, fault)) = fault_in(word.as_str()) {
                let length = word.as_str()[byte..].chars().next().map_or(0, char::len_utf8);
                let at = word.part(byte..byte + length);
                let help = "texts hold one paragraph of plain characters".to_owned();
                self.problem_at(at.as_ref(), "control-character", format!("{fault} in a text"), Some(help));
            }
            Text::default()
        })
    }

    /// A text that is shown as it stands, without words of a place.
    fn bare_text(&mut self, word: &Word) -> Text {
        if word.as_str().contains('{') && text::bad_placeholder(word.as_str()).is_none() {
            self.problem(word, "placeholder-here", "placeholders are not filled in here".to_owned());
        }
        self.text(word)
    }

    fn some_bare_text(&mut self, word: Option<&Word>) -> Option<Text> {
        word.map(|word| self.bare_text(word))
    }

    fn texts(&mut self, words: &[Word]) -> Vec<Text> {
        words.iter().map(|word| self.text(word)).collect()
    }

    fn some_text(&mut self, word: Option<&Word>) -> Option<Text> {
        word.map(|word| self.text(word))
    }
}

/// The numbers and words that a place can have, in the order of [`Words`].
fn words_of(raw: &raw::Place) -> [Option<&Word>; 7] {
    [
        &raw.emergency_number,
        &raw.emergency_place,
        &raw.advice_line,
        &raw.doctor,
        &raw.maternity_unit,
        &raw.mental_health_line,
        &raw.poison_line,
    ]
    .map(Option::as_ref)
}

fn empty_level() -> LevelText {
    LevelText { name: Text::default(), act: Vec::new(), sooner: Text::default(), shout: None }
}
