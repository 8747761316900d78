//! Taking the summary along, line by line.

use std::io::{self, BufRead, Write};

use super::{Plain, said::says};
use crate::{
    engine::Outcome,
    locale::Strings,
    report,
    take::{Errand, Format},
};

/// What a line asks for at the summary.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wish {
    /// The page with this number, the first of which is 1.
    Page(usize),
    /// The next page, or the end behind the last.
    Next,
    /// The page before.
    Back,
    /// The same page.
    Again,
    /// What can be typed.
    Help,
    /// Something to take along.
    Take(What),
    /// Nothing more.
    End,
}

/// What is taken along.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    /// The words for a doctor.
    Slip,
    /// The code.
    Code,
    /// Something that is done outside.
    Errand(Errand),
}

impl<R: BufRead, W: Write> Plain<'_, R, W> {
    /// Gives what is taken along. Returns whether it can be had here.
    pub(super) fn take(&mut self, what: What, outcome: &Outcome<'_>) -> io::Result<bool> {
        match what {
            What::Slip => {
                let slip = report::slip::render(self.session.questionnaire(), self.voice, outcome);
                write!(self.output, "\n{slip}")?;
            }
            What::Code => self.say(self.voice.strings.plain_qr)?,
            What::Errand(errand) if errand.allowed(self.session.setting()) && self.has_place(errand) => {
                self.carry_out(errand, outcome)?;
            }
            What::Errand(_) => return Ok(false),
        }
        Ok(true)
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
pub(super) fn understand(line: &str, strings: &Strings<'_>) -> Option<Wish> {
    let line = line.trim().to_lowercase();
    let said: Vec<&str> = line.split_whitespace().collect();
    wish(&said, strings).or_else(|| wish(&said, &Strings::ENGLISH))
}

fn wish(said: &[&str], s: &Strings<'_>) -> Option<Wish> {
    let errand = |errand| Some(Wish::Take(What::Errand(errand)));
    let save =
        |format, place: &str| errand(Errand::Save(format, place.parse::<usize>().ok()?.checked_sub(1)?));
    match *said {
        [] => Some(Wish::Next),
        [one] if says(s.word_go, one) => Some(Wish::Next),
        [one] if says(s.word_quit, one) => Some(Wish::End),
        [one] if says(s.word_back, one) => Some(Wish::Back),
        [one] if says(s.word_again, one) => Some(Wish::Again),
        [one] if says(s.word_help, one) => Some(Wish::Help),
        [one] if says(s.word_slip, one) => Some(Wish::Take(What::Slip)),
        [one] if says(s.word_qr, one) => Some(Wish::Take(What::Code)),
        [one] if says(s.word_print, one) => errand(Errand::Print),
        [one, two] if says(s.word_print, one) && says(s.word_slip, two) => errand(Errand::PrintSlip),
        [one] if says(s.word_save, one) => save(Format::Text, "1"),
        [one, two] if says(s.word_save, one) && says(s.word_markdown, two) => save(Format::Markdown, "1"),
        [one, place] if says(s.word_save, one) => save(Format::Text, place),
        [one, two, place] if says(s.word_save, one) && says(s.word_markdown, two) => {
            save(Format::Markdown, place)
        }
        [one] => one.parse().ok().map(Wish::Page),
        _ => None,
    }
}
