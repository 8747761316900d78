//! The contrast of every style that a theme can give, computed as WCAG 2.2 does
//! (<https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio>).

use std::{
    fmt, fs,
    path::{Path, PathBuf},
};

use ratatui::style::{Color, Modifier, Style};
use twinge::ui::theme::{Background, Depth, Look, Role, Signs, Theme};

/// Least contrast of text.
const READABLE: f64 = 4.5;
/// Least contrast of text for those who asked for much.
const HIGH: f64 = 7.0;

type Rgb = [u8; 3];

/// Sixteen colours as a terminal shows them.
struct Terminal {
    name: &'static str,
    /// Black, red, green, yellow, blue, magenta, cyan, white; then the same bright.
    shades: [Rgb; 16],
}

/// The Linux console has those of VGA; the others are the defaults of their programs.
const TERMINALS: [Terminal; 2] = [
    Terminal {
        name: "VGA",
        shades: [
            [0, 0, 0],
            [170, 0, 0],
            [0, 170, 0],
            [170, 85, 0],
            [0, 0, 170],
            [170, 0, 170],
            [0, 170, 170],
            [170, 170, 170],
            [85, 85, 85],
            [255, 85, 85],
            [85, 255, 85],
            [255, 255, 85],
            [85, 85, 255],
            [255, 85, 255],
            [85, 255, 255],
            [255, 255, 255],
        ],
    },
    Terminal {
        name: "xterm",
        shades: [
            [0, 0, 0],
            [205, 0, 0],
            [0, 205, 0],
            [205, 205, 0],
            [0, 0, 238],
            [205, 0, 205],
            [0, 205, 205],
            [229, 229, 229],
            [127, 127, 127],
            [255, 0, 0],
            [0, 255, 0],
            [255, 255, 0],
            [92, 92, 255],
            [255, 0, 255],
            [0, 255, 255],
            [255, 255, 255],
        ],
    },
];

/// Backgrounds that a terminal may have, as far as the theme knows them.
fn grounds(background: Background) -> &'static [Rgb] {
    match background {
        Background::Unknown => &[[0, 0, 0], [255, 255, 255]],
        // Themes of terminals are seldom pure black or white.
        Background::Dark => &[[0, 0, 0], [0x30, 0x30, 0x30]],
        Background::Light => &[[255, 255, 255], [0xe4, 0xe4, 0xe4]],
    }
}

/// The position of one of the sixteen colours, or the shade of one of the others.
#[derive(Clone, Copy)]
enum Shade {
    Sixteen(usize),
    Fixed(Rgb),
}

fn shade(colour: Color) -> Shade {
    use Shade::{Fixed, Sixteen};
    match colour {
        Color::Black => Sixteen(0),
        Color::Red => Sixteen(1),
        Color::Green => Sixteen(2),
        Color::Yellow => Sixteen(3),
        Color::Blue => Sixteen(4),
        Color::Magenta => Sixteen(5),
        Color::Cyan => Sixteen(6),
        Color::Gray => Sixteen(7),
        Color::DarkGray => Sixteen(8),
        Color::LightRed => Sixteen(9),
        Color::LightGreen => Sixteen(10),
        Color::LightYellow => Sixteen(11),
        Color::LightBlue => Sixteen(12),
        Color::LightMagenta => Sixteen(13),
        Color::LightCyan => Sixteen(14),
        Color::White => Sixteen(15),
        Color::Indexed(n @ 16..=231) => {
            let n = n - 16;
            Fixed([n / 36, n / 6 % 6, n % 6].map(|step| if step == 0 { 0 } else { 55 + 40 * step }))
        }
        Color::Indexed(n @ 232..) => Fixed([8 + 10 * (n - 232); 3]),
        other => panic!("{other:?} has no shade that is the same everywhere"),
    }
}

fn luminance(shade: Rgb) -> f64 {
    let [red, green, blue] = shade.map(|part| {
        let part = f64::from(part) / 255.0;
        if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    });
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

fn contrast(one: Rgb, other: Rgb) -> f64 {
    let (one, other) = (luminance(one) + 0.05, luminance(other) + 0.05);
    one.max(other) / one.min(other)
}

/// A theme and what is written in it.
struct Case {
    theme: Theme,
    role: Role,
}

impl fmt::Display for Case {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Theme { look, background, depth, .. } = self.theme;
        write!(f, "{:?} in {look:?}, {depth:?}, on {background:?}", self.role)
    }
}

fn themes() -> Vec<Theme> {
    let mut themes = Vec::new();
    for look in [Look::Default, Look::HighContrast, Look::Mono] {
        for background in Background::ALL.iter().copied() {
            for depth in [Depth::None, Depth::Sixteen, Depth::Indexed] {
                themes.push(Theme { look, background, depth, signs: Signs::Unicode, roomy: false });
            }
        }
    }
    themes
}

fn cases() -> impl Iterator<Item = Case> {
    themes().into_iter().flat_map(|theme| Role::all().map(move |role| Case { theme, role }))
}

/// What a style comes to on the ground of its theme: text colour and background, if the theme sets them.
fn colours(case: &Case) -> (Option<Color>, Option<Color>, Modifier) {
    let Style { fg, bg, add_modifier, .. } = case.theme.ground().patch(case.theme.style(case.role));
    (fg, bg, add_modifier)
}

/// The lowest contrast that a style can have, and on which terminal.
fn lowest(case: &Case) -> Option<(f64, &'static str)> {
    let (fg, bg, modifier) = colours(case);
    // A terminal's own text on its own background is the person's choice.
    let fg = fg?;
    let mut found: Vec<(f64, &str)> = Vec::new();
    for terminal in &TERMINALS {
        let of = |colour| match shade(colour) {
            Shade::Sixteen(n) => terminal.shades[n],
            Shade::Fixed(rgb) => rgb,
        };
        let mut texts = vec![of(fg)];
        if let (Shade::Sixteen(n @ 0..8), true) = (shade(fg), modifier.contains(Modifier::BOLD)) {
            // Many terminals show bold as bright.
            texts.push(terminal.shades[n + 8]);
        }
        let below = bg.map_or_else(|| grounds(case.theme.background).to_vec(), |bg| vec![of(bg)]);
        for text in texts {
            found.extend(below.iter().map(|ground| (contrast(text, *ground), terminal.name)));
        }
    }
    found.into_iter().min_by(|one, other| one.0.total_cmp(&other.0))
}

#[test]
fn computes_contrast_as_it_is_defined() {
    let grey = contrast([118; 3], [255; 3]);
    assert!((4.54..4.55).contains(&grey), "#767676 on white is 4.54:1, not {grey}");
    assert!((contrast([0; 3], [255; 3]) - 21.0).abs() < 1e-9);
}

#[test]
fn every_style_can_be_read() {
    let mut faults = Vec::new();
    for case in cases() {
        let least = if case.theme.look == Look::HighContrast { HIGH } else { READABLE };
        if let Some((contrast, terminal)) = lowest(&case)
            && contrast < least
        {
            faults.push(format!("{case}: {contrast:.2}:1 on {terminal}, must be {least}:1"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn on_a_background_not_known_words_keep_the_terminals_own_colour() {
    let unknown =
        |case: &Case| case.theme.look == Look::Default && case.theme.background == Background::Unknown;
    // Most terminals are neither black nor white; the bar of the progress holds no words.
    for case in cases().filter(unknown).filter(|case| case.role != Role::Done) {
        let (fg, bg, _) = colours(&case);
        assert_eq!(fg.is_some(), bg.is_some(), "{case}");
    }
}

#[test]
fn a_style_that_sets_a_background_sets_its_text_as_well() {
    for case in cases() {
        let (fg, bg, _) = colours(&case);
        assert!(bg.is_none() || fg.is_some(), "{case}");
    }
}

#[test]
fn high_contrast_stands_on_its_own_background() {
    for case in cases().filter(|case| case.theme.look == Look::HighContrast) {
        let set = colours(&case).1.is_some();
        assert_eq!(set, case.theme.depth != Depth::None, "{case}");
    }
}

#[test]
fn no_style_needs_what_terminals_show_in_different_ways() {
    for case in cases() {
        let style = case.theme.style(case.role);
        let modifier = style.add_modifier;
        assert!(!modifier.intersects(Modifier::DIM | Modifier::HIDDEN | Modifier::ITALIC), "{case}");
        // The Linux console keeps the brightness of reversed text: grey on grey.
        let bright = style.fg.is_some() || modifier.contains(Modifier::BOLD);
        assert!(!(modifier.contains(Modifier::REVERSED) && bright), "{case}");
        let ground = style.bg.map(shade);
        assert!(
            !matches!(ground, Some(Shade::Sixteen(8..))),
            "{case}: the Linux console has eight backgrounds"
        );
    }
}

#[test]
fn without_colours_none_is_set() {
    for case in cases() {
        if case.theme.look == Look::Mono || case.theme.depth == Depth::None {
            let style = case.theme.style(case.role);
            assert_eq!((style.fg, style.bg), (None, None), "{case}");
        }
    }
}

#[test]
fn depth_bounds_the_colours() {
    for case in cases().filter(|case| case.theme.depth == Depth::Sixteen) {
        let style = case.theme.style(case.role);
        for colour in [style.fg, style.bg].into_iter().flatten() {
            assert!(matches!(shade(colour), Shade::Sixteen(_)), "{case}: {colour:?}");
        }
    }
}

#[test]
fn focus_and_banners_never_look_like_text() {
    for case in cases() {
        let style = case.theme.style(case.role);
        let shows = style.bg.is_some() || style.add_modifier.contains(Modifier::REVERSED);
        let stands_out = matches!(case.role, Role::Focus | Role::Banner(_));
        assert!(!stands_out || shows, "{case}");
    }
}

/// All source files below a folder.
fn sources(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("the folder can be read");
    let paths: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    paths.into_iter().flat_map(|path| if path.is_dir() { sources(&path) } else { vec![path] }).collect()
}

#[test]
fn only_the_theme_names_colours() {
    let ui = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/ui");
    let others: Vec<PathBuf> =
        sources(&ui).into_iter().filter(|path| !path.starts_with(ui.join("theme"))).collect();
    assert!(others.len() > 10, "{others:?}");
    for path in others {
        let text = fs::read_to_string(&path).expect("a source file");
        for name in ["Color::", "Modifier::", ".fg(", ".bg(", "Stylize"] {
            assert!(!text.contains(name), "{} sets a style of its own: {name}", path.display());
        }
    }
}
