//! What makes a language's lists whole: every fault at once, each at its JSON Pointer.
//!
//! Rules: TRS-05, TRS-07.

use std::collections::BTreeSet;

use super::list::{List, More, PhraseList};
use super::scan::{Sink, Word, scan};
use crate::transcript::Role;
use touchline_kernel::rejection::{BadInput, Code, DetailKey, Faults, Reason};
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
            ("numbers", &self.numbers),
            ("opposites", &self.opposites),
        ] {
            words_in(&format!("{path}/{name}"), phrases, &mut faults);
        }
        beginnings_and_ends(&format!("{path}/opposites"), &self.opposites, &mut faults);
        kinds(&format!("{path}/phrases"), &self.phrases, &mut faults);
        for (name, phrases) in [
            ("auxiliaries", &questions.auxiliaries),
            ("before_names", &questions.before_names),
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

impl More {
    /// Refuses phrases that join a kind of a list and name another side than the kind's, which goes on being the only one that
    /// is listened to. They stand at `path`.
    ///
    /// # Errors
    /// Each kind of another side, once, with the first list that has it.
    pub(crate) fn check_sides<'a>(
        &self,
        lists: impl IntoIterator<Item = &'a List>,
        path: &str,
    ) -> Result<(), BadInput> {
        let (lists, mut faults): (Vec<&List>, _) = (lists.into_iter().collect(), Faults::default());
        for (place, added) in self.phrases.iter().enumerate().filter(|(_, added)| added.said_by.is_some()) {
            let joins = |kind: &&PhraseList| kind.key == added.key && kind.said_by != added.said_by;
            let mut other = lists.iter().filter_map(|list| Some((list.phrases.iter().find(joins)?, *list)));
            if let Some((kind, list)) = other.next() {
                faults.add(format!("{path}/phrases/{place}/said_by"), other_side(kind, added.said_by, list));
            }
        }
        faults.told()
    }
}

fn other_side(kind: &PhraseList, actual: Option<Role>, list: &List) -> Reason {
    let named = |side: Option<Role>| side.map_or("null", <&'static str>::from);
    let expected = match kind.said_by {
        Some(_) => format!("{} as in the list of {}, or null", named(kind.said_by), list.language.as_str()),
        None => format!("null as in the list of {}", list.language.as_str()),
    };
    Reason::new(Code::WrongType).with(DetailKey::Expected, expected).with(DetailKey::Actual, named(actual))
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

/// What is neither the beginning nor the end of a word turns none into its opposite.
fn beginnings_and_ends(path: &str, entries: &[Key], faults: &mut Faults) {
    for (place, entry) in entries.iter().map(Key::as_str).enumerate() {
        if entry.starts_with('-') == entry.ends_with('-') {
            let reason = Reason::new(Code::WrongType)
                .with(DetailKey::Expected, "a beginning such as `un-`, or an end such as `-less`");
            faults.add(format!("{path}/{place}"), reason.with(DetailKey::Actual, entry));
        }
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
