//! Made-up questionnaires about a garden gate, small enough to read off what has to come of them.

use std::path::Path;

use twinge::{
    content::{self, Origin, Problems, Questionnaire},
    folder,
};

/// One cause, which calls nothing urgent.
const CAUSES: &str = r#"Causes(causes: [(
    id: "c_one", name: "a cause", clinical: "Cause", show: Listed, needs: All([]), what: ["It is made up."],
    fits: [(is: In(Home), weight: Moderate)], see: "Ask a smith.", self_care: ["sc_dig"],
    sources: ["gate-book"],
)])"#;

const ADVICE: &str = r#"Advice(kind: SelfCare, items: [
    (id: "sc_dig", text: "Dig.", touches: ["dig"], sources: ["gate-book"]),
])"#;

/// The gate of the fixtures with these files in place of its own, and a cap that leaves nothing out.
pub(crate) fn made_up(edits: &[(&str, &str)]) -> Questionnaire {
    let cap = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/reduced/cap");
    let mut files = folder::read(&cap).expect("the folder can be read");
    for file in &mut files {
        let edited = edits.iter().find(|(name, _)| *name == file.name);
        let text = match (file.name.as_str(), edited) {
            (_, Some((_, text))) => (*text).to_owned(),
            ("causes/way.ron", _) => CAUSES.to_owned(),
            ("advice/self_care.ron", _) => ADVICE.to_owned(),
            ("invariants.ron", _) => "Invariants(invariants: [])".to_owned(),
            ("questionnaire.ron", _) => String::from_utf8_lossy(&file.bytes)
                .replace(r#"drop: ["path", "tools", "days"]"#, "drop: []")
                .replace("most: 4", "most: 9"),
            _ => continue,
        };
        file.bytes = text.into_bytes();
    }
    let parsed = content::parse(&files);
    content::check(&parsed, Origin::Build, String::new())
        .unwrap_or_else(|problems| panic!("{}", Problems { problems, files }))
}
