//! All that comes in, waited for in one place.
//!
//! Keys are read by the thread that draws: handing each of them over from another would cost as much time as
//! drawing its answer does. Other threads put what they have into a channel and then a byte into a socket, which
//! wakes it.

use std::{
    io::{self, Read, Write},
    mem,
    os::unix::net::UnixStream,
    sync::{
        Arc,
        mpsc::{Receiver, Sender, channel},
    },
    time::Duration,
};

use ratatui::crossterm::event;
use rustix::{
    event::{PollFd, PollFlags, poll},
    io::Errno,
};
use signal_hook::consts::SIGHUP;

use super::Msg;

/// Keys taken together at most: a signal waits for no more of them.
const MOST_KEYS: usize = 256;

/// How long crossterm may look for a key: it does not look at all in no time, and what it has read already nobody
/// else can see. Messages of other threads wait so long at most; half a key is left to the next look.
const LOOK: Duration = Duration::from_millis(20);

/// How long it may look for further ones, before those that are there are answered.
const GLANCE: Duration = Duration::from_micros(5);

/// The end that is read.
pub(super) struct Inbox {
    messages: Receiver<Msg>,
    woken: UnixStream,
    /// Whether crossterm may have keys that it has read already.
    more_keys: bool,
}

/// The end of other threads.
#[derive(Clone)]
pub(super) struct Letters {
    messages: Sender<Msg>,
    wake: Arc<UnixStream>,
}

/// Both ends.
pub(super) fn inbox() -> io::Result<(Inbox, Letters)> {
    let (sender, messages) = channel();
    let (woken, wake) = UnixStream::pair()?;
    // Where it is full already, it wakes as well; nobody may wait for whoever draws.
    wake.set_nonblocking(true)?;
    woken.set_nonblocking(true)?;
    let inbox = Inbox { messages, woken, more_keys: false };
    Ok((inbox, Letters { messages: sender, wake: Arc::new(wake) }))
}

impl Letters {
    /// Sends a message, whether or not anybody reads any more.
    pub(super) fn send(&self, msg: Msg) {
        let _ = self.messages.send(msg);
        let _ = self.wake.as_ref().write(&[0]);
    }
}

impl Inbox {
    /// Waits until something has come, and takes all of it: keys that came while drawing are taken together, so
    /// that a held key costs one frame. A terminal that has gone away comes as a hang-up.
    pub(super) fn wait(&mut self) -> io::Result<Vec<Msg>> {
        let mut come = Vec::new();
        if mem::take(&mut self.more_keys) {
            self.read_keys(&mut come);
        }
        if come.is_empty() {
            let [terminal, woken] = self.sleep()?;
            if terminal.intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL) {
                // crossterm would read on and on (crossterm#793).
                return Ok(vec![Msg::Signal(SIGHUP)]);
            }
            if !woken.is_empty() {
                // How many there are does not matter.
                let _ = self.woken.read(&mut [0; 64]);
            }
            if !terminal.is_empty() {
                self.read_keys(&mut come);
            }
        }
        come.extend(self.messages.try_iter());
        Ok(come)
    }

    /// Sleeps until there is something to read, of the terminal or of the socket.
    fn sleep(&self) -> io::Result<[PollFlags; 2]> {
        let stdin = io::stdin();
        let mut watched = [PollFd::new(&stdin, PollFlags::IN), PollFd::new(&self.woken, PollFlags::IN)];
        loop {
            match poll(&mut watched, None) {
                Err(Errno::INTR) => {}
                Err(error) => return Err(error.into()),
                Ok(_) => {
                    let [terminal, woken] = &watched;
                    return Ok([terminal.revents(), woken.revents()]);
                }
            }
        }
    }

    /// Takes the keys that are there.
    fn read_keys(&mut self, come: &mut Vec<Msg>) {
        let mut look = LOOK;
        while come.len() < MOST_KEYS {
            match event::poll(look).and_then(|is_there| is_there.then(event::read).transpose()) {
                Ok(Some(event)) => come.push(Msg::Input(event)),
                Ok(None) => break,
                Err(error) => {
                    come.push(Msg::Failed(error.to_string()));
                    return;
                }
            }
            look = GLANCE;
        }
        // A glance may have been too short.
        self.more_keys = !come.is_empty();
    }
}
