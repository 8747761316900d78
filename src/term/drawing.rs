//! Frames on the terminal, each in one write.

use std::{
    cell::RefCell,
    fs::File,
    io::{self, Write},
    mem::{self, ManuallyDrop},
    os::fd::AsFd,
    rc::Rc,
};

use ratatui::{
    Frame, Terminal,
    crossterm::{
        Command, queue,
        terminal::{BeginSynchronizedUpdate, EndSynchronizedUpdate},
    },
};
use zeroize::Zeroize;

use super::{bounded::Bounded, guard};

/// Bytes that wait at most; a frame on a large screen is sent in pieces of it.
const MOST_WAITING: usize = 64 * 1024;

/// The claimed terminal, as it is drawn to.
pub(crate) struct Drawing {
    /// Its drop would print to a terminal that may be gone, so it is never dropped.
    terminal: ManuallyDrop<Terminal<Bounded<Waiting>>>,
    waiting: Waiting,
    /// Whether the terminal may show something else than what was drawn last.
    stale: bool,
}

impl Drawing {
    pub(crate) fn new() -> io::Result<Self> {
        // Past the buffer of the standard library, which would keep a part of what was shown.
        let output = File::from(io::stdout().as_fd().try_clone_to_owned()?);
        let waiting = Waiting { bytes: Rc::default(), output: Rc::new(output) };
        let terminal = Terminal::new(Bounded::new(waiting.clone()))?;
        Ok(Self { terminal: ManuallyDrop::new(terminal), waiting, stale: false })
    }

    /// What is sent with the next frame.
    pub(crate) fn next(&mut self) -> &mut impl Write {
        &mut self.waiting
    }

    /// What the terminal shows may not be what was drawn last.
    pub(crate) fn stale(&mut self) {
        self.stale = true;
    }

    /// Draws a frame.
    pub(crate) fn draw(&mut self, view: impl FnOnce(&mut Frame<'_>)) -> io::Result<()> {
        queue!(self.waiting, BeginSynchronizedUpdate)?;
        if mem::take(&mut self.stale) {
            self.forget()?;
        }
        self.terminal.draw(view)?;
        self.tell(&EndSynchronizedUpdate)
    }

    /// Takes all that was drawn away, from both buffers and from the terminal.
    pub(crate) fn wipe(&mut self) -> io::Result<()> {
        // A panic may have left a frame half drawn.
        queue!(self.waiting, EndSynchronizedUpdate)?;
        self.forget()?;
        for _ in 0..2 {
            self.terminal.draw(|_| {})?;
        }
        self.waiting.send()
    }

    /// Tells the terminal to do something.
    pub(crate) fn tell(&mut self, command: &impl Command) -> io::Result<()> {
        queue!(self.waiting, command)?;
        self.waiting.send()
    }

    /// Draws everything anew next time. Not `clear`, which asks where the cursor is: the reader of keys would
    /// never tell.
    fn forget(&mut self) -> io::Result<()> {
        let size = self.terminal.size()?;
        self.terminal.resize(size.into())
    }
}

/// Holds bytes back until a frame is whole: a terminal that gets it in pieces may show them.
///
/// What was sent is overwritten, since a frame tells what was answered.
#[derive(Clone)]
struct Waiting {
    bytes: Rc<RefCell<Vec<u8>>>,
    output: Rc<File>,
}

impl Waiting {
    fn send(&self) -> io::Result<()> {
        let mut bytes = self.bytes.borrow_mut();
        if bytes.is_empty() {
            return Ok(());
        }
        guard::writes();
        let sent = self.output.as_ref().write_all(&bytes);
        // Not what it has room for as well, which takes longer than the frame.
        bytes.as_mut_slice().zeroize();
        bytes.clear();
        sent
    }
}

impl Write for Waiting {
    fn write(&mut self, new: &[u8]) -> io::Result<usize> {
        let mut bytes = self.bytes.borrow_mut();
        if bytes.len() + new.len() > bytes.capacity() {
            drop(bytes);
            self.send()?;
            bytes = self.bytes.borrow_mut();
            // It never grows any further: that would leave a copy of what was shown behind.
            bytes.reserve_exact(MOST_WAITING);
        }
        let taken = new.get(..MOST_WAITING).unwrap_or(new);
        bytes.extend_from_slice(taken);
        Ok(taken.len())
    }

    /// Ratatui flushes before the frame is whole.
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
