//! Claims that a person has one of the causes.

use std::ops::Range;

use super::super::super::raw;
use super::{
    phrases::Phrases,
    tokens::{Reading, whole_of},
};

/// Shortest name that is looked for; what is shorter is an abbreviation.
const SHORTEST: usize = 4;

/// Words before "you have" in its sentence that make no claim of it.
const NO_CLAIM: &[&str] = &[
    "if", "when", "whether", "unless", "once", "do", "does", "did", "should", "that", "think", "where",
    "who", "until", "say", "because", "while", "may", "might", "could",
];

const ARTICLES: &[&str] = &["a", "an", "the"];

/// The names of causes, also in parts: `gout` of `gout (crystals in a joint)` and of `gout or pseudogout`.
pub(super) struct Claims {
    /// Without an article before them.
    names: Phrases<()>,
}

impl Claims {
    pub(super) fn new(content: &raw::Content) -> Self {
        let causes = content.causes.iter().flat_map(|file| &file.value.causes);
        let names = causes.flat_map(|cause| [cause.name.as_str(), cause.clinical.as_str()]);
        let parts = names.flat_map(|name| name.split([',', '(', ')', ';', '/']));
        let mut names = Phrases::new();
        for name in parts.flat_map(apart).map(bare).filter(|name| name.len() >= SHORTEST) {
            names.add(name, ());
        }
        Self { names }
    }

    /// Where a text says "you have" and names a cause; not "if you have", nor "do you have".
    pub(super) fn find(&self, text: &Reading<'_>) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        for (n, pair) in text.tokens.windows(2).enumerate() {
            if text.lower(&pair[0]) != "you" || text.lower(&pair[1]) != "have" || pair.iter().any(|t| t.ends)
            {
                continue;
            }
            let before = text.tokens[..n].iter().rev().take_while(|token| !token.ends);
            if before.into_iter().any(|token| NO_CLAIM.contains(&text.lower(token))) {
                continue;
            }
            if let Some(end) = self.name_at(text, n + 2) {
                found.push(whole_of(&text.tokens[n..end]));
            }
        }
        found
    }

    /// The end of the name of a cause that begins at this word, or behind an article there.
    fn name_at(&self, text: &Reading<'_>, n: usize) -> Option<usize> {
        let article = text.tokens.get(n).is_some_and(|token| ARTICLES.contains(&text.lower(token)));
        let found = self.names.at(text, n + usize::from(article));
        found.last().map(|(end, ())| *end)
    }
}

/// `gout` and `pseudogout` of `gout or pseudogout`; also of `gout or a false gout`. But `muscle or ligament
/// strain` is one name, for a muscle alone is no cause.
fn apart(name: &str) -> [&str; 2] {
    let name = name.trim();
    match name.split_once(" or ") {
        Some((one, other)) if bare(other) != other || !one.contains(' ') && !other.contains(' ') => {
            [one, other]
        }
        _ => [name, ""],
    }
}

/// A name without the article before it.
fn bare(name: &str) -> &str {
    name.split_once(' ').filter(|(first, _)| ARTICLES.contains(first)).map_or(name, |(_, rest)| rest)
}
