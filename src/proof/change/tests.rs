#![expect(clippy::unwrap_used, reason = "a failing test should panic")]

use super::*;
use crate::{
    content::{OptionSet, QuestionIx},
    proof::small,
};

const KIND: &str = r#"One(options: [(id: "x", text: "X"), (id: "y", text: "Y"), (id: "z", text: "Z")])"#;
const SIGNS: &str = r#"Many(options: [(id: "a", text: "A"), (id: "b", text: "B"), (id: "c", text: "C"),
    (id: "none", text: "None")], exclusive: ["none"])"#;
const MORE: &str = r#"One(options: [(id: "m", text: "M"), (id: "n", text: "N")])"#;

/// A choice that conditions read, signs, and a question that some are asked; with these red flags.
fn version(kind: &str, flags: &str) -> Questionnaire {
    let more =
        format!(r#"When(is: Any([Chosen("x"), Chosen("y")]), steps: [{}]),"#, small::ask("more", MORE));
    let steps = small::ask("kind", kind) + &small::ask("signs", SIGNS) + &more;
    small::made("(most: 4, drop: [])", &steps, flags)
}

fn flagged(level: &str, is: &str) -> Questionnaire {
    version(KIND, &small::flag("rf", level, is))
}

// The cases.

/// By case the ids of the options that are settled as ticked, in both versions, and what is settled of settings.
fn settled(old: &Questionnaire, new: &Questionnaire) -> Vec<(Setting, [Vec<String>; 2])> {
    let versions = [old, new];
    let case = |pins: &Pins| {
        let home = pins[0].contains(&(Atom::In(Setting::Home), true));
        let setting = if home { Setting::Home } else { Setting::WaitingRoom };
        for pins in pins {
            for other in Setting::ALL {
                assert!(pins.contains(&(Atom::In(other), other == setting)), "{pins:?}");
            }
        }
        let ticked = [0, 1].map(|n| {
            let id = |(atom, value): &(Atom, bool)| match atom {
                Atom::Chosen(ix, option) if *value => {
                    Some(versions[n].question(*ix).options()[option.get()].id.clone())
                }
                _ => None,
            };
            pins[n].iter().filter_map(id).collect()
        });
        (setting, ticked)
    };
    cases(versions).iter().map(case).collect()
}

#[test]
fn there_is_a_case_for_each_setting_and_each_answer_that_either_version_knows() {
    let old = flagged("Soon", r#"Chosen("a")"#);
    let other = KIND.replace(r#"(id: "z", text: "Z")"#, r#"(id: "w", text: "W")"#);
    let new = version(&other, &small::flag("rf", "Soon", r#"Chosen("a")"#));
    let in_each = |ids: &[[&[&str]; 2]]| -> Vec<(Setting, [Vec<String>; 2])> {
        let ticked = |ids: &[&[&str]; 2]| ids.map(|ids| ids.iter().map(|id| (*id).to_owned()).collect());
        Setting::ALL
            .into_iter()
            .flat_map(|setting| ids.iter().map(move |ids| (setting, ticked(ids))))
            .collect()
    };
    let expected = in_each(&[[&["x"], &["x"]], [&["y"], &["y"]], [&[], &["w"]], [&["z"], &[]]]);
    assert_eq!(settled(&old, &new), expected);
    // One version in which it can be passed over is enough: then the settings are all there is.
    for kind in [
        KIND.replace("One", "Many"),
        KIND.replace("\"),", "\", when: In(Home)),").replace("\")]", "\", when: In(Home))]"),
    ] {
        let open = version(&kind, &small::flag("rf", "Soon", r#"Chosen("a")"#));
        assert_eq!(settled(&open, &old), in_each(&[[&[], &[]]]), "{kind}");
        assert_eq!(settled(&old, &open), in_each(&[[&[], &[]]]), "{kind}");
    }
}

// One case.

fn case<'q>(old: &'q Questionnaire, new: &'q Questionnaire, most_nodes: usize) -> Case<'q> {
    Case::new([old, new], [vec![], vec![]], most_nodes).unwrap()
}

#[test]
fn rules_are_those_that_can_fire_and_ask_for_more_than_self_care() {
    let flags = [
        ("rf_a", "Soon", r#"Chosen("a")"#),
        ("rf_b", "SelfCare", r#"Chosen("b")"#),
        ("rf_c", "Routine", r#"Chosen("x")"#),
    ];
    let flags: String = flags.map(|(id, level, is)| small::flag(id, level, is)).concat();
    let questionnaire = version(KIND, &flags);
    let levels = |pins: Vec<(Atom, bool)>| -> Vec<Disposition> {
        let pins = [pins.clone(), pins];
        let case = Case::new([&questionnaire, &questionnaire], pins, MOST_NODES).unwrap();
        case.rules[1].iter().map(|rule| rule.level).collect()
    };
    assert_eq!(levels(vec![]), [Disposition::Soon, Disposition::Routine]);
    assert_eq!(levels(vec![(small::chosen(&questionnaire, "x"), false)]), [Disposition::Soon]);
}

#[test]
fn many_small_rules_become_one_diagram_and_large_ones_stay_apart() {
    let questionnaire = small::rules();
    let encoding = small::encoding(&questionnaire);
    let all = encoding.vars.set.variables();
    let var = |n: usize| encoding.vars.set.mk_var(all[n]);
    let any = |of: &[Bdd]| of.iter().fold(encoding.no(), |any, one| any.or(one));
    let joined = |of: &[Bdd]| {
        let joined = together(&of.iter().collect::<Vec<_>>());
        assert_eq!(any(&joined), any(of), "together they are the same");
        joined.len()
    };
    let ticks: Vec<Bdd> = (0..all.len()).map(var).collect();
    assert_eq!(joined(&ticks), 1);
    assert_eq!(joined(&[]), 0);
    // Pairs that stand far from each other make a diagram that grows twofold with each.
    let pairs = |first: usize| {
        let pairs: Vec<Bdd> = (first..first + 7).map(|n| var(n).and(&var(n + 8))).collect();
        any(&pairs)
    };
    let [one, other] = [pairs(0), pairs(1).not()];
    assert!(one.or(&other).size() > SMALL, "{}", one.or(&other).size());
    assert_eq!(joined(&[one, other]), 2);
}

#[test]
fn a_straight_session_answers_each_question_when_it_is_due_and_no_other() {
    let questionnaire = small::cap();
    let stepped = small::stepped(&questionnaire);
    assert!(stepped.iter().all(is_straight));
    let all = small::sessions(&questionnaire);
    let is_stepped = |session: &Session<'_>| {
        stepped
            .iter()
            .any(|other| other.setting() == session.setting() && other.answers() == session.answers())
    };
    // Some are complete and went back: a question was asked that there would be no room for now.
    let mut n_went_back = 0;
    for session in all.iter().filter(|session| assess_as_it_is(session).complete).step_by(3) {
        let straight = is_straight(session);
        assert_eq!(straight, is_stepped(session), "{:?}", session.answers());
        n_went_back += usize::from(!straight);
    }
    assert!(n_went_back > 10, "{n_went_back}");
    for session in all.iter().filter(|session| !assess_as_it_is(session).complete).step_by(7) {
        assert!(!is_straight(session), "{:?}", session.answers());
    }
}

#[test]
fn a_session_with_an_answer_that_is_not_due_or_does_not_fit_is_not_straight() {
    let questionnaire = version(KIND, "");
    let is = |ids: &[&str]| is_straight(&small::session(&questionnaire, ids));
    assert!(is(&["z", "a"]) && is(&["x", "a", "b", "n"]));
    for wrong in [
        &["z", "a", "m"][..], // nobody asks
        &["z"],
        &["x", "a"],
        &["x", "y", "a", "m"],
        &["z", "a", "none"],
    ] {
        assert!(!is(wrong), "{wrong:?}");
    }
}

#[test]
fn a_pair_is_believed_only_if_the_engine_finds_the_levels_that_the_diagrams_say() {
    let old = flagged("Emergency", r#"Chosen("a")"#);
    let new = flagged("Soon", r#"Chosen("a")"#);
    let case = case(&old, &new, MOST_NODES);
    let truths = case.versions[0].vars.truths(&small::session(&old, &["z", "a"]));
    let pair = |high, low| {
        let found = case.pair(Way { from: 0, to: 1, high }, low, &truths);
        found.map(|pair| [pair.old, pair.new].map(|session| assess_as_it_is(&session).disposition))
    };
    let levels = Some([Disposition::Emergency, Disposition::Soon]);
    assert_eq!(pair(Disposition::Emergency, Low::Exactly(Disposition::Soon)), levels);
    assert_eq!(pair(Disposition::Emergency, Low::Below(Disposition::SameDay)), levels);
    assert_eq!(pair(Disposition::Emergency, Low::Below(Disposition::Soon)), None, "it is as high as that");
    assert_eq!(pair(Disposition::Emergency, Low::Exactly(Disposition::SameDay)), None);
    assert_eq!(pair(Disposition::SameDay, Low::Exactly(Disposition::Soon)), None, "it was higher");
    assert_eq!(pair(Disposition::SameDay, Low::Below(Disposition::SameDay)), None);
}

#[test]
fn a_session_is_one_of_a_version_only_if_that_knows_its_answers_and_asks_for_them() {
    let old = flagged("Soon", r#"Chosen("a")"#);
    let new = version(&KIND.replace(r#"(id: "z", text: "Z")"#, r#"(id: "w", text: "W")"#), "");
    let case = case(&old, &new, MOST_NODES);
    let truths = |version: &Questionnaire, n: usize, ids: &[&str]| {
        case.versions[n].vars.truths(&small::session(version, ids))
    };
    let known = |truths: &Truths| [0, 1].map(|n| case.session(n, truths).is_some());
    assert_eq!(known(&truths(&old, 0, &["x", "a", "m"])), [true, true]);
    assert_eq!(known(&truths(&old, 0, &["x", "a"])), [false, false], "one question is open");
    assert_eq!(known(&truths(&old, 0, &["z", "a"])), [true, false]);
    assert_eq!(known(&truths(&new, 1, &["w", "a"])), [false, true]);
    // What is foreign is not passed over: beside `w` a session that would do stands there.
    let (x, w) = (truths(&old, 0, &["x", "a", "m"]), truths(&new, 1, &["w", "a"]));
    let strange = w.all().filter(|var| case.foreign[0].contains(var));
    let both = Truths::of(case.vars().set.num_vars(), x.all().chain(strange));
    assert!(case.session(0, &both).is_none());
}

// All cases together.

fn ids(session: &Session<'_>) -> Vec<String> {
    let questionnaire = session.questionnaire();
    let ticked = |ix: QuestionIx| -> OptionSet { session.answers().ticked(ix) };
    let id =
        |ix, option: crate::content::OptionIx| questionnaire.question(ix).options()[option.get()].id.clone();
    questionnaire
        .question_positions()
        .flat_map(|ix| ticked(ix).iter().map(move |n| id(ix, n)).collect::<Vec<_>>())
        .collect()
}

#[test]
fn the_example_is_the_one_that_says_least_in_any_case() {
    let is = r#"Any([All([Chosen("x"), Chosen("a"), Chosen("b")]), All([Chosen("z"), Chosen("a")])])"#;
    let (old, new) = (flagged("Emergency", is), flagged("Soon", is));
    let compared = compare(&old, &new, false, MOST_NODES).unwrap();
    let [kind] = &compared.kinds[..] else { panic!("one kind") };
    assert!(kind.lowered);
    assert_eq!(ids(&kind.example.old), ["z", "a"], "two ticks and no further question");
    assert_eq!(ids(&kind.example.new), ["z", "a"]);
    assert_eq!(kind.example.old.setting(), Setting::Home, "the first of those that say the same");
    // Those of one version only: of `x` and `z` the one with fewer answers.
    let without = KIND
        .replace(r#"(id: "x", text: "X"), "#, r#"(id: "y2", text: "Y"), "#)
        .replace(r#", (id: "z", text: "Z")"#, "");
    let more =
        format!(r#"When(is: Any([Chosen("y2"), Chosen("y")]), steps: [{}]),"#, small::ask("more", MORE));
    let steps = small::ask("kind", &without) + &small::ask("signs", SIGNS) + &more;
    let new = small::made("(most: 4, drop: [])", &steps, "");
    let compared = compare(&old, &new, false, MOST_NODES).unwrap();
    let example = compared.only_old.example.map(|session| ids(&session));
    assert_eq!(example, Some(vec!["z".to_owned(), "none".to_owned()]));
}

/// Every session of a version with its level, by the setting and the ids of its answers.
fn walked(version: &Questionnaire) -> BTreeMap<String, Disposition> {
    let said = |session: &Session<'_>| format!("{} {}", session.setting().id(), ids(session).join(" "));
    let level = |session: &Session<'_>| assess_as_it_is(session).disposition;
    small::stepped(version).iter().map(|session| (said(session), level(session))).collect()
}

#[test]
fn counts_what_walking_both_versions_counts() {
    let rules = |rules: &[(&str, &str)]| -> String {
        let ids = ["rf_1", "rf_2", "rf_3", "rf_4"];
        ids.iter().zip(rules).map(|(id, (level, is))| small::flag(id, level, is)).collect()
    };
    let before = [
        ("Emergency", r#"All([Chosen("a"), Chosen("x")])"#),
        ("SameDay", r#"Any([Chosen("a"), Chosen("n")])"#),
        ("Soon", r#"Any([Chosen("b"), In(WaitingRoom)])"#),
        ("Routine", r#"Chosen("c")"#),
    ];
    let mut after = before;
    after[0] = ("SameDay", r#"All([Chosen("a"), Not(Chosen("y"))])"#);
    after[1].0 = "Soon";
    after[3] = ("Emergency", r#"All([Chosen("c"), Chosen("m")])"#);
    let other = KIND.replace(r#"(id: "z", text: "Z")"#, r#"(id: "w", text: "W")"#);
    let old = version(KIND, &rules(&before));
    for new in
        [version(KIND, &rules(&after)), version(&other, &rules(&after)), version(KIND, &rules(&before))]
    {
        let compared = compare(&old, &new, false, MOST_NODES).unwrap();
        let [before, after] = [walked(&old), walked(&new)];
        let mut changed: BTreeMap<(Disposition, Disposition), u32> = BTreeMap::new();
        let both: Vec<_> = before.iter().filter_map(|(said, was)| Some((*was, *after.get(said)?))).collect();
        for (was, is) in both.iter().filter(|(was, is)| was != is) {
            *changed.entry((*was, *is)).or_default() += 1;
        }
        let told: BTreeMap<_, _> = compared
            .kinds
            .iter()
            .map(|kind| {
                let Low::Exactly(low) = kind.low else { panic!("it is small") };
                let levels = if kind.lowered { (kind.high, low) } else { (low, kind.high) };
                (levels, kind.sessions.least.clone())
            })
            .collect();
        assert_eq!(told, changed.into_iter().map(|(levels, n)| (levels, BigUint::from(n))).collect());
        assert_eq!(compared.both, BigUint::from(both.len()));
        assert_eq!(compared.only_old.sessions, BigUint::from(before.len() - both.len()));
        assert_eq!(compared.only_new.sessions, BigUint::from(after.len() - both.len()));
        // Lowered ones first, the most urgent first.
        let order: Vec<_> = compared.kinds.iter().map(|kind| (!kind.lowered, Reverse(kind.high))).collect();
        assert!(order.is_sorted(), "{order:?}");
    }
}

/// The count gives up at a limit, the decision does not.
#[test]
fn decides_the_same_at_every_limit() {
    let flags = |level: &str| {
        let rules = [
            ("rf_1", level, r#"All([Chosen("a"), Not(Chosen("b"))])"#),
            ("rf_2", "Soon", r#"Any([Chosen("b"), Chosen("x")])"#),
            ("rf_3", "Emergency", r#"All([Chosen("c"), Chosen("m")])"#),
        ];
        version(KIND, &rules.map(|(id, level, is)| small::flag(id, level, is)).concat())
    };
    let (old, new) = (flags("SameDay"), flags("Routine"));
    let counted = compare(&old, &new, true, MOST_NODES).unwrap();
    let counted: BigUint = counted.kinds.iter().map(|kind| &kind.sessions.least).sum();
    let mut exact = [0, 0];
    for most_nodes in 1..40 {
        let compared = compare(&old, &new, true, most_nodes).unwrap();
        assert!(compared.lowers(), "{most_nodes}");
        let mut sum = BigUint::ZERO;
        for kind in &compared.kinds {
            assert!(kind.lowered && kind.high == Disposition::SameDay);
            assert_eq!(kind.sessions.exact, matches!(kind.low, Low::Exactly(_)));
            exact[usize::from(kind.sessions.exact)] += 1;
            let levels =
                [&kind.example.old, &kind.example.new].map(|session| assess_as_it_is(session).disposition);
            assert_eq!(levels[0], Disposition::SameDay);
            match kind.low {
                Low::Exactly(low) => assert_eq!(levels[1], low),
                Low::Below(bound) => assert!(levels[1] < bound),
            }
            sum += &kind.sessions.least;
        }
        assert!(sum <= counted, "{most_nodes}");
        assert_eq!(sum == counted, compared.kinds.iter().all(|kind| kind.sessions.exact), "{most_nodes}");
        // The other way round nothing is lowered.
        assert!(!compare(&new, &old, true, most_nodes).unwrap().lowers(), "{most_nodes}");
    }
    assert!(exact.iter().all(|times| *times > 0), "{exact:?}");
}
