//! `twinge kiosk`: the station, its configuration, its staff code.

use std::{
    env,
    fs::{self, File, Metadata},
    io::{self, BufRead, IsTerminal, Read, Write},
    os::unix::fs::{MetadataExt, fchown},
    path::{Path, PathBuf},
    sync::{Arc, PoisonError},
    time::Duration,
};

use clap::Subcommand;
use rustix::termios::{LocalModes, OptionalActions, Termios, tcgetattr, tcsetattr};
use zeroize::Zeroizing;

use super::{CliError, language, load, print};
use crate::{
    answers_file,
    content::{Front, Questionnaire, SourceFile},
    kiosk::{
        Between, Site, Tongue,
        config::{self, Config, Known},
    },
    locale::{Strings, Voice},
    proof,
    station::{self, Turn, Watch, pin},
    ui::theme::{Choices, Theme},
};

/// Reads a file up to just past what the parser takes, so that it can say that it is too large.
const MOST_BYTES: u64 = 8 * 1024 * 1024 + 1;

#[derive(Debug, clap::Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(super) struct Station {
    #[command(flatten)]
    start: KioskStart,
    #[command(subcommand)]
    command: Option<KioskCommand>,
}

#[derive(Debug, Clone, clap::Args)]
struct KioskStart {
    /// The configuration, in RON. Without it, everything is as if the file said nothing.
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Checks the configuration and shows every problem in it; starts nothing.
    #[arg(long, requires = "config")]
    check_config: bool,
    /// For trying out: starts also without a staff code, and says so on every screen.
    #[arg(long)]
    unlocked: bool,
    /// Folder with content to use instead of what ships with the program. It has to check and to prove.
    #[arg(long, value_name = "DIR")]
    questions: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
enum KioskCommand {
    /// Asks for a new staff code twice, and makes the line for the configuration.
    SetPin {
        /// The configuration into which the line is written; without it, the line is printed.
        #[arg(long, value_name = "FILE")]
        config: Option<PathBuf>,
    },
}

impl Station {
    pub(super) fn run(&self) -> Result<u8, CliError> {
        match &self.command {
            None => Arc::new(self.start.clone()).run(),
            Some(KioskCommand::SetPin { config }) => set_pin(config.as_deref()),
        }
    }
}

impl KioskStart {
    fn run(self: &Arc<Self>) -> Result<u8, CliError> {
        let watched = self.config.iter().chain(&self.questions).cloned().collect();
        // Before they are read, so that no change in between is missed.
        let watch = Watch::new(watched);
        let (config, english) = self.read_config()?;
        if self.check_config {
            return print("no problems\n");
        }
        self.check_pin(&config)?;
        if !io::stdin().is_terminal() || !io::stdout().is_terminal() {
            let error = io::Error::other("there is no terminal");
            return Err(CliError::io("cannot show the kiosk")(error));
        }
        let mut read = self.with_content(config, &english)?;
        let failed = || CliError::io("the terminal failed");
        let mut station = station::Station::open(theme(&read.config)).map_err(failed())?;
        let again = Arc::clone(self);
        let fresh = station.watch(watch, move || again.read_again());
        let mut between = Between::default();
        loop {
            let strings = read.strings();
            let site = site(&read.config, read.tongues(&strings));
            let turn = station.serve(between, site, &read.config, theme(&read.config));
            match turn.map_err(failed())? {
                Turn::End(end) => return Ok(end.code()),
                Turn::Fresh(rest) => between = *rest,
            }
            // It may have been found wrong by now.
            if let Some(next) = fresh.lock().unwrap_or_else(PoisonError::into_inner).take() {
                read = next;
            }
        }
    }

    fn read_config(&self) -> Result<(Config, Questionnaire), CliError> {
        let dir = self.questions.as_deref();
        let english = load(dir)?;
        let config = match &self.config {
            Some(path) => read(path, english.front(), dir)?,
            None => config::without_file(),
        };
        Ok((config, english))
    }

    fn check_pin(&self, config: &Config) -> Result<(), CliError> {
        if config.pin.is_some() || self.unlocked {
            return Ok(());
        }
        let file = self.config.as_deref().map_or_else(|| "a configuration".to_owned(), shown);
        Err(CliError::NoPin { file })
    }

    /// Reads again what a running kiosk may take over: nothing that it would not start with.
    fn read_again(&self) -> Result<Ready, String> {
        let read = || {
            let (config, english) = self.read_config()?;
            self.check_pin(&config)?;
            self.with_content(config, &english)
        };
        read().map_err(|error| match error {
            CliError::Settings(problems) | CliError::Content(problems) => {
                problems.to_string().lines().next().unwrap_or_default().to_owned()
            }
            error => error.to_string(),
        })
    }

    /// The content in each language. What ships was proved before it shipped; a folder is proved here.
    fn with_content(&self, config: Config, english: &Questionnaire) -> Result<Ready, CliError> {
        let dir = self.questions.as_deref();
        if let Some(dir) = dir
            && !proof::prove(english)?.holds()
        {
            return Err(CliError::Unproved { folder: shown(dir) });
        }
        let mut languages = Vec::new();
        for id in &config.languages {
            let tongue = language::Tongue::choose(Some(id), dir)?;
            let questionnaire = tongue.questionnaire()?.into_owned();
            languages.push(Language { name: language::name(id, dir)?, questionnaire, tongue });
        }
        Ok(Ready { config, languages })
    }
}

/// What a kiosk was started with, or goes on with.
struct Ready {
    config: Config,
    languages: Vec<Language>,
}

/// A language of the configuration.
struct Language {
    name: String,
    tongue: language::Tongue,
    questionnaire: Questionnaire,
}

impl Ready {
    fn strings(&self) -> Vec<Strings<'_>> {
        self.languages.iter().map(|language| language.tongue.strings()).collect()
    }

    fn tongues<'q>(&'q self, strings: &'q [Strings<'q>]) -> Vec<Tongue<'q>> {
        let mut tongues = Vec::new();
        for ((id, Language { name, questionnaire, .. }), strings) in
            self.config.languages.iter().zip(&self.languages).zip(strings)
        {
            let front = questionnaire.front();
            let place = self.config.place.as_deref().and_then(|id| front.place(id));
            let words = place.map_or(front.generic(), |place| &place.words);
            let voice = Voice { words, strings };
            tongues.push(Tongue { id: id.clone(), name: name.clone(), questionnaire, voice });
        }
        tongues
    }
}

fn shown(path: &Path) -> String {
    answers_file::printable(&path.display().to_string())
}

fn read(path: &Path, front: &Front, dir: Option<&Path>) -> Result<Config, CliError> {
    let name = shown(path);
    let mut bytes = Vec::new();
    let taken = File::open(path).and_then(|file| file.take(MOST_BYTES).read_to_end(&mut bytes));
    taken.map_err(CliError::io(&format!("cannot read the configuration {name}")))?;
    check(SourceFile { name, bytes }, front, dir)
}

fn check(file: SourceFile, front: &Front, dir: Option<&Path>) -> Result<Config, CliError> {
    let places: Vec<&str> = front.places().iter().map(|place| place.id.as_str()).collect();
    let languages = language::ids(dir)?;
    let languages: Vec<&str> = languages.iter().map(String::as_str).collect();
    let known = Known { places: &places, languages: &languages, is_hash: pin::is_hash };
    config::read(file, known).map_err(CliError::Settings)
}

fn site<'q>(config: &Config, tongues: Vec<Tongue<'q>>) -> Site<'q> {
    Site {
        tongues,
        idle: config.idle,
        idle_summary: config.idle_summary,
        countdown: config.countdown.max(Duration::from_secs(20)),
        calls: config.alert.as_ref().map(|alert| alert.again_after),
        records: config.records.as_ref().map(|records| records.days),
        prints: config.printer.is_some(),
        unlocked: config.pin.is_none(),
    }
}

fn theme(config: &Config) -> Theme {
    let get = |name: &str| env::var(name).ok();
    let choices = Choices {
        themes: config.themes.iter().filter_map(|name| name.parse().ok()).collect(),
        background: config.background.as_ref().and_then(|name| name.parse().ok()),
        signs: config.glyphs.as_ref().and_then(|name| name.parse().ok()),
    };
    Theme::choose(&choices, get)
}

/// `twinge kiosk set-pin`
fn set_pin(config: Option<&Path>) -> Result<u8, CliError> {
    let mut input = io::stdin().lock();
    let asked = "cannot ask for the code";
    let first = ask("New staff code: ", &mut input).map_err(CliError::io(asked))?;
    if !pin::is_code(&first) {
        return Err(CliError::Pin("a staff code has 6 to 12 digits, and nothing else"));
    }
    let second = ask("The same again: ", &mut input).map_err(CliError::io(asked))?;
    if *first != *second {
        return Err(CliError::Pin("the two codes differ; nothing was changed"));
    }
    let hash = pin::hash(&first).map_err(|error| CliError::io(asked)(io::Error::other(error.to_string())))?;
    let line = format!("pin: \"{hash}\",");
    let Some(path) = config else {
        return print(&format!(
            "Put this line into the configuration, in place of the one before:\n    {line}\n"
        ));
    };
    let name = shown(path);
    let text = fs::read_to_string(path).map_err(CliError::io(&format!("cannot read {name}")))?;
    let with_pin = with_line(&text, &line).ok_or(CliError::Pin(
        "the configuration has no line that begins with `pin:`, or more than one; write `pin: None,` into it",
    ))?;
    // What is not sound afterwards is not written.
    let file = SourceFile { name: name.clone(), bytes: with_pin.clone().into_bytes() };
    check(file, load(None)?.front(), None)?;
    replace(path, &with_pin).map_err(CliError::io(&format!("cannot write {name}")))?;
    print(&format!(
        "The new code stands in {name}. A kiosk that runs with this file takes it over once it is free.\n"
    ))
}

/// A configuration with the one line that begins with `pin:` replaced.
fn with_line(text: &str, line: &str) -> Option<String> {
    let is_pin = |line: &&str| line.trim_start().starts_with("pin:");
    if text.lines().filter(is_pin).count() != 1 {
        return None;
    }
    let put = |old: &str| {
        let indent = &old[..old.len() - old.trim_start().len()];
        if is_pin(&old) { format!("{indent}{line}\n") } else { old.to_owned() }
    };
    Some(text.split_inclusive('\n').map(put).collect())
}

/// Writes a file anew as a whole, with the owner, the group and the rights that it has: a kiosk reads it as
/// another user than whoever sets the code.
fn replace(path: &Path, text: &str) -> io::Result<()> {
    let next = path.with_extension("ron.next");
    let before = fs::metadata(path)?;
    let mut file = File::create_new(&next)?;
    let written = give(&file, &before)
        .and_then(|()| file.write_all(text.as_bytes()))
        .and_then(|()| file.sync_all())
        .and_then(|()| fs::rename(&next, path));
    if written.is_err() {
        let _ = fs::remove_file(&next);
    }
    written
}

/// Gives a file the owner, the group and the rights of another one. Who may not do that for an owner or a group
/// that is not theirs gets an error.
fn give(file: &File, like: &Metadata) -> io::Result<()> {
    let made = file.metadata()?;
    let owner = (made.uid() != like.uid()).then(|| like.uid());
    let group = (made.gid() != like.gid()).then(|| like.gid());
    fchown(file, owner, group)?;
    // Only then, or the rights of the one group would for a moment be those of another.
    file.set_permissions(like.permissions())
}

/// Asks for a line that is not shown while it is typed.
fn ask(prompt: &str, input: &mut impl BufRead) -> io::Result<Zeroizing<String>> {
    let _quiet = Quiet::begin()?;
    let mut error = io::stderr();
    write!(error, "{prompt}")?;
    error.flush()?;
    let mut line = Zeroizing::new(String::with_capacity(256));
    let most = u64::try_from(line.capacity()).unwrap_or(0);
    input.by_ref().take(most).read_line(&mut line)?;
    writeln!(error)?;
    let end = line.trim_end_matches(['\n', '\r']).len();
    line.truncate(end);
    Ok(line)
}

/// While it lives, the terminal shows nothing of what is typed, and no key ends the program with the terminal
/// in that state.
struct Quiet(Option<Termios>);

impl Quiet {
    fn begin() -> io::Result<Self> {
        let stdin = io::stdin();
        if !stdin.is_terminal() {
            return Ok(Self(None));
        }
        let before = tcgetattr(&stdin)?;
        let mut quiet = before.clone();
        quiet.local_modes -= LocalModes::ECHO | LocalModes::ISIG;
        tcsetattr(&stdin, OptionalActions::Flush, &quiet)?;
        Ok(Self(Some(before)))
    }
}

impl Drop for Quiet {
    fn drop(&mut self) {
        if let Some(before) = &self.0 {
            let _ = tcsetattr(io::stdin(), OptionalActions::Flush, before);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::with_line;

    #[test]
    fn puts_the_code_in_place_of_the_one_line_for_it() {
        let text = "(\n    // pin: not this\n    place: \"uk\",\n    pin: None, // old\n)\n";
        let wanted = "(\n    // pin: not this\n    place: \"uk\",\n    pin: \"x\",\n)\n";
        assert_eq!(with_line(text, "pin: \"x\",").as_deref(), Some(wanted));
        assert_eq!(with_line("()\n", "x"), None);
        assert_eq!(with_line("(\npin: None,\npin: None,\n)", "x"), None);
    }
}
