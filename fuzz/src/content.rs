//! A content folder, as `twinge check` takes it.

use std::collections::BTreeMap;

use twinge::{
    content::{Origin, Problems, Questionnaire, Setting, SourceFile, check_with_vignettes, parse},
    engine::{Session, assess},
    locale::Voice,
    report, vignettes,
};

use super::{harmless, picks, tape};

/// Before the name of a file, on a line of its own; what follows is that file.
const MARK: &str = "//// ";

/// The name that says that no sound folder stands behind these files.
const ALONE: &str = "alone";

/// A small folder that is sound: what is fed replaces its files or stands beside them.
const SOUND: &[(&str, &str)] = &[
    ("advice/prevention.ron", include_str!("../../tests/fixtures/sound/advice/prevention.ron")),
    ("advice/safety_net.ron", include_str!("../../tests/fixtures/sound/advice/safety_net.ron")),
    ("advice/self_care.ron", include_str!("../../tests/fixtures/sound/advice/self_care.ron")),
    ("advice/tests.ron", include_str!("../../tests/fixtures/sound/advice/tests.ron")),
    ("advice/treatments.ron", include_str!("../../tests/fixtures/sound/advice/treatments.ron")),
    ("causes/toe.ron", include_str!("../../tests/fixtures/sound/causes/toe.ron")),
    ("flow/after.ron", include_str!("../../tests/fixtures/sound/flow/after.ron")),
    ("flow/shoe.ron", include_str!("../../tests/fixtures/sound/flow/shoe.ron")),
    ("flow/toe.ron", include_str!("../../tests/fixtures/sound/flow/toe.ron")),
    ("guards.ron", include_str!("../../tests/fixtures/sound/guards.ron")),
    ("places/toeland.ron", include_str!("../../tests/fixtures/sound/places/toeland.ron")),
    ("questionnaire.ron", include_str!("../../tests/fixtures/sound/questionnaire.ron")),
    ("red_flags.ron", include_str!("../../tests/fixtures/sound/red_flags.ron")),
    ("sources.ron", include_str!("../../tests/fixtures/sound/sources.ron")),
];

/// Reads, checks and uses the files of a content folder. The bytes before the first mark are `flow/toe.ron`.
///
/// # Panics
///
/// When a problem is told without a place that is in its file, when what is told could drive a terminal, and
/// when content that was found sound cannot be asked and assessed.
pub fn content(data: &[u8]) {
    let files = files(data);
    let parsed = parse(&files);
    match check_with_vignettes(&parsed, Origin::Author, parsed.fingerprint()) {
        Ok((questionnaire, held)) => {
            asked(&questionnaire, data);
            harmless(&report::vignettes::render(&held, &vignettes::run(&questionnaire, &held)));
        }
        Err(problems) => told(&Problems { problems, files }),
    }
}

fn told(problems: &Problems) {
    assert!(!problems.problems.is_empty(), "refused without a word");
    let text = report::problems::render(problems);
    harmless(&text);
    for problem in &problems.problems {
        assert!(!problem.message.is_empty(), "{}: refused without a word", problem.rule);
        assert!(text.contains(problem.rule), "{text}");
        let source = problems.source(&problem.at.file);
        if let (Some(source), Some(start)) = (source, problem.at.start) {
            assert!(start <= source.len(), "{} of {}: {problem:?}", start, source.len());
            assert!(problems.line_column(problem).is_some(), "between two bytes: {problem:?}");
        }
    }
}

/// Nothing that reads sound content can fail.
fn asked(questionnaire: &Questionnaire, data: &[u8]) {
    let picks = picks(data);
    let voice = Voice::english(questionnaire.front().generic());
    for setting in Setting::ALL {
        let mut session = Session::new(questionnaire, setting);
        tape::complete(&mut session, &mut tape::Tape::new(&picks));
        let outcome = assess(&session);
        harmless(&report::text::render(questionnaire, voice, &outcome));
        harmless(&report::slip::render(questionnaire, voice, &outcome));
        let json = report::json::render(&session, None, voice.words, &outcome);
        harmless(&json.expect("every value can be written as JSON"));
    }
}

/// The files that the bytes stand for.
fn files(data: &[u8]) -> Vec<SourceFile> {
    let mut named: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    let mut name = "flow/toe.ron".to_owned();
    let mut alone = false;
    for line in data.split_inclusive(|byte| *byte == b'\n') {
        if let Some(rest) = line.strip_prefix(MARK.as_bytes()) {
            String::from_utf8_lossy(rest).trim_end_matches('\n').clone_into(&mut name);
            alone |= name == ALONE;
            if name != ALONE {
                named.insert(name.clone(), Vec::new());
            }
        } else {
            named.entry(name.clone()).or_default().extend_from_slice(line);
        }
    }
    if !alone {
        for (name, text) in SOUND {
            named.entry((*name).to_owned()).or_insert_with(|| text.as_bytes().to_vec());
        }
    }
    named.remove(ALONE);
    named.into_iter().map(|(name, bytes)| SourceFile { name, bytes }).collect()
}
