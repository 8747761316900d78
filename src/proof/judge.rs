//! Conditions on one outcome of the real engine.

use crate::{
    content::{Atom, Condition, Questionnaire, Truth},
    engine::{Answer, Outcome},
};

/// Whether a condition, which may look at everything, holds for an outcome.
#[must_use]
pub fn holds(questionnaire: &Questionnaire, outcome: &Outcome<'_>, condition: &Condition) -> bool {
    let value = |atom| Truth::from(atom_holds(questionnaire, outcome, atom));
    condition.truth(questionnaire.groups(), &value) == Truth::Yes
}

fn atom_holds(questionnaire: &Questionnaire, outcome: &Outcome<'_>, atom: Atom) -> bool {
    let answers = &outcome.answers;
    match atom {
        Atom::Chosen(question, option) => answers.ticked(question).contains(option),
        Atom::Skipped(question) => answers.get(question) == Some(Answer::Skipped),
        Atom::AtLeast(question, least) => {
            matches!(answers.get(question), Some(Answer::Number(n)) if n >= least)
        }
        Atom::Rule(ix) => outcome.reasons.iter().any(|reason| reason.rule == ix),
        Atom::Level(least) => outcome.disposition >= least,
        Atom::In(setting) => outcome.setting == setting,
        Atom::Asked(question) => outcome.path.contains(&question),
        Atom::Offered(question, option) => {
            let shown = &questionnaire.question(question).options()[option.get()].when;
            outcome.path.contains(&question) && holds(questionnaire, outcome, shown)
        }
        Atom::Says(advice, texts) => outcome.given().filter(|given| given.advice == advice).all(|given| {
            let place = questionnaire.advice_item(advice).texts().position(|text| text == given.text);
            place.is_some_and(|place| texts.contains(place))
        }),
        Atom::Shown(advice) => outcome.given().any(|given| given.advice == advice),
        Atom::Touched(topic) => {
            outcome.given().any(|given| questionnaire.advice_item(given.advice).touches.contains(&topic))
        }
        Atom::Named(cause) => outcome.causes.iter().any(|ranked| ranked.cause == cause),
    }
}
