//! Certifications by who was examined, and those of everybody below each manager: by the day of the examination.
//!
//! Rules: CRT-03, KER-09.

use crate::workspace::index::lists::{Lists, SortKey, sections};
use crate::workspace::{Along, Follows, Moved, World};
use touchline_kernel::PersonId;
use touchline_law::ground::{CertificationId, CertificationMark};
use touchline_law::life::Thing as _;
use touchline_law::things::certification::{Certification, State};

sections!(State);

#[derive(Debug, Default)]
pub(in crate::workspace) struct CertificationIndex {
    /// `certification.list`, `certification.held`, `person.review_pack`: "The certifications of one person"; `certification.expiring`: "Those of
    /// everybody", "of everybody below me".
    pub(in crate::workspace) listed: Along<State, SortKey<CertificationMark>>,
    /// `certification.list`, `certification.held`, `person.review_pack`: "Those of one person that were put away."
    pub(in crate::workspace) put_away: Lists<PersonId, State, CertificationMark>,
}

/// What the index needs to know of a certification, before and after a change.
#[derive(Clone, Copy, PartialEq)]
pub(in crate::workspace) struct Entry {
    archived: bool,
    key: SortKey<CertificationMark>,
    pub(in crate::workspace) person: PersonId,
    state: State,
}

impl Entry {
    pub(in crate::workspace) fn of(known: &Certification) -> Self {
        let key = (known.listed_at(), known.certification);
        Entry { archived: known.archived, key, person: known.person, state: known.state }
    }
}

impl CertificationIndex {
    /// Takes a certification as it is after a change; who was examined, who stays the same, has these managers.
    pub(in crate::workspace) fn change(&mut self, before: Option<Entry>, after: Entry, managers: &[PersonId]) {
        let listed = |entry: Entry| (!entry.archived).then_some((entry.state, entry.key));
        self.listed.change(after.person, managers, before.and_then(listed), listed(after));
        let put_away = |entry: Entry| entry.archived.then_some((entry.state, entry.key));
        self.put_away.change(after.person, before.and_then(put_away), put_away(after));
    }

    /// Those of a person that were not withdrawn, whether they were put away or not.
    pub(in crate::workspace) fn of(&self, person: PersonId) -> impl Iterator<Item = CertificationId> + '_ {
        let put_away = self.put_away.of(person, State::Recorded);
        self.listed.own(person, State::Recorded).into_iter().chain(put_away).flatten().map(|(_, id)| *id)
    }
}

impl Follows<World> for CertificationIndex {
    fn moved(&mut self, moved: &Moved, world: &World) {
        self.listed.moved(moved, world);
    }
}
