//! What can be read beyond that: tests and treatments, how the body is made, notes, signs to watch for,
//! research.

use super::{Writer, capitalised, with_doubt};
use crate::{content::Disposition, engine::Given};

impl<'a> Writer<'a> {
    pub(super) fn read_more(&mut self) {
        let outcome = self.outcome;
        if outcome.disposition == Disposition::Emergency {
            self.paragraph(self.voice.strings.reading_waits);
            return;
        }
        if !outcome.tests.is_empty() || !outcome.treatments.is_empty() {
            self.heading(self.voice.strings.offer);
            self.paragraph(self.voice.strings.offer_intro);
            self.titled(&outcome.tests);
            self.titled(&outcome.treatments);
        }
        for given in &outcome.background {
            self.background(given);
        }
        self.notes();
        self.signs();
        if !outcome.emerging.is_empty() {
            self.heading(self.voice.strings.emerging);
            self.paragraph(self.voice.strings.emerging_intro);
            self.titled(&outcome.emerging);
        }
        if self.blocks.is_empty() {
            self.paragraph(self.voice.strings.nothing_more);
        }
    }

    /// What would make it more urgent, behind the words of the level that it asks for.
    fn signs(&mut self) {
        let outcome = self.outcome;
        if outcome.signs.is_empty() {
            return;
        }
        self.heading(self.voice.strings.signs);
        let mut said = None;
        for ix in &outcome.signs {
            let rule = self.questionnaire.rule(*ix);
            self.cite(&rule.sources);
            if said != Some(rule.level) {
                said = Some(rule.level);
                let level = self.questionnaire.level(rule.level, outcome.setting);
                self.paragraph(format!("{}:", self.fill(&level.name)));
            }
            let sign = self.fill(rule.sign.as_ref().unwrap_or(&rule.reason));
            self.item(format!("{}.", capitalised(&sign)));
        }
    }

    /// Advice in full behind its title, with a mark where it is not well supported. It stands in the order
    /// of the content, from simple to rare, whichever cause asks for it.
    fn titled(&mut self, list: &'a [Given<'a>]) {
        let mut list: Vec<&Given<'_>> = list.iter().collect();
        list.sort_by_key(|given| given.advice);
        for given in list {
            let item = self.questionnaire.advice_item(given.advice);
            self.cite(&item.sources);
            let text = self.fill(given.text);
            let text = match &item.title {
                Some(title) => format!("{}: {text}", self.fill(title)),
                None => text.into_owned(),
            };
            self.item(with_doubt(self.voice.strings, &text, item));
        }
    }

    fn background(&mut self, given: &'a Given<'a>) {
        let item = self.questionnaire.advice_item(given.advice);
        self.cite(&item.sources);
        if let Some(title) = &item.title {
            let title = self.fill(title).into_owned();
            self.heading(&title);
        }
        let text = self.fill(given.text);
        self.paragraph(with_doubt(self.voice.strings, &text, item));
    }

    /// Causes that are told without a score, with whom to see.
    fn notes(&mut self) {
        let outcome = self.outcome;
        for ix in &outcome.notes {
            let cause = self.questionnaire.cause(*ix);
            self.cite(&cause.sources);
            let name = capitalised(&self.fill(&cause.name));
            self.heading(&name);
            for text in cause.what.iter().chain([&cause.see]).chain(&cause.caveat) {
                self.paragraph(self.fill(text));
            }
            self.clinical_name(cause);
        }
    }
}
