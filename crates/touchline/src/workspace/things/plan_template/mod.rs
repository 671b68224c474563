//! Templates of plans as a workspace keeps them, and the questions about them.

pub(in crate::workspace) mod kept;
pub(in crate::workspace) mod list;
pub(in crate::workspace) mod shipped;

use crate::workspace::queries::get::Get;
use touchline_law::things::plan_template::PlanTemplateVersion;

/// Asks for one version of a template of plans.
pub type PlanTemplateGet = Get<PlanTemplateVersion>;
