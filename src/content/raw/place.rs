//! Sources and their facts, and the numbers and words of places.

use serde::{Deserialize, Serialize};

use super::super::word::Word;

/// `sources.ron`
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Sources {
    /// The works.
    pub sources: Vec<Source>,
}

/// A work that a statement rests on.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Its id.
    pub id: Word,
    /// Title.
    pub title: Word,
    /// Organisation or authors.
    pub by: Word,
    /// Year, as far as known.
    pub year: Word,
    /// DOI or public address.
    #[serde(default)]
    pub link: Option<Word>,
    /// Whether the text was read.
    pub seen: Seen,
    /// Works that it names itself; listed behind it, also where nothing else here rests on them.
    #[serde(default)]
    pub names: Vec<Word>,
    /// How much was read, and how.
    #[serde(default)]
    pub remark: Option<Word>,
    /// Facts of the source documents that it carries.
    #[serde(default)]
    pub seeds: Vec<Word>,
}

/// `facts.ron`: what the source documents say, so that it can be told that nothing of it is lost.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Facts {
    /// The facts.
    pub facts: Vec<Fact>,
}

/// One fact of a source document. Entries that carry it name it in their `seeds`.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Fact {
    /// Its id.
    pub id: Word,
    /// The source it stands in.
    pub document: Word,
    /// What it is about, in a few words of our own; never shown to the person.
    pub about: Word,
}

/// Whether the text of a source was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
pub enum Seen {
    /// The work, its abstract, its opening or a licensed mirror.
    Read,
    /// General medical knowledge, not retrieved; a clinician must confirm it.
    GeneralKnowledge,
}

/// `places/*.ron`: numbers and words of one country. A key that is missing stays generic.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// Its id, as given to `--place`.
    pub id: Word,
    /// The country or region.
    pub name: Word,
    /// Number for emergencies that threaten life.
    #[serde(default)]
    pub emergency_number: Option<Word>,
    /// Words for where emergencies are treated.
    #[serde(default)]
    pub emergency_place: Option<Word>,
    /// Line for what is urgent but no emergency.
    #[serde(default)]
    pub advice_line: Option<Word>,
    /// Word for the first doctor to see.
    #[serde(default)]
    pub doctor: Option<Word>,
    /// Whom to ring in pregnancy and after birth.
    #[serde(default)]
    pub maternity_unit: Option<Word>,
    /// Line for low mood.
    #[serde(default)]
    pub mental_health_line: Option<Word>,
    /// Line for poisons.
    #[serde(default)]
    pub poison_line: Option<Word>,
}

/// Words that stand in where a place has none.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// As in [`Place::emergency_number`].
    pub emergency_number: Word,
    /// As in [`Place::emergency_place`].
    pub emergency_place: Word,
    /// As in [`Place::advice_line`].
    pub advice_line: Word,
    /// As in [`Place::doctor`].
    pub doctor: Word,
    /// As in [`Place::maternity_unit`].
    pub maternity_unit: Word,
    /// As in [`Place::mental_health_line`].
    pub mental_health_line: Word,
    /// As in [`Place::poison_line`].
    pub poison_line: Word,
}
