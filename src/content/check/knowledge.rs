//! Causes, advice, guards, sources and their facts.

use super::super::{
    GENERAL_TOPIC,
    condition::{Atom, Condition},
    model::{
        Advice, AdviceIx, Cause, Fact, FactIx, Fallback, Finding, Guard, Instead, Source, SourceIx, ToldSign,
        TopicIx,
    },
    raw::{self, AdviceKind},
    word::Word,
};
use super::{Checker, conditions::Scope};

/// The most topics that a [`TopicIx`] can tell apart.
const MOST_TOPICS: usize = 256;

impl Checker<'_> {
    pub(super) fn sources(&mut self) -> Vec<Source> {
        let content = self.content;
        let Some(file) = &content.sources else { return Vec::new() };
        self.enter(&file.name);
        file.value
            .sources
            .iter()
            .map(|raw| {
                self.some_text(raw.remark.as_ref());
                Source {
                    id: raw.id.text.clone(),
                    title: self.bare_text(&raw.title),
                    by: self.bare_text(&raw.by),
                    year: self.bare_text(&raw.year),
                    link: self.some_bare_text(raw.link.as_ref()),
                    names: self.named_sources(&raw.names),
                    seen: raw.seen,
                    seeds: self.seed_list(&raw.seeds),
                }
            })
            .collect()
    }

    pub(super) fn facts(&mut self) -> Vec<Fact> {
        let content = self.content;
        let Some(file) = &content.facts else { return Vec::new() };
        self.enter(&file.name);
        let mut facts = Vec::with_capacity(file.value.facts.len());
        for raw in &file.value.facts {
            let about = self.bare_text(&raw.about);
            if let Some(document) = self.source_named(&raw.document) {
                facts.push(Fact { id: raw.id.text.clone(), document, about });
            }
        }
        facts
    }

    /// Facts by name.
    pub(super) fn seed_list(&mut self, words: &[Word]) -> Vec<FactIx> {
        words.iter().filter_map(|word| self.fact_named(word)).collect()
    }

    /// Sources by name; a statement without one is a problem.
    pub(super) fn source_list(&mut self, owner: &Word, words: &[Word]) -> Vec<SourceIx> {
        if words.is_empty() {
            self.problem(owner, "no-source", format!("`{}` has no source", owner.as_str()));
        }
        self.named_sources(words)
    }

    /// Sources by name.
    fn named_sources(&mut self, words: &[Word]) -> Vec<SourceIx> {
        words.iter().filter_map(|word| self.source_named(word)).collect()
    }

    pub(super) fn causes(&mut self) -> Vec<Cause> {
        let content = self.content;
        let mut causes = Vec::new();
        for file in &content.causes {
            self.enter(&file.name);
            for raw in &file.value.causes {
                let cause = self.cause(raw);
                causes.push(cause);
            }
        }
        causes
    }

    fn cause(&mut self, raw: &raw::Cause) -> Cause {
        self.owner.clone_from(&raw.id.at);
        self.texts(&raw.background);
        if raw.what.is_empty() {
            self.problem(&raw.id, "empty", format!("`{}` does not say what it is", raw.id.as_str()));
        }
        Cause {
            id: raw.id.text.clone(),
            name: self.text(&raw.name),
            clinical: self.text(&raw.clinical),
            show: raw.show,
            needs: self.any_condition(&raw.needs, Scope::ALL),
            what: self.texts(&raw.what),
            fits: self.findings(&raw.fits),
            against: self.findings(&raw.against),
            not_asked: raw.not_asked.iter().map(|word| self.bare_text(word)).collect(),
            self_care: self.advice_list(&raw.self_care, AdviceKind::SelfCare),
            see: self.text(&raw.see),
            urgent: self.rule_list(&raw.urgent),
            tests: self.advice_list(&raw.tests, AdviceKind::Test),
            treatments: self.advice_list(&raw.treatments, AdviceKind::Treatment),
            prevention: self.advice_list(&raw.prevention, AdviceKind::Prevention),
            caveat: self.some_text(raw.caveat.as_ref()),
            sources: self.source_list(&raw.id, &raw.sources),
            seeds: self.seed_list(&raw.seeds),
        }
    }

    fn findings(&mut self, raw: &[raw::Finding]) -> Vec<Finding> {
        raw.iter()
            .map(|finding| {
                self.some_text(finding.figure.as_ref());
                Finding { is: self.any_condition(&finding.is, Scope::ALL), weight: finding.weight }
            })
            .collect()
    }

    fn advice_list(&mut self, words: &[Word], kind: AdviceKind) -> Vec<AdviceIx> {
        let mut list = Vec::with_capacity(words.len());
        for word in words {
            match self.advice_named(word) {
                Some((ix, found)) if found == kind => list.push(ix),
                Some((_, found)) => {
                    let message = format!("`{}` is of the kind {found:?}, not {kind:?}", word.as_str());
                    self.problem(word, "wrong-kind", message);
                }
                None => {}
            }
        }
        list
    }

    pub(super) fn fallback(&mut self, raw: &[raw::Fallback]) -> Vec<Fallback> {
        let mut list = Vec::with_capacity(raw.len());
        for fallback in raw {
            let when = self.any_condition(&fallback.when, Scope::ALL);
            if let Some(cause) = self.cause_named(&fallback.cause) {
                list.push(Fallback { when, cause });
            }
        }
        list
    }

    pub(super) fn advice(&mut self) -> Vec<Advice> {
        let content = self.content;
        let mut advice = Vec::new();
        for file in &content.advice {
            self.enter(&file.name);
            for raw in &file.value.items {
                let item = self.advice_item(raw, file.value.kind);
                advice.push(item);
            }
        }
        advice
    }

    fn advice_item(&mut self, raw: &raw::AdviceItem, kind: AdviceKind) -> Advice {
        self.owner.clone_from(&raw.id.at);
        self.texts(&raw.background);
        Advice {
            id: raw.id.text.clone(),
            kind,
            title: self.some_text(raw.title.as_ref()),
            text: self.text(&raw.text),
            instead: raw
                .instead
                .iter()
                .map(|other| Instead {
                    when: self.any_condition(&other.when, Scope::ADVICE),
                    text: self.text(&other.text),
                    tells: self.told(&other.tells),
                })
                .collect(),
            when: raw.when.as_ref().map(|when| self.any_condition(when, Scope::ADVICE)),
            hide: raw.hide.as_ref().map(|hide| self.any_condition(hide, Scope::ADVICE)),
            tells: self.told(&raw.tells),
            touches: self.topic_list(&raw.touches),
            trust: raw.trust,
            sources: self.source_list(&raw.id, &raw.sources),
            seeds: self.seed_list(&raw.seeds),
        }
    }

    /// Signs by name.
    fn told(&mut self, raw: &[raw::Told]) -> Vec<ToldSign> {
        let mut signs = Vec::new();
        for (level, word) in raw.iter().flat_map(|told| told.options.iter().map(|word| (told.level, word))) {
            match self.chosen(word, Scope::ALL) {
                Condition::Atom(Atom::Chosen(question, option)) => {
                    signs.push(ToldSign { level: level.into(), question, option });
                }
                Condition::Atom(Atom::Skipped(_)) => {
                    self.problem(word, "wrong-kind", format!("`{}` is a skip, no sign", word.as_str()));
                }
                // It has been told what is wrong with it.
                _ => {}
            }
        }
        signs
    }

    pub(super) fn guards(&mut self) -> (Vec<String>, Vec<Guard>) {
        let content = self.content;
        let Some(file) = &content.guards else { return (Vec::new(), Vec::new()) };
        self.enter(&file.name);
        let topics: Vec<String> = file.value.topics.iter().map(|word| word.text.clone()).collect();
        if let Some(past) = file.value.topics.get(MOST_TOPICS) {
            self.problem(past, "too-many-topics", format!("more than {MOST_TOPICS} topics"));
        }
        if !topics.iter().any(|topic| topic == GENERAL_TOPIC) {
            let message = format!("the topic `{GENERAL_TOPIC}` is missing");
            let help = "guards that hide it also hide how to care in the texts of causes".to_owned();
            let at = file.value.topics.first().and_then(|word| word.at.clone());
            self.problem_at(at.as_ref(), "missing-topic", message, Some(help));
        }
        let guards = file
            .value
            .guards
            .iter()
            .map(|raw| {
                self.owner.clone_from(&raw.id.at);
                if raw.hides.is_empty() {
                    let message = format!("the guard `{}` hides nothing", raw.id.as_str());
                    self.problem(&raw.id, "empty", message);
                }
                Guard {
                    id: raw.id.text.clone(),
                    when: self.any_condition(&raw.when, Scope::ADVICE),
                    hides: self.topic_list(&raw.hides),
                }
            })
            .collect();
        (topics, guards)
    }

    fn topic_list(&mut self, words: &[Word]) -> Vec<TopicIx> {
        words.iter().filter_map(|word| self.topic_named(word)).collect()
    }
}
