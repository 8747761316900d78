//! Other languages: longer texts, wide characters and long words break no screen, and no English is left.

use std::sync::LazyLock;

use twinge::{
    content::{PSEUDO, Questionnaire, Setting, pseudo},
    embedded,
    locale::{Strings, Voice},
    ui::{App, Drawn, Screen},
};

use crate::driver::{COLOUR, Driver, PLAIN, Shot, keys_to};

const SCREENS: [&str; 6] = ["age", "also", "now", "nerve", "score", "review"];

/// The content and the words of the interface in one language.
pub(crate) struct Tongue {
    content: Questionnaire,
    strings: Strings<'static>,
}

impl Tongue {
    fn new(id: &str) -> Self {
        let language = embedded::language(id).expect("it ships");
        let mut interface = language.interface();
        let strings = Strings::translated(|id, english| {
            let stored = interface.remove(id).map(|(_, text)| text);
            Box::leak(stored.unwrap_or_else(|| pseudo(english)).into_boxed_str())
        });
        let content = language.questionnaire(strings.draft).expect("it is as sound as English");
        Self { content, strings }
    }
}

/// The language that nobody speaks.
pub(crate) static MADE: LazyLock<Tongue> = LazyLock::new(|| Tongue::new(PSEUDO));
pub(crate) static SPANISH: LazyLock<Tongue> = LazyLock::new(|| Tongue::new("es"));

impl Tongue {
    /// An app in this language.
    pub(crate) fn driver(&'static self, setting: Setting, size: (u16, u16)) -> Driver<'static> {
        let words = &self.content.front().place("uk").expect("there is a place uk").words;
        let app = App::new(&self.content, setting, Voice { words, strings: &self.strings });
        Driver { app, drawn: Drawn::default(), theme: COLOUR, size }
    }

    pub(crate) fn content(&'static self) -> &'static Questionnaire {
        &self.content
    }
}

fn driver(tongue: &'static Tongue, size: (u16, u16)) -> Driver<'static> {
    tongue.driver(Setting::Home, size)
}

fn at(tongue: &'static Tongue, name: &str, size: (u16, u16)) -> Driver<'static> {
    let mut driver = driver(tongue, size);
    driver.keys(keys_to(name));
    driver
}

/// What is shown, without the spaces in which lines end and into which wide characters reach.
fn dense(shot: &Shot) -> String {
    without_spaces(&shot.text())
}

fn without_spaces(text: &str) -> String {
    text.split_whitespace().collect()
}

#[test]
fn draws_at_every_small_size_without_a_panic() {
    let screens = ["", "age", "age?", "now", "now2", "score", "review", "review<enter>"];
    for (n, name) in screens.into_iter().enumerate() {
        let mut driver = driver(&MADE, (80, 24));
        let name_end = name.find(['?', '2', '<']).unwrap_or(name.len());
        driver.keys(&match &name[..name_end] {
            "" => String::new(),
            question => keys_to(question).to_owned() + &name[name_end..],
        });
        driver.theme = if n % 2 == 0 { COLOUR } else { PLAIN };
        // Every width and every height, though not every pair of them.
        let widths = (1..=60).flat_map(|width| [2, 12].map(|height| (width, height)));
        let heights = (1..=40).flat_map(|height| [5, 40].map(|width| (width, height)));
        for size in widths.chain(heights) {
            driver.size = size;
            driver.draw();
        }
    }
}

#[test]
fn shows_the_whole_of_every_option_to_whoever_goes_through_the_list() {
    let sizes = [(200, 60), (80, 24), (60, 20), (40, 12)];
    for (size, tongue) in sizes.into_iter().flat_map(|size| [&MADE, &SPANISH].map(|tongue| (size, tongue))) {
        for name in ["also", "now", "nerve"] {
            let mut driver = at(tongue, name, size);
            let ix = tongue.content.find_question(name).expect("a question");
            let offered = driver.app.session().path().offered(ix);
            for option in offered.iter() {
                let text = without_spaces(tongue.content.question(ix).options()[option.get()].text.as_str());
                let shot = driver.draw();
                let row = without_spaces(&shot.rows()[usize::from(shot.cursor.y)]);
                assert!(row.starts_with('>'), "{name} at {size:?}: the cursor is on {row}");
                // The figure beside the list is drawn in braille.
                let is_dot = |c: char| ('\u{2800}'..='\u{28ff}').contains(&c);
                let list_of = |row: &String| without_spaces(row.split(is_dot).next().unwrap_or_default());
                let list: String = shot.rows().iter().map(list_of).collect();
                assert!(list.contains(&text), "{name} at {size:?}: {text} not in {}", shot.text());
                driver.keys("<down>");
            }
        }
    }
}

#[test]
fn reads_all_of_a_long_emergency_before_the_choices() {
    for tongue in [&MADE, &SPANISH] {
        let mut driver = at(tongue, "now", (40, 12));
        driver.keys("2");
        let mut seen = String::new();
        for _ in 0..120 {
            seen += &dense(&driver.draw());
            driver.keys("<down>");
        }
        assert!(seen.contains(&without_spaces(tongue.strings.why)), "{seen}");
        driver.keys("<up><enter>");
        assert_eq!(driver.app.screen(), &Screen::Question);
    }
}

#[test]
fn leaves_no_english_on_any_screen() {
    // Letters that stay themselves in the language that nobody speaks.
    let plain = |word: &str| word.chars().all(|c| "bfhjkmpqrvwxzBFJKLMPQRVXZ".contains(c));
    let sessions = ["", "?", "2", "<end>"];
    let screens = SCREENS.iter().flat_map(|name| sessions.map(|after| (*name, after)));
    // The sources, and what a clinician calls a cause, stay as they are.
    let summary = ["1", "3", "4", "5", "t", "t?"].map(|key| ("review", "<enter>".to_owned() + key));
    let screens = screens.map(|(name, after)| (name, after.to_owned())).chain(summary);
    for (name, after) in screens {
        let mut driver = at(&MADE, name, (100, 40));
        driver.keys(&after);
        let text = driver.draw().text();
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 2);
        let english: Vec<&str> = words
            .filter(|word| word.is_ascii() && word.chars().all(char::is_alphabetic) && !plain(word))
            // The name of the program, and what stands on a key.
            .filter(|word| !["twinge", "Ctrl"].contains(word))
            .collect();
        assert_eq!(english, <[&str; 0]>::default(), "{name}{after}: {text}");
    }
}

#[test]
fn says_on_the_first_and_the_last_screen_that_no_clinician_has_read_the_translation() {
    let draft = without_spaces(SPANISH.strings.draft);
    for size in [(200, 60), (80, 24)] {
        let mut driver = driver(&SPANISH, size);
        assert!(dense(&driver.draw()).contains(&draft), "{}", driver.draw().text());
        driver.keys(keys_to("review"));
        driver.keys("<home><enter>");
        assert!(matches!(driver.app.screen(), Screen::Summary { .. }), "{:?}", driver.app.screen());
        let mut seen = String::new();
        for _ in 0..80 {
            seen += &dense(&driver.draw());
            driver.keys("<down>");
        }
        assert!(seen.contains(&draft), "{seen}");
    }
}
