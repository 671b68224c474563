//! The review's lifecycle: every state, every command, one cell each.
//!
//! Rules: KER-18, REV-03, REV-04, REV-05, REV-09, REV-15, REV-23.

use crate::access::Action;
use crate::life::Table;
use touchline_kernel::lifecycle::{Cell, Lifecycle, Shelf, follows, no, row, to};
use touchline_kernel::rejection::Code;

crate::life::names! {
    /// Where a review stands.
    State as "ReviewState" {
        /// Begun, and seen by its reviewer alone.
        Draft,
        /// Whoever handled the call sees it, and has not said yet that they read it.
        Delivered,
        /// They have read it.
        Reviewed,
        /// They have acknowledged it.
        Acknowledged,
        /// The draft was dropped. Final.
        Discarded,
        /// It was taken back after it was delivered. Final.
        Retracted,
        /// It was accepted that whoever was told about it did not handle the call. Final.
        Voided,
    }
    Verb {
        Create,
        SetRating,
        SetSummary,
        AddComment,
        ChangeComment,
        RemoveComment,
        Deliver,
        Discard,
        AddAddendum,
        MarkReviewed,
        Acknowledge,
        Respond,
        Reply,
        LinkCall,
        Retract,
        Archive,
        Restore,
        /// Its reviewer hands it over: the library's own, in the record of the hand-over.
        HandOver,
        Fill,
        AddItem,
        ChangeItem,
        RemoveItem,
        Dispute,
        WithdrawDispute,
        DecideDispute,
        Void,
        AcknowledgeAmendment,
        SetDelivery,
        UnsetDelivery,
        DeliverAsSet,
    }
    Condition {
        /// Whoever handled the call has not left.
        AgentIsActive,
        /// The call is still known as theirs.
        CallIsTheAgents,
        /// It has a rating, or a scorecard.
        IsJudged,
        /// Its scorecard lacks nothing, if it has one.
        ScorecardIsWhole,
        /// It has a summary, or a comment.
        SaysSomething,
        /// Every comment and answer is about a moment of the call, as long as that is known to be.
        MomentsAreInCall,
        /// It has praise, where it has warnings or coaching.
        RecognisesToo,
        /// No id of something that it gives to do stands for something else.
        ItemIdsAreFree,
        /// No day by which something is to be done is over where whoever handled the call is.
        DueDatesAreNotPast,
        /// It has a comment.
        HasComment,
        /// It has something to do.
        HasItem,
        /// It has room for another thing to do.
        ItemsHaveRoom,
        /// It has room for another comment.
        CommentsHaveRoom,
        /// It has room for another addendum.
        AddendaHaveRoom,
        /// Its thread has room for another entry.
        ThreadHasRoom,
        /// It has room for another call in which it was applied.
        AppliedHasRoom,
        /// Its acknowledgement is asked for.
        AcknowledgementIsAsked,
        /// Whoever handled the call has written something.
        HasEntry,
        /// Nobody who could acknowledge it is still to do so, and no clarification is owed to them.
        NothingIsAwaited,
        /// The days in which it may be disputed are not over, and the rounds not used up.
        MayBeDisputed,
        /// No dispute about it is open.
        NothingIsDisputed,
        /// A dispute about it is open.
        IsDisputed,
        /// The open dispute says that the call was not theirs.
        DisputesWhose,
        /// Whoever decides did not write it, and never answered for it.
        DeciderIsAnother,
        /// It was amended, and that is to be acknowledged.
        AmendmentAwaits,
        /// Whoever is to answer for it may review the call.
        SuccessorMayReview,
        /// A moment is set at which it is to be delivered.
        DeliveryIsSet,
        /// That moment has come.
        DeliveryIsReached,
        /// Whoever set it may deliver the review still.
        OrdererMayDeliver,
        /// The call is not known by now as the reviewer's own.
        CallIsAnothers,
    }
}

impl State {
    /// Whether whoever handled the call has it before them.
    #[must_use]
    pub fn is_shown(self) -> bool {
        matches!(self, State::Delivered | State::Reviewed | State::Acknowledged)
    }
}

type C = Cell<State, Condition>;

/// What was fit to be delivered may have changed since: the person, and the call.
macro_rules! fit_to_be_delivered {
    ($($first:ident)*) => {
        &[
            $(Condition::$first,)*
            Condition::AgentIsActive,
            Condition::CallIsAnothers,
            Condition::CallIsTheAgents,
            Condition::IsJudged,
            Condition::ScorecardIsWhole,
            Condition::SaysSomething,
            Condition::MomentsAreInCall,
            Condition::DueDatesAreNotPast,
            Condition::ItemIdsAreFree,
            Condition::RecognisesToo,
        ]
    };
}
const DELIVER: C = Cell::To(State::Delivered, fit_to_be_delivered!());
/// Until the moment comes it is a draft like any other.
const SET: C = Cell::To(State::Draft, fit_to_be_delivered!());
const UNSET: C = Cell::To(State::Draft, &[Condition::DeliveryIsSet]);
const AS_SET: C = Cell::To(State::Delivered, fit_to_be_delivered!(DeliveryIsSet DeliveryIsReached OrdererMayDeliver));
const ACKNOWLEDGE: C = Cell::To(State::Acknowledged, &[Condition::AcknowledgementIsAsked]);

// The refusals by short names, so that a row fits on a line.
const NONE: C = no(Code::NotFound);
const TAKEN: C = no(Code::IdTaken);
const LOCKED: C = no(Code::ReviewLocked);
const UNSENT: C = no(Code::ReviewNotDelivered);
const SENT: C = no(Code::ReviewAlreadyDelivered);
const READ: C = no(Code::ReviewAlreadyReviewed);
const DONE: C = no(Code::ReviewAlreadyAcknowledged);
const UNFIT: C = no(Code::ReviewIsDraft);
const FINAL: C = no(Code::ReviewFinal);
/// No hand-over leads here: a draft is its reviewer's alone.
const NEVER: C = no(Code::EventDoesNotFit);

const NEW: C = Cell::To(State::Draft, &[Condition::AgentIsActive]);
/// A draft whose call turned out to be its reviewer's own can be dropped, and nothing else.
const DRAFT: C = Cell::To(State::Draft, &[Condition::CallIsAnothers]);
const ADD: C = Cell::To(State::Draft, &[Condition::CallIsAnothers, Condition::CommentsHaveRoom]);
const CHANGE: C = Cell::To(State::Draft, &[Condition::CallIsAnothers, Condition::HasComment]);
const GIVE: C = Cell::To(State::Draft, &[Condition::CallIsAnothers, Condition::ItemsHaveRoom]);
const VARY: C = Cell::To(State::Draft, &[Condition::CallIsAnothers, Condition::HasItem]);
const REVIEWED: C = to(State::Reviewed);
const DISCARDED: C = to(State::Discarded);
const RETRACTED: C = to(State::Retracted);
const VOIDED: C = to(State::Voided);

const fn more(state: State) -> C {
    Cell::To(state, &[Condition::AddendaHaveRoom])
}
const D_MORE: C = more(State::Delivered);
const R_MORE: C = more(State::Reviewed);
const A_MORE: C = more(State::Acknowledged);

const fn written(state: State) -> C {
    Cell::To(state, &[Condition::ThreadHasRoom])
}
const D_WRIT: C = written(State::Delivered);
const R_WRIT: C = written(State::Reviewed);
const A_WRIT: C = written(State::Acknowledged);

const fn replied(state: State) -> C {
    Cell::To(state, &[Condition::HasEntry, Condition::ThreadHasRoom])
}
const D_REPL: C = replied(State::Delivered);
const R_REPL: C = replied(State::Reviewed);
const A_REPL: C = replied(State::Acknowledged);

const fn linked(state: State) -> C {
    Cell::To(state, &[Condition::AppliedHasRoom])
}
const D_LINK: C = linked(State::Delivered);
const R_LINK: C = linked(State::Reviewed);
const A_LINK: C = linked(State::Acknowledged);

const fn put(state: State) -> C {
    Cell::To(state, &[Condition::NothingIsAwaited])
}
const D_PUT: C = put(State::Delivered);
const R_PUT: C = put(State::Reviewed);
const A_PUT: C = put(State::Acknowledged);
const A_BACK: C = to(State::Acknowledged);
const D_BACK: C = to(State::Delivered);

/// Another who answers for it, and nothing else.
const fn kept(state: State) -> C {
    Cell::To(state, &[Condition::SuccessorMayReview])
}
const D_KEPT: C = kept(State::Delivered);
const R_KEPT: C = kept(State::Reviewed);
const A_KEPT: C = kept(State::Acknowledged);

const fn disputed(state: State) -> C {
    Cell::To(state, &[Condition::NothingIsDisputed, Condition::MayBeDisputed])
}
/// Who disputes it has read it.
const R_DISP: C = disputed(State::Reviewed);
const A_DISP: C = disputed(State::Acknowledged);

const fn undisputed(state: State) -> C {
    Cell::To(state, &[Condition::IsDisputed])
}
const R_OPEN: C = undisputed(State::Reviewed);
const A_OPEN: C = undisputed(State::Acknowledged);

const fn judged(state: State) -> C {
    Cell::To(state, &[Condition::IsDisputed, Condition::DeciderIsAnother])
}
/// What is not marked reviewed nobody has disputed.
const CALM: C = no(Code::NoDispute);
const R_JUDGE: C = judged(State::Reviewed);
const A_JUDGE: C = judged(State::Acknowledged);
const VOID: C =
    Cell::To(State::Voided, &[Condition::IsDisputed, Condition::DisputesWhose, Condition::DeciderIsAnother]);
/// Until it is acknowledged there is one thing to acknowledge: the review as it stands.
const STANDS: C = no(Code::NothingAmended);
const AGAIN: C = Cell::To(State::Acknowledged, &[Condition::AmendmentAwaits]);

/// The table.
#[rustfmt::skip]
pub const LIFECYCLE: Table<State, Verb, Condition> = Lifecycle::total(
    "review",
    {
        use {Action as A, Verb as V};
        //                                            absent  draft      delivered    reviewed     acknowledged  discarded  retracted  voided
        &[
            row(V::Create,        A::CreateReview,  &[NEW,    TAKEN,     TAKEN,       TAKEN,       TAKEN,        TAKEN,     TAKEN,     TAKEN]),
            row(V::SetRating,     A::EditReview,    &[NONE,   DRAFT,     LOCKED,      LOCKED,      LOCKED,       FINAL,     FINAL,     FINAL]),
            row(V::SetSummary,    A::EditReview,    &[NONE,   DRAFT,     LOCKED,      LOCKED,      LOCKED,       FINAL,     FINAL,     FINAL]),
            row(V::AddComment,    A::EditReview,    &[NONE,   ADD,       LOCKED,      LOCKED,      LOCKED,       FINAL,     FINAL,     FINAL]),
            row(V::ChangeComment, A::EditReview,    &[NONE,   CHANGE,    LOCKED,      LOCKED,      LOCKED,       FINAL,     FINAL,     FINAL]),
            row(V::RemoveComment, A::EditReview,    &[NONE,   CHANGE,    LOCKED,      LOCKED,      LOCKED,       FINAL,     FINAL,     FINAL]),
            row(V::Deliver,       A::DeliverReview, &[NONE,   DELIVER,   SENT,        SENT,        SENT,         FINAL,     FINAL,     FINAL]),
            row(V::Discard,       A::FollowReview,  &[NONE,   DISCARDED, LOCKED,      LOCKED,      LOCKED,       FINAL,     FINAL,     FINAL]),
            row(V::AddAddendum,   A::FollowReview,  &[NONE,   UNSENT,    D_MORE,      R_MORE,      A_MORE,       FINAL,     FINAL,     FINAL]),
            row(V::MarkReviewed,  A::AnswerReview,  &[NONE,   UNSENT,    REVIEWED,    READ,        READ,         FINAL,     FINAL,     FINAL]),
            row(V::Acknowledge,   A::AnswerReview,  &[NONE,   UNSENT,    ACKNOWLEDGE, ACKNOWLEDGE, DONE,         FINAL,     FINAL,     FINAL]),
            row(V::Respond,       A::AnswerReview,  &[NONE,   UNSENT,    D_WRIT,      R_WRIT,      A_WRIT,       FINAL,     FINAL,     FINAL]),
            row(V::Reply,         A::FollowReview,  &[NONE,   UNSENT,    D_REPL,      R_REPL,      A_REPL,       FINAL,     FINAL,     FINAL]),
            row(V::LinkCall,      A::AnswerReview,  &[NONE,   UNSENT,    D_LINK,      R_LINK,      A_LINK,       FINAL,     FINAL,     FINAL]),
            row(V::Retract,       A::FollowReview,  &[NONE,   UNSENT,    RETRACTED,   READ,        READ,         FINAL,     FINAL,     FINAL]),
            row(V::Archive,       A::ArchiveReview, &[NONE,   UNFIT,     D_PUT,       R_PUT,       A_PUT,        DISCARDED, RETRACTED, VOIDED]),
            row(V::Restore,       A::ArchiveReview, &[NONE,   UNFIT,     D_BACK,      REVIEWED,    A_BACK,       DISCARDED, RETRACTED, VOIDED]).on(Shelf::Archived),
            follows(V::HandOver,  A::MoveReview,    &[NONE,   NEVER,     D_KEPT,      R_KEPT,      A_KEPT,       FINAL,     FINAL,     FINAL]),
            row(V::Fill,          A::EditReview,    &[NONE,   DRAFT,     LOCKED,      LOCKED,      LOCKED,       FINAL,     FINAL,     FINAL]),
            row(V::AddItem,       A::EditReview,    &[NONE,   GIVE,      LOCKED,      LOCKED,      LOCKED,       FINAL,     FINAL,     FINAL]),
            row(V::ChangeItem,    A::EditReview,    &[NONE,   VARY,      LOCKED,      LOCKED,      LOCKED,       FINAL,     FINAL,     FINAL]),
            row(V::RemoveItem,    A::EditReview,    &[NONE,   VARY,      LOCKED,      LOCKED,      LOCKED,       FINAL,     FINAL,     FINAL]),
            row(V::Dispute,         A::AnswerReview,  &[NONE, UNSENT,    R_DISP,      R_DISP,      A_DISP,       FINAL,     FINAL,     FINAL]).on(Shelf::Either),
            row(V::WithdrawDispute, A::AnswerReview,  &[NONE, UNSENT,    CALM,        R_OPEN,      A_OPEN,       FINAL,     FINAL,     FINAL]),
            row(V::DecideDispute,   A::DecideDispute, &[NONE, UNSENT,    CALM,        R_JUDGE,     A_JUDGE,      FINAL,     FINAL,     FINAL]),
            row(V::Void,            A::DecideDispute, &[NONE, UNSENT,    CALM,        VOID,        VOID,         FINAL,     FINAL,     FINAL]),
            row(V::AcknowledgeAmendment, A::AnswerReview, &[NONE, UNSENT, STANDS,     STANDS,      AGAIN,        FINAL,     FINAL,     FINAL]),
            row(V::SetDelivery,   A::DeliverReview, &[NONE,   SET,       SENT,        SENT,        SENT,         FINAL,     FINAL,     FINAL]),
            row(V::UnsetDelivery, A::DeliverReview, &[NONE,   UNSET,     SENT,        SENT,        SENT,         FINAL,     FINAL,     FINAL]),
            row(V::DeliverAsSet,  A::MoveReview,    &[NONE,   AS_SET,    SENT,        SENT,        SENT,         FINAL,     FINAL,     FINAL]),
        ]
    },
);
