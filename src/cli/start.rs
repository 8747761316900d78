//! Asking the questions, full screen or line by line.

use std::{
    io::{self, IsTerminal},
    path::PathBuf,
    thread,
    time::Duration,
};

use clap::ValueEnum;

use super::{
    CliError,
    language::Tongue,
    print,
    wishes::{Wanted, Wishes},
};
use crate::{
    answers_file,
    content::{Questionnaire, Setting},
    end::End,
    engine::Session,
    home,
    keep::{Keeper, Store},
    kept::{self, Found, Keeping, Memory, WhyNot},
    locale::{Strings, Voice},
    outlet::System,
    plain, term,
    ui::App,
};

/// What a terminal is left to paint the first screen in, before the questions take the processor: what carries
/// the screen to it may have to run on the same one. Nobody presses a key so soon.
const TO_PAINT: Duration = Duration::from_millis(1);

#[derive(Debug, Default, clap::Args)]
pub(super) struct Start {
    /// Which questions are asked and how results are worded.
    #[arg(long, value_enum, default_value_t = SettingArg::Home)]
    setting: SettingArg,
    #[command(flatten)]
    wishes: Wishes,
    /// Folder with content to use instead of what ships with the program.
    #[arg(long, value_name = "DIR")]
    questions: Option<PathBuf>,
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum SettingArg {
    #[default]
    Home,
    WaitingRoom,
}

impl Start {
    pub(super) fn run(&self) -> Result<u8, CliError> {
        let setting = match self.setting {
            SettingArg::Home => Setting::Home,
            SettingArg::WaitingRoom => Setting::WaitingRoom,
        };
        let wanted = self.wishes.read()?;
        // A folder of the author's may have problems, which are told before anything is shown.
        let tongue = wanted.tongue(self.questions.as_deref())?;
        let strings = tongue.strings();
        if wanted.plain() {
            line_by_line(setting, &wanted, &tongue, &strings)
        } else {
            full_screen(setting, &wanted, &tongue, &strings)
        }
    }
}

fn line_by_line(
    setting: Setting,
    wanted: &Wanted<'_>,
    tongue: &Tongue,
    strings: &Strings<'_>,
) -> Result<u8, CliError> {
    let questionnaire = tongue.questionnaire()?;
    let voice = Voice { words: wanted.words(questionnaire.front())?, strings };
    let (mut keeping, store) = store(setting, wanted.save());
    let found = store.as_ref().and_then(|store| found(store, &questionnaire, setting));
    let mut keeper = store.and_then(|store| {
        let keeper = Keeper::start(store, || ());
        keeper.map_err(|why| keeping = Keeping::Not(why)).ok()
    });
    let session = Session::new(&questionnaire, setting);
    let memory = Memory { keeping, found };
    let (input, output) = (io::stdin().lock(), io::stdout().lock());
    let end = plain::run_with_memory(session, voice, memory, &mut keeper, input, output, &System::new());
    let end = match end {
        // Whoever closes the pipe has left; there is nobody to tell.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => End::Left,
        end => end.map_err(CliError::io("cannot go on"))?,
    };
    if end == End::Finished
        && let Some(keeper) = keeper
    {
        keeper.forget();
    }
    Ok(end.code())
}

/// The first screen is there before the shipped questions are read: that takes longer than all else.
fn full_screen(
    setting: Setting,
    wanted: &Wanted<'_>,
    tongue: &Tongue,
    strings: &Strings<'_>,
) -> Result<u8, CliError> {
    let failed = || CliError::io("the terminal failed");
    let front = tongue.front()?;
    let voice = Voice { words: wanted.words(&front)?, strings };
    let (keeping, store) = store(setting, wanted.save());
    let mut shell = term::Shell::open(wanted.theme(), wanted.mouse()).map_err(failed())?;
    // What can be done with a kept session is known only once the questions are read.
    if !store.as_ref().is_some_and(Store::holds_something) {
        shell.welcome(&front, voice, keeping).map_err(failed())?;
        thread::sleep(TO_PAINT);
    }
    let questionnaire = tongue.questionnaire()?;
    let found = store.as_ref().and_then(|store| found(store, &questionnaire, setting));
    let app = App::new(&questionnaire, setting, voice).with_memory(Memory { keeping, found });
    let (end, kept) = shell.run(app, store).map_err(failed())?;
    if kept && end == End::Left {
        print(&format!("{}\n", voice.strings.keep_left))?;
    }
    Ok(end.code())
}

/// Whether answers are kept, and where. Never in a waiting room, where the next person sits down, and not
/// for a program that types the answers.
fn store(setting: Setting, save: bool) -> (Keeping, Option<Store>) {
    if !save || setting == Setting::WaitingRoom || !io::stdin().is_terminal() {
        return (Keeping::Off, None);
    }
    let Some(folder) = home::state(|name| std::env::var_os(name)) else {
        return (Keeping::Not(WhyNot::NoHome), None);
    };
    match Store::open(&folder) {
        Ok(store) => (Keeping::Kept, Some(store)),
        Err(why) => (Keeping::Not(why), None),
    }
}

/// What a store holds of last time.
fn found<'q>(store: &Store, questionnaire: &'q Questionnaire, setting: Setting) -> Option<Found<'q>> {
    let text = store.read().transpose()?;
    let taken = text.and_then(|text| kept::read(&text)?.take_up(questionnaire, setting));
    Some(taken.map_or_else(Found::Unusable, Found::Session))
}

/// `twinge forget`
pub(super) fn forget() -> Result<u8, CliError> {
    let nothing = "Nothing was kept.\n";
    let Some(folder) = home::state(|name| std::env::var_os(name)) else { return print(nothing) };
    let shown = answers_file::printable(&folder.display().to_string());
    let store = Store::find(&folder).map_err(|why| CliError::Kept { folder: shown.clone(), why })?;
    match store {
        Some(store) if store.holds_something() => {
            store.delete().map_err(CliError::io(&format!("cannot delete what is kept in {shown}")))?;
            store.tidy();
            print("Deleted. No answers are kept any more.\n")
        }
        _ => print(nothing),
    }
}
