//! Series of sessions by the plans that they are of.
//!
//! Rules: KER-09, SES-02.

use crate::workspace::index::lists::{Shelf, Shelved};
use crate::workspace::{Follows, Moved, World};
use touchline_law::ground::{PlanId, SessionSeriesMark};
use touchline_law::things::session_series::SessionSeries;

#[derive(Debug, Default)]
pub(in crate::workspace) struct SessionSeriesIndex {
    /// `session_series.list`: "Which series does this plan have?"
    pub(in crate::workspace) by_plan: Shelved<PlanId, (), SessionSeriesMark>,
}

/// What the index needs to know of a series, before and after a change.
pub(in crate::workspace) struct Entry {
    plan: PlanId,
    shelf: Shelf<(), SessionSeriesMark>,
}

impl Entry {
    pub(in crate::workspace) fn of(series: &SessionSeries) -> Self {
        let SessionSeries { archived, plan, session_series, started, .. } = *series;
        Entry { plan, shelf: (archived, ((), (started.at, session_series))) }
    }
}

impl SessionSeriesIndex {
    /// Takes a series as it is after a change.
    pub(in crate::workspace) fn change(&mut self, before: Option<&Entry>, after: &Entry) {
        self.by_plan.change(&after.plan, before.map(|entry| entry.shelf), Some(after.shelf));
    }
}

impl Follows<World> for SessionSeriesIndex {
    /// Who stands above whom makes no difference to when sessions take place.
    fn moved(&mut self, _: &Moved, _: &World) {}
}
