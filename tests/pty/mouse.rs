//! The mouse, as a terminal reports it (xterm, SGR extended coordinates).

use crate::{
    harness::Program,
    person::{BACK_ACHE, EMERGENCY, NOW, REVIEW, ROOMY},
};

impl Program {
    /// The column and row, from 1, of a text on the screen.
    fn place_of(&self, text: &str) -> (usize, usize) {
        let rows = self.output().rows();
        let found = rows.iter().enumerate().find_map(|(y, row)| Some((y, row.find(text)?)));
        let (y, at) = found.unwrap_or_else(|| panic!("no \"{text}\" on\n{}", rows.join("\n")));
        (rows[y][..at].chars().count() + 1, y + 1)
    }

    /// Presses and lets go of the left button on a text.
    fn click(&mut self, text: &str) {
        let (x, y) = self.place_of(text);
        self.send(&format!("\x1b[<0;{x};{y}M\x1b[<0;{x};{y}m"));
    }

    /// Moves the mouse onto a text with no button pressed.
    fn hover(&mut self, text: &str) {
        let (x, y) = self.place_of(text);
        self.send(&format!("\x1b[<35;{x};{y}M"));
    }
}

#[test]
fn a_whole_session_can_be_clicked_through() {
    let mut program = Program::start(&[], ROOMY, &[]);
    program.wait_for("Enter start");
    program.click("Enter start");
    for (n, (prompt, answer)) in BACK_ACHE.iter().take(4).enumerate() {
        program.wait_for(prompt);
        program.click(answer);
        program.wait_until(answer, |output| output.has_ticked(answer));
        program.click("Enter next");
        program.wait_for(BACK_ACHE[n + 1].0);
    }
    program.click("Backspace back");
    program.wait_for(BACK_ACHE[3].0);
    program.click("Enter next");
    program.answer_between(NOW, REVIEW);
    program.click(REVIEW);
    program.wait_for("What to do");
    program.click("Self-care");
    program.wait_for("Give the new way");
    program.click("q leave");
    assert_eq!(program.exit_code(), 0);
    program.assert_restored();
}

#[test]
fn the_mouse_over_an_answer_lights_it_up_and_answers_nothing() {
    let mut program = Program::start(&[], ROOMY, &[]);
    program.begin();
    program.hover("50 to 54");
    program.wait_until("the row under the mouse", |output| output.is_on("50 to 54"));
    assert!(!program.output().has_ticks());
    program.send("\r");
    program.catch_up();
    assert!(program.output().shows(BACK_ACHE[0].0) && !program.output().has_ticks(), "Enter takes no row");
}

#[test]
fn a_click_on_the_figure_picks_the_place() {
    let mut program = Program::start(&[], ROOMY, &[]);
    program.answer_until("Where is the ache worst?");
    // A foot stands right above the first letter of the view.
    let (x, y) = program.place_of("front  ");
    let y = y - 1;
    program.send(&format!("\x1b[<35;{x};{y}M"));
    program.wait_until("the row of the place", |output| output.is_on("Foot, heel or ankle"));
    assert!(!program.output().has_ticks());
    program.send(&format!("\x1b[<0;{x};{y}M\x1b[<0;{x};{y}m"));
    program.wait_until("the place", |output| output.has_ticked("Foot, heel or ankle"));
}

#[test]
fn a_click_beside_everything_does_nothing() {
    let mut program = Program::start(&[], ROOMY, &[]);
    program.begin();
    let before = program.output().text();
    program.send("\x1b[<0;100;1M\x1b[<0;100;1m\x1b[<0;1;30M\x1b[<0;1;30m\x1b[<2;20;8M\x1b[<0;9999;9999M");
    program.catch_up();
    assert_eq!(program.output().text(), before);
}

#[test]
fn the_wheel_scrolls_the_summary() {
    let mut program = Program::start(&[], ROOMY, &[]);
    program.answer_until(REVIEW);
    program.see_summary();
    let before = program.output().text();
    program.send("\x1b[<65;10;20M\x1b[<65;10;20M");
    program.wait_until("text that moved", |output| output.text() != before);
    program.send("\x1b[<64;10;20M\x1b[<64;10;20M");
    program.wait_until("text that moved back", |output| output.text() == before);
}

#[test]
fn the_choices_of_an_emergency_can_be_clicked() {
    let mut program = Program::start(&[], ROOMY, &[]);
    program.answer_until(NOW);
    program.click("Sudden or new shortness of breath");
    program.wait_for(EMERGENCY);
    program.click("A slip: change my answer");
    program.wait_for(NOW);
    assert!(!program.output().has_ticks(), "the slip is taken back");
}

#[test]
fn the_mouse_stays_with_the_terminal_where_that_is_wanted() {
    let mut program = Program::start(&["--no-mouse"], ROOMY, &[]);
    program.begin();
    assert_eq!(program.output().count(b"\x1b[?1000h"), 0);
    program.send("\x03");
    assert_eq!(program.exit_code(), 130);
    assert_eq!(program.output().count(b"\x1b[?1000l"), 0);
}
