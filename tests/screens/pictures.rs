//! The pictures of the README, drawn from the screens themselves.
//!
//! `TWINGE_PICTURES=1 cargo test --test screens pictures` writes them anew.

use std::{fmt::Write, fs, path::Path};

use ratatui::style::{Color, Modifier};
use twinge::content::Setting;

use crate::driver::{Driver, Shot, keys_to, questionnaire};

const CELL: (usize, usize) = (9, 19);

#[test]
fn pictures_are_not_stale() {
    let questionnaire = questionnaire();
    let wanted = [
        ("question", keys_to("nerve").to_owned() + "9"),
        ("emergency", keys_to("now").to_owned() + "2"),
        ("summary", keys_to("review").to_owned() + "<enter>"),
        ("causes", keys_to("review").to_owned() + "<enter>2"),
    ];
    for (name, keys) in wanted {
        let mut driver = Driver::new(questionnaire, Setting::Home, (100, 30));
        driver.keys(&keys);
        let picture = svg(&driver.draw());
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("docs/pictures/{name}.svg"));
        if std::env::var_os("TWINGE_PICTURES").is_some() {
            fs::create_dir_all(path.parent().expect("it lies in a folder")).expect("the folder can be made");
            fs::write(&path, &picture).expect("the picture can be written");
        }
        let kept = fs::read_to_string(&path).unwrap_or_default();
        assert!(
            kept == picture,
            "docs/pictures/{name}.svg is stale: TWINGE_PICTURES=1 cargo test --test screens pictures"
        );
    }
}

/// A screen as an SVG picture on a dark ground.
fn svg(drawn: &Shot) -> String {
    let area = drawn.buffer.area;
    let (width, height) = (usize::from(area.width) * CELL.0, usize::from(area.height) * CELL.1);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0}\" height=\"{1}\" viewBox=\"0 0 {0} {1}\">\n\
         <rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"#16181d\"/>\n\
         <g font-family=\"DejaVu Sans Mono, Menlo, Consolas, monospace\" font-size=\"15\" xml:space=\"preserve\">\n",
        width + 32,
        height + 32,
    );
    for y in 0..area.height {
        let mut x = 0;
        while x < area.width {
            let start = x;
            let look = look(drawn, x, y);
            let mut text = String::new();
            while x < area.width && self::look(drawn, x, y) == look {
                text.push_str(drawn.buffer[(x, y)].symbol());
                x += 1;
            }
            run(&mut out, usize::from(start), usize::from(y), &text, &look);
        }
    }
    out.push_str("</g>\n</svg>\n");
    out
}

/// Foreground, background, bold.
type Look = (&'static str, Option<&'static str>, bool);

fn look(drawn: &Shot, x: u16, y: u16) -> Look {
    let cell = &drawn.buffer[(x, y)];
    let fg = hex(cell.fg).unwrap_or("#d7dae0");
    let bg = hex(cell.bg);
    let bold = cell.modifier.contains(Modifier::BOLD);
    if cell.modifier.contains(Modifier::REVERSED) {
        (bg.unwrap_or("#16181d"), Some(fg), bold)
    } else {
        (fg, bg, bold)
    }
}

fn run(out: &mut String, x: usize, y: usize, text: &str, (fg, bg, bold): &Look) {
    let columns = text.chars().count();
    let (left, top) = (16 + x * CELL.0, 16 + y * CELL.1);
    if let Some(bg) = bg {
        let width = columns * CELL.0;
        writeln!(
            out,
            "<rect x=\"{left}\" y=\"{top}\" width=\"{width}\" height=\"{}\" fill=\"{bg}\"/>",
            CELL.1
        )
        .expect("a string takes all");
    }
    if text.trim().is_empty() {
        return;
    }
    let escaped = text.trim_end().replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let weight = if *bold { " font-weight=\"bold\"" } else { "" };
    let length = text.trim_end().chars().count() * CELL.0;
    writeln!(
        out,
        "<text x=\"{left}\" y=\"{}\" fill=\"{fg}\"{weight} textLength=\"{length}\">{escaped}</text>",
        top + 14
    )
    .expect("a string takes all");
}

fn hex(colour: Color) -> Option<&'static str> {
    match colour {
        Color::Reset => None,
        Color::Black => Some("#16181d"),
        Color::Red => Some("#b3261e"),
        Color::Green => Some("#8fce8a"),
        Color::Yellow => Some("#e5c07b"),
        Color::Blue => Some("#3a6ea5"),
        Color::Cyan => Some("#7fc7d9"),
        Color::DarkGray => Some("#9aa2b1"),
        Color::White => Some("#ffffff"),
        other => panic!("no colour chosen for {other:?}"),
    }
}
