//! `bundle.packs`: the packs that the viewer prepares and follows, by creation.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::workspace::queries::listing::{Listing, Paging};
use crate::workspace::queries::{Asked, Listed as _, Page, Question};
use crate::workspace::things::bundle::pack_list::PackList;
use touchline_kernel::command::PersonId;
use touchline_law::access::{Capability, ManagerScope};
use touchline_law::facts::Refusal;
use touchline_law::things::bundle::BundleSight;
use touchline_law::things::bundle::StaffBundle;

/// Which packs.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct BundlePacks {
    /// Where the page before ended, from its `next`.
    #[serde(default)]
    pub after: Option<String>,
    /// Only the packs of this agent.
    #[serde(default)]
    pub agent: Option<PersonId>,
    /// How many at the most; 50 where it is left out.
    #[serde(default)]
    #[schemars(range(min = 1, max = 200))]
    pub limit: Option<u32>,
    /// Which list.
    pub list: PackList,
}

impl Question for BundlePacks {
    type View = Page<StaffBundle>;

    fn answer(&self, asked: &Asked<'_>) -> Result<Page<StaffBundle>, Refusal> {
        let section = self.list.section();
        let index = &asked.world.bundle_index;
        let viewer = asked.viewing.viewer;
        let coaches = asked.viewer()?.carries(Capability::CoachPipeline);
        let mut keys = Vec::new();
        match (self.agent, asked.policy.access.manager_scope) {
            (Some(agent), _) => keys.extend(index.packs.own(agent, section)),
            (None, ManagerScope::Organisation) if coaches => keys.extend(index.packs.all(section)),
            (None, _) => {
                keys.extend(index.packs.below(viewer, section).filter(|_| coaches));
                keys.extend(index.by_author.of(viewer, section));
            }
        }
        let paging = Paging { after: self.after.as_deref(), limit: self.limit, order: self.list.order() };
        let owner = self.agent.unwrap_or(viewer);
        Listing::new(format!("{}/{owner}/{}", Self::NAME, self.list.name()), viewer, keys, paging)?.page(|id| {
            let Some(bundle) = asked.world.tables.bundles.get(id) else { return Ok(None) };
            Ok(match asked.show(bundle)? {
                Some(BundleSight::Staff(view)) => Some(view),
                Some(BundleSight::Agent(_)) | None => None,
            })
        })
    }
}
