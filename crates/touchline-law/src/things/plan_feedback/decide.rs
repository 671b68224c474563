//! What is allowed with feedback between a coach and whom a plan coaches, and what its commands change.
//!
//! Rules: ACC-07, ACC-08, FBK-01, ORG-03, ORG-05, ORG-06.

use touchline_kernel::{Actor, Code, PersonId, Rejection, WarningCode};

use super::lifecycle::Condition;
use super::{Act, AreaRating, Change, CoachFeedbackGiven, PlanFeedback, PlanFeedbackContent, PlanFeedbackGiven};
use crate::access::{Whose, visible_plan_with};
use crate::facts::{FactKey, Facts, PlanCoach, PlanCoachRef, PlanStanding, Refusal, refuse_if, unknown_area};
use crate::ground::{PlanId, ThingRef};
use crate::life::{By, Case, Life, by_table, each_once, is_there};
use crate::policy::Policy;

/// Where a command names the coach whom it is for.
const TO: &str = "/body/to";

type FeedbackCase<'a, F> = Case<'a, PlanFeedback, F>;

impl Life for PlanFeedback {
    by_table!();

    /// Of whose plan it is to be takes the plan to know, of which nobody learns who does not see it.
    fn born<F: Facts>(act: &Act, by: &By<'_, F>) -> Result<Option<Whose>, Refusal> {
        let plan = plan_in(act);
        let seen = visible_plan_with(plan, by.actor, &by.policy.access, by.facts, |known| reader(known, act))?;
        Ok(seen.map(|seen| match act {
            Act::Give(_) => Whose::OfPlan { among: None, author: by.actor.person(), coached: seen.coachee, plan },
            Act::GiveToCoach(body) => Whose::ToCoach { coached: seen.coachee, plan, to: body.to.clone() },
        }))
    }

    fn asks(act: &Act, _: Actor, _: &Policy) -> impl Iterator<Item = FactKey> {
        [FactKey::Thing(ThingRef::of(plan_in(act)))].into_iter()
    }

    fn body<F: Facts>(case: &FeedbackCase<'_, F>, act: &Act) -> Result<(), Refusal> {
        let plan = plan(case, act)?;
        match act {
            Act::Give(body) => {
                let spoken =
                    case.actor.person().map_or(Ok(()), |actor| plan.speaks_for(actor, body.on_behalf_of.as_ref()));
                spoken.map_err(|code| Rejection::from(code).at("/body/on_behalf_of"))?;
                can_be_said(&plan, &body.content)
            }
            Act::GiveToCoach(body) => {
                addressed(&plan, &body.to)?;
                can_be_said(&plan, &body.content)
            }
        }
    }

    fn check<F: Facts>(case: &FeedbackCase<'_, F>, condition: Condition) -> Result<Option<WarningCode>, Refusal> {
        let Some(act) = case.act else { return Ok(None) };
        let plan = plan(case, act)?;
        let (holds, code) = match condition {
            Condition::PlanWasShown => (plan.was_shown, Code::PlanNotShown),
            Condition::PlanProvidesForIt => (plan.feedback_to_coaches, Code::FeedbackToCoachesOff),
            Condition::CoacheeIsActive => return is_there(plan.coachee, case.facts),
            Condition::AddresseeIsActive => return reader_is_there(case, &plan, act),
        };
        if holds { Ok(None) } else { Err(code.into()) }
    }

    fn changes<F: Facts>(case: &FeedbackCase<'_, F>, act: &Act) -> Result<Vec<Change>, Refusal> {
        let of = plan(case, act)?;
        let (coachee, plan) = (of.coachee, plan_in(act));
        Ok(vec![match act.clone() {
            Act::Give(body) => Change::Given(PlanFeedbackGiven {
                coachee,
                content: body.content,
                on_behalf_of: body.on_behalf_of,
                plan,
                plan_feedback: body.plan_feedback,
            }),
            Act::GiveToCoach(body) => Change::GivenToCoach(CoachFeedbackGiven {
                coachee,
                content: body.content,
                plan,
                plan_feedback: body.plan_feedback,
                told: addressed(&of, &body.to)?.writer(),
                to: body.to,
            }),
        }])
    }
}

/// The plan that a command names.
fn plan_in(act: &Act) -> PlanId {
    match act {
        Act::Give(body) => body.plan,
        Act::GiveToCoach(body) => body.plan,
    }
}

/// The plan that it is to be of.
fn plan<'a, F: Facts>(case: &FeedbackCase<'a, F>, act: &Act) -> Result<PlanStanding<'a>, Refusal> {
    case.facts.plan(plan_in(act)).present()?.ok_or_else(|| Code::NotFound.into())
}

/// The coach whom feedback is for, who coaches now.
fn addressed<'a>(plan: &PlanStanding<'a>, to: &PlanCoachRef) -> Result<&'a PlanCoach, Refusal> {
    plan.coach(to).ok_or_else(|| Rejection::from(Code::NotFound).at(TO).into())
}

/// Who would read feedback to a coach who coaches now.
fn reader(plan: &PlanStanding<'_>, act: &Act) -> Option<PersonId> {
    match act {
        Act::Give(_) => None,
        Act::GiveToCoach(body) => plan.coach(&body.to).map(PlanCoach::writer),
    }
}

/// Refuses feedback to a coach where whoever would read it has left; that they have no account is a warning.
fn reader_is_there<F: Facts>(
    case: &FeedbackCase<'_, F>,
    plan: &PlanStanding<'_>,
    act: &Act,
) -> Result<Option<WarningCode>, Refusal> {
    let Act::GiveToCoach(body) = act else { return Ok(None) };
    let reader = addressed(plan, &body.to)?.writer();
    is_there(reader, case.facts).map_err(|refused| refused.at(TO))
}

/// It says something, and rates focus areas that the plan has, each once.
fn can_be_said(plan: &PlanStanding<'_>, content: &PlanFeedbackContent) -> Result<(), Refusal> {
    refuse_if(content.is_empty(), Code::FeedbackEmpty, "/body/content")?;
    each_once(content.ratings.iter().map(|one| one.area.as_str().to_owned()), "/body/content/ratings", "area")?;
    for (nth, AreaRating { area, .. }) in content.ratings.iter().enumerate() {
        let path = format!("/body/content/ratings/{nth}/area");
        refuse_if(!plan.course.has_focus_area(area), unknown_area(area), &path)?;
    }
    Ok(())
}
