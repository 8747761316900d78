//! The pages of a summary.

mod causes;
mod more;
mod more_urgent;

use std::borrow::Cow;

use super::spoken;
use crate::{
    content::{Advice, Disposition, Questionnaire, Setting, SourceIx, Text},
    engine::{Given, Outcome, Reason},
    locale::{Strings, Voice},
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
    /// Tests and treatments, how the body is made, notes and research.
    ReadMore,
    /// What it all rests on.
    Sources,
}

impl Tab {
    /// All pages.
    pub const ALL: [Self; 6] = [
        Self::WhatToDo,
        Self::WhatCouldFit,
        Self::SelfCare,
        Self::YourAnswers,
        Self::ReadMore,
        Self::Sources,
    ];

    /// Its heading.
    #[must_use]
    pub const fn title<'a>(self, strings: &Strings<'a>) -> &'a str {
        match self {
            Self::WhatToDo => strings.what_to_do,
            Self::WhatCouldFit => strings.what_could_fit,
            Self::SelfCare => strings.self_care,
            Self::YourAnswers => strings.your_answers,
            Self::ReadMore => strings.read_more,
            Self::Sources => strings.sources,
        }
    }
}

/// The most that a heading can be rated.
pub const MOST_RATED: u8 = 3;

/// A part of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// What to do first; stands out.
    Lead(String),
    /// A heading.
    Heading(String),
    /// A heading with how well it fits, from 0 to [`MOST_RATED`].
    Rated(String, u8),
    /// A paragraph.
    Paragraph(String),
    /// One of a list.
    Item(String),
    /// A remark to what stands above it.
    Remark(String),
}

/// Says an outcome.
#[must_use]
pub fn summary(questionnaire: &Questionnaire, voice: Voice<'_>, outcome: &Outcome<'_>) -> Vec<Page> {
    let mut writer = Writer::new(questionnaire, voice, outcome);
    let mut pages = Vec::with_capacity(Tab::ALL.len());
    for tab in Tab::ALL {
        writer.page(tab);
        pages.push(Page { tab, blocks: std::mem::take(&mut writer.blocks) });
    }
    pages
}

/// The sources that the pages of an outcome name.
#[must_use]
pub fn cited(questionnaire: &Questionnaire, voice: Voice<'_>, outcome: &Outcome<'_>) -> Vec<SourceIx> {
    let mut writer = Writer::new(questionnaire, voice, outcome);
    for tab in Tab::ALL.into_iter().filter(|tab| *tab != Tab::Sources) {
        writer.page(tab);
    }
    let named = writer.named();
    [writer.cited, named].concat()
}

/// Says why it is an emergency and what to do, before the questions are over.
#[must_use]
pub fn emergency(questionnaire: &Questionnaire, voice: Voice<'_>, outcome: &Outcome<'_>) -> Vec<Block> {
    let mut writer = Writer::new(questionnaire, voice, outcome);
    writer.act();
    writer.flag_actions();
    writer.reasons();
    writer.blocks
}

struct Writer<'a> {
    questionnaire: &'a Questionnaire,
    voice: Voice<'a>,
    outcome: &'a Outcome<'a>,
    blocks: Vec<Block>,
    /// Sources of everything said so far.
    cited: Vec<SourceIx>,
}

impl<'a> Writer<'a> {
    const fn new(questionnaire: &'a Questionnaire, voice: Voice<'a>, outcome: &'a Outcome<'a>) -> Self {
        Self { questionnaire, voice, outcome, blocks: Vec::new(), cited: Vec::new() }
    }

    fn page(&mut self, tab: Tab) {
        match tab {
            Tab::WhatToDo => self.what_to_do(),
            Tab::WhatCouldFit => self.what_could_fit(),
            Tab::SelfCare => self.self_care(),
            Tab::YourAnswers => self.your_answers(),
            Tab::ReadMore => self.read_more(),
            Tab::Sources => self.sources(),
        }
    }

    fn fill(&self, text: &'a Text) -> Cow<'a, str> {
        self.voice.fill(text)
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
            self.paragraph(self.voice.strings.incomplete);
        }
        self.reasons();
        let emergency = self.outcome.disposition == Disposition::Emergency;
        // Nothing on an emergency page may sound as if there was time.
        self.heading(if emergency { self.voice.strings.until_help } else { self.voice.strings.sooner });
        self.paragraph(self.fill(&level.sooner));
        self.safety_net();
        self.more_urgent();
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
                Setting::WaitingRoom => rule
                    .tell_staff
                    .as_ref()
                    .map(|text| format!("{} {}.", self.voice.strings.say, self.fill(text))),
            };
            if let Some(text) = text.filter(|text| !said.contains(text)) {
                self.item(text.clone());
                said.push(text);
            }
        }
    }

    fn reasons(&mut self) {
        let outcome = self.outcome;
        let (leading, lesser) = (outcome.leading_reasons().collect(), outcome.lesser_reasons());
        for (heading, reasons) in
            [(self.voice.strings.why, leading), (self.voice.strings.also_noticed, lesser)]
        {
            let reasons: Vec<&Reason> = reasons;
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

    fn self_care(&mut self) {
        let outcome = self.outcome;
        if outcome.self_care.is_empty() && outcome.prevention.is_empty() && outcome.living.is_empty() {
            self.paragraph(self.voice.strings.tips_wait);
            return;
        }
        self.list_advice(&outcome.self_care);
        for (heading, list) in [
            (self.voice.strings.prevention, &outcome.prevention),
            (self.voice.strings.living, &outcome.living),
        ] {
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
            self.item(with_doubt(self.voice.strings, &text, item));
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
            let answer =
                spoken(questionnaire, self.voice.strings, self.outcome.setting, &self.outcome.answers, *ix);
            self.item(format!("{} {answer}", question.prompt.as_str()));
        }
    }

    /// Works that the cited ones name, as far as they are not cited themselves.
    fn named(&self) -> Vec<SourceIx> {
        let all = self.cited.iter().flat_map(|ix| &self.questionnaire.source(*ix).names);
        let mut named: Vec<SourceIx> = all.copied().filter(|ix| !self.cited.contains(ix)).collect();
        named.sort_unstable();
        named.dedup();
        named
    }

    fn source(&mut self, ix: SourceIx) {
        let source = self.questionnaire.source(ix);
        let mut line = format!("{}. {}, {}", source.title.as_str(), source.by.as_str(), source.year.as_str());
        if let Some(link) = &source.link {
            line.push_str(". ");
            line.push_str(link.as_str());
        }
        self.item(line);
    }

    fn sources(&mut self) {
        let questionnaire = self.questionnaire;
        let named = self.named();
        let mut cited = std::mem::take(&mut self.cited);
        cited.sort_unstable();
        for ix in cited {
            self.source(ix);
        }
        if !named.is_empty() {
            self.heading(self.voice.strings.named);
            for ix in named {
                self.source(ix);
            }
        }
        self.paragraph(format!(
            "{} {}, {}",
            questionnaire.id(),
            questionnaire.version(),
            questionnaire.fingerprint()
        ));
    }
}

/// A text with a mark behind it where it is not well supported.
fn with_doubt(strings: &Strings<'_>, text: &str, item: &Advice) -> String {
    match item.trust.and_then(|trust| strings.trust(trust)) {
        Some(doubt) => format!("{text} ({doubt})"),
        None => text.to_owned(),
    }
}

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
