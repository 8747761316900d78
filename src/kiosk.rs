//! The kiosk: one sitting after the other on a screen that nobody looks after.
//!
//! [`Kiosk::update`] turns an event and the time into a new state and [`Effect`]s, which are data; [`view()`] only
//! reads. Time is how long the kiosk has been running, so a test can be its clock. Nothing of a sitting
//! outlives it: each one starts from nothing.

mod between;
mod call;
pub mod config;
mod duty;
mod event;
mod gate;
mod machine;
mod sitting;
mod tally;
mod view;

pub use between::Between;
pub use call::{CallState, Reason};
pub use event::{Effect, Event, Record, Touch};
pub use machine::{Kiosk, Site, Tongue};
pub use tally::Tally;
pub use view::{Seen, view};
