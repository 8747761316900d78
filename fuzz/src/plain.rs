//! Plain mode, line by line.

use std::{cell::RefCell, io::BufReader};

use twinge::{
    content::{Disposition, Setting},
    end::End,
    engine::Session,
    kept::{Keep, Memory},
    plain,
    take::{Errand, NotPrinted, NotSaved, Outlet, Taken},
};

use super::{
    harmless, picks,
    shipped::{self, tongue},
    tape::Tape,
};

/// Bytes that choose how it begins; lines follow.
const START: usize = 4;

/// Asks line by line: the first bytes choose setting, language, memory and how the input is cut into pieces,
/// all others are what is typed.
///
/// # Panics
///
/// When what is printed is no text or could drive a terminal, when it does not end, and when a session that
/// was an emergency ended without a word of it.
pub fn plain(data: &[u8]) {
    let (start, typed) = data.split_at(START.min(data.len()));
    let at = |n: usize| start.get(n).copied().unwrap_or(0);
    let setting = if at(0) & 1 == 1 { Setting::WaitingRoom } else { Setting::Home };
    let (questionnaire, voice) =
        tongue(at(0) & 2 == 2, ["uk", "us", ""].get(usize::from(at(1) % 3)).copied());
    // What was kept from last time: mostly nothing, or so many answers.
    let memory = match at(2) % 64 {
        n @ 1..=24 => shipped::memory(questionnaire, setting, n.into(), &mut Tape::new(&picks(typed))),
        _ => Memory::default(),
    };
    let mut seen = Seen::default();
    let errands = Errands::default();
    let input = BufReader::with_capacity(1 + usize::from(at(3)), typed);
    let mut output = Vec::new();
    let session = Session::new(questionnaire, setting);
    let end = plain::run_with_memory(session, voice, memory, &mut seen, input, &mut output, &errands);
    let end = end.expect("bytes can be read, and a vector takes all");
    assert!(matches!(end, End::Finished | End::Left | End::InputEnded), "{end:?}");
    let printed = String::from_utf8(output).expect("it prints text");
    harmless(&printed);
    if seen.emergency {
        let name = voice.fill(&questionnaire.level(Disposition::Emergency, setting).name).into_owned();
        assert!(folded(&printed).contains(&folded(&name)), "an emergency without a word:\n{printed}");
    }
    for text in errands.0.borrow().iter() {
        harmless(text);
    }
}

/// A text with its lines as one.
fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Sees each session that is to be kept.
#[derive(Debug, Default)]
struct Seen {
    emergency: bool,
}

impl Keep for Seen {
    fn keep(&mut self, session: &Session<'_>) -> bool {
        self.emergency |= !session.emergencies().is_empty();
        true
    }
}

/// Notes what is to be taken along; now and then it goes wrong.
#[derive(Debug, Default)]
struct Errands(RefCell<Vec<String>>);

impl Outlet for Errands {
    fn places(&self) -> Vec<String> {
        vec!["/here".to_owned(), "/there".to_owned()]
    }

    fn run(&self, errand: Errand, text: &str) -> Taken {
        self.0.borrow_mut().push(text.to_owned());
        let fails = self.0.borrow().len().is_multiple_of(2);
        match errand {
            Errand::Save(_, place) if fails => Taken::NotSaved(self.places()[place].clone(), NotSaved::Full),
            Errand::Save(..) => Taken::Saved("/here/twinge-summary.txt".to_owned()),
            Errand::Print | Errand::PrintSlip if fails => Taken::NotPrinted(NotPrinted::NoProgram),
            Errand::Print | Errand::PrintSlip => Taken::Printed,
        }
    }
}
