//! The pictures of the README, drawn from the screens themselves.
//!
//! `TWINGE_PICTURES=1 cargo test --test screens pictures` writes them anew.

use std::{fmt::Write, fs, path::Path};

use ratatui::style::{Color, Modifier};
use twinge::{
    content::Setting,
    ui::theme::{Background, Look, Theme},
};

use crate::driver::{COLOUR, Driver, Shot, keys_to, questionnaire};

const CELL: (usize, usize) = (9, 19);

/// Background and text of the terminal that is drawn.
#[derive(Clone, Copy)]
struct Ground(&'static str, &'static str);

const DARK: Ground = Ground("#16181d", "#d7dae0");
const LIGHT: Ground = Ground("#fbfaf7", "#24272e");

#[test]
fn pictures_are_not_stale() {
    let dark = Theme { background: Background::Dark, ..COLOUR };
    let light = Theme { background: Background::Light, ..COLOUR };
    let high = Theme { look: Look::HighContrast, ..COLOUR };
    let large = Theme { roomy: true, ..dark };
    let place = keys_to("site").to_owned() + "<down><down>";
    let tick = keys_to("nerve").to_owned() + "9";
    let emergency = keys_to("now").to_owned() + "2";
    let summary = keys_to("review").to_owned() + "<enter>";
    let causes = keys_to("review").to_owned() + "<enter>2";
    let wanted = [
        ("place", dark, DARK, &place),
        ("question", dark, DARK, &tick),
        ("emergency", dark, DARK, &emergency),
        ("summary", dark, DARK, &summary),
        ("causes", dark, DARK, &causes),
        ("light", light, LIGHT, &tick),
        ("high-contrast", high, DARK, &tick),
        ("large", large, DARK, &tick),
    ];
    for (name, theme, ground, keys) in wanted {
        let mut driver = Driver::new(questionnaire(), Setting::Home, (100, 30));
        driver.theme = theme;
        driver.keys(keys);
        let picture = svg(&driver.draw(), ground);
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

/// A screen as an SVG picture. The margin has the colour of the corner, as a terminal would draw it.
fn svg(drawn: &Shot, ground: Ground) -> String {
    let area = drawn.buffer.area;
    let (width, height) = (usize::from(area.width) * CELL.0, usize::from(area.height) * CELL.1);
    let corner = drawn.buffer[(0, area.height - 1)].bg;
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0}\" height=\"{1}\" viewBox=\"0 0 {0} {1}\">\n\
         <rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"{2}\"/>\n\
         <g font-family=\"DejaVu Sans Mono, Menlo, Consolas, monospace\" font-size=\"15\" xml:space=\"preserve\">\n",
        width + 32,
        height + 32,
        hex(corner).as_deref().unwrap_or(ground.0),
    );
    for y in 0..area.height {
        let mut x = 0;
        while x < area.width {
            let start = x;
            let ink = ink(drawn, x, y, ground);
            let mut text = String::new();
            while x < area.width && self::ink(drawn, x, y, ground) == ink {
                text.push_str(drawn.buffer[(x, y)].symbol());
                x += 1;
            }
            run(&mut out, usize::from(start), usize::from(y), &text, &ink);
        }
    }
    out.push_str("</g>\n</svg>\n");
    out
}

/// Text colour, background if it is not the terminal's, bold.
type Ink = (String, Option<String>, bool);

fn ink(drawn: &Shot, x: u16, y: u16, ground: Ground) -> Ink {
    let cell = &drawn.buffer[(x, y)];
    let fg = hex(cell.fg).unwrap_or_else(|| ground.1.to_owned());
    let bg = hex(cell.bg);
    let bold = cell.modifier.contains(Modifier::BOLD);
    if cell.modifier.contains(Modifier::REVERSED) {
        (bg.unwrap_or_else(|| ground.0.to_owned()), Some(fg), bold)
    } else {
        (fg, bg, bold)
    }
}

fn run(out: &mut String, x: usize, y: usize, text: &str, (fg, bg, bold): &Ink) {
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
    blocks(out, (left, top), text, fg);
    let text = &text.replace(BLOCKS, " ");
    let dotted = |sign: char| ('\u{2800}'..='\u{28ff}').contains(&sign);
    for (sign, n) in text.chars().zip(0..).filter(|(sign, _)| dotted(*sign)) {
        dots(out, (left + n * CELL.0, top), sign, fg);
    }
    // Fonts seldom have the dots, and then not as wide as other signs.
    let text = &text.replace(dotted, " ");
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

/// Characters that fill all or half of a cell.
const BLOCKS: [char; 3] = ['█', '▀', '▄'];

/// Draws blocks as areas, since letters of most fonts leave gaps between them.
fn blocks(out: &mut String, (left, top): (usize, usize), text: &str, fg: &str) {
    let half = CELL.1 / 2;
    let cells: Vec<char> = text.chars().collect();
    let mut n = 0;
    while n < cells.len() {
        let same = cells[n..].iter().take_while(|cell| **cell == cells[n]).count();
        let (from, height) = match cells[n] {
            '█' => (0, CELL.1),
            '▀' => (0, half),
            '▄' => (half, CELL.1 - half),
            _ => (0, 0),
        };
        if height > 0 {
            let (x, y, width) = (left + n * CELL.0, top + from, same * CELL.0);
            writeln!(
                out,
                "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" fill=\"{fg}\" \
                 shape-rendering=\"crispEdges\"/>"
            )
            .expect("a string takes all");
        }
        n += same;
    }
}

/// The dots of a braille sign.
fn dots(out: &mut String, (left, top): (usize, usize), sign: char, fg: &str) {
    let dots = u32::from(sign) - 0x2800;
    let places = [(0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2), (0, 3), (1, 3)];
    for ((x, y), _) in places.into_iter().zip(0..8).filter(|(_, bit)| dots >> bit & 1 == 1) {
        let (x, y) = (left * 100 + 225 + x * 450, top * 100 + 238 + y * 475);
        writeln!(
            out,
            "<circle cx=\"{}.{:02}\" cy=\"{}.{:02}\" r=\"1.7\" fill=\"{fg}\"/>",
            x / 100,
            x % 100,
            y / 100,
            y % 100
        )
        .expect("a string takes all");
    }
}

/// A colour of xterm's 256 whose shade is the same on every terminal; `None` for the terminal's own.
fn hex(colour: Color) -> Option<String> {
    let [red, green, blue] = match colour {
        Color::Reset => return None,
        Color::Indexed(n @ 16..=231) => {
            let n = n - 16;
            [n / 36, n / 6 % 6, n % 6].map(|step| if step == 0 { 0 } else { 55 + 40 * step })
        }
        Color::Indexed(n @ 232..) => [8 + 10 * (n - 232); 3],
        other => panic!("a picture has no shade for {other:?}"),
    };
    Some(format!("#{red:02x}{green:02x}{blue:02x}"))
}
