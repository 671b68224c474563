//! What a person is to whatever is about one person, in the three words that decide what they see of it.

use super::about::About;
use super::policy::AccessPolicy;
use super::relation::{Relation, Relations};

/// What a person is to a thing that coaches somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bearing {
    /// Whether they are the one coached.
    pub is_coached: bool,
    /// Whether they keep it while it is live.
    pub keeps: bool,
    /// Whether they manage the one coached, directly or through others.
    pub manages: bool,
}

impl Bearing {
    /// Towards what coaches oneself: nobody manages themselves (ORG-04), and nobody prepares what coaches them
    /// (ACC-17).
    pub const COACHED: Bearing = Bearing { is_coached: true, keeps: false, manages: false };

    /// Towards what coaches somebody to whom one is nothing.
    pub const STRANGER: Bearing = Bearing { is_coached: false, keeps: false, manages: false };

    /// Towards what coaches somebody whom one manages.
    pub const MANAGER: Bearing = Bearing { is_coached: false, keeps: false, manages: true };

    /// All that one can be towards what coaches others.
    pub const TOWARDS_OTHERS: [Bearing; 4] = [
        Bearing::STRANGER,
        Bearing::MANAGER,
        Bearing { is_coached: false, keeps: true, manages: false },
        Bearing { is_coached: false, keeps: true, manages: true },
    ];

    /// The relations that follow from it, towards what is about one person. Whoever keeps a review is its reviewer.
    #[must_use]
    pub fn relations(self, about: About, access: &AccessPolicy) -> Relations {
        let keeps = if about == About::Review { Relation::Reviewer } else { Relation::Keeper };
        let known = Relations::NONE
            .with_if(Relation::Coached, self.is_coached)
            .with_if(keeps, self.keeps)
            .with_if(Relation::Manages, self.manages);
        about.relations(known, access)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::{Action, Decision, ManagerScope, decide};

    #[test]
    fn the_bearings_are_all_that_a_person_can_be_to_what_is_about_one_but_for_having_made_it() {
        for manager_scope in [ManagerScope::Organisation, ManagerScope::OwnReports] {
            let access = AccessPolicy { manager_scope, ..AccessPolicy::default() };
            let bearings = [Bearing::COACHED].into_iter().chain(Bearing::TOWARDS_OTHERS);
            let sets = bearings.map(|bearing| bearing.relations(About::Person, &access));
            let all: Vec<Relations> = [Relations::of_host()].into_iter().chain(sets).collect();
            let made = Relations::of(&[Relation::Author]);
            let unmade = |sets: Vec<Relations>| sets.into_iter().filter(|set| !set.meets(made)).collect::<Vec<_>>();
            assert_eq!(all, unmade(About::Person.occurring(&access)));
        }
    }

    #[test]
    fn to_have_made_something_about_one_person_decides_nothing_of_what_is_seen() {
        let access = AccessPolicy::default();
        let sees = [Action::SeeBundle, Action::SeeDisposition, Action::SeeEscalation, Action::SeeGoal, Action::SeeCall];
        for (action, set) in
            sees.into_iter().flat_map(|see| About::Person.occurring(&access).into_iter().map(move |set| (see, set)))
        {
            let unmade = set.without(Relations::of(&[Relation::Author]));
            for roles in [true, false] {
                let allowed = |set| matches!(decide(action, set, |_| roles), Decision::Allowed(_));
                assert_eq!(allowed(set), allowed(unmade), "{action:?} {set:?}");
            }
        }
    }
}
