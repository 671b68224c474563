//! Texts that are gone from a log, held against the orders in it: each order accounts for the ones before it that the one
//! rule of redaction takes, and what no order accounts for was taken out by nobody who may.
//!
//! Rules: WSP-10.

use std::collections::{BTreeMap, BTreeSet};

use touchline_kernel::redaction::{Redaction, Whose};
use touchline_kernel::{Code, DetailKey, PersonId, Reason};

/// Texts that are gone, for which no order has accounted yet.
#[derive(Debug, Default)]
pub struct MissingTexts {
    gone: BTreeMap<Whose, Gone>,
    /// Whose texts each person has a part in.
    of: BTreeMap<PersonId, BTreeSet<Whose>>,
}

/// Texts of the same people that are gone.
#[derive(Debug)]
struct Gone {
    count: u64,
    /// Where the first of them stood.
    first: Place,
}

/// Where a text stood.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    seq: u64,
    pointer: String,
    line: u64,
}

impl MissingTexts {
    /// Takes note of a text that is gone from a record, which stands in this line.
    pub fn miss(&mut self, whose: Whose, (line, seq): (u64, u64), pointer: &str) {
        let first = || Gone { count: 0, first: Place { seq, pointer: pointer.to_owned(), line } };
        let gone = self.gone.entry(whose).or_insert_with(first);
        gone.count = gone.count.saturating_add(1);
        for person in whose.people() {
            self.of.entry(person).or_default().insert(whose);
        }
    }

    /// Lets an order account for what it takes of what was gone before it, and tells how many texts that is. What it
    /// leaves is looked at again only where the order itself names who keeps it.
    pub fn order(&mut self, order: &Redaction) -> u64 {
        let theirs = self.of.get(&order.person).filter(|_| !order.held.contains(&order.person));
        let taken: Vec<Whose> = theirs.into_iter().flatten().filter(|whose| order.takes(**whose)).copied().collect();
        let counts = taken.iter().map(|whose| self.account_for(*whose));
        counts.fold(0, u64::saturating_add)
    }

    fn account_for(&mut self, whose: Whose) -> u64 {
        for person in whose.people() {
            if let Some(theirs) = self.of.get_mut(&person) {
                theirs.remove(&whose);
            }
        }
        self.gone.remove(&whose).map_or(0, |gone| gone.count)
    }

    /// How many texts there are for which no order has accounted yet.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.gone.values().map(|gone| gone.count).fold(0, u64::saturating_add)
    }

    /// Why a log cannot be believed that ends here: the first text that nobody ordered to go.
    pub fn check(&self) -> Result<(), Reason> {
        let Some(first) = self.gone.values().map(|gone| &gone.first).min() else { return Ok(()) };
        let reason = Reason::new(Code::TextMissing).with(DetailKey::Line, first.line).with(DetailKey::Seq, first.seq);
        Err(reason.with(DetailKey::Field, first.pointer.clone()))
    }
}
