//! `log.head`: the head and the length that the log has which the workspace stands at, for whoever may verify it.
//!
//! Verification itself reads the log alone, and knows nobody. What anchors it comes from here, so that a log which was cut,
//! or made anew, does not pass for the one that the workspace holds.
//!
//! Rules: ACC-21, WSP-03.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::workspace::Workspace;
use crate::workspace::queries::{Asking, Asks};
use touchline_kernel::record::Hash;
use touchline_law::access::{Action, Standing};
use touchline_law::facts::Refusal;

/// Asks what a log is to be verified against.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, JsonSchema)]
pub struct LogHead {}

/// What verification is to be handed beside the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct LogAnchor {
    /// How many records there are.
    pub count: u64,
    /// The hash of the last one; null where there is none.
    pub head: Option<Hash>,
}

impl Asks for LogHead {
    type View = LogAnchor;

    fn ask(&self, asking: Asking, workspace: &Workspace) -> Result<LogAnchor, Refusal> {
        Standing::alone(asking.viewer, &workspace.policy().access, &workspace.world)?.may(Action::VerifyLog)?;
        Ok(LogAnchor { count: workspace.seq(), head: workspace.head() })
    }
}
