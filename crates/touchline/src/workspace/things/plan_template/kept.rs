//! Templates of plans, by where they stand.

use crate::workspace::index::editions::{Course, Place};
use crate::workspace::{Kept, World};
use touchline_kernel::Key;
use touchline_law::ground::PlanTemplateMark;
use touchline_law::things::plan_template::PlanTemplateVersion;

impl Kept for PlanTemplateVersion {
    type Entry = (Key, Place<PlanTemplateMark>);

    fn entry(&self) -> Self::Entry {
        let Self { archived, drafted, published, retired, .. } = *self;
        (self.template.key.clone(), Course { archived, drafted, published, retired }.place(self.plan_template))
    }

    fn index(world: &mut World, before: Option<Self::Entry>, after: Self::Entry) {
        world.plan_template_index.change(before, after);
    }
}
