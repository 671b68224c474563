//! Samplings: calls drawn at random for review, and who is to review each. A draw is made once, and whoever has its
//! seed can make it again.

mod act;
mod decide;
mod draw;
mod evolve;
mod lifecycle;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::ground::SamplingId;
use touchline_kernel::event::Done;
use touchline_kernel::random::Generator;
use touchline_kernel::time::Instant;

pub use act::{Act, Change, Draw, DrawnCall, Filters, SamplingDrawn, Share, Size, SomeCalls};
pub use decide::{asks, available, decide};
pub use draw::draw;
pub use evolve::evolve;
pub use lifecycle::{LIFECYCLE, State, Verb};

/// A sampling, as its event makes it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Sampling {
    /// When it last changed.
    pub changed_at: Instant,
    /// The calls that were drawn, by whoever handled them and then by id, and who is to review each.
    pub drawn: Vec<DrawnCall>,
    /// What drew them.
    pub generator: Generator,
    /// When and by whom they were drawn.
    pub made: Done,
    /// What was asked for, with the seed.
    pub request: Draw,
    /// Its id.
    pub sampling: SamplingId,
    /// Where it stands.
    pub state: State,
    /// How many changes it has seen.
    pub version: u64,
}
