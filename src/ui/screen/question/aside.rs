//! The figure to the right of the question: its control where the question asks for a place, and a
//! reminder of the place later on. It is drawn only where it takes no row away from the question itself.

use ratatui::{
    layout::Rect,
    text::{Line, Span},
};

use super::{
    super::super::{
        app::Row,
        canvas::Canvas,
        keymap::Action,
        widget::{Figure, Size, figure, figure_extent},
    },
    Scene, control_fits, heading_lines,
};
use crate::{
    content::{OptionIx, Question, QuestionIx, Region},
    wrap::wrap,
};

/// Columns between the question and the figure.
const GAP: u16 = 2;
/// The fewest columns that are left to the question.
const LEAST: u16 = 34;
/// Columns of a screen from which on the figure stays as a reminder.
const WIDE: u16 = 90;
/// Columns of a screen below which a question has the whole width.
const MEDIUM: u16 = 60;
/// Most rows for the names below a reminder.
const NAMES: u16 = 4;

/// How a figure is drawn.
#[derive(Clone, Copy)]
struct Layout {
    size: Size,
    /// Whether both views are drawn, or the one from behind only, which shows every part.
    both: bool,
    label: bool,
}

/// Drawings for the question itself, the best first.
const AS_CONTROL: [Layout; 6] = [
    Layout { size: Size::Large, both: true, label: true },
    Layout { size: Size::Middle, both: true, label: true },
    Layout { size: Size::Small, both: true, label: true },
    Layout { size: Size::Middle, both: true, label: false },
    Layout { size: Size::Small, both: true, label: false },
    Layout { size: Size::Small, both: false, label: false },
];

/// The drawing that later questions keep.
const AS_REMINDER: [Layout; 1] = [Layout { size: Size::Small, both: true, label: false }];

/// Draws the figure where there is one. Returns the area that is left for the question.
pub(super) fn draw(scene: &Scene<'_>, canvas: &mut Canvas<'_, '_>, area: Rect) -> Rect {
    let control = asks_for_a_place(scene.question);
    let chosen = chosen(scene);
    let (layouts, from) = if control { (&AS_CONTROL[..], MEDIUM) } else { (&AS_REMINDER[..], WIDE) };
    if canvas.area().width < from || (!control && chosen.is_empty()) {
        return area;
    }
    let fitting = layouts.iter().find_map(|layout| {
        let (columns, rows) = figure_extent(scene.theme, layout.size, layout.both, layout.label);
        let left = area.width.checked_sub(columns + GAP).filter(|left| *left >= LEAST)?;
        (rows <= area.height && question_fits(scene, left, area.height)).then_some((*layout, left))
    });
    let Some((layout, left)) = fitting else { return area };
    let beside = Rect { x: area.x + left + GAP, width: area.width - left - GAP, ..area };
    let focus = focus(scene);
    let shown = Figure {
        focus: focus.map(|option| option_regions(scene.question, option).to_vec()).unwrap_or_default(),
        label: focus.map(|option| scene.question.options()[option.get()].text.as_str()),
        chosen: chosen.iter().flat_map(|(ix, option)| regions(scene, *ix, *option)).copied().collect(),
    };
    let places = figure(canvas, beside, layout.size, layout.both, &shown);
    if control {
        for (place, region) in places {
            let option = scene.question.option_at(region);
            let row =
                scene.rows.iter().position(|row| option.is_some_and(|option| *row == Row::Option(option)));
            if let Some(row) = row {
                canvas.hit(place, Action::Press(row));
            }
        }
    }
    if !control {
        let (_, rows) = figure_extent(scene.theme, layout.size, layout.both, layout.label);
        let below = Rect { y: beside.y + rows + 1, height: beside.height.saturating_sub(rows + 1), ..beside };
        names(scene, &chosen, canvas, below);
    }
    Rect { width: left, ..area }
}

fn asks_for_a_place(question: &Question) -> bool {
    question.options().iter().any(|option| !option.regions.is_empty())
}

/// Whether nothing of the question is left out in a width, wherever the focus is.
fn question_fits(scene: &Scene<'_>, width: u16, height: u16) -> bool {
    let heading = heading_lines(scene, "", (width, height)).len();
    usize::from(height).checked_sub(heading).is_some_and(|rows| control_fits(scene, width, rows))
}

/// The option in focus, if it means a place.
fn focus(scene: &Scene<'_>) -> Option<OptionIx> {
    match scene.rows.get(scene.app.focus()) {
        Some(Row::Option(option)) if !option_regions(scene.question, *option).is_empty() => Some(*option),
        _ => None,
    }
}

fn option_regions(question: &Question, option: OptionIx) -> &[Region] {
    &question.options()[option.get()].regions
}

fn regions<'a>(scene: &'a Scene<'_>, ix: QuestionIx, option: OptionIx) -> &'a [Region] {
    option_regions(scene.app.session().questionnaire().question(ix), option)
}

/// Answers so far that mean a place.
fn chosen(scene: &Scene<'_>) -> Vec<(QuestionIx, OptionIx)> {
    let asked = scene.path.asked().iter().filter(|ix| **ix <= scene.ix);
    asked
        .flat_map(|ix| scene.path.live().ticked(*ix).iter().map(|option| (*ix, option)))
        .filter(|(ix, option)| !regions(scene, *ix, *option).is_empty())
        .collect()
}

/// Writes the names of what a reminder shows, so that it needs no colour to be read.
fn names(scene: &Scene<'_>, chosen: &[(QuestionIx, OptionIx)], canvas: &mut Canvas<'_, '_>, area: Rect) {
    let questionnaire = scene.app.session().questionnaire();
    let mut rows = area.y..area.bottom().min(area.y + NAMES);
    for (ix, option) in chosen {
        let text = questionnaire.question(*ix).options()[option.get()].text.as_str();
        for (line, y) in wrap(text, usize::from(area.width)).into_iter().zip(&mut rows) {
            let line = Line::from(Span::styled(line.to_owned(), scene.theme.ticked())).centered();
            canvas.line(line, Rect { y, height: 1, ..area });
        }
    }
}
