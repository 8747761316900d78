//! Conditions on answers, and their value when some answers are not known yet.

use super::{
    disposition::{Disposition, Setting},
    model::{AdviceIx, CauseIx, Group, GroupIx, OptionIx, QuestionIx, RuleIx, TextSet, TopicIx},
};

/// The smallest statement a condition is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Atom {
    /// The option is ticked.
    Chosen(QuestionIx, OptionIx),
    /// The question was skipped.
    Skipped(QuestionIx),
    /// The number answered is at least this.
    AtLeast(QuestionIx, u16),
    /// The rule has fired.
    Rule(RuleIx),
    /// The disposition is at least this urgent.
    Level(Disposition),
    /// The program runs in this setting.
    In(Setting),
    /// The question is due. Only in invariants, as are the next five.
    Asked(QuestionIx),
    /// The option is on the screen: its question is due, and nothing hides it.
    Offered(QuestionIx, OptionIx),
    /// The piece of advice is given.
    Shown(AdviceIx),
    /// Wherever the piece of advice is given, it is with one of these texts of it.
    Says(AdviceIx, TextSet),
    /// A piece of advice that touches the topic is given.
    Touched(TopicIx),
    /// The cause is listed as one that could fit.
    Named(CauseIx),
}

/// A checked condition. Groups stay named, so that it can be explained.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Condition {
    /// A single statement.
    Atom(Atom),
    /// A named condition.
    Group(GroupIx),
    /// Every one holds; holds when there is none.
    All(Vec<Self>),
    /// At least one holds; fails when there is none.
    Any(Vec<Self>),
    /// It does not hold.
    Not(Box<Self>),
}

/// Kleene's three values: what is known of a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Truth {
    /// It holds.
    Yes,
    /// It does not hold.
    No,
    /// Not known yet.
    Unknown,
}

impl From<bool> for Truth {
    fn from(holds: bool) -> Self {
        if holds { Self::Yes } else { Self::No }
    }
}

impl Condition {
    /// The condition that always holds.
    pub const ALWAYS: Self = Self::All(Vec::new());

    /// Its value, given what is known of each atom.
    ///
    /// `Yes` and `No` stay as they are however the unknown atoms turn out.
    pub fn truth(&self, groups: &[Group], atom: &impl Fn(Atom) -> Truth) -> Truth {
        match self {
            Self::Atom(a) => atom(*a),
            Self::Group(ix) => groups[ix.get()].is.truth(groups, atom),
            Self::All(parts) => fold(parts, groups, atom, Truth::No, Truth::Yes),
            Self::Any(parts) => fold(parts, groups, atom, Truth::Yes, Truth::No),
            Self::Not(part) => match part.truth(groups, atom) {
                Truth::Yes => Truth::No,
                Truth::No => Truth::Yes,
                Truth::Unknown => Truth::Unknown,
            },
        }
    }

    /// Calls `visit` with every atom, also those inside groups.
    pub fn for_each_atom(&self, groups: &[Group], visit: &mut impl FnMut(Atom)) {
        match self {
            Self::Atom(a) => visit(*a),
            Self::Group(ix) => groups[ix.get()].is.for_each_atom(groups, visit),
            Self::All(parts) | Self::Any(parts) => {
                for part in parts {
                    part.for_each_atom(groups, visit);
                }
            }
            Self::Not(part) => part.for_each_atom(groups, visit),
        }
    }
}

/// The value of a list in which `decisive` settles the matter and `otherwise` is its value when
/// every part says so.
fn fold(
    parts: &[Condition],
    groups: &[Group],
    atom: &impl Fn(Atom) -> Truth,
    decisive: Truth,
    otherwise: Truth,
) -> Truth {
    let mut value = otherwise;
    for part in parts {
        match part.truth(groups, atom) {
            t if t == decisive => return decisive,
            Truth::Unknown => value = Truth::Unknown,
            _ => {}
        }
    }
    value
}
