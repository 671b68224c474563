//! What is shown of a template of plans: all of it to those who keep templates, and what was published to those who start
//! plans from it.
//!
//! Rules: ACC-08, ACC-09, PLN-02.

use super::{PlanTemplateId, PlanTemplateVersion, Planners, State};
use crate::access::{Sight, see, see_as};
use crate::facts::{Facts, Refusal};
use crate::life::Viewer;
use schemars::JsonSchema;
use serde::Serialize;
use touchline_calculators::plan::PlanTemplate;
use touchline_kernel::Done;

crate::life::view! {
    /// A version of a template of plans as those see it who keep templates.
    KeptPlanTemplate of version: PlanTemplateVersion for Staff {
        /// Whether it is put away.
        archived: bool,
        /// When and by whom it was drafted.
        drafted: Done,
        /// How many versions there have been, this one among them.
        edition: u64,
        /// Its id.
        plan_template: PlanTemplateId,
        /// When and by whom it was published, if it was.
        published: Option<Done>,
        /// The version that took its place, if one did.
        replaced_by: Option<PlanTemplateId>,
        /// The version whose place it takes, if it takes any.
        replaces: Option<PlanTemplateId>,
        /// When and by whom it was retired: by the system where another took its place before anybody did.
        retired: Option<Done>,
        /// Where it stands.
        state: State,
        /// What plans say that are started from it.
        template: PlanTemplate,
        /// How many changes it has seen.
        version: u64,
    }
}

crate::life::view! {
    /// A published version of a template of plans as those see it who start plans.
    PublishedPlanTemplate of version: PlanTemplateVersion for own Planners {
        /// How many versions there have been, this one among them.
        edition: u64,
        /// Its id.
        plan_template: PlanTemplateId,
        /// The version that took its place, if one did.
        replaced_by: Option<PlanTemplateId>,
        /// The version whose place it took, if it took any.
        replaces: Option<PlanTemplateId>,
        /// Where it stands.
        state: State,
        /// What plans say that are started from it.
        template: PlanTemplate,
    }
}

/// A version of a template of plans, by the audience that the viewer belongs to.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[serde(tag = "type", content = "body", rename_all = "snake_case")]
pub enum PlanTemplateSight {
    /// For those who keep templates.
    Kept(KeptPlanTemplate),
    /// For those who start plans, once it is published.
    Published(PublishedPlanTemplate),
}

/// A version of a template of plans as the viewer sees it.
pub(super) fn show<F: Facts>(
    version: &PlanTemplateVersion,
    viewer: &Viewer<'_, F>,
) -> Result<Option<PlanTemplateSight>, Refusal> {
    let standing = viewer.alone()?;
    if let Some(seen) = see(version, &standing).and_then(Sight::staff) {
        return Ok(Some(PlanTemplateSight::Kept(KeptPlanTemplate::of(&seen))));
    }
    let published = see_as::<Planners, _>(version, &standing);
    Ok(published.map(|seen| PlanTemplateSight::Published(PublishedPlanTemplate::of(&seen))))
}
