//! What every session promises in words and keys: the safety rules that no condition can state.
//!
//! `docs/safety/rules.ron` says which rule each of these holds.
#![expect(clippy::unwrap_used, reason = "a failing test should panic")]

#[path = "support/gate.rs"]
mod gate;
#[path = "support/tape.rs"]
mod tape;

use proptest::prelude::*;
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use tape::{QUESTIONNAIRE, Tape, cases, change_some, complete, tapes};
use twinge::{
    content::{
        AdviceKind, Condition, Disposition, OptionIx, OptionSet, Origin, QuestionIx, Questionnaire, Setting,
        Show, Words, check, parse,
    },
    engine::{Answer, Band, Given, Outcome, Reason, Session, assess},
    folder,
    locale::{Strings, Voice},
    report::{self, Block, Tab},
    ui::keymap::{self, Action, Context},
};

/// The words of one country, so that a text which names a number can be told from one that does not.
fn words() -> &'static Words {
    &QUESTIONNAIRE.front().place("england").unwrap().words
}

/// A session as people make them, finished or broken off.
fn session(tape: &mut Tape<'_>) -> Session<'static> {
    let mut session = Session::new(&QUESTIONNAIRE, tape.setting());
    complete(&mut session, tape);
    change_some(&mut session, tape);
    session
}

/// A session of which only this is answered.
fn only(setting: Setting, ticks: &[&str]) -> Session<'static> {
    let mut session = Session::new(&QUESTIONNAIRE, setting);
    for ix in QUESTIONNAIRE.question_positions() {
        let of = |id: &&&str| QUESTIONNAIRE.question(ix).option(id);
        let ticked: OptionSet = ticks.iter().filter_map(|id| of(&id)).collect();
        if !ticked.is_empty() {
            session.answer(ix, Answer::Options(ticked)).unwrap();
        }
    }
    session
}

/// The blocks of one page.
fn page(outcome: &Outcome<'_>, tab: Tab) -> Vec<Block> {
    let pages = report::summary(&QUESTIONNAIRE, Voice::english(words()), outcome);
    pages.into_iter().find(|page| page.tab == tab).unwrap().blocks
}

fn text_of(block: &Block) -> &str {
    let (Block::Lead(text)
    | Block::Heading(text)
    | Block::Rated(text, _)
    | Block::Paragraph(text)
    | Block::Item(text)
    | Block::Remark(text)) = block;
    text
}

/// Everything that a summary says, the answers apart.
fn said(outcome: &Outcome<'_>) -> String {
    let pages = report::summary(&QUESTIONNAIRE, Voice::english(words()), outcome);
    let pages = pages.into_iter().filter(|page| page.tab != Tab::YourAnswers);
    let texts = pages.flat_map(|page| page.blocks).map(|block| text_of(&block).to_owned());
    texts.collect::<Vec<_>>().join("\n")
}

/// All advice but the safety net, which nothing may hide.
fn given<'a>(outcome: &'a Outcome<'_>) -> Vec<&'a Given<'a>> {
    let is_net = |given: &&Given<'_>| QUESTIONNAIRE.advice_item(given.advice).kind == AdviceKind::SafetyNet;
    outcome.given().filter(|given| !is_net(given)).collect()
}

fn item(id: &str) -> &'static twinge::content::Advice {
    QUESTIONNAIRE.advice().iter().find(|item| item.id == id).unwrap()
}

fn touches(given: &Given<'_>, topic: &str) -> bool {
    let item = QUESTIONNAIRE.advice_item(given.advice);
    item.touches.iter().any(|ix| QUESTIONNAIRE.topics()[ix.get()] == topic)
}

// What every summary says.

proptest! {
    #![proptest_config(cases(150))]

    /// SR-31, SR-32.
    #[test]
    fn says_how_urgent_what_to_do_when_to_seek_help_sooner_and_that_it_is_no_diagnosis(picks in tapes()) {
        let outcome = assess(&session(&mut Tape::new(&picks)));
        let level = outcome.level(&QUESTIONNAIRE);
        let text = report::text::render(&QUESTIONNAIRE, Voice::english(words()), &outcome);
        prop_assert!(text.contains(level.name.as_str()));
        let page = page(&outcome, Tab::WhatToDo);
        prop_assert_eq!(&page[0], &Block::Lead(level.act[0].fill(words()).into_owned()));
        let says = |text: &str| page.iter().any(|block| text_of(block) == text);
        for act in level.act.iter().chain([&level.sooner]) {
            prop_assert!(says(&act.fill(words())), "{:?} does not say {act:?}", outcome.disposition);
        }
        prop_assert!(says(&QUESTIONNAIRE.not_a_diagnosis().fill(words())));
        prop_assert!(says(&QUESTIONNAIRE.closing().fill(words())));
        let status = format!("({})", QUESTIONNAIRE.front().status().as_str());
        prop_assert!(says(&status));
    }

    /// SR-28, SR-33.
    #[test]
    fn an_emergency_leads_with_the_call_and_offers_nothing_that_takes_time(picks in tapes()) {
        let outcome = assess(&session(&mut Tape::new(&picks)));
        prop_assume!(outcome.disposition == Disposition::Emergency);
        let Block::Lead(lead) = &page(&outcome, Tab::WhatToDo)[0] else { panic!("nothing leads") };
        match outcome.setting {
            Setting::Home => prop_assert!(lead.contains(words().get("emergency_number")), "{lead}"),
            Setting::WaitingRoom => prop_assert!(lead.contains("staff right now"), "{lead}"),
        }
        prop_assert!(given(&outcome).is_empty(), "{:?}", given(&outcome));
        prop_assert!(outcome.causes.is_empty());
        prop_assert!(!outcome.tells_care);
        prop_assert_eq!(page(&outcome, Tab::WhatCouldFit).len(), 1);
        let said = said(&outcome);
        for lesser in Disposition::ALL.into_iter().filter(|level| *level != Disposition::Emergency) {
            for act in &QUESTIONNAIRE.level(lesser, outcome.setting).act {
                prop_assert!(!said.contains(&*act.fill(words())), "it says {act:?}");
            }
        }
    }

    /// What fired is not lost on the way to the screen: its own words stand there, or those of more urgent
    /// reasons that tell every answer behind it.
    #[test]
    fn tells_every_rule_that_fired_on_the_first_page(picks in tapes()) {
        let outcome = assess(&session(&mut Tape::new(&picks)));
        let page = page(&outcome, Tab::WhatToDo);
        let named = |reason: &Reason| {
            let words = QUESTIONNAIRE.rule(reason.rule).reason.fill(words()).to_lowercase();
            page.iter().any(|block| text_of(block).to_lowercase() == format!("{words}."))
        };
        for reason in &outcome.reasons {
            let id = &QUESTIONNAIRE.rule(reason.rule).id;
            if named(reason) {
                continue;
            }
            prop_assert!(reason.level < outcome.disposition && !reason.because.is_empty(), "{id} is not named");
            let above: Vec<&Reason> =
                outcome.reasons.iter().filter(|other| other.level > reason.level && named(other)).collect();
            for because in &reason.because {
                let told = above.iter().any(|other| other.tells.contains(because));
                prop_assert!(told, "{because:?} of {id} is told nowhere");
            }
        }
    }

    /// A word to say to a clinician, but none that names a serious cause.
    #[test]
    fn gives_each_listed_cause_its_clinical_name_and_none_that_stands_behind_a_flag(picks in tapes()) {
        let outcome = assess(&session(&mut Tape::new(&picks)));
        let page = page(&outcome, Tab::WhatCouldFit);
        for ranked in outcome.causes.iter().chain(&outcome.behind) {
            let cause = QUESTIONNAIRE.cause(ranked.cause);
            let line = format!("{} {}.", Strings::ENGLISH.clinical_name, cause.clinical.fill(words()));
            let plain = cause.clinical.as_str().eq_ignore_ascii_case(cause.name.as_str());
            let wanted = cause.show == Show::Listed && !plain;
            prop_assert_eq!(page.iter().any(|block| text_of(block) == line), wanted, "{}", &cause.id);
        }
    }

    /// The words for how well a cause fits go by its points alone (dossier, appendix C).
    #[test]
    fn the_words_for_a_cause_go_by_its_points(picks in tapes()) {
        let outcome = assess(&session(&mut Tape::new(&picks)));
        for cause in outcome.causes.iter().chain(&outcome.behind) {
            let band = match cause.points {
                0 => Band::Fallback,
                2 | 3 => Band::LessLikely,
                4..8 => Band::Some,
                8.. => Band::Many,
                1 => return Err(TestCaseError::fail("one point names no cause")),
            };
            prop_assert_eq!(cause.band, band);
        }
    }

    /// SR-36.
    #[test]
    fn a_serious_cause_stands_behind_a_flag_and_never_alone(picks in tapes()) {
        let outcome = assess(&session(&mut Tape::new(&picks)));
        for ranked in &outcome.causes {
            let cause = QUESTIONNAIRE.cause(ranked.cause);
            prop_assert_eq!(cause.show, Show::Listed, "{}", &cause.id);
        }
        prop_assert!(outcome.behind.is_empty() || outcome.disposition >= Disposition::Soon);
        if outcome.causes.is_empty() {
            let page = page(&outcome, Tab::WhatCouldFit);
            for ranked in &outcome.behind {
                let name = QUESTIONNAIRE.cause(ranked.cause).name.fill(words()).to_lowercase();
                let alone = page.iter().any(|block| text_of(block).to_lowercase() == name);
                prop_assert!(!alone, "{name} stands alone");
            }
        }
    }

    /// SR-41, SR-42, SR-51: not only is the tip about tablets hidden, no other text names them either.
    #[test]
    fn names_no_anti_inflammatory_where_a_guard_forbids_it(picks in tapes()) {
        let outcome = assess(&session(&mut Tape::new(&picks)));
        let allowed = given(&outcome).into_iter().any(|given| touches(given, "nsaid_tablets"));
        prop_assume!(!allowed);
        let said = said(&outcome).to_lowercase();
        for name in ["ibuprofen", "naproxen", "diclofenac", "nsaid", "anti-inflammatory tablet"] {
            prop_assert!(!said.contains(name), "it names {name}");
        }
    }

    /// SR-50, as far as it can hold before there is a kiosk: others may see the screen.
    #[test]
    fn a_waiting_room_reads_no_danger_answer_back(picks in tapes()) {
        let answered = session(&mut Tape::new(&picks));
        let session =
            Session::with_answers(&QUESTIONNAIRE, Setting::WaitingRoom, answered.answers().clone());
        let outcome = assess(&session);
        let page = page(&outcome, Tab::YourAnswers);
        for ix in outcome.path.iter().copied().filter(|ix| QUESTIONNAIRE.question(*ix).danger) {
            let prompt = QUESTIONNAIRE.question(ix).prompt.as_str();
            let Some(Answer::Options(ticked)) = outcome.answers.get(ix) else { continue };
            let private = format!("{prompt} {}", Strings::ENGLISH.private);
            prop_assert!(page.iter().any(|block| text_of(block) == private), "{prompt} is read back");
            for option in ticked.iter() {
                let option = &QUESTIONNAIRE.question(ix).options()[option.get()];
                // "None of these" and "I am not sure" are answers to other questions as well.
                let telling = option.id != "none" && !option.id.ends_with("_unsure");
                let shown = page.iter().any(|block| text_of(block).contains(option.text.as_str()));
                prop_assert!(!(telling && shown), "{} is read back", option.id);
            }
        }
        prop_assert!(!said(&outcome).contains(Strings::ENGLISH.because));
    }
}

/// The rules that "We also noticed" names.
fn also_noticed(ticks: &[&str]) -> Vec<&'static str> {
    let outcome = assess(&only(Setting::Home, ticks));
    let ids = outcome.lesser_reasons().into_iter().map(|reason| QUESTIONNAIRE.rule(reason.rule).id.as_str());
    ids.collect()
}

#[test]
fn a_reason_is_left_out_below_a_more_urgent_one_that_tells_the_same() {
    let numb = ["age_45_49", "site_lowback", "nerve_numb_one", "dur_days"];
    assert_eq!(also_noticed(&numb), [""; 0], "the more urgent reason names the numb leg itself");
    let kidney = ["age_45_49", "site_lowback", "gen_fever", "gen_pee", "gen_vomit"];
    assert_eq!(also_noticed(&kidney), ["rf_fever_back"], "where it hurts is told nowhere else");
}

#[test]
fn a_reason_stays_below_a_more_urgent_one_that_does_not_name_its_sign() {
    // "And a nerve sign" does not say that a leg is weak.
    let weak = ["age_45_49", "site_lowback", "gen_fever", "nerve_weak_mild"];
    assert_eq!(also_noticed(&weak), ["rf_weak_mild"]);
    // "Age under 16, with a sign" names the age, but not the sign.
    let child = ["age_u16", "site_knee", "gen_weight", "dur_days"];
    assert_eq!(also_noticed(&child), ["rf_weight"]);
    // "One more warning sign" is another rule, whatever it rests on.
    let back = ["age_16_39", "site_midback", "time_wake", "dur_days", "start_injury", "cannot_daily"];
    assert!(also_noticed(&back).contains(&"rf_injury_recent"));
    // Nor do its words name the sign that the other rule was met by.
    let outcome = assess(&only(Setting::Home, &back));
    let [other, higher] = ["rf_injury_recent", "ESC-10"]
        .map(|id| outcome.reasons.iter().find(|reason| QUESTIONNAIRE.rule(reason.rule).id == id).unwrap());
    assert!(other.because.iter().all(|because| higher.because.contains(because)));
    assert!(!other.because.iter().any(|because| higher.tells.contains(because)), "{higher:?}");
}

/// Of several signs the words may leave open which one it was; of one they cannot.
#[test]
fn a_reason_tells_a_danger_sign_unless_another_would_have_done() {
    const FLOW: &str = r#"Section(id: "way", title: "The way", steps: [
        Ask((id: "signs", prompt: "What?", why: "So.", danger: true, skip: Never, answer: Many(options: [
            (id: "rust", text: "Rust"), (id: "rot", text: "Rot"), (id: "none", text: "None"),
        ], exclusive: ["none"]))),
    ])"#;
    const RULES: &str = r#"RedFlags(groups: [], flags: [
        (id: "one", level: Soon, is: Any([Chosen("rust")]), reason: "so", evidence: C, sources: ["gate-book"]),
        (id: "two", level: Soon, is: Any([Chosen("rust"), Chosen("rot")]), reason: "so", evidence: C,
            sources: ["gate-book"]),
    ], floors: [], escalations: [])"#;
    let questionnaire = gate::made_up(&[("flow/way.ron", FLOW), ("red_flags.ron", RULES)]);
    let signs = questionnaire.question_positions().next().unwrap();
    let rust = questionnaire.question(signs).option("rust").unwrap();
    let mut session = Session::new(&questionnaire, Setting::Home);
    session.answer(signs, Answer::Options(OptionSet::only(rust))).unwrap();
    let tells: Vec<_> = assess(&session).reasons.into_iter().map(|reason| reason.tells.len()).collect();
    assert_eq!(tells, [1, 0]);
}

/// What may explain it without a score is no comfort for anyone who has to be seen.
#[test]
fn growing_pains_are_noted_only_in_a_child_who_need_not_be_seen_today() {
    let found = |ticks: &[&str]| {
        let outcome = assess(&only(Setting::Home, ticks));
        let ids = outcome.notes.iter().map(|ix| QUESTIONNAIRE.cause(*ix).id.as_str());
        (outcome.disposition, ids.collect::<Vec<_>>())
    };
    let child = ["age_u16", "site_calf", "side_both"];
    assert_eq!(found(&child), (Disposition::Soon, vec!["c_growing"]));
    assert_eq!(found(&["age_16_39", "site_calf", "side_both"]).1, [""; 0]);
    let (level, notes) = found(&["age_u16", "site_calf", "side_both", "legs_cramp10"]);
    assert_eq!((level, &notes[..]), (Disposition::SameDay, &[][..]));
}

/// SR-34, SR-35: the words of each level in each setting.
#[test]
fn each_level_names_its_time_and_whom_to_turn_to() {
    let wanted: [(Disposition, &[&str], &[&str]); 5] = [
        (Disposition::Emergency, &["{emergency_number}", "now"], &["staff", "right now"]),
        (Disposition::SameDay, &["{advice_line}", "today", "24 hours"], &["desk", "today", "{advice_line}"]),
        (Disposition::Soon, &["few days", "two weeks"], &["today", "few days", "two weeks"]),
        (Disposition::Routine, &["2 to 3 weeks"], &["wait", "2 to 3 weeks"]),
        (Disposition::SelfCare, &["at home", "2 to 3 weeks"], &["wait"]),
    ];
    for (level, home, waiting_room) in wanted {
        for (setting, wanted) in [(Setting::Home, home), (Setting::WaitingRoom, waiting_room)] {
            let text = QUESTIONNAIRE.level(level, setting);
            let act: Vec<&str> = text.act.iter().map(twinge::content::Text::as_str).collect();
            let act = act.join("\n");
            for word in wanted {
                assert!(act.contains(word), "{level:?} {setting:?} does not name {word}");
            }
            let sooner = text.sooner.as_str();
            assert!(
                sooner.contains("trouble breathing")
                    || sooner.contains("short of breath")
                    || sooner.contains("hard to breathe"),
                "{level:?} {setting:?}"
            );
        }
    }
}

/// SR-42, SR-51: whatever the words, pain relief leads to a pharmacist.
#[test]
fn every_text_on_pain_relief_from_a_shop_sends_to_a_pharmacist() {
    for id in ["sc_otc", "tx_otc", "tx_nsaid"] {
        let item = item(id);
        for text in item.instead.iter().map(|instead| &instead.text).chain([&item.text]) {
            assert!(text.as_str().contains("pharmacist"), "{id}: {}", text.as_str());
        }
    }
}

/// SR-41.
#[test]
fn late_in_pregnancy_only_the_side_is_named_to_sleep_on() {
    let words = |session: &Session<'_>| -> Option<String> {
        let outcome = assess(session);
        let position =
            QUESTIONNAIRE.advice_positions().find(|ix| QUESTIONNAIRE.advice_item(*ix).id == "sc_sleep_pos");
        let given = outcome.self_care.iter().find(|given| Some(given.advice) == position)?;
        Some(given.text.as_str().to_lowercase())
    };
    let ticks = |body| ["age_16_39", body, "site_lowback", "time_morning_short", "start_sleep"];
    let ordinary = words(&only(Setting::Home, &ticks("body_woman"))).unwrap();
    assert!(ordinary.contains("on your back"));
    let late = words(&only(Setting::Home, &ticks("body_preg_late"))).unwrap();
    assert!(late.contains("on your side") && !late.contains("on your back"), "{late}");
}

/// SR-44.
#[test]
fn with_kidney_or_heart_disease_the_team_sets_how_much_to_drink() {
    let fluids = item("sc_fluids");
    for ill in ["hx_kidney", "hx_heart"] {
        let ticks = ["age_45_49", "site_calf", "feel_cramp", "dur_long", "life_dry", ill];
        let outcome = assess(&only(Setting::Home, &ticks));
        let text =
            outcome.self_care.iter().find(|given| QUESTIONNAIRE.advice_item(given.advice).id == fluids.id);
        let text = text.unwrap().text.as_str();
        assert!(text.contains("your care team gave you") && !text.contains("Drink more"), "{ill}: {text}");
    }
}

/// SR-46.
#[test]
fn medicines_for_cramp_are_named_only_to_advise_against_them() {
    let topic = |name: &str| QUESTIONNAIRE.topics().iter().position(|topic| topic == name).unwrap();
    let cramp = topic("cramp_medicine");
    let items: Vec<_> = QUESTIONNAIRE
        .advice()
        .iter()
        .filter(|item| item.touches.iter().any(|ix| ix.get() == cramp))
        .collect();
    assert_eq!(items.len(), 3, "quinine, magnesium and vitamin K2");
    for item in items {
        let text = item.text.as_str();
        assert!(text.contains("do not advise") || text.contains("do not buy"), "{}: {text}", item.id);
    }
}

/// SR-45, SR-60, SR-62.
#[test]
fn flags_about_medicines_ask_before_the_next_dose_and_those_about_bones_take_the_weight_off() {
    let home = |id: &str| {
        let rule = QUESTIONNAIRE.rules().iter().find(|rule| rule.id == id).unwrap();
        rule.home.as_ref().unwrap().as_str().to_lowercase()
    };
    for id in [
        "rf_quinolone",
        "rf_bleed",
        "rf_bleed_thinner",
        "rf_statin_ache",
        "rf_med_new",
        "rf_swell_evening",
        "rf_rhabdo",
    ] {
        let home = home(id);
        assert!(home.contains("ask") && home.contains("before your next dose"), "{id}: {home}");
    }
    for id in ["sn_thinner", "sn_statin"] {
        let text = item(id).text.as_str();
        assert!(text.contains("ask before you take the next dose"), "{id}: {text}");
    }
    assert!(home("rf_bone_stress").contains("no running or jumping"));
    assert!(home("rf_bone_stress_high").contains("weight off"));
    let charcot = home("rf_charcot");
    assert!(
        charcot.contains("weight off that foot") && charcot.contains("do not warm it or soak it"),
        "{charcot}"
    );
    assert!(home("rf_rash").contains("today even if mild"));
}

/// Every text that a person may see.
fn person_texts() -> Vec<(String, String)> {
    let q: &Questionnaire = &QUESTIONNAIRE;
    let mut texts: Vec<(String, String)> = Vec::new();
    let mut add = |id: &str, text: &str| texts.push((id.to_owned(), text.to_owned()));
    for text in q.front().about().iter().chain([q.not_a_diagnosis(), q.closing()]) {
        add("questionnaire", text.as_str());
    }
    for level in Disposition::ALL {
        for setting in Setting::ALL {
            let text = q.level(level, setting);
            for text in text.act.iter().chain([&text.name, &text.sooner]) {
                add(level.id(), text.as_str());
            }
        }
    }
    for question in q.questions() {
        add(&question.id, question.prompt.as_str());
        add(&question.id, question.why.as_str());
        for text in question.help.iter().chain(&question.help_waiting_room) {
            add(&question.id, text.as_str());
        }
        for option in question.options() {
            add(&option.id, option.text.as_str());
            option.hint.iter().for_each(|hint| add(&option.id, hint.as_str()));
        }
    }
    for rule in q.rules() {
        for text in rule.home.iter().chain(&rule.tell_staff).chain([&rule.reason]) {
            add(&rule.id, text.as_str());
        }
    }
    for cause in q.causes() {
        for text in
            cause.what.iter().chain(&cause.not_asked).chain(&cause.caveat).chain([&cause.name, &cause.see])
        {
            add(&cause.id, text.as_str());
        }
        if cause.show != Show::BehindFlag {
            add(&cause.id, cause.clinical.as_str());
        }
    }
    for item in q.advice() {
        for text in item.instead.iter().map(|instead| &instead.text).chain(&item.title).chain([&item.text]) {
            add(&item.id, text.as_str());
        }
    }
    texts
}

/// SR-45.
#[test]
fn no_text_tells_anyone_to_stop_start_or_change_a_medicine() {
    let told = [
        "stop taking",
        "stop your",
        "stop the",
        "stop it",
        "start taking",
        "start a medicine",
        "come off",
        "take more",
        "take less",
        "take half",
        "double your",
        "skip a dose",
        "skip your",
        "miss a dose",
        "lower your dose",
        "raise your dose",
        "change your dose",
        "change your medicine",
        "switch to",
    ];
    for (id, text) in person_texts() {
        for sentence in text.to_lowercase().split(['.', ';']) {
            let medicine =
                ["medicine", "tablet", "dose", "pill", "statin", "thinner", "steroid", "antibiotic", "drug"]
                    .iter()
                    .any(|word| sentence.contains(word));
            let forbids = sentence.contains("do not ") || sentence.contains("never ");
            for told in told {
                assert!(forbids || !(medicine && sentence.contains(told)), "{id} says `{told}`: {text}");
            }
            let changes = sentence.contains("change it") && !sentence.contains("do not change it");
            assert!(!changes, "{id}: {text}");
        }
    }
}

/// SR-37, SR-47.
#[test]
fn no_text_shows_a_percentage_a_named_score_or_a_price() {
    let words =
        ["percent", "probability", "probabilities", "odds", "wells", "ottawa", "likelihood", "sponsor"];
    let signs = ["%", "per cent", "start back", "£", "$", "€", "www.", "http"];
    let selling = ["discount", "special offer", "our shop", "order now", "free trial"];
    for (id, text) in person_texts() {
        let lower = text.to_lowercase();
        for word in lower.split(|c: char| !c.is_alphanumeric()) {
            assert!(!words.contains(&word), "{id} says `{word}`: {text}");
        }
        for part in signs.iter().chain(&selling) {
            assert!(!lower.contains(part), "{id} says `{part}`: {text}");
        }
    }
}

// What can be answered, and how.

/// SR-30.
#[test]
fn every_danger_option_has_a_key_and_no_key_that_answers_leaves() {
    let press = |c: char| KeyEvent::new(KeyCode::Char(c), KeyModifiers::NONE);
    for question in QUESTIONNAIRE.questions().iter().filter(|question| question.danger) {
        for (row, option) in question.options().iter().enumerate() {
            let key = keymap::pick_key(row).unwrap_or_else(|| panic!("{} has no key", option.id));
            assert!(key.is_ascii_alphanumeric(), "{}: {key}", option.id);
            assert_eq!(keymap::action(press(key), Context::Many), Some(Action::Pick(row)), "{}", option.id);
        }
    }
    for context in [Context::One, Context::Many, Context::Number] {
        for c in (' '..='~').chain("äß€".chars()) {
            assert_ne!(keymap::action(press(c), context), Some(Action::Quit), "{c:?} leaves");
        }
        let leaves = KeyEvent::new(KeyCode::Char('c'), KeyModifiers::CONTROL);
        assert_eq!(keymap::action(leaves, context), Some(Action::Quit));
    }
    let nine: Vec<Option<char>> = (0..9).map(keymap::pick_key).collect();
    assert_eq!(nine, "123456789".chars().map(Some).collect::<Vec<_>>());
}

/// SR-25: the order, and that nothing but a condition on answers hides a danger screen or an option of
/// one; neither the setting nor anything else that could be configured.
#[test]
fn danger_screens_come_before_the_details_and_in_every_setting() {
    let time = QUESTIONNAIRE.find_question("time").unwrap();
    let danger: Vec<QuestionIx> =
        QUESTIONNAIRE.question_positions().filter(|ix| QUESTIONNAIRE.question(*ix).danger).collect();
    assert_eq!(danger.len(), 6);
    for ix in danger {
        let question = QUESTIONNAIRE.question(ix);
        assert!(ix < time, "{} stands after the details", question.id);
        assert_eq!(question.drop_rank, None, "{} may be left out", question.id);
        for when in question.options().iter().map(|option| &option.when).chain([&question.when]) {
            when.for_each_atom(QUESTIONNAIRE.groups(), &mut |atom| {
                assert!(
                    !matches!(atom, twinge::content::Atom::In(_)),
                    "{} hangs on the setting",
                    question.id
                );
            });
        }
    }
}

/// Walks every place with every second place, side, age and spread; calls back with what is offered.
fn every_place(mut visit: impl FnMut(&str, &[&str], &dyn Fn(&str) -> bool)) {
    let sites = [
        "site_neck",
        "site_midback",
        "site_lowback",
        "site_buttock",
        "site_hip",
        "site_thigh",
        "site_knee",
        "site_calf",
        "site_foot",
        "site_many",
    ];
    let also = ["also_back", "also_hip", "also_knee", "also_leg", "also_foot"];
    let knees = ["kspot_front", "kspot_inner", "kspot_outer", "kspot_back", "kspot_all"];
    let feelings = [vec!["feel_cramp"], vec!["feel_ache"], vec!["feel_cramp", "feel_burn"]];
    for setting in Setting::ALL {
        for site in sites {
            for age in ["age_u16", "age_16_39", "age_70p"] {
                for second in 0..1_u32 << also.len() {
                    let mut ticks = vec![age, site];
                    let second = also.iter().enumerate().filter(|(n, _)| second & (1 << n) != 0);
                    let second: Vec<&str> = second.map(|(_, id)| *id).collect();
                    if !fits(setting, &ticks, "also", &second) {
                        continue;
                    }
                    ticks.extend(&second);
                    let knees: &[&str] = if site == "site_knee" { &knees } else { &[""] };
                    for (knee, feel) in
                        knees.iter().flat_map(|knee| feelings.iter().map(move |feel| (knee, feel)))
                    {
                        let mut ticks = ticks.clone();
                        ticks.extend((!knee.is_empty()).then_some(*knee));
                        if fits(setting, &ticks, "feel", feel) {
                            ticks.extend(feel);
                        }
                        let session = only(setting, &ticks);
                        let offered = |id: &str| {
                            QUESTIONNAIRE.question_positions().any(|ix| {
                                let option = QUESTIONNAIRE.question(ix).option(id);
                                option.is_some_and(|option: OptionIx| {
                                    session.path().offered(ix).contains(option)
                                })
                            })
                        };
                        visit(setting.id(), &ticks, &offered);
                    }
                }
            }
        }
    }
}

fn fits(setting: Setting, ticks: &[&str], question: &str, more: &[&str]) -> bool {
    let session = only(setting, ticks);
    let ix = QUESTIONNAIRE.find_question(question).unwrap();
    let offered = session.path().offered(ix);
    more.iter().all(|id| QUESTIONNAIRE.question(ix).option(id).is_some_and(|option| offered.contains(option)))
}

/// SR-57, SR-63, SR-64, SR-69: wherever it aches, first or second place, the sign can be ticked.
#[test]
fn every_place_can_tick_what_its_rules_ask_for() {
    let mut walked = 0;
    every_place(|setting, ticks, offered| {
        walked += 1;
        let any = |ids: &[&str]| ids.iter().any(|id| ticks.contains(id));
        let leg = any(&["site_thigh", "site_calf", "site_foot", "site_many", "also_leg", "also_foot"]);
        let (hip, knee) = (any(&["site_hip", "also_hip"]), any(&["site_knee", "also_knee"]));
        let back =
            any(&["site_neck", "site_midback", "site_lowback", "site_buttock", "site_many", "also_back"]);
        if setting == "home" {
            assert!(offered("worse_distance"), "SR-63: {ticks:?}");
        }
        if leg || hip || knee {
            let skin = [offered("legs_hot_skin"), offered("knee_hotskin")];
            assert_eq!(skin.iter().filter(|shown| **shown).count(), 1, "SR-64: {setting} {ticks:?}");
            let weight = [offered("legs_noweight"), offered("knee_noweight")];
            assert_eq!(weight.iter().filter(|shown| **shown).count(), 1, "SR-69: {setting} {ticks:?}");
        }
        if back || leg || hip {
            for id in [
                "nerve_saddle",
                "nerve_bladder",
                "nerve_bowel",
                "nerve_sexual",
                "nerve_both_new",
                "nerve_level",
                "nerve_weak_fast",
            ] {
                assert!(offered(id), "SR-04, SR-05: {id} at {setting} {ticks:?}");
            }
        }
        for id in
            ["now_chest", "now_tear", "now_cold_leg", "gen_fever", "gen_pulse", "gen_other", "risk_cancer"]
        {
            assert!(offered(id), "SR-06: {id} at {setting} {ticks:?}");
        }
    });
    assert!(walked > 3_000, "{walked}");
}

/// SR-63 by its level: a set walking distance is seen soon, whatever it feels like.
#[test]
fn a_set_walking_distance_is_seen_soon_whatever_it_feels_like() {
    for site in ["site_thigh", "site_calf", "site_foot", "site_hip", "site_buttock", "site_many"] {
        for feel in ["feel_cramp", "feel_ache", "feel_heavy"] {
            let mut ticks = vec!["age_45_49", site, "worse_distance", "dur_days"];
            if fits(Setting::Home, &ticks, "feel", &[feel]) {
                ticks.push(feel);
            }
            assert_eq!(assess(&only(Setting::Home, &ticks)).disposition, Disposition::Soon, "{ticks:?}");
        }
    }
}

// What the level may hang on.

/// The shipped content without causes, guards and advice that could move a level.
fn rules_alone() -> Questionnaire {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("questions");
    let mut parsed = parse(&folder::read(&root).unwrap());
    // What names causes and advice, but says nothing of the level.
    parsed.invariants = None;
    parsed.vignettes.clear();
    parsed.lints = None;
    let content = &mut parsed.content;
    content.causes.clear();
    content.advice.clear();
    content.guards.as_mut().unwrap().value.guards.clear();
    content.questionnaire.as_mut().unwrap().value.fallback.clear();
    check(&parsed, Origin::Build, String::new()).unwrap()
}

/// SR-01, SR-23.
#[test]
fn levels_hang_on_rules_alone_and_on_no_cause_or_advice() {
    use proptest::{strategy::ValueTree, test_runner::TestRunner};
    let bare = rules_alone();
    let mut runner = TestRunner::deterministic();
    for _ in 0..200 {
        let picks = tapes().new_tree(&mut runner).unwrap().current();
        let session = session(&mut Tape::new(&picks));
        let alone = Session::with_answers(&bare, session.setting(), session.answers().clone());
        let (full, alone) = (assess(&session), assess(&alone));
        assert_eq!(full.disposition, alone.disposition);
        let highest = full.reasons.iter().map(|reason| reason.level).max();
        assert_eq!(full.disposition, highest.unwrap_or(Disposition::SelfCare));
    }
}

/// A guard hides by topic: advice without a topic could not be hidden in an emergency or from a child.
/// Only the safety net, which must never be hidden, touches nothing.
#[test]
fn all_advice_but_the_safety_net_can_be_hidden() {
    let hidden_in = |id: &str| -> Vec<usize> {
        let guard = QUESTIONNAIRE.guards().iter().find(|guard| guard.id == id).unwrap();
        guard.hides.iter().map(|topic| topic.get()).collect()
    };
    for guard in ["SR-33", "SR-52"] {
        let hidden = hidden_in(guard);
        for item in QUESTIONNAIRE.advice() {
            if item.kind == AdviceKind::SafetyNet {
                assert!(item.touches.is_empty(), "{} could be hidden", item.id);
            } else {
                let hides = item.touches.iter().any(|topic| hidden.contains(&topic.get()));
                assert!(hides, "{guard} does not hide {}", item.id);
            }
        }
    }
}

/// SR-31: what to watch for in any case is hidden by nothing.
#[test]
fn the_first_signs_to_call_for_are_never_hidden() {
    for id in ["sn_now", "sn_faint", "sn_stroke", "sn_ill", "sn_neck", "sn_any"] {
        let item = item(id);
        assert_eq!(item.when, Some(Condition::ALWAYS), "{id}");
        assert_eq!(item.hide, None, "{id}");
    }
}
