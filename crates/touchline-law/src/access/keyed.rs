//! People whom a host knows by keys of its own, and whose figures somebody may see one by one.
//!
//! Rules: ACC-14.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Deserialize;

use super::action::Action;
use super::actor::ActorWithRoles;
use super::policy::AccessPolicy;
use super::thing::ThingOfSomebody;
use touchline_kernel::{Code, DetailKey, Key, PersonId, Reason, Rejection};

/// Who a key stands for, and who manages them.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
pub struct PersonByKey {
    /// The key.
    pub key: Key,
    /// Everybody who manages them, directly or through others.
    #[serde(default)]
    pub managers: Vec<PersonId>,
    /// The person.
    pub person: PersonId,
}

/// Those of the people whose scores and figures the viewer may see one by one: nobody's, where nobody is said to look.
///
/// # Errors
/// A role of the viewer's that nobody knows; people without a viewer.
pub fn seen_by_key<'a>(
    viewer: Option<&ActorWithRoles>,
    people: &'a [PersonByKey],
    access: &AccessPolicy,
) -> Result<BTreeSet<&'a Key>, Rejection> {
    let Some(viewer) = viewer else {
        let alone =
            Reason::new(Code::CompanionMissing).with(DetailKey::Field, "people").with(DetailKey::Expected, "viewer");
        return if people.is_empty() { Ok(BTreeSet::new()) } else { Err(Rejection::from(alone).at("/people")) };
    };
    let thing = |of: &PersonByKey| ThingOfSomebody {
        coached: Some(of.person),
        managers: of.managers.clone(),
        ..ThingOfSomebody::default()
    };
    let things: Vec<ThingOfSomebody> = people.iter().map(thing).collect();
    let may = viewer.may(Action::SeeSkillScores, &things, access, "/viewer/roles")?;
    // Of a key that stands there twice both have to be seen.
    let unseen: BTreeSet<&Key> = people.iter().zip(&may).filter(|(_, may)| !**may).map(|(of, _)| &of.key).collect();
    Ok(people.iter().map(|of| &of.key).filter(|key| !unseen.contains(key)).collect())
}
