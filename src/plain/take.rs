//! Taking the summary along, line by line.

use std::io::{self, BufRead, Write};

use super::{Line, Plain, said::says};
use crate::{
    content::Setting,
    engine::Outcome,
    locale::{Strings, put},
    report,
    take::{Errand, Format},
};

/// What a line asks for after the summary.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wish {
    /// The words for a doctor.
    Slip,
    /// The code.
    Code,
    /// Something that is done outside.
    Errand(Errand),
    /// Nothing more.
    End,
}

impl<R: BufRead, W: Write> Plain<'_, R, W> {
    /// Offers what can be taken along until nothing more is wanted or the input ends.
    pub(super) fn take_along(&mut self, outcome: &Outcome<'_>) -> io::Result<()> {
        let strings = self.voice.strings;
        let setting = self.session.setting();
        self.say_what_can_be_taken()?;
        while let Some(line) = self.hear_line()? {
            let wish = match line {
                Line::Said(line) => understand(&line, strings),
                Line::TooLong => None,
            };
            match wish {
                Some(Wish::End) => return Ok(()),
                Some(Wish::Slip) => {
                    let slip = report::slip::render(self.session.questionnaire(), self.voice, outcome);
                    write!(self.output, "\n{slip}")?;
                }
                Some(Wish::Code) => self.say(strings.plain_qr)?,
                Some(Wish::Errand(errand)) if errand.allowed(setting) && self.has_place(errand) => {
                    self.carry_out(errand, outcome)?;
                }
                Some(Wish::Errand(_)) | None => self.say(strings.plain_unclear_take)?,
            }
            self.say_what_can_be_taken()?;
        }
        Ok(())
    }

    fn say_what_can_be_taken(&mut self) -> io::Result<()> {
        let strings = self.voice.strings;
        if self.session.setting() == Setting::WaitingRoom {
            return self.say(strings.plain_take_waiting);
        }
        self.say(strings.plain_take)?;
        if let Some(place) = self.outlet.places().get(1) {
            self.say(&put(strings.plain_take_place, &[("place", place)]))?;
        }
        Ok(())
    }

    fn has_place(&self, errand: Errand) -> bool {
        match errand {
            Errand::Save(_, place) => place == 0 || place < self.outlet.places().len(),
            Errand::Print | Errand::PrintSlip => true,
        }
    }

    fn carry_out(&mut self, errand: Errand, outcome: &Outcome<'_>) -> io::Result<()> {
        self.say(self.voice.strings.take_busy)?;
        let text = report::to_take(errand, self.session.questionnaire(), self.voice, outcome);
        let taken = self.outlet.run(errand, &text);
        self.say(&self.voice.strings.taken(&taken))
    }
}

/// What a line asks for. English words are understood in every language.
fn understand(line: &str, strings: &Strings<'_>) -> Option<Wish> {
    let line = line.trim().to_lowercase();
    let said: Vec<&str> = line.split_whitespace().collect();
    let is = |word: &str, words: for<'s> fn(&Strings<'s>) -> &'s str| {
        says(words(strings), word) || says(words(&Strings::ENGLISH), word)
    };
    let save = |format, place: &str| {
        let place = place.parse::<usize>().ok()?.checked_sub(1)?;
        Some(Wish::Errand(Errand::Save(format, place)))
    };
    match said[..] {
        [] => Some(Wish::End),
        [one] if is(one, |s| s.word_quit) || is(one, |s| s.word_go) => Some(Wish::End),
        [one] if is(one, |s| s.word_slip) => Some(Wish::Slip),
        [one] if is(one, |s| s.word_qr) => Some(Wish::Code),
        [one] if is(one, |s| s.word_print) => Some(Wish::Errand(Errand::Print)),
        [one, two] if is(one, |s| s.word_print) && is(two, |s| s.word_slip) => {
            Some(Wish::Errand(Errand::PrintSlip))
        }
        [one] if is(one, |s| s.word_save) => save(Format::Text, "1"),
        [one, two] if is(one, |s| s.word_save) && is(two, |s| s.word_markdown) => save(Format::Markdown, "1"),
        [one, place] if is(one, |s| s.word_save) => save(Format::Text, place),
        [one, two, place] if is(one, |s| s.word_save) && is(two, |s| s.word_markdown) => {
            save(Format::Markdown, place)
        }
        _ => None,
    }
}
