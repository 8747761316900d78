//! What is known of an atom, from answers.

use super::answer::Answers;
use crate::content::{
    Answer, AnswerKind, Atom, Condition, Disposition, Group, QuestionIx, Questionnaire, Setting, Truth,
};

/// Everything conditions can look at.
#[derive(Clone, Copy)]
pub(super) struct Facts<'a> {
    pub(super) groups: &'a [Group],
    pub(super) setting: Setting,
    /// Answers that count.
    pub(super) live: &'a Answers,
    /// Rules that have fired, as far as they have been evaluated.
    pub(super) fired: &'a [bool],
    pub(super) level: Disposition,
    /// Questions from this one on count as not answered yet; none, if absent.
    pub(super) open_from: Option<QuestionIx>,
}

impl<'a> Facts<'a> {
    /// Facts from answers alone, before any rule.
    pub(super) fn answers(groups: &'a [Group], setting: Setting, live: &'a Answers) -> Self {
        Self { groups, setting, live, fired: &[], level: Disposition::SelfCare, open_from: None }
    }

    /// Whether a condition holds.
    pub(super) fn hold(&self, condition: &Condition) -> bool {
        self.truth(condition) == Truth::Yes
    }

    pub(super) fn truth(&self, condition: &Condition) -> Truth {
        condition.truth(self.groups, &|atom| self.atom(atom))
    }

    /// Whether a condition could come to hold with signs that are not there yet.
    ///
    /// What is answered with one of several options, such as age and place, stays as it is; what can be
    /// ticked or grow may still come.
    pub(super) fn could_still_hold(&self, questionnaire: &Questionnaire, condition: &Condition) -> bool {
        let atom = |atom| match atom {
            Atom::Chosen(question, _) | Atom::Skipped(question) | Atom::AtLeast(question, _) => {
                let stays = matches!(questionnaire.question(question).answer, AnswerKind::One(_))
                    && self.live.get(question).is_some();
                if stays { self.atom(atom) } else { Truth::Unknown }
            }
            Atom::Rule(ix) if self.could_still_hold(questionnaire, &questionnaire.rule(ix).is) => {
                Truth::Unknown
            }
            // A rule whose signs cannot come has not fired, and rules do not look at the level.
            _ => self.atom(atom),
        };
        condition.truth(self.groups, &atom) != Truth::No
    }

    fn atom(&self, atom: Atom) -> Truth {
        let question = match atom {
            Atom::Rule(ix) => return self.fired.get(ix.get()).copied().unwrap_or(false).into(),
            Atom::Level(level) => return (self.level >= level).into(),
            Atom::In(setting) => return (self.setting == setting).into(),
            // Only invariants look at what is asked and shown; the proof answers them.
            Atom::Asked(_)
            | Atom::Offered(..)
            | Atom::Shown(_)
            | Atom::Says(..)
            | Atom::Touched(_)
            | Atom::Named(_) => return Truth::No,
            Atom::Chosen(question, _) | Atom::Skipped(question) | Atom::AtLeast(question, _) => question,
        };
        if self.open_from.is_some_and(|first| question >= first) {
            return Truth::Unknown;
        }
        let holds = match (atom, self.live.get(question)) {
            (Atom::Chosen(_, option), Some(Answer::Options(set))) => set.contains(option),
            (Atom::AtLeast(_, least), Some(Answer::Number(n))) => n >= least,
            (Atom::Skipped(_), Some(Answer::Skipped)) => true,
            _ => false,
        };
        holds.into()
    }
}
