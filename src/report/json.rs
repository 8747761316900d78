//! An outcome as JSON; `docs/JSON.md` describes each field.
//!
//! The types are this module's own, so that the shape changes only when [`SCHEMA`] does.

use serde::Serialize;

use crate::{
    content::{
        CauseIx, OptionIx, OptionSet, QuestionIx, Questionnaire, RuleIx, Show, SourceIx, Trust, Words,
    },
    engine::{
        self, Answer, Answers, Band, Because, Counterfactual, Given, Outcome, RankedCause, Reason, Session,
    },
};

/// Version of the shape.
pub const SCHEMA: u32 = 1;

#[derive(Serialize)]
struct Report<'a> {
    schema: u32,
    content: Content<'a>,
    setting: &'static str,
    place: Option<&'a str>,
    complete: bool,
    path: Vec<&'a str>,
    unanswered: Vec<&'a str>,
    ignored: Vec<&'a str>,
    not_offered: Vec<&'a str>,
    disposition: &'static str,
    say: Vec<String>,
    flags: Vec<Flag<'a>>,
    causes: Vec<Cause<'a>>,
    behind_flags: Vec<Cause<'a>>,
    advice: Vec<Advice<'a>>,
    factors: Vec<Advice<'a>>,
    signs: Vec<Sign<'a>>,
    tests: Vec<Advice<'a>>,
    treatments: Vec<Advice<'a>>,
    background: Vec<Advice<'a>>,
    notes: Vec<Note<'a>>,
    emerging: Vec<Advice<'a>>,
    safety_net: Vec<String>,
    more_urgent: Vec<MoreUrgent<'a>>,
    not_a_diagnosis: String,
}

#[derive(Serialize)]
struct Content<'a> {
    id: &'a str,
    version: &'a str,
    fingerprint: &'a str,
    status: &'a str,
}

#[derive(Serialize)]
struct Flag<'a> {
    id: &'a str,
    disposition: &'static str,
    reason: String,
    because: Vec<&'a str>,
    sources: Vec<&'a str>,
}

#[derive(Serialize)]
struct Cause<'a> {
    id: &'a str,
    name: String,
    clinical: Option<String>,
    band: &'static str,
    r#for: Vec<&'a str>,
    against: Vec<&'a str>,
    sources: Vec<&'a str>,
}

#[derive(Serialize)]
struct Advice<'a> {
    id: &'a str,
    title: Option<String>,
    text: String,
    trust: Option<&'static str>,
    for_causes: Vec<&'a str>,
    sources: Vec<&'a str>,
}

#[derive(Serialize)]
struct Sign<'a> {
    id: &'a str,
    disposition: &'static str,
    text: String,
    sources: Vec<&'a str>,
}

#[derive(Serialize)]
struct MoreUrgent<'a> {
    disposition: &'static str,
    changes: Vec<Change<'a>>,
    flags: Vec<&'a str>,
    because: Vec<&'a str>,
}

#[derive(Serialize)]
struct Change<'a> {
    question: &'a str,
    option: Option<&'a str>,
    number: Option<u16>,
}

#[derive(Serialize)]
struct Note<'a> {
    id: &'a str,
    name: String,
    clinical: String,
    text: Vec<String>,
    sources: Vec<&'a str>,
}

/// The outcome of a session as one JSON object, with a line feed at its end.
///
/// # Errors
///
/// None that is known: every value can be written as JSON. The error type is serde's.
pub fn render(
    session: &Session<'_>,
    place: Option<&str>,
    words: &Words,
    outcome: &Outcome<'_>,
) -> serde_json::Result<String> {
    let teller = Teller { questionnaire: session.questionnaire(), words };
    let level = outcome.level(teller.questionnaire);
    let mut safety_net = vec![level.sooner.fill(words).into_owned()];
    safety_net.extend(outcome.safety_net.iter().map(|given| teller.sign(given)));
    let advice = [&outcome.self_care, &outcome.prevention, &outcome.living];
    let report = Report {
        schema: SCHEMA,
        content: Content {
            id: teller.questionnaire.id(),
            version: teller.questionnaire.version(),
            fingerprint: teller.questionnaire.fingerprint(),
            status: teller.questionnaire.front().status().as_str(),
        },
        setting: outcome.setting.id(),
        place,
        complete: outcome.complete,
        path: teller.questions(&outcome.path),
        unanswered: teller.questions(&outcome.unanswered),
        ignored: teller.questions(&outcome.ignored),
        not_offered: teller.not_offered(session.answers(), outcome),
        disposition: outcome.disposition.id(),
        say: level.act.iter().map(|act| act.fill(words).into_owned()).collect(),
        flags: outcome.reasons.iter().map(|reason| teller.flag(reason)).collect(),
        causes: outcome.causes.iter().map(|ranked| teller.cause(ranked)).collect(),
        behind_flags: outcome.behind.iter().map(|ranked| teller.cause(ranked)).collect(),
        advice: advice.into_iter().flatten().map(|given| teller.advice(given)).collect(),
        factors: teller.list(&outcome.factors),
        signs: outcome.signs.iter().map(|ix| teller.urgent_sign(*ix)).collect(),
        tests: teller.list(&outcome.tests),
        treatments: teller.list(&outcome.treatments),
        background: teller.list(&outcome.background),
        notes: outcome.notes.iter().map(|ix| teller.note(*ix)).collect(),
        emerging: teller.list(&outcome.emerging),
        safety_net,
        more_urgent: outcome.counterfactuals.iter().map(|one| teller.more_urgent(one)).collect(),
        not_a_diagnosis: teller.questionnaire.not_a_diagnosis().fill(words).into_owned(),
    };
    let mut json = serde_json::to_string_pretty(&report)?;
    json.push('\n');
    Ok(json)
}

struct Teller<'a> {
    questionnaire: &'a Questionnaire,
    words: &'a Words,
}

impl<'a> Teller<'a> {
    fn questions(&self, list: &[QuestionIx]) -> Vec<&'a str> {
        list.iter().map(|ix| self.questionnaire.question(*ix).id.as_str()).collect()
    }

    /// Options given at a question that is due, but not shown there.
    fn not_offered(&self, given: &Answers, outcome: &Outcome<'_>) -> Vec<&'a str> {
        let hidden = |ix: &QuestionIx| match given.get(*ix) {
            Some(Answer::Options(set)) => set.without(outcome.answers.ticked(*ix)),
            _ => OptionSet::EMPTY,
        };
        let ids = |ix: &QuestionIx| {
            let question = *ix;
            hidden(ix).iter().map(move |option| (question, option)).collect::<Vec<_>>()
        };
        outcome.path.iter().flat_map(ids).map(|(ix, option)| self.option(ix, option)).collect()
    }

    fn option(&self, question: QuestionIx, option: OptionIx) -> &'a str {
        &self.questionnaire.question(question).options()[option.get()].id
    }

    fn because(&self, because: &[Because]) -> Vec<&'a str> {
        let id = |because: &Because| match because {
            Because::Option(question, option) => self.option(*question, *option),
            Because::Number(question) => self.questionnaire.question(*question).id.as_str(),
            Because::Skipped(question) => self.questionnaire.question(*question).skip_id().unwrap_or("skip"),
        };
        because.iter().map(id).collect()
    }

    fn sources(&self, sources: &[SourceIx]) -> Vec<&'a str> {
        sources.iter().map(|ix| self.questionnaire.source(*ix).id.as_str()).collect()
    }

    fn flag(&self, reason: &Reason) -> Flag<'a> {
        let rule = self.questionnaire.rule(reason.rule);
        Flag {
            id: &rule.id,
            disposition: reason.level.id(),
            reason: rule.reason.fill(self.words).into_owned(),
            because: self.because(&reason.because),
            sources: self.sources(&rule.sources),
        }
    }

    fn cause(&self, ranked: &RankedCause) -> Cause<'a> {
        let cause = self.questionnaire.cause(ranked.cause);
        Cause {
            id: &cause.id,
            name: cause.name.fill(self.words).into_owned(),
            // What stands behind a flag is told in soft words only.
            clinical: (cause.show == Show::Listed).then(|| cause.clinical.fill(self.words).into_owned()),
            band: match ranked.band {
                Band::Many => "many",
                Band::Some => "some",
                Band::LessLikely => "less_likely",
                Band::Fallback => "fallback",
            },
            r#for: self.because(&ranked.fits),
            against: self.because(&ranked.against),
            sources: self.sources(&cause.sources),
        }
    }

    /// A sign to watch for, with the heading that says what it asks for.
    fn sign(&self, given: &Given<'_>) -> String {
        let text = given.text.fill(self.words);
        match &self.questionnaire.advice_item(given.advice).title {
            Some(title) => format!("{}: {text}", title.fill(self.words)),
            None => text.into_owned(),
        }
    }

    /// What would make it more urgent, and how urgent.
    fn urgent_sign(&self, ix: RuleIx) -> Sign<'a> {
        let rule = self.questionnaire.rule(ix);
        Sign {
            id: &rule.id,
            disposition: rule.level.id(),
            text: rule.sign.as_ref().unwrap_or(&rule.reason).fill(self.words).into_owned(),
            sources: self.sources(&rule.sources),
        }
    }

    /// Changes that would make it more urgent.
    fn more_urgent(&self, one: &Counterfactual) -> MoreUrgent<'a> {
        let change = |change: &engine::Change| {
            let question = self.questionnaire.question(change.question()).id.as_str();
            match *change {
                engine::Change::Tick(ix, option) => {
                    Change { question, option: Some(self.option(ix, option)), number: None }
                }
                engine::Change::Number(_, n) => Change { question, option: None, number: Some(n) },
            }
        };
        MoreUrgent {
            disposition: one.level.id(),
            changes: one.changes.iter().map(change).collect(),
            flags: one.rules.iter().map(|ix| self.questionnaire.rule(*ix).id.as_str()).collect(),
            because: self.because(&one.because),
        }
    }

    /// A cause that is told without a score.
    fn note(&self, ix: CauseIx) -> Note<'a> {
        let cause = self.questionnaire.cause(ix);
        let texts = cause.what.iter().chain([&cause.see]).chain(&cause.caveat);
        Note {
            id: &cause.id,
            name: cause.name.fill(self.words).into_owned(),
            clinical: cause.clinical.fill(self.words).into_owned(),
            text: texts.map(|text| text.fill(self.words).into_owned()).collect(),
            sources: self.sources(&cause.sources),
        }
    }

    fn list(&self, list: &[Given<'_>]) -> Vec<Advice<'a>> {
        list.iter().map(|given| self.advice(given)).collect()
    }

    fn advice(&self, given: &Given<'_>) -> Advice<'a> {
        let item = self.questionnaire.advice_item(given.advice);
        Advice {
            id: &item.id,
            title: item.title.as_ref().map(|title| title.fill(self.words).into_owned()),
            text: given.text.fill(self.words).into_owned(),
            trust: item.trust.map(|trust| match trust {
                Trust::Strong => "strong",
                Trust::Moderate => "moderate",
                Trust::Weak => "weak",
                Trust::GoodPractice => "good_practice",
                Trust::GuidanceDiffers => "guidance_differs",
            }),
            for_causes: given.for_causes.iter().map(|ix| self.questionnaire.cause(*ix).id.as_str()).collect(),
            sources: self.sources(&item.sources),
        }
    }
}
