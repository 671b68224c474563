//! Who may do and see what: capabilities that roles carry, joined with relations by rules, default deny.

mod about;
mod action;
mod actor;
mod bearing;
mod campaigns;
mod decision;
mod gate;
mod keyed;
mod matrix;
mod pointing;
mod policy;
mod reach;
mod relation;
mod rule;
mod sight;
mod standing;
mod tally;
mod thing;
mod tie;
mod verdict;
mod ways;
mod whose;

pub use about::About;
pub use action::Action;
pub use actor::{ActorWithRoles, decide_many, decide_with_roles};
pub use bearing::Bearing;
pub use campaigns::Campaigns;
pub use decision::{Decision, Missing, decide};
pub use gate::{Checked, Gate, Open, Stood, follow};
pub use keyed::{PersonByKey, seen_by_key};
pub use matrix::{Matrix, MatrixRow, matrix};
pub use pointing::{
    visible_bundle, visible_call, visible_item, visible_person, visible_plan, visible_plan_with, visible_review,
    visible_session,
};
pub use policy::{AccessPolicy, Capability, ManagerScope, ReviewerReach, ReviewerScope, RolePolicy};
pub use reach::{Held, OpenWay, Reached, Sighted};
pub use relation::{Relation, Relations};
pub use rule::{RULES, Rule, RuleId};
pub use sight::{Audience, Coached, Seen, Sight, Staff, Subject, see, see_as, see_count};
pub use standing::{Standing, not_permitted};
pub use tally::SeenTally;
pub use thing::ThingOfSomebody;
pub use tie::{Shape, Tie};
pub use verdict::Verdict;
pub use ways::{Ties, Way, Ways};
pub use whose::{Among, OfCall, Whose};
