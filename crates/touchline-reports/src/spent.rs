//! How much a report, or a picture, comes to, counted while it is laid out: a name, a word of the host's or a title is handed in
//! once and told wherever it belongs. What is beyond a limit is counted and no longer kept, so that it takes no memory.
//!
//! Rules: RPT-04.

use core::cell::Cell;

use crate::value::Value;
use touchline_kernel::rejection::{BadInput, Faults};
use touchline_kernel::{Code, DetailKey, Reason};

/// How many bytes of text are told at most.
const MOST_TEXT: usize = 64 << 20;

/// How many values are told at most.
const MOST_VALUES: usize = 4_000_000;

/// What is counted.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Sort {
    /// Bytes of what calls are called.
    Calls,
    /// Bytes of what people are called.
    Names,
    /// Bytes of words of the host's.
    Words,
    /// Bytes of all that is told.
    Text,
    /// Values, whether there is one or none.
    Values,
}

/// What was handed in, where too much of it is told: a name is to be shorter before there are to be fewer rows.
const PLACES: [(Sort, &str); 5] = [
    (Sort::Names, "/names"),
    (Sort::Calls, "/calls"),
    (Sort::Words, "/words"),
    (Sort::Text, "/data"),
    (Sort::Values, "/data"),
];

/// How much there is by now.
#[derive(Debug, Default)]
pub struct Spent {
    calls: Cell<usize>,
    names: Cell<usize>,
    words: Cell<usize>,
    text: Cell<usize>,
    values: Cell<usize>,
}

impl Spent {
    /// Counts some more; whether that is still within the limit, so that it may be kept.
    pub(crate) fn more(&self, sort: Sort, by: usize) -> bool {
        let count = self.of(sort);
        count.set(count.get().saturating_add(by));
        count.get() <= sort.most()
    }

    /// Counts a value; whether it may be kept.
    pub(crate) fn value(&self, value: &Value) -> bool {
        let (counted, told) = (self.more(Sort::Values, 1), self.more(Sort::Text, letters(value)));
        counted && told
    }

    /// Whether everything was kept by now.
    pub(crate) fn goes_on(&self) -> bool {
        PLACES.into_iter().all(|(sort, _)| self.of(sort).get() <= sort.most())
    }

    /// # Errors
    /// What comes to too much, at the place that it was handed in at.
    pub(crate) fn check(&self) -> Result<(), BadInput> {
        let mut faults = Faults::default();
        if let Some((sort, place)) = PLACES.into_iter().find(|(sort, _)| self.of(*sort).get() > sort.most()) {
            faults.add(place, sort.reason(self.of(sort).get()));
        }
        faults.told()
    }

    const fn of(&self, sort: Sort) -> &Cell<usize> {
        match sort {
            Sort::Calls => &self.calls,
            Sort::Names => &self.names,
            Sort::Words => &self.words,
            Sort::Text => &self.text,
            Sort::Values => &self.values,
        }
    }
}

impl Sort {
    const fn most(self) -> usize {
        match self {
            Sort::Values => MOST_VALUES,
            Sort::Calls | Sort::Names | Sort::Words | Sort::Text => MOST_TEXT,
        }
    }

    fn reason(self, count: usize) -> Reason {
        let code = match self {
            Sort::Values => Code::ReportValuesTooMany,
            Sort::Calls | Sort::Names | Sort::Words | Sort::Text => Code::ReportTextTooLarge,
        };
        Reason::new(code).with(DetailKey::Actual, count.to_string()).with(DetailKey::Limit, self.most())
    }
}

/// The bytes of the texts of a value.
fn letters(value: &Value) -> usize {
    match value {
        Value::Text(text) => text.len(),
        Value::Term { raw, shown } => raw.len().saturating_add(shown.len()),
        Value::Range(low, high) => letters(low).saturating_add(letters(high)),
        Value::Several(values) => values.iter().fold(0, |sum, value| sum.saturating_add(letters(value))),
        Value::Nothing(Some(why)) => why.raw.len().saturating_add(why.shown.len()),
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_beyond_a_limit_is_counted_and_not_kept() {
        let spent = Spent::default();
        assert!(spent.more(Sort::Names, MOST_TEXT) && spent.check().is_ok());
        assert!(!spent.more(Sort::Names, 1));
        assert!(spent.more(Sort::Calls, 1), "each is counted by itself");
        let told = spent.check().unwrap_err();
        assert_eq!(format!("{told:?}").matches("67108865").count(), 1, "{told:?}");
    }
}
