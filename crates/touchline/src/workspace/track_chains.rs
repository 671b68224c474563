//! The chains of improvement tracks, as a workspace keeps them: a link for whatever came of a note of one of their sessions.
//!
//! Rules: PIP-03.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use touchline_kernel::Instant;
use touchline_kernel::packed::Misfit;
use touchline_kernel::record::Extracts;
use touchline_law::ground::{PlanId, SessionNoteId};
use touchline_law::law::TrackLink;

use crate::workspace::World;

/// A link, and of which track.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Row {
    link: TrackLink,
    plan: PlanId,
}

impl Row {
    /// A link of this plan's chain.
    pub(super) fn of(plan: PlanId, link: TrackLink) -> Self {
        Row { link, plan }
    }
}

/// The chains, by the plans that are tracks.
#[derive(Debug, Default)]
pub(super) struct TrackChains(BTreeMap<PlanId, Vec<TrackLink>>);

impl TrackChains {
    /// That of a track, from the first link on.
    pub(super) fn of(&self, plan: PlanId) -> &[TrackLink] {
        self.0.get(&plan).map_or(&[], Vec::as_slice)
    }

    /// What comes next after a link, as it is kept; the first after none.
    pub(super) fn after(&self, last: Option<Row>) -> Option<Row> {
        let in_chain = |(plan, links): (&PlanId, &Vec<TrackLink>), nth: usize| {
            links.get(nth).map(|link| Row { link: *link, plan: *plan })
        };
        let Some(last) = last else { return self.0.iter().next().and_then(|chain| in_chain(chain, 0)) };
        let mut from = self.0.range(last.plan..);
        let nth = usize::try_from(last.link.number).ok()?;
        from.next().and_then(|chain| in_chain(chain, nth)).or_else(|| from.next().and_then(|chain| in_chain(chain, 0)))
    }

    fn push(&mut self, row: Row) {
        self.0.entry(row.plan).or_default().push(row.link);
    }
}

impl World {
    /// Takes in what a record's line, without its end, tells of notes that are of tracks.
    pub(super) fn chain(&mut self, line: &str, noted: &[(usize, Instant, SessionNoteId)]) -> Result<(), Misfit> {
        let of_tracks = noted.iter().filter_map(|(nth, at, note)| Some((*nth, *at, *note, self.track_of(*note)?)));
        let of_tracks: Vec<_> = of_tracks.collect();
        if of_tracks.is_empty() {
            return Ok(());
        }
        let extracts = Extracts::of(line).ok_or(Misfit)?;
        for (nth, at, note, plan) in of_tracks {
            let told = extracts.event(nth).ok_or(Misfit)?;
            let link = TrackLink::next(self.track_chains.of(plan).last(), (at, note), &told);
            self.track_chains.push(Row { link, plan });
        }
        Ok(())
    }

    /// The track of whose sessions a note is, if it is of one's.
    fn track_of(&self, note: SessionNoteId) -> Option<PlanId> {
        let plan = self.tables.session_notes.get(note).map(|note| note.plan);
        plan.filter(|plan| self.is_track(*plan))
    }

    fn is_track(&self, plan: PlanId) -> bool {
        self.tables.plans.get(plan).is_some_and(|plan| plan.as_track().is_some())
    }

    /// Takes in what was kept of a chain: the link that comes next.
    pub(super) fn add_link(&mut self, row: Row) -> Result<(), Misfit> {
        let Row { link, plan } = row;
        let last = self.track_chains.of(plan).last();
        let follows = link.number == last.map_or(0, |last| last.number).saturating_add(1)
            && link.previous == last.map(|last| last.hash);
        let is_of = self.tables.session_notes.get(link.session_note).is_some_and(|note| note.plan == plan);
        if !follows || !is_of || !self.is_track(plan) {
            return Err(Misfit);
        }
        self.track_chains.push(row);
        Ok(())
    }
}
