//! Lints of the wording: words that may stand, words that may not, and exceptions.

use serde::{Deserialize, Serialize};

use super::super::word::Word;

/// `lints.ron`: what the lints of the wording go by. No part of the content itself.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Lints {
    /// Hard words that a text needs; each counts as a word of one syllable.
    #[serde(default)]
    pub words: Vec<NeededWord>,
    /// Words and claims that no text makes.
    #[serde(default)]
    pub banned: Vec<Banned>,
    /// Names of scoring systems.
    #[serde(default)]
    pub scores: Vec<Word>,
    /// Names of brands and products.
    #[serde(default)]
    pub brands: Vec<Word>,
    /// Exceptions.
    #[serde(default)]
    pub allow: Vec<Allowance>,
}

/// A hard word that is needed.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct NeededWord {
    /// Its forms, each as it is written in the texts.
    pub words: Vec<Word>,
    /// What it means, in plain words.
    pub means: Word,
}

/// Words or claims that texts do not make.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Banned {
    /// The words, each form of them.
    pub words: Vec<Word>,
    /// Why, and what to say instead.
    pub reason: Word,
    /// Kinds of texts that may say them.
    #[serde(default)]
    pub allowed_in: Vec<TextKind>,
    /// Options; a text may say them if it is shown only to who ticked one of these.
    #[serde(default)]
    pub unless: Vec<Word>,
    /// Whether they may stand behind "not" or "never", as in "do not stop taking it".
    #[serde(default)]
    pub after_not: bool,
}

/// Kinds of texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
pub enum TextKind {
    /// Prompts, help, and why we ask.
    Question,
    /// Options and the ends of scales.
    Option,
    /// Red flags, floors and escalations below the level of an emergency.
    Rule,
    /// Levels below an emergency.
    Level,
    /// Rules at the level of an emergency, and that level itself.
    Emergency,
    /// Causes.
    Cause,
    /// Advice that is not of the safety net.
    Advice,
    /// Advice of the safety net.
    SafetyNet,
    /// The first and the last words of every session.
    Front,
    /// Words that stand in for placeholders.
    Place,
}

/// An exception from a lint.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Allowance {
    /// Name of the lint.
    pub lint: Word,
    /// Id of the entry: a question, option, rule, level, cause, piece of advice, source or place, or
    /// the questionnaire.
    pub at: Word,
    /// Why.
    pub reason: Word,
}
