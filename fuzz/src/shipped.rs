//! What ships, in both languages.

use std::sync::LazyLock;

use twinge::{
    content::{Questionnaire, Setting, Words},
    embedded,
    engine::{Session, Step},
    kept::{self, Found, Keeping, Memory},
    locale::{Strings, Voice},
};

use super::tape::{QUESTIONNAIRE, Tape};

/// The content and the words of the interface in Spanish.
static SPANISH: LazyLock<(Questionnaire, Strings<'static>)> = LazyLock::new(|| {
    let language = embedded::language("es").expect("Spanish ships");
    let mut interface = language.interface();
    let strings = Strings::translated(|id, english| {
        interface.remove(id).map_or(english, |(_, text)| Box::leak(text.into_boxed_str()))
    });
    let questionnaire = language.questionnaire(strings.draft).expect("it is as sound as English");
    (questionnaire, strings)
});

/// The shipped content and how it is said, in Spanish or in English, with or without a place.
pub(crate) fn tongue(spanish: bool, place: Option<&str>) -> (&'static Questionnaire, Voice<'static>) {
    let (questionnaire, strings) =
        if spanish { (&SPANISH.0, &SPANISH.1) } else { (&*QUESTIONNAIRE, &Strings::ENGLISH) };
    let front = questionnaire.front();
    let words: &Words = place.and_then(|id| front.place(id)).map_or(front.generic(), |place| &place.words);
    (questionnaire, Voice { words, strings })
}

/// A session with at most so many answers.
pub(crate) fn session(
    questionnaire: &'static Questionnaire,
    setting: Setting,
    answers: usize,
    tape: &mut Tape<'_>,
) -> Session<'static> {
    let mut session = Session::new(questionnaire, setting);
    for _ in 0..answers {
        let Step::Ask(ix) = session.step() else { break };
        let answer = tape.answer(&session, ix);
        session.answer(ix, answer).expect("the answer was picked from what is offered");
        session.resume();
    }
    session
}

/// What was kept of such a session, as a front end finds it.
pub(crate) fn memory(
    questionnaire: &'static Questionnaire,
    setting: Setting,
    answers: usize,
    tape: &mut Tape<'_>,
) -> Memory<'static> {
    let text = kept::write(&session(questionnaire, setting, answers, tape)).unwrap_or_default();
    let found = kept::read(&text).and_then(|kept| kept.take_up(questionnaire, setting));
    Memory { keeping: Keeping::Kept, found: Some(found.map_or_else(Found::Unusable, Found::Session)) }
}
