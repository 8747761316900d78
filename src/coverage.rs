//! Whether every fact of the source documents is carried by an entry that some session can show.
//!
//! Which entries can be shown is asked of the caller, who has sessions to show it: those of a proof.

use std::{collections::HashSet, fmt::Write};

use unicode_width::UnicodeWidthStr;

use crate::{
    content::{Carrier, Disposition, FactIx, Questionnaire},
    engine::{Session, assess_as_it_is},
    locale::Voice,
    report,
};

/// Widest column of what a fact is about; longer ones push the next column aside.
const WIDEST: usize = 46;

/// A fact with the entries that carry it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The fact.
    pub fact: FactIx,
    /// The entries, and whether some session can show each.
    pub carried: Vec<(Carrier, bool)>,
}

impl Row {
    /// Whether a person can come to read it.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.carried.iter().any(|(_, shown)| *shown)
    }
}

/// A row for each fact, in their order.
#[must_use]
pub fn coverage(questionnaire: &Questionnaire, reachable: &dyn Fn(Carrier) -> bool) -> Vec<Row> {
    let mut rows: Vec<Row> =
        questionnaire.fact_positions().map(|fact| Row { fact, carried: Vec::new() }).collect();
    for (carrier, seeds) in questionnaire.carriers().filter(|(_, seeds)| !seeds.is_empty()) {
        let shown = reachable(carrier);
        for fact in seeds {
            rows[fact.get()].carried.push((carrier, shown));
        }
    }
    rows
}

/// Everything that a person sees who has walked one of these sessions.
#[must_use]
pub fn shown<'s, 'q: 's>(sessions: impl IntoIterator<Item = &'s Session<'q>>) -> HashSet<Carrier> {
    let mut shown = HashSet::new();
    for session in sessions {
        meet(session, &mut shown);
    }
    shown
}

/// Adds everything that a person sees who has walked this session.
fn meet(session: &Session<'_>, shown: &mut HashSet<Carrier>) {
    let questionnaire = session.questionnaire();
    let outcome = assess_as_it_is(session);
    shown.extend(outcome.path.iter().copied().map(Carrier::Question));
    if !outcome.complete {
        // An emergency ended it, and there is no summary.
        shown.extend(outcome.leading_reasons().map(|reason| Carrier::Rule(reason.rule)));
        return;
    }
    shown.extend(outcome.reasons.iter().map(|reason| Carrier::Rule(reason.rule)));
    if outcome.disposition != Disposition::Emergency {
        // What stands behind a flag is never named alone.
        let behind = outcome.behind.iter().filter(|_| !outcome.causes.is_empty());
        let causes = outcome.causes.iter().chain(behind).map(|ranked| ranked.cause);
        shown.extend(causes.chain(outcome.notes.iter().copied()).map(Carrier::Cause));
    }
    shown.extend(outcome.given().map(|given| Carrier::Advice(given.advice)));
    let voice = Voice::english(questionnaire.front().generic());
    shown.extend(report::cited(questionnaire, voice, &outcome).into_iter().map(Carrier::Source));
}

/// The rows as a table, and how many of them hold in its last line.
#[must_use]
pub fn render(questionnaire: &Questionnaire, rows: &[Row]) -> String {
    let about = |row: &Row| questionnaire.fact(row.fact).about.as_str();
    let widest_id = rows.iter().map(|row| questionnaire.fact(row.fact).id.width()).max().unwrap_or(0);
    let widest = rows.iter().map(|row| about(row).width()).max().unwrap_or(0).min(WIDEST);
    let mut table = String::new();
    for row in rows {
        let fact = questionnaire.fact(row.fact);
        let gap = widest.saturating_sub(about(row).width());
        // Writing into a string cannot fail.
        let _ = writeln!(
            table,
            "{:widest_id$}  {}{:gap$}  {}",
            fact.id,
            about(row),
            "",
            carriers(questionnaire, row)
        );
    }
    let held = rows.iter().filter(|row| row.holds()).count();
    let _ = writeln!(table, "{held} of {} facts carried and reachable", rows.len());
    table
}

fn carriers(questionnaire: &Questionnaire, row: &Row) -> String {
    if row.carried.is_empty() {
        return "carried by nothing".to_owned();
    }
    let name = |(carrier, shown): &(Carrier, bool)| {
        let id = questionnaire.carrier_id(*carrier);
        if *shown { id.to_owned() } else { format!("{id} (no session shows it)") }
    };
    row.carried.iter().map(name).collect::<Vec<_>>().join(", ")
}
