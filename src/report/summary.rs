//! The pages of a summary.

use std::borrow::Cow;

use super::{reads_answers_back, reasons_given, spoken};
use crate::{
    content::{AdviceIx, AdviceKind, Disposition, Questionnaire, Setting, SourceIx, Text, Words},
    engine::{Given, Outcome, RankedCause, Reason},
    locale,
};

/// A page of the summary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Which.
    pub tab: Tab,
    /// What it says.
    pub blocks: Vec<Block>,
}

/// The pages, in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tab {
    /// How urgent, what to do, why, and when to seek help sooner.
    WhatToDo,
    /// Causes.
    WhatCouldFit,
    /// Tips.
    SelfCare,
    /// Every answer that counts.
    YourAnswers,
    /// What it all rests on.
    Sources,
}

impl Tab {
    /// All pages.
    pub const ALL: [Self; 5] =
        [Self::WhatToDo, Self::WhatCouldFit, Self::SelfCare, Self::YourAnswers, Self::Sources];

    /// Its heading.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::WhatToDo => locale::WHAT_TO_DO,
            Self::WhatCouldFit => locale::WHAT_COULD_FIT,
            Self::SelfCare => locale::SELF_CARE,
            Self::YourAnswers => locale::YOUR_ANSWERS,
            Self::Sources => locale::SOURCES,
        }
    }
}

/// A part of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// What to do first; stands out.
    Lead(String),
    /// A heading.
    Heading(String),
    /// A paragraph.
    Paragraph(String),
    /// One of a list.
    Item(String),
    /// A remark to what stands above it.
    Remark(String),
}

/// Says an outcome.
#[must_use]
pub fn summary(questionnaire: &Questionnaire, words: &Words, outcome: &Outcome<'_>) -> Vec<Page> {
    let mut writer = Writer { questionnaire, words, outcome, blocks: Vec::new(), cited: Vec::new() };
    let mut pages = Vec::with_capacity(Tab::ALL.len());
    for tab in Tab::ALL {
        match tab {
            Tab::WhatToDo => writer.what_to_do(),
            Tab::WhatCouldFit => writer.what_could_fit(),
            Tab::SelfCare => writer.self_care(),
            Tab::YourAnswers => writer.your_answers(),
            Tab::Sources => writer.sources(),
        }
        pages.push(Page { tab, blocks: std::mem::take(&mut writer.blocks) });
    }
    pages
}

/// Says why it is an emergency and what to do, before the questions are over.
#[must_use]
pub fn emergency(questionnaire: &Questionnaire, words: &Words, outcome: &Outcome<'_>) -> Vec<Block> {
    let mut writer = Writer { questionnaire, words, outcome, blocks: Vec::new(), cited: Vec::new() };
    writer.act();
    writer.flag_actions();
    writer.reasons();
    writer.blocks
}

struct Writer<'a> {
    questionnaire: &'a Questionnaire,
    words: &'a Words,
    outcome: &'a Outcome<'a>,
    blocks: Vec<Block>,
    /// Sources of everything said so far.
    cited: Vec<SourceIx>,
}

impl<'a> Writer<'a> {
    fn fill(&self, text: &'a Text) -> Cow<'a, str> {
        text.fill(self.words)
    }

    fn heading(&mut self, text: &str) {
        self.blocks.push(Block::Heading(text.to_owned()));
    }

    fn paragraph(&mut self, text: impl Into<String>) {
        self.blocks.push(Block::Paragraph(text.into()));
    }

    fn item(&mut self, text: impl Into<String>) {
        let item = Block::Item(text.into());
        if self.blocks.last() != Some(&item) {
            self.blocks.push(item);
        }
    }

    fn cite(&mut self, sources: &[SourceIx]) {
        for source in sources {
            if !self.cited.contains(source) {
                self.cited.push(*source);
            }
        }
    }

    /// What the level asks for.
    fn act(&mut self) {
        let level = self.outcome.level(self.questionnaire);
        for (n, act) in level.act.iter().enumerate() {
            let text = self.fill(act).into_owned();
            self.blocks.push(if n == 0 { Block::Lead(text) } else { Block::Paragraph(text) });
        }
    }

    fn what_to_do(&mut self) {
        let level = self.outcome.level(self.questionnaire);
        self.act();
        self.flag_actions();
        if !self.outcome.complete {
            self.paragraph(locale::INCOMPLETE);
        }
        self.reasons();
        let emergency = self.outcome.disposition == Disposition::Emergency;
        // Nothing on an emergency page may sound as if there was time.
        self.heading(if emergency { locale::UNTIL_HELP } else { locale::SOONER });
        self.paragraph(self.fill(&level.sooner));
        self.safety_net();
        self.paragraph(self.fill(self.questionnaire.not_a_diagnosis()));
        self.paragraph(self.fill(self.questionnaire.closing()));
        self.paragraph(format!("({})", self.questionnaire.front().status().as_str()));
    }

    /// What to watch for, under the headings that the items themselves bring.
    fn safety_net(&mut self) {
        let outcome = self.outcome;
        let mut title = None;
        for given in &outcome.safety_net {
            let item = self.questionnaire.advice_item(given.advice);
            self.cite(&item.sources);
            if item.title.is_some() && item.title.as_ref() != title {
                title = item.title.as_ref();
                let heading = title.map(|title| self.fill(title).into_owned()).unwrap_or_default();
                self.heading(&heading);
            }
            self.item(self.fill(given.text));
        }
    }

    /// What the red flags behind the level ask for: at home what to do, in a waiting room what to say.
    fn flag_actions(&mut self) {
        let mut said: Vec<String> = Vec::new();
        for reason in self.outcome.leading_reasons() {
            let rule = self.questionnaire.rule(reason.rule);
            let text = match self.outcome.setting {
                Setting::Home => rule.home.as_ref().map(|text| self.fill(text).into_owned()),
                Setting::WaitingRoom => {
                    rule.tell_staff.as_ref().map(|text| format!("{} {}.", locale::SAY, self.fill(text)))
                }
            };
            if let Some(text) = text.filter(|text| !said.contains(text)) {
                self.item(text.clone());
                said.push(text);
            }
        }
    }

    fn reasons(&mut self) {
        let level = self.outcome.disposition;
        let (leading, lesser): (Vec<&Reason>, Vec<&Reason>) =
            self.outcome.reasons.iter().partition(|reason| reason.level == level);
        for (heading, reasons) in [(locale::WHY, leading), (locale::ALSO_NOTICED, lesser)] {
            let mut said: Vec<String> = Vec::new();
            for reason in reasons {
                let text = self.reason(reason);
                if !said.contains(&text) {
                    said.push(text);
                }
            }
            if !said.is_empty() {
                self.heading(heading);
                for text in said {
                    self.item(text);
                }
            }
        }
    }

    fn reason(&mut self, reason: &Reason) -> String {
        let rule = self.questionnaire.rule(reason.rule);
        self.cite(&rule.sources);
        let mut text = capitalised(&self.fill(&rule.reason));
        text.push('.');
        text
    }

    fn what_could_fit(&mut self) {
        let outcome = self.outcome;
        if outcome.disposition == Disposition::Emergency {
            self.paragraph(locale::CAUSES_WAIT);
            return;
        }
        if outcome.causes.is_empty() {
            self.paragraph(locale::NO_CLEAR_MATCH);
        } else if !outcome.behind.is_empty() {
            self.heading(locale::BEHIND);
            for ranked in &outcome.behind {
                let cause = self.questionnaire.cause(ranked.cause);
                self.cite(&cause.sources);
                self.item(capitalised(&self.fill(&cause.name)));
            }
        }
        for ranked in &outcome.causes {
            self.cause(ranked);
        }
        if !outcome.factors.is_empty() {
            self.heading(locale::FACTORS);
            self.list_advice(&outcome.factors);
        }
    }

    fn cause(&mut self, ranked: &RankedCause) {
        let cause = self.questionnaire.cause(ranked.cause);
        self.cite(&cause.sources);
        let name = capitalised(&self.fill(&cause.name));
        self.heading(&format!("{name}: {}", locale::band(ranked.band)));
        for text in &cause.what {
            self.paragraph(self.fill(text));
        }
        if reads_answers_back(self.outcome.setting) {
            for (intro, because) in [(locale::BECAUSE, &ranked.fits), (locale::THOUGH, &ranked.against)] {
                if !because.is_empty() {
                    let given = reasons_given(self.questionnaire, self.outcome, because);
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
        self.titles(locale::TESTS, &cause.tests, &self.outcome.tests);
        self.titles(locale::TREATMENTS, &cause.treatments, &self.outcome.treatments);
        if !cause.not_asked.is_empty() {
            let list = locale::list(cause.not_asked.iter().map(Text::as_str));
            self.item(format!("{} {list}.", locale::NOT_ASKED));
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
        let words = self.words;
        let titles = shown.iter().map(|ix| {
            let item = questionnaire.advice_item(*ix);
            item.title.as_ref().map_or(Cow::Borrowed(item.id.as_str()), |title| title.fill(words))
        });
        let line = format!("{intro} {}.", locale::list(titles));
        for ix in shown {
            self.cite(&questionnaire.advice_item(ix).sources);
        }
        self.item(line);
    }

    fn self_care(&mut self) {
        let outcome = self.outcome;
        if outcome.self_care.is_empty() && outcome.prevention.is_empty() && outcome.living.is_empty() {
            self.paragraph(locale::TIPS_WAIT);
            return;
        }
        self.list_advice(&outcome.self_care);
        for (heading, list) in [(locale::PREVENTION, &outcome.prevention), (locale::LIVING, &outcome.living)]
        {
            if !list.is_empty() {
                self.heading(heading);
                self.list_advice(list);
            }
        }
    }

    fn list_advice(&mut self, list: &'a [Given<'a>]) {
        for given in list {
            let item = self.questionnaire.advice_item(given.advice);
            self.cite(&item.sources);
            let text = self.fill(given.text);
            let doubt = item.trust.and_then(locale::trust).filter(|_| item.kind != AdviceKind::Factor);
            self.item(doubt.map_or_else(|| text.to_string(), |doubt| format!("{text} ({doubt})")));
        }
    }

    fn your_answers(&mut self) {
        let questionnaire = self.questionnaire;
        let mut section = None;
        for ix in &self.outcome.path {
            let question = questionnaire.question(*ix);
            if section != Some(question.section) {
                section = Some(question.section);
                self.heading(questionnaire.sections()[question.section].title.as_str());
            }
            let answer = spoken(questionnaire, self.outcome.setting, &self.outcome.answers, *ix);
            self.item(format!("{} {answer}", question.prompt.as_str()));
        }
    }

    fn sources(&mut self) {
        let questionnaire = self.questionnaire;
        let mut cited = std::mem::take(&mut self.cited);
        cited.sort_unstable();
        for ix in cited {
            let source = questionnaire.source(ix);
            let mut line =
                format!("{}. {}, {}", source.title.as_str(), source.by.as_str(), source.year.as_str());
            if let Some(link) = &source.link {
                line.push_str(". ");
                line.push_str(link.as_str());
            }
            self.item(line);
        }
        self.paragraph(format!(
            "{} {}, {}",
            questionnaire.id(),
            questionnaire.version(),
            questionnaire.fingerprint()
        ));
    }
}

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
