//! Commands for those who write the content.

use std::path::Path;

use super::{CliError, language, load, load_with_vignettes, print};
use crate::{
    answers_file, changes,
    content::{self, Origin, Problems, Questionnaire},
    coverage, embedded,
    end::{CONTENT, LOWERED, OK},
    folder, proof, report,
    vignettes::{self, Verdict},
};

pub(super) fn check(dir: Option<&Path>) -> Result<u8, CliError> {
    let (questionnaire, languages) = language::check(dir)?;
    let counts = format!(
        "no problems: {} questions, {} options, {} red flags, floors and escalations, {} causes, \
         {} pieces of advice, {} sources\n{} {}, fingerprint {}\n{languages}",
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

pub(super) fn test(dir: Option<&Path>) -> Result<u8, CliError> {
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

pub(super) fn prove(dir: Option<&Path>, examples: bool) -> Result<u8, CliError> {
    let (questionnaire, parsed, files) = match dir {
        Some(dir) => {
            let files = folder::read(dir)?;
            let parsed = language::english(&files);
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

pub(super) fn cover(dir: Option<&Path>) -> Result<u8, CliError> {
    let questionnaire = load(dir)?;
    let examples = proof::examples(&questionnaire)?;
    let shown = coverage::shown(&examples);
    let rows = coverage::coverage(&questionnaire, &|carrier| shown.contains(&carrier));
    print(&coverage::render(&questionnaire, &rows))?;
    Ok(if rows.iter().all(coverage::Row::holds) { OK } else { CONTENT })
}

/// The word for the content that ships with the program; a folder of that name is `./shipped`.
const SHIPPED: &str = "shipped";

pub(super) fn diff(old: &Path, new: &Path) -> Result<u8, CliError> {
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
    let parsed = language::english(&files);
    content::check(&parsed, origin, parsed.fingerprint())
        .map_err(|problems| named(Problems { problems, files }))
}
