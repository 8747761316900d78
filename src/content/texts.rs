//! Every text that a person may read, with an id that stays the same while its words change.
//!
//! Not among them: ids, sources, names for clinicians, remarks and published figures.

use std::fmt;

use sha2::{Digest, Sha256};

use super::{disposition::Disposition, raw, word::Word};

/// Which text: its entry and the part of it, as in `question.site.prompt` or `cause.c_cramp.what.1`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TextId<'a> {
    /// The file in which the text stands.
    pub file: &'a str,
    /// From the kind of entry to the part of it; those that are not needed are empty.
    parts: [&'a str; 5],
    /// Which of several, from 1; 0 for the only one.
    n: usize,
}

impl fmt::Display for TextId<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut parts = self.parts.iter().filter(|part| !part.is_empty());
        if let Some(first) = parts.next() {
            f.write_str(first)?;
        }
        parts.try_for_each(|part| write!(f, ".{part}"))?;
        if self.n > 0 { write!(f, ".{}", self.n) } else { Ok(()) }
    }
}

/// Short hash of a text, for a translation to tell of which words it is one: the first eight hexadecimal
/// digits of SHA-256.
#[must_use]
pub fn hash_of(text: &str) -> String {
    Sha256::digest(text).iter().take(4).fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"))
}

/// What is done with each text.
type Visit<'v> = dyn FnMut(TextId<'_>, &mut Word) + 'v;

/// Goes through every text, in the order of the content.
pub fn each_text(content: &mut raw::Content, visit: &mut Visit<'_>) {
    if let Some(file) = &mut content.questionnaire {
        questionnaire(Entry::new(&file.name), &mut file.value, visit);
    }
    for file in &mut content.flow {
        let section = &mut file.value;
        Entry::new(&file.name).of("section", section.id.as_str()).one("title", &mut section.title, visit);
        steps(Entry::new(&file.name), &mut section.steps, visit);
    }
    if let Some(file) = &mut content.red_flags {
        let raw = &mut file.value;
        for rule in raw.flags.iter_mut().chain(&mut raw.floors).chain(&mut raw.escalations) {
            self::rule(Entry::new(&file.name), rule, visit);
        }
    }
    for file in &mut content.causes {
        file.value.causes.iter_mut().for_each(|cause| self::cause(Entry::new(&file.name), cause, visit));
    }
    for file in &mut content.advice {
        file.value.items.iter_mut().for_each(|item| advice(Entry::new(&file.name), item, visit));
    }
    for file in &mut content.places {
        place(Entry::new(&file.name), &mut file.value, visit);
    }
}

/// Where texts stand: a file and the first parts of their ids.
#[derive(Clone, Copy)]
struct Entry<'a> {
    file: &'a str,
    parts: [&'a str; 4],
}

impl<'a> Entry<'a> {
    const fn new(file: &'a str) -> Self {
        Self { file, parts: [""; 4] }
    }

    const fn of(self, kind: &'a str, id: &'a str) -> Self {
        Self { parts: [kind, id, "", ""], ..self }
    }

    /// A part of the entry that has texts of its own.
    const fn below(self, kind: &'a str, id: &'a str) -> Self {
        Self { parts: [self.parts[0], self.parts[1], kind, id], ..self }
    }

    fn text(self, part: &str, n: usize, word: &mut Word, visit: &mut Visit<'_>) {
        let [kind, id, below, sub] = self.parts;
        visit(TextId { file: self.file, parts: [kind, id, below, sub, part], n }, word);
    }

    fn one(self, part: &str, word: &mut Word, visit: &mut Visit<'_>) {
        self.text(part, 0, word, visit);
    }

    fn some(self, part: &str, word: &mut Option<Word>, visit: &mut Visit<'_>) {
        if let Some(word) = word {
            self.text(part, 0, word, visit);
        }
    }

    fn many(self, part: &str, words: &mut [Word], visit: &mut Visit<'_>) {
        for (word, n) in words.iter_mut().zip(1..) {
            self.text(part, n, word, visit);
        }
    }
}

fn questionnaire(at: Entry<'_>, raw: &mut raw::Questionnaire, visit: &mut Visit<'_>) {
    at.one("status", &mut raw.status, visit);
    at.many("about", &mut raw.about, visit);
    at.one("not_a_diagnosis", &mut raw.not_a_diagnosis, visit);
    at.one("closing", &mut raw.closing, visit);
    for level in &mut raw.levels {
        let at = at.of("level", Disposition::from(level.level).id());
        at.one("name", &mut level.name, visit);
        for (setting, said) in [("home", &mut level.home), ("waiting_room", &mut level.waiting_room)] {
            let at = at.below(setting, "");
            at.many("act", &mut said.act, visit);
            at.one("sooner", &mut said.sooner, visit);
            at.some("shout", &mut said.shout, visit);
        }
    }
    let (at, words) = (at.of("generic", ""), &mut raw.generic);
    at.one("emergency_number", &mut words.emergency_number, visit);
    at.one("emergency_place", &mut words.emergency_place, visit);
    at.one("advice_line", &mut words.advice_line, visit);
    at.one("doctor", &mut words.doctor, visit);
    at.one("maternity_unit", &mut words.maternity_unit, visit);
    at.one("mental_health_line", &mut words.mental_health_line, visit);
    at.one("poison_line", &mut words.poison_line, visit);
}

fn steps(at: Entry<'_>, raw: &mut [raw::Step], visit: &mut Visit<'_>) {
    for step in raw {
        match step {
            raw::Step::Ask(question) => self::question(at, question, visit),
            raw::Step::When { steps, .. } => self::steps(at, steps, visit),
        }
    }
}

fn question(at: Entry<'_>, raw: &mut raw::Question, visit: &mut Visit<'_>) {
    let at = at.of("question", raw.id.as_str());
    at.one("prompt", &mut raw.prompt, visit);
    at.some("help", &mut raw.help, visit);
    at.some("help_waiting_room", &mut raw.help_waiting_room, visit);
    at.one("why", &mut raw.why, visit);
    if let Some(raw::Slip::Everywhere(label) | raw::Slip::AtHome(label)) = &mut raw.slip {
        at.one("slip", label, visit);
    }
    match &mut raw.answer {
        raw::AnswerKind::One { options } | raw::AnswerKind::Many { options, .. } => {
            for option in options {
                let at = at.below("option", option.id.as_str());
                at.one("text", &mut option.text, visit);
                at.some("hint", &mut option.hint, visit);
            }
        }
        raw::AnswerKind::Scale { low, high, .. } => {
            at.one("low", low, visit);
            at.one("high", high, visit);
        }
        raw::AnswerKind::Number { unit, .. } => at.one("unit", unit, visit),
    }
}

fn rule(at: Entry<'_>, raw: &mut raw::Flag, visit: &mut Visit<'_>) {
    let at = at.of("rule", raw.id.as_str());
    at.one("reason", &mut raw.reason, visit);
    at.some("sign", &mut raw.sign, visit);
    at.some("home", &mut raw.home, visit);
    at.some("tell_staff", &mut raw.tell_staff, visit);
}

fn cause(at: Entry<'_>, raw: &mut raw::Cause, visit: &mut Visit<'_>) {
    let at = at.of("cause", raw.id.as_str());
    at.one("name", &mut raw.name, visit);
    at.many("what", &mut raw.what, visit);
    at.many("not_asked", &mut raw.not_asked, visit);
    at.one("see", &mut raw.see, visit);
    at.some("caveat", &mut raw.caveat, visit);
}

fn advice(at: Entry<'_>, raw: &mut raw::AdviceItem, visit: &mut Visit<'_>) {
    let at = at.of("advice", raw.id.as_str());
    at.some("title", &mut raw.title, visit);
    at.one("text", &mut raw.text, visit);
    for (instead, n) in raw.instead.iter_mut().zip(1..) {
        at.text("instead", n, &mut instead.text, visit);
    }
}

fn place(at: Entry<'_>, raw: &mut raw::Place, visit: &mut Visit<'_>) {
    let at = at.of("place", raw.id.as_str());
    at.one("name", &mut raw.name, visit);
    at.some("emergency_number", &mut raw.emergency_number, visit);
    at.some("emergency_place", &mut raw.emergency_place, visit);
    at.some("advice_line", &mut raw.advice_line, visit);
    at.some("doctor", &mut raw.doctor, visit);
    at.some("maternity_unit", &mut raw.maternity_unit, visit);
    at.some("mental_health_line", &mut raw.mental_health_line, visit);
    at.some("poison_line", &mut raw.poison_line, visit);
}
