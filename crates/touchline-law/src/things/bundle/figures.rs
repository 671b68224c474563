//! The figures of the page of packs, and the numbers beside its name in a menu or on a dashboard.
//!
//! Rules: BUN-11, BUN-17, NTF-04.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::State;
use super::tally::SeenTally;
use crate::access::{Coached, Staff};
use touchline_kernel::tone::Tone;

/// What a card counts. What is archived is in none of them, as it is in none of the working lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "BundleFigure")]
pub enum Figure {
    /// All bundles.
    Total,
    /// Those that are neither concluded nor cancelled.
    Active,
    /// Those that a manager has closed.
    Concluded,
    /// Those that were released and wait for their agent's response.
    AwaitingResponse,
}

impl Figure {
    fn counts(self, state: State) -> bool {
        match self {
            Figure::Total => true,
            Figure::Active => !state.is_final(),
            Figure::Concluded => state == State::Concluded,
            Figure::AwaitingResponse => state == State::Released,
        }
    }
}

/// One figure, as a card shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct BundleCard {
    /// What it counts.
    pub key: Figure,
    /// Its colour.
    pub tone: Tone,
    /// How many.
    pub value: u64,
}

/// The figures of the packs that the viewer prepares and follows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct BundleCards {
    /// One card for each figure, in the order in which they are shown.
    pub cards: Vec<BundleCard>,
}

const CARDS: [(Figure, Tone); 4] = [
    (Figure::Total, Tone::Blue),
    (Figure::Active, Tone::Amber),
    (Figure::Concluded, Tone::Green),
    (Figure::AwaitingResponse, Tone::Purple),
];

impl BundleCards {
    /// Reads the figures off what the viewer sees as one of those who prepare and follow.
    #[must_use]
    pub fn of(followed: &SeenTally<Staff>) -> Self {
        let card =
            |(key, tone): (Figure, Tone)| BundleCard { key, tone, value: followed.of(|state| key.counts(state)) };
        BundleCards { cards: CARDS.map(card).to_vec() }
    }
}

/// How much waits for the viewer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct BundleBadges {
    /// For a manager: bundles that the viewer keeps, by having released them or taken them over, and that their
    /// agents have answered.
    pub answered: u64,
    /// For an agent: the viewer's own bundles that need their action. A dashboard's banner says so while
    /// there are any.
    pub needs_action: u64,
}

impl BundleBadges {
    /// Reads the badges off what the viewer keeps, and off what the viewer was given.
    #[must_use]
    pub fn of(kept: &SeenTally<Staff>, given: &SeenTally<Coached>) -> Self {
        BundleBadges { answered: kept.of(State::is_answered), needs_action: given.of(State::needs_agent) }
    }
}
