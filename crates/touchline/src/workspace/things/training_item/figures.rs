//! `training.figures`: how many training items the viewer keeps, by where they stand.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::workspace::queries::{Asked, Question, tallies};
use touchline_law::facts::Refusal;
use touchline_law::things::training_item::TrainingCards;

/// Asks for the figures.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, JsonSchema)]
pub struct TrainingFigures {}

impl Question for TrainingFigures {
    type View = TrainingCards;

    fn answer(&self, asked: &Asked<'_>) -> Result<TrainingCards, Refusal> {
        Ok(TrainingCards::of(&tallies::kept(asked)?))
    }
}
