//! What reading, checking and proving content costs, and what a session with it costs: the shipped content
//! beside what no program could save, and made-up content of three sizes beside each other.
//!
//! Only the ratios mean something on another machine; the budgets stand beside the figures. Run it with
//! `cargo bench --bench content`.

use std::{
    fmt::Write as _,
    hint::black_box,
    io::{self, Write},
    iter,
    time::{Duration, Instant},
};

use twinge::{
    content::{
        self, AnswerKind, OptionSet, Origin, Problem, QuestionIx, Questionnaire, Setting, SourceFile,
        raw::Content,
    },
    embedded,
    engine::{Answer, Session, Step, assess},
    proof,
};

#[path = "content/made_up.rs"]
mod made_up;
use made_up::Shape;

/// The shipped content as it lies in the program.
static CONTENT: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/content.bin"));
static FRONT: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/front.bin"));

/// Runs of everything that the program does at start.
const STARTS: usize = 200;
/// The most milliseconds at start: a few.
const START_BUDGET: f64 = 5.0;

/// Numbers of questions, each with how often it is read in a round.
const SIZES: [(usize, usize); 3] = [(100, 10), (1_000, 3), (10_000, 1)];
/// Rounds over all sizes.
const ROUNDS: usize = 15;
/// Sessions with each content.
const SESSIONS: usize = 5;
/// The most answers in a session.
const ANSWERS: usize = 20;
/// Proofs of what ships.
const PROOFS: usize = 3;
/// Numbers of questions of content that is proved, in areas.
const PROVED: [usize; 3] = [25, 50, 100];
/// The most milliseconds for the largest.
const SIZE_BUDGET: f64 = 500.0;
/// The most that a question may cost more than in content of a tenth of the size.
const GROWTH_BUDGET: f64 = 2.0;

fn main() {
    let contents = SIZES.map(|(questions, _)| made_up::files(questions, Shape::Tangled));
    let table = start() + "\n" + &sizes(&contents) + "\n" + &sessions(&contents) + "\n" + &proofs();
    let _ = io::stdout().write_all(table.as_bytes());
}

/// Reading and checking what ships, beside no more than a copy and no more than the reading.
fn start() -> String {
    let mut table = format!(
        "{:<16}{:>10}{:>10}{:>10}{:>16}{:>10}\n",
        "shipped, p50", "copy ms", "read ms", "all ms", "all to read", "KiB"
    );
    let front = shipped("front", FRONT, embedded::front, &mut table);
    let whole = shipped("questionnaire", CONTENT, embedded::questionnaire, &mut table);
    let both = front + whole;
    let _ = writeln!(table, "at start: {both:.2} of {START_BUDGET} ms: {}", verdict(both, START_BUDGET));
    table
}

/// Adds a row about a part of what ships, and returns how many milliseconds all of it takes.
fn shipped<T>(name: &str, bytes: &'static [u8], all: impl Fn() -> T, table: &mut String) -> f64 {
    let mut times: [Vec<f64>; 3] = Default::default();
    for _ in 0..STARTS {
        let took = [
            timed(|| black_box(bytes).to_vec()),
            timed(|| postcard::from_bytes::<Content>(black_box(bytes))),
            timed(&all),
        ];
        times.iter_mut().zip(took).for_each(|(times, took)| times.push(took));
    }
    let [copy, read, all] = times.map(|mut times| quantile(&mut times, 0.5));
    let (ratio, kib) = (all / read, bytes.len() / 1024);
    let _ = writeln!(table, "{name:<16}{copy:>10.3}{read:>10.3}{all:>10.3}{ratio:>14.2} x{kib:>10}");
    all
}

/// What one reading of made-up content took, in milliseconds.
#[derive(Debug, Clone, Copy)]
struct Took {
    parse: f64,
    fingerprint: f64,
    check: f64,
}

impl Took {
    fn sum(self) -> f64 {
        self.parse + self.fingerprint + self.check
    }
}

/// Reading and checking made-up content as its author would.
///
/// The sizes take turns, so that all of them meet the same moments of the machine, and the least counts.
fn sizes(contents: &[Vec<SourceFile>]) -> String {
    let mut least: [Option<Took>; SIZES.len()] = Default::default();
    for _ in 0..ROUNDS {
        for ((files, (_, times)), least) in contents.iter().zip(SIZES).zip(&mut least) {
            for _ in 0..times {
                let took = match read(files) {
                    Ok(took) => took,
                    Err(problems) => return told(files, &problems),
                };
                if least.is_none_or(|least| took.sum() < least.sum()) {
                    *least = Some(took);
                }
            }
        }
    }
    let mut table = format!(
        "{:<16}{:>10}{:>10}{:>10}{:>10}{:>10}{:>14}{:>10}\n",
        "made up, least", "parse ms", "hash ms", "check ms", "all ms", "KiB", "ms/question", "growth"
    );
    let mut before: Option<f64> = None;
    let mut growths = Vec::new();
    let mut largest = f64::NAN;
    for ((files, (questions, _)), took) in contents.iter().zip(SIZES).zip(least) {
        let Some(took) = took else { continue };
        let Took { parse, fingerprint, check } = took;
        largest = took.sum();
        let kib = files.iter().map(|file| file.bytes.len()).sum::<usize>() / 1024;
        let each = largest / f64::from(u32::try_from(questions).unwrap_or(u32::MAX));
        let growth = before.map(|before| each / before);
        let told = growth.map_or_else(String::new, |growth| format!("{growth:.2} x"));
        let _ = writeln!(
            table,
            "{questions:<16}{parse:>10.2}{fingerprint:>10.2}{check:>10.2}{largest:>10.2}{kib:>10}{each:>14.4}{told:>10}"
        );
        growths.extend(growth);
        before = Some(each);
    }
    let steepest = growths.into_iter().fold(0.0, f64::max);
    let _ =
        writeln!(table, "the largest: {largest:.0} of {SIZE_BUDGET} ms: {}", verdict(largest, SIZE_BUDGET));
    let _ = writeln!(
        table,
        "growth: {steepest:.2} x of {GROWTH_BUDGET} x, where 1 is linear: {}",
        verdict(steepest, GROWTH_BUDGET)
    );
    table
}

fn read(files: &[SourceFile]) -> Result<Took, Vec<Problem>> {
    let mut at = [Instant::now(); 4];
    let parsed = content::parse(black_box(files));
    at[1] = Instant::now();
    let fingerprint = parsed.fingerprint();
    at[2] = Instant::now();
    let checked = content::check(&parsed, Origin::Author, fingerprint);
    at[3] = Instant::now();
    let [parse, fingerprint, check] = [0, 1, 2].map(|n| millis(at[n + 1].duration_since(at[n])));
    checked.map(|checked| {
        black_box(checked);
        Took { parse, fingerprint, check }
    })
}

/// What an answer and the outcome cost in a session that takes the first answer of each of its first questions.
fn sessions(contents: &[Vec<SourceFile>]) -> String {
    let mut table =
        format!("{:<16}{:>10}{:>14}{:>14}\n", "a session, p50", "answers", "answer us", "assess us");
    let shipped = embedded::questionnaire().map_err(|problems| problems.problems);
    let made_up = contents.iter().map(|files| {
        let parsed = content::parse(files);
        content::check(&parsed, Origin::Author, parsed.fingerprint())
    });
    let names = ["shipped".to_owned()].into_iter().chain(SIZES.map(|(questions, _)| questions.to_string()));
    for (name, questionnaire) in names.zip(iter::once(shipped).chain(made_up)) {
        let Ok(questionnaire) = questionnaire else { continue };
        let (mut answers, mut outcomes, mut asked) = (Vec::new(), Vec::new(), 0);
        for _ in 0..SESSIONS {
            let mut session = Session::new(&questionnaire, Setting::Home);
            for _ in 0..ANSWERS {
                let Step::Ask(ix) = session.step() else { break };
                let answer = first_answer(&session, ix);
                answers.push(timed(|| session.answer(ix, answer).and_then(|()| session.advance())) * 1000.0);
            }
            asked = session.progress().behind;
            outcomes.push(timed(|| assess(&session)) * 1000.0);
        }
        let (answer, outcome) = (quantile(&mut answers, 0.5), quantile(&mut outcomes, 0.5));
        let _ = writeln!(table, "{name:<16}{asked:>10}{answer:>14.1}{outcome:>14.1}");
    }
    table
}

fn first_answer(session: &Session<'_>, ix: QuestionIx) -> Answer {
    match &session.questionnaire().question(ix).answer {
        AnswerKind::Scale { from, .. } | AnswerKind::Number { from, .. } => Answer::Number(*from),
        AnswerKind::One(_) | AnswerKind::Many(_) => session
            .path()
            .offered(ix)
            .iter()
            .next()
            .map_or(Answer::Skipped, |option| Answer::Options(OptionSet::only(option))),
    }
}

/// What it costs to prove the shipped content, and made-up content in which a person chooses an area. Where
/// a proof is given up, it says after how long. Tangled content of a hundred questions is given up already.
fn proofs() -> String {
    let mut table = format!("{:<24}{:>12}{:>14}\n", "a proof, least", "ms", "ms/question");
    let mut row = |name: &str, questionnaire: &Questionnaire, times: usize| {
        let mut given_up = false;
        let took = (0..times).map(|_| timed(|| given_up |= proof::prove(questionnaire).is_err()));
        let took = took.fold(f64::INFINITY, f64::min);
        let each = took / f64::from(u32::try_from(questionnaire.questions().len()).unwrap_or(u32::MAX));
        let end = if given_up { "   given up" } else { "" };
        let _ = writeln!(table, "{name:<24}{took:>12.0}{each:>14.2}{end}");
    };
    if let Ok((shipped, _)) = embedded::with_tests() {
        row("shipped", &shipped, PROOFS);
    }
    let in_areas = PROVED.map(|questions| (format!("{questions} in areas"), questions, Shape::Areas));
    let large =
        SIZES[1..].iter().map(|(questions, _)| (format!("{questions} in areas"), *questions, Shape::Areas));
    let tangled = (format!("{} tangled", SIZES[0].0), SIZES[0].0, Shape::Tangled);
    for (name, questions, shape) in in_areas.into_iter().chain(large).chain([tangled]) {
        let parsed = content::parse(&made_up::files(questions, shape));
        match content::check(&parsed, Origin::Author, parsed.fingerprint()) {
            Ok(questionnaire) => row(&name, &questionnaire, 1),
            Err(problems) => return told(&[], &problems),
        }
    }
    table
}

/// The made-up content is at fault, and nothing was measured.
fn told(files: &[SourceFile], problems: &[Problem]) -> String {
    let mut text = format!("not measured: the made-up content has {} problems\n", problems.len());
    for problem in problems.iter().take(5) {
        let file = files.iter().find(|file| file.name == problem.at.file);
        let start = problem.at.start.unwrap_or(0);
        let near =
            file.and_then(|file| file.bytes.get(start.saturating_sub(60)..file.bytes.len().min(start + 120)));
        let near = String::from_utf8_lossy(near.unwrap_or_default());
        let _ = writeln!(text, "{}: {} [{}], near: {near}", problem.at.file, problem.message, problem.rule);
    }
    text
}

fn verdict(value: f64, budget: f64) -> &'static str {
    if value <= budget { "within budget" } else { "over budget" }
}

/// The milliseconds that something takes; dropping its result is not counted.
fn timed<T>(run: impl FnOnce() -> T) -> f64 {
    let started = Instant::now();
    let result = black_box(run());
    let took = started.elapsed();
    drop(result);
    millis(took)
}

fn millis(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1000.0
}

fn quantile(values: &mut [f64], at: f64) -> f64 {
    values.sort_by(f64::total_cmp);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "an index into a few hundred values"
    )]
    let index = (values.len().saturating_sub(1) as f64 * at).round() as usize;
    values.get(index).copied().unwrap_or(f64::NAN)
}
