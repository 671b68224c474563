//! What an event changes in a template of plans.

crate::life::edition_evolves!(PlanTemplateVersion, plan_template);
