//! Drives the app with keys and draws it on a test backend.

use std::{fmt::Write, sync::LazyLock};

use ratatui::{
    Terminal,
    backend::TestBackend,
    buffer::Buffer,
    crossterm::event::KeyEvent,
    layout::Position,
    style::{Color, Modifier},
};
use twinge::{
    content::{Questionnaire, Setting},
    embedded,
    locale::Voice,
    ui::{
        App, Drawn, Effect, keymap,
        theme::{Background, Depth, Look, Signs, Theme},
        view,
    },
};

use crate::keys::parse;

/// Colours and Unicode, on a terminal that tells nothing of its background.
pub(crate) const COLOUR: Theme = Theme {
    look: Look::Default,
    background: Background::Unknown,
    depth: Depth::Indexed,
    signs: Signs::Unicode,
    roomy: false,
};
/// Neither.
pub(crate) const PLAIN: Theme = Theme { look: Look::Mono, depth: Depth::None, signs: Signs::Ascii, ..COLOUR };

/// The shipped content.
pub(crate) fn questionnaire() -> &'static Questionnaire {
    static SHIPPED: LazyLock<Questionnaire> =
        LazyLock::new(|| embedded::questionnaire().expect("the shipped content is sound"));
    &SHIPPED
}

/// An app with what only drawing knows.
pub(crate) struct Driver<'q> {
    pub(crate) app: App<'q>,
    pub(crate) drawn: Drawn,
    pub(crate) theme: Theme,
    pub(crate) size: (u16, u16),
}

/// A drawn screen.
pub(crate) struct Shot {
    pub(crate) buffer: Buffer,
    pub(crate) cursor: Position,
}

impl<'q> Driver<'q> {
    pub(crate) fn new(questionnaire: &'q Questionnaire, setting: Setting, size: (u16, u16)) -> Self {
        let front = questionnaire.front();
        let words = front.place("uk").map_or(front.generic(), |place| &place.words);
        let app = App::new(questionnaire, setting, Voice::english(words));
        Self { app, drawn: Drawn::default(), theme: COLOUR, size }
    }

    /// Presses keys: single characters, or names such as `enter` in angle brackets.
    pub(crate) fn keys(&mut self, keys: &str) -> Effect {
        let mut effect = Effect::None;
        for key in parse(keys) {
            effect = self.press(key);
        }
        effect
    }

    pub(crate) fn press(&mut self, key: KeyEvent) -> Effect {
        use keymap::Context::{Emergency, EmergencyStop, Help, Summary, Welcome};
        if matches!(self.app.context(), Welcome | Help | Summary | Emergency | EmergencyStop) {
            // Only text that scrolls needs to know what was drawn.
            self.draw();
        }
        match keymap::action(key, self.app.context()) {
            Some(action) => self.app.update(action, self.drawn.viewport),
            None => Effect::None,
        }
    }

    pub(crate) fn draw(&mut self) -> Shot {
        let (width, height) = self.size;
        let mut terminal = Terminal::new(TestBackend::new(width, height)).expect("a test backend");
        let Self { app, theme, drawn, .. } = self;
        terminal.draw(|frame| view(app, *theme, frame, drawn)).expect("a test backend cannot fail");
        let cursor = terminal.get_cursor_position().expect("a test backend has a cursor");
        Shot { buffer: terminal.backend().buffer().clone(), cursor }
    }
}

impl Shot {
    /// The rows as text.
    pub(crate) fn rows(&self) -> Vec<String> {
        let area = self.buffer.area;
        (0..area.height)
            .map(|y| (0..area.width).map(|x| self.buffer[(x, y)].symbol()).collect::<String>())
            .collect()
    }

    pub(crate) fn text(&self) -> String {
        self.rows().iter().map(|row| row.trim_end().to_owned() + "\n").collect()
    }

    /// Text, then every run of cells with a style of its own.
    pub(crate) fn with_styles(&self) -> String {
        self.text() + &self.styles()
    }

    /// Where the cursor is, and every run of cells with a style of its own.
    pub(crate) fn styles(&self) -> String {
        let mut out = String::new();
        writeln!(out, "--- cursor {},{}; styles", self.cursor.x, self.cursor.y).expect("a string takes all");
        let area = self.buffer.area;
        for y in 0..area.height {
            let mut x = 0;
            while x < area.width {
                let style = style_of(&self.buffer, x, y);
                let start = x;
                while x < area.width && style_of(&self.buffer, x, y) == style {
                    x += 1;
                }
                if !style.is_empty() {
                    writeln!(out, "{y}:{start}-{} {style}", x - 1).expect("a string takes all");
                }
            }
        }
        out
    }
}

fn style_of(buffer: &Buffer, x: u16, y: u16) -> String {
    let cell = &buffer[(x, y)];
    let mut parts = Vec::new();
    if cell.fg != Color::Reset {
        parts.push(format!("{:?}", cell.fg));
    }
    if cell.bg != Color::Reset {
        parts.push(format!("on {:?}", cell.bg));
    }
    if cell.modifier != Modifier::empty() {
        parts.push(format!("{:?}", cell.modifier));
    }
    parts.join(" ")
}

/// Keys of a back ache at home, up to the question named.
pub(crate) fn keys_to(question: &str) -> &'static str {
    match question {
        "age" => "<enter>",
        "site" => "<enter>4<enter>6<enter>",
        "also" => "<enter>4<enter>6<enter>3<enter>",
        "now" => "<enter>4<enter>6<enter>3<enter>2<enter>",
        "nerve" => "<enter>4<enter>6<enter>3<enter>2<enter>b<enter>1<enter>",
        "time" => "<enter>4<enter>6<enter>3<enter>2<enter>b<enter>1<enter>d<enter>e<enter>f<enter>",
        "score" => {
            "<enter>4<enter>6<enter>3<enter>2<enter>b<enter>1<enter>d<enter>e<enter>f<enter>24<enter>2<enter>3<enter>1<enter>1<enter>"
        }
        "review" => {
            "<enter>4<enter>6<enter>3<enter>2<enter>b<enter>1<enter>d<enter>e<enter>f<enter>24<enter>2<enter>3<enter>1<enter>1<enter>6<enter>6<enter>m<enter>25<enter>"
        }
        other => panic!("no way to `{other}`"),
    }
}
