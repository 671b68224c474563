//! What follows for a version of a template of plans when another is published.

crate::life::edition_follows!(PlanTemplateReplaced, plan_template);
