//! The terminal goes away at moments nobody chose.
#![expect(clippy::print_stdout, reason = "the seed is for whoever asks with --nocapture")]

use std::{thread, time::Duration};

use rustix::process::Signal;
use twinge::{
    content::{Questionnaire, Setting},
    embedded, kept,
};

use crate::{
    dice::Dice,
    harness::Program,
    kiosk::{Place, agree_to_danger, start},
    person::{BACK_ACHE, DOWN, EMERGENCY, LEVEL, REVIEW, ROOMY, UP},
    power_cut::{NUMBER, whole},
};

/// Keys that change no answer that was given before.
const KEYS: &[&str] = &[DOWN, UP, "\r", "1", "2", "3", "?", " "];

/// How many moments are tried, and what they follow from: `TWINGE_GONE`, `TWINGE_SEED`.
fn moments() -> (usize, Dice) {
    let told = |name| std::env::var(name).ok();
    let count = told("TWINGE_GONE").and_then(|text| text.parse().ok()).unwrap_or(10);
    let seed = told("TWINGE_SEED").and_then(|text| text.parse().ok()).unwrap_or(0x60E_5EED);
    println!("{count} moments from seed {seed}");
    (count, Dice(seed.max(1)))
}

/// Presses some keys, all at once, and takes the terminal away before or while they are taken. A shell may tell
/// the program, or not.
fn take_away(program: &mut Program, dice: &mut Dice) {
    let keys: String = (0..dice.below(12)).map(|_| KEYS[dice.below(KEYS.len())]).collect();
    program.send(&keys);
    // The moment itself is what is tried; nothing waits for it to have been long enough.
    thread::sleep(Duration::from_micros(u64::try_from(dice.below(30_000)).unwrap_or(0)));
    if dice.below(3) == 0 {
        program.signal(Signal::HUP);
    }
    program.cut_off();
}

/// Checks that all that was answered before is on disk.
fn assert_kept(program: &Program, questionnaire: &Questionnaire, answered: usize) {
    let Some(text) = program.kept() else {
        assert_eq!(answered, 0, "nothing is kept");
        return;
    };
    let kept = kept::read(&text).unwrap_or_else(|why| panic!("{why:?}: {text}"));
    let again = kept.take_up(questionnaire, Setting::Home).unwrap_or_else(|why| panic!("{why:?}: {text}"));
    assert_eq!((again.changed, again.dropped), (false, 0), "{text}");
    for (prompt, _) in &BACK_ACHE[..answered] {
        let asked = again.session.path().asked().iter().copied();
        let mut asked = asked.filter(|ix| questionnaire.question(*ix).prompt.as_str().starts_with(prompt));
        let question = asked.next().unwrap_or_else(|| panic!("\"{prompt}\" is not asked: {text}"));
        assert!(again.session.answers().get(question).is_some(), "\"{prompt}\" is lost: {text}");
    }
    assert!(!program.kept_folder().join("session.next").exists(), "nothing is half written");
}

#[test]
fn a_terminal_that_goes_away_at_any_moment_costs_no_answer() {
    let questionnaire = embedded::questionnaire().expect("the content");
    let (count, mut dice) = moments();
    for n in 1..=count {
        let mut program = Program::start(&[], ROOMY, &[]);
        let answered = dice.below(BACK_ACHE.len() + 3);
        match answered {
            0 => program.wait_for("Enter start"),
            n if n < BACK_ACHE.len() => program.answer_until(BACK_ACHE[n].0),
            n => {
                program.answer_until(REVIEW);
                if n > BACK_ACHE.len() {
                    program.see_summary();
                }
            }
        }
        println!("moment {n}: {answered} answers, pid {:?}", program.pid());
        take_away(&mut program, &mut dice);
        assert_eq!(program.exit_code_without_terminal(), 129, "moment {n}");
        assert!(!program.output().shows("panic"), "moment {n}");
        assert_kept(&program, &questionnaire, answered.min(BACK_ACHE.len()));
        if n == count {
            let mut program = program.start_again(&[]);
            if answered > 0 {
                program.take_up();
            }
            program.wait_until("the session", |output| {
                let there = |prompt: &str| output.shows(prompt);
                answered == 0
                    || there(REVIEW)
                    || there(LEVEL)
                    || there(EMERGENCY)
                    || there(" left")
                    || there("last question")
            });
        }
    }
}

#[test]
fn a_terminal_that_goes_away_at_any_moment_of_a_sitting_leaves_whole_records() {
    let (count, mut dice) = moments();
    let place = Place::new();
    let folder = place.0.join("records");
    let config = place.config(&format!("records: (folder: \"{}\", days: 30)", folder.display()));
    for n in 1..=count {
        let mut program = start(&config, &[]);
        let before = whole(&folder).len();
        let stage = dice.below(5);
        match stage {
            0 => {}
            1 => {
                program.send("x");
                program.wait_for("Enter Start");
            }
            2 => agree_to_danger(&mut program),
            _ => {
                agree_to_danger(&mut program);
                program.send("2");
                program.wait_for(if stage == 3 { EMERGENCY } else { NUMBER });
            }
        }
        println!("moment {n}: stage {stage}");
        take_away(&mut program, &mut dice);
        assert_eq!(program.exit_code_without_terminal(), 129, "moment {n}");
        let output = program.output();
        assert!(!output.shows("panic") && !output.shows("stopped at"), "moment {n}");
        let records = whole(&folder).len();
        assert!(records <= before + 1, "one sitting, one record");
        assert!(stage < 3 || records == before + 1, "moment {n}: an emergency that was shown is on record");
        assert!(!folder.join(".next").exists(), "moment {n}: nothing is half written");
    }
}
