//! A session as it is kept to come back to: session → text → session.
//!
//! The text is RON. It holds every answer, also those that do not count now, and where the person stood.
//! It is bound to the content: answers to other wordings are taken over only where the person was shown
//! the very same question and the very same options, and everything else is asked anew.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::{
    content::{AnswerKind, OptionIx, OptionSet, Question, QuestionIx, Questionnaire, Setting},
    engine::{Answer, Answers, Session, Step},
};

/// Version of the form of the text; another one is not read.
const FORM: u32 = 1;

/// Deepest nesting of brackets in it.
const DEEPEST: usize = 16;

/// Most bytes of such a text; a real one has far fewer.
pub const MOST_BYTES: usize = 256 * 1024;

/// Why what was kept cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unusable {
    /// It is not such a text, or a damaged one.
    #[error("it is damaged")]
    Damaged,
    /// It is larger than such a text can be.
    #[error("it is too large")]
    TooLarge,
    /// It has another form.
    #[error("another version of twinge wrote it")]
    OtherForm,
    /// Its questions are others.
    #[error("it belongs to other questions")]
    OtherContent,
    /// Others may read or write it, or it belongs to somebody else, or it is no file.
    #[error("it is not a file of yours alone")]
    NotYours,
    /// The system does not let it be read.
    #[error("it cannot be read")]
    Unreadable,
}

/// What is written down.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename = "KeptSession")]
pub struct Kept {
    form: u32,
    content: String,
    fingerprint: String,
    setting: String,
    /// The question where the person stood; none at the end.
    at: Option<String>,
    answers: Vec<KeptAnswer>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct KeptAnswer {
    question: String,
    /// What the person was shown, as a hash; none for a question that was not due.
    shown: Option<String>,
    answer: Given,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
enum Given {
    Options(Vec<String>),
    Number(u16),
    Skipped,
}

/// A session taken up again.
#[derive(Debug, Clone)]
pub struct TakenUp<'q> {
    /// The session.
    pub session: Session<'q>,
    /// Whether the content is another version of it.
    pub changed: bool,
    /// Answers that do not fit any more; their questions are asked anew.
    pub dropped: usize,
}

/// What was found at the start.
#[derive(Debug, Clone)]
pub enum Found<'q> {
    /// A session that can be taken up again.
    Session(TakenUp<'q>),
    /// Something that cannot.
    Unusable(Unusable),
}

/// Why answers are not kept although that was not asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhyNot {
    /// Another twinge keeps its answers.
    InUse,
    /// Nothing says where to.
    NoHome,
    /// The folder cannot be written, or is not the person's alone.
    CannotWrite,
    /// They were, until the disk took no more.
    Stopped,
}

/// Whether answers are kept until the summary is left.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Keeping {
    /// They are.
    Kept,
    /// They are not, as was asked for.
    #[default]
    Off,
    /// They cannot be.
    Not(WhyNot),
}

/// Somewhere to keep a session.
pub trait Keep {
    /// Keeps it as it stands now; one without answers is deleted. Tells whether that still works.
    fn keep(&mut self, session: &Session<'_>) -> bool;
}

/// Nowhere, unless there is a place.
impl<K: Keep> Keep for Option<K> {
    fn keep(&mut self, session: &Session<'_>) -> bool {
        self.as_mut().is_none_or(|keep| keep.keep(session))
    }
}

/// What a front end starts with.
#[derive(Debug, Clone, Default)]
pub struct Memory<'q> {
    /// Whether answers are kept.
    pub keeping: Keeping,
    /// What was found.
    pub found: Option<Found<'q>>,
}

/// A session as text; none without answers, since there is nothing to come back to.
#[must_use]
pub fn write(session: &Session<'_>) -> Option<String> {
    let questionnaire = session.questionnaire();
    let answered = questionnaire.question_positions().filter_map(|ix| {
        let question = questionnaire.question(ix);
        let answer = given(question, session.answers().get(ix)?);
        let due = session.path().live().get(ix).is_some();
        let shown = due.then(|| shown(question, session.path().offered(ix)));
        Some(KeptAnswer { question: question.id.clone(), shown, answer })
    });
    let answers: Vec<KeptAnswer> = answered.collect();
    if answers.is_empty() {
        return None;
    }
    let at = match session.step() {
        Step::Ask(ix) => Some(questionnaire.question(ix).id.clone()),
        Step::Done => None,
    };
    let kept = Kept {
        form: FORM,
        content: questionnaire.id().to_owned(),
        fingerprint: questionnaire.fingerprint().to_owned(),
        setting: session.setting().id().to_owned(),
        at,
        answers,
    };
    ron::to_string(&kept).ok()
}

/// Reads such a text.
///
/// # Errors
///
/// When it is none.
pub fn read(text: &str) -> Result<Kept, Unusable> {
    if text.len() > MOST_BYTES {
        return Err(Unusable::TooLarge);
    }
    let options = ron::Options::default().with_recursion_limit(DEEPEST);
    let kept: Kept = options.from_str(text).map_err(|_| Unusable::Damaged)?;
    if kept.form == FORM { Ok(kept) } else { Err(Unusable::OtherForm) }
}

impl Kept {
    /// The session again.
    ///
    /// An answer that does not fit its question is dropped, and so is one to a question that was put in
    /// other words. If any was, the person stands at the first open question.
    ///
    /// # Errors
    ///
    /// When its questions or its setting are others.
    pub fn take_up<'q>(
        &self,
        questionnaire: &'q Questionnaire,
        setting: Setting,
    ) -> Result<TakenUp<'q>, Unusable> {
        if self.content != questionnaire.id() || self.setting != setting.id() {
            return Err(Unusable::OtherContent);
        }
        let changed = self.fingerprint != questionnaire.fingerprint();
        let mut answers = Answers::none(questionnaire.questions().len());
        let mut taken = 0;
        for ix in questionnaire.question_positions() {
            let question = questionnaire.question(ix);
            let of_it = |kept: &&KeptAnswer| kept.question == question.id;
            let Some(kept) = self.answers.iter().find(of_it) else { continue };
            let Some(answer) = kept.answer.answer(question) else { continue };
            answers.set(ix, Some(answer));
            if changed && !kept.still_stands(questionnaire, setting, &answers, ix) {
                answers.set(ix, None);
            } else {
                taken += 1;
            }
        }
        // What does not count may go unseen; it is asked anew if it ever counts.
        let counted = |kept: &&KeptAnswer| !changed || kept.shown.is_some();
        let dropped = self.answers.iter().filter(counted).count().saturating_sub(taken);
        let at = self.at.as_deref().filter(|_| dropped == 0 && !changed);
        let here = at.and_then(|id| questionnaire.find_question(id));
        let session = Session::standing_at(questionnaire, setting, answers, here);
        Ok(TakenUp { session, changed, dropped })
    }
}

impl KeptAnswer {
    /// Whether its question is due, all of the answer counts, and the person would see what they saw.
    fn still_stands(
        &self,
        questionnaire: &Questionnaire,
        setting: Setting,
        answers: &Answers,
        ix: QuestionIx,
    ) -> bool {
        let session = Session::with_answers(questionnaire, setting, answers.clone());
        let path = session.path();
        let counts = path.live().get(ix).is_some() && path.live().get(ix) == answers.get(ix);
        counts && self.shown == Some(shown(questionnaire.question(ix), path.offered(ix)))
    }
}

impl Given {
    /// The answer, if it is one to this question.
    fn answer(&self, question: &Question) -> Option<Answer> {
        let answer = match self {
            Self::Options(ids) => {
                let options: Option<OptionSet> = ids.iter().map(|id| question.option(id)).collect();
                Answer::Options(options?)
            }
            Self::Number(n) => Answer::Number(*n),
            Self::Skipped => Answer::Skipped,
        };
        let all: OptionSet = question.indexed_options().map(|(option, _)| option).collect();
        answer.fits(question, all).ok()?;
        Some(answer)
    }
}

fn given(question: &Question, answer: Answer) -> Given {
    let id = |option: OptionIx| question.options().get(option.get()).map(|option| option.id.clone());
    match answer {
        Answer::Options(set) => Given::Options(set.iter().filter_map(id).collect()),
        Answer::Number(n) => Given::Number(n),
        Answer::Skipped => Given::Skipped,
    }
}

/// A hash of all that a person is shown at a question, and of what its options mean to each other.
fn shown(question: &Question, offered: OptionSet) -> String {
    let mut hasher = Sha256::new();
    let mut part = |text: &str| {
        hasher.update(u64::try_from(text.len()).unwrap_or(u64::MAX).to_le_bytes());
        hasher.update(text);
    };
    for text in [Some(&question.prompt), question.help.as_ref(), Some(&question.why)] {
        part(text.map_or("", |text| text.as_str()));
    }
    match &question.answer {
        AnswerKind::One(_) => part("one"),
        AnswerKind::Many(_) => part("many"),
        AnswerKind::Scale { from, to, low, high } => {
            part(&format!("{from} {to}"));
            part(low.as_str());
            part(high.as_str());
        }
        AnswerKind::Number { from, to, unit } => {
            part(&format!("{from} {to}"));
            part(unit.as_str());
        }
    }
    for (_, option) in question.indexed_options().filter(|(option, _)| offered.contains(*option)) {
        part(&option.id);
        part(option.text.as_str());
        part(option.hint.as_ref().map_or("", |hint| hint.as_str()));
    }
    part(question.skip_id().unwrap_or_default());
    let digest = hasher.finalize();
    digest.iter().take(8).fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"))
}
