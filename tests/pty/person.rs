//! What a person does: reads the screen, finds an answer on it, presses the key beside it.

use crate::{harness::Program, output::Output};

pub(crate) const UP: &str = "\x1b[A";
pub(crate) const DOWN: &str = "\x1b[B";
pub(crate) const END: &str = "\x1b[F";
pub(crate) const HOME: &str = "\x1b[H";
pub(crate) const CTRL_C: &str = "\x03";
pub(crate) const CTRL_R: &str = "\x12";
pub(crate) const CTRL_Z: &str = "\x1a";
/// Twice, since what follows one at once would be taken as pressed with Alt.
pub(crate) const ESC: &str = "\x1b\x1b";

/// Size of a roomy terminal.
pub(crate) const ROOMY: (u16, u16) = (100, 30);
/// First row of the emergency screen.
pub(crate) const EMERGENCY: &str = "!!! Get help right now";
/// Where the first signs of danger are asked for. The second one makes it an emergency.
pub(crate) const NOW: &str = "Do you have any of these now";
/// First row of the review.
pub(crate) const REVIEW: &str = "See my summary";
/// What the answers below come to.
pub(crate) const LEVEL: &str = "o Simple steps often help";

/// A sore lower back after nights spent twisted: every question with its answer.
pub(crate) const BACK_ACHE: &[(&str, &str)] = &[
    ("What is your age?", "45 to 49"),
    ("Which of these is true for you?", "A man or boy"),
    ("Where is the ache worst?", "Lower back"),
    ("Which side is it on", "In the middle"),
    (NOW, "None of these"),
    ("Does the ache spread", "No, it stays where it is"),
    ("Are any of these true for you now?", "None of these"),
    ("In the last few weeks", "None of these"),
    ("Which of these are true for you?", "None of these"),
    ("When is the ache at its worst?", "Sore or stiff when I wake"),
    ("How long have you had this ache?", "1 to 6 weeks"),
    ("How did the ache start?", "I woke up with it"),
    ("What makes the ache worse?", "None of these"),
    ("What makes the ache better?", "Moving or walking"),
    ("How strong is it at its worst?", "3"),
    ("Which of these are true at the moment?", "None of these"),
    ("Were you ever told", "None of these"),
    ("Do any of these fit your days and nights?", "I sleep twisted"),
];

const MARKS: [(&str, bool); 5] =
    [("[x] ", true), ("(•) ", true), ("(*) ", true), ("[ ] ", false), ("( ) ", false)];

impl Output {
    /// The answers on the screen: the key beside each, whether it is ticked, its text.
    pub(crate) fn answers(&self) -> Vec<(char, bool, String)> {
        let answer = |row: &String| {
            MARKS.iter().find_map(|(mark, ticked)| {
                let (before, text) = row.split_once(mark)?;
                let key = before.trim_matches([' ', '>']).chars().next()?;
                Some((key, *ticked, text.trim_end().to_owned()))
            })
        };
        self.rows().iter().filter_map(answer).collect()
    }

    /// Whether an answer is on the screen and ticked.
    pub(crate) fn has_ticked(&self, answer: &str) -> bool {
        self.answers().iter().any(|(_, ticked, text)| *ticked && text.starts_with(answer))
    }

    /// Whether any answer on the screen is ticked.
    pub(crate) fn has_ticks(&self) -> bool {
        self.answers().iter().any(|(_, ticked, _)| *ticked)
    }

    /// Whether the pointer is on an answer.
    pub(crate) fn is_on(&self, answer: &str) -> bool {
        self.focused().is_some_and(|row| row.contains(answer))
    }

    /// Whether the cursor stands on the pointer, where a screen reader finds it.
    pub(crate) fn has_cursor_on_pointer(&self, pointer: &str) -> bool {
        let (row, column) = self.screen().cursor_position();
        // The pointer of a scale is below its values.
        let row = if pointer == "^" { row + 1 } else { row };
        let cell = self.screen().cell(row, column);
        !self.screen().hide_cursor() && cell.is_some_and(|cell| cell.contents() == pointer)
    }
}

impl Program {
    /// Goes from the first screen to the first question.
    pub(crate) fn begin(&mut self) {
        self.wait_for("Enter start");
        self.send("\r");
        self.wait_for(BACK_ACHE[0].0);
    }

    /// Presses the key beside an answer, on whichever page of the list it is.
    pub(crate) fn choose(&mut self, answer: &str) {
        if answer.parse::<u8>().is_ok() {
            self.send(answer);
            return self.wait_for(&format!("[{answer}]"));
        }
        let key = loop {
            let answers = self.output().answers();
            if let Some((key, ..)) = answers.iter().find(|(.., text)| text.starts_with(answer)) {
                break *key;
            }
            let before = self.output().focused();
            self.send(DOWN);
            self.wait_until("the next row", |output| output.focused() != before);
        };
        self.send(&key.to_string());
        self.wait_until(&format!("a tick at \"{answer}\""), |output| output.has_ticked(answer));
    }

    /// Answers as in [`BACK_ACHE`], from one question on, until another one is asked.
    pub(crate) fn answer_between(&mut self, from: &str, to: &str) {
        let due = BACK_ACHE.iter().skip_while(|(prompt, _)| *prompt != from);
        for (prompt, answer) in due.take_while(|(prompt, _)| *prompt != to) {
            self.wait_for(prompt);
            self.choose(answer);
            self.send("\r");
        }
        self.wait_for(to);
    }

    /// Answers as in [`BACK_ACHE`] from the first question until another one is asked.
    pub(crate) fn answer_until(&mut self, to: &str) {
        self.begin();
        self.answer_between(BACK_ACHE[0].0, to);
    }

    /// From the review to the summary.
    pub(crate) fn see_summary(&mut self) {
        self.wait_for(REVIEW);
        self.send("\r");
        self.wait_for(LEVEL);
    }

    /// Waits until every key so far has been taken, by opening help and closing it.
    pub(crate) fn catch_up(&mut self) {
        let helps =
            |output: &Output| output.rows().first().is_some_and(|row| row.trim_end().ends_with("Help"));
        self.send("?");
        self.wait_until("help", helps);
        self.send("?");
        self.wait_until("the end of help", |output| !helps(output));
    }
}
