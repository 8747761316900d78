//! What it comes to: a banner, then pages.

use ratatui::{
    Frame,
    layout::{Position, Rect},
    text::{Line, Span},
};
use unicode_width::UnicodeWidthStr;

use super::{
    super::{
        app::{App, Viewport},
        theme::Theme,
        widget::{Frames, document, text_lines},
    },
    emergency::banner,
};
use crate::report::{self, Tab};

pub(super) fn draw(app: &App<'_>, tab: Tab, theme: Theme, frame: &mut Frame<'_>, areas: Frames) -> Viewport {
    let questionnaire = app.session().questionnaire();
    let outcome = app.outcome();
    let below = banner(app, &outcome, theme, frame, areas);
    let tab_row = Rect { height: 1.min(below.height), ..below };
    let cursor = tabs(frame, tab_row, theme, tab);
    let gap = if below.height >= 12 { 2 } else { 1 }.min(below.height);
    let text_area = Rect { y: below.y + gap, height: below.height - gap, ..below };
    let pages = report::summary(questionnaire, app.words(), &outcome);
    let blocks = pages.into_iter().find(|page| page.tab == tab).map(|page| page.blocks).unwrap_or_default();
    let lines = text_lines(&blocks, usize::from(text_area.width), theme);
    let viewport = document(frame, text_area, theme, &lines, app.scroll());
    frame.set_cursor_position(cursor);
    viewport
}

/// Draws the tabs; where they do not fit, the current one and how many there are. Returns where the
/// current one starts.
fn tabs(frame: &mut Frame<'_>, area: Rect, theme: Theme, current: Tab) -> Position {
    let width: usize = Tab::ALL.iter().map(|tab| tab.title().width() + 5).sum();
    let mut spans = Vec::new();
    let mut cursor = Position::new(area.x, area.y);
    let mut x = area.x;
    for (n, tab) in Tab::ALL.into_iter().enumerate() {
        let text = if width <= usize::from(area.width) {
            format!(" {} {} ", n + 1, tab.title())
        } else if tab == current {
            format!(" {}/{} {} ", n + 1, Tab::ALL.len(), tab.title())
        } else {
            continue;
        };
        if tab == current {
            cursor = Position::new(x, area.y);
        }
        x = x.saturating_add(u16::try_from(text.width() + 1).unwrap_or(u16::MAX));
        let style = if tab == current { theme.focus() } else { theme.quiet() };
        spans.push(Span::styled(text, style));
        spans.push(Span::raw(" "));
    }
    frame.render_widget(Line::from(spans), area);
    cursor
}
