//! `bundle.badge`: how many packs wait for the viewer, as their releaser and as their agent.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::workspace::queries::{Asked, Question, tallies};
use touchline_law::facts::Refusal;
use touchline_law::ground::ThingKind;
use touchline_law::law::{Count, CountOf, CountTerm};
use touchline_law::things::bundle::{BundleBadges, State};

/// Asks for the badges.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, JsonSchema)]
pub struct BundleBadge {}

impl BundleBadge {
    /// The same over columns.
    pub(in crate::workspace) const COUNTS: &[Count] = &[
        Count { name: "answered", of: &[KEPT_ANSWERED] },
        Count {
            name: "needs_action",
            of: &[CountOf {
                actions: &[],
                kind: ThingKind::Bundle,
                viewer: CountOf::COACHED,
                says: || vec![CountTerm::in_state(State::needs_agent)],
            }],
        },
    ];
}

/// What the viewer keeps, for others, and was answered.
pub(in crate::workspace) const KEPT_ANSWERED: CountOf = CountOf {
    actions: &[],
    kind: ThingKind::Bundle,
    viewer: CountOf::KEPT,
    says: || vec![CountTerm::in_state(State::is_answered)],
};

impl Question for BundleBadge {
    type View = BundleBadges;

    fn answer(&self, asked: &Asked<'_>) -> Result<BundleBadges, Refusal> {
        Ok(BundleBadges::of(&tallies::bundles_kept(asked)?, &tallies::given(asked)?))
    }
}
