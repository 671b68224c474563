//! Assessments, as far as others must know them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::ground::AssessmentId;
use touchline_kernel::Key;

/// An assessment that was not called off.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct AssessedSkills {
    /// The assessment.
    pub assessment: AssessmentId,
    /// Its skills.
    #[schemars(length(max = 1_000))]
    pub skills: Vec<Key>,
}
