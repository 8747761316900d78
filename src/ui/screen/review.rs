//! All answers, each of which can still be changed.

use ratatui::{
    Frame,
    layout::Rect,
    text::{Line, Span},
};

use super::super::{
    app::App,
    theme::Theme,
    widget::{Entry, Frames, header, list},
};
use crate::{locale, report::spoken};

pub(super) fn draw(app: &App<'_>, theme: Theme, frame: &mut Frame<'_>, areas: Frames) {
    let questionnaire = app.session().questionnaire();
    let path = app.session().path();
    header(frame, areas.top, theme, &[&locale::left(0)], Some((1, 0)));
    let title = Line::from(Span::styled(locale::REVIEW, theme.prompt()));
    frame.render_widget(title, Rect { height: 1.min(areas.body.height), ..areas.body });
    let gap = if areas.body.height >= 12 { 2 } else { 1 };
    let area = Rect { y: areas.body.y + gap, height: areas.body.height.saturating_sub(gap), ..areas.body };
    let mut entries = vec![Entry { text: locale::SEE_SUMMARY.to_owned(), ..Entry::default() }];
    for ix in path.asked() {
        entries.push(Entry {
            text: questionnaire.question(*ix).prompt.as_str().to_owned(),
            hint: Some(spoken(questionnaire, app.session().setting(), path.live(), *ix)),
            ..Entry::default()
        });
    }
    if let Some(cursor) = list(frame, area, theme, &entries, Some(app.focus())) {
        frame.set_cursor_position(cursor);
    }
}
