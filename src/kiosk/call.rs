//! Calling staff: once for each reason, again when it fails, and no more often than helps.

use std::time::Duration;

/// Why staff are called.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// The person pressed the key for it.
    Help,
    /// An answer made it an emergency.
    Emergency,
}

impl Reason {
    /// The name that the command is given.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Help => "help",
            Self::Emergency => "emergency",
        }
    }
}

/// How a call stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CallState {
    /// On its way.
    Calling,
    /// It went through.
    Through,
    /// It failed, and is tried again.
    Failed,
    /// There is no command to call with.
    NoCommand,
}

/// A call for help that went through is not repeated sooner, however often the key is pressed.
const NOT_AGAIN_WITHIN: Duration = Duration::from_secs(30);

/// A call that staff have not acknowledged.
#[derive(Debug)]
pub(super) struct Call {
    number: u64,
    pub(super) reason: Reason,
    pub(super) state: CallState,
    again_after: Duration,
    again_at: Option<Duration>,
    begun: Duration,
}

/// What a step of the call asks for: its number and its reason.
pub(super) type Ring = (u64, Reason);

impl Call {
    /// A new call; `again_after` is absent where there is no command to call with.
    pub(super) fn new(number: u64, reason: Reason, again_after: Option<Duration>, now: Duration) -> Self {
        let state = if again_after.is_some() { CallState::Calling } else { CallState::NoCommand };
        let again_after = again_after.unwrap_or_default();
        Self { number, reason, state, again_after, again_at: None, begun: now }
    }

    /// There is no command to call with any more.
    pub(super) fn without_command(&mut self) {
        if self.state != CallState::Through {
            self.state = CallState::NoCommand;
            self.again_at = None;
        }
    }

    pub(super) fn ring(&self) -> Option<Ring> {
        (self.state == CallState::Calling).then_some((self.number, self.reason))
    }

    /// Whether a call for this reason now would say nothing new.
    pub(super) fn covers(&self, reason: Reason, now: Duration) -> bool {
        let lately = now.saturating_sub(self.begun) < NOT_AGAIN_WITHIN;
        let under_way = matches!(self.state, CallState::Calling | CallState::Failed);
        reason <= self.reason && (under_way || lately)
    }

    /// Takes what became of a call. Returns whether it is about this one.
    pub(super) fn told(&mut self, number: u64, through: bool, now: Duration) -> bool {
        if number != self.number || self.state != CallState::Calling {
            return false;
        }
        if through {
            self.state = CallState::Through;
        } else {
            self.state = CallState::Failed;
            self.again_at = Some(now + self.again_after);
        }
        true
    }

    /// Tries a failed call again when its time has come.
    pub(super) fn tick(&mut self, now: Duration) -> Option<Ring> {
        let due = self.again_at.is_some_and(|at| at <= now);
        if !due {
            return None;
        }
        self.again_at = None;
        self.state = CallState::Calling;
        self.ring()
    }

    pub(super) const fn wake(&self) -> Option<Duration> {
        self.again_at
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_call_that_failed_wakes_when_it_is_to_be_tried_again() {
        let at = Duration::from_secs;
        let mut call = Call::new(7, Reason::Help, Some(at(15)), at(100));
        assert_eq!(call.wake(), None, "it is on its way");
        assert!(call.told(7, false, at(103)));
        assert_eq!(call.wake(), Some(at(118)));
        assert_eq!(call.tick(at(117)), None);
        assert_eq!(call.tick(at(118)), Some((7, Reason::Help)));
        assert_eq!(call.wake(), None, "it is on its way again");
        assert!(call.told(7, true, at(119)));
        assert_eq!(call.wake(), None);
    }
}
