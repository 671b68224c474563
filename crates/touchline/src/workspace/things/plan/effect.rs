//! `plan.effect`: what changed with the coaching under a plan, in the days after it against those before: the scores of its coachee and
//! the goals that they reached, of what the viewer sees, and what the host measured besides. A figure for the summary of a plan, with what
//! has to be said beside it.
//!
//! Rules: INS-05.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::workspace::index::moments::{Moments, first_at, last_at};
use crate::workspace::queries::report::records::{self, Draws};
use crate::workspace::queries::{Asked, Question};
use crate::workspace::things::goal::index::Section;
use touchline_calculators::insight::{CoachedPerson, Coaching, Effects, PersonValue, Times};
use touchline_calculators::progress::ProgressState;
use touchline_kernel::{Code, DaySpan, DetailKey, Id, Instant, Key, LocalDate, PersonId, Reason, Zone};
use touchline_law::facts::{Refusal, moments_of, refuse_if};
use touchline_law::ground::PlanId;
use touchline_law::life::among_moments;
use touchline_law::things::goal::{Goal, GoalSight};
use touchline_law::things::plan::Plan;
use uuid::Uuid;

/// Which plan.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "PlanEffectOf")]
pub struct PlanEffect {
    /// The plan.
    pub plan: PlanId,
    /// What the host measured of whom it coaches, such as key results or engagement: each measure has an effect of its own. The person
    /// is named by their id; `review_score` and `goals_reached` are the workspace's own.
    #[serde(default)]
    pub values: Vec<PersonValue>,
}

/// What is measured: the scores of reviews of the coachee's calls, in percent.
const REVIEW_SCORE: &str = "review_score";
/// The goals of the coachee, each on its last day: 100 percent of what was reached, 0 of what was not.
const GOALS_REACHED: &str = "goals_reached";

impl Question for PlanEffect {
    type View = Effects;

    fn answer(&self, asked: &Asked<'_>) -> Result<Effects, Refusal> {
        let plan = asked.world.tables.plans.get(self.plan).ok_or(Code::NotFound)?;
        asked.show(plan)?.ok_or(Code::NotFound)?;
        self.are_of(plan.coachee)?;
        if plan.activated.is_none() && plan.ended_at().is_some() {
            // What was never begun has coached nobody.
            return Ok(Effects::of(&Times::of_nobody(asked.viewing.at), &[], true));
        }
        let (at, zone, whose) = (asked.viewing.at, asked.world.zone_of(plan.coachee), records::key(plan.coachee));
        let engagement = engagement(plan, zone, at);
        let around = i64::from(asked.policy.insight.effect_days);
        let days = DaySpan {
            first: engagement.first.checked_add_days(around.saturating_neg()).unwrap_or(engagement.first),
            last: engagement.last.checked_add_days(around).unwrap_or(engagement.last),
        };
        let (since, until) = moments_of(days, zone);
        let scores = records::scores(asked, (&[plan.coachee], Draws::LeftOut), Moments { since, until })?;
        let other_engagements = other_engagements(asked, (plan.coachee, zone), engagement, Some(self.plan))?;
        let coached = vec![CoachedPerson { engagement, known: None, other_engagements, person: whose }];
        let coaching = Coaching { coached, comparison: Vec::new(), days: None, known: None, zone: Some(zone) };
        let scores = scores.into_iter().map(|score| PersonValue {
            at: score.at,
            measure: Key::new(REVIEW_SCORE),
            person: score.person,
            value: score.score,
        });
        let goals = goals_reached(asked, (plan.coachee, zone), days)?;
        let values: Vec<PersonValue> = scores.chain(goals).chain(self.values.iter().cloned()).collect();
        // So near an end of the calendar there are no days before or after.
        let times = Times::new(&coaching, at, &asked.policy.insight, zone).map_err(|_| {
            Refusal::from(Reason::new(Code::InvalidDate).with(DetailKey::Actual, engagement.first.to_string()))
        })?;
        Ok(Effects::of(&times, &values, true))
    }
}

impl PlanEffect {
    /// Whether what the host measured is of whom the plan coaches, and named otherwise than what the workspace measures itself: two
    /// figures of one name would be added up.
    fn are_of(&self, coachee: PersonId) -> Result<(), Refusal> {
        let whose = records::key(coachee);
        for (nth, value) in self.values.iter().enumerate() {
            let place = |field: &str| format!("/body/values/{nth}/{field}");
            let unknown = Reason::new(Code::UnknownValue)
                .with(DetailKey::Actual, value.person.as_str())
                .with(DetailKey::Known, vec![whose.as_str()]);
            refuse_if(value.person != whose, unknown, &place("person"))?;
            for own in [REVIEW_SCORE, GOALS_REACHED] {
                refuse_if(value.measure.as_str() == own, Reason::twice(own), &place("measure"))?;
            }
        }
        Ok(())
    }
}

/// The days of the coaching under a plan, where its coachee is. What is still a draft begins as it says, and what goes on has
/// lasted until now.
fn engagement(plan: &Plan, zone: Zone, at: Instant) -> DaySpan {
    let first = plan.activated.map_or(plan.content.days.first, |activated| zone.day_of(activated.at));
    DaySpan { first, last: zone.day_of(plan.ended_at().unwrap_or(at)).max(first) }
}

/// Whether somebody reached each of their goals whose days are over and ended on these, of those that the viewer sees. One that was called
/// off was neither reached nor missed, and so was one of which nothing was observed.
fn goals_reached(
    asked: &Asked<'_>,
    (person, zone): (PersonId, Zone),
    days: DaySpan,
) -> Result<Vec<PersonValue>, Refusal> {
    let listed = |section| asked.world.goal_index.listed.of(person, section).into_iter();
    let ends = first_at(among_moments(days.first))..=last_at(among_moments(days.last));
    let keys = [Section::Set, Section::Archived].into_iter().flat_map(listed).flat_map(|keys| keys.range(ends.clone()));
    let today = zone.day_of(asked.viewing.at);
    let mut reached = Vec::new();
    for (_, id) in keys {
        let over = asked.shown::<Goal>(*id)?.map(ended).filter(|(last, _)| *last < today);
        let Some((last, state)) = over else { continue };
        let value = match state {
            ProgressState::Met => 100.0,
            ProgressState::Missed => 0.0,
            _ => continue,
        };
        let (at, measure) = (zone.first_moment(last), Key::new(GOALS_REACHED));
        reached.push(PersonValue { at, measure, person: records::key(person), value });
    }
    Ok(reached)
}

/// When a goal ends, and where it stands.
fn ended(goal: GoalSight) -> (LocalDate, ProgressState) {
    match goal {
        GoalSight::Agent(goal) => (goal.days.last, goal.progress.state),
        GoalSight::Staff(goal) => (goal.days.last, goal.progress.state),
    }
}

/// On which of the days before coaching, and of those after it, somebody was coached under plans that the viewer sees: under all
/// but one. Days on which several ran stand once.
pub(in crate::workspace) fn other_engagements(
    asked: &Asked<'_>,
    (person, zone): (PersonId, Zone),
    coaching: DaySpan,
    but: Option<PlanId>,
) -> Result<Vec<DaySpan>, Refusal> {
    let sides = sides(coaching, asked.policy.insight.effect_days);
    let Some(first) = sides.iter().map(|side| side.first).min() else { return Ok(Vec::new()) };
    let since = (false, zone.first_moment(first), Id::new(Uuid::nil()));
    let ran = asked.world.plan_index.ran.of(person, ()).into_iter().flat_map(|keys| keys.range(since..));
    let mut days = Vec::new();
    for (_, _, id) in ran.filter(|(_, _, id)| Some(*id) != but) {
        let Some(plan) = asked.world.tables.plans.get(*id) else { continue };
        if asked.show(plan)?.is_some() {
            let other = engagement(plan, zone, asked.viewing.at);
            days.extend(sides.iter().filter_map(|side| side.shared(other)));
        }
    }
    Ok(together(days))
}

/// So many days before coaching and after it, as far as there are any in the calendar.
fn sides(DaySpan { first, last }: DaySpan, days: u32) -> Vec<DaySpan> {
    let days = i64::from(days);
    let before = first.checked_add_days(days.saturating_neg()).zip(first.checked_add_days(-1));
    let after = last.checked_add_days(1).zip(last.checked_add_days(days));
    [before, after].into_iter().flatten().map(|(first, last)| DaySpan { first, last }).collect()
}

/// The same days, of which no two spans share one.
fn together(mut spans: Vec<DaySpan>) -> Vec<DaySpan> {
    spans.sort_unstable();
    let mut apart: Vec<DaySpan> = Vec::new();
    for span in spans {
        match apart.last_mut() {
            Some(before) if before.shared(span).is_some() => before.last = before.last.max(span.last),
            _ => apart.push(span),
        }
    }
    apart
}
