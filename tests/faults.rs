//! Faults planted in the shipped content: the check or the proof finds each of them.

#![expect(clippy::unwrap_used, reason = "a failing test should panic")]

#[path = "support/mend.rs"]
mod mend;

use std::{
    path::Path,
    sync::{
        LazyLock,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
};

use mend::{
    advice, cause, condition, drop_rule, group, guard, lose, narrow, negate, option, options, parts,
    question, questionnaire, replace, rule, section, take, turn, when_of, word,
};
use twinge::{
    content::{self, Origin, Parsed, Show, raw},
    folder,
    proof::{self, Finding},
};

static SHIPPED: LazyLock<Parsed> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("questions");
    content::parse(&folder::read(&folder).unwrap())
});

/// A fault, and who finds it.
type Fault = (&'static str, fn(&mut Parsed), Found);

#[derive(Debug, Clone, Copy)]
enum Found {
    /// The check names this rule among the problems.
    Check(&'static str),
    /// The check finds nothing, and the proof does not bear out this invariant.
    Proof(&'static str),
}
use Found::{Check, Proof};

/// Each of another kind.
const FAULTS: &[Fault] = &[
    ("a flag is dropped", |p| drop_rule(p, "rf_saddle"), Proof("SR-04")),
    (
        "a flag that others speak of is dropped",
        |p| p.content.red_flags.as_mut().unwrap().value.flags.retain(|f| f.id.text != "rf_unsteady"),
        Check("needless-allowance"),
    ),
    ("a floor is dropped", |p| drop_rule(p, "rf_child"), Proof("SR-15-soon")),
    ("an escalation is dropped", |p| drop_rule(p, "ESC-22"), Proof("SR-08-nerve")),
    (
        "a level is lowered by one",
        |p| rule(p, "rf_bladder").level = raw::Disposition::SameDay,
        Proof("SR-05"),
    ),
    ("a level is raised", |p| rule(p, "rf_numb_one").level = raw::Disposition::Emergency, Proof("SR-03")),
    (
        "the levels of two flags are swapped",
        |p| {
            rule(p, "rf_level").level = raw::Disposition::Routine;
            rule(p, "rf_numb_one").level = raw::Disposition::Emergency;
        },
        Proof("SR-05"),
    ),
    (
        "worry raises the level",
        |p| rule(p, "rf_worried").level = raw::Disposition::Routine,
        Proof("SR-24-home"),
    ),
    ("one of two signs asks for both", |p| turn(&mut rule(p, "rf_skin_hot").is), Proof("SR-68-skin")),
    (
        "all that has to come together is each enough",
        |p| turn(&mut rule(p, "rf_dvt_risk").is),
        Proof("SR-24"),
    ),
    ("a flag is negated", |p| negate(&mut rule(p, "rf_stroke").is), Proof("SR-06")),
    (
        "a Not is lost",
        |p| replace(&mut rule(p, "rf_persist_knee").is, "Not(Chosen(\"dur_days\"))", "Chosen(\"dur_days\")"),
        Proof("SR-21"),
    ),
    (
        "a Not is lost that spares people",
        |p| lose(&mut rule(p, "rf_dvt_risk").is, "Not(Group(\"CRAMP_ONLY\"))"),
        Proof("OT-same-day"),
    ),
    (
        "a flag looks at one option less",
        |p| lose(&mut rule(p, "rf_skin_hot").is, "Chosen(\"knee_hotskin\")"),
        Proof("SR-68-skin"),
    ),
    (
        "a flag looks at the wrong option",
        |p| rule(p, "rf_band").is = condition("Chosen(\"nerve_unsteady\")"),
        Proof("ESC-01"),
    ),
    ("a flag fires in one setting only", |p| narrow(&mut rule(p, "rf_bowel").is, "In(Home)"), Proof("SR-05")),
    (
        "a flag asks for one thing more",
        |p| narrow(&mut rule(p, "rf_cancer_bone").is, "Group(\"AGE50\")"),
        Proof("RF-cancer-bone"),
    ),
    (
        "a flag uses the wrong group",
        |p| replace(&mut rule(p, "rf_hip_fall").is, "Group(\"HIP\")", "Group(\"KNEE\")"),
        Proof("HZ-hip-fall"),
    ),
    (
        "two flags use each other's option",
        |p| {
            rule(p, "rf_compart").is = condition("Chosen(\"legs_swollen\")");
            rule(p, "rf_dvt").is = condition(
                "Any([Chosen(\"legs_tight\"), All([Chosen(\"legs_both_day\"), Group(\"CLOT_RISK\")])])",
            );
        },
        Proof("SR-11"),
    ),
    (
        "an escalation raises the wrong flag",
        |p| replace(&mut rule(p, "ESC-01").is, "Flag(\"rf_unsteady\")", "Flag(\"rf_unsure\")"),
        Proof("ESC-01"),
    ),
    (
        "a threshold is higher",
        |p| replace(&mut rule(p, "ESC-21").is, "AtLeast(\"score\", 7)", "AtLeast(\"score\", 8)"),
        Proof("SR-22-sleep"),
    ),
    (
        "a threshold is lower",
        |p| replace(&mut rule(p, "ESC-21").is, "AtLeast(\"score\", 7)", "AtLeast(\"score\", 6)"),
        Proof("OT-soon"),
    ),
    (
        "a scale ends below a threshold",
        |p| {
            if let raw::AnswerKind::Scale { to, .. } = &mut question(p, "score").answer {
                *to = 6;
            }
        },
        Check("out-of-range"),
    ),
    (
        "a group is wider",
        |p| parts(group(p, "AGE60")).push(condition("Chosen(\"age_55_59\")")),
        Proof("GR-AGE60-only"),
    ),
    ("a group is narrower", |p| lose(group(p, "BACK"), "Chosen(\"also_back\")"), Proof("GR-BACK")),
    (
        "a group member is lost that only guards advice",
        |p| lose(group(p, "NERVE_ANY"), "Chosen(\"nerve_band\")"),
        Proof("GR-NERVE_ANY"),
    ),
    (
        "not being sure counts on one screen less",
        |p| lose(group(p, "UNSURE_HIGH"), "Chosen(\"nerve_unsure\")"),
        Proof("GR-UNSURE_HIGH"),
    ),
    (
        "skipping counts on one screen less",
        |p| lose(group(p, "SKIPPED"), "Chosen(\"knee_skip\")"),
        Proof("GR-SKIPPED"),
    ),
    (
        "a danger screen is asked at home only",
        |p| {
            let step = take(p, "first", "now");
            section(p, "first").insert(0, raw::Step::When { is: condition("In(Home)"), steps: vec![step] });
        },
        Proof("SR-25-always"),
    ),
    (
        "a danger screen is asked of fewer",
        |p| narrow(when_of(p, "nerve"), "Not(Chosen(\"site_buttock\"))"),
        Proof("SR-25-nerve"),
    ),
    ("two sections are swapped", |p| questionnaire(p).flow.swap(3, 4), Check("forward-reference")),
    (
        "a danger screen may be left out by the cap",
        |p| questionnaire(p).cap.drop.push(word("legs")),
        Check("danger-dropped"),
    ),
    (
        "a danger screen is no danger screen and may be left out",
        |p| {
            question(p, "knee").danger = false;
            questionnaire(p).cap.drop.push(word("knee"));
        },
        Proof("SR-25-knee"),
    ),
    (
        "a danger screen is skipped without a trace",
        |p| question(p, "nerve").skip = raw::Skip::Freely,
        Check("danger-without-unsure"),
    ),
    (
        "a danger screen has no way to be unsure",
        |p| options(question(p, "legs")).retain(|o| o.id.text != "legs_unsure"),
        Check("unknown-id"),
    ),
    (
        "a danger screen takes one answer only",
        |p| {
            let options = options(question(p, "preg")).clone();
            question(p, "preg").answer = raw::AnswerKind::One { options };
        },
        Check("duplicate-id"),
    ),
    (
        "an option can never be shown",
        |p| {
            option(p, "general", "gen_vision").when =
                Some(condition("All([Group(\"AGE50\"), Chosen(\"age_16_39\")])"));
        },
        Check("never-shown"),
    ),
    (
        "an option is dropped",
        |p| options(question(p, "legs")).retain(|o| o.id.text != "legs_hang"),
        Check("unknown-id"),
    ),
    (
        "none clears nothing",
        |p| {
            if let raw::AnswerKind::Many { exclusive, .. } = &mut question(p, "now").answer {
                exclusive.clear();
            }
        },
        Check("duplicate-id"),
    ),
    (
        "a danger sign clears the others",
        |p| {
            if let raw::AnswerKind::Many { exclusive, .. } = &mut question(p, "nerve").answer {
                exclusive.push(word("nerve_numb_one"));
            }
        },
        Proof("SR-16-nerve"),
    ),
    (
        "a mild sign takes the place of a bad one",
        |p| {
            if let raw::AnswerKind::Many { alternatives, .. } = &mut question(p, "legs").answer {
                alternatives.push(vec![word("legs_swollen"), word("legs_both_evening")]);
            }
        },
        Proof("SR-16-legs"),
    ),
    (
        "a question is asked of nobody",
        |p| narrow(when_of(p, "kneespot"), "Chosen(\"site_hip\")"),
        Check("never-shown"),
    ),
    (
        "an emergency says nothing to do at home",
        |p| rule(p, "rf_chest").home = None,
        Check("emergency-without-action"),
    ),
    (
        "a guard is dropped",
        |p| p.content.guards.as_mut().unwrap().value.guards.retain(|g| g.id.text != "SR-38"),
        Proof("SR-38"),
    ),
    (
        "the guard of children is dropped",
        |p| p.content.guards.as_mut().unwrap().value.guards.retain(|g| g.id.text != "SR-52"),
        Proof("SR-52"),
    ),
    (
        "a guard looks at one answer less",
        |p| lose(&mut guard(p, "SR-42").when, "Chosen(\"hx_kidney\")"),
        Proof("SR-42"),
    ),
    ("a guard asks for all of its answers", |p| turn(&mut guard(p, "SR-43").when), Proof("SR-43")),
    ("a guard is negated", |p| negate(&mut guard(p, "SR-41").when), Proof("SR-41")),
    (
        "advice that must be shown is hidden in an emergency",
        |p| advice(p, "sn_worried").hide = Some(condition("Level(Emergency)")),
        Proof("SR-61-says"),
    ),
    (
        "advice that must be shown is dropped",
        |p| p.content.advice.iter_mut().for_each(|f| f.value.items.retain(|i| i.id.text != "sn_worried")),
        Check("unknown-id"),
    ),
    (
        "a cause for clinicians is what is named if nothing fits",
        |p| {
            let when = condition("All([])");
            questionnaire(p).fallback.push(raw::Fallback { when, cause: word("c_septic") });
        },
        Proof("SR-36"),
    ),
    (
        "the guard of pregnancy hides one topic less",
        |p| guard(p, "SR-41").hides.retain(|t| t.text != "nsaid_tablets"),
        Proof("SR-41"),
    ),
    ("a cause for clinicians is listed", |p| cause(p, "c_dvt").show = Show::Listed, Proof("SR-36")),
];

/// Why a fault would go unnoticed; nothing if it is found as it should be.
fn unnoticed(plant: fn(&mut Parsed), found: Found) -> Option<String> {
    let mut parsed = SHIPPED.clone();
    parsed.vignettes.clear();
    plant(&mut parsed);
    let problems = content::check(&parsed, Origin::Author, String::new()).err().unwrap_or_default();
    match found {
        Check(rule) => {
            let named = problems.iter().any(|problem| problem.rule == rule);
            (!named).then(|| format!("the check does not say `{rule}`: {problems:?}"))
        }
        Proof(_) if !problems.is_empty() => Some(format!("the check finds it already: {problems:?}")),
        Proof(invariant) => {
            let invariants = &mut parsed.invariants.as_mut().unwrap().value.invariants;
            invariants.retain(|other| other.id.text == invariant);
            let questionnaire = content::check(&parsed, Origin::Build, String::new()).unwrap();
            let verdicts = proof::check_invariants(&questionnaire).unwrap();
            let holds = matches!(verdicts[0].finding, Finding::Holds);
            holds.then(|| format!("{invariant} holds all the same"))
        }
    }
}

#[test]
fn finds_each_of_the_faults_planted() {
    assert!(FAULTS.len() >= 30);
    let next = AtomicUsize::new(0);
    let work = || {
        let mut missed = Vec::new();
        while let Some((name, plant, found)) = FAULTS.get(next.fetch_add(1, Ordering::Relaxed)) {
            missed.extend(unnoticed(*plant, *found).map(|why| format!("{name}: {why}")));
        }
        missed
    };
    let missed: Vec<String> = thread::scope(|scope| {
        let threads = [scope.spawn(work), scope.spawn(work)];
        threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    });
    assert_eq!(missed, Vec::<String>::new());
}

/// The faults are about something only if the content without them is sound.
#[test]
fn finds_none_of_them_in_the_content_that_ships() {
    for (name, _, found) in FAULTS.iter().filter(|(.., found)| matches!(found, Check(_))) {
        assert!(unnoticed(|_| (), *found).is_some(), "{name}");
    }
}
