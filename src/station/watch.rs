//! Looks whether files have changed, and reads them anew.
//!
//! They are read and checked on a thread of their own, so that no disk and no proof holds up a sitting. They are
//! read once nothing has changed between two looks, so that files still being copied are not taken for whole.

use std::{
    fs,
    os::unix::fs::MetadataExt,
    panic::{AssertUnwindSafe, catch_unwind},
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError, mpsc::SyncSender},
    thread,
    time::Duration,
};

use super::{Msg, haste};
use crate::kiosk::Event;

/// How often the files are looked at.
const LOOK: Duration = Duration::from_secs(5);

/// Folders deeper than this are none of the content's.
const DEEPEST: usize = 4;

/// More files than any content has.
const MOST_FILES: usize = 10_000;

/// What was read last and not yet taken.
pub(super) type Fresh<T> = Arc<Mutex<Option<T>>>;

/// What tells a file from the one that was there before: device, inode, length, last change; nothing where it
/// cannot be looked at.
type Stamp = Vec<(PathBuf, Option<[i128; 4]>)>;

/// Files and folders, and what they were like when they were first looked at.
pub struct Watch {
    paths: Vec<PathBuf>,
    read: Stamp,
}

impl Watch {
    /// Looks at these files and folders; to be called before they are read for the first time.
    #[must_use]
    pub fn new(paths: Vec<PathBuf>) -> Self {
        let read = look(&paths);
        Self { paths, read }
    }

    /// Reads again after each change, for as long as the program runs. What cannot be used is told, once for
    /// each change.
    pub(super) fn start<T: Send + 'static>(
        mut self,
        read: impl Fn() -> Result<T, String> + Send + 'static,
        fresh: Fresh<T>,
        sender: SyncSender<Msg>,
    ) {
        if self.paths.is_empty() {
            return;
        }
        thread::spawn(move || {
            let mut before = self.read.clone();
            loop {
                thread::sleep(LOOK / haste());
                let now = look(&self.paths);
                let settled = now == std::mem::replace(&mut before, now.clone());
                if !settled || now == self.read {
                    continue;
                }
                let result = catch_unwind(AssertUnwindSafe(&read));
                if look(&self.paths) != now {
                    // It may be half of one and half of the other.
                    continue;
                }
                self.read = now;
                let msg = match result.unwrap_or_else(|_| Err("they could not be checked".to_owned())) {
                    Ok(read) => {
                        *fresh.lock().unwrap_or_else(PoisonError::into_inner) = Some(read);
                        Msg::Fresh
                    }
                    Err(why) => {
                        // What was read before it is older than what stands there now.
                        *fresh.lock().unwrap_or_else(PoisonError::into_inner) = None;
                        Msg::Event(Event::Problem(format!("a change was not taken over: {why}")))
                    }
                };
                if sender.send(msg).is_err() {
                    return;
                }
            }
        });
    }
}

fn look(paths: &[PathBuf]) -> Stamp {
    let mut stamp = Stamp::new();
    for path in paths {
        look_at(path, 0, &mut stamp);
    }
    stamp.sort();
    stamp
}

fn look_at(path: &Path, depth: usize, stamp: &mut Stamp) {
    let Ok(found) = fs::metadata(path) else {
        stamp.push((path.to_owned(), None));
        return;
    };
    if !found.is_dir() {
        let changed = i128::from(found.ctime()) * 1_000_000_000 + i128::from(found.ctime_nsec());
        let like = [found.dev().into(), found.ino().into(), found.len().into(), changed];
        stamp.push((path.to_owned(), Some(like)));
    } else if depth < DEEPEST {
        for entry in fs::read_dir(path).into_iter().flatten().filter_map(Result::ok) {
            if stamp.len() < MOST_FILES {
                look_at(&entry.path(), depth + 1, stamp);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a failing test should panic")]

    use super::*;

    #[test]
    fn sees_what_is_written_replaced_added_and_taken_away() {
        let folder = std::env::temp_dir().join(format!("twinge-watch-{}", std::process::id()));
        let file = folder.join("lang/es.ron");
        fs::create_dir_all(folder.join("lang")).unwrap();
        let paths = [folder.clone()];
        let mut before = look(&paths);
        assert_eq!(look(&paths), before);
        let mut changed = |what: &str| {
            let now = look(&paths);
            assert_ne!(std::mem::replace(&mut before, now), look(&paths), "{what}");
        };
        fs::write(&file, "1").unwrap();
        changed("added");
        fs::write(folder.join("next"), "2").unwrap();
        changed("another");
        fs::rename(folder.join("next"), &file).unwrap();
        changed("replaced by one of the same length");
        fs::write(&file, "12").unwrap();
        changed("written");
        fs::remove_dir_all(&folder).unwrap();
        changed("taken away");
    }
}
