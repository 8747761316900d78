//! What the kiosk does beside the sitting: calls, records, problems, and what staff may do.

use super::{
    call::{Call, Reason},
    event::Effect,
    machine::{Kiosk, Over},
    view::Seen,
};
use crate::{content::Disposition, take::NotPrinted, ui::Action};

impl Kiosk<'_> {
    /// Sees what the sitting shows now: a level is noted, an emergency calls staff, a copy is kept.
    pub(super) fn look(&mut self, effects: &mut Vec<Effect>) {
        let Some(sitting) = &mut self.sitting else { return };
        let before = sitting.level;
        let record = sitting.look(&self.site.tongues[sitting.language]);
        effects.extend(record.map(Effect::Record));
        if before != Some(Disposition::Emergency) && sitting.is_emergency() {
            self.ring(Reason::Emergency, effects);
        }
    }

    pub(super) fn ring(&mut self, reason: Reason, effects: &mut Vec<Effect>) {
        let reason = if self.is_emergency() { Reason::Emergency } else { reason };
        if self.call.as_ref().is_some_and(|call| call.covers(reason, self.now)) {
            return;
        }
        effects.push(Effect::Bell);
        self.calls += 1;
        self.tally.calls += 1;
        let call = Call::new(self.calls, reason, self.site.calls, self.now);
        effects.extend(call.ring().map(|(number, reason)| Effect::Call(number, reason)));
        self.call = Some(call);
    }

    pub(super) fn called(&mut self, number: u64, result: Result<(), String>, effects: &mut Vec<Effect>) {
        let through = result.is_ok();
        if let Err(error) = result {
            self.tally.failed_calls += 1;
            self.tally.problem(&error);
        }
        if self.call.as_mut().is_some_and(|call| call.told(number, through, self.now)) {
            effects.push(Effect::Redraw);
        }
    }

    pub(super) fn recorded(
        &mut self,
        number: u64,
        result: Result<String, String>,
        effects: &mut Vec<Effect>,
    ) {
        match (result, &mut self.sitting) {
            (Ok(ticket), Some(sitting)) if sitting.number == number => {
                if sitting.ticket.is_none() {
                    self.tally.records += 1;
                }
                sitting.ticket = Some(ticket);
                effects.push(Effect::Redraw);
            }
            (Ok(_), _) => self.tally.records += 1,
            (Err(error), _) => self.tally.problem(&error),
        }
    }

    /// How printing went is told to the person who asked for it; that it failed, to staff as well.
    pub(super) fn printed(&mut self, number: u64, result: Result<(), NotPrinted>, effects: &mut Vec<Effect>) {
        if let Err(why) = result {
            self.tally.problem(&format!("a slip was not printed: {why:?}"));
        }
        if let Some(sitting) = self.sitting.as_mut().filter(|sitting| sitting.number == number) {
            sitting.printed(result);
            effects.push(Effect::Redraw);
        }
    }

    /// A sitting that broke is dropped with all it held; staff are asked for, and the next one is fresh.
    pub(super) fn broken(&mut self, place: &str, effects: &mut Vec<Effect>) {
        self.tally.problem(place);
        let taken = self.sitting.is_some();
        self.end(effects);
        if taken {
            self.over = Over::Sorry;
            self.staff_touched = self.now;
        }
        effects.push(Effect::Bell);
    }

    /// Ends the sitting: nothing of it stays.
    pub(super) fn end(&mut self, effects: &mut Vec<Effect>) {
        if let Some(sitting) = self.sitting.take() {
            match sitting.level {
                Some(level) => self.tally.levels[level as usize] += 1,
                None => self.tally.abandoned += 1,
            }
        }
        // What a person called for is theirs; an emergency stays until staff acknowledge it.
        self.call = self.call.take().filter(|call| call.reason == Reason::Emergency);
        self.over = Over::Nothing;
        self.gate.clear();
        effects.extend([Effect::Wipe, Effect::Redraw]);
    }

    /// Acknowledges the call and clears the screen.
    pub(super) fn acknowledge(&mut self) {
        if self.call.take().is_some() {
            self.tally.acknowledged += 1;
        }
    }

    pub(super) fn knock(&mut self) {
        self.staff_touched = self.now;
        self.staff_scroll = 0;
        self.gate.clear();
        self.over = if self.site.unlocked { Over::Staff } else { Over::Gate };
    }

    pub(super) fn leave_staff(&mut self) {
        self.gate.clear();
        self.over = Over::Nothing;
        // The person may have stood aside for it.
        if let Some(sitting) = &mut self.sitting {
            sitting.touched = self.now;
        }
    }

    pub(super) fn pin_checked(&mut self, right: bool, effects: &mut Vec<Effect>) {
        self.gate.checked(right, self.now);
        self.staff_touched = self.now;
        if right && self.over == Over::Gate {
            self.over = Over::Staff;
        } else if !right {
            self.tally.problem("a wrong staff code was typed");
        }
        effects.push(Effect::Redraw);
    }

    /// In the view for staff: back, clear for the next person, leave the program.
    pub(super) fn staff(&mut self, action: Action, seen: &Seen, effects: &mut Vec<Effect>) {
        match action {
            Action::Pick(0) | Action::Press(0) | Action::Back | Action::Erase => self.leave_staff(),
            Action::Pick(1) | Action::Press(1) => {
                self.acknowledge();
                self.end(effects);
            }
            Action::Pick(2) | Action::Press(2) => {
                self.acknowledge();
                self.end(effects);
                effects.push(Effect::Leave);
            }
            other => self.staff_scroll = seen.scrolled(self.staff_scroll, other),
        }
    }
}
