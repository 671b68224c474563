//! `review.badge`: how many reviews wait for the viewer: of their own calls, of those that they reviewed, and where somebody
//! disputes what another wrote.
//!
//! Rules: NTF-04, REV-09.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::workspace::queries::{Asked, Question, tallies};
use crate::workspace::things::review::disputed::Disputes;
use touchline_law::access::{Action, Way};
use touchline_law::facts::Refusal;
use touchline_law::ground::ThingKind;
use touchline_law::law::{Count, CountOf, CountTerm};
use touchline_law::things::review::{ReviewCounts, State};

/// Asks for the badges.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, JsonSchema)]
pub struct ReviewBadge {}

/// How many reviews wait for the viewer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ReviewBadges {
    /// Those that the viewer gave and others are still to acknowledge.
    pub awaited: u64,
    /// Those in which the viewer owes a clarification.
    pub clarification: u64,
    /// Those of the viewer's own calls that they are still to acknowledge: the badge of the navigation.
    pub coaching: u64,
    /// Those of which the viewer is to decide a dispute, as `review.disputed` lists them.
    pub disputes_to_decide: u64,
}

impl ReviewBadge {
    /// The same over columns.
    pub(in crate::workspace) const COUNTS: &[Count] = &[
        Count { name: "awaited", of: &[reviews(CountOf::REVIEWED, || vec![CountTerm::awaits_coached()])] },
        Count {
            name: "clarification",
            of: &[reviews(CountOf::REVIEWED, || {
                vec![CountTerm::awaits_viewer(), CountTerm::in_state(State::is_shown)]
            })],
        },
        Count { name: "coaching", of: &[reviews(CountOf::COACHED, || vec![CountTerm::awaits_viewer()])] },
        Count {
            name: "disputes_to_decide",
            of: &[CountOf {
                actions: &[Action::DecideDispute],
                ..reviews(CountOf::WHATEVER, || vec![CountTerm::undecided(), CountTerm::viewer_may_decide()])
            }],
        },
    ];
}

const fn reviews(viewer: &'static [Way], says: fn() -> Vec<CountTerm>) -> CountOf {
    CountOf { actions: &[], kind: ThingKind::Review, viewer, says }
}

impl Question for ReviewBadge {
    type View = ReviewBadges;

    fn answer(&self, asked: &Asked<'_>) -> Result<ReviewBadges, Refusal> {
        let kept = ReviewCounts::of(&tallies::reviews_kept(asked)?, None);
        let own = ReviewCounts::of(&tallies::reviews_given(asked)?, None);
        let awaited = |counts: ReviewCounts| counts.unread.saturating_add(counts.read);
        Ok(ReviewBadges {
            awaited: awaited(kept),
            clarification: kept.clarification,
            coaching: awaited(own),
            disputes_to_decide: Disputes::before(asked)?.count(),
        })
    }
}
