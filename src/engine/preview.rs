//! What another answer would do to the rest of the way, before it is given.

use super::path::Path;
use crate::content::{Answer, QuestionIx};

/// What changes on the way from one set of answers to another.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Preview {
    /// Questions that then want an answer, in order.
    pub asked: Vec<QuestionIx>,
    /// Questions whose answers then count no longer.
    pub dropped: Vec<QuestionIx>,
    /// Questions of whose ticks some then count no longer.
    pub narrowed: Vec<QuestionIx>,
    /// Questions with answers that were put by and then count again.
    pub returned: Vec<QuestionIx>,
}

impl Preview {
    /// Compares two ways; `changed` is the question that is answered differently and goes without saying.
    #[must_use]
    pub fn between(before: &Path, after: &Path, changed: QuestionIx) -> Self {
        let mut preview = Self::default();
        let mut all = [before.asked(), after.asked()].concat();
        all.sort_unstable();
        all.dedup();
        for ix in all.into_iter().filter(|ix| *ix != changed) {
            let (was, is) = (before.live().get(ix), after.live().get(ix));
            let open = |path: &Path| path.asked().contains(&ix) && path.live().get(ix).is_none();
            if open(after) && !open(before) {
                preview.asked.push(ix);
            }
            match (was, is) {
                (Some(_), None) => preview.dropped.push(ix),
                (None, Some(_)) => preview.returned.push(ix),
                (Some(Answer::Options(was)), Some(Answer::Options(is))) => {
                    if !was.without(is).is_empty() {
                        preview.narrowed.push(ix);
                    }
                    if !is.without(was).is_empty() {
                        preview.returned.push(ix);
                    }
                }
                // An answer that is not ticked counts whole or not at all.
                _ => {}
            }
        }
        preview
    }

    /// Whether nothing but the answer itself changes.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        [&self.asked, &self.dropped, &self.narrowed, &self.returned].into_iter().all(Vec::is_empty)
    }
}
