//! `plan_template.shipped`: the templates of plans that ship and from which plans are started here.
//!
//! Rules: PLN-02.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::VariantArray as _;

use crate::workspace::queries::{Asked, Question};
use touchline_calculators::plan::{PlanTemplate, ShippedTemplate};
use touchline_law::access::Action;
use touchline_law::facts::{Facts as _, Refusal};

/// Asks which templates of plans that ship are in use.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, JsonSchema)]
pub struct PlanTemplateShipped {}

/// The templates of plans that ship, of which the workspace published no version of its own and retired none.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct ShippedPlanTemplates {
    /// The templates, in the order of their keys; none for who neither keeps templates nor starts plans.
    pub templates: Vec<&'static PlanTemplate>,
}

impl Question for PlanTemplateShipped {
    type View = ShippedPlanTemplates;

    fn answer(&self, asked: &Asked<'_>) -> Result<ShippedPlanTemplates, Refusal> {
        let viewer = asked.viewer()?;
        let sees = [Action::KeepPlanTemplates, Action::SeePlanTemplate].into_iter().any(|one| viewer.may(one).is_ok());
        let mut templates = Vec::new();
        for shipped in ShippedTemplate::VARIANTS.iter().copied().filter(|_| sees) {
            if asked.world.plan_template_in_place(shipped).present()?.is_none() {
                templates.extend(shipped.template());
            }
        }
        Ok(ShippedPlanTemplates { templates })
    }
}
