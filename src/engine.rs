//! The interview and its outcome: pure, total, deterministic.
//!
//! A [`Session`] holds answers; everything else is computed from them. [`assess`] turns a session
//! into an [`Outcome`]. Nothing here can fail, and nothing here knows a file, a terminal, a clock or
//! the environment.

pub mod advice;
pub mod answer;
pub mod causes;
pub mod counterfactuals;
mod facts;
mod outcome;
mod path;
mod preview;
mod session;
mod support;
pub mod triage;

pub use crate::content::{Answer, Misfit};
pub use advice::Given;
pub use answer::Answers;
pub use answer::toggled;
pub(crate) use causes::points;
pub use causes::{Band, RankedCause};
pub use counterfactuals::{Change, Counterfactual};
pub use outcome::{Outcome, assess, assess_as_it_is};
pub use path::Path;
pub use preview::Preview;
pub use session::{Progress, Session, Step};
pub use support::Because;
pub use triage::{Reason, Triage};
