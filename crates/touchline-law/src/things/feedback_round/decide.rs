//! What is allowed with a feedback round, and what its commands change.
//!
//! Rules: FBK-02, FBK-03, ORG-03, ORG-05, ORG-06.

use touchline_calculators::feedback::{FeedbackRelation, ReleasedGroup, check_answers};
use touchline_kernel::{Actor, Code, DetailKey, Instant, Reason, Rejection, WarningCode, Zone};

use super::lifecycle::Condition;
use super::{
    Act, AskForFeedback, Change, FeedbackAsked, FeedbackReleased, FeedbackRound, PersonAsked, RoundQuestion,
    SubmitFeedback,
};
use crate::access::{Whose, visible_plan};
use crate::facts::{FactKey, Facts, PlanStage, PlanStanding, Refusal, refuse_first, refuse_if};
use crate::ground::ThingRef;
use crate::ground::people::Person;
use crate::life::{Asking, By, Case, Life, by_table, each_once, is_there};
use crate::policy::Policy;

type RoundCase<'a, F> = Case<'a, FeedbackRound, F>;

impl Life for FeedbackRound {
    by_table!(archived);

    /// Of whose plan it is to be takes the plan to know, of which nobody learns who does not see it.
    fn born<F: Facts>(act: &Act, by: &By<'_, F>) -> Result<Option<Whose>, Refusal> {
        let Act::Ask(body) = act else { return Ok(None) };
        let plan = visible_plan(body.plan, by.actor, &by.policy.access, by.facts)?;
        Ok(plan.map(|plan| Whose::FeedbackRound {
            asked: Vec::new(),
            author: by.actor.person(),
            coached: plan.coachee,
            plan: body.plan,
        }))
    }

    fn asks(act: &Act, _: Actor, _: &Policy) -> impl Iterator<Item = FactKey> {
        let body = match act {
            Act::Ask(body) => Some(body),
            _ => None,
        };
        let plan = body.map(|body| FactKey::Thing(ThingRef::of(body.plan)));
        let asked = body.into_iter().flat_map(|body| &body.asked);
        plan.into_iter().chain(asked.map(|one| FactKey::person(one.person)))
    }

    /// What was released before about the same person, for what is to be released now.
    fn rests_on<F: Facts>(asking: &Asking<'_, Self, F>) -> impl Iterator<Item = FactKey> {
        let closes = matches!(asking.act, Some(Act::Close(_) | Act::Expire(_)));
        asking.known.filter(|_| closes).map(|known| FactKey::feedback_released(known.coachee)).into_iter()
    }

    fn body<F: Facts>(case: &RoundCase<'_, F>, act: &Act) -> Result<(), Refusal> {
        match act {
            Act::Ask(body) => can_be_asked(case, body),
            Act::Submit(body) => fits(case, body),
            Act::Decline(_) | Act::Close(_) | Act::Expire(_) | Act::Cancel(_) | Act::Archive(_) | Act::Restore(_) => {
                Ok(())
            }
        }
    }

    fn check<F: Facts>(case: &RoundCase<'_, F>, condition: Condition) -> Result<Option<WarningCode>, Refusal> {
        let is_over = case.known.is_some_and(|known| known.is_over(case.at));
        let (holds, code) = match condition {
            // Whether they have an account need not be known yet.
            Condition::CoacheeIsActive => return is_there(case.coached()?, case.facts).map(|_| None),
            Condition::CoacheeHasAccount => return no_account(case),
            Condition::PlanIsActive => (plan(case)?.stage == PlanStage::Active, Code::PlanNotActive),
            Condition::DayIsNotOver => (!is_over, Code::FeedbackDayOver),
            Condition::DayIsOver => (is_over, Code::FeedbackDayNotOver),
            Condition::IsAwaited => (is_awaited(case), Code::FeedbackGiven),
            Condition::IsNotOfThePlan => (!takes_part(case)?, Code::FeedbackOfOwnPlan),
        };
        if holds { Ok(None) } else { Err(code.into()) }
    }

    fn changes<F: Facts>(case: &RoundCase<'_, F>, act: &Act) -> Result<Vec<Change>, Refusal> {
        Ok(vec![match act {
            Act::Ask(body) => {
                let AskForFeedback { asked, due_on, feedback_round, on_behalf_of, plan, questions } = body.clone();
                let (closes_at, coachee) = (closes_at(case, body)?, case.coached()?);
                Change::Asked(FeedbackAsked {
                    asked,
                    closes_at,
                    coachee,
                    due_on,
                    feedback_round,
                    on_behalf_of,
                    plan,
                    questions,
                })
            }
            Act::Submit(body) => Change::Submitted(body.clone()),
            Act::Decline(body) => Change::Declined(*body),
            Act::Close(body) | Act::Expire(body) => {
                let (feedback_round, groups) = (body.feedback_round, released(case)?);
                Change::Released(FeedbackReleased { feedback_round, groups })
            }
            Act::Cancel(body) => Change::Cancelled(body.clone()),
            Act::Archive(body) => Change::Archived(*body),
            Act::Restore(body) => Change::Restored(*body),
        }])
    }
}

/// The plan that it is of, or is to be.
fn plan<'a, F: Facts>(case: &RoundCase<'a, F>) -> Result<PlanStanding<'a>, Refusal> {
    let named = match (case.known, case.act) {
        (Some(known), _) => Some(known.plan),
        (None, Some(Act::Ask(body))) => Some(body.plan),
        _ => None,
    };
    case.facts.plan(named.ok_or(Code::NotFound)?).present()?.ok_or_else(|| Code::NotFound.into())
}

/// Whether the actor, who was asked, has neither answered nor declined.
fn is_awaited<F>(case: &RoundCase<'_, F>) -> bool {
    let asked = case.known.zip(case.actor.person()).and_then(|(known, person)| known.person(person));
    asked.is_none_or(|asked| asked.response.is_none())
}

/// Whether the actor takes part in the plan.
fn takes_part<F: Facts>(case: &RoundCase<'_, F>) -> Result<bool, Refusal> {
    match (case.known, case.actor.person()) {
        (Some(known), Some(person)) => known.is_of_the_plan(person, case.facts),
        _ => Ok(false),
    }
}

/// That whom it is about has no account. Where they have left it is closed all the same: whoever answered did so for that.
fn no_account<F: Facts>(case: &RoundCase<'_, F>) -> Result<Option<WarningCode>, Refusal> {
    match is_there(case.coached()?, case.facts) {
        Err(Refusal::Rejected(_)) => Ok(None),
        told => told,
    }
}

/// Where whoever asks is.
fn own_zone<F: Facts>(case: &RoundCase<'_, F>) -> Result<Zone, Refusal> {
    match case.actor.person() {
        Some(asker) => case.policy.organisation.zone_of(asker, case.facts),
        None => Ok(case.policy.organisation.zone),
    }
}

/// The first moment at which no answer is taken any more, which stays whoever moves afterwards.
fn closes_at<F: Facts>(case: &RoundCase<'_, F>, body: &AskForFeedback) -> Result<Instant, Refusal> {
    let zone = own_zone(case)?;
    Ok(body.due_on.checked_add_days(1).map_or(Instant::MAX, |after| zone.first_moment(after)))
}

fn can_be_asked<F: Facts>(case: &RoundCase<'_, F>, body: &AskForFeedback) -> Result<(), Refusal> {
    let plan = plan(case)?;
    let spoken = case.actor.person().map_or(Ok(()), |actor| plan.speaks_for(actor, body.on_behalf_of.as_ref()));
    spoken.map_err(|code| Rejection::from(code).at("/body/on_behalf_of"))?;
    refuse_if(body.due_on < own_zone(case)?.day_of(case.at), Code::FeedbackDayOver, "/body/due_on")?;
    needs_one(body.questions.len(), "/body/questions")?;
    needs_one(body.asked.len(), "/body/asked")?;
    each_once(body.questions.iter().map(|one| one.question.as_str().to_owned()), "/body/questions", "question")?;
    each_once(body.asked.iter().map(|one| one.person.to_string()), "/body/asked", "person")?;
    let Some(coachee) = case.facts.person(plan.coachee).present()? else { return Err(Code::NotFound.into()) };
    for (nth, one) in body.asked.iter().enumerate() {
        may_be_asked(case, one, coachee, &plan)
            .map_err(|(refused, field)| refused.at(format!("/body/asked/{nth}/{field}")))?;
    }
    Ok(())
}

/// Refuses a list without anything in it.
fn needs_one(length: usize, path: &str) -> Result<(), Refusal> {
    refuse_if(length == 0, Reason::too_short(length, 1), path)
}

/// Refuses somebody who is not there, could not answer, takes part in the plan, or is something else to whom it coaches.
fn may_be_asked<F: Facts>(
    case: &RoundCase<'_, F>,
    one: &PersonAsked,
    coachee: &Person,
    plan: &PlanStanding<'_>,
) -> Result<(), (Refusal, &'static str)> {
    let of_person = |refused: Refusal| (refused, "person");
    if is_there(one.person, case.facts).map_err(of_person)?.is_some() {
        return Err(of_person(Code::FeedbackWithoutAccount.into()));
    }
    if one.person == plan.coachee || plan.is_written_by(one.person) {
        return Err(of_person(Code::FeedbackOfOwnPlan.into()));
    }
    let Some(person) = case.facts.person(one.person).present().map_err(of_person)? else {
        return Err(of_person(Code::NotFound.into()));
    };
    if relation(person, coachee) == one.relation {
        return Ok(());
    }
    let named: &str = one.relation.into();
    Err((Reason::new(Code::FeedbackRelationUntrue).with(DetailKey::Actual, named).into(), "relation"))
}

/// What somebody is to whom the feedback is about, by whom they both report to.
fn relation(person: &Person, coachee: &Person) -> FeedbackRelation {
    if person.manager == Some(coachee.person) {
        FeedbackRelation::DirectReport
    } else if person.manager.is_some() && person.manager == coachee.manager {
        FeedbackRelation::Peer
    } else {
        FeedbackRelation::Stakeholder
    }
}

/// The answers fit the questions; the first thing that is wrong with them is told, in the order of the answers.
fn fits<F>(case: &RoundCase<'_, F>, body: &SubmitFeedback) -> Result<(), Refusal> {
    needs_one(body.answers.len(), "/body/answers")?;
    let Some(known) = case.known else { return Ok(()) };
    let questions: Vec<_> = known.questions.iter().map(RoundQuestion::taken).collect();
    refuse_first(check_answers(&questions, &body.answers, "/body/answers"), str::to_owned)
}

/// Who stands together in what is released of it, beside what was released before about the same person.
fn released<F: Facts>(case: &RoundCase<'_, F>) -> Result<Vec<ReleasedGroup>, Refusal> {
    let known = case.known.ok_or(Code::NotFound)?;
    let before = case.facts.feedback_released(known.coachee).present()?.unwrap_or_default();
    Ok(known.groups(before, &case.policy.feedback))
}
