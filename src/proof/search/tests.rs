use super::*;
use crate::{content::Questionnaire, proof::small};

const MANY: &str = r#"Many(options: [
    (id: "a", text: "A"), (id: "b", text: "B"), (id: "c", text: "C"), (id: "d", text: "D"),
    (id: "e", text: "E"), (id: "f", text: "F"),
])"#;

fn chosen(questionnaire: &Questionnaire, ids: &[&str]) -> Condition {
    Condition::Any(ids.iter().map(|id| small::ticked(questionnaire, id)).collect())
}

/// More of them than it has patience for what it cannot explain.
#[test]
fn an_example_goes_round_everything_that_it_should_avoid() {
    let questionnaire = small::made("(most: 4, drop: [])", &small::ask("many", MANY), "");
    let encoding = small::encoding(&questionnaire);
    let searcher = Searcher::new(&encoding);
    let some = Branch::of(encoding.condition(&chosen(&questionnaire, &["a", "b", "c", "d", "e", "f"])));
    let bad = ["b", "c", "d", "e", "f"].map(|id| small::ticked(&questionnaire, id));
    let avoid: Vec<&Condition> = bad.iter().collect();
    let accept = |outcome: &Outcome<'_>| bad.iter().all(|bad| !holds(&questionnaire, outcome, bad));
    let found = searcher.example(std::slice::from_ref(&some), &avoid, &accept);
    assert_eq!(found.map(|found| found.answers().clone()), {
        Some(small::session(&questionnaire, &["a"]).answers().clone())
    });
    // Nothing tells it what is wrong: it gives up, and claims nothing.
    assert!(searcher.example(&[some], &[], &accept).is_none());
}

/// A question that the cap may leave out need not be answered as long as diagrams are loose.
#[test]
fn what_loose_diagrams_leave_open_exact_ones_settle() {
    let questionnaire = small::cap();
    let encoding = small::encoding(&questionnaire);
    let searcher = Searcher::new(&encoding);
    let days = small::question(&questionnaire, "days");
    let open = encoding.asked(days).and_not(&encoding.vars.answered(days));
    let accept = |outcome: &Outcome<'_>| outcome.path.contains(&days) && outcome.answers.get(days).is_none();
    let branches = [Branch::of(open)];
    let search = |span, precision| {
        searcher.find_among(&Query { branches: &branches, avoid: &[], span, accept: &accept }, precision)
    };
    let find = |span| searcher.find(&Query { branches: &branches, avoid: &[], span, accept: &accept });
    for span in [Span::Complete, Span::Completed] {
        assert!(matches!(search(span, Precision::Loose), Search::Open(_)), "{span:?}");
        assert!(matches!(find(span), Search::Never), "{span:?}");
    }
    let Search::Found(session) = find(Span::Any) else { panic!("one can stop before that question") };
    assert!(accept(&assess_as_it_is(&session)));
}

/// Every rule that makes a proposal too urgent is ruled out, until none is left or one that is calm.
#[test]
fn a_search_below_a_level_rules_out_what_is_more_urgent() {
    let flags: String = ["a", "b", "c", "d"]
        .map(|id| small::flag(&format!("rf_{id}"), "Soon", &format!("Chosen(\"{id}\")")))
        .concat();
    let questionnaire = small::made("(most: 4, drop: [])", &small::ask("many", MANY), &flags);
    let encoding = small::encoding(&questionnaire);
    let searcher = Searcher::new(&encoding);
    let find = |ids: &[&str]| {
        let answers = encoding.condition(&chosen(&questionnaire, ids));
        let branches = [Branch { below: Some(Disposition::Soon), ..Branch::of(answers) }];
        let accept = |outcome: &Outcome<'_>| outcome.disposition < Disposition::Soon;
        searcher.find(&Query { branches: &branches, avoid: &[], span: Span::Complete, accept: &accept })
    };
    assert!(matches!(find(&["a", "b", "c", "d"]), Search::Never));
    let Search::Found(session) = find(&["a", "b", "c", "d", "e"]) else { panic!("`e` is calm") };
    assert_eq!(session.answers(), small::session(&questionnaire, &["e"]).answers());
}
