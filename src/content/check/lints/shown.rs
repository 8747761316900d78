//! Every text that a person may read, and under which conditions.

use super::super::{
    super::{
        raw::{self, AdviceKind, Condition, TextKind},
        word::Word,
    },
    words_of,
};

/// Texts that are read in one go: an option and its hint, or a single text.
pub(super) struct Shown<'a> {
    /// The file it stands in.
    pub(super) file: &'a str,
    /// Id of the entry that it belongs to.
    pub(super) entry: &'a str,
    pub(super) kind: TextKind,
    pub(super) text: &'a Word,
    pub(super) hint: Option<&'a Word>,
    /// Whether it must be easy to read; names and titles need not be.
    pub(super) graded: bool,
    /// What must hold for it to be shown, as far as that is certain.
    pub(super) conditions: Vec<&'a Condition>,
}

/// Collects texts.
#[derive(Default)]
struct Collector<'a> {
    shown: Vec<Shown<'a>>,
    file: &'a str,
    entry: &'a str,
    conditions: Vec<&'a Condition>,
}

/// Every text that is shown.
pub(super) fn shown(content: &raw::Content) -> Vec<Shown<'_>> {
    let mut collector = Collector::default();
    if let Some(file) = &content.questionnaire {
        collector.questionnaire(file);
    }
    for file in &content.flow {
        collector.enter(&file.name, file.value.id.as_str());
        collector.add_name(TextKind::Question, &file.value.title);
        collector.steps(&file.value.steps);
    }
    if let Some(file) = &content.red_flags {
        collector.file = &file.name;
        let raw = &file.value;
        for rule in raw.flags.iter().chain(&raw.floors).chain(&raw.escalations) {
            collector.rule(rule);
        }
    }
    for file in &content.causes {
        collector.file = &file.name;
        file.value.causes.iter().for_each(|cause| collector.cause(cause));
    }
    for file in &content.advice {
        collector.file = &file.name;
        file.value.items.iter().for_each(|item| collector.advice(file.value.kind, item));
    }
    for file in &content.places {
        collector.place(file);
    }
    collector.shown
}

impl<'a> Collector<'a> {
    fn enter(&mut self, file: &'a str, entry: &'a str) {
        (self.file, self.entry) = (file, entry);
    }

    fn push(&mut self, kind: TextKind, text: &'a Word, hint: Option<&'a Word>, graded: bool) {
        let conditions = self.conditions.clone();
        self.shown.push(Shown { file: self.file, entry: self.entry, kind, text, hint, graded, conditions });
    }

    fn add(&mut self, kind: TextKind, text: &'a Word) {
        self.push(kind, text, None, true);
    }

    fn add_name(&mut self, kind: TextKind, text: &'a Word) {
        self.push(kind, text, None, false);
    }

    fn questionnaire(&mut self, file: &'a raw::File<raw::Questionnaire>) {
        let raw = &file.value;
        self.enter(&file.name, raw.id.as_str());
        for text in raw.about.iter().chain([&raw.not_a_diagnosis, &raw.closing]) {
            self.add(TextKind::Front, text);
        }
        self.add_name(TextKind::Front, &raw.status);
        let generic = &raw.generic;
        for word in [
            &generic.emergency_number,
            &generic.emergency_place,
            &generic.advice_line,
            &generic.doctor,
            &generic.maternity_unit,
            &generic.mental_health_line,
            &generic.poison_line,
        ] {
            self.add_name(TextKind::Place, word);
        }
        for level in &raw.levels {
            self.entry = name_of(level.level);
            let kind = kind_of(level.level, TextKind::Level);
            self.add(kind, &level.name);
            for text in [&level.home, &level.waiting_room] {
                text.act
                    .iter()
                    .chain([&text.sooner])
                    .chain(&text.shout)
                    .for_each(|text| self.add(kind, text));
            }
        }
    }

    fn steps(&mut self, steps: &'a [raw::Step]) {
        for step in steps {
            match step {
                raw::Step::Ask(question) => self.question(question),
                raw::Step::When { is, steps } => {
                    self.conditions.push(is);
                    self.steps(steps);
                    self.conditions.pop();
                }
            }
        }
    }

    fn question(&mut self, raw: &'a raw::Question) {
        self.entry = raw.id.as_str();
        let help = raw.help.iter().chain(&raw.help_waiting_room);
        for text in [&raw.prompt].into_iter().chain(help).chain([&raw.why]) {
            self.add(TextKind::Question, text);
        }
        if let Some(raw::Slip::Everywhere(label) | raw::Slip::AtHome(label)) = &raw.slip {
            self.add_name(TextKind::Question, label);
        }
        match &raw.answer {
            raw::AnswerKind::One { options } | raw::AnswerKind::Many { options, .. } => {
                for option in options {
                    self.entry = option.id.as_str();
                    self.conditions.extend(&option.when);
                    self.push(TextKind::Option, &option.text, option.hint.as_ref(), true);
                    if option.when.is_some() {
                        self.conditions.pop();
                    }
                }
            }
            raw::AnswerKind::Scale { low, high, .. } => {
                self.add(TextKind::Option, low);
                self.add(TextKind::Option, high);
            }
            raw::AnswerKind::Number { unit, .. } => self.add(TextKind::Option, unit),
        }
    }

    fn rule(&mut self, raw: &'a raw::Flag) {
        self.entry = raw.id.as_str();
        self.conditions.push(&raw.is);
        let kind = kind_of(raw.level, TextKind::Rule);
        for text in [&raw.reason].into_iter().chain(&raw.sign).chain(&raw.home).chain(&raw.tell_staff) {
            self.add(kind, text);
        }
        self.conditions.clear();
    }

    fn cause(&mut self, raw: &'a raw::Cause) {
        self.entry = raw.id.as_str();
        self.conditions.push(&raw.needs);
        self.add_name(TextKind::Cause, &raw.name);
        if raw.show != raw::Show::BehindFlag {
            self.add_name(TextKind::Cause, &raw.clinical);
        }
        for text in raw.what.iter().chain(&raw.not_asked).chain([&raw.see]).chain(&raw.caveat) {
            self.add(TextKind::Cause, text);
        }
        self.conditions.clear();
    }

    fn advice(&mut self, kind: AdviceKind, raw: &'a raw::AdviceItem) {
        self.entry = raw.id.as_str();
        let by_causes = matches!(
            kind,
            AdviceKind::SelfCare | AdviceKind::Test | AdviceKind::Treatment | AdviceKind::Prevention
        );
        // A cause can offer the item when its own condition does not hold.
        self.conditions.extend(raw.when.iter().filter(|_| !by_causes));
        let kind = if kind == AdviceKind::SafetyNet { TextKind::SafetyNet } else { TextKind::Advice };
        raw.title.iter().for_each(|title| self.add_name(kind, title));
        self.add(kind, &raw.text);
        for instead in &raw.instead {
            self.conditions.push(&instead.when);
            self.add(kind, &instead.text);
            self.conditions.pop();
        }
        self.conditions.clear();
    }

    fn place(&mut self, file: &'a raw::File<raw::Place>) {
        let raw = &file.value;
        self.enter(&file.name, raw.id.as_str());
        words_of(raw).into_iter().flatten().for_each(|word| self.add_name(TextKind::Place, word));
    }
}

const fn name_of(level: raw::Disposition) -> &'static str {
    match level {
        raw::Disposition::Emergency => "Emergency",
        raw::Disposition::SameDay => "SameDay",
        raw::Disposition::Soon => "Soon",
        raw::Disposition::Routine => "Routine",
        raw::Disposition::SelfCare => "SelfCare",
    }
}

const fn kind_of(level: raw::Disposition, otherwise: TextKind) -> TextKind {
    match level {
        raw::Disposition::Emergency => TextKind::Emergency,
        _ => otherwise,
    }
}
