//! One person's sitting. It is made from nothing and dropped whole, so the next one cannot see it.

use std::time::Duration;

use zeroize::Zeroizing;

use super::{
    event::{Effect, Record},
    machine::Tongue,
};
use crate::{
    content::{Disposition, Setting},
    report,
    take::{Errand, NotPrinted, Taken},
    ui::{self, Action, App, Screen, Viewport},
};

/// Where a sitting stands.
#[derive(Debug)]
pub(super) enum Stage<'q> {
    /// Which language.
    Language {
        /// The row in focus.
        focus: usize,
    },
    /// What this is, and what happens to the answers.
    About {
        /// Rows scrolled past.
        scroll: usize,
        /// The questions, if the person came back from them.
        back_to: Option<Box<App<'q>>>,
    },
    /// Whether a copy may be kept. Nothing is in focus at first, so that a burst of Enter agrees to nothing.
    Keep {
        /// The row in focus.
        focus: Option<usize>,
    },
    /// The questions, an emergency, or the summary.
    Asking(Box<App<'q>>),
}

/// A sitting.
#[derive(Debug)]
pub(super) struct Sitting<'q> {
    /// Its number since the start.
    pub(super) number: u64,
    /// Its language.
    pub(super) language: usize,
    pub(super) stage: Stage<'q>,
    /// Whether the person agreed that a copy is kept.
    pub(super) agreed: bool,
    /// The number of the copy.
    pub(super) ticket: Option<String>,
    /// The level, once it was shown.
    pub(super) level: Option<Disposition>,
    /// What was kept last, so that the same is not kept again.
    kept: Option<Box<Record>>,
    /// When something was pressed last.
    pub(super) touched: Duration,
}

impl<'q> Sitting<'q> {
    pub(super) fn new(number: u64, languages: usize, now: Duration) -> Self {
        let stage = if languages > 1 {
            Stage::Language { focus: 0 }
        } else {
            Stage::About { scroll: 0, back_to: None }
        };
        Self {
            number,
            language: 0,
            stage,
            agreed: false,
            ticket: None,
            level: None,
            kept: None,
            touched: now,
        }
    }

    /// The questions, where they are shown.
    pub(super) fn app(&self) -> Option<&App<'q>> {
        match &self.stage {
            Stage::Asking(app) => Some(app),
            _ => None,
        }
    }

    /// Whether an emergency is shown.
    pub(super) fn is_emergency(&self) -> bool {
        self.app().is_some_and(|app| matches!(app.screen(), Screen::Emergency { .. }))
    }

    /// Whether the summary is shown.
    pub(super) fn is_summary(&self) -> bool {
        self.app().is_some_and(|app| matches!(app.screen(), Screen::Summary(_) | Screen::Take(_)))
    }

    /// Chooses a language.
    pub(super) fn speak(&mut self, language: usize) {
        self.language = language;
        self.stage = Stage::About { scroll: 0, back_to: None };
    }

    /// Goes to the questions.
    pub(super) fn ask(&mut self, tongue: &Tongue<'q>, prints: bool) {
        let mut app = App::new(tongue.questionnaire, Setting::WaitingRoom, tongue.voice);
        if !prints {
            app = app.without_printer();
        }
        app.update(Action::Accept, Viewport::default());
        self.stage = Stage::Asking(Box::new(app));
    }

    /// Takes an action on the questions. Returns what is to be printed.
    pub(super) fn act(&mut self, action: Action, viewport: Viewport) -> Option<Effect> {
        let Stage::Asking(app) = &mut self.stage else { return None };
        let effect = app.update(action, viewport);
        // A kiosk saves nothing, whatever it is asked for.
        let slip = (effect == ui::Effect::Take(Errand::PrintSlip))
            .then(|| Effect::Print(self.number, Zeroizing::new(app.to_take(Errand::PrintSlip))));
        // Before the first question there is the kiosk's own page.
        if *app.screen() == Screen::Welcome {
            let before = std::mem::replace(&mut self.stage, Stage::About { scroll: 0, back_to: None });
            if let Stage::Asking(app) = before {
                self.stage = Stage::About { scroll: 0, back_to: Some(app) };
            }
        }
        slip
    }

    /// Hears how printing went.
    pub(super) fn printed(&mut self, result: Result<(), NotPrinted>) {
        if let Stage::Asking(app) = &mut self.stage {
            app.took(result.map_or_else(Taken::NotPrinted, |()| Taken::Printed));
        }
    }

    /// Notes the level that is shown. Returns what is to be kept of it, if that is new.
    pub(super) fn look(&mut self, tongue: &Tongue<'q>) -> Option<Box<Record>> {
        if !self.is_emergency() && !self.is_summary() {
            return None;
        }
        let app = self.app()?;
        let level = app.outcome().disposition;
        let answers = self.agreed.then(|| Zeroizing::new(report::answers_line(app.session())));
        self.level = Some(level);
        let record = Box::new(Record {
            sitting: self.number,
            level: level.id(),
            language: tongue.id.clone(),
            content: (
                tongue.questionnaire.version().to_string(),
                tongue.questionnaire.fingerprint().to_string(),
            ),
            answers: answers?,
        });
        if self.kept.as_ref() == Some(&record) {
            return None;
        }
        self.kept = Some(record.clone());
        Some(record)
    }
}
