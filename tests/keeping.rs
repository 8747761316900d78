//! A session that is kept comes back as it was, or says why not; and nobody else can touch it.
#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a failing test should panic")]

#[path = "support/tape.rs"]
mod tape;

use std::{
    fs::{self, Permissions},
    os::unix::fs::{MetadataExt, PermissionsExt, symlink},
    path::{Path, PathBuf},
    process,
    sync::{
        atomic::{AtomicUsize, Ordering},
        mpsc::channel,
    },
};

use proptest::prelude::*;
use tape::{QUESTIONNAIRE, Tape, cases, change_some, complete, tapes};
use twinge::{
    content::{self, Origin, QuestionIx, Questionnaire, Setting},
    engine::{Answer, Session, Step, assess},
    folder, home,
    keep::{Keeper, Store},
    kept::{self, Keep, Unusable, WhyNot},
};

/// A session of so many answers, the quietest ones.
fn after(n: usize) -> Session<'static> {
    let mut session = Session::new(&QUESTIONNAIRE, Setting::Home);
    let tape = &mut Tape::new(&[]);
    for _ in 0..n {
        let Step::Ask(ix) = session.step() else { break };
        let answer = tape.answer(&session, ix);
        session.answer(ix, answer).unwrap();
        session.advance().unwrap();
    }
    session
}

/// Takes a text up again at home, with some questionnaire.
fn take_up<'q>(text: &str, questionnaire: &'q Questionnaire) -> Result<kept::TakenUp<'q>, Unusable> {
    kept::read(text)?.take_up(questionnaire, Setting::Home)
}

/// The shipped content with one text of it put in other words.
fn reworded(from: &str, to: &str) -> Questionnaire {
    let questions = Path::new(env!("CARGO_MANIFEST_DIR")).join("questions");
    let mut files = folder::read(&questions).unwrap();
    let mut changed = 0;
    for file in &mut files {
        let text = String::from_utf8(file.bytes.clone()).unwrap();
        changed += text.matches(from).count();
        file.bytes = text.replace(from, to).into_bytes();
    }
    assert!(changed > 0, "{from:?} stands nowhere");
    let parsed = content::parse(&files);
    let checked = content::check(&parsed, Origin::Build, parsed.fingerprint());
    checked.unwrap_or_else(|problems| panic!("{problems:#?}"))
}

fn question(id: &str) -> QuestionIx {
    QUESTIONNAIRE.find_question(id).unwrap()
}

// The text.

proptest! {
    #![proptest_config(cases(60))]

    /// After every step of a walk with changes, so also with answers that do not count.
    #[test]
    fn comes_back_as_it_was_after_every_answer(picks in tapes()) {
        let tape = &mut Tape::new(&picks);
        let mut session = Session::new(&QUESTIONNAIRE, tape.setting());
        for _ in 0..60 {
            match session.step() {
                Step::Ask(ix) if tape.one_in(5) => {
                    session.restore(ix, None);
                }
                Step::Ask(ix) => {
                    let answer = tape.answer(&session, ix);
                    session.answer(ix, answer).unwrap();
                    if !tape.one_in(4) {
                        session.advance().unwrap();
                    }
                }
                Step::Done => {
                    change_some(&mut session, tape);
                    let asked = session.path().asked().to_vec();
                    session.go_to(tape.question(&asked).unwrap());
                }
            }
            let Some(text) = kept::write(&session) else {
                let none = QUESTIONNAIRE.question_positions().all(|ix| session.answers().get(ix).is_none());
                prop_assert!(none, "only a session without answers is not kept");
                continue;
            };
            let again = kept::read(&text).unwrap().take_up(&QUESTIONNAIRE, session.setting()).unwrap();
            prop_assert_eq!((again.changed, again.dropped), (false, 0));
            prop_assert_eq!(again.session.answers(), session.answers());
            prop_assert_eq!(again.session.step(), session.step());
            prop_assert_eq!(again.session.path(), session.path());
            prop_assert_eq!(kept::write(&again.session), Some(text));
        }
    }

    /// Whatever a disk or a hostile hand makes of it.
    #[test]
    fn damage_never_panics_and_never_lets_in_an_answer_that_does_not_fit(
        picks in tapes(), at in any::<usize>(), with in any::<String>(), cut in 0_usize..40,
    ) {
        let tape = &mut Tape::new(&picks);
        let mut session = Session::new(&QUESTIONNAIRE, Setting::Home);
        complete(&mut session, tape);
        let text = kept::write(&session).unwrap();
        let start = text.floor_char_boundary(at % text.len());
        let end = text.floor_char_boundary((start + cut).min(text.len()));
        let damaged = format!("{}{with}{}", &text[..start], &text[end..]);
        let Ok(again) = take_up(&damaged, &QUESTIONNAIRE) else { return Ok(()) };
        for ix in QUESTIONNAIRE.question_positions() {
            let Some(answer) = again.session.answers().get(ix) else { continue };
            let question = QUESTIONNAIRE.question(ix);
            let all = question.indexed_options().map(|(option, _)| option).collect();
            prop_assert_eq!(answer.fits(question, all), Ok(()), "`{}`", &question.id);
        }
    }

    /// A new version of the content that says the same in other places keeps every answer that counts.
    #[test]
    fn carries_over_to_another_version_what_was_shown_in_the_same_words(picks in tapes()) {
        let tape = &mut Tape::new(&picks);
        let mut session = Session::new(&QUESTIONNAIRE, Setting::Home);
        complete(&mut session, tape);
        let text = kept::write(&session).unwrap();
        let other = text.replace(QUESTIONNAIRE.fingerprint(), "0123456789abcdef");
        let again = take_up(&other, &QUESTIONNAIRE).unwrap();
        prop_assert!(again.changed);
        let live = session.path().live();
        let partly = |ix: &QuestionIx| live.get(*ix).is_some() && live.get(*ix) != session.answers().get(*ix);
        if !QUESTIONNAIRE.question_positions().any(|ix| partly(&ix)) {
            prop_assert_eq!(again.dropped, 0);
            prop_assert_eq!(again.session.path().live(), live);
        }
    }
}

#[test]
fn a_session_without_answers_is_not_kept() {
    assert_eq!(kept::write(&Session::new(&QUESTIONNAIRE, Setting::Home)), None);
}

#[test]
fn a_question_in_other_words_is_asked_anew_and_that_is_told() {
    let session = after(8);
    let text = kept::write(&session).unwrap();
    let side = question("also");
    let prompt = session.questionnaire().question(side).prompt.as_str();
    let other = reworded(prompt, "Which side of you is it on, this time?");
    let again = take_up(&text, &other).unwrap();
    assert_eq!((again.changed, again.dropped), (true, 1));
    assert_eq!(again.session.step(), Step::Ask(side), "the first open question");
    assert_eq!(again.session.answers().get(side), None);
    for ix in session.path().asked().iter().filter(|ix| **ix != side) {
        assert_eq!(again.session.answers().get(*ix), session.answers().get(*ix), "at {ix:?}");
    }
}

#[test]
fn an_option_in_other_words_has_its_question_asked_anew() {
    let session = after(8);
    let text = kept::write(&session).unwrap();
    let now = session.path().asked().iter().copied().find(|ix| QUESTIONNAIRE.question(*ix).danger).unwrap();
    let option = &QUESTIONNAIRE.question(now).options()[0];
    let other = reworded(option.text.as_str(), "A sign in other words");
    let again = take_up(&text, &other).unwrap();
    assert_eq!(again.session.answers().get(now), None, "\"none of these\" was said of another list");
    assert_eq!(again.session.step(), Step::Ask(now));
    assert!(again.dropped >= 1);
}

#[test]
fn an_answer_that_its_question_does_not_take_is_dropped_and_told() {
    let session = after(3);
    let text = kept::write(&session).unwrap();
    let age = question("age");
    let Some(Answer::Options(set)) = session.answers().get(age) else { panic!("an option") };
    let option = &QUESTIONNAIRE.question(age).options()[set.iter().next().unwrap().get()].id;
    for other in ["age_of_reason", ""] {
        let again = take_up(&text.replace(option.as_str(), other), &QUESTIONNAIRE).unwrap();
        assert_eq!((again.changed, again.dropped), (false, 1));
        assert_eq!(again.session.step(), Step::Ask(age));
    }
    let again = take_up(&text.replace("\"age\"", "\"aeon\""), &QUESTIONNAIRE).unwrap();
    assert_eq!(again.dropped, 1);
    assert_eq!(again.session.step(), Step::Ask(age));
}

#[test]
fn what_is_no_kept_session_is_told_apart() {
    let text = kept::write(&after(2)).unwrap();
    let setting = Setting::WaitingRoom;
    assert_eq!(take_up("", &QUESTIONNAIRE).unwrap_err(), Unusable::Damaged);
    assert_eq!(take_up("\u{0}\u{1b}]0;x", &QUESTIONNAIRE).unwrap_err(), Unusable::Damaged);
    assert_eq!(take_up(&"[".repeat(100_000), &QUESTIONNAIRE).unwrap_err(), Unusable::Damaged);
    assert_eq!(take_up(&" ".repeat(kept::MOST_BYTES + 1), &QUESTIONNAIRE).unwrap_err(), Unusable::TooLarge);
    assert_eq!(take_up(&text.replace("form:1", "form:2"), &QUESTIONNAIRE).unwrap_err(), Unusable::OtherForm);
    let other = text.replace("content:\"twinge\"", "content:\"toes\"");
    assert_eq!(take_up(&other, &QUESTIONNAIRE).unwrap_err(), Unusable::OtherContent);
    let there = kept::read(&text).unwrap().take_up(&QUESTIONNAIRE, setting);
    assert_eq!(there.unwrap_err(), Unusable::OtherContent, "the two settings do not mix");
}

// The file.

/// A new empty folder, gone when the test is over.
struct Scratch(PathBuf);

impl Scratch {
    fn new() -> Self {
        static MADE: AtomicUsize = AtomicUsize::new(0);
        let name = format!("keeping-{}-{}", process::id(), MADE.fetch_add(1, Ordering::Relaxed));
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn folder(&self) -> PathBuf {
        self.0.join("state/twinge")
    }

    fn file(&self) -> PathBuf {
        self.folder().join("session.ron")
    }

    /// Everything in the folder but the lock; nothing if there is no folder.
    fn files(&self) -> Vec<String> {
        let entries = fs::read_dir(self.folder()).into_iter().flatten();
        let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let mut names: Vec<_> = names.filter(|name| name != "session.lock").collect();
        names.sort();
        names
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::set_permissions(self.folder(), Permissions::from_mode(0o700));
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn mode(path: &Path) -> u32 {
    fs::symlink_metadata(path).unwrap().mode() & 0o777
}

#[test]
fn the_folder_is_where_the_specification_says() {
    let folder = |state: Option<&str>, home: Option<&str>| {
        home::state(|name| match name {
            "XDG_STATE_HOME" => state.map(Into::into),
            "HOME" => home.map(Into::into),
            _ => None,
        })
    };
    assert_eq!(folder(Some("/s"), Some("/h")), Some("/s/twinge".into()));
    assert_eq!(folder(None, Some("/h")), Some("/h/.local/state/twinge".into()));
    for not_absolute in ["", "here"] {
        assert_eq!(folder(Some(not_absolute), Some("/h")), Some("/h/.local/state/twinge".into()));
        assert_eq!(folder(None, Some(not_absolute)), None);
    }
    assert_eq!(folder(None, None), None);
}

#[test]
fn what_is_written_is_read_again_by_its_owner_alone() {
    let scratch = Scratch::new();
    let store = Store::open(&scratch.folder()).unwrap();
    assert_eq!(store.read(), Ok(None));
    store.write("one").unwrap();
    store.write("two").unwrap();
    assert_eq!(store.read(), Ok(Some("two".to_owned())));
    assert_eq!(mode(&scratch.folder()), 0o700);
    assert_eq!(mode(&scratch.file()), 0o600);
    assert_eq!(scratch.files(), ["session.ron"], "no half-written file stays");
    store.delete().unwrap();
    assert_eq!(store.read(), Ok(None));
    store.delete().unwrap();
    assert_eq!(scratch.files(), [""; 0]);
}

#[test]
fn a_crash_in_the_middle_of_writing_loses_nothing() {
    let scratch = Scratch::new();
    let store = Store::open(&scratch.folder()).unwrap();
    store.write("whole").unwrap();
    fs::write(scratch.folder().join("session.next"), "ha").unwrap();
    assert_eq!(store.read(), Ok(Some("whole".to_owned())));
    store.write("next").unwrap();
    assert_eq!(store.read(), Ok(Some("next".to_owned())));
    assert_eq!(scratch.files(), ["session.ron"]);
}

#[test]
fn only_one_program_at_a_time_keeps_there() {
    let scratch = Scratch::new();
    let first = Store::open(&scratch.folder()).unwrap();
    first.write("mine").unwrap();
    assert_eq!(Store::open(&scratch.folder()).unwrap_err(), WhyNot::InUse);
    assert_eq!(Store::find(&scratch.folder()).unwrap_err(), WhyNot::InUse);
    assert_eq!(first.read(), Ok(Some("mine".to_owned())));
    drop(first);
    let second = Store::open(&scratch.folder()).unwrap();
    assert_eq!(second.read(), Ok(Some("mine".to_owned())));
}

#[test]
fn a_folder_with_nothing_in_it_is_tidied_away_and_made_anew() {
    let scratch = Scratch::new();
    let store = Store::open(&scratch.folder()).unwrap();
    store.write("mine").unwrap();
    store.tidy();
    let store = Store::open(&scratch.folder()).unwrap();
    assert_eq!(store.read(), Ok(Some("mine".to_owned())), "what is kept stays");
    store.delete().unwrap();
    fs::write(scratch.folder().join("else"), "").unwrap();
    store.tidy();
    assert_eq!(scratch.files(), ["else"], "what others put there stays");
    fs::remove_file(scratch.folder().join("else")).unwrap();
    Store::open(&scratch.folder()).unwrap().tidy();
    assert!(!scratch.folder().exists());
    Store::open(&scratch.folder()).unwrap().write("again").unwrap();
}

#[test]
fn looking_for_a_folder_does_not_make_one() {
    let scratch = Scratch::new();
    assert!(Store::find(&scratch.folder()).unwrap().is_none());
    assert!(!scratch.folder().exists());
}

#[test]
fn a_folder_that_others_may_write_is_not_used() {
    let scratch = Scratch::new();
    drop(Store::open(&scratch.folder()).unwrap());
    for open in [0o777, 0o770, 0o702] {
        fs::set_permissions(scratch.folder(), Permissions::from_mode(open)).unwrap();
        assert_eq!(Store::open(&scratch.folder()).unwrap_err(), WhyNot::CannotWrite, "{open:o}");
    }
    fs::set_permissions(scratch.folder(), Permissions::from_mode(0o755)).unwrap();
    drop(Store::open(&scratch.folder()).unwrap());
    assert_eq!(mode(&scratch.folder()), 0o700, "one that they may only read is closed to them");
}

#[test]
fn a_folder_that_is_a_link_is_not_used() {
    let scratch = Scratch::new();
    let elsewhere = scratch.0.join("elsewhere");
    fs::create_dir_all(&elsewhere).unwrap();
    fs::create_dir_all(scratch.folder().parent().unwrap()).unwrap();
    symlink(&elsewhere, scratch.folder()).unwrap();
    assert_eq!(Store::open(&scratch.folder()).unwrap_err(), WhyNot::CannotWrite);
    assert_eq!(fs::read_dir(&elsewhere).unwrap().count(), 0);
}

#[test]
fn a_file_that_is_a_link_is_neither_read_nor_written_through() {
    let scratch = Scratch::new();
    let store = Store::open(&scratch.folder()).unwrap();
    let victim = scratch.0.join("victim");
    fs::write(&victim, "precious").unwrap();
    fs::set_permissions(&victim, Permissions::from_mode(0o600)).unwrap();
    for name in ["session.ron", "session.next"] {
        symlink(&victim, scratch.folder().join(name)).unwrap();
    }
    assert_eq!(store.read(), Err(Unusable::NotYours));
    store.write("new").unwrap();
    assert_eq!(store.read(), Ok(Some("new".to_owned())));
    assert_eq!(fs::read_to_string(&victim).unwrap(), "precious");
}

#[test]
fn a_file_that_others_may_read_is_not_used_but_can_be_deleted() {
    let scratch = Scratch::new();
    let store = Store::open(&scratch.folder()).unwrap();
    store.write("mine").unwrap();
    for open in [0o640, 0o604, 0o620, 0o666] {
        fs::set_permissions(scratch.file(), Permissions::from_mode(open)).unwrap();
        assert_eq!(store.read(), Err(Unusable::NotYours), "{open:o}");
    }
    store.delete().unwrap();
    assert_eq!(store.read(), Ok(None));
}

#[test]
fn what_is_no_text_file_is_told() {
    let scratch = Scratch::new();
    let store = Store::open(&scratch.folder()).unwrap();
    store.write("").unwrap();
    fs::write(scratch.file(), [0xff, 0xfe]).unwrap();
    assert_eq!(store.read(), Err(Unusable::Damaged));
    fs::write(scratch.file(), vec![b' '; kept::MOST_BYTES + 1]).unwrap();
    assert_eq!(store.read(), Err(Unusable::TooLarge));
    store.delete().unwrap();
    fs::create_dir(scratch.file()).unwrap();
    fs::set_permissions(scratch.file(), Permissions::from_mode(0o700)).unwrap();
    assert_eq!(store.read(), Err(Unusable::NotYours));
    assert!(store.write("x").is_err() && store.delete().is_err());
    assert_eq!(scratch.files(), ["session.ron"], "what could not be put in place does not stay");
}

#[test]
fn a_place_that_cannot_be_made_is_told() {
    let scratch = Scratch::new();
    fs::write(scratch.0.join("state"), "a file").unwrap();
    assert_eq!(Store::open(&scratch.folder()).unwrap_err(), WhyNot::CannotWrite);
    assert!(Store::find(&scratch.folder()).unwrap().is_none());
}

// The thread.

fn never() {
    panic!("nothing failed");
}

#[test]
fn the_newest_session_is_on_disk_when_the_keeper_ends() {
    let scratch = Scratch::new();
    let mut keeper = Keeper::start(Store::open(&scratch.folder()).unwrap(), never).unwrap();
    for n in 1..12 {
        assert!(keeper.keep(&after(n)));
    }
    assert!(keeper.end());
    let store = Store::open(&scratch.folder()).unwrap();
    let again = take_up(&store.read().unwrap().unwrap(), &QUESTIONNAIRE).unwrap();
    assert_eq!(assess(&again.session), assess(&after(11)));
}

#[test]
fn a_keeper_that_is_dropped_writes_what_waits() {
    let scratch = Scratch::new();
    let mut keeper = Keeper::start(Store::open(&scratch.folder()).unwrap(), never).unwrap();
    keeper.keep(&after(3));
    drop(keeper);
    assert_eq!(fs::read_to_string(scratch.file()).ok(), kept::write(&after(3)));
}

#[test]
fn a_session_whose_answers_are_taken_back_is_deleted() {
    let scratch = Scratch::new();
    let mut keeper = Keeper::start(Store::open(&scratch.folder()).unwrap(), never).unwrap();
    keeper.keep(&after(3));
    keeper.keep(&after(0));
    assert!(!keeper.end(), "there is nothing to come back to");
    assert_eq!(scratch.files(), [""; 0]);
}

#[test]
fn a_keeper_that_is_told_to_forget_leaves_nothing() {
    let scratch = Scratch::new();
    let mut keeper = Keeper::start(Store::open(&scratch.folder()).unwrap(), never).unwrap();
    keeper.keep(&after(3));
    keeper.forget();
    assert!(!scratch.folder().exists());
}

#[test]
fn the_first_failure_is_told_once_and_ends_the_keeping() {
    let scratch = Scratch::new();
    let store = Store::open(&scratch.folder()).unwrap();
    // Nothing can be put in the place of a folder, also not by one who may do everything.
    fs::create_dir(scratch.file()).unwrap();
    let (sender, failed) = channel();
    let mut keeper = Keeper::start(store, move || sender.send(()).unwrap()).unwrap();
    assert!(keeper.keep(&after(1)), "nobody knows yet");
    failed.recv().unwrap();
    assert!(!keeper.keep(&after(2)));
    assert!(!keeper.end());
    assert!(failed.recv().is_err(), "it was told once");
}
