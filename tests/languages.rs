//! Translations: every text has an id, and a translation that no longer fits is found.

#![expect(clippy::unwrap_used, reason = "a failing test should panic")]

#[path = "support/outlet.rs"]
mod outlet;

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
    sync::LazyLock,
};

use twinge::{
    content::{
        self, Language, Origin, Parsed, Problems, Questionnaire, SourceFile, Vignettes, each_text, fault_in,
        hash_of, into_pseudo, pseudo, raw, translate,
    },
    embedded,
    engine::{Answers, Session, assess},
    folder,
    locale::{Strings, Voice},
    plain, report,
    report::{Block, Tab},
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
    content::language(parsed, id)
}

/// What a check finds in a translation of the test content: the rule, and what it points at.
fn faults(name: &str, text: &str) -> Vec<(&'static str, String)> {
    let files = with_language(&SOUND, name, text);
    let parsed = content::parse(&files);
    let Err(problems) = content::check(&parsed, Origin::Author, parsed.fingerprint()) else {
        return Vec::new();
    };
    let problems = Problems { problems, files };
    for line in problems.to_string().lines().chain(report::problems::render(&problems).lines()) {
        assert_eq!(fault_in(line), None, "{line:?}");
    }
    let at = |problem: &content::Problem| {
        assert_eq!(problem.at.file, name, "{problems}");
        problem.at.start.map_or_else(String::new, |start| text[start..problem.at.end].to_owned())
    };
    problems.problems.iter().map(|problem| (problem.rule, at(problem))).collect()
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

// Faults.

#[test]
fn finds_nothing_in_a_sound_translation() {
    let texts = texts_of(&content::parse(&SOUND).content);
    let of: Vec<String> = texts.iter().map(|(_, text)| hash_of(text)).collect();
    let texts: Vec<_> = texts.iter().zip(&of).map(|((id, text), of)| (&**id, &**of, &**text)).collect();
    assert_eq!(faults("lang/zz.ron", &file("zz", &texts)), []);
    assert_eq!(faults("lang/zz/some.ron", &file("zz", &texts[..5])), []);
    // What is missing or out of date is work to do and no fault.
    assert_eq!(faults("lang/zz.ron", &file("zz", &[("question.toe.prompt", "00000000", "Alt")])), []);
    assert_eq!(faults("lang/zz.ron", &file("zz", &[("question.toe.prompt", "", "")])), []);
}

#[test]
fn finds_what_cannot_be_a_translation_where_it_stands() {
    let long = "x".repeat(91);
    let with_number = "Ring {emergency_number} now.";
    let english = texts_of(&content::parse(&SOUND).content);
    let braced = english.iter().find(|(_, text)| text.contains("{emergency_number}")).unwrap().0.as_str();
    for (id, text, rule, at) in [
        ("question.tow.prompt", "Zeh", "unknown-text", "question.tow.prompt"),
        ("question.toe.prompt", with_number, "placeholder", with_number),
        ("question.toe.prompt", "Zeh }", "placeholder", "Zeh }"),
        (braced, "Ruf an.", "placeholder", "Ruf an."),
        (braced, "Ruf {emergency_numbre} an.", "placeholder", "Ruf {emergency_numbre} an."),
        ("question.toe.prompt", "   ", "empty", "   "),
        ("question.toe.prompt", "Zeh\u{202e}", "control-character", "\u{202e}"),
        ("question.toe.option.toe_big.text", &long, "option-length", &long),
    ] {
        let of =
            english.iter().find(|(known, _)| known == id).map_or_else(String::new, |(_, text)| hash_of(text));
        let made = |of: &str| {
            format!(
                "Language(id: \"zz\", name: \"Zz\", reviewed: false, texts: [(id: \"{id}\", of: \"{of}\", text: \"{text}\")])"
            )
        };
        assert_eq!(faults("lang/zz.ron", &made(&of)), [(rule, at.to_owned())], "{id}: {text:?}");
        // A translation of older words is not shown, but what could drive a terminal stays refused.
        let refused = matches!(rule, "unknown-text" | "control-character");
        assert_eq!(faults("lang/zz.ron", &made("00000000")).len(), usize::from(refused), "{id}: {text:?}");
    }
}

#[test]
fn names_the_text_and_the_very_braces_that_do_not_fit() {
    let of = |id: &str| {
        let english = texts_of(&content::parse(&SOUND).content);
        english.iter().find(|(known, _)| known == id).map_or_else(String::new, |(_, text)| hash_of(text))
    };
    let said = |id: &str, text: &str| -> Vec<String> {
        let files = with_language(&SOUND, "lang/zz.ron", &file("zz", &[(id, &of(id), text)]));
        let parsed = content::parse(&files);
        let problems = content::check(&parsed, Origin::Author, String::new()).err().unwrap_or_default();
        problems.into_iter().map(|problem| problem.message).collect()
    };
    assert_eq!(said("question.toe.prompt", "A } b } c"), ["`}` is not in the English text"]);
    assert_eq!(said("question.toe.prompt", "A {b{ c"), ["`{` is not in the English text"]);
    assert!(said("question.tow.prompt", "Zeh")[0].contains("`question.tow.prompt`"));
    // An option has room for 90 characters.
    let option = "question.toe.option.toe_big.text";
    assert_eq!(said(option, &"ö".repeat(90)), [""; 0]);
    assert_eq!(said(option, &"ö".repeat(91)).len(), 1);
}

#[test]
fn finds_a_text_that_is_translated_twice_and_a_language_in_the_wrong_place() {
    let twice = file("zz", &[("question.toe.prompt", "", "A"), ("question.toe.prompt", "", "B")]);
    assert_eq!(faults("lang/zz.ron", &twice), [("duplicate-text", "question.toe.prompt".to_owned())]);
    let one = file("zz", &[("question.toe.prompt", "", "A")]);
    let help = |name: &str| {
        let files = with_language(&with_language(&SOUND, "lang/zz.ron", &one), name, &one);
        let parsed = content::parse(&files);
        let problems = content::check(&parsed, Origin::Author, String::new()).unwrap_err();
        let twice = problems.into_iter().find(|problem| problem.rule == "duplicate-text");
        twice.unwrap().help
    };
    assert_eq!(help("lang/zz/flow.ron").as_deref(), Some("the first stands in lang/zz.ron"));
    for (name, id) in [
        ("lang/yy.ron", "zz"),
        ("lang/yy/zz.ron", "zz"),
        ("lang/zzz.ron", "zz"),
        ("lang/en.ron", "en"),
        ("lang/pseudo.ron", "pseudo"),
        ("lang/Zz.ron", "Zz"),
        ("lang/..ron", ""),
    ] {
        assert_eq!(faults(name, &file(id, &[])), [("language-id", id.to_owned())], "{name}");
    }
    let unnamed = file("zz", &[]).replace("Zehisch", " ");
    assert_eq!(faults("lang/zz.ron", &unnamed), [("language-name", " ".to_owned())]);
}

#[test]
fn offers_the_nearest_id_for_a_text_that_is_not_there() {
    let files = with_language(&SOUND, "lang/zz.ron", &file("zz", &[("question.toe.promt", "", "A")]));
    let parsed = content::parse(&files);
    let problems = content::check(&parsed, Origin::Author, String::new()).unwrap_err();
    assert_eq!(problems[0].help.as_deref(), Some("did you mean `question.toe.prompt`?"));
}

#[test]
fn a_hostile_translation_is_refused_in_good_time() {
    let ids: Vec<String> = (0..20_000).map(|n| format!("question.toe.prompt{n}")).collect();
    let texts: Vec<_> = ids.iter().map(|id| (id.as_str(), "", "\u{1b}[2J")).collect();
    let files = with_language(&SOUND, "lang/zz.ron", &file("zz", &texts));
    let parsed = content::parse(&files);
    let problems = content::check(&parsed, Origin::Author, String::new()).unwrap_err();
    assert_eq!(problems.len(), 40_000);
    let broken = faults("lang/zz.ron", "Language(id: \"zz\", name: \"Zz\", texts: [(");
    assert_eq!(broken.iter().map(|(rule, _)| *rule).collect::<Vec<_>>(), ["syntax"]);
}

// Putting texts in.

#[test]
fn puts_each_text_in_its_place_and_leaves_english_where_there_is_none() {
    let mut content = content::parse(&SHIPPED).content;
    let before = texts_of(&content);
    let marked = (0..before.len()).map(|n| if n % 3 == 0 { String::new() } else { format!("<{n}>") });
    translate(&mut content, marked);
    for (n, ((id, text), (_, english))) in texts_of(&content).into_iter().zip(before).enumerate() {
        assert_eq!(text, if n % 3 == 0 { english } else { format!("<{n}>") }, "{id}");
    }
}

#[test]
fn shows_english_where_a_translation_is_out_of_date() {
    let made = file("zz", &[("question.looks.prompt", "00000000", "Alt")]);
    let language = language(&content::parse(&with_language(&SOUND, "lang/zz.ron", &made)), "zz");
    let text = language.texts.iter().find(|text| text.id == "question.looks.prompt").unwrap();
    assert_eq!((text.text.as_str(), text.shown()), ("Alt", ""));
}

#[test]
fn the_language_that_nobody_speaks_is_sound_and_longer() {
    assert_eq!(pseudo("Ring {doctor} now."), "語Ŕïñğ {doctor} ñøw. öñwüe\u{301}å".replace('Ŕ', "R"));
    let mut parsed = content::parse(&SHIPPED);
    let english = texts_of(&parsed.content);
    into_pseudo(&mut parsed.content);
    parsed.invariants = None;
    content::check(&parsed, Origin::Build, String::new()).unwrap();
    for ((id, text), (_, english)) in texts_of(&parsed.content).iter().zip(&english) {
        let [n, n_english] = [text, english].map(|text| text.chars().count());
        assert!(text != english && n > n_english + n_english / 3, "{id}: {text}");
    }
}

#[test]
fn tells_how_far_a_language_is_translated() {
    let hash = hash_of("How does it look?");
    let made = file("zz", &[("question.looks.prompt", &hash, "A"), ("question.toe.prompt", "0", "B")]);
    let state =
        report::texts::state(&language(&content::parse(&with_language(&SOUND, "lang/zz.ron", &made)), "zz"));
    let n_texts = texts_of(&content::parse(&SOUND).content).len();
    assert!(state.starts_with(&format!("zz (Zehisch): 1 of {n_texts} texts, not reviewed\n")), "{state}");
    assert!(state.contains(&format!("\n  {} missing: status, about.1, ", n_texts - 2)), "{state}");
    assert!(state.ends_with("\n  1 out of date, shown in English: question.toe.prompt\n"), "{state}");
}

// No English left.

/// A text of which no letter is English: the same for the same words, with what stands in braces kept.
fn marker(english: &str) -> String {
    let mut text: String = hash_of(english).chars().map(greek).collect();
    let mut rest = english;
    while let Some((_, behind)) = rest.split_once('{') {
        let (name, after) = behind.split_once('}').unwrap();
        text.extend(["{", name, "}"]);
        rest = after;
    }
    text
}

fn greek(c: char) -> char {
    char::from_u32('α' as u32 + c.to_digit(16).unwrap()).unwrap()
}

/// The shipped content and its vignettes, every text but ids, sources and clinical names a marker.
static MARKED: LazyLock<(Questionnaire, Vignettes)> = LazyLock::new(|| {
    let mut parsed = content::parse(&SHIPPED);
    each_text(&mut parsed.content, &mut |_, word| word.text = marker(&word.text));
    parsed.invariants = None;
    content::check_with_vignettes(&parsed, Origin::Build, String::new()).unwrap()
});

fn marked_strings() -> Strings<'static> {
    Strings::translated(|id, english| {
        // What is typed in plain mode stays as it is.
        if id.starts_with("ui.word_") { english } else { Box::leak(marker(english).into_boxed_str()) }
    })
}

fn sessions() -> Vec<Session<'static>> {
    let (questionnaire, vignettes) = &*MARKED;
    let session = |vignette: &content::Vignette| {
        let mut answers = Answers::none(questionnaire.questions().len());
        for (ix, answer) in &vignette.answers {
            answers.set(*ix, Some(*answer));
        }
        Session::with_answers(questionnaire, vignette.setting, answers)
    };
    vignettes.all.iter().map(session).collect()
}

/// The runs of ASCII letters in a text, but for those in one of these texts.
fn english_in(text: &str, allowed: &[&str]) -> Vec<String> {
    // The longest first: one may stand in another.
    let mut allowed = allowed.to_vec();
    allowed.sort_by_key(|text| std::cmp::Reverse(text.len()));
    let text = allowed.iter().fold(text.to_owned(), |text, allowed| text.replace(allowed, ""));
    let words = text.split(|c: char| !c.is_ascii_alphabetic());
    words.filter(|word| word.len() > 1).map(str::to_owned).collect()
}

#[test]
fn leaves_no_english_in_any_summary_of_the_vignettes() {
    let strings = marked_strings();
    let questionnaire = &MARKED.0;
    let voice = Voice { words: questionnaire.front().generic(), strings: &strings };
    let clinical: Vec<&str> = questionnaire.causes().iter().map(|cause| cause.clinical.as_str()).collect();
    let mut n_blocks = 0;
    for session in sessions() {
        let outcome = assess(&session);
        let pages = report::summary(questionnaire, voice, &outcome);
        let emergency = report::emergency(questionnaire, voice, &outcome);
        let pages = pages.iter().filter(|page| page.tab != Tab::Sources).flat_map(|page| &page.blocks);
        for block in pages.chain(&emergency) {
            let (Block::Lead(text)
            | Block::Paragraph(text)
            | Block::Heading(text)
            | Block::Rated(text, _)
            | Block::Item(text)
            | Block::Remark(text)) = block;
            assert_eq!(english_in(text, &clinical), <[String; 0]>::default(), "{text}");
            n_blocks += 1;
        }
    }
    assert!(n_blocks > 1000, "{n_blocks}");
}

#[test]
fn leaves_no_english_in_plain_mode() {
    let strings = marked_strings();
    let questionnaire = &MARKED.0;
    let voice = Voice { words: questionnaire.front().generic(), strings: &strings };
    let mut out = Vec::new();
    let session = Session::new(questionnaire, content::Setting::Home);
    let typed =
        "\nhelp\nwhat\n2\n99\nback\n2\nwhy\n1\n1\n1\nback\nno\ngo\n1\n2\n1\n1\nreview\n\nskip\n1\n1\n";
    plain::run(session, voice, typed.as_bytes(), &mut out, &outlet::Notes::default()).unwrap();
    let out = String::from_utf8(out).unwrap();
    let typed = ["twinge"];
    assert_eq!(english_in(&out, &typed), <[String; 0]>::default(), "{out}");
}

// What ships.

/// What ships, with the texts of the interface known.
fn shipped() -> Parsed {
    let interface = Strings::ENGLISH.all().into_iter().map(|(id, text)| (id.to_owned(), text.to_owned()));
    Parsed { interface: interface.collect(), ..content::parse(&SHIPPED) }
}

#[test]
fn ships_every_language_whole_and_up_to_date() {
    let parsed = shipped();
    let ids = content::languages(&parsed.languages);
    assert!(ids.contains(&"es"), "{ids:?}");
    content::check(&parsed, Origin::Author, String::new()).unwrap_or_else(|problems| panic!("{problems:#?}"));
    for id in ids {
        let language = language(&parsed, id);
        let left = |text: &&content::Translation| text.is_missing() || text.is_out_of_date();
        let left: Vec<&str> = language.texts.iter().filter(left).map(|text| text.id.as_str()).collect();
        assert_eq!(left, <[&str; 0]>::default(), "{id}: `twinge texts` gives a file to work on");
    }
}

#[test]
fn the_words_to_type_in_a_language_mean_one_thing_each() {
    for language in embedded::languages() {
        let interface = language.interface();
        let typed = interface.iter().filter(|(id, _)| id.starts_with("ui.word_"));
        let words: Vec<&str> = typed.flat_map(|(_, (_, words))| words.split_whitespace()).collect();
        let once: BTreeSet<&str> = words.iter().copied().collect();
        assert_eq!(once.len(), words.len(), "{}: {words:?}", language.id);
        // Letters and numbers that choose answers are no words.
        assert!(words.iter().all(|word| word.parse::<u16>().is_err()), "{words:?}");
    }
}

#[test]
fn stores_each_language_as_its_files_say() {
    let parsed = shipped();
    for stored in embedded::languages() {
        let of_files = language(&parsed, stored.id);
        let of_program = Parsed { interface: parsed.interface.clone(), ..embedded::with_language(stored.id) };
        assert_eq!(language(&of_program, stored.id), of_files);
        let questionnaire = stored.questionnaire("Draft.").unwrap();
        let english = embedded::questionnaire().unwrap();
        assert_eq!(questionnaire.fingerprint(), english.fingerprint());
        let prompts = questionnaire.questions().iter().zip(english.questions());
        for (translated, english) in prompts {
            assert_eq!(translated.id, english.id);
            assert_ne!(translated.prompt, english.prompt);
        }
        assert_eq!(stored.front("Draft.").unwrap().about(), questionnaire.front().about());
        let is_draft = questionnaire.front().about()[0].as_str() == "Draft.";
        assert_eq!(is_draft, !stored.reviewed);
        assert_eq!(questionnaire.not_a_diagnosis().as_str().starts_with("Draft. "), !stored.reviewed);
    }
}
