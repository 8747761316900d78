//! The screens. Drawing reads the state and changes nothing in it.

mod emergency;
mod help;
mod question;
mod review;
mod summary;
mod take;
mod welcome;

use ratatui::{Frame, layout::Rect, text::Span};

use super::{
    app::{App, Screen, TakePage},
    canvas::{Canvas, Drawn},
    keymap::Context,
    theme::Theme,
    widget::{footer, frames},
};
use crate::{
    content::Front,
    kept::{Keeping, WhyNot},
    locale::Voice,
};

/// Draws the first screen while the questions are still being read; the same as [`view`] draws then.
pub fn view_welcome(
    front: &Front,
    voice: Voice<'_>,
    theme: Theme,
    keeping: Keeping,
    frame: &mut Frame<'_>,
    drawn: &mut Drawn,
) {
    let canvas = &mut Canvas::new(frame, drawn, theme, voice.strings);
    let areas = frames(canvas, Context::Welcome);
    welcome::draw(front, voice, keeping, 0, canvas, areas);
    footer(canvas, areas.bottom, Context::Welcome);
}

/// Draws the app. What only drawing knows is left in `drawn`.
pub fn view(app: &App<'_>, theme: Theme, frame: &mut Frame<'_>, drawn: &mut Drawn) {
    let canvas = &mut Canvas::new(frame, drawn, theme, app.voice().strings);
    draw(app, canvas);
}

/// Draws the app as [`view`] does, on a part of the screen, with the keys that a kiosk takes. The rest of the
/// screen is left to whoever calls.
pub fn view_locked(app: &App<'_>, theme: Theme, frame: &mut Frame<'_>, drawn: &mut Drawn, area: Rect) {
    let canvas = &mut Canvas::new(frame, drawn, theme, app.voice().strings).locked_to(area);
    draw(app, canvas);
}

fn draw(app: &App<'_>, canvas: &mut Canvas<'_, '_>) {
    let context = app.context();
    let areas = frames(canvas, context);
    if app.helps() {
        help::draw(app, canvas, areas);
    } else {
        match app.screen() {
            Screen::Welcome => {
                let front = app.session().questionnaire().front();
                match app.found() {
                    Some(found) => welcome::draw_found(app, found, canvas, areas),
                    None => welcome::draw(front, app.voice(), app.keeping(), app.scroll(), canvas, areas),
                }
            }
            Screen::Question => question::draw(app, canvas, areas),
            Screen::Emergency { choice, .. } => emergency::draw(app, *choice, canvas, areas),
            Screen::Review => review::draw(app, canvas, areas),
            Screen::Summary(tab) => summary::draw(app, *tab, canvas, areas),
            Screen::Take(TakePage::Menu) => take::menu(app, canvas, areas),
            Screen::Take(TakePage::Slip) => take::slip(app, canvas, areas),
            // The code takes all of the screen, the rows of the keys as well.
            Screen::Take(TakePage::Code) => return take::code(app, canvas),
        }
    }
    if app.keeping() == Keeping::Not(WhyNot::Stopped)
        && matches!(app.screen(), Screen::Question | Screen::Review)
    {
        // Below the header, or over it where there is no room.
        let last =
            Rect { y: areas.top.bottom().saturating_sub(1), height: areas.top.height.min(1), ..areas.top };
        canvas.line(Span::styled(canvas.strings.keep_stopped, canvas.theme.fault()), last);
    }
    footer(canvas, areas.bottom, context);
}
