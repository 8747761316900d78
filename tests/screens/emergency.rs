//! The emergency screen: what to do in large letters, and in words as well.

use twinge::{
    content::Setting,
    locale::Voice,
    ui::{App, theme::Theme},
};

use crate::driver::{COLOUR, Driver, PLAIN, keys_to, questionnaire};

/// The emergency screen of a person for whom nothing is known but the size of the screen.
fn emergency(setting: Setting, size: (u16, u16), theme: Theme) -> Vec<String> {
    let mut driver = Driver::new(questionnaire(), setting, size);
    driver.theme = theme;
    driver.keys(&(keys_to("now").to_owned() + "2"));
    driver.draw().rows()
}

/// Rows that are drawn with the signs of large letters.
fn large(rows: &[String]) -> usize {
    let is_large = |row: &&String| row.contains(['█', '▀', '▄']) || row.contains("# ");
    rows.iter().filter(is_large).count()
}

#[test]
fn says_what_to_do_in_large_letters_where_there_is_room() {
    for setting in Setting::ALL {
        for size in [(80, 30), (100, 30), (200, 60)] {
            assert_eq!(large(&emergency(setting, size, COLOUR)), 4, "{setting:?} at {size:?}");
            assert_eq!(large(&emergency(setting, size, PLAIN)), 7, "{setting:?} at {size:?}");
        }
        for size in [(80, 24), (40, 30), (60, 20), (40, 12)] {
            assert_eq!(large(&emergency(setting, size, COLOUR)), 0, "{setting:?} at {size:?}");
        }
    }
}

#[test]
fn says_it_in_words_as_well() {
    for (setting, sentence) in
        [(Setting::Home, "Call 999 now, or go to"), (Setting::WaitingRoom, "Please tell a member of staff")]
    {
        for size in [(200, 60), (100, 30), (80, 30), (80, 24), (60, 20)] {
            for theme in [COLOUR, PLAIN, Theme { roomy: true, ..COLOUR }] {
                let rows = emergency(setting, size, theme);
                assert!(rows.iter().any(|row| row.contains("!!! Get help right now")), "{rows:#?}");
                assert!(rows.iter().any(|row| row.contains(sentence)), "{rows:#?}");
            }
        }
    }
}

#[test]
fn large_letters_never_push_the_text_out_of_sight() {
    for setting in Setting::ALL {
        for height in 8..60 {
            for width in [40, 60, 80, 100] {
                for theme in [COLOUR, PLAIN] {
                    let rows = emergency(setting, (width, height), theme);
                    let why = rows.iter().any(|row| row.contains("Why we say this"));
                    assert!(why || large(&rows) == 0, "{rows:#?}");
                }
            }
        }
    }
}

#[test]
fn writes_the_level_large_where_what_to_do_is_too_long() {
    let questionnaire = questionnaire();
    let voice = Voice::english(questionnaire.front().generic());
    let mut driver = Driver::new(questionnaire, Setting::Home, (100, 30));
    driver.app = App::new(questionnaire, Setting::Home, voice);
    driver.keys(&(keys_to("now").to_owned() + "2"));
    let rows = driver.draw().rows();
    assert_eq!(large(&rows), 5, "the level's name reaches below the line: {rows:#?}");
}
