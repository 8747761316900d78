//! What differs between two versions of the content, as text: what is lowered first.

use std::fmt::Write as _;

use num_bigint::BigUint;

use super::{spoken, text::push};
use crate::{
    changes::{Bearing, Change, What},
    content::{Answer, Disposition, Questionnaire, Setting},
    engine::{Session, assess_as_it_is},
    locale::Strings,
    proof::{Amount, Comparison, Kind, Low, OneSided},
};

/// All that differs. `compared` is absent where neither a question nor a rule differs, so that no session can
/// change.
#[must_use]
pub fn render(
    [old, new]: [&Questionnaire; 2],
    changes: &[Change],
    compared: Option<&Comparison<'_>>,
) -> String {
    let mut text = String::new();
    for (name, version) in [("old", old), ("new", new)] {
        let _ = writeln!(
            text,
            "{name}: {} {}, fingerprint {}",
            version.id(),
            version.version(),
            version.fingerprint()
        );
    }
    text.push('\n');
    match compared {
        None => push(&mut text, "", "No session changes: questions, options and rules are the same."),
        Some(compared) => sessions(&mut text, compared),
    }
    listed(&mut text, "Questions and options", changes, Bearing::Flow);
    listed(&mut text, "Red flags, floors and escalations", changes, Bearing::Urgency);
    listed(
        &mut text,
        "Other entries and conditions (named here; their effect is not worked out)",
        changes,
        Bearing::Shown,
    );
    listed(&mut text, "Texts", changes, Bearing::Words);
    if changes.is_empty() {
        push(&mut text, "", "No text changes.");
    }
    text
}

fn sessions(text: &mut String, compared: &Comparison<'_>) {
    let nothing = BigUint::ZERO;
    let (lowered, raised): (Vec<_>, Vec<_>) = compared.kinds.iter().partition(|kind| kind.lowered);
    if compared.both == nothing {
        push(
            text,
            "",
            "NOT COMPARED: no session of one version is one of the other, so no level was compared.",
        );
    } else if lowered.is_empty() {
        push(text, "", "Nothing is lowered: no session comes out less urgent.");
    } else {
        push(text, "", "LOWERED: sessions come out less urgent than before.");
    }
    for kind in lowered.into_iter().chain(raised) {
        text.push('\n');
        changed(text, kind);
    }
    text.push('\n');
    let (both, only_old, only_new) = (&compared.both, &compared.only_old, &compared.only_new);
    push(text, "", &format!("Complete sessions with the same answers in both versions: {both}"));
    if only_old.sessions != nothing || only_new.sessions != nothing {
        push(text, "", &format!("Only in the old version: {}", only_old.sessions));
        push(text, "", &format!("Only in the new version: {}", only_new.sessions));
        push(text, "", "The levels of these could not be compared.");
        one_sided(text, "old", only_old);
        one_sided(text, "new", only_new);
    }
}

fn changed(text: &mut String, kind: &Kind<'_>) {
    let high = kind.high.id();
    let low = match kind.low {
        Low::Exactly(low) => low.id().to_owned(),
        Low::Below(bound) => format!("less than {}", bound.id()),
    };
    let (way, from, to) =
        if kind.lowered { ("LOWERED", high, low.as_str()) } else { ("Raised", low.as_str(), high) };
    let Amount { least, exact } = &kind.sessions;
    let amount = if *exact {
        format!("{least} {}", if *least == BigUint::from(1_u8) { "session" } else { "sessions" })
    } else {
        format!("at least {least}; too many kinds of them to be counted")
    };
    push(text, "", &format!("{way} from {from} to {to}: {amount}"));
    let [old, new] = [&kind.example.old, &kind.example.new];
    answers(text, new);
    fired(text, "old", old);
    fired(text, "new", new);
    file(text, new);
}

fn one_sided(text: &mut String, name: &str, only: &OneSided<'_>) {
    if let Some(session) = &only.example {
        text.push('\n');
        push(text, "", &format!("For instance, only in the {name} version:"));
        answers(text, session);
        fired(text, name, session);
        file(text, session);
    }
}

/// The answers of a session, as a person would read them back.
fn answers(text: &mut String, session: &Session<'_>) {
    let questionnaire = session.questionnaire();
    push(text, "  ", &format!("Setting: {}", session.setting().id()));
    for ix in session.path().asked() {
        let prompt = questionnaire.question(*ix).prompt.as_str();
        // Nobody's own answers: they may all be read back.
        let answer = spoken(questionnaire, &Strings::ENGLISH, Setting::Home, session.answers(), *ix);
        push(text, "  - ", &format!("{prompt} {answer}"));
    }
}

fn fired(text: &mut String, name: &str, session: &Session<'_>) {
    let outcome = assess_as_it_is(session);
    let rules = outcome.leading_reasons().map(|reason| session.questionnaire().rule(reason.rule).id.as_str());
    let rules: Vec<&str> = rules.collect();
    let because = match outcome.disposition {
        Disposition::SelfCare if rules.is_empty() => String::new(),
        _ => format!(", because of {}", rules.join(", ")),
    };
    push(text, "  ", &format!("In the {name} version: {}{because}", outcome.disposition.id()));
}

/// The session as an answers file, in one line to be copied.
fn file(text: &mut String, session: &Session<'_>) {
    push(text, "  ", "As a file for `twinge assess`:");
    let _ = writeln!(text, "  {}", answers_file(session));
}

/// A session as an answers file for `twinge assess`.
#[must_use]
pub fn answers_file(session: &Session<'_>) -> String {
    let questionnaire = session.questionnaire();
    let asked = session.path().asked().iter();
    let given = asked.filter_map(|ix| {
        let question = questionnaire.question(*ix);
        let answer = match session.answers().get(*ix)? {
            Answer::Number(n) => n.to_string(),
            Answer::Skipped => format!("\"{}\"", question.skip_id()?),
            Answer::Options(set) => {
                let ids: Vec<String> =
                    set.iter().map(|option| format!("\"{}\"", question.options()[option.get()].id)).collect();
                format!("[{}]", ids.join(", "))
            }
        };
        Some(format!("\"{}\": {answer}", question.id))
    });
    let given: Vec<String> = given.collect();
    format!("{{\"setting\": \"{}\", \"answers\": {{{}}}}}", session.setting().id(), given.join(", "))
}

fn listed(text: &mut String, title: &str, changes: &[Change], bearing: Bearing) {
    let mut found = changes.iter().filter(|change| change.bearing == bearing).peekable();
    if found.peek().is_none() {
        return;
    }
    text.push('\n');
    push(text, "", title);
    push(text, "", &"-".repeat(title.len()));
    for Change { entry, what, .. } in found {
        match what {
            What::Added => push(text, "- ", &format!("{entry}: added")),
            What::Removed => push(text, "- ", &format!("{entry}: removed")),
            What::Moved => push(text, "- ", &format!("{entry}: moved")),
            What::Part(part) => push(text, "- ", &format!("{entry}: {part} changed")),
            What::Text { part, old, new } => {
                push(text, "- ", &format!("{entry}: {part}"));
                for (mark, said) in [("    old: ", old), ("    new: ", new)] {
                    push(text, mark, said.as_deref().unwrap_or("(none)"));
                }
            }
        }
    }
}
