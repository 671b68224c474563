//! `bundle.get`: one bundle, as the viewer sees it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::workspace::queries::{Asked, Question};
use touchline_kernel::rejection::Code;
use touchline_law::facts::Refusal;
use touchline_law::things::bundle::BundleId;
use touchline_law::things::bundle::BundleSight;

/// Which bundle.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct BundleGet {
    /// The bundle.
    pub bundle: BundleId,
}

impl Question for BundleGet {
    type View = BundleSight;

    fn answer(&self, asked: &Asked<'_>) -> Result<BundleSight, Refusal> {
        let bundle = asked.world.tables.bundles.get(self.bundle).ok_or(Code::NotFound)?;
        asked.show(bundle)?.ok_or_else(|| Code::NotFound.into())
    }
}
