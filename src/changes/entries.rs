//! Every entry of a content in parts that can be compared.

use std::fmt::Write as _;

use super::Bearing::{self, Flow, Shown, Urgency};
use crate::content::{
    Advice, AdviceIx, AnswerKind, Atom, Cause, Condition, Disposition, Finding, OptionIx, OptionSet,
    Question, Questionnaire, Rule, Setting, Skip, SourceIx, Text, ToldSign, TopicIx, Words,
};

/// One entry.
pub(super) struct Entry {
    /// What it is, with its id.
    pub(super) name: String,
    /// The entries among which its place counts; empty if it does not.
    pub(super) among: String,
    /// What it bears on that there is such an entry.
    pub(super) bearing: Bearing,
    /// What its place bears on.
    pub(super) order: Bearing,
    /// What is no text: a name, what it bears on, and a value to compare.
    pub(super) parts: Vec<(&'static str, Bearing, String)>,
    /// The texts that are shown, by the name of the part.
    pub(super) texts: Vec<(String, String)>,
}

impl Entry {
    fn new(kind: &str, id: &str, bearing: Bearing) -> Self {
        let name = format!("{kind} `{id}`");
        Self { name, among: String::new(), bearing, order: Shown, parts: Vec::new(), texts: Vec::new() }
    }

    fn among(mut self, among: &str, order: Bearing) -> Self {
        among.clone_into(&mut self.among);
        self.order = order;
        self
    }

    fn part(mut self, name: &'static str, bearing: Bearing, value: impl Into<String>) -> Self {
        self.parts.push((name, bearing, value.into()));
        self
    }

    fn text<'t>(mut self, part: &str, text: impl Into<Option<&'t Text>>) -> Self {
        self.texts.extend(text.into().map(|text| (part.to_owned(), text.as_str().to_owned())));
        self
    }

    /// Paragraphs, numbered from 1.
    fn paragraphs(self, part: &str, texts: &[Text]) -> Self {
        let numbered = texts.iter().enumerate();
        numbered.fold(self, |entry, (n, text)| entry.text(&format!("{part} {}", n + 1), text))
    }
}

/// All entries of a content, in its order.
pub(super) fn entries(content: &Questionnaire) -> Vec<Entry> {
    let mut entries = vec![whole(content)];
    for question in content.questions() {
        entries.push(self::question(content, question));
        entries.extend(options(content, question));
    }
    entries.extend(content.rules().iter().map(|rule| self::rule(content, rule)));
    entries.extend(content.causes().iter().map(|cause| self::cause(content, cause)));
    entries.push(fallback(content));
    entries.extend(content.advice().iter().map(|item| advice(content, item)));
    entries.extend(content.guards().iter().map(|guard| {
        Entry::new("guard", &guard.id, Shown).part("condition", Shown, told(content, &guard.when)).part(
            "topics",
            Shown,
            topics(content, &guard.hides),
        )
    }));
    entries.extend(around(content));
    entries
}

fn whole(content: &Questionnaire) -> Entry {
    let ranked = |question: &Question| Some((question.drop_rank?, question.id.clone()));
    let mut dropped: Vec<(usize, String)> = content.questions().iter().filter_map(ranked).collect();
    dropped.sort_unstable();
    let dropped: Vec<String> = dropped.into_iter().map(|(_, id)| id).collect();
    Entry::new("questionnaire", content.id(), Flow)
        .part("most questions", Flow, content.cap().most.to_string())
        .part("questions that may be left out", Flow, dropped.join(","))
        .text("not a diagnosis", content.not_a_diagnosis())
        .text("closing", content.closing())
        .text("status", content.front().status())
        .paragraphs("about", content.front().about())
}

fn question(content: &Questionnaire, question: &Question) -> Entry {
    let (kind, low, high, unit) = match &question.answer {
        AnswerKind::One(_) => ("one".to_owned(), None, None, None),
        AnswerKind::Many(_) => ("many".to_owned(), None, None, None),
        AnswerKind::Scale { from, to, low, high } => (format!("{from}-{to}"), Some(low), Some(high), None),
        AnswerKind::Number { from, to, unit } => (format!("{from}-{to}"), None, None, Some(unit)),
    };
    let scale = matches!(question.answer, AnswerKind::Scale { .. });
    Entry::new("question", &question.id, Flow)
        .among("questions", Flow)
        .part("condition", Flow, told(content, &question.when))
        .part("kind of answer", Flow, kind)
        .part("skip", Flow, (question.skip != Skip::Never).to_string())
        .part("name of the skip", Shown, question.skip_id().unwrap_or_default())
        .part("look of the answer", Shown, scale.to_string())
        .part("danger screen", Shown, question.danger.to_string())
        .part("signs to watch for", Shown, format!("{:?}", question.watch))
        .part("section", Shown, content.sections()[question.section].id.clone())
        .part("where the slip tells it", Shown, place_on_slip(question))
        .text("prompt", &question.prompt)
        .text("help", question.help.as_ref())
        .text("help in a waiting room", question.help_waiting_room.as_ref())
        .text("why", &question.why)
        .text("name on the slip", question.slip.as_ref().map(|slip| &slip.label))
        .text("low end", low)
        .text("high end", high)
        .text("unit", unit)
}

fn place_on_slip(question: &Question) -> &'static str {
    match &question.slip {
        None => "nowhere",
        Some(slip) if slip.everywhere => "everywhere",
        Some(_) => "at home",
    }
}

fn options<'q>(content: &'q Questionnaire, question: &'q Question) -> impl Iterator<Item = Entry> + 'q {
    let among = format!("options of `{}`", question.id);
    question.options().iter().map(move |option| {
        let beside = match question.answer {
            AnswerKind::Many(_) => excluded(question, option.conflicts),
            _ => String::new(),
        };
        Entry::new("option", &format!("{}: {}", question.id, option.id), Flow)
            .among(&among, Shown)
            .part("condition", Flow, told(content, &option.when))
            .part("what it can stand beside", Flow, beside)
            .part("sign to watch for", Shown, option.watch.to_string())
            .part("places on the figure", Shown, format!("{:?}", option.regions))
            .part("hours on the clock", Shown, format!("{:?}", option.hours))
            .text("text", &option.text)
            .text("hint", option.hint.as_ref())
    })
}

/// The options that an option excludes. One that excludes all others stays the same when there are more.
fn excluded(question: &Question, set: OptionSet) -> String {
    let n_options = question.options().len();
    if set.len() + 1 == n_options {
        return "all".to_owned();
    }
    let clears = |n: &OptionIx| question.options()[n.get()].conflicts.len() + 1 == n_options;
    let others = set.iter().filter(|n| !clears(n));
    let mut ids: Vec<&str> = others.map(|n| question.options()[n.get()].id.as_str()).collect();
    ids.sort_unstable();
    ids.join(",")
}

fn rule(content: &Questionnaire, rule: &Rule) -> Entry {
    Entry::new("rule", &rule.id, Urgency)
        .part("condition", Urgency, told(content, &rule.is))
        .part("level", Urgency, rule.level.id())
        .part("kind", Shown, format!("{:?}", rule.kind))
        .part("evidence", Shown, format!("{:?}", rule.evidence))
        .part("sources", Shown, sources(content, &rule.sources))
        .text("reason", &rule.reason)
        .text("sign", rule.sign.as_ref())
        .text("home", rule.home.as_ref())
        .text("tell_staff", rule.tell_staff.as_ref())
        .text("suspected", rule.suspected.as_ref())
}

fn cause(content: &Questionnaire, cause: &Cause) -> Entry {
    let findings = |findings: &[Finding]| {
        let each =
            findings.iter().map(|finding| format!("{} {:?}", told(content, &finding.is), finding.weight));
        each.collect::<Vec<_>>().join(";")
    };
    let urgent: Vec<&str> = cause.urgent.iter().map(|rule| content.rule(*rule).id.as_str()).collect();
    Entry::new("cause", &cause.id, Shown)
        .among("causes", Shown)
        .part("what it needs", Shown, told(content, &cause.needs))
        .part("what fits it", Shown, findings(&cause.fits))
        .part("what speaks against it", Shown, findings(&cause.against))
        .part("how it is shown", Shown, format!("{:?}", cause.show))
        .part("self-care", Shown, items(content, &cause.self_care))
        .part("tests", Shown, items(content, &cause.tests))
        .part("treatments", Shown, items(content, &cause.treatments))
        .part("prevention", Shown, items(content, &cause.prevention))
        .part("rules that make it urgent", Shown, urgent.join(","))
        .part("sources", Shown, sources(content, &cause.sources))
        .text("name", &cause.name)
        .text("clinical name", &cause.clinical)
        .paragraphs("what", &cause.what)
        .paragraphs("not asked", &cause.not_asked)
        .text("see", &cause.see)
        .text("caveat", cause.caveat.as_ref())
}

fn fallback(content: &Questionnaire) -> Entry {
    let each = content.fallback().iter();
    let each = each.map(|one| format!("{} {}", told(content, &one.when), content.cause(one.cause).id));
    Entry::new("list", "fallback", Shown).part("causes", Shown, each.collect::<Vec<_>>().join(";"))
}

fn advice(content: &Questionnaire, item: &Advice) -> Entry {
    let some = |when: Option<&Condition>| when.map_or_else(String::new, |when| told(content, when));
    let instead: Vec<String> = item.instead.iter().map(|other| told(content, &other.when)).collect();
    let texts: Vec<Text> = item.instead.iter().map(|other| other.text.clone()).collect();
    let signs = |tells: &[ToldSign]| {
        let sign = |sign: &ToldSign| {
            let option = &content.question(sign.question).options()[sign.option.get()];
            format!("{} {}", sign.level.id(), option.id)
        };
        let mut signs: Vec<String> = tells.iter().map(sign).collect();
        signs.sort_unstable();
        signs.join(",")
    };
    let wordings = [&item.tells].into_iter().chain(item.instead.iter().map(|other| &other.tells));
    let wordings: Vec<String> = wordings.map(|tells| signs(tells)).collect();
    Entry::new("advice", &item.id, Shown)
        .among("advice", Shown)
        .part("when", Shown, some(item.when.as_ref()))
        .part("hide", Shown, some(item.hide.as_ref()))
        .part("when other words stand in", Shown, instead.join(";"))
        .part("signs that it names", Shown, wordings.join(";"))
        .part("kind", Shown, format!("{:?}", item.kind))
        .part("topics", Shown, topics(content, &item.touches))
        .part("trust", Shown, format!("{:?}", item.trust))
        .part("sources", Shown, sources(content, &item.sources))
        .text("title", item.title.as_ref())
        .text("text", &item.text)
        .paragraphs("instead", &texts)
}

/// What stands around questions and results: headings, levels, places, sources.
fn around(content: &Questionnaire) -> Vec<Entry> {
    let mut around = Vec::new();
    for section in content.sections() {
        around.push(Entry::new("section", &section.id, Shown).text("title", &section.title));
    }
    for level in Disposition::ALL {
        for setting in Setting::ALL {
            let said = content.level(level, setting);
            let entry = Entry::new("level", &format!("{}, {}", level.id(), setting.id()), Shown);
            let entry = entry.text("name", &said.name).paragraphs("act", &said.act);
            around.push(entry.text("sooner", &said.sooner).text("shout", said.shout.as_ref()));
        }
    }
    for place in content.front().places() {
        let entry = Entry::new("place", &place.id, Shown).text("name", &place.name);
        around.push(words(entry, &place.words));
    }
    around.push(words(Entry::new("words", "generic", Shown), content.front().generic()));
    for source in content.sources() {
        let entry = Entry::new("source", &source.id, Shown)
            .part("whether it was seen", Shown, format!("{:?}", source.seen))
            .part("works it names", Shown, sources(content, &source.names))
            .text("title", &source.title)
            .text("by", &source.by)
            .text("year", &source.year);
        around.push(entry.text("link", source.link.as_ref()));
    }
    around
}

fn words(mut entry: Entry, words: &Words) -> Entry {
    entry.texts.extend(words.all().map(|(name, word)| (name.to_owned(), word.to_owned())));
    entry
}

fn items(content: &Questionnaire, items: &[AdviceIx]) -> String {
    items.iter().map(|ix| content.advice_item(*ix).id.as_str()).collect::<Vec<_>>().join(",")
}

fn sources(content: &Questionnaire, sources: &[SourceIx]) -> String {
    sources.iter().map(|ix| content.source(*ix).id.as_str()).collect::<Vec<_>>().join(",")
}

fn topics(content: &Questionnaire, topics: &[TopicIx]) -> String {
    topics.iter().map(|ix| content.topics()[ix.get()].as_str()).collect::<Vec<_>>().join(",")
}

/// A condition by ids, with its groups spread out: a group that is only renamed changes nothing.
fn told(content: &Questionnaire, condition: &Condition) -> String {
    let mut text = String::new();
    write_condition(&mut text, content, condition);
    text
}

fn write_condition(text: &mut String, content: &Questionnaire, condition: &Condition) {
    let list = |text: &mut String, name: &str, parts: &[Condition]| {
        text.push_str(name);
        for part in parts {
            write_condition(text, content, part);
            text.push(',');
        }
        text.push(')');
    };
    match condition {
        Condition::Atom(atom) => write_atom(text, content, *atom),
        Condition::Group(ix) => write_condition(text, content, &content.groups()[ix.get()].is),
        Condition::All(parts) => list(text, "All(", parts),
        Condition::Any(parts) => list(text, "Any(", parts),
        Condition::Not(part) => list(text, "Not(", std::slice::from_ref(part)),
    }
}

fn write_atom(text: &mut String, content: &Questionnaire, atom: Atom) {
    let question = |ix| content.question(ix).id.as_str();
    // Writing to a string cannot fail.
    let _ = match atom {
        Atom::Chosen(ix, option) => {
            write!(text, "{}:{}", question(ix), content.question(ix).options()[option.get()].id)
        }
        Atom::Skipped(ix) => write!(text, "{} skipped", question(ix)),
        Atom::AtLeast(ix, least) => write!(text, "{}>={least}", question(ix)),
        Atom::Rule(ix) => write!(text, "rule {}", content.rule(ix).id),
        Atom::Level(level) => write!(text, "level {}", level.id()),
        Atom::In(setting) => write!(text, "in {}", setting.id()),
        Atom::Asked(ix) => write!(text, "asked {}", question(ix)),
        Atom::Offered(ix, option) => {
            write!(text, "offered {}:{}", question(ix), content.question(ix).options()[option.get()].id)
        }
        Atom::Says(ix, _) => write!(text, "words of {}", content.advice_item(ix).id),
        Atom::Shown(ix) => write!(text, "shown {}", content.advice_item(ix).id),
        Atom::Touched(ix) => write!(text, "touched {}", content.topics()[ix.get()]),
        Atom::Named(ix) => write!(text, "named {}", content.cause(ix).id),
    };
}
