//! Interface strings. No clinical fact stands here: those belong to the content.

use crate::{
    content::{Disposition, Setting, Trust},
    engine::{Band, Misfit},
};

/// Name of the program.
pub const NAME: &str = "twinge";
/// First words of the first screen.
pub const WELCOME: &str = "How soon should you ask for help with an ache at night?";
/// How to start.
pub const START: &str = "Press Enter to start.";
/// Choices on the emergency screen at home: back, and on.
pub const EMERGENCY_CHOICES: [&str; 2] = ["A slip: change my answer", "I have read this: go on"];
/// Title of the review.
pub const REVIEW: &str = "Your answers. Choose one to change it.";
/// First row of the review.
pub const SEE_SUMMARY: &str = "See my summary";
/// Before what was answered so far.
pub const SO_FAR: &str = "So far";
/// Said when nothing is ticked.
pub const TICK_FIRST: &str = "Tick what fits with Space, or go to \"None of these\".";
/// Said when no answer is picked.
pub const PICK_FIRST: &str = "Move to your answer, or press the key beside it. Then press Enter.";
/// Title of the help page.
pub const HELP: &str = "Help";
/// Help where there is no question.
pub const HELP_TEXT: &str = "Answer one question at a time. You can always go back; your answers stay. Nothing is kept when you leave.";
/// Heading above why a question is asked.
pub const WHY_WE_ASK: &str = "Why we ask";
/// Heading above the keys.
pub const KEYS: &str = "Keys";
/// What the keys beside the options do.
pub const PICK_KEYS: &str = "The digit or letter beside an answer: picks it";
/// Heading above what to do.
pub const WHAT_TO_DO: &str = "What to do";
/// Heading above the causes.
pub const WHAT_COULD_FIT: &str = "What could fit";
/// Heading above the tips.
pub const SELF_CARE: &str = "Self-care";
/// Heading above the answers.
pub const YOUR_ANSWERS: &str = "Your answers";
/// Heading above what can be read beyond that.
pub const READ_MORE: &str = "Read more";
/// Heading above signs that would make it more urgent.
pub const SIGNS: &str = "Signs that would make it more urgent";
/// Heading above tests and treatments in full.
pub const OFFER: &str = "What a clinician may offer";
/// What such a list is, and what it is not.
pub const OFFER_INTRO: &str =
    "This is to help you talk with them. Not all of it will suit you. You choose together.";
/// Heading above research.
pub const EMERGING: &str = "Research, not advice";
/// What research is, and what it is not.
pub const EMERGING_INTRO: &str = "People still study these. This is no advice to try or to buy them.";
/// Said where there is nothing to read in an emergency.
pub const READING_WAITS: &str = "This could be serious, so reading can wait. Get help first.";
/// Said where there is nothing to read.
pub const NOTHING_MORE: &str = "There is no more to read here for now.";
/// Heading above the sources.
pub const SOURCES: &str = "Sources";
/// Heading above works that sources name.
pub const NAMED: &str = "Works that these sources name";
/// Heading above the reasons.
pub const WHY: &str = "Why we say this";
/// Heading above lesser reasons.
pub const ALSO_NOTICED: &str = "We also noticed";
/// Heading above the safety net.
pub const SOONER: &str = "When to get help sooner";
/// Heading above the safety net in an emergency.
pub const UNTIL_HELP: &str = "Until you have help";
/// Before what to say to staff.
pub const SAY: &str = "Say:";
/// Before answers that speak for a cause.
pub const BECAUSE: &str = "Because you said:";
/// Before answers that speak against a cause.
pub const THOUGH: &str = "Though you also said:";
/// Before tests.
pub const TESTS: &str = "A clinician may check with:";
/// Before treatments.
pub const TREATMENTS: &str = "A clinician may talk about:";
/// Before what was not asked.
pub const NOT_ASKED: &str = "We did not ask about:";
/// Heading above what may add to the ache.
pub const FACTORS: &str = "What may add to it";
/// Heading above causes behind a red flag.
pub const BEHIND: &str = "What someone should look for first";
/// Heading above prevention.
pub const PREVENTION: &str = "To lower the chance of it coming back";
/// Heading above living with an ache.
pub const LIVING: &str = "Living with a long-lasting ache";
/// Said where no cause is named.
pub const NO_CLEAR_MATCH: &str = "Your answers give no clear match. A clinician can look closer.";
/// Said in place of causes in an emergency.
pub const CAUSES_WAIT: &str =
    "This could be serious, so what caused it can wait. Get help first. They will look for the cause.";
/// Said in place of tips where none is given.
pub const TIPS_WAIT: &str = "There are no home tips here. Being seen comes first.";
/// Said when not everything was answered.
pub const INCOMPLETE: &str = "Some questions were not answered, so this page may miss something.";
/// Text of an answer that skips a question.
pub const SKIP: &str = "Skip this question";
/// Text of an answer that skips a danger screen.
pub const SKIP_SCREEN: &str = "Skip this screen";
/// How a skipped question reads among the answers.
pub const SKIPPED: &str = "skipped";
/// How an answer reads where others may see it.
pub const PRIVATE: &str = "answered; not shown here";
/// How a question without an answer reads among the answers.
pub const NOT_ANSWERED: &str = "not answered";

/// How well a cause fits, in words.
#[must_use]
pub const fn band(band: Band) -> &'static str {
    match band {
        Band::Many => "fits many of your answers",
        Band::Some => "fits some of your answers",
        Band::LessLikely => "less likely from your answers",
        Band::Fallback => "no other cause fits better",
    }
}

/// The same for the cause that is named for want of a better one, where someone has to be seen today.
pub const FALLBACK_TODAY: &str = "only if nothing urgent is found";

/// How far to trust a piece of advice, in words; nothing where it is well supported.
#[must_use]
pub const fn trust(trust: Trust) -> Option<&'static str> {
    match trust {
        Trust::Strong | Trust::Moderate => None,
        Trust::Weak => Some("few or small studies"),
        Trust::GoodPractice => Some("good practice, not tested in studies"),
        Trust::GuidanceDiffers => Some("guidance differs on this"),
    }
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

/// The setting in words.
#[must_use]
pub const fn setting(setting: Setting) -> &'static str {
    match setting {
        Setting::Home => "at home",
        Setting::WaitingRoom => "in a waiting room",
    }
}

/// How many questions are left, in words that stay true whatever is answered.
#[must_use]
pub fn left(most: usize) -> String {
    match most {
        0 => "all answered".to_owned(),
        1 => "last question".to_owned(),
        n => format!("at most {n} left"),
    }
}

/// What does not fit, in words beside the control.
#[must_use]
pub fn misfit(misfit: Misfit) -> String {
    match misfit {
        Misfit::Nothing => "Please pick an answer first.".to_owned(),
        Misfit::OnlyOne => "Please pick only one.".to_owned(),
        Misfit::Conflict(..) => "Two of these cannot be true together.".to_owned(),
        Misfit::NoSuchOption => "That number is not on the list.".to_owned(),
        Misfit::OutOfRange(from, to) => format!("Please give a number from {from} to {to}."),
        Misfit::NotANumber | Misfit::NotOptions => "That does not fit this question.".to_owned(),
        Misfit::Ticked => "You ticked something here. Take the tick away first, then skip.".to_owned(),
        Misfit::NoSkip => "This one cannot be skipped. The next questions depend on it.".to_owned(),
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
