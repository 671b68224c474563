//! Series of sessions by the plans that they are of.
//!
//! Rules: SES-02.

use crate::workspace::index::lists::{Lists, SortKey};
use crate::workspace::{Follows, Moved, World};
use touchline_law::ground::{PlanId, SessionSeriesMark};
use touchline_law::things::session_series::SessionSeries;

#[derive(Debug, Default)]
pub(in crate::workspace) struct SessionSeriesIndex {
    /// `session_series.list`: "Which series does this plan have?"
    pub(in crate::workspace) by_plan: Lists<PlanId, (), SessionSeriesMark>,
}

/// What the index needs to know of a series, which stays as it was.
pub(in crate::workspace) struct Entry {
    key: SortKey<SessionSeriesMark>,
    plan: PlanId,
}

impl Entry {
    pub(in crate::workspace) fn of(series: &SessionSeries) -> Self {
        Entry { key: (series.started.at, series.session_series), plan: series.plan }
    }
}

impl SessionSeriesIndex {
    /// Takes a series as it is after a change.
    pub(in crate::workspace) fn change(&mut self, before: Option<&Entry>, after: &Entry) {
        self.by_plan.change(after.plan, before.map(|entry| ((), entry.key)), Some(((), after.key)));
    }
}

impl Follows<World> for SessionSeriesIndex {
    /// Who stands above whom makes no difference to when sessions take place.
    fn moved(&mut self, _: &Moved, _: &World) {}
}
