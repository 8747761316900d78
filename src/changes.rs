//! What two versions of the content say differently, read side by side.
//!
//! Every entry falls into parts, each a line of text. Parts are compared by the id of their entry, so
//! that moving entries between files changes nothing.

mod entries;

use std::collections::BTreeSet;

use crate::content::Questionnaire;
use entries::{Entry, entries};

/// What a part of the content bears on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Bearing {
    /// Which sessions there are.
    Flow,
    /// The disposition of a session.
    Urgency,
    /// What is shown, and in which order.
    Shown,
    /// The words of a text that is shown.
    Words,
}

/// Something that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What it bears on.
    pub bearing: Bearing,
    /// The entry, such as "question `age`".
    pub entry: String,
    /// What of it differs.
    pub what: What,
}

/// What differs of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// Only the newer version has it.
    Added,
    /// Only the older version has it.
    Removed,
    /// It stands elsewhere among its like.
    Moved,
    /// A part of it that is no text, such as its condition.
    Part(&'static str),
    /// The words of a part; none where a version lacks it.
    Text {
        /// The part.
        part: String,
        /// The words of the older version.
        old: Option<String>,
        /// The words of the newer version.
        new: Option<String>,
    },
}

/// Every difference between two versions, in the order of the newer one.
#[must_use]
pub fn changes(old: &Questionnaire, new: &Questionnaire) -> Vec<Change> {
    let (before, after) = (entries(old), entries(new));
    let mut found = Vec::new();
    for entry in &after {
        match before.iter().find(|other| other.name == entry.name) {
            Some(other) => compare(other, entry, &mut found),
            None => whole(entry, What::Added, &mut found),
        }
    }
    let gone = before.iter().filter(|entry| after.iter().all(|other| other.name != entry.name));
    gone.for_each(|entry| whole(entry, What::Removed, &mut found));
    found.extend(moved(&before, &after));
    found
}

/// Whether any difference bears on this.
#[must_use]
pub fn any(changes: &[Change], bearing: Bearing) -> bool {
    changes.iter().any(|change| change.bearing == bearing)
}

/// An entry that only one version has, with all its texts.
fn whole(entry: &Entry, what: What, found: &mut Vec<Change>) {
    let added = what == What::Added;
    found.push(Change { bearing: entry.bearing, entry: entry.name.clone(), what });
    found.extend(entry.texts.iter().map(|(part, text)| {
        let (old, new) = if added { (None, Some(text.clone())) } else { (Some(text.clone()), None) };
        let what = What::Text { part: part.clone(), old, new };
        Change { bearing: Bearing::Words, entry: entry.name.clone(), what }
    }));
}

fn compare(old: &Entry, new: &Entry, found: &mut Vec<Change>) {
    // An entry has the same parts in both versions.
    for ((part, bearing, before), (.., after)) in old.parts.iter().zip(&new.parts) {
        if before != after {
            found.push(Change { bearing: *bearing, entry: new.name.clone(), what: What::Part(part) });
        }
    }
    let text = |texts: &[(String, String)], part: &str| {
        texts.iter().find(|(other, _)| other == part).map(|(_, text)| text.clone())
    };
    let gone = old.texts.iter().filter(|(part, _)| text(&new.texts, part).is_none());
    for (part, _) in new.texts.iter().chain(gone) {
        let (before, after) = (text(&old.texts, part), text(&new.texts, part));
        if before != after {
            let what = What::Text { part: part.clone(), old: before, new: after };
            found.push(Change { bearing: Bearing::Words, entry: new.name.clone(), what });
        }
    }
}

/// Entries that no longer stand in the same order among those of both versions: as few as explain it.
fn moved(before: &[Entry], after: &[Entry]) -> Vec<Change> {
    let mut found = Vec::new();
    let groups: BTreeSet<&str> = after.iter().map(|entry| entry.among.as_str()).collect();
    for among in groups.into_iter().filter(|among| !among.is_empty()) {
        let names = |entries: &[Entry], others: &[Entry]| -> Vec<String> {
            let own = entries.iter().filter(|entry| entry.among == among);
            let common = own.filter(|entry| others.iter().any(|other| other.name == entry.name));
            common.map(|entry| entry.name.clone()).collect()
        };
        let (old, new) = (names(before, after), names(after, before));
        let kept = in_both_orders(&old, &new);
        let strayed = after.iter().filter(|entry| new.contains(&entry.name) && !kept.contains(&entry.name));
        found.extend(strayed.map(|entry| Change {
            bearing: entry.order,
            entry: entry.name.clone(),
            what: What::Moved,
        }));
    }
    found
}

/// The longest list that stands in the order of both lists.
fn in_both_orders(one: &[String], other: &[String]) -> Vec<String> {
    let mut longest = vec![vec![0_usize; other.len() + 1]; one.len() + 1];
    for (i, a) in one.iter().enumerate().rev() {
        for (j, b) in other.iter().enumerate().rev() {
            longest[i][j] =
                if a == b { longest[i + 1][j + 1] + 1 } else { longest[i + 1][j].max(longest[i][j + 1]) };
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut kept = Vec::new();
    while i < one.len() && j < other.len() {
        if one[i] == other[j] {
            kept.push(one[i].clone());
            (i, j) = (i + 1, j + 1);
        } else if longest[i + 1][j] >= longest[i][j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    kept
}
