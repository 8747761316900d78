//! Small questionnaires, made up from a list of numbers that proptest can shrink.

use std::fmt::Write as _;

use twinge::content::{self, Origin, Questionnaire, SourceFile};

use crate::tape::Tape;

/// A questionnaire of two to four questions with a few rules and invariants, and what it says.
pub(crate) fn questionnaire(base: &[SourceFile], tape: &mut Tape<'_>) -> (Questionnaire, String) {
    let mut made = Made::default();
    let n_questions = 2 + tape.below(4);
    for n in 0..n_questions {
        made.question(tape, n);
    }
    let rules = made.rules(tape);
    let invariants = made.invariants(tape);
    let mut drop = made.may_drop.clone();
    drop.retain(|_| tape.one_in(2));
    if tape.one_in(2) {
        drop.reverse();
    }
    let cap = format!("(most: {}, drop: [{}])", 1 + tape.below(n_questions + 1), drop.join(", "));
    let files: Vec<SourceFile> = base
        .iter()
        .map(|file| {
            let text = match file.name.as_str() {
                "flow/way.ron" => format!("Section(id: \"way\", title: \"The way\", steps: [{}])", made.flow),
                "red_flags.ron" => rules.clone(),
                "invariants.ron" => invariants.clone(),
                "causes/way.ron" => CAUSES.to_owned(),
                "advice/self_care.ron" => ADVICE.to_owned(),
                "questionnaire.ron" => {
                    let text = String::from_utf8_lossy(&file.bytes);
                    let line =
                        text.lines().find(|line| line.trim().starts_with("cap:")).expect("it has a cap");
                    text.replace(line, &format!("cap: {cap},"))
                }
                _ => return file.clone(),
            };
            SourceFile { name: file.name.clone(), bytes: text.into_bytes() }
        })
        .collect();
    let parsed = content::parse(&files);
    let told = format!("{cap}\n{}\n{rules}\n{invariants}", made.flow);
    let questionnaire = content::check(&parsed, Origin::Build, String::new());
    (questionnaire.unwrap_or_else(|problems| panic!("{problems:#?}\n{told}")), told)
}

const CAUSES: &str = include_str!("../fixtures/small/causes.ron");

const ADVICE: &str = r#"Advice(kind: SelfCare, items: [
    (id: "sc_dig", text: "Dig.", touches: ["dig"], sources: ["gate-book"]),
    (id: "sc_wait", text: "Wait.", when: Not(Level(Soon)), sources: ["gate-book"]),
])"#;

const LEVELS: [&str; 5] = ["Emergency", "SameDay", "Soon", "Routine", "SelfCare"];

/// What has been made up so far.
#[derive(Default)]
struct Made {
    flow: String,
    /// Statements about the questions so far.
    atoms: Vec<String>,
    /// Questions that the cap may leave out: such as leave no trace when they are skipped.
    may_drop: Vec<String>,
    /// By question its options.
    options: Vec<Vec<String>>,
}

impl Made {
    fn question(&mut self, tape: &mut Tape<'_>, n: usize) {
        let mut atoms = Vec::new();
        let mut options = Vec::new();
        let answer = match tape.below(5) {
            0 => {
                atoms.extend([1, 2].map(|least| format!("AtLeast(\"q{n}\", {least})")));
                "Scale(from: 0, to: 2, low: \"Low\", high: \"High\")".to_owned()
            }
            kind => {
                let many = kind < 3;
                options.extend((0..2 + tape.below(2)).map(|option| format!("q{n}_{option}")));
                let mut listed = String::new();
                for option in &options {
                    atoms.push(format!("Chosen(\"{option}\")"));
                    let when = if n > 0 && tape.one_in(4) {
                        format!(", when: {}", self.condition(tape))
                    } else {
                        String::new()
                    };
                    let _ = write!(listed, "(id: \"{option}\", text: \"Option\"{when}), ");
                }
                let mut extra = String::new();
                if many && tape.one_in(2) {
                    let _ = write!(extra, ", exclusive: [\"{}\"]", options[options.len() - 1]);
                }
                if many && tape.one_in(3) {
                    let _ = write!(extra, ", alternatives: [[\"{}\", \"{}\"]]", options[0], options[1]);
                }
                format!("{}(options: [{listed}]{extra})", if many { "Many" } else { "One" })
            }
        };
        let skip = match tape.below(3) {
            0 => "Never".to_owned(),
            1 => "Freely".to_owned(),
            _ => {
                atoms.push(format!("Chosen(\"q{n}_skip\")"));
                format!("As(\"q{n}_skip\")")
            }
        };
        let skip = if skip == "Freely" {
            self.may_drop.push(format!("\"q{n}\""));
            String::new()
        } else {
            format!("skip: {skip}, ")
        };
        let ask = format!("Ask((id: \"q{n}\", prompt: \"What?\", why: \"So.\", {skip}answer: {answer})),");
        let ask = if n > 0 && tape.one_in(2) {
            format!("When(is: {}, steps: [{ask}]),", self.condition(tape))
        } else {
            ask
        };
        self.flow.push_str(&ask);
        self.atoms.extend(atoms);
        self.options.push(options);
    }

    fn atom(&self, tape: &mut Tape<'_>) -> String {
        let other = ["In(Home)".to_owned(), "In(WaitingRoom)".to_owned()];
        let n = tape.below(self.atoms.len() + 1);
        self.atoms.get(n).cloned().unwrap_or_else(|| other[tape.below(2)].clone())
    }

    fn condition(&self, tape: &mut Tape<'_>) -> String {
        let part = |tape: &mut Tape<'_>| {
            let atom = self.atom(tape);
            if tape.one_in(3) { format!("Not({atom})") } else { atom }
        };
        match tape.below(4) {
            0 | 1 => part(tape),
            2 => format!("All([{}, {}])", part(tape), part(tape)),
            _ => format!("Any([{}, All([{}, {}])])", part(tape), part(tape), part(tape)),
        }
    }

    fn rules(&self, tape: &mut Tape<'_>) -> String {
        let rule = |tape: &mut Tape<'_>, id: &str, is: String| {
            let level = LEVELS[tape.below(LEVELS.len())];
            format!(
                "(id: \"{id}\", level: {level}, is: {is}, reason: \"so\", evidence: C, sources: [\"gate-book\"]), "
            )
        };
        let mut flags = String::new();
        for id in ["rf_0", "rf_1", "rf_2"] {
            let is = self.condition(tape);
            flags += &rule(tape, id, is);
        }
        let is = format!("All([Flag(\"rf_0\"), {}])", self.condition(tape));
        let raised = rule(tape, "esc_0", is);
        format!("RedFlags(groups: [], flags: [{flags}], floors: [], escalations: [{raised}])")
    }

    fn invariants(&self, tape: &mut Tape<'_>) -> String {
        let level = LEVELS[tape.below(4)];
        let mut holds = vec![
            format!("If(when: {}, then: {})", self.condition(tape), self.condition(tape)),
            format!("If(when: {}, then: Level({level}))", self.condition(tape)),
            format!("IfAtEnd(when: {}, then: Not(Level({level})))", self.condition(tape)),
            format!("AtEnd(Any([{}, Flag(\"rf_1\")]))", self.condition(tape)),
            format!("If(when: Shown(\"sc_wait\"), then: {})", self.condition(tape)),
            format!(
                "If(when: {}, then: Any([Flag(\"rf_0\"), Flag(\"esc_0\"), Level({level})]))",
                self.condition(tape)
            ),
        ];
        for options in self.options.iter().filter(|options| !options.is_empty()) {
            let option = &options[tape.below(options.len())];
            holds.push(match tape.below(3) {
                0 => format!("NeverLowers(options: [\"{option}\"])"),
                1 => format!("NeverLowers(options: [\"{option}\"], apart_from: [\"rf_0\"])"),
                _ => format!("NeverMatters([\"{option}\"])"),
            });
        }
        let listed = holds
            .iter()
            .enumerate()
            .map(|(n, holds)| format!("(id: \"I{n}\", says: \"So.\", holds: {holds}), "));
        format!("Invariants(invariants: [{}])", listed.collect::<String>())
    }
}
