//! `bundle.my_packs`: the packs that were released to the viewer, by release.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::workspace::queries::listing::{Listing, Paging};
use crate::workspace::queries::{Asked, Listed as _, Page, Question};
use crate::workspace::things::bundle::pack_list::PackList;
use touchline_law::facts::Refusal;
use touchline_law::things::bundle::AgentBundle;
use touchline_law::things::bundle::BundleSight;

/// Which of one's own packs.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct BundleMyPacks {
    /// Where the page before ended, from its `next`.
    #[serde(default)]
    pub after: Option<String>,
    /// How many at the most; 50 where it is left out.
    #[serde(default)]
    #[schemars(range(min = 1, max = 200))]
    pub limit: Option<u32>,
    /// Which list.
    pub list: PackList,
}

impl Question for BundleMyPacks {
    type View = Page<AgentBundle>;

    fn answer(&self, asked: &Asked<'_>) -> Result<Page<AgentBundle>, Refusal> {
        let viewer = asked.viewing.viewer;
        let keys = asked.world.bundle_index.shown_to.of(viewer, self.list.section());
        let paging = Paging { after: self.after.as_deref(), limit: self.limit, order: self.list.order() };
        Listing::new(format!("{}/{}", Self::NAME, self.list.name()), viewer, keys.into_iter().collect(), paging)?.page(
            |id| {
                let Some(bundle) = asked.world.tables.bundles.get(id) else { return Ok(None) };
                Ok(match asked.show(bundle)? {
                    Some(BundleSight::Agent(view)) => Some(view),
                    Some(BundleSight::Staff(_)) | None => None,
                })
            },
        )
    }
}
