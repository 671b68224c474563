//! Templates of plans, by where they stand.

use crate::workspace::index::editions::{Place, Section};
use crate::workspace::{Kept, World};
use touchline_kernel::Key;
use touchline_law::ground::PlanTemplateMark;
use touchline_law::things::plan_template::{PlanTemplateVersion, State};

impl Kept for PlanTemplateVersion {
    type Entry = (Key, Place<PlanTemplateMark>);

    fn entry(&self) -> Self::Entry {
        let section = match self.state {
            _ if self.archived => Section::Archived,
            State::Draft => Section::Draft,
            State::Active => Section::Active,
            State::Retired => Section::Retired,
        };
        let at = self.published.unwrap_or(self.drafted).at;
        (self.template.key.clone(), (section, (at, self.plan_template)))
    }

    fn index(world: &mut World, before: Option<Self::Entry>, after: Self::Entry) {
        world.plan_template_index.change(before, after);
    }
}
