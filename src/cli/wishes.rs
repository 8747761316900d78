//! What a person wants: the command line over the environment, the environment over the settings file.

use std::{
    env,
    fs::{self, File},
    io::{self, IsTerminal, Read},
    path::{Path, PathBuf},
};

use super::{CliError, find_place, language::Tongue};
use crate::{
    answers_file,
    content::{Front, SourceFile, Words},
    home,
    settings::{self, Settings},
    ui::theme::{Background, Choices, Named, Signs, Theme},
};

/// Reads a file up to just past what the parser takes, so that it can say that it is too large.
const MOST_BYTES: u64 = 8 * 1024 * 1024 + 1;

#[derive(Debug, Default, clap::Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
pub(super) struct Wishes {
    /// Country whose numbers and words are used, such as uk or us. Without it, none is named.
    #[arg(long, env = "TWINGE_PLACE", value_name = "ID")]
    place: Option<String>,
    /// Language, such as es. Without it, that of the locale if it is there, else English.
    #[arg(long, value_name = "ID")]
    lang: Option<String>,
    /// Themes that go together, with commas between them: default, high-contrast or mono; large.
    #[arg(long, env = "TWINGE_THEME", value_name = "NAMES", value_delimiter = ',')]
    theme: Vec<Named>,
    /// How bright the terminal's background is: light, dark or unknown.
    #[arg(long, env = "TWINGE_BACKGROUND", value_name = "NAME")]
    background: Option<Background>,
    /// Which signs are drawn: unicode or ascii.
    #[arg(long, env = "TWINGE_GLYPHS", value_name = "NAME")]
    glyphs: Option<Signs>,
    /// Asks line by line, without a full screen; for screen readers, pipes and simple terminals.
    #[arg(long)]
    plain: bool,
    /// Leaves the mouse to the terminal, so that text can be marked and copied.
    #[arg(long)]
    no_mouse: bool,
    /// Keeps no answers to come back to, whatever happens.
    #[arg(long)]
    no_save: bool,
    /// Settings file to use instead of the usual one.
    #[arg(long, value_name = "FILE", conflicts_with = "no_settings")]
    settings: Option<PathBuf>,
    /// Uses no settings file.
    #[arg(long)]
    no_settings: bool,
}

/// Wishes with the settings file read.
pub(super) struct Wanted<'w> {
    given: &'w Wishes,
    read: settings::Read,
}

impl Wishes {
    /// Reads the settings file; the usual one may be absent.
    pub(super) fn read(&self) -> Result<Wanted<'_>, CliError> {
        let usual = || home::config(|name| env::var_os(name)).map(|folder| folder.join("settings.ron"));
        let path = match &self.settings {
            Some(path) => Some(path.clone()),
            None if self.no_settings => None,
            // What is no file there is no settings file either; a pipe would never end.
            None => usual().filter(|path| fs::metadata(path).is_ok_and(|about| about.is_file())),
        };
        let read = path.map(|path| read(&path)).transpose()?.unwrap_or_default();
        Ok(Wanted { given: self, read })
    }
}

fn read(path: &Path) -> Result<settings::Read, CliError> {
    let name = answers_file::printable(&path.display().to_string());
    let mut bytes = Vec::new();
    let taken = File::open(path).and_then(|file| file.take(MOST_BYTES).read_to_end(&mut bytes));
    taken.map_err(CliError::io(&format!("cannot read the settings file {name}")))?;
    settings::read(SourceFile { name, bytes }).map_err(CliError::Settings)
}

impl Wanted<'_> {
    fn settings(&self) -> &Settings {
        &self.read.settings
    }

    /// The content and the words of the interface in the language that is wanted, from a folder if given.
    pub(super) fn tongue(&self, dir: Option<&Path>) -> Result<Tongue, CliError> {
        if let Some(lang) = &self.given.lang {
            return Tongue::choose(Some(lang), dir);
        }
        let Some(lang) = &self.settings().lang else { return Tongue::choose(None, dir) };
        Tongue::choose(Some(lang.as_str()), dir).or_else(|error| match error {
            CliError::Language { known, .. } => {
                let known: Vec<&str> = known.split(", ").collect();
                self.read.check("language", lang, &known).map_err(CliError::Settings)?;
                Tongue::choose(None, dir)
            }
            other => Err(other),
        })
    }

    /// Whether the mouse is listened to.
    pub(super) fn mouse(&self) -> bool {
        !self.given.no_mouse && self.settings().mouse.unwrap_or(true)
    }

    /// Whether answers may be kept.
    pub(super) fn save(&self) -> bool {
        !self.given.no_save && self.settings().save.unwrap_or(true)
    }

    /// Whether questions are asked line by line, because that is wanted or there is no other way.
    pub(super) fn plain(&self) -> bool {
        let told = env::var("ACCESSIBLE").ok().filter(|told| !told.is_empty());
        let told = told.map(|told| !matches!(told.as_str(), "0" | "false"));
        let wanted = told.or(self.settings().plain).unwrap_or(false);
        let dumb = env::var("TERM").is_ok_and(|term| term == "dumb");
        self.given.plain || wanted || dumb || !io::stdin().is_terminal() || !io::stdout().is_terminal()
    }

    /// How things look.
    pub(super) fn theme(&self) -> Theme {
        let get = |name: &str| env::var(name).ok();
        Theme::choose(&choices(self.given, self.settings(), get), get)
    }

    /// The numbers and words of the place.
    pub(super) fn words<'f>(&self, front: &'f Front) -> Result<&'f Words, CliError> {
        if let Some(id) = &self.given.place {
            return find_place(front, id).map(|place| &place.words);
        }
        let Some(id) = &self.settings().place else { return Ok(front.generic()) };
        let known: Vec<&str> = front.places().iter().map(|place| place.id.as_str()).collect();
        self.read.check("place", id, &known).map_err(CliError::Settings)?;
        Ok(front.place(id.as_str()).map_or(front.generic(), |place| &place.words))
    }
}

/// Colours of the file yield to `NO_COLOR`, and its signs to a console that cannot draw them.
fn choices(given: &Wishes, settings: &Settings, get: impl Fn(&str) -> Option<String>) -> Choices {
    let no_color = get("NO_COLOR").is_some_and(|value| !value.is_empty());
    let in_file = settings.theme.iter().flat_map(|names| &names.0);
    let in_file = in_file.filter_map(|name| name.as_str().parse().ok());
    let themes = if given.theme.is_empty() {
        in_file.filter(|theme| !no_color || *theme == Named::Large).collect()
    } else {
        given.theme.clone()
    };
    let console = get("TERM").is_some_and(|term| term == "linux");
    let glyphs = settings.glyphs.as_ref().and_then(|name| name.as_str().parse().ok());
    let background = settings.background.as_ref().and_then(|name| name.as_str().parse().ok());
    Choices {
        themes,
        background: given.background.or(background),
        signs: given.glyphs.or(glyphs.filter(|signs| !console || *signs == Signs::Ascii)),
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a failing test should panic")]

    use clap::{Args as _, FromArgMatches as _};

    use super::{Background, Choices, Named, Signs, Wishes, choices};
    use crate::{
        content::SourceFile,
        settings::{self, BACKGROUNDS, GLYPHS, THEMES},
    };

    fn chosen(args: &[&str], file: &str, env: &[(&str, &str)]) -> Choices {
        let command = Wishes::augment_args(clap::Command::new("twinge").no_binary_name(true));
        let given = Wishes::from_arg_matches(&command.try_get_matches_from(args).unwrap()).unwrap();
        let file = SourceFile { name: "settings.ron".to_owned(), bytes: file.as_bytes().to_vec() };
        let read = settings::read(file).unwrap();
        let get = |name: &str| env.iter().find(|(known, _)| *known == name).map(|(_, v)| (*v).to_owned());
        choices(&given, &read.settings, get)
    }

    #[test]
    fn the_command_line_wins_over_the_environment_and_that_over_the_file() {
        let file = r#"(theme: ["high-contrast", "large"], background: "light", glyphs: "unicode")"#;
        let all = chosen(&[], file, &[]);
        assert_eq!(all.themes, [Named::HighContrast, Named::Large]);
        assert_eq!((all.background, all.signs), (Some(Background::Light), Some(Signs::Unicode)));
        let env = [("NO_COLOR", "1"), ("TERM", "linux")];
        let some = chosen(&[], file, &env);
        assert_eq!((some.themes, some.signs), (vec![Named::Large], None));
        let args = ["--theme", "high-contrast", "--glyphs", "unicode", "--background", "dark"];
        let given = chosen(&args, file, &env);
        assert_eq!(given.themes, [Named::HighContrast]);
        assert_eq!((given.background, given.signs), (Some(Background::Dark), Some(Signs::Unicode)));
    }

    #[test]
    fn the_file_knows_the_same_names_as_the_command_line() {
        let ids = Named::ALL.iter().map(|one| one.id()).collect::<Vec<_>>();
        assert_eq!(ids, THEMES);
        assert_eq!(Background::ALL.iter().map(|one| one.id()).collect::<Vec<_>>(), BACKGROUNDS);
        assert_eq!(Signs::ALL.iter().map(|one| one.id()).collect::<Vec<_>>(), GLYPHS);
    }
}
