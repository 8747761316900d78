use super::*;
use crate::proof::small;

/// A choice of six: two that are alternatives, two that nothing tells apart, one under a condition, and "none".
fn several() -> Questionnaire {
    let first = small::ask("first", r#"One(options: [(id: "x", text: "X"), (id: "y", text: "Y")])"#);
    let second = small::ask(
        "second",
        r#"Many(options: [
            (id: "a", text: "A"), (id: "b", text: "B"), (id: "c", text: "C"), (id: "d", text: "D"),
            (id: "e", text: "E", when: Chosen("x")), (id: "none", text: "None"),
        ], exclusive: ["none"], alternatives: [["a", "b"]])"#,
    );
    let flag = small::flag("rf", "Soon", r#"Chosen("c")"#);
    small::made("(most: 4, drop: [])", &(first + &second), &flag)
}

#[test]
fn an_option_is_free_if_it_bears_on_others_only_through_one_that_stands_alone() {
    let questionnaire = several();
    let free = |question: &str| -> Vec<&str> {
        let question = questionnaire.question(small::question(&questionnaire, question));
        let free = question.indexed_options().filter(|(n, option)| is_free(question, *n, option));
        free.map(|(_, option)| option.id.as_str()).collect()
    };
    assert_eq!(free("first"), ["x", "y"]);
    assert_eq!(free("second"), ["c", "d"]);
}

/// Two of which just one may be ticked are no free options, though each rules out all the others.
#[test]
fn an_option_that_stands_alone_is_not_free() {
    let both = r#"Many(options: [(id: "a", text: "A"), (id: "b", text: "B")], alternatives: [["a", "b"]])"#;
    let questionnaire = small::made("(most: 4, drop: [])", &small::ask("both", both), "");
    let question = &questionnaire.questions()[0];
    assert!(question.indexed_options().all(|(n, option)| !is_free(question, n, option)));
}

/// By option the place of its variable among those of the question.
fn places(questionnaire: &Questionnaire, detail: Detail, told: &[(Atom, bool)]) -> Vec<Vec<usize>> {
    let vars = small::vars(questionnaire, detail, told);
    let places = questionnaire.question_positions().map(|ix| {
        let own: Vec<_> = vars.of(ix).all().collect();
        let place = |var: &BddVariable| own.iter().position(|own| own == var);
        vars.of(ix).options.iter().filter_map(place).collect()
    });
    places.collect()
}

#[test]
fn options_share_a_variable_where_nothing_that_counts_tells_them_apart() {
    let questionnaire = several();
    let of_second = |detail, told: &[(Atom, bool)]| places(&questionnaire, detail, told).remove(1);
    assert_eq!(of_second(Detail::Options, &[]), [0, 1, 2, 3, 4, 5]);
    assert_eq!(of_second(Detail::Flow, &[]), [0, 1, 2, 2, 3, 4]);
    // A rule reads one of them, or somebody wants to tell it.
    assert_eq!(of_second(Detail::Rules, &[]), [0, 1, 2, 3, 4, 5]);
    let told = [(small::chosen(&questionnaire, "d"), true)];
    assert_eq!(of_second(Detail::Flow, &told), [0, 1, 2, 3, 4, 5]);
    // The flow reads `x`, so `y` shares with nobody.
    assert_eq!(places(&questionnaire, Detail::Flow, &[]).remove(0), [0, 1]);
}

#[test]
fn a_variable_stands_for_every_answer_that_it_does_not_tell_apart() {
    let questionnaire = several();
    let vars = small::vars(&questionnaire, Detail::Flow, &[]);
    let times: Vec<BigUint> = vars.set.variables().into_iter().map(|var| vars.times(var).clone()).collect();
    // The setting, x, y, a, b, "c, d or both", e, none.
    assert_eq!(times, [1_u8, 1, 1, 1, 1, 3, 1, 1].map(BigUint::from));
    let cap = small::cap();
    let vars = small::vars(&cap, Detail::Flow, &[]);
    let days = vars.of(small::question(&cap, "days"));
    let times: Vec<BigUint> = days.all().map(|var| vars.times(var).clone()).collect();
    // No condition of the flow reads the number: 0 to 2 are one, and the skip is another.
    assert_eq!(times, [3_u8, 1].map(BigUint::from));
    let one = vars.of(small::question(&cap, "post"));
    assert_eq!(one.all().map(|var| vars.times(var).clone()).collect::<Vec<_>>(), [BigUint::from(2_u8)]);
}

#[test]
fn the_variables_of_a_session_lead_back_to_it() {
    for questionnaire in [small::cap(), small::rules()] {
        let vars = small::vars(&questionnaire, Detail::Options, &[]);
        for session in small::sessions(&questionnaire) {
            let truths = vars.truths(&session);
            let back = vars.session(&questionnaire, &truths);
            assert_eq!(vars.truths(&back), truths);
            assert_eq!(back.setting(), session.setting());
            for ix in questionnaire.question_positions() {
                let (was, is) = (session.answers().get(ix), back.answers().get(ix));
                // Of numbers that nothing tells apart the lowest.
                match (was, is) {
                    (Some(Answer::Number(was)), Some(Answer::Number(is))) => assert!(is <= was),
                    _ => assert_eq!(was, is),
                }
                assert_eq!(truths.satisfy(&vars.answered(ix)), was.is_some());
                assert_eq!(truths.satisfy(&vars.skipped(ix)), was == Some(Answer::Skipped));
            }
            for setting in Setting::ALL {
                assert_eq!(truths.satisfy(&vars.in_setting(setting)), session.setting() == setting);
            }
        }
    }
}

#[test]
fn ranges_are_cut_in_front_of_each_step_within_them() {
    assert_eq!(split(0, 10, &[7]), [(0, 6), (7, 10)]);
    assert_eq!(split(0, 10, &[]), [(0, 10)]);
    assert_eq!(split(2, 5, &[1, 2, 3, 5, 6]), [(2, 2), (3, 4), (5, 5)]);
}
