//! One question, with its own control.

use ratatui::{
    layout::{Position, Rect},
    style::Style,
    text::{Line, Span},
};

use super::super::{
    app::{App, Row},
    canvas::Canvas,
    keymap,
    theme::Theme,
    widget::{Entry, Frames, Scale, header, list, scale, scale_fits},
};
use crate::{
    content::{AnswerKind, Question, QuestionIx, Questionnaire, Setting},
    engine::{Answer, Misfit, Path, Preview},
    locale::{Strings, put},
    report::previewed,
    wrap::wrap,
};

/// Rows of a question from which there is room for more than the question itself.
const ROOMY: u16 = 18;

pub(super) fn draw(app: &App<'_>, canvas: &mut Canvas<'_, '_>, areas: Frames) {
    let (theme, strings) = (canvas.theme, canvas.strings);
    let Some(ix) = app.question() else { return };
    let questionnaire = app.session().questionnaire();
    let question = questionnaire.question(ix);
    let path = app.session().path();
    let progress = app.session().progress();
    let section = questionnaire.sections()[question.section].title.as_str();
    let left = strings.left(progress.most_left);
    let place = format!("{section}{}{left}", theme.dot());
    header(canvas, areas.top, &[&place, &left], Some((progress.behind, progress.most_left)));
    let mut body = heading(app, question, canvas, areas.body);
    if let Some(fault) = app.fault() {
        let text = match (fault, &question.answer) {
            (Misfit::Nothing, AnswerKind::Many(_)) => strings.tick_first.to_owned(),
            (Misfit::Nothing, _) => strings.pick_first.to_owned(),
            (fault, _) => strings.misfit(fault).into_owned(),
        };
        let lines = wrap(&text, usize::from(body.width));
        body = split_bottom(canvas, body, &lines, theme.fault());
    } else if let Some(preview) = app.preview() {
        body = self::preview(questionnaire, &preview, canvas, body);
    } else if body.height >= ROOMY {
        body = so_far(questionnaire, path, ix, canvas, body);
    }
    let cursor = control(app, ix, path, canvas, body);
    if let Some(cursor) = cursor {
        canvas.cursor(cursor);
    }
}

/// Draws the prompt and its help. Returns what is left below.
fn heading(app: &App<'_>, question: &Question, canvas: &mut Canvas<'_, '_>, area: Rect) -> Rect {
    let theme = canvas.theme;
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
            canvas.draw(Line::from(Span::styled(line.to_owned(), style)), Rect { y, height: 1, ..area });
            y += 1;
        }
    }
    Rect { y, height: area.bottom().saturating_sub(y), ..area }
}

/// Draws lines at the bottom of an area. Returns what is left above; an area too small for them keeps all.
fn split_bottom(canvas: &mut Canvas<'_, '_>, area: Rect, lines: &[&str], style: Style) -> Rect {
    let rows = u16::try_from(lines.len()).unwrap_or(u16::MAX);
    if area.height <= rows {
        return area;
    }
    let left = Rect { height: area.height - rows, ..area };
    for (line, y) in lines.iter().zip(left.bottom()..) {
        let line = Line::from(Span::styled((*line).to_owned(), style));
        canvas.draw(line, Rect { y, height: 1, ..area });
    }
    left
}

/// Draws what a change of the answer does to the other questions, as far as there is room for it beside the
/// answers. Returns what is left above.
fn preview(
    questionnaire: &Questionnaire,
    preview: &Preview,
    canvas: &mut Canvas<'_, '_>,
    area: Rect,
) -> Rect {
    let (theme, strings) = (canvas.theme, canvas.strings);
    let told = previewed(questionnaire, strings, preview);
    let short: Vec<String> = told.iter().map(|(says, _)| format!("{says}.")).collect();
    let mut full: Vec<String> = told.iter().map(|(says, on)| format!("{says}: {}", on.join(" "))).collect();
    if full.is_empty() {
        full.push(strings.preview_nothing.to_owned());
    }
    let columns = usize::from(area.width);
    let said = short.join(" ");
    let mut lines: Vec<&str> = full.iter().flat_map(|text| wrap(text, columns)).collect();
    // The answers come first: on a small screen they would jump from page to page.
    let roomy = area.height >= ROOMY && lines.len() <= usize::from(area.height / 2);
    if !roomy && !told.is_empty() {
        lines = wrap(&said, columns);
    }
    split_bottom(canvas, area, &lines, theme.fault())
}

/// Draws what was answered where one answer says it all. Returns what is left above.
fn so_far(
    questionnaire: &Questionnaire,
    path: &Path,
    here: QuestionIx,
    canvas: &mut Canvas<'_, '_>,
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
    let text = format!("{}  {}", canvas.strings.so_far, facts.join(canvas.theme.dot()));
    let first = wrap(&text, usize::from(area.width))[0];
    let area = split_bottom(canvas, area, &[first], canvas.theme.quiet());
    Rect { height: area.height.saturating_sub(1), ..area }
}

/// Draws what is answered with. Returns where the focus is.
fn control(
    app: &App<'_>,
    ix: QuestionIx,
    path: &Path,
    canvas: &mut Canvas<'_, '_>,
    area: Rect,
) -> Option<Position> {
    let theme = canvas.theme;
    let question = app.session().questionnaire().question(ix);
    let given = path.live().get(ix);
    let rows = app.rows(ix, path);
    let values: Vec<u16> = rows.iter().filter_map(|row| value_of(*row)).collect();
    let AnswerKind::Scale { low, high, .. } = &question.answer else {
        let entries = entries(app, given, question, &rows, theme);
        return list(canvas, area, &entries, Some(app.focus()), 0);
    };
    if !scale_fits(area, values.len()) {
        let entries = entries(app, given, question, &rows, theme);
        return list(canvas, area, &entries, Some(app.focus()), 0);
    }
    let answer = match given {
        Some(Answer::Number(n)) => Some(n),
        _ => None,
    };
    let focus = Some(app.focus()).filter(|focus| *focus < values.len());
    let row = Scale { values: &values, focus, answer, low: low.as_str(), high: high.as_str() };
    let (below, cursor) = scale(canvas, area, &row);
    let rest = entries(app, given, question, &rows[values.len()..], theme);
    let below_focus = app.focus().checked_sub(values.len());
    let below_cursor = list(canvas, below, &rest, below_focus, values.len());
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
                    heading: None,
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
            Row::Typed => Entry {
                text: typed_text(app.voice().strings, question, app.typed()),
                ticked,
                ..Entry::default()
            },
            Row::Skip => {
                let text =
                    if question.danger { app.voice().strings.skip_screen } else { app.voice().strings.skip };
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

fn typed_text(strings: &Strings<'_>, question: &Question, typed: Option<u16>) -> String {
    let AnswerKind::Number { from, to, unit } = &question.answer else { return String::new() };
    let number = typed.map_or_else(|| "__".to_owned(), |n| n.to_string());
    let range = put(strings.number_range, &[("from", &from.to_string()), ("to", &to.to_string())]);
    format!("{number} {} {range}", unit.as_str())
}
