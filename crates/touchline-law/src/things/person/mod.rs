//! A person as a thing: a document that is recorded whole.

mod record;
mod view;

use crate::ground::PersonMark;

use crate::ground::people::Person;

pub use view::{PersonAtWork, PersonCard, PersonSight, WholePerson, card};

crate::life::acts! {
    /// What can be done with a person.
    Act as "PersonAct": PersonMark, body => body.person;

    /// Enter a person, or replace what is known of one.
    "person.record": Record(Person),
}

crate::life::changes! {
    /// What can happen to a person.
    Change as "PersonChange": PersonMark of person;

    /// The person was entered or replaced.
    "person.recorded": Recorded(Person) coaches person,
}
