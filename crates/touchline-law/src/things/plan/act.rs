//! What can be done with a plan, and what can happen to one.

use crate::ground::{PlanId, PlanMark, PlanTemplateId, SessionId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Verb;
use super::content::{
    MilestoneAssessment, MilestoneContent, MilestoneResult, PlanCoach, PlanCoachRef, PlanContent, PlanSessions,
    TemplateUsed,
};
use touchline_calculators::plan::PlanTemplate;
use touchline_kernel::{Actor, Instant, Key, LocalDate, Note, PersonId};

/// A plan to be created.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CreatePlan {
    /// Whom it coaches.
    pub coachee: PersonId,
    /// Who coaches; whoever creates the plan where nobody is named.
    #[serde(default)]
    pub coaches: Vec<PlanCoach>,
    /// What it says.
    pub content: PlanContent,
    /// Its milestones.
    #[serde(default)]
    pub milestones: Vec<MilestoneContent>,
    /// The id that the host chose for it.
    pub plan: PlanId,
}

/// A template that ships.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ShippedPlanTemplate {
    /// Its key, as `plan.templates` has it.
    pub key: Key,
}

/// A template that the workspace keeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ChosenPlanTemplate {
    /// The version of it that is in use.
    pub plan_template: PlanTemplateId,
}

/// Which template.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "type", content = "body", rename_all = "snake_case")]
pub enum PlanTemplateChoice {
    /// One that the workspace keeps, as it was published.
    Kept(ChosenPlanTemplate),
    /// One of the host's own, as it stands.
    Own(Box<PlanTemplate>),
    /// One that ships, where the workspace neither published a version of its own of it nor retired it.
    Shipped(ShippedPlanTemplate),
}

/// A plan to be created from a template.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct StartFromTemplate {
    /// Whom it coaches.
    pub coachee: PersonId,
    /// Who coaches; whoever creates the plan where nobody is named.
    #[serde(default)]
    pub coaches: Vec<PlanCoach>,
    /// Its first day, from which the template's are counted.
    pub first_day: LocalDate,
    /// The id that the host chose for it.
    pub plan: PlanId,
    /// The template, which is copied: what becomes of it later is nothing to the plan.
    pub template: PlanTemplateChoice,
}

/// What a plan is to say from now on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct RevisePlan {
    /// All of it, but for its milestones and its coaches.
    pub content: PlanContent,
    /// The external coach for whom that is done; null where it is one's own doing.
    #[serde(default)]
    pub on_behalf_of: Option<Key>,
    /// The plan.
    pub plan: PlanId,
}

/// A milestone, as it is to be.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SetMilestone {
    /// All that it says: of a key that is new another milestone, else what the one of this key is to say from now on.
    pub milestone: MilestoneContent,
    /// The external coach for whom that is done; null where it is one's own doing.
    #[serde(default)]
    pub on_behalf_of: Option<Key>,
    /// The plan.
    pub plan: PlanId,
}

/// Which milestone.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct MilestoneRef {
    /// The milestone.
    pub milestone: Key,
    /// The external coach for whom that is done; null where it is one's own doing.
    #[serde(default)]
    pub on_behalf_of: Option<Key>,
    /// The plan.
    pub plan: PlanId,
}

/// The value of a milestone's measure.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct UpdateMilestone {
    /// The milestone.
    pub milestone: Key,
    /// What there is to say.
    #[serde(default)]
    pub note: Option<Note>,
    /// The external coach whose words that is; null where they are one's own.
    #[serde(default)]
    pub on_behalf_of: Option<Key>,
    /// The plan.
    pub plan: PlanId,
    /// The value in the measure's unit; of what is done or not how much of it is done, in percent: 100 is yes.
    #[schemars(range(min = -1_000_000_000_000_i64, max = 1_000_000_000_000_i64))]
    pub value: f64,
}

/// A milestone that was not achieved after all, or is not any more.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ReopenMilestone {
    /// The milestone.
    pub milestone: Key,
    /// The external coach whose words that is; null where they are one's own.
    #[serde(default)]
    pub on_behalf_of: Option<Key>,
    /// The plan.
    pub plan: PlanId,
    /// Why.
    pub reason: Note,
    /// The value that holds, as in `plan.update_milestone`: one with which it is not achieved.
    #[schemars(range(min = -1_000_000_000_000_i64, max = 1_000_000_000_000_i64))]
    pub value: f64,
}

/// A milestone that is aimed at no more.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct DropMilestone {
    /// The milestone.
    pub milestone: Key,
    /// The external coach whose words that is; null where they are one's own.
    #[serde(default)]
    pub on_behalf_of: Option<Key>,
    /// The plan.
    pub plan: PlanId,
    /// Why.
    pub reason: Note,
}

/// A review in the middle of a plan.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ReviewMidpoint {
    /// How each milestone is judged that was not dropped.
    pub assessments: Vec<MilestoneAssessment>,
    /// The external coach whose words that is; null where they are one's own.
    #[serde(default)]
    pub on_behalf_of: Option<Key>,
    /// The plan.
    pub plan: PlanId,
    /// What there is to say of all of it.
    #[serde(default)]
    pub summary: Option<Note>,
}

/// Which plan.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PlanRef {
    /// The plan.
    pub plan: PlanId,
}

/// A plan to be activated.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ActivatePlan {
    /// The external coach for whom that is done; null where it is one's own doing.
    #[serde(default)]
    pub on_behalf_of: Option<Key>,
    /// The plan.
    pub plan: PlanId,
}

/// A plan to be put on hold.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct HoldPlan {
    /// The external coach whose words that is; null where they are one's own.
    #[serde(default)]
    pub on_behalf_of: Option<Key>,
    /// The plan.
    pub plan: PlanId,
    /// Why.
    #[serde(default)]
    pub reason: Option<Note>,
}

/// A plan to be taken up again.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ResumePlan {
    /// The external coach for whom that is done; null where it is one's own doing.
    #[serde(default)]
    pub on_behalf_of: Option<Key>,
    /// The plan.
    pub plan: PlanId,
    /// Whether its last day, its first one where that had not come, and the days of milestones that are not done move by as
    /// many days as it was on hold. Those of an improvement track do not: it is amended.
    pub shift: bool,
    /// Whether what is scheduled and had not begun when the hold did moves by as many days, at the same time on the clock where it
    /// is.
    #[serde(default)]
    pub shift_sessions: bool,
}

/// A plan to be completed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CompletePlan {
    /// The external coach whose words that is; null where they are one's own.
    #[serde(default)]
    pub on_behalf_of: Option<Key>,
    /// The plan.
    pub plan: PlanId,
    /// What became of each milestone.
    pub results: Vec<MilestoneResult>,
    /// What came of it.
    pub summary: Note,
}

/// A plan to be called off.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CancelPlan {
    /// The external coach whose words that is; null where they are one's own.
    #[serde(default)]
    pub on_behalf_of: Option<Key>,
    /// The plan.
    pub plan: PlanId,
    /// Why.
    pub reason: Note,
}

/// A plan that was called off, to be taken back up.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ReinstatePlan {
    /// The external coach for whom that is done; null where it is one's own doing.
    #[serde(default)]
    pub on_behalf_of: Option<Key>,
    /// The plan.
    pub plan: PlanId,
    /// Why.
    #[serde(default)]
    pub reason: Option<Note>,
}

/// Somebody who is to coach.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AddCoach {
    /// Who.
    pub coach: PlanCoach,
    /// The plan.
    pub plan: PlanId,
}

/// That somebody coaches in another's place, who handed their duties over, or writes for whom that one wrote for.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PlanHandedOver {
    /// Who coached before.
    pub before: PersonId,
    /// The plan.
    pub plan: PlanId,
    /// Who coaches from now on.
    pub to: PersonId,
}

/// Somebody who is to coach no more.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct RemoveCoach {
    /// Who.
    pub coach: PlanCoachRef,
    /// The plan.
    pub plan: PlanId,
}

/// What is asked to be approved, approved.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ApproveTrack {
    /// The version of what the plan says, or of the amendment, that was read, as the request that awaits a decision names it: that
    /// is approved, and nothing else. Where it is left out nothing is (`missing_field`).
    #[serde(default)]
    #[schemars(range(min = 0, max = 9_007_199_254_740_991_u64))]
    pub content_version: Option<u64>,
    /// The plan.
    pub plan: PlanId,
}

/// What is asked to be approved, rejected.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct RejectTrack {
    /// The version of what the plan says, or of the amendment, that is rejected, and nothing else. Left out: what awaits a
    /// decision, whatever it says.
    #[serde(default)]
    #[schemars(range(min = 0, max = 9_007_199_254_740_991_u64))]
    pub content_version: Option<u64>,
    /// The plan.
    pub plan: PlanId,
    /// Why.
    pub reason: Note,
}

/// A milestone that is to be aimed at no more.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct MilestoneDrop {
    /// The milestone.
    pub milestone: Key,
    /// Why.
    pub reason: Note,
}

/// What an improvement track is to say whose days run, once that is approved.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AmendPlan {
    /// All that it is to say, but for its milestones and its coaches.
    pub content: PlanContent,
    /// The milestones that are to be aimed at no more.
    #[serde(default)]
    pub dropped: Vec<MilestoneDrop>,
    /// Those that are to be added, or to say something else; all others stay as they are.
    #[serde(default)]
    pub milestones: Vec<MilestoneContent>,
    /// The external coach whose words that is; null where they are one's own.
    #[serde(default)]
    pub on_behalf_of: Option<Key>,
    /// The plan.
    pub plan: PlanId,
    /// Why it is proposed.
    #[serde(default)]
    pub reason: Option<Note>,
}

/// What a plan says, to be signed.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SignPlan {
    /// Which of its texts was read, as the plan's `signing` counts them: nothing else is signed.
    #[schemars(range(min = 0, max = 9_007_199_254_740_991_u64))]
    pub content_version: u64,
    /// The plan.
    pub plan: PlanId,
}

/// A milestone that whom a plan coaches proposes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ProposeMilestone {
    /// All that it is to say, as in `plan.set_milestone`.
    pub milestone: MilestoneContent,
    /// What there is to say of it.
    #[serde(default)]
    pub note: Option<Note>,
    /// The plan.
    pub plan: PlanId,
}

/// Which milestone that was proposed.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct MilestoneProposalRef {
    /// The plan.
    pub plan: PlanId,
    /// The proposal, by its number.
    pub proposal: u32,
}

/// A milestone that was proposed, to be declined.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct DeclineMilestone {
    /// The external coach whose words that is; null where they are one's own.
    #[serde(default)]
    pub on_behalf_of: Option<Key>,
    /// The plan.
    pub plan: PlanId,
    /// The proposal, by its number.
    pub proposal: u32,
    /// Why.
    pub reason: Note,
}

crate::life::acts! {
    /// What can be done with a plan.
    Act as "PlanAct": PlanMark, body => body.plan, Verb;

    /// Create a plan for somebody, as a draft that they do not see. Whoever names no coach becomes its coach.
    "plan.create": Create(CreatePlan),
    /// Change what a plan says, as a whole but for its milestones and its coaches.
    "plan.revise": Revise(RevisePlan),
    /// Add a milestone, or change one that is still to be reached.
    "plan.set_milestone": SetMilestone(SetMilestone),
    /// Take a milestone out of a draft.
    "plan.remove_milestone": RemoveMilestone(MilestoneRef),
    /// Record the value of a milestone's measure. The target achieves it.
    "plan.update_milestone": UpdateMilestone(UpdateMilestone),
    /// Reopen a milestone that was achieved.
    "plan.reopen_milestone": ReopenMilestone(ReopenMilestone),
    /// Aim at a milestone no more, of a plan that is under way.
    "plan.drop_milestone": DropMilestone(DropMilestone),
    /// Record the review in the middle of the plan.
    "plan.review_midpoint": ReviewMidpoint(ReviewMidpoint),
    /// Activate a draft: its days run, and whom it coaches sees it.
    "plan.activate": Activate(ActivatePlan),
    /// Put a plan on hold: nothing of it is overdue until it goes on.
    "plan.hold": Hold(HoldPlan),
    /// Let a plan go on that was on hold.
    "plan.resume": Resume(ResumePlan),
    /// Complete a plan, with what came of it and of each milestone.
    "plan.complete": Complete(CompletePlan),
    /// Call a plan off that is not completed.
    "plan.cancel": Cancel(CancelPlan),
    /// Take a plan back up that was called off. It then is on hold, so that nothing starts again by itself.
    "plan.reinstate": Reinstate(ReinstatePlan),
    /// Have somebody more coach, or know an external coach by another name or writer.
    "plan.add_coach": AddCoach(AddCoach),
    /// Have somebody coach no more. They see the plan no more from then on.
    "plan.remove_coach": RemoveCoach(RemoveCoach),
    /// Put a plan away that is completed or was called off.
    "plan.archive": Archive(PlanRef),
    /// Bring an archived plan back.
    "plan.restore": Restore(PlanRef),
    /// Create a plan for somebody from a template, as a draft that they do not see. Whoever names no coach becomes its coach.
    "plan.start_from_template": StartFromTemplate(StartFromTemplate),
    /// Make a plan an improvement track, whose days run only once what it says is approved. One that says nothing of sessions
    /// has check-ins from then on, as often as the policy says.
    "plan.mark_track": MarkTrack(PlanRef),
    /// Make an improvement track that was never approved a plan as others are.
    "plan.unmark_track": UnmarkTrack(PlanRef),
    /// Ask that what an improvement track says be approved, so that its days can run.
    "plan.request_approval": RequestApproval(PlanRef),
    /// Take back the approval that one asked for, or the amendment that one proposed.
    "plan.withdraw_request": WithdrawRequest(PlanRef),
    /// Approve what an improvement track says. An amendment is in force with that.
    "plan.approve": Approve(ApproveTrack),
    /// Reject what an improvement track says, or an amendment, with a reason.
    "plan.reject": Reject(RejectTrack),
    /// Propose what an improvement track is to say whose days run. Until that is approved it says what it said. What is proposed
    /// takes the place of what awaits a decision.
    "plan.amend": Amend(AmendPlan),
    /// Sign what a plan says, as whom it coaches. What it comes to say later is signed anew.
    "plan.sign": Sign(SignPlan),
    /// Propose a milestone, as whom the plan coaches, or what one that is still to be reached is to say.
    "plan.propose_milestone": ProposeMilestone(ProposeMilestone),
    /// Accept a milestone that was proposed: it is one of the plan from then on.
    "plan.accept_milestone": AcceptMilestone(MilestoneProposalRef),
    /// Decline a milestone that was proposed, with a reason that whoever proposed it is told.
    "plan.decline_milestone": DeclineMilestone(DeclineMilestone),
    /// Take a milestone back that one proposed.
    "plan.withdraw_milestone": WithdrawMilestone(MilestoneProposalRef),
}

/// A plan that was created.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PlanCreated {
    /// Whom it coaches.
    pub coachee: PersonId,
    /// Who coaches.
    pub coaches: Vec<PlanCoach>,
    /// What it says.
    pub content: PlanContent,
    /// Who created it, where that follows from something else that they did: they accepted what was proposed.
    #[serde(default)]
    pub created_by: Option<Actor>,
    /// Its milestones.
    pub milestones: Vec<MilestoneContent>,
    /// The plan.
    pub plan: PlanId,
    /// The template that it was started from; null where there was none.
    pub template: Option<TemplateUsed>,
}

/// A plan that was made an improvement track.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct TrackMarked {
    /// The plan.
    pub plan: PlanId,
    /// How those who take part meet from then on; null where the plan said so already.
    #[serde(default)]
    pub sessions: Option<PlanSessions>,
}

/// What an improvement track says, or an amendment, that was approved.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct TrackApproved {
    /// The version of what was approved.
    #[schemars(range(min = 0, max = 9_007_199_254_740_991_u64))]
    pub content_version: u64,
    /// The plan.
    pub plan: PlanId,
}

/// The same where it was rejected.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct TrackRejected {
    /// The version of what was rejected.
    #[schemars(range(min = 0, max = 9_007_199_254_740_991_u64))]
    pub content_version: u64,
    /// The plan.
    pub plan: PlanId,
    /// Why.
    pub reason: Note,
}

/// A plan that was put on hold.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PlanHeld {
    /// The first day on hold, where the coachee is.
    pub held_on: LocalDate,
    /// The external coach whose words that is.
    #[serde(default)]
    pub on_behalf_of: Option<Key>,
    /// The plan.
    pub plan: PlanId,
    /// Why.
    #[serde(default)]
    pub reason: Option<Note>,
}

/// A plan that goes on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PlanResumed {
    /// The external coach for whom that is done.
    #[serde(default)]
    pub on_behalf_of: Option<Key>,
    /// The plan.
    pub plan: PlanId,
    /// The day on which it goes on, where the coachee is.
    pub resumed_on: LocalDate,
    /// By how many days moved what was scheduled.
    #[serde(default)]
    #[schemars(range(min = 0, max = 4_000_000))]
    pub sessions_shifted_days: u32,
    /// By how many days moved what was still to be done.
    #[schemars(range(min = 0, max = 4_000_000))]
    pub shifted_days: u32,
}

/// A plan that was called off.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PlanCancelled {
    /// The day, where the coachee is.
    pub cancelled_on: LocalDate,
    /// The external coach whose words that is.
    #[serde(default)]
    pub on_behalf_of: Option<Key>,
    /// The plan.
    pub plan: PlanId,
    /// Why.
    pub reason: Note,
}

/// The value of a milestone's measure, as it was recorded of a session.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct MilestoneProgressed {
    /// The milestone.
    pub milestone: Key,
    /// What there was to say.
    #[serde(default)]
    pub note: Option<Note>,
    /// The external coach whose words that is.
    #[serde(default)]
    pub on_behalf_of: Option<Key>,
    /// The plan.
    pub plan: PlanId,
    /// Who recorded it.
    pub recorded_by: Actor,
    /// The session.
    pub session: SessionId,
    /// The moment that the value is of: when the session took place; null where that is when it was recorded.
    #[serde(default)]
    pub taken_at: Option<Instant>,
    /// The value in the measure's unit, as in `plan.update_milestone`.
    #[schemars(range(min = -1_000_000_000_000_i64, max = 1_000_000_000_000_i64))]
    pub value: f64,
}

crate::life::changes! {
    /// What can happen to a plan.
    Change as "PlanChange": PlanMark of plan;

    /// It was created, with its coaches.
    "plan.created": Created(PlanCreated) coaches coachee,
    /// What it says was changed.
    "plan.revised": Revised(RevisePlan),
    /// A milestone was added or changed.
    "plan.milestone_set": MilestoneSet(SetMilestone),
    /// A milestone was taken out of the draft.
    "plan.milestone_removed": MilestoneRemoved(MilestoneRef),
    /// The value of a milestone's measure was recorded.
    "plan.milestone_updated": MilestoneUpdated(UpdateMilestone),
    /// A milestone was reopened that had been achieved.
    "plan.milestone_reopened": MilestoneReopened(ReopenMilestone),
    /// A milestone is aimed at no more.
    "plan.milestone_dropped": MilestoneDropped(DropMilestone),
    /// It was reviewed in its middle.
    "plan.midpoint_reviewed": MidpointReviewed(ReviewMidpoint),
    /// It was activated.
    "plan.activated": Activated(ActivatePlan),
    /// It was put on hold.
    "plan.held": Held(PlanHeld),
    /// It goes on.
    "plan.resumed": Resumed(PlanResumed),
    /// It was completed.
    "plan.completed": Completed(CompletePlan),
    /// It was called off.
    "plan.cancelled": Cancelled(PlanCancelled),
    /// It was taken back up, and is on hold.
    "plan.reinstated": Reinstated(ReinstatePlan),
    /// Somebody coaches from now on.
    "plan.coach_added": CoachAdded(AddCoach),
    /// Somebody coaches no more.
    "plan.coach_removed": CoachRemoved(RemoveCoach),
    /// It was put away.
    "plan.archived": Archived(PlanRef),
    /// It was brought back.
    "plan.restored": Restored(PlanRef),
    /// The value of a milestone's measure was recorded of a session.
    "plan.milestone_progressed": MilestoneProgressed(MilestoneProgressed),
    /// It was made an improvement track.
    "plan.track_marked": TrackMarked(TrackMarked),
    /// It is an improvement track no more.
    "plan.track_unmarked": TrackUnmarked(PlanRef),
    /// It was asked that what it says be approved.
    "plan.approval_requested": ApprovalRequested(PlanRef),
    /// What was asked for was taken back.
    "plan.request_withdrawn": RequestWithdrawn(PlanRef),
    /// What it says was approved, or an amendment.
    "plan.approved": Approved(TrackApproved),
    /// What it says was rejected, or an amendment.
    "plan.rejected": Rejected(TrackRejected),
    /// It was proposed what it is to say.
    "plan.amendment_proposed": AmendmentProposed(AmendPlan),
    /// It says what was proposed last, which was approved.
    "plan.amended": Amended(PlanRef),
    /// Whom it coaches signed what it says.
    "plan.signed": Signed(SignPlan),
    /// Whom it coaches proposed a milestone.
    "plan.milestone_proposed": MilestoneProposed(ProposeMilestone),
    /// A milestone that was proposed was accepted.
    "plan.milestone_accepted": MilestoneAccepted(MilestoneProposalRef),
    /// A milestone that was proposed was declined.
    "plan.milestone_declined": MilestoneDeclined(DeclineMilestone),
    /// A milestone that was proposed was taken back.
    "plan.milestone_withdrawn": MilestoneWithdrawn(MilestoneProposalRef),
    /// Whoever coached handed it over.
    "plan.handed_over": HandedOver(PlanHandedOver),
}
