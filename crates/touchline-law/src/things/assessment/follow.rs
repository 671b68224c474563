//! What follows for an assessment when the second side comes in.
//!
//! Rules: CRT-01.

use super::{Assessment, AssessmentCompleted, Change};
use crate::policy::Policy;

/// That both sides are in, where a change to an assessment brings the one that was missing.
#[must_use]
pub fn completed(before: &Assessment, change: &Change, policy: &Policy) -> Option<Change> {
    let other = match change {
        Change::OwnRated(_) => &before.manager,
        Change::Rated(_) => &before.own,
        _ => return None,
    };
    let blind_spot_tenths = policy.certification.blind_spot_tenths;
    let completed = AssessmentCompleted { assessment: before.assessment, blind_spot_tenths };
    other.is_some().then_some(Change::Completed(completed))
}
