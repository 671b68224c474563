//! The policy's section on bundles.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What becomes of a call from a campaign that the agent is not assigned to, where both are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CampaignScope {
    /// The release is refused.
    Enforce,
    /// The release goes through with a warning.
    Warn,
    /// Nothing.
    Off,
}

/// Switches for bundles.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct BundlePolicy {
    /// Calls from campaigns that the agent is not assigned to.
    pub campaign_scope: CampaignScope,
    /// How many results in its checks are shown from before a bundle, and from after it.
    #[schemars(range(min = 0, max = 100))]
    pub results: u32,
}

impl Default for BundlePolicy {
    fn default() -> Self {
        BundlePolicy { campaign_scope: CampaignScope::Enforce, results: 5 }
    }
}
