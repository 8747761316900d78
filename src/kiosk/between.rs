//! What of a kiosk goes on when its content and its configuration are replaced.

use std::time::Duration;

use super::{
    call::Call,
    gate::Gate,
    machine::{Kiosk, Over, Site},
    tally::Tally,
};

/// A kiosk between two sittings, without content: its clock, the waits at the gate, the call that nobody has
/// acknowledged, and the counts of the day. Nothing of a sitting.
#[derive(Debug)]
pub struct Between {
    now: Duration,
    gate: Gate,
    call: Option<Call>,
    tally: Tally,
    open: bool,
    sittings: u64,
    calls: u64,
}

impl Default for Between {
    /// Before the first sitting.
    fn default() -> Self {
        Self {
            now: Duration::ZERO,
            gate: Gate::default(),
            call: None,
            tally: Tally::default(),
            open: true,
            sittings: 0,
            calls: 0,
        }
    }
}

impl Between {
    /// A kiosk that waits for the next person. The site has at least one language.
    #[must_use]
    pub fn with(self, site: Site<'_>) -> Kiosk<'_> {
        let Self { now, gate, mut call, tally, open, sittings, calls } = self;
        if let Some(call) = call.as_mut().filter(|_| site.calls.is_none()) {
            call.without_command();
        }
        Kiosk {
            site,
            now,
            sitting: None,
            over: Over::Nothing,
            gate,
            call,
            tally,
            open,
            staff_scroll: 0,
            staff_touched: now,
            sittings,
            calls,
        }
    }
}

impl Kiosk<'_> {
    /// Whether nobody would notice another content: nobody sits there, and nothing lies over the first screen.
    #[must_use]
    pub fn is_free(&self) -> bool {
        self.sitting.is_none() && self.over == Over::Nothing
    }

    /// Lets go of the content. A sitting that is still there is dropped.
    #[must_use]
    pub fn between(self) -> Between {
        let Self { now, gate, call, tally, open, sittings, calls, .. } = self;
        Between { now, gate, call, tally, open, sittings, calls }
    }
}
