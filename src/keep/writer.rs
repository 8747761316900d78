//! The thread that writes, so that no key waits for the disk.

use std::{
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError},
    thread::{self, JoinHandle},
};

use super::Store;
use crate::{
    engine::{Answers, Session, Step},
    kept::{self, Keep, WhyNot},
};

/// Keeps a session on a thread of its own. What comes while it writes replaces what waits.
///
/// When it is dropped, what waits is written first.
#[derive(Debug)]
pub struct Keeper {
    newest: Arc<Newest<Option<String>>>,
    thread: Option<JoinHandle<bool>>,
    /// What was handed over last.
    last: Option<(Answers, Step)>,
    /// Whether that had answers.
    kept: bool,
    works: bool,
}

impl Keeper {
    /// Starts the thread. `failed` is called on it, once, when nothing can be kept any more.
    ///
    /// # Errors
    ///
    /// When the system has no room for a thread.
    pub fn start(store: Store, failed: impl FnOnce() + Send + 'static) -> Result<Self, WhyNot> {
        let newest = Arc::new(Newest::default());
        let writes = Arc::clone(&newest);
        let work = move || {
            let all = write_all(&store, &writes, failed);
            store.tidy();
            all
        };
        let thread = thread::Builder::new().name("keep".to_owned()).spawn(work);
        let thread = thread.map_err(|_| WhyNot::CannotWrite)?;
        Ok(Self { newest, thread: Some(thread), last: None, kept: false, works: true })
    }
}

impl Keeper {
    /// Whether a session waits on disk to be taken up again once the program has ended.
    #[must_use]
    pub fn end(mut self) -> bool {
        let kept = self.kept;
        self.join() && kept
    }

    /// Deletes what was kept, and ends.
    pub fn forget(mut self) {
        self.newest.put(None);
        self.join();
    }

    /// Waits for the thread. Tells whether all was written.
    fn join(&mut self) -> bool {
        self.newest.close();
        // It reports its failures itself.
        self.thread.take().is_some_and(|thread| thread.join().unwrap_or(false))
    }
}

impl Drop for Keeper {
    fn drop(&mut self) {
        self.join();
    }
}

impl Keep for Keeper {
    fn keep(&mut self, session: &Session<'_>) -> bool {
        let now = (session.answers(), session.step());
        let same = self.last.as_ref().is_some_and(|(answers, step)| (answers, *step) == now);
        if !same && self.works {
            self.last = Some((now.0.clone(), now.1));
            let text = kept::write(session);
            self.kept = text.is_some();
            self.works = self.newest.put(text);
        }
        self.works
    }
}

/// Writes until the end or the first failure. Tells whether all was written.
fn write_all(store: &Store, newest: &Newest<Option<String>>, failed: impl FnOnce()) -> bool {
    while let Some(text) = newest.take() {
        let written = match text {
            Some(text) => store.write(&text),
            None => store.delete(),
        };
        if written.is_err() {
            newest.close();
            // Better none than answers that are no longer the person's.
            let _ = store.delete();
            failed();
            return false;
        }
    }
    true
}

/// Room for one value: a newer one takes the place of one that still waits.
#[derive(Debug)]
struct Newest<T> {
    state: Mutex<(Option<T>, bool)>,
    changed: Condvar,
}

impl<T> Default for Newest<T> {
    fn default() -> Self {
        Self { state: Mutex::new((None, false)), changed: Condvar::new() }
    }
}

impl<T> Newest<T> {
    /// Puts a value there. Tells whether it can still be taken.
    fn put(&self, value: T) -> bool {
        let mut state = self.state();
        if !state.1 {
            state.0 = Some(value);
            self.changed.notify_all();
        }
        !state.1
    }

    /// Lets nothing more in.
    fn close(&self) {
        self.state().1 = true;
        self.changed.notify_all();
    }

    /// Waits for a value; none once it is closed and empty.
    fn take(&self) -> Option<T> {
        let idle = |state: &mut (Option<T>, bool)| state.0.is_none() && !state.1;
        let waited = self.changed.wait_while(self.state(), idle);
        waited.unwrap_or_else(PoisonError::into_inner).0.take()
    }

    fn state(&self) -> MutexGuard<'_, (Option<T>, bool)> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::Newest;

    #[test]
    fn a_newer_value_takes_the_place_of_one_that_waits() {
        let newest = Newest::default();
        assert!(newest.put(1) && newest.put(2));
        newest.close();
        assert_eq!(newest.take(), Some(2), "what waits when it closes is still written");
        assert_eq!(newest.take(), None);
        assert!(!newest.put(3), "and nothing more comes in");
        assert_eq!(newest.take(), None);
    }
}
