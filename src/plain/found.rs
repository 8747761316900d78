//! A session kept from last time, and keeping this one.

use std::io::{self, BufRead, Write};

use super::{After, End, Plain, Said};
use crate::{
    content::QuestionIx,
    kept::{Found, Keeping, WhyNot},
};

impl<R: BufRead, W: Write> Plain<'_, R, W> {
    /// Offers what was kept: to go on with it, or to start afresh.
    pub(super) fn offer(&mut self) -> io::Result<Option<End>> {
        let Some(found) = self.memory.found.clone() else { return Ok(None) };
        let strings = self.voice.strings;
        self.say(strings.found)?;
        self.say(&strings.found(&found))?;
        self.say(match found {
            Found::Session(_) => strings.found_plain,
            Found::Unusable(_) => strings.found_plain_afresh,
        })?;
        loop {
            let Some(said) = self.hear()? else { return self.input_ended().map(Some) };
            match (said, &found) {
                (Said::Numbers(numbers), Found::Session(taken)) if numbers == [1] => {
                    self.session = taken.session.clone();
                    self.memory.found = None;
                    return self.warn_again();
                }
                (Said::Numbers(numbers), Found::Session(_)) if numbers == [2] => break,
                (Said::Numbers(numbers), Found::Unusable(_)) if numbers == [1] => break,
                (Said::Quit, _) => return self.leave().map(Some),
                (_, Found::Session(_)) => self.say(strings.found_plain)?,
                (_, Found::Unusable(_)) => self.say(strings.found_plain_afresh)?,
            }
        }
        self.memory.found = None;
        Ok(None)
    }

    /// An emergency is said again: time may have passed, and the person may not have read it to its end.
    fn warn_again(&mut self) -> io::Result<Option<End>> {
        self.warned = self.session.emergencies();
        if self.warned.is_empty() {
            return Ok(None);
        }
        match self.emergency()? {
            After::GoOn => Ok(None),
            After::Slip => {
                if let Some(ix) = self.behind_the_emergency() {
                    let before = self.session.clone();
                    self.reviewing = self.session.go_to(ix).then_some(before);
                }
                Ok(None)
            }
            After::End(end) => Ok(Some(end)),
        }
    }

    /// The last question without whose answer there would be less of an emergency.
    fn behind_the_emergency(&self) -> Option<QuestionIx> {
        let eases = |ix: &QuestionIx| {
            let mut without = self.session.clone();
            without.restore(*ix, None);
            self.warned.iter().any(|rule| !without.emergencies().contains(rule))
        };
        self.session.path().asked().iter().rev().copied().find(eases)
    }

    /// Keeps the session as it stands, and says so once if it cannot be kept any more.
    pub(super) fn keep(&mut self) -> io::Result<()> {
        let works = self.keep.keep(&self.session);
        if !works && self.memory.keeping == Keeping::Kept {
            self.memory.keeping = Keeping::Not(WhyNot::Stopped);
            self.say(self.voice.strings.keeping(self.memory.keeping))?;
        }
        Ok(())
    }

    /// Says that the person left, and whether they can come back.
    pub(super) fn say_left(&mut self, left: &str) -> io::Result<()> {
        let questionnaire = self.session.questionnaire();
        let answered = questionnaire.question_positions().any(|ix| self.session.answers().get(ix).is_some());
        let kept = self.memory.keeping == Keeping::Kept && (answered || self.memory.found.is_some());
        let strings = self.voice.strings;
        if kept {
            self.say(left)?;
            return self.say(strings.keep_left);
        }
        self.say(&format!("{left} {}", strings.keep_nothing))
    }
}
