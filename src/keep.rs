//! Where a session is kept: one file in a folder of the person's own.
//!
//! The file is readable by its owner alone and always whole: a new one is written beside it, brought to
//! disk, and put in its place. Nothing is followed through a link, and what others own or may write is not
//! used. Only one program at a time keeps its session there; the system lets go of its lock when it dies.

mod writer;

use std::{
    fs::{self, DirBuilder, File},
    io::{self, Read, Write},
    os::{fd::OwnedFd, unix::fs::DirBuilderExt},
    path::{Path, PathBuf},
};

use rustix::{
    fs::{
        AtFlags, FileType, FlockOperation, Mode, OFlags, fchmod, flock, fstat, fsync, open, openat, renameat,
        statat, unlinkat,
    },
    io::Errno,
    process::geteuid,
};

use crate::kept::{MOST_BYTES, Unusable, WhyNot};

pub use writer::Keeper;

/// The kept session.
const FILE: &str = "session.ron";
/// The next one, until it is whole.
const NEXT: &str = "session.next";
/// Held by the program that keeps its session here; empty.
const LOCK: &str = "session.lock";

const OWNER_READS_AND_WRITES: Mode = Mode::RUSR.union(Mode::WUSR);
const OWNER_ONLY: Mode = Mode::RWXU;
const OTHERS: Mode = Mode::RWXG.union(Mode::RWXO);
const OTHERS_WRITE: Mode = Mode::WGRP.union(Mode::WOTH);

/// How often a folder is taken that another program just tidies away.
const TRIES: usize = 10;

/// The folder, held by this program alone.
#[derive(Debug)]
pub struct Store {
    path: PathBuf,
    folder: OwnedFd,
    _lock: OwnedFd,
}

impl Store {
    /// Makes the folder where it is missing, and takes it.
    ///
    /// # Errors
    ///
    /// Why nothing can be kept in it.
    pub fn open(path: &Path) -> Result<Self, WhyNot> {
        let mut taken = Err(Errno::NOENT);
        for _ in 0..TRIES {
            // What cannot be made fails to open, which is told.
            let _ = DirBuilder::new().recursive(true).mode(0o700).create(path);
            taken = Self::take(path);
            if !matches!(taken, Err(Errno::NOENT | Errno::STALE)) {
                break;
            }
        }
        taken.map_err(why_not)
    }

    /// Takes the folder if it is there.
    ///
    /// # Errors
    ///
    /// Why nothing can be done in it.
    pub fn find(path: &Path) -> Result<Option<Self>, WhyNot> {
        match Self::take(path) {
            Ok(store) => Ok(Some(store)),
            Err(Errno::NOENT | Errno::NOTDIR) => Ok(None),
            Err(error) => Err(why_not(error)),
        }
    }

    fn take(path: &Path) -> Result<Self, Errno> {
        let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        let folder = open(path, flags, Mode::empty())?;
        let about = fstat(&folder)?;
        let mode = Mode::from_raw_mode(about.st_mode);
        if about.st_uid != geteuid().as_raw() || mode.intersects(OTHERS_WRITE) {
            return Err(Errno::PERM);
        }
        if mode.intersects(OTHERS) {
            fchmod(&folder, OWNER_ONLY)?;
        }
        let flags = OFlags::RDWR | OFlags::CREATE | OFlags::NOFOLLOW | OFlags::CLOEXEC | OFlags::NONBLOCK;
        let lock = openat(&folder, LOCK, flags, OWNER_READS_AND_WRITES)?;
        flock(&lock, FlockOperation::NonBlockingLockExclusive)?;
        // A lock that went away before it was taken locks out nobody.
        let named = statat(&folder, LOCK, AtFlags::SYMLINK_NOFOLLOW).map_err(|_| Errno::STALE)?;
        let held = fstat(&lock)?;
        if (named.st_dev, named.st_ino) != (held.st_dev, held.st_ino) {
            return Err(Errno::STALE);
        }
        Ok(Self { path: path.to_owned(), folder, _lock: lock })
    }

    /// Whether anything was kept, usable or not.
    #[must_use]
    pub fn holds_something(&self) -> bool {
        statat(&self.folder, FILE, AtFlags::SYMLINK_NOFOLLOW).is_ok()
    }

    /// The text that was kept; none if there is none.
    ///
    /// # Errors
    ///
    /// When it cannot be read, or may have been written by somebody else.
    pub fn read(&self) -> Result<Option<String>, Unusable> {
        let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::CLOEXEC | OFlags::NONBLOCK;
        let file = match openat(&self.folder, FILE, flags, Mode::empty()) {
            Ok(file) => file,
            Err(Errno::NOENT) => return Ok(None),
            // A link is not followed.
            Err(Errno::LOOP) => return Err(Unusable::NotYours),
            Err(_) => return Err(Unusable::Unreadable),
        };
        let about = fstat(&file).map_err(|_| Unusable::Unreadable)?;
        let alone = !Mode::from_raw_mode(about.st_mode).intersects(OTHERS);
        let is_file = FileType::from_raw_mode(about.st_mode) == FileType::RegularFile;
        if about.st_uid != geteuid().as_raw() || !alone || !is_file {
            return Err(Unusable::NotYours);
        }
        let most = u64::try_from(MOST_BYTES).unwrap_or(u64::MAX);
        let mut bytes = Vec::new();
        let read = File::from(file).take(most.saturating_add(1)).read_to_end(&mut bytes);
        match read {
            Err(_) => Err(Unusable::Unreadable),
            Ok(n) if n > MOST_BYTES => Err(Unusable::TooLarge),
            Ok(_) => String::from_utf8(bytes).map(Some).map_err(|_| Unusable::Damaged),
        }
    }

    /// Keeps a text in place of the one before. The file is the old one or the new one, whenever the power
    /// fails.
    ///
    /// # Errors
    ///
    /// When it cannot be written; the one before stays.
    pub fn write(&self, text: &str) -> io::Result<()> {
        // One that a crash left behind; nobody else writes here.
        gone(unlinkat(&self.folder, NEXT, AtFlags::empty()))?;
        let flags = OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        let mut file = File::from(openat(&self.folder, NEXT, flags, OWNER_READS_AND_WRITES)?);
        let written = file.write_all(text.as_bytes()).and_then(|()| file.sync_all());
        let put = written.and_then(|()| Ok(renameat(&self.folder, NEXT, &self.folder, FILE)?));
        if put.is_err() {
            let _ = unlinkat(&self.folder, NEXT, AtFlags::empty());
        }
        put?;
        Ok(fsync(&self.folder)?)
    }

    /// Deletes what was kept.
    ///
    /// # Errors
    ///
    /// When it is still there.
    pub fn delete(&self) -> io::Result<()> {
        gone(unlinkat(&self.folder, NEXT, AtFlags::empty()))?;
        gone(unlinkat(&self.folder, FILE, AtFlags::empty()))?;
        Ok(fsync(&self.folder)?)
    }
}

impl Store {
    /// Takes the folder away as well, if nothing is kept in it.
    pub fn tidy(self) {
        if !self.holds_something() {
            // Others may have put something there; then it stays.
            let _ = unlinkat(&self.folder, LOCK, AtFlags::empty());
            let _ = fs::remove_dir(&self.path);
        }
    }
}

fn why_not(error: Errno) -> WhyNot {
    if error == Errno::WOULDBLOCK { WhyNot::InUse } else { WhyNot::CannotWrite }
}

/// What is not there need not be deleted.
fn gone(deleted: Result<(), Errno>) -> io::Result<()> {
    match deleted {
        Err(Errno::NOENT) => Ok(()),
        other => Ok(other?),
    }
}
