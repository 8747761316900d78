use biodivine_lib_bdd::BddVariable;

use super::*;
use crate::proof::{small, vars::Detail};

#[test]
fn the_lightest_way_is_the_one_with_the_least_weight_in_all() {
    let questionnaire = small::cap();
    let vars = small::vars(&questionnaire, Detail::Options, &[]);
    let all = vars.set.variables();
    let var = |n: usize| vars.set.mk_var(all[n]);
    let mut weights = vec![1; all.len()];
    weights[3] = 3;
    // By the places of the variables that are true.
    let way = |of: &Bdd| -> Option<Vec<usize>> {
        let truths = lightest(of, &weights)?;
        Some(truths.all().map(BddVariable::to_index).collect())
    };
    assert_eq!(way(&vars.set.mk_false()), None);
    assert_eq!(way(&vars.set.mk_true()), Some(vec![]), "what is not read stays false");
    let two_or_three = var(1).and(&var(2)).or(&var(3));
    assert_eq!(way(&two_or_three), Some(vec![1, 2]), "1 and 1 are less than 3");
    let three_or_two = var(3).or(&var(4).and(&var(5)));
    assert_eq!(way(&three_or_two), Some(vec![4, 5]));
    // The first one costs less, though it stands first and is true.
    assert_eq!(way(&var(1).or(&var(3))), Some(vec![1]));
    assert_eq!(way(&var(3).or(&var(4))), Some(vec![4]));
    // Where two cost the same, the one that says nothing for longer.
    assert_eq!(way(&var(1).or(&var(2))), Some(vec![2]));
    assert_eq!(way(&var(3).not()), Some(vec![]));
}

#[test]
fn a_tick_weighs_more_than_a_skip_and_none_of_these_least() {
    let questionnaire = small::rules();
    let vars = small::vars(&questionnaire, Detail::Options, &[]);
    let weights = weights(&questionnaire, &vars);
    let of = |id: &str| match small::chosen(&questionnaire, id) {
        crate::content::Atom::Chosen(ix, option) => weights[vars.of(ix).options[option.get()].to_index()],
        _ => unreachable!(),
    };
    assert_eq!([of("s_bang"), of("l_oil")], [TICK; 2]);
    // A single choice has to be made; "fine" stands beside nothing.
    assert_eq!([of("k_iron"), of("l_fine")], [PLAIN; 2]);
    let sounds = vars.of(small::question(&questionnaire, "sounds"));
    assert_eq!(sounds.skip.map(|skip| weights[skip.to_index()]), Some(SKIP));
}

#[test]
fn what_is_open_is_answered_in_the_way_that_says_least() {
    let questionnaire = small::cap();
    let completer = Completer::new(&questionnaire);
    let answer = |session: &Session<'_>, id: &str| session.answers().get(small::question(&questionnaire, id));
    let option = |id: &str| match small::chosen(&questionnaire, id) {
        crate::content::Atom::Chosen(_, option) => Some(Answer::Options(OptionSet::only(option))),
        _ => None,
    };
    let session = completer.completed(small::session(&questionnaire, &["side_left", "post_new", "path_ice"]));
    assert!(assess_as_it_is(&session).complete);
    assert_eq!(session.path().live(), session.answers());
    // "None of these" where it is offered, else a skip.
    assert_eq!(answer(&session, "end"), option("none"));
    assert_eq!(answer(&session, "hinge"), Some(Answer::Skipped));
    assert_eq!(answer(&session, "post"), option("post_new"), "what was said stays");
    // A choice that has to be made: the first of the least urgent.
    let open = completer.completed(small::session(&questionnaire, &[]));
    assert!(assess_as_it_is(&open).complete);
    assert_eq!(answer(&open, "side"), option("side_right"), "the left side would be more urgent");
}

#[test]
fn a_number_that_has_to_be_said_is_the_lowest() {
    let number = r#"Scale(from: 2, to: 4, low: "L", high: "H")"#;
    let questionnaire = small::made("(most: 4, drop: [])", &small::ask("n", number), "");
    let session = Completer::new(&questionnaire).completed(small::session(&questionnaire, &[]));
    assert_eq!(session.answers().get(small::question(&questionnaire, "n")), Some(Answer::Number(2)));
}
