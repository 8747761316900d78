//! The screens. Drawing reads the state and changes nothing in it.

mod emergency;
mod help;
mod question;
mod review;
mod summary;
mod welcome;

use ratatui::Frame;

use super::{
    app::{App, Screen, Viewport},
    keymap::Context,
    theme::Theme,
    widget::{footer, frames},
};
use crate::content::{Front, Words};

/// Draws the first screen while the questions are still being read; the same as [`view`] draws then.
pub fn view_welcome(
    front: &Front,
    words: &Words,
    theme: Theme,
    frame: &mut Frame<'_>,
    viewport: &mut Viewport,
) {
    let areas = frames(frame.area(), theme, Context::Welcome);
    *viewport = welcome::draw(front, words, 0, theme, frame, areas);
    footer(frame, areas.bottom, theme, Context::Welcome);
}

/// Draws the app. What only drawing knows is left in `viewport`.
pub fn view(app: &App<'_>, theme: Theme, frame: &mut Frame<'_>, viewport: &mut Viewport) {
    *viewport = Viewport::default();
    let context = app.context();
    let areas = frames(frame.area(), theme, context);
    if app.helps() {
        *viewport = help::draw(app, theme, frame, areas);
    } else {
        match app.screen() {
            Screen::Welcome => {
                let front = app.session().questionnaire().front();
                *viewport = welcome::draw(front, app.words(), app.scroll(), theme, frame, areas);
            }
            Screen::Question => question::draw(app, theme, frame, areas),
            Screen::Emergency { choice, .. } => {
                *viewport = emergency::draw(app, *choice, theme, frame, areas);
            }
            Screen::Review => review::draw(app, theme, frame, areas),
            Screen::Summary(tab) => *viewport = summary::draw(app, *tab, theme, frame, areas),
        }
    }
    footer(frame, areas.bottom, theme, context);
}
