//! Vignettes: their names, and answers that their questions take. Whether they hold is not seen here.

use std::collections::{HashMap, HashSet};

use super::super::{
    answer::{Answer, Misfit},
    given::{GivenAnswer, GivenAnswers, NoAnswer},
    model::{AdviceIx, CauseIx, Question, QuestionIx, RuleIx, Skip, Vignette, Vignettes},
    raw,
    word::Word,
};
use super::{Checker, names::Names};

impl<'a> Checker<'a> {
    pub(super) fn vignettes(&mut self, questions: &[Question]) -> Vignettes {
        let mut checked = Vignettes::default();
        let mut rest = HashSet::new();
        let files = self.vignettes;
        for file in files {
            self.enter(&file.name);
            for (id, _) in &file.value.rest.0 {
                if !rest.insert(id.as_str()) {
                    let message = format!("`{}` is answered in a `rest` a second time", id.as_str());
                    self.problem(id, "duplicate-id", message);
                }
            }
            checked.rest.extend(self.answers(&file.value.rest, questions));
            for raw in &file.value.vignettes {
                let vignette = self.vignette(raw, questions);
                checked.all.push(vignette);
            }
        }
        checked
    }

    fn vignette(&mut self, raw: &raw::Vignette, questions: &[Question]) -> Vignette {
        self.owner.clone_from(&raw.id.at);
        if let Some(place) = &raw.place {
            self.named("place", place, |names| &names.places);
        }
        for id in &raw.not_counted {
            if !raw.answers.0.iter().any(|(answered, _)| answered.as_str() == id.as_str()) {
                let message = format!("`{}` gives no answer to `{}`", raw.id.as_str(), id.as_str());
                self.problem(id, "not-answered", message);
            }
        }
        Vignette {
            file: self.file.to_owned(),
            id: raw.id.text.clone(),
            story: self.bare_text(&raw.story),
            setting: raw.setting.into(),
            answers: self.answers(&raw.answers, questions),
            not_counted: self.all_named("question", &raw.not_counted, |names| &names.questions),
            level: raw.level.into(),
            flags: self.rules_named(&raw.flags),
            absent_flags: self.rules_named(&raw.absent_flags),
            first: raw.first.as_ref().and_then(|id| self.cause_named(id)),
            first_three: raw.first_three.iter().filter_map(|id| self.cause_named(id)).collect(),
            behind: raw.behind.as_ref().and_then(|id| self.cause_named(id)),
            absent_causes: raw.absent_causes.iter().filter_map(|id| self.cause_named(id)).collect(),
            advice: self.advice_named(&raw.advice),
            absent_advice: self.advice_named(&raw.absent_advice),
        }
    }

    fn rules_named(&mut self, words: &[Word]) -> Vec<RuleIx> {
        self.all_named("red flag", words, |names| &names.rules)
    }

    fn cause_named(&mut self, word: &Word) -> Option<CauseIx> {
        self.named("cause", word, |names| &names.causes)
    }

    fn advice_named(&mut self, words: &[Word]) -> Vec<AdviceIx> {
        let found = self.all_named("advice", words, |names| &names.advice);
        found.into_iter().map(|(ix, _)| ix).collect()
    }

    fn all_named<T: Copy>(
        &mut self,
        what: &str,
        words: &[Word],
        known: for<'n> fn(&'n Names<'a>) -> &'n HashMap<&'a str, T>,
    ) -> Vec<T> {
        words.iter().filter_map(|word| self.named(what, word, known)).collect()
    }

    /// What a name stands for; a name that is not known is a problem.
    fn named<T: Copy>(
        &mut self,
        what: &str,
        word: &Word,
        known: for<'n> fn(&'n Names<'a>) -> &'n HashMap<&'a str, T>,
    ) -> Option<T> {
        let known = known(&self.names);
        let found = known.get(word.as_str()).copied();
        if found.is_none() {
            let known: Vec<&str> = known.keys().copied().collect();
            self.unknown(what, word, &known);
        }
        found
    }

    /// Answers by question; one that its question does not take is a problem.
    fn answers(&mut self, given: &GivenAnswers, questions: &[Question]) -> Vec<(QuestionIx, Answer)> {
        let mut answers = Vec::with_capacity(given.0.len());
        for (id, given) in &given.0 {
            let Some(ix) = self.named("question", id, |names| &names.questions) else { continue };
            let Some(question) = questions.get(ix.get()) else { continue };
            match given.answer(question) {
                Ok(answer) => answers.push((ix, answer)),
                Err(NoAnswer::NoOption(_)) => self.not_its_options(given, question, questions),
                Err(NoAnswer::Misfit(misfit)) => {
                    let out = matches!(misfit, Misfit::OutOfRange(..));
                    let rule = if out { "out-of-range" } else { "misfit" };
                    let why = misfit.told(question);
                    self.problem(id, rule, format!("the answer to `{}` does not fit: {why}", id.as_str()));
                }
            }
        }
        answers
    }

    /// Every id of an answer that is no option of its question.
    fn not_its_options(&mut self, given: &GivenAnswer, question: &Question, questions: &[Question]) {
        let GivenAnswer::Ids(ids) = given else { return };
        let own: Vec<&str> =
            question.options().iter().map(|option| option.id.as_str()).chain(question.skip_id()).collect();
        for word in ids.iter().filter(|word| !own.contains(&word.as_str())) {
            let id = word.as_str();
            let takes = |other: &&Question| {
                other.option(id).is_some() || matches!(&other.skip, Skip::As(skip) if skip == id)
            };
            if let Some(other) = questions.iter().find(takes) {
                let message = format!("`{id}` is an answer to `{}`, not to `{}`", other.id, question.id);
                self.problem(word, "other-question", message);
            } else {
                self.unknown("answer option", word, &own);
            }
        }
    }
}
