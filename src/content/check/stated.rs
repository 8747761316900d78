//! Statements about the content itself: what they name is compared with what is there.

use super::super::{
    model::{Holds, QuestionIx},
    raw,
    word::Word,
};
use super::Checker;

/// The rule under which a difference is told.
const RULE: &str = "not-as-stated";

/// What a question can be.
pub(super) struct Trait {
    is: fn(&raw::Question) -> bool,
    yes: &'static str,
    no: &'static str,
}

/// It is a danger screen.
pub(super) const DANGER: Trait =
    Trait { is: |question| question.danger, yes: "is a danger screen", no: "is no danger screen" };

/// It has to be answered.
pub(super) const NEVER_SKIPPED: Trait = Trait {
    is: |question| matches!(question.skip, raw::Skip::Never),
    yes: "cannot be skipped",
    no: "can be skipped",
};

impl Checker<'_> {
    /// Each of some questions stands before all of some others.
    pub(super) fn stands_before(&mut self, id: &Word, questions: &[Word], before: &[Word]) -> Holds {
        if questions.is_empty() || before.is_empty() {
            self.problem(id, "empty", format!("`{}` names no question", id.as_str()));
        }
        let later: Vec<_> =
            before.iter().filter_map(|word| Some((word, self.question_named(word)?))).collect();
        for word in questions {
            let Some(ix) = self.question_named(word) else { continue };
            let first = later.iter().filter(|(_, other)| *other <= ix).min_by_key(|(_, other)| *other);
            // Without the list of sections their order is not known.
            if let Some((other, _)) = first
                && self.content.questionnaire.is_some()
            {
                let message = format!("`{}` is not asked before `{}`", word.as_str(), other.as_str());
                self.not_as_stated(id, word, message);
            }
        }
        Holds::Checked
    }

    /// Just these questions are so, and no other.
    pub(super) fn just_these(&mut self, id: &Word, questions: &[Word], so: &Trait) -> Holds {
        let mut named = Vec::with_capacity(questions.len());
        for word in questions {
            let Some(ix) = self.question_named(word) else { continue };
            named.push(ix);
            if !(so.is)(self.names.order[ix.get()]) {
                self.not_as_stated(id, word, format!("`{}` {}", word.as_str(), so.no));
            }
        }
        for (n, question) in self.names.order.clone().into_iter().enumerate() {
            if (so.is)(question) && !named.contains(&QuestionIx::new(n)) {
                let message = format!("`{}` {} and is not named", question.id.as_str(), so.yes);
                self.not_as_stated(id, id, message);
            }
        }
        Holds::Checked
    }

    /// Just these pieces of advice touch a topic, and just these guards hide it.
    pub(super) fn topic(&mut self, id: &Word, topic: &Word, by: &[Word], hidden_by: &[Word]) -> Holds {
        let content = self.content;
        if self.topic_named(topic).is_none() {
            return Holds::Checked;
        }
        let has = |words: &[Word]| words.iter().any(|word| word.as_str() == topic.as_str());
        let items = content.advice.iter().flat_map(|file| &file.value.items);
        let items: Vec<_> = items.map(|item| (item.id.as_str(), has(&item.touches))).collect();
        self.these_do(id, by, ("advice", "touch", "touches"), topic, &items);
        let guards = content.guards.iter().flat_map(|file| &file.value.guards);
        let guards: Vec<_> = guards.map(|guard| (guard.id.as_str(), has(&guard.hides))).collect();
        self.these_do(id, hidden_by, ("guard", "hide", "hides"), topic, &guards);
        Holds::Checked
    }

    /// Just the named ones of some entries do something to a topic.
    fn these_do(
        &mut self,
        id: &Word,
        named: &[Word],
        (what, plain, does): (&str, &str, &str),
        topic: &Word,
        entries: &[(&str, bool)],
    ) {
        let topic = topic.as_str();
        for word in named {
            match entries.iter().find(|(entry, _)| *entry == word.as_str()) {
                Some((_, true)) => {}
                Some(_) => {
                    self.not_as_stated(id, word, format!("`{}` does not {plain} `{topic}`", word.as_str()));
                }
                None => self.unknown(what, word, entries.iter().map(|(entry, _)| *entry)),
            }
        }
        for (entry, _) in entries.iter().filter(|(_, is_so)| *is_so) {
            if !named.iter().any(|word| word.as_str() == *entry) {
                self.not_as_stated(id, id, format!("`{entry}` {does} `{topic}` and is not named"));
            }
        }
    }

    fn not_as_stated(&mut self, id: &Word, at: &Word, message: String) {
        let help = format!("`{}` states otherwise: mend the content, or the statement", id.as_str());
        self.problem_at(at.at.as_ref(), RULE, message, Some(help));
    }
}
