//! What follows for a version of a template of plans when another is published.

use super::{Change, PlanTemplatePublished, PlanTemplateReplaced};

/// What follows for the version whose place a published one takes, where it takes any.
#[must_use]
pub fn replaced(change: &Change) -> Option<Change> {
    let Change::Published(PlanTemplatePublished { replaces: Some(plan_template), plan_template: by }) = *change else {
        return None;
    };
    Some(Change::Replaced(PlanTemplateReplaced { by, plan_template }))
}
