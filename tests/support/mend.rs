//! Changes to content as it was read, before it is checked.

use twinge::content::{Parsed, Word, raw};

pub(crate) use raw::Condition;

/// A condition, as an author writes it.
pub(crate) fn condition(text: &str) -> Condition {
    ron::from_str(text).expect("it is a condition")
}

pub(crate) fn word(text: &str) -> Word {
    Word { text: text.to_owned(), at: None }
}

/// A red flag, floor or escalation.
pub(crate) fn rule<'a>(parsed: &'a mut Parsed, id: &str) -> &'a mut raw::Flag {
    let file = &mut parsed.content.red_flags.as_mut().expect("there are rules").value;
    let mut all = file.flags.iter_mut().chain(&mut file.floors).chain(&mut file.escalations);
    all.find(|rule| rule.id.text == id).expect("there is such a rule")
}

pub(crate) fn group<'a>(parsed: &'a mut Parsed, id: &str) -> &'a mut Condition {
    let file = &mut parsed.content.red_flags.as_mut().expect("there are groups").value;
    &mut file.groups.iter_mut().find(|group| group.id.text == id).expect("there is such a group").is
}

pub(crate) fn guard<'a>(parsed: &'a mut Parsed, id: &str) -> &'a mut raw::Guard {
    let file = &mut parsed.content.guards.as_mut().expect("there are guards").value;
    file.guards.iter_mut().find(|guard| guard.id.text == id).expect("there is such a guard")
}

pub(crate) fn cause<'a>(parsed: &'a mut Parsed, id: &str) -> &'a mut raw::Cause {
    let mut all = parsed.content.causes.iter_mut().flat_map(|file| &mut file.value.causes);
    all.find(|cause| cause.id.text == id).expect("there is such a cause")
}

pub(crate) fn advice<'a>(parsed: &'a mut Parsed, id: &str) -> &'a mut raw::AdviceItem {
    let mut all = parsed.content.advice.iter_mut().flat_map(|file| &mut file.value.items);
    all.find(|item| item.id.text == id).expect("there is such a piece of advice")
}

pub(crate) fn section<'a>(parsed: &'a mut Parsed, id: &str) -> &'a mut Vec<raw::Step> {
    let mut all = parsed.content.flow.iter_mut();
    &mut all.find(|file| file.value.id.text == id).expect("there is such a section").value.steps
}

pub(crate) fn questionnaire(parsed: &mut Parsed) -> &mut raw::Questionnaire {
    &mut parsed.content.questionnaire.as_mut().expect("there is one").value
}

pub(crate) fn question<'a>(parsed: &'a mut Parsed, id: &str) -> &'a mut raw::Question {
    let mut all = parsed.content.flow.iter_mut().flat_map(|file| &mut file.value.steps);
    all.find_map(|step| question_in(step, id)).expect("there is such a question")
}

fn question_in<'a>(step: &'a mut raw::Step, id: &str) -> Option<&'a mut raw::Question> {
    match step {
        raw::Step::Ask(question) => (question.id.text == id).then_some(&mut **question),
        raw::Step::When { steps, .. } => steps.iter_mut().find_map(|step| question_in(step, id)),
    }
}

/// The condition right around a question.
pub(crate) fn when_of<'a>(parsed: &'a mut Parsed, id: &str) -> &'a mut Condition {
    fn around<'a>(step: &'a mut raw::Step, id: &str) -> Option<&'a mut Condition> {
        let raw::Step::When { is, steps } = step else { return None };
        let here =
            steps.iter().any(|step| matches!(step, raw::Step::Ask(question) if question.id.text == id));
        if here { Some(is) } else { steps.iter_mut().find_map(|step| around(step, id)) }
    }
    let mut all = parsed.content.flow.iter_mut().flat_map(|file| &mut file.value.steps);
    all.find_map(|step| around(step, id)).expect("a condition stands around it")
}

/// Takes a question that stands directly in a section out of it.
pub(crate) fn take(parsed: &mut Parsed, from: &str, id: &str) -> raw::Step {
    fn holds(step: &raw::Step, id: &str) -> bool {
        match step {
            raw::Step::Ask(question) => question.id.text == id,
            raw::Step::When { steps, .. } => steps.iter().any(|step| holds(step, id)),
        }
    }
    let steps = section(parsed, from);
    let n = steps.iter().position(|step| holds(step, id)).expect("it stands there");
    steps.remove(n)
}

pub(crate) fn options(question: &mut raw::Question) -> &mut Vec<raw::AnswerOption> {
    match &mut question.answer {
        raw::AnswerKind::One { options } | raw::AnswerKind::Many { options, .. } => options,
        _ => panic!("it has no options"),
    }
}

pub(crate) fn option<'a>(parsed: &'a mut Parsed, question_id: &str, id: &str) -> &'a mut raw::AnswerOption {
    let options = options(question(parsed, question_id));
    options.iter_mut().find(|option| option.id.text == id).expect("there is such an option")
}

/// The parts of `All` or `Any`.
pub(crate) fn parts(condition: &mut Condition) -> &mut Vec<Condition> {
    match condition {
        Condition::All(parts) | Condition::Any(parts) => parts,
        other => panic!("{other:?} has no parts"),
    }
}

/// Makes `All` of `Any` and the other way round, at the top.
pub(crate) fn turn(condition: &mut Condition) {
    let turned = match condition {
        Condition::All(parts) => Condition::Any(std::mem::take(parts)),
        Condition::Any(parts) => Condition::All(std::mem::take(parts)),
        other => panic!("{other:?} has no parts"),
    };
    *condition = turned;
}

pub(crate) fn negate(condition: &mut Condition) {
    *condition = Condition::Not(Box::new(condition.clone()));
}

/// Lets a condition hold only with another one.
pub(crate) fn narrow(condition: &mut Condition, with: &str) {
    *condition = Condition::All(vec![condition.clone(), self::condition(with)]);
}

/// Replaces a part of a condition, which must be there.
pub(crate) fn replace(condition: &mut Condition, part: &str, by: &str) {
    let (part, by) = (format!("{:?}", self::condition(part)), self::condition(by));
    let mut n = 0;
    visit(condition, &mut |condition| {
        if format!("{condition:?}") == part {
            *condition = by.clone();
            n += 1;
        }
    });
    assert!(n > 0, "there is no {part} in {condition:?}");
}

/// Takes a part out of every `All` and `Any` that holds it; it must be there.
pub(crate) fn lose(condition: &mut Condition, part: &str) {
    let part = format!("{:?}", self::condition(part));
    let mut n = 0;
    visit(condition, &mut |condition| {
        if let Condition::All(parts) | Condition::Any(parts) = condition {
            let before = parts.len();
            parts.retain(|other| format!("{other:?}") != part);
            n += before - parts.len();
        }
    });
    assert!(n > 0, "there is no {part} in {condition:?}");
}

fn visit(condition: &mut Condition, change: &mut impl FnMut(&mut Condition)) {
    change(condition);
    match condition {
        Condition::All(parts) | Condition::Any(parts) => {
            for part in parts {
                visit(part, change);
            }
        }
        Condition::Not(part) => visit(part, change),
        _ => {}
    }
}

/// Takes a rule out, with every mention of it in other rules, causes, guards, advice and invariants.
pub(crate) fn drop_rule(parsed: &mut Parsed, id: &str) {
    let file = &mut parsed.content.red_flags.as_mut().expect("there are rules").value;
    for rules in [&mut file.flags, &mut file.floors, &mut file.escalations] {
        rules.retain(|rule| rule.id.text != id);
    }
    let never = |condition: &mut Condition| {
        visit(condition, &mut |part| {
            if matches!(part, Condition::Flag(word) if word.text == id) {
                *part = Condition::All(vec![condition_in(true), condition_in(false)]);
            }
        });
    };
    for rules in [&mut file.flags, &mut file.floors, &mut file.escalations] {
        for rule in rules {
            never(&mut rule.is);
        }
    }
    for cause in parsed.content.causes.iter_mut().flat_map(|file| &mut file.value.causes) {
        cause.urgent.retain(|word| word.text != id);
        never(&mut cause.needs);
        for finding in cause.fits.iter_mut().chain(&mut cause.against) {
            never(&mut finding.is);
        }
    }
    for item in parsed.content.advice.iter_mut().flat_map(|file| &mut file.value.items) {
        item.when.iter_mut().chain(&mut item.hide).for_each(never);
        for instead in &mut item.instead {
            never(&mut instead.when);
        }
    }
    let guards = &mut parsed.content.guards.as_mut().expect("there are guards").value.guards;
    for guard in guards {
        never(&mut guard.when);
    }
    for fallback in &mut questionnaire(parsed).fallback {
        never(&mut fallback.when);
    }
    let invariants = &mut parsed.invariants.as_mut().expect("there are invariants").value.invariants;
    for invariant in invariants {
        match &mut invariant.holds {
            raw::Holds::Always(then) | raw::Holds::AtEnd(then) => never(then),
            raw::Holds::If { when, then } | raw::Holds::IfAtEnd { when, then } => {
                never(when);
                never(then);
            }
            raw::Holds::NeverLowers { apart_from, .. } | raw::Holds::Rising { apart_from, .. } => {
                apart_from.retain(|word| word.text != id);
            }
            raw::Holds::NeverMatters(_)
            | raw::Holds::Before { .. }
            | raw::Holds::Danger(_)
            | raw::Holds::NeverSkipped(_)
            | raw::Holds::Touches { .. } => {}
        }
    }
}

/// In one of the two settings.
fn condition_in(home: bool) -> Condition {
    Condition::In(if home { raw::Setting::Home } else { raw::Setting::WaitingRoom })
}
