//! Faults planted in the shipped content: the check or the proof finds each of them.

#![expect(clippy::unwrap_used, reason = "a failing test should panic")]

#[path = "support/mend.rs"]
mod mend;

use std::{
    collections::BTreeSet,
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
    content::{self, AdviceKind, Origin, Parsed, Problem, Show, raw},
    folder,
    proof::{self, Finding},
};

static SHIPPED: LazyLock<Parsed> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("questions");
    // A translation of what a fault takes out would be found long before the fault itself.
    Parsed { languages: Vec::new(), ..content::parse(&folder::read(&folder).unwrap()) }
});

/// A fault, and who finds it.
type Fault = (&'static str, fn(&mut Parsed), Found);

#[derive(Debug, Clone, Copy)]
enum Found {
    /// The check names this rule among the problems.
    Check(&'static str),
    /// The check holds the content against this statement and says what is otherwise.
    Stated(&'static str),
    /// The check finds nothing, and the proof does not bear out this invariant.
    Proof(&'static str),
}
use Found::{Check, Proof, Stated};

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
        Stated("SR-25-danger"),
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
        Check("unknown-id"),
    ),
    ("a guard hides at home only", |p| narrow(&mut guard(p, "SR-38").when, "In(Home)"), Proof("SR-38")),
    (
        "the guard of children is dropped",
        |p| p.content.guards.as_mut().unwrap().value.guards.retain(|g| g.id.text != "SR-52"),
        Check("unknown-id"),
    ),
    (
        "the guard of children hides at home only",
        |p| narrow(&mut guard(p, "SR-52").when, "In(Home)"),
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
        Stated("TP-nsaid_tablets"),
    ),
    ("a cause for clinicians is listed", |p| cause(p, "c_dvt").show = Show::Listed, Proof("SR-36")),
    // What stands on the screens.
    (
        "the first section comes behind the pattern",
        |p| put_behind(p, "first", "pattern"),
        Stated("SR-25-order"),
    ),
    ("the first section comes last", |p| put_behind(p, "first", "health"), Stated("SR-25-order")),
    (
        "the first section comes behind the safety questions",
        |p| put_behind(p, "first", "safety"),
        Stated("SR-25-first"),
    ),
    (
        "the first section comes behind where it spreads",
        |p| put_behind(p, "first", "spread"),
        Stated("SR-25-first"),
    ),
    (
        "the pattern comes before the safety questions",
        |p| put_behind(p, "safety", "pattern"),
        Stated("SR-25-order"),
    ),
    (
        "the first danger screen comes behind `time`",
        |p| move_behind_time(p, "first", "now"),
        Stated("SR-25-order"),
    ),
    (
        "the pregnancy screen comes behind `time`",
        |p| move_behind_time(p, "first", "preg"),
        Stated("SR-25-order"),
    ),
    (
        "the nerve screen comes behind `time`",
        |p| move_behind_time(p, "safety", "nerve"),
        Stated("SR-25-order"),
    ),
    ("the leg screen comes behind `time`", |p| move_behind_time(p, "safety", "legs"), Stated("SR-25-order")),
    (
        "the joint screen comes behind `time`",
        |p| move_behind_time(p, "safety", "knee"),
        Stated("SR-25-order"),
    ),
    (
        "the general screen comes behind `time`",
        |p| move_behind_time(p, "safety", "general"),
        Stated("SR-25-order"),
    ),
    (
        "the general screen comes at the very end",
        |p| {
            let step = take(p, "safety", "general");
            section(p, "health").push(step);
        },
        Stated("SR-25-order"),
    ),
    (
        "`time` comes before the general screen",
        |p| {
            let step = take(p, "pattern", "time");
            section(p, "risk").insert(0, step);
            let step = take(p, "safety", "general");
            section(p, "risk").push(step);
        },
        Stated("SR-25-order"),
    ),
    (
        "the first danger screen is no danger screen",
        |p| question(p, "now").danger = false,
        Stated("SR-25-danger"),
    ),
    (
        "the pregnancy screen is no danger screen",
        |p| question(p, "preg").danger = false,
        Stated("SR-25-danger"),
    ),
    (
        "the general screen is no danger screen",
        |p| question(p, "general").danger = false,
        Stated("SR-25-danger"),
    ),
    (
        "an ordinary question becomes a danger screen",
        |p| question(p, "impact").danger = true,
        Stated("SR-25-danger"),
    ),
    ("the age can be skipped", |p| question(p, "age").skip = raw::Skip::Freely, Stated("SR-25-answered")),
    (
        "the place can be skipped under a name",
        |p| question(p, "site").skip = raw::Skip::As(word("site_skip")),
        Stated("SR-25-answered"),
    ),
    (
        "the risks cannot be skipped",
        |p| question(p, "risk").skip = raw::Skip::Never,
        Stated("SR-25-answered"),
    ),
    (
        "a danger screen cannot be skipped",
        |p| question(p, "now").skip = raw::Skip::Never,
        Stated("SR-25-answered"),
    ),
    // What is offered on them.
    (
        "chest pain is offered at home only",
        |p| hide_option(p, "now", "now_chest", "In(Home)"),
        Proof("OF-now"),
    ),
    (
        "numbness in the saddle is offered to sore backs only",
        |p| hide_option(p, "nerve", "nerve_saddle", "Group(\"BACK\")"),
        Proof("OF-nerve"),
    ),
    (
        "fever is not offered to the old",
        |p| hide_option(p, "general", "gen_fever", "Not(Chosen(\"age_70p\"))"),
        Proof("OF-general"),
    ),
    (
        "a swollen leg is hidden once the breath is short",
        |p| hide_option(p, "legs", "legs_swollen", "Not(Chosen(\"now_breath\"))"),
        Proof("OF-legs"),
    ),
    (
        "a hot joint is offered for knees only",
        |p| hide_option(p, "knee", "knee_hot", "Group(\"KNEE\")"),
        Proof("OF-knee"),
    ),
    (
        "swollen hands are offered in pregnancy only",
        |p| hide_option(p, "preg", "preg_pe", "Group(\"PREGNANT\")"),
        Proof("OF-preg"),
    ),
    (
        "labour is offered late in pregnancy only",
        |p| option(p, "preg", "preg_labour").when = Some(condition("Chosen(\"body_preg_late\")")),
        Proof("OF-preg-labour"),
    ),
    (
        "a hot, numb foot is offered for knees",
        |p| option(p, "legs", "legs_charcot").when = Some(condition("Group(\"KNEE\")")),
        Proof("OF-charcot"),
    ),
    (
        "a hot, numb foot is not offered for many places",
        |p| option(p, "legs", "legs_charcot").when = Some(condition("Group(\"FOOT\")")),
        Proof("OF-charcot"),
    ),
    (
        "hot skin on a knee is offered at home only",
        |p| hide_option(p, "knee", "knee_hotskin", "In(Home)"),
        Proof("OF-skin"),
    ),
    (
        "a leg that takes no weight is offered to the old only",
        |p| hide_option(p, "legs", "legs_noweight", "Chosen(\"age_70p\")"),
        Proof("OF-noweight"),
    ),
    (
        "a limp is offered to those past 16",
        |p| negate(option(p, "knee", "child_limp").when.as_mut().unwrap()),
        Proof("OF-limp"),
    ),
    (
        "loss of sight is offered from 60 on",
        |p| option(p, "general", "gen_vision").when = Some(condition("Group(\"AGE60\")")),
        Proof("OF-head"),
    ),
    (
        "a joint out of place is offered for knees only",
        |p| option(p, "knee", "knee_shape").when = Some(condition("Group(\"KNEE\")")),
        Proof("OF-knee-shape"),
    ),
    (
        "cancer is asked of backs only",
        |p| hide_option(p, "risk", "risk_cancer", "Group(\"BACK\")"),
        Proof("OF-risk"),
    ),
    (
        "a set walking distance is not offered to hips",
        |p| hide_option(p, "worse", "worse_distance", "Not(Chosen(\"site_hip\"))"),
        Proof("OF-distance"),
    ),
    // What guards and single pieces of advice go by.
    ("warmth is no longer called warmth", |p| untouch(p, "sc_heat", "heat"), Stated("TP-heat")),
    ("a stretch is no longer called one", |p| untouch(p, "sc_calf_stretch", "stretch"), Stated("TP-stretch")),
    (
        "tablets are no longer called tablets",
        |p| untouch(p, "tx_nsaid", "nsaid_tablets"),
        Stated("TP-nsaid_tablets"),
    ),
    (
        "manual treatment is no longer called that",
        |p| untouch(p, "tx_manual", "manipulation"),
        Stated("TP-manipulation"),
    ),
    (
        "raised legs are no longer called that",
        |p| untouch(p, "sc_legs_up", "raise_legs"),
        Stated("TP-raise_legs"),
    ),
    ("a tip touches nothing", |p| advice(p, "sc_check_suppl").touches.clear(), Stated("TP-supplements")),
    (
        "a tip on warmth is said to be about cold",
        |p| advice(p, "sc_heat").touches[0] = word("cold"),
        Stated("TP-cold"),
    ),
    (
        "a guard hides one topic less",
        |p| guard(p, "SR-38").hides.retain(|t| t.text != "stretch"),
        Stated("TP-stretch"),
    ),
    (
        "the guard of a hot joint leaves it to care",
        |p| guard(p, "SR-48").hides.retain(|t| t.text != "self_care_joint"),
        Stated("TP-self_care_joint"),
    ),
    ("warmth is hidden by guards alone", |p| advice(p, "sc_heat").hide = None, Proof("HD-sc_heat")),
    (
        "warmth is given on numb skin",
        |p| lose(advice(p, "sc_heat").hide.as_mut().unwrap(), "Chosen(\"nerve_both_old\")"),
        Proof("HD-sc_heat"),
    ),
    (
        "warmth is given in spite of a rash",
        |p| lose(advice(p, "sc_heat").hide.as_mut().unwrap(), "Flag(\"rf_rash\")"),
        Proof("HD-sc_heat"),
    ),
    (
        "warmth is given where it is to be hidden",
        |p| negate(advice(p, "sc_heat").hide.as_mut().unwrap()),
        Proof("HD-sc_heat"),
    ),
    ("cold is hidden by nothing", |p| advice(p, "sc_cold").hide = None, Proof("HD-sc_cold")),
    (
        "a foot is soaked in spite of hot skin",
        |p| lose(advice(p, "sc_foot_soak").hide.as_mut().unwrap(), "Flag(\"rf_skin_hot\")"),
        Proof("HD-sc_foot_soak"),
    ),
    (
        "a thigh is trained in spite of a break",
        |p| lose(advice(p, "sc_quad").hide.as_mut().unwrap(), "Flag(\"rf_no_weight\")"),
        Proof("HD-sc_quad"),
    ),
    ("manual treatment waits for nobody", |p| advice(p, "tx_manual").hide = None, Proof("HD-tx_manual")),
    ("living with it is spoken of today", |p| advice(p, "lv_goals").hide = None, Proof("HD-later")),
    ("an emergency speaks of what could wait", |p| advice(p, "sn_leg").hide = None, Proof("HD-net")),
    // Other words where the ordinary ones would not do.
    (
        "fluids lose their words for kidney and heart",
        |p| advice(p, "sc_fluids").instead.clear(),
        Check("never-said"),
    ),
    (
        "fluids lose their words for the heart",
        |p| lose(&mut advice(p, "sc_fluids").instead[0].when, "Chosen(\"hx_heart\")"),
        Proof("SY-fluids"),
    ),
    (
        "the words for kidney and heart ask for both",
        |p| turn(&mut advice(p, "sc_fluids").instead[0].when),
        Proof("SY-fluids"),
    ),
    (
        "the words for kidney and heart are said to the others",
        |p| negate(&mut advice(p, "sc_fluids").instead[0].when),
        Proof("SY-fluids"),
    ),
    (
        "the words for kidney and heart say something else",
        |p| advice(p, "sc_fluids").instead[0].text = word("Drink when you are thirsty."),
        Check("never-said"),
    ),
    (
        "calcium loses its words for the kidney",
        |p| advice(p, "sc_calcium_food").instead.clear(),
        Check("never-said"),
    ),
    (
        "vitamin D loses its words for the kidney",
        |p| advice(p, "sc_vitd").instead[0].when = condition("Chosen(\"gen_calcium\")"),
        Proof("SY-kidney"),
    ),
    (
        "late in pregnancy the back is named to sleep on",
        |p| advice(p, "sc_sleep_pos").instead.clear(),
        Check("never-said"),
    ),
    (
        "only early in pregnancy the side alone is named",
        |p| advice(p, "sc_sleep_pos").instead[0].when = condition("Chosen(\"body_preg_early\")"),
        Proof("SY-side"),
    ),
    (
        "a leg that may hold a clot is rubbed in a cramp",
        |p| lose(&mut advice(p, "sc_cramp_now").instead[0].when, "Flag(\"rf_preg_leg\")"),
        Proof("SY-cramp"),
    ),
    (
        "a gel is named to whoever has an ulcer",
        |p| lose(&mut advice(p, "sc_otc").instead[1].when, "Chosen(\"hx_ulcer\")"),
        Proof("SY-gel"),
    ),
    (
        "a waiting room is told to call in an emergency",
        |p| narrow(&mut advice(p, "sn_any").instead[0].when, "In(Home)"),
        Proof("SY-room-now"),
    ),
];

/// Lets a section come right behind another one.
fn put_behind(parsed: &mut Parsed, id: &str, other: &str) {
    let flow = &mut questionnaire(parsed).flow;
    flow.retain(|section| section.text != id);
    let n = flow.iter().position(|section| section.text == other).unwrap();
    flow.insert(n + 1, word(id));
}

/// Lets a danger screen be asked right behind the first question on details.
fn move_behind_time(parsed: &mut Parsed, from: &str, id: &str) {
    let step = take(parsed, from, id);
    section(parsed, "pattern").insert(1, step);
}

/// Hides an option unless something holds, besides what hides it already.
fn hide_option(parsed: &mut Parsed, question: &str, id: &str, unless: &str) {
    narrow_when(&mut option(parsed, question, id).when, unless);
}

fn narrow_when(when: &mut Option<raw::Condition>, with: &str) {
    match when {
        Some(when) => narrow(when, with),
        None => *when = Some(condition(with)),
    }
}

/// Takes a topic from a piece of advice.
fn untouch(parsed: &mut Parsed, id: &str, topic: &str) {
    let touches = &mut advice(parsed, id).touches;
    let before = touches.len();
    touches.retain(|other| other.text != topic);
    assert!(touches.len() < before, "{id} does not touch {topic}");
}

/// Whether the check says that the content is not as a statement says.
fn is_about(problem: &Problem, invariant: &str) -> bool {
    let stated = format!("`{invariant}` states otherwise");
    problem.rule == "not-as-stated" && problem.help.as_ref().is_some_and(|help| help.starts_with(&stated))
}

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
        Stated(invariant) => {
            let named = problems.iter().any(|problem| is_about(problem, invariant));
            (!named).then(|| format!("the check does not name `{invariant}`: {problems:?}"))
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
    for (name, _, found) in FAULTS.iter().filter(|(.., found)| matches!(found, Check(_) | Stated(_))) {
        assert!(unnoticed(|_| (), *found).is_some(), "{name}");
    }
}

/// The content with all of something planted, and of each statement that names one of these entries only
/// what it says of that one.
fn proved_of(
    entries: &[String],
    names: fn(&raw::Condition, &str) -> bool,
    plant: impl FnOnce(&mut Parsed),
) -> BTreeSet<String> {
    let mut parsed = SHIPPED.clone();
    parsed.vignettes.clear();
    plant(&mut parsed);
    let all = &mut parsed.invariants.as_mut().unwrap().value.invariants;
    let stated = std::mem::take(all);
    for entry in entries {
        for (n, invariant) in stated.iter().enumerate() {
            let raw::Holds::If { when, then } = &invariant.holds else { continue };
            let Some(then) = part_about(then, entry, names) else { continue };
            let holds = raw::Holds::If { when: when.clone(), then };
            all.push(raw::Invariant { id: word(&format!("{entry}-{n}")), holds, ..invariant.clone() });
        }
    }
    let questionnaire = content::check(&parsed, Origin::Build, String::new()).unwrap();
    let broken = proof::check_invariants(&questionnaire).unwrap().into_iter();
    let broken = broken.filter(|verdict| !matches!(verdict.finding, Finding::Holds));
    broken.map(|verdict| verdict.invariant.id.split('-').next().unwrap().to_owned()).collect()
}

/// Of a list of which each or none has to hold the part about one entry.
fn part_about(
    then: &raw::Condition,
    entry: &str,
    names: fn(&raw::Condition, &str) -> bool,
) -> Option<raw::Condition> {
    match then {
        raw::Condition::All(parts) => parts.iter().find(|part| names(part, entry)).cloned(),
        raw::Condition::Not(part) => {
            let parts =
                if let raw::Condition::Any(parts) = &**part { parts } else { std::slice::from_ref(&**part) };
            let part = parts.iter().find(|part| names(part, entry))?;
            Some(raw::Condition::Not(Box::new(part.clone())))
        }
        part => names(part, entry).then(|| part.clone()),
    }
}

#[test]
fn no_option_of_a_danger_screen_is_hidden_unnoticed() {
    const SCREENS: [&str; 7] = ["now", "preg", "nerve", "legs", "knee", "general", "risk"];
    let mut parsed = SHIPPED.clone();
    let ids = |screen: &&str| -> Vec<String> {
        let ids = options(question(&mut parsed, screen)).iter().map(|option| option.id.text.clone());
        ids.filter(|id| id != "none").collect()
    };
    let all: Vec<String> = SCREENS.iter().flat_map(ids).collect();
    assert!(all.len() > 80, "{}", all.len());
    let offers = |part: &raw::Condition, id: &str| match part {
        raw::Condition::Offered(word) => word.text == id,
        // One of two that stand for the same.
        raw::Condition::Any(parts) => {
            parts.iter().any(|part| matches!(part, raw::Condition::Offered(word) if word.text == id))
        }
        _ => false,
    };
    let found = proved_of(&all, offers, |parsed| {
        for screen in SCREENS {
            for option in
                options(question(parsed, screen)).iter_mut().filter(|option| option.id.text != "none")
            {
                narrow_when(&mut option.when, "Not(Chosen(\"side_both\"))");
            }
        }
    });
    let missed: Vec<&String> = all.iter().filter(|id| !found.contains(*id)).collect();
    assert_eq!(missed, Vec::<&String>::new());
}

#[test]
fn no_piece_of_advice_loses_what_hides_it_unnoticed() {
    /// Guards hide it wherever it hides itself.
    const NEEDLESS: &[&str] = &["sc_legs_up"];
    // What the safety net leaves out is told by few statements, and costs nobody a warning.
    let files = SHIPPED.content.advice.iter().filter(|file| file.value.kind != AdviceKind::SafetyNet);
    let hidden = files.flat_map(|file| &file.value.items).filter(|item| item.hide.is_some());
    let all: Vec<String> = hidden.map(|item| item.id.text.clone()).collect();
    assert!(all.len() > 40, "{}", all.len());
    let shows =
        |part: &raw::Condition, id: &str| matches!(part, raw::Condition::Shown(word) if word.text == id);
    let found = proved_of(&all, shows, |parsed| {
        for item in parsed.content.advice.iter_mut().flat_map(|file| &mut file.value.items) {
            item.hide = None;
        }
    });
    let missed: Vec<&String> = all.iter().filter(|id| !found.contains(*id)).collect();
    assert_eq!(missed, NEEDLESS);
}

#[test]
fn no_topic_is_taken_from_advice_or_guard_unnoticed() {
    let mut parsed = SHIPPED.clone();
    parsed.vignettes.clear();
    let mut taken = Vec::new();
    for item in parsed.content.advice.iter_mut().flat_map(|file| &mut file.value.items) {
        let topics = item.touches.drain(..);
        taken.extend(topics.map(|topic| format!("`{}` does not touch `{}`", item.id.text, topic.text)));
    }
    for guard in &mut parsed.content.guards.as_mut().unwrap().value.guards {
        let topics = guard.hides.drain(..);
        taken.extend(topics.map(|topic| format!("`{}` does not hide `{}`", guard.id.text, topic.text)));
    }
    assert!(taken.len() > 250, "{}", taken.len());
    let problems = content::check(&parsed, Origin::Build, String::new()).unwrap_err();
    let told: BTreeSet<&str> = problems.iter().map(|problem| problem.message.as_str()).collect();
    taken.retain(|taken| !told.contains(taken.as_str()));
    assert_eq!(taken, Vec::<String>::new());
}
