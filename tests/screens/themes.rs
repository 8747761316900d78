//! What the themes change.

use std::fmt::Write;

use twinge::{
    content::Setting,
    ui::theme::{Background, Depth, Look, Theme},
};

use crate::driver::{COLOUR, Driver, PLAIN, Shot, keys_to, questionnaire};

/// The sizes at which themes are kept.
const SIZES: [(u16, u16); 2] = [(100, 30), (60, 20)];

/// Screens that have something of every style, and the way to them.
fn screens() -> [(&'static str, String); 8] {
    [
        ("place", keys_to("site").to_owned() + "<down><down>"),
        ("clock", keys_to("time").to_owned() + "1<down><down>"),
        ("scale", keys_to("score").to_owned() + "6"),
        ("change", keys_to("review").to_owned() + "<home><down><down><down><enter><down><down><down><down>"),
        ("ticked", keys_to("also").to_owned() + "15"),
        ("fault", keys_to("now").to_owned() + "<enter>"),
        ("emergency", keys_to("now").to_owned() + "2"),
        ("summary", keys_to("review").to_owned() + "<enter>"),
    ]
}

fn draw(theme: Theme, size: (u16, u16), keys: &str) -> Shot {
    let mut driver = Driver::new(questionnaire(), Setting::Home, size);
    driver.theme = theme;
    driver.keys(keys);
    driver.draw()
}

#[test]
fn colours_change_styles_and_nothing_else() {
    let sixteen = Theme { depth: Depth::Sixteen, ..COLOUR };
    let dark = |theme| Theme { background: Background::Dark, ..theme };
    let light = |theme| Theme { background: Background::Light, ..theme };
    let high = |theme| Theme { look: Look::HighContrast, ..theme };
    let themes = [
        ("256 colours, dark", dark(COLOUR)),
        ("256 colours, light", light(COLOUR)),
        ("16 colours", sixteen),
        ("16 colours, dark", dark(sixteen)),
        ("16 colours, light", light(sixteen)),
        ("high contrast", high(COLOUR)),
        ("high contrast, light", light(high(COLOUR))),
        ("high contrast, 16 colours", high(sixteen)),
        ("mono", Theme { look: Look::Mono, depth: Depth::None, ..COLOUR }),
    ];
    for (name, keys) in screens() {
        for size in SIZES {
            let text = draw(COLOUR, size, &keys).text();
            let mut all = String::new();
            for (theme_name, theme) in themes {
                let drawn = draw(theme, size, &keys);
                assert_eq!(drawn.text(), text, "{name} in {theme_name}");
                writeln!(all, "{theme_name}\n{}", drawn.styles()).expect("a string takes all");
            }
            insta::assert_snapshot!(format!("{name}_{}x{}", size.0, size.1), all);
        }
    }
}

#[test]
fn large_gives_more_space() {
    for (name, keys) in screens() {
        for size in SIZES {
            let drawn = draw(Theme { roomy: true, ..COLOUR }, size, &keys);
            insta::assert_snapshot!(format!("large_{name}_{}x{}", size.0, size.1), drawn.with_styles());
        }
    }
}

#[test]
fn the_code_stays_dark_on_light() {
    let themes = [
        ("mono", Theme { look: Look::Mono, depth: Depth::None, ..COLOUR }),
        (
            "mono, light",
            Theme { look: Look::Mono, depth: Depth::None, background: Background::Light, ..COLOUR },
        ),
        ("16 colours", Theme { depth: Depth::Sixteen, ..COLOUR }),
        ("high contrast", Theme { look: Look::HighContrast, ..COLOUR }),
        ("high contrast, light", Theme { look: Look::HighContrast, background: Background::Light, ..COLOUR }),
        ("large", Theme { roomy: true, ..COLOUR }),
    ];
    let mut all = String::new();
    for (name, theme) in themes {
        let drawn = draw(theme, (80, 24), &(keys_to("review").to_owned() + "<enter>t2"));
        writeln!(all, "=== {name}\n{}", drawn.with_styles()).expect("a string takes all");
    }
    insta::assert_snapshot!("code", all);
}

#[test]
fn large_puts_an_empty_row_between_two_options() {
    let themes = [COLOUR, PLAIN].map(|theme| Theme { roomy: true, ..theme });
    for (theme, (size, least)) in themes.into_iter().zip([((100, 30), 8), ((60, 20), 4)]) {
        let drawn = draw(theme, size, keys_to("age"));
        let rows = drawn.rows();
        let options: Vec<usize> = (0..rows.len()).filter(|n| rows[*n].contains("( )")).collect();
        assert!(options.len() >= least, "{}", drawn.text());
        assert!(options.windows(2).all(|pair| pair[1] == pair[0] + 2), "{}", drawn.text());
    }
}

#[test]
fn large_loses_no_option() {
    let questionnaire = questionnaire();
    let ix = questionnaire.find_question("now").expect("a question");
    for size in [(100, 30), (60, 20), (40, 12), (30, 9)] {
        let mut driver = Driver::new(questionnaire, Setting::Home, size);
        driver.theme = Theme { roomy: true, ..COLOUR };
        driver.keys(keys_to("now"));
        for option in driver.app.session().path().offered(ix).iter() {
            let text = questionnaire.question(ix).options()[option.get()].text.as_str();
            let start = text.split(' ').next().expect("a word");
            let drawn = driver.draw();
            let row = &drawn.rows()[usize::from(drawn.cursor.y)];
            assert!(row.contains('>') && row.contains(start), "{size:?}: {text} not on {row}");
            driver.keys("<down>");
        }
    }
}

#[test]
fn high_contrast_colours_every_cell() {
    for (name, keys) in screens() {
        for depth in [Depth::Sixteen, Depth::Indexed] {
            let theme = Theme { look: Look::HighContrast, depth, ..COLOUR };
            let drawn = draw(theme, (100, 30), &keys);
            let bare = drawn.buffer.content().iter().filter(|cell| {
                use ratatui::style::Color::Reset;
                cell.fg == Reset || cell.bg == Reset
            });
            assert_eq!(bare.count(), 0, "{name}");
        }
    }
}
