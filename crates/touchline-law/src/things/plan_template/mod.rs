//! Templates of plans that a workspace keeps: their versions. A version is drafted, published and one day retired; once it is
//! published it never changes, so that what a plan was started from can always be told.
//!
//! Rules: ACC-09, PLN-02.

mod act;
mod decide;
mod evolve;
mod follow;
mod lifecycle;
mod redact;
mod view;

use crate::access::{Action, Audience, Shape, Standing, Subject, Whose, see, see_as};
use crate::facts::{Glance, PlanTemplateStanding};
use crate::ground::PlanTemplateMark;
use crate::life::{Found, Thing, by_files, counted_alike};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use touchline_calculators::plan::PlanTemplate;
use touchline_kernel::{Done, Instant};

pub use crate::ground::PlanTemplateId;
pub use act::{
    Act, Change, DraftPlanTemplate, Happening, PlanTemplateDrafted, PlanTemplatePublished, PlanTemplateRef,
    PlanTemplateReplaced, RetireShippedPlanTemplate, RevisePlanTemplate,
};
pub use follow::replaced;
pub use lifecycle::{Condition, LIFECYCLE, State, Verb};
pub use view::{KeptPlanTemplate, PlanTemplateSight, PublishedPlanTemplate};

/// A version of a template of plans, as its events make it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PlanTemplateVersion {
    /// Whether it is put away.
    pub archived: bool,
    /// When it last changed.
    pub changed_at: Instant,
    /// When and by whom it was drafted.
    pub drafted: Done,
    /// How many versions there have been, this one among them.
    pub edition: u64,
    /// Its id.
    pub plan_template: PlanTemplateId,
    /// When and by whom it was published, if it was.
    pub published: Option<Done>,
    /// The version that took its place, if one did.
    pub replaced_by: Option<PlanTemplateId>,
    /// The version whose place it takes, if it takes any.
    pub replaces: Option<PlanTemplateId>,
    /// When and by whom it was retired: by the system where another took its place before anybody did.
    pub retired: Option<Done>,
    /// Where it stands.
    pub state: State,
    /// What plans say that are started from it.
    pub template: PlanTemplate,
    /// How many changes it has seen.
    pub version: u64,
}

impl PlanTemplateVersion {
    /// Its id, where it was published and no other took its place.
    #[must_use]
    pub fn newest_published(&self) -> Option<PlanTemplateId> {
        (self.published.is_some() && self.replaced_by.is_none()).then_some(self.plan_template)
    }
}

/// Those who start plans from it.
pub enum Planners {}

impl Audience<PlanTemplateVersion> for Planners {
    const NEEDS: Action = Action::SeePlanTemplate;

    fn admits(version: &PlanTemplateVersion, _: &Standing<'_>) -> bool {
        version.is_open()
    }
}

impl Subject for PlanTemplateVersion {
    const SEE: Action = Action::KeepPlanTemplates;
    const SHAPE: Shape = Shape::Organisation;
    const AUDIENCES: &'static [Action] = &[<Planners as Audience<PlanTemplateVersion>>::NEEDS];

    fn whose(&self) -> Whose {
        Whose::Organisation
    }

    /// It coaches nobody.
    fn was_shown(&self) -> bool {
        false
    }

    fn is_open(&self) -> bool {
        self.published.is_some()
    }
}

impl Thing for PlanTemplateVersion {
    by_files!(PlanTemplateMark, plan_template, PlanTemplateSight);
    counted_alike!();

    fn is_seen(&self, viewer: &Standing<'_>) -> bool {
        see(self, viewer).is_some() || see_as::<Planners, _>(self, viewer).is_some()
    }

    fn glance(&self) -> Option<Glance<'_>> {
        Some(Glance::PlanTemplate(PlanTemplateStanding {
            edition: self.edition,
            is_published: self.published.is_some(),
            is_replaced: self.replaced_by.is_some(),
            is_retired: self.retired.is_some(),
            template: &self.template,
        }))
    }

    fn found(&self) -> Found {
        Found::made(self.drafted.at)
            .stands(self.state, self.state == State::Retired)
            .archived(self.archived)
            .names(self.replaces.into_iter().chain(self.replaced_by))
    }

    /// Lists of drafts go by when they were drafted, of others by when they were published.
    fn listed_at(&self) -> Instant {
        self.published.unwrap_or(self.drafted).at
    }
}
