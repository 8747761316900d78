//! A day as a strip from noon to noon, so that the night lies in one piece in the middle.

use ratatui::{
    layout::Rect,
    style::Style,
    text::{Line, Span},
};
use unicode_width::UnicodeWidthStr;

use super::super::{
    canvas::Canvas,
    theme::{Signs, Theme},
};
use crate::{content::Hours, locale::Strings};

/// Hours that are shaded. Only a help to find one's way on the strip; no rule reads it.
const NIGHT: Hours = Hours { from: 22, to: 6 };
/// The hour at which the strip starts.
const START: u8 = 12;
/// Hours of a day.
const DAY: u8 = 24;
/// Rows that a clock takes, with an empty one below it.
pub(in crate::ui) const ROWS: u16 = 5;

/// Rows that it takes without what its signs mean.
pub(in crate::ui) const TIGHT_ROWS: u16 = 3;

/// What a clock shows.
#[derive(Debug, Clone, Default)]
pub(in crate::ui) struct Clock {
    /// Hours of the option in focus.
    pub(in crate::ui) focus: Vec<Hours>,
    /// Hours of the options that are ticked.
    pub(in crate::ui) ticked: Vec<Hours>,
}

/// Columns that an hour takes in an area, or none if a day does not fit.
fn hour_columns(width: u16, strings: &Strings<'_>) -> Option<u16> {
    // The last word stands beyond the last hour.
    let last = u16::try_from(strings.clock_noon.width()).unwrap_or(0);
    [3, 2].into_iter().find(|columns| columns * u16::from(DAY) + last <= width)
}

/// Whether a clock fits an area of this width.
pub(in crate::ui) fn fits(width: u16, strings: &Strings<'_>) -> bool {
    hour_columns(width, strings).is_some()
}

/// Draws a clock at the top of an area, as far as there is room.
pub(in crate::ui) fn clock(canvas: &mut Canvas<'_, '_>, area: Rect, clock: &Clock) {
    let (theme, strings) = (canvas.theme, canvas.strings);
    let Some(columns) = hour_columns(area.width, strings) else { return };
    let hours = || (0..DAY).map(|n| (START + n) % DAY);
    let within = |hours: &[Hours], hour: u8| hours.iter().any(|stretch| stretch.contains(hour));
    let (day, night, ticked) = signs(theme);
    let strip: Vec<Span<'_>> = hours()
        .map(|hour| {
            let (sign, style) = if within(&clock.ticked, hour) {
                (ticked, theme.ticked())
            } else if NIGHT.contains(hour) {
                (night, theme.quiet())
            } else {
                (day, theme.quiet())
            };
            Span::styled(sign.repeat(usize::from(columns)), style)
        })
        .collect();
    let pointers: Vec<Span<'_>> = hours()
        .map(|hour| {
            let sign = if within(&clock.focus, hour) { "^" } else { " " };
            Span::styled(sign.repeat(usize::from(columns)), theme.heading())
        })
        .collect();
    let legend = Line::from(vec![
        Span::styled(format!("{} {}   ", night.repeat(2), strings.clock_night), theme.quiet()),
        Span::styled(ticked.repeat(2), theme.ticked()),
        Span::styled(format!(" {}   ", strings.clock_ticked), theme.quiet()),
        Span::styled("^^", theme.heading()),
        Span::styled(format!(" {}", strings.clock_focus), theme.quiet()),
    ]);
    let lines = [words(columns, strings, theme.quiet()), Line::from(strip), Line::from(pointers), legend];
    // An area with room for all of it keeps its last row empty.
    let bottom = if area.height >= ROWS { area.y + ROWS - 1 } else { area.bottom() };
    for (line, y) in lines.into_iter().zip(area.y..bottom) {
        canvas.line(line, Rect { y, height: 1, ..area });
    }
}

/// Signs for an hour of the day, of the night, and of an answer.
const fn signs(theme: Theme) -> (&'static str, &'static str, &'static str) {
    match theme.signs {
        Signs::Unicode => ("─", "▒", "█"),
        Signs::Ascii => ("-", ":", "#"),
    }
}

/// The words above the strip, each from its hour on.
fn words(columns: u16, strings: &Strings<'_>, style: Style) -> Line<'static> {
    let quarter = usize::from(DAY / 4) * usize::from(columns);
    let Strings { clock_noon, clock_evening, clock_midnight, clock_morning, .. } = strings;
    let mut text = String::new();
    for (n, word) in [clock_noon, clock_evening, clock_midnight, clock_morning, clock_noon].iter().enumerate()
    {
        let gap = (n * quarter).saturating_sub(text.width()).max(usize::from(n > 0));
        text.push_str(&" ".repeat(gap));
        text.push_str(word);
    }
    Line::from(Span::styled(text, style))
}

#[cfg(test)]
mod tests {
    use ratatui::style::Style;

    use super::{fits, words};
    use crate::locale::Strings;

    const ENGLISH: &Strings<'static> = &Strings::ENGLISH;

    #[test]
    fn each_word_stands_at_its_hour() {
        assert_eq!(
            words(2, ENGLISH, Style::new()).to_string(),
            "noon        6 pm        midnight    6 am        noon"
        );
        let wide = words(3, ENGLISH, Style::new()).to_string();
        assert_eq!((wide.find("midnight"), wide.rfind("noon")), (Some(36), Some(72)));
    }

    #[test]
    fn a_day_needs_room() {
        assert!(fits(52, ENGLISH) && fits(76, ENGLISH) && !fits(51, ENGLISH));
    }
}
