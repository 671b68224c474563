//! Samplings as a workspace keeps them, and the question about them.

pub(in crate::workspace) mod kept;

use crate::workspace::queries::get::Get;
use touchline_law::things::sampling::Sampling;

/// Asks for one sampling.
pub type SamplingGet = Get<Sampling>;
