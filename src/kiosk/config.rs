//! The configuration of a kiosk: one RON file, checked like the content.
//!
//! There is no field that could leave out a question, let alone a danger screen.

use std::time::Duration;

use serde::Deserialize;

use crate::{
    content::{Problem, ProblemPlace, Problems, SourceFile, Word, nearest, parse_other},
    settings::{BACKGROUNDS, GLYPHS, Names, THEMES},
};

/// WCAG 2.2.1: whoever is asked whether they are there has at least 20 seconds to say so.
const LEAST_COUNTDOWN: u64 = 20;

/// What the file may hold.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Raw {
    place: Option<Word>,
    languages: Option<Vec<Word>>,
    theme: Option<Names>,
    background: Option<Word>,
    glyphs: Option<Word>,
    idle: RawIdle,
    alert: Option<RawAlert>,
    printer: Option<Printer>,
    records: Option<RawRecords>,
    hours: Option<RawHours>,
    pin: Option<Word>,
    terminate: Terminate,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct RawIdle {
    question: u64,
    summary: u64,
    countdown: u64,
}

impl Default for RawIdle {
    fn default() -> Self {
        Self { question: 90, summary: 180, countdown: 30 }
    }
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawAlert {
    command: Vec<Word>,
    #[serde(default = "ten")]
    within: u64,
    #[serde(default = "fifteen")]
    again_after: u64,
}

const fn ten() -> u64 {
    10
}

const fn fifteen() -> u64 {
    15
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRecords {
    folder: Word,
    days: u32,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawHours {
    from: Word,
    to: Word,
}

/// Where slips are printed.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub enum Printer {
    /// A queue of the print system, for `lp`.
    Queue(Word),
    /// A device file of a receipt printer.
    Device(Word),
}

/// What the signal TERM does.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
pub enum Terminate {
    /// Ends the program where a service manager has started it, and nothing elsewhere.
    #[default]
    Service,
    /// Ends the program.
    Always,
    /// Nothing.
    Never,
}

/// The command that calls staff.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alert {
    /// The program and its arguments; no shell reads them.
    pub command: Vec<String>,
    /// How long it may take.
    pub within: Duration,
    /// How long after a failure it is tried again.
    pub again_after: Duration,
}

/// Where records are kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Records {
    /// The folder.
    pub folder: String,
    /// After so many days a record is deleted.
    pub days: u32,
}

/// A checked configuration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// Id of the place whose numbers and words are used.
    pub place: Option<String>,
    /// Ids of the languages, at least one.
    pub languages: Vec<String>,
    /// Themes that go together.
    pub themes: Vec<String>,
    /// How bright the terminal's background is.
    pub background: Option<String>,
    /// Which signs may be drawn.
    pub glyphs: Option<String>,
    /// How long nothing may happen before the kiosk asks whether somebody is there.
    pub idle: Duration,
    /// The same, once the summary is shown.
    pub idle_summary: Duration,
    /// How long it waits for an answer to that.
    pub countdown: Duration,
    /// How staff are called.
    pub alert: Option<Alert>,
    /// Where slips are printed.
    pub printer: Option<Printer>,
    /// Where records are kept.
    pub records: Option<Records>,
    /// Opening hours: from and to, in minutes since midnight.
    pub hours: Option<(u32, u32)>,
    /// Hash of the staff code.
    pub pin: Option<String>,
    /// What the signal TERM does.
    pub terminate: Terminate,
}

/// What only others know.
#[derive(Debug, Clone, Copy)]
pub struct Known<'a> {
    /// Ids of the places of the content.
    pub places: &'a [&'a str],
    /// Ids of the languages.
    pub languages: &'a [&'a str],
    /// Whether a text is a hash of a staff code.
    pub is_hash: fn(&str) -> bool,
}

/// Reads and checks a configuration.
///
/// # Errors
///
/// Everything that is wrong with it; when it is no RON, the first thing.
pub fn read(file: SourceFile, known: Known<'_>) -> Result<Config, Problems> {
    let raw: Raw = match parse_other(&file) {
        Ok(raw) => raw,
        Err(problem) => return Err(Problems { problems: vec![guess(problem)], files: vec![file] }),
    };
    let mut check = Check { file: &file, problems: Vec::new() };
    let config = check.config(raw, known);
    let mut problems = check.problems;
    if problems.is_empty() {
        return Ok(config);
    }
    problems.sort_by(|a, b| a.at.cmp(&b.at));
    Err(Problems { problems, files: vec![file] })
}

/// The configuration where there is no file.
#[must_use]
pub fn without_file() -> Config {
    let file = SourceFile { name: String::new(), bytes: Vec::new() };
    let known = Known { places: &[], languages: &["en"], is_hash: |_| false };
    Check { file: &file, problems: Vec::new() }.config(Raw::default(), known)
}

/// Every name of a field.
const FIELDS: &[&str] = &[
    "place",
    "languages",
    "theme",
    "background",
    "glyphs",
    "idle",
    "question",
    "summary",
    "countdown",
    "alert",
    "command",
    "within",
    "again_after",
    "printer",
    "Queue",
    "Device",
    "records",
    "folder",
    "days",
    "hours",
    "from",
    "to",
    "pin",
    "terminate",
    "Service",
    "Always",
    "Never",
];

/// Adds the nearest name to a name that the file may not hold.
fn guess(mut problem: Problem) -> Problem {
    let named = problem.message.split_once("named `").and_then(|(_, rest)| rest.split_once('`'));
    let near = named.and_then(|(name, _)| nearest(name, FIELDS.iter().copied()));
    if let (None, Some(near)) = (&problem.help, near) {
        problem.help = Some(format!("did you mean `{near}`?"));
    }
    problem
}

struct Check<'f> {
    file: &'f SourceFile,
    problems: Vec<Problem>,
}

impl Check<'_> {
    fn config(&mut self, raw: Raw, known: Known<'_>) -> Config {
        if let Some(place) = &raw.place {
            self.one_of("place", place, known.places);
        }
        if let Some(languages) = &raw.languages {
            self.languages(languages, known.languages);
        }
        for theme in raw.theme.iter().flat_map(|names| &names.0) {
            self.one_of("theme", theme, THEMES);
        }
        for (what, word, names) in
            [("background", &raw.background, BACKGROUNDS), ("set of glyphs", &raw.glyphs, GLYPHS)]
        {
            if let Some(word) = word {
                self.one_of(what, word, names);
            }
        }
        self.range("question", raw.idle.question, 15, 3600);
        self.range("summary", raw.idle.summary, 15, 3600);
        self.range("countdown", raw.idle.countdown, LEAST_COUNTDOWN, 600);
        if let Some(alert) = &raw.alert {
            self.command(&alert.command);
            self.range("within", alert.within, 1, 120);
            self.range("again_after", alert.again_after, 1, 600);
        }
        if let Some(records) = &raw.records {
            self.absolute("the folder of the records", &records.folder);
            self.range("days", u64::from(records.days), 1, 3650);
        }
        match &raw.printer {
            Some(Printer::Device(path)) => self.absolute("the device of the printer", path),
            Some(Printer::Queue(name)) if !is_queue(name.as_str()) => {
                self.wrong("printer", Some(name), "no queue has such a name".to_owned(), "see `lpstat -e`");
            }
            _ => {}
        }
        if let Some(pin) = &raw.pin
            && !(known.is_hash)(pin.as_str())
        {
            let message = "this is no hash of a staff code".to_owned();
            self.wrong("pin", Some(pin), message, "make one with `twinge kiosk set-pin`");
        }
        let hours = raw.hours.as_ref().and_then(|hours| self.hours(hours));
        let own = |word: Option<Word>| word.map(|word| word.text);
        let list = |words: Vec<Word>| words.into_iter().map(|word| word.text).collect::<Vec<_>>();
        Config {
            place: own(raw.place),
            languages: raw.languages.map_or_else(|| vec!["en".to_owned()], list),
            themes: raw.theme.map_or_else(Vec::new, |names| list(names.0)),
            background: own(raw.background),
            glyphs: own(raw.glyphs),
            idle: Duration::from_secs(raw.idle.question),
            idle_summary: Duration::from_secs(raw.idle.summary),
            countdown: Duration::from_secs(raw.idle.countdown),
            alert: raw.alert.map(|alert| Alert {
                command: list(alert.command),
                within: Duration::from_secs(alert.within),
                again_after: Duration::from_secs(alert.again_after),
            }),
            printer: raw.printer,
            records: raw.records.map(|r| Records { folder: r.folder.text, days: r.days }),
            hours,
            pin: own(raw.pin),
            terminate: raw.terminate,
        }
    }

    fn languages(&mut self, languages: &[Word], known: &[&str]) {
        if languages.is_empty() {
            self.wrong("languages", None, "there is no language".to_owned(), "write `languages: [\"en\"]`");
        }
        for (n, language) in languages.iter().enumerate() {
            self.one_of("language", language, known);
            if languages[..n].iter().any(|other| other.text == language.text) {
                let message = format!("the language `{}` stands here twice", language.as_str());
                self.wrong("languages", Some(language), message, "take one of them away");
            }
        }
    }

    fn command(&mut self, command: &[Word]) {
        match command.first() {
            None => {
                let help = "name a program with its whole path, then its arguments";
                self.wrong("command", None, "there is no command".to_owned(), help);
            }
            Some(program) => self.absolute("the program of the command", program),
        }
        if let Some(word) = command.iter().find(|word| word.text.contains('\0')) {
            let message = "a command cannot hold the character U+0000".to_owned();
            self.wrong("command", Some(word), message, "take it away");
        }
    }

    fn absolute(&mut self, what: &str, path: &Word) {
        if !path.as_str().starts_with('/') {
            let message = format!("{what} needs its whole path");
            self.wrong("", Some(path), message, "begin with `/`");
        }
    }

    fn hours(&mut self, hours: &RawHours) -> Option<(u32, u32)> {
        let mut minutes = [&hours.from, &hours.to].map(|word| {
            let minutes = minutes(word.as_str());
            if minutes.is_none() {
                let message = format!("`{}` is no time of day", word.as_str());
                self.wrong("hours", Some(word), message, "write it like \"07:30\"");
            }
            minutes
        });
        let (from, to) = (minutes[0].take()?, minutes[1].take()?);
        if from >= to {
            let message = "the kiosk would close before it opens".to_owned();
            self.wrong("hours", Some(&hours.to), message, "times are of one day, from 00:00 to 24:00");
        }
        Some((from, to))
    }

    fn one_of(&mut self, what: &str, word: &Word, known: &[&str]) {
        if known.contains(&word.as_str()) {
            return;
        }
        let message = format!("there is no {what} `{}`", word.as_str());
        let help = match nearest(word.as_str(), known.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("write one of these in quotes: {}", known.join(", ")),
        };
        self.wrong("", Some(word), message, &help);
    }

    fn range(&mut self, field: &str, value: u64, least: u64, most: u64) {
        if !(least..=most).contains(&value) {
            let message = format!("`{field}` is {value}");
            self.wrong(field, None, message, &format!("write a number from {least} to {most}"));
        }
    }

    fn wrong(&mut self, field: &str, word: Option<&Word>, message: String, help: &str) {
        let span = word.and_then(|word| word.at.clone()).or_else(|| self.field(field));
        let at = match &span {
            Some(span) => ProblemPlace::span(&self.file.name, span),
            None => ProblemPlace::file(&self.file.name),
        };
        self.problems.push(Problem { at, rule: "kiosk-config", message, help: Some(help.to_owned()) });
    }

    /// Where a field stands whose value remembers no place: its name before a colon, outside of comments and
    /// strings.
    fn field(&self, name: &str) -> Option<std::ops::Range<usize>> {
        let text = std::str::from_utf8(&self.file.bytes).ok()?;
        let mut rest = text;
        let mut quoted = false;
        while let Some(c) = rest.chars().next() {
            let at = text.len() - rest.len();
            if !quoted && rest.starts_with("//") {
                rest = rest.split_once('\n').map_or("", |(_, after)| after);
                continue;
            }
            // No field is called like the end of another.
            if !quoted && rest.strip_prefix(name).is_some_and(|after| after.trim_start().starts_with(':')) {
                return Some(at..at + name.len());
            }
            quoted ^= c == '"';
            rest = &rest[c.len_utf8()..];
        }
        None
    }
}

fn is_queue(name: &str) -> bool {
    !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.'))
}

/// Minutes since midnight.
fn minutes(text: &str) -> Option<u32> {
    let (hours, minutes) = text.split_once(':')?;
    let number = |text: &str| {
        let digits = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit());
        text.parse::<u32>().ok().filter(|_| digits)
    };
    let (hours, minutes) = (number(hours)?, number(minutes)?);
    let sum = hours * 60 + minutes;
    (minutes < 60 && sum <= 24 * 60).then_some(sum)
}
