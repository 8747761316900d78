//! The screens of the kiosk. Drawing reads the state and changes nothing in it.

use ratatui::{
    Frame,
    crossterm::event::{MouseButton, MouseEvent, MouseEventKind},
    layout::{Margin, Position, Rect},
    text::{Line, Span},
};
use unicode_width::UnicodeWidthStr;

use super::{
    call::CallState,
    event::Touch,
    machine::{DRIFT, Kiosk, Over},
    sitting::{Sitting, Stage},
};
use crate::{
    content::Disposition,
    locale::{Strings, put},
    report::Block,
    ui::{self, Action, Sheet, theme::Theme, view_locked, view_sheet},
    wrap::wrap,
};

/// Places that the first screen drifts through, in rows and columns; each is near the one before.
const DRIFTS: [(u16, u16); 8] = [(0, 0), (1, 1), (2, 3), (3, 5), (3, 7), (2, 6), (1, 4), (0, 2)];

/// What stands between two keys.
const BETWEEN: u16 = 3;

/// What only drawing knows.
#[derive(Debug, Clone, Default)]
pub struct Seen {
    /// What the screen within left behind.
    pub(super) drawn: ui::Drawn,
    touches: Vec<(Rect, Touch)>,
}

impl Seen {
    /// What a press of the mouse or a finger asks for, beside the rows of the screen.
    #[must_use]
    pub(super) fn touch(&self, event: MouseEvent) -> Option<Touch> {
        let at = Position::new(event.column, event.row);
        let pressed = event.kind == MouseEventKind::Down(MouseButton::Left);
        let found = self.touches.iter().rev().find(|(area, _)| area.contains(at));
        found.filter(|_| pressed).map(|(_, touch)| *touch)
    }

    /// Where text scrolls to.
    pub(super) fn scrolled(&self, at: usize, action: Action) -> usize {
        let viewport = self.drawn.viewport;
        let page = viewport.rows.saturating_sub(1).max(1);
        let at = at.min(viewport.most);
        let to = match action {
            Action::Up => at.saturating_sub(1),
            Action::Down => at + 1,
            Action::PageUp => at.saturating_sub(page),
            Action::PageDown => at + page,
            Action::First => 0,
            Action::Last => viewport.most,
            _ => at,
        };
        to.min(viewport.most)
    }
}

/// Draws the kiosk. What only drawing knows is left in `seen`.
pub fn view(kiosk: &Kiosk<'_>, theme: Theme, frame: &mut Frame<'_>, seen: &mut Seen) {
    seen.touches.clear();
    let area = frame.area();
    let strings = kiosk.tongue().voice.strings;
    let notes = notes(kiosk, strings, usize::from(area.width));
    // On a screen too small for both, the way to the desk comes first only where a question still fits.
    let rows = u16::try_from(notes.len() + 1).unwrap_or(u16::MAX).min(area.height / 2);
    let above = Rect { height: area.height - rows, ..area };
    let strip = Rect { y: area.y + above.height, height: rows, ..area };
    if let (Some(Sitting { stage: Stage::Asking(app), .. }), Over::Nothing) = (&kiosk.sitting, kiosk.over) {
        view_locked(app, theme, frame, &mut seen.drawn, above);
    } else {
        let sheet = sheet(kiosk, strings);
        view_sheet(&sheet, theme, strings, frame, &mut seen.drawn, above);
        if kiosk.over == Over::Gate {
            pad(strings, theme, frame, seen, above);
        }
    }
    draw_strip(kiosk, &notes, theme, frame, seen, strip);
}

/// What stands above the lowest row, the most pressing last.
fn notes(kiosk: &Kiosk<'_>, strings: &Strings<'_>, columns: usize) -> Vec<(String, bool)> {
    let mut notes = Vec::new();
    if kiosk.site.unlocked {
        notes.push((strings.kiosk.unlocked.to_owned(), false));
    }
    if let Some(ticket) = kiosk.sitting.as_ref().and_then(|sitting| sitting.ticket.as_ref()) {
        notes.push((put(strings.kiosk.ticket, &[("ticket", ticket)]), false));
    }
    if kiosk.over != Over::Called
        && let Some(state) = kiosk.call_state()
    {
        let failed = matches!(state, CallState::Failed | CallState::NoCommand);
        notes.push((said(state, strings).to_owned(), failed));
    }
    let columns = if columns >= 60 { columns - 4 } else { columns.max(8) };
    if !fits(strings, &labels(kiosk, strings), u16::try_from(columns).unwrap_or(u16::MAX)) {
        notes.push((strings.kiosk.desk.to_owned(), false));
    }
    let lines = |(text, pressing): (String, bool)| {
        let parts: Vec<_> =
            wrap(&text, columns).into_iter().map(|line| (line.to_owned(), pressing)).collect();
        parts
    };
    notes.into_iter().flat_map(lines).collect()
}

/// How a call stands, in words.
const fn said<'s>(state: CallState, strings: &Strings<'s>) -> &'s str {
    match state {
        CallState::Calling => strings.kiosk.calling,
        CallState::Through => strings.kiosk.called,
        CallState::Failed => strings.kiosk.call_failed,
        CallState::NoCommand => strings.kiosk.call_none,
    }
}

/// The lowest rows of every screen: the way to the desk, and the keys that work everywhere.
fn draw_strip(
    kiosk: &Kiosk<'_>,
    notes: &[(String, bool)],
    theme: Theme,
    frame: &mut Frame<'_>,
    seen: &mut Seen,
    area: Rect,
) {
    let strings = kiosk.tongue().voice.strings;
    let inner = area.inner(Margin::new(if area.width >= 60 { 2 } else { 0 }, 0));
    let skip = (notes.len() + 1).saturating_sub(usize::from(area.height));
    let mut y = area.y;
    for (text, pressing) in notes.iter().skip(skip) {
        let style = if *pressing { theme.fault() } else { theme.heading() };
        frame.render_widget(Line::from(Span::styled(text.clone(), style)), Rect { y, height: 1, ..inner });
        y += 1;
    }
    if y >= area.bottom() {
        return;
    }
    let labels = labels(kiosk, strings);
    let line = |area: Rect, x: u16| Rect { x, y, width: area.right().saturating_sub(x), height: 1 };
    let mut x = inner.x;
    if fits(strings, &labels, inner.width) {
        frame.render_widget(Span::styled(strings.kiosk.desk, theme.heading()), line(inner, x));
        x += width(strings.kiosk.desk) + BETWEEN;
    }
    for (label, touch) in labels {
        let place = Rect { width: width(&label), ..line(inner, x) }.intersection(inner);
        if place.is_empty() {
            break;
        }
        frame.render_widget(Span::styled(label, theme.quiet()), place);
        x = place.right() + BETWEEN;
        seen.touches.push((place, touch));
    }
}

/// The keys that work everywhere.
fn labels(kiosk: &Kiosk<'_>, strings: &Strings<'_>) -> Vec<(String, Touch)> {
    let stays = kiosk.is_emergency() || matches!(kiosk.over, Over::Gate | Over::Staff);
    let second = if kiosk.is_taken() && !stays {
        (format!("F4 {}", strings.kiosk.finish), Touch::Finish)
    } else {
        (format!("F10 {}", strings.kiosk.staff), Touch::Door)
    };
    vec![(format!("F1 {}", strings.kiosk.call), Touch::CallStaff), second]
}

/// Whether the way to the desk fits beside the keys; else it has a row of its own.
fn fits(strings: &Strings<'_>, labels: &[(String, Touch)], columns: u16) -> bool {
    let keys: usize = labels.iter().map(|(label, _)| label.width() + usize::from(BETWEEN)).sum();
    strings.kiosk.desk.width() + keys <= usize::from(columns)
}

fn width(text: &str) -> u16 {
    u16::try_from(text.width()).unwrap_or(u16::MAX)
}

/// The page that is shown where no question is.
fn sheet(kiosk: &Kiosk<'_>, strings: &Strings<'_>) -> Sheet {
    let text = |text: &str| Block::Paragraph(text.to_owned());
    let lead = |text: &str| Block::Lead(text.to_owned());
    match kiosk.over {
        Over::Idle(until) => {
            let left = until.saturating_sub(kiosk.now).as_secs_f64().ceil();
            let said = put(strings.kiosk.still_text, &[("n", &format!("{left:.0}"))]);
            Sheet {
                large: Some(strings.kiosk.still_there.to_owned()),
                blocks: vec![lead(strings.kiosk.still_there), text(&said)],
                ..Sheet::default()
            }
        }
        Over::Finish => Sheet {
            blocks: vec![lead(strings.kiosk.finish_title), text(strings.kiosk.finish_text)],
            choices: choices(&[strings.kiosk.go_on, strings.kiosk.clear]),
            ..Sheet::default()
        },
        Over::Called => {
            let state = kiosk.call_state().unwrap_or(CallState::Through);
            let mut blocks = vec![lead(said(state, strings))];
            if matches!(state, CallState::Calling | CallState::Through) {
                blocks.push(text(strings.kiosk.called_text));
            }
            blocks.push(text(strings.kiosk.any_key));
            Sheet { blocks, ..Sheet::default() }
        }
        Over::Sorry => Sheet {
            large: Some(strings.kiosk.sorry.to_owned()),
            blocks: vec![lead(strings.kiosk.sorry), text(strings.kiosk.sorry_text)],
            ..Sheet::default()
        },
        Over::Gate => {
            let said = match kiosk.gate.wait(kiosk.now) {
                _ if kiosk.gate.is_checking() => strings.kiosk.gate_checking.to_owned(),
                Some(wait) => {
                    put(strings.kiosk.gate_wait, &[("n", &format!("{:.0}", wait.as_secs_f64().ceil()))])
                }
                None => strings.kiosk.gate_text.to_owned(),
            };
            Sheet { blocks: vec![lead(strings.kiosk.gate), text(&said)], ..Sheet::default() }
        }
        Over::Staff => staff(kiosk, strings),
        Over::Nothing => match kiosk.sitting.as_ref() {
            Some(sitting) => start(kiosk, sitting, strings),
            None => attract(kiosk, strings),
        },
    }
}

fn choices(texts: &[&str]) -> Vec<(String, String)> {
    texts.iter().enumerate().map(|(n, text)| ((n + 1).to_string(), (*text).to_owned())).collect()
}

/// The first screen. It stands still for a while, then somewhere else, so that it neither flashes nor burns in.
fn attract(kiosk: &Kiosk<'_>, strings: &Strings<'_>) -> Sheet {
    let step = kiosk.now.as_secs() / DRIFT.as_secs();
    let status = kiosk.tongue().questionnaire.front().status().as_str();
    let mut blocks = vec![Block::Lead(strings.kiosk.welcome.to_owned())];
    if kiosk.open {
        blocks.push(Block::Paragraph(strings.kiosk.begin.to_owned()));
        // Whoever does not read the first language has to find the way, too.
        if kiosk.site.tongues.len() > 1 {
            let names: Vec<&str> = kiosk.site.tongues.iter().map(|tongue| tongue.name.as_str()).collect();
            blocks.push(Block::Paragraph(names.join("   ")));
        }
    } else {
        blocks.push(Block::Paragraph(strings.kiosk.closed.to_owned()));
    }
    Sheet {
        place: status.to_owned(),
        large: Some(strings.kiosk.large.to_owned()),
        blocks,
        shift: DRIFTS[usize::try_from(step).unwrap_or(0) % DRIFTS.len()],
        ..Sheet::default()
    }
}

/// The pages before the questions.
fn start(kiosk: &Kiosk<'_>, sitting: &Sitting<'_>, strings: &Strings<'_>) -> Sheet {
    let tongue = kiosk.tongue();
    match &sitting.stage {
        Stage::Language { focus } => Sheet {
            blocks: vec![Block::Lead(strings.kiosk.language.to_owned())],
            choices: choices(&kiosk.site.tongues.iter().map(|t| t.name.as_str()).collect::<Vec<_>>()),
            focus: Some(*focus),
            ..Sheet::default()
        },
        Stage::Keep { focus } => {
            let days = kiosk.site.records.unwrap_or_default().to_string();
            let said = put(strings.kiosk.keep_text, &[("n", &days)]);
            Sheet {
                blocks: vec![Block::Lead(strings.kiosk.keep.to_owned()), Block::Paragraph(said)],
                choices: choices(&[strings.kiosk.keep_no, strings.kiosk.keep_yes]),
                focus: *focus,
                ..Sheet::default()
            }
        }
        Stage::About { scroll, .. } => {
            let front = tongue.questionnaire.front();
            let mut blocks = vec![Block::Lead(strings.welcome.to_owned())];
            let fill = |text| Block::Paragraph(tongue.voice.fill(text).into_owned());
            blocks.extend(front.about().iter().map(fill));
            blocks.push(Block::Heading(strings.kiosk.privacy.to_owned()));
            let kept = match kiosk.site.records {
                Some(_) => strings.kiosk.may_keep,
                None => strings.kiosk.nothing_kept,
            };
            blocks.push(Block::Paragraph(kept.to_owned()));
            blocks.push(Block::Paragraph(strings.kiosk.cleared.to_owned()));
            blocks.push(Block::Paragraph(strings.kiosk.seen.to_owned()));
            Sheet {
                place: front.status().as_str().to_owned(),
                blocks,
                choices: vec![(strings.key_enter.to_owned(), strings.kiosk.start.to_owned())],
                focus: Some(0),
                scroll: *scroll,
                ..Sheet::default()
            }
        }
        Stage::Asking(_) => Sheet::default(),
    }
}

/// Counts and problems, no answers.
fn staff(kiosk: &Kiosk<'_>, strings: &Strings<'_>) -> Sheet {
    let tally = &kiosk.tally;
    let questionnaire = kiosk.tongue().questionnaire;
    let n = |text: &str, n: u32| Block::Item(put(text, &[("n", &n.to_string())]));
    let begun = [("day", tally.day.as_str()), ("n", &tally.begun.to_string())];
    let mut blocks = vec![Block::Lead(put(strings.kiosk.view_begun, &begun))];
    for level in Disposition::ALL.into_iter().rev() {
        let text = questionnaire.level(level, crate::content::Setting::WaitingRoom);
        let name = kiosk.tongue().voice.fill(&text.name);
        blocks.push(Block::Item(format!("{}: {name}", tally.levels[level as usize])));
    }
    blocks.push(n(strings.kiosk.view_abandoned, tally.abandoned));
    let calls = [
        ("n", &*tally.calls.to_string()),
        ("seen", &tally.acknowledged.to_string()),
        ("failed", &tally.failed_calls.to_string()),
    ];
    blocks.push(Block::Item(put(strings.kiosk.view_calls, &calls)));
    if kiosk.site.records.is_some() {
        blocks.push(n(strings.kiosk.view_records, tally.records));
    }
    let content = [("version", questionnaire.version()), ("fingerprint", questionnaire.fingerprint())];
    blocks.push(Block::Item(put(strings.kiosk.view_content, &content)));
    blocks.push(Block::Heading(strings.kiosk.view_problems.to_owned()));
    if tally.problems.is_empty() {
        blocks.push(Block::Paragraph(strings.kiosk.view_no_problems.to_owned()));
    }
    blocks.extend(tally.problems.iter().rev().map(|problem| Block::Item(problem.clone())));
    Sheet {
        place: strings.kiosk.view.to_owned(),
        blocks,
        choices: choices(&[strings.kiosk.view_back, strings.kiosk.view_clear, strings.kiosk.view_leave]),
        scroll: kiosk.staff_scroll,
        ..Sheet::default()
    }
}

/// A pad to touch the staff code on. It looks the same whatever was touched.
fn pad(strings: &Strings<'_>, theme: Theme, frame: &mut Frame<'_>, seen: &mut Seen, area: Rect) {
    const KEYS: &[&str] = &["123", "456", "789"];
    const CELL: u16 = 7;
    let inset = if area.width >= 60 { 2 } else { 0 };
    let step: u16 = if area.height >= 18 { 2 } else { 1 };
    let top = area.bottom().saturating_sub(4 * step);
    let mut key = |x: u16, row: u16, label: &str, touch: Touch| {
        let place = Rect { x, y: top + row * step, width: width(label) + 4, height: 1 }.intersection(area);
        if !place.is_empty() {
            frame.render_widget(Span::styled(format!("[ {label} ]"), theme.pointer()), place);
            seen.touches.push((place, touch));
        }
    };
    let left = area.x + inset;
    for (row, digits) in (0..).zip(KEYS) {
        for (column, digit) in (0..).zip(digits.chars()) {
            key(left + column * CELL, row, &digit.to_string(), Touch::Digit(digit));
        }
    }
    key(left, 3, "0", Touch::Digit('0'));
    key(left + CELL, 3, strings.kiosk.rub_out, Touch::Erase);
    let behind = left + CELL + width(strings.kiosk.rub_out) + 6;
    key(behind, 3, strings.key_enter, Touch::Enter);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::Viewport;

    #[test]
    fn text_scrolls_by_rows_and_pages_and_never_beyond_its_ends() {
        let mut seen = Seen::default();
        seen.drawn.viewport = Viewport { most: 30, rows: 8 };
        let from = |at: usize| {
            use Action::{Down, First, Last, PageDown, PageUp, Up};
            [Up, Down, PageUp, PageDown, First, Last, Action::Accept].map(|action| seen.scrolled(at, action))
        };
        assert_eq!(from(0), [0, 1, 0, 7, 0, 30, 0]);
        assert_eq!(from(10), [9, 11, 3, 17, 0, 30, 10]);
        assert_eq!(from(30), [29, 30, 23, 30, 0, 30, 30]);
        // The text may have become shorter since.
        assert_eq!(from(99), from(30));
    }
}
