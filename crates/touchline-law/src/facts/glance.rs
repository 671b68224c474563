//! What others may know of a thing, whoever they are: what a decision about another thing looks at.

use super::{
    BundleStanding, GoalStanding, ItemStanding, PlanStanding, PlanTemplateStanding, ProgrammeStanding, ReviewStanding,
    ScorecardStanding, SessionStanding,
};
use crate::notify::Choices;

/// What others may know of a thing.
#[derive(Clone, Copy, Debug)]
pub enum Glance<'a> {
    /// Of an action item: that there is one.
    ActionItem,
    /// Of a bundle: whose it is, and whether they were shown it.
    Bundle(BundleStanding<'a>),
    /// Of somebody's settings: how they want to be told.
    Choices(&'a Choices),
    /// Of a goal: its days, and whether it was called off.
    Goal(GoalStanding),
    /// Of a plan: whom it coaches, who coaches, and whether its days run.
    Plan(PlanStanding<'a>),
    /// Of a version of a template of plans: whether it was published, and whether another took its place.
    PlanTemplate(PlanTemplateStanding<'a>),
    /// Of a programme: whose team it is for, and what its versions say.
    Programme(ProgrammeStanding<'a>),
    /// Of a review: whose call it is about, who reviewed it, and whether it stands before them.
    Review(ReviewStanding<'a>),
    /// Of a version of a scorecard: whether it was published, and whether another took its place.
    Scorecard(ScorecardStanding<'a>),
    /// Of a session: of which plan it is, and whether it was held.
    Session(SessionStanding<'a>),
    /// Of a training item: whose it is, about what, and where it stands.
    TrainingItem(ItemStanding<'a>),
}
