//! The draw in which a call came out.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::ground::SamplingId;
use touchline_kernel::PersonId;

/// The draw in which a call came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SampledIn {
    /// Who is to review it.
    pub reviewer: PersonId,
    /// The sampling.
    pub sampling: SamplingId,
}
