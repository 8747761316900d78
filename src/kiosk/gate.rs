//! The staff code: typed, never shown, and only so often.

use std::time::Duration;

use zeroize::Zeroizing;

/// More digits than any code has; what is typed beyond them makes it wrong, which it is already.
const MOST_DIGITS: usize = 64;

/// The longest that staff have to wait after wrong codes of others.
const LONGEST_WAIT: Duration = Duration::from_mins(1);

/// After so long without a wrong code the waits start from the shortest again.
const FORGIVEN_AFTER: Duration = Duration::from_mins(10);

/// The state of the gate. It outlives sittings, so that starting a new one gives no new tries.
#[derive(Debug, Default)]
pub(super) struct Gate {
    typed: Zeroizing<String>,
    /// Whether a code is being checked.
    checking: bool,
    /// Wrong codes lately.
    wrong: u32,
    last_wrong: Duration,
    free_at: Duration,
}

impl Gate {
    /// Takes a digit.
    pub(super) fn digit(&mut self, digit: char, now: Duration) {
        if self.is_free(now) && self.typed.len() < MOST_DIGITS {
            self.typed.push(digit);
        }
    }

    /// Forgets what was typed.
    pub(super) fn clear(&mut self) {
        // A new string: the old one is zeroed when it goes.
        self.typed = Zeroizing::default();
    }

    /// The code to check, whatever its length; none while another is checked or has to be waited for.
    pub(super) fn enter(&mut self, now: Duration) -> Option<Zeroizing<String>> {
        if !self.is_free(now) {
            return None;
        }
        self.checking = true;
        Some(std::mem::take(&mut self.typed))
    }

    /// Takes what the check said. Each wrong code doubles the wait for the next try.
    pub(super) fn checked(&mut self, right: bool, now: Duration) {
        self.checking = false;
        self.clear();
        if right {
            self.wrong = 0;
            return;
        }
        if now.saturating_sub(self.last_wrong) > FORGIVEN_AFTER {
            self.wrong = 0;
        }
        let wait = Duration::from_secs(1 << self.wrong.min(6)).min(LONGEST_WAIT);
        self.wrong += 1;
        self.last_wrong = now;
        self.free_at = now + wait;
    }

    pub(super) fn is_checking(&self) -> bool {
        self.checking
    }

    /// How long to wait before the next try.
    pub(super) fn wait(&self, now: Duration) -> Option<Duration> {
        Some(self.free_at.saturating_sub(now)).filter(|wait| !wait.is_zero())
    }

    /// When the next try is free; in the past, if it is.
    pub(super) const fn free_at(&self) -> Duration {
        self.free_at
    }

    fn is_free(&self, now: Duration) -> bool {
        !self.checking && self.wait(now).is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn at(seconds: u64) -> Duration {
        Duration::from_secs(seconds)
    }

    #[test]
    fn each_wrong_code_doubles_the_wait_up_to_a_minute() {
        let mut gate = Gate::default();
        let mut now = at(1000);
        let mut waits = Vec::new();
        for _ in 0..9 {
            gate.digit('1', now);
            assert!(gate.enter(now).is_some());
            gate.checked(false, now);
            let wait = gate.wait(now).unwrap_or_default();
            assert_eq!(gate.free_at(), now + wait);
            assert!(gate.enter(now).is_none(), "no try while waiting");
            waits.push(wait.as_secs());
            now += wait;
        }
        assert_eq!(waits, [1, 2, 4, 8, 16, 32, 60, 60, 60]);
        // The last wrong code is a minute ago.
        now += at(540);
        gate.enter(now);
        gate.checked(false, now);
        assert_eq!(gate.wait(now), Some(at(60)), "not forgiven yet");
        now += at(601);
        gate.enter(now);
        gate.checked(false, now);
        assert_eq!(gate.wait(now), Some(at(1)), "forgiven after a while");
    }

    #[test]
    fn a_code_that_is_typed_on_and_on_takes_no_more_room() {
        let mut gate = Gate::default();
        for _ in 0..1000 {
            gate.digit('1', at(0));
        }
        assert_eq!(gate.enter(at(0)).map(|code| code.len()), Some(MOST_DIGITS));
    }

    #[test]
    fn what_is_typed_while_waiting_or_checking_does_not_count() {
        let mut gate = Gate::default();
        gate.digit('1', at(0));
        assert_eq!(gate.enter(at(0)).as_deref().map(String::as_str), Some("1"));
        gate.digit('2', at(0));
        assert!(gate.enter(at(0)).is_none());
        gate.checked(false, at(0));
        gate.digit('3', at(0));
        assert_eq!(gate.enter(at(5)).as_deref().map(String::as_str), Some(""));
    }
}
