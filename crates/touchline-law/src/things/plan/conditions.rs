//! What must hold outside a command's body before a plan may be moved.
//!
//! Rules: ACC-13, MIL-02, ORG-05, ORG-08, PIP-01, PIP-02, PIP-05, PIP-06, PIP-07, PLN-03, PLN-06, PLN-10, PLN-13.

use touchline_calculators::plan::MilestoneMeasure;
use touchline_kernel::{Actor, Code, DetailKey, Done, PersonId, Reason, Rejection, WarningCode};

use super::lifecycle::Condition;
use super::milestones::{MILESTONE, are_smart, can_come_to};
use super::said::Said;
use super::track::{Track, nobody_approves};
use super::{Act, Change, Milestone, Plan, PlanCoach, PlanHandedOver, taken_over, whose};
use crate::access::{Action, Missing, Relation, RuleId, Standing, not_permitted};
use crate::facts::{Facts, Refusal};
use crate::life::{Case, is_there, successor_may};

/// Where the acceptance of a proposal names it.
const PROPOSAL: &str = "/body/plan_proposal";
/// Where the record of a session says how far milestones have come.
const MILESTONES: &str = "/body/milestones";

/// One condition of a cell.
pub(super) fn check<F: Facts>(case: &Case<'_, Plan, F>, condition: Condition) -> Result<Option<WarningCode>, Refusal> {
    let refuse_if = |is: bool, code: Code| if is { Err(code.into()) } else { Ok(None) };
    match (condition, case.known) {
        (Condition::CoacheeIsActive, known) => {
            let warning = is_there(case.coached()?, case.facts);
            let place = if case.change.is_some() { PROPOSAL } else { "/body/coachee" };
            // Whose plan begins without an account does not see it, which whoever prepares one need not know yet.
            if known.is_some() { warning } else { warning.map(|_| None).map_err(|refused| refused.at(place)) }
        }
        (Condition::CoachesMayCoach, _) => match case.change {
            Some(Change::Created(body)) => {
                let mut coaches = body.coaches.iter();
                let all = coaches.try_for_each(|coach| may_coach(case, (body.coachee, coach), PROPOSAL));
                all.map(|()| None).map_err(|refused| refused.at(PROPOSAL))
            }
            _ => Ok(None),
        },
        (_, None) => Ok(None),
        (Condition::SuccessorMayCoach, Some(known)) => match case.change {
            Some(Change::HandedOver(body)) => successor_may_coach(case, known, body),
            _ => Ok(None),
        },
        (Condition::HasMilestone, Some(known)) => refuse_if(known.aimed_at().next().is_none(), Code::MilestoneMissing),
        (Condition::MilestonesAreSmart, Some(known)) => {
            are_smart(known, known.content.days, &case.policy.plan).map(|()| None)
        }
        (Condition::OtherCoachIsLeft, Some(known)) => refuse_if(!another_coach_is_there(case, known)?, Code::LastCoach),
        (Condition::HoldsHaveRoom, Some(known)) => {
            let kept = known.holds.len().max(known.cancellations.len());
            case.has_room(kept).map(|()| None)
        }
        (Condition::ReviewsHaveRoom, Some(known)) => case.has_room(known.midpoints.len()).map(|()| None),
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
        (Condition::IsTrack, Some(known)) => refuse_if(known.as_track().is_none(), Code::NotATrack),
        (Condition::NotBegun, Some(known)) => refuse_if(known.activated.is_some(), Code::TrackSettled),
        (Condition::RestsForReason, Some(known)) => {
            let is_track = known.as_track().is_some();
            refuse_if(!is_track && !known.rests_for_reason(), Code::RestsWithoutReason)
        }
        (Condition::NeverApproved, Some(known)) => {
            refuse_if(known.as_track().is_some_and(Track::was_approved), Code::TrackApproved)
        }
        (Condition::MayBeEdited, Some(known)) => refuse_if(known.is_amended(), Code::AmendInstead),
        (Condition::TrackMeasuresNumbers, Some(known)) => match known.as_track() {
            Some(_) => measures_numbers(known).map(|()| None),
            None => Ok(None),
        },
        (Condition::TrackIsApproved, Some(known)) => {
            refuse_if(known.as_track().is_some_and(|track| track.in_force().is_none()), Code::ApprovalMissing)
        }
        (Condition::ApprovalIsWanted, Some(known)) => {
            refuse_if(known.open_request().is_some(), Code::ApprovalRequested)?;
            refuse_if(known.as_track().is_some_and(|track| track.in_force().is_some()), Code::ApprovalGiven)
        }
        (Condition::HasApprover, Some(known)) => {
            let barred = known.barred_beside(Some(Done { at: case.at, by: case.actor }));
            refuse_if(nobody_approves(&barred, case.facts)?, Code::NoApprover)
        }
        (Condition::RequestsHaveRoom, Some(known)) => {
            case.has_room(known.as_track().map_or(0, |track| track.requests.len())).map(|()| None)
        }
        (Condition::ApprovalIsAsked, Some(known)) => {
            refuse_if(known.open_request().is_none(), Code::ApprovalNotRequested)
        }
        (Condition::DeciderIsAnother, Some(known)) => {
            let is_own = known.open_request().is_some_and(|request| request.is_asked_by(case.actor));
            refuse_if(is_own, Code::OwnRequest)?;
            // Who coaches is refused before: what is left are those who did when it was asked.
            let is_barred = case.actor.person().is_some_and(|actor| known.barred_from_deciding().contains(&actor));
            if is_barred {
                return Err(not_permitted(Some(RuleId::Acc13), Missing::Relation(Relation::NotCoach)).into());
            }
            Ok(None)
        }
        (Condition::AskedForIt, Some(known)) => {
            let is_own = known.open_request().is_some_and(|request| request.is_asked_by(case.actor));
            refuse_if(!is_own, Code::RequestOfAnother)
        }
        (Condition::AmendmentFits, Some(known)) => {
            let open = known.as_track().filter(|track| track.open().is_some());
            let amendment = open.and_then(|track| track.amendment.as_deref());
            let fits = amendment.map_or(Ok(()), |amendment| Said::from(amendment).fits(case, known));
            fits.map(|()| None).map_err(|refused| refused.at("/body/plan"))
        }
        (Condition::NotSigned, Some(known)) => refuse_if(known.signing.is_signed(), Code::PlanSigned),
        (Condition::ProposalsHaveRoom, Some(known)) => {
            case.has_room(known.proposals.len()).map(|()| None).map_err(|refused| refused.at(MILESTONE))
        }
        (Condition::SignaturesHaveRoom, Some(known)) => case.has_room(known.signing.signatures.len()).map(|()| None),
    }
}

/// Whether somebody coaches besides whom a command has coach no more, and has not left: for one from outside, whoever writes for
/// them.
fn another_coach_is_there<F: Facts>(case: &Case<'_, Plan, F>, known: &Plan) -> Result<bool, Refusal> {
    let removed = match case.act {
        Some(Act::RemoveCoach(body)) => Some(&body.coach),
        _ => None,
    };
    let mut there = 0_usize;
    for coach in known.coaches.iter().map(|kept| &kept.coach).filter(|coach| Some(&coach.meant()) != removed) {
        let is_there = case.facts.person(coach.writer()).present()?.is_some_and(|person| person.active);
        there = there.saturating_add(usize::from(is_there));
    }
    // Where nobody is named anybody may be meant: one of two that are there, or one who is not.
    let needed = if removed.is_some() || known.coaches.len() > there { 1 } else { 2 };
    Ok(there >= needed)
}

/// Refuses a milestone of a track that says only whether it is reached.
pub(super) fn measures_numbers(plan: &Plan) -> Result<(), Refusal> {
    let is_numeric = |milestone: &&Milestone| matches!(milestone.content.measure, Some(MilestoneMeasure::Number(_)));
    match plan.aimed_at().find(|milestone| !is_numeric(milestone)) {
        None => Ok(()),
        Some(milestone) => Err(Reason::new(Code::MeasureNotNumeric)
            .with(DetailKey::Actual, milestone.content.milestone.as_str())
            .into()),
    }
}

/// Refuses to hand a plan over to whom it coaches, or who may not write in it in the place of whoever hands it over.
fn successor_may_coach<F: Facts>(
    case: &Case<'_, Plan, F>,
    known: &Plan,
    body: &PlanHandedOver,
) -> Result<Option<WarningCode>, Refusal> {
    for coach in taken_over(&known.coaches, body) {
        let whose = whose(known.coachee, [&coach].into_iter(), None);
        successor_may(case, (body.to, &whose), Action::EditPlan)?;
    }
    let ever = known.coaches.len().saturating_add(known.former_coaches.len());
    case.has_room(ever).map(|()| None)
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
