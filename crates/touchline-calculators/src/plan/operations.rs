//! Progress and the SMART check, of plans that are handed in.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    MilestoneMeasure, PlanPolicy, PlanProgress, PlanTaken, PlanTemplate, PlanWeek, SmartVerdict, Specified, templates,
};
use touchline_kernel::operation::{Failure, Nothing};
use touchline_kernel::rejection::{Code, Reason, Rejection};
use touchline_kernel::text::{Key, Limits, Prose};
use touchline_kernel::time::{DaySpan, Instant, LocalDate, Zone};

touchline_kernel::operations! {
    /// Check a template of one's own: it comes back as it is read, or everything is told at once that keeps plans from being
    /// started from it and activated as they are.
    "plan.check_template": plan_check_template;
    /// How far a development plan has come on a day: its milestones' percents by weight, the share of its days that is over
    /// without those on hold, whether it is behind and why, and when it is to be reviewed at its middle.
    "plan.progress": plan_progress;
    /// The SMART check of a milestone: a verdict for each letter.
    "plan.smart": plan_smart;
    /// The templates that ship, whole, to be taken as they are or edited and handed in.
    "plan.templates": plan_templates;
    /// The weekly analysis of many plans: of each how far it has come and how far it was to come, and why it falls behind: its
    /// pace, each milestone that is overdue, and that there was no session for long.
    "plan.weekly": plan_weekly, read under |_| Limits::WIDEST;
}

/// A template of one's own.
#[derive(Deserialize, JsonSchema)]
pub(super) struct CheckTemplateInput {
    /// How specific milestones are to be.
    #[serde(default)]
    pub(super) policy: PlanPolicy,
    /// The template.
    pub(super) template: PlanTemplate,
}

fn plan_check_template(input: CheckTemplateInput) -> Result<PlanTemplate, Failure> {
    input.template.check("/template", &input.policy).map_err(Failure::BadInput)?;
    Ok(input.template)
}

fn plan_templates(_: Nothing) -> Result<Vec<PlanTemplate>, Failure> {
    Ok(templates().to_vec())
}

/// A plan, and the day that it is.
#[derive(Deserialize, JsonSchema)]
pub(super) struct PlanProgressInput {
    /// The plan.
    pub(super) plan: PlanTaken,
    /// By how much a plan may lag.
    #[serde(default)]
    pub(super) policy: PlanPolicy,
    /// The day that it is where the person is whom the plan coaches.
    pub(super) today: LocalDate,
}

/// A plan, what the host calls it, and when those who take part last met.
#[derive(Deserialize, JsonSchema)]
pub(super) struct KeyedPlan {
    /// What it is called.
    pub(super) key: Key,
    /// When its last session was held; null where none was.
    #[serde(default)]
    pub(super) last_session_at: Option<Instant>,
    /// The plan.
    pub(super) plan: PlanTaken,
    /// Where the days of the person begin and end whom it coaches; as the call says where it is null.
    #[serde(default)]
    pub(super) zone: Option<Zone>,
}

/// Plans, and when they are looked at.
#[derive(Deserialize, JsonSchema)]
pub(super) struct PlanWeeklyInput {
    /// When.
    pub(super) at: Instant,
    /// The plans.
    #[schemars(length(max = 100_000))]
    pub(super) plans: Vec<KeyedPlan>,
    /// By how much a plan may lag.
    #[serde(default)]
    pub(super) policy: PlanPolicy,
    /// Where days begin and end for whom nothing else is said.
    #[serde(default)]
    pub(super) zone: Zone,
}

/// A plan's week, and which plan's.
#[derive(Serialize, JsonSchema)]
pub(super) struct KeyedPlanWeek {
    /// What the plan is called.
    pub(super) key: Key,
    /// What is to be said of it.
    pub(super) week: PlanWeek,
}

/// The weekly analysis of plans.
#[derive(Serialize, JsonSchema)]
pub(super) struct PlansOfWeek {
    /// How many of them fall behind.
    pub(super) falling_behind: usize,
    /// The plans, as they were given.
    pub(super) plans: Vec<KeyedPlanWeek>,
}

fn plan_weekly(input: PlanWeeklyInput) -> Result<PlansOfWeek, Failure> {
    let mut known = BTreeSet::new();
    for (nth, one) in input.plans.iter().enumerate() {
        let place = format!("/plans/{nth}");
        if !known.insert(&one.key) {
            return Err(Rejection::from(Reason::twice(one.key.as_str())).at(format!("{place}/key")).into());
        }
        check(&one.plan).map_err(|rejection| rejection.within(&place))?;
        if one.last_session_at.is_some_and(|last| last > input.at) {
            return Err(Rejection::from(Code::SessionNotBegun).at(format!("{place}/last_session_at")).into());
        }
    }
    let PlanWeeklyInput { at, plans, policy, zone } = input;
    let week = |one: KeyedPlan| {
        let zone = one.zone.unwrap_or(zone);
        let last_session_on = one.last_session_at.map(|last| zone.day_of(last));
        KeyedPlanWeek { key: one.key, week: one.plan.week(zone.day_of(at), last_session_on, &policy) }
    };
    let plans: Vec<KeyedPlanWeek> = plans.into_iter().map(week).collect();
    let falling_behind = plans.iter().filter(|plan| !plan.week.reasons.is_empty()).count();
    Ok(PlansOfWeek { falling_behind, plans })
}

fn plan_progress(input: PlanProgressInput) -> Result<PlanProgress, Failure> {
    let PlanProgressInput { plan, policy, today } = input;
    check(&plan)?;
    Ok(plan.progress(today, &policy))
}

/// Refuses days that end before they begin, milestones that stand twice, and values that a measure cannot have.
fn check(plan: &PlanTaken) -> Result<(), Rejection> {
    let at = |reason: Reason, path: &str| Rejection::from(reason).at(path);
    plan.days.check().map_err(|reason| at(reason, "/plan/days"))?;
    for (nth, hold) in plan.holds.iter().enumerate() {
        if hold.until.is_some_and(|until| until < hold.since) {
            return Err(at(Code::SpanReversed.into(), &format!("/plan/holds/{nth}")));
        }
    }
    let mut known = BTreeSet::new();
    for (nth, milestone) in plan.milestones.iter().enumerate() {
        let path = format!("/plan/milestones/{nth}");
        if !known.insert(&milestone.milestone) {
            return Err(at(Reason::twice(milestone.milestone.as_str()), &format!("{path}/milestone")));
        }
        let Some(measure) = &milestone.measure else { continue };
        measure.check_bounds().map_err(|reason| at(reason, &format!("{path}/measure/body/maximum")))?;
        let value = milestone.value.map_or(Ok(()), |value| measure.check(value));
        value.map_err(|reason| at(reason, &format!("{path}/value")))?;
    }
    Ok(())
}

/// A milestone, and the days of its plan.
#[derive(Deserialize, JsonSchema)]
pub(super) struct SmartInput {
    /// The days of the plan.
    pub(super) days: DaySpan,
    /// What is to be reached, in words.
    pub(super) description: Prose,
    /// The focus area that it is tied to; null where there is none.
    #[serde(default)]
    pub(super) focus_area: Option<Key>,
    /// The key result that it is tied to; null where there is none.
    #[serde(default)]
    pub(super) key_result: Option<Key>,
    /// How it is measured; null where it is not.
    #[serde(default)]
    pub(super) measure: Option<MilestoneMeasure>,
    /// How specific it is to be.
    #[serde(default)]
    pub(super) policy: PlanPolicy,
    /// The last day on which it is reached in time; null where none is set.
    #[serde(default)]
    pub(super) target_on: Option<LocalDate>,
}

/// What the SMART check says of a milestone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub(super) struct SmartAnswer {
    /// Whether a plan can be activated with it: S, M and T hold.
    pub(super) activates: bool,
    /// A verdict for each letter.
    pub(super) smart: SmartVerdict,
}

fn plan_smart(input: SmartInput) -> Result<SmartAnswer, Failure> {
    input.days.check().map_err(|reason| Rejection::from(reason).at("/days"))?;
    if let Some(measure) = &input.measure {
        measure.check_bounds().map_err(|reason| Rejection::from(reason).at("/measure/body/maximum"))?;
    }
    let specified = Specified {
        description: input.description.as_str(),
        is_tied: input.focus_area.is_some() || input.key_result.is_some(),
        measure: input.measure.as_ref(),
        target_on: input.target_on,
    };
    let smart = SmartVerdict::of(&specified, input.days, &input.policy);
    Ok(SmartAnswer { activates: smart.wanting().is_none(), smart })
}
