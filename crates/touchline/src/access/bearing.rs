//! What an actor can be to a thing at all: the one place that says which relations come together.

use super::policy::ManagerScope;
use super::relation::{Relation, Relations};

impl Relations {
    /// What the host itself is to anything.
    #[must_use]
    pub fn of_host() -> Self {
        Relations::of(&[Relation::System])
    }

    /// What a person is to a thing that coaches nobody.
    #[must_use]
    pub fn of_person() -> Self {
        Relations::of(&[Relation::Person])
    }
}

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
    pub fn relations(self, scope: ManagerScope) -> Relations {
        let in_scope = match scope {
            ManagerScope::Organisation => true,
            ManagerScope::OwnReports => self.manages,
        };
        Relations::of_person()
            .with(if self.is_coached { Relation::Coached } else { Relation::NotCoached })
            .with_if(Relation::Author, self.is_author)
            .with_if(Relation::Manages, self.manages)
            .with_if(Relation::InScope, in_scope)
    }
}

/// Every set of relations that there can be: the host's, a person's towards what coaches nobody, and one for
/// each bearing.
#[must_use]
pub fn occurring(scope: ManagerScope) -> Vec<Relations> {
    let bearings = [Bearing::COACHED].into_iter().chain(Bearing::TOWARDS_OTHERS);
    let towards = bearings.map(|bearing| bearing.relations(scope));
    [Relations::of_host(), Relations::of_person()].into_iter().chain(towards).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn printed(scope: ManagerScope) -> Vec<String> {
        let name = |set: Relations| {
            let names: Vec<&str> = set.list().into_iter().map(Into::into).collect();
            names.join("+")
        };
        occurring(scope).into_iter().map(name).collect()
    }

    #[test]
    fn under_own_reports_whoever_manages_reaches_and_nobody_else() {
        let sets = [
            "system",
            "person",
            "person+coached",
            "person+not_coached",
            "person+not_coached+manages+in_scope",
            "person+not_coached+author",
            "person+not_coached+author+manages+in_scope",
        ];
        assert_eq!(printed(ManagerScope::OwnReports), sets);
    }

    #[test]
    fn in_the_whole_organisation_every_person_reaches_everybody() {
        let sets = [
            "system",
            "person",
            "person+coached+in_scope",
            "person+not_coached+in_scope",
            "person+not_coached+manages+in_scope",
            "person+not_coached+author+in_scope",
            "person+not_coached+author+manages+in_scope",
        ];
        assert_eq!(printed(ManagerScope::Organisation), sets);
    }
}
