//! `session_series.list`: the series of a plan, of what the viewer sees.
//!
//! Rules: KER-09, SES-02, WSP-05.

use crate::workspace::queries::listing::{Order, paged};
use crate::workspace::queries::{Asked, Listed as _, Page, Question};
use touchline_law::facts::Refusal;
use touchline_law::ground::PlanId;
use touchline_law::things::session_series::{SessionSeries, SessionSeriesSight};

paged! {
    /// The series of which plan.
    #[schemars(rename = "SessionSeriesListed")]
    SessionSeriesOf {
        /// Those that were put away; where it is left out or false those that were not.
        #[serde(default)]
        archived: bool,
        /// The plan.
        plan: PlanId,
    }
}

impl Question for SessionSeriesOf {
    type View = Page<SessionSeriesSight>;

    fn answer(&self, asked: &Asked<'_>) -> Result<Page<SessionSeriesSight>, Refusal> {
        let keys = asked.world.session_series_index.by_plan.of(self.plan, (), self.archived);
        let name = format!("{}/{}/{}", Self::NAME, self.plan, self.archived);
        asked.page::<SessionSeries, _, _>(name, keys, self.paging(Order::NewestFirst), Some)
    }
}
