//! How urgent, and where the program runs.

use super::raw;

/// How urgent it is, from least to most; the order is the order of urgency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Disposition {
    /// Look after it at home, with a safety net.
    SelfCare,
    /// An ordinary visit, in two to three weeks or at the next review.
    Routine,
    /// A visit within days to two weeks.
    Soon,
    /// Talk to someone within 24 hours.
    SameDay,
    /// Now.
    Emergency,
}

impl Disposition {
    /// All dispositions, from least to most urgent.
    pub const ALL: [Self; 5] = [Self::SelfCare, Self::Routine, Self::Soon, Self::SameDay, Self::Emergency];

    /// The name used in machine-readable output.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::SelfCare => "self_care",
            Self::Routine => "routine",
            Self::Soon => "soon",
            Self::SameDay => "same_day",
            Self::Emergency => "emergency",
        }
    }
}

impl From<raw::Disposition> for Disposition {
    fn from(raw: raw::Disposition) -> Self {
        match raw {
            raw::Disposition::Emergency => Self::Emergency,
            raw::Disposition::SameDay => Self::SameDay,
            raw::Disposition::Soon => Self::Soon,
            raw::Disposition::Routine => Self::Routine,
            raw::Disposition::SelfCare => Self::SelfCare,
        }
    }
}

/// Where the program runs; decides which questions are asked and how results are worded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Setting {
    /// At the person's own keyboard.
    Home,
    /// In a waiting room, with staff near.
    WaitingRoom,
}

impl Setting {
    /// Both settings.
    pub const ALL: [Self; 2] = [Self::Home, Self::WaitingRoom];

    /// The name used on the command line and in machine-readable text.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Home => "home",
            Self::WaitingRoom => "waiting-room",
        }
    }
}

impl From<raw::Setting> for Setting {
    fn from(raw: raw::Setting) -> Self {
        match raw {
            raw::Setting::Home => Self::Home,
            raw::Setting::WaitingRoom => Self::WaitingRoom,
        }
    }
}
