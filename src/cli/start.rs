//! Asking the questions, full screen or line by line.

use std::{
    io::{self, IsTerminal},
    path::PathBuf,
    thread,
};

use clap::ValueEnum;

use super::{CliError, find_place, load};
use crate::{
    content::{Front, Setting, Words},
    embedded,
    engine::Session,
    locale::Voice,
    plain, term,
    ui::{App, theme::Theme},
};

#[derive(Debug, clap::Args)]
pub(super) struct Start {
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

impl Start {
    pub(super) fn run(&self) -> Result<u8, CliError> {
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
