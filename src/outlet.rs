//! Saves and prints: the only place where something of a session is written down, and only when asked.

mod print;
mod save;

use std::{
    env,
    path::{Path, PathBuf},
    time::Duration,
};

use crate::{
    answers_file::printable,
    take::{Errand, NotSaved, Outlet, Taken},
};

pub use print::{print, print_with};
pub use save::save;

/// The program that prints (POSIX).
const PRINTER: &str = "lp";
/// How long printing may take; handing a page to a spooler takes a moment.
const MOST_PRINTING: Duration = Duration::from_secs(20);

/// The disk and the printer of this machine.
#[derive(Debug, Clone, Default)]
pub struct System {
    places: Vec<PathBuf>,
}

impl System {
    /// Where something can be saved: in the folder that the program was started from, and in the home folder.
    #[must_use]
    pub fn new() -> Self {
        let home = env::var_os("HOME").map(PathBuf::from).filter(|home| home.is_absolute());
        let mut places: Vec<PathBuf> = env::current_dir().into_iter().collect();
        places.extend(home.filter(|home| !places.contains(home)));
        Self { places }
    }
}

impl Outlet for System {
    fn places(&self) -> Vec<String> {
        self.places.iter().map(|place| shown(place)).collect()
    }

    fn run(&self, errand: Errand, text: &str) -> Taken {
        match errand {
            Errand::Save(format, place) => match self.places.get(place) {
                None => Taken::NotSaved(".".to_owned(), NotSaved::NoFolder),
                Some(folder) => match save(folder, format, text) {
                    Ok(file) => Taken::Saved(shown(&file)),
                    Err(error) => Taken::NotSaved(shown(folder), save::why(&error)),
                },
            },
            Errand::Print | Errand::PrintSlip => match print(PRINTER.as_ref(), text, MOST_PRINTING) {
                Ok(()) => Taken::Printed,
                Err(why) => Taken::NotPrinted(why),
            },
        }
    }
}

/// A path for people to read: nothing in it can drive a terminal.
fn shown(path: &Path) -> String {
    printable(&path.display().to_string())
}
