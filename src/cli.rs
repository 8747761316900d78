//! Arguments → what to do; exit codes.

use std::{
    fs,
    io::{self, IsTerminal, Read, Write},
    path::{Path, PathBuf},
    process::ExitCode,
    thread,
};

use clap::{Parser, Subcommand, ValueEnum};

use crate::{
    answers_file, changes,
    content::{self, Front, Origin, Place, Problems, Questionnaire, Setting, Vignettes, Words},
    coverage, embedded,
    end::{CONTENT, FAILED, LOWERED, OK},
    engine::{Session, assess},
    folder,
    locale::Voice,
    plain, proof, report, term,
    ui::{App, theme::Theme},
    vignettes::{self, Verdict},
};

const EXIT_CODES: &str = "\
Exit codes:
  0    finished
  1    something failed; the message says what
  2    the command line was not understood
  3    the content has problems, loses facts of its source documents, a vignette does not hold, or a
       proof fails
  4    `diff` found a session that the newer version finds less urgent
  130  the person left before the end
  128+n  ended by signal n (129 hang-up, 143 terminate)";

/// Largest answers file that is read.
const MOST_ANSWER_BYTES: u64 = 1024 * 1024;

/// Sorts aches at night and at rest by urgency, explains what could fit, and says what to do next.
/// It does not diagnose.
#[derive(Debug, Parser)]
#[command(name = "twinge", version, after_help = EXIT_CODES, args_conflicts_with_subcommands = true)]
pub struct Args {
    #[command(flatten)]
    start: Start,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, clap::Args)]
struct Start {
    /// Which questions are asked and how results are worded.
    #[arg(long, value_enum, default_value_t = SettingArg::Home)]
    setting: SettingArg,
    /// Country whose numbers and words are used, such as uk or us. Without it, none is named.
    #[arg(long, env = "TWINGE_PLACE", value_name = "ID")]
    place: Option<String>,
    /// Asks line by line, without a full screen; for screen readers, pipes and simple terminals.
    #[arg(long)]
    plain: bool,
    /// Leaves the mouse to the terminal, so that text can be marked and copied.
    #[arg(long)]
    no_mouse: bool,
    /// Folder with content to use instead of what ships with the program.
    #[arg(long, value_name = "DIR")]
    questions: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum SettingArg {
    Home,
    WaitingRoom,
}

#[derive(Debug, Subcommand)]
enum Command {
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
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For reading.
    Text,
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
    /// The outcome could not be written as JSON.
    #[error("the outcome could not be written as JSON: {0}")]
    Json(#[from] serde_json::Error),
}

impl CliError {
    const fn code(&self) -> u8 {
        match self {
            Self::Content(_) | Self::Version { .. } | Self::NoVignettes { .. } => CONTENT,
            _ => FAILED,
        }
    }

    fn io(what: &str) -> impl FnOnce(io::Error) -> Self {
        let what = what.to_owned();
        move |error| Self::Io { what, error }
    }
}

/// Runs a command line; every message and every exit code of the program comes from here.
#[must_use]
pub fn run(args: &Args) -> ExitCode {
    match args.run() {
        Ok(code) => ExitCode::from(code),
        Err(error) => {
            // The terminal may be gone; there is nobody left to tell then.
            let _ = write!(io::stderr(), "twinge: {}", message(&error));
            ExitCode::from(error.code())
        }
    }
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
            Some(Command::Check { dir }) => check(dir.as_deref()),
            Some(Command::Test { dir }) => test(dir.as_deref()),
            Some(Command::Coverage { dir }) => cover(dir.as_deref()),
            Some(Command::Prove { dir, examples }) => prove(dir.as_deref(), *examples),
            Some(Command::Diff { old, new }) => diff(old, new),
            Some(Command::Assess { answers, format, questions }) => {
                assess_file(answers, *format, questions.as_deref())
            }
        }
    }
}

impl Start {
    fn run(&self) -> Result<u8, CliError> {
        let setting = match self.setting {
            SettingArg::Home => Setting::Home,
            SettingArg::WaitingRoom => Setting::WaitingRoom,
        };
        if self.plain || wants_plain() {
            let questionnaire = load(self.questions.as_deref())?;
            let words = self.words(questionnaire.front())?;
            let session = Session::new(&questionnaire, setting);
            let end = plain::run(session, Voice::english(words), io::stdin().lock(), io::stdout().lock());
            return Ok(end.map_err(CliError::io("cannot go on"))?.code());
        }
        self.full_screen(setting)
    }

    /// The first screen is there before the shipped questions are read: that takes longer than all else.
    fn full_screen(&self, setting: Setting) -> Result<u8, CliError> {
        let failed = || CliError::io("the terminal failed");
        // A folder of the author's may have problems, which are told before anything is shown.
        let own = self.questions.as_deref().map(|dir| load(Some(dir))).transpose()?;
        let front = match &own {
            Some(questionnaire) => questionnaire.front().clone(),
            None => embedded::front()?,
        };
        let voice = Voice::english(self.words(&front)?);
        let theme = Theme::for_environment(|name| std::env::var(name).ok());
        let mut shell = term::Shell::open(theme, !self.no_mouse).map_err(failed())?;
        shell.welcome(&front, voice).map_err(failed())?;
        // The terminal paints first, then the questions take the processor.
        thread::yield_now();
        let questionnaire = match own {
            Some(questionnaire) => questionnaire,
            None => embedded::questionnaire()?,
        };
        let end = shell.run(App::new(&questionnaire, setting, voice)).map_err(failed())?;
        Ok(end.code())
    }

    fn words<'f>(&self, front: &'f Front) -> Result<&'f Words, CliError> {
        let place = self.place.as_deref().map(|id| find_place(front, id)).transpose()?;
        Ok(place.map_or(front.generic(), |place| &place.words))
    }
}

/// Whether the environment asks for plain mode, or leaves no other way.
fn wants_plain() -> bool {
    let accessible = std::env::var("ACCESSIBLE").unwrap_or_default();
    let asked = !matches!(accessible.as_str(), "" | "0" | "false");
    let dumb = std::env::var("TERM").is_ok_and(|term| term == "dumb");
    asked || dumb || !io::stdin().is_terminal() || !io::stdout().is_terminal()
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
    let parsed = content::parse(&files);
    content::check_with_vignettes(&parsed, Origin::Author, parsed.fingerprint())
        .map_err(|problems| Problems { problems, files })
}

fn find_place<'q>(front: &'q Front, id: &str) -> Result<&'q Place, CliError> {
    front.place(id).ok_or_else(|| CliError::Place {
        given: answers_file::printable(id),
        known: front.places().iter().map(|place| place.id.as_str()).collect::<Vec<_>>().join(", "),
    })
}

fn check(dir: Option<&Path>) -> Result<u8, CliError> {
    let questionnaire = load(dir)?;
    let counts = format!(
        "no problems: {} questions, {} options, {} red flags, floors and escalations, {} causes, \
         {} pieces of advice, {} sources\n{} {}, fingerprint {}\n",
        questionnaire.questions().len(),
        questionnaire.questions().iter().map(|question| question.options().len()).sum::<usize>(),
        questionnaire.rules().len(),
        questionnaire.causes().len(),
        questionnaire.advice().len(),
        questionnaire.sources().len(),
        questionnaire.id(),
        questionnaire.version(),
        questionnaire.fingerprint(),
    );
    print(&counts)
}

fn test(dir: Option<&Path>) -> Result<u8, CliError> {
    let (questionnaire, vignettes) = match dir {
        Some(dir) => load_with_vignettes(dir)?,
        None => embedded::with_tests()?,
    };
    if vignettes.all.is_empty() {
        let shown = |dir: &Path| format!("`{}`", answers_file::printable(&dir.display().to_string()));
        return Err(CliError::NoVignettes { folder: dir.map_or_else(|| "the program".to_owned(), shown) });
    }
    let verdicts = vignettes::run(&questionnaire, &vignettes);
    let printed = print(&report::vignettes::render(&vignettes, &verdicts))?;
    Ok(if verdicts.iter().all(Verdict::holds) { printed } else { CONTENT })
}

fn prove(dir: Option<&Path>, examples: bool) -> Result<u8, CliError> {
    let (questionnaire, parsed, files) = match dir {
        Some(dir) => {
            let files = folder::read(dir)?;
            let parsed = content::parse(&files);
            match content::check(&parsed, Origin::Author, parsed.fingerprint()) {
                Ok(questionnaire) => (questionnaire, parsed, files),
                Err(problems) => return Err(Problems { problems, files }.into()),
            }
        }
        None => (embedded::with_tests()?.0, content::Parsed::default(), Vec::new()),
    };
    let proof = proof::prove(&questionnaire)?;
    let mut text =
        report::proof::render(&questionnaire, &proof, &files, &|entry| content::locate(&parsed, entry));
    if examples {
        text.push('\n');
        text.push_str(&report::proof::examples(&questionnaire, &proof));
    }
    let printed = print(&text)?;
    Ok(if proof.holds() { printed } else { CONTENT })
}

fn cover(dir: Option<&Path>) -> Result<u8, CliError> {
    let questionnaire = load(dir)?;
    let examples = proof::examples(&questionnaire)?;
    let shown = coverage::shown(&examples);
    let rows = coverage::coverage(&questionnaire, &|carrier| shown.contains(&carrier));
    print(&coverage::render(&questionnaire, &rows))?;
    Ok(if rows.iter().all(coverage::Row::holds) { OK } else { CONTENT })
}

/// The word for the content that ships with the program; a folder of that name is `./shipped`.
const SHIPPED: &str = "shipped";

fn diff(old: &Path, new: &Path) -> Result<u8, CliError> {
    // A version that is in use already has to be sound; it need not meet lints that came after it.
    let [old, new] = [version(old, Origin::Build)?, version(new, Origin::Author)?];
    let changes = changes::changes(&old, &new);
    let (flow, urgency) = [changes::Bearing::Flow, changes::Bearing::Urgency]
        .map(|bearing| changes::any(&changes, bearing))
        .into();
    let compared =
        (flow || urgency).then(|| proof::compare(&old, &new, !flow, proof::MOST_NODES)).transpose()?;
    let printed = print(&report::changes::render([&old, &new], &changes, compared.as_ref()))?;
    Ok(if compared.is_some_and(|compared| compared.lowers()) { LOWERED } else { printed })
}

fn version(dir: &Path, origin: Origin) -> Result<Questionnaire, CliError> {
    let named = |problems| CliError::Version {
        version: answers_file::printable(&dir.display().to_string()),
        problems,
    };
    if dir == Path::new(SHIPPED) {
        return embedded::questionnaire().map_err(named);
    }
    let files = folder::read(dir).map_err(named)?;
    let parsed = content::parse(&files);
    content::check(&parsed, origin, parsed.fingerprint())
        .map_err(|problems| named(Problems { problems, files }))
}

fn assess_file(path: &Path, format: Format, questions: Option<&Path>) -> Result<u8, CliError> {
    let questionnaire = load(questions)?;
    let name = if path == Path::new("-") {
        "standard input".to_owned()
    } else {
        answers_file::printable(&path.display().to_string())
    };
    let text = read_answers(path).map_err(CliError::io(&format!("cannot read {name}")))?;
    let bad = |error| CliError::Answers { file: name.clone(), error };
    let file = answers_file::parse(&text).map_err(bad)?;
    let session = file.session(&questionnaire).map_err(bad)?;
    let front = questionnaire.front();
    let place = file.place.as_deref().map(|id| find_place(front, id)).transpose()?;
    let words: &Words = place.map_or(front.generic(), |place| &place.words);
    let outcome = assess(&session);
    print(&match format {
        Format::Text => report::text::render(&questionnaire, Voice::english(words), &outcome),
        Format::Json => {
            report::json::render(&session, place.map(|place| place.id.as_str()), words, &outcome)?
        }
    })
}

fn read_answers(path: &Path) -> io::Result<String> {
    let mut bytes = Vec::new();
    let limit = MOST_ANSWER_BYTES + 1;
    if path == Path::new("-") {
        io::stdin().take(limit).read_to_end(&mut bytes)?;
    } else {
        fs::File::open(path)?.take(limit).read_to_end(&mut bytes)?;
    }
    if bytes.len() as u64 >= limit {
        return Err(io::Error::other("it is larger than an answers file can be"));
    }
    String::from_utf8(bytes).map_err(|_| io::Error::other("it is not UTF-8 text"))
}

/// Prints what was asked for. A reader that has closed the pipe has seen enough.
fn print(text: &str) -> Result<u8, CliError> {
    let mut stdout = io::stdout().lock();
    match stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(CliError::io("cannot write the result")(error))
        }
        _ => Ok(OK),
    }
}
