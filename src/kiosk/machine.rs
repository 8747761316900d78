//! The kiosk as a state machine.

use std::time::Duration;

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers, MouseEventKind};

use super::{
    between::Between,
    call::{Call, CallState, Reason},
    event::{Effect, Event, Touch},
    gate::Gate,
    sitting::{Sitting, Stage},
    tally::Tally,
    view::Seen,
};
use crate::{
    content::Questionnaire,
    locale::Voice,
    ui::{Action, keymap},
};

/// A language of the kiosk.
#[derive(Debug, Clone)]
pub struct Tongue<'q> {
    /// Its id, such as `en`.
    pub id: String,
    /// What it calls itself.
    pub name: String,
    /// The questions in it.
    pub questionnaire: &'q Questionnaire,
    /// The words of the interface in it, and those of the place.
    pub voice: Voice<'q>,
}

/// What the operator decided. None of it can leave out a danger screen.
#[derive(Debug, Clone)]
pub struct Site<'q> {
    /// The languages; the first one stands on the first screen.
    pub tongues: Vec<Tongue<'q>>,
    /// How long nothing may happen before the kiosk asks whether somebody is there.
    pub idle: Duration,
    /// The same, once the summary is shown.
    pub idle_summary: Duration,
    /// How long it waits for an answer to that.
    pub countdown: Duration,
    /// How long after a failure staff are called again; absent where there is no command to call them with.
    pub calls: Option<Duration>,
    /// After how many days records are deleted; none are kept if absent.
    pub records: Option<u32>,
    /// Whether there is a printer for slips.
    pub prints: bool,
    /// Whether there is no staff code: for trying out.
    pub unlocked: bool,
}

/// How long the gate and the view for staff stay open without a key.
const STAFF_IDLE: Duration = Duration::from_secs(45);

/// How often the first screen moves.
pub(super) const DRIFT: Duration = Duration::from_secs(20);

/// What lies over the first screen or a sitting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Over {
    Nothing,
    /// Whether somebody is still there; until then.
    Idle(Duration),
    /// Whether to finish and clear.
    Finish,
    /// That staff are called.
    Called,
    /// That a sitting broke.
    Sorry,
    /// The staff code.
    Gate,
    /// For staff.
    Staff,
}

/// The kiosk.
#[derive(Debug)]
pub struct Kiosk<'q> {
    pub(super) site: Site<'q>,
    pub(super) now: Duration,
    pub(super) sitting: Option<Sitting<'q>>,
    pub(super) over: Over,
    pub(super) gate: Gate,
    /// The call that staff have not acknowledged.
    pub(super) call: Option<Call>,
    pub(super) tally: Tally,
    pub(super) open: bool,
    /// Rows scrolled past in the view for staff.
    pub(super) staff_scroll: usize,
    /// When a key was pressed at the gate or in the view for staff.
    pub(super) staff_touched: Duration,
    pub(super) sittings: u64,
    pub(super) calls: u64,
}

impl<'q> Kiosk<'q> {
    /// A kiosk that waits for the first person. The site has at least one language.
    #[must_use]
    pub fn new(site: Site<'q>) -> Self {
        Between::default().with(site)
    }

    /// The counts of the day.
    #[must_use]
    pub fn tally(&self) -> &Tally {
        &self.tally
    }

    /// Whether somebody sits there.
    #[must_use]
    pub fn is_taken(&self) -> bool {
        self.sitting.is_some()
    }

    /// Whether an emergency is on the screen, below whatever lies over it.
    #[must_use]
    pub fn is_emergency(&self) -> bool {
        self.sitting.as_ref().is_some_and(Sitting::is_emergency)
    }

    /// How the call that staff have not acknowledged stands.
    #[must_use]
    pub fn call_state(&self) -> Option<CallState> {
        self.call.as_ref().map(|call| call.state)
    }

    /// Whether the view for staff is open.
    #[must_use]
    pub fn shows_staff_view(&self) -> bool {
        self.over == Over::Staff
    }

    /// The language in use.
    pub(super) fn tongue(&self) -> &Tongue<'q> {
        let n = self.sitting.as_ref().map_or(0, |sitting| sitting.language);
        &self.site.tongues[n]
    }

    /// When something happens without a key; no later than this the kiosk wants a [`Event::Tick`].
    #[must_use]
    pub fn wake(&self) -> Duration {
        let next_second = |until: Duration| {
            let left = until.saturating_sub(self.now);
            self.now + Duration::from_nanos(u64::from(left.subsec_nanos()).max(1))
        };
        let over = match self.over {
            Over::Idle(until) => Some(next_second(until)),
            Over::Gate => Some(match self.gate.wait(self.now) {
                Some(wait) => next_second(self.now + wait),
                None => self.staff_until(),
            }),
            Over::Staff => Some(self.staff_until()),
            Over::Called | Over::Sorry if self.sitting.is_none() => Some(self.staff_touched + self.site.idle),
            _ => None,
        };
        let idle =
            self.sitting.as_ref().filter(|_| self.idles()).map(|sitting| sitting.touched + self.idle());
        let drift = Duration::from_secs((self.now.as_secs() / DRIFT.as_secs() + 1) * DRIFT.as_secs());
        let call = self.call.as_ref().and_then(Call::wake);
        [over, idle, call].into_iter().flatten().fold(drift, Duration::min)
    }

    /// When the gate or the view for staff closes by itself. Whoever has to wait for a try may stay.
    fn staff_until(&self) -> Duration {
        self.staff_touched.max(self.gate.free_at()) + STAFF_IDLE
    }

    /// How long nothing may happen on this screen.
    fn idle(&self) -> Duration {
        let summary = self.sitting.as_ref().is_some_and(Sitting::is_summary);
        if summary { self.site.idle_summary } else { self.site.idle }
    }

    /// Whether the sitting ends when nothing happens.
    fn idles(&self) -> bool {
        self.sitting.is_some()
            && !self.is_emergency()
            && !matches!(self.over, Over::Idle(_) | Over::Gate | Over::Staff)
    }

    /// Takes what happened at a time. `seen` is what the last drawing left behind.
    pub fn update(&mut self, event: Event, at: Duration, seen: &Seen) -> Vec<Effect> {
        // A clock that goes back changes nothing.
        self.now = self.now.max(at);
        let mut effects = Vec::new();
        // What is due by the time comes before the key: a key that comes too late wakes nobody.
        self.tick(&mut effects);
        match event {
            Event::Tick => {}
            Event::Key(key) => self.key(key, seen, &mut effects),
            Event::Mouse(mouse) => {
                if let Some(touch) = seen.touch(mouse) {
                    self.touch(touch, &mut effects);
                } else if let Some(action) = seen.drawn.mouse(mouse) {
                    let moved = matches!(mouse.kind, MouseEventKind::Moved | MouseEventKind::Drag(_));
                    self.action(action, !moved, seen, &mut effects);
                } else if matches!(mouse.kind, MouseEventKind::Down(_)) {
                    self.any_key(&mut effects);
                }
            }
            Event::PinChecked(right) => self.pin_checked(right, &mut effects),
            Event::Called(number, result) => self.called(number, result, &mut effects),
            Event::Recorded(number, result) => self.recorded(number, result, &mut effects),
            Event::Printed(number, result) => self.printed(number, result, &mut effects),
            Event::Broken(place) => self.broken(&place, &mut effects),
            Event::Problem(text) => self.tally.problem(&text),
            Event::Day(day) => self.tally.begin(day),
            Event::Open(open) => {
                self.open = open;
                effects.push(Effect::Redraw);
            }
        }
        self.look(&mut effects);
        effects
    }

    /// What the time brings.
    fn tick(&mut self, effects: &mut Vec<Effect>) {
        if let Some((number, reason)) = self.call.as_mut().and_then(|call| call.tick(self.now)) {
            effects.extend([Effect::Call(number, reason), Effect::Redraw]);
        }
        match self.over {
            Over::Idle(until) if self.now >= until => {
                self.end(effects);
                return;
            }
            Over::Gate | Over::Staff if self.now >= self.staff_until() => self.leave_staff(),
            // In a sitting the countdown comes over them.
            Over::Called | Over::Sorry
                if self.sitting.is_none() && self.now >= self.staff_touched + self.site.idle =>
            {
                self.over = Over::Nothing;
            }
            _ => {}
        }
        let idle_since = self.sitting.as_ref().filter(|_| self.idles()).map(|sitting| sitting.touched);
        if idle_since.is_some_and(|since| self.now >= since + self.idle()) {
            self.over = Over::Idle(self.now + self.site.countdown);
            effects.push(Effect::Bell);
        }
        effects.push(Effect::Redraw);
    }

    fn key(&mut self, key: KeyEvent, seen: &Seen, effects: &mut Vec<Effect>) {
        let chord = key.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT);
        match key.code {
            _ if chord => self.any_key(effects),
            KeyCode::F(1) => self.touch(Touch::CallStaff, effects),
            KeyCode::F(4) => self.touch(Touch::Finish, effects),
            KeyCode::F(10) => self.touch(Touch::Door, effects),
            KeyCode::Char(digit @ '0'..='9') if self.over == Over::Gate => {
                self.touch(Touch::Digit(digit), effects);
            }
            KeyCode::Enter if self.over == Over::Gate => self.touch(Touch::Enter, effects),
            KeyCode::Backspace | KeyCode::Delete if self.over == Over::Gate => {
                self.touch(Touch::Erase, effects);
            }
            KeyCode::Char('q' | 'Q') if self.sitting.as_ref().is_some_and(Sitting::is_summary) => {
                self.touch(Touch::Finish, effects);
            }
            _ => {
                let app = self.sitting.as_ref().and_then(Sitting::app);
                let context = match app {
                    Some(app) if self.over == Over::Nothing => app.context(),
                    _ => keymap::Context::Review,
                };
                match keymap::action(key, context) {
                    Some(action) => self.action(action, true, seen, effects),
                    None => self.any_key(effects),
                }
            }
        }
    }

    /// A key that does nothing else: it shows that somebody is there.
    fn any_key(&mut self, effects: &mut Vec<Effect>) {
        self.action(Action::Quit, true, &Seen::default(), effects);
    }

    fn touch(&mut self, touch: Touch, effects: &mut Vec<Effect>) {
        self.somebody_is_there();
        effects.push(Effect::Redraw);
        match (touch, self.over) {
            (Touch::CallStaff, Over::Gate | Over::Staff) => {}
            (Touch::CallStaff, _) => {
                self.ring(Reason::Help, effects);
                if !self.is_emergency() && self.over != Over::Sorry {
                    self.over = Over::Called;
                }
            }
            (Touch::Door, Over::Staff | Over::Gate) => self.leave_staff(),
            (Touch::Door, _) => self.knock(),
            // With the countdown on, every key says that somebody is there, and nothing else.
            (_, Over::Idle(_)) => self.over = Over::Nothing,
            (Touch::Finish, Over::Nothing) if !self.is_emergency() => match &self.sitting {
                Some(sitting) if sitting.is_summary() => self.end(effects),
                Some(_) => self.over = Over::Finish,
                None => {}
            },
            (Touch::Digit(digit), Over::Gate) => self.gate.digit(digit, self.now),
            (Touch::Erase, Over::Gate) => self.gate.clear(),
            (Touch::Enter, Over::Gate) => effects.extend(self.gate.enter(self.now).map(Effect::CheckPin)),
            _ => {}
        }
    }

    fn somebody_is_there(&mut self) {
        self.staff_touched = self.now;
        if let Some(sitting) = &mut self.sitting {
            sitting.touched = self.now;
        }
    }

    /// Takes an action of keys or the mouse. What merely points does not show that somebody is there.
    fn action(&mut self, action: Action, pressed: bool, seen: &Seen, effects: &mut Vec<Effect>) {
        if pressed {
            self.somebody_is_there();
        } else if self.over != Over::Nothing {
            return;
        }
        effects.push(Effect::Redraw);
        match self.over {
            Over::Nothing => self.below(action, pressed, seen, effects),
            Over::Idle(_) | Over::Called | Over::Sorry => self.over = Over::Nothing,
            Over::Finish => match action {
                Action::Pick(1) | Action::Press(1) => self.end(effects),
                Action::Pick(0) | Action::Press(0) | Action::Back | Action::Erase => {
                    self.over = Over::Nothing;
                }
                _ => {}
            },
            Over::Gate if action == Action::Back => self.leave_staff(),
            Over::Gate => {}
            Over::Staff => self.staff(action, seen, effects),
        }
    }

    fn below(&mut self, action: Action, pressed: bool, seen: &Seen, effects: &mut Vec<Effect>) {
        let Some(sitting) = &mut self.sitting else {
            if pressed && self.open {
                self.begin();
            }
            return;
        };
        let tongue = &self.site.tongues[sitting.language];
        let languages = self.site.tongues.len();
        let prints = self.site.prints;
        match &mut sitting.stage {
            Stage::Language { focus } => match action {
                Action::Up => *focus = focus.checked_sub(1).unwrap_or(languages - 1),
                Action::Down => *focus = (*focus + 1) % languages,
                Action::Point(row) if row < languages => *focus = row,
                Action::Pick(row) | Action::Press(row) if row < languages => sitting.speak(row),
                Action::Accept | Action::Toggle => {
                    let row = *focus;
                    sitting.speak(row);
                }
                Action::Back | Action::Erase | Action::Left => self.end(effects),
                _ => {}
            },
            Stage::About { scroll, back_to } => match action {
                Action::Accept | Action::Toggle | Action::Press(0) => match back_to.take() {
                    Some(mut app) => {
                        app.update(Action::Accept, seen.drawn.viewport);
                        sitting.stage = Stage::Asking(app);
                    }
                    None if self.site.records.is_some() => sitting.stage = Stage::Keep { focus: None },
                    None => sitting.ask(tongue, prints),
                },
                Action::Back | Action::Erase | Action::Left => match back_to {
                    Some(_) => self.over = Over::Finish,
                    None if languages > 1 => sitting.stage = Stage::Language { focus: sitting.language },
                    None => self.end(effects),
                },
                other => *scroll = seen.scrolled(*scroll, other),
            },
            Stage::Keep { focus } => match action {
                Action::Up | Action::Down => *focus = Some(focus.map_or(0, |at| 1 - at)),
                Action::Point(row) if row < 2 => *focus = Some(row),
                Action::Pick(row) | Action::Press(row) if row < 2 => {
                    sitting.agreed = row == 1;
                    sitting.ask(tongue, prints);
                }
                Action::Accept | Action::Toggle => {
                    if let Some(row) = *focus {
                        sitting.agreed = row == 1;
                        sitting.ask(tongue, prints);
                    }
                }
                Action::Back | Action::Erase | Action::Left => {
                    sitting.stage = Stage::About { scroll: 0, back_to: None };
                }
                _ => {}
            },
            Stage::Asking(_) if action.in_kiosk() => {
                effects.extend(sitting.act(action, seen.drawn.viewport));
            }
            Stage::Asking(_) => {}
        }
    }

    fn begin(&mut self) {
        self.sittings += 1;
        self.tally.begun += 1;
        self.sitting = Some(Sitting::new(self.sittings, self.site.tongues.len(), self.now));
    }
}
