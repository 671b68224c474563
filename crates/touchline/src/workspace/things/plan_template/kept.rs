//! Templates of plans, by where they stand.

use crate::workspace::index::editions::{Course, Place};
use crate::workspace::{Kept, World};
use touchline_kernel::Key;
use touchline_law::ground::PlanTemplateMark;
use touchline_law::life::Thing as _;
use touchline_law::things::plan_template::PlanTemplateVersion;

impl Kept for PlanTemplateVersion {
    type Entry = (Key, Place<PlanTemplateMark>);

    fn entry(&self) -> Self::Entry {
        let (is_published, is_retired) = (self.published.is_some(), self.retired.is_some());
        let course = Course { is_archived: self.archived, is_published, is_retired };
        (self.template.key.clone(), (course.section(), (self.listed_at(), self.plan_template)))
    }

    fn index(world: &mut World, before: Option<Self::Entry>, after: Self::Entry) {
        world.plan_template_index.change(before, after);
    }
}
