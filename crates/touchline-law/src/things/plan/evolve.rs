//! What an event changes in a plan.
//!
//! Rules: MIL-03, ORG-03, PIP-01, PIP-02, PLN-05, PLN-06, PLN-10, PLN-13.

use super::amend::amend;
use super::follow::taken_over;
use super::notices::TELLINGS;
use super::proposal::MilestoneProposalOutcome;
use super::said::{milestone, say, set};
use super::signature::rewrites;
use super::track::{PlanAmendment, Track, TrackDecision, TrackVerdict};
use super::{
    AmendPlan, Change, CoachKept, CompletePlan, Course, FormerCoach, Happening, InternalCoach, MidpointReview,
    MilestoneOutcome, MilestoneUpdate, Plan, PlanCancellation, PlanCoach, PlanCoachRef, PlanCreated, PlanHold,
    PlanOutcome, PlanRemark, PlanResumed, State,
};
use crate::life::{Happens as _, Telling};
use touchline_calculators::plan::{HoldDays, MilestoneStanding};
use touchline_kernel::{Done, Event, Key, LocalDate, next_version};

/// The plan after an event, or nothing where the event cannot have happened to this state.
#[must_use]
pub(super) fn evolve(plan: Option<Plan>, event: Event<Change>) -> Option<Plan> {
    let (change, event) = event.split();
    let done = Done { at: event.at, by: event.by };
    let Some(known) = plan else {
        let Change::Created(body) = change else { return None };
        return Some(created(body, done));
    };
    let happening = change.happening();
    let moves_course = Telling::of(TELLINGS, &happening).iter().any(|notice| notice.when.is_of_a_course());
    let began = matches!(happening, Happening::Activated | Happening::Resumed);
    let to_sign = (rewrites(&known, &change), known.activated.is_some());
    let known = Plan { version: next_version(known.version), ..known };
    let mut known = changed(known, change, done)?;
    known.settle(happening, done);
    known.date(happening, done.at);
    known.bring_to_sign(to_sign, done);
    let course = Box::new(Course { at: done.at, began, since: known.version, unseen: known.requests_unseen() });
    Some(if moves_course { Plan { course, ..known } } else { known })
}

fn created(body: PlanCreated, done: Done) -> Plan {
    let done = Done { by: body.created_by.unwrap_or(done.by), ..done };
    Plan {
        activated: None,
        activated_on_behalf_of: None,
        archived: false,
        cancellations: Vec::new(),
        changed_at: done.at,
        coachee: body.coachee,
        coaches: body.coaches.into_iter().map(|coach| CoachKept { added: done, coach }).collect(),
        content: body.content,
        content_by: done.by,
        content_on_behalf_of: None,
        content_since: 1,
        course: Box::default(),
        created: done,
        drafts_unseen: 0,
        former_coaches: Vec::new(),
        holds: Vec::new(),
        midpoints: Vec::new(),
        milestones: body.milestones.into_iter().map(|content| set(content, done, None)).collect(),
        outcome: None,
        plan: body.plan,
        proposals: Vec::new(),
        signing: Box::default(),
        state: State::Draft,
        template: body.template,
        track: None,
        version: 1,
    }
}

fn changed(mut known: Plan, change: Change, done: Done) -> Option<Plan> {
    match change {
        Change::Created(_) => return None,
        Change::Revised(body) => {
            known.content = body.content;
            known.content_by = done.by;
            known.content_on_behalf_of = body.on_behalf_of;
        }
        Change::MilestoneSet(body) => say(&mut known, body.milestone, done, body.on_behalf_of),
        Change::MilestoneRemoved(body) => {
            known.milestones.retain(|milestone| milestone.content.milestone != body.milestone);
        }
        Change::MilestoneUpdated(body) => {
            let (note, on_behalf_of, value) = (body.note, body.on_behalf_of, body.value);
            let update =
                MilestoneUpdate { done, note, on_behalf_of, reopens: false, session: None, taken_at: None, value };
            milestone(&mut known, &body.milestone)?.updates.push(update);
        }
        Change::MilestoneReopened(body) => {
            let (note, on_behalf_of, value) = (Some(body.reason), body.on_behalf_of, body.value);
            let update =
                MilestoneUpdate { done, note, on_behalf_of, reopens: true, session: None, taken_at: None, value };
            milestone(&mut known, &body.milestone)?.updates.push(update);
        }
        Change::MilestoneDropped(body) => {
            let remark = PlanRemark { done, on_behalf_of: body.on_behalf_of, text: body.reason };
            milestone(&mut known, &body.milestone)?.dropped = Some(Box::new(remark));
        }
        Change::MidpointReviewed(body) => {
            let (assessments, on_behalf_of, summary) = (body.assessments, body.on_behalf_of, body.summary);
            known.midpoints.push(MidpointReview { assessments, done, on_behalf_of, summary });
        }
        Change::Activated(body) => begin(&mut known, done, body.on_behalf_of),
        Change::Held(body) => {
            let days = HoldDays { since: body.held_on, until: None };
            known.holds.push(PlanHold { reason: body.reason, ..hold(days, done, body.on_behalf_of) });
            known.state = State::OnHold;
        }
        Change::Resumed(body) => resume(&mut known, body, done)?,
        Change::Completed(body) => {
            drop_what_was_not_before(&mut known, &body, done);
            let summary = PlanRemark { done, on_behalf_of: body.on_behalf_of, text: body.summary };
            known.outcome = Some(Box::new(PlanOutcome { results: body.results, summary }));
            known.state = State::Completed;
        }
        Change::Cancelled(body) => {
            let said = PlanRemark { done, on_behalf_of: body.on_behalf_of, text: body.reason };
            let cancelled_on = body.cancelled_on;
            let of_draft = known.activated.is_none();
            known.cancellations.push(PlanCancellation {
                cancelled_on,
                of_draft,
                reinstated: None,
                reinstated_because: None,
                reinstated_on_behalf_of: None,
                said,
            });
            known.state = State::Cancelled;
        }
        Change::Reinstated(body) => {
            let cancellation = known.cancellations.last_mut()?;
            cancellation.reinstated = Some(done);
            cancellation.reinstated_because = body.reason;
            cancellation.reinstated_on_behalf_of = body.on_behalf_of;
            let (since, said) = (cancellation.cancelled_on, cancellation.said.clone());
            // The days on which it was off are on hold, too.
            if known.open_hold().is_none() {
                let days = HoldDays { since, until: None };
                known.holds.push(hold(days, said.done, said.on_behalf_of));
            }
            known.state = State::OnHold;
        }
        Change::CoachAdded(body) => add(&mut known, body.coach, done),
        Change::CoachRemoved(body) => remove(&mut known, &body.coach, done),
        Change::HandedOver(body) => {
            let coaches = taken_over(&known.coaches, &body);
            remove(&mut known, &PlanCoachRef::Person(InternalCoach { person: body.before }), done);
            coaches.into_iter().for_each(|coach| take_over(&mut known, coach, done));
        }
        Change::MilestoneProgressed(body) => {
            let done = Done { at: done.at, by: body.recorded_by };
            let (note, on_behalf_of, session) = (body.note, body.on_behalf_of, Some(body.session));
            let (taken_at, value) = (body.taken_at, body.value);
            let update = MilestoneUpdate { done, note, on_behalf_of, reopens: false, session, taken_at, value };
            milestone(&mut known, &body.milestone)?.updates.push(update);
        }
        Change::Archived(_) => known.archived = true,
        Change::Restored(_) => known.archived = false,
        Change::TrackMarked(body) => {
            known.content.sessions = known.content.sessions.or(body.sessions);
            let before = known.track.take().map(|track| *track);
            known.track = Some(Box::new(Track::marked(before, done)));
        }
        Change::TrackUnmarked(_) => known.track.as_deref_mut()?.unmarked = Some(done),
        Change::ApprovalRequested(_) => {
            let since = known.content_since;
            known.track.as_deref_mut()?.request((done, since), false);
        }
        Change::RequestWithdrawn(_) => known.track.as_deref_mut()?.withdraw(done),
        Change::Approved(_) => {
            let decision = TrackDecision { done, reason: None, verdict: TrackVerdict::Approved };
            known.track.as_deref_mut()?.decide(decision);
        }
        Change::Rejected(body) => {
            let decision = TrackDecision { done, reason: Some(body.reason), verdict: TrackVerdict::Rejected };
            known.track.as_deref_mut()?.decide(decision);
        }
        Change::AmendmentProposed(body) => {
            let version = known.version;
            known.track.as_deref_mut()?.propose(proposed(body, (done, version)));
        }
        Change::Amended(_) => amend(&mut known)?,
        Change::Signed(body) => known.signing.sign(body.content_version, done),
        Change::MilestoneProposed(body) => known.propose(body, done),
        Change::MilestoneAccepted(body) => known.accept(body.proposal, done)?,
        Change::MilestoneDeclined(body) => {
            let said = PlanRemark { done, on_behalf_of: body.on_behalf_of, text: body.reason };
            known.settle_proposal(body.proposal, MilestoneProposalOutcome::Declined(said))?;
        }
        Change::MilestoneWithdrawn(body) => {
            known.settle_proposal(body.proposal, MilestoneProposalOutcome::Withdrawn(done))?;
        }
    }
    Some(known)
}

/// Has somebody coach, or another write for one from outside who does.
fn add(plan: &mut Plan, coach: PlanCoach, done: Done) {
    let meant = coach.meant();
    match plan.coaches.iter_mut().find(|kept| kept.coach.meant() == meant) {
        // Who coaches already, and takes over from another, has nothing to change.
        Some(kept) if kept.coach == coach => {}
        Some(kept) => *kept = CoachKept { added: Done { at: kept.added.at, by: done.by }, coach },
        None => plan.coaches.push(CoachKept { added: done, coach }),
    }
}

/// Has somebody coach, or write for one from outside, whose name stays in the words of whoever said it.
fn take_over(plan: &mut Plan, coach: PlanCoach, done: Done) {
    let meant = coach.meant();
    match plan.coaches.iter_mut().find(|kept| kept.coach.meant() == meant) {
        Some(kept) => kept.coach = coach,
        None => plan.coaches.push(CoachKept { added: done, coach }),
    }
}

fn remove(plan: &mut Plan, coach: &PlanCoachRef, done: Done) {
    let gone = plan.coaches.extract_if(.., |kept| kept.coach.meant() == *coach);
    plan.former_coaches.extend(gone.map(|kept| FormerCoach { kept, removed: done }));
}

/// A hold that begins.
fn hold(days: HoldDays, held: Done, on_behalf_of: Option<Key>) -> PlanHold {
    PlanHold { days, held, on_behalf_of, reason: None, resumed: None, resumed_on_behalf_of: None, shifted_days: 0 }
}

fn proposed(body: AmendPlan, (proposed, version): (Done, u64)) -> PlanAmendment {
    let AmendPlan { content, dropped, milestones, on_behalf_of, reason, .. } = body;
    PlanAmendment { content, dropped, milestones, on_behalf_of, proposed, reason, version }
}

/// What is dropped with the plan's end is aimed at no more, as what was dropped before.
fn drop_what_was_not_before(plan: &mut Plan, body: &CompletePlan, done: Done) {
    let dropped = body.results.iter().filter(|result| result.result == MilestoneOutcome::Dropped);
    for (key, reason) in dropped.filter_map(|result| Some((&result.milestone, result.reason.as_ref()?))) {
        if let Some(milestone) = milestone(plan, key).filter(|milestone| milestone.dropped.is_none()) {
            let (on_behalf_of, text) = (body.on_behalf_of.clone(), reason.clone());
            milestone.dropped = Some(Box::new(PlanRemark { done, on_behalf_of, text }));
        }
    }
}

/// Its days run. What it was before is not for whom it coaches, so nothing of that is counted.
fn begin(plan: &mut Plan, done: Done, on_behalf_of: Option<Key>) {
    plan.state = State::Active;
    if plan.activated.is_none() {
        plan.activated = Some(done);
        plan.activated_on_behalf_of = on_behalf_of;
        plan.drafts_unseen = plan.version.saturating_sub(1);
        plan.holds.clear();
    }
}

fn resume(plan: &mut Plan, body: PlanResumed, done: Done) -> Option<()> {
    let hold = plan.holds.last_mut()?;
    let held_on = hold.days.since;
    hold.days.until = Some(body.resumed_on);
    hold.resumed = Some(done);
    hold.resumed_on_behalf_of.clone_from(&body.on_behalf_of);
    hold.shifted_days = body.shifted_days;
    let later = |day: LocalDate| day.checked_add_days(body.shifted_days.into()).unwrap_or(day);
    if plan.content.days.first > held_on {
        plan.content.days.first = later(plan.content.days.first);
    }
    plan.content.days.last = later(plan.content.days.last);
    for milestone in &mut plan.milestones {
        if milestone.standing() == MilestoneStanding::Open {
            milestone.content.target_on = milestone.content.target_on.map(later);
        }
    }
    begin(plan, done, body.on_behalf_of);
    Some(())
}
