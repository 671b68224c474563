//! Settings of a document that must go together: combination by combination, so that what can be judged is judged though
//! other settings could not be read.
//!
//! Rules: KER-15.

use super::{Faults, Reason, member};

/// Settings of one section that must go together.
#[derive(Debug)]
pub struct Combination {
    /// The setting that is to blame where they do not.
    pub blamed: &'static str,
    /// Those that it must go together with.
    pub with: &'static [&'static str],
    /// Why they do not go together; nothing where they do.
    pub wrong: Option<Reason>,
}

/// A section of a document, some of whose settings must go together.
pub trait Section {
    /// Each combination that must.
    fn combinations(&self) -> Vec<Combination>;

    /// Adds what does not go together among those that are `known`; the section stands at `path`.
    fn faults_among(&self, known: &dyn Fn(&str) -> bool, path: &str, faults: &mut Faults) {
        for Combination { blamed, with, wrong } in self.combinations() {
            if let Some(reason) = wrong.filter(|_| known(blamed) && with.iter().all(|field| known(field))) {
                faults.add(member(path, blamed), reason);
            }
        }
    }

    /// Adds what does not go together; the section stands at `path`.
    fn faults(&self, path: &str, faults: &mut Faults) {
        self.faults_among(&|_| true, path, faults);
    }
}
