//! What a host tells of a thing for many decisions at once, and what each actor is to it.
//!
//! Rules: ACC-15.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Deserialize;

use super::about::About;
use super::policy::AccessPolicy;
use super::relation::{Relation, Relations};
use touchline_kernel::Key;
use touchline_kernel::command::{Actor, PersonId};

/// What access must know of a thing. What does not apply is left out.
#[derive(Default, Deserialize, JsonSchema)]
pub struct ThingOfSomebody {
    /// Who was asked for feedback, of a feedback round.
    #[serde(default)]
    pub asked: Vec<PersonId>,
    /// To whom the action item was assigned; they are the one coached.
    #[serde(default)]
    pub assignee: Option<PersonId>,
    /// Who assigned the action item.
    #[serde(default)]
    pub assigner: Option<PersonId>,
    /// Who made it.
    #[serde(default)]
    pub author: Option<PersonId>,
    /// The campaign of the call that it is, or is about; null where that is not known, and where it is about none. It
    /// counts for roles that review of some campaigns alone.
    #[serde(default)]
    pub campaign: Option<Key>,
    /// The person coached; null where the thing coaches nobody.
    #[serde(default)]
    pub coached: Option<PersonId>,
    /// The plan's coaches; of an action item, those of the plan from whose session it comes.
    #[serde(default)]
    pub coaches: Vec<PersonId>,
    /// Who answered for the review before, and does no more.
    #[serde(default)]
    pub former_reviewers: Vec<PersonId>,
    /// Who is to bring it to its end, while it is live.
    #[serde(default)]
    pub keeper: Option<PersonId>,
    /// Everybody who manages the person coached, directly or through others; of a team, everybody else in it.
    #[serde(default)]
    pub managers: Vec<PersonId>,
    /// Everybody in the team or group; null where the thing is none.
    #[serde(default)]
    pub members: Option<Vec<PersonId>>,
    /// Who enters what external coaches of the plan say.
    #[serde(default)]
    pub on_behalf: Vec<PersonId>,
    /// Everybody whom the person coached manages, directly or through others. It counts for what is seen of that person.
    #[serde(default)]
    pub reports: Vec<PersonId>,
    /// The review's reviewer.
    #[serde(default)]
    pub reviewer: Option<PersonId>,
    /// Those in the group who have scores, whoever else is named with them; none where a published group differs from it by fewer than the policy's
    /// `group_minimum`.
    #[serde(default)]
    pub scored: Vec<PersonId>,
    /// The assignee's manager, where the assigner was deactivated.
    #[serde(default)]
    pub stands_in: Option<PersonId>,
    /// Whether a decision about it is awaited: a dispute is open, or an approval was asked for.
    #[serde(default)]
    pub undecided: bool,
    /// Whether nobody who could act manages the person coached: nobody stands above them, or all who do have left or have
    /// no account. It counts for a report on their scores.
    #[serde(default)]
    pub unmanaged: bool,
}

/// A thing whose longer lists can be looked up.
pub(super) struct Around<'a> {
    thing: &'a ThingOfSomebody,
    asked: BTreeSet<PersonId>,
    managers: BTreeSet<PersonId>,
    members: Option<BTreeSet<PersonId>>,
    reports: BTreeSet<PersonId>,
    scored: BTreeSet<PersonId>,
}

/// What one actor is to one thing.
pub(super) enum Ties {
    /// The host itself.
    Host,
    /// A person.
    Person {
        /// What is known of them and the thing.
        known: Relations,
        /// Whether the thing coaches somebody.
        coaches: bool,
        /// Whether the thing is a team or a group.
        gathers: bool,
    },
}

impl<'a> Around<'a> {
    pub(super) fn of(thing: &'a ThingOfSomebody) -> Self {
        let set = |people: &[PersonId]| -> BTreeSet<PersonId> { people.iter().copied().collect() };
        let members = thing.members.as_deref().map(set);
        let belongs = |person: &PersonId| members.as_ref().is_some_and(|members| members.contains(person));
        Around {
            thing,
            asked: set(&thing.asked),
            managers: set(&thing.managers),
            reports: set(&thing.reports),
            // Whoever is not in the group makes it no larger.
            scored: thing.scored.iter().filter(|person| belongs(person)).copied().collect(),
            members,
        }
    }

    /// Of which campaign it is, for an action that is about this.
    pub(super) fn campaign(&self, about: About) -> Option<&'a Key> {
        self.thing.campaign.as_ref().filter(|_| about.can_be_of_calls())
    }

    pub(super) fn ties(&self, actor: Actor, access: &AccessPolicy) -> Ties {
        let Actor::Person(actor) = actor else { return Ties::Host };
        let thing = self.thing;
        let is = |person: Option<PersonId>| person == Some(actor);
        let others = self.scored.len().saturating_sub(usize::from(self.scored.contains(&actor)));
        let known = Relations::NONE
            .with_if(Relation::Coached, is(thing.coached))
            .with_if(Relation::Author, is(thing.author))
            .with_if(Relation::Keeper, is(thing.keeper))
            .with_if(Relation::Manages, self.managers.contains(&actor))
            .with_if(Relation::Reviewer, is(thing.reviewer))
            .with_if(Relation::Assignee, is(thing.assignee))
            .with_if(Relation::Assigner, is(thing.assigner))
            .with_if(Relation::StandsIn, is(thing.stands_in))
            .with_if(Relation::CoachOf, thing.coaches.contains(&actor))
            .with_if(Relation::OnBehalfOf, thing.on_behalf.contains(&actor))
            .with_if(Relation::Member, self.members.as_ref().is_some_and(|members| members.contains(&actor)))
            .with_if(Relation::LargeGroup, others >= access.group_minimum)
            .with_if(Relation::Undecided, thing.undecided)
            .with_if(Relation::ReportsTo, self.reports.contains(&actor))
            .with_if(Relation::Asked, self.asked.contains(&actor))
            .with_if(Relation::FormerReviewer, thing.former_reviewers.contains(&actor))
            .with_if(Relation::Unmanaged, thing.unmanaged && !self.managers.contains(&actor));
        Ties::Person {
            known,
            coaches: thing.coached.is_some() || thing.assignee.is_some(),
            gathers: self.members.is_some(),
        }
    }
}

impl Ties {
    /// All that follows, for an action that is about this.
    pub(super) fn relations(&self, about: About, access: &AccessPolicy) -> Relations {
        let Ties::Person { known, coaches, gathers } = self else { return Relations::of_host() };
        let is_there = match about {
            About::Organisation => false,
            About::Team => *gathers,
            About::Person
            | About::Review
            | About::ActionItem
            | About::Plan
            | About::ScoreReport
            | About::Profile
            | About::FeedbackRound => *coaches,
        };
        if is_there { about.relations(*known, access) } else { Relations::of_person() }
    }
}
