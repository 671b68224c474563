//! What a person is to whatever is about one person, in the three words that most things need.

use super::about::About;
use super::policy::AccessPolicy;
use super::relation::{Relation, Relations};

/// What a person is to a thing that coaches somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bearing {
    /// Whether they are the one coached.
    pub is_coached: bool,
    /// Whether they made it.
    pub is_author: bool,
    /// Whether they manage the one coached, directly or through others.
    pub manages: bool,
}

impl Bearing {
    /// Towards what coaches oneself: nobody manages themselves (ORG-04), and nobody prepares what coaches them
    /// (ACC-17).
    pub const COACHED: Bearing = Bearing { is_coached: true, is_author: false, manages: false };

    /// All that one can be towards what coaches others.
    pub const TOWARDS_OTHERS: [Bearing; 4] = [
        Bearing { is_coached: false, is_author: false, manages: false },
        Bearing { is_coached: false, is_author: false, manages: true },
        Bearing { is_coached: false, is_author: true, manages: false },
        Bearing { is_coached: false, is_author: true, manages: true },
    ];

    /// The relations that follow from it.
    #[must_use]
    pub fn relations(self, access: &AccessPolicy) -> Relations {
        let known = Relations::NONE
            .with_if(Relation::Coached, self.is_coached)
            .with_if(Relation::Author, self.is_author)
            .with_if(Relation::Manages, self.manages);
        About::Person.relations(known, access)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::ManagerScope;

    #[test]
    fn the_bearings_are_all_that_a_person_can_be_to_what_is_about_one() {
        for manager_scope in [ManagerScope::Organisation, ManagerScope::OwnReports] {
            let access = AccessPolicy { manager_scope, ..AccessPolicy::default() };
            let bearings = [Bearing::COACHED].into_iter().chain(Bearing::TOWARDS_OTHERS);
            let sets = bearings.map(|bearing| bearing.relations(&access));
            let all: Vec<Relations> = [Relations::of_host()].into_iter().chain(sets).collect();
            assert_eq!(all, About::Person.occurring(&access));
        }
    }
}
