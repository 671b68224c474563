//! What can be done with a template of plans, and what can happen to one.
//!
//! Rules: PLN-02.

use crate::ground::PlanTemplateMark;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use touchline_calculators::plan::PlanTemplate;

use super::{PlanTemplateId, Verb};

/// A version of a template of plans to be drafted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct DraftPlanTemplate {
    /// The id that the host chose for it.
    pub plan_template: PlanTemplateId,
    /// The published version whose place it is to take once it is published itself; null for a new template.
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

crate::life::acts! {
    /// What can be done with a template of plans.
    Act as "PlanTemplateAct": PlanTemplateMark, body => body.plan_template, Verb;

    /// Draft a version of a template: of a new one, or of one that is published.
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
