//! What happened to an improvement track, dated: told from what the viewer is shown of it, and so of nothing else.
//!
//! Rules: ORG-03, PIP-04, PLN-13.

use schemars::JsonSchema;
use serde::Serialize;

use touchline_kernel::{Actor, Done, Instant, Key};
use touchline_law::ground::SessionId;
use touchline_law::things::plan::{
    AgentPlan, MidpointReview, MilestoneUpdate, MilestoneView, PlanCancellation, PlanCoachRef, PlanHold, PlanOutcome,
    PlanRemark, PlanSight, PlanSigning, StaffPlan, TrackApproval, TrackRequest, TrackVerdict,
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
    /// The external coach whose words that was; null where it was the doing of whoever did it.
    pub on_behalf_of: Option<Key>,
    /// The session; null where it was none.
    pub session: Option<SessionId>,
    /// What.
    pub step: TimelineStep,
}

impl TimelineEntry {
    fn of(step: TimelineStep, Done { at, by }: Done) -> Self {
        TimelineEntry { at, by, coach: None, milestone: None, on_behalf_of: None, session: None, step }
    }

    /// The same, of what may have been written for an external coach.
    fn said(step: TimelineStep, done: Done, on_behalf_of: Option<&Key>) -> Self {
        TimelineEntry { on_behalf_of: on_behalf_of.cloned(), ..TimelineEntry::of(step, done) }
    }

    fn remarked(step: TimelineStep, remark: &PlanRemark) -> Self {
        TimelineEntry::said(step, remark.done, remark.on_behalf_of.as_ref())
    }
}

/// What is told of one thing: a plan, a session, a milestone, a coach.
type Told = Vec<TimelineEntry>;

/// The timeline, the oldest first: of what is shown of the plan and of its sessions.
pub(super) fn timeline(plan: &PlanSight, sessions: &[SessionSight]) -> Vec<TimelineEntry> {
    let (of_plan, milestones, coaches) = match plan {
        PlanSight::Agent(seen) => (of_agent(seen), &seen.milestones, Vec::new()),
        PlanSight::Staff(seen) => (of_staff(seen), &seen.milestones, of_coaches(seen)),
    };
    let of_sessions = sessions.iter().filter_map(of_session).map(|entry| vec![entry]);
    let things = of_plan.into_iter().chain(of_sessions).chain(milestones.iter().map(of_milestone)).chain(coaches);
    let mut entries: Vec<(TimelineStep, TimelineEntry)> = things.flat_map(placed).collect();
    entries.sort_by_key(|(place, entry)| (entry.at, *place, entry.session));
    entries.into_iter().map(|(_, entry)| entry).collect()
}

/// Each entry of one thing with its place among those of one moment: that of its step, and none before what was recorded of the
/// thing before it.
fn placed(mut told: Told) -> impl Iterator<Item = (TimelineStep, TimelineEntry)> {
    told.sort_by_key(|entry| entry.at);
    let mut before: Option<(Instant, TimelineStep)> = None;
    told.into_iter().map(move |entry| {
        let known = before.filter(|(at, _)| *at == entry.at).map(|(_, place)| place);
        let place = known.map_or(entry.step, |known| known.max(entry.step));
        before = Some((entry.at, place));
        (place, entry)
    })
}

/// When a milestone was achieved, reopened and dropped: each at the moment at which that was recorded.
fn of_milestone(seen: &MilestoneView) -> Told {
    let turned = |(is_achieved, update): (bool, &MilestoneUpdate)| {
        let step = if is_achieved { TimelineStep::MilestoneAchieved } else { TimelineStep::MilestoneReopened };
        TimelineEntry::said(step, update.done, update.on_behalf_of.as_ref())
    };
    let mut told: Told = seen.turns().into_iter().map(turned).collect();
    told.extend(seen.dropped.as_ref().map(|said| TimelineEntry::remarked(TimelineStep::MilestoneDropped, said)));
    let of_it = |entry| TimelineEntry { milestone: Some(seen.content.milestone.clone()), ..entry };
    told.into_iter().map(of_it).collect()
}

/// When coaches came and went, each coach by themselves; those who were there from the beginning did not come.
fn of_coaches(plan: &StaffPlan) -> Vec<Told> {
    let mut told: Vec<(PlanCoachRef, Told)> = Vec::new();
    let former = plan.former_coaches.iter().map(|former| (&former.kept, Some(former.removed)));
    for (kept, removed) in former.chain(plan.coaches.iter().map(|kept| (kept, None))) {
        let coach = kept.coach.meant();
        let came = Some(kept.added).filter(|added| added.at != plan.created.at);
        let steps = [(TimelineStep::CoachAdded, came), (TimelineStep::CoachRemoved, removed)];
        let steps = done(steps).map(|entry| TimelineEntry { coach: Some(coach.clone()), ..entry });
        match told.iter_mut().find(|(known, _)| *known == coach) {
            Some((_, told)) => told.extend(steps),
            None => told.push((coach.clone(), steps.collect())),
        }
    }
    told.into_iter().map(|(_, told)| told).collect()
}

/// The entries of those of these steps that were done.
fn done<const STEPS: usize>(steps: [(TimelineStep, Option<Done>); STEPS]) -> impl Iterator<Item = TimelineEntry> {
    steps.into_iter().filter_map(|(step, done)| done.map(|done| TimelineEntry::of(step, done)))
}

fn of_agent(plan: &AgentPlan) -> Vec<Told> {
    let approvals = || plan.track.iter().flat_map(|track| &track.approvals);
    let of = |is_amendment: bool| approvals().filter(move |approval| approval.is_amendment == is_amendment);
    let told = |approval: &TrackApproval| approved(Some(approval.done), approval.is_amendment);
    let activated = activated(plan.activated, plan.activated_on_behalf_of.as_ref());
    let begun: Told = of(false).flat_map(told).chain(activated).chain(of(true).flat_map(told)).collect();
    let course = course(&plan.holds, &plan.midpoints, &plan.cancellations, plan.outcome.as_ref());
    course.into_iter().chain([begun, signed(&plan.signing)]).collect()
}

fn of_staff(plan: &StaffPlan) -> Vec<Told> {
    let requests = || plan.track.iter().flat_map(|track| &track.requests);
    let of = |is_amendment: bool| requests().filter(move |request| request.is_amendment == is_amendment);
    let marked = plan.track.as_ref().map(|track| track.marked);
    let made = done([(TimelineStep::Created, Some(plan.created)), (TimelineStep::Marked, marked)]);
    let activated = activated(plan.activated, plan.activated_on_behalf_of.as_ref());
    let begun = made.chain(of(false).flat_map(of_request)).chain(activated).chain(of(true).flat_map(of_request));
    let signed: Told = plan.signing.iter().flat_map(signed).collect();
    let course = course(&plan.holds, &plan.midpoints, &plan.cancellations, plan.outcome.as_ref());
    course.into_iter().chain([begun.collect(), signed]).collect()
}

fn activated(activated: Option<Done>, on_behalf_of: Option<&Key>) -> Option<TimelineEntry> {
    activated.map(|done| TimelineEntry::said(TimelineStep::Activated, done, on_behalf_of))
}

fn signed(signing: &PlanSigning) -> Told {
    signing.signatures.iter().map(|signature| TimelineEntry::of(TimelineStep::Signed, signature.signed)).collect()
}

/// An approval: an amendment comes into force with it.
fn approved(given: Option<Done>, is_amendment: bool) -> impl Iterator<Item = TimelineEntry> {
    done([(TimelineStep::Approved, given), (TimelineStep::Amended, given.filter(|_| is_amendment))])
}

fn of_request(request: &TrackRequest) -> impl Iterator<Item = TimelineEntry> {
    let decision = request.decision.as_deref();
    let decided = |verdict| decision.filter(|decision| decision.verdict == verdict).map(|decision| decision.done);
    let asked = done([
        (TimelineStep::ApprovalRequested, Some(request.asked)),
        (TimelineStep::RequestWithdrawn, request.withdrawn),
        (TimelineStep::Rejected, decided(TrackVerdict::Rejected)),
    ]);
    let voided = done([(TimelineStep::Voided, request.voided)]);
    asked.chain(approved(decided(TrackVerdict::Approved), request.is_amendment)).chain(voided)
}

/// What both audiences are shown of its course.
fn course(
    holds: &[PlanHold],
    midpoints: &[MidpointReview],
    cancellations: &[PlanCancellation],
    outcome: Option<&PlanOutcome>,
) -> [Told; 3] {
    let step = TimelineStep::MidpointReviewed;
    let reviewed = midpoints.iter().map(|review| TimelineEntry::said(step, review.done, review.on_behalf_of.as_ref()));
    let completed = outcome.map(|outcome| TimelineEntry::remarked(TimelineStep::Completed, &outcome.summary));
    [reviewed.collect(), rests(holds, cancellations), completed.into_iter().collect()]
}

/// When it was put on hold and called off, and went on: what it was called off in stands within that hold.
fn rests(holds: &[PlanHold], cancellations: &[PlanCancellation]) -> Told {
    // What was called off and taken back up was on hold meanwhile, which is told as that alone. Whoever puts a track on hold
    // says why.
    let took_up =
        |hold: &PlanHold| cancellations.iter().any(|off| off.reinstated.is_some() && off.said.done == hold.held);
    let is_of_its_own = |hold: &PlanHold| hold.reason.is_some() || !took_up(hold);
    let lies_in = |off: &PlanCancellation, hold: &PlanHold| {
        let goes_on = |resumed: Done| off.reinstated.is_some_and(|reinstated| reinstated.at <= resumed.at);
        hold.held.at <= off.said.done.at && hold.resumed.is_some_and(goes_on)
    };
    let within = cancellations.iter().map(|off| (holds.iter().rposition(|hold| lies_in(off, hold)), off));
    let within: Vec<(Option<usize>, &PlanCancellation)> = within.collect();
    let cancelled = |off: &PlanCancellation| {
        let back = |done| TimelineEntry::said(TimelineStep::Reinstated, done, off.reinstated_on_behalf_of.as_ref());
        [Some(TimelineEntry::remarked(TimelineStep::Cancelled, &off.said)), off.reinstated.map(back)]
            .into_iter()
            .flatten()
    };
    let of = |place: Option<usize>| within.iter().filter(move |(known, _)| *known == place).map(|(_, off)| *off);
    let mut told = Told::new();
    for (nth, hold) in holds.iter().enumerate() {
        let held = TimelineEntry::said(TimelineStep::Held, hold.held, hold.on_behalf_of.as_ref());
        told.extend(Some(held).filter(|_| is_of_its_own(hold)));
        told.extend(of(Some(nth)).flat_map(cancelled));
        let resumed = |done| TimelineEntry::said(TimelineStep::Resumed, done, hold.resumed_on_behalf_of.as_ref());
        told.extend(hold.resumed.map(resumed));
    }
    told.extend(of(None).flat_map(cancelled));
    told
}

fn of_session(session: &SessionSight) -> Option<TimelineEntry> {
    let (id, held, missed, cancelled) = match session {
        SessionSight::Agent(seen) => (seen.session, &seen.held, &seen.missed, &seen.cancelled),
        SessionSight::Staff(seen) => (seen.session, &seen.held, &seen.missed, &seen.cancelled),
    };
    let (called_off, dropped) = match session {
        SessionSight::Agent(seen) => (seen.called_off, seen.dropped),
        SessionSight::Staff(seen) => (seen.called_off, seen.dropped),
    };
    let said = TimelineEntry::said;
    let held = held.as_ref().map(|held| said(TimelineStep::SessionHeld, held.recorded, held.on_behalf_of.as_ref()));
    let missed = missed.as_ref();
    let missed = missed.map(|told| said(TimelineStep::SessionMissed, told.recorded, told.on_behalf_of.as_ref()));
    let cancelled = cancelled.as_ref().map(|remark| TimelineEntry::remarked(TimelineStep::SessionCancelled, remark));
    let with_others = called_off.map(|off| off.done).or(dropped.map(|dropped| dropped.done));
    let called_off = with_others.map(|done| TimelineEntry::of(TimelineStep::SessionCancelled, done));
    held.or(missed).or(cancelled).or(called_off).map(|entry| TimelineEntry { session: Some(id), ..entry })
}
