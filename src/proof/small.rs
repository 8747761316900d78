//! Small questionnaires for the unit tests, and every session of them.

use super::{
    diagram::Allowance,
    encode::Encoding,
    vars::{Detail, Vars},
};
use crate::{
    content::{
        self, AnswerKind, Atom, Condition, Origin, Question, QuestionIx, Questionnaire, Setting, SourceFile,
    },
    engine::{Answer, Answers, Session, Step},
};

macro_rules! files {
    ($folder:literal: $($name:literal),+ $(,)?) => {
        [$((
            $name,
            include_str!(concat!("../../tests/fixtures/reduced/", $folder, "/", $name)),
        )),+]
    };
}

const CAP: [(&str, &str); 8] = files!("cap":
    "advice/self_care.ron", "causes/way.ron", "flow/way.ron", "guards.ron", "invariants.ron",
    "questionnaire.ron", "red_flags.ron", "sources.ron",
);

const RULES: [(&str, &str); 14] = files!("rules":
    "advice/living.ron", "advice/prevention.ron", "advice/safety_net.ron", "advice/self_care.ron",
    "advice/tests.ron", "advice/treatments.ron", "causes/gate.ron", "flow/gate.ron", "flow/more.ron",
    "guards.ron", "invariants.ron", "questionnaire.ron", "red_flags.ron", "sources.ron",
);

const CAUSES: &str = include_str!("../../tests/fixtures/small/causes.ron");

const ADVICE: &str = r#"Advice(kind: SelfCare, items: [
    (id: "sc_dig", text: "Dig.", touches: ["dig"], sources: ["gate-book"]),
])"#;

fn checked(files: &[(&str, &str)]) -> Questionnaire {
    let files: Vec<SourceFile> = files
        .iter()
        .map(|(name, text)| SourceFile { name: (*name).to_owned(), bytes: text.as_bytes().to_vec() })
        .collect();
    let parsed = content::parse(&files);
    content::check(&parsed, Origin::Build, String::new()).unwrap_or_else(|problems| panic!("{problems:#?}"))
}

/// Seven questions of all kinds, of which the cap leaves some out.
pub(super) fn cap() -> Questionnaire {
    checked(&CAP)
}

/// Rules, causes and advice that lean on each other.
pub(super) fn rules() -> Questionnaire {
    checked(&RULES)
}

/// A questionnaire of some steps and red flags; `cap` as in its file.
pub(super) fn made(cap: &str, steps: &str, flags: &str) -> Questionnaire {
    let flow = format!("Section(id: \"way\", title: \"The way\", steps: [{steps}])");
    let rules = format!("RedFlags(groups: [], flags: [{flags}], floors: [], escalations: [])");
    let files = CAP.map(|(name, text)| {
        let text = match name {
            "flow/way.ron" => flow.clone(),
            "red_flags.ron" => rules.clone(),
            "invariants.ron" => "Invariants(invariants: [])".to_owned(),
            "causes/way.ron" => CAUSES.to_owned(),
            "advice/self_care.ron" => ADVICE.to_owned(),
            _ => text.replace("(most: 4, drop: [\"path\", \"tools\", \"days\"])", cap),
        };
        (name, text)
    });
    checked(&files.each_ref().map(|(name, text)| (*name, text.as_str())))
}

/// A question that nobody can skip; its options as `One` or `Many` has them.
pub(super) fn ask(id: &str, answer: &str) -> String {
    format!("Ask((id: \"{id}\", prompt: \"What?\", why: \"So.\", skip: Never, answer: {answer})),")
}

/// A red flag.
pub(super) fn flag(id: &str, level: &str, is: &str) -> String {
    format!(
        "(id: \"{id}\", level: {level}, is: {is}, reason: \"so\", home: \"So.\", tell_staff: \"so\", \
         evidence: C, sources: [\"gate-book\"]),"
    )
}

/// The position of a question.
pub(super) fn question(of: &Questionnaire, id: &str) -> QuestionIx {
    of.find_question(id).unwrap_or_else(|| panic!("no question {id}"))
}

/// The statement that an option is ticked.
pub(super) fn chosen(of: &Questionnaire, id: &str) -> Atom {
    let found = of.question_positions().find_map(|ix| Some((ix, of.question(ix).option(id)?)));
    found.map_or_else(|| panic!("no option {id}"), |(ix, option)| Atom::Chosen(ix, option))
}

/// The same as a condition.
pub(super) fn ticked(of: &Questionnaire, id: &str) -> Condition {
    Condition::Atom(chosen(of, id))
}

/// The diagrams of a questionnaire.
pub(super) fn encoding(of: &Questionnaire) -> Encoding<'_> {
    Encoding::new(of, Allowance::ENDLESS).unwrap_or_else(|_| panic!("it is small"))
}

/// The diagrams of its flow alone.
pub(super) fn flow(of: &Questionnaire) -> Encoding<'_> {
    pinned_flow(of, Vec::new())
}

/// The same with some statements settled.
pub(super) fn pinned_flow(of: &Questionnaire, pins: Vec<(Atom, bool)>) -> Encoding<'_> {
    Encoding::of_flow(of, pins, Allowance::ENDLESS).unwrap_or_else(|_| panic!("it is small"))
}

/// The variables of a questionnaire.
pub(super) fn vars(of: &Questionnaire, detail: Detail, told: &[(Atom, bool)]) -> Vars {
    Vars::new(of, detail, told, Allowance::ENDLESS).unwrap_or_else(|| panic!("it is small"))
}

/// The answers with these options ticked, and nothing else.
pub(super) fn session<'q>(of: &'q Questionnaire, options: &[&str]) -> Session<'q> {
    let mut answers = Answers::none(of.questions().len());
    for id in options {
        let Atom::Chosen(ix, option) = chosen(of, id) else { unreachable!() };
        answers.set(ix, Some(Answer::Options(answers.ticked(ix).with(option))));
    }
    Session::with_answers(of, Setting::Home, answers)
}

/// Every session in which all answers count, with any questions left open.
pub(super) fn sessions(of: &Questionnaire) -> Vec<Session<'_>> {
    let mut all: Vec<Session<'_>> = Setting::ALL.map(|setting| Session::new(of, setting)).to_vec();
    for ix in of.question_positions() {
        let mut more = Vec::new();
        for session in &all {
            for answer in candidates(of.question(ix)) {
                let mut answers = session.answers().clone();
                answers.set(ix, Some(answer));
                let session = Session::with_answers(of, session.setting(), answers);
                let counts = session.path().live().get(ix) == Some(answer);
                if counts && answer.fits(of.question(ix), session.path().offered(ix)).is_ok() {
                    more.push(session);
                }
            }
        }
        all.append(&mut more);
    }
    all
}

/// Every session that stepping through the questions gives.
pub(super) fn stepped(questionnaire: &Questionnaire) -> Vec<Session<'_>> {
    let mut open: Vec<Session<'_>> =
        Setting::ALL.map(|setting| Session::new(questionnaire, setting)).to_vec();
    let mut done = Vec::new();
    while let Some(session) = open.pop() {
        let Step::Ask(ix) = session.step() else {
            done.push(session);
            continue;
        };
        for answer in candidates(questionnaire.question(ix)) {
            let mut next = session.clone();
            if next.answer(ix, answer).is_ok() {
                next.advance().unwrap_or_else(|misfit| panic!("{misfit:?}"));
                open.push(next);
            }
        }
    }
    done
}

/// What can be said at a question, shown or not.
fn candidates(question: &Question) -> Vec<Answer> {
    let mut all = vec![Answer::Skipped];
    if let AnswerKind::Scale { from, to, .. } | AnswerKind::Number { from, to, .. } = question.answer {
        all.extend((from..=to).map(Answer::Number));
    }
    let options: Vec<_> = question.indexed_options().map(|(n, _)| n).collect();
    for bits in 1_u32..1 << options.len() {
        let ticked = options.iter().enumerate().filter(|(n, _)| bits >> n & 1 == 1);
        all.push(Answer::Options(ticked.map(|(_, option)| *option).collect()));
    }
    all
}
