//! Translations: every text has an id, and a translation that no longer fits is found.

#![expect(clippy::unwrap_used, reason = "a failing test should panic")]

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
    sync::LazyLock,
};

use twinge::{
    content::{self, Language, Parsed, SourceFile, each_text, hash_of, raw},
    folder, report,
};

/// Test content.
static SOUND: LazyLock<Vec<SourceFile>> = LazyLock::new(|| read("tests/fixtures/sound"));
/// What ships with the program.
static SHIPPED: LazyLock<Vec<SourceFile>> = LazyLock::new(|| read("questions"));

fn read(below: &str) -> Vec<SourceFile> {
    folder::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join(below)).unwrap()
}

fn texts_of(content: &raw::Content) -> Vec<(String, String)> {
    let mut texts = Vec::new();
    each_text(&mut content.clone(), &mut |id, word| texts.push((id.to_string(), word.text.clone())));
    texts
}

/// The files with a translation beside them.
fn with_language(files: &[SourceFile], name: &str, text: &str) -> Vec<SourceFile> {
    let mut files = files.to_vec();
    files.push(SourceFile { name: name.to_owned(), bytes: text.as_bytes().to_vec() });
    files
}

fn language(parsed: &Parsed, id: &str) -> Language {
    content::language(&parsed.content, &[], &parsed.languages, id)
}

/// A translation file with these texts.
fn file(id: &str, texts: &[(&str, &str, &str)]) -> String {
    let texts: Vec<String> =
        texts.iter().map(|(id, of, text)| format!("(id: {id:?}, of: {of:?}, text: {text:?}),\n")).collect();
    let texts = texts.concat();
    format!("Language(id: {id:?}, name: \"Zehisch\", reviewed: false, texts: [\n{texts}])")
}

/// Every text of a file that follows one of these keys, by a scan that knows nothing of the schema.
fn prose<'f>(file: &'f SourceFile, keys: &[&str]) -> Vec<&'f str> {
    let source = std::str::from_utf8(&file.bytes).unwrap();
    let lines = source.split_inclusive('\n').filter(|line| !line.trim_start().starts_with("//"));
    let mut found = Vec::new();
    let mut in_list = false;
    for line in lines {
        // The content has no escapes, so texts are what stands between pairs of quotes.
        let parts: Vec<&str> = line.split('"').collect();
        for (n, text) in parts.iter().enumerate().skip(1).step_by(2) {
            let key = parts[n - 1].rsplit([',', '(']).next().unwrap().trim();
            let is_text = |key: &str| keys.iter().any(|known| key.trim_end() == format!("{known}:"));
            in_list &= parts[n - 1].trim_matches([' ', ',']).is_empty();
            in_list |= key.strip_suffix('[').is_some_and(is_text);
            if in_list || is_text(key) {
                found.push(*text);
            }
        }
        in_list |= keys.iter().any(|key| line.trim() == format!("{key}: ["));
        in_list &= !line.contains(']');
    }
    found
}

#[test]
fn gives_every_text_of_the_shipped_content_an_id() {
    let reached: BTreeSet<String> =
        texts_of(&content::parse(&SHIPPED).content).into_iter().map(|(_, text)| text).collect();
    let mut n_found = 0;
    for file in SHIPPED.iter() {
        let keys: &[&str] = match file.name.split('/').next().unwrap() {
            "questionnaire.ron" => &[
                "status",
                "about",
                "not_a_diagnosis",
                "closing",
                "name",
                "act",
                "sooner",
                "emergency_number",
                "emergency_place",
                "advice_line",
                "doctor",
                "maternity_unit",
                "mental_health_line",
                "poison_line",
            ],
            "flow" => &[
                "title",
                "prompt",
                "help",
                "help_waiting_room",
                "why",
                "text",
                "hint",
                "low",
                "high",
                "unit",
            ],
            "red_flags.ron" => &["reason", "sign", "home", "tell_staff"],
            "causes" => &["name", "what", "not_asked", "see", "caveat"],
            "advice" => &["title", "text"],
            "places" => &[
                "name",
                "emergency_number",
                "emergency_place",
                "advice_line",
                "doctor",
                "maternity_unit",
                "mental_health_line",
                "poison_line",
            ],
            _ => &[],
        };
        for text in prose(file, keys) {
            n_found += 1;
            assert!(reached.contains(text), "{}: no id for {text:?}", file.name);
        }
    }
    assert!(n_found >= reached.len(), "{n_found} found, {} reached", reached.len());
}

#[test]
fn names_each_text_by_its_entry_and_the_part_of_it() {
    let texts: BTreeMap<String, String> = texts_of(&content::parse(&SOUND).content).into_iter().collect();
    for (id, text) in [
        ("question.looks.prompt", "How does it look?"),
        ("question.looks.help_waiting_room", "You need not take off your shoe here."),
        ("question.looks.option.none.text", "None of these"),
        ("question.toe.option.toe_little.hint", "The one at the outer edge."),
        ("question.days.unit", "days"),
        ("question.score.high", "The worst there is"),
        ("section.after.title", "Afterwards"),
        ("rule.rf_black.reason", "a black toe"),
    ] {
        assert_eq!(texts.get(id).map(String::as_str), Some(text), "{id}");
    }
    let entries: BTreeSet<&str> = texts.keys().filter_map(|id| id.split('.').next()).collect();
    for entry in ["about", "advice", "cause", "closing", "generic", "level", "place", "status"] {
        assert!(entries.contains(entry), "{entry}: {entries:?}");
    }
}

#[test]
fn never_gives_two_texts_the_same_id() {
    for files in [&*SOUND, &*SHIPPED] {
        let texts = texts_of(&content::parse(files).content);
        let ids: BTreeSet<&str> = texts.iter().map(|(id, _)| id.as_str()).collect();
        assert_eq!(ids.len(), texts.len());
    }
}

#[test]
fn hashes_a_text_with_sha_256() {
    // From the examples of FIPS 180-2.
    assert_eq!(hash_of("abc"), "ba7816bf");
    assert_eq!(hash_of(""), "e3b0c442");
}

#[test]
fn a_file_for_translators_reads_back_as_it_was_printed() {
    let made =
        file("zz", &[("question.looks.prompt", &hash_of("How does it look?"), "Wie \"sieht\" er \\ aus?")]);
    let parsed = content::parse(&with_language(&SOUND, "lang/zz.ron", &made));
    assert_eq!(parsed.problems, []);
    let before = language(&parsed, "zz");
    assert_eq!(before.name, "Zehisch");
    let printed = report::texts::render(&before, None);
    let parsed = content::parse(&with_language(&SOUND, "lang/zz.ron", &printed));
    assert_eq!(parsed.problems, []);
    assert_eq!(language(&parsed, "zz"), before);
    let translated: Vec<&str> =
        before.texts.iter().filter(|text| !text.is_missing()).map(|text| text.text.as_str()).collect();
    assert_eq!(translated, ["Wie \"sieht\" er \\ aus?"]);
}

#[test]
fn a_file_for_translators_can_be_split_into_parts_without_losing_a_text() {
    let parsed = content::parse(&SHIPPED);
    let whole = language(&parsed, "zz");
    let mut files = SHIPPED.clone();
    for part in report::texts::parts(&whole) {
        let text = report::texts::render(&whole, Some(part)).replace("text: \"\"", "text: \"Z\"");
        files = with_language(&files, &format!("lang/zz/{part}.ron"), &text);
    }
    let parsed = content::parse(&files);
    assert_eq!(parsed.problems, []);
    let translated = language(&parsed, "zz");
    assert_eq!(translated.stray, []);
    assert!(translated.texts.iter().all(|text| !text.is_missing() && !text.is_out_of_date()));
    assert!(parsed.languages.len() >= 7, "{}", parsed.languages.len());
}

#[test]
fn marks_what_is_out_of_date_and_keeps_what_has_no_place_any_more() {
    let made =
        file("zz", &[("question.looks.prompt", "00000000", "Alt"), ("question.gone.prompt", "0", "Weg")]);
    let language = language(&content::parse(&with_language(&SOUND, "lang/zz.ron", &made)), "zz");
    let stale: Vec<&str> =
        language.texts.iter().filter(|text| text.is_out_of_date()).map(|text| text.id.as_str()).collect();
    assert_eq!(stale, ["question.looks.prompt"]);
    let printed = report::texts::render(&language, None);
    assert!(printed.contains(&format!(
        "OUT OF DATE. Mend the text, then write of: \"{}\"",
        hash_of("How does it look?")
    )));
    assert!(printed.contains("(id: \"question.looks.prompt\", of: \"00000000\", text: \"Alt\"),"));
    assert!(printed.contains("// NO SUCH TEXT: \"question.gone.prompt\": \"Weg\""));
}

#[test]
fn a_translation_does_not_change_the_fingerprint() {
    let made = file("zz", &[("question.looks.prompt", "00000000", "Alt")]);
    let with = content::parse(&with_language(&SOUND, "lang/zz.ron", &made));
    assert_eq!(with.fingerprint(), content::parse(&SOUND).fingerprint());
}
