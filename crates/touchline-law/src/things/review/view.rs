//! What is shown of a review: one view for whoever handled the call, one for its reviewer and those who may see it.
//!
//! Rules: REV-09, REV-14, REV-17, SCO-10, TRS-10.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Serialize;
use touchline_calculators::scorecard::Form;

use crate::access::{Sight, visible_call};
use crate::facts::{Facts, FilledView, NewActionItem, Refusal};
use crate::ground::ReviewId;
use crate::ground::calls::CallId;
use crate::life::Viewer;

use super::Judged;
use super::comment::{CommentId, CommentKind, by_moment};
use super::delivery::DeliverySetView;
use super::dispute::Dispute;
use super::low_answers::{LowAnswer, low_answers};
use super::thread::{EntryKind, is_unanswered, numbered, open_clarifications};
use super::{AppliedCall, Attestation, Remark, Review, State};
use touchline_kernel::masking::masked;
use touchline_kernel::{Actor, Done, Instant, LocalDate, Note, PersonId, Title, Zone};

/// A comment, as it is shown.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[schemars(rename = "InlineCommentView")]
pub struct CommentView {
    /// Its id.
    pub comment: CommentId,
    /// The moment, in milliseconds from the call's beginning; of a span its first.
    pub from_ms: u64,
    /// What sort of comment it is.
    pub kind: CommentKind,
    /// Whether it is a question that whoever handled the call has not answered.
    pub open: bool,
    /// What was said there, word for word.
    pub quote: Option<Note>,
    /// Who said it.
    pub speaker: Option<Title>,
    /// What the reviewer says about it.
    pub text: Note,
    /// The last moment of a span; null where it is about one moment.
    pub until_ms: Option<u64>,
}

/// What a review said before a dispute changed it, as it is shown.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[schemars(rename = "ReviewSupersededView")]
pub struct SupersededView {
    /// That it was acknowledged as it was, if it was.
    pub acknowledged: Option<AttestationView>,
    /// Until when it stood.
    pub at: Instant,
    /// The answers of its scorecard, if it has one.
    pub form: Option<Form>,
    /// What came of that.
    pub judged: Option<Judged>,
    /// Its rating.
    pub rating: Option<u32>,
}

/// Something to improve.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[serde(tag = "type", content = "body", rename_all = "snake_case")]
#[schemars(rename = "ReviewImprovement")]
pub enum Improvement {
    /// An answer that lost points.
    Answer(LowAnswer),
    /// A comment that asks for it.
    Comment(UrgentComment),
}

/// A comment that asks for something to be improved.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[schemars(rename = "UrgentInlineComment")]
pub struct UrgentComment {
    /// The comment.
    pub comment: CommentId,
    /// What sort of comment it is.
    pub kind: CommentKind,
}

/// An entry of the thread, as it is shown.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[schemars(rename = "ReviewThreadEntryView")]
pub struct EntryView {
    /// The comment that it is about; null where it is about the review as a whole, or a reply.
    pub comment: Option<CommentId>,
    /// When and by whom.
    pub done: Done,
    /// Its number, from 1.
    pub entry: u32,
    /// What it is.
    pub kind: EntryKind,
    /// Whether it is a clarification that the reviewer has not answered.
    pub open: bool,
    /// What was written.
    pub text: Note,
    /// The entry that a reply is to; null of all else.
    pub to: Option<u32>,
}

/// That a review was acknowledged, as it is shown.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, JsonSchema)]
#[schemars(rename = "ReviewAttestationView")]
pub struct AttestationView {
    /// When and by whom.
    pub done: Done,
    /// Which entry of the thread was written with it; null where none was.
    pub response: Option<u32>,
    /// The version that was acknowledged, as the viewer counts them.
    pub version: u64,
}

crate::life::view! {
    /// A review as whoever handled the call sees it. What comes first is the rating and the summary.
    AgentReview of review: Review for Coached, beside: Beside {
        /// Whether it was amended, and one is to acknowledge that.
        acknowledge_again: bool,
        /// That one acknowledged it, if one did.
        acknowledged: Option<AttestationView> = attested(review, Actor::Person(review.agent)),
        /// What was added to it since it was delivered, in order.
        addenda: Vec<Remark>,
        /// Later calls in which one applied it, in the order in which one said so.
        applied: Vec<AppliedCall>,
        /// Whether it is put away.
        archived: bool,
        /// Whether one is still to acknowledge it.
        awaits_acknowledgement: bool = review.awaits_acknowledgement(),
        /// For how many days, in one's zone, it has awaited that, if it does.
        awaiting_days: Option<i64> = beside.awaiting_days,
        /// The call.
        call: CallId,
        /// What the call is called.
        call_name: Option<Title> = beside.call_name,
        /// The comments, by the moments that they are about.
        comments: Vec<CommentView> = beside.comments,
        /// When and by whom it was delivered.
        delivered: Option<Done>,
        /// The last day on which one can dispute it, where one is.
        disputable_until: Option<LocalDate> = beside.disputable_until,
        /// What one held against it, in order, with what came of that.
        disputes: Vec<Dispute>,
        /// What to improve, the most urgent first: answers that lost points, the lowest first, then warnings, then coaching,
        /// each by its moment.
        improvements: Vec<Improvement> = beside.improvements,
        /// Whether the call is flagged for it: one has not said yet that one read it.
        is_new: bool = review.is_flagged(),
        /// What it gives one to do, as it was given.
        items: Vec<NewActionItem>,
        /// How many stars it gives the call.
        rating: Option<u32>,
        /// Why it was taken back, if it was.
        retracted: Option<Remark>,
        /// Its id.
        review: ReviewId,
        /// When one marked it reviewed.
        reviewed_at: Option<Instant>,
        /// Who reviewed the call.
        reviewer: Actor = review.created.by,
        /// Its scorecard, if it has one.
        scorecard: Option<FilledView> = beside.scorecard,
        /// Its score in percent: that of its scorecard, else its rating on the same scale. Null of a draft, and where nothing in
        /// its scorecard was applicable.
        score: Option<f64> = review.percent(),
        /// Where it stands.
        state: State,
        /// What it says about the call as a whole.
        summary: Option<Note>,
        /// What it said before disputes changed it, in order.
        superseded: Vec<SupersededView> = superseded(review, beside.viewer),
        /// What was written on it since it was delivered, in order.
        thread: Vec<EntryView> = entries(review),
        /// Its version, as one counts them.
        version: u64 = review.version_for(Actor::Person(review.agent)),
    }
}

crate::life::view! {
    /// A review as its reviewer sees it, and those who may see what others review.
    StaffReview of review: Review for Staff, viewer: Actor, beside: Beside {
        /// Whether it was amended, and that is to be acknowledged.
        acknowledge_again: bool,
        /// That it was acknowledged, if it was.
        acknowledged: Option<AttestationView> = attested(review, viewer),
        /// What was added to it since it was delivered, in order.
        addenda: Vec<Remark>,
        /// Who handled the call.
        agent: PersonId,
        /// Later calls in which they applied it, in the order in which they said so.
        applied: Vec<AppliedCall>,
        /// Whether it is put away.
        archived: bool,
        /// Whether they are still to acknowledge it.
        awaits_acknowledgement: bool = review.awaits_acknowledgement(),
        /// For how many days, in their zone, it has awaited that, if it does.
        awaiting_days: Option<i64> = beside.awaiting_days,
        /// The call.
        call: CallId,
        /// What the call is called, if the viewer may see it.
        call_name: Option<Title> = beside.call_name,
        /// The comments, by the moments that they are about.
        comments: Vec<CommentView> = beside.comments,
        /// When and by whom it was made.
        created: Done,
        /// When and by whom it was delivered; null of a draft.
        delivered: Option<Done>,
        /// What they held against it, in order, with what came of that.
        disputes: Vec<Dispute>,
        /// What to improve, the most urgent first: answers that lost points, the lowest first, then warnings, then coaching,
        /// each by its moment.
        improvements: Vec<Improvement> = beside.improvements,
        /// What it gives them to do, as it was given; of a draft, as it is to be given.
        items: Vec<NewActionItem>,
        /// Who answers for it: its reviewer, or whoever took it over.
        keeper: Option<PersonId> = review.keeper(),
        /// How many stars it gives the call.
        rating: Option<u32>,
        /// Why it was taken back, if it was.
        retracted: Option<Remark>,
        /// Its id.
        review: ReviewId,
        /// When it was marked reviewed.
        reviewed_at: Option<Instant>,
        /// Its scorecard, if it has one.
        scorecard: Option<FilledView> = beside.scorecard,
        /// Its score in percent: that of its scorecard, else its rating on the same scale. Null of a draft, and where nothing in
        /// its scorecard was applicable.
        score: Option<f64> = review.percent(),
        /// When it is to be delivered; null where that is not set, and once it was.
        set_delivery: Option<DeliverySetView> = beside.set_delivery,
        /// Where it stands.
        state: State,
        /// What it says about the call as a whole.
        summary: Option<Note>,
        /// What it said before disputes changed it, in order.
        superseded: Vec<SupersededView> = superseded(review, beside.viewer),
        /// What was written on it since it was delivered, in order.
        thread: Vec<EntryView> = entries(review),
        /// How many changes it has seen, as the viewer counts them: those of its draft are its author's alone.
        version: u64 = review.version_for(viewer),
    }
}

crate::life::audiences! {
    /// A review, by the audience that the viewer belongs to.
    ReviewSight {
        /// For whoever handled the call.
        Agent(AgentReview),
        /// For its reviewer, and those who may see what others review.
        Staff(StaffReview),
    }
}

impl ReviewSight {
    /// Whether nobody took it back, and it is not void.
    #[must_use]
    pub fn stands(&self) -> bool {
        let state = match self {
            ReviewSight::Agent(view) => view.state,
            ReviewSight::Staff(view) => view.state,
        };
        !matches!(state, State::Discarded | State::Retracted | State::Voided)
    }

    /// When it was acknowledged as it is; nothing where that is awaited, anew too.
    #[must_use]
    pub fn acknowledged_at(&self) -> Option<Instant> {
        let (acknowledged, is_awaited) = match self {
            ReviewSight::Agent(view) => (view.acknowledged, view.awaits_acknowledgement),
            ReviewSight::Staff(view) => (view.acknowledged, view.awaits_acknowledgement),
        };
        acknowledged.filter(|_| !is_awaited).map(|attestation| attestation.done.at)
    }
}

impl Review {
    /// Whether its call is flagged for whoever handled it.
    #[must_use]
    pub fn is_flagged(&self) -> bool {
        self.state == State::Delivered && !self.archived
    }
}

/// A review as the viewer sees it.
pub(super) fn show<F: Facts>(review: &Review, viewer: &Viewer<'_, F>) -> Result<Option<ReviewSight>, Refusal> {
    let Some(sight) = viewer.see(review)? else { return Ok(None) };
    let call = visible_call(review.call, Actor::Person(viewer.person), &viewer.policy.access, viewer.facts)?;
    let (scorecard, low) = filled_view(review, viewer)?.unzip();
    let zone = viewer.zone_of(review.agent)?;
    let beside = Beside {
        awaiting_days: review.awaits_since().map(|since| zone.days_waited(since, viewer.at)),
        disputable_until: disputable_until(review, viewer, zone),
        call_name: call.and_then(|call| call.name.clone()),
        comments: comments(review, viewer)?,
        improvements: improvements(review, low.unwrap_or_default()),
        scorecard,
        set_delivery: review.set_delivery.as_deref().map(|set| set.shown(viewer.at)),
        viewer: Actor::Person(viewer.person),
    };
    Ok(Some(match sight {
        Sight::Coached(seen) => ReviewSight::Agent(AgentReview::of(&seen, beside)),
        Sight::Staff(seen) => ReviewSight::Staff(StaffReview::of(&seen, Actor::Person(viewer.person), beside)),
    }))
}

/// What is shown of a review that does not stand in it alone.
pub struct Beside {
    awaiting_days: Option<i64>,
    disputable_until: Option<LocalDate>,
    call_name: Option<Title>,
    comments: Vec<CommentView>,
    improvements: Vec<Improvement>,
    scorecard: Option<FilledView>,
    set_delivery: Option<DeliverySetView>,
    viewer: Actor,
}

/// The scorecard, and the answers that lost points, the lowest first. What was published is everybody's to see.
fn filled_view<F: Facts>(
    review: &Review,
    viewer: &Viewer<'_, F>,
) -> Result<Option<(FilledView, Vec<LowAnswer>)>, Refusal> {
    let Some(filled) = review.filled.as_deref() else { return Ok(None) };
    let version = viewer.facts.scorecard(filled.scorecard).present()?;
    Ok(version.map(|version| {
        let shown = filled.shown(&version);
        let low = shown.score.as_ref().map_or_else(Vec::new, |score| low_answers(score, version.template));
        (shown, low)
    }))
}

fn attested(review: &Review, viewer: Actor) -> Option<AttestationView> {
    review.acknowledged.as_deref().map(|attestation| attestation_view(review, attestation, viewer))
}

fn attestation_view(review: &Review, attestation: &Attestation, viewer: Actor) -> AttestationView {
    let Attestation { done, response, version, versions_unseen } = *attestation;
    let unseen = review.unseen_by(viewer, versions_unseen);
    AttestationView { done, response, version: version.saturating_sub(unseen) }
}

/// While it can still be disputed: no dispute of it is open, and the rounds are not used up.
fn disputable_until<F>(review: &Review, viewer: &Viewer<'_, F>, zone: Zone) -> Option<LocalDate> {
    let policy = &viewer.policy.review;
    let is_open = review.open_dispute().is_some();
    let is_left =
        review.state.is_shown() && !is_open && review.disputes.len() < usize::try_from(policy.dispute_rounds).ok()?;
    let last = review.disputable_until(zone, policy.dispute_days).filter(|_| is_left)?;
    (zone.day_of(viewer.at) <= last).then_some(last)
}

fn superseded(review: &Review, viewer: Actor) -> Vec<SupersededView> {
    let shown = review.superseded.iter().map(|before| SupersededView {
        acknowledged: before.acknowledged.map(|attestation| attestation_view(review, &attestation, viewer)),
        at: before.at,
        form: before.filled.as_ref().map(|filled| filled.form.clone()),
        judged: before.judged,
        rating: before.rating,
    });
    shown.collect()
}

/// Whether something can still be answered on it.
fn is_live(review: &Review) -> bool {
    !review.archived && !matches!(review.state, State::Discarded | State::Retracted | State::Voided)
}

/// Without consent to the recording what was said is not quoted, also where the consent was taken back since; where nobody knows of it
/// the policy has a word.
fn comments<F: Facts>(review: &Review, viewer: &Viewer<'_, F>) -> Result<Vec<CommentView>, Refusal> {
    let call = viewer.facts.call(review.call).present()?;
    let may_be_quoted = viewer.policy.review.lets_quote(call.and_then(|call| call.recording_consent));
    let sorted = by_moment(&review.comments).into_iter();
    let shown = sorted.map(|comment| CommentView {
        comment: comment.comment,
        from_ms: comment.from_ms,
        kind: comment.kind,
        open: is_live(review) && is_unanswered(&review.thread, comment),
        quote: comment.quote.as_ref().filter(|_| may_be_quoted).map(masked),
        speaker: comment.speaker.clone(),
        text: comment.text.clone(),
        until_ms: comment.until_ms,
    });
    Ok(shown.collect())
}

fn improvements(review: &Review, low: Vec<LowAnswer>) -> Vec<Improvement> {
    let mut asked = by_moment(&review.comments);
    asked.retain(|comment| comment.kind.urgency().is_some());
    asked.sort_by_key(|comment| comment.kind.urgency());
    let asked = asked.into_iter().map(|comment| UrgentComment { comment: comment.comment, kind: comment.kind });
    low.into_iter().map(Improvement::Answer).chain(asked.map(Improvement::Comment)).collect()
}

fn entries(review: &Review) -> Vec<EntryView> {
    let open = if is_live(review) { open_clarifications(&review.thread) } else { BTreeSet::new() };
    let shown = numbered(&review.thread).map(|(number, entry)| EntryView {
        comment: entry.comment,
        done: entry.done,
        entry: number,
        kind: entry.kind,
        open: open.contains(&number),
        text: entry.text.clone(),
        to: entry.to,
    });
    shown.collect()
}
