//! `plan_template.list`: the versions of templates of plans, by where they stand.
//!
//! Rules: PLN-02.

use crate::workspace::index::editions::Section;
use crate::workspace::queries::listing::{Listing, lists, paged};
use crate::workspace::queries::{Asked, Listed as _, Page, Question};
use touchline_kernel::Key;
use touchline_law::facts::Refusal;
use touchline_law::things::plan_template::{PlanTemplateSight, PlanTemplateVersion};

lists! {
    /// The lists of templates of plans.
    PlanTemplateListed of Section {
        /// Those that are in use: the one that was published last first.
        Active: Active, NewestFirst,
        /// Those that were retired: the one that was published last first.
        Retired: Retired, NewestFirst,
        /// Drafts, for those who keep templates: the newest first.
        Draft: Draft, NewestFirst,
        /// Those that were put away: the newest first.
        Archived: Archived, NewestFirst,
    }
}

paged! {
    /// Which templates of plans.
    PlanTemplateList {
        /// Only the versions of those with this key.
        #[serde(default)]
        key: Option<Key>,
        /// Which list.
        list: PlanTemplateListed,
    }
}

impl Question for PlanTemplateList {
    type View = Page<PlanTemplateSight>;

    fn answer(&self, asked: &Asked<'_>) -> Result<Page<PlanTemplateSight>, Refusal> {
        let keys = asked.world.plan_template_index.listed.of(&self.key, self.list.section());
        let name = format!("{}/{:?}/{}", Self::NAME, self.key, self.list.name());
        let paging = self.paging(self.list.order());
        let listing = Listing::new(name, asked, keys.into_iter().collect(), paging)?;
        listing.page(|id| asked.shown::<PlanTemplateVersion>(id))
    }
}
