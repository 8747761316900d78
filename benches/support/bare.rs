//! A select of ten options: what any ratatui program draws.

use ratatui::{
    Frame,
    style::{Modifier, Style},
    widgets::{List, ListState},
};

const OPTIONS: [&str; 10] =
    ["Neck", "Back", "Buttock", "Hip", "Thigh", "Knee", "Calf", "Foot", "Many places", "None of these"];

pub(crate) fn draw(frame: &mut Frame<'_>, state: &mut ListState) {
    let list = List::new(OPTIONS)
        .highlight_symbol("> ")
        .highlight_style(Style::new().add_modifier(Modifier::REVERSED));
    frame.render_stateful_widget(list, frame.area(), state);
}
