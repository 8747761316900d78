//! What became of the vignettes, as text.

use std::fmt::Write as _;

use super::{problems::one_line, text::push};
use crate::{
    content::Vignettes,
    vignettes::{Verdict, by_level},
};

/// Every vignette that does not hold, with its story and all that is wrong; then one line that counts.
#[must_use]
pub fn render(vignettes: &Vignettes, verdicts: &[Verdict<'_>]) -> String {
    let mut text = String::new();
    let failed: Vec<&Verdict<'_>> = verdicts.iter().filter(|verdict| !verdict.holds()).collect();
    for verdict in &failed {
        let vignette = verdict.vignette;
        // The name of the file comes from the disk and may hold anything.
        push(&mut text, "", &format!("{} in {}", vignette.id, one_line(&vignette.file)));
        push(&mut text, "  ", vignette.story.as_str());
        for fault in &verdict.faults {
            push(&mut text, "  - ", fault);
        }
        text.push('\n');
    }
    let n = verdicts.len();
    if failed.is_empty() {
        let counts = by_level(vignettes).map(|(level, n)| format!("{n} {}", level.id())).join(", ");
        let _ = writeln!(text, "{n} {}: {counts}", if n == 1 { "vignette holds" } else { "vignettes hold" });
    } else {
        let n_failed = failed.len();
        let verb = if n_failed == 1 { "does" } else { "do" };
        let _ = writeln!(text, "{n_failed} of {n} vignettes {verb} not hold");
    }
    text
}
