//! What the screens show, text and styles: each at five sizes, in English, in Spanish, in the language that
//! nobody speaks, and in English without colour and Unicode.

use std::{fmt::Write, path::Path, sync::LazyLock};

use twinge::{
    content::{self, Origin, Questionnaire, Setting},
    folder,
    kept::{self, Found, Keeping, Memory},
    take::{NotSaved, Taken},
    ui::theme::Theme,
};

use crate::{
    driver::{COLOUR, Driver, PLAIN, keys_to, questionnaire},
    languages::{MADE, SPANISH},
    take::answer_the_rest,
};

const SIZES: [(u16, u16); 5] = [(200, 60), (100, 30), (80, 24), (60, 20), (40, 12)];

/// The languages by the names that their snapshots bear.
#[derive(Debug, Clone, Copy)]
enum Language {
    English,
    Spanish,
    /// The language that nobody speaks.
    Made,
}

impl Language {
    const ALL: [(Self, &str); 3] =
        [(Self::English, "english"), (Self::Spanish, "spanish"), (Self::Made, "made")];

    fn driver(self, setting: Setting) -> Driver<'static> {
        let size = SIZES[0];
        match self {
            Self::English => Driver::new(questionnaire(), setting, size),
            Self::Spanish => SPANISH.driver(setting, size),
            Self::Made => MADE.driver(setting, size),
        }
    }

    fn questionnaire(self) -> &'static Questionnaire {
        match self {
            Self::English => questionnaire(),
            Self::Spanish => SPANISH.content(),
            Self::Made => MADE.content(),
        }
    }
}

/// A screen at all sizes, one after the other, as if the window got smaller and smaller.
fn at_all_sizes(theme: Theme, mut driver: Driver<'_>) -> String {
    let mut all = String::new();
    driver.theme = theme;
    for (width, height) in SIZES {
        driver.size = (width, height);
        let drawn = driver.draw();
        assert!(
            theme == COLOUR || drawn.text().is_ascii(),
            "the console font has ASCII only:\n{}",
            drawn.text()
        );
        writeln!(all, "=== {width}x{height}\n{}", drawn.with_styles()).expect("a string takes all");
    }
    all
}

/// Keeps a screen at all sizes in all languages. `driver` leads there.
fn check(name: &str, driver: impl Fn(Language) -> Driver<'static>) {
    for (language, file) in Language::ALL {
        let all = at_all_sizes(COLOUR, driver(language));
        insta::assert_snapshot!(format!("{name}_{file}"), all);
    }
    let all = at_all_sizes(PLAIN, driver(Language::English));
    insta::assert_snapshot!(format!("{name}_ascii"), all);
}

/// Keeps a screen to which keys lead.
fn check_keys(name: &str, setting: Setting, keys: &str) {
    check(name, |language| {
        let mut driver = language.driver(setting);
        driver.keys(keys);
        driver
    });
}

/// Keeps a screen to which keys lead from a question.
fn check_at(name: &str, question: &str, keys: &str) {
    check_keys(name, Setting::Home, &(keys_to(question).to_owned() + keys));
}

/// Test content with a number to type, in English alone.
fn test_content() -> &'static Questionnaire {
    static SOUND: LazyLock<Questionnaire> = LazyLock::new(|| {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/sound");
        let parsed = content::parse(&folder::read(&folder).expect("the folder is there"));
        content::check(&parsed, Origin::Author, parsed.fingerprint()).expect("it is sound")
    });
    &SOUND
}

#[test]
fn shows_the_welcome() {
    check_keys("welcome", Setting::Home, "");
    check_keys("welcome_waiting_room", Setting::WaitingRoom, "");
}

#[test]
fn offers_what_was_kept() {
    check("found", |language| {
        let mut old = language.driver(Setting::Home);
        old.keys(keys_to("nerve"));
        let text = kept::write(old.app.session()).expect("it has answers");
        let kept = kept::read(&text).and_then(|kept| kept.take_up(language.questionnaire(), Setting::Home));
        let found = Some(Found::Session(kept.expect("it is sound")));
        let mut driver = language.driver(Setting::Home);
        driver.app = driver.app.with_memory(Memory { keeping: Keeping::Kept, found });
        driver
    });
}

#[test]
fn shows_a_question_with_one_answer() {
    check_at("one", "age", "");
}

#[test]
fn shows_the_figure() {
    check_at("site", "site", "<down><down>");
    check_at("also", "also", "15");
}

#[test]
fn shows_a_question_with_many_answers() {
    check_at("long", "nerve", "9");
    check_at("danger", "now", "");
}

#[test]
fn shows_the_clock() {
    check_at("time", "time", "1<down><down>");
}

#[test]
fn shows_the_scale() {
    check_at("score", "score", "6");
}

#[test]
fn shows_a_number_at_all_sizes() {
    let to_days = "<enter>2<enter>4<enter>1<enter>1<enter>4<enter>1<enter>";
    for (theme, name) in [(COLOUR, "number_english"), (PLAIN, "number_ascii")] {
        let mut driver = Driver::new(test_content(), Setting::Home, SIZES[0]);
        driver.keys(&(to_days.to_owned() + "12"));
        insta::assert_snapshot!(name, at_all_sizes(theme, driver));
    }
}

#[test]
fn shows_what_an_exclusive_answer_takes_away() {
    check_at("exclusive", "also", "15<end><up>");
    check_at("none", "also", "a<up>");
}

#[test]
fn shows_what_is_wrong() {
    check_at("fault", "now", "<enter>");
    check_at("fault_one", "age", "<enter>");
}

#[test]
fn shows_why_we_ask() {
    check_at("why", "nerve", "?");
    check_at("why_danger", "now", "?");
}

#[test]
fn shows_the_emergency() {
    let keys = keys_to("now").to_owned() + "2";
    check_keys("emergency_home", Setting::Home, &keys);
    check_keys("emergency_waiting_room", Setting::WaitingRoom, &keys);
}

#[test]
fn shows_all_answers() {
    check_at("review", "review", "");
}

#[test]
fn shows_what_a_change_from_the_review_does() {
    // From the lower back to the knee, before it is taken.
    check_at("review_change", "review", "<home><down><down><down><enter><down><down><down><down>");
}

#[test]
fn shows_each_page_of_the_summary() {
    for page in 1..=6 {
        check_at(&format!("summary_{page}"), "review", &format!("<enter>{page}"));
    }
}

#[test]
fn shows_what_others_may_see_in_a_waiting_room() {
    for (name, keys) in [("review", ""), ("summary_1", "<enter>"), ("take", "<enter>t")] {
        check(&format!("{name}_waiting_room"), |language| {
            let mut driver = language.driver(Setting::WaitingRoom);
            driver.keys("<enter>");
            answer_the_rest(&mut driver);
            driver.keys(keys);
            driver
        });
    }
}

#[test]
fn shows_what_can_be_taken_along() {
    check_at("take", "review", "<enter>t");
    check_at("slip", "review", "<enter>t1");
    check_at("code", "review", "<enter>t2");
}

#[test]
fn tells_what_came_of_saving() {
    let full = Taken::NotSaved("/home/sam".to_owned(), NotSaved::Full);
    for (name, taken) in
        [("saved", Taken::Saved("/home/sam/twinge-summary.txt".to_owned())), ("not_saved", full)]
    {
        check(name, |language| {
            let mut driver = language.driver(Setting::Home);
            driver.app = driver.app.with_places(vec!["/home/sam".to_owned(), "/tmp".to_owned()]);
            driver.keys(&(keys_to("review").to_owned() + "<enter>t3"));
            driver.app.took(taken.clone());
            driver
        });
    }
}
