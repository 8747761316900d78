//! What is known of every session, as text.

use std::fmt::Write as _;

use super::{answers, problems, spoken, text::push};
use crate::{
    content::{EntryId, Problem, ProblemPlace, Problems, Questionnaire, SourceFile},
    engine::{Session, assess_as_it_is},
    locale::{self, Strings},
    proof::{Count, Entry, Finding, Proof, Reached, Verdict},
};

/// Where an entry stands in the files, if these are known.
pub type Locate<'a> = dyn Fn(EntryId<'_>) -> Option<ProblemPlace> + 'a;

/// How many sessions there are, what cannot be met, and which invariants fail, with the sessions that
/// show it.
#[must_use]
pub fn render(
    questionnaire: &Questionnaire,
    proof: &Proof<'_>,
    files: &[SourceFile],
    locate: &Locate<'_>,
) -> String {
    let mut text = format!(
        "{} {}, fingerprint {}\n\nComplete sessions\n",
        questionnaire.id(),
        questionnaire.version(),
        questionnaire.fingerprint()
    );
    for count in &proof.counts {
        text.push_str(&sessions(count));
    }
    text.push_str("\nMet by a session that the program itself confirms\n");
    text.push_str(&met(&proof.reached));
    let n_held = proof.verdicts.iter().filter(|verdict| matches!(verdict.finding, Finding::Holds)).count();
    let _ = write!(text, "\nStatements about every session\n  {n_held} of {} hold\n", proof.verdicts.len());
    let mut found: Vec<Problem> =
        proof.reached.iter().filter_map(|one| unmet(questionnaire, one, locate)).collect();
    found.extend(
        proof.counts.iter().filter(|count| count.longest > proof.cap).map(|count| too_long(count, proof.cap)),
    );
    found.extend(proof.verdicts.iter().filter_map(|verdict| broken(verdict, locate)));
    if !found.is_empty() {
        found.sort_by(|a, b| a.at.cmp(&b.at));
        text.push('\n');
        text.push_str(&problems::render(&Problems { problems: found, files: files.to_vec() }));
    }
    for verdict in &proof.verdicts {
        text.push_str(&counterexample(verdict));
    }
    text
}

/// An example of everything that can be met, one line each: what, and the answers.
#[must_use]
pub fn examples(questionnaire: &Questionnaire, proof: &Proof<'_>) -> String {
    let mut text = String::new();
    for reached in &proof.reached {
        let (what, id) = named(questionnaire, reached.entry);
        let example = reached.example.as_ref().map_or_else(|| "-".to_owned(), answers::render);
        let _ = writeln!(text, "{what} {id}: {example}");
    }
    text
}

fn sessions(count: &Count) -> String {
    let digits = count.sessions.to_string();
    let exact: Vec<&str> =
        digits.as_bytes().rchunks(3).rev().filter_map(|group| std::str::from_utf8(group).ok()).collect();
    format!(
        "  {:<13} {}\n  {:<13} {} to {} questions\n",
        count.setting.id(),
        exact.join(" "),
        "",
        count.shortest,
        count.longest
    )
}

fn met(reached: &[Reached<'_>]) -> String {
    type Kind = (&'static str, fn(&Entry) -> bool);
    const KINDS: [Kind; 6] = [
        ("questions", |entry| matches!(entry, Entry::Question(_))),
        ("options", |entry| matches!(entry, Entry::Option(..))),
        ("red flags, floors and escalations", |entry| matches!(entry, Entry::Rule(_))),
        ("causes", |entry| matches!(entry, Entry::Cause(_))),
        ("pieces of advice", |entry| matches!(entry, Entry::Advice(_))),
        ("levels", |entry| matches!(entry, Entry::Level(_))),
    ];
    let mut text = String::new();
    for (name, is) in KINDS {
        let all = reached.iter().filter(|one| is(&one.entry));
        let (n_all, n_met) =
            all.fold((0, 0), |(all, met), one| (all + 1, met + usize::from(one.example.is_some())));
        let _ = writeln!(text, "  {n_met} of {n_all} {name}");
    }
    text
}

/// What an entry is, and its id.
fn named(questionnaire: &Questionnaire, entry: Entry) -> (&'static str, &str) {
    match entry {
        Entry::Question(ix) => ("question", &questionnaire.question(ix).id),
        Entry::Option(ix, option) => ("option", &questionnaire.question(ix).options()[option.get()].id),
        Entry::Rule(ix) => ("rule", &questionnaire.rule(ix).id),
        Entry::Cause(ix) => ("cause", &questionnaire.cause(ix).id),
        Entry::Advice(ix) => ("advice", &questionnaire.advice_item(ix).id),
        Entry::Level(level) => ("level", level.id()),
    }
}

fn unmet(questionnaire: &Questionnaire, reached: &Reached<'_>, locate: &Locate<'_>) -> Option<Problem> {
    if reached.example.is_some() {
        return None;
    }
    let (what, id) = named(questionnaire, reached.entry);
    let at = match reached.entry {
        Entry::Question(_) => locate(EntryId::Question(id)),
        Entry::Option(ix, _) => locate(EntryId::Option(&questionnaire.question(ix).id, id)),
        Entry::Rule(_) => locate(EntryId::Rule(id)),
        Entry::Cause(_) => locate(EntryId::Cause(id)),
        Entry::Advice(_) => locate(EntryId::Advice(id)),
        Entry::Level(_) => None,
    };
    Some(Problem {
        at: at.unwrap_or_else(|| ProblemPlace::file("")),
        rule: "never-met",
        message: format!("no session was found that meets the {what} `{id}`"),
        help: Some("look for a condition that is too narrow, or take it out".to_owned()),
    })
}

fn too_long(count: &Count, cap: u32) -> Problem {
    Problem {
        at: ProblemPlace::file("questionnaire.ron"),
        rule: "too-long",
        message: format!(
            "{} asks up to {} questions, and the cap is {cap}",
            count.setting.id(),
            count.longest
        ),
        help: Some("name more questions that may be left out, or make some depend on others".to_owned()),
    }
}

fn broken(verdict: &Verdict<'_>, locate: &Locate<'_>) -> Option<Problem> {
    let invariant = verdict.invariant;
    let id = &invariant.id;
    let (rule, message, help) = match &verdict.finding {
        Finding::Holds => return None,
        Finding::Broken(_) => {
            ("broken", format!("`{id}` does not hold"), "a session that breaks it stands below")
        }
        Finding::Empty => (
            "says-nothing",
            format!("`{id}` says nothing: no session is as its `when` says"),
            "mend its `when`",
        ),
        Finding::Open(_) => (
            "not-proved",
            format!("`{id}` could neither be proved nor broken"),
            "say it in terms of answers and levels; what is shown depends on the ranking of causes",
        ),
    };
    Some(Problem {
        at: locate(EntryId::Invariant(id)).unwrap_or_else(|| ProblemPlace::file("invariants.ron")),
        rule,
        message,
        help: Some(help.to_owned()),
    })
}

/// The sessions that break an invariant, to read and to run again.
fn counterexample(verdict: &Verdict<'_>) -> String {
    let Finding::Broken(found) = &verdict.finding else { return String::new() };
    let mut text = format!("\n{}: {}\n", verdict.invariant.id, verdict.invariant.says.as_str());
    told(&mut text, "These answers break it:", &found.session);
    if let Some(changed) = &found.changed {
        told(&mut text, "and these, with one answer changed:", changed);
    }
    text
}

fn told(text: &mut String, intro: &str, session: &Session<'_>) {
    let questionnaire = session.questionnaire();
    let outcome = assess_as_it_is(session);
    push(text, "  ", intro);
    for ix in session.path().asked() {
        if outcome.answers.get(*ix).is_some() {
            let prompt = questionnaire.question(*ix).prompt.as_str();
            // The reader is an author, not someone in a waiting room.
            let answer = spoken(
                questionnaire,
                &Strings::ENGLISH,
                crate::content::Setting::Home,
                &outcome.answers,
                *ix,
            );
            push(text, "    ", &format!("{prompt} {answer}"));
        }
    }
    let fired = outcome.reasons.iter().map(|reason| questionnaire.rule(reason.rule).id.as_str());
    let because = locale::list(fired);
    let because = if because.is_empty() { String::new() } else { format!(", because of {because}") };
    push(text, "    ", &format!("Level: {}{because}", outcome.disposition.id()));
    push(text, "  ", "The same as a file for twinge assess:");
    let _ = writeln!(text, "{}", answers::render(session));
}
