//! `bundle.packs`: the packs that the viewer prepares and follows.

use crate::workspace::queries::listing::paged;
use crate::workspace::queries::{Asked, Listed as _, Page, Question};
use crate::workspace::things::bundle::pack_list::PackList;
use touchline_kernel::command::PersonId;
use touchline_law::facts::Refusal;
use touchline_law::things::bundle::{Bundle, BundleSight, StaffBundle};

paged! {
    /// Which packs.
    BundlePacks {
        /// Only the packs of this agent.
        #[serde(default)]
        agent: Option<PersonId>,
        /// Which list.
        list: PackList,
    }
}

impl Question for BundlePacks {
    type View = Page<StaffBundle>;

    fn answer(&self, asked: &Asked<'_>) -> Result<Page<StaffBundle>, Refusal> {
        let index = &asked.world.bundle_index;
        let (viewer, reach) = (asked.viewing.viewer, asked.reach(self.agent)?);
        let keys = self.list.sections().iter().flat_map(|section| {
            let within = index.packs.within(reach, *section);
            within.into_iter().chain(index.by_keeper.besides(reach, viewer, *section))
        });
        let name = format!("{}/{}/{}", Self::NAME, self.agent.unwrap_or(viewer), self.list.name());
        asked.page::<Bundle, _, _>(name, keys, self.paging(self.list.order()), BundleSight::staff)
    }
}
