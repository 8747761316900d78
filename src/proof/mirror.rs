//! Whether the diagrams say of one session what the engine says of it.

use super::{
    TooLarge,
    diagram::{Allowance, Bdd},
    encode::Encoding,
};
use crate::{
    content::Questionnaire,
    engine::{Session, assess_as_it_is},
};

/// The diagrams of a questionnaire, to be held against single sessions of the engine.
pub struct Mirror<'q>(Encoding<'q>);

/// Something of which diagrams and engine say different things.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Disagreement {
    /// Whether a question is due.
    #[error("whether `{0}` is due")]
    Due(String),
    /// Whether a rule fires.
    #[error("whether `{0}` fires")]
    Fires(String),
    /// Whether the session is one.
    #[error("whether these answers can stand together")]
    Sound,
}

impl<'q> Mirror<'q> {
    /// The diagrams of a questionnaire.
    ///
    /// # Errors
    ///
    /// [`TooLarge`].
    pub fn new(questionnaire: &'q Questionnaire) -> Result<Self, TooLarge> {
        Encoding::new(questionnaire, Allowance::ENDLESS).map(Self)
    }

    /// Holds one session against the diagrams.
    ///
    /// # Errors
    ///
    /// The first thing they disagree on.
    pub fn agrees(&self, session: &Session<'_>) -> Result<(), Disagreement> {
        let encoding = &self.0;
        let truths = encoding.vars.truths(session);
        let value = |what: &Bdd| truths.satisfy(what);
        let questionnaire = encoding.questionnaire;
        for ix in questionnaire.question_positions() {
            if value(encoding.asked(ix)) != session.path().asked().contains(&ix) {
                return Err(Disagreement::Due(questionnaire.question(ix).id.clone()));
            }
        }
        let outcome = assess_as_it_is(session);
        for ix in questionnaire.rule_positions() {
            let fired = outcome.reasons.iter().any(|reason| reason.rule == ix);
            if value(encoding.rule(ix)) != fired {
                return Err(Disagreement::Fires(questionnaire.rule(ix).id.clone()));
            }
        }
        let sound = encoding.is_sound(&value, outcome.complete);
        if sound { Ok(()) } else { Err(Disagreement::Sound) }
    }
}
