//! One question, with its own control.

use ratatui::{
    Frame,
    layout::{Position, Rect},
    style::Style,
    text::{Line, Span},
};

use super::super::{
    app::{App, Row},
    keymap,
    theme::Theme,
    widget::{Entry, Frames, Scale, header, list, scale, scale_fits},
};
use crate::{
    content::{AnswerKind, Question, QuestionIx, Questionnaire, Setting},
    engine::{Answer, Misfit, Path},
    locale,
    wrap::wrap,
};

pub(super) fn draw(app: &App<'_>, theme: Theme, frame: &mut Frame<'_>, areas: Frames) {
    let Some(ix) = app.question() else { return };
    let questionnaire = app.session().questionnaire();
    let question = questionnaire.question(ix);
    let path = app.session().path();
    let progress = app.session().progress();
    let section = questionnaire.sections()[question.section].title.as_str();
    let left = locale::left(progress.most_left);
    let place = format!("{section}{}{left}", theme.dot());
    header(frame, areas.top, theme, &[&place, &left], Some((progress.behind, progress.most_left)));
    let mut body = heading(app, question, theme, frame, areas.body);
    if let Some(fault) = app.fault() {
        let text = match (fault, &question.answer) {
            (Misfit::Nothing, AnswerKind::Many(_)) => locale::TICK_FIRST.to_owned(),
            (Misfit::Nothing, _) => locale::PICK_FIRST.to_owned(),
            (fault, _) => locale::misfit(fault),
        };
        let lines = wrap(&text, usize::from(body.width));
        body = split_bottom(frame, body, &lines, theme.fault());
    } else if body.height >= 18 {
        body = so_far(questionnaire, path, ix, theme, frame, body);
    }
    let cursor = control(app, ix, path, theme, frame, body);
    if let Some(cursor) = cursor {
        frame.set_cursor_position(cursor);
    }
}

/// Draws the prompt and its help. Returns what is left below.
fn heading(app: &App<'_>, question: &Question, theme: Theme, frame: &mut Frame<'_>, area: Rect) -> Rect {
    let columns = usize::from(area.width).max(1);
    let waiting = app.session().setting() == Setting::WaitingRoom;
    let mut lines: Vec<(&str, Style)> =
        wrap(question.prompt.as_str(), columns).into_iter().map(|line| (line, theme.prompt())).collect();
    if area.height >= 12 {
        let helps = [question.help.as_ref(), question.help_waiting_room.as_ref().filter(|_| waiting)];
        for help in helps.into_iter().flatten() {
            lines.extend(wrap(help.as_str(), columns).into_iter().map(|line| (line, theme.quiet())));
        }
        lines.push(("", Style::new()));
    }
    let mut y = area.y;
    for (line, style) in lines {
        if y < area.bottom() {
            frame.render_widget(
                Line::from(Span::styled(line.to_owned(), style)),
                Rect { y, height: 1, ..area },
            );
            y += 1;
        }
    }
    Rect { y, height: area.bottom().saturating_sub(y), ..area }
}

/// Draws lines at the bottom of an area. Returns what is left above; an area too small for them keeps all.
fn split_bottom(frame: &mut Frame<'_>, area: Rect, lines: &[&str], style: Style) -> Rect {
    let rows = u16::try_from(lines.len()).unwrap_or(u16::MAX);
    if area.height <= rows {
        return area;
    }
    let left = Rect { height: area.height - rows, ..area };
    for (line, y) in lines.iter().zip(left.bottom()..) {
        let line = Line::from(Span::styled((*line).to_owned(), style));
        frame.render_widget(line, Rect { y, height: 1, ..area });
    }
    left
}

/// Draws what was answered where one answer says it all. Returns what is left above.
fn so_far(
    questionnaire: &Questionnaire,
    path: &Path,
    here: QuestionIx,
    theme: Theme,
    frame: &mut Frame<'_>,
    area: Rect,
) -> Rect {
    let single =
        |ix: &&QuestionIx| **ix < here && matches!(questionnaire.question(**ix).answer, AnswerKind::One(_));
    let mut facts = Vec::new();
    for ix in path.asked().iter().filter(single) {
        for option in path.live().ticked(*ix).iter() {
            facts.push(questionnaire.question(*ix).options()[option.get()].text.as_str());
        }
    }
    if facts.is_empty() {
        return area;
    }
    let text = format!("{}  {}", locale::SO_FAR, facts.join(theme.dot()));
    let first = wrap(&text, usize::from(area.width))[0];
    let area = split_bottom(frame, area, &[first], theme.quiet());
    Rect { height: area.height.saturating_sub(1), ..area }
}

/// Draws what is answered with. Returns where the focus is.
fn control(
    app: &App<'_>,
    ix: QuestionIx,
    path: &Path,
    theme: Theme,
    frame: &mut Frame<'_>,
    area: Rect,
) -> Option<Position> {
    let question = app.session().questionnaire().question(ix);
    let given = path.live().get(ix);
    let rows = app.rows(ix, path);
    let values: Vec<u16> = rows.iter().filter_map(|row| value_of(*row)).collect();
    let AnswerKind::Scale { low, high, .. } = &question.answer else {
        let entries = entries(app, given, question, &rows, theme);
        return list(frame, area, theme, &entries, Some(app.focus()));
    };
    if !scale_fits(area, values.len()) {
        let entries = entries(app, given, question, &rows, theme);
        return list(frame, area, theme, &entries, Some(app.focus()));
    }
    let answer = match given {
        Some(Answer::Number(n)) => Some(n),
        _ => None,
    };
    let focus = Some(app.focus()).filter(|focus| *focus < values.len());
    let row = Scale { values: &values, focus, answer, low: low.as_str(), high: high.as_str() };
    let (below, cursor) = scale(frame, area, theme, &row);
    let rest = entries(app, given, question, &rows[values.len()..], theme);
    let below_focus = app.focus().checked_sub(values.len());
    let below_cursor = list(frame, below, theme, &rest, below_focus);
    cursor.or(below_cursor)
}

fn value_of(row: Row) -> Option<u16> {
    match row {
        Row::Value(value) => Some(value),
        _ => None,
    }
}

fn entries(
    app: &App<'_>,
    answer: Option<Answer>,
    question: &Question,
    rows: &[Row],
    theme: Theme,
) -> Vec<Entry> {
    let many = matches!(question.answer, AnswerKind::Many(_));
    let entry = |(n, row): (usize, &Row)| {
        let ticked = row.is(answer);
        let key = keymap::pick_key(n).map_or(' ', |key| key);
        let mark = |key: char, many: bool| format!("{key} {} ", theme.mark(many, ticked));
        match row {
            Row::Option(option) => {
                let option = &question.options()[option.get()];
                Entry {
                    mark: mark(key, many),
                    text: option.text.as_str().to_owned(),
                    hint: option.hint.as_ref().map(|hint| hint.as_str().to_owned()),
                    ticked,
                }
            }
            Row::Value(value) => Entry {
                mark: format!("{} ", theme.mark(false, ticked)),
                text: value_text(question, *value),
                ticked,
                ..Entry::default()
            },
            Row::Typed => Entry { text: typed_text(question, app.typed()), ticked, ..Entry::default() },
            Row::Skip => {
                let text = if question.danger { locale::SKIP_SCREEN } else { locale::SKIP };
                let key = if question.options().is_empty() { ' ' } else { key };
                Entry { mark: mark(key, false), text: text.to_owned(), ticked, ..Entry::default() }
            }
        }
    };
    rows.iter().enumerate().map(entry).collect()
}

fn value_text(question: &Question, value: u16) -> String {
    match &question.answer {
        AnswerKind::Scale { from, low, .. } if value == *from => format!("{value}  {}", low.as_str()),
        AnswerKind::Scale { to, high, .. } if value == *to => format!("{value}  {}", high.as_str()),
        _ => value.to_string(),
    }
}

fn typed_text(question: &Question, typed: Option<u16>) -> String {
    let AnswerKind::Number { from, to, unit } = &question.answer else { return String::new() };
    let number = typed.map_or_else(|| "__".to_owned(), |n| n.to_string());
    format!("{number} {} ({from} to {to})", unit.as_str())
}
