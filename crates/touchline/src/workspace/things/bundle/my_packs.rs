//! `bundle.my_packs`: the packs that were released to the viewer, by release.

use crate::workspace::queries::listing::paged;
use crate::workspace::queries::{Asked, Listed as _, Page, Question};
use crate::workspace::things::bundle::pack_list::PackList;
use touchline_law::facts::Refusal;
use touchline_law::things::bundle::{AgentBundle, Bundle, BundleSight};

paged! {
    /// Which of one's own packs.
    BundleMyPacks {
        /// Which list.
        list: PackList,
    }
}

impl Question for BundleMyPacks {
    type View = Page<AgentBundle>;

    fn answer(&self, asked: &Asked<'_>) -> Result<Page<AgentBundle>, Refusal> {
        let (index, viewer) = (&asked.world.bundle_index, asked.viewing.viewer);
        let keys = self.list.sections().iter().filter_map(|section| index.shown_to.of(viewer, *section));
        let name = format!("{}/{}", Self::NAME, self.list.name());
        asked.page::<Bundle, _, _>(name, keys, self.paging(self.list.order()), BundleSight::agent)
    }
}
