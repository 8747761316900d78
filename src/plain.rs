//! The interview line by line, for screen readers, pipes and simple terminals.
//!
//! The same session and the same outcome as on the full screen. No cursor control, no drawing.

mod found;
mod pages;
mod said;
mod take;

use std::io::{self, BufRead, Read, Write};

use self::said::{Said, understand};
use crate::{
    content::{AnswerKind, OptionIx, OptionSet, Question, QuestionIx, Setting},
    end::End,
    engine::{Answer, Misfit, Preview, Session, Step, assess},
    kept::{Keep, Memory},
    locale::{self, Voice, put},
    report::{self, previewed, spoken, text::push},
    take::Outlet,
};

/// Longest line that is read; a longer one is no answer.
const MOST_LINE_BYTES: u64 = 4096;

/// Asks until the summary is shown, the person leaves, or the input ends. What is wanted of the summary is
/// taken along through `outlet`.
///
/// # Errors
///
/// When reading or writing fails.
pub fn run(
    session: Session<'_>,
    voice: Voice<'_>,
    input: impl BufRead,
    output: impl Write,
    outlet: &dyn Outlet,
) -> io::Result<End> {
    run_with_memory(session, voice, Memory::default(), &mut Nowhere, input, output, outlet)
}

/// The same, where sessions are kept in `keep`, and one may have been found there.
///
/// # Errors
///
/// When reading or writing fails.
pub fn run_with_memory<'q>(
    session: Session<'q>,
    voice: Voice<'q>,
    memory: Memory<'q>,
    keep: &'q mut dyn Keep,
    input: impl BufRead,
    output: impl Write,
    outlet: &'q dyn Outlet,
) -> io::Result<End> {
    Plain { session, voice, memory, keep, input, output, outlet, warned: Vec::new(), reviewing: None }.run()
}

/// Nothing is kept.
struct Nowhere;

impl Keep for Nowhere {
    fn keep(&mut self, _: &Session<'_>) -> bool {
        true
    }
}

struct Plain<'q, R, W> {
    session: Session<'q>,
    voice: Voice<'q>,
    memory: Memory<'q>,
    keep: &'q mut dyn Keep,
    input: R,
    output: W,
    /// Whoever saves and prints.
    outlet: &'q dyn Outlet,
    /// Emergency rules that were shown already.
    warned: Vec<crate::content::RuleIx>,
    /// The session as it was when the person came from the review, to which one changed answer leads back.
    reviewing: Option<Session<'q>>,
}

/// What follows an emergency.
enum After {
    /// The questions go on.
    GoOn,
    /// It was a slip: the question is asked again.
    Slip,
    /// It ends here.
    End(End),
}

/// A line as it came.
enum Line {
    Said(String),
    TooLong,
}

impl<'q, R: BufRead, W: Write> Plain<'q, R, W> {
    fn run(&mut self) -> io::Result<End> {
        let questionnaire = self.session.questionnaire();
        self.say(&format!("{}: {}", locale::NAME, questionnaire.front().status().as_str()))?;
        for about in questionnaire.front().about() {
            self.say(&self.voice.fill(about))?;
        }
        let strings = self.voice.strings;
        self.say(strings.keeping(self.memory.keeping))?;
        self.say(strings.plain_intro)?;
        self.say(strings.plain_words)?;
        if let Some(end) = self.offer()? {
            return Ok(end);
        }
        loop {
            self.keep()?;
            let ended = match self.session.step() {
                Step::Ask(question) => self.ask(question)?,
                Step::Done => self.review()?,
            };
            if let Some(end) = ended {
                return Ok(end);
            }
        }
    }

    /// Shows a question and handles one line. Returns the end, if it came.
    fn ask(&mut self, ix: QuestionIx) -> io::Result<Option<End>> {
        self.show_question(ix)?;
        loop {
            let Some(said) = self.hear()? else { return self.input_ended().map(Some) };
            let question = self.session.questionnaire().question(ix);
            let misfit = match said {
                Said::Back => {
                    if !self.session.back() {
                        self.say(self.voice.strings.plain_first)?;
                        continue;
                    }
                    return Ok(None);
                }
                Said::Why => {
                    self.say(question.why.as_str())?;
                    continue;
                }
                Said::Again => return Ok(None),
                Said::Help => {
                    self.help()?;
                    continue;
                }
                Said::Review => {
                    self.list_answers()?;
                    continue;
                }
                Said::Quit => return self.leave().map(Some),
                Said::Skip => self.session.skip(ix).err(),
                Said::Empty | Said::Go => None,
                Said::Numbers(numbers) => match self.answer_for(ix, &numbers) {
                    Ok(answer) => self.give(ix, answer),
                    Err(misfit) => Some(misfit),
                },
                Said::Unclear => {
                    self.say(self.voice.strings.plain_unclear)?;
                    continue;
                }
            };
            if let Some(misfit) = misfit {
                self.say(&self.voice.strings.misfit(misfit))?;
                continue;
            }
            return self.go_on(ix);
        }
    }

    fn give(&mut self, ix: QuestionIx, answer: Answer) -> Option<Misfit> {
        self.session.answer(ix, answer).err()
    }

    /// After an answer: the emergency, if there is a new one, or the next question.
    fn go_on(&mut self, ix: QuestionIx) -> io::Result<Option<End>> {
        self.keep()?;
        let emergencies = self.session.emergencies();
        let new = emergencies.iter().any(|rule| !self.warned.contains(rule));
        self.warned = emergencies;
        if new {
            match self.emergency()? {
                After::GoOn => {}
                After::Slip => {
                    self.warned.clear();
                    self.session.go_to(ix);
                    return Ok(None);
                }
                After::End(end) => return Ok(Some(end)),
            }
        }
        if let Err(misfit) = self.session.advance() {
            self.say(&self.voice.strings.misfit(misfit))?;
            return Ok(None);
        }
        let path = self.session.path();
        let answer =
            spoken(self.session.questionnaire(), self.voice.strings, self.session.setting(), path.live(), ix);
        self.say(&put(self.voice.strings.plain_heard, &[("answer", &answer)]))?;
        match self.reviewing.take() {
            Some(before) => self.keep_or_put_back(ix, before),
            None => Ok(None),
        }
    }

    /// Goes back to the review with a changed answer. Where other questions change with it, that is said
    /// first, and the answer is kept or put back.
    fn keep_or_put_back(&mut self, ix: QuestionIx, before: Session<'q>) -> io::Result<Option<End>> {
        let preview = Preview::between(before.path(), self.session.path(), ix);
        if !preview.is_empty() {
            self.tell_change(&preview)?;
            loop {
                self.say(self.voice.strings.plain_keep_change)?;
                match self.hear()? {
                    None => return self.input_ended().map(Some),
                    Some(Said::Quit) => return self.leave().map(Some),
                    Some(Said::Empty | Said::Go) => break,
                    Some(Said::Back) => {
                        self.session = before;
                        self.warned = self.session.emergencies();
                        return Ok(None);
                    }
                    Some(_) => {}
                }
            }
        }
        self.session.resume();
        Ok(None)
    }

    /// Shows an emergency, and hears what to do about it.
    fn emergency(&mut self) -> io::Result<After> {
        let questionnaire = self.session.questionnaire();
        let outcome = assess(&self.session);
        let name = self.voice.fill(&outcome.level(questionnaire).name);
        let blocks = report::emergency(questionnaire, self.voice, &outcome);
        self.say(&name)?;
        self.blocks(&blocks)?;
        if self.session.setting() == Setting::WaitingRoom {
            return Ok(After::End(End::Finished));
        }
        self.say(self.voice.strings.plain_emergency)?;
        loop {
            match self.hear()? {
                None => return self.input_ended().map(After::End),
                Some(Said::Back) => return Ok(After::Slip),
                Some(Said::Go) => return Ok(After::GoOn),
                Some(Said::Quit) => return self.leave().map(After::End),
                Some(_) => self.say(self.voice.strings.plain_back_or_go)?,
            }
        }
    }

    /// All answers, and one more chance to change them; then the summary.
    fn review(&mut self) -> io::Result<Option<End>> {
        self.list_answers()?;
        self.say(self.voice.strings.plain_review)?;
        let Some(said) = self.hear()? else { return self.input_ended().map(Some) };
        match said {
            Said::Empty | Said::Go => return self.summary().map(Some),
            Said::Back => {
                self.session.back();
            }
            Said::Quit => return self.leave().map(Some),
            Said::Help => self.help()?,
            Said::Numbers(numbers) => {
                let asked = self.session.path().asked();
                match numbers.first().and_then(|n| asked.get(n.checked_sub(1)?).copied()) {
                    Some(ix) => {
                        let before = self.session.clone();
                        self.reviewing = self.session.go_to(ix).then_some(before);
                    }
                    None => self.say(&self.voice.strings.misfit(Misfit::NoSuchOption))?,
                }
            }
            Said::Again | Said::Review | Said::Why | Said::Skip | Said::Unclear => {}
        }
        Ok(None)
    }

    /// Says what the change of an answer does to the other questions.
    fn tell_change(&mut self, preview: &Preview) -> io::Result<()> {
        for (says, questions) in previewed(self.session.questionnaire(), self.voice.strings, preview) {
            self.say(&format!("{says}:"))?;
            let mut text = String::new();
            for prompt in questions {
                push(&mut text, "  ", prompt);
            }
            write!(self.output, "{text}")?;
        }
        Ok(())
    }

    fn list_answers(&mut self) -> io::Result<()> {
        let path = self.session.path();
        writeln!(self.output, "\n{}", self.voice.strings.your_answers)?;
        let questionnaire = self.session.questionnaire();
        let mut section = None;
        let mut text = String::new();
        for (n, ix) in path.asked().iter().enumerate() {
            let question = questionnaire.question(*ix);
            if section.replace(question.section) != Some(question.section) {
                let title = questionnaire.sections()[question.section].title.as_str();
                push(&mut text, "", &format!("{title}:"));
            }
            let prompt = question.prompt.as_str();
            let answer = spoken(questionnaire, self.voice.strings, self.session.setting(), path.live(), *ix);
            push(&mut text, &format!("{}. ", n + 1), &format!("{prompt} {answer}"));
        }
        write!(self.output, "{text}")
    }

    fn show_question(&mut self, ix: QuestionIx) -> io::Result<()> {
        let questionnaire = self.session.questionnaire();
        let question = questionnaire.question(ix);
        let path = self.session.path().clone();
        let progress = self.session.progress();
        let section = questionnaire.sections()[question.section].title.as_str();
        let strings = self.voice.strings;
        let n = (progress.behind + 1).to_string();
        let left = strings.left(progress.most_left);
        let place = put(strings.plain_place, &[("section", section), ("n", &n), ("left", &left)]);
        let mut text = String::from("\n");
        push(&mut text, "", &place);
        push(&mut text, "", question.prompt.as_str());
        let waiting = self.session.setting() == Setting::WaitingRoom;
        let helps = [question.help.as_ref(), question.help_waiting_room.as_ref().filter(|_| waiting)];
        for help in helps.into_iter().flatten() {
            push(&mut text, "", help.as_str());
        }
        let ticked = path.live().ticked(ix);
        let offered = path.offered(ix);
        for (n, option) in offered.iter().enumerate() {
            let item = &question.options()[option.get()];
            let chosen = if ticked.contains(option) { strings.plain_chosen } else { "" };
            let mark = format!("{}. ", n + 1);
            push(&mut text, &mark, &format!("{}{chosen}", item.text.as_str()));
            if let Some(hint) = &item.hint {
                push(&mut text, &" ".repeat(mark.len()), hint.as_str());
            }
        }
        push(&mut text, "", &self.how_to_answer(question, offered));
        if path.live().get(ix).is_some() {
            let answer = spoken(questionnaire, self.voice.strings, self.session.setting(), path.live(), ix);
            push(&mut text, "", &put(strings.plain_answered, &[("answer", &answer)]));
        }
        write!(self.output, "{text}")?;
        self.output.flush()
    }

    fn how_to_answer(&self, question: &Question, offered: OptionSet) -> String {
        let strings = self.voice.strings;
        let n = offered.len().to_string();
        let how = match &question.answer {
            AnswerKind::One(_) => put(strings.plain_one, &[("n", &n)]),
            AnswerKind::Many(_) => put(strings.plain_many, &[("n", &n)]),
            AnswerKind::Scale { from, to, low, high } => {
                let (from, to) = (from.to_string(), to.to_string());
                let ends = [("from", &*from), ("low", low.as_str()), ("to", &*to), ("high", high.as_str())];
                put(strings.plain_scale, &ends)
            }
            AnswerKind::Number { from, to, unit } => {
                let (from, to) = (from.to_string(), to.to_string());
                put(strings.plain_number, &[("from", &from), ("to", &to), ("unit", unit.as_str())])
            }
        };
        match question.skip_id() {
            Some(_) => format!("{how} {}", strings.plain_or_skip),
            None => how,
        }
    }

    fn answer_for(&self, ix: QuestionIx, numbers: &[usize]) -> Result<Answer, Misfit> {
        let question = self.session.questionnaire().question(ix);
        if let AnswerKind::Scale { .. } | AnswerKind::Number { .. } = question.answer {
            let [number] = numbers else { return Err(Misfit::OnlyOne) };
            return Ok(Answer::Number(u16::try_from(*number).unwrap_or(u16::MAX)));
        }
        let offered: Vec<OptionIx> = self.session.path().offered(ix).iter().collect();
        let option = |n: &usize| n.checked_sub(1).and_then(|n| offered.get(n)).copied();
        let options: Option<OptionSet> = numbers.iter().map(option).collect();
        options.map(Answer::Options).ok_or(Misfit::NoSuchOption)
    }

    /// The next line, understood; `None` at the end of the input.
    fn hear(&mut self) -> io::Result<Option<Said>> {
        let strings = self.voice.strings;
        let line = self.hear_line()?;
        Ok(line.map(|line| match line {
            Line::Said(line) => understand(&line, strings),
            Line::TooLong => Said::Unclear,
        }))
    }

    /// The next line; `None` at the end of the input.
    fn hear_line(&mut self) -> io::Result<Option<Line>> {
        self.output.flush()?;
        let mut line = Vec::new();
        let read = self.input.by_ref().take(MOST_LINE_BYTES).read_until(b'\n', &mut line)?;
        if read == 0 {
            return Ok(None);
        }
        if !line.ends_with(b"\n") && read as u64 == MOST_LINE_BYTES {
            self.skip_line()?;
            return Ok(Some(Line::TooLong));
        }
        Ok(Some(Line::Said(String::from_utf8_lossy(&line).into_owned())))
    }

    /// Reads on to the end of a line that was too long.
    fn skip_line(&mut self) -> io::Result<()> {
        loop {
            let chunk = self.input.fill_buf()?;
            let (used, done) = match chunk.iter().position(|byte| *byte == b'\n') {
                Some(at) => (at + 1, true),
                None => (chunk.len(), chunk.is_empty()),
            };
            self.input.consume(used);
            if done {
                return Ok(());
            }
        }
    }

    fn help(&mut self) -> io::Result<()> {
        let s = self.voice.strings;
        let words = [
            s.plain_help_again,
            s.plain_help_back,
            s.plain_help_why,
            s.plain_help_review,
            s.plain_help_skip,
            s.plain_help_quit,
        ];
        self.say(s.plain_help_answer)?;
        let mut text = String::new();
        for word in words {
            push(&mut text, "", word);
        }
        push(&mut text, "", s.keeping(self.memory.keeping));
        write!(self.output, "{text}")?;
        self.output.flush()
    }

    fn leave(&mut self) -> io::Result<End> {
        self.say_left(self.voice.strings.plain_left)?;
        Ok(End::Left)
    }

    fn input_ended(&mut self) -> io::Result<End> {
        self.say_left(self.voice.strings.plain_ended)?;
        Ok(End::InputEnded)
    }

    fn say(&mut self, text: &str) -> io::Result<()> {
        let mut lines = String::from("\n");
        push(&mut lines, "", text);
        write!(self.output, "{lines}")?;
        self.output.flush()
    }
}
