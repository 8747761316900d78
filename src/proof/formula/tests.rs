#![expect(clippy::unwrap_used, reason = "a failing test should panic")]

use super::*;
use crate::{
    content::{Questionnaire, TextSet, Weight},
    engine::{Outcome, assess_as_it_is},
    proof::{judge::holds, small, vars::Truths},
};

fn atom(atom: Atom) -> Condition {
    Condition::Atom(atom)
}

/// Whether an outcome lies in a branch.
fn lies_in(encoding: &Encoding<'_>, branch: &Branch, outcome: &Outcome<'_>, truths: &Truths) -> bool {
    truths.satisfy(&branch.answers)
        && branch.least.is_none_or(|least| outcome.disposition >= least)
        && branch.below.is_none_or(|below| outcome.disposition < below)
        && !branch.avoid.iter().any(|avoid| holds(encoding.questionnaire, outcome, avoid))
}

/// Statements on what comes out: of every level, piece of advice, text, topic, cause and question.
fn statements(of: &Questionnaire) -> Vec<Condition> {
    let mut all: Vec<Atom> = Disposition::ALL.map(Atom::Level).to_vec();
    for ix in of.advice_positions() {
        all.push(Atom::Shown(ix));
        let item = of.advice_item(ix);
        all.extend(
            (0..item.texts().count()).map(|place| Atom::Says(ix, [place].into_iter().collect::<TextSet>())),
        );
        all.extend(item.touches.iter().map(|topic| Atom::Touched(*topic)));
    }
    all.extend(of.cause_positions().map(Atom::Named));
    all.extend(of.question_positions().map(Atom::Asked));
    all.into_iter().map(atom).collect()
}

/// The promise of this module: a proof rests on it.
#[test]
fn no_session_for_which_a_statement_holds_lies_outside_of_its_branches() {
    for questionnaire in [small::rules(), small::cap()] {
        let encoding = small::encoding(&questionnaire);
        let sessions = small::sessions(&questionnaire);
        let outcomes: Vec<_> = sessions
            .iter()
            .step_by(5)
            .map(|session| (assess_as_it_is(session), encoding.vars.truths(session)))
            .collect();
        for statement in statements(&questionnaire) {
            let held: Vec<bool> =
                outcomes.iter().map(|(outcome, _)| holds(&questionnaire, outcome, &statement)).collect();
            for (wanted, offer) in [true, false]
                .into_iter()
                .flat_map(|wanted| [Offer::Assumed, Offer::Derived].map(|offer| (wanted, offer)))
            {
                let branches = encoding.branches(&statement, wanted, offer).unwrap();
                for ((outcome, truths), held) in outcomes.iter().zip(&held) {
                    assert!(
                        *held != wanted
                            || branches.iter().any(|branch| lies_in(&encoding, branch, outcome, truths)),
                        "{statement:?} {wanted} {offer:?} {:?}",
                        outcome.answers
                    );
                }
            }
        }
    }
}

/// Quick is what it is for: a guard is seen to hold from the level, whatever brings the advice up.
#[test]
fn what_is_assumed_reads_no_answers() {
    let questionnaire = small::rules();
    let encoding = small::encoding(&questionnaire);
    for ix in questionnaire.cause_positions() {
        let named = encoding.branches(&atom(Atom::Named(ix)), true, Offer::Assumed).unwrap();
        let below = Some(Disposition::Emergency);
        assert_eq!(named, [Branch { below, ..Branch::of(encoding.yes()) }]);
    }
    for ix in questionnaire.advice_positions() {
        let shown = encoding.branches(&atom(Atom::Shown(ix)), true, Offer::Assumed).unwrap();
        assert!(shown.iter().all(|branch| branch.answers.is_true()), "{ix:?}");
    }
}

#[test]
fn branches_with_the_same_bounds_become_one() {
    let questionnaire = small::rules();
    let encoding = small::encoding(&questionnaire);
    let least = |level, id| Condition::All(vec![atom(Atom::Level(level)), small::ticked(&questionnaire, id)]);
    let below = |level, id| {
        let above = Condition::Not(Box::new(atom(Atom::Level(level))));
        Condition::All(vec![above, small::ticked(&questionnaire, id)])
    };
    let either = |a: &str, b: &str| {
        encoding.condition(&Condition::Any([a, b].map(|id| small::ticked(&questionnaire, id)).to_vec()))
    };
    let any = Condition::Any(vec![
        least(Disposition::Soon, "s_bang"),
        below(Disposition::Soon, "s_bang"),
        least(Disposition::Routine, "s_hiss"),
        least(Disposition::Soon, "l_dust"),
        below(Disposition::Soon, "l_oil"),
        below(Disposition::Routine, "l_oil"),
    ]);
    let one = |id| encoding.condition(&small::ticked(&questionnaire, id));
    assert_eq!(
        encoding.branches(&any, true, Offer::Derived).unwrap(),
        [
            Branch { least: Some(Disposition::Soon), ..Branch::of(either("s_bang", "l_dust")) },
            Branch { below: Some(Disposition::Soon), ..Branch::of(either("s_bang", "l_oil")) },
            Branch { least: Some(Disposition::Routine), ..Branch::of(one("s_hiss")) },
            Branch { below: Some(Disposition::Routine), ..Branch::of(one("l_oil")) },
        ]
    );
    // At least this and below that: nothing, if that is not above this.
    let none = Condition::All(vec![least(Disposition::Soon, "s_bang"), below(Disposition::Soon, "s_hiss")]);
    assert_eq!(encoding.branches(&none, true, Offer::Derived), Ok(vec![]));
}

#[test]
fn a_question_is_read_off_the_answers_unless_the_cap_may_leave_it_out() {
    let questionnaire = small::cap();
    let encoding = small::encoding(&questionnaire);
    let looks = |of: Atom| encoding.looks_at_outcome(&Condition::Not(Box::new(atom(of))));
    for (id, option, dropped) in
        [("path", "path_mud", true), ("tools", "tools_saw", true), ("side", "side_left", false)]
    {
        let Atom::Chosen(ix, option) = small::chosen(&questionnaire, option) else { unreachable!() };
        assert_eq!(small::question(&questionnaire, id), ix);
        assert_eq!([looks(Atom::Asked(ix)), looks(Atom::Offered(ix, option))], [dropped; 2], "{id}");
        assert!(!looks(Atom::Chosen(ix, option)));
    }
    assert!(looks(Atom::Level(Disposition::Soon)));
}

/// Added up finding by finding, over what the engine says of each of them.
#[test]
fn a_cause_is_named_where_it_has_the_points_and_is_not_set_aside() {
    let points = |weight| match weight {
        Weight::Strong => 4_i32,
        Weight::Moderate => 2,
        Weight::Weak => 1,
    };
    for questionnaire in [small::rules(), small::cap()] {
        let encoding = small::encoding(&questionnaire);
        let named: Vec<Bdd> = questionnaire.causes().iter().map(|cause| encoding.named(cause)).collect();
        for session in small::sessions(&questionnaire).iter().step_by(3) {
            let outcome = assess_as_it_is(session);
            let truths = encoding.vars.truths(session);
            let sum = |findings: &[Finding]| -> i32 {
                let hold = findings.iter().filter(|finding| holds(&questionnaire, &outcome, &finding.is));
                hold.map(|finding| points(finding.weight)).sum()
            };
            for (cause, named) in questionnaire.causes().iter().zip(&named) {
                let enough = sum(&cause.fits) - sum(&cause.against) >= 2;
                let expected = enough && holds(&questionnaire, &outcome, &cause.needs);
                assert_eq!(truths.satisfy(named), expected, "{} {:?}", cause.id, session.answers());
            }
        }
    }
}

/// Narrow enough to tell what can be named and given from what cannot.
#[test]
fn what_is_derived_keeps_to_the_sessions_in_which_it_can_be() {
    let questionnaire = small::rules();
    let encoding = small::encoding(&questionnaire);
    let below = Some(Disposition::Emergency);
    for ix in questionnaire.cause_positions() {
        let cause = questionnaire.cause(ix);
        let fallbacks = questionnaire.fallback().iter().filter(|fallback| fallback.cause == ix);
        let mut expected = fallbacks.fold(encoding.no(), |any, one| any.or(&encoding.condition(&one.when)));
        if cause.show == Show::Listed {
            expected = expected.or(&encoding.named(cause));
        }
        let branches = encoding.branches(&atom(Atom::Named(ix)), true, Offer::Derived).unwrap();
        assert!(
            branches.iter().all(|branch| branch.below == below && branch.least.is_none()),
            "{}",
            cause.id
        );
        let named = branches.iter().fold(encoding.no(), |any, branch| any.or(&branch.answers));
        assert_eq!(named, expected, "{}", cause.id);
    }
    // Hidden in an emergency by a guard, or by the program itself.
    for ix in questionnaire.advice_positions() {
        let item = questionnaire.advice_item(ix);
        if ["sc_warm", "sc_dry", "te_look", "tr_new"].contains(&item.id.as_str()) {
            let branches = encoding.branches(&atom(Atom::Shown(ix)), true, Offer::Derived).unwrap();
            assert!(
                !branches.is_empty() && branches.iter().all(|branch| branch.below == below),
                "{}",
                item.id
            );
        }
    }
}
