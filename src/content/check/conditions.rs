//! Conditions: names into positions, and what each kind of condition may look at.

use super::super::{
    condition::{Atom, Condition},
    model::{Group, GroupIx, QuestionIx, RuleIx, TextSet},
    raw,
    word::Word,
};
use super::{Checker, names::OptionName};

/// What a condition may look at.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scope {
    /// Only questions before this one.
    pub(super) before: Option<QuestionIx>,
    /// Only this many rules, from the first; none at all, if absent.
    pub(super) rules: Option<usize>,
    /// Only this many groups, from the first.
    pub(super) groups: usize,
    /// Whether it may look at the disposition.
    pub(super) level: bool,
    /// Whether it may look at what is asked and shown.
    pub(super) shown: bool,
}

impl Scope {
    /// Everything but the disposition.
    pub(super) const ALL: Self =
        Self { before: None, rules: Some(usize::MAX), groups: usize::MAX, level: false, shown: false };
    /// Everything but what is asked and shown.
    pub(super) const ADVICE: Self = Self { level: true, ..Self::ALL };
    /// Everything.
    pub(super) const INVARIANT: Self = Self { shown: true, ..Self::ADVICE };
}

impl Checker<'_> {
    /// Resolves a condition; a name that cannot stand where it stands is a problem.
    pub(super) fn condition(&mut self, raw: &raw::Condition, scope: Scope, groups: &[Group]) -> Condition {
        match raw {
            raw::Condition::Chosen(id) => self.chosen(id, scope),
            raw::Condition::AtLeast(id, least) => self.at_least(id, *least, scope),
            raw::Condition::Group(id) => self.group(id, scope, groups),
            raw::Condition::Flag(id) => self.flag(id, scope),
            raw::Condition::Level(level) => {
                if !scope.level {
                    let message = "only advice, guards and invariants may look at the level".to_owned();
                    self.problem_at(None, "level-here", message, None);
                }
                Condition::Atom(Atom::Level((*level).into()))
            }
            raw::Condition::In(setting) => Condition::Atom(Atom::In((*setting).into())),
            raw::Condition::Asked(id)
            | raw::Condition::Shown(id)
            | raw::Condition::Touched(id)
            | raw::Condition::Named(id) => self.shown(raw, id, scope),
            raw::Condition::Offered(id) => self.offered(id, scope),
            raw::Condition::Says(id, words) => self.says(id, words, scope),
            raw::Condition::All(parts) => Condition::All(self.parts(parts, scope, groups)),
            raw::Condition::Any(parts) => Condition::Any(self.parts(parts, scope, groups)),
            raw::Condition::Not(part) => Condition::Not(Box::new(self.condition(part, scope, groups))),
        }
    }

    fn parts(&mut self, parts: &[raw::Condition], scope: Scope, groups: &[Group]) -> Vec<Condition> {
        parts.iter().map(|part| self.condition(part, scope, groups)).collect()
    }

    pub(super) fn chosen(&mut self, id: &Word, scope: Scope) -> Condition {
        match self.option_named(id) {
            Some(OptionName::Is(atom)) => {
                self.looks_back(id, &format!("`{}`", id.as_str()), question_of(atom), scope);
                Condition::Atom(atom)
            }
            Some(OptionName::Shared) => {
                let message = format!("`{}` is an option of several questions", id.as_str());
                let help = "name what was ticked, not that nothing was".to_owned();
                self.problem_at(id.at.as_ref(), "shared-option", message, Some(help));
                self.open()
            }
            None => self.open(),
        }
    }

    fn at_least(&mut self, id: &Word, least: u16, scope: Scope) -> Condition {
        let Some(ix) = self.question_named(id) else { return self.open() };
        self.looks_back(id, &format!("`{}`", id.as_str()), Some(ix), scope);
        match self.names.order[ix.get()].answer {
            raw::AnswerKind::Scale { from, to, .. } | raw::AnswerKind::Number { from, to, .. } => {
                if least <= from || least > to {
                    let message = format!(
                        "`{}` goes from {from} to {to}, so at least {least} says nothing",
                        id.as_str()
                    );
                    self.problem(id, "out-of-range", message);
                }
            }
            _ => self.problem(id, "not-a-number", format!("`{}` is not answered with a number", id.as_str())),
        }
        Condition::Atom(Atom::AtLeast(ix, least))
    }

    fn group(&mut self, id: &Word, scope: Scope, groups: &[Group]) -> Condition {
        let Some(ix) = self.group_named(id) else { return self.open() };
        if ix.get() >= scope.groups {
            let message = format!("the group `{}` stands further down", id.as_str());
            let help = "a group may use only the groups above it".to_owned();
            self.problem_at(id.at.as_ref(), "forward-reference", message, Some(help));
            // A group that leads back to itself could never be worked out.
            return self.open();
        }
        if scope.before.is_some() {
            let latest = latest_question(ix, groups);
            self.looks_back(id, &format!("a question in the group `{}`", id.as_str()), latest, scope);
        }
        Condition::Group(ix)
    }

    fn flag(&mut self, id: &Word, scope: Scope) -> Condition {
        let Some(ix) = self.rule_named(id) else { return self.open() };
        let Some(rules) = scope.rules else {
            let message = "red flags cannot be used here".to_owned();
            let help = "questions and groups depend on answers only".to_owned();
            self.problem_at(id.at.as_ref(), "flag-here", message, Some(help));
            return self.open();
        };
        if ix.get() >= rules {
            let message = format!("`{}` stands further down", id.as_str());
            let help = "a rule may use only the rules above it".to_owned();
            self.problem_at(id.at.as_ref(), "forward-reference", message, Some(help));
        }
        Condition::Atom(Atom::Rule(ix))
    }

    /// A statement that may turn out either way, in place of one that is not known.
    ///
    /// It never gets further than the checker: whatever is not known is a problem.
    pub(super) fn open(&mut self) -> Condition {
        self.n_open += 1;
        Condition::Atom(Atom::Rule(RuleIx::new(usize::from(u16::MAX).saturating_sub(self.n_open))))
    }

    fn only_in_invariants(&mut self, id: &Word, scope: Scope) {
        if !scope.shown {
            let message = "only invariants may look at what is asked and shown".to_owned();
            self.problem_at(id.at.as_ref(), "shown-here", message, None);
        }
    }

    fn offered(&mut self, id: &Word, scope: Scope) -> Condition {
        self.only_in_invariants(id, scope);
        match self.option_of(id) {
            Some((question, option)) => Condition::Atom(Atom::Offered(question, option)),
            None => self.open(),
        }
    }

    /// That a piece of advice is given with a text which holds some words.
    fn says(&mut self, id: &Word, words: &Word, scope: Scope) -> Condition {
        self.only_in_invariants(id, scope);
        self.text(words);
        let mut items = self.content.advice.iter().flat_map(|file| &file.value.items);
        let named = self.advice_named(id);
        let Some((ix, item)) = named.and_then(|(ix, _)| Some((ix, items.nth(ix.get())?))) else {
            return self.open();
        };
        let texts = std::iter::once(&item.text).chain(item.instead.iter().map(|other| &other.text));
        let holding = texts.enumerate().filter(|(_, text)| text.as_str().contains(words.as_str()));
        let texts: TextSet = holding.map(|(place, _)| place).collect();
        if texts.is_empty() {
            let message = format!("no text of `{}` says `{}`", id.as_str(), words.as_str());
            let help = "put back the text, or mend the statement".to_owned();
            self.problem_at(words.at.as_ref(), "never-said", message, Some(help));
        }
        Condition::Atom(Atom::Says(ix, texts))
    }

    /// What is asked and what is shown.
    fn shown(&mut self, raw: &raw::Condition, id: &Word, scope: Scope) -> Condition {
        self.only_in_invariants(id, scope);
        let found = match raw {
            raw::Condition::Asked(_) => self.question_named(id).map(Atom::Asked),
            raw::Condition::Shown(_) => self.advice_named(id).map(|(ix, _)| Atom::Shown(ix)),
            raw::Condition::Touched(_) => self.topic_named(id).map(Atom::Touched),
            _ => self.cause_named(id).map(Atom::Named),
        };
        found.map_or_else(|| self.open(), Condition::Atom)
    }

    fn looks_back(&mut self, word: &Word, what: &str, question: Option<QuestionIx>, scope: Scope) {
        let (Some(question), Some(before)) = (question, scope.before) else { return };
        if self.content.questionnaire.is_none() {
            // Without it the order of the sections is not known.
            return;
        }
        if question >= before {
            let later = self.names.order[question.get()].id.as_str();
            let here = self.names.order[before.get()].id.as_str();
            let message = format!("{what} is answered at `{later}`, which is not asked before `{here}`");
            let help = "a condition may look back only".to_owned();
            self.problem_at(word.at.as_ref(), "forward-reference", message, Some(help));
        }
    }
}

/// The question that an atom reads.
pub(super) fn question_of(atom: Atom) -> Option<QuestionIx> {
    match atom {
        Atom::Chosen(ix, _) | Atom::Skipped(ix) | Atom::AtLeast(ix, _) => Some(ix),
        _ => None,
    }
}

fn latest_question(ix: GroupIx, groups: &[Group]) -> Option<QuestionIx> {
    let mut latest = None;
    if let Some(group) = groups.get(ix.get()) {
        group.is.for_each_atom(groups, &mut |atom| latest = latest.max(question_of(atom)));
    }
    latest
}
