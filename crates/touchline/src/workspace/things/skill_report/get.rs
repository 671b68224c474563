//! `skill_report.get`: one skill report, as the viewer sees it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::workspace::queries::{Asked, Question};
use touchline_kernel::rejection::Code;
use touchline_law::facts::Refusal;
use touchline_law::ground::SkillReportId;
use touchline_law::things::skill_report::SkillReportSight;

/// Which skill report.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, JsonSchema)]
pub struct SkillReportGet {
    /// The report.
    pub skill_report: SkillReportId,
}

impl Question for SkillReportGet {
    type View = SkillReportSight;

    fn answer(&self, asked: &Asked<'_>) -> Result<SkillReportSight, Refusal> {
        let report = asked.world.tables.skill_reports.get(self.skill_report).ok_or(Code::NotFound)?;
        asked.show(report)?.ok_or_else(|| Code::NotFound.into())
    }
}
