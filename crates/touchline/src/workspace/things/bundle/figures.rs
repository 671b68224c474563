//! `bundle.figures`: how many packs the viewer prepares and follows, by where they stand.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::workspace::queries::{Asked, Question, tallies};
use touchline_law::facts::Refusal;
use touchline_law::things::bundle::BundleCards;

/// Asks for the figures.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, JsonSchema)]
pub struct BundleFigures {}

impl Question for BundleFigures {
    type View = BundleCards;

    fn answer(&self, asked: &Asked<'_>) -> Result<BundleCards, Refusal> {
        Ok(BundleCards::of(&tallies::followed(asked)?))
    }
}
