//! What happened to an improvement track, dated: told from what the viewer is shown of it, and so of nothing else.
//!
//! Rules: PIP-04, PLN-13.

use schemars::JsonSchema;
use serde::Serialize;

use touchline_kernel::{Actor, Done, Instant, Key};
use touchline_law::ground::SessionId;
use touchline_law::things::plan::{
    AgentPlan, CoachKept, MidpointReview, MilestoneView, PlanCancellation, PlanCoachRef, PlanHold,
    PlanOutcome, PlanSight, PlanSigning, StaffPlan, TrackRequest, TrackVerdict,
};
use touchline_law::things::session::SessionSight;

/// What happened to an improvement track.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TimelineStep {
    /// It was created.
    Created,
    /// It was made an improvement track.
    Marked,
    /// An approval was asked for.
    ApprovalRequested,
    /// That was taken back.
    RequestWithdrawn,
    /// It was approved.
    Approved,
    /// An amendment that was approved with that came into force.
    Amended,
    /// It was rejected.
    Rejected,
    /// What had been asked for, or approved, was voided by a change.
    Voided,
    /// Its days began to run.
    Activated,
    /// Whom it coaches signed what it said.
    Signed,
    /// It was put on hold.
    Held,
    /// It went on.
    Resumed,
    /// It was reviewed in the middle.
    MidpointReviewed,
    /// Somebody came to coach who did not from the beginning.
    CoachAdded,
    /// Somebody coaches no more.
    CoachRemoved,
    /// It was recorded that a session was held.
    SessionHeld,
    /// It was recorded that a session was missed.
    SessionMissed,
    /// A session was called off, by itself, with its series or with the plan.
    SessionCancelled,
    /// It was recorded that a milestone is achieved.
    MilestoneAchieved,
    /// A milestone was reopened.
    MilestoneReopened,
    /// A milestone is aimed at no more.
    MilestoneDropped,
    /// It was called off.
    Cancelled,
    /// It was taken back up.
    Reinstated,
    /// It was completed.
    Completed,
}

/// When something happened, and by whose doing.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct TimelineEntry {
    /// When.
    pub at: Instant,
    /// By whose doing.
    pub by: Actor,
    /// Who came to coach, or does no more; null where it was nobody.
    pub coach: Option<PlanCoachRef>,
    /// The milestone; null where it was none.
    pub milestone: Option<Key>,
    /// The session; null where it was none.
    pub session: Option<SessionId>,
    /// What.
    pub step: TimelineStep,
}

impl TimelineEntry {
    fn of(step: TimelineStep, Done { at, by }: Done) -> Self {
        TimelineEntry { at, by, coach: None, milestone: None, session: None, step }
    }
}

type Told = (TimelineStep, Option<Done>, Option<SessionId>);

/// The timeline, the oldest first: of what is shown of the plan and of its sessions.
pub(super) fn timeline(plan: &PlanSight, sessions: &[SessionSight]) -> Vec<TimelineEntry> {
    let (of_plan, milestones, coaches) = match plan {
        PlanSight::Agent(seen) => (of_agent(seen), &seen.milestones, Vec::new()),
        PlanSight::Staff(seen) => (of_staff(seen), &seen.milestones, of_coaches(seen)),
    };
    let told = of_plan.into_iter().chain(sessions.iter().filter_map(of_session));
    let told = told.filter_map(|(step, done, session)| {
        done.map(|done| TimelineEntry { session, ..TimelineEntry::of(step, done) })
    });
    let mut entries: Vec<TimelineEntry> = told.chain(milestones.iter().flat_map(of_milestone)).chain(coaches).collect();
    entries.sort_by_key(|entry| (entry.at, entry.step, entry.session));
    entries
}

/// When a milestone was achieved, reopened and dropped: each at the moment at which that was recorded.
fn of_milestone(seen: &MilestoneView) -> Vec<TimelineEntry> {
    let turned = |(is_achieved, done)| {
        let step = if is_achieved { TimelineStep::MilestoneAchieved } else { TimelineStep::MilestoneReopened };
        TimelineEntry::of(step, done)
    };
    let mut told: Vec<TimelineEntry> = seen.turns().into_iter().map(turned).collect();
    told.extend(seen.dropped.as_ref().map(|said| TimelineEntry::of(TimelineStep::MilestoneDropped, said.done)));
    let of_it = |entry| TimelineEntry { milestone: Some(seen.content.milestone.clone()), ..entry };
    told.into_iter().map(of_it).collect()
}

/// When coaches came and went; those who were there from the beginning did not come.
fn of_coaches(plan: &StaffPlan) -> Vec<TimelineEntry> {
    let of = |kept: &CoachKept, step, done| TimelineEntry {
        coach: Some(kept.coach.meant()),
        ..TimelineEntry::of(step, done)
    };
    let all = plan.coaches.iter().chain(plan.former_coaches.iter().map(|former| &former.kept));
    let came = all.filter(|kept| kept.added.at != plan.created.at);
    let came = came.map(|kept| of(kept, TimelineStep::CoachAdded, kept.added));
    let went = plan.former_coaches.iter().map(|former| of(&former.kept, TimelineStep::CoachRemoved, former.removed));
    came.chain(went).collect()
}

fn of_agent(plan: &AgentPlan) -> Vec<Told> {
    let mut told = vec![(TimelineStep::Activated, plan.activated, None)];
    let approvals = plan.track.iter().flat_map(|track| &track.approvals);
    told.extend(approvals.flat_map(|approval| approved(Some(approval.done), approval.is_amendment)));
    told.extend(signed(&plan.signing));
    told.extend(course(&plan.holds, &plan.midpoints, &plan.cancellations, plan.outcome.as_ref()));
    told
}

fn of_staff(plan: &StaffPlan) -> Vec<Told> {
    let mut told =
        vec![(TimelineStep::Created, Some(plan.created), None), (TimelineStep::Activated, plan.activated, None)];
    if let Some(track) = &plan.track {
        told.push((TimelineStep::Marked, Some(track.marked), None));
        told.extend(track.requests.iter().flat_map(of_request));
    }
    told.extend(plan.signing.iter().flat_map(signed));
    told.extend(course(&plan.holds, &plan.midpoints, &plan.cancellations, plan.outcome.as_ref()));
    told
}

fn signed(signing: &PlanSigning) -> impl Iterator<Item = Told> {
    signing.signatures.iter().map(|signature| (TimelineStep::Signed, Some(signature.signed), None))
}

/// An approval: an amendment comes into force with it.
fn approved(done: Option<Done>, is_amendment: bool) -> [Told; 2] {
    [(TimelineStep::Approved, done, None), (TimelineStep::Amended, done.filter(|_| is_amendment), None)]
}

fn of_request(request: &TrackRequest) -> Vec<Told> {
    let decision = request.decision.as_deref();
    let decided = |verdict| decision.filter(|decision| decision.verdict == verdict).map(|decision| decision.done);
    let mut told = vec![
        (TimelineStep::ApprovalRequested, Some(request.asked), None),
        (TimelineStep::RequestWithdrawn, request.withdrawn, None),
        (TimelineStep::Rejected, decided(TrackVerdict::Rejected), None),
        (TimelineStep::Voided, request.voided, None),
    ];
    told.extend(approved(decided(TrackVerdict::Approved), request.is_amendment));
    told
}

/// What both audiences are shown of its course.
fn course(
    holds: &[PlanHold],
    midpoints: &[MidpointReview],
    cancellations: &[PlanCancellation],
    outcome: Option<&PlanOutcome>,
) -> Vec<Told> {
    // Being called off puts a plan on hold, which is told as that alone.
    let is_of_its_own = |held: &Done| cancellations.iter().all(|off| off.said.done != *held);
    let held = holds.iter().flat_map(|hold| {
        let held = Some(hold.held).filter(is_of_its_own);
        [(TimelineStep::Held, held, None), (TimelineStep::Resumed, hold.resumed, None)]
    });
    let reviewed = midpoints.iter().map(|review| (TimelineStep::MidpointReviewed, Some(review.done), None));
    let cancelled = cancellations.iter().flat_map(|off| {
        [(TimelineStep::Cancelled, Some(off.said.done), None), (TimelineStep::Reinstated, off.reinstated, None)]
    });
    let completed = (TimelineStep::Completed, outcome.map(|outcome| outcome.summary.done), None);
    held.chain(reviewed).chain(cancelled).chain([completed]).collect()
}

fn of_session(session: &SessionSight) -> Option<Told> {
    let (id, held, missed, cancelled) = match session {
        SessionSight::Agent(seen) => (seen.session, &seen.held, &seen.missed, &seen.cancelled),
        SessionSight::Staff(seen) => (seen.session, &seen.held, &seen.missed, &seen.cancelled),
    };
    let (called_off, dropped) = match session {
        SessionSight::Agent(seen) => (seen.called_off, seen.dropped),
        SessionSight::Staff(seen) => (seen.called_off, seen.dropped),
    };
    let held = held.as_ref().map(|held| (TimelineStep::SessionHeld, held.recorded));
    let missed = missed.as_ref().map(|missed| (TimelineStep::SessionMissed, missed.recorded));
    let cancelled = cancelled.as_ref().map(|remark| (TimelineStep::SessionCancelled, remark.done));
    let with_others = called_off.map(|off| off.done).or(dropped.map(|dropped| dropped.done));
    let called_off = with_others.map(|done| (TimelineStep::SessionCancelled, done));
    held.or(missed).or(cancelled).or(called_off).map(|(step, done)| (step, Some(done), Some(id)))
}
