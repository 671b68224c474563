//! Which personal texts a redaction takes away: those that a person wrote, and those about what coaches them.
//!
//! The rule stands here once. A workspace asks it of the texts in its things, a log of the texts in its records,
//! and both must come to the same.
//!
//! Rules: WSP-10.

use std::collections::BTreeSet;

use super::command::{Actor, PersonId};
use super::text::Text;

/// A redaction that was ordered: of one person's texts, but for those that a legal hold keeps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redaction {
    /// Whose texts go.
    pub person: PersonId,
    /// Who is under a legal hold: what they wrote, and what is about them, stays.
    pub held: BTreeSet<PersonId>,
}

/// Whose a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Whose {
    /// Who wrote it; the host itself where nobody did.
    pub by: Actor,
    /// Whom the thing coaches in which it stands, or whom it describes.
    pub about: Option<PersonId>,
}

impl Whose {
    /// Of a document that describes somebody. Whoever enters one writes nothing of their own.
    #[must_use]
    pub fn describes(person: PersonId) -> Self {
        Whose { by: Actor::System, about: Some(person) }
    }

    /// Of a text in what coaches `about`.
    #[must_use]
    pub fn wrote(by: Actor, about: PersonId) -> Self {
        Whose { by, about: Some(about) }
    }

    /// Who has a part in it.
    pub fn people(self) -> impl Iterator<Item = PersonId> {
        self.by.person().into_iter().chain(self.about)
    }

    fn is(&self, one: impl FnMut(PersonId) -> bool) -> bool {
        self.people().any(one)
    }
}

impl Redaction {
    /// Whether such a text goes.
    #[must_use]
    pub fn takes(&self, whose: Whose) -> bool {
        whose.is(|person| person == self.person) && !whose.is(|person| self.held.contains(&person))
    }

    /// Takes a text away, if it goes.
    pub fn redact<F>(&self, text: &mut Text<F>, whose: Whose) {
        if self.takes(whose) {
            text.redact();
        }
    }

    /// Takes a text away that need not be there, if it goes. What is left is as where there never was one, as a
    /// record reads after it was redacted.
    pub fn redact_any<F>(&self, text: &mut Option<Text<F>>, whose: Whose) {
        if self.takes(whose) {
            *text = None;
        }
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::id::Id;

    fn person(number: u128) -> PersonId {
        Id::new(Uuid::from_u128(number))
    }

    #[test]
    fn wsp_10_what_a_person_wrote_goes_and_what_is_about_them_and_nothing_else() {
        let redaction = Redaction { person: person(1), held: BTreeSet::new() };
        let by = |number| Actor::Person(person(number));
        assert!(redaction.takes(Whose::wrote(by(1), person(2))));
        assert!(redaction.takes(Whose::wrote(by(2), person(1))));
        assert!(redaction.takes(Whose::wrote(Actor::System, person(1))));
        assert!(redaction.takes(Whose { by: by(1), about: None }));
        assert!(redaction.takes(Whose::describes(person(1))));
        assert!(!redaction.takes(Whose::wrote(by(2), person(3))));
        assert!(!redaction.takes(Whose::describes(person(2))));
        assert!(!redaction.takes(Whose { by: Actor::System, about: None }));
    }

    #[test]
    fn wsp_10_a_hold_keeps_what_the_held_person_wrote_and_what_is_about_them() {
        let redaction = Redaction { person: person(1), held: BTreeSet::from([person(3)]) };
        let by = |number| Actor::Person(person(number));
        assert!(!redaction.takes(Whose::wrote(by(1), person(3))));
        assert!(!redaction.takes(Whose::wrote(by(3), person(1))));
        assert!(redaction.takes(Whose::wrote(by(1), person(2))));
    }
}
