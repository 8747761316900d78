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

impl Because {
    /// The question that was answered.
    #[must_use]
    pub const fn question(self) -> QuestionIx {
        match self {
            Self::Option(question, _) | Self::Number(question) | Self::Skipped(question) => question,
        }
    }
}

/// How an answer stands in a condition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stands {
    /// The condition asks for it.
    Needed,
    /// The condition asks for it or for something else.
    OneOfSeveral,
    /// The same, and it is an answer to a rule that is one of several.
    InRuleOfSeveral,
}

/// The answers behind a condition that holds, in the order of the questions.
///
/// Rules used in it are followed down to their answers. What holds because something was *not*
/// answered adds nothing.
pub(super) fn support(condition: &Condition, facts: &Facts<'_>, rules: &[Rule]) -> Vec<Because> {
    support_if(condition, facts, rules, |_, _| true)
}

/// Those of them that the reason of a rule tells in its words, in the order of the questions.
///
/// Where one of several signs is enough, as in "and a nerve sign", the words may leave open which one it
/// was. So a sign on a danger screen is told only where the condition cannot do without it, and the same
/// goes for all that stands behind another rule.
pub(super) fn told(
    condition: &Condition,
    facts: &Facts<'_>,
    rules: &[Rule],
    danger: impl Fn(QuestionIx) -> bool,
) -> Vec<Because> {
    support_if(condition, facts, rules, |because, stands| match stands {
        Stands::Needed => true,
        Stands::OneOfSeveral => !danger(because.question()),
        Stands::InRuleOfSeveral => false,
    })
}

fn support_if(
    condition: &Condition,
    facts: &Facts<'_>,
    rules: &[Rule],
    wanted: impl Fn(Because, Stands) -> bool,
) -> Vec<Because> {
    let mut found = Vec::new();
    collect(condition, Stands::Needed, facts, rules, &mut |because, stands| {
        if wanted(because, stands) {
            found.push(because);
        }
    });
    found.sort_unstable();
    found.dedup();
    found
}

fn collect(
    condition: &Condition,
    stands: Stands,
    facts: &Facts<'_>,
    rules: &[Rule],
    found: &mut dyn FnMut(Because, Stands),
) {
    if !facts.hold(condition) {
        return;
    }
    match condition {
        Condition::Atom(Atom::Chosen(question, option)) => found(Because::Option(*question, *option), stands),
        Condition::Atom(Atom::AtLeast(question, _)) => found(Because::Number(*question), stands),
        Condition::Atom(Atom::Skipped(question)) => found(Because::Skipped(*question), stands),
        Condition::Atom(Atom::Rule(ix)) => {
            let stands = if stands == Stands::Needed { stands } else { Stands::InRuleOfSeveral };
            collect(&rules[ix.get()].is, stands, facts, rules, found);
        }
        Condition::Atom(_) | Condition::Not(_) => {}
        Condition::Group(ix) => collect(&facts.groups[ix.get()].is, stands, facts, rules, found),
        Condition::All(parts) => {
            for part in parts {
                collect(part, stands, facts, rules, found);
            }
        }
        Condition::Any(parts) => {
            let one_of = parts.len() > 1 && stands == Stands::Needed;
            let stands = if one_of { Stands::OneOfSeveral } else { stands };
            for part in parts {
                collect(part, stands, facts, rules, found);
            }
        }
    }
}
