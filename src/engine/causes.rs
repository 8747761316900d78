//! Causes, ranked by the findings for and against them.
//!
//! Ordering only: points are no probabilities, and causes never move the disposition (dossier,
//! appendix C).

use super::{
    facts::Facts,
    support::{Because, support},
};
use crate::content::{Cause, CauseIx, Disposition, Finding, Questionnaire, RuleIx, Show, Weight};

/// The most causes that are named.
const MOST: usize = 5;

/// How well a cause fits, in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Band {
    /// Nothing speaks for it, but something has to be named.
    Fallback,
    /// 2 or 3 points.
    LessLikely,
    /// 4 to 7 points.
    Some,
    /// 8 points or more.
    Many,
}

impl Band {
    /// The band of so many points; `None` where they are too few to name a cause.
    pub(crate) const fn of(points: u32) -> Option<Self> {
        match points {
            0..=1 => None,
            2..=3 => Some(Self::LessLikely),
            4..=7 => Some(Self::Some),
            _ => Some(Self::Many),
        }
    }
}

/// A cause with what speaks for and against it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RankedCause {
    /// The cause.
    pub cause: CauseIx,
    /// How well it fits.
    pub band: Band,
    /// Points; for ordering only, never shown.
    pub points: u32,
    /// Answers that speak for it.
    pub fits: Vec<Because>,
    /// Answers that speak against it.
    pub against: Vec<Because>,
}

/// The causes that are named: those in the ordinary list, those that stand behind a red flag, and notes.
pub(super) struct Ranking {
    pub(super) listed: Vec<RankedCause>,
    pub(super) behind: Vec<RankedCause>,
    pub(super) notes: Vec<CauseIx>,
}

/// Ranks the causes. In an emergency none is listed: only what stands behind the flags remains.
pub(super) fn rank(questionnaire: &Questionnaire, facts: &Facts<'_>) -> Ranking {
    let mut listed = Vec::new();
    let mut behind = Vec::new();
    let mut notes = Vec::new();
    for ix in questionnaire.cause_positions() {
        let cause = questionnaire.cause(ix);
        let list = match cause.show {
            Show::Listed => &mut listed,
            Show::BehindFlag => &mut behind,
            Show::Note => {
                if fits_as_note(facts, cause) {
                    notes.push(ix);
                }
                continue;
            }
        };
        list.extend(judge(questionnaire, facts, ix, cause));
    }
    for list in [&mut listed, &mut behind] {
        list.sort_by_key(|ranked| std::cmp::Reverse(ranked.points));
        list.truncate(MOST);
    }
    if facts.level == Disposition::Emergency {
        listed.clear();
    } else if listed.is_empty() {
        listed.extend(fallback(questionnaire, facts));
    }
    Ranking { listed, behind, notes }
}

/// Whether a note may be read: nothing speaks against it, and nobody has to be seen today. It has no
/// score, so one finding against it is enough.
fn fits_as_note(facts: &Facts<'_>, cause: &Cause) -> bool {
    facts.level < Disposition::SameDay
        && facts.hold(&cause.needs)
        && !cause.against.iter().any(|finding| facts.hold(&finding.is))
}

/// Rules that the named causes call urgent, that ask for more than the answers do so far, and that
/// further signs could still make fire; the most urgent first, once each.
pub(super) fn signs(questionnaire: &Questionnaire, facts: &Facts<'_>, ranking: &Ranking) -> Vec<RuleIx> {
    let mut signs: Vec<RuleIx> = Vec::new();
    for ranked in ranking.behind.iter().chain(&ranking.listed) {
        for ix in &questionnaire.cause(ranked.cause).urgent {
            let rule = questionnaire.rule(*ix);
            let asks_for_more = rule.level > facts.level;
            if asks_for_more && !signs.contains(ix) && facts.could_still_hold(questionnaire, &rule.is) {
                signs.push(*ix);
            }
        }
    }
    signs.sort_by_key(|ix| std::cmp::Reverse(questionnaire.rule(*ix).level));
    signs
}

/// A cause that is not set aside and has the points to be named.
fn judge(
    questionnaire: &Questionnaire,
    facts: &Facts<'_>,
    ix: CauseIx,
    cause: &Cause,
) -> Option<RankedCause> {
    if !facts.hold(&cause.needs) {
        return None;
    }
    let points = sum(&cause.fits, facts).saturating_sub(sum(&cause.against, facts));
    let band = Band::of(points)?;
    Some(RankedCause {
        cause: ix,
        band,
        points,
        fits: answers(questionnaire, &cause.fits, facts),
        against: answers(questionnaire, &cause.against, facts),
    })
}

fn fallback(questionnaire: &Questionnaire, facts: &Facts<'_>) -> Option<RankedCause> {
    let fallback = questionnaire.fallback().iter().find(|fallback| facts.hold(&fallback.when))?;
    Some(RankedCause {
        cause: fallback.cause,
        band: Band::Fallback,
        points: 0,
        fits: Vec::new(),
        against: Vec::new(),
    })
}

fn sum(findings: &[Finding], facts: &Facts<'_>) -> u32 {
    findings.iter().filter(|finding| facts.hold(&finding.is)).map(|finding| points(finding.weight)).sum()
}

/// What a finding counts (dossier, appendix C).
pub(crate) const fn points(weight: Weight) -> u32 {
    match weight {
        Weight::Strong => 4,
        Weight::Moderate => 2,
        Weight::Weak => 1,
    }
}

fn answers(questionnaire: &Questionnaire, findings: &[Finding], facts: &Facts<'_>) -> Vec<Because> {
    let mut answers: Vec<Because> =
        findings.iter().flat_map(|finding| support(&finding.is, facts, questionnaire.rules())).collect();
    answers.sort_unstable();
    answers.dedup();
    answers
}

#[cfg(test)]
mod tests {
    use super::Band;

    /// Dossier, appendix C.
    #[test]
    fn the_words_for_a_cause_go_by_its_points() {
        assert_eq!([0, 1].map(Band::of), [None; 2]);
        assert_eq!([2, 3].map(Band::of), [Some(Band::LessLikely); 2]);
        assert_eq!([4, 5, 6, 7].map(Band::of), [Some(Band::Some); 4]);
        assert_eq!([8, 9, 99].map(Band::of), [Some(Band::Many); 3]);
    }
}
