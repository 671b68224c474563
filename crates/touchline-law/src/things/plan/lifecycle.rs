//! The plan's lifecycle: every state, every command, one cell each.
//!
//! Rules: PLN-03, PLN-05, PLN-06, PLN-07, PLN-10.

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

/// What a plan needs whose days are to run: also one that was called off as a draft, and taken back up. That somebody coaches who
/// has not left needs no condition, since nobody else but a coach, or who writes for one, may let them run.
const FIT: &[Condition] = &[Condition::CoacheeIsActive, Condition::HasMilestone, Condition::MilestonesAreSmart];

const NEW: C = Cell::To(State::Draft, &[Condition::CoacheeIsActive]);
const DRAFT: C = to(State::Draft);
const ACTIVE: C = to(State::Active);
const HOLD: C = to(State::OnHold);
const BEGIN: C = Cell::To(State::Active, FIT);
const REVIEWED: C = Cell::To(State::Active, &[Condition::ReviewsHaveRoom]);
const REST: C = Cell::To(State::OnHold, &[Condition::HoldsHaveRoom]);
const FEWER: C = Cell::To(State::Active, &[Condition::OtherCoachIsLeft]);
const COME: C = Cell::To(State::Active, &[Condition::ProgressFits]);
const DONE: C = to(State::Completed);
const OFF: C = to(State::Cancelled);

// On hold is also what was called off as a draft: as far as its milestones go, that is one still.
const LESS: C = Cell::To(State::OnHold, &[Condition::NeverActivated]);
const DROP: C = Cell::To(State::OnHold, &[Condition::WasActivated]);
const OVER: C = Cell::To(State::Completed, &[Condition::WasActivated]);

/// The table.
#[rustfmt::skip]
pub const LIFECYCLE: Table<State, Verb, Condition> = Lifecycle::total(
    "plan",
    {
        use {Action as A, Verb as V};
        //                                                 absent draft    active   on hold  completed cancelled
        &[
            row(V::Create,          A::CreatePlan,      &[NEW,   TAKEN,   TAKEN,   TAKEN,   TAKEN,   TAKEN]),
            row(V::Revise,          A::EditPlan,        &[NONE,  DRAFT,   ACTIVE,  HOLD,    ENDED,   ENDED]),
            row(V::SetMilestone,    A::EditPlan,        &[NONE,  DRAFT,   ACTIVE,  HOLD,    ENDED,   ENDED]),
            row(V::RemoveMilestone, A::EditPlan,        &[NONE,  DRAFT,   UNDER,   LESS,    ENDED,   ENDED]),
            row(V::UpdateMilestone, A::EditPlan,        &[NONE,  EARLY,   ACTIVE,  HELD,    ENDED,   ENDED]),
            row(V::ReopenMilestone, A::EditPlan,        &[NONE,  EARLY,   ACTIVE,  HELD,    ENDED,   ENDED]),
            row(V::DropMilestone,   A::EditPlan,        &[NONE,  EARLY,   ACTIVE,  DROP,    ENDED,   ENDED]),
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
        ]
    },
);
