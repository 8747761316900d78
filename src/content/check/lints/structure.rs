//! What danger screens, emergencies, options and sources must have.

use std::collections::HashSet;

use super::super::super::raw::TextKind;
use super::super::super::{
    raw::{self, Disposition, Skip},
    word::Word,
};
use super::{Finding, shown::Shown};

/// Names of the lints.
pub(super) const UNSURE: &str = "danger-without-unsure";
pub(super) const ACTION: &str = "emergency-without-action";
pub(super) const UNUSED: &str = "unused-source";
pub(super) const LENGTH: &str = "option-length";

/// How the id of the answer "I am not sure" ends.
const UNSURE_END: &str = "_unsure";

/// The most characters of an option.
const LONGEST_OPTION: usize = 60;

/// The most characters of a hint.
const LONGEST_HINT: usize = 200;

/// A danger screen takes "I am not sure" for an answer, and skipping it can be seen.
pub(super) fn danger_without_unsure<'a>(content: &'a raw::Content, findings: &mut Vec<Finding<'a>>) {
    for file in &content.flow {
        danger_in(&file.name, &file.value.steps, findings);
    }
}

fn danger_in<'a>(file: &'a str, steps: &'a [raw::Step], findings: &mut Vec<Finding<'a>>) {
    for step in steps {
        let question = match step {
            raw::Step::When { steps, .. } => {
                danger_in(file, steps, findings);
                continue;
            }
            raw::Step::Ask(question) if question.danger => question,
            raw::Step::Ask(_) => continue,
        };
        let id = question.id.as_str();
        let mut missing = |what: String, help: &str| {
            findings.push(Finding::at(UNSURE, file, &question.id, what, help));
        };
        let unsure = match &question.answer {
            raw::AnswerKind::One { options } | raw::AnswerKind::Many { options, .. } => {
                options.iter().any(|option| option.id.as_str().ends_with(UNSURE_END))
            }
            _ => false,
        };
        if !unsure {
            missing(
                format!("the danger screen `{id}` has no answer `I am not sure`"),
                "add an option with an id that ends in `_unsure`",
            );
        }
        if !matches!(question.skip, Skip::As(_)) {
            missing(
                format!("no condition can see that the danger screen `{id}` was skipped"),
                "give it a name, such as `skip: As(\"now_skip\")`",
            );
        }
    }
}

/// What makes it an emergency says what to do at home and what to tell the staff.
pub(super) fn emergency_without_action<'a>(content: &'a raw::Content, findings: &mut Vec<Finding<'a>>) {
    let Some(file) = &content.red_flags else { return };
    let raw = &file.value;
    let rules = raw.flags.iter().chain(&raw.floors).chain(&raw.escalations);
    for rule in rules.filter(|rule| rule.level == Disposition::Emergency) {
        let missing = match (&rule.home, &rule.tell_staff) {
            (None, None) => "`home` and `tell_staff`",
            (None, _) => "`home`",
            (_, None) => "`tell_staff`",
            _ => continue,
        };
        let what = format!("the emergency `{}` lacks {missing}", rule.id.as_str());
        let help = "say what to do now, at home and in a waiting room";
        findings.push(Finding::at(ACTION, &file.name, &rule.id, what, help));
    }
}

/// Every source is named by a rule, a cause or a piece of advice, or is itself a fact of the source
/// documents.
pub(super) fn unused_source<'a>(content: &'a raw::Content, findings: &mut Vec<Finding<'a>>) {
    let Some(file) = &content.sources else { return };
    let rules = content.red_flags.iter().flat_map(|file| {
        file.value
            .flags
            .iter()
            .chain(&file.value.floors)
            .chain(&file.value.escalations)
            .map(|rule| &rule.sources)
    });
    let causes = content.causes.iter().flat_map(|file| file.value.causes.iter().map(|cause| &cause.sources));
    let advice = content.advice.iter().flat_map(|file| file.value.items.iter().map(|item| &item.sources));
    let used: HashSet<&str> = rules.chain(causes).chain(advice).flatten().map(Word::as_str).collect();
    let unused = |source: &&raw::Source| source.seeds.is_empty() && !used.contains(source.id.as_str());
    for source in file.value.sources.iter().filter(unused) {
        let what = format!("nothing rests on the source `{}`", source.id.as_str());
        let help = "name it where it is used, or take it out";
        findings.push(Finding::at(UNUSED, &file.name, &source.id, what, help));
    }
}

/// An option is short, and so is its hint.
pub(super) fn option_length<'a>(shown: &Shown<'a>, findings: &mut Vec<Finding<'a>>) {
    if shown.kind != TextKind::Option {
        return;
    }
    let texts = [(Some(shown.text), LONGEST_OPTION, "option"), (shown.hint, LONGEST_HINT, "hint")];
    for (text, most, what) in texts {
        let Some(text) = text else { continue };
        let Some((end, _)) = text.as_str().char_indices().nth(most) else { continue };
        let n = most + text.as_str()[end..].chars().count();
        let finding = Finding {
            lint: LENGTH,
            entry: shown.entry,
            file: shown.file,
            at: text.part(end..text.as_str().len()),
            message: format!("the {what} has {n} characters; {most} are the most"),
            help: Some("say it shorter; what counts and what does not belongs into the hint".to_owned()),
        };
        findings.push(finding);
    }
}
