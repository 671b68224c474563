//! What is allowed with the assignment of a review, and what its commands change.
//!
//! Rules: ACC-17, REV-08, REV-20, REV-22.

use touchline_kernel::{Actor, Code, DetailKey, LocalDate, PersonId, Reason, Rejection, WarningCode};

use super::lifecycle::{Condition, State, Verb};
use super::{
    AcceptReviewRequest, Act, AssignReview, Change, Origin, ReassignReview, RequestReview, ReviewAssigned,
    ReviewAssignment, ReviewAssignmentReason, ReviewReassigned, ReviewRecalled, ReviewRequestAccepted, ReviewRequested,
};
use crate::access::{Action, OfCall, Standing, Whose, visible_call, visible_person};
use crate::facts::{AskedReview, FactKey, Facts, Refusal, ReviewsGivenKey};
use crate::ground::calls::{Call, CallId};
use crate::life::{Asking, By, Case, Life, by_table, is_there, successor_may};
use crate::policy::Policy;

impl Life for ReviewAssignment {
    by_table!(archived);

    fn follows(change: &Change) -> Option<Verb> {
        match change {
            Change::Finished(_) => Some(Verb::Finish),
            Change::HandedOver(_) => Some(Verb::HandOver),
            Change::Recalled(_) => Some(Verb::CallOff),
            _ => None,
        }
    }

    /// Whose it is follows from the call, which the actor must see.
    fn born<F: Facts>(act: &Act, by: &By<'_, F>) -> Result<Option<Whose>, Refusal> {
        let Some(call) = named_in(act) else { return Ok(None) };
        Standing::alone(by.actor, &by.policy.access, by.facts)?;
        let known = by.facts.call(call).present()?;
        let towards = known.into_iter().flat_map(|call| FactKey::towards(by.actor, call.handler));
        by.facts.gather(towards.chain(of_reviewer(act, by, known.map(|call| call.handler))))?;
        match visible_call(call, by.actor, &by.policy.access, by.facts)? {
            Some(Call { call, handler, .. }) => {
                let of = OfCall::Call(*call);
                Ok(Some(Whose::Person { coached: *handler, author: None, keeper: None, of }))
            }
            None => Err(Rejection::from(Code::NotFound).at("/body/call").into()),
        }
    }

    fn asks(act: &Act, actor: Actor, _: &Policy) -> impl Iterator<Item = FactKey> {
        let of_call = named_in(act).into_iter().flat_map(|call| [FactKey::call(call), FactKey::reviews_asked(call)]);
        let named = reviewer_in(act).into_iter().flat_map(move |reviewer| profile(actor, reviewer));
        let asks_manager = matches!(act, Act::Request(RequestReview { reviewer: None, .. }));
        let above = actor.person().filter(|_| asks_manager).map(FactKey::acting_managers);
        let given = named_in(act).and_then(|call| reviews_given(Some(act), actor, call));
        of_call.chain(named).chain(above).chain(given)
    }

    /// While it is to be done: the call, what else is asked about it, and whoever is to review it from now on.
    fn rests_on<F: Facts>(asking: &Asking<'_, Self, F>) -> impl Iterator<Item = FactKey> {
        let begins = asking.act.is_some_and(|act| named_in(act).is_some());
        let live = asking.known.filter(|known| !begins && known.state.is_live());
        let of_call = live.map(|known| [FactKey::call(known.call), FactKey::reviews_asked(known.call)]);
        let given = live.and_then(|known| reviews_given(asking.act, asking.by.actor, known.call));
        let agent = live.map(|known| known.agent);
        let reviewers: Vec<FactKey> = match (asking.act, live) {
            (Some(act), Some(_)) => of_reviewer(act, asking.by, agent).collect(),
            _ => Vec::new(),
        };
        of_call.into_iter().flatten().chain(reviewers).chain(given)
    }

    fn body<F: Facts>(case: &Case<'_, Self, F>, act: &Act) -> Result<(), Refusal> {
        match act {
            Act::Assign(AssignReview { reviewer, due_on, call, .. }) => {
                can_be_asked(case, (*reviewer, *call))?;
                is_not_past(case, *reviewer, *due_on)?;
                is_not_asked(case, *call, |asked| asked.reviewer == *reviewer, REVIEWER)?;
                has_not_reviewed(case, (*reviewer, *call)).map_err(|refused| refused.at(REVIEWER))
            }
            Act::Request(body) => {
                can_be_asked(case, (asked_reviewer(case, body)?, body.call))?;
                // What was assigned is not for them to know.
                is_not_asked(case, body.call, |asked| asked.is_requested, "/body/call")
            }
            Act::Accept(AcceptReviewRequest { due_on: Some(due_on), .. }) => {
                case.actor.person().map_or(Ok(()), |actor| is_not_past(case, actor, *due_on))
            }
            Act::Reassign(body) => case.known.map_or(Ok(()), |known| can_be_reassigned(case, known, body)),
            Act::Accept(_) | Act::Recall(_) | Act::Decline(_) | Act::Withdraw(_) => Ok(()),
            Act::Archive(_) | Act::Restore(_) => Ok(()),
        }
    }

    fn check<F: Facts>(case: &Case<'_, Self, F>, condition: Condition) -> Result<Option<WarningCode>, Refusal> {
        let agent = case.coached()?;
        let refuse_if = |is: bool, code: Code| if is { Err(code.into()) } else { Ok(None) };
        let origin = case.known.map(|known| known.origin);
        match condition {
            // That nobody has an account who would see a review matters when it is delivered.
            Condition::AgentIsActive => is_there(agent, case.facts).map(|_| None),
            Condition::CallIsTheAgents => {
                let call = case.known.map(|known| case.facts.call(known.call).present()).transpose()?.flatten();
                refuse_if(call.is_none_or(|call| call.handler != agent), Code::CallOfAnother)
            }
            Condition::ActorMayReview => match (case.actor.person(), case.known) {
                (Some(actor), Some(known)) => {
                    may_review(case, (actor, known.call))?;
                    has_not_reviewed(case, (actor, known.call)).map(|()| None)
                }
                _ => Ok(None),
            },
            Condition::WasAssigned => refuse_if(origin == Some(Origin::Requested), Code::DeclineInstead),
            Condition::WasRequested => refuse_if(origin == Some(Origin::Assigned), Code::RecallInstead),
            Condition::SuccessorMayReview => match (case.change, case.known) {
                (Some(Change::HandedOver(body)), Some(known)) => {
                    successor_may(case, (body.to, &reviewed(agent, known.call)), Action::CreateReview)
                }
                _ => Ok(None),
            },
        }
    }

    fn changes<F: Facts>(case: &Case<'_, Self, F>, act: &Act) -> Result<Vec<Change>, Refusal> {
        let agent = case.coached()?;
        Ok(vec![match act {
            Act::Assign(body) => {
                let AssignReview { call, due_on, note, review_assignment, reviewer } = body.clone();
                Change::Assigned(ReviewAssigned { agent, call, due_on, note, review_assignment, reviewer })
            }
            Act::Request(body) => {
                let RequestReview { call, note, review_assignment, .. } = body.clone();
                let reviewer = asked_reviewer(case, body)?;
                Change::Requested(ReviewRequested { agent, call, note, review_assignment, reviewer })
            }
            Act::Accept(AcceptReviewRequest { due_on, review_assignment }) => {
                let reviewer = case.actor.person().ok_or(Code::NotPermitted)?;
                let (due_on, review_assignment) = (*due_on, *review_assignment);
                Change::Accepted(ReviewRequestAccepted { due_on, review_assignment, reviewer })
            }
            Act::Reassign(body) => {
                let in_force = case.known.and_then(|known| known.due_on);
                let ReassignReview { due_on, reason, review_assignment, reviewer } = body.clone();
                if case.known.is_some_and(|known| says_what_stands(known, body)) {
                    return Ok(Vec::new());
                }
                let due_on = due_on.or(in_force);
                Change::Reassigned(ReviewReassigned { due_on, reason, review_assignment, reviewer })
            }
            Act::Recall(ReviewAssignmentReason { reason, review_assignment }) => Change::Recalled(ReviewRecalled {
                reason: reason.clone(),
                review_assignment: *review_assignment,
                said_by: None,
            }),
            Act::Decline(body) => Change::Declined(body.clone()),
            Act::Withdraw(body) => Change::Withdrawn(body.clone()),
            Act::Archive(body) => Change::Archived(*body),
            Act::Restore(body) => Change::Restored(*body),
        }])
    }
}

const REVIEWER: &str = "/body/reviewer";
const DUE_ON: &str = "/body/due_on";

/// The call that a command's body brings.
fn named_in(act: &Act) -> Option<CallId> {
    match act {
        Act::Assign(body) => Some(body.call),
        Act::Request(body) => Some(body.call),
        _ => None,
    }
}

/// The reviewer whom a command's body names.
fn reviewer_in(act: &Act) -> Option<PersonId> {
    match act {
        Act::Assign(body) => Some(body.reviewer),
        Act::Request(body) => body.reviewer,
        Act::Reassign(body) => Some(body.reviewer),
        _ => None,
    }
}

/// The reviews of this call of whoever is to review it by a command: without one, and where what is open is told instead, of whoever
/// could take it up.
fn reviews_given(act: Option<&Act>, actor: Actor, call: CallId) -> Option<FactKey> {
    let reviewer = match act {
        Some(Act::Assign(body)) => Some(body.reviewer),
        Some(Act::Reassign(body)) => Some(body.reviewer),
        Some(Act::Accept(_) | Act::Archive(_) | Act::Restore(_)) | None => actor.person(),
        Some(_) => None,
    };
    reviewer.map(|reviewer| FactKey::reviews_given(call, reviewer))
}

/// What has to be known for an actor to see somebody.
fn profile(actor: Actor, person: PersonId) -> impl Iterator<Item = FactKey> {
    let up = actor.person().map(|actor| FactKey::manages(person, actor));
    FactKey::towards(actor, person).chain(up)
}

/// What has to be known of whoever is to review the call of somebody, or may come to be asked for it.
fn of_reviewer<F: Facts>(act: &Act, by: &By<'_, F>, agent: Option<PersonId>) -> impl Iterator<Item = FactKey> + use<F> {
    let asks_manager = matches!(act, Act::Request(RequestReview { reviewer: None, .. }));
    let below = by.actor.person().filter(|_| asks_manager);
    let above = below.and_then(|actor| by.facts.acting_managers(actor).present().ok().flatten());
    let actor = by.actor;
    reviewer_in(act).into_iter().chain(above.unwrap_or_default()).flat_map(move |reviewer| {
        let line = agent.map(|agent| FactKey::manages(reviewer, agent));
        profile(actor, reviewer).chain(line)
    })
}

/// Whose a review of a call is that nobody has begun.
const fn reviewed(agent: PersonId, call: CallId) -> Whose {
    Whose::Review { coached: agent, reviewer: None, former: Vec::new(), undecided: false, of: OfCall::Call(call) }
}

/// Whom a request is addressed to: whoever is named, or the nearest manager who may review the call.
fn asked_reviewer<F: Facts>(
    case: &Case<'_, ReviewAssignment, F>,
    request: &RequestReview,
) -> Result<PersonId, Refusal> {
    if let Some(named) = request.reviewer {
        return Ok(named);
    }
    for manager in case.facts.acting_managers(case.coached()?).present()?.unwrap_or_default() {
        if towards_review(case, (manager, request.call))?.may(Action::CreateReview).is_ok() {
            return Ok(manager);
        }
    }
    Err(Rejection::from(Code::ReviewerMissing).at(REVIEWER).into())
}

/// Whether somebody whom the actor may know of is there, and may review this call.
fn can_be_asked<F: Facts>(
    case: &Case<'_, ReviewAssignment, F>,
    (reviewer, call): (PersonId, CallId),
) -> Result<(), Refusal> {
    let refuse = |code: Code| Err(Rejection::from(code).at(REVIEWER).into());
    match visible_person(reviewer, case.actor, &case.policy.access, case.facts)? {
        None => refuse(Code::NotFound),
        Some(person) if !person.active => refuse(Code::PersonDeactivated),
        Some(person) if !person.has_account => refuse(Code::ActorWithoutAccount),
        Some(_) => may_review(case, (reviewer, call)).map_err(|refused| refused.at(REVIEWER)),
    }
}

/// Whether somebody may review this call.
fn may_review<F: Facts>(
    case: &Case<'_, ReviewAssignment, F>,
    (reviewer, call): (PersonId, CallId),
) -> Result<(), Refusal> {
    let refused = |reason: Reason| Reason::new(Code::ReviewerNotPermitted).for_want_in(&reason).into();
    towards_review(case, (reviewer, call))?.may(Action::CreateReview).map_err(refused)
}

/// Where somebody stands towards a review of this call that nobody has begun.
fn towards_review<'a, F: Facts>(
    case: &Case<'a, ReviewAssignment, F>,
    (reviewer, call): (PersonId, CallId),
) -> Result<Standing<'a>, Refusal> {
    let whose = reviewed(case.coached()?, call);
    Standing::of(Actor::Person(reviewer), &whose, &case.policy.access, case.facts)
}

/// Whether somebody can still begin a review of this call, or end the one that they drafted: each gives one.
fn has_not_reviewed<F: Facts>(
    case: &Case<'_, ReviewAssignment, F>,
    (reviewer, call): (PersonId, CallId),
) -> Result<(), Refusal> {
    let agent = case.coached()?;
    let given = case.facts.reviews_given(ReviewsGivenKey { call, reviewer }).present()?.unwrap_or_default();
    let Some(given) = given.into_iter().find(|given| given.agent == agent && given.delivered) else { return Ok(()) };
    // Which review it is, is not everybody's to know who may have one done.
    let is_own = case.actor == Actor::Person(reviewer);
    let actual = if is_own { given.review.to_string() } else { reviewer.to_string() };
    Err(Reason::new(Code::CallReviewedAlready).with(DetailKey::Actual, actual).into())
}

/// Whether a due date is not over where whoever is to keep it is.
fn is_not_past<F: Facts>(
    case: &Case<'_, ReviewAssignment, F>,
    reviewer: PersonId,
    due_on: LocalDate,
) -> Result<(), Refusal> {
    let today = case.policy.organisation.zone_of(reviewer, case.facts)?.day_of(case.at);
    if due_on < today {
        return Err(Rejection::from(Code::DueDatePast).at(DUE_ON).into());
    }
    Ok(())
}

/// Whether nothing of this sort is asked about the call already. What was asked when it was taken for another's call is
/// nothing to whoever did handle it.
fn is_not_asked<F: Facts>(
    case: &Case<'_, ReviewAssignment, F>,
    call: CallId,
    is: impl Fn(&AskedReview) -> bool,
    path: &str,
) -> Result<(), Refusal> {
    let asked = case.facts.reviews_asked(call).present()?.unwrap_or_default();
    let agent = case.coached()?;
    if asked.iter().any(|asked| asked.review_assignment != case.id && asked.agent == agent && is(asked)) {
        return Err(Rejection::from(Code::ReviewAlreadyAsked).at(path).into());
    }
    Ok(())
}

/// Whoever is to review the call may do so, and by a day that is not over where they are.
fn can_be_reassigned<F: Facts>(
    case: &Case<'_, ReviewAssignment, F>,
    known: &ReviewAssignment,
    body: &ReassignReview,
) -> Result<(), Refusal> {
    if says_what_stands(known, body) {
        return Ok(());
    }
    can_be_asked(case, (body.reviewer, known.call))?;
    if let Some(due_on) = body.due_on.or(known.due_on) {
        is_not_past(case, body.reviewer, due_on)?;
    }
    // Who is to review it already may be given another day, whatever else is asked of them.
    if body.reviewer == known.reviewer {
        return Ok(());
    }
    is_not_asked(case, known.call, |asked| asked.reviewer == body.reviewer, REVIEWER)?;
    has_not_reviewed(case, (body.reviewer, known.call)).map_err(|refused| refused.at(REVIEWER))
}

/// Whether a command would change nothing: a request is assigned by it, whoever was asked.
fn says_what_stands(known: &ReviewAssignment, body: &ReassignReview) -> bool {
    let same_day = body.due_on.is_none() || body.due_on == known.due_on;
    known.state == State::Open && known.reviewer == body.reviewer && same_day
}
