//! Series of sessions by the plans that they are of.
//!
//! Rules: KER-09, SES-02.

use crate::workspace::index::lists::{Lists, SortKey};
use crate::workspace::{Follows, Moved, World};
use touchline_law::ground::{PlanId, SessionSeriesMark};
use touchline_law::things::session_series::SessionSeries;

#[derive(Debug, Default)]
pub(in crate::workspace) struct SessionSeriesIndex {
    /// `session_series.list`: "Which series does this plan have?"
    pub(in crate::workspace) by_plan: Lists<PlanId, (), SessionSeriesMark>,
    /// `session_series.list`: "Those that were put away."
    pub(in crate::workspace) put_away: Lists<PlanId, (), SessionSeriesMark>,
}

/// What the index needs to know of a series, before and after a change.
pub(in crate::workspace) struct Entry {
    archived: bool,
    key: SortKey<SessionSeriesMark>,
    plan: PlanId,
}

impl Entry {
    pub(in crate::workspace) fn of(series: &SessionSeries) -> Self {
        let SessionSeries { archived, plan, session_series, started, .. } = *series;
        Entry { archived, key: (started.at, session_series), plan }
    }
}

impl SessionSeriesIndex {
    /// Takes a series as it is after a change.
    pub(in crate::workspace) fn change(&mut self, before: Option<&Entry>, after: &Entry) {
        for (listed, archived) in [(&mut self.by_plan, false), (&mut self.put_away, true)] {
            let place = |entry: &Entry| (entry.archived == archived).then_some(((), entry.key));
            listed.change(after.plan, before.and_then(place), place(after));
        }
    }
}

impl Follows<World> for SessionSeriesIndex {
    /// Who stands above whom makes no difference to when sessions take place.
    fn moved(&mut self, _: &Moved, _: &World) {}
}
