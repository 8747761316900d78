//! The figure: the list, the keys and the mouse all move on it, and it stays as a reminder.

use std::collections::{BTreeMap, BTreeSet};

use ratatui::layout::Position;
use twinge::{
    content::Setting,
    engine::Answer,
    ui::{Action, Screen},
};

use crate::driver::{Driver, PLAIN, Shot, keys_to, questionnaire};

fn at<'q>(question: &str, keys: &str, size: (u16, u16)) -> Driver<'q> {
    let mut driver = Driver::new(questionnaire(), Setting::Home, size);
    driver.keys(&(keys_to(question).to_owned() + keys));
    driver
}

/// What a press on each cell of the figure picks; the figure stands to the right of column `from`.
fn parts(driver: &Driver<'_>, from: u16) -> BTreeMap<(u16, u16), usize> {
    let (width, height) = driver.size;
    let cells = (from..width).flat_map(|x| (0..height).map(move |y| (x, y)));
    let part = |(x, y)| match driver.drawn.press(Position::new(x, y)) {
        Some(Action::Press(row)) => Some(((x, y), row)),
        _ => None,
    };
    cells.filter_map(part).collect()
}

fn differing(one: &Shot, other: &Shot) -> BTreeSet<(u16, u16)> {
    let area = one.buffer.area;
    let cells = (0..area.width).flat_map(|x| (0..area.height).map(move |y| (x, y)));
    cells.filter(|at| one.buffer[*at] != other.buffer[*at]).collect()
}

/// The column right of the list at 100 columns.
const FIGURE: u16 = 43;

#[test]
fn a_press_on_a_part_of_the_body_picks_it() {
    let ix = questionnaire().find_question("site").expect("a question");
    let mut driver = at("site", "", (100, 30));
    driver.draw();
    let parts = parts(&driver, FIGURE);
    let rows: BTreeSet<usize> = parts.values().copied().collect();
    assert_eq!(rows, (0..9).collect(), "every place but \"many places\" is on the figure");
    for row in rows {
        let cell = *parts.iter().find(|(_, at)| **at == row).expect("a cell").0;
        let mut driver = at("site", "", (100, 30));
        driver.draw();
        let point = driver.drawn.point(Position::from(cell)).expect("it lights up");
        driver.app.update(point, driver.drawn.viewport);
        assert_eq!(driver.app.session().answers().get(ix), None, "pointing picks nothing");
        let option = &questionnaire().question(ix).options()[row];
        let lit = driver.draw();
        let line = &lit.rows()[usize::from(lit.cursor.y)];
        assert!(line.contains(option.text.as_str()), "{line}");
        let press = driver.drawn.press(Position::from(cell)).expect("it can be pressed");
        driver.app.update(press, driver.drawn.viewport);
        let Some(Answer::Options(set)) = driver.app.session().answers().get(ix) else { panic!("no answer") };
        let picked = set.iter().next().expect("one option");
        assert_eq!(questionnaire().question(ix).options()[picked.get()].id, option.id);
    }
}

#[test]
fn an_arrow_changes_two_parts_of_the_body_at_most() {
    for size in [(100, 30), (80, 24), (200, 60)] {
        let mut driver = at("site", "<home>", size);
        let mut before = driver.draw();
        let from = u16::try_from(before.rows().iter().filter_map(|row| row.find("front")).max().unwrap_or(0));
        let from = from.expect("a column") - 10;
        let parts = parts(&driver, from);
        let right = parts.keys().map(|(x, _)| *x).max().expect("a figure");
        for row in 0..8 {
            driver.keys("<down>");
            let after = driver.draw();
            let changed = differing(&before, &after);
            let leader =
                |at: (u16, u16)| [&before, &after].iter().any(|shot| shot.buffer[at].symbol() == "─");
            for at in changed.iter().filter(|(x, _)| (from..=right).contains(x)) {
                let part = parts.get(at);
                assert!(part == Some(&row) || part == Some(&(row + 1)) || leader(*at), "{size:?} {at:?}");
            }
            assert!(changed.iter().any(|at| parts.get(at) == Some(&(row + 1))), "the part lights up");
            before = after;
        }
    }
}

#[test]
fn focus_and_choice_show_without_colour() {
    for theme in [PLAIN, crate::driver::COLOUR] {
        let figure = |keys: &str| {
            let mut driver = at("site", keys, (100, 30));
            driver.theme = theme;
            let rows = driver.draw().rows();
            rows.iter().map(|row| row.chars().skip(FIGURE.into()).collect::<String>()).collect::<Vec<_>>()
        };
        let many = figure("<end>");
        let focus = figure("7");
        let chosen = figure("7<end>");
        assert!(many != focus && focus != chosen && many != chosen);
        assert!(focus.iter().any(|row| row.contains("Knee")), "it has its name beside it");
    }
}

#[test]
fn sideways_arrows_move_on_the_figure() {
    let ix = questionnaire().find_question("site").expect("a question");
    let mut driver = at("site", "<right><right><left> ", (100, 30));
    let picked = |driver: &Driver<'_>| {
        let options = driver.app.session().answers().ticked(ix);
        options.iter().map(|option| questionnaire().question(ix).options()[option.get()].id.clone()).next()
    };
    assert_eq!(picked(&driver).as_deref(), Some("site_midback"));
    driver.keys("<left><left><left>");
    assert_eq!(driver.app.screen(), &Screen::Question);
    assert!(driver.draw().text().contains("Where is the ache worst?"), "never away from the question");
}

#[test]
fn the_figure_stays_as_a_reminder_on_wide_screens() {
    let mut driver = at("score", "", (100, 30));
    let text = driver.draw().text();
    assert!(text.contains("front") && text.contains("back") && text.contains("⢕"), "{text}");
    let names = text.lines().filter(|line| line.trim() == "Lower back").count();
    assert_eq!(names, 1, "{text}");
    assert!(parts(&driver, 70).is_empty(), "it is no control here");
    for size in [(89, 30), (60, 20), (40, 12)] {
        assert!(!at("score", "", size).draw().text().contains("front"), "{size:?}");
    }
}

#[test]
fn narrow_screens_show_the_list_alone() {
    for size in [(59, 40), (40, 12), (20, 30)] {
        let mut driver = at("site", "", size);
        assert!(!driver.draw().text().contains("⡇"), "{size:?}");
    }
}

#[test]
fn the_clock_marks_hours_in_focus_and_ticked_ones() {
    for (keys, ticked, focus) in [("<home>", 0, 6), ("3<home>", 6, 6), ("37<down>", 48, 0)] {
        let text = at("time", keys, (100, 40)).draw().text();
        let lines: Vec<&str> = text.lines().collect();
        let words = lines.iter().position(|line| line.contains("midnight")).expect("a clock");
        let (strip, pointers) = (lines[words + 1], lines[words + 2]);
        assert_eq!(strip.matches('█').count(), ticked, "{keys}\n{text}");
        assert_eq!(pointers.matches('^').count(), focus, "{keys}\n{text}");
    }
    for size in [(51, 30), (40, 12)] {
        assert!(!at("time", "", size).draw().text().contains("midnight"), "{size:?}");
    }
}

#[test]
fn so_far_says_of_danger_signs_only_what_was_said() {
    let said = |keys: &str| {
        let mut driver = at("now", keys, (200, 60));
        let text = driver.draw().text();
        assert!(text.contains("Are any of these true for you now?"), "{text}");
        text.contains("no danger signs ticked")
    };
    assert!(said("b<enter>1<enter>"), "none of these");
    assert!(!said("b<enter>1<enter>9"), "a sign on this screen");
    assert!(!said("c<enter>1<enter>"), "not sure");
    assert!(!said("<end><enter>1<enter>"), "skipped");
}

#[test]
fn an_exclusive_answer_says_what_it_takes_away() {
    const TAKES: &str = "This takes your other ticks away.";
    assert!(at("also", "15a", (80, 24)).draw().text().matches(TAKES).count() == 0, "it did");
    assert!(at("also", "15<end><up>", (80, 24)).draw().text().contains(TAKES));
    assert!(!at("also", "<end><up>", (80, 24)).draw().text().contains(TAKES), "nothing to take away");
}

#[test]
fn what_is_wrong_stands_right_above_the_answers() {
    let rows = at("now", "<enter>", (80, 24)).draw().rows();
    let wrong = rows.iter().position(|row| row.contains("! Tick what fits")).expect("it is said");
    assert!(rows[wrong + 1].contains("> 1 [ ]"), "{rows:#?}");
}

#[test]
fn help_explains_all_answers() {
    let mut driver = at("site", "?", (80, 60));
    let text = driver.draw().text();
    for hint in
        ["From below the neck", "From the lowest ribs", "front of the pelvis", "cannot pick one place"]
    {
        assert!(text.contains(hint), "{hint}: {text}");
    }
}
