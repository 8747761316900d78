//! Random walks for properties, steered by a list of numbers that proptest can shrink.

use std::sync::LazyLock;

use proptest::{
    collection::vec,
    prelude::{Strategy, any},
    test_runner::Config,
};
use twinge::{
    content::{AnswerKind, OptionIx, OptionSet, QuestionIx, Questionnaire, Setting},
    embedded,
    engine::{Answer, Session, answer::toggled},
};

/// The content that ships.
pub(crate) static QUESTIONNAIRE: LazyLock<Questionnaire> =
    LazyLock::new(|| embedded::questionnaire().expect("the build has checked the content"));

/// So many cases, and nothing written to disk.
pub(crate) fn cases(cases: u32) -> Config {
    Config { cases, failure_persistence: None, ..Config::default() }
}

/// Tapes long enough to answer a whole session.
pub(crate) fn tapes() -> impl Strategy<Value = Vec<u16>> {
    vec(any::<u16>(), 0..240)
}

/// Decisions, one after the other. Behind its end every decision is the first, the quietest one.
pub(crate) struct Tape<'a>(std::slice::Iter<'a, u16>);

impl<'a> Tape<'a> {
    pub(crate) fn new(picks: &'a [u16]) -> Self {
        Self(picks.iter())
    }

    /// A number below `n`.
    pub(crate) fn below(&mut self, n: usize) -> usize {
        usize::from(self.0.next().copied().unwrap_or(0)) % n.max(1)
    }

    /// Whether something comes about that does so once in `n` times.
    pub(crate) fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == n - 1
    }

    pub(crate) fn setting(&mut self) -> Setting {
        if self.one_in(3) { Setting::WaitingRoom } else { Setting::Home }
    }

    /// One of the questions.
    pub(crate) fn question(&mut self, questions: &[QuestionIx]) -> Option<QuestionIx> {
        questions.get(self.below(questions.len())).copied()
    }

    /// An answer that fits the question as it is shown now.
    pub(crate) fn answer(&mut self, session: &Session<'_>, ix: QuestionIx) -> Answer {
        let question = session.questionnaire().question(ix);
        if question.skip_id().is_some() && self.one_in(12) {
            return Answer::Skipped;
        }
        match question.answer {
            AnswerKind::Scale { from, to, .. } | AnswerKind::Number { from, to, .. } => {
                let span = usize::from(to - from) + 1;
                Answer::Number(from + u16::try_from(self.below(span)).expect("it is below a u16"))
            }
            AnswerKind::One(_) | AnswerKind::Many(_) => {
                Answer::Options(self.ticks(session, ix, session.path().offered(ix)))
            }
        }
    }

    /// Some options that can stand together.
    fn ticks(&mut self, session: &Session<'_>, ix: QuestionIx, offered: OptionSet) -> OptionSet {
        let question = session.questionnaire().question(ix);
        let offered: Vec<OptionIx> = offered.iter().collect();
        let quiet = |option: &&OptionIx| question.options()[option.get()].id.ends_with("none");
        let n_ticks = match self.below(10) {
            0..=3 => 0,
            4..=6 => 1,
            7 => 2,
            8 => 3,
            _ => 5,
        };
        let mut ticked = OptionSet::EMPTY;
        if n_ticks == 0 {
            ticked = offered.iter().find(quiet).copied().map_or(ticked, OptionSet::only);
        }
        while ticked.is_empty() {
            for _ in 0..n_ticks.max(1) {
                let option = offered[self.below(offered.len())];
                if !ticked.contains(option) {
                    ticked = toggled(question, ticked, option);
                }
            }
        }
        ticked
    }
}

/// Answers, in order, all that is due and not answered yet.
pub(crate) fn complete(session: &mut Session<'_>, tape: &mut Tape<'_>) {
    while let Some(ix) = { session.path().unanswered().next() } {
        let answer = tape.answer(session, ix);
        session.answer(ix, answer).expect("the answer was picked from what is offered");
    }
    session.resume();
}

/// Changes a few answers, so that later ones may no longer be due or no longer be offered.
pub(crate) fn change_some(session: &mut Session<'_>, tape: &mut Tape<'_>) {
    for _ in 0..tape.below(4) {
        let Some(ix) = tape.question(session.path().asked()) else { return };
        let answer = tape.answer(session, ix);
        session.answer(ix, answer).expect("the answer was picked from what is offered");
    }
}
