//! What follows for a calibration when nobody is awaited in it any more, and when whoever leads it hands their duties over.
//!
//! Rules: REV-13.

use touchline_kernel::{Actor, PersonId};

use super::{Calibration, CalibrationHandedOver, CalibrationId, Change, ScoringEnded};
use crate::policy::Policy;

/// That scoring is over, where a change to a calibration leaves nobody in it who is still to score.
#[must_use]
pub fn ended(before: &Calibration, change: &Change, by: Actor, policy: &Policy) -> Option<Change> {
    let settled = match change {
        Change::Submitted(_) => by.person()?,
        Change::RaterWithdrawn(body) => body.rater,
        _ => return None,
    };
    let mut others = before.scoring().filter(|rater| rater.person != settled);
    let spread_limit = policy.calibration.spread_limit;
    let calibration = before.calibration;
    others
        .all(|rater| rater.submitted.is_some())
        .then_some(Change::ScoringEnded(ScoringEnded { calibration, spread_limit }))
}

/// What follows for a calibration that is handed over.
#[must_use]
pub(super) fn handed_over(calibration: CalibrationId, to: PersonId) -> Change {
    Change::HandedOver(CalibrationHandedOver { calibration, to })
}
