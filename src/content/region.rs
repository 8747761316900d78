//! What an option points at on a drawing: places of the body, hours of the day.

use serde::{Deserialize, Serialize};

/// A part of the body that can be pointed at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, Serialize)]
pub enum Region {
    /// The neck, all round.
    Neck,
    /// From below the neck to the lowest ribs, behind.
    UpperBack,
    /// From the lowest ribs to the pelvis, behind.
    LowerBack,
    /// The buttocks.
    Buttock,
    /// The front and the sides of the pelvis.
    Hip,
    /// From the pelvis to the knee, all round.
    Thigh,
    /// The knee, all round.
    Knee,
    /// Calf and shin.
    LowerLeg,
    /// The foot with its ankle and heel.
    Foot,
    /// From the shoulder to the fingers.
    Arm,
}

impl Region {
    /// All regions, from the head down.
    pub const ALL: [Self; 10] = [
        Self::Neck,
        Self::UpperBack,
        Self::LowerBack,
        Self::Buttock,
        Self::Hip,
        Self::Thigh,
        Self::Knee,
        Self::LowerLeg,
        Self::Foot,
        Self::Arm,
    ];
}

/// A stretch of the day in full hours, that may run past midnight.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hours {
    /// The hour in which it starts, from 0.
    pub from: u8,
    /// The hour at which it is over, up to 24.
    pub to: u8,
}

impl Hours {
    /// Whether the hour that starts at `hour`, from 0 to 23, lies in it.
    #[must_use]
    pub const fn contains(self, hour: u8) -> bool {
        if self.from < self.to {
            self.from <= hour && hour < self.to
        } else {
            self.from <= hour || hour < self.to
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Hours;

    #[test]
    fn hours_run_past_midnight() {
        let within = |from, to| (0..24).filter(|hour| Hours { from, to }.contains(*hour)).collect::<Vec<_>>();
        assert_eq!(within(22, 1), [0, 22, 23]);
        assert_eq!(within(3, 6), [3, 4, 5]);
        assert_eq!(within(22, 24), [22, 23]);
        assert_eq!(within(0, 24).len(), 24);
    }
}
