//! What an actor is to a thing.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::{IntoStaticStr, VariantArray};

use crate::kernel::lifecycle::Names as _;

/// One relation between an actor and a thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, IntoStaticStr, VariantArray)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Relation {
    /// The actor is the host itself.
    System,
    /// The actor is a person.
    Person,
    /// The thing is for the actor: they are the one coached.
    Coached,
    /// The actor is another than the one coached.
    NotCoached,
    /// The actor made the thing.
    Author,
    /// The actor manages the person coached, directly or through others.
    Manages,
    /// The person coached is within what the policy's `manager_scope` lets a manager reach.
    InScope,
}

/// A set of relations.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Relations(u32);

impl Relations {
    /// No relation at all.
    pub const NONE: Relations = Relations(0);

    /// The set whose bit `n` stands for the relation numbered `n`; other bits are refused.
    #[must_use]
    pub fn from_bits(bits: u32) -> Option<Self> {
        let known = Relations::of(Relation::VARIANTS);
        (bits & !known.0 == 0).then_some(Relations(bits))
    }

    /// This set and one relation more.
    #[must_use]
    pub fn with(self, relation: Relation) -> Self {
        Relations(self.0 | bit(relation))
    }

    /// The set of these relations.
    #[must_use]
    pub fn of(relations: &[Relation]) -> Self {
        relations.iter().fold(Relations::NONE, |set, relation| set.with(*relation))
    }

    /// The relations in the set, in their order.
    #[must_use]
    pub fn list(self) -> Vec<Relation> {
        Relation::VARIANTS.iter().copied().filter(|relation| self.contains(*relation)).collect()
    }

    /// This set, and one relation more if it `holds`.
    #[must_use]
    pub fn with_if(self, relation: Relation, holds: bool) -> Self {
        if holds { self.with(relation) } else { self }
    }

    /// Whether the relation is in the set.
    #[must_use]
    pub fn contains(self, relation: Relation) -> bool {
        self.0 & bit(relation) != 0
    }
}

/// The relation's bit: its number, which is one more than its place in the order.
fn bit(relation: Relation) -> u32 {
    u32::try_from(relation.ordinal()).ok().and_then(|place| 2_u32.checked_shl(place)).unwrap_or(0)
}
