//! `bundle.why_unseen`: why an agent does not see a bundle, for those who prepare and follow it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::workspace::queries::{Asked, Question};
use touchline_kernel::{Code, PersonId};
use touchline_law::access::Sight;
use touchline_law::facts::Refusal;
use touchline_law::things::bundle::{BundleId, WhyUnseen};

/// Which bundle, and who does not see it.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, JsonSchema)]
pub struct BundleWhyUnseen {
    /// The agent who does not see it.
    pub agent: PersonId,
    /// The bundle.
    pub bundle: BundleId,
}

impl Question for BundleWhyUnseen {
    type View = WhyUnseen;

    fn answer(&self, asked: &Asked<'_>) -> Result<WhyUnseen, Refusal> {
        let bundle = asked.world.tables.bundles.get(self.bundle).ok_or(Code::NotFound)?;
        match asked.sight().see(bundle)? {
            Some(Sight::Staff(seen)) => {
                let agent = asked.world.tables.people.get(bundle.agent).map(|agent| &agent.document);
                Ok(WhyUnseen::of(&seen, self.agent, agent))
            }
            Some(Sight::Coached(_)) | None => Err(Code::NotFound.into()),
        }
    }
}
