//! `training.why_empty`: why nothing waits in the viewer's training queue, with how much was looked at.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::workspace::queries::{Asked, Question, tallies};
use touchline_law::facts::Refusal;
use touchline_law::things::disposition::WhyEmpty;
use touchline_law::things::training_item::State;

/// Asks why nothing waits.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, JsonSchema)]
pub struct TrainingWhyEmpty {}

impl Question for TrainingWhyEmpty {
    type View = WhyEmpty;

    fn answer(&self, asked: &Asked<'_>) -> Result<WhyEmpty, Refusal> {
        let pending = tallies::kept(asked)?.of(|state| state == State::Pending);
        Ok(WhyEmpty::of(&tallies::looked_at(asked)?, pending))
    }
}
