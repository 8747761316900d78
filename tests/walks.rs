//! What holds however a person walks through the questions.

#[path = "support/by_ear.rs"]
mod by_ear;
#[path = "support/outlet.rs"]
mod outlet;
#[path = "support/tape.rs"]
mod tape;

use std::sync::LazyLock;

use proptest::prelude::*;
use tape::{QUESTIONNAIRE, Tape, cases, change_some, complete, tapes};
use twinge::{
    content::{Disposition, OptionIx, OptionSet, QuestionIx, Questionnaire, RuleIx, Setting, Words},
    embedded,
    end::End,
    engine::{Answer, Misfit, Outcome, Preview, Session, Step, assess},
    locale::Voice,
    plain,
    report::{self, text::render_block},
};

/// The most questions in one session.
const CAP: usize = 20;

/// The content that ships, read a second time.
static READ_AGAIN: LazyLock<Questionnaire> =
    LazyLock::new(|| embedded::questionnaire().expect("the build has checked the content"));

/// One thing that a person can do at a key press.
fn press(session: &mut Session<'_>, tape: &mut Tape<'_>) {
    let key = tape.below(12);
    let Step::Ask(ix) = session.step() else {
        let asked = session.path().asked().to_vec();
        match tape.question(&asked).filter(|_| key < 8) {
            Some(ix) => assert!(session.go_to(ix), "a question of the path is due"),
            None => assert!(session.back(), "there is a question before the end"),
        }
        return;
    };
    match key {
        0..=5 => {
            if session.path().live().get(ix).is_none() || tape.one_in(4) {
                answer(session, tape, ix);
            }
            session.advance().expect("the question is answered");
        }
        6 => {
            let offered: Vec<OptionIx> = session.path().offered(ix).iter().collect();
            if !offered.is_empty() {
                session.toggle(ix, offered[tape.below(offered.len())]);
            }
        }
        7 | 8 => {
            session.back();
        }
        9 => {
            let asked = session.path().asked().to_vec();
            session.go_to(asked[tape.below(asked.len())]);
        }
        10 => session.resume(),
        _ => {
            answer(session, tape, ix);
            session.resume();
        }
    }
}

fn answer(session: &mut Session<'_>, tape: &mut Tape<'_>, ix: QuestionIx) {
    let answer = tape.answer(session, ix);
    session.answer(ix, answer).expect("the answer was picked from what is offered");
}

/// A session somewhere in the middle, after going on, back, elsewhere, and changing answers.
fn wandering(tape: &mut Tape<'_>) -> Session<'static> {
    let mut session = Session::new(&QUESTIONNAIRE, tape.setting());
    for _ in 0..10 + tape.below(40) {
        press(&mut session, tape);
    }
    session
}

/// A session that was walked straight through, then changed here and there; some answers may be
/// missing, others stay at questions that are no longer due.
fn changed(tape: &mut Tape<'_>) -> Session<'static> {
    let mut session = Session::new(&QUESTIONNAIRE, tape.setting());
    complete(&mut session, tape);
    change_some(&mut session, tape);
    session
}

/// An outcome without the list of answers that do not count: they may differ where all else agrees.
fn without_ignored(outcome: Outcome<'_>) -> Outcome<'_> {
    Outcome { ignored: Vec::new(), ..outcome }
}

fn id(ix: QuestionIx) -> &'static str {
    &QUESTIONNAIRE.question(ix).id
}

/// Everything that could be answered at a question, shown there or not.
fn whatever(tape: &mut Tape<'_>, ix: QuestionIx) -> Answer {
    let question = QUESTIONNAIRE.question(ix);
    if question.options().is_empty() {
        return Answer::Number(u16::try_from(tape.below(11)).expect("it is below 11"));
    }
    if question.skip_id().is_some() && tape.one_in(6) {
        return Answer::Skipped;
    }
    let any = tape.below(question.options().len());
    Answer::Options(OptionSet::only(question.indexed_options().nth(any).expect("it is an option").0))
}

proptest! {
    #![proptest_config(cases(100))]

    #[test]
    fn ends_where_a_straight_walk_with_the_final_answers_ends(picks in tapes()) {
        let tape = &mut Tape::new(&picks);
        let mut session = wandering(tape);
        complete(&mut session, tape);
        prop_assert_eq!(session.step(), Step::Done);
        let path = session.path();

        let mut straight = Session::new(&QUESTIONNAIRE, session.setting());
        for ix in path.asked().iter().copied() {
            let answer = path.live().get(ix).expect("the session was completed");
            if straight.step() == Step::Ask(ix) {
                prop_assert_eq!(straight.answer(ix, answer), Ok(()), "at `{}`", id(ix));
                prop_assert_eq!(straight.advance(), Ok(()));
            } else {
                // What was answered stays; a straight walk may have no room left to ask it.
                let may_be_left_out = QUESTIONNAIRE.question(ix).drop_rank.is_some();
                prop_assert!(may_be_left_out, "a straight walk does not ask `{}`", id(ix));
                straight.restore(ix, Some(answer));
                prop_assert!(straight.path().asked().contains(&ix), "at `{}`", id(ix));
            }
        }
        prop_assert_eq!(straight.step(), Step::Done);
        prop_assert_eq!(straight.path().asked(), path.asked());
        prop_assert_eq!(without_ignored(assess(&session)), assess(&straight));

        let kept = Session::with_answers(&QUESTIONNAIRE, session.setting(), session.answers().clone());
        prop_assert_eq!(assess(&session), assess(&kept));
        prop_assert_eq!(kept.step(), Step::Done);
    }

    #[test]
    fn stands_only_at_questions_that_are_due(picks in tapes()) {
        let tape = &mut Tape::new(&picks);
        let mut session = Session::new(&QUESTIONNAIRE, tape.setting());
        for _ in 0..40 {
            press(&mut session, tape);
            match session.step() {
                Step::Ask(ix) => prop_assert!(session.path().asked().contains(&ix), "at `{}`", id(ix)),
                Step::Done => prop_assert_eq!(session.path().unanswered().next(), None),
            }
        }
    }

    #[test]
    fn goes_back_to_the_first_question_and_keeps_every_answer(picks in tapes()) {
        let mut session = wandering(&mut Tape::new(&picks));
        let (answers, outcome) = (session.answers().clone(), assess(&session));
        let asked = session.path().asked().to_vec();
        let here = |session: &Session<'_>| match session.step() {
            Step::Ask(ix) => asked.iter().position(|asked| *asked == ix).expect("it is due"),
            Step::Done => asked.len(),
        };
        for before in (0..here(&session)).rev() {
            prop_assert!(session.back());
            prop_assert_eq!(here(&session), before);
        }
        prop_assert!(!session.back(), "there is nothing before the first question");
        prop_assert_eq!(session.step(), Step::Ask(asked[0]));
        prop_assert_eq!(session.answers(), &answers);
        prop_assert_eq!(assess(&session), outcome);
    }

    #[test]
    fn goes_on_only_from_a_question_with_an_answer(picks in tapes()) {
        let mut session = wandering(&mut Tape::new(&picks));
        let asked = session.path().asked().to_vec();
        for ix in asked {
            prop_assert!(session.go_to(ix));
            let answered = session.path().live().get(ix).is_some();
            prop_assert_eq!(session.advance(), if answered { Ok(()) } else { Err(Misfit::Nothing) });
            prop_assert_eq!(session.step() == Step::Ask(ix), !answered);
        }
    }

    #[test]
    fn counts_no_answer_to_a_question_that_is_not_due(picks in tapes()) {
        let tape = &mut Tape::new(&picks);
        let mut session = changed(tape);
        let outcome = without_ignored(assess(&session));
        let path = session.path().clone();
        let mut ignored = Vec::new();
        for ix in QUESTIONNAIRE.question_positions().filter(|ix| !path.asked().contains(ix)) {
            if QUESTIONNAIRE.question(ix).drop_rank.is_some() {
                // Perhaps it is due and only the cap left it out; then an answer would count.
                session.restore(ix, None);
                continue;
            }
            let answer = whatever(tape, ix);
            session.restore(ix, Some(answer));
            ignored.push(ix);
        }
        let now = assess(&session);
        prop_assert_eq!(&now.ignored, &ignored);
        prop_assert_eq!(without_ignored(now), outcome);
    }

    #[test]
    fn counts_no_option_that_is_not_shown(picks in tapes()) {
        let mut session = changed(&mut Tape::new(&picks));
        let outcome = assess(&session);
        let path = session.path().clone();
        for ix in path.asked().iter().copied() {
            let hidden = |option: &OptionIx| !path.offered(ix).contains(*option);
            let options = QUESTIONNAIRE.question(ix).indexed_options().map(|(option, _)| option);
            let hidden: OptionSet = options.filter(hidden).collect();
            if let Some(Answer::Options(ticked)) = path.live().get(ix) {
                let both = hidden.iter().fold(ticked, OptionSet::with);
                session.restore(ix, Some(Answer::Options(both)));
            }
        }
        prop_assert_eq!(assess(&session), outcome);
    }

    /// SR-16. An answer to a question that was skipped takes the place of the skip: it is no addition and
    /// stays out of it.
    #[test]
    fn never_gets_less_urgent_when_a_danger_sign_or_a_risk_is_added(picks in tapes()) {
        let tape = &mut Tape::new(&picks);
        let session = changed(tape);
        let path = session.path();
        let before = assess(&session).disposition;
        for ix in path.asked().iter().copied() {
            let question = QUESTIONNAIRE.question(ix);
            let about_danger = question.danger || question.id == "risk";
            if !about_danger || path.live().get(ix) == Some(Answer::Skipped) {
                continue;
            }
            let further: Vec<OptionIx> = path
                .offered(ix)
                .without(path.live().ticked(ix))
                .iter()
                .filter(|option| question.options()[option.get()].id != "none")
                .collect();
            for _ in 0..2.min(further.len()) {
                let option = further[tape.below(further.len())];
                let mut more = session.clone();
                more.toggle(ix, option);
                prop_assert!(more.path().live().ticked(ix).contains(option));
                let after = assess(&more).disposition;
                let name = &question.options()[option.get()].id;
                prop_assert!(after >= before, "{:?} with `{}`, {:?} without", after, name, before);
            }
        }
    }

    #[test]
    fn comes_to_the_same_outcome_every_time(picks in tapes()) {
        let session = wandering(&mut Tape::new(&picks));
        let again = Session::with_answers(&READ_AGAIN, session.setting(), session.answers().clone());
        prop_assert_eq!(assess(&session), assess(&session));
        prop_assert_eq!(assess(&session), assess(&again));
    }

    #[test]
    fn a_straight_walk_gets_nearer_with_every_answer_and_never_asks_more_than_20(picks in tapes()) {
        let tape = &mut Tape::new(&picks);
        let mut session = Session::new(&QUESTIONNAIRE, tape.setting());
        let mut last = session.progress();
        prop_assert_eq!(last.behind, 0);
        prop_assert!(last.most_left <= CAP);
        for n in 1..=CAP {
            let Step::Ask(ix) = session.step() else { break };
            answer(&mut session, tape, ix);
            prop_assert_eq!(session.advance(), Ok(()));
            let now = session.progress();
            prop_assert_eq!(now.behind, n, "after `{}`", id(ix));
            prop_assert!(now.most_left < last.most_left, "{last:?}, after `{}` {now:?}", id(ix));
            last = now;
        }
        prop_assert_eq!(session.step(), Step::Done);
        prop_assert_eq!(last.most_left, 0);
        prop_assert!(assess(&session).complete);
    }

    #[test]
    fn says_the_same_line_by_line(picks in tapes()) {
        let tape = &mut Tape::new(&picks);
        let typed = typed(tape);
        // Both get the same words; which ones makes no difference.
        let words = &Words::default();
        let voice = Voice::english(words);
        let mut output = Vec::new();
        let start = Session::new(&QUESTIONNAIRE, typed.session.setting());
        let notes = outlet::Notes::default();
        let end = plain::run(start, voice, typed.lines.as_bytes(), &mut output, &notes)
            .expect("memory can be written");
        let output = String::from_utf8(output).expect("it is text");
        prop_assert_eq!(end, End::Finished, "{}", output);
        let unwrapped = output.split_whitespace().collect::<Vec<_>>().join(" ");
        prop_assert_eq!(unwrapped.matches("To go on with the questions, type go.").count(), typed.n_warnings);

        let outcome = assess(&typed.session);
        let summary = report::text::render(&QUESTIONNAIRE, voice, &outcome);
        if typed.stopped {
            let mut warning = String::new();
            for block in report::emergency(&QUESTIONNAIRE, voice, &outcome) {
                render_block(&mut warning, &block);
            }
            let (said, warning) = (by_ear::words(&output), by_ear::words(&warning));
            prop_assert!(said.ends_with(&warning), "{output}\nshould end with\n{warning}");
            prop_assert!(by_ear::says_all(&output, &summary).is_err());
        } else {
            prop_assert_eq!(by_ear::says_all(&output, &summary), Ok(()));
        }
        let drawn = |line: &&str| line.starts_with("- ") || line.contains("---") || line.starts_with('!');
        prop_assert_eq!(output.lines().find(drawn), None, "by ear, marks and rules are noise");
    }
}

/// What was typed in plain mode, and the session it stands for.
struct Typed {
    lines: String,
    session: Session<'static>,
    n_warnings: usize,
    /// Whether it ended with an emergency, as it does in a waiting room.
    stopped: bool,
}

/// A whole session, typed; now and then with a step back, a question why, or a look at the answers.
fn typed(tape: &mut Tape<'_>) -> Typed {
    let session = Session::new(&QUESTIONNAIRE, tape.setting());
    let mut typed = Typed { lines: String::new(), session, n_warnings: 0, stopped: false };
    let mut warned: Vec<RuleIx> = Vec::new();
    while let Step::Ask(ix) = typed.session.step() {
        typed.lines.push_str(match tape.below(8) {
            5 if typed.session.progress().behind > 0 => "back\n\n",
            6 => "why\n",
            7 => "review\n",
            _ => "",
        });
        let answer = tape.answer(&typed.session, ix);
        typed.lines.push_str(&line(&typed.session, ix, answer));
        typed.session.answer(ix, answer).expect("the answer was picked from what is offered");
        let emergencies = typed.session.emergencies();
        let new = emergencies.iter().any(|rule| !warned.contains(rule));
        warned = emergencies;
        if new && typed.session.setting() == Setting::WaitingRoom {
            typed.stopped = true;
            return typed;
        }
        if new {
            typed.n_warnings += 1;
            typed.lines.push_str("go\n");
        }
        typed.session.advance().expect("the question is answered");
    }
    if tape.one_in(2) {
        put_back(&mut typed, tape, &warned);
    }
    // The answers are shown once more; Enter goes on to the summary.
    typed.lines.push('\n');
    typed
}

/// A change from the list of answers, put back where other questions change with it. One that makes a new
/// emergency is left alone, and so is leaving out a question where something is ticked, which is refused.
fn put_back(typed: &mut Typed, tape: &mut Tape<'_>, warned: &[RuleIx]) {
    let asked = typed.session.path().asked().to_vec();
    let n = tape.below(asked.len());
    let mut changed = typed.session.clone();
    assert!(changed.go_to(asked[n]));
    let answer = tape.answer(&changed, asked[n]);
    if answer == Answer::Skipped && changed.clone().skip(asked[n]).is_err() {
        return;
    }
    let typed_answer = line(&changed, asked[n], answer);
    changed.answer(asked[n], answer).expect("the answer was picked from what is offered");
    if changed.emergencies().iter().any(|rule| !warned.contains(rule)) {
        return;
    }
    typed.lines.push_str(&(n + 1).to_string());
    typed.lines.push('\n');
    typed.lines.push_str(&typed_answer);
    if Preview::between(typed.session.path(), changed.path(), asked[n]).is_empty() {
        changed.resume();
        typed.session = changed;
    } else {
        typed.lines.push_str("back\n");
    }
}

/// An answer as it is typed: numbers as they stand before the options.
fn line(session: &Session<'_>, ix: QuestionIx, answer: Answer) -> String {
    let offered = session.path().offered(ix);
    match answer {
        Answer::Skipped => "skip\n".to_owned(),
        Answer::Number(n) => format!("{n}\n"),
        Answer::Options(set) => {
            let numbered = offered.iter().enumerate().filter(|(_, option)| set.contains(*option));
            let numbers: Vec<String> = numbered.map(|(n, _)| (n + 1).to_string()).collect();
            format!("{}\n", numbers.join(" "))
        }
    }
}

#[test]
fn leaves_nobody_without_a_disposition() {
    for setting in Setting::ALL {
        let outcome = assess(&Session::new(&QUESTIONNAIRE, setting));
        assert_eq!(outcome.disposition, Disposition::SelfCare);
        assert!(!outcome.complete);
        assert_eq!(outcome.unanswered, outcome.path);
    }
}
