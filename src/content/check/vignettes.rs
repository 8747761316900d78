//! Vignettes: their names, and answers that their questions take. Whether they hold is not seen here.

use std::collections::HashSet;

use super::super::{
    answer::{Answer, Misfit},
    given::{GivenAnswer, GivenAnswers, NoAnswer},
    model::{AdviceIx, Question, QuestionIx, Skip, Vignette, Vignettes},
    raw,
    word::Word,
};
use super::Checker;

impl Checker<'_> {
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
            self.place_named(place);
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
            not_counted: raw.not_counted.iter().filter_map(|id| self.question_named(id)).collect(),
            level: raw.level.into(),
            flags: self.rule_list(&raw.flags),
            absent_flags: self.rule_list(&raw.absent_flags),
            first: raw.first.as_ref().and_then(|id| self.cause_named(id)),
            first_three: raw.first_three.iter().filter_map(|id| self.cause_named(id)).collect(),
            behind: raw.behind.as_ref().and_then(|id| self.cause_named(id)),
            absent_causes: raw.absent_causes.iter().filter_map(|id| self.cause_named(id)).collect(),
            advice: self.advice_list_named(&raw.advice),
            absent_advice: self.advice_list_named(&raw.absent_advice),
        }
    }

    fn advice_list_named(&mut self, words: &[Word]) -> Vec<AdviceIx> {
        words.iter().filter_map(|word| self.advice_named(word)).map(|(ix, _)| ix).collect()
    }

    /// Answers by question; one that its question does not take is a problem.
    fn answers(&mut self, given: &GivenAnswers, questions: &[Question]) -> Vec<(QuestionIx, Answer)> {
        let mut answers = Vec::with_capacity(given.0.len());
        for (id, given) in &given.0 {
            let Some(ix) = self.question_named(id) else { continue };
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
                self.unknown("answer option", word, own.iter().copied());
            }
        }
    }
}
