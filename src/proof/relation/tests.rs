use super::*;
use crate::{
    content::{Atom, Questionnaire, Setting},
    proof::small,
};

fn option(of: &Questionnaire, id: &str) -> (QuestionIx, OptionIx) {
    let Atom::Chosen(question, option) = small::chosen(of, id) else { unreachable!() };
    (question, option)
}

/// Every edit of every option, and every exchange of two of a single choice.
fn edits(of: &Questionnaire) -> Vec<Edit> {
    let mut all = Vec::new();
    for ix in of.question_positions() {
        let question = of.question(ix);
        for (n, _) in question.indexed_options() {
            if matches!(question.answer, crate::content::AnswerKind::Many(_)) {
                all.extend([Edit::Tick(ix, n), Edit::Untick(ix, n)]);
            } else {
                let others = question.indexed_options().map(|(other, _)| other).filter(|other| *other != n);
                all.extend(others.map(|other| Edit::Replace(ix, n, other)));
            }
        }
    }
    all
}

/// What the engine makes of the edited session is what the shifted diagrams say of the session before.
#[test]
fn a_shifted_diagram_says_before_the_edit_what_the_diagram_says_after_it() {
    for questionnaire in [small::cap(), small::rules()] {
        let encoding = small::encoding(&questionnaire);
        let searcher = Searcher::new(&encoding);
        let sessions: Vec<_> = small::sessions(&questionnaire).into_iter().step_by(11).collect();
        let before: Vec<_> = sessions.iter().map(|session| encoding.vars.truths(session)).collect();
        for edit in edits(&questionnaire) {
            let (region, edited) = searcher.edit(edit);
            let shift = Shift::new(&encoding, edit.question(), edited);
            let rules: Vec<_> = questionnaire.rule_positions().map(|ix| encoding.rule(ix)).collect();
            let shifted: Vec<_> = rules.iter().map(|rule| shift.apply(rule)).collect();
            for (session, truths) in
                sessions.iter().zip(&before).filter(|(_, truths)| truths.satisfy(&region))
            {
                let after = encoding.vars.truths(&edit.apply(session));
                for (rule, shifted) in rules.iter().zip(&shifted) {
                    assert_eq!(
                        truths.satisfy(shifted),
                        after.satisfy(rule),
                        "{edit:?} {:?}",
                        session.answers()
                    );
                }
            }
        }
    }
}

#[test]
fn an_edit_touches_its_own_answer_and_what_is_asked_because_of_it_and_nothing_else() {
    let questionnaire = small::rules();
    let encoding = small::encoding(&questionnaire);
    let searcher = Searcher::new(&encoding);
    let (question, bang) = option(&questionnaire, "s_bang");
    let edit = Edit::Tick(question, bang);
    let shift = Shift::new(&encoding, question, searcher.edit(edit).1);
    let touched = |id: &str| shift.touches(&encoding.condition(&small::ticked(&questionnaire, id)));
    assert!(touched("s_bang"));
    assert!(touched("none"), "the tick takes it away");
    assert!(shift.touches(&encoding.vars.answered(small::question(&questionnaire, "age"))));
    for id in ["k_iron", "s_hiss", "wet_yes", "l_oil"] {
        assert!(!touched(id), "{id}");
    }
    assert!(!shift.touches(&encoding.vars.in_setting(Setting::Home)));
}

#[test]
fn diagrams_are_alike_if_no_assignment_tells_them_apart() {
    let questionnaire = small::rules();
    let encoding = small::encoding(&questionnaire);
    let is = |id: &str| encoding.condition(&small::ticked(&questionnaire, id));
    let either = is("k_iron").or(&is("s_bang")).or(&is("l_oil"));
    assert!(alike(&either, &either.clone()));
    let (question, hiss) = option(&questionnaire, "s_hiss");
    let hiss = encoding.vars.of(question).options[hiss.get()];
    // What is restricted is the same, whatever the order of its nodes.
    let restricted = either.xor(&is("s_hiss")).restrict(&[(hiss, false)]);
    assert!(alike(&either, &restricted));
    assert!(!alike(&either, &either.xor(&is("s_hiss"))));
    assert!(!alike(&either, &either.not()));
}
