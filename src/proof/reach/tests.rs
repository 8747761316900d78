use super::*;
use crate::{
    engine::assess_as_it_is,
    proof::{judge::holds, small, vars::Truths},
};

const MANY: &str = r#"Many(options: [
    (id: "a", text: "A"), (id: "b", text: "B"), (id: "c", text: "C"), (id: "d", text: "D"),
    (id: "e", text: "E"), (id: "f", text: "F"),
])"#;

/// There are more sessions that say less than a search has patience for.
#[test]
fn reaches_also_what_only_somebody_who_says_a_lot_can_meet() {
    let all = r#"All([Chosen("a"), Chosen("b"), Chosen("c"), Chosen("d"), Chosen("e")])"#;
    let flags = small::flag("rf_1", "Emergency", &format!("Not({all})"))
        + &small::flag("rf_2", "Soon", &format!(r#"All([{all}, Chosen("f")])"#));
    let questionnaire = small::made("(most: 4, drop: [])", &small::ask("many", MANY), &flags);
    let encoding = small::encoding(&questionnaire);
    let reached = Searcher::new(&encoding).reach();
    let missing: Vec<Entry> =
        reached.iter().filter(|reached| reached.example.is_none()).map(|reached| reached.entry).collect();
    // No rule asks for these two.
    assert_eq!(missing, [Disposition::Routine, Disposition::SameDay].map(Entry::Level));
    for reached in &reached {
        if let (Entry::Level(level), Some(example)) = (reached.entry, &reached.example) {
            assert_eq!(assess_as_it_is(example).disposition, level);
        }
    }
}

#[test]
fn a_cause_is_looked_for_where_each_finding_fits_and_where_as_many_as_can_fit_together() {
    let questionnaire = small::rules();
    let encoding = small::encoding(&questionnaire);
    let searcher = Searcher::new(&encoding);
    let sessions = small::sessions(&questionnaire);
    let known: Vec<(Outcome<'_>, Truths)> = sessions
        .iter()
        .step_by(9)
        .map(|session| (assess_as_it_is(session), encoding.vars.truths(session)))
        .collect();
    for ix in questionnaire.cause_positions() {
        let cause = questionnaire.cause(ix);
        let branches = searcher.fitting(ix);
        assert_eq!(branches.len(), cause.fits.len() + 1, "{}", cause.id);
        for (n, branch) in branches.iter().enumerate() {
            let inside: Vec<&Outcome<'_>> = known
                .iter()
                .filter(|(_, truths)| truths.satisfy(&branch.answers))
                .map(|(outcome, _)| outcome)
                .collect();
            let hold = |outcome: &&Outcome<'_>| {
                cause.fits.iter().filter(|finding| holds(&questionnaire, outcome, &finding.is)).count()
            };
            assert!(
                inside.iter().all(|outcome| holds(&questionnaire, outcome, &cause.needs)),
                "{}",
                cause.id
            );
            assert!(inside.iter().all(|outcome| hold(outcome) > 0), "{}", cause.id);
            if n == 1 && cause.id == "c_rust" {
                // A sound, an age at which it is asked for, and a wet gate.
                assert!(!inside.is_empty() && inside.iter().all(|outcome| hold(outcome) == 3));
            }
        }
    }
}
