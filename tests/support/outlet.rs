//! An outlet that only notes what it is asked for.

use std::cell::RefCell;

use twinge::take::{Errand, NotPrinted, Outlet, Taken};

/// What was asked for, with the texts. Files are always saved; paper is never there.
#[derive(Debug, Default)]
pub(crate) struct Notes(pub(crate) RefCell<Vec<(Errand, String)>>);

impl Outlet for Notes {
    fn places(&self) -> Vec<String> {
        vec!["/here".to_owned(), "/there".to_owned()]
    }

    fn run(&self, errand: Errand, text: &str) -> Taken {
        self.0.borrow_mut().push((errand, text.to_owned()));
        match errand {
            Errand::Save(format, place) => {
                Taken::Saved(format!("{}/file.{}", self.places()[place], format.extension()))
            }
            Errand::Print | Errand::PrintSlip => Taken::NotPrinted(NotPrinted::NoProgram),
        }
    }
}
