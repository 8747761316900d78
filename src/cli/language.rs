//! Languages: which one a session is held in, and files for translators.

use std::{borrow::Cow, collections::HashMap, env, fs, io::Write, mem, path::Path};

use super::{CliError, print};
use crate::{
    answers_file,
    content::{self, Front, Origin, PSEUDO, Parsed, Problems, Questionnaire, SourceFile, hash_of},
    embedded::{self, Shipped},
    folder,
    locale::Strings,
    report,
};

/// The content and the words of the interface in the language of a session.
pub(super) struct Tongue {
    /// The content of a folder; what ships with the program, if absent.
    own: Option<Questionnaire>,
    /// The language of the shipped content; English, if absent.
    shipped: Option<&'static Shipped>,
    /// Texts of the interface by id; English where one is missing.
    interface: HashMap<String, String>,
}

impl Tongue {
    /// Takes the language that was asked for, or else that of the locale. The content of a folder is read and
    /// checked here; it may have problems, which are told before anything is shown.
    pub(super) fn choose(asked: Option<&str>, dir: Option<&Path>) -> Result<Self, CliError> {
        let own = dir.map(Own::read).transpose()?;
        let known =
            own.as_ref().map_or_else(|| shipped_ids(), |own| content::languages(&own.parsed.languages));
        let id = chosen(asked, &locale(|name| env::var(name).ok()), &known)?;
        let shipped = id.as_deref().and_then(embedded::language);
        let mut interface = shipped.map_or_else(HashMap::new, interface_of);
        let Some(own) = own else { return Ok(Self { own: None, shipped, interface }) };
        let language = id.as_deref().map(|id| content::language(&own.parsed, id));
        if let Some(language) = language.as_ref().filter(|language| language.id != PSEUDO) {
            let texts = language.texts.iter().filter(|text| text.is_interface() && !text.shown().is_empty());
            interface.extend(texts.map(|text| (text.id.clone(), text.text.clone())));
        }
        let own = own.questionnaire(language.as_ref(), draft(&interface))?;
        Ok(Self { own: Some(own), shipped: None, interface })
    }

    /// The words of the interface.
    pub(super) fn strings(&self) -> Strings<'_> {
        Strings::translated(|id, english| self.interface.get(id).map_or(english, String::as_str))
    }

    /// What the first screen needs.
    pub(super) fn front(&self) -> Result<Front, Problems> {
        match (&self.own, self.shipped) {
            (Some(own), _) => Ok(own.front().clone()),
            (None, Some(shipped)) => shipped.front(draft(&self.interface)),
            (None, None) => embedded::front(),
        }
    }

    /// The content.
    pub(super) fn questionnaire(&self) -> Result<Cow<'_, Questionnaire>, Problems> {
        match (&self.own, self.shipped) {
            (Some(own), _) => Ok(Cow::Borrowed(own)),
            (None, Some(shipped)) => shipped.questionnaire(draft(&self.interface)).map(Cow::Owned),
            (None, None) => embedded::questionnaire().map(Cow::Owned),
        }
    }
}

/// The content of a folder, found sound.
struct Own {
    parsed: Parsed,
    questionnaire: Questionnaire,
}

impl Own {
    fn read(dir: &Path) -> Result<Self, Problems> {
        let files = folder::read(dir)?;
        let parsed = parse(&files);
        match content::check(&parsed, Origin::Author, parsed.fingerprint()) {
            Ok(questionnaire) => Ok(Self { parsed, questionnaire }),
            Err(problems) => Err(Problems { problems, files }),
        }
    }

    /// The content in a language; English, if absent.
    fn questionnaire(
        mut self,
        language: Option<&content::Language>,
        draft: &str,
    ) -> Result<Questionnaire, Problems> {
        let Some(language) = language else { return Ok(self.questionnaire) };
        let fingerprint = self.parsed.fingerprint();
        // They are stated in English, and the English texts have met them.
        self.parsed.invariants = None;
        let content = &mut self.parsed.content;
        if language.id == PSEUDO {
            content::into_pseudo(content);
        } else {
            let texts = language.texts.iter().filter(|text| !text.is_interface());
            content::translate(content, texts.map(|text| text.shown().to_owned()));
            if !language.reviewed {
                content::mark_draft(content, draft);
            }
        }
        content::check(&self.parsed, Origin::Build, fingerprint)
            .map_err(|problems| Problems { problems, files: Vec::new() })
    }
}

fn shipped_ids() -> Vec<&'static str> {
    embedded::languages().iter().map(|language| language.id).collect()
}

/// The id of the language to use, none for English. One that was asked for has to be there.
fn chosen(asked: Option<&str>, locale: &str, known: &[&str]) -> Result<Option<String>, CliError> {
    let wanted = candidates(asked.unwrap_or(locale));
    let among = |id: &String| known.contains(&id.as_str()) || (asked.is_some() && id == PSEUDO);
    if let Some(id) = wanted.iter().find(|id| among(id)) {
        return Ok(Some(id.clone()));
    }
    match asked {
        Some(given) if wanted.iter().all(|id| id != "en") => Err(CliError::Language {
            given: answers_file::printable(given),
            known: [&["en"], known].concat().join(", "),
        }),
        _ => Ok(None),
    }
}

/// The ids that the name of a locale may mean: `pt_BR.UTF-8` is `pt-br`, or else `pt`.
fn candidates(locale: &str) -> Vec<String> {
    let name = locale.split(['.', '@']).next().unwrap_or_default().to_lowercase().replace('_', "-");
    let first = name.split('-').next().unwrap_or_default().to_owned();
    if first == name { vec![name] } else { vec![name, first] }
}

/// The locale of messages, by the rules of POSIX: the first of these that says anything.
fn locale(variable: impl Fn(&str) -> Option<String>) -> String {
    let mut values = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(variable);
    values.find(|value| !value.is_empty()).unwrap_or_default()
}

/// What is said of a translation that no clinician has read.
fn draft(interface: &HashMap<String, String>) -> &str {
    interface.get("ui.draft").map_or(Strings::ENGLISH.draft, String::as_str)
}

/// The texts of the interface in a shipped language, but for those that are out of date.
fn interface_of(shipped: &Shipped) -> HashMap<String, String> {
    if shipped.id == PSEUDO {
        let english = Strings::ENGLISH.all().into_iter();
        return english.map(|(id, english)| (id.to_owned(), content::pseudo(english))).collect();
    }
    let mut stored = shipped.interface();
    let english = Strings::ENGLISH.all().into_iter();
    let current = english.filter_map(|(id, english)| {
        let (of, text) = stored.remove(id)?;
        (of == hash_of(english) && !text.is_empty()).then(|| (id.to_owned(), text))
    });
    current.collect()
}

/// Reads the files of a content folder, for a command that goes by the English texts alone: whoever changes
/// them need not mend translations first.
pub(super) fn english(files: &[SourceFile]) -> Parsed {
    Parsed { languages: Vec::new(), ..content::parse(files) }
}

/// Reads the files of a content folder. Translations may hold texts of the interface, too.
fn parse(files: &[SourceFile]) -> Parsed {
    Parsed { interface: interface(), ..content::parse(files) }
}

fn interface() -> Vec<(String, String)> {
    Strings::ENGLISH.all().into_iter().map(|(id, text)| (id.to_owned(), text.to_owned())).collect()
}

fn shipped(id: &str) -> Parsed {
    Parsed { interface: interface(), ..embedded::with_language(id) }
}

/// The content of a folder or what ships with the program, and how far it is translated.
pub(super) fn check(dir: Option<&Path>) -> Result<(Questionnaire, String), Problems> {
    let Some(dir) = dir else {
        let states: String = shipped_ids().into_iter().map(|id| states(&shipped(id))).collect();
        return Ok((embedded::questionnaire()?, states));
    };
    let own = Own::read(dir)?;
    Ok((own.questionnaire, states(&own.parsed)))
}

fn states(parsed: &Parsed) -> String {
    let ids = content::languages(&parsed.languages).into_iter();
    ids.map(|id| report::texts::state(&content::language(parsed, id))).collect()
}

/// Ids of all languages, English first.
pub(super) fn ids(dir: Option<&Path>) -> Result<Vec<String>, CliError> {
    let own = dir.map(Own::read).transpose()?;
    let others = match &own {
        Some(own) => content::languages(&own.parsed.languages),
        None => shipped_ids(),
    };
    Ok(std::iter::once("en").chain(others).map(str::to_owned).collect())
}

/// What a language calls itself.
pub(super) fn name(id: &str, dir: Option<&Path>) -> Result<String, CliError> {
    if id == "en" {
        return Ok("English".to_owned());
    }
    let own = dir.map(Own::read).transpose()?;
    let told = own.map(|own| content::language(&own.parsed, id).name).filter(|name| !name.is_empty());
    let shipped = || embedded::language(id).map(|language| language.name.to_owned());
    Ok(told.or_else(shipped).unwrap_or_else(|| id.to_owned()))
}

/// `twinge texts`
pub(super) fn texts(id: &str, dir: Option<&Path>, into: Option<&Path>) -> Result<u8, CliError> {
    let parsed = match dir {
        Some(dir) => {
            let files = folder::read(dir)?;
            let mut parsed = parse(&files);
            // What is wrong with the translations is what translators mend with what is printed here.
            let languages = mem::take(&mut parsed.languages);
            match content::check(&parsed, Origin::Author, parsed.fingerprint()) {
                Ok(_) => Parsed { languages, ..parsed },
                Err(problems) => return Err(Problems { problems, files }.into()),
            }
        }
        None => shipped(id),
    };
    let language = content::language(&parsed, id);
    let Some(into) = into else { return print(&report::texts::render(&language, None)) };
    let mut written = String::new();
    for part in report::texts::parts(&language) {
        let path = into.join(format!("{part}.ron"));
        let shown = answers_file::printable(&path.display().to_string());
        let failed = || CliError::io(&format!("cannot write `{shown}`"));
        let mut file = fs::File::create_new(&path).map_err(failed())?;
        file.write_all(report::texts::render(&language, Some(part)).as_bytes()).map_err(failed())?;
        written.push_str(&shown);
        written.push('\n');
    }
    print(&written)
}

#[cfg(test)]
mod tests {
    use super::{candidates, chosen, locale};

    /// The id of the language; `en` for English, nothing for a refusal.
    fn choose(asked: Option<&str>, locale: &str) -> Option<String> {
        let chosen = chosen(asked, locale, &["es", "pt-br"]).ok()?;
        Some(chosen.unwrap_or_else(|| "en".to_owned()))
    }

    #[test]
    fn the_locale_names_the_language_and_an_unknown_one_means_english() {
        for (locale, id) in [
            ("es_MX.UTF-8", "es"),
            ("es", "es"),
            ("pt_BR@latin", "pt-br"),
            ("pt_PT", "en"),
            ("C.UTF-8", "en"),
            ("en_GB.UTF-8", "en"),
            ("pseudo", "en"),
            ("", "en"),
        ] {
            assert_eq!(choose(None, locale).as_deref(), Some(id), "{locale}");
        }
    }

    #[test]
    fn what_is_asked_for_goes_before_the_locale_and_has_to_be_there() {
        assert_eq!(choose(Some("pt-BR"), "es_ES").as_deref(), Some("pt-br"));
        assert_eq!(choose(Some("en"), "es_ES").as_deref(), Some("en"));
        assert_eq!(choose(Some("pseudo"), "").as_deref(), Some("pseudo"));
        assert_eq!(choose(Some("xx"), "es_ES"), None);
        assert_eq!(choose(Some(""), "es_ES"), None);
        assert_eq!(candidates("de_DE.UTF-8"), ["de-de", "de"]);
    }

    #[test]
    fn the_first_variable_that_says_anything_is_the_locale() {
        let given = |name: &str| match name {
            "LC_ALL" => Some(String::new()),
            "LC_MESSAGES" => Some("es_ES".to_owned()),
            _ => Some("de_DE".to_owned()),
        };
        assert_eq!(locale(given), "es_ES");
        assert_eq!(locale(|_| None), "");
    }
}
