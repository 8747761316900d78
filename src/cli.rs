//! Arguments → what to do; exit codes.

mod assess;
mod author;
mod kiosk;
mod language;
mod manual;
mod start;
mod wishes;

use std::{
    env,
    io::{self, Write},
    path::{Path, PathBuf},
    process::ExitCode,
    sync::Arc,
};

use clap::{Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use signal_hook::consts::SIGXFSZ;

use self::{
    assess::assess_file,
    author::{check, cover, diff, prove, test},
    kiosk::Station,
    start::{Start, forget},
};
use crate::{
    answers_file,
    content::{self, Front, Origin, Place, Problems, Questionnaire, Vignettes},
    embedded,
    end::{CONTENT, FAILED, OK, USAGE},
    folder,
    kept::WhyNot,
    proof, report,
};

const EXIT_CODES: &str = "\
Exit codes:
  0    finished; staff ended the kiosk
  1    something failed; the message says what
  2    the command line was not understood
  3    the content has problems, loses facts of its source documents, a vignette does not hold, or a
       proof fails or is given up
  4    `diff` found a session that the newer version finds less urgent
  130  the person left before the end, or in plain mode whoever read the output did
  128+n  ended by signal n (129 hang-up, 143 terminate)";

/// Sorts aches at night and at rest by urgency, explains what could fit, and says what to do next.
/// It does not diagnose.
#[derive(Debug, Default, Parser)]
#[command(name = "twinge", version, after_help = EXIT_CODES, args_conflicts_with_subcommands = true)]
pub struct Args {
    #[command(flatten)]
    start: Start,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Asks one person after the other in a waiting room, on a screen that nobody looks after.
    Kiosk(Station),
    /// Deletes the answers that were kept so that you can come back to them.
    Forget,
    /// Checks a content folder and shows every problem in it.
    Check {
        /// The folder; what ships with the program, if absent.
        dir: Option<PathBuf>,
    },
    /// Runs the vignettes of a content folder: made-up people, and what has to come of their answers.
    Test {
        /// The folder; what ships with the program, if absent.
        dir: Option<PathBuf>,
    },
    /// Proves what holds in every session: counts them, and checks that everything can be met and that each
    /// statement of invariants.ron holds.
    Prove {
        /// The folder; what ships with the program, if absent.
        dir: Option<PathBuf>,
        /// Also prints a session for everything that can be met, as a file for `twinge assess`.
        #[arg(long)]
        examples: bool,
    },
    /// Prints a file for translators: every text in English, with its translation as far as there is one.
    ///
    /// What is missing is empty, and what is out of date is marked.
    Texts {
        /// The language, such as es or pt-br. It need not have a file yet.
        lang: String,
        /// The folder; what ships with the program, if absent.
        dir: Option<PathBuf>,
        /// Writes one file for each part of the content into this folder. No file is ever overwritten.
        #[arg(long, value_name = "DIR")]
        into: Option<PathBuf>,
    },
    /// Shows for each fact of the source documents which entries carry it, and whether a session shows them.
    Coverage {
        /// The folder; what ships with the program, if absent.
        dir: Option<PathBuf>,
    },
    /// Tells what becomes of every session between two versions of the content, and which texts changed.
    ///
    /// Levels are compared for all complete sessions with the same answers, not for a sample. The exit code
    /// is 4 if any comes out less urgent. It may take a few minutes.
    Diff {
        /// Folder with the older version, or `shipped` for what ships with the program.
        old: PathBuf,
        /// Folder with the newer version, or `shipped`.
        new: PathBuf,
    },
    /// Assesses answers from a file, without asking.
    Assess {
        /// A JSON or RON file with answers, or - for standard input.
        answers: PathBuf,
        /// How the result is written.
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
        /// Folder with content to use instead of what ships with the program.
        #[arg(long, value_name = "DIR")]
        questions: Option<PathBuf>,
    },
    /// Prints the manual page, in the language of man(1).
    Man,
    /// Prints what a shell needs to complete commands and options.
    Completions {
        /// Which shell.
        #[arg(value_enum)]
        shell: Shell,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For reading.
    Text,
    /// For reading, and for programs that lay text out.
    Markdown,
    /// What a doctor wants to hear first, on lines for a slip of paper.
    Slip,
    /// For programs; docs/JSON.md describes it.
    Json,
}

/// What stops a command, and with which code.
#[derive(Debug, thiserror::Error)]
pub enum CliError {
    /// The content has problems.
    #[error("{}", report::problems::render(.0))]
    Content(#[from] Problems),
    /// One of two versions of the content has problems.
    #[error("{version}:\n{}", report::problems::render(.problems))]
    Version {
        /// Which.
        version: String,
        /// Its problems.
        problems: Problems,
    },
    /// The settings file has problems.
    #[error("{}", report::problems::render(.0))]
    Settings(Problems),
    /// There is no staff code, so the kiosk could not be left, nor an emergency cleared.
    #[error(
        "there is no staff code: make one with `twinge kiosk set-pin` and put it into {file}, or try the kiosk \
         out with --unlocked"
    )]
    NoPin {
        /// The configuration.
        file: String,
    },
    /// The content of a kiosk does not prove.
    #[error("`twinge prove` finds what does not hold in every session of {folder}")]
    Unproved {
        /// The folder.
        folder: String,
    },
    /// Two codes differ, or one can be none.
    #[error("{0}")]
    Pin(&'static str),
    /// Two versions could not be compared.
    #[error(transparent)]
    NotCompared(#[from] proof::NotCompared),
    /// A folder without vignettes: a test of nothing must not pass.
    #[error("there are no vignettes in {folder}; docs/AUTHORING.md says how to write one")]
    NoVignettes {
        /// The folder.
        folder: String,
    },
    /// The answers file cannot be used.
    #[error("{file}: {error}")]
    Answers {
        /// The file.
        file: String,
        /// What is wrong with it.
        error: answers_file::AnswersError,
    },
    /// The content is too large to be proved.
    #[error(transparent)]
    TooLarge(#[from] proof::TooLarge),
    /// A file or a stream failed.
    #[error("{what}: {error}")]
    Io {
        /// What was tried.
        what: String,
        /// Why it failed.
        error: io::Error,
    },
    /// A place that the content does not have.
    #[error("there is no place `{given}`; there are {known}")]
    Place {
        /// What was asked for.
        given: String,
        /// What there is.
        known: String,
    },
    /// The folder of kept answers cannot be used.
    #[error("nothing can be deleted in {folder}: {}", refused(*.why))]
    Kept {
        /// The folder.
        folder: String,
        /// Why not.
        why: WhyNot,
    },
    /// A language that the content does not have.
    #[error("there is no language `{given}`; there are {known}")]
    Language {
        /// What was asked for.
        given: String,
        /// What there is.
        known: String,
    },
    /// The outcome could not be written as JSON.
    #[error("the outcome could not be written as JSON: {0}")]
    Json(#[from] serde_json::Error),
}

impl CliError {
    const fn code(&self) -> u8 {
        match self {
            Self::Content(_)
            | Self::Version { .. }
            | Self::NoVignettes { .. }
            | Self::Unproved { .. }
            | Self::TooLarge(_) => CONTENT,
            _ => FAILED,
        }
    }

    fn io(what: &str) -> impl FnOnce(io::Error) -> Self + use<> {
        let what = what.to_owned();
        move |error| Self::Io { what, error }
    }
}

const fn refused(why: WhyNot) -> &'static str {
    match why {
        WhyNot::InUse => "twinge is open somewhere else; leave it first",
        WhyNot::NoHome | WhyNot::CannotWrite | WhyNot::Stopped => {
            "the folder cannot be opened, or others may write in it"
        }
    }
}

/// Has a write fail where a file may not grow any further, as on a full disk. Otherwise a signal would end the
/// program there, with the terminal in its modes.
pub fn survive_full_files() {
    // Where it cannot be had, all is as with any other program.
    let _ = signal_hook::flag::register(SIGXFSZ, Arc::default());
}

/// The environment variables that say what the command line does not.
const VARIABLES: [&str; 4] = ["TWINGE_PLACE", "TWINGE_THEME", "TWINGE_BACKGROUND", "TWINGE_GLYPHS"];

/// Reads the command line.
///
/// # Errors
///
/// The exit code, if what was asked for is told already: help, the version, what was not understood.
pub fn args() -> Result<Args, ExitCode> {
    // To make what reads a command line takes longer than to draw the first screen.
    if env::args_os().len() == 1 && VARIABLES.iter().all(|name| env::var_os(name).is_none()) {
        return Ok(Args::default());
    }
    Args::try_parse().map_err(|error| {
        if error.use_stderr() {
            // The terminal may be gone; there is nobody left to tell then.
            let _ = error.print();
            return ExitCode::from(USAGE);
        }
        let printed = error.print().and_then(|()| io::stdout().flush());
        match printed.or_else(unless_unread) {
            Ok(()) => ExitCode::from(OK),
            Err(error) => failed(&CliError::io(RESULT)(error)),
        }
    })
}

/// Runs a command line; every message and every exit code of the program comes from here.
#[must_use]
pub fn run(args: &Args) -> ExitCode {
    match args.run() {
        Ok(code) => ExitCode::from(code),
        Err(error) => failed(&error),
    }
}

fn failed(error: &CliError) -> ExitCode {
    // The terminal may be gone; there is nobody left to tell then.
    let _ = write!(io::stderr(), "twinge: {}", message(error));
    ExitCode::from(error.code())
}

fn message(error: &CliError) -> String {
    let mut text = error.to_string();
    if !text.ends_with('\n') {
        text.push('\n');
    }
    text
}

impl Args {
    fn run(&self) -> Result<u8, CliError> {
        match &self.command {
            None => self.start.run(),
            Some(Command::Kiosk(station)) => station.run(),
            Some(Command::Forget) => forget(),
            Some(Command::Check { dir }) => check(dir.as_deref()),
            Some(Command::Test { dir }) => test(dir.as_deref()),
            Some(Command::Coverage { dir }) => cover(dir.as_deref()),
            Some(Command::Texts { lang, dir, into }) => {
                language::texts(lang, dir.as_deref(), into.as_deref())
            }
            Some(Command::Prove { dir, examples }) => prove(dir.as_deref(), *examples),
            Some(Command::Diff { old, new }) => diff(old, new),
            Some(Command::Assess { answers, format, questions }) => {
                assess_file(answers, *format, questions.as_deref())
            }
            Some(Command::Man) => manual::man(),
            Some(Command::Completions { shell }) => manual::completions(*shell),
        }
    }
}

/// The content of a folder, or what ships with the program.
fn load(dir: Option<&Path>) -> Result<Questionnaire, Problems> {
    match dir {
        Some(dir) => load_with_vignettes(dir).map(|(questionnaire, _)| questionnaire),
        None => embedded::questionnaire(),
    }
}

fn load_with_vignettes(dir: &Path) -> Result<(Questionnaire, Vignettes), Problems> {
    let files = folder::read(dir)?;
    let parsed = language::english(&files);
    content::check_with_vignettes(&parsed, Origin::Author, parsed.fingerprint())
        .map_err(|problems| Problems { problems, files })
}

fn find_place<'q>(front: &'q Front, id: &str) -> Result<&'q Place, CliError> {
    front.place(id).ok_or_else(|| CliError::Place {
        given: answers_file::printable(id),
        known: front.places().iter().map(|place| place.id.as_str()).collect::<Vec<_>>().join(", "),
    })
}

/// What is said to have failed where standard output does.
const RESULT: &str = "cannot write the result";

/// Prints what was asked for.
fn print(text: &str) -> Result<u8, CliError> {
    let mut stdout = io::stdout().lock();
    let printed = stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush());
    printed.or_else(unless_unread).map_err(CliError::io(RESULT))?;
    Ok(OK)
}

/// A reader that has closed the pipe has seen enough.
fn unless_unread(error: io::Error) -> io::Result<()> {
    if error.kind() == io::ErrorKind::BrokenPipe { Ok(()) } else { Err(error) }
}

#[cfg(test)]
mod tests {
    use std::ffi::OsStr;

    use clap::{CommandFactory, Parser};

    use super::{Args, VARIABLES};

    #[test]
    fn an_empty_command_line_that_is_not_read_asks_for_what_it_would() {
        let read = Args::try_parse_from(["twinge"]).map(|args| format!("{args:?}"));
        assert_eq!(read.ok(), Some(format!("{:?}", Args::default())));
    }

    #[test]
    fn every_variable_that_a_start_goes_by_is_named() {
        let command = Args::command();
        let read: Vec<&OsStr> = command.get_arguments().filter_map(clap::Arg::get_env).collect();
        assert_eq!(read, VARIABLES.map(OsStr::new));
    }
}
