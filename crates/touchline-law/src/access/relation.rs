//! What an actor is to a thing.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::{IntoStaticStr, VariantArray};

/// One relation between an actor and a thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, IntoStaticStr, VariantArray)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Relation {
    /// The actor is the host itself.
    System,
    /// The actor is a person.
    Person,
    /// The thing is for the actor: they are the one coached. Of a call or a review that is whoever handled the
    /// call, of an action item its assignee, of a plan its coachee, of a score or a record whom it is about.
    Coached,
    /// The actor is another than the one coached.
    NotCoached,
    /// The actor made the thing.
    Author,
    /// The actor manages the person coached, directly or through others; of a team, everybody else in it.
    Manages,
    /// The person coached, or the team, is within what the policy's `manager_scope` lets a manager reach.
    InScope,
    /// The actor is the review's reviewer; of a calibration, one of its raters.
    Reviewer,
    /// The actor is another than the review's reviewer.
    NotReviewer,
    /// The action item was assigned to the actor.
    Assignee,
    /// The actor assigned the action item.
    Assigner,
    /// The actor is the assignee's manager, and the assigner was deactivated.
    StandsIn,
    /// The actor is one of the plan's coaches; of an action item, of the plan from whose session it comes.
    CoachOf,
    /// The actor enters what an external coach of the plan says.
    OnBehalfOf,
    /// The actor neither coaches under the plan nor enters what an external coach of it says.
    NotCoach,
    /// The actor belongs to the team or group.
    Member,
    /// At least `group_minimum` others of the group have scores, and no published group differs from it by fewer.
    LargeGroup,
    /// A decision about the thing is awaited: a dispute is open, or an approval was asked for.
    Undecided,
    /// The policy lets managers see all reviews (`managers_see_all_reviews`).
    ReviewsOpen,
    /// The actor keeps the thing while it is live: they are to bring it to its end.
    Keeper,
    /// Nobody who could act manages the person coached: nobody stands above them, or all who do have left or have no
    /// account.
    Unmanaged,
    /// The one whom it describes manages the actor, directly or through others.
    ReportsTo,
    /// The actor was asked for feedback on the one whom the plan coaches.
    Asked,
    /// The actor answered for the review before, and does no more.
    FormerReviewer,
    /// The actor is another than those who answered for the review before.
    NotFormerReviewer,
}

/// A set of relations.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Relations(u32);

impl Relations {
    /// What somebody is to a thing in which they have a part by what it says, and not since they stand above whom it is about or may
    /// do much.
    pub const HAVING_A_PART: Relations = Relations::of(&[
        Relation::Author,
        Relation::Keeper,
        Relation::Reviewer,
        Relation::Assigner,
        Relation::CoachOf,
        Relation::OnBehalfOf,
        Relation::Asked,
    ]);

    /// No relation at all.
    pub const NONE: Relations = Relations(0);

    /// The set whose bit `n` stands for the relation numbered `n`; other bits are refused.
    #[must_use]
    pub fn from_bits(bits: u32) -> Option<Self> {
        const KNOWN: Relations = Relations::of(Relation::VARIANTS);
        (bits & !KNOWN.0 == 0).then_some(Relations(bits))
    }

    /// This set and one relation more.
    #[must_use]
    pub const fn with(self, relation: Relation) -> Self {
        Relations(self.0 | bit(relation))
    }

    /// The set of these relations.
    #[must_use]
    pub const fn of(mut relations: &[Relation]) -> Self {
        let mut set = Relations::NONE;
        while let [relation, rest @ ..] = relations {
            set = set.with(*relation);
            relations = rest;
        }
        set
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

    /// What is in either set.
    #[must_use]
    pub fn and(self, other: Relations) -> Self {
        Relations(self.0 | other.0)
    }

    /// What is in this set and not in the other.
    #[must_use]
    pub fn without(self, other: Relations) -> Self {
        Relations(self.0 & !other.0)
    }

    /// Whether one of the others is in this set.
    #[must_use]
    pub const fn meets(self, others: Relations) -> bool {
        self.0 & others.0 != 0
    }

    /// How many there are.
    #[must_use]
    pub fn count(self) -> u32 {
        self.0.count_ones()
    }

    /// Whether the relation is in the set.
    #[must_use]
    pub fn contains(self, relation: Relation) -> bool {
        self.meets(Relations(bit(relation)))
    }
}

/// The relation's bit: its number, which is one more than its place in the order.
#[expect(clippy::as_conversions, reason = "a variant's place is a small number, and this is the only way to it")]
const fn bit(relation: Relation) -> u32 {
    2 << (relation as u32)
}

#[cfg(test)]
mod tests {
    use super::*;
    use touchline_kernel::lifecycle::Names as _;

    #[test]
    fn every_relation_has_a_bit_of_its_own_at_its_number() {
        for relation in Relation::VARIANTS {
            let number = relation.ordinal() + 1;
            assert_eq!(Relations::from_bits(1 << number).map(Relations::list), Some(vec![*relation]));
        }
        assert_eq!(Relations::of(Relation::VARIANTS).list(), Relation::VARIANTS);
        assert!(Relations::from_bits(1).is_none());
    }
}
