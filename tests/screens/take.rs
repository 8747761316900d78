//! Taking it along: the menu, the slip, and the code, read back from the cells as a phone would read it.

use ratatui::{
    buffer::{Buffer, Cell},
    style::{Color, Modifier},
};
use rqrr::PreparedImage;
use twinge::{
    content::Setting,
    end::End,
    engine::Session,
    locale::Voice,
    plain,
    report::slip,
    take::{Errand, Format, NotSaved, Taken},
    ui::{
        Effect,
        theme::{Background, Depth, Look, Signs, Theme},
    },
};

use crate::{
    driver::{COLOUR, Driver, PLAIN, keys_to, questionnaire},
    outlet::Notes,
};

/// Pixels of a cell.
const WIDE: usize = 4;
const HIGH: usize = 8;

const MONO: Theme = Theme { look: Look::Mono, depth: Depth::None, ..COLOUR };

const THEMES: [Theme; 6] = [
    COLOUR,
    PLAIN,
    MONO,
    Theme { signs: Signs::Ascii, ..COLOUR },
    Theme { depth: Depth::Indexed, ..COLOUR },
    Theme { look: Look::HighContrast, depth: Depth::Indexed, background: Background::Light, ..COLOUR },
];

/// The driver on the summary of a session, in a setting.
fn at_summary(setting: Setting, size: (u16, u16)) -> Driver<'static> {
    let mut driver = Driver::new(questionnaire(), setting, size);
    match setting {
        Setting::Home => driver.keys(keys_to("review")),
        // The first answer to everything, and none of the signs of danger.
        Setting::WaitingRoom => driver.keys("<enter>"),
    };
    answer_the_rest(&mut driver);
    driver.keys("<enter>");
    assert_eq!(driver.app.context(), twinge::ui::keymap::Context::Summary);
    driver
}

/// Answers everything that is left, with none of the signs of danger, up to the review.
pub(crate) fn answer_the_rest(driver: &mut Driver<'_>) {
    for _ in 0..40 {
        if driver.app.context() == twinge::ui::keymap::Context::Review {
            break;
        }
        answer(driver);
    }
}

/// Answers the question on the screen with its last answer, such as "None of these", and goes on.
fn answer(driver: &mut Driver<'_>) {
    use twinge::ui::keymap::Context::{Many, Number, One};
    match driver.app.context() {
        One => driver.keys("3<enter>"),
        Many => {
            for key in ('1'..='9').chain('a'..='n').rev() {
                driver.keys(&key.to_string());
                let session = driver.app.session();
                let twinge::engine::Step::Ask(ix) = session.step() else { break };
                let set = session.path().live().ticked(ix);
                let options = session.questionnaire().question(ix).options();
                if set.iter().any(|option| options[option.get()].id.ends_with("none")) || !has_none(options) {
                    break;
                }
                driver.keys(&key.to_string());
            }
            driver.keys("<enter>")
        }
        Number => driver.keys("2<enter>"),
        other => panic!("no question at {other:?}"),
    };
}

fn has_none(options: &[twinge::content::AnswerOption]) -> bool {
    options.iter().any(|option| option.id.ends_with("none"))
}

/// Whether each pixel is dark, on a terminal with light letters on a dark ground.
fn pixels(buffer: &Buffer) -> (usize, usize, Vec<bool>) {
    let (columns, rows) = (usize::from(buffer.area.width), usize::from(buffer.area.height));
    let (width, height) = (columns * WIDE, rows * HIGH);
    let mut dark = vec![true; width * height];
    for (n, cell) in buffer.content().iter().enumerate() {
        let (left, top) = (n % columns * WIDE, n / columns * HIGH);
        for y in 0..HIGH {
            for x in 0..WIDE {
                dark[(top + y) * width + left + x] = is_dark(cell, x, y);
            }
        }
    }
    (width, height, dark)
}

fn is_dark(cell: &Cell, x: usize, y: usize) -> bool {
    let black = |colour| matches!(colour, Color::Black | Color::Indexed(16));
    let (mut letters, mut ground) = (black(cell.fg), black(cell.bg) || cell.bg == Color::Reset);
    if cell.modifier.contains(Modifier::REVERSED) {
        (letters, ground) = (ground, letters);
    }
    match cell.symbol() {
        "▀" if y < HIGH / 2 => letters,
        "▄" if y >= HIGH / 2 => letters,
        "▀" | "▄" | " " => ground,
        // A letter covers a part of its cell.
        _ if (1..WIDE - 1).contains(&x) && (2..HIGH - 2).contains(&y) => letters,
        _ => ground,
    }
}

/// What a phone reads on the screen.
fn read(buffer: &Buffer) -> Option<String> {
    let (width, height, dark) = pixels(buffer);
    let mut image = PreparedImage::prepare_from_bitmap(width, height, |x, y| dark[y * width + x]);
    let grids = image.detect_grids();
    grids.iter().find_map(|grid| Some(grid.decode().ok()?.1))
}

fn texts(driver: &Driver<'_>) -> Vec<String> {
    let words = &questionnaire().front().place("uk").expect("there is a place uk").words;
    slip::compact(questionnaire(), Voice::english(words), &driver.app.outcome())
}

#[test]
fn a_phone_reads_the_code_as_it_is_drawn_in_every_theme_and_setting() {
    let mut read_whole = 0;
    for setting in [Setting::Home, Setting::WaitingRoom] {
        let mut driver = at_summary(setting, (80, 24));
        driver.keys("t2");
        let texts = texts(&driver);
        for theme in THEMES {
            for size in [(200, 60), (160, 80), (100, 30), (80, 24), (60, 60), (49, 25)] {
                (driver.theme, driver.size) = (theme, size);
                let drawn = driver.draw();
                let Some(text) = read(&drawn.buffer) else {
                    let told = drawn.text();
                    assert!(told.contains("too small"), "{theme:?} at {size:?}:\n{told}");
                    assert!(theme.signs == Signs::Ascii, "{size:?}");
                    continue;
                };
                let level = texts[0].lines().next().expect("the level stands first");
                assert!(texts.contains(&text) && text.starts_with(level), "{theme:?} at {size:?}: {text}");
                read_whole += usize::from(text == texts[0]);
            }
        }
    }
    assert!(read_whole >= 8, "{read_whole}");
}

#[test]
fn light_and_dark_change_places_on_space() {
    let mut driver = at_summary(Setting::Home, (100, 30));
    driver.keys("t2");
    driver.theme = MONO;
    let before = driver.draw();
    assert_eq!(driver.keys(" "), Effect::Redraw);
    let swapped = driver.draw();
    assert!(read(&before.buffer).is_some() && read(&swapped.buffer).is_none());
    // Dark letters on a light ground are what the swap is for; where that is known it is done already.
    driver.theme.background = Background::Light;
    assert_eq!(driver.draw().buffer, before.buffer);
    driver.keys(" ");
    assert_eq!(driver.draw().buffer, swapped.buffer);
}

#[test]
fn a_screen_that_is_too_small_for_the_code_says_which_size_is_not() {
    let mut driver = at_summary(Setting::Home, (80, 24));
    driver.keys("t2");
    let size = |driver: &mut Driver<'_>| {
        let text = driver.draw().text().split_whitespace().collect::<Vec<_>>().join(" ");
        let (_, rest) = text.split_once("It takes ")?;
        let mut numbers = rest.split_whitespace().filter_map(|word| word.parse::<u16>().ok());
        Some((numbers.next()?, numbers.next()?))
    };
    for theme in [COLOUR, PLAIN] {
        driver.theme = theme;
        driver.size = (40, 12);
        let (columns, rows) = size(&mut driver).expect("it says so");
        driver.size = (columns, rows);
        assert!(read(&driver.draw().buffer).is_some(), "{columns} by {rows} is enough");
        for smaller in [(columns - 1, rows), (columns, rows - 1)] {
            driver.size = smaller;
            assert_eq!(size(&mut driver), Some((columns, rows)), "{smaller:?} is not");
        }
    }
}

#[test]
fn every_page_draws_at_every_size_with_its_cursor_on_the_screen() {
    for setting in [Setting::Home, Setting::WaitingRoom] {
        for keys in ["t", "t<down>", "t1", "t2", "t?"] {
            let mut driver = at_summary(setting, (80, 24));
            driver.keys(keys);
            for theme in [COLOUR, PLAIN] {
                for width in (1..60).step_by(7).chain([80, 200]) {
                    for height in (1..30).step_by(3).chain([60]) {
                        (driver.theme, driver.size) = (theme, (width, height));
                        let drawn = driver.draw();
                        let inside = drawn.cursor.x < width && drawn.cursor.y < height;
                        assert!(inside || height < 3, "{keys} {width}x{height}");
                    }
                }
            }
        }
    }
}

#[test]
fn at_home_everything_can_be_taken_along_and_what_came_of_it_is_told() {
    let mut driver = at_summary(Setting::Home, (80, 24));
    driver.keys("t");
    assert_eq!(driver.keys("3"), Effect::Take(Errand::Save(Format::Text, 0)));
    assert!(driver.draw().text().contains("One moment"));
    assert_eq!(driver.keys("3"), Effect::None, "one errand at a time");
    let full = Taken::NotSaved("/here".to_owned(), NotSaved::Full);
    assert_eq!(driver.app.took(full), Effect::Redraw);
    assert!(driver.draw().text().contains("there is no room left in /here"));
    assert_eq!(driver.keys("4"), Effect::Take(Errand::Save(Format::Markdown, 0)), "it can be tried again");
    driver.app.took(Taken::Saved("/here/twinge-summary.md".to_owned()));
    assert!(driver.draw().text().contains("Saved as /here/twinge-summary.md."));
    assert_eq!(driver.keys("6"), Effect::Take(Errand::Print));
    driver.app.took(Taken::Printed);
    assert_eq!(driver.keys("7"), Effect::Take(Errand::PrintSlip));
    let slip = driver.app.to_take(Errand::PrintSlip);
    assert!(slip.starts_with("WORDS FOR YOUR DOCTOR\n"), "{slip}");
    assert!(driver.app.to_take(Errand::Save(Format::Markdown, 0)).starts_with("# "));
    driver.app.took(Taken::Printed);
    driver.keys("1");
    assert!(driver.draw().text().contains("WORDS FOR YOUR DOCTOR"));
    driver.keys("<back>");
    assert!(driver.draw().text().contains("Take it along"));
    driver.keys("<back>");
    assert!(driver.draw().text().contains("What to do"));
}

#[test]
fn another_place_can_be_chosen() {
    let mut driver = at_summary(Setting::Home, (80, 24));
    let places = vec!["/first".to_owned(), "/second".to_owned()];
    driver.app = driver.app.with_places(places);
    driver.keys("t");
    assert!(driver.draw().text().contains("Where to save: /first"));
    assert_eq!(driver.keys("5"), Effect::Redraw);
    assert!(driver.draw().text().contains("Where to save: /second"));
    assert_eq!(driver.keys("3"), Effect::Take(Errand::Save(Format::Text, 1)));
}

#[test]
fn in_a_waiting_room_nothing_can_be_saved() {
    let mut driver = at_summary(Setting::WaitingRoom, (80, 24));
    driver.keys("t");
    let text = driver.draw().text();
    assert!(!text.contains("Save") && text.contains("Nothing is saved here."), "{text}");
    for key in ["4", "5", "6", "7"] {
        assert_eq!(driver.keys(key), Effect::None);
    }
    assert_eq!(driver.keys("3"), Effect::Take(Errand::PrintSlip));
    for format in [Format::Text, Format::Markdown] {
        assert!(!Errand::Save(format, 0).allowed(Setting::WaitingRoom));
    }
    assert!(!Errand::Print.allowed(Setting::WaitingRoom));
}

/// What plain mode says after the summary to some lines, and what it asks for.
fn plainly(setting: Setting, lines: &str) -> (String, Vec<Errand>) {
    let mut driver = at_summary(setting, (80, 24));
    let mut session = Session::new(questionnaire(), setting);
    let answers = driver.app.session().answers().clone();
    for ix in driver.app.session().path().asked() {
        session.restore(*ix, answers.get(*ix));
    }
    session.resume();
    driver.draw();
    let words = &questionnaire().front().place("uk").expect("there is a place uk").words;
    let notes = Notes::default();
    let mut output = Vec::new();
    let input = format!("\n{lines}");
    let end = plain::run(session, Voice::english(words), input.as_bytes(), &mut output, &notes);
    assert_eq!(end.expect("a vector takes all"), End::Finished);
    let output = String::from_utf8(output).expect("it prints UTF-8");
    let (_, after) = output.split_once("\nPage 1 of 6: ").expect("a summary starts so");
    (after.to_owned(), notes.0.into_inner().into_iter().map(|(errand, _)| errand).collect())
}

#[test]
fn plain_mode_takes_everything_along_but_the_code() {
    let lines = "slip\nsave\nSAVE Markdown\nsave 2\nsave md 2\nprint\nprint slip\nqr\nsave 0\nsave 3\nsave x\nnonsense\nquit\nsave\n";
    let (said, errands) = plainly(Setting::Home, lines);
    let wanted = [
        Errand::Save(Format::Text, 0),
        Errand::Save(Format::Markdown, 0),
        Errand::Save(Format::Text, 1),
        Errand::Save(Format::Markdown, 1),
        Errand::Print,
        Errand::PrintSlip,
    ];
    assert_eq!(errands, wanted, "quit ends it");
    for part in ["WORDS FOR YOUR DOCTOR\n", "Saved as /here/file.md.", "Saved as /there/file.txt."] {
        assert!(said.contains(part), "no {part} in: {said}");
    }
    assert!(said.contains("no print command") && said.contains("A code needs the full screen"), "{said}");
    assert_eq!(said.matches("That was not clear").count(), 4, "{said}");
    assert!(said.lines().all(|line| line.chars().count() <= 78), "{said}");
}

#[test]
fn plain_mode_saves_nothing_in_a_waiting_room() {
    let (said, errands) = plainly(Setting::WaitingRoom, "save\nsave markdown\nprint\nprint slip\nslip\n");
    assert_eq!(errands, [Errand::PrintSlip]);
    assert!(said.contains("WORDS FOR YOUR DOCTOR\n") && !said.contains("save"), "{said}");
}

#[test]
fn plain_mode_tells_the_summary_page_by_page() {
    let pages = |said: &str| {
        let number = |line: &str| line.strip_prefix("Page ")?.split(' ').next()?.parse::<usize>().ok();
        said.lines().filter_map(number).collect::<Vec<_>>()
    };
    for (lines, heard) in [
        // The first page was split off.
        ("quit\n", vec![]),
        ("\n\nquit\n", vec![2, 3]),
        ("\ngo\n\n\n\n\n2\n", vec![2, 3, 4, 5, 6]),
        ("4\n\nback\nagain\nquit\n", vec![4, 5, 4, 4]),
        ("0\n7\nback\nhelp\nquit\n", vec![]),
        ("6\nslip\n\n", vec![6]),
        // The input ends: what was not heard follows.
        ("", vec![2, 3, 4, 5, 6]),
        ("5\n", vec![5, 2, 3, 4, 6]),
    ] {
        assert_eq!(pages(&plainly(Setting::Home, lines).0), heard, "{lines:?}");
    }
    let (said, _) = plainly(Setting::Home, "6\nquit\n");
    assert!(said.contains("Press Enter to hear page 2: What could fit."), "{said}");
    assert!(
        said.ends_with("\nPress Enter to end.\n\nTo hear what else you can type, type help.\n"),
        "{said}"
    );
}
