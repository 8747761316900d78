//! The parts that screens are made of.

mod document;
mod frame;
mod letters;
mod list;
mod scale;

pub(super) use document::{document, text_lines};
pub(super) use frame::{Frames, footer, frames, header};
pub(super) use letters::letters;
pub(super) use list::{Entry, list};
pub(super) use scale::{Scale, fits as scale_fits, scale};
