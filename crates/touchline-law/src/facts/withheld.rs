//! Reports on somebody's scores that they are not shown.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::ground::SkillReportId;
use touchline_kernel::{DaySpan, Key};

/// A report on somebody's scores that they are not shown, as far as another report of theirs must know it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct WithheldReport {
    /// The key of the framework by which they were scored.
    pub framework: Key,
    /// The report.
    pub skill_report: SkillReportId,
    /// The days that were scored.
    pub window: DaySpan,
}
