//! A standing person from the front and from behind. Parts of the body light up: solid where the focus
//! is, dotted where an answer is, and both unlike the bare outline, so that no colour is needed.

mod ascii;
mod large;
mod unicode;

use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
    style::Style,
};
use unicode_width::UnicodeWidthStr;

use super::super::{
    canvas::Canvas,
    theme::{Signs, Theme},
};
use crate::{content::Region, wrap::wrap};

/// Columns between the two views.
const GAP: u16 = 2;
/// Columns of a leader beyond the drawing, with the space behind it.
const LEADER: u16 = 4;
/// Columns of a label and its leader.
const LABEL: u16 = 18;
/// The first character of braille: no dots.
const NO_DOTS: u32 = 0x2800;
/// Every second dot of a braille character, as a chess board.
const CHESS: u32 = 0b1001_0101;

/// One view of the person.
struct Drawing {
    /// The bare outline, row by row.
    lines: &'static [&'static str],
    /// The same with all of the body filled.
    filled: &'static [&'static str],
    /// Which part of the body each character shows: a letter of [`letter`], `.` for the rest of the body,
    /// a space beside it.
    regions: &'static [&'static str],
}

/// Both views, of the same size.
struct Pair {
    front: Drawing,
    back: Drawing,
}

/// How large a figure is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::ui) enum Size {
    /// With room to spare.
    Large,
    /// On a wide screen.
    Middle,
    /// On a smaller one, and as a reminder.
    Small,
}

/// What a figure shows.
#[derive(Debug, Clone, Default)]
pub(in crate::ui) struct Figure<'a> {
    /// Parts of the body in focus.
    pub(in crate::ui) focus: Vec<Region>,
    /// Parts of the body in the answers.
    pub(in crate::ui) chosen: Vec<Region>,
    /// Name of the parts in focus.
    pub(in crate::ui) label: Option<&'a str>,
}

/// Columns and rows of a figure, with what stands below it.
pub(in crate::ui) fn extent(theme: Theme, size: Size, both: bool, label: bool) -> (u16, u16) {
    let drawing = &pair(theme, size).back;
    let width = columns(drawing);
    let views = if both { 2 * width + GAP } else { width };
    let label = if label { LABEL } else { 0 };
    (views + label, rows(drawing) + 1)
}

/// Draws a figure at the top left of an area that has room for it, from both sides or from behind only.
/// Returns where each part of the body is,
/// in stretches of one row.
pub(in crate::ui) fn figure(
    canvas: &mut Canvas<'_, '_>,
    area: Rect,
    size: Size,
    both: bool,
    figure: &Figure<'_>,
) -> Vec<(Rect, Region)> {
    let (theme, strings) = (canvas.theme, canvas.strings);
    let pair = pair(theme, size);
    let width = columns(&pair.front);
    let mut places = Vec::new();
    let buffer = canvas.buffer();
    let back_x = if both { area.x + width + GAP } else { area.x };
    let views = [(&pair.front, strings.figure_front, area.x), (&pair.back, strings.figure_back, back_x)];
    for (drawing, name, x) in views.into_iter().skip(usize::from(!both)) {
        view(buffer, Position::new(x, area.y), theme, drawing, figure);
        let name_width = u16::try_from(name.width()).unwrap_or(width);
        let middle = x + width.saturating_sub(name_width) / 2;
        put(buffer, middle, area.y + rows(drawing), name, theme.quiet());
        places.extend(
            stretches(drawing).map(|(at, region)| (Rect { x: x + at.x, y: area.y + at.y, ..at }, region)),
        );
    }
    let beside = back_x + width;
    if let (Some(text), Some(first)) = (figure.label, figure.focus.first())
        && area.right() > beside + LEADER
    {
        let label = Rect { x: beside, width: area.right() - beside, ..area };
        point_out(buffer, label, theme, &pair.back, *first, text);
    }
    places
}

fn pair(theme: Theme, size: Size) -> &'static Pair {
    match (theme.signs, size) {
        (Signs::Unicode, Size::Large) => &large::LARGE,
        (Signs::Unicode, Size::Middle) => &unicode::MIDDLE,
        (Signs::Unicode, Size::Small) => &unicode::SMALL,
        (Signs::Ascii, Size::Large | Size::Middle) => &ascii::MIDDLE,
        (Signs::Ascii, Size::Small) => &ascii::SMALL,
    }
}

fn rows(drawing: &Drawing) -> u16 {
    u16::try_from(drawing.lines.len()).unwrap_or(u16::MAX)
}

fn columns(drawing: &Drawing) -> u16 {
    let first = drawing.regions.first().map_or(0, |row| row.len());
    u16::try_from(first).unwrap_or(u16::MAX)
}

/// Draws one view.
fn view(buffer: &mut Buffer, at: Position, theme: Theme, drawing: &Drawing, figure: &Figure<'_>) {
    let rows = drawing.lines.iter().zip(drawing.filled).zip(drawing.regions);
    for (((line, filled), regions), y) in rows.zip(at.y..) {
        let cells = line.chars().zip(filled.chars()).zip(regions.chars());
        for (((bare, full), letter), x) in cells.zip(at.x..) {
            let region = region(letter);
            let focus = region.is_some_and(|region| figure.focus.contains(&region));
            let chosen = region.is_some_and(|region| figure.chosen.contains(&region));
            let (sign, style) = match (focus, chosen) {
                (true, true) => (full, theme.ticked()),
                (true, false) => (full, theme.heading()),
                (false, true) => (dotted(bare, full), theme.ticked()),
                (false, false) => (bare, Style::new()),
            };
            if sign != ' '
                && let Some(cell) = buffer.cell_mut(Position::new(x, y))
            {
                cell.set_char(sign).set_style(style);
            }
        }
    }
}

/// Half way between an outline and a filled body.
fn dotted(bare: char, full: char) -> char {
    let dots = |sign: char| u32::from(sign).checked_sub(NO_DOTS).filter(|dots| *dots < 0x100);
    match (dots(bare), dots(full)) {
        (bare, Some(full)) => {
            let dots = bare.unwrap_or(0) | (full & CHESS);
            char::from_u32(NO_DOTS + dots).unwrap_or(' ')
        }
        _ if full == '#' => ':',
        _ => bare,
    }
}

/// Writes a name beside the view from behind, with a leader to the part of the body that it names.
fn point_out(buffer: &mut Buffer, area: Rect, theme: Theme, back: &Drawing, region: Region, text: &str) {
    let of_region: Vec<Rect> =
        stretches(back).filter_map(|(at, other)| (other == region).then_some(at)).collect();
    let Some(middle) = of_region.get(of_region.len() / 2) else { return };
    let row = middle.y;
    let right = of_region.iter().filter(|at| at.y == row).map(|at| at.right()).max().unwrap_or_default();
    let outline = back.lines.get(usize::from(row)).copied().unwrap_or_default();
    let y = area.y + row;
    let sign = theme.keys("─", "-");
    let arm_in_between = outline.chars().skip(usize::from(right)).any(|sign| sign != ' ');
    // Dots leave room for a line behind them; letters do not.
    let behind = !arm_in_between || theme.signs == Signs::Unicode;
    let left_of_area =
        outline.chars().zip(0..).filter(|(c, x)| *c == ' ' && *x >= right && behind).map(|(_, x)| x);
    let width = columns(back);
    // The body hides the leader where an arm hangs before it.
    for x in left_of_area.map(|x| area.x - width + x).chain(area.x..area.x + LEADER - 1) {
        put(buffer, x, y, sign, theme.quiet());
    }
    let room = usize::from(area.width - LEADER);
    for (line, y) in wrap(text, room).into_iter().zip(y..area.bottom()) {
        put(buffer, area.x + LEADER, y, line, theme.prompt());
    }
}

fn put(buffer: &mut Buffer, x: u16, y: u16, text: &str, style: Style) {
    if buffer.area.contains(Position::new(x, y)) {
        buffer.set_string(x, y, text, style);
    }
}

/// Stretches of one row that show one part of the body.
fn stretches(drawing: &Drawing) -> impl Iterator<Item = (Rect, Region)> {
    drawing.regions.iter().zip(0..).flat_map(|(row, y)| {
        let mut found: Vec<(Rect, Region)> = Vec::new();
        for (letter, x) in row.chars().zip(0..) {
            let Some(region) = region(letter) else { continue };
            match found.last_mut() {
                Some((at, last)) if *last == region && at.right() == x => at.width += 1,
                _ => found.push((Rect { x, y, width: 1, height: 1 }, region)),
            }
        }
        found
    })
}

/// The letter of a part of the body in the drawings.
const fn letter(region: Region) -> char {
    match region {
        Region::Neck => 'n',
        Region::UpperBack => 'u',
        Region::LowerBack => 'l',
        Region::Buttock => 'b',
        Region::Hip => 'h',
        Region::Thigh => 't',
        Region::Knee => 'k',
        Region::LowerLeg => 'c',
        Region::Foot => 'f',
        Region::Arm => 'a',
    }
}

fn region(letter: char) -> Option<Region> {
    Region::ALL.into_iter().find(|region| self::letter(*region) == letter)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use unicode_width::UnicodeWidthChar;

    use super::{Drawing, NO_DOTS, Pair, ascii, dotted, large, letter, region, unicode};
    use crate::content::Region;

    const UNICODE: [&Pair; 3] = [&large::LARGE, &unicode::MIDDLE, &unicode::SMALL];
    const ASCII: [&Pair; 2] = [&ascii::MIDDLE, &ascii::SMALL];

    fn views() -> impl Iterator<Item = &'static Drawing> {
        UNICODE.into_iter().chain(ASCII).flat_map(|pair| [&pair.front, &pair.back])
    }

    fn grid(rows: &[&str]) -> Vec<Vec<char>> {
        rows.iter().map(|row| row.chars().collect()).collect()
    }

    #[test]
    fn all_layers_of_a_drawing_have_one_shape() {
        for pair in UNICODE.into_iter().chain(ASCII) {
            let width = pair.front.regions[0].len();
            for layer in [&pair.front, &pair.back].map(|v| [v.lines, v.filled, v.regions]).as_flattened() {
                assert_eq!(layer.len(), pair.front.lines.len());
                assert!(layer.iter().all(|row| row.chars().count() == width), "{layer:#?}");
            }
        }
    }

    #[test]
    fn each_part_of_the_body_is_in_the_views_where_it_can_be_seen() {
        let seen = |drawing: &Drawing| -> BTreeSet<char> {
            drawing.regions.concat().chars().filter(|c| region(*c).is_some()).collect()
        };
        let behind = [Region::UpperBack, Region::LowerBack, Region::Buttock];
        let all = Region::ALL.map(letter);
        assert_eq!(BTreeSet::from(all).len(), all.len(), "each has a letter of its own");
        for pair in UNICODE.into_iter().chain(ASCII) {
            assert_eq!(seen(&pair.back), BTreeSet::from(all));
            let front = Region::ALL.into_iter().filter(|region| !behind.contains(region)).map(letter);
            assert_eq!(seen(&pair.front), front.collect());
        }
    }

    #[test]
    fn each_part_of_the_body_is_of_one_piece_on_either_side() {
        for drawing in views() {
            let cells = grid(drawing.regions);
            let half = cells[0].len().div_ceil(2);
            for region in Region::ALL.map(letter) {
                let mut left: BTreeSet<(usize, usize)> = cells
                    .iter()
                    .enumerate()
                    .flat_map(|(y, row)| (0..half).map(move |x| (x, y, row[x])))
                    .filter_map(|(x, y, c)| (c == region).then_some((x, y)))
                    .collect();
                let Some(first) = left.pop_first() else { continue };
                let mut open = vec![first];
                while let Some((x, y)) = open.pop() {
                    let around = [(x + 1, y), (x, y + 1), (x.wrapping_sub(1), y), (x, y.wrapping_sub(1))];
                    open.extend(around.into_iter().filter(|at| left.remove(at)));
                }
                assert!(left.is_empty(), "`{region}` has pieces apart at {left:?}");
            }
        }
    }

    #[test]
    fn every_part_of_the_body_changes_its_signs_when_it_lights_up() {
        for drawing in views() {
            let (lines, filled, regions) = (grid(drawing.lines), grid(drawing.filled), grid(drawing.regions));
            for region in Region::ALL.map(letter) {
                let cells = (0..lines.len()).flat_map(|y| (0..lines[y].len()).map(move |x| (x, y)));
                let cells: Vec<_> = cells.filter(|(x, y)| regions[*y][*x] == region).collect();
                if cells.is_empty() {
                    continue;
                }
                let solid = cells.iter().filter(|(x, y)| lines[*y][*x] != filled[*y][*x]).count();
                let dots = |(x, y): &(usize, usize)| dotted(lines[*y][*x], filled[*y][*x]);
                let half = cells.iter().filter(|(x, y)| lines[*y][*x] != dots(&(*x, *y))).count();
                let apart = cells.iter().filter(|(x, y)| filled[*y][*x] != dots(&(*x, *y))).count();
                assert!(solid >= 2 && half >= 2 && apart >= 2, "`{region}`: {solid}, {half}, {apart}");
            }
        }
    }

    #[test]
    fn drawings_are_the_same_on_both_sides() {
        let mirrored = |sign: char| match sign {
            '/' => '\\',
            '\\' => '/',
            '(' => ')',
            ')' => '(',
            sign => match u32::from(sign).checked_sub(NO_DOTS).filter(|dots| *dots < 0x100) {
                // Dots 1, 2, 3 and 7 change places with 4, 5, 6 and 8.
                Some(dots) => {
                    let left = dots & 0b0000_0111 | (dots & 0b0100_0000);
                    let right = dots & 0b0011_1000 | (dots & 0b1000_0000);
                    let to_right = (left & 0b111) << 3 | (left & 0b100_0000) << 1;
                    let to_left = (right & 0b11_1000) >> 3 | (right & 0b1000_0000) >> 1;
                    char::from_u32(NO_DOTS + (to_right | to_left)).unwrap_or(sign)
                }
                None => sign,
            },
        };
        for drawing in views() {
            for row in [drawing.lines, drawing.filled, drawing.regions].concat() {
                let other: String = row.chars().rev().map(mirrored).collect();
                assert_eq!(row, other);
            }
        }
    }

    #[test]
    fn drawings_keep_to_signs_that_the_font_has() {
        for pair in UNICODE {
            for row in [&pair.front, &pair.back].map(|v| [v.lines, v.filled]).as_flattened().concat() {
                assert!(row.chars().all(|c| c == ' ' || (NO_DOTS..NO_DOTS + 0x100).contains(&u32::from(c))));
                assert!(row.chars().all(|c| c.width() == Some(1)));
            }
        }
        for pair in ASCII {
            for row in [&pair.front, &pair.back].map(|v| [v.lines, v.filled]).as_flattened().concat() {
                assert!(row.bytes().all(|byte| matches!(byte, b' '..=b'~')), "{row}");
            }
        }
    }

    #[test]
    fn the_outline_lies_within_the_body() {
        for drawing in UNICODE.into_iter().flat_map(|pair| [&pair.front, &pair.back]) {
            for (line, filled) in drawing.lines.concat().chars().zip(drawing.filled.concat().chars()) {
                let dots = |sign: char| u32::from(sign).saturating_sub(NO_DOTS);
                assert_eq!(dots(line) & !dots(filled), 0, "{line} {filled}");
            }
        }
    }
}
