//! Whose the facts of an account are. Everybody has a place, in the order of their keys: what is counted is told apart by
//! numbers, and no name is compared with another for it.
//!
//! Rules: MET-05.

use super::facts::Facts;
use super::rows::{RowOwner, Rows};
use touchline_kernel::look_up::{LookUp, Seen};
use touchline_kernel::text::Key;

/// Whose something is.
pub(super) type Owner<'a> = Option<&'a Key>;

/// Everybody whose facts there are.
pub(super) struct Owners<'a> {
    keys: Vec<&'a Key>,
    places: LookUp<&'a Key, usize>,
}

impl<'a> Owners<'a> {
    pub(super) fn of(facts: &'a Facts, rows: Option<&'a dyn Rows>) -> Self {
        let of_deals = facts.deals.iter().flat_map(|deal| {
            let handovers = deal.handovers.iter().map(|handover| handover.owner.as_ref());
            std::iter::once(deal.owner.as_ref()).chain(handovers)
        });
        let of_records = of_deals
            .chain(facts.calls.iter().map(|call| call.owner.as_ref()))
            .chain(facts.contracts.iter().map(|contract| contract.owner.as_ref()))
            .chain(facts.emails.iter().map(|email| email.owner.as_ref()))
            .chain(facts.meetings.iter().map(|meeting| meeting.owner.as_ref()));
        let of_rows = rows.into_iter().flat_map(|rows| rows.owners());
        let distinct: Seen<&Key> = of_records.flatten().chain(of_rows).collect();
        let mut keys: Vec<&Key> = distinct.into_iter().collect();
        keys.sort_unstable();
        let places = keys.iter().enumerate().map(|(place, key)| (*key, place)).collect();
        Owners { keys, places }
    }

    /// How many they are.
    pub(super) fn len(&self) -> usize {
        self.keys.len()
    }

    /// The place of somebody, or of nobody; nothing of somebody who has no fact.
    pub(super) fn place(&self, owner: Owner<'_>) -> Option<RowOwner> {
        match owner {
            None => Some(None),
            Some(key) => self.places.get(key).map(|place| Some(*place)),
        }
    }

    /// Who has a place.
    pub(super) fn key(&self, place: RowOwner) -> Owner<'a> {
        place.and_then(|place| self.keys.get(place).copied())
    }

    /// The place of each of some owners; of somebody who has no fact it is that of nobody.
    pub(super) fn places(&self, owners: &[Key]) -> Vec<RowOwner> {
        owners.iter().map(|owner| self.place(Some(owner)).flatten()).collect()
    }
}
