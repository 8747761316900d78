//! The questionnaire against a second, independent reading of the clinical tables.
//!
//! `tests/data/formal_logic.csv` holds every flag, floor and escalation, `tests/data/questions.csv`
//! every question and option with the condition under which it is shown. A slip in one condition of
//! the content, or in how the engine evaluates it, shows as a difference.

#[path = "support/tables.rs"]
mod tables;
#[path = "support/tape.rs"]
mod tape;

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

use proptest::{prelude::*, strategy::ValueTree, test_runner::TestRunner};
use tables::{Dice, Expr, QuestionRow, Tables};
use tape::{QUESTIONNAIRE, Tape, cases, change_some, complete, tapes};
use twinge::{
    content::{
        AnswerKind, Atom, Condition, Disposition, OptionSet, QuestionIx, RuleKind, Setting, Skip, Truth,
    },
    engine::{Answer, Answers, Outcome, Session, Step, assess},
};

static TABLES: LazyLock<Tables> = LazyLock::new(Tables::read);

/// The most questions in one session.
const CAP: usize = 20;

/// The questions that may be left out to keep to the cap, the first to go first.
const DROP: [&str; 4] = ["life", "hx", "began40", "better"];

/// Assignments tried on each expression.
const TRIES: usize = 300;

// The tables themselves.

#[test]
fn reads_not_before_and_before_or() {
    let name = |id: &str| Expr::Name(id.to_owned());
    let not_b = Expr::Not(Box::new(name("b")));
    assert_eq!(
        Expr::parse("a or not b and c"),
        Expr::Or(vec![name("a"), Expr::And(vec![not_b.clone(), name("c")])])
    );
    assert_eq!(
        Expr::parse("(a or not b) and c"),
        Expr::And(vec![Expr::Or(vec![name("a"), not_b]), name("c")])
    );
    assert_eq!(Expr::parse("always"), Expr::And(Vec::new()));
}

#[test]
fn reads_commas_and_quotes_inside_quoted_cells() {
    let table = "x,y,z\na,\"b, \"\"c\"\"\",d\n,,\n";
    assert_eq!(tables::rows(table), [vec!["a", "b, \"c\"", "d"], vec!["", "", ""]]);
}

/// A name that is not known would silently never hold.
#[test]
fn names_in_the_tables_only_what_stands_in_them() {
    let options = |id: &str| TABLES.question_of(id).is_some();
    let mut earlier: BTreeSet<&str> = BTreeSet::new();
    for (id, is) in &TABLES.groups {
        for name in is.names() {
            assert!(options(name) || earlier.contains(name), "group {id}: `{name}` is not known");
        }
        earlier.insert(id);
    }
    for rule in &TABLES.rules {
        for name in rule.is.names() {
            assert!(options(name) || earlier.contains(name), "{}: `{name}` is not known", rule.id);
        }
        earlier.insert(&rule.id);
    }
    for (n, question) in TABLES.questions.iter().enumerate() {
        for shown in question.options.iter().map(|option| &option.shown).chain([&question.shown]) {
            for name in TABLES.leaves(shown) {
                let asked = TABLES.question_of(name);
                assert!(
                    asked.is_some_and(|asked| asked < n),
                    "{}: `{name}` is not asked before",
                    question.id
                );
            }
        }
    }
    assert_eq!(TABLES.questions.len(), 25);
    assert!(TABLES.groups.len() > 30 && TABLES.rules.len() > 100, "a part of the tables is missing");
}

// The content against the tables.

#[test]
fn has_the_questions_and_options_of_the_table_in_its_order() {
    let questions: Vec<&str> = QUESTIONNAIRE.questions().iter().map(|q| q.id.as_str()).collect();
    let rows: Vec<&str> = TABLES.questions.iter().map(|row| row.id.as_str()).collect();
    assert_eq!(questions, rows);
    for (question, row) in QUESTIONNAIRE.questions().iter().zip(&TABLES.questions) {
        let kind = match question.answer {
            AnswerKind::One(_) => "single",
            AnswerKind::Many(_) => "multi",
            AnswerKind::Scale { .. } => "scale",
            AnswerKind::Number { .. } => "number",
        };
        assert_eq!((kind, question.danger), (row.kind.as_str(), row.danger), "{}", row.id);
        let of_kind = |kind: &str| -> Vec<&str> {
            let of_kind = row.options.iter().filter(|option| option.kind == kind);
            of_kind.map(|option| option.id.as_str()).collect()
        };
        let options: Vec<&str> = question.options().iter().map(|option| option.id.as_str()).collect();
        assert_eq!(options, of_kind("option"), "{}", row.id);
        let skip = match &question.skip {
            Skip::As(id) => vec![id.as_str()],
            Skip::Freely | Skip::Never => Vec::new(),
        };
        assert_eq!(skip, of_kind("skip"), "{}", row.id);
        let derived: &[&str] = if row.id == "score" { &["score7", "score8"] } else { &[] };
        assert_eq!(derived, of_kind("derived"), "{}", row.id);
        assert_eq!(row.options.len(), options.len() + skip.len() + derived.len(), "{}", row.id);
    }
}

#[test]
fn has_the_rules_of_the_table_in_its_order() {
    let rules: Vec<(&str, &str, &str)> = QUESTIONNAIRE
        .rules()
        .iter()
        .map(|rule| {
            let kind = match rule.kind {
                RuleKind::Flag => "flag",
                RuleKind::Floor => "floor",
                RuleKind::Escalation => "escalation",
            };
            (kind, rule.id.as_str(), rule.level.id())
        })
        .collect();
    let rows: Vec<(&str, &str, &str)> =
        TABLES.rules.iter().map(|row| (row.kind.as_str(), row.id.as_str(), row.level.as_str())).collect();
    assert_eq!(rules, rows);
}

#[test]
fn reads_every_group_as_the_table_does() {
    let mut differences = Differences::default();
    for (id, is) in &TABLES.groups {
        let group = QUESTIONNAIRE.groups().iter().find(|group| group.id == *id);
        let group = group.unwrap_or_else(|| panic!("there is no group {id}"));
        differences.look_for(id, &group.is, is, Setting::Home, true);
    }
    differences.show();
}

#[test]
fn reads_every_rule_as_the_table_does() {
    let mut differences = Differences::default();
    for (rule, row) in QUESTIONNAIRE.rules().iter().zip(&TABLES.rules) {
        for setting in Setting::ALL {
            differences.look_for(&row.id, &rule.is, &row.is, setting, true);
        }
    }
    differences.show();
}

#[test]
fn reads_when_a_question_or_an_option_is_shown_as_the_table_does() {
    let mut differences = Differences::default();
    for (question, row) in QUESTIONNAIRE.questions().iter().zip(&TABLES.questions) {
        for setting in Setting::ALL {
            let asked = row.settings.iter().any(|name| name == setting_name(setting));
            differences.look_for(&row.id, &question.when, &row.shown, setting, asked);
            for option in question.options() {
                let option_row = row.options.iter().find(|row| row.id == option.id);
                let option_row = option_row.unwrap_or_else(|| panic!("there is no {}", option.id));
                differences.look_for(&option.id, &option.when, &option_row.shown, setting, true);
            }
        }
    }
    differences.show();
}

#[test]
fn leaves_out_only_what_the_tables_let_it_leave_out() {
    assert_eq!(QUESTIONNAIRE.cap().most, CAP);
    let mut droppable: Vec<(usize, &str)> = QUESTIONNAIRE
        .questions()
        .iter()
        .filter_map(|question| Some((question.drop_rank?, question.id.as_str())))
        .collect();
    droppable.sort_unstable();
    assert_eq!(droppable.into_iter().map(|(_, id)| id).collect::<Vec<_>>(), DROP);
}

/// Where a condition of the content and an expression of the tables come to different values.
#[derive(Default)]
struct Differences(Vec<String>);

impl Differences {
    /// Compares both on many assignments; `possible` is whether the condition may hold at all.
    fn look_for(&mut self, id: &str, condition: &Condition, expr: &Expr, setting: Setting, possible: bool) {
        let mut names: BTreeSet<String> = TABLES.leaves(expr).into_iter().map(str::to_owned).collect();
        condition.for_each_atom(QUESTIONNAIRE.groups(), &mut |atom| names.extend(name_of(atom)));
        let mut dice = Dice::new();
        for n in 0..TRIES {
            let density = [0, 1, 4][dice.below(3)];
            let mut assigned: BTreeMap<&str, bool> =
                names.iter().map(|name| (name.as_str(), dice.below(8) < density)).collect();
            if n > TRIES / 8 {
                TABLES.force(expr, n % 2 == 0, &mut dice, &mut assigned);
            }
            let holds = |name: &str| assigned.get(name).copied().unwrap_or(false);
            let atom = |atom: Atom| match atom {
                Atom::In(wanted) => Truth::from(wanted == setting),
                other => Truth::from(holds(&name_of(other).expect("only a setting has no name"))),
            };
            let content = condition.truth(QUESTIONNAIRE.groups(), &atom) == Truth::Yes;
            let table = possible && TABLES.value(expr, &|name| Some(holds(name))) == Some(true);
            if content != table {
                let with: Vec<&str> =
                    assigned.iter().filter(|(_, holds)| **holds).map(|(name, _)| *name).collect();
                let setting = setting.id();
                self.0.push(format!("{id}, {setting}, with {with:?}: {content}, in the table {table}"));
                return;
            }
        }
    }

    fn show(self) {
        assert!(self.0.is_empty(), "the content differs from the tables:\n{}", self.0.join("\n"));
    }
}

/// What the tables call an atom; a setting has no name there.
fn name_of(atom: Atom) -> Option<String> {
    Some(match atom {
        Atom::Chosen(question, option) => option_name(question, option.get()),
        Atom::Skipped(question) => {
            QUESTIONNAIRE.question(question).skip_id().expect("it can be skipped").to_owned()
        }
        Atom::AtLeast(question, least) => format!("{}{least}", QUESTIONNAIRE.question(question).id),
        Atom::Rule(rule) => QUESTIONNAIRE.rule(rule).id.clone(),
        Atom::Level(level) => format!("level {}", level.id()),
        // Only statements about sessions look at the last four; no rule and no question does.
        Atom::In(_)
        | Atom::Asked(_)
        | Atom::Offered(..)
        | Atom::Shown(_)
        | Atom::Says(..)
        | Atom::Touched(_)
        | Atom::Named(_) => return None,
    })
}

/// The id of an option; `none` stands in many questions, so its question is named too.
fn option_name(question: QuestionIx, option: usize) -> String {
    let question = QUESTIONNAIRE.question(question);
    match question.options()[option].id.as_str() {
        "none" => format!("{} none", question.id),
        id => id.to_owned(),
    }
}

const fn setting_name(setting: Setting) -> &'static str {
    match setting {
        Setting::Home => "home",
        Setting::WaitingRoom => "waiting",
    }
}

// The engine against the tables.

/// A session as people make them: some questions left open, some skipped, some answers changed
/// later, so that answers stay behind at questions that are no longer due.
fn session(tape: &mut Tape<'_>) -> Session<'static> {
    let mut session = Session::new(&QUESTIONNAIRE, tape.setting());
    complete(&mut session, tape);
    change_some(&mut session, tape);
    if !tape.one_in(3) {
        complete(&mut session, tape);
    }
    for _ in 0..tape.below(4) {
        if let Some(ix) = tape.question(session.path().asked()) {
            session.restore(ix, None);
        }
    }
    session
}

/// Everything that answers tick, by the names of the tables.
fn ids_of(answers: &Answers) -> BTreeSet<String> {
    QUESTIONNAIRE.question_positions().flat_map(|ix| ids_at(answers, ix)).collect()
}

fn ids_at(answers: &Answers, ix: QuestionIx) -> Vec<String> {
    let question = QUESTIONNAIRE.question(ix);
    match answers.get(ix) {
        Some(Answer::Options(set)) => set.iter().map(|option| option_name(ix, option.get())).collect(),
        Some(Answer::Number(n)) => {
            [7, 8].into_iter().filter(|least| n >= *least).map(|least| format!("score{least}")).collect()
        }
        Some(Answer::Skipped) => match &question.skip {
            Skip::As(id) => vec![id.clone()],
            Skip::Freely | Skip::Never => Vec::new(),
        },
        None => Vec::new(),
    }
}

fn reason_ids<'a>(outcome: &Outcome<'_>) -> Vec<&'a str> {
    outcome.reasons.iter().map(|reason| QUESTIONNAIRE.rule(reason.rule).id.as_str()).collect()
}

fn disposition(level: &str) -> Disposition {
    let found = Disposition::ALL.into_iter().find(|disposition| disposition.id() == level);
    found.unwrap_or_else(|| panic!("there is no level {level}"))
}

/// Whether a question is due by the tables, cap aside.
fn due(row: &QuestionRow, setting: Setting, ticked: &BTreeSet<String>) -> bool {
    row.settings.iter().any(|name| name == setting_name(setting)) && TABLES.holds(&row.shown, ticked)
}

/// The most questions that a session can come to when the nth is asked: those before it, itself, and
/// whatever may still come, but for questions that are left out sooner than it.
fn longest(n: usize, n_asked: usize, setting: Setting, ticked: &BTreeSet<String>) -> usize {
    let rank = |row: &QuestionRow| DROP.iter().position(|id| *id == row.id);
    let wanted = rank(&TABLES.questions[n]);
    let to_come = TABLES.questions.iter().skip(n + 1).filter(|row| {
        row.settings.iter().any(|name| name == setting_name(setting))
            && rank(row).is_none_or(|rank| wanted.is_none_or(|wanted| rank > wanted))
            && TABLES.may_hold(&row.shown, ticked, n)
    });
    n_asked + 1 + to_come.count()
}

proptest! {
    #![proptest_config(cases(500))]

    #[test]
    fn fires_the_rules_of_the_table_for_any_session(picks in tapes()) {
        let outcome = assess(&session(&mut Tape::new(&picks)));
        let mut fired: Vec<(&str, Disposition)> = TABLES
            .fired(&ids_of(&outcome.answers))
            .into_iter()
            .map(|(id, level)| (id, disposition(level)))
            .collect();
        fired.sort_by_key(|(_, level)| std::cmp::Reverse(*level));
        let level = fired.first().map_or(Disposition::SelfCare, |(_, level)| *level);
        prop_assert_eq!(reason_ids(&outcome), fired.into_iter().map(|(id, _)| id).collect::<Vec<_>>());
        prop_assert_eq!(outcome.disposition, level);
    }

    /// The cap is the only reason to leave a due question out. It takes only questions of its list that
    /// have no answer, and only where asking them could lead past 20.
    #[test]
    fn asks_and_offers_what_the_table_says_for_any_session(picks in tapes()) {
        let session = session(&mut Tape::new(&picks));
        let (path, setting) = (session.path(), session.setting());
        let mut ticked = BTreeSet::new();
        let mut n_asked = 0;
        for (ix, row) in QUESTIONNAIRE.question_positions().zip(&TABLES.questions) {
            let asked = path.asked().contains(&ix);
            if !due(row, setting, &ticked) {
                prop_assert!(!asked, "`{}` is asked though it is not due", row.id);
                continue;
            }
            if !asked {
                prop_assert!(DROP.contains(&row.id.as_str()), "`{}` is left out", row.id);
                let given = ids_at(session.answers(), ix);
                prop_assert!(!row.options.iter().any(|option| given.contains(&option.id)), "`{}` was answered", row.id);
                let longest = longest(ix.get(), n_asked, setting, &ticked);
                prop_assert!(longest > CAP, "`{}` is left out of at most {longest}", row.id);
                continue;
            }
            n_asked += 1;
            let offered: Vec<String> =
                path.offered(ix).iter().map(|option| option_name(ix, option.get())).collect();
            let shown = row.options.iter().enumerate().filter(|(_, option)| option.kind == "option");
            let shown: Vec<String> = shown
                .filter(|(_, option)| TABLES.holds(&option.shown, &ticked))
                .map(|(n, _)| option_name(ix, n))
                .collect();
            prop_assert_eq!(&offered, &shown, "at `{}`", row.id);
            let has_options = !row.options.is_empty() && row.kind != "scale";
            let given = ids_at(session.answers(), ix);
            let skipped = session.answers().get(ix) == Some(Answer::Skipped);
            let counts = |id: &String| !has_options || skipped || shown.contains(id);
            ticked.extend(given.into_iter().filter(counts));
        }
        prop_assert_eq!(n_asked, path.asked().len());
        // The cap takes no answer away, so only a question of its list that was answered can lead past it.
        let kept = |ix: &QuestionIx| DROP.contains(&QUESTIONNAIRE.question(*ix).id.as_str()) && path.live().get(*ix).is_some();
        prop_assert!(n_asked <= CAP || path.asked().iter().any(kept), "{} questions", n_asked);
        prop_assert_eq!(ticked, ids_of(path.live()));
    }
}

#[test]
fn leaves_out_the_whole_drop_list_on_the_longest_path() {
    let mut session = Session::new(&QUESTIONNAIRE, Setting::Home);
    let mut answer = |question: &str, options: &[&str]| {
        let ix = QUESTIONNAIRE.find_question(question).expect("it is a question");
        let options =
            options.iter().map(|id| QUESTIONNAIRE.question(ix).option(id).expect("it is an option"));
        session.answer(ix, Answer::Options(options.collect())).expect("it is offered");
    };
    answer("age", &["age_40_44"]);
    answer("body", &["body_preg_late"]);
    answer("site", &["site_lowback"]);
    answer("also", &["side_both", "also_knee", "also_leg"]);
    answer("spread", &["spread_below_knee"]);
    answer("feel", &["feel_cramp", "feel_ache"]);
    answer("dur", &["dur_long"]);
    let ids = |asked: &[QuestionIx]| -> Vec<&str> {
        asked.iter().map(|ix| QUESTIONNAIRE.question(*ix).id.as_str()).collect()
    };
    assert_eq!(
        ids(session.path().asked()),
        [
            "age", "body", "site", "also", "now", "preg", "spread", "nerve", "legs", "knee", "general",
            "risk", "time", "feel", "dur", "start", "worse", "score", "impact", "meds"
        ]
    );
}

/// Two swollen legs bring the question on medicines, which would take the last place of the one on
/// illnesses, where diabetes was told.
#[test]
fn one_more_sign_does_not_take_away_an_illness_that_was_told() {
    let mut session = Session::new(&QUESTIONNAIRE, Setting::Home);
    for ids in [
        &["age_16_39"][..],
        &["body_preg_late"],
        &["site_hip"],
        &["also_leg"],
        &["knee_hot"],
        &["feel_ache"],
        &["dur_weeks"],
    ] {
        tick(&mut session, ids);
    }
    while let Some(ix) = { session.path().unanswered().next() } {
        let question = QUESTIONNAIRE.question(ix);
        match question.id.as_str() {
            "hx" => tick(&mut session, &["hx_diabetes"]),
            "score" => session.answer(ix, Answer::Number(3)).expect("it is on the scale"),
            _ => {
                let offered = session.path().offered(ix);
                let none = offered.iter().find(|option| question.options()[option.get()].id == "none");
                let picked = none.or_else(|| offered.iter().next()).expect("it has options");
                session.answer(ix, Answer::Options(OptionSet::only(picked))).expect("it is offered");
            }
        }
    }
    assert_eq!(session.path().asked().len(), CAP, "the session is full");
    assert_eq!(reason_ids(&assess(&session)), ["rf_hot_joint_plus", "rf_hot_joint"]);
    assert_eq!(assess(&session).disposition, Disposition::Emergency);
    let legs = QUESTIONNAIRE.find_question("legs").expect("it is a question");
    session.toggle(legs, QUESTIONNAIRE.question(legs).option("legs_both_day").expect("it is an option"));
    assert_eq!(session.path().asked().len(), CAP + 1, "the medicines came up, the illnesses stayed");
    assert_eq!(assess(&session).disposition, Disposition::Emergency);

    // On the screen it stays even when its last tick goes; only whoever leaves it so is asked no more.
    let illnesses = QUESTIONNAIRE.find_question("hx").expect("it is a question");
    let diabetes = QUESTIONNAIRE.question(illnesses).option("hx_diabetes").expect("it is an option");
    assert!(session.go_to(illnesses));
    session.toggle(illnesses, diabetes);
    assert_eq!(session.step(), Step::Ask(illnesses));
    assert!(session.path().offered(illnesses).contains(diabetes));
    session.toggle(illnesses, diabetes);
    assert_eq!(assess(&session).disposition, Disposition::Emergency);
    session.toggle(illnesses, diabetes);
    assert!(session.back());
    assert!(!session.path().asked().contains(&illnesses));
}

/// Ticks options of one question.
fn tick(session: &mut Session<'_>, ids: &[&str]) {
    let of = |ix: &QuestionIx| QUESTIONNAIRE.question(*ix).option(ids[0]).is_some();
    let ix = QUESTIONNAIRE.question_positions().find(of).expect("a question has it");
    let options = ids.iter().map(|id| QUESTIONNAIRE.question(ix).option(id).expect("it is an option"));
    session.answer(ix, Answer::Options(options.collect())).expect("it is offered");
}

/// Otherwise the properties above could hold because nothing ever happens.
#[test]
fn draws_sessions_in_which_most_rules_and_every_level_come_up() {
    let mut runner = TestRunner::new_with_rng(
        ProptestConfig::default(),
        proptest::test_runner::TestRng::deterministic_rng(proptest::test_runner::RngAlgorithm::ChaCha),
    );
    let (mut fired, mut levels) = (BTreeSet::new(), BTreeSet::new());
    for _ in 0..300 {
        let picks = tapes().new_tree(&mut runner).expect("a tape can be drawn").current();
        let outcome = assess(&session(&mut Tape::new(&picks)));
        fired.extend(reason_ids(&outcome));
        levels.insert(outcome.disposition);
    }
    let never: Vec<&str> =
        TABLES.rules.iter().map(|row| row.id.as_str()).filter(|id| !fired.contains(id)).collect();
    assert!(never.len() * 3 < TABLES.rules.len(), "rules that never fired: {never:?}");
    assert_eq!(levels.len(), Disposition::ALL.len(), "{levels:?}");
}
