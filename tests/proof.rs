//! The proof against a second, slow look at the same thing: every session of small questionnaires, one
//! by one, and very many of the shipped one.

#![expect(clippy::unwrap_used, reason = "a failing test should panic")]

#[path = "support/brute.rs"]
mod brute;
#[path = "support/small.rs"]
mod small;
#[path = "support/tape.rs"]
mod tape;

use std::{collections::BTreeSet, path::Path, sync::LazyLock};

use brute::{Look, Seen};
use num_bigint::BigUint;
use proptest::prelude::*;
use tape::{QUESTIONNAIRE, Tape, cases, change_some, complete, tapes};
use twinge::{
    content::{self, Holds, Origin, Questionnaire, Setting, SourceFile},
    embedded,
    engine::{Session, Step, assess},
    folder,
    proof::{self, Count, Entry, Finding, Mirror, Proof, TooLarge},
};

/// So many random sessions of the shipped content are looked at.
const MANY: u64 = 600;

/// The files that small questionnaires are made from.
static BASE: LazyLock<Vec<SourceFile>> = LazyLock::new(|| read("tests/fixtures/reduced/cap"));

fn read(below: &str) -> Vec<SourceFile> {
    folder::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join(below)).unwrap()
}

/// A content folder of the tests.
fn reduced(name: &str) -> Questionnaire {
    let parsed = content::parse(&read(&format!("tests/fixtures/reduced/{name}")));
    // Some of it can never be shown, on purpose; the author's check would refuse that.
    content::check(&parsed, Origin::Build, parsed.fingerprint())
        .unwrap_or_else(|problems| panic!("{problems:#?}"))
}

/// What every single session says.
struct Slow {
    counts: Vec<Count>,
    met: BTreeSet<Entry>,
    seen: Vec<Seen>,
    n_sessions: usize,
}

fn slowly(questionnaire: &Questionnaire) -> Slow {
    let mut counts = Vec::new();
    let mut met = BTreeSet::new();
    let mut looks: Vec<Look<'_>> = questionnaire
        .invariants()
        .iter()
        .map(|invariant| Look::new(questionnaire, &invariant.holds))
        .collect();
    let mut n_sessions = 0;
    for setting in Setting::ALL {
        let (mut sessions, mut shortest, mut longest) = (0_u64, usize::MAX, 0);
        brute::straight(questionnaire, setting, &mut |session| {
            let length = session.path().asked().len();
            sessions += 1;
            shortest = shortest.min(length);
            longest = longest.max(length);
        });
        counts.push(Count {
            setting,
            sessions: BigUint::from(sessions),
            shortest: shortest.try_into().unwrap(),
            longest: longest.try_into().unwrap(),
        });
        brute::partial(questionnaire, setting, &mut |session| {
            n_sessions += 1;
            let outcome = assess(session);
            if outcome.complete {
                brute::met(questionnaire, &outcome, &mut met);
            }
            for look in &mut looks {
                look.at(session, &outcome);
            }
        });
    }
    Slow { counts, met, seen: looks.iter().map(Look::seen).collect(), n_sessions }
}

fn name(questionnaire: &Questionnaire, entry: Entry) -> String {
    match entry {
        Entry::Question(ix) => format!("question {}", questionnaire.question(ix).id),
        Entry::Option(ix, option) => {
            format!("option {}", questionnaire.question(ix).options()[option.get()].id)
        }
        Entry::Rule(ix) => format!("rule {}", questionnaire.rule(ix).id),
        Entry::Cause(ix) => format!("cause {}", questionnaire.cause(ix).id),
        Entry::Advice(ix) => format!("advice {}", questionnaire.advice_item(ix).id),
        Entry::Level(level) => format!("level {level:?}"),
    }
}

fn short(finding: &Finding<'_>) -> &'static str {
    match finding {
        Finding::Holds => "Holds",
        Finding::Broken(_) => "Broken",
        Finding::Empty => "Empty",
        Finding::Open(_) => "Open",
    }
}

/// Everything in which the proof and the slow look disagree, in words.
fn disagreements(questionnaire: &Questionnaire, proof: &Proof<'_>, slow: &Slow) -> Vec<String> {
    let mut all = Vec::new();
    let entries: BTreeSet<Entry> = proof.reached.iter().map(|reached| reached.entry).collect();
    if entries != brute::entries(questionnaire) {
        all.push("the proof does not look for everything".to_owned());
    }
    for reached in &proof.reached {
        let (fast, slow) = (reached.example.is_some(), slow.met.contains(&reached.entry));
        if fast != slow {
            all.push(format!(
                "{}: reached by proof {fast}, by walking {slow}",
                name(questionnaire, reached.entry)
            ));
        }
    }
    for (verdict, seen) in proof.verdicts.iter().zip(&slow.seen) {
        let same = matches!(
            (&verdict.finding, seen),
            (Finding::Holds, Seen::Holds)
                | (Finding::Broken(_), Seen::Broken)
                | (Finding::Empty, Seen::Empty)
        );
        if !same {
            let fast = short(&verdict.finding);
            all.push(format!("{}: by proof {fast}, by walking {seen:?}", verdict.invariant.id));
        }
    }
    all
}

/// Every example and every counterexample that the engine does not bear out, in words.
fn not_borne_out(questionnaire: &Questionnaire, proof: &Proof<'_>) -> Vec<String> {
    let mut all = Vec::new();
    let again = |session: &Session<'_>| {
        Session::with_answers(questionnaire, session.setting(), session.path().live().clone())
    };
    for reached in &proof.reached {
        let Some(example) = &reached.example else { continue };
        let outcome = assess(&again(example));
        let mut met = BTreeSet::new();
        brute::met(questionnaire, &outcome, &mut met);
        if !outcome.complete || !met.contains(&reached.entry) {
            all.push(format!("the example of {}", name(questionnaire, reached.entry)));
        }
    }
    for verdict in &proof.verdicts {
        let Finding::Broken(counterexample) = &verdict.finding else { continue };
        let session = again(&counterexample.session);
        let mut look = Look::new(questionnaire, &verdict.invariant.holds);
        look.at(&session, &assess(&session));
        if look.seen() != Seen::Broken {
            all.push(format!("the counterexample to {}", verdict.invariant.id));
        }
        if let Some(changed) = &counterexample.changed
            && assess(changed).disposition >= assess(&session).disposition
        {
            all.push(format!("the change in the counterexample to {}", verdict.invariant.id));
        }
    }
    all
}

#[track_caller]
fn agrees(questionnaire: &Questionnaire) -> Slow {
    let slow = slowly(questionnaire);
    let proof = proof::prove(questionnaire).unwrap();
    assert_eq!(disagreements(questionnaire, &proof, &slow), Vec::<String>::new());
    assert_eq!(not_borne_out(questionnaire, &proof), Vec::<String>::new());
    assert_eq!(proof.counts, slow.counts);
    slow
}

/// The diagrams against every single session, broken off or not.
#[track_caller]
fn mirrors(questionnaire: &Questionnaire) {
    let mirror = Mirror::new(questionnaire).unwrap();
    for setting in Setting::ALL {
        brute::partial(questionnaire, setting, &mut |session| {
            assert_eq!(mirror.agrees(session), Ok(()), "{:?} {:?}", setting, session.answers());
        });
    }
}

#[test]
fn says_of_rules_causes_and_advice_what_every_single_session_says() {
    let questionnaire = reduced("rules");
    let slow = agrees(&questionnaire);
    // The fixture is worth something only if it has all of these.
    assert!(slow.n_sessions > 5_000, "{}", slow.n_sessions);
    for seen in [Seen::Holds, Seen::Broken, Seen::Empty] {
        assert!(slow.seen.contains(&seen), "no invariant is {seen:?}");
    }
    assert!(brute::entries(&questionnaire).len() > slow.met.len() + 5);
}

#[test]
fn says_of_a_cap_what_every_single_session_says() {
    let questionnaire = reduced("cap");
    let slow = agrees(&questionnaire);
    assert!(slow.n_sessions > 5_000, "{}", slow.n_sessions);
    assert!(slow.counts.iter().all(|count| count.longest > count.shortest));
}

#[test]
fn mirrors_every_single_session_of_small_questionnaires() {
    mirrors(&reduced("rules"));
    mirrors(&reduced("cap"));
}

#[test]
fn a_proof_holds_only_if_every_part_of_it_does() {
    let questionnaire = reduced("rules");
    let sound = || {
        let mut proof = proof::prove(&questionnaire).unwrap();
        assert_eq!(proof.verdicts.len(), questionnaire.invariants().len());
        assert!(!proof.holds(), "some of it is broken on purpose");
        proof.verdicts.retain(|verdict| matches!(verdict.finding, Finding::Holds));
        assert!(!proof.holds(), "some of it can never be met");
        proof.reached.retain(|reached| reached.example.is_some());
        proof
    };
    assert!(sound().holds());
    let mut long = sound();
    long.cap = 0;
    assert!(!long.holds());
    let mut open = sound();
    open.verdicts[0].finding = Finding::Open(None);
    assert!(!open.holds());
    assert_eq!(proof::check_invariants(&questionnaire).unwrap().len(), questionnaire.invariants().len());
    let met = sound().reached.len();
    assert!(met > 20);
    assert_eq!(proof::examples(&questionnaire).unwrap().len(), met);
}

/// Given up, it must not pass for a proof: with too few steps it says nothing, with enough the same as ever.
#[test]
fn a_proof_is_whole_or_is_given_up() {
    let said = |proof: &Proof<'_>| {
        let met = proof.reached.iter().map(|reached| (reached.entry, reached.example.is_some()));
        let found = proof.verdicts.iter().map(|verdict| short(&verdict.finding));
        (proof.counts.clone(), met.collect::<Vec<_>>(), found.collect::<Vec<_>>())
    };
    for name in ["rules", "cap"] {
        let questionnaire = reduced(name);
        let whole = said(&proof::prove(&questionnaire).unwrap());
        let mut given_up = 0;
        let done = (0..40).find(|n| match proof::prove_within(&questionnaire, 1 << n) {
            Ok(proof) => {
                assert_eq!(said(&proof), whole, "{name}, {n}");
                true
            }
            Err(TooLarge::Tangled) => {
                given_up += 1;
                false
            }
            Err(TooLarge::Options) => panic!("{name} has few options"),
        });
        assert!(done.is_some() && given_up > 5, "{name}: {done:?}");
    }
    let given_up = proof::prove_within(&QUESTIONNAIRE, 1_000_000).map(|_| ());
    assert_eq!(given_up, Err(TooLarge::Tangled));
}

/// Sessions of a version with another rule or another way are not what the diagrams say.
#[test]
fn a_mirror_tells_what_it_does_not_expect() {
    let questionnaire = reduced("cap");
    let mirror = Mirror::new(&questionnaire).unwrap();
    let disagreements = |name: &str, from: &str, to: &str| {
        let mut files = BASE.clone();
        let file = files.iter_mut().find(|file| file.name == name).unwrap();
        let text = std::str::from_utf8(&file.bytes).unwrap();
        assert_eq!(text.matches(from).count(), 1, "{from}");
        file.bytes = text.replace(from, to).into_bytes();
        let parsed = content::parse(&files);
        let other = content::check(&parsed, Origin::Build, String::new()).unwrap();
        let mut told = BTreeSet::new();
        brute::straight(&other, Setting::Home, &mut |session| {
            told.extend(mirror.agrees(session).err().map(|disagreement| format!("{disagreement:?}")));
        });
        told.into_iter().collect::<Vec<_>>()
    };
    let rule = r#"All([AtLeast("days", 2), Chosen("end_now")])"#;
    assert_eq!(disagreements("red_flags.ron", rule, rule), [""; 0]);
    assert_eq!(disagreements("red_flags.ron", rule, r#"Chosen("end_now")"#), [r#"Fires("rf_days")"#]);
    let way = r#"When(is: Not(Chosen("side_both"))"#;
    let told = disagreements("flow/way.ron", way, r#"When(is: Chosen("side_both")"#);
    assert!(told.contains(&r#"Due("hinge")"#.to_owned()), "{told:?}");
}

proptest! {
    #![proptest_config(cases(60))]

    #[test]
    fn says_of_any_small_questionnaire_what_every_single_session_says(picks in tapes()) {
        let (questionnaire, told) = small::questionnaire(&BASE, &mut Tape::new(&picks));
        let slow = slowly(&questionnaire);
        let proof = proof::prove(&questionnaire).unwrap();
        prop_assert_eq!(disagreements(&questionnaire, &proof, &slow), Vec::<String>::new(), "{}", told);
        prop_assert_eq!(not_borne_out(&questionnaire, &proof), Vec::<String>::new(), "{}", told);
        prop_assert_eq!(proof.counts, slow.counts, "{}", told);
        mirrors(&questionnaire);
    }
}

/// Numbers for a tape, the same in every run.
fn picks(seed: u64) -> Vec<u16> {
    let mut state = seed;
    let next = || {
        // SplitMix64: Steele, Lea and Flood, Fast splittable pseudorandom number generators (OOPSLA 2014).
        state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (state ^ (state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        u16::try_from((mixed ^ (mixed >> 31)) & 0xFFFF).unwrap()
    };
    std::iter::repeat_with(next).take(400).collect()
}

/// Sessions of the shipped content: straight ones, broken off ones, and ones that went back.
fn random_sessions() -> impl Iterator<Item = Session<'static>> {
    (0..MANY).map(|seed| {
        let picks = picks(seed);
        let tape = &mut Tape::new(&picks);
        let mut session = Session::new(&QUESTIONNAIRE, tape.setting());
        if seed % 4 == 0 {
            for _ in 0..tape.below(20) {
                let Step::Ask(ix) = session.step() else { break };
                let answer = tape.answer(&session, ix);
                session.answer(ix, answer).unwrap();
                session.advance().unwrap();
            }
            return session;
        }
        complete(&mut session, tape);
        if seed % 4 > 1 {
            change_some(&mut session, tape);
            let asked = session.path().asked().to_vec();
            if let Some(ix) = tape.question(&asked) {
                session.restore(ix, None);
            }
        }
        if seed % 4 == 3 {
            complete(&mut session, tape);
        }
        session
    })
}

#[test]
fn mirrors_random_sessions_of_the_shipped_content() {
    let mirror = Mirror::new(&QUESTIONNAIRE).unwrap();
    let mut n_complete = 0;
    for session in random_sessions() {
        n_complete += u64::from(assess(&session).complete);
        assert_eq!(mirror.agrees(&session), Ok(()), "{:?} {:?}", session.setting(), session.answers());
    }
    assert!(n_complete > MANY / 3 && n_complete < MANY * 9 / 10, "{n_complete}");
}

#[test]
fn finds_no_random_session_of_the_shipped_content_that_breaks_an_invariant() {
    let (with_invariants, _) = embedded::with_tests().unwrap();
    let invariants = with_invariants.invariants();
    let mut n_met = vec![0_u64; invariants.len()];
    for session in random_sessions() {
        let outcome = assess(&session);
        for (invariant, n_met) in invariants.iter().zip(&mut n_met) {
            let Holds::If { when, then, at_end } = &invariant.holds else { continue };
            let when_holds = |when| proof::holds(&QUESTIONNAIRE, &outcome, when);
            if (outcome.complete || !at_end) && when.as_ref().is_none_or(when_holds) {
                *n_met += 1;
                let so = proof::holds(&QUESTIONNAIRE, &outcome, then);
                assert!(so, "{}: {:?} {:?}", invariant.id, session.setting(), session.answers());
            }
        }
    }
    // Random sessions say little unless they come into the cases that the invariants are about.
    let met = n_met.iter().filter(|n_met| **n_met > 0).count();
    assert!(met * 2 > invariants.len(), "{met} of {}", invariants.len());
}

/// Causes and advice are left out to keep it quick; their examples are looked at in small content.
#[test]
fn shows_examples_of_the_shipped_questions_and_rules_that_the_engine_bears_out() {
    let mut parsed = content::parse(&read("questions"));
    parsed.vignettes.clear();
    parsed.invariants = None;
    parsed.content.causes.iter_mut().for_each(|file| file.value.causes.clear());
    parsed.content.advice.iter_mut().for_each(|file| file.value.items.clear());
    parsed.content.questionnaire.as_mut().unwrap().value.fallback.clear();
    let questionnaire = content::check(&parsed, Origin::Build, String::new()).unwrap();
    let proof = proof::prove(&questionnaire).unwrap();
    assert_eq!(not_borne_out(&questionnaire, &proof), Vec::<String>::new());
    let missing: Vec<String> = proof
        .reached
        .iter()
        .filter(|reached| reached.example.is_none())
        .map(|reached| name(&questionnaire, reached.entry))
        .collect();
    assert_eq!(missing, Vec::<String>::new());
}
