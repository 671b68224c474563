//! Skill reports as a workspace keeps them, and the questions about them.

pub(in crate::workspace) mod index;
pub(in crate::workspace) mod kept;
pub(in crate::workspace) mod lists;
pub(in crate::workspace) mod team_means;

use crate::workspace::queries::get::Get;
use touchline_law::things::skill_report::SkillReport;

/// Asks for one skill report.
pub type SkillReportGet = Get<SkillReport>;
