//! Reviews of calls: what a reviewer says about a call to whoever handled it, and what the two write to one another
//! about it from then on.
//!
//! Rules: ACC-03, KER-17, REV-01, REV-08, REV-14.

mod act;
mod averages;
mod comment;
mod conditions;
mod counted;
mod decide;
mod delivery;
mod disputable;
mod dispute;
mod evolve;
mod figures;
mod follow;
mod lifecycle;
mod low_answers;
mod notices;
mod practice;
mod redact;
mod thread;
mod view;

use crate::access::{Action, OfCall, Shape, Subject, Whose};
use crate::facts::{FactKey, Facts, GivenReview, Glance, NewActionItem, Refusal, ReviewStanding};
use crate::ground::calls::CallId;
use crate::ground::{ReviewId, ReviewMark};
use crate::life::{Arranged, Found, Telling, Thing, Viewer, by_files};
use crate::notify::{MessageFacts, Planned};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use touchline_kernel::{Actor, Done, Instant, Last, Note, PersonId};

pub use crate::facts::{Filled, Judged};
pub use act::{
    AcknowledgeReview, Act, Change, CreateReview, DecideDispute, DeliverAsSet, DisputeDecided, DisputeReview,
    FillReview, Happening, LinkCall, RemoveComment, RemoveItem, ReplyToEntry, RespondToReview, RetractReview,
    ReviewAcknowledged, ReviewComment, ReviewCreated, ReviewDelivered, ReviewHandedOver, ReviewItem, ReviewRating,
    ReviewRef, ReviewSummary, ReviewText, SetDelivery, VoidReview,
};
pub use averages::{Averaging, ReviewAverages, RootCauseCounted};
pub use comment::{Comment, CommentId, CommentKind, CommentMark};
pub use counted::{counted_in_goals, score_of_call, stars_of_call};
pub use delivery::{DeliverySet, DeliverySetView};
pub use dispute::{
    AlsoAnswered, Closed, Dispute, Disputed, DisputedAnswer, DisputedPoint, DisputedRating, Outcome, Ruled, Ruling,
    SetAnswer, SetRating, Superseded,
};
pub use figures::{Counted, ReviewCounts, SeenTally, Tally};
pub use lifecycle::{Condition, LIFECYCLE, State, Verb};
pub use low_answers::LowAnswer;
pub use practice::{Figures, Habit, Lacking, Practice, PracticeCounts, Verdict};
pub use thread::{AnswerKind, Entry, EntryKind};
pub use view::{AgentReview, AttestationView, CommentView, EntryView, Improvement, ReviewSight, StaffReview};

/// Something that was said about a review as a whole, with when and by whom.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "ReviewRemark")]
pub struct Remark {
    /// When and by whom.
    pub done: Done,
    /// What was said.
    pub text: Note,
}

/// That somebody acknowledged a review, and what of it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "ReviewAttestation")]
pub struct Attestation {
    /// When and by whom.
    pub done: Done,
    /// Which entry of the thread they wrote with it; null where they wrote none.
    pub response: Option<u32>,
    /// The version that they acknowledged.
    pub version: u64,
    /// How many changes before that they were never shown.
    pub versions_unseen: u64,
}

/// A later call in which a review was applied.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AppliedCall {
    /// When that was said.
    pub at: Instant,
    /// The call.
    pub call: CallId,
}

/// What came of a review that was handed over.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "ReviewSuccessor")]
pub struct Successor {
    /// When it was handed over, the last time.
    pub at: Instant,
    /// Who stood there before, in order; nobody of what was handed over once.
    #[serde(default)]
    pub before: Vec<PersonId>,
    /// Who stands in the reviewer's place.
    pub keeper: PersonId,
}

/// A review, as its events make it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Review {
    /// Whether it was amended since it was acknowledged, or disputed, and is to be acknowledged again.
    pub acknowledge_again: bool,
    /// That it was acknowledged, if it was.
    pub acknowledged: Option<Box<Attestation>>,
    /// What was added to it after it was delivered, in order.
    pub addenda: Vec<Remark>,
    /// Who handled the call.
    pub agent: PersonId,
    /// Later calls in which it was applied, in the order in which that was said.
    pub applied: Vec<AppliedCall>,
    /// Whether it is put away.
    pub archived: bool,
    /// Whether its acknowledgement is asked for: as the policy had it when it was delivered.
    pub asks_acknowledgement: bool,
    /// The call.
    pub call: CallId,
    /// When it last changed, but for being handed over, which whoever handled the call is not shown.
    pub changed_at: Instant,
    /// Its comments, in the order in which they were made.
    pub comments: Vec<Comment>,
    /// When and by whom it was made.
    pub created: Done,
    /// When and by whom it was delivered.
    pub delivered: Option<Done>,
    /// Whether a dispute does for an acknowledgement: as the policy had it when it was delivered.
    pub dispute_answers: bool,
    /// What whoever handled the call held against it, in order.
    pub disputes: Vec<Dispute>,
    /// How many changes its draft had seen when it was delivered, which are its author's alone; 0 until then.
    pub drafts_unseen: u64,
    /// Its scorecard, as far as it is filled in, if it has one.
    pub filled: Option<Box<Filled>>,
    /// What it gives whoever handled the call to do, as it stood when it was delivered.
    pub items: Vec<NewActionItem>,
    /// What came of its scorecard when it was delivered, if it has one.
    pub judged: Option<Judged>,
    /// How it stood to the five habits when it was delivered; null until then, and of what was delivered before that was kept.
    #[serde(default)]
    pub practice: Option<Box<Practice>>,
    /// How many stars it gives the call; null as long as it gives none.
    pub rating: Option<u32>,
    /// Why it was taken back, if it was.
    pub retracted: Option<Box<Remark>>,
    /// Its id.
    pub review: ReviewId,
    /// When it was marked reviewed.
    pub reviewed_at: Option<Instant>,
    /// When it is to be delivered, where that is set.
    #[serde(default)]
    pub set_delivery: Option<Box<DeliverySet>>,
    /// Where it stands.
    pub state: State,
    /// What came of handing it over, if it was.
    pub successor: Option<Box<Successor>>,
    /// What it says about the call as a whole.
    pub summary: Option<Note>,
    /// What it said before disputes changed it, in order.
    pub superseded: Vec<Superseded>,
    /// What was written on it after it was delivered, in order.
    pub thread: Vec<Entry>,
    /// How many changes it has seen.
    pub version: u64,
    /// How many of them whoever handled the call was never shown: those before the delivery, and hand-overs.
    pub versions_unseen: u64,
}

impl Review {
    /// The version as this actor counts it: nobody but its author is shown what was done before the delivery, and whoever
    /// handled the call no hand-over either.
    #[must_use]
    pub fn version_for(&self, actor: Actor) -> u64 {
        self.version.saturating_sub(self.unseen_by(actor, self.versions_unseen))
    }

    /// How many of the changes somebody was not shown, where whoever handled the call was not shown so many.
    fn unseen_by(&self, actor: Actor, by_agent: u64) -> u64 {
        match actor {
            _ if actor == Actor::Person(self.agent) => by_agent,
            _ if actor == self.created.by || actor == Actor::System => 0,
            _ => self.drafts_unseen,
        }
    }

    /// Whether whoever handled the call has it before them, and it is not put away.
    #[must_use]
    pub fn is_before_them(&self) -> bool {
        self.state.is_shown() && !self.archived
    }

    /// When it last changed, as far as this actor is shown.
    #[must_use]
    pub fn changed_for(&self, actor: Actor) -> Instant {
        let handed_over = self.successor.as_deref().filter(|_| actor != Actor::Person(self.agent));
        handed_over.map_or(self.changed_at, |successor| successor.at.max(self.changed_at))
    }

    /// Who answers for it: its reviewer, or whoever took it over.
    #[must_use]
    pub fn keeper(&self) -> Option<PersonId> {
        let successor = self.successor.as_deref().map(|successor| successor.keeper);
        successor.or_else(|| self.created.by.person())
    }

    /// Who answers for it, and whoever did: none of them decides what is held against it.
    pub fn keepers(&self) -> impl Iterator<Item = PersonId> + '_ {
        let successor = self.successor.as_deref();
        let before = successor.into_iter().flat_map(|successor| successor.before.iter().copied());
        self.created.by.person().into_iter().chain(before).chain(successor.map(|successor| successor.keeper))
    }

    /// Who decides on no dispute about it: of whose doing it is or was, and whom it is about. Nobody without a dispute.
    pub fn barred_from_deciding(&self) -> impl Iterator<Item = PersonId> + '_ {
        self.disputed_since().into_iter().flat_map(|_| self.keepers().chain([self.agent]))
    }

    /// What others may know of it.
    fn standing(&self) -> ReviewStanding<'_> {
        ReviewStanding {
            agent: self.agent,
            before: self.successor.as_deref().map_or(&[], |successor| successor.before.as_slice()),
            is_before_them: self.state.is_shown(),
            keeper: self.keeper(),
            reviewer: self.created.by.person(),
            undecided: self.disputed_since().is_some(),
            was_shown: self.delivered.is_some(),
        }
    }

    /// Whether whoever handled the call is still to acknowledge it, and it is not put away.
    #[must_use]
    pub fn awaits_acknowledgement(&self) -> bool {
        self.asks_acknowledgement && self.is_before_them() && (self.acknowledge_again || !self.is_answered())
    }

    /// Since when it has awaited that, if it does: since it was delivered; or where it was answered, since it was amended
    /// first after that.
    #[must_use]
    pub fn awaits_since(&self) -> Option<Instant> {
        let delivered = self.delivered.filter(|_| self.awaits_acknowledgement())?.at;
        let amended = match self.acknowledged.as_deref() {
            Some(attestation) => self.superseded.iter().find(|before| before.acknowledged == Some(*attestation)),
            None => self.superseded.first().filter(|_| self.is_answered()),
        };
        Some(amended.map_or(delivered, |before| before.at))
    }

    /// What lists of reviews that were delivered go by: since when it has awaited whoever handled the call, else when it
    /// was delivered. An age that is told counts from there.
    #[must_use]
    pub fn in_line_since(&self) -> Option<Instant> {
        self.awaits_since().or(self.delivered.map(|delivered| delivered.at))
    }

    /// Whether it was acknowledged; or disputed, where that does.
    fn is_answered(&self) -> bool {
        let withdrawn = |closed: &Closed| closed.outcome == Outcome::Withdrawn;
        let stands = |dispute: &Dispute| !dispute.closed.as_ref().is_some_and(withdrawn);
        self.acknowledged.is_some() || (self.dispute_answers && self.disputes.iter().any(stands))
    }

    /// It as this reviewer's, where they wrote it and it is neither dropped, taken back nor void; what became of one for which
    /// another answers is not theirs to know.
    #[must_use]
    pub fn given_by(&self, reviewer: PersonId) -> Option<GivenReview> {
        let (is_draft, is_theirs) = (self.state == State::Draft, self.created.by == Actor::Person(reviewer));
        let is_another_s = Review::keeper(self) != Some(reviewer);
        let is_given = is_theirs && (is_draft || self.state.is_shown() || is_another_s);
        is_given.then_some(GivenReview { agent: self.agent, delivered: !is_draft, review: self.review })
    }

    /// Whether its reviewer still owes a clarification, of a review that is not put away.
    #[must_use]
    pub fn awaits_clarification(&self) -> bool {
        self.is_before_them() && !thread::open_clarifications(&self.thread).is_empty()
    }

    /// Its score in percent, once it was delivered: that of its scorecard, else its rating on the same scale. Nothing where
    /// nothing in its scorecard was applicable.
    #[must_use]
    pub fn percent(&self) -> Option<f64> {
        self.delivered?;
        match &self.judged {
            Some(judged) => judged.percent,
            None => self.rating.map(|stars| f64::from(stars.saturating_sub(1)) * 25.0),
        }
    }

    /// Its score in stars, once it was delivered: that of its scorecard, else its rating.
    #[must_use]
    pub fn stars(&self) -> Option<f64> {
        self.delivered?;
        match &self.judged {
            Some(judged) => judged.stars,
            None => self.rating.map(f64::from),
        }
    }

    /// Since when it has stood in line, where its reviewer still owes a clarification and it is not put away.
    #[must_use]
    pub fn owed_since(&self) -> Option<Instant> {
        self.in_line_since().filter(|_| self.awaits_clarification())
    }
}

impl Subject for Review {
    const SEE: Action = Action::SeeReview;
    const SHAPE: Shape = Shape::Review;
    const SEES: &'static [Action] = &[Self::SEE, Action::SeeDraftReview];

    fn see(&self) -> Action {
        if self.was_shown() { Self::SEE } else { Action::SeeDraftReview }
    }

    /// Whoever takes it over stands in the reviewer's place.
    fn whose(&self) -> Whose {
        let standing = self.standing();
        Whose::Review {
            coached: self.agent,
            reviewer: standing.keeper,
            former: standing.former(),
            undecided: standing.undecided,
            of: OfCall::Call(self.call),
        }
    }

    fn was_shown(&self) -> bool {
        self.delivered.is_some()
    }
}

impl Thing for Review {
    by_files!(ReviewMark, review, ReviewSight);

    const TELLINGS: &'static [Telling<Happening>] = notices::TELLINGS;

    fn glance(&self) -> Option<Glance<'_>> {
        Some(Glance::Review(self.standing()))
    }

    fn last(&self, counted_by: Actor) -> Last {
        (self.version_for(counted_by), self.changed_for(counted_by))
    }

    fn in_line(&self) -> Option<(bool, Instant)> {
        self.in_line_since().map(|since| (false, since))
    }

    fn asks_to_show(&self, _: PersonId, keys: &mut Vec<FactKey>) {
        keys.push(FactKey::call(self.call));
        keys.extend(self.filled.as_deref().map(|filled| FactKey::scorecard(filled.scorecard)));
    }

    fn asks_of_named<F: Facts>(&self, viewer: &Viewer<'_, F>, keys: &mut Vec<FactKey>) {
        let call = viewer.facts.call(self.call).present().ok().flatten();
        keys.extend(call.map(|call| FactKey::manages(viewer.person, call.handler)));
    }

    fn says<F: Facts>(&self, viewer: &Viewer<'_, F>, told: &Planned) -> Result<Option<MessageFacts>, Refusal> {
        notices::says(self, viewer, told.template.names())
    }

    fn is_needed(&self, told: &Planned) -> bool {
        notices::is_needed(self, told)
    }

    fn keeper(&self) -> Option<PersonId> {
        Review::keeper(self)
    }

    fn barred(&self) -> Vec<PersonId> {
        self.keepers().collect()
    }

    fn arranged(&self) -> Option<Arranged<Act>> {
        delivery::arranged(self)
    }

    fn handed_over(review: ReviewId, (_, to): (PersonId, PersonId)) -> Option<Change> {
        Some(follow::handed_over(review, to))
    }

    fn found(&self) -> Found {
        let is_over = matches!(self.state, State::Discarded | State::Retracted | State::Voided);
        let is_awaited = self.state == State::Draft || self.owed_since().is_some();
        let keeper = Review::keeper(self).filter(|_| is_awaited);
        Found::made(self.created.at)
            .stands(self.state, is_over)
            .archived(self.archived)
            .awaits(Some(self.agent).filter(|_| self.awaits_acknowledgement()).into_iter().chain(keeper))
            .names([self.call])
            .names(self.filled.as_deref().map(|filled| filled.scorecard))
            .ages_from(self.in_line_since().unwrap_or(self.created.at))
            .barred(self.barred_from_deciding())
    }
}
