//! Writes a file whole or not at all, for the person alone to read, and never over another one.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, ErrorKind, Write},
    os::unix::fs::OpenOptionsExt,
    path::{Path, PathBuf},
    process,
};

use crate::take::{Format, NotSaved};

/// The name of the file, before a number and its ending. It tells nothing of the person.
const STEM: &str = "twinge-summary";
/// The most numbers that are tried for a free name.
const MOST_NUMBERS: u32 = 9999;
/// Reading and writing for the owner, nothing for others.
const OWNER_ONLY: u32 = 0o600;

/// Saves a text in a folder under the first free name, and returns the file.
///
/// The text is written into a file of its own first, which then gets its name in one step, so that nobody ever
/// finds half of it.
///
/// # Errors
///
/// When the folder cannot be written to or has no room; nothing is left in it then.
pub fn save(folder: &Path, format: Format, text: &str) -> io::Result<PathBuf> {
    let part = Part(folder.join(format!(".{STEM}.{}.part", process::id())));
    // One of the same name was left by a program that was killed: the name holds the number of this one.
    let _ = fs::remove_file(&part.0);
    write(create(&part.0)?, text)?;
    for n in 1..=MOST_NUMBERS {
        let number = if n == 1 { String::new() } else { format!("-{n}") };
        let name = folder.join(format!("{STEM}{number}.{}", format.extension()));
        match fs::hard_link(&part.0, &name) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Ok(()) => {
                // The name is safe only once the folder is; not every file system can do that.
                let _ = File::open(folder).and_then(|folder| folder.sync_all());
                return Ok(name);
            }
            Err(_) => match write_in_place(&name, text) {
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
                written => return written.map(|()| name),
            },
        }
    }
    Err(ErrorKind::AlreadyExists.into())
}

/// Where files cannot have two names (FAT, some network folders), the file is written under its own one.
fn write_in_place(name: &Path, text: &str) -> io::Result<()> {
    let file = create(name)?;
    write(file, text).inspect_err(|_| drop(fs::remove_file(name)))
}

/// A new file; one that is there already, or a link, is an error.
fn create(path: &Path) -> io::Result<File> {
    OpenOptions::new().write(true).create_new(true).mode(OWNER_ONLY).open(path)
}

fn write(mut file: File, text: &str) -> io::Result<()> {
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

/// The file that is being written; its name goes when it is done with.
struct Part(PathBuf);

impl Drop for Part {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}

/// Why saving failed, as far as a person can do something about it.
pub(super) fn why(error: &io::Error) -> NotSaved {
    match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => NotSaved::Full,
        ErrorKind::ReadOnlyFilesystem => NotSaved::ReadOnly,
        ErrorKind::PermissionDenied => NotSaved::Forbidden,
        ErrorKind::NotFound | ErrorKind::NotADirectory => NotSaved::NoFolder,
        _ => NotSaved::Other(error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use std::{fs, io};

    use super::{create, why, write_in_place};
    use crate::take::NotSaved;

    #[test]
    fn faults_of_the_disk_are_told_apart() {
        let check = |code, wanted| assert_eq!(why(&io::Error::from_raw_os_error(code)), wanted, "{code}");
        // ENOSPC, EDQUOT, EFBIG, EROFS, EACCES, EPERM, ENOENT, ENOTDIR of Linux.
        check(28, NotSaved::Full);
        check(122, NotSaved::Full);
        check(27, NotSaved::Full);
        check(30, NotSaved::ReadOnly);
        check(13, NotSaved::Forbidden);
        check(1, NotSaved::Forbidden);
        check(2, NotSaved::NoFolder);
        check(20, NotSaved::NoFolder);
        assert!(matches!(why(&io::Error::from_raw_os_error(5)), NotSaved::Other(_)));
    }

    #[test]
    fn a_file_that_is_there_is_not_written_over_where_files_have_one_name_only() {
        let folder = std::env::temp_dir().join(format!("twinge-in-place-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("a folder of the test");
        let file = folder.join("file");
        write_in_place(&file, "first").expect("it is free");
        let again = write_in_place(&file, "second").expect_err("it is taken");
        assert_eq!(again.kind(), io::ErrorKind::AlreadyExists);
        assert!(create(&file).is_err());
        assert_eq!(fs::read_to_string(&file).expect("it is there"), "first");
        fs::remove_dir_all(&folder).expect("the folder is there");
    }
}
