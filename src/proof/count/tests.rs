use biodivine_lib_bdd::BddVariable;

use super::*;
use crate::proof::{
    self, small,
    vars::{Detail, Truths},
};

const TWO: &str = r#"One(options: [(id: "a", text: "A"), (id: "b", text: "B")])"#;
const OTHER: &str = r#"One(options: [(id: "c", text: "C"), (id: "d", text: "D")])"#;

/// The question that most conditions read, by its id.
fn most(steps: &str) -> Option<String> {
    let questionnaire = small::made("(most: 9, drop: [])", steps, "");
    most_read(&questionnaire).map(|ix| questionnaire.question(ix).id.clone())
}

/// A step that is asked under a condition.
fn when(is: &str, id: &str) -> String {
    let options = format!(r#"One(options: [(id: "{id}_1", text: "1"), (id: "{id}_2", text: "2")])"#);
    format!("When(is: {is}, steps: [{}]),", small::ask(id, &options))
}

#[test]
fn counts_apart_by_the_question_that_most_conditions_read() {
    let both = small::ask("first", TWO) + &small::ask("second", OTHER);
    assert_eq!(most(&both), None, "nothing is read");
    let once = both.clone() + &when(r#"Chosen("a")"#, "x");
    assert_eq!(most(&once), Some("first".to_owned()));
    let twice = once.clone() + &when(r#"Chosen("c")"#, "y") + &when(r#"Chosen("d")"#, "z");
    assert_eq!(most(&twice), Some("second".to_owned()));
    // Three times beats twice, though two options are read once each.
    let thrice = twice + &when(r#"Any([Chosen("a"), Chosen("b")])"#, "w");
    assert_eq!(most(&thrice), Some("first".to_owned()));
    // What an option is shown under counts as well.
    let shown = r#"One(options: [(id: "s", text: "S", when: Chosen("d")), (id: "t", text: "T")])"#;
    assert_eq!(most(&(both + &small::ask("shown", shown))), Some("second".to_owned()));
}

#[test]
fn everybody_answers_only_what_is_always_asked_and_never_skipped() {
    let read = |first: String| most(&(first + &when(r#"Chosen("a")"#, "x")));
    assert_eq!(read(small::ask("first", TWO)), Some("first".to_owned()));
    assert_eq!(read(small::ask("first", &TWO.replace("One", "Many"))), None);
    assert_eq!(read(small::ask("first", TWO).replace("skip: Never, ", "")), None);
    assert_eq!(read(format!("When(is: In(Home), steps: [{}]),", small::ask("first", TWO))), None);
    let shown = |n: usize| {
        let under = r#"text: "A", when: In(Home)"#;
        let options = TWO.replacen(r#"text: "A""#, under, 1);
        if n == 1 { options } else { options.replace(r#"text: "B""#, &under.replace('A', "B")) }
    };
    assert_eq!(read(small::ask("first", &shown(1))), Some("first".to_owned()));
    assert_eq!(read(small::ask("first", &shown(2))), None, "in the waiting room it has no option");
    // One that the cap may leave out can be skipped, so it takes content beyond what is checked to see that.
    let questionnaire = small::cap();
    let ids = questionnaire.question_positions().filter(|ix| everybody_answers(questionnaire.question(*ix)));
    assert_eq!(ids.map(|ix| questionnaire.question(ix).id.as_str()).collect::<Vec<_>>(), ["side"]);
    let mut side = questionnaire.questions()[0].clone();
    side.drop_rank = Some(0);
    assert!(!everybody_answers(&side));
}

#[test]
fn there_is_a_case_for_each_answer_to_that_question() {
    let questionnaire = small::cap();
    let cases = cases(&questionnaire, Setting::Home);
    let chosen = ["side_left", "side_right", "side_both"].map(|id| small::chosen(&questionnaire, id));
    assert_eq!(cases.len(), 3);
    for (case, chosen_here) in cases.iter().zip(chosen) {
        for atom in chosen {
            assert!(case.contains(&(atom, atom == chosen_here)), "{case:?}");
        }
        for setting in Setting::ALL {
            assert!(case.contains(&(Atom::In(setting), setting == Setting::Home)), "{case:?}");
        }
    }
}

/// Every assignment one by one: how many answers it stands for, and how many questions it answers.
fn slowly(what: &Bdd, vars: &Vars) -> (BigUint, u32, u32) {
    let n_vars = vars.set.num_vars();
    let (mut sessions, mut shortest, mut longest) = (BigUint::ZERO, u32::MAX, 0);
    for bits in 0_u32..1 << n_vars {
        let is_true = |var: &BddVariable| bits >> var.to_index() & 1 == 1;
        let truths = Truths::of(n_vars, vars.set.variables().into_iter().filter(is_true));
        if !truths.satisfy(what) {
            continue;
        }
        sessions += truths.all().fold(BigUint::from(1_u8), |times, var| times * vars.times(var));
        let mut answered: Vec<usize> = truths.all().filter_map(|var| vars.question_of(var)).collect();
        answered.dedup();
        let length = u32::try_from(answered.len()).unwrap_or(u32::MAX);
        shortest = shortest.min(length);
        longest = longest.max(length);
    }
    (sessions, shortest, longest)
}

#[test]
fn adds_up_what_every_assignment_stands_for() {
    let several = r#"Many(options: [
        (id: "e", text: "E"), (id: "f", text: "F"), (id: "g", text: "G"), (id: "h", text: "H"),
    ])"#;
    let steps = small::ask("first", TWO)
        + &small::ask("second", OTHER)
        + &small::ask("third", several).replace("skip: Never, ", "")
        + &when(r#"Chosen("a")"#, "x")
        + &when(r#"Any([Chosen("e"), Chosen("f")])"#, "y");
    let questionnaire = small::made("(most: 9, drop: [])", &steps, "");
    let vars = small::vars(&questionnaire, Detail::Flow, &[]);
    let all = vars.set.variables();
    let (yes, no) = (vars.set.mk_true(), vars.set.mk_false());
    let var = |n: usize| vars.set.mk_var(all[n]);
    let mut looked_at = vec![small::flow(&questionnaire).sessions(), yes];
    for n in 0..all.len() {
        looked_at.push(var(n));
        looked_at.push(var(n).not());
        for other in 0..n {
            looked_at.push(var(n).or(&var(other)));
            looked_at.push(var(n).and(&var(other).not()));
            looked_at.push(var(n).xor(&var(other)));
        }
    }
    for what in &looked_at {
        let tally = Tally::of(what, &vars);
        assert_eq!((tally.sessions, tally.shortest, tally.longest), slowly(what, &vars), "{what:?}");
    }
    assert_eq!(Tally::of(&no, &vars).sessions, BigUint::ZERO);
}

#[test]
fn counts_the_sessions_that_stepping_through_the_questions_gives() {
    for questionnaire in [small::cap(), small::rules()] {
        let stepped = small::stepped(&questionnaire);
        let expected = Setting::ALL.map(|setting| {
            let of_it = stepped.iter().filter(|session| session.setting() == setting);
            let lengths: Vec<u32> =
                of_it.filter_map(|session| session.path().asked().len().try_into().ok()).collect();
            let (shortest, longest) = (lengths.iter().min().copied(), lengths.iter().max().copied());
            let sessions = BigUint::from(lengths.len());
            Count { setting, sessions, shortest: shortest.unwrap_or(0), longest: longest.unwrap_or(0) }
        });
        assert_eq!(proof::counts(&questionnaire).ok(), Some(expected.to_vec()));
    }
}
