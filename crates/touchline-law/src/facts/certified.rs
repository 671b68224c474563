//! Certifications, as far as others must know them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::ground::CertificationId;
use touchline_calculators::certification::Certification;

/// A certification that was not withdrawn.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TakenCertification {
    /// The certification.
    pub certification: CertificationId,
    /// What was reached in what, on which day.
    pub taken: Certification,
}
