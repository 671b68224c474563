//! `plan.week`: the weekly analysis of the plans that the viewer coaches, or of all.
//!
//! Rules: ACC-19, INS-12.

use schemars::JsonSchema;
use serde::Serialize;

use crate::workspace::queries::listing::{Listing, Order, paged};
use crate::workspace::queries::{Asked, Listed as _, Page, Question};
use crate::workspace::things::plan::index::{Of, Section};
use crate::workspace::things::session::index as sessions;
use touchline_calculators::plan::PlanWeek;
use touchline_kernel::{Instant, PersonId, Title};
use touchline_law::access::{Capability, Sight};
use touchline_law::facts::Refusal;
use touchline_law::ground::PlanId;

paged! {
    /// Which plans whose days run: the one that ends first first.
    #[schemars(rename = "PlansInWeek")]
    PlanWeekOf {
        /// Only those that fall behind.
        #[serde(default)]
        behind: bool,
        /// Only those that this person coaches, or writes in for an external coach. Null for all that the viewer sees.
        #[serde(default)]
        coach: Option<PersonId>,
    }
}

/// How far a plan has come, and why it falls behind.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct WeekOfPlan {
    /// Whom it coaches.
    pub coachee: PersonId,
    /// The plan.
    pub plan: PlanId,
    /// What it is called.
    pub title: Title,
    /// What the analysis says of it.
    pub week: PlanWeek,
}

impl Question for PlanWeekOf {
    type View = Page<WeekOfPlan>;

    fn answer(&self, asked: &Asked<'_>) -> Result<Page<WeekOfPlan>, Refusal> {
        let viewer = asked.viewing.viewer;
        // Who does not manage coaching sees those alone that they coach.
        let sees_all = asked.viewer()?.carries(Capability::CoachingManage);
        let of = self.coach.map_or(if sees_all { Of::All } else { Of::Coach(viewer) }, Of::Coach);
        let keys = asked.world.plan_index.listed.of(of, Section::Active);
        let name = format!("{}/{:?}/{}", Self::NAME, self.coach, self.behind);
        let listing = Listing::new(name, asked, keys.into_iter().collect(), self.paging(Order::OldestFirst))?;
        listing.page(|id| {
            let told = of_week(asked, id)?;
            Ok(told.filter(|told| !self.behind || !told.week.reasons.is_empty()))
        })
    }
}

/// What the analysis says of a plan, if the viewer follows it.
fn of_week(asked: &Asked<'_>, id: PlanId) -> Result<Option<WeekOfPlan>, Refusal> {
    let (sight, plan) = (asked.sight(), asked.world.tables.plans.get(id));
    let Some(Sight::Staff(seen)) = plan.map_or(Ok(None), |plan| sight.see(plan))? else { return Ok(None) };
    let plan = seen.thing();
    let zone = sight.zone_of(plan.coachee)?;
    let week = plan.week(zone, sight.at, last_session(asked, id)?, &sight.policy.plan);
    Ok(Some(WeekOfPlan { coachee: plan.coachee, plan: id, title: plan.content.title.clone(), week }))
}

/// When the last session began that was held, for whoever sees the sessions of the plan: who sees it for the decision alone that it
/// awaits does not, and learns nothing of them. They are seen alike, all of a plan or none, so that the last one tells it.
fn last_session(asked: &Asked<'_>, plan: PlanId) -> Result<Option<Instant>, Refusal> {
    let held = asked.world.session_index.listed.all(sessions::Of::Plan(plan), sessions::Section::Held);
    let Some((began, id)) = held.filter_map(|held| held.last()).max() else { return Ok(None) };
    let session = asked.world.tables.sessions.get(*id);
    let seen = session.map_or(Ok(None), |session| asked.sight().see(session))?;
    Ok(seen.map(|_| *began))
}
