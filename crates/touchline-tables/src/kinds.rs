//! Kinds of what is wrong with cells: the same of a column in the same words is one. A sentence is made of what is new, and of
//! nothing that is known; of more kinds than are told none is kept.
//!
//! Rules: BAT-02.

use std::sync::Arc;

use touchline_kernel::look_up::LookUp;
use touchline_kernel::reader::MAX_FAULTS;
use touchline_kernel::rejection::Reason;

use crate::unfit::Unfit;

/// What is wrong with a cell, where its column and this make the whole sentence, and no other one has that.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum What {
    /// It is empty.
    Null,
    /// It is no finite number.
    Unfit(Unfit),
    /// It is a double with these bits, which is not whole.
    NotWhole(u64),
    /// It is one outside of the bounds of the column.
    OutOfRange(u64),
    /// It is of a moment outside of all years.
    Outside(i64),
    /// It is a date-time without a zone.
    Naive,
    /// It is a text that the sentence quotes as a whole.
    Text(Arc<str>),
}

/// A sentence quotes texts as a whole up to so many bytes.
const QUOTED: usize = 64;

impl What {
    /// A text that is quoted as a whole; of a longer one a sentence may be that of several.
    pub(crate) fn quoted(text: &str) -> Option<Self> {
        (text.len() <= QUOTED).then(|| What::Text(text.into()))
    }
}

/// Something for each column in which anything is wrong.
#[derive(Clone, Debug)]
pub(crate) struct ByColumn<T> {
    all: Vec<(String, T)>,
    /// The place of the one that was asked for last, which is likely to be asked for again.
    last: usize,
}

impl<T> Default for ByColumn<T> {
    fn default() -> Self {
        ByColumn { all: Vec::new(), last: 0 }
    }
}

impl<T: Default> ByColumn<T> {
    pub(crate) fn of(&mut self, column: &str) -> &mut T {
        if self.all.get(self.last).is_none_or(|(name, _)| name != column) {
            let known = self.all.iter().position(|(name, _)| name == column);
            self.last = known.unwrap_or_else(|| {
                self.all.push((column.to_owned(), T::default()));
                self.all.len() - 1
            });
        }
        &mut self.all[self.last].1
    }

    pub(crate) fn get(&self, column: &str) -> Option<&T> {
        self.all.iter().find(|(name, _)| name == column).map(|(_, of)| of)
    }
}

/// The kinds that have come up, each with a number.
#[derive(Clone, Debug)]
pub(crate) struct Kinds {
    /// How many are kept.
    most: usize,
    /// By column and sentence.
    by_words: LookUp<(String, String), usize>,
    /// The same by what is wrong.
    known: ByColumn<LookUp<What, usize>>,
    /// What was wrong last, of which the next row is likely to have the same.
    last: Option<(String, Reason, Option<usize>)>,
}

impl Default for Kinds {
    fn default() -> Self {
        Kinds::up_to(MAX_FAULTS)
    }
}

impl Kinds {
    /// None yet, of which so many are kept.
    pub(crate) fn up_to(most: usize) -> Self {
        Kinds { most, by_words: LookUp::default(), known: ByColumn::default(), last: None }
    }

    fn are_full(&self) -> bool {
        self.by_words.len() >= self.most
    }

    /// The number of a kind, with the reason where it is new; nothing of a kind that is not kept.
    pub(crate) fn of_words(&mut self, column: &str, reason: Reason) -> Option<(usize, Option<Reason>)> {
        let again = self.last.as_ref().filter(|(of, last, _)| of == column && *last == reason);
        if let Some((.., kind)) = again {
            return kind.map(|kind| (kind, None));
        }
        let (of_kind, next) = ((column.to_owned(), reason.message()), self.by_words.len());
        let kind = match self.are_full() {
            false => Some(*self.by_words.entry(of_kind).or_insert(next)),
            true => self.by_words.get(&of_kind).copied(),
        };
        self.last = Some((column.to_owned(), reason.clone(), kind));
        kind.map(|kind| (kind, (kind == next).then_some(reason)))
    }

    /// The same by what is wrong.
    pub(crate) fn of(
        &mut self,
        column: &str,
        what: What,
        reason: impl FnOnce() -> Reason,
    ) -> Option<(usize, Option<Reason>)> {
        if let Some(kind) = self.known.of(column).get(&what) {
            return Some((*kind, None));
        }
        if self.are_full() {
            return None;
        }
        let found = self.of_words(column, reason());
        if let Some((kind, _)) = &found {
            self.known.of(column).insert(what, *kind);
        }
        found
    }
}
