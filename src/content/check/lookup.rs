//! Names into what they stand for; a name that is not known is a problem, with the nearest that is.

use std::collections::HashMap;

use super::super::{
    model::{AdviceIx, CauseIx, FactIx, GroupIx, QuestionIx, RuleIx, SourceIx, TopicIx},
    raw::AdviceKind,
    word::Word,
};
use super::{
    Checker,
    names::{Names, OptionName, nearest},
};

/// For so many unknown names the nearest one is looked for; a hostile file must not cost minutes.
const MOST_GUESSES: usize = 100;

/// For how many more unknown names the nearest one is looked for.
pub(super) struct Guesses(usize);

impl Default for Guesses {
    fn default() -> Self {
        Self(MOST_GUESSES)
    }
}

impl Guesses {
    /// What to say of the known name that is nearest, if any is near.
    fn help<'n>(&mut self, wrong: &str, known: impl Iterator<Item = &'n str>) -> Option<String> {
        self.0 = self.0.checked_sub(1)?;
        nearest(wrong, known).map(|name| format!("did you mean `{name}`?"))
    }
}

impl<'a> Checker<'a> {
    pub(super) fn section_named(&mut self, word: &Word) -> Option<usize> {
        self.named("section", word, |names| &names.sections)
    }

    pub(super) fn question_named(&mut self, word: &Word) -> Option<QuestionIx> {
        self.named("question", word, |names| &names.questions)
    }

    pub(super) fn option_named(&mut self, word: &Word) -> Option<OptionName> {
        self.named("answer option", word, |names| &names.options)
    }

    pub(super) fn group_named(&mut self, word: &Word) -> Option<GroupIx> {
        self.named("group", word, |names| &names.groups)
    }

    pub(super) fn rule_named(&mut self, word: &Word) -> Option<RuleIx> {
        self.named("red flag", word, |names| &names.rules)
    }

    /// Rules by name.
    pub(super) fn rule_list(&mut self, words: &[Word]) -> Vec<RuleIx> {
        words.iter().filter_map(|word| self.rule_named(word)).collect()
    }

    pub(super) fn cause_named(&mut self, word: &Word) -> Option<CauseIx> {
        self.named("cause", word, |names| &names.causes)
    }

    pub(super) fn advice_named(&mut self, word: &Word) -> Option<(AdviceIx, AdviceKind)> {
        self.named("advice", word, |names| &names.advice)
    }

    pub(super) fn topic_named(&mut self, word: &Word) -> Option<TopicIx> {
        self.named("topic", word, |names| &names.topics)
    }

    pub(super) fn source_named(&mut self, word: &Word) -> Option<SourceIx> {
        self.named("source", word, |names| &names.sources)
    }

    pub(super) fn place_named(&mut self, word: &Word) -> Option<usize> {
        self.named("place", word, |names| &names.places)
    }

    /// A fact of the source documents.
    pub(super) fn fact_named(&mut self, word: &Word) -> Option<FactIx> {
        let found = self.names.facts.get(word.as_str()).copied();
        if found.is_none() && !self.stands_unread(word) {
            let help = self.guesses.help(word.as_str(), self.names.facts.keys().copied());
            let help =
                help.unwrap_or_else(|| "facts.ron lists the facts; add it there if it is one".to_owned());
            let message = format!("there is no fact `{}`", word.as_str());
            self.problem_at(word.at.as_ref(), "unknown-seed", message, Some(help));
        }
        found
    }

    fn named<T: Copy>(
        &mut self,
        what: &str,
        word: &Word,
        known: for<'n> fn(&'n Names<'a>) -> &'n HashMap<&'a str, T>,
    ) -> Option<T> {
        let found = known(&self.names).get(word.as_str()).copied();
        if found.is_none() && !self.stands_unread(word) {
            let help = self.guesses.help(word.as_str(), known(&self.names).keys().copied());
            self.no_such(what, word, help);
        }
        found
    }

    /// Adds a problem for a name that is none of a few, with the nearest one of them.
    pub(super) fn unknown<'n>(&mut self, what: &str, word: &Word, known: impl Iterator<Item = &'n str>) {
        if !self.stands_unread(word) {
            let help = self.guesses.help(word.as_str(), known);
            self.no_such(what, word, help);
        }
    }

    fn no_such(&mut self, what: &str, word: &Word, help: Option<String>) {
        let message = format!("there is no {what} `{}`", word.as_str());
        self.problem_at(word.at.as_ref(), "unknown-id", message, help);
    }

    /// Whether the name may stand in a file that could not be read.
    fn stands_unread(&self, word: &Word) -> bool {
        self.names.unread_ids.contains(word.as_str())
    }
}
