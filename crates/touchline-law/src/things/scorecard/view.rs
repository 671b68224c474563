//! What is shown of a scorecard: all of it to those who keep scorecards, and what was published to everybody.
//!
//! Rules: SCO-01.

use super::{Everybody, Scorecard, ScorecardId, State};
use crate::access::{Sight, see, see_as};
use crate::facts::{Facts, Refusal};
use crate::life::Viewer;
use schemars::JsonSchema;
use serde::Serialize;
use touchline_calculators::scorecard::Template;
use touchline_kernel::Done;

crate::life::view! {
    /// A version of a scorecard as those see it who keep scorecards.
    KeptScorecard of scorecard: Scorecard for Staff {
        /// Whether it is put away.
        archived: bool,
        /// When and by whom it was drafted.
        drafted: Done,
        /// How many versions there have been, this one among them.
        edition: u64,
        /// When and by whom it was published, if it was.
        published: Option<Done>,
        /// The version that took its place, if one did.
        replaced_by: Option<ScorecardId>,
        /// The version whose place it takes, if it takes any.
        replaces: Option<ScorecardId>,
        /// When and by whom it was retired: by the system where another took its place before anybody did.
        retired: Option<Done>,
        /// Its id.
        scorecard: ScorecardId,
        /// Where it stands.
        state: State,
        /// What is asked, and how it is judged.
        template: Template,
        /// How many changes it has seen.
        version: u64,
    }
}

crate::life::view! {
    /// A published version of a scorecard as everybody sees it whose calls are judged by it.
    PublishedScorecard of scorecard: Scorecard for own Everybody {
        /// How many versions there have been, this one among them.
        edition: u64,
        /// The version that took its place, if one did.
        replaced_by: Option<ScorecardId>,
        /// The version whose place it took, if it took any.
        replaces: Option<ScorecardId>,
        /// Its id.
        scorecard: ScorecardId,
        /// Where it stands.
        state: State,
        /// What is asked, and how it is judged.
        template: Template,
    }
}

/// A version of a scorecard, by the audience that the viewer belongs to.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[serde(tag = "type", content = "body", rename_all = "snake_case")]
pub enum ScorecardSight {
    /// For those who keep scorecards.
    Kept(KeptScorecard),
    /// For everybody, once it is published.
    Published(PublishedScorecard),
}

/// A version of a scorecard as the viewer sees it.
pub(super) fn show<F: Facts>(scorecard: &Scorecard, viewer: &Viewer<'_, F>) -> Result<Option<ScorecardSight>, Refusal> {
    let standing = viewer.alone()?;
    if let Some(seen) = see(scorecard, &standing).and_then(Sight::staff) {
        return Ok(Some(ScorecardSight::Kept(KeptScorecard::of(&seen))));
    }
    let published = see_as::<Everybody, _>(scorecard, &standing);
    Ok(published.map(|seen| ScorecardSight::Published(PublishedScorecard::of(&seen))))
}
