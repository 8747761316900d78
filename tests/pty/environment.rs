//! What the environment asks for, and terminals that can do less.

use std::fs;

use crate::{
    harness::Program,
    output::Output,
    person::{BACK_ACHE, CTRL_C, EMERGENCY, LEVEL, NOW, REVIEW, ROOMY},
};

/// Answers line by line to the end, and checks that nothing but lines was written.
fn answer_line_by_line(mut program: Program) {
    let mut heard = 0;
    for (prompt, answer) in BACK_ACHE {
        let mut line = None;
        program.wait_until(prompt, |output| {
            line = line_for(&String::from_utf8_lossy(&output.raw()[heard..]), prompt, answer);
            line.is_some()
        });
        heard = program.output().raw().len();
        program.send(&line.unwrap_or_default());
    }
    program.wait_for("Press Enter to see your summary.");
    program.send("\n");
    for page in 1..=6 {
        let start = format!("Page {page} of 6: ");
        let end = match page {
            6 => "Press Enter to end.".to_owned(),
            _ => format!("Press Enter to hear page {}: ", page + 1),
        };
        program.wait_until(&start, |output| {
            let said = String::from_utf8_lossy(output.raw());
            said.split_once(&start).is_some_and(|(_, page)| page.contains(&end))
        });
        program.send("\n");
    }
    assert_eq!(program.exit_code(), 0);
    let output = program.output();
    // The mark before it is for the eye.
    let level = LEVEL.trim_start_matches("o ");
    assert!(String::from_utf8_lossy(output.raw()).contains(level));
    assert_eq!(output.count(b"\x1b"), 0, "no escape sequence");
}

/// What to type, once the question has been asked: the number of the answer.
fn line_for(said: &str, prompt: &str, answer: &str) -> Option<String> {
    let asked = &said[said.find(prompt)?..];
    let (options, _) = asked.split_once("\nType ")?;
    let number = options.lines().find_map(|line| {
        let (number, text) = line.split_once(". ")?;
        text.starts_with(answer).then_some(number)
    });
    Some(format!("{}\n", number.unwrap_or(answer)))
}

#[test]
fn plain_mode_writes_lines_only() {
    answer_line_by_line(Program::start(&["--plain"], ROOMY, &[]));
}

#[test]
fn accessible_asks_for_plain_mode() {
    answer_line_by_line(Program::start(&[], ROOMY, &[("ACCESSIBLE", "1")]));
}

#[test]
fn a_dumb_terminal_gets_plain_mode() {
    answer_line_by_line(Program::start(&[], ROOMY, &[("TERM", "dumb")]));
}

#[test]
fn accessible_that_is_off_gets_the_full_screen() {
    for off in ["", "0", "false"] {
        let program = Program::start(&[], ROOMY, &[("ACCESSIBLE", off)]);
        program.wait_for("Enter start");
        assert!(program.output().screen().alternate_screen());
    }
}

#[test]
fn output_into_a_file_gets_plain_mode() {
    let mut program = Program::start_as(r#""$@" > "$HOME/out""#, &[], ROOMY, &[]);
    program.send("quit\n");
    assert_eq!(program.exit_code(), 130);
    assert_eq!(program.output().count(b"\x1b"), 0);
    let out = fs::read_to_string(program.home().join("out")).expect("the file");
    assert!(out.contains(BACK_ACHE[0].0) && out.contains("You left before the end."), "{out}");
    assert!(!out.contains('\x1b'), "{out}");
}

#[test]
fn output_into_a_pipe_gets_plain_mode() {
    let mut program = Program::start_as(r#""$@" | cat"#, &[], ROOMY, &[]);
    program.wait_for(BACK_ACHE[0].0);
    program.send("quit\n");
    program.wait_for("You left before the end.");
    program.exit_code();
    assert_eq!(program.output().count(b"\x1b"), 0);
}

#[test]
fn closed_output_is_no_reason_to_panic() {
    let mut program = Program::start_as(r#""$@" >&-"#, &[], ROOMY, &[]);
    program.send("quit\n");
    assert_eq!(program.exit_code(), 130);
    assert!(!program.output().shows("panic"));
    assert_eq!(program.output().count(b"\x1b"), 0);
}

#[test]
fn input_that_ends_before_the_questions_is_said_and_told_by_the_exit_code() {
    for command in [r#""$@" < /dev/null"#, r#""$@" <&-"#] {
        let program = Program::start_as(command, &[], ROOMY, &[]);
        assert_eq!(program.exit_code(), 1, "{command}");
        let output = program.output();
        assert!(output.shows("The input ended before the questions did. Nothing was kept."));
        assert_eq!(output.count(b"\x1b"), 0);
    }
}

#[test]
fn ctrl_c_leaves_plain_mode() {
    let mut program = Program::start(&["--plain"], ROOMY, &[]);
    program.wait_for(BACK_ACHE[0].0);
    program.send(CTRL_C);
    assert_eq!(program.exit_code(), 130);
}

#[test]
fn terminals_without_unicode_get_ascii_only() {
    for env in [[("TERM", "linux"), ("LANG", "C.UTF-8")], [("TERM", "xterm"), ("LANG", "C")]] {
        let mut program = Program::start(&[], ROOMY, &env);
        program.answer_until(NOW);
        end_with_an_emergency(&mut program, |_| true);
        let output = program.output();
        let other: Vec<u8> = output.raw().iter().copied().filter(|byte| !byte.is_ascii()).collect();
        assert!(other.is_empty(), "{}", String::from_utf8_lossy(&other));
    }
}

#[test]
fn no_color_gets_no_colour_but_shows_focus_and_emergency_reversed() {
    let mut program = Program::start(&[], ROOMY, &[("NO_COLOR", "1")]);
    program.begin();
    program.wait_until("the row in focus", |output| is_reversed(output, "Under 16"));
    program.answer_between(BACK_ACHE[0].0, NOW);
    end_with_an_emergency(&mut program, |output| is_reversed(output, EMERGENCY));
    assert_eq!(colours(&program.output()), [] as [u16; 0]);
}

fn is_reversed(output: &Output, text: &str) -> bool {
    output.rows().iter().zip(0..).any(|(row, y)| {
        let x = row.find(text).and_then(|x| u16::try_from(x).ok());
        x.and_then(|x| output.screen().cell(y, x)).is_some_and(vt100::Cell::inverse)
    })
}

#[test]
fn without_no_color_there_are_colours() {
    let mut program = Program::start(&[], ROOMY, &[("NO_COLOR", "")]);
    program.begin();
    assert_ne!(colours(&program.output()), [] as [u16; 0]);
}

/// Sees every screen that is left after the first questions. The emergency has to look as told.
fn end_with_an_emergency(program: &mut Program, looks: impl Fn(&Output) -> bool) {
    program.catch_up();
    program.send("2");
    program.wait_for(EMERGENCY);
    assert!(looks(&program.output()));
    program.send("1");
    program.answer_between(NOW, REVIEW);
    program.see_summary();
    for page in 2..=5 {
        let before = program.output().frames();
        program.send(&page.to_string());
        program.wait_until("the next page", |output| output.frames() > before);
    }
    program.send("q");
    assert_eq!(program.exit_code(), 0);
    program.assert_restored();
}

/// Every parameter of a style sequence that sets a colour.
fn colours(output: &Output) -> Vec<u16> {
    let raw = String::from_utf8_lossy(output.raw()).into_owned();
    let styles = raw.split("\x1b[").skip(1).filter_map(|sequence| {
        let end = sequence.find(|c: char| ('@'..='~').contains(&c))?;
        sequence[end..].starts_with('m').then(|| sequence[..end].to_owned())
    });
    let numbers: Vec<u16> = styles
        .flat_map(|style| style.split([';', ':']).filter_map(|n| n.parse().ok()).collect::<Vec<_>>())
        .collect();
    numbers.into_iter().filter(|n| matches!(n, 30..=38 | 40..=48 | 90..=97 | 100..=107)).collect()
}
