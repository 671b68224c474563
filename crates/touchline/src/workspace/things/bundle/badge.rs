//! `bundle.badge`: how many packs wait for the viewer, as their releaser and as their agent.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::workspace::queries::{Asked, Question, tallies};
use touchline_law::facts::Refusal;
use touchline_law::things::bundle::BundleBadges;

/// Asks for the badges.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, JsonSchema)]
pub struct BundleBadge {}

impl Question for BundleBadge {
    type View = BundleBadges;

    fn answer(&self, asked: &Asked<'_>) -> Result<BundleBadges, Refusal> {
        Ok(BundleBadges::of(&tallies::bundles_kept(asked)?, &tallies::given(asked)?))
    }
}
