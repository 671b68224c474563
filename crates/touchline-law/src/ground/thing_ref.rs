//! Things by kind and id, for those who need not know what they are.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::{IntoStaticStr, VariantArray};

use touchline_kernel::id::{AnyThing, Id};

/// A kind of thing.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, IntoStaticStr, VariantArray,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum ThingKind {
    /// A person.
    Person,
    /// A call.
    Call,
    /// A coaching bundle.
    Bundle,
    /// What a reviewer made of one check of a call, or of the call as a whole.
    Disposition,
    /// A need for training that a disposition showed.
    TrainingItem,
    /// The tenant's policy: one, whose id is the same everywhere.
    Policy,
    /// How somebody wants to be told: one for each person.
    NotificationSettings,
    /// A question that a manager or reviewer puts to an agent.
    Escalation,
    /// What a person is to reach, in which days.
    Goal,
    /// Calls drawn at random for review.
    Sampling,
    /// What the team of a manager is to reach together, in which days.
    TeamGoal,
    /// Somebody's published skill scores in a window.
    SkillReport,
    /// What a success metric counted for somebody on a day.
    MetricDay,
}

/// One thing, by its kind and id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct ThingRef {
    /// Its id.
    pub id: Id<AnyThing>,
    /// Its kind.
    #[serde(rename = "type")]
    pub kind: ThingKind,
}

impl ThingRef {
    /// A thing by its typed id.
    #[must_use]
    pub fn new<T>(kind: ThingKind, id: Id<T>) -> Self {
        ThingRef { id: Id::new(id.uuid()), kind }
    }
}
