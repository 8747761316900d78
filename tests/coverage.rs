//! Every fact of the source documents stands in the content, is carried by an entry, and that entry can be
//! shown in some session.

#![expect(clippy::unwrap_used, reason = "a failing test should panic")]

use std::{collections::BTreeSet, fs, path::Path, sync::LazyLock};

use twinge::{
    content::{self, Origin, Questionnaire, SourceFile},
    coverage::{self, Row},
    embedded, folder, proof,
};

static SHIPPED: LazyLock<Questionnaire> = LazyLock::new(|| embedded::questionnaire().unwrap());

/// The facts as a clinician listed them: ids in the first column.
fn listed() -> BTreeSet<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/seed_facts.csv");
    let text = fs::read_to_string(path).unwrap();
    text.lines().skip(1).map(|line| line.split(',').next().unwrap().to_owned()).collect()
}

/// The shipped content with a change in one of its files.
fn changed(name: &str, from: &str, to: &str) -> Questionnaire {
    let mut files: Vec<SourceFile> =
        folder::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("questions")).unwrap();
    let file = files.iter_mut().find(|file| file.name == name).unwrap();
    let text = String::from_utf8(file.bytes.clone()).unwrap();
    assert!(text.contains(from), "{name} does not say {from}");
    file.bytes = text.replacen(from, to, 1).into_bytes();
    let parsed = content::parse(&files);
    content::check(&parsed, Origin::Author, String::new()).unwrap()
}

fn rows(questionnaire: &Questionnaire) -> Vec<Row> {
    let shown = coverage::shown(&proof::examples(questionnaire).unwrap());
    coverage::coverage(questionnaire, &|carrier| shown.contains(&carrier))
}

fn lost(questionnaire: &Questionnaire) -> Vec<&str> {
    let lost = rows(questionnaire).into_iter().filter(|row| !row.holds());
    lost.map(|row| questionnaire.fact(row.fact).id.as_str()).collect()
}

#[test]
fn names_exactly_the_listed_facts() {
    let facts = listed();
    assert_eq!(facts.len(), 185);
    let named: BTreeSet<String> = SHIPPED.facts().iter().map(|fact| fact.id.clone()).collect();
    assert_eq!(named, facts);
}

#[test]
fn carries_each_fact_by_an_entry_that_a_session_shows() {
    let lost = lost(&SHIPPED);
    assert!(lost.is_empty(), "no session shows what carries {lost:?}");
}

#[test]
fn loses_a_fact_that_nothing_carries() {
    let content = changed("advice/factors.ron", "seeds: [\"S2-14\"],", "");
    assert_eq!(lost(&content), ["S2-14"]);
}

#[test]
fn loses_a_fact_behind_an_answer_that_cannot_be() {
    let content = changed(
        "advice/factors.ron",
        "when: Chosen(\"life_sit\")",
        "when: All([Chosen(\"life_sit\"), Not(Chosen(\"life_sit\"))])",
    );
    assert_eq!(lost(&content), ["S2-14"]);
}

#[test]
fn loses_a_fact_that_a_guard_always_hides() {
    let content = changed(
        "advice/emerging.ron",
        "hide: Level(SameDay)",
        "hide: Any([Level(SelfCare), Level(SameDay)])",
    );
    assert_eq!(lost(&content), ["S2-87"]);
}

#[test]
fn keeps_a_fact_while_one_of_its_entries_can_be_shown() {
    let fact = |row: &Row| SHIPPED.fact(row.fact).id == "S2-28";
    let only = |id: &'static str| {
        let rows = coverage::coverage(&SHIPPED, &|carrier| SHIPPED.carrier_id(carrier) == id);
        rows.into_iter().find(|row| fact(row)).unwrap()
    };
    assert!(only("sc_heat").holds() && only("sc_cold").holds());
    assert!(!only("sc_warm").holds());
}

#[test]
fn says_what_is_lost_in_the_table_and_counts_the_rest() {
    let rows = coverage::coverage(&SHIPPED, &|carrier| SHIPPED.carrier_id(carrier) != "f_sedentary");
    let table = coverage::render(&SHIPPED, &rows);
    let line = table.lines().find(|line| line.starts_with("S2-14 ")).unwrap();
    assert!(line.ends_with("f_sedentary (no session shows it)"), "{line}");
    assert_eq!(table.lines().last().unwrap(), "184 of 185 facts carried and reachable");
    assert_eq!(table.lines().count(), 186);
}

#[test]
fn takes_few_words_of_our_own_for_each_fact() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/seed_facts.csv");
    let sentences = fs::read_to_string(path).unwrap().to_lowercase();
    for fact in SHIPPED.facts() {
        let about = fact.about.as_str();
        assert!(about.len() <= 70, "`{}` takes too many words: {about}", fact.id);
        let copied = about.split(' ').count() > 5 && sentences.contains(&about.to_lowercase());
        assert!(!copied, "`{}` copies the sentence: {about}", fact.id);
    }
}
