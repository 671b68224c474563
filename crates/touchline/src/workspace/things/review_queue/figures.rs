//! `review.figures`: how many calls wait for review, of those that the viewer may review.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::workspace::queries::{Asked, Question, tallies};
use touchline_law::facts::Refusal;
use touchline_law::things::review_queue::ReviewFigures as View;

/// Asks for the figures.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "ReviewFiguresOf")]
pub struct ReviewFigures {}

impl Question for ReviewFigures {
    type View = View;

    fn answer(&self, asked: &Asked<'_>) -> Result<View, Refusal> {
        Ok(View::of(&tallies::to_review(asked)?, &tallies::mine_to_review(asked)?))
    }
}
