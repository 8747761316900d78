//! What staff may see of a day: counts and problems, no answers.

use std::collections::VecDeque;

use crate::content::Disposition;

/// So many of the last problems are shown.
const MOST_PROBLEMS: usize = 5;

/// Longest text of a problem, in characters.
const LONGEST: usize = 160;

/// The counts of a day.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    /// The day, in words.
    pub day: String,
    /// Sittings begun.
    pub begun: u32,
    /// Sittings that came to a level, from least to most urgent.
    pub levels: [u32; Disposition::ALL.len()],
    /// Sittings that ended before.
    pub abandoned: u32,
    /// Times that staff were called.
    pub calls: u32,
    /// Those of them that staff acknowledged.
    pub acknowledged: u32,
    /// Tries to call that failed.
    pub failed_calls: u32,
    /// Records kept.
    pub records: u32,
    /// The last problems, the newest last. They outlive the day.
    pub problems: VecDeque<String>,
}

impl Tally {
    /// Begins a day.
    pub(super) fn begin(&mut self, day: String) {
        *self = Self { day, problems: std::mem::take(&mut self.problems), ..Self::default() };
    }

    /// Remembers a problem. It is made fit to be shown, and not repeated right after itself.
    pub(super) fn problem(&mut self, text: &str) {
        let text: String = text
            .chars()
            .take(LONGEST)
            .map(|c| {
                let faulty = crate::content::fault_in(c.encode_utf8(&mut [0; 4])).is_some();
                if faulty { ' ' } else { c }
            })
            .collect();
        if self.problems.back() == Some(&text) {
            return;
        }
        if self.problems.len() == MOST_PROBLEMS {
            self.problems.pop_front();
        }
        self.problems.push_back(text);
    }
}
