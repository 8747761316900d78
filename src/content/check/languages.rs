//! Translations: what cannot be a translation of a text of this content. What is missing or out of date is
//! no fault; [`language`](super::super::language) tells it.

use std::collections::{BTreeSet, HashMap};

use super::{
    super::{
        parse::Parsed,
        problem::{Place, Problem},
        raw,
        text::fault_in,
        texts::{each_text, hash_of},
        translation::INTERFACE,
        word::Word,
    },
    names::nearest,
};

/// Longest text of an option in a translation, in characters. Other languages need more than English.
const LONGEST_OPTION: usize = 90;

/// Nearest ids are looked for this often; a hostile file must not cost minutes.
const MOST_GUESSES: usize = 100;

/// Collects faults.
struct Languages<'a> {
    /// English texts by id.
    english: HashMap<String, String>,
    /// Whether ids of the interface are known here; the build does not know them.
    knows_interface: bool,
    /// Whether a file of the content could not be read, so that ids may be missing.
    unread: bool,
    problems: Vec<Problem>,
    file: &'a str,
    n_guessed: usize,
}

/// Everything that is wrong with the translations.
pub(super) fn faults(parsed: &Parsed) -> Vec<Problem> {
    if parsed.languages.is_empty() {
        return Vec::new();
    }
    let mut english: HashMap<String, String> = parsed.interface.iter().cloned().collect();
    each_text(&mut parsed.content.clone(), &mut |id, word| {
        english.insert(id.to_string(), word.text.clone());
    });
    let mut languages = Languages {
        english,
        knows_interface: !parsed.interface.is_empty(),
        unread: parsed.unread,
        problems: Vec::new(),
        file: "",
        n_guessed: 0,
    };
    let mut names: HashMap<&str, &str> = HashMap::new();
    let mut seen: HashMap<(&str, &str), &str> = HashMap::new();
    for file in &parsed.languages {
        languages.file = &file.name;
        let raw = &file.value;
        languages.header(raw, &mut names);
        for text in &raw.texts {
            if let Some(other) = seen.insert((raw.id.as_str(), text.id.as_str()), &file.name) {
                let message = format!("`{}` is translated a second time", harmless(&text.id));
                let help = (other != file.name).then(|| format!("the first stands in {other}"));
                languages.problem(&text.id, "duplicate-text", message, help);
            }
            languages.text(text);
        }
    }
    languages.problems
}

impl<'a> Languages<'a> {
    fn problem(&mut self, at: &Word, rule: &'static str, message: String, help: Option<String>) {
        let at = at.at.as_ref().map_or_else(|| Place::file(self.file), |at| Place::span(self.file, at));
        self.problems.push(Problem { at, rule, message, help });
    }

    fn header(&mut self, raw: &'a raw::Language, names: &mut HashMap<&'a str, &'a str>) {
        let (id, name) = (raw.id.as_str(), raw.name.as_str());
        let plain =
            |part: &str| !part.is_empty() && part.bytes().all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9'));
        if id == "en" || id == super::super::PSEUDO || !id.split('-').all(plain) {
            let message = format!("`{}` cannot be the id of a language", harmless(&raw.id));
            let help = "ids are made of small letters and digits, as in `es` or `pt-br`; English is built in";
            self.problem(&raw.id, "language-id", message, Some(help.to_owned()));
        } else if !is_for(self.file, id) {
            let message = format!("the file is not the place of the language `{id}`");
            let help = format!("texts of `{id}` stand in lang/{id}.ron or in the folder lang/{id}");
            self.problem(&raw.id, "language-id", message, Some(help));
        }
        let first = *names.entry(id).or_insert(name);
        if name.trim().is_empty() || name.contains('{') {
            let help = "give the name in the language itself, as in `Español`".to_owned();
            self.problem(&raw.name, "language-name", "the language has no name".to_owned(), Some(help));
        } else if first != name {
            let message = "the language has another name in another file".to_owned();
            self.problem(&raw.name, "language-name", message, None);
        }
        self.characters(&raw.name);
    }

    fn text(&mut self, raw: &raw::Translated) {
        self.characters(&raw.text);
        let id = raw.id.as_str();
        let Some(english) = self.english.get(id) else {
            let of_interface = id.starts_with(INTERFACE) && !self.knows_interface;
            if !of_interface && !self.unread {
                let message = format!("there is no text `{}`", harmless(&raw.id));
                let help = self.guess(id).map(|near| format!("did you mean `{near}`?"));
                self.problem(&raw.id, "unknown-text", message, help);
            }
            return;
        };
        let text = raw.text.as_str();
        // What is out of date is not shown, and need not fit the words of today.
        if text.is_empty() || raw.of.as_str() != hash_of(english) {
            return;
        }
        let [wanted, given] = [placeholders(english), placeholders(text)];
        let fault = if text.trim().is_empty() {
            Some((
                "empty",
                "the translation is blank".to_owned(),
                "leave it empty, or translate it".to_owned(),
            ))
        } else if let Some(missing) = wanted.difference(&given).next() {
            let help = "names in braces stand in every language as they stand in English".to_owned();
            Some(("placeholder", format!("`{missing}` is missing"), help))
        } else if let Some(extra) = given.difference(&wanted).next() {
            // It may hold what must not drive a terminal.
            let extra: String = extra.chars().filter(|c| fault_in(&c.to_string()).is_none()).collect();
            let help = "names in braces stand in every language as they stand in English".to_owned();
            Some(("placeholder", format!("`{extra}` is not in the English text"), help))
        } else if is_option(id) && text.chars().count() > LONGEST_OPTION {
            let help =
                format!("the text of an option has at most {LONGEST_OPTION} characters in a translation");
            Some(("option-length", "the text of the option is too long".to_owned(), help))
        } else {
            None
        };
        if let Some((rule, message, help)) = fault {
            self.problem(&raw.text, rule, message, Some(help));
        }
    }

    fn characters(&mut self, word: &Word) {
        if let Some((byte, fault)) = fault_in(word.as_str()) {
            let length = word.as_str()[byte..].chars().next().map_or(0, char::len_utf8);
            let at = word.part(byte..byte + length);
            let help = Some("texts hold one paragraph of plain characters".to_owned());
            let at = at.map_or_else(|| Place::file(self.file), |at| Place::span(self.file, &at));
            let message = format!("{fault} in a text");
            self.problems.push(Problem { at, rule: "control-character", message, help });
        }
    }

    fn guess(&mut self, id: &str) -> Option<String> {
        if self.n_guessed == MOST_GUESSES {
            return None;
        }
        self.n_guessed += 1;
        nearest(id, self.english.keys().map(String::as_str)).map(str::to_owned)
    }
}

/// Whether a file may hold texts of a language: `lang/es.ron`, `lang/es/flow.ron`.
fn is_for(file: &str, id: &str) -> bool {
    let below = file.strip_prefix("lang/").and_then(|below| below.strip_prefix(id));
    below.is_some_and(|rest| rest == ".ron" || rest.starts_with('/'))
}

fn is_option(id: &str) -> bool {
    id.starts_with("question.") && id.contains(".option.") && id.rsplit('.').next() == Some("text")
}

/// What stands in braces, braces included, and every brace that has no partner.
fn placeholders(text: &str) -> BTreeSet<&str> {
    let mut found = BTreeSet::new();
    let mut rest = text;
    while let Some(at) = rest.find(['{', '}']) {
        let end = rest[at + 1..].find(['{', '}']).map(|end| at + 1 + end);
        let pair = end.filter(|end| rest[at..].starts_with('{') && rest[*end..].starts_with('}'));
        let last = pair.unwrap_or(at);
        found.insert(&rest[at..=last]);
        rest = &rest[last + 1..];
    }
    found
}

/// An id as far as it can be shown.
fn harmless(word: &Word) -> String {
    word.as_str().chars().filter(|c| fault_in(&c.to_string()).is_none()).take(100).collect()
}
