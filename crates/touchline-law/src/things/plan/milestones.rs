//! What may be said of a plan's milestones, and what they may come to.
//!
//! Rules: MIL-02, MIL-03, PIP-01.

use touchline_calculators::plan::{MilestoneStanding, PlanPolicy};
use touchline_kernel::{Code, DaySpan, DetailKey, Instant, Key, Reason, Rejection};

use super::{Milestone, MilestoneContent, Plan, PlanContent, State};
use crate::facts::{Facts, Refusal, refuse_if, unknown_area};
use crate::life::Case;

/// Where a command names a milestone.
pub(super) const MILESTONE: &str = "/body/milestone";
/// Where a command says what one has come to.
pub(super) const VALUE: &str = "/body/value";

pub(super) type PlanCase<'a, F> = Case<'a, Plan, F>;

pub(super) fn can_be_set<F: Facts>(
    case: &PlanCase<'_, F>,
    known: &Plan,
    content: &MilestoneContent,
) -> Result<(), Refusal> {
    content.check(&known.content, MILESTONE)?;
    can_be_said(known, content, MILESTONE)?;
    if known.milestone(&content.milestone).is_none() {
        case.has_room(known.milestones.len()).map_err(|refused| refused.at(MILESTONE))?;
    }
    match known.state {
        State::Active => {
            is_smart(content, known.content.days, &case.policy.plan).map_err(|refused| refused.at(MILESTONE))
        }
        _ => Ok(()),
    }
}

/// What is said of a milestone that there is: it is open still, and measures what its values are of.
pub(super) fn can_be_said(known: &Plan, content: &MilestoneContent, path: &str) -> Result<(), Refusal> {
    if known.milestone(&content.milestone).is_none() {
        return Ok(());
    }
    let milestone = still_open(known, &content.milestone, &format!("{path}/milestone"))?;
    let measures_otherwise = !milestone.updates.is_empty() && milestone.content.measure != content.measure;
    refuse_if(measures_otherwise, Code::MeasureSettled, &format!("{path}/measure"))
}

/// The focus areas of the milestones that a plan has stay.
pub(super) fn areas_stay(known: &Plan, content: &PlanContent) -> Result<(), Refusal> {
    for milestone in &known.milestones {
        let Some(area) = &milestone.content.focus_area else { continue };
        refuse_if(!content.has_focus_area(area), unknown_area(area), "/body/content/focus_areas")?;
    }
    Ok(())
}

/// The milestone of a key.
pub(super) fn the<'a>(known: &'a Plan, key: &Key) -> Result<&'a Milestone, Refusal> {
    known.milestone(key).ok_or_else(|| Rejection::from(Code::NotFound).at(MILESTONE).into())
}

/// The same, of one that was not dropped.
pub(super) fn live<'a>(known: &'a Plan, key: &Key) -> Result<&'a Milestone, Refusal> {
    let milestone = the(known, key)?;
    refuse_if(milestone.dropped.is_some(), Code::MilestoneDropped, MILESTONE)?;
    Ok(milestone)
}

/// The same, of one that was not achieved either.
pub(super) fn still_open<'a>(known: &'a Plan, key: &Key, path: &str) -> Result<&'a Milestone, Refusal> {
    let milestone = live(known, key).map_err(|refused| refused.at(path))?;
    refuse_if(milestone.standing() == MilestoneStanding::Achieved, Code::MilestoneAchieved, path)?;
    Ok(milestone)
}

/// Refuses a value that the measure does not take, one that undoes what was achieved, and one more than a list may have.
pub(super) fn can_come_to<F: Facts>(
    case: &PlanCase<'_, F>,
    known: &Plan,
    key: &Key,
    (value, taken_at): (f64, Instant),
) -> Result<(), Refusal> {
    let milestone = live(known, key)?;
    case.has_room(milestone.updates.len()).map_err(|refused| refused.at(VALUE))?;
    let after = standing_with(milestone, value)?;
    // What is recorded late undoes nothing that was recorded of a later moment, and what it achieves stays so until it is reopened.
    let is_newest = milestone.newest().is_none_or(|newest| newest.moment() <= taken_at);
    let falls = milestone.standing() == MilestoneStanding::Achieved && after == MilestoneStanding::Open;
    refuse_if(is_newest && falls, Code::MilestoneAchieved, VALUE)
}

/// Where a milestone stands with a value, which must be one that its measure can have.
pub(super) fn standing_with(milestone: &Milestone, value: f64) -> Result<MilestoneStanding, Refusal> {
    if let Some(measure) = &milestone.content.measure {
        measure.check(value).map_err(|reason| Rejection::from(reason).at(VALUE))?;
    }
    Ok(milestone.taken_with(Some(value)).standing())
}

/// Refuses a plan over these days where what is aimed at still lacks a letter. What was achieved may lie before a first day that moved.
pub(super) fn are_smart(plan: &Plan, days: DaySpan, policy: &PlanPolicy) -> Result<(), Refusal> {
    let mut open = plan.aimed_at().filter(|milestone| milestone.standing() == MilestoneStanding::Open);
    open.try_for_each(|milestone| is_smart(&milestone.content, days, policy))
}

/// Refuses a milestone that lacks a letter which no plan whose days run can do without.
fn is_smart(milestone: &MilestoneContent, days: DaySpan, policy: &PlanPolicy) -> Result<(), Refusal> {
    match milestone.smart(days, policy).wanting() {
        None => Ok(()),
        Some(letters) => Err(Reason::new(Code::MilestoneNotSmart)
            .with(DetailKey::Actual, milestone.milestone.as_str())
            .with(DetailKey::Missing, letters)
            .into()),
    }
}
