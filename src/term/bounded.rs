//! The terminal within bounds: some tell no size, and a size can be told that no memory is enough for.

use std::io::{self, Write};

use ratatui::{
    backend::{Backend, ClearType, CrosstermBackend, WindowSize},
    buffer::Cell,
    layout::{Position, Size},
};
use rustix::termios::tcgetwinsize;

/// What a terminal that tells no size is taken for, such as one at the end of a serial line.
const USUAL: Size = Size { width: 80, height: 24 };

/// The most that is drawn to, in columns and rows; more stays empty.
const MOST: Size = Size { width: 1000, height: 400 };

/// A terminal of a size that can be drawn.
pub(super) struct Bounded<W: Write>(CrosstermBackend<W>);

impl<W: Write> Bounded<W> {
    /// The terminal that a writer leads to.
    pub(super) fn new(writer: W) -> Self {
        Self(CrosstermBackend::new(writer))
    }
}

fn bounded(told: Size) -> Size {
    let within = |told: u16, usual: u16, most: u16| if told == 0 { usual } else { told.min(most) };
    Size {
        width: within(told.width, USUAL.width, MOST.width),
        height: within(told.height, USUAL.height, MOST.height),
    }
}

impl<W: Write> Backend for Bounded<W> {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        self.0.draw(content)
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        self.0.hide_cursor()
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        self.0.show_cursor()
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        self.0.get_cursor_position()
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        self.0.set_cursor_position(position)
    }

    fn clear(&mut self) -> io::Result<()> {
        self.0.clear()
    }

    fn clear_region(&mut self, region: ClearType) -> io::Result<()> {
        self.0.clear_region(region)
    }

    fn size(&self) -> io::Result<Size> {
        // Ratatui asks before each frame; crossterm would open the terminal anew for that.
        let told = tcgetwinsize(io::stdout())?;
        Ok(bounded(Size { width: told.ws_col, height: told.ws_row }))
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        let WindowSize { columns_rows, pixels } = self.0.window_size()?;
        Ok(WindowSize { columns_rows: bounded(columns_rows), pixels })
    }

    fn flush(&mut self) -> io::Result<()> {
        Backend::flush(&mut self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::{Size, bounded};

    #[test]
    fn every_size_can_be_drawn() {
        for (told, wanted) in [
            ((80, 24), (80, 24)),
            ((1, 1), (1, 1)),
            ((0, 0), (80, 24)),
            ((0, 50), (80, 50)),
            ((500, 200), (500, 200)),
            ((u16::MAX, u16::MAX), (1000, 400)),
            ((u16::MAX, 1), (1000, 1)),
        ] {
            assert_eq!(bounded(Size::from(told)), Size::from(wanted));
        }
    }
}
