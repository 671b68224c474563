//! `escalation.get`: one escalation, as the viewer sees it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::workspace::queries::{Asked, Question};
use touchline_kernel::rejection::Code;
use touchline_law::facts::Refusal;
use touchline_law::things::escalation::EscalationId;
use touchline_law::things::escalation::EscalationSight;

/// Which escalation.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, JsonSchema)]
pub struct EscalationGet {
    /// The escalation.
    pub escalation: EscalationId,
}

impl Question for EscalationGet {
    type View = EscalationSight;

    fn answer(&self, asked: &Asked<'_>) -> Result<EscalationSight, Refusal> {
        let escalation = asked.world.tables.escalations.get(self.escalation).ok_or(Code::NotFound)?;
        asked.show(escalation)?.ok_or_else(|| Code::NotFound.into())
    }
}
