//! Who holds an office in the organisation, whoever that is.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// An office: what one of somebody's roles carries under the policy in force.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Office {
    /// `human_resources`.
    HumanResources,
    /// `own_organisation`.
    Owner,
    /// `approve_tracks`.
    TrackApprover,
}
