//! `bundle.get`: one bundle, as the viewer sees it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Asked, Question};
use crate::access::{Sight, Subject as _, see};
use crate::bundle::{AgentBundle, BundleId, StaffBundle};
use crate::facts::Refusal;
use crate::kernel::rejection::Code;

/// Which bundle.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct BundleGet {
    /// The bundle.
    pub bundle: BundleId,
}

/// A bundle, by the audience that the viewer belongs to.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[serde(tag = "type", content = "body", rename_all = "snake_case")]
pub enum BundleSight {
    /// For its agent.
    Agent(AgentBundle),
    /// For those who prepare and follow it.
    Staff(StaffBundle),
}

impl Question for BundleGet {
    const NAME: &'static str = "bundle.get";
    type View = BundleSight;

    fn answer(&self, asked: &Asked<'_>) -> Result<BundleSight, Refusal> {
        let bundle = asked.world.bundles.get(self.bundle).ok_or(Code::NotFound)?;
        let standing = asked.standing(bundle.agent, bundle.author())?;
        match see(bundle, &standing) {
            Some(Sight::Coached(seen)) => Ok(BundleSight::Agent(AgentBundle::of(&seen, asked.world)?)),
            Some(Sight::Staff(seen)) => Ok(BundleSight::Staff(asked.staff_bundle(&seen)?)),
            None => Err(Code::NotFound.into()),
        }
    }
}
