//! What others may know of a version of a template of plans.

use touchline_calculators::plan::PlanTemplate;

/// What others may know of a version of a template of plans.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PlanTemplateStanding<'a> {
    /// How many versions there have been, this one among them.
    pub edition: u64,
    /// Whether it was published, ever.
    pub is_published: bool,
    /// Whether another took its place.
    pub is_replaced: bool,
    /// Whether plans are started from it no more.
    pub is_retired: bool,
    /// What plans say that are started from it.
    pub template: &'a PlanTemplate,
}
