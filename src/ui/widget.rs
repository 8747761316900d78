//! The parts that screens are made of.

mod clock;
mod code;
mod document;
mod figure;
mod frame;
mod letters;
mod list;
mod scale;

pub(super) use clock::{
    Clock, ROWS as CLOCK_ROWS, TIGHT_ROWS as TIGHT_CLOCK_ROWS, clock, fits as clock_fits,
};
pub(super) use code::{Cells, code};
pub(super) use document::{document, text_lines};
pub(super) use figure::{Figure, Size, extent as figure_extent, figure};
pub(super) use frame::{Frames, footer, frames, header};
pub(super) use letters::letters;
pub(super) use list::{Entry, Warning, list, most_rows};
pub(super) use scale::{Scale, fits as scale_fits, rows as scale_rows, scale};
