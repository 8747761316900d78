//! Statements about every session.

use super::super::{
    condition::{Atom, Condition},
    model::{Holds, Invariant, OptionIx, QuestionIx},
    raw,
    word::Word,
};
use super::{Checker, conditions::Scope, names::OptionName, stated};

impl Checker<'_> {
    pub(super) fn invariants(&mut self) -> Vec<Invariant> {
        let Some(file) = self.invariants else { return Vec::new() };
        self.enter(&file.name);
        file.value.invariants.iter().map(|raw| self.invariant(raw)).collect()
    }

    fn invariant(&mut self, raw: &raw::Invariant) -> Invariant {
        self.owner.clone_from(&raw.id.at);
        self.some_bare_text(raw.note.as_ref());
        Invariant {
            id: raw.id.text.clone(),
            rules: raw.rules.iter().map(|rule| self.bare_text(rule).as_str().to_owned()).collect(),
            says: self.bare_text(&raw.says),
            holds: self.holds(raw),
        }
    }

    fn holds(&mut self, raw: &raw::Invariant) -> Holds {
        let at_end = matches!(raw.holds, raw::Holds::AtEnd(_) | raw::Holds::IfAtEnd { .. });
        match &raw.holds {
            raw::Holds::Always(then) | raw::Holds::AtEnd(then) => {
                Holds::If { when: None, then: self.any_condition(then, Scope::INVARIANT), at_end }
            }
            raw::Holds::If { when, then } | raw::Holds::IfAtEnd { when, then } => Holds::If {
                when: Some(self.any_condition(when, Scope::INVARIANT)),
                then: self.any_condition(then, Scope::INVARIANT),
                at_end,
            },
            raw::Holds::NeverLowers { options, apart_from, given } => Holds::NeverLowers {
                options: self.option_list(&raw.id, options),
                apart_from: self.rule_list(apart_from),
                given: self.given(given.as_ref()),
            },
            raw::Holds::NeverMatters(words) => Holds::NeverMatters(self.option_list(&raw.id, words)),
            raw::Holds::Rising { options, apart_from, given } => {
                let given = self.given(given.as_ref());
                self.rising(&raw.id, options, apart_from, given)
            }
            raw::Holds::Before { questions, before } => self.stands_before(&raw.id, questions, before),
            raw::Holds::Danger(questions) => self.just_these(&raw.id, questions, &stated::DANGER),
            raw::Holds::NeverSkipped(questions) => {
                self.just_these(&raw.id, questions, &stated::NEVER_SKIPPED)
            }
            raw::Holds::Touches { topic, by, hidden_by } => self.topic(&raw.id, topic, by, hidden_by),
        }
    }

    /// What the answers before a change have to be like; the level cannot stand there.
    fn given(&mut self, raw: Option<&raw::Condition>) -> Option<Condition> {
        raw.map(|condition| self.any_condition(condition, Scope::ALL))
    }

    fn rising(
        &mut self,
        id: &Word,
        options: &[Word],
        apart_from: &[Word],
        given: Option<Condition>,
    ) -> Holds {
        let named = self.option_list(id, options);
        let question = named.first().map_or(QuestionIx::new(0), |(question, _)| *question);
        // Options without a question here are told of, or stand in a file that cannot be read.
        if options.len() < 2 || named.iter().any(|(other, _)| *other != question) {
            let message = format!("`{}` needs two or more options of one question", id.as_str());
            self.problem(id, "rising", message);
        }
        Holds::Rising {
            question,
            options: named.into_iter().map(|(_, option)| option).collect(),
            apart_from: self.rule_list(apart_from),
            given,
        }
    }

    fn option_list(&mut self, id: &Word, words: &[Word]) -> Vec<(QuestionIx, OptionIx)> {
        if words.is_empty() {
            self.problem(id, "empty", format!("`{}` names no option", id.as_str()));
        }
        let mut list = Vec::with_capacity(words.len());
        for word in words {
            list.extend(self.option_of(word));
        }
        list
    }

    /// An option by name.
    pub(super) fn option_of(&mut self, word: &Word) -> Option<(QuestionIx, OptionIx)> {
        if let OptionName::Is(Atom::Chosen(question, option)) = self.option_named(word)? {
            return Some((question, option));
        }
        let message = format!("`{}` is no option of one question", word.as_str());
        self.problem(word, "shared-option", message);
        None
    }
}
