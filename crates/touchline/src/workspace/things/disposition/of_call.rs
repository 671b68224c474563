//! `disposition.of_call`: what was made of a call, check by check.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::workspace::queries::{Asked, Question};
use touchline_kernel::{Actor, Code};
use touchline_law::access::visible_call;
use touchline_law::facts::Refusal;
use touchline_law::ground::calls::CallId;
use touchline_law::things::disposition::{Disposition, StaffDisposition};

/// Which call.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, JsonSchema)]
pub struct DispositionOfCall {
    /// The call.
    pub call: CallId,
}

/// The dispositions of a call.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct CallDispositions {
    /// Those that the viewer sees, in the order of their checks, the call as a whole first.
    pub dispositions: Vec<StaffDisposition>,
}

impl Question for DispositionOfCall {
    type View = CallDispositions;

    fn answer(&self, asked: &Asked<'_>) -> Result<CallDispositions, Refusal> {
        let viewer = Actor::Person(asked.viewing.viewer);
        visible_call(self.call, viewer, &asked.policy.access, asked.world)?.ok_or(Code::NotFound)?;
        Ok(CallDispositions { dispositions: asked.dispositions_of(self.call)? })
    }
}

impl Asked<'_> {
    /// What was made of a call, as far as the viewer sees it: in the order of the checks, of which each has one. When it was
    /// done says nothing of where it stands, since what is done anew takes the place of what was there.
    pub(in crate::workspace) fn dispositions_of(&self, call: CallId) -> Result<Vec<StaffDisposition>, Refusal> {
        let mut dispositions = Vec::new();
        for id in self.world.findings.of_call(call) {
            dispositions.extend(self.shown::<Disposition>(id)?);
        }
        dispositions.sort_by(|one, other| one.check.cmp(&other.check));
        Ok(dispositions)
    }
}
