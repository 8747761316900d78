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
use crate::{report::spoken, wrap::wrap};

/// Rows below which the answers stand without the headings of their sections.
const LEAST_FOR_HEADINGS: u16 = 6;

pub(super) fn draw(app: &App<'_>, canvas: &mut Canvas<'_, '_>, areas: Frames) {
    let strings = canvas.strings;
    let questionnaire = app.session().questionnaire();
    let path = app.session().path();
    header(canvas, areas.top, &[&strings.left(0)], Some((1, 0)));
    let mut title = wrap(strings.review, usize::from(areas.body.width).max(1));
    // A long one may take a second row, but not where that row is needed for the answers.
    title.truncate(if areas.body.height > LEAST_FOR_HEADINGS { 2 } else { 1 });
    for (part, y) in title.iter().zip(areas.body.y..areas.body.bottom()) {
        let line = Line::from(Span::styled(*part, canvas.theme.prompt()));
        canvas.line(line, Rect { y, height: 1, ..areas.body });
    }
    let below = u16::from(areas.body.height >= 12);
    let gap = (u16::try_from(title.len()).unwrap_or(1) + below).min(areas.body.height);
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
