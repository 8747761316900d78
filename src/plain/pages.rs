//! The summary, heard page by page, and what else can be done there.

use std::io::{self, BufRead, Write};

use super::{
    End, Line, Plain,
    take::{Wish, understand},
};
use crate::{
    content::Setting,
    engine::assess,
    locale::{Strings, put},
    report::{
        self, Block, Page,
        text::{WIDTH, push},
    },
    wrap::wrap,
};

/// The pages, and how far the person is with them.
struct Book {
    pages: Vec<Page>,
    heard: Vec<bool>,
    at: usize,
}

impl Book {
    fn new(pages: Vec<Page>) -> Self {
        Self { heard: vec![false; pages.len()], pages, at: 0 }
    }

    /// The page behind the one that was heard last.
    fn next(&self) -> Option<usize> {
        Some(self.at + 1).filter(|n| *n < self.pages.len())
    }

    fn title<'a>(&self, n: usize, strings: &Strings<'a>) -> &'a str {
        self.pages[n].tab.title(strings)
    }

    /// Numbers and titles of all pages but the one that was heard last.
    fn others(&self, strings: &Strings<'_>) -> String {
        let others = (0..self.pages.len()).filter(|n| *n != self.at);
        others.map(|n| format!("{} {}", n + 1, self.title(n, strings))).collect::<Vec<_>>().join(", ")
    }
}

impl<R: BufRead, W: Write> Plain<'_, R, W> {
    /// Says the first page, then what is asked for. Where the input ends, what was not heard yet follows, so
    /// that nothing of the summary is lost.
    pub(super) fn summary(&mut self) -> io::Result<End> {
        let questionnaire = self.session.questionnaire();
        let outcome = assess(&self.session);
        self.say(&self.voice.fill(&outcome.level(questionnaire).name))?;
        let mut book = Book::new(report::summary(questionnaire, self.voice, &outcome));
        self.say_page(&mut book, 0)?;
        self.say_what_can_be_typed(&book)?;
        while let Some(line) = self.hear_line()? {
            let wish = match line {
                Line::Said(line) => understand(&line, self.voice.strings),
                Line::TooLong => None,
            };
            match wish {
                Some(Wish::End) => return Ok(End::Finished),
                Some(Wish::Next) => match book.next() {
                    Some(next) => self.say_page(&mut book, next)?,
                    None => return Ok(End::Finished),
                },
                Some(Wish::Again) => {
                    let at = book.at;
                    self.say_page(&mut book, at)?;
                }
                Some(Wish::Back) if book.at > 0 => {
                    let before = book.at - 1;
                    self.say_page(&mut book, before)?;
                }
                Some(Wish::Page(n)) if (1..=book.pages.len()).contains(&n) => {
                    self.say_page(&mut book, n - 1)?;
                }
                Some(Wish::Help) => {
                    self.say_what_can_be_typed(&book)?;
                    continue;
                }
                Some(Wish::Take(what)) if self.take(what, &outcome)? => {}
                Some(Wish::Back | Wish::Page(_) | Wish::Take(_)) | None => {
                    self.say(self.voice.strings.plain_unclear_take)?;
                    self.say_what_can_be_typed(&book)?;
                    continue;
                }
            }
            self.say_what_follows(&book)?;
            self.say(self.voice.strings.plain_more)?;
        }
        for n in 0..book.pages.len() {
            if !book.heard[n] {
                self.say_page(&mut book, n)?;
            }
        }
        Ok(End::Finished)
    }

    fn say_page(&mut self, book: &mut Book, n: usize) -> io::Result<()> {
        let strings = self.voice.strings;
        book.at = n;
        book.heard[n] = true;
        let (number, total) = ((n + 1).to_string(), book.pages.len().to_string());
        let place = [("n", &*number), ("total", &*total), ("title", book.title(n, strings))];
        self.say(&put(strings.plain_page, &place))?;
        self.blocks(&book.pages[n].blocks)?;
        self.output.flush()
    }

    /// Says everything that can be typed at the summary.
    fn say_what_can_be_typed(&mut self, book: &Book) -> io::Result<()> {
        let strings = self.voice.strings;
        self.say(&put(strings.plain_pages, &[("pages", &book.others(strings))]))?;
        if self.session.setting() == Setting::WaitingRoom {
            self.say(strings.plain_take_waiting)?;
        } else {
            self.say(strings.plain_take)?;
            if let Some(place) = self.outlet.places().get(1) {
                self.say(&put(strings.plain_take_place, &[("place", place)]))?;
            }
        }
        self.say_what_follows(book)
    }

    /// Says what Enter does.
    fn say_what_follows(&mut self, book: &Book) -> io::Result<()> {
        let strings = self.voice.strings;
        match book.next() {
            Some(next) => {
                let (n, title) = ((next + 1).to_string(), book.title(next, strings));
                self.say(&put(strings.plain_next, &[("n", &n), ("title", title)]))
            }
            None => self.say(strings.plain_end),
        }
    }

    /// Says parts of a page, without signs that only the eye needs.
    pub(super) fn blocks(&mut self, blocks: &[Block]) -> io::Result<()> {
        let mut text = String::new();
        for block in blocks {
            match block {
                Block::Lead(line) | Block::Paragraph(line) => push(&mut text, "", line),
                Block::Heading(line) | Block::Rated(line, _) => {
                    text.push('\n');
                    push(&mut text, "", line);
                }
                Block::Item(line) => push_item(&mut text, line),
                Block::Remark(line) => push(&mut text, "  ", &format!("({line})")),
            }
        }
        write!(self.output, "{text}")
    }
}

/// Writes one of a list: its lines after the first are indented, which says nothing but shows where it starts.
fn push_item(text: &mut String, line: &str) {
    for (n, part) in wrap(line, WIDTH - 2).into_iter().enumerate() {
        text.push_str(if n == 0 { "" } else { "  " });
        text.push_str(part);
        text.push('\n');
    }
}
