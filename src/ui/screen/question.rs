//! One question, with its own control.

mod aside;

use ratatui::{
    layout::{Position, Rect},
    style::Style,
    text::{Line, Span},
};

use unicode_width::UnicodeWidthStr;

use super::super::{
    app::{App, Row},
    canvas::Canvas,
    keymap,
    theme::Theme,
    widget::{
        CLOCK_ROWS, Clock, Entry, Frames, Scale, TIGHT_CLOCK_ROWS, Warning, clock, clock_fits, header, list,
        most_rows, scale, scale_fits, scale_rows,
    },
};
use crate::{
    content::{AnswerKind, OptionIx, OptionSet, Question, QuestionIx, Questionnaire, Setting},
    engine::{Answer, Misfit, Path, Preview},
    locale::{Strings, put},
    report::previewed,
    wrap::wrap,
};

/// Before what does not fit.
const FAULT_SIGN: &str = "! ";
/// Rows of a body from which on what was answered so far is shown.
const ROOMY: u16 = 21;
/// Rows of a body below which help and empty lines are left out.
const TIGHT: u16 = 12;

/// What is drawn: a question and all that its parts read.
struct Scene<'a> {
    app: &'a App<'a>,
    theme: Theme,
    ix: QuestionIx,
    question: &'a Question,
    path: &'a Path,
    rows: Vec<Row>,
    entries: Vec<Entry>,
}

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
    let rows = app.rows(ix, path);
    let entries = entries(app, path.live().get(ix), question, &rows, theme);
    let scene = Scene { app, theme, ix, question, path, rows, entries };
    let mut body = areas.body;
    if let Some(preview) = app.preview().filter(|_| app.fault().is_none()) {
        body = self::preview(questionnaire, &preview, canvas, body);
    } else if body.height >= ROOMY {
        body = so_far(questionnaire, path, ix, canvas, body);
    }
    let body = aside::draw(&scene, canvas, body);
    let below = heading(&scene, canvas, body);
    if let Some(cursor) = control(&scene, canvas, below) {
        canvas.cursor(cursor);
    }
}

/// The prompt, its help and what does not fit, in lines of a width.
fn heading_lines<'a>(scene: &'a Scene<'_>, fault: &'a str, size: (u16, u16)) -> Vec<(&'a str, Style)> {
    let (columns, rows) = (usize::from(size.0).max(1), size.1);
    let Scene { app, theme, question, .. } = scene;
    let waiting = app.session().setting() == Setting::WaitingRoom;
    let mut lines: Vec<(&str, Style)> =
        wrap(question.prompt.as_str(), columns).into_iter().map(|line| (line, theme.prompt())).collect();
    if rows >= TIGHT {
        let helps = [question.help.as_ref(), question.help_waiting_room.as_ref().filter(|_| waiting)];
        for help in helps.into_iter().flatten() {
            lines.extend(wrap(help.as_str(), columns).into_iter().map(|line| (line, theme.quiet())));
        }
    }
    if !fault.is_empty() {
        lines.extend(wrap(fault, columns).into_iter().map(|line| (line, theme.fault())));
    } else if rows >= TIGHT {
        lines.push(("", Style::new()));
    }
    lines
}

/// What does not fit, in words; empty if all does.
fn fault_text(scene: &Scene<'_>) -> String {
    let strings = scene.app.voice().strings;
    let text = match (scene.app.fault(), &scene.question.answer) {
        (None, _) => return String::new(),
        (Some(Misfit::Nothing), AnswerKind::Many(_)) => strings.tick_first.to_owned(),
        (Some(Misfit::Nothing), _) => strings.pick_first.to_owned(),
        (Some(fault), _) => strings.misfit(fault).into_owned(),
    };
    format!("{FAULT_SIGN}{text}")
}

/// Draws the prompt, its help and what does not fit. Returns what is left below: two rows at least, if the
/// area has them, so that an answer and the sign for more of them stay on a screen of any size.
fn heading(scene: &Scene<'_>, canvas: &mut Canvas<'_, '_>, area: Rect) -> Rect {
    const DOTS: &str = " ...";
    let fault = fault_text(scene);
    let lines = heading_lines(scene, &fault, (area.width, area.height));
    let room = usize::from(area.height).saturating_sub(2);
    let mut y = area.y;
    for (n, (line, style)) in lines.iter().take(room).enumerate() {
        let mut text = (*line).to_owned();
        if n + 1 == room && lines[room..].iter().any(|(line, _)| !line.is_empty()) {
            text = wrap(line, usize::from(area.width).saturating_sub(DOTS.len()))[0].to_owned() + DOTS;
        }
        canvas.line(Span::styled(text, *style), Rect { y, height: 1, ..area });
        y += 1;
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
    let roomy = area.height >= ROOMY && lines.len() <= usize::from(area.height / 3);
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
    let (theme, strings) = (canvas.theme, canvas.strings);
    let single =
        |ix: &&QuestionIx| **ix < here && matches!(questionnaire.question(**ix).answer, AnswerKind::One(_));
    let mut facts = Vec::new();
    for ix in path.asked().iter().filter(single) {
        for option in path.live().ticked(*ix).iter() {
            facts.push(questionnaire.question(*ix).options()[option.get()].text.as_str());
        }
    }
    let no_danger = no_danger_signs(questionnaire, path, here).then_some(strings.no_danger_signs);
    if facts.is_empty() && no_danger.is_none() {
        return area;
    }
    let columns = usize::from(area.width);
    let dot = theme.dot();
    let told = |facts: &[&str], end: Option<&str>| {
        let facts: Vec<&str> = facts.iter().copied().chain(end).chain(no_danger).collect();
        format!("{}  {}", strings.so_far, facts.join(dot))
    };
    let mut text = told(&facts, None);
    while text.width() > columns && facts.pop().is_some() {
        text = told(&facts, Some(theme.keys("…", "...")));
    }
    let first = wrap(&text, columns)[0];
    let area = split_bottom(canvas, area, &[first], theme.quiet());
    Rect { height: area.height.saturating_sub(1), ..area }
}

/// Whether all danger screens so far were answered with an option that no rule can read, such as "none of
/// these": one that several questions share. A tick on the screen that is shown counts at once.
fn no_danger_signs(questionnaire: &Questionnaire, path: &Path, here: QuestionIx) -> bool {
    let shared = |id: &str| questionnaire.questions().iter().filter(|q| q.option(id).is_some()).count() > 1;
    let tells_none = |ix: QuestionIx| {
        let options = questionnaire.question(ix).options();
        path.live().ticked(ix).iter().all(|option| shared(&options[option.get()].id))
    };
    let danger = |ix: &&QuestionIx| questionnaire.question(**ix).danger;
    let mut before = path.asked().iter().filter(|ix| **ix < here).filter(danger).peekable();
    before.peek().is_some()
        && before.all(|ix| !path.live().ticked(*ix).is_empty() && tells_none(*ix))
        && (!questionnaire.question(here).danger || tells_none(here))
}

/// Draws what is answered with. Returns where the focus is.
fn control(scene: &Scene<'_>, canvas: &mut Canvas<'_, '_>, area: Rect) -> Option<Position> {
    let Scene { app, question, rows, entries, .. } = scene;
    let clock = clock_for(scene, area.width, usize::from(area.height));
    if let Some(clock) = clock {
        let area = draw_clock(scene, canvas, area, clock);
        let entries: Vec<Entry> = match clock {
            ClockKind::Full => entries.clone(),
            ClockKind::Tight(_) => short_entries(entries, app.focus()),
        };
        return list(canvas, area, &entries, Some(app.focus()), 0);
    }
    let values: Vec<u16> = rows.iter().filter_map(|row| value_of(*row)).collect();
    let AnswerKind::Scale { low, high, .. } = &question.answer else {
        return list(canvas, area, entries, Some(app.focus()), 0);
    };
    if !scale_fits(area, values.len()) {
        return list(canvas, area, entries, Some(app.focus()), 0);
    }
    let answer = match scene.path.live().get(scene.ix) {
        Some(Answer::Number(n)) => Some(n),
        _ => None,
    };
    let focus = Some(app.focus()).filter(|focus| *focus < values.len());
    let row = Scale { values: &values, focus, answer, low: low.as_str(), high: high.as_str() };
    let (below, cursor) = scale(canvas, area, &row);
    let below_focus = app.focus().checked_sub(values.len());
    let below_cursor = list(canvas, below, &entries[values.len()..], below_focus, values.len());
    cursor.or(below_cursor)
}

/// Whether the control has room in a width and a number of rows, wherever the focus is.
fn control_fits(scene: &Scene<'_>, width: u16, rows: usize) -> bool {
    let Scene { theme, question, entries, .. } = scene;
    if matches!(question.answer, AnswerKind::Scale { .. }) {
        let n_values = scene.rows.iter().filter(|row| value_of(**row).is_some()).count();
        let area = Rect { width, height: u16::MAX, ..Rect::default() };
        let below = most_rows(&entries[n_values..], width, *theme);
        return scale_fits(area, n_values) && usize::from(scale_rows()) + below <= rows;
    }
    if has_hours(question) {
        // A clock is worth more than a reminder of the place.
        return clock_for(scene, width, rows).is_some();
    }
    most_rows(entries, width, *theme) <= rows
}

/// How a clock is drawn.
#[derive(Clone, Copy)]
enum ClockKind {
    /// With what its signs mean, and an empty line below.
    Full,
    /// Without, in so many rows, and hints of the row in focus only.
    Tight(u16),
}

fn has_hours(question: &Question) -> bool {
    question.options().iter().any(|option| !option.hours.is_empty())
}

/// The clock that has room above the list, so that no option needs to leave for it.
fn clock_for(scene: &Scene<'_>, width: u16, rows: usize) -> Option<ClockKind> {
    if !has_hours(scene.question) || !clock_fits(width, scene.app.voice().strings) {
        return None;
    }
    let Scene { entries, theme, .. } = scene;
    if most_rows(entries, width, *theme) + usize::from(CLOCK_ROWS) <= rows {
        return Some(ClockKind::Full);
    }
    let tallest = (0..entries.len()).map(|focus| most_rows(&short_entries(entries, focus), width, *theme));
    let spare = rows.checked_sub(tallest.max().unwrap_or(0) + usize::from(TIGHT_CLOCK_ROWS))?;
    Some(ClockKind::Tight(TIGHT_CLOCK_ROWS + u16::from(spare > 0)))
}

/// Rows with the hint of the one in focus only.
fn short_entries(entries: &[Entry], focus: usize) -> Vec<Entry> {
    let short = |(n, entry): (usize, &Entry)| Entry {
        hint: entry.hint.clone().filter(|_| n == focus),
        apart: false,
        ..entry.clone()
    };
    entries.iter().enumerate().map(short).collect()
}

/// Draws a clock. Returns what is left below.
fn draw_clock(scene: &Scene<'_>, canvas: &mut Canvas<'_, '_>, area: Rect, kind: ClockKind) -> Rect {
    let question = scene.question;
    let hours = |options: OptionSet| {
        options.iter().flat_map(|option| question.options()[option.get()].hours.iter().copied()).collect()
    };
    let focus = match scene.rows.get(scene.app.focus()) {
        Some(Row::Option(option)) => OptionSet::only(*option),
        _ => OptionSet::EMPTY,
    };
    let shown = Clock { focus: hours(focus), ticked: hours(scene.path.live().ticked(scene.ix)) };
    let rows = match kind {
        ClockKind::Full => CLOCK_ROWS,
        ClockKind::Tight(rows) => rows,
    };
    clock(canvas, Rect { height: rows.min(area.height), ..area }, &shown);
    Rect { y: area.y + rows, height: area.height.saturating_sub(rows), ..area }
}

fn value_of(row: Row) -> Option<u16> {
    match row {
        Row::Value(value) => Some(value),
        _ => None,
    }
}

/// Whether an option ends all others, and the row above does not.
fn begins_exclusive(question: &Question, rows: &[Row], n: usize) -> bool {
    let exclusive = |n: usize| match rows.get(n) {
        Some(Row::Option(option)) => question.options()[option.get()].exclusive,
        _ => false,
    };
    n > 0 && exclusive(n) && !exclusive(n - 1)
}

/// Whether a ticked exclusive option rules out another.
fn ruled_out(question: &Question, ticked: OptionSet, option: OptionIx) -> bool {
    let against = question.options()[option.get()].conflicts.and(ticked);
    against.iter().any(|other| question.options()[other.get()].exclusive)
}

fn entries(
    app: &App<'_>,
    answer: Option<Answer>,
    question: &Question,
    rows: &[Row],
    theme: Theme,
) -> Vec<Entry> {
    let strings = app.voice().strings;
    let many = matches!(question.answer, AnswerKind::Many(_));
    let given = match answer {
        Some(Answer::Options(set)) if many => set,
        _ => OptionSet::EMPTY,
    };
    let entry = |(n, row): (usize, &Row)| {
        let ticked = row.is(answer);
        let key = keymap::pick_key(n).map_or(' ', |key| key);
        let mark = |key: char, many: bool| format!("{key} {} ", theme.mark(many, ticked));
        match row {
            Row::Option(ix) => {
                let option = &question.options()[ix.get()];
                Entry {
                    heading: None,
                    mark: mark(key, many),
                    text: option.text.as_str().to_owned(),
                    hint: option.hint.as_ref().map(|hint| hint.as_str().to_owned()),
                    ticked,
                    apart: many && begins_exclusive(question, rows, n),
                    ruled_out: ruled_out(question, given, *ix),
                    warning: (many && option.exclusive).then(|| Warning {
                        text: strings.clears_others.to_owned(),
                        holds: !option.conflicts.and(given).is_empty(),
                    }),
                }
            }
            Row::Value(value) => Entry {
                mark: format!("{} ", theme.mark(false, ticked)),
                text: value_text(question, *value),
                ticked,
                ..Entry::default()
            },
            Row::Typed => Entry {
                text: typed_text(question, app.typed()),
                hint: typed_hint(strings, question),
                ticked,
                ..Entry::default()
            },
            Row::Skip => {
                let text = if question.danger { strings.skip_screen } else { strings.skip };
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
    let AnswerKind::Number { unit, .. } = &question.answer else { return String::new() };
    let number = typed.map_or_else(|| "__".to_owned(), |n| n.to_string());
    format!("[ {number} ] {}", unit.as_str())
}

fn typed_hint(strings: &Strings<'_>, question: &Question) -> Option<String> {
    let AnswerKind::Number { from, to, .. } = &question.answer else { return None };
    Some(put(strings.number_range, &[("from", &from.to_string()), ("to", &to.to_string())]))
}
