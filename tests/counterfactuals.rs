//! What would make it more urgent: true, complete for single changes, and small.

#![expect(clippy::unwrap_used, reason = "a failing test should panic")]

#[path = "support/gate.rs"]
mod gate;
#[path = "support/tape.rs"]
mod tape;

use proptest::prelude::{prop_assert, prop_assert_eq, proptest};
use tape::{QUESTIONNAIRE, Tape, cases, change_some, complete, tapes};
use twinge::{
    content::{self, AnswerKind, Disposition, Questionnaire, Watch},
    engine::{
        Answer, Because, Change, Counterfactual, Outcome, Session, Triage, assess, assess_as_it_is, triage,
    },
    locale::{Strings, Voice},
    report::{self, Block},
};

/// A session with some of the answers that a tape gives, finished or not, without those that do not count.
fn session(tape: &mut Tape<'_>) -> Session<'static> {
    let mut session = Session::new(&QUESTIONNAIRE, tape.setting());
    if tape.one_in(4) {
        for _ in 0..tape.below(12) {
            let Some(ix) = session.path().unanswered().next() else { break };
            let answer = tape.answer(&session, ix);
            session.answer(ix, answer).unwrap();
        }
    } else {
        complete(&mut session, tape);
        change_some(&mut session, tape);
    }
    Session::with_answers(&QUESTIONNAIRE, session.setting(), session.path().live().clone())
}

/// The session after changes, each made the way a person makes it.
fn changed<'q>(session: &Session<'q>, changes: &[Change]) -> Session<'q> {
    let questionnaire = session.questionnaire();
    let mut session = session.clone();
    for change in changes {
        match *change {
            Change::Tick(ix, option) => {
                if let AnswerKind::Many(_) = questionnaire.question(ix).answer {
                    session.toggle(ix, option);
                } else {
                    session.answer(ix, Answer::Options([option].into_iter().collect())).unwrap();
                }
                assert!(session.path().live().ticked(ix).contains(option), "the tick counts");
            }
            Change::Number(ix, n) => session.answer(ix, Answer::Number(n)).unwrap(),
        }
    }
    session
}

fn level(session: &Session<'_>) -> Disposition {
    triaged(session).disposition()
}

fn triaged(session: &Session<'_>) -> Triage {
    triage::triage(session.questionnaire(), session.setting(), session.path())
}

fn found(session: &Session<'_>) -> Vec<Counterfactual> {
    assess(session).counterfactuals
}

/// Every sign to watch for that is offered and not ticked, and every higher number.
fn every_single_change(session: &Session<'_>) -> Vec<Change> {
    let mut changes = Vec::new();
    for ix in
        session.path().asked().iter().copied().filter(|ix| QUESTIONNAIRE.question(*ix).watch != Watch::No)
    {
        let question = QUESTIONNAIRE.question(ix);
        match question.answer {
            AnswerKind::One(_) | AnswerKind::Many(_) => {
                let open = session.path().offered(ix).without(session.path().live().ticked(ix));
                let signs = open.iter().filter(|n| question.options()[n.get()].watch);
                changes.extend(signs.map(|option| Change::Tick(ix, option)));
            }
            AnswerKind::Scale { from, to, .. } | AnswerKind::Number { from, to, .. } => {
                let least = match session.path().live().get(ix) {
                    Some(Answer::Number(n)) => n + 1,
                    _ => from,
                };
                changes.extend((least..=to).map(|n| Change::Number(ix, n)));
            }
        }
    }
    changes
}

/// What stands under the heading on the first page, up to the closing words, with their kinds.
fn on_the_page(outcome: &Outcome<'_>) -> Vec<Block> {
    let voice = Voice::english(QUESTIONNAIRE.front().generic());
    let page = report::summary(&QUESTIONNAIRE, voice, outcome).remove(0);
    let heading = Block::Heading(Strings::ENGLISH.more_urgent.to_owned());
    let end = Block::Paragraph(QUESTIONNAIRE.not_a_diagnosis().fill(voice.words).into_owned());
    let after = page.blocks.into_iter().skip_while(|block| *block != heading).skip(1);
    after.take_while(|block| *block != end).collect()
}

fn items(blocks: &[Block]) -> Vec<&str> {
    let mut items = Vec::new();
    for block in blocks {
        if let Block::Item(text) = block {
            items.push(text.as_str());
        }
    }
    items
}

/// Whether the safety net names a single tick, as something no less urgent.
fn told(outcome: &Outcome<'_>, one: &Counterfactual) -> bool {
    outcome
        .safety_net
        .iter()
        .flat_map(|given| given.tells)
        .any(|sign| one.changes == [Change::Tick(sign.question, sign.option)] && sign.level >= one.level)
}

/// A session in which the named options are ticked, and nothing where there is a way to say so.
fn with(options: &[&str], score: u16) -> Session<'static> {
    let mut session = Session::new(&QUESTIONNAIRE, content::Setting::Home);
    while let Some(ix) = { session.path().unanswered().next() } {
        let question = QUESTIONNAIRE.question(ix);
        let offered = session.path().offered(ix);
        let named = |id: &str| options.contains(&id) || id == "none";
        let ticked =
            question.indexed_options().filter(|(n, option)| offered.contains(*n) && named(&option.id));
        let mut ticked: Vec<_> = ticked.map(|(n, option)| (n, option.id.as_str())).collect();
        if ticked.len() > 1 {
            ticked.retain(|(_, id)| *id != "none");
        }
        let set = ticked.into_iter().map(|(n, _)| n).collect();
        match question.answer {
            AnswerKind::Scale { .. } => session.answer(ix, Answer::Number(score)).unwrap(),
            _ if session.answer(ix, Answer::Options(set)).is_ok() => {}
            _ => session.answer(ix, Answer::Skipped).unwrap(),
        }
    }
    session
}

const BACK: &[&str] = &["age_45_49", "body_man", "site_lowback", "side_middle", "dur_days", "start_slow"];

#[test]
fn the_first_page_tells_what_the_safety_net_leaves_out() {
    let outcome = assess(&with(BACK, 4));
    let page = on_the_page(&outcome);
    let items = items(&page);
    assert_eq!(items.len(), 8, "{page:#?}");
    assert!(items.contains(&"A leg or foot that turned cold, pale, blotchy or blue-grey."), "{items:#?}");
    let told = "Chest pain, tightness or pressure.";
    assert!(!items.contains(&told), "the safety net names it: {items:#?}");
    assert_eq!(page.last().unwrap(), &Block::Paragraph(Strings::ENGLISH.more_urgent_rest.to_owned()));
}

#[test]
fn what_matters_to_this_person_comes_first() {
    let ticked = [BACK, &["gen_pulse"]].concat();
    let outcome = assess(&with(&ticked, 4));
    assert_eq!(outcome.disposition, Disposition::SameDay);
    let one =
        outcome.counterfactuals.iter().find(|one| matches!(one.changes[..], [Change::Number(_, 7)])).unwrap();
    let pulse = |because: &Because| {
        matches!(because, Because::Option(ix, option)
        if QUESTIONNAIRE.question(*ix).options()[option.get()].id == "gen_pulse")
    };
    assert!(one.because.iter().any(pulse), "{one:?}");
    assert!(items(&on_the_page(&outcome)).contains(&"How strong is it at its worst? 7 or more."));
}

#[test]
fn an_emergency_has_nothing_above_it() {
    let outcome = assess(&with(&[BACK, &["now_chest"]].concat(), 4));
    assert_eq!(outcome.disposition, Disposition::Emergency);
    assert!(outcome.counterfactuals.is_empty() && on_the_page(&outcome).is_empty());
}

/// A person is not asked to imagine another age, another illness or a doubt.
#[test]
fn only_signs_to_watch_for_are_changed() {
    let watched = |id: &str| {
        QUESTIONNAIRE
            .questions()
            .iter()
            .any(|question| question.option(id).is_some_and(|n| question.options()[n.get()].watch))
    };
    for id in ["gen_yellow", "nerve_saddle", "trend_worse", "time_wake"] {
        assert!(watched(id), "{id}");
    }
    for id in [
        "age_70p",
        "body_preg_late",
        "site_knee",
        "risk_cancer",
        "hx_diabetes",
        "start_injury",
        "dur_long",
        "now_unsure",
        "legs_cast",
    ] {
        assert!(!watched(id), "{id}");
    }
}

/// A made-up questionnaire with signs and rules over them.
fn made_up() -> Questionnaire {
    const FLOW: &str = r#"Section(id: "way", title: "The way", steps: [
        Ask((id: "signs", prompt: "What?", why: "So.", watch: Sign, answer: Many(options: [
            (id: "rust", text: "Rust"), (id: "rot", text: "Rot"), (id: "moss", text: "Moss"),
            (id: "old", text: "Old", watch: false), (id: "none", text: "None"),
        ], exclusive: ["none"]))),
        Ask((id: "noise", prompt: "How loud?", why: "So.", watch: Answer,
            answer: Scale(from: 0, to: 9, low: "Low", high: "High"))),
    ])"#;
    const RULES: &str = r#"RedFlags(groups: [], flags: [
        (id: "both", level: Emergency, is: All([Chosen("rust"), AtLeast("noise", 4)]), reason: "so",
            home: "Go.", tell_staff: "go", evidence: C, sources: ["gate-book"]),
        (id: "loud", level: Emergency, is: All([Chosen("rust"), AtLeast("noise", 6)]), reason: "so",
            home: "Go.", tell_staff: "go", evidence: C, sources: ["gate-book"]),
        (id: "old_rot", level: Soon, is: All([Chosen("rot"), Chosen("old")]), reason: "so", evidence: C,
            sources: ["gate-book"]),
        (id: "moss", level: Routine, is: Chosen("moss"), reason: "so", evidence: C, sources: ["gate-book"]),
    ], floors: [], escalations: [
        (id: "deep", level: SameDay, is: All([Flag("moss"), Chosen("rot")]), reason: "so", evidence: C,
            sources: ["gate-book"]),
    ])"#;
    gate::made_up(&[("flow/way.ron", FLOW), ("red_flags.ron", RULES)])
}

/// Where no single change leads to a level, two together do; no third one, no higher number than needed,
/// and nothing that is no sign.
#[test]
fn two_changes_are_found_where_one_is_not_enough() {
    let questionnaire = made_up();
    let mut session = Session::new(&questionnaire, content::Setting::Home);
    let [signs, noise] = questionnaire.question_positions().collect::<Vec<_>>()[..] else { panic!() };
    let option = |id: &str| questionnaire.question(signs).option(id).unwrap();
    session.answer(signs, Answer::Options([option("none")].into_iter().collect())).unwrap();
    session.answer(noise, Answer::Number(1)).unwrap();
    let tick = |id: &str| Change::Tick(signs, option(id));
    let short = |session: &Session<'_>| {
        let all = assess(session).counterfactuals;
        all.into_iter().map(|one| (one.level, one.changes)).collect::<Vec<_>>()
    };
    assert_eq!(
        short(&session),
        [
            (Disposition::Emergency, vec![tick("rust"), Change::Number(noise, 4)]),
            (Disposition::SameDay, vec![tick("rot"), tick("moss")]),
            (Disposition::Routine, vec![tick("moss")]),
        ]
    );
    // What is there already is half of the way.
    session.answer(noise, Answer::Number(5)).unwrap();
    session.answer(signs, Answer::Options([option("old")].into_iter().collect())).unwrap();
    assert_eq!(
        short(&session),
        [
            (Disposition::Emergency, vec![tick("rust")]),
            (Disposition::SameDay, vec![tick("rot"), tick("moss")]),
            (Disposition::Soon, vec![tick("rot")]),
            (Disposition::Routine, vec![tick("moss")]),
        ]
    );
}

/// What has to change is no answer that the person gave already.
#[test]
fn a_change_is_no_answer_that_was_there_before() {
    let questionnaire = made_up();
    let mut session = Session::new(&questionnaire, content::Setting::Home);
    let [signs, noise] = questionnaire.question_positions().collect::<Vec<_>>()[..] else { panic!() };
    let rust = questionnaire.question(signs).option("rust").unwrap();
    session.answer(signs, Answer::Options([rust].into_iter().collect())).unwrap();
    session.answer(noise, Answer::Number(1)).unwrap();
    let louder = assess(&session).counterfactuals.remove(0);
    assert_eq!(louder.changes, [Change::Number(noise, 4)]);
    assert_eq!(louder.because, [Because::Option(signs, rust)]);
    let rules: Vec<_> = louder.rules.iter().map(|ix| questionnaire.rule(*ix).id.as_str()).collect();
    assert_eq!(rules, ["both"]);
    // Nor is a changed tick.
    session
        .answer(
            signs,
            Answer::Options([questionnaire.question(signs).option("none").unwrap()].into_iter().collect()),
        )
        .unwrap();
    session.answer(noise, Answer::Number(5)).unwrap();
    let rusty = assess(&session).counterfactuals.remove(0);
    assert_eq!(rusty.changes, [Change::Tick(signs, rust)]);
    assert_eq!(rusty.because, [Because::Number(noise)]);
}

/// Getting better is nothing to watch for, even where a rule asks for less.
#[test]
fn no_lower_number_is_claimed_to_be_more_urgent() {
    const FLOW: &str = r#"Section(id: "way", title: "The way", steps: [
        Ask((id: "noise", prompt: "How loud?", why: "So.", watch: Answer,
            answer: Scale(from: 0, to: 9, low: "Low", high: "High"))),
    ])"#;
    const RULES: &str = r#"RedFlags(groups: [], flags: [
        (id: "hums", level: Soon, is: All([AtLeast("noise", 2), Not(AtLeast("noise", 4))]), reason: "so",
            evidence: C, sources: ["gate-book"]),
    ], floors: [], escalations: [])"#;
    let questionnaire = gate::made_up(&[("flow/way.ron", FLOW), ("red_flags.ron", RULES)]);
    let noise = questionnaire.question_positions().next().unwrap();
    let mut session = Session::new(&questionnaire, content::Setting::Home);
    session.answer(noise, Answer::Number(1)).unwrap();
    assert_eq!(assess(&session).counterfactuals[0].changes, [Change::Number(noise, 2)]);
    session.answer(noise, Answer::Number(6)).unwrap();
    assert_eq!(assess(&session).counterfactuals, []);
}

/// A number that leads there spares no other question its own.
#[test]
fn each_of_two_numbers_is_claimed() {
    const FLOW: &str = r#"Section(id: "way", title: "The way", steps: [
        Ask((id: "noise", prompt: "How loud?", why: "So.", watch: Answer,
            answer: Scale(from: 0, to: 9, low: "Low", high: "High"))),
        Ask((id: "heat", prompt: "How hot?", why: "So.", watch: Answer,
            answer: Scale(from: 0, to: 9, low: "Low", high: "High"))),
    ])"#;
    const RULES: &str = r#"RedFlags(groups: [], flags: [
        (id: "loud", level: Soon, is: AtLeast("noise", 3), reason: "so", evidence: C, sources: ["gate-book"]),
        (id: "hot", level: Soon, is: AtLeast("heat", 6), reason: "so", evidence: C, sources: ["gate-book"]),
    ], floors: [], escalations: [])"#;
    let questionnaire = gate::made_up(&[("flow/way.ron", FLOW), ("red_flags.ron", RULES)]);
    let [noise, heat] = questionnaire.question_positions().collect::<Vec<_>>()[..] else { panic!() };
    let session = Session::new(&questionnaire, content::Setting::Home);
    let changes: Vec<_> = assess(&session).counterfactuals.into_iter().flat_map(|one| one.changes).collect();
    assert_eq!(changes, [Change::Number(noise, 3), Change::Number(heat, 6)]);
}

/// A made-up questionnaire with a cause that calls rules urgent.
fn with_urgent_rules() -> Questionnaire {
    const FLOW: &str = r#"Section(id: "way", title: "The way", steps: [
        Ask((id: "kind", prompt: "Which?", why: "So.", answer: One(options: [
            (id: "iron", text: "Iron"), (id: "wood", text: "Wood"),
        ]))),
        Ask((id: "signs", prompt: "What?", why: "So.", answer: Many(options: [
            (id: "rust", text: "Rust"), (id: "rot", text: "Rot"), (id: "moss", text: "Moss"),
            (id: "bent", text: "Bent"), (id: "none", text: "None"),
        ], exclusive: ["none"]))),
    ])"#;
    const RULES: &str = r#"RedFlags(groups: [], flags: [
        (id: "moss", level: Soon, is: Chosen("moss"), reason: "so", evidence: C, sources: ["gate-book"]),
        (id: "rot", level: Soon, is: Chosen("rot"), reason: "so", evidence: C, sources: ["gate-book"]),
        (id: "bent", level: SameDay, is: Chosen("bent"), reason: "so", evidence: C, sources: ["gate-book"]),
        (id: "rusty", level: Emergency, is: All([Chosen("iron"), Chosen("rust")]), reason: "so",
            home: "Go.", tell_staff: "go", evidence: C, sources: ["gate-book"]),
        (id: "rotten", level: SameDay, is: All([Chosen("wood"), Chosen("rot")]), reason: "so", evidence: C,
            sources: ["gate-book"]),
    ], floors: [], escalations: [
        (id: "soft", level: SameDay, is: All([Flag("rotten"), Chosen("moss")]), reason: "so", evidence: C,
            sources: ["gate-book"]),
        (id: "wet", level: SameDay, is: All([Flag("moss"), Chosen("rot")]), reason: "so", evidence: C,
            sources: ["gate-book"]),
    ])"#;
    const CAUSES: &str = r#"Causes(causes: [(
        id: "c_one", name: "a cause", clinical: "Cause", show: Listed, needs: All([]), what: ["It is made up."],
        fits: [(is: In(Home), weight: Moderate)], see: "Ask a smith.", self_care: ["sc_dig"],
        urgent: ["moss", "rot", "rotten", "soft", "wet", "rusty", "bent"], sources: ["gate-book"],
    )])"#;
    const GUARDS: &str = r#"Guards(topics: ["general", "dig"], guards: [
        (id: "G-1", when: Level(SameDay), hides: ["general"]),
        (id: "G-2", when: Chosen("moss"), hides: ["dig"]),
    ])"#;
    gate::made_up(&[
        ("flow/way.ron", FLOW),
        ("red_flags.ron", RULES),
        ("causes/way.ron", CAUSES),
        ("guards.ron", GUARDS),
    ])
}

/// The signs that are told, and whether texts about a cause may tell how to care for it, with these ticks.
fn signs_told(questionnaire: &Questionnaire, ticked: &[&str]) -> (Vec<String>, bool) {
    let mut session = Session::new(questionnaire, content::Setting::Home);
    for ix in questionnaire.question_positions() {
        let set: content::OptionSet =
            ticked.iter().filter_map(|id| questionnaire.question(ix).option(id)).collect();
        if !set.is_empty() {
            session.answer(ix, Answer::Options(set)).unwrap();
        }
    }
    let outcome = assess(&session);
    let ids = outcome.signs.iter().map(|ix| questionnaire.rule(*ix).id.as_str().to_owned());
    (ids.collect(), outcome.tells_care)
}

/// Which gate it is stays as it is; what can be ticked may still come.
#[test]
fn signs_to_ask_for_help_ask_for_more_and_can_still_come() {
    let questionnaire = with_urgent_rules();
    let told = |ticked: &[&str]| signs_told(&questionnaire, ticked).0;
    assert_eq!(told(&["iron", "none"]), ["rusty", "wet", "bent", "moss", "rot"]);
    assert_eq!(told(&["wood", "none"]), ["rotten", "soft", "wet", "bent", "moss", "rot"]);
    assert_eq!(told(&[]), ["rusty", "rotten", "soft", "wet", "bent", "moss", "rot"]);
    // As urgent as it is already is nothing to wait for.
    assert_eq!(told(&["iron", "moss"]), ["rusty", "wet", "bent"]);
}

#[test]
fn a_guard_over_all_care_takes_the_signs_along_and_another_guard_does_not() {
    let questionnaire = with_urgent_rules();
    assert_eq!(signs_told(&questionnaire, &["iron", "bent"]), (Vec::new(), false));
    assert!(signs_told(&questionnaire, &["iron", "moss"]).1);
}

proptest! {
    #![proptest_config(cases(150))]

    /// What is claimed comes true when a person does it, level and rules.
    #[test]
    fn what_is_claimed_comes_true(picks in tapes()) {
        let session = session(&mut Tape::new(&picks));
        let now = level(&session);
        for claim in found(&session) {
            let after = triaged(&changed(&session, &claim.changes));
            prop_assert!(claim.level > now);
            prop_assert_eq!(after.disposition(), claim.level);
            prop_assert_eq!(after.at(&QUESTIONNAIRE, claim.level), claim.rules);
        }
    }

    /// Of single changes none is missed, and of numbers the lowest is named.
    #[test]
    fn no_single_change_is_missed(picks in tapes()) {
        let session = session(&mut Tape::new(&picks));
        let now = level(&session);
        let mut expected: Vec<(Change, Disposition)> = Vec::new();
        for change in every_single_change(&session) {
            let reached = level(&changed(&session, &[change]));
            let lower_does = |(other, level): &(Change, Disposition)| match (*other, change) {
                (Change::Number(a, _), Change::Number(b, _)) => a == b && *level >= reached,
                _ => false,
            };
            if reached > now && !expected.iter().any(lower_does) {
                expected.push((change, reached));
            }
        }
        let singles = found(&session).into_iter().filter(|one| one.changes.len() == 1);
        let mut singles: Vec<(Change, Disposition)> =
            singles.map(|one| (one.changes[0], one.level)).collect();
        singles.sort_unstable();
        expected.sort_unstable();
        prop_assert_eq!(singles, expected);
    }

    /// Two changes are named only where no single one leads, and neither can be spared.
    #[test]
    fn of_two_changes_neither_can_be_spared(picks in tapes()) {
        let session = session(&mut Tape::new(&picks));
        let all = found(&session);
        for pair in all.iter().filter(|one| one.changes.len() > 1) {
            prop_assert_eq!(pair.changes.len(), 2);
            prop_assert!(!all.iter().any(|one| one.changes.len() == 1 && one.level == pair.level));
            for alone in &pair.changes {
                prop_assert!(level(&changed(&session, &[*alone])) < pair.level);
            }
        }
    }

    /// The most urgent comes first, nothing is named twice, and asking again says the same.
    #[test]
    fn they_stand_in_order(picks in tapes()) {
        let session = session(&mut Tape::new(&picks));
        let all = found(&session);
        prop_assert!(all.is_sorted_by(|a, b| (b.level, &a.changes) < (a.level, &b.changes)));
        prop_assert_eq!(&all, &found(&session));
    }

    /// The page repeats nothing of the safety net, keeps short, and says so when it leaves something out.
    #[test]
    fn the_page_is_short_and_repeats_nothing(picks in tapes()) {
        let outcome = assess(&session(&mut Tape::new(&picks)));
        let page = on_the_page(&outcome);
        let untold = outcome.counterfactuals.iter().filter(|one| !told(&outcome, one)).count();
        prop_assert_eq!(items(&page).len(), untold.min(8), "{:#?}", page);
        let rest = Block::Paragraph(Strings::ENGLISH.more_urgent_rest.to_owned());
        prop_assert_eq!(page.contains(&rest), untold > 8);
    }

    /// They are all that the full assessment adds.
    #[test]
    fn nothing_else_is_added(picks in tapes()) {
        let session = session(&mut Tape::new(&picks));
        let mut full = assess(&session);
        full.counterfactuals.clear();
        prop_assert_eq!(full, assess_as_it_is(&session));
    }
}
