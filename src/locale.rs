//! What the interface says, in the language of the person. No clinical fact stands here: those belong to
//! the content.

mod strings;

use std::borrow::Cow;

use crate::{
    content::{Disposition, Text, Trust, Words},
    engine::{Band, Misfit},
    kept::{Found, Keeping, TakenUp, Unusable, WhyNot},
    take::{NotPrinted, NotSaved, Taken},
};

pub use strings::{KioskStrings, Strings};

/// Name of the program.
pub const NAME: &str = "twinge";

/// How things are said: the words of the interface in one language, and the numbers and words of one place.
#[derive(Debug, Clone, Copy)]
pub struct Voice<'a> {
    /// Numbers and words of the place.
    pub words: &'a Words,
    /// The words of the interface.
    pub strings: &'a Strings<'a>,
}

impl<'a> Voice<'a> {
    /// In English.
    #[must_use]
    pub const fn english(words: &'a Words) -> Self {
        Self { words, strings: &Strings::ENGLISH }
    }

    /// A text of the content with the words of the place put in.
    #[must_use]
    pub fn fill(self, text: &Text) -> Cow<'_, str> {
        text.fill(self.words)
    }
}

impl<'a> Strings<'a> {
    /// How well a cause fits.
    #[must_use]
    pub const fn band(&self, band: Band) -> &'a str {
        match band {
            Band::Many => self.band_many,
            Band::Some => self.band_some,
            Band::LessLikely => self.band_less_likely,
            Band::Fallback => self.band_fallback,
        }
    }

    /// How far to trust a piece of advice; nothing where it is well supported.
    #[must_use]
    pub const fn trust(&self, trust: Trust) -> Option<&'a str> {
        match trust {
            Trust::Strong | Trust::Moderate => None,
            Trust::Weak => Some(self.trust_weak),
            Trust::GoodPractice => Some(self.trust_good_practice),
            Trust::GuidanceDiffers => Some(self.trust_guidance_differs),
        }
    }

    /// How many questions are left, in words that stay true whatever is answered.
    #[must_use]
    pub fn left(&self, most: usize) -> Cow<'a, str> {
        match most {
            0 => Cow::Borrowed(self.left_none),
            1 => Cow::Borrowed(self.left_one),
            n => Cow::Owned(put(self.left_many, &[("n", &n.to_string())])),
        }
    }

    /// What does not fit, in words beside the control.
    #[must_use]
    pub fn misfit(&self, misfit: Misfit) -> Cow<'a, str> {
        Cow::Borrowed(match misfit {
            Misfit::Nothing => self.misfit_nothing,
            Misfit::OnlyOne => self.misfit_only_one,
            Misfit::Conflict(..) => self.misfit_conflict,
            Misfit::NoSuchOption => self.misfit_no_such_option,
            Misfit::OutOfRange(from, to) => {
                let range = [("from", &*from.to_string()), ("to", &*to.to_string())];
                return Cow::Owned(put(self.misfit_out_of_range, &range));
            }
            Misfit::NotANumber | Misfit::NotOptions => self.misfit_kind,
            Misfit::Ticked => self.misfit_ticked,
            Misfit::NoSkip => self.misfit_no_skip,
        })
    }
}

impl<'a> Strings<'a> {
    /// Whether answers are kept.
    #[must_use]
    pub const fn keeping(&self, keeping: Keeping) -> &'a str {
        match keeping {
            Keeping::Kept => self.keep_kept,
            Keeping::Off => self.keep_off,
            Keeping::Not(WhyNot::InUse) => self.keep_in_use,
            Keeping::Not(WhyNot::NoHome) => self.keep_no_home,
            Keeping::Not(WhyNot::CannotWrite) => self.keep_cannot,
            Keeping::Not(WhyNot::Stopped) => self.keep_stopped,
        }
    }

    /// What was found of last time.
    #[must_use]
    pub fn found(&self, found: &Found<'_>) -> Cow<'a, str> {
        match found {
            Found::Session(TakenUp { changed: true, dropped: 0, .. }) => Cow::Borrowed(self.found_changed),
            Found::Session(TakenUp { dropped: 0, .. }) => Cow::Borrowed(self.found_session),
            Found::Session(TakenUp { changed, dropped, .. }) => {
                let text = if *changed { self.found_dropped } else { self.found_misfit };
                Cow::Owned(put(text, &[("n", &dropped.to_string())]))
            }
            Found::Unusable(why) => {
                let why = match why {
                    Unusable::Damaged => self.unusable_damaged,
                    Unusable::TooLarge => self.unusable_too_large,
                    Unusable::OtherForm => self.unusable_other_form,
                    Unusable::OtherContent => self.unusable_other_content,
                    Unusable::NotYours => self.unusable_not_yours,
                    Unusable::Unreadable => self.unusable_unreadable,
                };
                Cow::Owned(put(self.found_unusable, &[("why", why)]))
            }
        }
    }

    /// What can be done about it, the first choice first.
    #[must_use]
    pub fn choices(&self, found: &Found<'_>) -> Vec<&'a str> {
        match found {
            Found::Session(_) => vec![self.found_go_on, self.found_afresh],
            Found::Unusable(_) => vec![self.found_afresh],
        }
    }
}

impl Strings<'_> {
    /// How an errand went, and what to do if it did not go well.
    #[must_use]
    pub fn taken(&self, taken: &Taken) -> String {
        let (text, value) = match taken {
            Taken::Saved(file) => (self.taken_saved, ("file", file)),
            Taken::Printed => return self.taken_printed.to_owned(),
            Taken::NotSaved(place, why) => match why {
                NotSaved::Full => (self.not_saved_full, ("place", place)),
                NotSaved::ReadOnly => (self.not_saved_read_only, ("place", place)),
                NotSaved::Forbidden => (self.not_saved_forbidden, ("place", place)),
                NotSaved::NoFolder => (self.not_saved_no_folder, ("place", place)),
                NotSaved::Other(why) => (self.not_saved_other, ("why", why)),
            },
            Taken::NotPrinted(NotPrinted::NoProgram) => return self.not_printed_no_program.to_owned(),
            Taken::NotPrinted(NotPrinted::Failed) => return self.not_printed_failed.to_owned(),
            Taken::NotPrinted(NotPrinted::Slow) => return self.not_printed_slow.to_owned(),
        };
        put(text, &[(value.0, value.1)])
    }
}

/// A text with its names in braces replaced. A name that is not given stays as it is.
#[must_use]
pub fn put(text: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    // One pass, so that braces inside a value are never taken for a name.
    while let Some((before, behind)) = rest.split_once('{') {
        filled.push_str(before);
        let given = behind.split_once('}').and_then(|(name, after)| {
            values.iter().find(|(given, _)| *given == name).map(|(_, value)| (value, after))
        });
        rest = if let Some((value, after)) = given {
            filled.push_str(value);
            after
        } else {
            filled.push('{');
            behind
        };
    }
    filled.push_str(rest);
    filled
}

/// A mark that shows the level without colour; every console font has it.
#[must_use]
pub const fn mark(level: Disposition) -> &'static str {
    match level {
        Disposition::Emergency => "!!!",
        Disposition::SameDay => "!!",
        Disposition::Soon => "!",
        Disposition::Routine => "+",
        Disposition::SelfCare => "o",
    }
}

/// Joins phrases with semicolons, since answers hold commas of their own.
#[must_use]
pub fn list<S: AsRef<str>>(items: impl IntoIterator<Item = S>) -> String {
    let mut joined = String::new();
    for item in items {
        if !joined.is_empty() {
            joined.push_str("; ");
        }
        joined.push_str(item.as_ref());
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::{Strings, put};

    #[test]
    fn puts_values_in_once_and_leaves_other_braces() {
        assert_eq!(put("{a} to {b}", &[("a", "{b}"), ("b", "2")]), "{b} to 2");
        assert_eq!(put("{c} and {a", &[("a", "1")]), "{c} and {a");
        assert_eq!(put("", &[]), "");
    }

    #[test]
    fn gives_each_text_an_id_of_its_own() {
        let all = Strings::ENGLISH.all();
        let ids: std::collections::BTreeSet<&str> = all.iter().map(|(id, _)| *id).collect();
        assert_eq!(ids.len(), all.len());
        let marked = Strings::translated(|id, _| id);
        assert!(marked.all().iter().all(|(id, text)| id == text));
    }
}
