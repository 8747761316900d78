#![expect(clippy::unwrap_used, reason = "a failing test should panic")]

use super::*;
use crate::proof::small;

#[test]
fn the_newer_order_goes_first_and_what_went_stands_behind_what_it_followed() {
    let union = |old: &[&'static str], new: &[&'static str]| -> Vec<(&'static str, Both<usize>)> {
        let lists = [old.to_vec(), new.to_vec()];
        let all = union(&lists).into_iter();
        let id = |found: &Both<usize>| found[1].map(|n| new[n]).or(found[0].map(|n| old[n]));
        all.filter_map(|found| Some((id(&found)?, found))).collect()
    };
    assert_eq!(union(&["a", "b"], &["b", "a"]), [("b", [Some(1), Some(0)]), ("a", [Some(0), Some(1)])]);
    assert_eq!(
        union(&["a", "b", "c", "d"], &["a", "d", "e"]),
        [
            ("a", [Some(0), Some(0)]),
            ("b", [Some(1), None]),
            ("c", [Some(2), None]),
            ("d", [Some(3), Some(1)]),
            ("e", [None, Some(2)]),
        ]
    );
    // What followed nothing goes first.
    assert_eq!(union(&["a", "b"], &["b"]), [("a", [Some(0), None]), ("b", [Some(1), Some(0)])]);
    assert_eq!(union(&[], &["b"]), [("b", [None, Some(0)])]);
}

/// Two versions: an option went, one came, and nothing but the sign `a` is read.
fn versions() -> [Questionnaire; 2] {
    let with = |options: &str, number: &str| {
        let many = format!(
            r#"Many(options: [(id: "a", text: "A"), {options}, (id: "none", text: "None")], exclusive: ["none"])"#
        );
        let one = r#"One(options: [(id: "x", text: "X"), (id: "y", text: "Y")])"#;
        let flag = small::flag("rf", "Soon", r#"All([Chosen("a"), AtLeast("n", 3)])"#);
        let steps = small::ask("many", &many) + &small::ask("n", number) + &small::ask("one", one);
        small::made("(most: 4, drop: [])", &steps, &flag)
    };
    [
        with(
            r#"(id: "b", text: "B"), (id: "c", text: "C"), (id: "went", text: "Went")"#,
            r#"Scale(from: 0, to: 4, low: "L", high: "H")"#,
        ),
        with(
            r#"(id: "came", text: "Came"), (id: "b", text: "B"), (id: "c", text: "C")"#,
            r#"Scale(from: 0, to: 5, low: "L", high: "H")"#,
        ),
    ]
}

#[test]
fn both_versions_know_the_same_by_the_same_variable() {
    let versions = versions();
    let [old, new] = &versions;
    let Layout { vars, foreign } = Layout::new([old, new]).unwrap();
    let var = |version: usize, id: &str| {
        let questionnaire = &versions[version];
        let crate::content::Atom::Chosen(ix, option) = small::chosen(questionnaire, id) else {
            panic!("{id}")
        };
        vars[version].of(ix).options[option.get()]
    };
    for id in ["a", "b", "c", "none", "x", "y"] {
        assert_eq!(var(0, id), var(1, id), "{id}");
    }
    // Nothing tells `b` from `c`, or `x` from `y`.
    assert_eq!(var(0, "b"), var(0, "c"));
    assert_eq!(var(0, "x"), var(0, "y"));
    let apart = [var(0, "a"), var(0, "b"), var(0, "went"), var(1, "came"), var(0, "none"), var(0, "x")];
    assert!((1..apart.len()).all(|n| !apart[..n].contains(&apart[n])), "{apart:?}");
    let n = small::question(new, "n");
    let classes = |version: usize| -> Vec<(u16, u16)> {
        vars[version].of(n).numbers.iter().map(|class| (class.from, class.to)).collect()
    };
    assert_eq!(classes(0), [(0, 2), (3, 4)]);
    assert_eq!(classes(1), [(0, 2), (3, 4), (5, 5)]);
    assert_eq!(foreign[0], [var(1, "came"), vars[1].of(n).numbers[2].var]);
    assert_eq!(foreign[1], [var(0, "went")]);
    let times = |var: BddVariable| vars[0].times(var).clone();
    assert_eq!(times(var(0, "a")), BigUint::from(1_u8));
    assert_eq!(times(var(0, "b")), BigUint::from(3_u8), "one, the other or both");
    assert_eq!(times(var(0, "x")), BigUint::from(2_u8), "one or the other");
    assert_eq!(times(vars[1].of(n).numbers[0].var), BigUint::from(3_u8));
    assert_eq!(times(vars[1].of(n).numbers[2].var), BigUint::from(1_u8));
}

#[test]
fn the_lightest_of_options_that_share_a_variable_is_the_first() {
    let [old, new] = versions();
    let Layout { vars, .. } = Layout::new([&old, &new]).unwrap();
    let wanted = small::session(&new, &["b", "none", "x"]);
    let truths = vars[1].truths(&wanted);
    assert_eq!(
        vars[1].session(&new, &truths).answers(),
        small::session(&new, &["b", "c", "none", "x", "y"]).answers()
    );
    assert_eq!(vars[1].lightest_session(&new, &truths).answers(), wanted.answers());
}

/// Every assignment one by one, each with the answers that it stands for.
fn slowly(what: &Bdd, vars: &Vars) -> BigUint {
    let n_vars = vars.set.num_vars();
    let assignments = (0_u32..1 << n_vars).map(|bits| {
        let is_true = |var: &BddVariable| bits >> var.to_index() & 1 == 1;
        Truths::of(n_vars, vars.set.variables().into_iter().filter(is_true))
    });
    let times = |truths: Truths| truths.all().fold(BigUint::from(1_u8), |times, var| times * vars.times(var));
    assignments.filter(|truths| truths.satisfy(what)).map(times).sum()
}

#[test]
fn counts_every_answer_that_lies_in_a_diagram() {
    let [old, new] = versions();
    let Layout { vars: [vars, _], .. } = Layout::new([&old, &new]).unwrap();
    let all = vars.set.variables();
    let var = |n: usize| vars.set.mk_var(all[n]);
    let mut looked_at = vec![vars.set.mk_true(), vars.set.mk_false()];
    for n in 0..all.len() {
        looked_at.extend([var(n), var(n).not()]);
        for other in 0..n {
            looked_at.extend([var(n).or(&var(other)), var(n).and(&var(other)), var(n).xor(&var(other))]);
        }
    }
    for what in &looked_at {
        assert_eq!(count(what, &vars), slowly(what, &vars), "{what:?}");
    }
}
