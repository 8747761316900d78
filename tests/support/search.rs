//! Sessions of every kind, walked by the engine.
//!
//! Each is walked towards the condition of some entry, with a bit of chance in every choice. The chance is
//! seeded, so every run walks the same.

use std::collections::HashMap;

use twinge::{
    content::{
        Advice, AdviceKind, AnswerKind, Atom, Carrier, Condition, OptionIx, OptionSet, Question, QuestionIx,
        Questionnaire, Setting, SourceIx,
    },
    engine::{Answer, Session, Step},
};

/// One choice in this many is left to chance.
const CHANCE: usize = 8;

/// Sessions of every kind, the same in every run.
#[must_use]
pub(crate) fn sessions(questionnaire: &Questionnaire, n_sessions: usize) -> Vec<Session<'_>> {
    let mut chance = Chance(1);
    let carriers: Vec<Carrier> = questionnaire.carriers().map(|(carrier, _)| carrier).collect();
    let mut sessions = Vec::with_capacity(n_sessions);
    while sessions.len() < n_sessions && !carriers.is_empty() {
        let carrier = carriers[chance.below(carriers.len())];
        let mut plan = Plan::new(questionnaire, &mut chance);
        plan.towards(carrier);
        let wishes = plan.wishes;
        sessions.push(walk(questionnaire, &wishes, &mut chance));
    }
    sessions
}

/// What to answer, as far as it matters.
#[derive(Default)]
struct Wishes {
    setting: Option<Setting>,
    options: HashMap<(QuestionIx, OptionIx), bool>,
    skips: HashMap<QuestionIx, bool>,
    least: HashMap<QuestionIx, u16>,
    below: HashMap<QuestionIx, u16>,
}

/// Makes wishes from conditions.
struct Plan<'a> {
    questionnaire: &'a Questionnaire,
    chance: &'a mut Chance,
    wishes: Wishes,
}

impl<'a> Plan<'a> {
    fn new(questionnaire: &'a Questionnaire, chance: &'a mut Chance) -> Self {
        Self { questionnaire, chance, wishes: Wishes::default() }
    }

    fn towards(&mut self, carrier: Carrier) {
        let questionnaire = self.questionnaire;
        match carrier {
            Carrier::Question(ix) => self.wish(&questionnaire.question(ix).when, true),
            Carrier::Rule(ix) => self.wish(&questionnaire.rule(ix).is, true),
            Carrier::Cause(ix) => {
                let cause = questionnaire.cause(ix);
                self.wish(&cause.needs, true);
                for finding in &cause.fits {
                    self.wish(&finding.is, true);
                }
                for finding in &cause.against {
                    self.wish(&finding.is, false);
                }
            }
            Carrier::Advice(ix) => {
                let item = questionnaire.advice_item(ix);
                let asking: Vec<Carrier> = questionnaire
                    .cause_positions()
                    .filter(|cause| {
                        let cause = questionnaire.cause(*cause);
                        let lists = [&cause.self_care, &cause.tests, &cause.treatments, &cause.prevention];
                        lists.into_iter().any(|list| list.contains(&ix))
                    })
                    .map(Carrier::Cause)
                    .collect();
                match (&item.when, asking.is_empty()) {
                    (Some(when), _) => self.wish(when, true),
                    (None, false) => {
                        let n = self.chance.below(asking.len());
                        self.towards(asking[n]);
                    }
                    (None, true) => {}
                }
                self.past_guards(item);
            }
            Carrier::Source(ix) => {
                let citing = citing(questionnaire, ix);
                if !citing.is_empty() {
                    let n = self.chance.below(citing.len());
                    self.towards(citing[n]);
                }
            }
        }
    }

    fn past_guards(&mut self, item: &Advice) {
        if let Some(hide) = &item.hide {
            self.wish(hide, false);
        }
        for guard in self.questionnaire.guards() {
            if guard.hides.iter().any(|topic| item.touches.contains(topic)) {
                self.wish(&guard.when, false);
            }
        }
    }

    fn wish(&mut self, condition: &Condition, holds: bool) {
        let questionnaire = self.questionnaire;
        match condition {
            Condition::Atom(atom) => self.wish_atom(*atom, holds),
            Condition::Group(ix) => self.wish(&questionnaire.groups()[ix.get()].is, holds),
            Condition::Not(part) => self.wish(part, !holds),
            Condition::All(parts) | Condition::Any(parts) => {
                let every = matches!(condition, Condition::All(_)) == holds;
                if every {
                    for part in parts {
                        self.wish(part, holds);
                    }
                } else if !parts.is_empty() {
                    let n = self.chance.below(parts.len());
                    self.wish(&parts[n], holds);
                }
            }
        }
    }

    fn wish_atom(&mut self, atom: Atom, holds: bool) {
        let questionnaire = self.questionnaire;
        match atom {
            Atom::Chosen(question, option) => {
                let first = self.wishes.options.insert((question, option), holds).is_none();
                if holds && first {
                    self.wish(&questionnaire.question(question).when, true);
                    self.wish(&questionnaire.question(question).options()[option.get()].when, true);
                }
            }
            Atom::Skipped(question) => {
                self.wishes.skips.insert(question, holds);
            }
            Atom::AtLeast(question, number) if holds => {
                self.wishes.least.insert(question, number);
            }
            Atom::AtLeast(question, number) => {
                self.wishes.below.insert(question, number);
            }
            Atom::Rule(ix) => self.wish(&questionnaire.rule(ix).is, holds),
            Atom::In(setting) => {
                let other = match setting {
                    Setting::Home => Setting::WaitingRoom,
                    Setting::WaitingRoom => Setting::Home,
                };
                self.wishes.setting = Some(if holds { setting } else { other });
            }
            Atom::Offered(question, option) => {
                self.wish(&questionnaire.question(question).options()[option.get()].when, holds);
            }
            Atom::Level(_)
            | Atom::Asked(_)
            | Atom::Shown(_)
            | Atom::Says(..)
            | Atom::Touched(_)
            | Atom::Named(_) => {}
        }
    }
}

/// Entries whose sources are named when they are shown.
fn citing(questionnaire: &Questionnaire, source: SourceIx) -> Vec<Carrier> {
    let rules = questionnaire.rule_positions().filter(|ix| questionnaire.rule(*ix).sources.contains(&source));
    let causes =
        questionnaire.cause_positions().filter(|ix| questionnaire.cause(*ix).sources.contains(&source));
    let advice = questionnaire.advice_positions().filter(|ix| {
        let item = questionnaire.advice_item(*ix);
        item.kind != AdviceKind::SafetyNet && item.sources.contains(&source)
    });
    rules.map(Carrier::Rule).chain(causes.map(Carrier::Cause)).chain(advice.map(Carrier::Advice)).collect()
}

/// Walks a session to its end; in a waiting room an emergency ends it.
fn walk<'q>(questionnaire: &'q Questionnaire, wishes: &Wishes, chance: &mut Chance) -> Session<'q> {
    let any = if chance.below(4) == 0 { Setting::WaitingRoom } else { Setting::Home };
    let mut session = Session::new(questionnaire, wishes.setting.unwrap_or(any));
    while let Step::Ask(ix) = session.step() {
        let answer = answer(questionnaire.question(ix), ix, session.path().offered(ix), wishes, chance);
        // What does not fit is left out, and then the question ends this session.
        if session.answer(ix, answer).is_err() && session.skip(ix).is_err() {
            break;
        }
        if session.setting() == Setting::WaitingRoom && !session.emergencies().is_empty() {
            break;
        }
        session.resume();
    }
    session
}

fn answer(
    question: &Question,
    ix: QuestionIx,
    offered: OptionSet,
    wishes: &Wishes,
    chance: &mut Chance,
) -> Answer {
    if wishes.skips.get(&ix) == Some(&true) {
        return Answer::Skipped;
    }
    match &question.answer {
        AnswerKind::Scale { from, to, .. } | AnswerKind::Number { from, to, .. } => {
            let least = wishes.least.get(&ix).copied().unwrap_or(*from);
            let most = wishes.below.get(&ix).map_or(*to, |below| below.saturating_sub(1)).max(least);
            let room = usize::from(most - least) + 1;
            Answer::Number(least + u16::try_from(chance.below(room)).unwrap_or(0))
        }
        AnswerKind::One(_) | AnswerKind::Many(_) => {
            Answer::Options(options(question, ix, offered, wishes, chance))
        }
    }
}

/// The wished options that can stand together; else one that says as little as possible, or any.
fn options(
    question: &Question,
    ix: QuestionIx,
    offered: OptionSet,
    wishes: &Wishes,
    chance: &mut Chance,
) -> OptionSet {
    let wish = |option: OptionIx| wishes.options.get(&(ix, option)).copied();
    let mut set = OptionSet::EMPTY;
    let mut wanted: Vec<OptionIx> = offered.iter().filter(|option| wish(*option) == Some(true)).collect();
    if !wanted.is_empty() {
        let start = chance.below(wanted.len());
        wanted.rotate_left(start);
    }
    let one = matches!(question.answer, AnswerKind::One(_));
    for option in wanted {
        let conflicts = question.options()[option.get()].conflicts;
        if conflicts.and(set).is_empty() && (!one || set.is_empty()) {
            set = set.with(option);
        }
    }
    if !set.is_empty() {
        return set;
    }
    let open: Vec<OptionIx> = offered.iter().filter(|option| wish(*option) != Some(false)).collect();
    let open = if open.is_empty() { offered.iter().collect() } else { open };
    let conflicts = |option: &OptionIx| question.options()[option.get()].conflicts.len();
    let quiet = open.iter().copied().max_by_key(conflicts).filter(|option| conflicts(option) > 1);
    match quiet {
        Some(quiet) if !one && chance.below(CHANCE) != 0 => OptionSet::only(quiet),
        _ => OptionSet::only(open[chance.below(open.len())]),
    }
}

/// A small generator of chance (`SplitMix64`), seeded, so that every run is the same.
struct Chance(u64);

impl Chance {
    /// A number below `n`, which is not 0.
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        let z = z ^ (z >> 31);
        usize::try_from(z % u64::try_from(n.max(1)).unwrap_or(1)).unwrap_or(0)
    }
}
