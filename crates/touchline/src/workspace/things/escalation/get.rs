//! `escalation.get`: one escalation, as the viewer sees it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::workspace::queries::{Asked, Question};
use touchline_kernel::rejection::Code;
use touchline_law::facts::Refusal;
use touchline_law::law::EscalationSight;
use touchline_law::things::escalation::EscalationId;

/// Which escalation.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, JsonSchema)]
pub struct EscalationGet {
    /// The escalation.
    pub escalation: EscalationId,
}

impl Question for EscalationGet {
    const NAME: &'static str = "escalation.get";
    type View = EscalationSight;

    fn answer(&self, asked: &Asked<'_>) -> Result<EscalationSight, Refusal> {
        let escalation = asked.world.escalations.get(self.escalation).ok_or(Code::NotFound)?;
        asked.sight().escalation(escalation)?.ok_or_else(|| Code::NotFound.into())
    }
}
