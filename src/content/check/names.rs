//! Every id of the content, who owns it, and the nearest right one for a wrong one.

use std::collections::{HashMap, HashSet, hash_map::Entry};

use super::super::{
    condition::Atom,
    model::{AdviceIx, CauseIx, FactIx, GroupIx, OptionIx, QuestionIx, RuleIx, SourceIx, TopicIx},
    parse::Parsed,
    problem::{Place, Problem},
    raw,
    text::fault_in,
    word::Word,
};

/// Least similarity at which a name is offered as what was meant.
const NEAR: f64 = 0.7;

/// Longest name, in bytes, for which the nearest one is looked for.
const LONGEST_GUESS: usize = 100;

/// The nearest is looked for among names up to this many.
const MOST_NAMES: usize = 2_000;

/// What an option id stands for.
#[derive(Debug, Clone, Copy)]
pub(super) enum OptionName {
    /// One option, or one skip.
    Is(Atom),
    /// An exclusive option such as `none` that several questions have.
    Shared,
}

/// All names.
#[derive(Default)]
pub(super) struct Names<'a> {
    pub(super) sections: HashMap<&'a str, usize>,
    pub(super) questions: HashMap<&'a str, QuestionIx>,
    pub(super) options: HashMap<&'a str, OptionName>,
    pub(super) groups: HashMap<&'a str, GroupIx>,
    pub(super) rules: HashMap<&'a str, RuleIx>,
    pub(super) causes: HashMap<&'a str, CauseIx>,
    pub(super) advice: HashMap<&'a str, (AdviceIx, raw::AdviceKind)>,
    pub(super) topics: HashMap<&'a str, TopicIx>,
    pub(super) sources: HashMap<&'a str, SourceIx>,
    pub(super) places: HashMap<&'a str, usize>,
    pub(super) facts: HashMap<&'a str, FactIx>,
    /// Ids that stand in files which could not be read.
    pub(super) unread_ids: HashSet<&'a str>,
    /// Whether a file could not be read, so that what seems missing may stand in it.
    pub(super) unread: bool,
    /// The questions in the order of the flow.
    pub(super) order: Vec<&'a raw::Question>,
}

/// Registers ids of one kind and reports those that stand twice.
struct Registrar<'a> {
    problems: Vec<Problem>,
    file: &'a str,
}

impl<'a> Registrar<'a> {
    fn add<V>(&mut self, what: &str, names: &mut HashMap<&'a str, V>, word: &'a Word, value: V) {
        self.well_formed(what, word);
        match names.entry(word.as_str()) {
            Entry::Vacant(entry) => {
                entry.insert(value);
            }
            Entry::Occupied(_) => self.twice(what, word),
        }
    }

    fn twice(&mut self, what: &str, word: &Word) {
        self.push(word, "duplicate-id", format!("the {what} `{}` stands here a second time", word.as_str()));
    }

    fn well_formed(&mut self, what: &str, word: &Word) {
        let id = word.as_str();
        let plain = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
        if id.is_empty() || !id.chars().all(plain) {
            let shown: String = id.chars().filter(|c| fault_in(&c.to_string()).is_none()).collect();
            let message = format!("`{shown}` cannot be the id of a {what}");
            self.push(word, "id-form", message);
        }
    }

    fn push(&mut self, word: &Word, rule: &'static str, message: String) {
        let at = match &word.at {
            Some(at) => Place::span(self.file, at),
            None => Place::file(self.file),
        };
        let help = (rule == "id-form").then(|| "ids are made of letters, digits, `_` and `-`".to_owned());
        self.problems.push(Problem { at, rule, message, help });
    }
}

impl<'a> Names<'a> {
    /// Registers every id and returns those that stand twice or are no ids.
    pub(super) fn register(&mut self, parsed: &'a Parsed) -> Vec<Problem> {
        let content = &parsed.content;
        self.unread_ids = parsed.unread_ids.iter().map(String::as_str).collect();
        self.unread = parsed.unread;
        let mut registrar = Registrar { problems: Vec::new(), file: "" };
        self.register_flow(content, &mut registrar);
        self.register_rules(content, &mut registrar);
        self.register_knowledge(content, &mut registrar);
        register_vignettes(&parsed.vignettes, &mut registrar);
        if let Some(file) = &parsed.invariants {
            register_invariants(file, &mut registrar);
        }
        registrar.problems
    }

    fn register_flow(&mut self, content: &'a raw::Content, registrar: &mut Registrar<'a>) {
        let wanted: Vec<&str> =
            content.questionnaire.iter().flat_map(|file| file.value.flow.iter().map(Word::as_str)).collect();
        let place_of = |id: &str| wanted.iter().position(|w| *w == id).unwrap_or(usize::MAX);
        let mut files: Vec<_> = content.flow.iter().collect();
        files.sort_by_cached_key(|file| place_of(file.value.id.as_str()));
        for (ix, file) in files.into_iter().enumerate() {
            registrar.file = &file.name;
            registrar.add("section", &mut self.sections, &file.value.id, ix);
            self.register_steps(&file.value.steps, registrar);
        }
    }

    fn register_steps(&mut self, steps: &'a [raw::Step], registrar: &mut Registrar<'a>) {
        for step in steps {
            match step {
                raw::Step::Ask(question) => self.register_question(question, registrar),
                raw::Step::When { steps, .. } => self.register_steps(steps, registrar),
            }
        }
    }

    fn register_question(&mut self, question: &'a raw::Question, registrar: &mut Registrar<'a>) {
        let ix = QuestionIx::new(self.order.len());
        registrar.add("question", &mut self.questions, &question.id, ix);
        self.order.push(question);
        if let raw::Skip::As(id) = &question.skip {
            registrar.add("option", &mut self.options, id, OptionName::Is(Atom::Skipped(ix)));
        }
        let (options, exclusive): (&[raw::AnswerOption], &[Word]) = match &question.answer {
            raw::AnswerKind::One { options } => (options, &[]),
            raw::AnswerKind::Many { options, exclusive, .. } => (options, exclusive),
            raw::AnswerKind::Scale { .. } | raw::AnswerKind::Number { .. } => (&[], &[]),
        };
        for (n, option) in options.iter().enumerate() {
            let shareable = exclusive.iter().any(|word| word.as_str() == option.id.as_str());
            let own = options[..n].iter().any(|other| other.id.as_str() == option.id.as_str());
            let atom = OptionName::Is(Atom::Chosen(ix, OptionIx::new(n)));
            match self.options.entry(option.id.as_str()) {
                Entry::Occupied(mut entry) if shareable && !own => {
                    entry.insert(OptionName::Shared);
                }
                Entry::Occupied(_) => registrar.twice("option", &option.id),
                Entry::Vacant(entry) => {
                    entry.insert(atom);
                    registrar.well_formed("option", &option.id);
                }
            }
        }
    }

    fn register_rules(&mut self, content: &'a raw::Content, registrar: &mut Registrar<'a>) {
        let Some(file) = &content.red_flags else { return };
        registrar.file = &file.name;
        for (n, group) in file.value.groups.iter().enumerate() {
            registrar.add("group", &mut self.groups, &group.id, GroupIx::new(n));
        }
        let rules = file.value.flags.iter().chain(&file.value.floors).chain(&file.value.escalations);
        for (n, rule) in rules.enumerate() {
            registrar.add("red flag", &mut self.rules, &rule.id, RuleIx::new(n));
        }
    }

    fn register_knowledge(&mut self, content: &'a raw::Content, registrar: &mut Registrar<'a>) {
        let mut n_causes = 0;
        for file in &content.causes {
            registrar.file = &file.name;
            for cause in &file.value.causes {
                registrar.add("cause", &mut self.causes, &cause.id, CauseIx::new(n_causes));
                n_causes += 1;
            }
        }
        let mut n_advice = 0;
        for file in &content.advice {
            registrar.file = &file.name;
            for item in &file.value.items {
                let value = (AdviceIx::new(n_advice), file.value.kind);
                registrar.add("advice", &mut self.advice, &item.id, value);
                n_advice += 1;
            }
        }
        if let Some(file) = &content.guards {
            registrar.file = &file.name;
            for (n, topic) in file.value.topics.iter().enumerate() {
                registrar.add("topic", &mut self.topics, topic, TopicIx::new(n));
            }
            let mut guards = HashMap::new();
            for (n, guard) in file.value.guards.iter().enumerate() {
                registrar.add("guard", &mut guards, &guard.id, n);
            }
        }
        if let Some(file) = &content.sources {
            registrar.file = &file.name;
            for (n, source) in file.value.sources.iter().enumerate() {
                registrar.add("source", &mut self.sources, &source.id, SourceIx::new(n));
            }
        }
        if let Some(file) = &content.facts {
            registrar.file = &file.name;
            for (n, fact) in file.value.facts.iter().enumerate() {
                registrar.add("fact", &mut self.facts, &fact.id, FactIx::new(n));
            }
        }
        for (n, file) in content.places.iter().enumerate() {
            registrar.file = &file.name;
            registrar.add("place", &mut self.places, &file.value.id, n);
        }
    }
}

fn register_vignettes<'a>(files: &'a [raw::File<raw::Vignettes>], registrar: &mut Registrar<'a>) {
    let mut vignettes = HashMap::new();
    for (n, file) in files.iter().enumerate() {
        registrar.file = &file.name;
        for vignette in &file.value.vignettes {
            registrar.add("vignette", &mut vignettes, &vignette.id, n);
        }
    }
}

fn register_invariants<'a>(file: &'a raw::File<raw::Invariants>, registrar: &mut Registrar<'a>) {
    let mut invariants = HashMap::new();
    registrar.file = &file.name;
    for (n, invariant) in file.value.invariants.iter().enumerate() {
        registrar.add("invariant", &mut invariants, &invariant.id, n);
    }
}

/// The name nearest to a wrong one, if any is near.
#[must_use]
pub fn nearest<'n>(wrong: &str, known: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    if wrong.len() > LONGEST_GUESS {
        return None;
    }
    let known: Vec<&str> = known.take(MOST_NAMES + 1).collect();
    if known.len() > MOST_NAMES {
        return None;
    }
    known
        .into_iter()
        .filter(|name| name.len() <= LONGEST_GUESS)
        .map(|name| (strsim::normalized_damerau_levenshtein(wrong, name), name))
        .filter(|(score, _)| *score >= NEAR)
        .max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.cmp(a.1)))
        .map(|(_, name)| name)
}
