//! What makes a language's lists whole: every fault at once, each at its JSON Pointer.
//!
//! Rules: TRS-05, TRS-07.

use std::collections::BTreeSet;

use super::list::{List, More, PhraseList};
use super::scan::{Sink, Word, scan};
use touchline_kernel::rejection::{BadInput, Code, Faults, Reason};
use touchline_kernel::text::Key;

/// Counts words.
struct Words(usize);

impl Sink for Words {
    fn word(&mut self, _: &str, _: Word) {
        self.0 = self.0.saturating_add(1);
    }
}

impl List {
    /// Refuses lists in which something is wrong. They stand at `path`.
    ///
    /// # Errors
    /// Every fault, in the order of the document.
    pub fn check(&self, path: &str) -> Result<(), BadInput> {
        let mut faults = Faults::default();
        let questions = &self.questions;
        for (name, phrases) in [
            ("fillers/exceptions", &self.fillers.exceptions),
            ("fillers/phrases", &self.fillers.phrases),
            ("negations", &self.negations),
        ] {
            words_in(&format!("{path}/{name}"), phrases, &mut faults);
        }
        kinds(&format!("{path}/phrases"), &self.phrases, &mut faults);
        for (name, phrases) in [
            ("auxiliaries", &questions.auxiliaries),
            ("closed", &questions.closed),
            ("lead_ins", &questions.lead_ins),
            ("not_questions", &questions.not_questions),
            ("open", &questions.open),
            ("subjects", &questions.subjects),
        ] {
            words_in(&format!("{path}/questions/{name}"), phrases, &mut faults);
        }
        faults.told()
    }
}

impl More {
    /// Refuses additions in which something is wrong. They stand at `path`.
    ///
    /// # Errors
    /// Every fault, in the order of the document.
    pub fn check(&self, path: &str) -> Result<(), BadInput> {
        let mut faults = Faults::default();
        for (name, phrases) in [("closed", &self.closed), ("fillers", &self.fillers), ("open", &self.open)] {
            words_in(&format!("{path}/{name}"), phrases, &mut faults);
        }
        kinds(&format!("{path}/phrases"), &self.phrases, &mut faults);
        faults.told()
    }
}

/// Refuses lists of a host's own, and what it adds, where they stand as `lists` and `more` of an input.
pub(crate) fn check_lists(lists: &[List], more: &More) -> Result<(), BadInput> {
    for (place, list) in lists.iter().enumerate() {
        list.check(&format!("/lists/{place}"))?;
    }
    more.check("/more")
}

fn kinds(path: &str, kinds: &[PhraseList], faults: &mut Faults) {
    let mut seen = BTreeSet::new();
    for (place, kind) in kinds.iter().enumerate() {
        let at = format!("{path}/{place}");
        words_in(&format!("{at}/exceptions"), &kind.exceptions, faults);
        if !seen.insert(&kind.key) {
            faults.add(format!("{at}/key"), Reason::twice(kind.key.as_str()));
        }
        words_in(&format!("{at}/phrases"), &kind.phrases, faults);
    }
}

/// An entry without a letter or a digit would be found everywhere, or nowhere.
fn words_in(path: &str, phrases: &[Key], faults: &mut Faults) {
    for (place, phrase) in phrases.iter().enumerate() {
        let mut words = Words(0);
        scan(phrase.as_str(), &mut words);
        if words.0 == 0 {
            faults.add(format!("{path}/{place}"), Code::TextBlank);
        }
    }
}
