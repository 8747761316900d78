//! What a change of an answer does to the other questions, said before it is made.

#![expect(clippy::unwrap_used, reason = "a failing test should panic")]

#[path = "support/tape.rs"]
mod tape;

use proptest::prelude::{prop_assert, prop_assert_eq, proptest};
use tape::{QUESTIONNAIRE, Tape, cases, change_some, complete, tapes};
use twinge::{
    content::{QuestionIx, Setting},
    engine::{Answer, Preview, Session},
    locale::Strings,
    report,
};

fn question(id: &str) -> QuestionIx {
    QUESTIONNAIRE.question_positions().find(|ix| QUESTIONNAIRE.question(*ix).id == id).unwrap()
}

fn options(question: QuestionIx, ids: &[&str]) -> Answer {
    let found = ids.iter().map(|id| QUESTIONNAIRE.question(question).option(id).unwrap());
    Answer::Options(found.collect())
}

/// A lower back at 45, all else answered with the first option that fits, and nothing on the danger screens.
fn lower_back() -> Session<'static> {
    let mut session = Session::new(&QUESTIONNAIRE, Setting::Home);
    let (age, site) = (question("age"), question("site"));
    while let Some(ix) = { session.path().unanswered().next() } {
        let it = QUESTIONNAIRE.question(ix);
        let none = it.option("none").filter(|none| session.path().offered(ix).contains(*none));
        let first = session.path().offered(ix).iter().next();
        let answer = match none.or(first) {
            _ if ix == age => options(age, &["age_45_49"]),
            _ if ix == site => options(site, &["site_lowback"]),
            Some(option) => Answer::Options([option].into_iter().collect()),
            None => Answer::Number(3),
        };
        session.answer(ix, answer).unwrap();
    }
    session
}

fn ids(list: &[QuestionIx]) -> Vec<&'static str> {
    list.iter().map(|ix| QUESTIONNAIRE.question(*ix).id.as_str()).collect()
}

#[test]
fn another_place_brings_its_questions_and_puts_others_by() {
    let session = lower_back();
    let site = question("site");
    let preview = session.preview(site, options(site, &["site_knee"]));
    for id in ["kneespot", "knee"] {
        assert!(ids(&preview.asked).contains(&id), "{:?}", ids(&preview.asked));
    }
    for id in ["nerve", "spread"] {
        assert!(ids(&preview.dropped).contains(&id), "{:?}", ids(&preview.dropped));
    }
    assert!(!preview.is_empty());
    let told = report::previewed(&QUESTIONNAIRE, &Strings::ENGLISH, &preview);
    assert_eq!(told[0].0, format!("This adds {} questions", preview.asked.len()));
    assert!(told[0].1.contains(&"Which part of the knee aches?"), "{told:?}");
}

#[test]
fn answers_that_were_put_by_are_said_to_come_back() {
    let mut session = lower_back();
    let site = question("site");
    session.answer(site, options(site, &["site_knee"])).unwrap();
    let preview = session.preview(site, options(site, &["site_lowback"]));
    assert!(ids(&preview.returned).contains(&"nerve"), "{preview:?}");
}

#[test]
fn the_same_answer_changes_nothing() {
    let session = lower_back();
    let site = question("site");
    assert!(session.preview(site, options(site, &["site_lowback"])).is_empty());
    assert!(report::previewed(&QUESTIONNAIRE, &Strings::ENGLISH, &Preview::default()).is_empty());
}

proptest! {
    #![proptest_config(cases(200))]

    /// What is said before comes about, and looking ahead changes nothing.
    #[test]
    fn what_is_said_before_comes_about(picks in tapes()) {
        let mut tape = Tape::new(&picks);
        let mut session = Session::new(&QUESTIONNAIRE, tape.setting());
        complete(&mut session, &mut tape);
        change_some(&mut session, &mut tape);
        for _ in 0..4 {
            let ix = tape.question(session.path().asked()).unwrap();
            let answer = tape.answer(&session, ix);
            let before = session.clone();
            let said = session.preview(ix, answer);
            prop_assert_eq!(session.answers(), before.answers());
            prop_assert_eq!(session.path(), before.path());
            session.answer(ix, answer).unwrap();
            for other in QUESTIONNAIRE.question_positions().filter(|other| *other != ix) {
                let was = before.path().live().get(other);
                let is = session.path().live().get(other);
                let lost = match (was, is) {
                    (Some(Answer::Options(was)), Some(Answer::Options(is))) => !was.without(is).is_empty(),
                    (was, is) => was.is_some() && is.is_none(),
                };
                let won = match (was, is) {
                    (Some(Answer::Options(was)), Some(Answer::Options(is))) => !is.without(was).is_empty(),
                    (was, is) => was.is_none() && is.is_some(),
                };
                prop_assert_eq!(lost, said.dropped.contains(&other) || said.narrowed.contains(&other));
                prop_assert_eq!(won, said.returned.contains(&other));
                let wants = session.path().unanswered().any(|open| open == other);
                let wanted = before.path().unanswered().any(|open| open == other);
                prop_assert_eq!(wants && !wanted, said.asked.contains(&other));
            }
            prop_assert!(!said.asked.contains(&ix) && !said.dropped.contains(&ix));
        }
    }
}
