//! What comes in from others: `docs/DEPENDENCIES.md` names each crate with its version and reason, and the
//! promises about Rust versions and licences say the same everywhere.

#![expect(clippy::unwrap_used, reason = "a failing test should panic")]

use std::{collections::BTreeMap, fs, path::Path};

/// Headings of the page, with the tables of `Cargo.toml` that they stand for.
const TABLES: &[(&str, &str)] = &[
    ("In the program", "dependencies"),
    ("While building", "build-dependencies"),
    ("In the tests only", "dev-dependencies"),
];

/// The shortest reason that says something.
const LEAST_REASON: usize = 10;

fn read(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The first text between double quotes.
fn quoted(line: &str) -> &str {
    line.split('"').nth(1).unwrap_or_else(|| panic!("no version in `{line}`"))
}

/// Crates of a table of `Cargo.toml`, with their versions.
fn asked_for(manifest: &str, table: &str) -> BTreeMap<String, String> {
    let (_, rest) = manifest.split_once(&format!("\n[{table}]\n")).unwrap();
    let lines = rest.split("\n[").next().unwrap().lines().filter(|line| !line.starts_with('#'));
    lines
        .filter_map(|line| line.split_once(" = "))
        .map(|(name, rest)| {
            let version = rest.split_once("version = ").map_or(rest, |(_, version)| version);
            (name.to_owned(), quoted(version).to_owned())
        })
        .collect()
}

/// Rows below a heading of the page: crate, version, reason.
fn told(page: &str, heading: &str) -> Vec<[String; 3]> {
    let (_, rest) = page.split_once(&format!("\n## {heading}\n")).unwrap();
    let rows = rest.split("\n## ").next().unwrap().lines().filter(|line| line.starts_with("| "));
    rows.skip(2)
        .map(|row| {
            let cells: Vec<String> =
                row.trim_matches('|').splitn(3, '|').map(|cell| cell.trim().to_owned()).collect();
            cells.try_into().unwrap_or_else(|cells| panic!("not three columns: {cells:?}"))
        })
        .collect()
}

#[test]
fn each_direct_dependency_is_told_with_its_version_and_reason() {
    let (manifest, page) = (read("Cargo.toml"), read("docs/DEPENDENCIES.md"));
    for (heading, table) in TABLES {
        let asked = asked_for(&manifest, table);
        let rows = told(&page, heading);
        assert!(!asked.is_empty(), "nothing read from [{table}]");
        let told: BTreeMap<String, String> =
            rows.iter().map(|[name, version, _]| (name.clone(), version.clone())).collect();
        assert_eq!(asked, told, "Cargo.toml [{table}] on the left, docs/DEPENDENCIES.md on the right");
        assert_eq!(rows.len(), told.len(), "a crate is told twice under {heading}");
        assert!(rows.is_sorted(), "{heading} is not in order");
        for [name, _, reason] in rows {
            assert!(reason.len() >= LEAST_REASON, "{name} has no reason");
        }
    }
}

#[test]
fn no_table_of_dependencies_is_left_out() {
    let manifest = read("Cargo.toml");
    let tables = manifest.lines().filter(|line| line.starts_with('[') && line.contains("dependencies"));
    for line in tables {
        let known = TABLES.iter().any(|(_, table)| line == format!("[{table}]"));
        assert!(known, "{line} is not told in docs/DEPENDENCIES.md");
    }
}

#[test]
fn the_oldest_rust_is_the_same_everywhere() {
    let manifest = read("Cargo.toml");
    let line = manifest.lines().find(|line| line.starts_with("rust-version")).unwrap();
    let version = quoted(line);
    assert!(read("docs/DEPENDENCIES.md").contains(&format!("that builds it is {version} ")));
    assert!(read("README.md").contains(&format!(" {version} or newer")));
}

#[test]
fn our_own_code_forbids_unsafe() {
    assert!(read("Cargo.toml").contains("\nunsafe_code = \"forbid\"\n"));
}

#[test]
fn the_page_names_the_licences_that_may_come_in() {
    let (rules, page) = (read("deny.toml"), read("docs/DEPENDENCIES.md"));
    let line = rules.lines().find(|line| line.starts_with("allow = ")).unwrap();
    let licences: Vec<&str> = line.split('"').skip(1).step_by(2).collect();
    assert!(licences.len() > 3, "{licences:?}");
    for licence in licences {
        let plain = licence.split(" WITH ").next().unwrap();
        assert!(page.contains(plain), "{licence}");
    }
}

#[test]
fn an_exception_has_a_reason() {
    let rules = read("deny.toml");
    let skipped: Vec<&str> = rules.lines().filter(|line| line.contains("{ crate = ")).collect();
    let lock = read("Cargo.lock");
    for line in skipped {
        let (name, version) = quoted(line).split_once('@').unwrap();
        let locked = format!("name = \"{name}\"\nversion = \"{version}\"\n");
        assert!(lock.contains(&locked), "{name} {version} is no longer there: {line}");
        assert!(line.split("reason = ").nth(1).is_some_and(|reason| reason.len() > LEAST_REASON), "{line}");
    }
}
