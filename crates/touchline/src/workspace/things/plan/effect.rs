//! `plan.effect`: what changed with the coaching under a plan: the scores that its coachee had in the days before it against those after it,
//! of what the viewer sees. A figure for the summary of a plan, with what has to be said beside it.
//!
//! Rules: INS-05.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::workspace::queries::report::records::{self, Ahead};
use crate::workspace::queries::{Asked, Question};
use touchline_calculators::insight::{CoachedPerson, Coaching, CoachingRecords, Effects, PersonValue, Times};
use touchline_kernel::{Code, DaySpan, DetailKey, Failure, Key, Reason};
use touchline_law::facts::{Refusal, moments_of};
use touchline_law::ground::PlanId;

/// Which plan.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "PlanEffectOf")]
pub struct PlanEffect {
    /// The plan.
    pub plan: PlanId,
}

/// What is measured: the scores of reviews of the coachee's calls, in percent.
const REVIEW_SCORE: &str = "review_score";

impl Question for PlanEffect {
    type View = Effects;

    fn answer(&self, asked: &Asked<'_>) -> Result<Effects, Refusal> {
        let plan = asked.world.tables.plans.get(self.plan).ok_or(Code::NotFound)?;
        asked.show(plan)?.ok_or(Code::NotFound)?;
        let (at, zone, whose) = (asked.viewing.at, asked.world.zone_of(plan.coachee), records::key(plan.coachee));
        // What is still a draft begins as it says, and what goes on has lasted until now.
        let first = plan.activated.map_or(plan.content.days.first, |activated| zone.day_of(activated.at));
        let engagement = DaySpan { first, last: zone.day_of(plan.ended_at().unwrap_or(at)).max(first) };
        let around = i64::from(asked.policy.insight.effect_days);
        let days = DaySpan {
            first: engagement.first.checked_add_days(around.saturating_neg()).unwrap_or(engagement.first),
            last: engagement.last.checked_add_days(around).unwrap_or(engagement.last),
        };
        let (since, until) = moments_of(days, zone);
        let mut recorded = CoachingRecords::default();
        records::add(&mut recorded, asked, (plan.coachee, Ahead::Told), &(since..until))?;
        let coached = CoachedPerson { engagement, known: None, other_engagements: Vec::new(), person: whose };
        let coaching =
            Coaching { coached: vec![coached], comparison: Vec::new(), days: None, known: None, zone: Some(zone) };
        let values: Vec<PersonValue> = recorded
            .scores
            .into_iter()
            .map(|score| PersonValue {
                at: score.at,
                measure: Key::new(REVIEW_SCORE),
                person: score.person,
                value: score.score,
            })
            .collect();
        let times = Times::new(&coaching, at, &asked.policy.insight, zone)
            .map_err(|failure| out_of_calendar(failure, engagement))?;
        Ok(Effects::of(&times, &values, at, true))
    }
}

/// One person and one engagement: what can be wrong with them is that days around it are none of the calendar.
fn out_of_calendar(failure: Failure, engagement: DaySpan) -> Refusal {
    match failure {
        Failure::Rejected(rejection) => rejection.into(),
        _ => Reason::new(Code::InvalidDate).with(DetailKey::Actual, engagement.first.to_string()).into(),
    }
}
