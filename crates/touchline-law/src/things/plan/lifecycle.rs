//! The plan's lifecycle: every state, every command, one cell each.
//!
//! Rules: ORG-08, PIP-01, PIP-02, PIP-05, PIP-06, PIP-07, PLN-03, PLN-05, PLN-06, PLN-07, PLN-10, PLN-13.

use crate::access::Action;
use crate::life::Table;
use touchline_kernel::lifecycle::{Cell, Lifecycle, Shelf, follows, no, row, to};
use touchline_kernel::rejection::Code;

crate::life::names! {
    /// Where a plan stands.
    State as "PlanState" {
        /// It is being prepared.
        Draft,
        /// Its days run.
        Active,
        /// It rests: nothing of it is overdue.
        OnHold,
        /// It is completed. Final.
        Completed,
        /// It was called off. It can be taken back up.
        Cancelled,
    }
    Verb {
        Create,
        Revise,
        SetMilestone,
        RemoveMilestone,
        UpdateMilestone,
        ReopenMilestone,
        DropMilestone,
        ReviewMidpoint,
        Activate,
        Hold,
        Resume,
        Complete,
        Cancel,
        Reinstate,
        AddCoach,
        RemoveCoach,
        Archive,
        Restore,
        StartFromTemplate,
        /// A session of it is recorded: the library's own, in the record of that.
        Progress,
        MarkTrack,
        UnmarkTrack,
        RequestApproval,
        WithdrawRequest,
        Approve,
        Reject,
        Amend,
        Sign,
        ProposeMilestone,
        AcceptMilestone,
        DeclineMilestone,
        WithdrawMilestone,
        /// A plan that was proposed is accepted: the library's own, in the record of that.
        TakeUp,
        /// Whoever coaches hands their duties over: the library's own, in the record of that.
        HandOver,
    }
    Condition {
        /// Whom it coaches has not left.
        CoacheeIsActive,
        /// It has a milestone that is aimed at.
        HasMilestone,
        /// Each milestone that is still to be reached is specific, measurable, and bound in time by the plan's days.
        MilestonesAreSmart,
        /// Somebody else is left who coaches.
        OtherCoachIsLeft,
        /// Its days have not run yet: it was called off as a draft, and taken back up.
        NeverActivated,
        /// Its days have run.
        WasActivated,
        /// It was on hold, and called off, less often than a list may have entries.
        HoldsHaveRoom,
        /// It was reviewed in its middle less often than a list may have entries.
        ReviewsHaveRoom,
        /// What is recorded of a milestone is what its measure takes, and does not undo that it was achieved.
        ProgressFits,
        /// It is an improvement track.
        IsTrack,
        /// Its days have not run yet, so that it can be made an improvement track, and what it says approved as a whole.
        NotBegun,
        /// Of a plan that was taken back up, and rests with that, somebody said why.
        RestsForReason,
        /// It was never approved.
        NeverApproved,
        /// It is no improvement track whose days have run, which says nothing else before that is approved.
        MayBeEdited,
        /// Each milestone of an improvement track that is aimed at is measured in numbers.
        TrackMeasuresNumbers,
        /// What an improvement track says is approved.
        TrackIsApproved,
        /// What it says is neither approved nor awaits a decision.
        ApprovalIsWanted,
        /// Somebody may approve it who neither asks for that nor coaches nor is coached.
        HasApprover,
        /// An approval was asked for less often than a list may have entries.
        RequestsHaveRoom,
        /// An approval awaits a decision.
        ApprovalIsAsked,
        /// Whoever decides did not ask for it, and neither coached nor wrote for a coach since it was asked.
        DeciderIsAnother,
        /// Whoever takes it back asked for it.
        AskedForIt,
        /// The amendment that was proposed, if one was, still fits the plan.
        AmendmentFits,
        /// What it says is not signed yet.
        NotSigned,
        /// It was signed less often than a list may have entries.
        SignaturesHaveRoom,
        /// Whoever is to coach may.
        CoachesMayCoach,
        /// Milestones were proposed for it less often than a list may have entries.
        ProposalsHaveRoom,
        /// Whoever takes it over may coach.
        SuccessorMayCoach,
    }
}

type C = Cell<State, Condition>;

// The refusals by short names, so that a row fits on a line.
const NONE: C = no(Code::NotFound);
const TAKEN: C = no(Code::IdTaken);
const EARLY: C = no(Code::PlanIsDraft);
const BEGUN: C = no(Code::PlanActive);
const UNDER: C = no(Code::PlanUnderWay);
const HELD: C = no(Code::PlanOnHold);
const RUNS: C = no(Code::PlanNotOnHold);
const ENDED: C = no(Code::PlanEnded);
const NOT_OFF: C = no(Code::PlanNotCancelled);
const LIVE: C = no(Code::PlanLive);
const RUN: C = no(Code::TrackSettled);

/// What a plan needs whose days are to run: also one that was called off as a draft, and taken back up. That somebody coaches who
/// has not left needs no condition, since nobody else but a coach, or who writes for one, may let them run.
const FIT: &[Condition] = &[
    Condition::CoacheeIsActive,
    Condition::HasMilestone,
    Condition::MilestonesAreSmart,
    Condition::TrackMeasuresNumbers,
    Condition::TrackIsApproved,
];

const NEW: C = Cell::To(State::Draft, &[Condition::CoacheeIsActive]);
const PROPOSED: C = Cell::To(State::Draft, &[Condition::CoacheeIsActive, Condition::CoachesMayCoach]);
const DRAFT: C = to(State::Draft);
const ACTIVE: C = to(State::Active);
const HOLD: C = to(State::OnHold);
const EDIT: C = Cell::To(State::Active, &[Condition::MayBeEdited]);
const EDIT_H: C = Cell::To(State::OnHold, &[Condition::MayBeEdited]);
const BEGIN: C = Cell::To(State::Active, FIT);
const PROPOSE: C = Cell::To(State::Active, &[Condition::ProposalsHaveRoom]);
const PROPOSE_H: C = Cell::To(State::OnHold, &[Condition::ProposalsHaveRoom]);
const REVIEWED: C = Cell::To(State::Active, &[Condition::ReviewsHaveRoom]);
const REST: C = Cell::To(State::OnHold, &[Condition::HoldsHaveRoom]);
const FEWER: C = Cell::To(State::Active, &[Condition::OtherCoachIsLeft]);
const COME: C = Cell::To(State::Active, &[Condition::ProgressFits]);
const DONE: C = to(State::Completed);
const OFF: C = to(State::Cancelled);

// On hold is also what was called off as a draft: as far as its milestones go, that is one still.
const LESS: C = Cell::To(State::OnHold, &[Condition::NeverActivated]);
const DROP: C = Cell::To(State::OnHold, &[Condition::WasActivated, Condition::MayBeEdited]);
const OVER: C = Cell::To(State::Completed, &[Condition::WasActivated]);

const MARK_H: C = Cell::To(State::OnHold, &[Condition::NotBegun, Condition::RestsForReason]);
const UNMARK: C = Cell::To(State::Draft, &[Condition::IsTrack, Condition::NeverApproved]);
const UNMARK_H: C = Cell::To(State::OnHold, &[Condition::NotBegun, Condition::IsTrack, Condition::NeverApproved]);

/// What can be approved is what could run, but for the approval.
macro_rules! asked_for {
    ($($first:ident)*) => {
        &[
            $(Condition::$first,)*
            Condition::IsTrack,
            Condition::CoacheeIsActive,
            Condition::HasMilestone,
            Condition::MilestonesAreSmart,
            Condition::TrackMeasuresNumbers,
            Condition::ApprovalIsWanted,
            Condition::RequestsHaveRoom,
            Condition::HasApprover,
        ]
    };
}
const ASK: C = Cell::To(State::Draft, asked_for!());
const ASK_H: C = Cell::To(State::OnHold, asked_for!(NotBegun));

const fn taken_back(state: State) -> C {
    Cell::To(state, &[Condition::ApprovalIsAsked, Condition::AskedForIt])
}
const D_BACK: C = taken_back(State::Draft);
const A_BACK: C = taken_back(State::Active);
const H_BACK: C = taken_back(State::OnHold);

const fn approved(state: State) -> C {
    Cell::To(state, &[Condition::ApprovalIsAsked, Condition::DeciderIsAnother, Condition::AmendmentFits])
}
const D_YES: C = approved(State::Draft);
const A_YES: C = approved(State::Active);
const H_YES: C = approved(State::OnHold);

const fn rejected(state: State) -> C {
    Cell::To(state, &[Condition::ApprovalIsAsked, Condition::DeciderIsAnother])
}
const D_NO: C = rejected(State::Draft);
const A_NO: C = rejected(State::Active);
const H_NO: C = rejected(State::OnHold);

const AMEND: C = Cell::To(State::Active, &[Condition::IsTrack, Condition::RequestsHaveRoom, Condition::HasApprover]);
const AMEND_H: C = Cell::To(
    State::OnHold,
    &[Condition::WasActivated, Condition::IsTrack, Condition::RequestsHaveRoom, Condition::HasApprover],
);

const fn kept(state: State) -> C {
    Cell::To(state, &[Condition::SuccessorMayCoach])
}
const D_KEPT: C = kept(State::Draft);
const A_KEPT: C = kept(State::Active);
const H_KEPT: C = kept(State::OnHold);

const SIGN: C = Cell::To(State::Active, &[Condition::NotSigned, Condition::SignaturesHaveRoom]);
const SIGN_H: C = Cell::To(State::OnHold, &[Condition::NotSigned, Condition::SignaturesHaveRoom]);

/// The table.
#[rustfmt::skip]
pub const LIFECYCLE: Table<State, Verb, Condition> = Lifecycle::total(
    "plan",
    {
        use {Action as A, Verb as V};
        //                                                 absent draft    active   on hold  completed cancelled
        &[
            row(V::Create,          A::CreatePlan,      &[NEW,   TAKEN,   TAKEN,   TAKEN,   TAKEN,   TAKEN]),
            row(V::Revise,          A::EditPlan,        &[NONE,  DRAFT,   EDIT,    EDIT_H,  ENDED,   ENDED]),
            row(V::SetMilestone,    A::EditPlan,        &[NONE,  DRAFT,   EDIT,    EDIT_H,  ENDED,   ENDED]),
            row(V::RemoveMilestone, A::EditPlan,        &[NONE,  DRAFT,   UNDER,   LESS,    ENDED,   ENDED]),
            row(V::UpdateMilestone, A::EditPlan,        &[NONE,  EARLY,   ACTIVE,  HELD,    ENDED,   ENDED]),
            row(V::ReopenMilestone, A::EditPlan,        &[NONE,  EARLY,   ACTIVE,  HELD,    ENDED,   ENDED]),
            row(V::DropMilestone,   A::EditPlan,        &[NONE,  EARLY,   EDIT,    DROP,    ENDED,   ENDED]),
            row(V::ReviewMidpoint,  A::EditPlan,        &[NONE,  EARLY,   REVIEWED, HELD,   ENDED,   ENDED]),
            row(V::Activate,        A::EditPlan,        &[NONE,  BEGIN,   BEGUN,   HELD,    ENDED,   ENDED]),
            row(V::Hold,            A::EditPlan,        &[NONE,  EARLY,   REST,    HELD,    ENDED,   ENDED]),
            row(V::Resume,          A::EditPlan,        &[NONE,  EARLY,   RUNS,    BEGIN,   ENDED,   ENDED]),
            row(V::Complete,        A::EditPlan,        &[NONE,  EARLY,   DONE,    OVER,    ENDED,   ENDED]),
            row(V::Cancel,          A::EditPlan,        &[NONE,  OFF,     OFF,     OFF,     ENDED,   ENDED]),
            row(V::Reinstate,       A::ReinstatePlan,   &[NONE,  NOT_OFF, NOT_OFF, NOT_OFF, NOT_OFF, REST]),
            row(V::AddCoach,        A::AssignCoach,     &[NONE,  DRAFT,   ACTIVE,  HOLD,    ENDED,   ENDED]),
            row(V::RemoveCoach,     A::AssignCoach,     &[NONE,  DRAFT,   FEWER,   HOLD,    ENDED,   ENDED]),
            row(V::Archive,         A::ArchivePlan,     &[NONE,  LIVE,    LIVE,    LIVE,    DONE,    OFF]),
            row(V::Restore,         A::ArchivePlan,     &[NONE,  LIVE,    LIVE,    LIVE,    DONE,    OFF]).on(Shelf::Archived),
            row(V::StartFromTemplate, A::CreatePlan,    &[NEW,   TAKEN,   TAKEN,   TAKEN,   TAKEN,   TAKEN]),
            follows(V::Progress,    A::FollowSession,   &[NONE,  EARLY,   COME,    HELD,    ENDED,   ENDED]),
            row(V::MarkTrack,       A::EditPlan,        &[NONE,  DRAFT,   RUN,     MARK_H,  ENDED,   ENDED]),
            row(V::UnmarkTrack,     A::EditPlan,        &[NONE,  UNMARK,  RUN,     UNMARK_H, ENDED,  ENDED]),
            row(V::RequestApproval, A::EditPlan,        &[NONE,  ASK,     RUN,     ASK_H,   ENDED,   ENDED]),
            row(V::WithdrawRequest, A::EditPlan,        &[NONE,  D_BACK,  A_BACK,  H_BACK,  ENDED,   ENDED]),
            row(V::Approve,         A::ApproveTrack,    &[NONE,  D_YES,   A_YES,   H_YES,   ENDED,   ENDED]),
            row(V::Reject,          A::ApproveTrack,    &[NONE,  D_NO,    A_NO,    H_NO,    ENDED,   ENDED]),
            row(V::Amend,           A::EditPlan,        &[NONE,  EARLY,   AMEND,   AMEND_H, ENDED,   ENDED]),
            row(V::Sign,            A::SignPlan,        &[NONE,  EARLY,   SIGN,    SIGN_H,  ENDED,   ENDED]),
            row(V::ProposeMilestone, A::ProposePlan, &[NONE, EARLY,  PROPOSE, PROPOSE_H, ENDED, ENDED]),
            row(V::AcceptMilestone, A::EditPlan,        &[NONE,  EARLY,   ACTIVE,  HOLD,    ENDED,   ENDED]),
            row(V::DeclineMilestone, A::EditPlan,       &[NONE,  EARLY,   ACTIVE,  HOLD,    ENDED,   ENDED]),
            row(V::WithdrawMilestone, A::ProposePlan, &[NONE, EARLY, ACTIVE,  HOLD,    ENDED,   ENDED]),
            follows(V::TakeUp,      A::FollowProposal,  &[PROPOSED, TAKEN, TAKEN,  TAKEN,   TAKEN,   TAKEN]),
            follows(V::HandOver,    A::MovePlan,        &[NONE,  D_KEPT,  A_KEPT,  H_KEPT,  ENDED,   ENDED]),
        ]
    },
);
