//! A call as a thing: a document that is recorded whole.

mod record;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::ground::calls::Call;

/// What can be done with a call.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "type", content = "body")]
#[schemars(rename = "CallAct")]
pub enum Act {
    /// Enter a call, or replace what is known of one.
    #[serde(rename = "call.record")]
    Record(Call),
}

/// What can happen to a call.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "type", content = "body")]
#[schemars(rename = "CallChange")]
pub enum Change {
    /// The call was entered or replaced.
    #[serde(rename = "call.recorded")]
    Recorded(Call),
}
