//! The full-screen front end: state, update, view.
//!
//! [`App::update`] turns an action into a new state and an effect; [`view`] only reads. Keys become
//! actions in [`keymap`]; nothing else here knows a key. No terminal is touched.

mod app;
mod canvas;
pub mod keymap;
mod screen;
mod sheet;
pub mod theme;
mod widget;

pub use app::{App, Effect, Screen, TakePage};
pub use canvas::{Drawn, Viewport};
pub use keymap::Action;
pub use screen::{view, view_locked, view_welcome};
pub use sheet::{Sheet, view_sheet};
