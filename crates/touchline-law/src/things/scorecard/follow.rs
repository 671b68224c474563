//! What follows for a version of a scorecard when another is published.

use super::{Change, ScorecardPublished, ScorecardReplaced};

/// What follows for the version whose place a published one takes, where it takes any.
#[must_use]
pub fn replaced(change: &Change) -> Option<Change> {
    let Change::Published(ScorecardPublished { replaces: Some(scorecard), scorecard: by }) = *change else {
        return None;
    };
    Some(Change::Replaced(ScorecardReplaced { by, scorecard }))
}
