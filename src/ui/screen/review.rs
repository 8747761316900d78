//! All answers, each of which can still be changed.

use ratatui::{
    layout::Rect,
    text::{Line, Span},
};

use super::super::{
    app::App,
    canvas::Canvas,
    widget::{Entry, Frames, header, list},
};
use crate::report::spoken;

/// Rows below which the answers stand without the headings of their sections.
const LEAST_FOR_HEADINGS: u16 = 6;

pub(super) fn draw(app: &App<'_>, canvas: &mut Canvas<'_, '_>, areas: Frames) {
    let strings = canvas.strings;
    let questionnaire = app.session().questionnaire();
    let path = app.session().path();
    header(canvas, areas.top, &[&strings.left(0)], Some((1, 0)));
    let title = Line::from(Span::styled(strings.review, canvas.theme.prompt()));
    canvas.line(title, areas.body);
    let gap = if areas.body.height >= 12 { 2 } else { 1 };
    let area = Rect { y: areas.body.y + gap, height: areas.body.height.saturating_sub(gap), ..areas.body };
    let mut entries = vec![Entry { text: strings.see_summary.to_owned(), ..Entry::default() }];
    // On a small screen every row is needed for the answers themselves.
    let roomy = area.height >= LEAST_FOR_HEADINGS;
    let mut section = None;
    for ix in path.asked() {
        let new = section.replace(questionnaire.question(*ix).section) != section;
        let title =
            || questionnaire.sections()[questionnaire.question(*ix).section].title.as_str().to_owned();
        entries.push(Entry {
            heading: (new && roomy).then(title),
            text: questionnaire.question(*ix).prompt.as_str().to_owned(),
            hint: Some(spoken(questionnaire, strings, app.session().setting(), path.live(), *ix)),
            ..Entry::default()
        });
    }
    if let Some(cursor) = list(canvas, area, &entries, Some(app.focus()), 0) {
        canvas.cursor(cursor);
    }
}
