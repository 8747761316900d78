//! What a clinician writes, checked: questions, red flags, causes, advice, sources, places, and the
//! vignettes that test them.
//!
//! `raw` is the RON schema, [`parse()`] reads files into it, [`check()`] turns it into a
//! [`Questionnaire`] or into *all* problems at once. This module knows no file, terminal, clock or
//! environment, and nothing else of this program; the build script uses it as it stands.

mod answer;
mod check;
mod condition;
mod disposition;
mod given;
mod locate;
mod model;
mod parse;
mod problem;
mod pseudo;
pub mod raw;
mod region;
mod source_file;
mod text;
mod texts;
mod translation;
mod word;

pub use answer::{Answer, Misfit};
pub use check::{Origin, check, check_front, check_with_vignettes, nearest};
pub use condition::{Atom, Condition, Truth};
pub use disposition::{Disposition, Setting};
pub use given::{GivenAnswer, GivenAnswers, NoAnswer};
pub use locate::{EntryId, locate};
pub use model::{
    Advice, AdviceIx, AnswerKind, AnswerOption, Cap, Carrier, Cause, CauseIx, Fact, FactIx, Fallback,
    Finding, Front, Group, GroupIx, Guard, Holds, Instead, Invariant, LevelText, OptionIx, OptionSet, Place,
    Question, QuestionIx, Questionnaire, Rule, RuleIx, RuleKind, Section, Skip, Slip, Source, SourceIx,
    TextSet, ToldSign, TopicIx, Vignette, Vignettes,
};
pub use parse::{Parsed, parse, parse_other};
pub use problem::{Place as ProblemPlace, Problem, Problems};
pub use pseudo::{PSEUDO, into_pseudo, pseudo};
pub use raw::{AdviceKind, Evidence, Seen, Show, Trust, Watch, Weight};
pub use region::{Hours, Region};
pub use source_file::SourceFile;
pub use text::{Text, Words, fault_in};
pub use texts::{TextId, each_text, hash_of};
pub use translation::{INTERFACE, Language, Translation, language, languages, mark_draft, translate};
pub use word::Word;

/// Topic under which guards forbid all care, that in the texts of causes included.
pub const GENERAL_TOPIC: &str = "general";

/// Version of the RON schema that this program reads.
pub const SCHEMA: u32 = 1;
