//! What would make it more urgent: true, complete for single changes, and small.

#![expect(clippy::unwrap_used, reason = "a failing test should panic")]

#[path = "support/tape.rs"]
mod tape;

use proptest::prelude::{prop_assert, prop_assert_eq, proptest};
use tape::{QUESTIONNAIRE, Tape, cases, change_some, complete, tapes};
use twinge::{
    content::{AnswerKind, Disposition, Watch},
    engine::{Answer, Change, Counterfactual, Session, Triage, assess, assess_as_it_is, triage},
};

/// A session with some of the answers that a tape gives, finished or not, without those that do not count.
fn session(tape: &mut Tape<'_>) -> Session<'static> {
    let mut session = Session::new(&QUESTIONNAIRE, tape.setting());
    if tape.one_in(4) {
        for _ in 0..tape.below(12) {
            let Some(ix) = session.path().unanswered().next() else { break };
            let answer = tape.answer(&session, ix);
            session.answer(ix, answer).unwrap();
        }
    } else {
        complete(&mut session, tape);
        change_some(&mut session, tape);
    }
    Session::with_answers(&QUESTIONNAIRE, session.setting(), session.path().live().clone())
}

/// The session after changes, each made the way a person makes it.
fn changed(session: &Session<'static>, changes: &[Change]) -> Session<'static> {
    let mut session = session.clone();
    for change in changes {
        match *change {
            Change::Tick(ix, option) => {
                if let AnswerKind::Many(_) = QUESTIONNAIRE.question(ix).answer {
                    session.toggle(ix, option);
                } else {
                    session.answer(ix, Answer::Options([option].into_iter().collect())).unwrap();
                }
                assert!(session.path().live().ticked(ix).contains(option), "the tick counts");
            }
            Change::Number(ix, n) => session.answer(ix, Answer::Number(n)).unwrap(),
        }
    }
    session
}

fn level(session: &Session<'_>) -> Disposition {
    triaged(session).disposition()
}

fn triaged(session: &Session<'_>) -> Triage {
    triage::triage(&QUESTIONNAIRE, session.setting(), session.path())
}

fn found(session: &Session<'static>) -> Vec<Counterfactual> {
    assess(session).counterfactuals
}

/// Every sign to watch for that is offered and not ticked, and every higher number.
fn every_single_change(session: &Session<'_>) -> Vec<Change> {
    let mut changes = Vec::new();
    for ix in
        session.path().asked().iter().copied().filter(|ix| QUESTIONNAIRE.question(*ix).watch != Watch::No)
    {
        let question = QUESTIONNAIRE.question(ix);
        match question.answer {
            AnswerKind::One(_) | AnswerKind::Many(_) => {
                let open = session.path().offered(ix).without(session.path().live().ticked(ix));
                let signs = open.iter().filter(|n| question.options()[n.get()].watch);
                changes.extend(signs.map(|option| Change::Tick(ix, option)));
            }
            AnswerKind::Scale { from, to, .. } | AnswerKind::Number { from, to, .. } => {
                let least = match session.path().live().get(ix) {
                    Some(Answer::Number(n)) => n + 1,
                    _ => from,
                };
                changes.extend((least..=to).map(|n| Change::Number(ix, n)));
            }
        }
    }
    changes
}

proptest! {
    #![proptest_config(cases(150))]

    /// What is claimed comes true when a person does it, level and rules.
    #[test]
    fn what_is_claimed_comes_true(picks in tapes()) {
        let session = session(&mut Tape::new(&picks));
        let now = level(&session);
        for claim in found(&session) {
            let after = triaged(&changed(&session, &claim.changes));
            prop_assert!(claim.level > now);
            prop_assert_eq!(after.disposition(), claim.level);
            prop_assert_eq!(after.at(&QUESTIONNAIRE, claim.level), claim.rules);
        }
    }

    /// Of single changes none is missed, and of numbers the lowest is named.
    #[test]
    fn no_single_change_is_missed(picks in tapes()) {
        let session = session(&mut Tape::new(&picks));
        let now = level(&session);
        let mut expected: Vec<(Change, Disposition)> = Vec::new();
        for change in every_single_change(&session) {
            let reached = level(&changed(&session, &[change]));
            let lower_does = |(other, level): &(Change, Disposition)| match (*other, change) {
                (Change::Number(a, _), Change::Number(b, _)) => a == b && *level >= reached,
                _ => false,
            };
            if reached > now && !expected.iter().any(lower_does) {
                expected.push((change, reached));
            }
        }
        let singles = found(&session).into_iter().filter(|one| one.changes.len() == 1);
        let mut singles: Vec<(Change, Disposition)> =
            singles.map(|one| (one.changes[0], one.level)).collect();
        singles.sort_unstable();
        expected.sort_unstable();
        prop_assert_eq!(singles, expected);
    }

    /// Two changes are named only where no single one leads, and neither can be spared.
    #[test]
    fn of_two_changes_neither_can_be_spared(picks in tapes()) {
        let session = session(&mut Tape::new(&picks));
        let all = found(&session);
        for pair in all.iter().filter(|one| one.changes.len() > 1) {
            prop_assert_eq!(pair.changes.len(), 2);
            prop_assert!(!all.iter().any(|one| one.changes.len() == 1 && one.level == pair.level));
            for alone in &pair.changes {
                prop_assert!(level(&changed(&session, &[*alone])) < pair.level);
            }
        }
    }

    /// The most urgent comes first, nothing is named twice, and asking again says the same.
    #[test]
    fn they_stand_in_order(picks in tapes()) {
        let session = session(&mut Tape::new(&picks));
        let all = found(&session);
        prop_assert!(all.is_sorted_by(|a, b| (b.level, &a.changes) < (a.level, &b.changes)));
        prop_assert_eq!(&all, &found(&session));
    }

    /// They are all that the full assessment adds.
    #[test]
    fn nothing_else_is_added(picks in tapes()) {
        let session = session(&mut Tape::new(&picks));
        let mut full = assess(&session);
        full.counterfactuals.clear();
        prop_assert_eq!(full, assess_as_it_is(&session));
    }
}
