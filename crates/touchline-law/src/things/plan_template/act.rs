//! What can be done with a template of plans, and what can happen to one.
//!
//! Rules: PLN-02.

use crate::ground::PlanTemplateMark;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use touchline_calculators::plan::{PlanTemplate, ShippedTemplate};

use super::{PlanTemplateId, Verb};

/// A version of a template of plans to be drafted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct DraftPlanTemplate {
    /// The id that the host chose for it.
    pub plan_template: PlanTemplateId,
    /// The published version whose place it is to take once it is published itself; null for a new template, and for the first
    /// version of a workspace's own of one that ships, whose key it has and whose place it takes then.
    #[serde(default)]
    pub replaces: Option<PlanTemplateId>,
    /// What plans say that are started from it. A draft need not be whole.
    pub template: PlanTemplate,
}

/// A draft of a template of plans, as it is to be from now on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct RevisePlanTemplate {
    /// The version.
    pub plan_template: PlanTemplateId,
    /// What plans say that are started from it.
    pub template: PlanTemplate,
}

/// Which version of a template of plans.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PlanTemplateRef {
    /// The version.
    pub plan_template: PlanTemplateId,
}

/// A template that ships, to be retired.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct RetireShippedPlanTemplate {
    /// The id that the host chose for the version that is kept of it, retired.
    pub plan_template: PlanTemplateId,
    /// The key of the template that ships.
    pub shipped: ShippedTemplate,
}

crate::life::acts! {
    /// What can be done with a template of plans.
    Act as "PlanTemplateAct": PlanTemplateMark, body => body.plan_template, Verb;

    /// Draft a version of a template: of a new one, of one that is published, or of one that ships.
    "plan_template.draft": Draft(DraftPlanTemplate),
    /// Change a draft, as a whole.
    "plan_template.revise": Revise(RevisePlanTemplate),
    /// Publish a version. It never changes from then on, and the one whose place it takes is retired.
    "plan_template.publish": Publish(PlanTemplateRef),
    /// Retire a published version: no plan is started from it any more.
    "plan_template.retire": Retire(PlanTemplateRef),
    /// Put away a draft, or a version that was retired.
    "plan_template.archive": Archive(PlanTemplateRef),
    /// Bring an archived version back.
    "plan_template.restore": Restore(PlanTemplateRef),
    /// Retire a template that ships, of which the workspace published no version: no plan is started from it any more. It is kept
    /// as it ships, retired, and a version can be drafted to take its place.
    "plan_template.retire_shipped": RetireShipped(RetireShippedPlanTemplate),
}

/// A version of a template of plans that was drafted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PlanTemplateDrafted {
    /// How many versions there have been, this one among them.
    pub edition: u64,
    /// The version.
    pub plan_template: PlanTemplateId,
    /// The version whose place it is to take, if it is to take any.
    pub replaces: Option<PlanTemplateId>,
    /// What plans say that are started from it.
    pub template: PlanTemplate,
}

/// A version of a template of plans that was published.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PlanTemplatePublished {
    /// The version.
    pub plan_template: PlanTemplateId,
    /// The version whose place it takes, if it takes any.
    pub replaces: Option<PlanTemplateId>,
}

/// A version of a template of plans whose place another took.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PlanTemplateReplaced {
    /// The other.
    pub by: PlanTemplateId,
    /// The version.
    pub plan_template: PlanTemplateId,
}

crate::life::changes! {
    /// What can happen to a template of plans.
    Change as "PlanTemplateChange": PlanTemplateMark of plan_template;

    /// A version was drafted.
    "plan_template.drafted": Drafted(PlanTemplateDrafted),
    /// A draft was changed.
    "plan_template.revised": Revised(RevisePlanTemplate),
    /// A version was published.
    "plan_template.published": Published(PlanTemplatePublished),
    /// Another version took its place.
    "plan_template.replaced": Replaced(PlanTemplateReplaced),
    /// A version was retired.
    "plan_template.retired": Retired(PlanTemplateRef),
    /// It was put away.
    "plan_template.archived": Archived(PlanTemplateRef),
    /// It was brought back.
    "plan_template.restored": Restored(PlanTemplateRef),
}
