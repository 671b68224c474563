//! What can be done with a scorecard, and what can happen to one.
//!
//! Rules: SCO-01.

use crate::ground::ScorecardMark;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use touchline_calculators::scorecard::Template;

use super::{ScorecardId, Verb};

/// A version of a scorecard to be drafted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct DraftScorecard {
    /// The published version whose place it is to take once it is published itself; null for a new scorecard.
    #[serde(default)]
    pub replaces: Option<ScorecardId>,
    /// The id that the host chose for it.
    pub scorecard: ScorecardId,
    /// What is asked, and how it is judged. A draft need not be whole.
    pub template: Template,
}

/// A draft of a scorecard, as it is to be from now on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ReviseScorecard {
    /// The scorecard.
    pub scorecard: ScorecardId,
    /// What is asked, and how it is judged.
    pub template: Template,
}

/// Which scorecard.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ScorecardRef {
    /// The scorecard.
    pub scorecard: ScorecardId,
}

crate::life::acts! {
    /// What can be done with a scorecard.
    Act as "ScorecardAct": ScorecardMark, body => body.scorecard, Verb;

    /// Draft a version of a scorecard: of a new one, or of one that is published.
    "scorecard.draft": Draft(DraftScorecard),
    /// Change a draft, as a whole.
    "scorecard.revise": Revise(ReviseScorecard),
    /// Publish a version. It never changes from then on, and the one whose place it takes is retired.
    "scorecard.publish": Publish(ScorecardRef),
    /// Retire a published version: nothing new is judged by it.
    "scorecard.retire": Retire(ScorecardRef),
    /// Put away a draft, or a version that was retired.
    "scorecard.archive": Archive(ScorecardRef),
    /// Bring an archived version back.
    "scorecard.restore": Restore(ScorecardRef),
}

/// A version of a scorecard that was drafted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ScorecardDrafted {
    /// How many versions there have been, this one among them.
    pub edition: u64,
    /// The version whose place it is to take, if it is to take any.
    pub replaces: Option<ScorecardId>,
    /// The scorecard.
    pub scorecard: ScorecardId,
    /// What is asked, and how it is judged.
    pub template: Template,
}

/// A version of a scorecard that was published.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ScorecardPublished {
    /// The version whose place it takes, if it takes any.
    pub replaces: Option<ScorecardId>,
    /// The scorecard.
    pub scorecard: ScorecardId,
}

/// A version of a scorecard whose place another took.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ScorecardReplaced {
    /// The other.
    pub by: ScorecardId,
    /// The scorecard.
    pub scorecard: ScorecardId,
}

crate::life::changes! {
    /// What can happen to a scorecard.
    Change as "ScorecardChange": ScorecardMark of scorecard;

    /// A version was drafted.
    "scorecard.drafted": Drafted(ScorecardDrafted),
    /// A draft was changed.
    "scorecard.revised": Revised(ReviseScorecard),
    /// A version was published.
    "scorecard.published": Published(ScorecardPublished),
    /// Another version took its place.
    "scorecard.replaced": Replaced(ScorecardReplaced),
    /// A version was retired.
    "scorecard.retired": Retired(ScorecardRef),
    /// It was put away.
    "scorecard.archived": Archived(ScorecardRef),
    /// It was brought back.
    "scorecard.restored": Restored(ScorecardRef),
}
