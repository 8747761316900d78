//! The RON schema, word for word. No logic: what stands here is what an author may write.
//!
//! `docs/AUTHORING.md` explains each part by example. [`super::check()`] turns these types into the
//! checked [`Questionnaire`](super::Questionnaire); nothing else reads them.

mod flow;
mod invariant;
mod knowledge;
mod language;
mod lints;
mod place;
mod rules;
mod vignette;

use serde::{Deserialize, Serialize};

use super::word::Word;

pub use flow::*;
pub use invariant::*;
pub use knowledge::*;
pub use language::*;
pub use lints::*;
pub use place::*;
pub use rules::*;
pub use vignette::*;

/// One file of the content folder, read but not yet checked.
#[derive(Debug, Clone, Deserialize, Serialize)]
pub struct File<T> {
    /// Path below the content folder, with `/` between its parts.
    pub name: String,
    /// What the file says.
    pub value: T,
}

/// All files of a content folder.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
pub struct Content {
    /// `questionnaire.ron`
    pub questionnaire: Option<File<Questionnaire>>,
    /// `flow/*.ron`
    pub flow: Vec<File<Section>>,
    /// `red_flags.ron`
    pub red_flags: Option<File<RedFlags>>,
    /// `causes/*.ron`
    pub causes: Vec<File<Causes>>,
    /// `advice/*.ron`
    pub advice: Vec<File<Advice>>,
    /// `guards.ron`
    pub guards: Option<File<Guards>>,
    /// `sources.ron`
    pub sources: Option<File<Sources>>,
    /// `facts.ron`
    pub facts: Option<File<Facts>>,
    /// `places/*.ron`
    pub places: Vec<File<Place>>,
}

/// `questionnaire.ron`: what the whole is called, its order, its cap and its general words.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Questionnaire {
    /// Version of this schema; [`super::SCHEMA`].
    pub schema: u32,
    /// Name of the questionnaire, for machines.
    pub id: Word,
    /// Version of the content.
    pub version: Word,
    /// Release status, shown on the first and the last screen.
    pub status: Word,
    /// Ids of the sections in `flow/`, in the order in which they are walked.
    pub flow: Vec<Word>,
    /// The most questions in one session, and what is left out to keep to it.
    pub cap: Cap,
    /// What the program is, for the first screen; one paragraph each.
    pub about: Vec<Word>,
    /// That this is no diagnosis; on every summary.
    pub not_a_diagnosis: Word,
    /// The last words of every summary.
    pub closing: Word,
    /// What each disposition says.
    pub levels: Vec<Level>,
    /// Cause to name when no other fits well enough; the first whose condition holds.
    pub fallback: Vec<Fallback>,
    /// Words that stand in where a place names no number or word of its own.
    pub generic: Words,
}

/// The most questions in one session.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Cap {
    /// Never more questions than this on a path.
    pub most: usize,
    /// Questions that may be left out, the first one first.
    pub drop: Vec<Word>,
}

/// How urgent; in falling order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
pub enum Disposition {
    /// Now.
    Emergency,
    /// Within 24 hours.
    SameDay,
    /// Within days to two weeks.
    Soon,
    /// In two to three weeks, or at the next review.
    Routine,
    /// At home, with a safety net.
    SelfCare,
}

/// Where the program runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
pub enum Setting {
    /// At the person's own keyboard.
    Home,
    /// In a waiting room, with staff near.
    WaitingRoom,
}

/// What a disposition says, in both settings.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Level {
    /// The disposition.
    pub level: Disposition,
    /// The level in a few plain words, for the banner.
    pub name: Word,
    /// At home.
    pub home: LevelText,
    /// In a waiting room.
    pub waiting_room: LevelText,
}

/// What a disposition says in one setting.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct LevelText {
    /// What to do; the first paragraph leads the summary.
    pub act: Vec<Word>,
    /// What should make the person seek help sooner.
    pub sooner: Word,
    /// What to do in two to four words, for the large letters of the emergency screen.
    #[serde(default)]
    pub shout: Option<Word>,
}

/// A cause to name when the ranking names none.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Fallback {
    /// When it may be named.
    pub when: Condition,
    /// The cause.
    pub cause: Word,
}
