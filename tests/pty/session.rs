//! Whole sessions, and keys that come in heaps.

use crate::{
    harness::{BEFORE, Program},
    person::{BACK_ACHE, CTRL_C, DOWN, NOW, REVIEW, ROOMY},
};

#[test]
fn a_session_leads_to_the_summary_and_leaves_nothing_behind() {
    let mut program = Program::start(&[], ROOMY, &[]);
    program.answer_until(REVIEW);
    program.see_summary();
    program.send("q");
    assert_eq!(program.exit_code(), 0);
    program.assert_restored();
    assert_eq!(program.output().text().trim_end(), BEFORE);
    assert!(!program.home().join(".local/state/twinge").exists());
}

#[test]
fn going_back_keeps_the_answers_and_shows_them() {
    let mut program = Program::start(&[], ROOMY, &[]);
    program.answer_until(NOW);
    for (prompt, answer) in BACK_ACHE[..4].iter().rev() {
        program.send("\x7f");
        program.wait_for(prompt);
        program.wait_until(answer, |output| output.has_ticked(answer) && output.is_on(answer));
    }
    for (prompt, _) in &BACK_ACHE[1..5] {
        program.send("\r");
        program.wait_for(prompt);
    }
    program.answer_between(NOW, REVIEW);
    program.see_summary();
    program.send("q");
    assert_eq!(program.exit_code(), 0);
}

#[test]
fn a_changed_answer_leads_back_to_the_review() {
    let mut program = Program::start(&[], ROOMY, &[]);
    program.answer_until(REVIEW);
    program.send(DOWN);
    program.wait_until("the first answer", |output| output.is_on("What is your age?"));
    program.send("\r");
    program.wait_until("the first answer, ticked", |output| output.has_ticked("45 to 49"));
    program.choose("40 to 44");
    program.send("\r");
    program.wait_for(REVIEW);
    program.wait_for("40 to 44");
    program.see_summary();
}

#[test]
fn keys_of_a_key_held_down_are_all_taken() {
    let mut program = Program::start(&[], ROOMY, &[]);
    program.begin();
    let answers = program.output().answers();
    program.send(&DOWN.repeat(203));
    let (_, _, last) = &answers[203 % answers.len()];
    program.wait_until(last, |output| output.is_on(last));
    program.catch_up();
    assert!(program.output().is_on(last));
}

#[test]
fn more_keys_than_one_read_takes_do_not_wait_for_the_next_key() {
    let mut program = Program::start(&[], ROOMY, &[]);
    program.begin();
    let answers = program.output().answers();
    program.send(&DOWN.repeat(1003));
    let (_, _, last) = &answers[1003 % answers.len()];
    program.wait_until(last, |output| output.is_on(last));
}

#[test]
fn pasted_text_answers_nothing() {
    let mut program = Program::start(&[], ROOMY, &[]);
    program.answer_until(NOW);
    let before = program.output().text();
    let page = "2 b none\r\n1 3 k q \x03 \x1a yes, chest pain\r".repeat(60);
    program.send(&format!("\x1b[200~{page}\x1b[201~"));
    program.catch_up();
    assert_eq!(program.output().text(), before);
}

#[test]
fn a_burst_of_enter_from_the_start_ends_before_the_first_danger_screen_is_answered() {
    let mut program = Program::start(&[], ROOMY, &[]);
    program.wait_for("Enter start");
    program.send(&"\r".repeat(2000));
    program.catch_up();
    let mut until_now = BACK_ACHE.iter().map(|(prompt, _)| *prompt).take(5);
    assert!(until_now.any(|prompt| program.output().shows(prompt)), "{}", program.output().text());
    assert!(!program.output().has_ticks());
}

#[test]
fn a_burst_of_enter_skips_no_danger_screen() {
    let mut program = Program::start(&[], ROOMY, &[]);
    program.begin();
    let dangers = [NOW, "Are any of these true for you now?", "In the last few weeks"];
    let mut here = BACK_ACHE[0].0;
    for danger in dangers {
        program.answer_between(here, danger);
        here = danger;
        program.send(&"\r".repeat(2000));
        program.catch_up();
        assert!(program.output().shows(danger), "still at \"{danger}\"");
        assert!(!program.output().has_ticks(), "nothing is ticked at \"{danger}\"");
    }
    program.answer_between(here, REVIEW);
    program.send(CTRL_C);
    assert_eq!(program.exit_code(), 130);
}
