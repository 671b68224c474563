//! The calibration's lifecycle: every state, every command, one cell each.
//!
//! Rules: REV-13.

use crate::access::Action;
use crate::life::Table;
use touchline_kernel::lifecycle::{Cell, Lifecycle, Shelf, follows, no, row, to};
use touchline_kernel::rejection::Code;

crate::life::names! {
    /// Where a calibration stands.
    State as "CalibrationState" {
        /// It is being prepared, and its raters do not see it.
        Draft,
        /// Its raters score, each by themselves.
        Scoring,
        /// Scoring is over, and what came of it is looked at together.
        Review,
        /// It was closed, with what was concluded. Final.
        Closed,
        /// It was called off. Final.
        Cancelled,
    }
    Verb {
        Draft,
        Revise,
        Open,
        Submit,
        AddRater,
        WithdrawRater,
        EndScoring,
        Close,
        Cancel,
        Archive,
        Restore,
        /// Everybody has scored: the library's own, in the record of the answers that were awaited last.
        Complete,
        /// Whoever leads it hands it over: the library's own, in the record of the hand-over.
        HandOver,
    }
    Condition {
        /// The call is still known as that of whoever handled it.
        CallIsTheAgents,
        /// The version of the scorecard is in use.
        ScorecardIsInUse,
        /// Two are to score at least.
        RatersAreSeveral,
        /// Everybody who is to score may review the call.
        RatersMayReview,
        /// There is room for another rater.
        RatersHaveRoom,
        /// Somebody else is left who is to score.
        OthersAreLeft,
        /// Whoever is to lead it may lead calibrations of the call.
        SuccessorMayLead,
    }
}

impl State {
    /// Whether all see what everybody answered.
    #[must_use]
    pub fn is_released(self) -> bool {
        matches!(self, State::Review | State::Closed)
    }

    /// Whether nothing comes after it.
    #[must_use]
    pub fn is_final(self) -> bool {
        matches!(self, State::Closed | State::Cancelled)
    }
}

type C = Cell<State, Condition>;

// The refusals by short names, so that a row fits on a line.
const NONE: C = no(Code::NotFound);
const TAKEN: C = no(Code::IdTaken);
const EARLY: C = no(Code::CalibrationNotOpen);
const OPEN: C = no(Code::CalibrationOpen);
const BLIND: C = no(Code::CalibrationNotScored);
const OVER: C = no(Code::CalibrationScored);
const LIVE: C = no(Code::CalibrationLive);
const FINAL: C = no(Code::CalibrationFinal);

const DRAFT: C = to(State::Draft);
/// What was fit to be scored may have changed since: the call, the scorecard, and people.
const BEGIN: C = Cell::To(
    State::Scoring,
    &[Condition::CallIsTheAgents, Condition::ScorecardIsInUse, Condition::RatersAreSeveral, Condition::RatersMayReview],
);
const SCORE: C = Cell::To(State::Scoring, &[Condition::CallIsTheAgents]);
const MORE: C = Cell::To(State::Scoring, &[Condition::RatersHaveRoom]);
const FEWER: C = Cell::To(State::Scoring, &[Condition::OthersAreLeft]);
/// What was scored as another's call is no longer theirs to be judged by.
const REVIEW: C = Cell::To(State::Review, &[Condition::CallIsTheAgents]);
const CLOSED: C = to(State::Closed);
const OFF: C = to(State::Cancelled);

/// Another who leads it, and nothing else.
const fn led(state: State) -> C {
    Cell::To(state, &[Condition::SuccessorMayLead])
}
const D_LED: C = led(State::Draft);
const S_LED: C = led(State::Scoring);
const R_LED: C = led(State::Review);

/// The table.
#[rustfmt::skip]
pub const LIFECYCLE: Table<State, Verb, Condition> = Lifecycle::total(
    "calibration",
    {
        use {Action as A, Verb as V};
        //                                                   absent draft  scoring review closed  cancelled
        &[
            row(V::Draft,         A::LeadCalibration,     &[DRAFT, TAKEN, TAKEN,  TAKEN, TAKEN,  TAKEN]),
            row(V::Revise,        A::LeadCalibration,     &[NONE,  DRAFT, OPEN,   OPEN,  FINAL,  FINAL]),
            row(V::Open,          A::LeadCalibration,     &[NONE,  BEGIN, OPEN,   OPEN,  FINAL,  FINAL]),
            row(V::Submit,        A::RateInCalibration,   &[NONE,  EARLY, SCORE,  OVER,  FINAL,  FINAL]),
            row(V::AddRater,      A::LeadCalibration,     &[NONE,  EARLY, MORE,   OVER,  FINAL,  FINAL]),
            row(V::WithdrawRater, A::LeadCalibration,     &[NONE,  EARLY, FEWER,  OVER,  FINAL,  FINAL]),
            row(V::EndScoring,    A::LeadCalibration,     &[NONE,  EARLY, REVIEW, OVER,  FINAL,  FINAL]),
            row(V::Close,         A::LeadCalibration,     &[NONE,  EARLY, BLIND,  CLOSED, FINAL, FINAL]),
            row(V::Cancel,        A::LeadCalibration,     &[NONE,  OFF,   OFF,    OFF,   FINAL,  FINAL]),
            row(V::Archive,       A::LeadCalibration,     &[NONE,  LIVE,  LIVE,   LIVE,  CLOSED, OFF]),
            row(V::Restore,       A::LeadCalibration,     &[NONE,  LIVE,  LIVE,   LIVE,  CLOSED, OFF]).on(Shelf::Archived),
            follows(V::Complete,  A::MoveCalibration,     &[NONE,  EARLY, REVIEW, OVER,  FINAL,  FINAL]),
            follows(V::HandOver,  A::MoveCalibration,     &[NONE,  D_LED, S_LED,  R_LED, FINAL,  FINAL]),
        ]
    },
);
