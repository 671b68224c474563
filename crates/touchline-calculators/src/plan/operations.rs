//! Progress and the SMART check, of plans that are handed in.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{MilestoneMeasure, PlanPolicy, PlanProgress, PlanTaken, PlanTemplate, SmartVerdict, Specified, templates};
use touchline_kernel::operation::{Failure, Nothing};
use touchline_kernel::rejection::{Code, Reason, Rejection};
use touchline_kernel::text::{Key, Prose};
use touchline_kernel::time::{DaySpan, LocalDate};

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
}

fn plan_check_template(template: PlanTemplate) -> Result<PlanTemplate, Failure> {
    template.check("").map_err(Failure::BadInput)?;
    Ok(template)
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
    let smart = SmartVerdict::of(&specified, input.days);
    Ok(SmartAnswer { activates: smart.wanting().is_none(), smart })
}
