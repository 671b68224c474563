//! What is shown of a person: all that is known to themselves, those who manage them and those who keep or employ people;
//! what the work takes to those who coach, review or enable them; and who they are to everybody below them.
//!
//! Rules: ORG-04.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Serialize;

use crate::access::{Action, Audience, Standing, see_as};
use crate::facts::{Facts, Refusal};
use crate::ground::people::{Person, Quota};
use crate::life::{Recorded, Viewer};
use touchline_kernel::PersonId;
use touchline_kernel::text::{Key, Locale, Name};
use touchline_kernel::time::{DaySpan, LocalDate, Weekday, Zone};

/// Those who see all that is known of somebody.
pub enum Employs {}
/// Those who coach, review or enable somebody.
pub enum WorksWith {}
/// Everybody else to whom somebody is no stranger.
pub enum Knows {}

impl Audience<Person> for Employs {
    const NEEDS: Action = Action::SeeEmployment;

    fn admits(_: &Person, _: &Standing<'_>) -> bool {
        true
    }
}

impl Audience<Person> for WorksWith {
    const NEEDS: Action = Action::SeePersonAtWork;

    fn admits(_: &Person, _: &Standing<'_>) -> bool {
        true
    }
}

impl Audience<Person> for Knows {
    const NEEDS: Action = Action::SeePerson;

    fn admits(_: &Person, _: &Standing<'_>) -> bool {
        true
    }
}

crate::life::view! {
    /// Who somebody is, as everybody knows who stands below them.
    PersonCard of person: Person for own Knows {
        /// Whether they are still there.
        active: bool,
        /// Where they work, such as an office.
        location: Option<Key>,
        /// Their direct manager.
        manager: Option<PersonId>,
        /// What they are called; null where that was redacted.
        name: Name,
        /// Their id.
        person: PersonId,
        /// The roles that they hold.
        roles: Vec<Key>,
        /// Their team.
        team: Option<Key>,
        /// Their time zone; the organisation's where it is null.
        zone: Option<Zone>,
    }
}

crate::life::view! {
    /// Somebody as those see them who coach, review or enable them.
    PersonAtWork of person: Person for own WorksWith {
        /// Whether they are still there.
        active: bool,
        /// The campaigns that they are assigned to; null where that is not known.
        campaigns: Option<Vec<Key>>,
        /// Whether they are linked to a user account.
        has_account: bool,
        /// The language and region in which they are addressed.
        locale: Option<Locale>,
        /// Where they work, such as an office.
        location: Option<Key>,
        /// Their direct manager.
        manager: Option<PersonId>,
        /// What they are called; null where that was redacted.
        name: Name,
        /// Their id.
        person: PersonId,
        /// The roles that they hold.
        roles: Vec<Key>,
        /// The segment, such as a market or a language.
        segment: Option<Key>,
        /// Their team.
        team: Option<Key>,
        /// The days of the week on which they work; null where they are not known.
        working_days: Option<BTreeSet<Weekday>>,
        /// Their time zone; the organisation's where it is null.
        zone: Option<Zone>,
    }
}

crate::life::view! {
    /// All that is known of somebody, as they see it themselves, and those who manage, employ or record them.
    WholePerson of person: Person for own Employs, version: u64 {
        /// Whether they are still there.
        active: bool,
        /// The campaigns that they are assigned to; null where that is not known.
        campaigns: Option<Vec<Key>>,
        /// Whether they are linked to a user account.
        has_account: bool,
        /// The first day of work.
        hire_date: Option<LocalDate>,
        /// When they are away, in spans that share no day; null where that is not known.
        leave: Option<Vec<DaySpan>>,
        /// The language and region in which they are addressed.
        locale: Option<Locale>,
        /// Where they work, such as an office.
        location: Option<Key>,
        /// Their direct manager.
        manager: Option<PersonId>,
        /// Since when they have been a manager.
        manager_since: Option<LocalDate>,
        /// What they are called; null where that was redacted.
        name: Name,
        /// Their id.
        person: PersonId,
        /// What they are to achieve, by periods that share no day; null where that is not known.
        quota: Option<Vec<Quota>>,
        /// The roles that they hold.
        roles: Vec<Key>,
        /// The segment, such as a market or a language.
        segment: Option<Key>,
        /// Their team.
        team: Option<Key>,
        /// How many changes what is known of them has seen.
        version: u64 = version,
        /// The days of the week on which they work; null where they are not known.
        working_days: Option<BTreeSet<Weekday>>,
        /// Their time zone; the organisation's where it is null.
        zone: Option<Zone>,
    }
}

/// A person, by the audience that the viewer belongs to.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[serde(tag = "type", content = "body", rename_all = "snake_case")]
pub enum PersonSight {
    /// For those who stand below them.
    Card(PersonCard),
    /// For those who coach, review or enable them.
    Work(PersonAtWork),
    /// For themselves, those who manage them, owners, human resources and whoever keeps the organisation's facts.
    Whole(Box<WholePerson>),
}

impl PersonSight {
    /// Who it is.
    #[must_use]
    pub fn person(&self) -> PersonId {
        match self {
            PersonSight::Card(card) => card.person,
            PersonSight::Work(work) => work.person,
            PersonSight::Whole(whole) => whole.person,
        }
    }
}

/// A person as the viewer sees them: as much as any audience is shown to which they belong.
pub(super) fn show<F: Facts>(known: &Recorded<Person>, viewer: &Viewer<'_, F>) -> Result<Option<PersonSight>, Refusal> {
    let person = &known.document;
    let standing = viewer.towards_profile(person.person)?;
    if let Some(seen) = see_as::<Employs, _>(person, &standing) {
        return Ok(Some(PersonSight::Whole(Box::new(WholePerson::of(&seen, known.version)))));
    }
    if let Some(seen) = see_as::<WorksWith, _>(person, &standing) {
        return Ok(Some(PersonSight::Work(PersonAtWork::of(&seen))));
    }
    Ok(see_as::<Knows, _>(person, &standing).map(|seen| PersonSight::Card(PersonCard::of(&seen))))
}

/// Who somebody is, for whoever may know that.
pub fn card<F: Facts>(person: &Person, viewer: &Viewer<'_, F>) -> Result<Option<PersonCard>, Refusal> {
    let standing = viewer.towards_profile(person.person)?;
    Ok(see_as::<Knows, _>(person, &standing).map(|seen| PersonCard::of(&seen)))
}
