//! Improvement tracks: plans whose days run only once somebody else has approved what they say, and which say nothing else then
//! before that is approved, too. An approval is of what the plan said when it was asked for: whatever changes that voids it.
//!
//! What becomes of requests while its days run is not for whom it coaches, who is shown what is in force and when that was
//! approved.
//!
//! Rules: KER-17, PIP-01, PIP-02, PIP-05, PIP-07.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use touchline_kernel::{Actor, Done, Instant, Key, Note, PersonId};

use crate::access::{Action, Among, Shape, Subject, Whose};
use crate::facts::{Facts, Office, Refusal};
use crate::notify::Planned;

use super::{Happening, MilestoneContent, MilestoneDrop, Plan, PlanContent, PlanRemark};

/// What somebody made of a request for approval.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TrackVerdict {
    /// It was approved.
    Approved,
    /// It was rejected.
    Rejected,
}

/// The decision on a request for approval.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct TrackDecision {
    /// When, and who decided.
    pub done: Done,
    /// Why it was rejected; null where it was approved.
    pub reason: Option<Note>,
    /// What was decided.
    pub verdict: TrackVerdict,
}

/// Each time that an approval was asked for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct TrackRequest {
    /// When, and who asked.
    pub asked: Done,
    /// The version of what the plan said, or of the amendment, that is to be approved.
    pub content_version: u64,
    /// What was decided; null where nothing was.
    pub decision: Option<Box<TrackDecision>>,
    /// Whether it is of an amendment.
    pub is_amendment: bool,
    /// When and by whom it was voided, be it before a decision or after an approval: what was to be approved was changed.
    pub voided: Option<Done>,
    /// When and by whom it was taken back.
    pub withdrawn: Option<Done>,
}

impl TrackRequest {
    fn of((asked, content_version): (Done, u64), is_amendment: bool) -> Self {
        TrackRequest { asked, content_version, decision: None, is_amendment, voided: None, withdrawn: None }
    }

    /// Whether it awaits a decision.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.decision.is_none() && self.voided.is_none() && self.withdrawn.is_none()
    }

    /// Whether an actor is the one who asked.
    #[must_use]
    pub fn is_asked_by(&self, actor: Actor) -> bool {
        self.asked.by == actor
    }

    /// The approval that was given to it, whether or not that was voided since.
    fn approved(&self) -> Option<Done> {
        let decision = self.decision.as_deref().filter(|decision| decision.verdict == TrackVerdict::Approved);
        decision.map(|decision| decision.done)
    }

    /// The approval that holds.
    fn in_force(&self) -> Option<Done> {
        self.approved().filter(|_| self.voided.is_none())
    }
}

/// What an improvement track is to say whose days run, once that is approved.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PlanAmendment {
    /// All that it is to say, but for its milestones and its coaches.
    pub content: PlanContent,
    /// The milestones that are to be aimed at no more.
    pub dropped: Vec<MilestoneDrop>,
    /// Those that are to be added, or to say something else.
    pub milestones: Vec<MilestoneContent>,
    /// The external coach whose words that is; null where they are those of whoever proposed it.
    pub on_behalf_of: Option<Key>,
    /// When, and who proposed it.
    pub proposed: Done,
    /// Why it is proposed; null where nothing was said.
    pub reason: Option<Note>,
    /// The version that it came with.
    pub version: u64,
}

/// That a plan is an improvement track, and what was approved of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "ImprovementTrack")]
pub struct Track {
    /// What was proposed last that it say while its days run, unless that is in force or was taken back.
    pub amendment: Option<Box<PlanAmendment>>,
    /// When and by whom it was made one.
    pub marked: Done,
    /// Each time that an approval was asked for.
    pub requests: Vec<TrackRequest>,
    /// When the plan last changed as far as whom it coaches is shown; null where that is its last change of all.
    #[serde(default)]
    pub shown_at: Option<Instant>,
    /// When and by whom it was made none again; null while it is one.
    pub unmarked: Option<Done>,
    /// How many changes it has seen while its days ran that whom it coaches is not shown.
    pub unseen: u64,
}

impl Track {
    /// One that is marked now, with what was asked for before.
    pub(super) fn marked(known: Option<Track>, marked: Done) -> Self {
        let requests = known.map(|known| known.requests).unwrap_or_default();
        Track { amendment: None, marked, requests, shown_at: None, unmarked: None, unseen: 0 }
    }

    /// The request that awaits a decision: no other comes before that is over.
    pub(super) fn open(&self) -> Option<&TrackRequest> {
        self.requests.last().filter(|request| request.is_open())
    }

    /// The approval that holds, the one that was given last.
    pub(super) fn in_force(&self) -> Option<Done> {
        self.requests.iter().rev().find_map(TrackRequest::in_force)
    }

    /// Each approval that came into force: one that was voided never did, since that was before its days ran.
    fn approvals(&self) -> Vec<TrackApproval> {
        let approval = |request: &TrackRequest| {
            let is_amendment = request.is_amendment;
            request.in_force().map(|done| TrackApproval { done, is_amendment })
        };
        self.requests.iter().filter_map(approval).collect()
    }

    /// The approval of the amendment that was proposed then, by that actor.
    fn amended(&self, proposed: Done) -> Option<Done> {
        let mut amendments = self.requests.iter().filter(|request| request.is_amendment && request.asked == proposed);
        amendments.find_map(TrackRequest::approved)
    }

    /// Whether it was approved ever.
    pub(super) fn was_approved(&self) -> bool {
        self.requests.iter().any(|request| request.approved().is_some())
    }

    pub(super) fn request(&mut self, of: (Done, u64), is_amendment: bool) {
        self.requests.push(TrackRequest::of(of, is_amendment));
    }

    pub(super) fn propose(&mut self, amendment: PlanAmendment) {
        self.void_open(amendment.proposed);
        self.request((amendment.proposed, amendment.version), true);
        self.amendment = Some(Box::new(amendment));
    }

    pub(super) fn withdraw(&mut self, done: Done) {
        self.amendment = None;
        if let Some(request) = self.requests.last_mut() {
            request.withdrawn = Some(done);
        }
    }

    pub(super) fn decide(&mut self, decision: TrackDecision) {
        if let Some(request) = self.requests.last_mut() {
            request.decision = Some(Box::new(decision));
        }
    }

    /// What awaited a decision awaits none any more.
    pub(super) fn void_open(&mut self, done: Done) {
        if self.open().is_none() {
            return;
        }
        self.amendment = None;
        self.void(done, TrackRequest::is_open);
    }

    /// Neither does, nor is what was approved approved any more.
    fn void_all(&mut self, done: Done) {
        self.void_open(done);
        self.void(done, |request| request.in_force().is_some());
    }

    fn void(&mut self, done: Done, which: fn(&TrackRequest) -> bool) {
        self.requests.iter_mut().filter(|request| which(request)).for_each(|request| request.voided = Some(done));
    }
}

/// Where the approval of an improvement track stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TrackStanding {
    /// What it says is approved, and nothing else is asked for.
    Approved,
    /// A decision is awaited: on what it says, or on an amendment.
    Awaiting,
    /// The same, and nobody is there any more who may decide.
    NoApprover,
    /// What it says is not approved, and nobody asks for that.
    Unapproved,
}

/// An improvement track as those see it who coach, manage coaching, or approve.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct StaffTrack {
    /// What was proposed last that it say while its days run, unless that is in force or was taken back.
    pub amendment: Option<PlanAmendment>,
    /// The version of what the plan says. An approval names the version of the request that awaits it: of a plan that is
    /// prepared this one, and of an amendment its own.
    pub content_version: u64,
    /// When and by whom it was made one.
    pub marked: Done,
    /// Each time that an approval was asked for.
    pub requests: Vec<TrackRequest>,
    /// Where its approval stands.
    pub stands: TrackStanding,
}

/// An approval that came into force.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, JsonSchema)]
pub struct TrackApproval {
    /// When, and who approved.
    pub done: Done,
    /// Whether it was of an amendment.
    pub is_amendment: bool,
}

/// An improvement track as whom it coaches sees it.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct AgentTrack {
    /// Each approval that came into force, in the order in which they were given: that of what it said as its days began, and
    /// those of amendments.
    pub approvals: Vec<TrackApproval>,
    /// When and by whom what it says was approved.
    pub approved: Option<Done>,
}

/// What proves all that was noted down of the sessions of a plan: for whom it coaches, and whoever may read what is confidential
/// in it. A coach may have come later, and is not to learn of what was noted down before.
pub struct TrackProved<'a>(pub &'a Plan);

impl Subject for TrackProved<'_> {
    const SEE: Action = Action::SeeConfidentialNote;
    const SHAPE: Shape = Shape::OfPlan;
    const AROUND: Option<Action> = Some(Action::SeePlan);

    fn whose(&self) -> Whose {
        let TrackProved(plan) = self;
        let among = Some(Among { coaches: Vec::new(), since: plan.created.at });
        Whose::OfPlan { among, author: None, coached: plan.coachee, plan: plan.plan }
    }

    fn was_shown(&self) -> bool {
        self.0.was_shown()
    }
}

/// What changes what a plan says before its days run: who coaches belongs to that until then, and not after.
const EDITS: &[Happening] = &[
    Happening::Revised,
    Happening::MilestoneSet,
    Happening::MilestoneRemoved,
    Happening::CoachAdded,
    Happening::CoachRemoved,
    Happening::HandedOver,
    Happening::TrackMarked,
    Happening::TrackUnmarked,
    Happening::Cancelled,
];

/// What whom it coaches is not shown, also while its days run.
const UNSEEN: &[Happening] =
    &[Happening::AmendmentProposed, Happening::RequestWithdrawn, Happening::Approved, Happening::Rejected];

/// Whether nobody is there who approves improvement tracks, but for those who may not in this.
pub(super) fn nobody_approves<F: Facts>(barred: &[PersonId], facts: &F) -> Result<bool, Refusal> {
    let approvers = facts.in_office(Office::TrackApprover).present()?.unwrap_or_default();
    Ok(approvers.iter().all(|approver| barred.contains(approver)))
}

impl Plan {
    /// It as an improvement track, if it is one.
    #[must_use]
    pub fn as_track(&self) -> Option<&Track> {
        self.track.as_deref().filter(|track| track.unmarked.is_none())
    }

    /// Whether what it says is amended, and in force once that is approved.
    #[must_use]
    pub fn is_amended(&self) -> bool {
        self.activated.is_some() && self.as_track().is_some()
    }

    /// Whether somebody said why it was taken back up, as a draft that was called off: it rests with that.
    pub(super) fn rests_for_reason(&self) -> bool {
        self.cancellations.last().is_some_and(|off| off.reinstated_because.is_some())
    }

    /// The request that awaits a decision.
    #[must_use]
    pub fn open_request(&self) -> Option<&TrackRequest> {
        self.as_track().and_then(Track::open)
    }

    /// Those who may not decide on a request that is asked then, by that actor: they themselves, who coaches, and whom it coaches.
    /// Who coached at that moment or since, or wrote for whoever did, comes free of it by no removal.
    pub(super) fn barred_beside(&self, asked: Option<Done>) -> Vec<PersonId> {
        let stood_by = |asked: Done| self.former_coaches.iter().filter(move |former| former.removed.at >= asked.at);
        let left = asked.into_iter().flat_map(stood_by).map(|former| former.kept.coach.writer());
        let requester = asked.and_then(|asked| asked.by.person());
        self.standing().writers().into_iter().chain(left).chain([self.coachee]).chain(requester).collect()
    }

    /// Those who may not decide on the request that awaits a decision.
    #[must_use]
    pub fn barred_from_deciding(&self) -> Vec<PersonId> {
        self.barred_beside(self.open_request().map(|request| request.asked))
    }

    /// Who asked for the approval that was decided on last.
    pub(super) fn asked_last(&self) -> Option<PersonId> {
        self.as_track().and_then(|track| track.requests.last()).and_then(|request| request.asked.by.person())
    }

    /// What an event means for what is approved, and for what whom it coaches is shown of it.
    pub(super) fn settle(&mut self, happening: Happening, done: Done) {
        let is_prepared = self.activated.is_none();
        let edits = is_prepared && EDITS.contains(&happening);
        if edits || happening == Happening::Amended {
            self.content_since = self.version;
        }
        let ends = matches!(happening, Happening::Cancelled | Happening::Completed);
        let hidden = self.hides(happening);
        let Some(track) = self.track.as_deref_mut() else { return };
        if edits {
            track.void_all(done);
        } else if ends {
            track.void_open(done);
        }
        if hidden {
            track.unseen = track.unseen.saturating_add(1);
        }
    }

    /// Whether whom it coaches is not shown that this happened, though its days run.
    fn hides(&self, happening: Happening) -> bool {
        self.activated.is_some() && UNSEEN.contains(&happening)
    }

    /// Dates a change. What whom it coaches does may lie before what is hidden from them: their moments are held against what they
    /// are shown alone.
    pub(super) fn date(&mut self, happening: Happening, at: Instant) {
        let (before, hidden) = (self.changed_at, self.hides(happening));
        self.changed_at = before.max(at);
        let Some(track) = self.track.as_deref_mut() else { return };
        track.shown_at = if hidden { track.shown_at.or(Some(before)) } else { Some(at).filter(|at| *at < before) };
    }

    /// When it last changed, as far as this actor is shown.
    #[must_use]
    pub fn changed_for(&self, actor: Actor) -> Instant {
        let shown_at = self.track.as_deref().and_then(|track| track.shown_at);
        shown_at.filter(|_| actor == Actor::Person(self.coachee)).unwrap_or(self.changed_at)
    }

    /// How many changes while its days ran whom it coaches is not shown.
    pub(super) fn requests_unseen(&self) -> u64 {
        self.track.as_deref().map_or(0, |track| track.unseen)
    }

    /// Whether a decision is awaited that nobody may take who is there: whoever might came to coach since, left, or approves no more.
    pub(super) fn awaits_nobody<F: Facts>(&self, facts: &F) -> Result<bool, Refusal> {
        if self.open_request().is_none() {
            return Ok(false);
        }
        nobody_approves(&self.barred_from_deciding(), facts)
    }

    /// It as those see it who coach, manage coaching, or approve.
    pub(super) fn staff_track(&self, awaits_nobody: bool) -> Option<StaffTrack> {
        let track = self.as_track()?;
        let stands = match (track.open(), track.in_force()) {
            (Some(_), _) if awaits_nobody => TrackStanding::NoApprover,
            (Some(_), _) => TrackStanding::Awaiting,
            (None, Some(_)) => TrackStanding::Approved,
            (None, None) => TrackStanding::Unapproved,
        };
        Some(StaffTrack {
            amendment: track.amendment.as_deref().cloned(),
            content_version: self.content_since,
            marked: track.marked,
            requests: track.requests.clone(),
            stands,
        })
    }

    /// What was said of a part of it, as whom it coaches sees it: of what an amendment brought, whoever proposed that, when and by
    /// whom it was put in force.
    pub(super) fn as_put_in_force(&self, said: PlanRemark) -> PlanRemark {
        match self.as_track().and_then(|track| track.amended(said.done)) {
            Some(done) => PlanRemark { done, on_behalf_of: None, text: said.text },
            None => said,
        }
    }

    /// Whether the request of which a message tells awaits a decision still, and its recipient may take that.
    pub(super) fn still_asks(&self, told: &Planned) -> bool {
        let is_meant = |request: &TrackRequest| request.asked.at == told.at && request.content_version <= told.version;
        self.open_request().is_some_and(is_meant) && !self.barred_from_deciding().contains(&told.recipient)
    }

    /// It as whom it coaches sees it.
    pub(super) fn agent_track(&self) -> Option<AgentTrack> {
        self.as_track().map(|track| AgentTrack { approvals: track.approvals(), approved: track.in_force() })
    }
}
