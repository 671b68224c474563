//! `sampling.get`: one sampling, for whoever may set what is sampled.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::workspace::queries::{Asked, Question};
use touchline_kernel::rejection::Code;
use touchline_law::facts::Refusal;
use touchline_law::ground::SamplingId;
use touchline_law::things::sampling::Sampling;

/// Which sampling.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, JsonSchema)]
pub struct SamplingGet {
    /// The sampling.
    pub sampling: SamplingId,
}

impl Question for SamplingGet {
    type View = Sampling;

    fn answer(&self, asked: &Asked<'_>) -> Result<Sampling, Refusal> {
        let sampling = asked.world.tables.samplings.get(self.sampling).ok_or(Code::NotFound)?;
        asked.show(sampling)?.ok_or_else(|| Code::NotFound.into())
    }
}
