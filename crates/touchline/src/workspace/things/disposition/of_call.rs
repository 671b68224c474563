//! `disposition.of_call`: what was made of a call, check by check.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::workspace::queries::{Asked, Question};
use touchline_kernel::{Actor, Code};
use touchline_law::access::visible_call;
use touchline_law::facts::Refusal;
use touchline_law::ground::calls::CallId;
use touchline_law::things::disposition::StaffDisposition;

/// Which call.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, JsonSchema)]
pub struct DispositionOfCall {
    /// The call.
    pub call: CallId,
}

/// The dispositions of a call.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct CallDispositions {
    /// Those that the viewer sees, in the order in which they were first given.
    pub dispositions: Vec<StaffDisposition>,
}

impl Question for DispositionOfCall {
    type View = CallDispositions;

    fn answer(&self, asked: &Asked<'_>) -> Result<CallDispositions, Refusal> {
        let viewer = Actor::Person(asked.viewing.viewer);
        visible_call(self.call, viewer, &asked.policy.access, asked.world)?.ok_or(Code::NotFound)?;
        let mut dispositions = Vec::new();
        for id in asked.world.findings.of_call(self.call) {
            if let Some(disposition) = asked.world.tables.dispositions.get(id) {
                dispositions.extend(asked.show(disposition)?);
            }
        }
        Ok(CallDispositions { dispositions })
    }
}
