//! Development plans: what somebody is coached towards over some days, by whom, in milestones whose values are dated. How far a
//! plan has come, and what of it is overdue, follows from these and from the day, and is never kept.
//!
//! Rules: KER-17, MIL-01, MIL-03, ORG-03, PLN-01, PLN-04.

mod achieved;
mod act;
mod amend;
mod conditions;
mod content;
mod decide;
mod evolve;
mod follow;
mod lifecycle;
mod milestones;
mod notices;
mod proposal;
mod redact;
mod said;
mod signature;
mod template;
mod track;
mod view;

use crate::access::{Action, Shape, Subject, Whose};
use crate::facts::{Facts, Glance, PlanCourse, PlanStage, PlanStanding, Refusal};
use crate::ground::{PlanMark, SessionId};
use crate::life::{Found, Telling, Thing, Viewer, among_moments, by_files};
use crate::notify::{FallsDue, MessageFacts, Planned, When};
use crate::policy::Policy;
use core::ops::Range;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use touchline_calculators::plan::{
    HoldDays, MilestoneStanding, MilestoneTaken, PlanPolicy, PlanProgress, PlanTaken, PlanWeek, Running, SmartVerdict,
    Specified,
};
use touchline_kernel::{Actor, DaySpan, Done, Instant, Key, Last, LocalDate, Note, PersonId, Zone};

pub use crate::facts::PlanRemark;
pub use crate::ground::PlanId;
pub use act::{
    Act, ActivatePlan, AddCoach, AmendPlan, ApproveTrack, CancelPlan, Change, ChosenPlanTemplate, CompletePlan,
    CreatePlan, DeclineMilestone, DropMilestone, Happening, HoldPlan, MilestoneDrop, MilestoneProgressed,
    MilestoneProposalRef, MilestoneRef, PlanCancelled, PlanCreated, PlanHandedOver, PlanHeld, PlanRef, PlanResumed,
    PlanTemplateChoice, ProposeMilestone, ReinstatePlan, RejectTrack, RemoveCoach, ReopenMilestone, ResumePlan,
    ReviewMidpoint, RevisePlan, SetMilestone, ShippedPlanTemplate, SignPlan, StartFromTemplate, TrackApproved,
    TrackMarked, TrackRejected, UpdateMilestone,
};
pub use content::{
    CoachKept, ExternalCoach, ExternalCoachRef, GoalFinding, InternalCoach, MilestoneAssessment, MilestoneContent,
    MilestoneOutcome, MilestoneOutlook, MilestoneResult, PerformanceLink, PlanCoach, PlanCoachRef, PlanContent,
    PlanFocusArea, PlanGoal, PlanKind, PlanSessions, TemplateUsed,
};
pub use follow::{progressed, taken_over, taken_up};
pub use lifecycle::{Condition, LIFECYCLE, State, Verb};
pub use proposal::{MilestoneProposal, MilestoneProposalOutcome};
pub use signature::{PlanSignature, PlanSigning, Signing};
pub use track::{
    AgentTrack, PlanAmendment, StaffTrack, Track, TrackApproval, TrackDecision, TrackProved, TrackRequest,
    TrackStanding, TrackVerdict,
};
pub use view::{AgentPlan, MilestoneSet, MilestoneView, PlanSight, StaffPlan};

/// A value of a milestone's measure.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct MilestoneUpdate {
    /// When, and who wrote it.
    pub done: Done,
    /// What there was to say: of what was reopened, why.
    pub note: Option<Note>,
    /// The external coach whose words that is; null where they are those of whoever wrote it.
    pub on_behalf_of: Option<Key>,
    /// Whether it reopened the milestone.
    pub reopens: bool,
    /// The session in which it was recorded; null where it was in none.
    #[serde(default)]
    pub session: Option<SessionId>,
    /// The moment that the value is of, where that lies before it was recorded: when the session took place.
    #[serde(default)]
    pub taken_at: Option<Instant>,
    /// The value.
    pub value: f64,
}

impl MilestoneUpdate {
    /// The moment that the value is of.
    #[must_use]
    pub fn moment(&self) -> Instant {
        self.taken_at.unwrap_or(self.done.at)
    }
}

/// A milestone, as its events make it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Milestone {
    /// What it says.
    pub content: MilestoneContent,
    /// Why it is aimed at no more, if it is not.
    pub dropped: Option<Box<PlanRemark>>,
    /// When and by whom that was said last.
    pub set: Done,
    /// The external coach for whom that was; null where it was the doing of whoever did it.
    #[serde(default)]
    pub set_on_behalf_of: Option<Key>,
    /// The values of its measure, in the order in which they were recorded.
    pub updates: Vec<MilestoneUpdate>,
}

impl Milestone {
    /// It, as far as progress looks at it.
    #[must_use]
    pub fn taken(&self) -> MilestoneTaken {
        self.taken_with(self.newest().map(|update| update.value))
    }

    /// The value that counts.
    #[must_use]
    pub fn newest(&self) -> Option<&MilestoneUpdate> {
        self.content.newest(&self.updates)
    }

    /// The same, with this value.
    fn taken_with(&self, value: Option<f64>) -> MilestoneTaken {
        MilestoneTaken {
            dropped: self.dropped.is_some(),
            measure: self.content.measure.clone(),
            milestone: self.content.milestone.clone(),
            target_on: self.content.target_on,
            value,
            weight: self.content.weight,
        }
    }

    /// Where it stands, but for what follows from the day that it is.
    #[must_use]
    pub fn standing(&self) -> MilestoneStanding {
        self.taken().standing()
    }
}

/// Values in the order of their moments; of one moment the one that was recorded last stands last.
fn by_moment(updates: &[MilestoneUpdate]) -> Vec<&MilestoneUpdate> {
    let mut updates: Vec<&MilestoneUpdate> = updates.iter().collect();
    updates.sort_by_key(|update| update.moment());
    updates
}

impl MilestoneContent {
    /// The value that counts of those that were recorded until then: of the latest moment, and of several of one moment the one that
    /// was recorded last. One that achieves it counts until it is reopened, also where it was recorded late and others of later
    /// moments stood there already.
    fn newest<'a>(&self, updates: &'a [MilestoneUpdate]) -> Option<&'a MilestoneUpdate> {
        let newest = updates.iter().max_by_key(|update| update.moment())?;
        // Values that stand in the order of their moments were held to that as they were recorded.
        if updates.is_sorted_by_key(MilestoneUpdate::moment) {
            return Some(newest);
        }
        by_moment(updates).into_iter().reduce(|known, next| if self.stays_achieved(known, next) { known } else { next })
    }

    /// Whether a value achieves it, and the next one neither says so nor reopens it.
    fn stays_achieved(&self, known: &MilestoneUpdate, next: &MilestoneUpdate) -> bool {
        !next.reopens && self.is_achieved_by(known) && !self.is_achieved_by(next)
    }

    /// Whether a value comes to its target.
    #[must_use]
    pub fn is_achieved_by(&self, update: &MilestoneUpdate) -> bool {
        self.measure.as_ref().is_some_and(|measure| measure.is_reached_by(update.value))
    }

    /// What the SMART check says of it in a plan over these days.
    #[must_use]
    pub fn smart(&self, days: DaySpan, policy: &PlanPolicy) -> SmartVerdict {
        let specified = Specified {
            description: self.description.as_str(),
            is_tied: self.focus_area.is_some() || self.key_result.is_some(),
            measure: self.measure.as_ref(),
            target_on: self.target_on,
        };
        SmartVerdict::of(&specified, days, policy)
    }
}

/// Days on which a plan was on hold.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PlanHold {
    /// The days, where the coachee was.
    pub days: HoldDays,
    /// When and by whom it was put on hold.
    pub held: Done,
    /// The external coach whose words that is; null where they are those of whoever wrote it.
    pub on_behalf_of: Option<Key>,
    /// Why.
    pub reason: Option<Note>,
    /// When it went on, and by whose doing; null as long as it has not.
    pub resumed: Option<Done>,
    /// The external coach for whom it went on; null where that was the doing of whoever did it.
    #[serde(default)]
    pub resumed_on_behalf_of: Option<Key>,
    /// By how many days moved what was still to be done.
    pub shifted_days: u32,
}

/// Somebody who coached, from when until when.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "FormerPlanCoach")]
pub struct FormerCoach {
    /// Who, and since when they coached.
    pub kept: CoachKept,
    /// When they were removed, and by whose doing.
    pub removed: Done,
}

/// What moved last how a plan runs, or who hears of that: its days, its milestones, their values, its coaches.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "PlanCourse")]
pub struct Course {
    /// When.
    pub at: Instant,
    /// Whether its days began to run with it, or went on.
    pub began: bool,
    /// The version that it came with.
    pub since: u64,
    /// How many changes whom it coaches was not shown until then, beside those before it was activated.
    #[serde(default)]
    pub unseen: u64,
}

impl Course {
    /// That of a plan of which nothing was ever told.
    const NONE: Self = Course { at: Instant::MIN, began: false, since: 0, unseen: 0 };
}

impl Default for Course {
    fn default() -> Self {
        Course::NONE
    }
}

/// That a plan was called off.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PlanCancellation {
    /// The day, where the coachee was.
    pub cancelled_on: LocalDate,
    /// Whether it had never been activated, so that whom it coaches is not to learn of it.
    pub of_draft: bool,
    /// When, by whom and why.
    pub said: PlanRemark,
    /// When it was taken back up, and by whose doing; null where it was not.
    pub reinstated: Option<Done>,
    /// Why it was taken back up.
    pub reinstated_because: Option<Note>,
    /// The external coach for whom that was; null where it was the doing of whoever did it.
    #[serde(default)]
    pub reinstated_on_behalf_of: Option<Key>,
}

/// What came of a plan.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PlanOutcome {
    /// What became of each milestone.
    pub results: Vec<MilestoneResult>,
    /// What came of all of it, with when and by whom that was said.
    pub summary: PlanRemark,
}

/// A review in the middle of a plan.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct MidpointReview {
    /// How each milestone is judged.
    pub assessments: Vec<MilestoneAssessment>,
    /// When, and who wrote it.
    pub done: Done,
    /// The external coach whose words that is; null where they are those of whoever wrote it.
    pub on_behalf_of: Option<Key>,
    /// What there was to say of all of it.
    pub summary: Option<Note>,
}

/// A plan, as its events make it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "DevelopmentPlan")]
pub struct Plan {
    /// When and by whom it was activated, the first time.
    pub activated: Option<Done>,
    /// The external coach for whom that was; null where it was the doing of whoever did it.
    #[serde(default)]
    pub activated_on_behalf_of: Option<Key>,
    /// Whether it is put away.
    pub archived: bool,
    /// Each time that it was called off.
    pub cancellations: Vec<PlanCancellation>,
    /// When it last changed.
    pub changed_at: Instant,
    /// Whom it coaches.
    pub coachee: PersonId,
    /// Who coaches.
    pub coaches: Vec<CoachKept>,
    /// What it says.
    pub content: PlanContent,
    /// Who said that last.
    pub content_by: Actor,
    /// The external coach for whom they did; null where it was their own doing.
    #[serde(default)]
    pub content_on_behalf_of: Option<Key>,
    /// The version that it came with; as long as it is prepared, also that of who coaches.
    #[serde(default)]
    pub content_since: u64,
    /// What moved last how it runs.
    #[serde(default)]
    pub course: Box<Course>,
    /// When and by whom it was created.
    pub created: Done,
    /// How many changes it had seen when it was activated, which whom it coaches is not shown; 0 until then.
    pub drafts_unseen: u64,
    /// Those who coached and do no more, in the order in which they were removed.
    #[serde(default)]
    pub former_coaches: Vec<FormerCoach>,
    /// Each time that it was on hold.
    pub holds: Vec<PlanHold>,
    /// Its reviews in the middle.
    pub midpoints: Vec<MidpointReview>,
    /// Its milestones, in the order in which they were added.
    pub milestones: Vec<Milestone>,
    /// What came of it, once it is completed.
    pub outcome: Option<Box<PlanOutcome>>,
    /// Its id.
    pub plan: PlanId,
    /// The milestones that whom it coaches proposed.
    #[serde(default)]
    pub proposals: Vec<MilestoneProposal>,
    /// What there is to sign of it, and each time that it was signed.
    #[serde(default)]
    pub signing: Box<Signing>,
    /// Where it stands.
    pub state: State,
    /// The template that it was started from; null where there was none.
    pub template: Option<TemplateUsed>,
    /// That it is an improvement track, and what was approved of it; null where it never was one.
    #[serde(default)]
    pub track: Option<Box<Track>>,
    /// How many changes it has seen.
    pub version: u64,
}

impl Plan {
    /// The milestone of a key.
    #[must_use]
    pub fn milestone(&self, key: &Key) -> Option<&Milestone> {
        self.milestones.iter().find(|milestone| milestone.content.milestone == *key)
    }

    /// What others may know of it.
    #[must_use]
    pub fn standing(&self) -> PlanStanding<'_> {
        let stage = match self.state {
            State::Draft => PlanStage::Draft,
            State::Active => PlanStage::Active,
            State::OnHold => PlanStage::OnHold,
            State::Completed | State::Cancelled => PlanStage::Ended,
        };
        let (coachee, coaches, was_shown) = (self.coachee, &self.coaches, self.was_shown());
        let gave_until = if self.archived { Some(Instant::MIN) } else { self.ended_at() };
        let feedback_to_coaches = self.content.feedback_to_coaches;
        let session_minutes = self.content.sessions.as_ref().map(|sessions| sessions.length_minutes);
        PlanStanding {
            coachee,
            coaches,
            course: self,
            feedback_to_coaches,
            gave_until,
            session_minutes,
            stage,
            was_shown,
        }
    }

    /// The milestones that are aimed at.
    pub fn aimed_at(&self) -> impl Iterator<Item = &Milestone> {
        self.milestones.iter().filter(|milestone| milestone.dropped.is_none())
    }

    /// The coach that is meant.
    #[must_use]
    pub fn coach(&self, meant: &PlanCoachRef) -> Option<&CoachKept> {
        self.coaches.iter().find(|kept| kept.coach.meant() == *meant)
    }

    /// The hold that goes on.
    #[must_use]
    pub fn open_hold(&self) -> Option<&PlanHold> {
        self.holds.last().filter(|hold| hold.days.until.is_none())
    }

    /// Why it is called off, if it is.
    #[must_use]
    pub fn cancelled(&self) -> Option<&PlanCancellation> {
        self.cancellations.last().filter(|cancellation| cancellation.reinstated.is_none())
    }

    /// When it came to its end, if it did.
    #[must_use]
    pub fn ended_at(&self) -> Option<Instant> {
        let completed = self.outcome.as_deref().map(|outcome| outcome.summary.done.at);
        completed.or(self.cancelled().map(|cancellation| cancellation.said.done.at))
    }

    /// The day up to which its days count, where the coachee is: today, or the one on which it came to its end.
    fn counts_up_to(&self, zone: Zone, at: Instant) -> LocalDate {
        let completed = self.outcome.as_deref().map(|outcome| zone.day_of(outcome.summary.done.at));
        let cancelled = self.cancelled().map(|cancellation| cancellation.cancelled_on);
        completed.or(cancelled).unwrap_or_else(|| zone.day_of(at))
    }

    /// How far it has come, where the coachee is.
    #[must_use]
    pub fn progress(&self, zone: Zone, at: Instant, policy: &PlanPolicy) -> PlanProgress {
        self.taken().progress(self.counts_up_to(zone, at), policy)
    }

    /// What the weekly analysis says of it, where the coachee is, by when its last session began.
    #[must_use]
    pub fn week(&self, zone: Zone, at: Instant, last_session: Option<Instant>, policy: &PlanPolicy) -> PlanWeek {
        let last_session_on = last_session.map(|began| zone.day_of(began));
        let activated_on = self.activated.map(|activated| zone.day_of(activated.at));
        PlanTaken { activated_on, ..self.taken() }.week(self.counts_up_to(zone, at), last_session_on, policy)
    }

    /// It, as far as progress looks at it.
    fn taken(&self) -> PlanTaken {
        PlanTaken {
            activated_on: None,
            days: self.content.days,
            holds: self.holds.iter().map(|hold| hold.days).collect(),
            midpoint_reviewed: !self.midpoints.is_empty(),
            milestones: self.milestones.iter().map(Milestone::taken).collect(),
            running: if self.state == State::Active { Running::Active } else { Running::Still },
        }
    }

    /// The version that its course came with, as somebody counts it.
    fn course_since(&self, counted_by: PersonId) -> u64 {
        let unseen = if counted_by == self.coachee { self.drafts_unseen.saturating_add(self.course.unseen) } else { 0 };
        self.course.since.saturating_sub(unseen)
    }

    /// How many changes somebody does not count, since they are not shown them.
    fn unseen_by(&self, person: Option<PersonId>) -> u64 {
        if person == Some(self.coachee) { self.drafts_unseen.saturating_add(self.requests_unseen()) } else { 0 }
    }

    /// The version as this actor counts it: whom the plan coaches is shown nothing of what was done before it was activated,
    /// and of an improvement track nothing of what was asked for, and came to nothing, since.
    #[must_use]
    pub fn version_for(&self, actor: Actor) -> u64 {
        self.version.saturating_sub(self.unseen_by(actor.person()))
    }
}

/// Whose a plan is with these coaches: of one that there is, or of one that is to be.
fn whose<'a>(coachee: PersonId, coaches: impl Iterator<Item = &'a PlanCoach>, known: Option<&Plan>) -> Whose {
    let (mut internal, mut on_behalf) = (Vec::new(), Vec::new());
    for coach in coaches {
        match coach {
            PlanCoach::Person(coach) => internal.push(coach.person),
            PlanCoach::External(coach) => on_behalf.push(coach.entered_by),
        }
    }
    let author = known.and_then(|known| known.created.by.person());
    let undecided = known.is_some_and(|known| known.open_request().is_some());
    Whose::Plan { author, coached: coachee, coaches: internal, on_behalf, undecided }
}

impl Subject for Plan {
    const SEE: Action = Action::SeePlan;
    const SHAPE: Shape = Shape::Plan;

    fn whose(&self) -> Whose {
        whose(self.coachee, self.coaches.iter().map(|kept| &kept.coach), Some(self))
    }

    /// A draft is not for whom it is to coach.
    fn was_shown(&self) -> bool {
        self.activated.is_some()
    }
}

impl PlanCourse for Plan {
    fn has_focus_area(&self, area: &Key) -> bool {
        self.content.has_focus_area(area)
    }

    fn has_milestone(&self, milestone: &Key) -> bool {
        self.milestone(milestone).is_some()
    }

    fn removed(&self) -> Vec<(PlanCoachRef, Instant)> {
        self.former_coaches.iter().map(|former| (former.kept.coach.meant(), former.removed.at)).collect()
    }

    fn was_coached_within(&self, coach: &PlanCoachRef, moments: Range<Instant>) -> bool {
        let then = |former: &FormerCoach| former.kept.added.at < moments.end && moments.start < former.removed.at;
        self.former_coaches.iter().any(|former| former.kept.coach.meant() == *coach && then(former))
    }

    fn goes_on_from(&self, moment: Instant) -> Option<Instant> {
        if !self.was_on_hold(moment) {
            return Some(moment);
        }
        let hold = self.holds.iter().find(|hold| was_so(moment, hold.held, hold.resumed));
        hold.and_then(|hold| hold.resumed).map(|resumed| resumed.at)
    }

    fn rests_since(&self) -> Option<Instant> {
        self.holds.last().filter(|hold| hold.resumed.is_none()).map(|hold| hold.held.at)
    }

    /// The days on which it was off are on hold once it is taken back up; what had begun before was told of as long as it was off.
    fn was_on_hold(&self, at: Instant) -> bool {
        let completed = self.outcome.as_deref().map(|outcome| outcome.summary.done.at);
        let has_ended = completed.is_some_and(|completed| completed <= at) || self.was_called_off(at);
        !has_ended && self.holds.iter().any(|hold| was_so(at, hold.held, hold.resumed))
    }

    fn was_called_off(&self, at: Instant) -> bool {
        self.cancellations.iter().any(|off| was_so(at, off.said.done, off.reinstated))
    }
}

/// Whether something was so at a moment that was begun, and ended if it was.
fn was_so(at: Instant, begun: Done, ended: Option<Done>) -> bool {
    begun.at <= at && ended.is_none_or(|ended| at < ended.at)
}

impl Thing for Plan {
    by_files!(PlanMark, plan, PlanSight);

    const TELLINGS: &'static [Telling<Happening>] = notices::TELLINGS;

    fn glance(&self) -> Option<Glance<'_>> {
        Some(Glance::Plan(self.standing()))
    }

    fn last(&self, counted_by: Actor) -> Last {
        (self.version_for(counted_by), self.changed_for(counted_by))
    }

    fn last_day(&self) -> Option<LocalDate> {
        Some(self.content.days.last)
    }

    fn falls_due(&self, when: When, policy: &Policy) -> Vec<FallsDue> {
        notices::falls_due(self, when, policy)
    }

    fn says<F: Facts>(&self, viewer: &Viewer<'_, F>, told: &Planned) -> Result<Option<MessageFacts>, Refusal> {
        notices::says(self, viewer, told)
    }

    fn still_tells<F: Facts>(&self, viewer: &Viewer<'_, F>, told: &Planned) -> Result<bool, Refusal> {
        notices::still_tells(self, viewer, told)
    }

    fn is_needed(&self, told: &Planned) -> bool {
        notices::is_needed(self, told)
    }

    fn barred(&self) -> Vec<PersonId> {
        self.barred_from_deciding()
    }

    fn requester(&self) -> Option<PersonId> {
        self.asked_last()
    }

    fn signer(&self) -> Option<PersonId> {
        self.to_sign_now()
    }

    /// Those who coach, or who write for those who do.
    fn circle(&self) -> Vec<PersonId> {
        self.standing().writers()
    }

    fn handed_over(plan: PlanId, whom: (PersonId, PersonId)) -> Option<Change> {
        Some(follow::handed_over(plan, whom))
    }

    fn found(&self) -> Found {
        let is_over = matches!(self.state, State::Completed | State::Cancelled);
        let found = Found::made(self.created.at).stands(self.state, is_over).archived(self.archived);
        let barred = self.open_request().into_iter().flat_map(|_| self.barred_from_deciding());
        let signer = Some(self.coachee).filter(|_| self.awaits_signature());
        Found { coaches: self.coaches.clone(), ..found.awaits(signer).barred(barred) }
    }

    /// Lists of drafts go by when they were made, of plans that run by their last day, of what has ended or was put away by their last
    /// change.
    fn listed_at(&self) -> Instant {
        match self.state {
            _ if self.archived => self.changed_at,
            State::Draft => self.created.at,
            State::Active | State::OnHold => among_moments(self.content.days.last),
            State::Completed | State::Cancelled => self.changed_at,
        }
    }
}
