//! Which answers make a condition hold.

use super::facts::Facts;
use crate::content::{Atom, Condition, OptionIx, QuestionIx, Rule};

/// An answer that makes a condition hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Because {
    /// The option is ticked.
    Option(QuestionIx, OptionIx),
    /// The number given is high enough.
    Number(QuestionIx),
    /// The question was skipped.
    Skipped(QuestionIx),
}

/// The answers behind a condition that holds, in the order of the questions.
///
/// Rules used in it are followed down to their answers. What holds because something was *not*
/// answered adds nothing.
pub(super) fn support(condition: &Condition, facts: &Facts<'_>, rules: &[Rule]) -> Vec<Because> {
    let mut found = Vec::new();
    collect(condition, facts, rules, &mut found);
    found.sort_unstable();
    found.dedup();
    found
}

fn collect(condition: &Condition, facts: &Facts<'_>, rules: &[Rule], found: &mut Vec<Because>) {
    if !facts.hold(condition) {
        return;
    }
    match condition {
        Condition::Atom(Atom::Chosen(question, option)) => found.push(Because::Option(*question, *option)),
        Condition::Atom(Atom::AtLeast(question, _)) => found.push(Because::Number(*question)),
        Condition::Atom(Atom::Skipped(question)) => found.push(Because::Skipped(*question)),
        Condition::Atom(Atom::Rule(ix)) => collect(&rules[ix.get()].is, facts, rules, found),
        Condition::Atom(_) | Condition::Not(_) => {}
        Condition::Group(ix) => collect(&facts.groups[ix.get()].is, facts, rules, found),
        Condition::All(parts) | Condition::Any(parts) => {
            for part in parts {
                collect(part, facts, rules, found);
            }
        }
    }
}
