//! What must hold outside a command's body before a plan may be moved.
//!
//! Rules: MIL-02, ORG-05, PLN-03, PLN-06, PLN-10.

use touchline_calculators::plan::MilestoneStanding;
use touchline_kernel::{Actor, Code, DaySpan, DetailKey, PersonId, Reason, Rejection, WarningCode};

use super::decide::{can_come_to, has_room};
use super::lifecycle::Condition;
use super::{Change, MilestoneContent, Plan, PlanCoach, whose};
use crate::access::{Action, Standing};
use crate::facts::{Facts, Refusal};
use crate::life::{Case, is_there};

/// Where the record of a session says how far milestones have come.
const MILESTONES: &str = "/body/milestones";

/// One condition of a cell.
pub(super) fn check<F: Facts>(case: &Case<'_, Plan, F>, condition: Condition) -> Result<Option<WarningCode>, Refusal> {
    let refuse_if = |is: bool, code: Code| if is { Err(code.into()) } else { Ok(None) };
    match (condition, case.known) {
        (Condition::CoacheeIsActive, known) => {
            let warning = is_there(case.coached()?, case.facts);
            // Whose plan begins without an account does not see it, which whoever prepares one need not know yet.
            if known.is_some() { warning } else { warning.map(|_| None).map_err(|refused| refused.at("/body/coachee")) }
        }
        (_, None) => Ok(None),
        (Condition::HasMilestone, Some(known)) => refuse_if(known.aimed_at().next().is_none(), Code::MilestoneMissing),
        (Condition::MilestonesAreSmart, Some(known)) => {
            // What was achieved may lie before a first day that moved.
            let mut open = known.aimed_at().filter(|milestone| milestone.standing() == MilestoneStanding::Open);
            let days = known.content.days;
            open.try_for_each(|milestone| is_smart(&milestone.content, days)).map(|()| None)
        }
        (Condition::OtherCoachIsLeft, Some(known)) => refuse_if(known.coaches.len() < 2, Code::LastCoach),
        (Condition::HoldsHaveRoom, Some(known)) => {
            let kept = known.holds.len().max(known.cancellations.len());
            has_room(case, kept).map(|()| None)
        }
        (Condition::ReviewsHaveRoom, Some(known)) => has_room(case, known.midpoints.len()).map(|()| None),
        (Condition::NeverActivated, Some(known)) => refuse_if(known.activated.is_some(), Code::PlanUnderWay),
        (Condition::ProgressFits, Some(known)) => match case.change {
            Some(Change::MilestoneProgressed(body)) => {
                let told = (body.value, body.taken_at.unwrap_or(case.at));
                let fits = can_come_to(case, known, &body.milestone, told);
                fits.map(|()| None).map_err(|refused| refused.at(MILESTONES))
            }
            _ => Ok(None),
        },
        (Condition::WasActivated, Some(known)) => refuse_if(known.activated.is_none(), Code::PlanIsDraft),
    }
}

/// Refuses a milestone that lacks a letter which no plan whose days run can do without.
pub(super) fn is_smart(milestone: &MilestoneContent, days: DaySpan) -> Result<(), Refusal> {
    match milestone.smart(days).wanting() {
        None => Ok(()),
        Some(letters) => Err(Reason::new(Code::MilestoneNotSmart)
            .with(DetailKey::Actual, milestone.milestone.as_str())
            .with(DetailKey::Missing, letters)
            .into()),
    }
}

/// Refuses a coach who is not there, is the one coached, or may not write in the plan.
pub(super) fn may_coach<F: Facts>(
    case: &Case<'_, Plan, F>,
    (coachee, coach): (PersonId, &PlanCoach),
    path: &str,
) -> Result<(), Refusal> {
    let (writer, member) = match coach {
        PlanCoach::External(coach) => (coach.entered_by, "entered_by"),
        PlanCoach::Person(coach) => (coach.person, "person"),
    };
    may_write(case, (writer, coachee), coach).map_err(|refused| refused.at(format!("{path}/body/{member}")))
}

fn may_write<F: Facts>(
    case: &Case<'_, Plan, F>,
    (writer, coachee): (PersonId, PersonId),
    coach: &PlanCoach,
) -> Result<(), Refusal> {
    if writer == coachee {
        return Err(Rejection::from(Code::CoachIsCoachee).into());
    }
    if is_there(writer, case.facts)?.is_some() {
        return Err(Code::ActorWithoutAccount.into());
    }
    let whose = whose(coachee, [coach].into_iter(), None);
    let standing = Standing::of(Actor::Person(writer), &whose, &case.policy.access, case.facts)?;
    standing.may(Action::EditPlan).map_err(|reason| {
        let refused = Reason::new(Code::CoachNotPermitted).with(DetailKey::Actual, writer.to_string());
        refused.for_want_in(&reason).into()
    })
}
