//! What could fit: the causes, what speaks for and against them, and what may add to the ache.

use std::borrow::Cow;

use super::{
    super::{reads_answers_back, reasons_given},
    Block, MOST_RATED, Writer, capitalised,
};
use crate::{
    content::{AdviceIx, Cause, Disposition, Text},
    engine::{Band, Given, RankedCause},
    locale,
};

impl<'a> Writer<'a> {
    pub(super) fn what_could_fit(&mut self) {
        let outcome = self.outcome;
        if outcome.disposition == Disposition::Emergency {
            self.paragraph(self.voice.strings.causes_wait);
            return;
        }
        if outcome.causes.is_empty() {
            self.paragraph(self.voice.strings.no_clear_match);
        } else if !outcome.behind.is_empty() {
            self.heading(self.voice.strings.behind);
            for ranked in &outcome.behind {
                self.behind(ranked);
            }
        }
        for ranked in &outcome.causes {
            self.cause(ranked);
        }
        if !outcome.factors.is_empty() {
            self.heading(self.voice.strings.factors);
            self.list_advice(&outcome.factors);
        }
    }

    /// A cause behind a red flag: in soft words why someone should look for it, and no more.
    fn behind(&mut self, ranked: &RankedCause) {
        let cause = self.questionnaire.cause(ranked.cause);
        self.cite(&cause.sources);
        let mut text = capitalised(&self.fill(&cause.name));
        if self.outcome.tells_care {
            text.push('.');
            for part in cause.what.iter().chain(&cause.caveat) {
                text.push(' ');
                text.push_str(&self.fill(part));
            }
        }
        self.item(text);
    }

    fn cause(&mut self, ranked: &RankedCause) {
        let cause = self.questionnaire.cause(ranked.cause);
        self.cite(&cause.sources);
        let name = capitalised(&self.fill(&cause.name));
        let band = match ranked.band {
            // An ordinary ache must not talk anyone out of being seen.
            Band::Fallback if self.outcome.disposition >= Disposition::SameDay => {
                self.voice.strings.fallback_today
            }
            band => self.voice.strings.band(band),
        };
        let rated = match ranked.band {
            Band::Many => MOST_RATED,
            Band::Some => 2,
            Band::LessLikely => 1,
            Band::Fallback => 0,
        };
        self.blocks.push(Block::Rated(format!("{name}: {band}"), rated));
        for text in &cause.what {
            self.paragraph(self.fill(text));
        }
        if reads_answers_back(self.outcome.setting) {
            for (intro, because) in
                [(self.voice.strings.because, &ranked.fits), (self.voice.strings.though, &ranked.against)]
            {
                if !because.is_empty() {
                    let given = reasons_given(self.questionnaire, self.voice.strings, self.outcome, because);
                    self.item(format!("{intro} {given}."));
                }
            }
        }
        if self.outcome.tells_care {
            self.paragraph(self.fill(&cause.see));
        }
        if let Some(caveat) = &cause.caveat {
            self.blocks.push(Block::Remark(self.fill(caveat).into_owned()));
        }
        self.clinical_name(cause);
        self.titles(self.voice.strings.tests, &cause.tests, &self.outcome.tests);
        self.titles(self.voice.strings.treatments, &cause.treatments, &self.outcome.treatments);
        if !cause.not_asked.is_empty() {
            let list = locale::list(cause.not_asked.iter().map(Text::as_str));
            self.item(format!("{} {list}.", self.voice.strings.not_asked));
        }
    }

    /// The words a clinician uses, unless they are the plain ones.
    pub(super) fn clinical_name(&mut self, cause: &'a Cause) {
        let name = self.fill(&cause.clinical);
        if !name.eq_ignore_ascii_case(&self.fill(&cause.name)) {
            self.item(format!("{} {name}.", self.voice.strings.clinical_name));
        }
    }

    /// Names of tests or treatments that passed their guards.
    fn titles(&mut self, intro: &str, wanted: &[AdviceIx], passed: &[Given<'_>]) {
        let questionnaire = self.questionnaire;
        let shown: Vec<AdviceIx> =
            wanted.iter().copied().filter(|ix| passed.iter().any(|given| given.advice == *ix)).collect();
        if shown.is_empty() {
            return;
        }
        let voice = self.voice;
        let titles = shown.iter().map(|ix| {
            let item = questionnaire.advice_item(*ix);
            let title =
                item.title.as_ref().map_or(Cow::Borrowed(item.id.as_str()), |title| voice.fill(title));
            match item.trust.and_then(|trust| voice.strings.trust(trust)) {
                Some(doubt) => Cow::Owned(format!("{title}: {doubt}")),
                None => title,
            }
        });
        let line = format!("{intro} {}.", locale::list(titles));
        for ix in shown {
            self.cite(&questionnaire.advice_item(ix).sources);
        }
        self.item(line);
    }
}
