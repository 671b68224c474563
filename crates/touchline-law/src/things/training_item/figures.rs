//! The figures of the training queue.
//!
//! Rules: NTF-04, TRN-04.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::VariantArray as _;

use super::State;
use crate::access::{self, Staff};
use touchline_kernel::tally;
use touchline_kernel::tone::Tone;

const STATES: usize = State::VARIANTS.len();

/// How many training items stand in each state.
pub type Tally = tally::Tally<State, STATES>;

/// What an audience may see of the counts.
pub type SeenTally<A> = access::SeenTally<State, STATES, A>;

/// What a card counts. What was taken back, withdrawn or superseded, is in none of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "TrainingFigure")]
pub enum Figure {
    /// Items that wait for a bundle.
    Pending,
    /// Items that are in a released bundle.
    InProgress,
    /// All items of all time.
    Total,
}

impl Figure {
    fn counts(self, state: State) -> bool {
        match self {
            Figure::Pending => state == State::Pending,
            Figure::InProgress => state == State::InProgress,
            Figure::Total => !matches!(state, State::Withdrawn | State::Superseded),
        }
    }
}

/// One figure, as a card shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct TrainingCard {
    /// What it counts.
    pub key: Figure,
    /// Its colour.
    pub tone: Tone,
    /// How many.
    pub value: u64,
}

/// The figures of the queue that the viewer keeps.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct TrainingCards {
    /// One card for each figure, in the order in which they are shown.
    pub cards: Vec<TrainingCard>,
}

const CARDS: [(Figure, Tone); 3] =
    [(Figure::Pending, Tone::Amber), (Figure::InProgress, Tone::Blue), (Figure::Total, Tone::Green)];

impl TrainingCards {
    /// Reads the figures off what the viewer sees as one of those who keep the queue.
    #[must_use]
    pub fn of(kept: &SeenTally<Staff>) -> Self {
        let card = |(key, tone): (Figure, Tone)| TrainingCard { key, tone, value: kept.of(|state| key.counts(state)) };
        TrainingCards { cards: CARDS.map(card).to_vec() }
    }
}
