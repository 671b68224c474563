//! Assessments as a workspace keeps them, and the questions about them.

pub(in crate::workspace) mod index;
pub(in crate::workspace) mod kept;
pub(in crate::workspace) mod lists;

use crate::workspace::queries::get::Get;
use touchline_law::things::assessment::Assessment;

/// Asks for one assessment.
pub type AssessmentGet = Get<Assessment>;
