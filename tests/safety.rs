//! The safety rules and the hazard log, and that something stands behind each of them.
//!
//! `TWINGE_SAFETY=1 cargo test --test safety` writes `docs/SAFETY.md` anew from `docs/safety/`.
#![expect(clippy::unwrap_used, reason = "a failing test should panic")]

use std::{
    collections::{BTreeMap, BTreeSet},
    env,
    fmt::Write,
    fs,
    path::{Path, PathBuf},
};

use ron::{Options, extensions::Extensions};
use serde::{Deserialize, de::DeserializeOwned};

/// The statements that are proved over every session.
const INVARIANTS: &str = "questions/invariants.ron";
const RULES: &str = "docs/safety/rules.ron";
const HAZARDS: &str = "docs/safety/hazards.ron";
const DOCUMENT: &str = "docs/SAFETY.md";
/// SR-01 to SR-69.
const N_RULES: usize = 69;

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Rules {
    rules: Vec<Rule>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Rule {
    id: String,
    says: String,
    held_by: Vec<Holder>,
    #[serde(default)]
    note: Option<String>,
}

/// What holds a rule, or shows that a control works.
#[derive(Debug, Clone, Deserialize)]
enum Holder {
    /// A statement that is proved over every session.
    Invariant(String),
    /// Every statement whose id starts so.
    Invariants(String),
    /// A test: its file and its name.
    Test(String, String),
    /// A test that draws or drives the screen.
    Screen(String, String),
    /// A rule of `twinge check` on structure.
    Check(String),
    /// A rule of `twinge check` on words.
    Lint(String),
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Hazards {
    hazards: Vec<Hazard>,
    decisions: Vec<Decision>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Hazard {
    id: String,
    #[serde(rename = "hazard")]
    what: String,
    cause: String,
    effect: String,
    control: String,
    /// How large the risk is that is left, in the words of the origin.
    risk_left: String,
    /// What is left.
    remains: String,
    checks: Vec<Holder>,
    /// What a clinician must decide.
    #[serde(default)]
    sign_off: Option<String>,
    origin: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Decision {
    id: String,
    about: String,
    decide: String,
    origin: String,
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn text(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_default()
}

fn data<T: DeserializeOwned>(path: &str) -> T {
    let options = Options::default().with_default_extension(Extensions::IMPLICIT_SOME);
    options.from_str(&text(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// What references can point at.
struct Project {
    /// Statements, with the safety rules that each says it holds.
    statements: BTreeMap<String, Vec<String>>,
    /// The text of every test file by its path.
    tests: BTreeMap<String, String>,
    /// The document that explains the rules of `twinge check`.
    authoring: String,
    /// The source of `twinge check`.
    source: String,
}

impl Project {
    fn read() -> Self {
        let mut tests = BTreeMap::new();
        for path in sources(&root().join("tests")) {
            let name = path.strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/");
            tests.insert(name, fs::read_to_string(path).unwrap());
        }
        let content = [vec![root().join("src/content.rs")], sources(&root().join("src/content"))].concat();
        Self {
            statements: statements(&text(INVARIANTS)),
            tests,
            authoring: text("docs/AUTHORING.md"),
            source: content.iter().map(|path| fs::read_to_string(path).unwrap()).collect(),
        }
    }

    /// Why a reference points at nothing.
    fn fault(&self, holder: &Holder) -> Option<String> {
        match holder {
            Holder::Invariant(id) => {
                (!self.statements.contains_key(id)).then(|| format!("{INVARIANTS} has no `{id}`"))
            }
            Holder::Invariants(start) => {
                let any = self.statements.keys().any(|id| id.starts_with(start));
                (!any).then(|| format!("no statement of {INVARIANTS} starts with `{start}`"))
            }
            Holder::Test(file, name) | Holder::Screen(file, name) => match self.tests.get(file) {
                None => Some(format!("there is no {file}")),
                Some(text) if !has_test(text, name) => Some(format!("{file} has no test `{name}`")),
                Some(_) => None,
            },
            Holder::Check(rule) | Holder::Lint(rule) => {
                // Rules on structure have a row in the table of problems, rules on words a chapter.
                let (row, chapter) = (format!("| `{rule}` |"), format!("### `{rule}`"));
                let explains = |line: &str| line.starts_with(&row) || line == chapter;
                if !self.authoring.lines().any(explains) {
                    Some(format!("docs/AUTHORING.md does not explain `{rule}`"))
                } else if !self.source.contains(&format!("\"{rule}\"")) {
                    Some(format!("`twinge check` knows no rule `{rule}`"))
                } else {
                    None
                }
            }
        }
    }

    fn faults(&self, owner: &str, holders: &[Holder]) -> Vec<String> {
        let faults = holders.iter().filter_map(|holder| self.fault(holder));
        faults.map(|fault| format!("{owner}: {fault}")).collect()
    }

    /// What is wrong with the rules as a whole.
    fn faults_of_rules(&self, rules: &[Rule]) -> Vec<String> {
        let mut faults = Vec::new();
        let ids: Vec<&str> = rules.iter().map(|rule| rule.id.as_str()).collect();
        let wanted: Vec<String> = (1..=N_RULES).map(|n| format!("SR-{n:02}")).collect();
        if ids != wanted {
            faults.push(format!("the rules are not SR-01 to SR-{N_RULES}, each once and in order"));
        }
        for rule in rules {
            if rule.held_by.is_empty() {
                faults.push(format!("{}: nothing stands behind it", rule.id));
            }
            if rule.says.trim().is_empty() {
                faults.push(format!("{}: it says nothing", rule.id));
            }
            faults.extend(self.faults(&rule.id, &rule.held_by));
            for holder in &rule.held_by {
                let Holder::Invariant(id) = holder else { continue };
                let says_so = self.statements.get(id).is_none_or(|rules| rules.contains(&rule.id));
                if !says_so {
                    faults.push(format!("{}: `{id}` does not say that it holds it", rule.id));
                }
            }
        }
        for (id, held) in &self.statements {
            for rule_id in held {
                let names = |holder: &Holder| match holder {
                    Holder::Invariant(named) => named == id,
                    Holder::Invariants(start) => id.starts_with(start),
                    _ => false,
                };
                match rules.iter().find(|rule| rule.id == *rule_id) {
                    None => faults.push(format!("{id}: there is no rule {rule_id}")),
                    Some(rule) if !rule.held_by.iter().any(names) => {
                        faults.push(format!("{rule_id}: {RULES} does not name `{id}`, which holds it"));
                    }
                    Some(_) => {}
                }
            }
        }
        faults
    }

    /// What is wrong with the hazard log.
    fn faults_of_hazards(&self, log: &Hazards) -> Vec<String> {
        let mut faults = Vec::new();
        let mut ids: BTreeSet<&str> = BTreeSet::new();
        let all = log.hazards.iter().map(|h| &h.id).chain(log.decisions.iter().map(|d| &d.id));
        for id in all {
            if !ids.insert(id) {
                faults.push(format!("{id} stands twice"));
            }
        }
        for hazard in &log.hazards {
            let id = &hazard.id;
            let parts = [
                ("hazard", &hazard.what),
                ("cause", &hazard.cause),
                ("effect", &hazard.effect),
                ("control", &hazard.control),
                ("risk_left", &hazard.risk_left),
                ("remains", &hazard.remains),
                ("origin", &hazard.origin),
            ];
            for (name, part) in parts {
                if part.trim().is_empty() {
                    faults.push(format!("{id}: its {name} is empty"));
                }
            }
            if hazard.checks.is_empty() {
                faults.push(format!("{id}: no check shows that the control works"));
            }
            faults.extend(self.faults(id, &hazard.checks));
        }
        for decision in &log.decisions {
            if [&decision.about, &decision.decide, &decision.origin].iter().any(|part| part.trim().is_empty())
            {
                faults.push(format!("{}: a part of it is empty", decision.id));
            }
        }
        faults
    }
}

/// The Rust files below a folder.
fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// The ids of all statements and the rules that each says it holds, whatever the layout.
fn statements(text: &str) -> BTreeMap<String, Vec<String>> {
    let mut found = BTreeMap::new();
    for part in text.split("id: \"").skip(1) {
        let Some((id, rest)) = part.split_once('"') else { continue };
        let rules = rest.split_once("rules: [").and_then(|(_, rest)| rest.split_once(']'));
        let rules = rules.map_or("", |(rules, _)| rules);
        let rules = rules.split('"').skip(1).step_by(2).map(str::to_owned).collect();
        assert!(found.insert(id.to_owned(), rules).is_none(), "{INVARIANTS}: `{id}` stands twice");
    }
    found
}

/// Whether a text holds a function of this name that is marked as a test.
fn has_test(text: &str, name: &str) -> bool {
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let start = format!("fn {name}(");
    lines.iter().enumerate().any(|(n, line)| {
        line.starts_with(&start)
            && lines[..n]
                .iter()
                .rev()
                .take_while(|above| above.starts_with("#[") || above.starts_with("//"))
                .any(|above| *above == "#[test]")
    })
}

#[test]
fn something_stands_behind_every_safety_rule() {
    let rules: Rules = data(RULES);
    let faults = Project::read().faults_of_rules(&rules.rules);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_hazard_has_a_control_and_a_check_that_shows_it_works() {
    let log: Hazards = data(HAZARDS);
    let faults = Project::read().faults_of_hazards(&log);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert!(log.hazards.len() >= 32, "the dossier alone lists 32");
}

/// Otherwise the two tests above could pass because nothing is looked at.
#[test]
fn a_rule_or_a_hazard_with_nothing_behind_it_is_found() {
    let project = Project::read();
    let rules: Rules = data(RULES);
    let with = |change: &dyn Fn(&mut Vec<Rule>)| {
        let mut rules = rules.rules.clone();
        change(&mut rules);
        project.faults_of_rules(&rules).join("\n")
    };
    let holder = |holder: Holder| with(&|rules| rules[3].held_by = vec![holder.clone()]);
    let file = || "tests/safety.rs".to_owned();
    assert!(with(&|rules| rules[25].held_by.clear()).contains("SR-26: nothing stands behind it"));
    assert!(with(&|rules| drop(rules.remove(40))).contains("each once and in order"));
    assert!(with(&|rules| rules.swap(1, 2)).contains("each once and in order"));
    assert!(with(&|rules| rules[3].held_by.clear()).contains("does not name `SR-04`"));
    assert!(holder(Holder::Invariant("SR-99".to_owned())).contains("has no `SR-99`"));
    assert!(holder(Holder::Invariant("SR-05".to_owned())).contains("`SR-05` does not say"));
    assert!(holder(Holder::Invariants("XX-".to_owned())).contains("starts with `XX-`"));
    assert!(holder(Holder::Test(file(), "root".to_owned())).contains("has no test `root`"));
    assert!(holder(Holder::Screen("tests/no.rs".to_owned(), String::new())).contains("there is no"));
    assert!(holder(Holder::Check("no-such-rule".to_owned())).contains("does not explain"));

    let log: Hazards = data(HAZARDS);
    let with = |change: &dyn Fn(&mut Hazards)| {
        let mut log = log.clone();
        change(&mut log);
        project.faults_of_hazards(&log).join("\n")
    };
    assert!(with(&|log| log.hazards[4].control.clear()).contains("control is empty"));
    assert!(with(&|log| log.hazards[4].checks.clear()).contains("no check shows"));
    assert!(with(&|log| log.hazards[4].id = log.hazards[5].id.clone()).contains("stands twice"));
    assert!(with(&|log| log.decisions[0].decide.clear()).contains("a part of it is empty"));
}

#[test]
fn the_document_is_what_the_data_says() {
    let wanted = document(&data::<Rules>(RULES).rules, &data(HAZARDS));
    let path = root().join(DOCUMENT);
    if env::var_os("TWINGE_SAFETY").is_some() {
        fs::write(&path, &wanted).unwrap();
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == wanted, "{DOCUMENT} is stale: TWINGE_SAFETY=1 cargo test --test safety");
}

fn document(rules: &[Rule], log: &Hazards) -> String {
    let mut out = String::from(
        "# Safety\n\n\
         This file is made from the data in `docs/safety/` by `TWINGE_SAFETY=1 cargo test --test safety`.\n\
         Change the data, not this file. The tests fail when a rule or a hazard has nothing behind it.\n\n\
         twinge is a prototype, not for clinical use. No clinician has signed off its content.\n\n\
         ## What holds the safety rules\n\n\
         **Invariants** are statements that are proved over every session. **Tests** and **screens** run\n\
         the program. **Checks** and **lints** are rules of `twinge check` ([AUTHORING.md](AUTHORING.md)).\n\n\
         | rule | what it says | held by |\n| --- | --- | --- |\n",
    );
    for rule in rules {
        let note = if rule.note.is_some() { " (see the note below)" } else { "" };
        writeln!(out, "| {} | {}{note} | {} |", rule.id, rule.says, held_by(&rule.held_by)).unwrap();
    }
    out.push_str("\n### Notes\n\n");
    for rule in rules {
        if let Some(note) = &rule.note {
            writeln!(out, "- **{}**: {note}", rule.id).unwrap();
        }
    }
    out.push_str(
        "\n## Hazard log\n\n\
         What could go wrong, and what is done against it. Causes, controls and what is left come from the\n\
         origin that is named; effects are general knowledge, to be confirmed by a clinician.\n",
    );
    for hazard in &log.hazards {
        write!(
            out,
            "\n### {}: {}\n\n\
             - Cause: {}\n- Effect: {}\n- Control: {}\n- Risk left: **{}**. {}\n- Shown by: {}\n- Origin: {}\n",
            hazard.id,
            hazard.what,
            hazard.cause,
            hazard.effect,
            hazard.control,
            hazard.risk_left,
            hazard.remains,
            held_by(&hazard.checks),
            hazard.origin,
        )
        .unwrap();
        if let Some(decide) = &hazard.sign_off {
            writeln!(out, "- To sign off: {decide}").unwrap();
        }
    }
    out.push_str("\n## Open decisions\n\nWhat a clinician must decide before anyone relies on this.\n\n");
    for decision in &log.decisions {
        writeln!(out, "- **{}, {}** ({}): {}", decision.id, decision.about, decision.origin, decision.decide)
            .unwrap();
    }
    for hazard in &log.hazards {
        if let Some(decide) = &hazard.sign_off {
            writeln!(out, "- **{}, {}**: {decide}", hazard.id, hazard.what).unwrap();
        }
    }
    out
}

/// The holders by their kind, in one line.
fn held_by(holders: &[Holder]) -> String {
    let mut kinds: [(&str, Vec<String>); 5] =
        ["invariants", "tests", "screens", "checks", "lints"].map(|kind| (kind, Vec::new()));
    for holder in holders {
        let (kind, text) = match holder {
            Holder::Invariant(id) => (0, format!("`{id}`")),
            Holder::Invariants(start) => (0, format!("all of `{start}...`")),
            Holder::Test(file, name) => (1, format!("`{name}` ([{0}](../{file}))", short(file))),
            Holder::Screen(file, name) => (2, format!("`{name}` ([{0}](../{file}))", short(file))),
            Holder::Check(rule) => (3, format!("`{rule}`")),
            Holder::Lint(rule) => (4, format!("`{rule}`")),
        };
        kinds[kind].1.push(text);
    }
    let said = kinds.iter().filter(|(_, list)| !list.is_empty());
    said.map(|(kind, list)| format!("{kind} {}", list.join(", "))).collect::<Vec<_>>().join("; ")
}

fn short(file: &str) -> &str {
    file.trim_start_matches("tests/").trim_end_matches(".rs")
}
