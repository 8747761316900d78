//! Words for a doctor: what a clinician wants to hear first, on a slip of paper or in a code for a phone.
//!
//! Where there is not room for all, parts are left out one by one in the order of `Keep`, and the slip says
//! so. Every reason stands on the slip itself; only a code that has to be small leaves some of them out, after
//! the words around them have become shorter.

use crate::{
    content::{AnswerKind, OptionSet, Question, QuestionIx, Questionnaire, Setting},
    engine::{Answer, Outcome, RankedCause},
    locale::{self, Strings, Voice},
    wrap::wrap,
};

use super::spoken;

/// The most columns of a slip: paper of 80 mm takes 42 in the usual type.
pub const COLUMNS: usize = 42;
/// The most lines of a slip, unless its reasons alone take more.
pub const LINES: usize = 40;

/// When a part is left out, the first of these first; within one of them the last part first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Keep {
    /// Answers that stand there at home only: medicines, illnesses, risks.
    Least,
    /// The names of causes.
    Little,
    /// Answers that stand there everywhere: where, how long.
    More,
    /// Danger signs as ticked; what came of them stands among the reasons.
    Signs,
    /// Why it is that urgent. Left out of a small code only.
    Reason,
    /// How urgent, and what this is.
    Always,
}

/// A part of a slip: what it is called, if anything, and what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Part {
    label: String,
    text: String,
    /// The same in fewer words, for a code.
    short: Option<String>,
    keep: Keep,
}

impl Part {
    fn new(label: &str, text: impl Into<String>, keep: Keep) -> Self {
        Self { label: label.to_owned(), text: text.into(), short: None, keep }
    }

    /// A part that stands at the end, with its short form.
    fn last(text: impl Into<String>, short: impl Into<String>) -> Self {
        Self { short: Some(short.into()), ..Self::new("", text, Keep::Always) }
    }

    fn line(&self) -> String {
        if self.label.is_empty() { self.text.clone() } else { format!("{}: {}", self.label, self.text) }
    }
}

/// The slip as lines of at most [`COLUMNS`] columns.
#[must_use]
pub fn lines(questionnaire: &Questionnaire, voice: Voice<'_>, outcome: &Outcome<'_>) -> Vec<String> {
    let mut parts = parts(questionnaire, voice, outcome);
    loop {
        let lines = laid_out(&parts, voice.strings);
        if lines.len() <= LINES || !shorten(&mut parts, Keep::Signs, voice.strings) {
            return lines;
        }
    }
}

/// The slip as text, a line feed at the end of each line.
#[must_use]
pub fn render(questionnaire: &Questionnaire, voice: Voice<'_>, outcome: &Outcome<'_>) -> String {
    lines(questionnaire, voice, outcome).into_iter().map(|line| line + "\n").collect()
}

/// The slip without its layout, for a code: the whole first, then ever less of it.
#[must_use]
pub fn compact(questionnaire: &Questionnaire, voice: Voice<'_>, outcome: &Outcome<'_>) -> Vec<String> {
    let mut parts = parts(questionnaire, voice, outcome);
    let mut texts = Vec::new();
    loop {
        let long: Vec<String> = parts.iter().map(Part::line).collect();
        let short: Vec<String> =
            parts.iter().map(|part| part.short.clone().unwrap_or_else(|| part.line())).collect();
        texts.extend([long.join("\n"), short.join("\n")]);
        if !shorten(&mut parts, Keep::Reason, voice.strings) {
            return texts;
        }
    }
}

fn laid_out(parts: &[Part], strings: &Strings<'_>) -> Vec<String> {
    let title = strings.slip_title.to_uppercase();
    let mut lines: Vec<String> = wrap(&title, COLUMNS).into_iter().map(str::to_owned).collect();
    lines.push(String::new());
    let mut before: Option<&Part> = None;
    for part in parts {
        let ends = part.keep == Keep::Always && before.is_some_and(|before| before.keep != Keep::Always);
        let starts = before.is_some_and(|before| before.keep == Keep::Always) && part.keep != Keep::Always;
        if starts || ends {
            lines.push(String::new());
        }
        let line = part.line();
        for (n, text) in wrap(&line, COLUMNS - 2).into_iter().enumerate() {
            lines.push(if n == 0 { text.to_owned() } else { format!("  {text}") });
        }
        before = Some(part);
    }
    lines
}

/// Leaves out the part that is needed least, if one may go, and says that something was left out.
fn shorten(parts: &mut Vec<Part>, most: Keep, strings: &Strings<'_>) -> bool {
    let weakest = parts.iter().enumerate().rev().filter(|(_, part)| part.keep <= most);
    let Some((at, _)) = weakest.min_by_key(|(_, part)| part.keep) else { return false };
    parts.remove(at);
    if !parts.iter().any(|part| part.text == strings.slip_shortened) {
        let end = parts.iter().position(|part| part.short.is_some()).unwrap_or(parts.len());
        parts.insert(end, Part::last(strings.slip_shortened, strings.slip_shortened_short));
    }
    true
}

fn parts(questionnaire: &Questionnaire, voice: Voice<'_>, outcome: &Outcome<'_>) -> Vec<Part> {
    let strings = voice.strings;
    let level = voice.fill(&outcome.level(questionnaire).name);
    let level = format!("{} {level}", locale::mark(outcome.disposition));
    let mut parts = vec![Part::new("", level, Keep::Always)];
    parts.extend(reasons(questionnaire, voice, outcome));
    parts.extend(answers(questionnaire, strings, outcome));
    let named = |label: &str, causes: &[RankedCause]| {
        let names = causes.iter().map(|ranked| voice.fill(&questionnaire.cause(ranked.cause).clinical));
        (!causes.is_empty()).then(|| Part::new(label, locale::list(names), Keep::Little))
    };
    parts.extend(named(strings.slip_first, &outcome.behind));
    parts.extend(named(strings.slip_could_fit, &outcome.causes));
    if !outcome.complete {
        parts.push(Part::last(strings.slip_incomplete, strings.slip_incomplete));
    }
    parts.push(Part::last(strings.slip_made_by, strings.slip_made_by_short));
    let (id, print) = (questionnaire.id(), questionnaire.fingerprint());
    let status = questionnaire.front().status().as_str();
    let version = format!("{id} {}, {print}: {status}", questionnaire.version());
    parts.push(Part::last(version, format!("{id} {print}")));
    parts
}

/// Why it is that urgent, the most urgent first; in a waiting room what to say to staff before it.
fn reasons(questionnaire: &Questionnaire, voice: Voice<'_>, outcome: &Outcome<'_>) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    let mut add = |part: Part| {
        if !parts.contains(&part) {
            parts.push(part);
        }
    };
    if outcome.setting == Setting::WaitingRoom {
        for reason in outcome.leading_reasons() {
            if let Some(say) = &questionnaire.rule(reason.rule).tell_staff {
                add(Part::new(voice.strings.slip_say, voice.fill(say), Keep::Reason));
            }
        }
    }
    for reason in &outcome.reasons {
        let text = voice.fill(&questionnaire.rule(reason.rule).reason);
        add(Part::new(voice.strings.slip_why, text, Keep::Reason));
    }
    parts
}

/// The answers that the content puts on the slip, those with the same label together.
fn answers(questionnaire: &Questionnaire, strings: &Strings<'_>, outcome: &Outcome<'_>) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    for ix in &outcome.path {
        let question = questionnaire.question(*ix);
        let Some(slip) = &question.slip else { continue };
        if outcome.setting == Setting::WaitingRoom && !slip.everywhere {
            continue;
        }
        let Some(text) = answer(questionnaire, strings, outcome, *ix) else { continue };
        let keep = match (question.danger, slip.everywhere) {
            (true, _) if text == strings.slip_none_ticked => Keep::Little,
            (true, _) => Keep::Signs,
            (false, true) => Keep::More,
            (false, false) => Keep::Least,
        };
        let label = slip.label.as_str();
        match parts.iter_mut().find(|part| part.label == label) {
            None => parts.push(Part::new(label, text, keep)),
            Some(part) if part.text == strings.slip_none_ticked => (part.text, part.keep) = (text, keep),
            Some(part) if text != strings.slip_none_ticked => {
                part.text.push_str("; ");
                part.text.push_str(&text);
                part.keep = part.keep.min(keep);
            }
            Some(_) => {}
        }
    }
    parts
}

/// An answer in short; nothing where nothing was ticked, except on a danger screen.
fn answer(
    questionnaire: &Questionnaire,
    strings: &Strings<'_>,
    outcome: &Outcome<'_>,
    ix: QuestionIx,
) -> Option<String> {
    let question = questionnaire.question(ix);
    let spoken = || spoken(questionnaire, strings, outcome.setting, &outcome.answers, ix);
    match outcome.answers.get(ix)? {
        Answer::Skipped => None,
        Answer::Options(set) if names_nothing(question, set) => {
            question.danger.then(|| strings.slip_none_ticked.to_owned())
        }
        Answer::Options(_) => Some(spoken()),
        Answer::Number(n) => Some(match &question.answer {
            AnswerKind::Scale { from: 0, to, .. } => format!("{n}/{to}"),
            AnswerKind::Number { unit, .. } => format!("{n} {}", unit.as_str()),
            _ => spoken(),
        }),
    }
}

/// Whether only options are ticked that clear all others, such as "None of these".
fn names_nothing(question: &Question, set: OptionSet) -> bool {
    let AnswerKind::Many(options) = &question.answer else { return false };
    set.iter().all(|option| options[option.get()].conflicts.len() + 1 == options.len())
}
