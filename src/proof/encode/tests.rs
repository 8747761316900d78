use super::*;
use crate::{engine::assess_as_it_is, proof::small};

#[test]
fn answers_that_stand_together_are_sound_and_complete_just_where_the_engine_says_so() {
    for questionnaire in [small::cap(), small::rules()] {
        let encoding = small::encoding(&questionnaire);
        for session in small::sessions(&questionnaire).iter().step_by(3) {
            let truths = encoding.vars.truths(session);
            let is_sound = |complete| encoding.is_sound(&|what| truths.satisfy(what), complete);
            let complete = assess_as_it_is(session).complete;
            assert_eq!([is_sound(complete), is_sound(!complete)], [true, false], "{:?}", session.answers());
        }
    }
}

#[test]
fn answers_that_cannot_stand_together_are_not_sound() {
    let questionnaire = small::rules();
    let encoding = small::encoding(&questionnaire);
    let var = |id| match small::chosen(&questionnaire, id) {
        Atom::Chosen(ix, option) => encoding.vars.of(ix).options[option.get()],
        _ => unreachable!(),
    };
    let skip = encoding.vars.of(small::question(&questionnaire, "sounds")).skip;
    let numbers = &encoding.vars.of(small::question(&questionnaire, "age")).numbers;
    let sound = |truths: &[BddVariable]| {
        let truths = Truths::of(encoding.vars.set.num_vars(), truths.iter().copied());
        [true, false].map(|complete| encoding.is_sound(&|what| truths.satisfy(what), complete))
    };
    assert_eq!(sound(&[var("k_none"), var("s_hiss")]), [false, true]);
    assert_eq!(sound(&[var("k_none"), var("s_hiss"), var("l_dust"), var("l_oil")]), [false, true]);
    let wrong = [
        // Two of a single choice, something beside what ends all others, alternatives.
        vec![var("k_none"), var("k_iron")],
        vec![var("k_none"), var("none"), var("s_hiss")],
        vec![var("k_none"), var("l_oil"), var("l_screw")],
        // Not offered, not asked.
        vec![var("k_none"), var("s_smoke")],
        vec![var("k_none"), var("p_red")],
        // A skip beside an answer, two numbers.
        std::iter::once(var("s_hiss")).chain(skip).collect(),
        vec![var("k_wood"), numbers[0].var, numbers[1].var],
    ];
    for truths in wrong {
        assert_eq!(sound(&truths), [false, false], "{truths:?}");
    }
    assert_eq!(
        sound(&[var("k_none"), var("none"), var("s_unsure")]),
        [false, true],
        "these may stand together"
    );
}

#[test]
fn a_diagram_reads_the_questions_of_its_variables() {
    let questionnaire = small::cap();
    let encoding = small::encoding(&questionnaire);
    let read = |parts: Vec<Condition>| -> Vec<&str> {
        let read = encoding.questions_read(&encoding.condition(&Condition::All(parts)));
        read.into_iter().map(|n| questionnaire.questions()[n].id.as_str()).collect()
    };
    assert_eq!(read(vec![]), [""; 0]);
    assert_eq!(read(vec![Condition::Atom(Atom::In(Setting::Home))]), [""; 0]);
    let days = Condition::Atom(Atom::AtLeast(small::question(&questionnaire, "days"), 1));
    assert_eq!(read(vec![days, small::ticked(&questionnaire, "path_ice")]), ["path", "days"]);
}

/// By id the questions whose missing answer makes a session incomplete.
fn missing(encoding: &Encoding<'_>, what: &Bdd, options: &[&str], precision: Precision) -> Vec<String> {
    let questionnaire = encoding.questionnaire;
    let truths = encoding.vars.truths(&small::session(questionnaire, options));
    let broken = encoding.broken_pieces(what, &truths, Some(precision));
    let answered =
        |ix: &QuestionIx| broken.contains(&encoding.asked(*ix).not().or(&encoding.vars.answered(*ix)));
    let missing = questionnaire.question_positions().filter(answered);
    missing.map(|ix| questionnaire.question(ix).id.clone()).collect()
}

#[test]
fn loosely_complete_is_what_has_answers_to_the_questions_that_a_statement_rests_on() {
    let questionnaire = small::cap();
    let encoding = small::encoding(&questionnaire);
    let what = encoding.condition(&Condition::Any(
        ["post_old", "path_mud"].map(|id| small::ticked(&questionnaire, id)).to_vec(),
    ));
    // Another question is open as well; and the cap may leave `path` out.
    assert_eq!(missing(&encoding, &what, &["side_left"], Precision::Loose), ["post"]);
    let exactly = missing(&encoding, &what, &["side_left"], Precision::Exact);
    let session = small::session(&questionnaire, &["side_left"]);
    let open: Vec<&str> =
        session.path().unanswered().map(|ix| questionnaire.question(ix).id.as_str()).collect();
    assert_eq!(exactly, open);
    assert!(open.len() > 2, "{open:?}");
    assert_eq!(missing(&encoding, &what, &["side_left", "post_old"], Precision::Loose), [""; 0]);
}

#[test]
fn the_sessions_of_a_case_are_those_that_answer_as_it_is_settled() {
    let questionnaire = small::cap();
    let all = small::flow(&questionnaire).sessions();
    let mut together = small::flow(&questionnaire).no();
    let answers = ["side_left", "side_right", "side_both"].map(|id| small::chosen(&questionnaire, id));
    for atom in answers {
        let case = small::pinned_flow(&questionnaire, answers.map(|other| (other, other == atom)).to_vec());
        let Atom::Chosen(side, option) = atom else { unreachable!() };
        let sessions = case.sessions();
        assert!(!sessions.is_false() && sessions.and_not(&case.vars.option(side, option)).is_false());
        together = together.or(&sessions);
    }
    assert_eq!(together, all);
}
