//! What is allowed with a plan, and what its commands change. The conditions of its cells stand in `conditions.rs`.
//!
//! Rules: ACC-08, ACC-11, MIL-02, MIL-03, ORG-03, PIP-01, PIP-02, PIP-05, PIP-06, PLN-01, PLN-05, PLN-06, PLN-08, PLN-10,
//! PLN-13.

use std::collections::BTreeSet;

use touchline_calculators::plan::MilestoneStanding;
use touchline_kernel::{Actor, Code, DetailKey, Key, LocalDate, Note, PersonId, Reason, Rejection, WarningCode};

use super::conditions::{check, may_coach};
use super::lifecycle::{Condition, State, Verb};
use super::milestones::{
    MILESTONE, PlanCase, VALUE, are_smart, areas_stay, can_be_set, can_come_to, live, standing_with, still_open, the,
};
use super::proposal::{awaits_decision, can_be_accepted};
use super::said::Said;
use super::template::{kept_in, shipped_in, started};
use super::{
    Act, AmendPlan, Change, CompletePlan, CreatePlan, InternalCoach, Milestone, MilestoneOutcome, MilestoneResult,
    Plan, PlanCancelled, PlanCoach, PlanContent, PlanCreated, PlanHeld, PlanRef, PlanResumed, PlanSessions,
    ReviewMidpoint, RevisePlan, StartFromTemplate, TemplateUsed, TrackApproved, TrackMarked, TrackRejected, whose,
};
use crate::access::Whose;
use crate::facts::{FactKey, Facts, Office, Refusal, refuse_if};
use crate::ground::{PlanId, ThingRef};
use crate::life::{Asking, Life, by_table};
use crate::policy::Policy;

impl Life for Plan {
    by_table!(archived);

    fn follows(change: &Change) -> Option<Verb> {
        match change {
            Change::MilestoneProgressed(_) => Some(Verb::Progress),
            Change::Created(_) => Some(Verb::TakeUp),
            Change::HandedOver(_) => Some(Verb::HandOver),
            _ => None,
        }
    }

    fn makes(act: &Act) -> Option<Whose> {
        match act {
            Act::Create(body) => Some(whose(body.coachee, [].into_iter(), None)),
            Act::StartFromTemplate(body) => Some(whose(body.coachee, [].into_iter(), None)),
            _ => None,
        }
    }

    fn asks(act: &Act, actor: Actor, _: &Policy) -> impl Iterator<Item = FactKey> {
        let sessions = moves_sessions_of(act).map(FactKey::sessions_scheduled);
        let template = kept_in(act).map(FactKey::plan_template);
        let shipped = shipped_in(act).map(FactKey::plan_template_in_place);
        keys_of(writers_in(act, actor), coachee_in(act)).chain(sessions).chain(template).chain(shipped)
    }

    /// Who is to coach, and how they stand to whom the plan coaches; the sessions of a plan that is to end or to go on, or
    /// that somebody is to coach; of an improvement track, who may approve it.
    fn rests_on<F: Facts>(asking: &Asking<'_, Self, F>) -> impl Iterator<Item = FactKey> {
        let track = asking.known.and_then(Plan::as_track);
        let named = asking.act.map(|act| writers_in(act, asking.by.actor)).unwrap_or_default();
        let coachee = asking.act.and_then(coachee_in).or(asking.known.map(|known| known.coachee));
        let moved = asking.act.and_then(moves_sessions_of);
        let sessions = moved.and_then(|plan| asking.by.facts.sessions_scheduled(plan).present().ok().flatten());
        let sessions = sessions.into_iter().flatten().map(|session| FactKey::Thing(ThingRef::of(session)));
        let office = track.map(|_| FactKey::in_office(Office::TrackApprover));
        let removes = matches!(asking.act, None | Some(Act::RemoveCoach(_)));
        let left = asking.known.filter(|_| removes).map(|known| known.standing().writers()).unwrap_or_default();
        let left = left.into_iter().map(FactKey::person);
        keys_of(named, coachee).chain(sessions).chain(office).chain(left)
    }

    fn body<F: Facts>(case: &PlanCase<'_, F>, act: &Act) -> Result<(), Refusal> {
        is_said_for_a_coach(case, act)?;
        match (act, case.known) {
            (Act::Create(body), _) => can_be_created(case, body),
            (Act::StartFromTemplate(body), _) => can_be_created(case, &started(case, body)?.0),
            (_, None) => Ok(()),
            (Act::Revise(body), Some(known)) => can_say(case, known, &body.content),
            (Act::SetMilestone(body), Some(known)) => can_be_set(case, known, &body.milestone),
            (Act::RemoveMilestone(body), Some(known)) => the(known, &body.milestone).map(drop),
            (Act::UpdateMilestone(body), Some(known)) => {
                can_come_to(case, known, &body.milestone, (body.value, case.at))
            }
            (Act::ReopenMilestone(body), Some(known)) => {
                let milestone = live(known, &body.milestone)?;
                case.has_room(milestone.updates.len()).map_err(|refused| refused.at(VALUE))?;
                refuse_if(milestone.standing() == MilestoneStanding::Open, Code::MilestoneNotAchieved, MILESTONE)?;
                let after = standing_with(milestone, body.value)?;
                refuse_if(after == MilestoneStanding::Achieved, Code::MilestoneStillAchieved, VALUE)
            }
            (Act::DropMilestone(body), Some(known)) => still_open(known, &body.milestone, MILESTONE).map(drop),
            (Act::ReviewMidpoint(body), Some(known)) => assesses_all(known, body),
            (Act::Complete(body), Some(known)) => tells_all(known, body),
            (Act::Resume(body), Some(known)) if body.shift => {
                // What is approved of a track is its days, too, also before they run.
                refuse_if(known.as_track().is_some(), Code::AmendInstead, "/body/shift")?;
                can_be_shifted(case, known)
            }
            (Act::Hold(body), Some(known)) => says_why(known, body.reason.as_ref()),
            (Act::Reinstate(body), Some(known)) => says_why(known, body.reason.as_ref()),
            (Act::Approve(body), Some(known)) => is_what_was_read(known, body.content_version),
            (Act::Reject(body), Some(known)) => is_what_awaits(known, body.content_version),
            // What cannot be amended at all is refused as that by its conditions, whatever is proposed.
            (Act::Amend(body), Some(known)) if known.is_amended() => Said::from(body).fits(case, known),
            // A milestone can be proposed that a coach could set.
            (Act::ProposeMilestone(body), Some(known)) => can_be_set(case, known, &body.milestone),
            (Act::AcceptMilestone(body), Some(known)) => can_be_accepted(case, known, body.proposal),
            (Act::DeclineMilestone(body), Some(known)) => awaits_decision(known, body.proposal).map(drop),
            (Act::WithdrawMilestone(body), Some(known)) => awaits_decision(known, body.proposal).map(drop),
            (Act::Sign(body), Some(known)) => is_meant(known.signing.content_version, body.content_version),
            (Act::AddCoach(body), Some(known)) => {
                may_coach(case, (known.coachee, &body.coach), "/body/coach")?;
                let is_new = known.coach(&body.coach.meant()).is_none();
                let ever = known.coaches.len().saturating_add(known.former_coaches.len());
                let room = if is_new { case.has_room(ever) } else { Ok(()) };
                room.map_err(|refused| refused.at("/body/coach"))
            }
            (Act::RemoveCoach(body), Some(known)) => {
                refuse_if(known.coach(&body.coach).is_none(), Code::NotFound, "/body/coach")
            }
            _ => Ok(()),
        }
    }

    fn check<F: Facts>(case: &PlanCase<'_, F>, condition: Condition) -> Result<Option<WarningCode>, Refusal> {
        check(case, condition)
    }

    fn changes<F: Facts>(case: &PlanCase<'_, F>, act: &Act) -> Result<Vec<Change>, Refusal> {
        if case.known.is_some_and(|known| says_what_stands(case, known, act)) {
            return Ok(Vec::new());
        }
        Ok(vec![match act {
            Act::Create(body) => Change::Created(created(case, body.clone(), None)),
            Act::StartFromTemplate(body) => {
                let (body, used) = started(case, body)?;
                Change::Created(created(case, body, Some(used)))
            }
            Act::Revise(body) => {
                Change::Revised(RevisePlan { content: with_check_ins(case, &body.content), ..body.clone() })
            }
            Act::SetMilestone(body) => Change::MilestoneSet(body.clone()),
            Act::RemoveMilestone(body) => Change::MilestoneRemoved(body.clone()),
            Act::UpdateMilestone(body) => Change::MilestoneUpdated(body.clone()),
            Act::ReopenMilestone(body) => Change::MilestoneReopened(body.clone()),
            Act::DropMilestone(body) => Change::MilestoneDropped(body.clone()),
            Act::ReviewMidpoint(body) => Change::MidpointReviewed(body.clone()),
            Act::Activate(body) => Change::Activated(body.clone()),
            Act::Hold(body) => {
                let (on_behalf_of, plan, reason) = (body.on_behalf_of.clone(), body.plan, body.reason.clone());
                Change::Held(PlanHeld { held_on: today(case)?, on_behalf_of, plan, reason })
            }
            Act::Resume(body) => {
                let days = days_on_hold(case)?;
                let shifted_by = |is_shifted: bool| if is_shifted { days } else { 0 };
                Change::Resumed(PlanResumed {
                    on_behalf_of: body.on_behalf_of.clone(),
                    plan: body.plan,
                    resumed_on: today(case)?,
                    sessions_shifted_days: shifted_by(body.shift_sessions),
                    shifted_days: shifted_by(body.shift),
                })
            }
            Act::Complete(body) => Change::Completed(body.clone()),
            Act::Cancel(body) => {
                let (on_behalf_of, plan, reason) = (body.on_behalf_of.clone(), body.plan, body.reason.clone());
                Change::Cancelled(PlanCancelled { cancelled_on: today(case)?, on_behalf_of, plan, reason })
            }
            Act::Reinstate(body) => Change::Reinstated(body.clone()),
            Act::AddCoach(body) => Change::CoachAdded(body.clone()),
            Act::RemoveCoach(body) => Change::CoachRemoved(body.clone()),
            Act::Archive(body) => Change::Archived(*body),
            Act::Restore(body) => Change::Restored(*body),
            Act::MarkTrack(body) => {
                let says_so = case.known.is_some_and(|known| known.content.sessions.is_some());
                let sessions = (!says_so).then(|| check_ins(case.policy));
                Change::TrackMarked(TrackMarked { plan: body.plan, sessions })
            }
            Act::UnmarkTrack(body) => Change::TrackUnmarked(*body),
            Act::RequestApproval(body) => Change::ApprovalRequested(*body),
            Act::WithdrawRequest(body) => Change::RequestWithdrawn(*body),
            Act::Approve(body) => return Ok(approved(case, body.plan)),
            Act::Reject(body) => {
                let (content_version, plan, reason) = (awaiting(case.known), body.plan, body.reason.clone());
                Change::Rejected(TrackRejected { content_version, plan, reason })
            }
            Act::Amend(body) => {
                let content = with_check_ins(case, &body.content);
                Change::AmendmentProposed(AmendPlan { content, ..body.clone() })
            }
            Act::Sign(body) => Change::Signed(*body),
            Act::ProposeMilestone(body) => Change::MilestoneProposed(body.clone()),
            Act::AcceptMilestone(body) => Change::MilestoneAccepted(*body),
            Act::DeclineMilestone(body) => Change::MilestoneDeclined(body.clone()),
            Act::WithdrawMilestone(body) => Change::MilestoneWithdrawn(*body),
        }])
    }
}

/// The plan that a command brings to its end, of which what is still ahead is called off; or has go on, of which those are told of
/// what came near meanwhile; or under which somebody comes to coach, who takes part in what is ahead.
fn moves_sessions_of(act: &Act) -> Option<PlanId> {
    match act {
        Act::Complete(body) => Some(body.plan),
        Act::Cancel(body) => Some(body.plan),
        Act::Resume(body) => Some(body.plan),
        Act::AddCoach(body) => Some(body.plan),
        _ => None,
    }
}

/// Whom a command brings that is to be coached.
fn coachee_in(act: &Act) -> Option<PersonId> {
    match act {
        Act::Create(body) => Some(body.coachee),
        Act::StartFromTemplate(body) => Some(body.coachee),
        _ => None,
    }
}

/// Those whom a command has coach, or write for who coaches.
fn writers_in(act: &Act, actor: Actor) -> Vec<PersonId> {
    match act {
        // Whoever names nobody is to coach themselves.
        Act::Create(CreatePlan { coaches, .. }) | Act::StartFromTemplate(StartFromTemplate { coaches, .. }) => {
            let own = actor.person().filter(|_| coaches.is_empty());
            coaches.iter().map(PlanCoach::writer).chain(own).collect()
        }
        Act::AddCoach(body) => vec![body.coach.writer()],
        _ => Vec::new(),
    }
}

/// What has to be known of those who are to coach somebody.
fn keys_of(writers: Vec<PersonId>, coachee: Option<PersonId>) -> impl Iterator<Item = FactKey> {
    let of = move |writer| {
        let line = coachee.map(|coachee| FactKey::manages(writer, coachee));
        [FactKey::person(writer)].into_iter().chain(line)
    };
    writers.into_iter().flat_map(of)
}

/// The day that it is where the coachee is.
fn today<F: Facts>(case: &PlanCase<'_, F>) -> Result<LocalDate, Refusal> {
    Ok(case.policy.organisation.zone_of(case.coached()?, case.facts)?.day_of(case.at))
}

/// The check-ins of an improvement track that says nothing of sessions.
fn check_ins(policy: &Policy) -> PlanSessions {
    let length_minutes = policy.plan.check_in_minutes;
    PlanSessions { agenda: Vec::new(), length_minutes, rhythm: policy.plan.check_in_rhythm }
}

/// What a plan is to say: where it is an improvement track, and nothing is said of sessions, with check-ins.
fn with_check_ins<F>(case: &PlanCase<'_, F>, content: &PlanContent) -> PlanContent {
    let is_track = case.known.is_some_and(|known| known.as_track().is_some());
    let default = || is_track.then(|| check_ins(case.policy));
    PlanContent { sessions: content.sessions.clone().or_else(default), ..content.clone() }
}

/// The version of what awaits a decision.
fn awaiting(known: Option<&Plan>) -> u64 {
    known.and_then(Plan::open_request).map_or(0, |request| request.content_version)
}

/// What comes of an approval: an amendment is what the plan says from then on.
fn approved<F: Facts>(case: &PlanCase<'_, F>, plan: PlanId) -> Vec<Change> {
    let content_version = awaiting(case.known);
    let is_amendment = case.known.and_then(Plan::open_request).is_some_and(|request| request.is_amendment);
    let amended = is_amendment.then_some(Change::Amended(PlanRef { plan }));
    [Change::Approved(TrackApproved { content_version, plan })].into_iter().chain(amended).collect()
}

/// What is approved is what somebody read, and says so: what awaits an approval may have been changed, and asked for anew, since.
fn is_what_was_read(known: &Plan, read: Option<u64>) -> Result<(), Refusal> {
    let missing = Reason::new(Code::MissingField).with(DetailKey::Field, "content_version");
    refuse_if(known.open_request().is_some() && read.is_none(), missing, "/body")?;
    is_what_awaits(known, read)
}

/// What is decided on is what awaits a decision, where somebody says what they mean. That nothing does is for the conditions to
/// say.
fn is_what_awaits(known: &Plan, meant: Option<u64>) -> Result<(), Refusal> {
    let (Some(request), Some(meant)) = (known.open_request(), meant) else { return Ok(()) };
    is_meant(request.content_version, meant)
}

/// What somebody read is what stands.
fn is_meant(stands: u64, meant: u64) -> Result<(), Refusal> {
    let reason = Reason::new(Code::ContentChanged).with(DetailKey::ExpectedVersion, meant);
    refuse_if(meant != stands, reason.with(DetailKey::Version, stands), "/body/content_version")
}

/// Nobody lets an improvement track rest without saying why.
fn says_why(known: &Plan, reason: Option<&Note>) -> Result<(), Refusal> {
    let missing = Reason::new(Code::MissingField).with(DetailKey::Field, "reason");
    refuse_if(known.as_track().is_some() && reason.is_none(), missing, "/body")
}

/// How many days a plan was on hold that goes on today.
fn days_on_hold<F: Facts>(case: &PlanCase<'_, F>) -> Result<u32, Refusal> {
    let since = case.known.and_then(Plan::open_hold).map(|hold| hold.days.since);
    let days = since.map_or(Ok(0), |since| today(case).map(|today| today.days_since(since)))?;
    Ok(u32::try_from(days).unwrap_or_default())
}

/// Refuses to move days beyond the calendar.
fn can_be_shifted<F: Facts>(case: &PlanCase<'_, F>, known: &Plan) -> Result<(), Refusal> {
    let last = known.content.days.last;
    let beyond = last.checked_add_days(days_on_hold(case)?.into()).is_none();
    refuse_if(beyond, Reason::new(Code::InvalidDate).with(DetailKey::Actual, last.to_string()), "/body/shift")
}

fn created<F: Facts>(case: &PlanCase<'_, F>, body: CreatePlan, template: Option<TemplateUsed>) -> PlanCreated {
    let coaches = coaches(case, &body);
    let CreatePlan { coachee, content, milestones, plan, .. } = body;
    PlanCreated { coachee, coaches, content, created_by: None, milestones, plan, template }
}

/// Who coaches a plan that is created.
fn coaches<F: Facts>(case: &PlanCase<'_, F>, body: &CreatePlan) -> Vec<PlanCoach> {
    let creator = case.actor.person().filter(|_| body.coaches.is_empty());
    let own = creator.map(|person| PlanCoach::Person(InternalCoach { person }));
    body.coaches.iter().cloned().chain(own).collect()
}

/// Whose words a command brings: nothing of one that brings none.
fn words_of(act: &Act) -> Option<Option<&Key>> {
    let said = match act {
        Act::UpdateMilestone(body) => &body.on_behalf_of,
        Act::ReopenMilestone(body) => &body.on_behalf_of,
        Act::DropMilestone(body) => &body.on_behalf_of,
        Act::ReviewMidpoint(body) => &body.on_behalf_of,
        Act::Hold(body) => &body.on_behalf_of,
        Act::Complete(body) => &body.on_behalf_of,
        Act::Cancel(body) => &body.on_behalf_of,
        Act::Amend(body) => &body.on_behalf_of,
        Act::DeclineMilestone(body) => &body.on_behalf_of,
        // What is done without words is done by whoever may, who says for whom only where it is not their own doing.
        Act::Activate(body) => return body.on_behalf_of.as_ref().map(Some),
        Act::Reinstate(body) => return body.on_behalf_of.as_ref().map(Some),
        Act::RemoveMilestone(body) => return body.on_behalf_of.as_ref().map(Some),
        Act::Resume(body) => return body.on_behalf_of.as_ref().map(Some),
        Act::Revise(body) => return body.on_behalf_of.as_ref().map(Some),
        Act::SetMilestone(body) => return body.on_behalf_of.as_ref().map(Some),
        _ => return None,
    };
    Some(said.as_ref())
}

/// Words are those of one of the plan's coaches.
fn is_said_for_a_coach<F: Facts>(case: &PlanCase<'_, F>, act: &Act) -> Result<(), Refusal> {
    let (Some(said_for), Some(known)) = (words_of(act), case.known) else { return Ok(()) };
    let Some(actor) = case.actor.person() else { return Ok(()) };
    let spoken = known.standing().speaks_for(actor, said_for);
    spoken.map_err(|code| Rejection::from(code).at("/body/on_behalf_of").into())
}

fn can_be_created<F: Facts>(case: &PlanCase<'_, F>, body: &CreatePlan) -> Result<(), Refusal> {
    body.content.check_with(&body.milestones)?;
    let mut known = Vec::new();
    for (nth, coach) in body.coaches.iter().enumerate() {
        let path = format!("/body/coaches/{nth}");
        let named = coach.meant();
        refuse_if(known.contains(&named), twice(coach), &path)?;
        known.push(named);
        may_coach(case, (body.coachee, coach), &path)?;
    }
    if body.coaches.is_empty() {
        for coach in coaches(case, body) {
            may_coach(case, (body.coachee, &coach), "/body/coaches").map_err(|refused| refused.at("/body/coaches"))?;
        }
    }
    Ok(())
}

fn twice(coach: &PlanCoach) -> Reason {
    Reason::new(Code::EntryTwice).with(DetailKey::Actual, coach.name())
}

/// What a plan is to say fits the milestones that it has: their focus areas stay, and while its days run so do their days.
fn can_say<F: Facts>(case: &PlanCase<'_, F>, known: &Plan, content: &PlanContent) -> Result<(), Refusal> {
    content.check()?;
    areas_stay(known, content)?;
    if known.state != State::Active {
        return Ok(());
    }
    are_smart(known, content.days, &case.policy.plan).map_err(|refused| refused.at("/body/content/days"))
}

/// Milestones that a list names, each of them one of these, once, and none of them left out.
fn names_all<'a>(mut wanted: Vec<&'a Key>, named: impl Iterator<Item = &'a Key>, path: &str) -> Result<(), Refusal> {
    let mut known = BTreeSet::new();
    for (nth, key) in named.enumerate() {
        let place = format!("{path}/{nth}/milestone");
        refuse_if(!known.insert(key), Reason::twice(key.as_str()), &place)?;
        refuse_if(!wanted.contains(&key), Code::NotFound, &place)?;
    }
    wanted.retain(|key| !known.contains(key));
    let left_out = wanted.first().map(|key| key.as_str()).unwrap_or_default();
    let reason = Reason::new(Code::MilestoneLeftOut).with(DetailKey::Actual, left_out);
    refuse_if(!wanted.is_empty(), reason, path)
}

fn assesses_all(known: &Plan, body: &ReviewMidpoint) -> Result<(), Refusal> {
    let wanted = known.aimed_at().map(|milestone| &milestone.content.milestone).collect();
    names_all(wanted, body.assessments.iter().map(|one| &one.milestone), "/body/assessments")
}

fn tells_all(known: &Plan, body: &CompletePlan) -> Result<(), Refusal> {
    let wanted = known.milestones.iter().map(|milestone| &milestone.content.milestone).collect();
    names_all(wanted, body.results.iter().map(|one| &one.milestone), "/body/results")?;
    for (nth, result) in body.results.iter().enumerate() {
        fits(the(known, &result.milestone)?, result, &format!("/body/results/{nth}"))?;
    }
    Ok(())
}

/// What became of a milestone is what its values say: to achieve one its target is recorded, and to say otherwise of one that
/// was achieved it is reopened.
fn fits(milestone: &Milestone, told: &MilestoneResult, path: &str) -> Result<(), Refusal> {
    let fitting: &[MilestoneOutcome] = match milestone.standing() {
        MilestoneStanding::Achieved => &[MilestoneOutcome::Achieved],
        MilestoneStanding::Dropped => &[MilestoneOutcome::Dropped],
        MilestoneStanding::Open => &[MilestoneOutcome::Missed, MilestoneOutcome::Dropped],
    };
    let names: Vec<&str> = fitting.iter().map(|outcome| outcome.into()).collect();
    let reason = Reason::new(Code::ResultDoesNotFit).with(DetailKey::Actual, milestone.content.milestone.as_str());
    let is_other = !fitting.contains(&told.result);
    refuse_if(is_other, reason.with(DetailKey::Known, names), &format!("{path}/result"))?;
    let drops = told.result == MilestoneOutcome::Dropped && milestone.dropped.is_none();
    let reason = Reason::new(Code::MissingField).with(DetailKey::Field, "reason");
    refuse_if(drops && told.reason.is_none(), reason, path)
}

/// Whether a command would change nothing.
fn says_what_stands<F>(case: &PlanCase<'_, F>, known: &Plan, act: &Act) -> bool {
    match act {
        Act::Revise(body) => known.content == with_check_ins(case, &body.content),
        Act::SetMilestone(body) => {
            known.milestone(&body.milestone.milestone).is_some_and(|milestone| milestone.content == body.milestone)
        }
        Act::AddCoach(body) => known.coach(&body.coach.meant()).is_some_and(|kept| kept.coach == body.coach),
        Act::MarkTrack(_) => known.as_track().is_some(),
        // A proposal by which all stays as it is takes the place of one that awaits a decision, too.
        Act::Amend(_) if known.open_request().is_some() => false,
        Act::Amend(body) => {
            let content = with_check_ins(case, &body.content);
            Said { content: &content, ..Said::from(body) }.stands_in(known)
        }
        _ => false,
    }
}
