//! Actions on a question.

use super::{
    super::keymap::{Action, Context},
    App, Effect, Row, Screen,
};
use crate::{
    content::{AnswerKind, QuestionIx},
    engine::{Answer, Preview},
};

impl App<'_> {
    pub(super) fn update_question(&mut self, action: Action) -> Effect {
        let Some(ix) = self.question() else {
            self.show_step();
            return Effect::Redraw;
        };
        let rows = self.rows(ix, self.session.path());
        if let Action::Point(row) = action {
            return self.point(&rows, row);
        }
        self.fault = None;
        if !matches!(action, Action::Pick(_) | Action::Erase) && rows.first() != Some(&Row::Typed) {
            self.typed = None;
        }
        self.touched |= !matches!(action, Action::Accept | Action::Help);
        match action {
            Action::Up => self.focus = self.focus.checked_sub(1).unwrap_or(rows.len() - 1),
            Action::Down => self.focus = (self.focus + 1) % rows.len(),
            Action::First | Action::PageUp => self.focus = 0,
            Action::Last | Action::PageDown => self.focus = rows.len() - 1,
            // Beside a figure an arrow moves on it, and never away from the question.
            Action::Left if self.points_at_places(ix) => self.focus = self.focus.saturating_sub(1),
            Action::Right if self.points_at_places(ix) => self.focus = (self.focus + 1).min(rows.len() - 1),
            Action::Left if self.context() == Context::Number => self.step_scale(&rows, false),
            Action::Right if self.context() == Context::Number => self.step_scale(&rows, true),
            Action::Erase if self.erase_digit(ix, &rows) => {}
            Action::Back | Action::Left | Action::Erase => self.go_back(),
            Action::Pick(n) => return self.pick(ix, &rows, n),
            Action::Press(row) if row < rows.len() => {
                self.focus = row;
                return self.toggle(ix, &rows);
            }
            Action::Toggle => return self.toggle(ix, &rows),
            Action::Accept => return self.accept(ix, &rows),
            _ => return Effect::None,
        }
        Effect::Redraw
    }

    /// Lets a row light up. Nothing is answered, and what was said stays.
    fn point(&mut self, rows: &[Row], row: usize) -> Effect {
        if row >= rows.len() || row == self.focus {
            return Effect::None;
        }
        self.focus = row;
        Effect::Redraw
    }

    /// Whether options of a question point at places of the body.
    fn points_at_places(&self, ix: QuestionIx) -> bool {
        self.questionnaire.question(ix).options().iter().any(|option| !option.regions.is_empty())
    }

    fn step_scale(&mut self, rows: &[Row], up: bool) {
        let values = rows.iter().filter(|row| matches!(row, Row::Value(_))).count();
        if values > 0 {
            let to = if up { self.focus + 1 } else { self.focus.saturating_sub(1) };
            self.focus = to.min(values - 1);
        }
    }

    /// Goes back one question, from the first one to the welcome screen.
    pub(super) fn go_back(&mut self) {
        if self.session.back() {
            self.show_step();
        } else {
            self.screen = Screen::Welcome;
            self.scroll = 0;
        }
    }

    /// Picks a row by its key: moves there, and answers with it.
    fn pick(&mut self, ix: QuestionIx, rows: &[Row], n: usize) -> Effect {
        if rows.first() == Some(&Row::Typed) {
            return self.type_digit(ix, n);
        }
        let row = match rows.first() {
            Some(Row::Value(from)) => {
                let value = self.typed_value(rows, n);
                self.typed = u16::try_from(value).ok();
                value.checked_sub(usize::from(*from))
            }
            _ => Some(n),
        };
        match row.filter(|row| *row < rows.len()) {
            Some(row) => {
                self.focus = row;
                self.toggle(ix, rows)
            }
            None => Effect::None,
        }
    }

    /// The value that a digit on a scale means: a second digit right behind a first one belongs to it,
    /// where that makes a value, so that 1 and 0 make 10.
    fn typed_value(&self, rows: &[Row], digit: usize) -> usize {
        let both = self.typed.map(|first| usize::from(first) * 10 + digit);
        let on_scale =
            |value: &usize| rows.iter().any(|row| matches!(row, Row::Value(v) if usize::from(*v) == *value));
        both.filter(|both| *both >= 10).filter(on_scale).unwrap_or(digit)
    }

    fn type_digit(&mut self, ix: QuestionIx, digit: usize) -> Effect {
        let before = usize::from(self.typed.unwrap_or(0));
        self.typed = Some(u16::try_from(before * 10 + digit).unwrap_or(u16::MAX));
        self.focus = 0;
        self.take_typed(ix)
    }

    /// Rubs out a digit of a typed number. Returns whether there was one.
    fn erase_digit(&mut self, ix: QuestionIx, rows: &[Row]) -> bool {
        match (rows.get(self.focus), self.typed) {
            (Some(Row::Typed), Some(n)) => {
                self.typed = (n >= 10).then_some(n / 10);
                self.take_typed(ix);
                true
            }
            _ => false,
        }
    }

    /// Makes the typed number the answer, if it fits.
    fn take_typed(&mut self, ix: QuestionIx) -> Effect {
        self.session.restore(ix, None);
        match self.typed {
            Some(n) => self.answer(ix, Answer::Number(n)),
            None => Effect::Redraw,
        }
    }

    /// Answers with the row in focus; among many, ticks or unticks it.
    fn toggle(&mut self, ix: QuestionIx, rows: &[Row]) -> Effect {
        match rows.get(self.focus).copied() {
            Some(Row::Option(option)) => {
                if let AnswerKind::Many(_) = self.questionnaire.question(ix).answer {
                    let before = self.session.answers().get(ix);
                    self.session.toggle(ix, option);
                    self.look_out(ix, before);
                    return Effect::Redraw;
                }
                self.answer(ix, Answer::Options([option].into_iter().collect()))
            }
            Some(Row::Value(value)) => self.answer(ix, Answer::Number(value)),
            Some(Row::Skip) => {
                let before = self.session.answers().get(ix);
                match self.session.skip(ix) {
                    Ok(()) => self.look_out(ix, before),
                    Err(misfit) => self.fault = Some(misfit),
                }
                Effect::Redraw
            }
            Some(Row::Typed) | None => Effect::None,
        }
    }

    fn answer(&mut self, ix: QuestionIx, answer: Answer) -> Effect {
        let before = self.session.answers().get(ix);
        match self.session.answer(ix, answer) {
            Ok(()) => self.look_out(ix, before),
            Err(misfit) => self.fault = Some(misfit),
        }
        Effect::Redraw
    }

    /// Goes on to the next question. What is in focus becomes the answer where that cannot be a slip: once
    /// the person has moved on this question, where only one answer is possible, and on an option that
    /// stands alone, such as "none of these". So a key held too long answers nothing.
    fn accept(&mut self, ix: QuestionIx, rows: &[Row]) -> Effect {
        let row = rows.get(self.focus).copied();
        let open = self.session.path().live().get(ix).is_none();
        if self.touched && (open || self.takes_focus(ix, row)) {
            let clear = match row {
                Some(Row::Option(option)) => self.questionnaire.question(ix).stands_alone(option),
                Some(Row::Value(_) | Row::Skip) => true,
                Some(Row::Typed) | None => false,
            };
            if clear {
                self.toggle(ix, rows);
            }
        }
        if self.fault.is_some() || self.screen != Screen::Question {
            return Effect::Redraw;
        }
        match self.session.advance() {
            Ok(()) if self.reviewing.take().is_some() => {
                self.session.resume();
                self.show_step();
            }
            Ok(()) => self.show_step(),
            Err(misfit) => self.fault = Some(misfit),
        }
        Effect::Redraw
    }

    /// What a change of an answer from the review does to the other questions, as Enter would leave it now;
    /// nothing while the answer is as it was.
    pub(in crate::ui) fn preview(&self) -> Option<Preview> {
        let before = self.reviewing.as_ref()?;
        let ix = self.question()?;
        let row = self.rows(ix, self.session.path()).get(self.focus).copied();
        let answer = row.filter(|_| self.touched && self.takes_focus(ix, row)).and_then(Row::answer);
        let with_it = answer.map(|answer| self.session.path_with(ix, answer));
        let after = with_it.as_ref().unwrap_or_else(|| self.session.path());
        (after.live() != before.live()).then(|| Preview::between(before, after, ix))
    }

    /// Whether Enter answers with the row in focus although there is an answer already.
    fn takes_focus(&self, ix: QuestionIx, row: Option<Row>) -> bool {
        let many = matches!(self.questionnaire.question(ix).answer, AnswerKind::Many(_));
        let answer = self.session.path().live().get(ix);
        (!many || row == Some(Row::Skip)) && row.is_some_and(|row| !row.is(answer))
    }
}
