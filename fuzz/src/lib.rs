//! What twinge reads, fed with anything: one entry point for each fuzz target.
//!
//! The targets in `fuzz_targets` do nothing but call these, and so does `tests/fuzz.rs` of the program, on
//! stable Rust and over the committed corpus. An entry point panics where something that has to hold does not.

mod answers;
mod app;
mod content;
mod input;
mod kiosk;
mod plain;
mod records;
mod shipped;
#[path = "../../tests/support/tape.rs"]
#[expect(dead_code, reason = "the walks of the tests use the rest of it")]
mod tape;

use ratatui::buffer::Buffer;
use twinge::content::fault_in;

pub use answers::answers;
pub use app::app;
pub use content::content;
pub use kiosk::kiosk;
pub use plain::plain;
pub use records::records;

/// Bytes as decisions for a [`tape::Tape`], two for each.
fn picks(data: &[u8]) -> Vec<u16> {
    let whole = data.chunks(2).map(|pair| u16::from(pair[0]) | u16::from(*pair.get(1).unwrap_or(&0)) << 8);
    whole.collect()
}

/// Fails if a text of several lines could drive a terminal.
#[track_caller]
fn harmless(text: &str) {
    for line in text.split('\n') {
        if let Some((at, what)) = fault_in(line) {
            panic!("{what} at byte {at} of {line:?}");
        }
    }
}

/// Fails if anything on a screen could drive a terminal.
#[track_caller]
fn harmless_screen(buffer: &Buffer) {
    let plain = |symbol: &str| symbol.bytes().all(|byte| matches!(byte, b' '..=b'~'));
    for cell in buffer.content().iter().filter(|cell| !plain(cell.symbol())) {
        if let Some((_, what)) = fault_in(cell.symbol()) {
            panic!("{what} on the screen: {:?}", cell.symbol());
        }
    }
}
