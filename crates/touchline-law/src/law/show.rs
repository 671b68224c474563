//! `law.show`: what a viewer is shown of the things that a host has loaded.
//!
//! Rules: WSP-07.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use touchline_kernel::{Actor, Failure, Instant, PersonId};

use super::fact::Fact;
use super::joined::{AnyThing, View};
use super::loaded::Loaded;
use super::stored::StoredThing;
use crate::facts::{FactKey, Facts as _};
use crate::life::Viewer;
use crate::policy::Policy;

/// What is to be shown to whom.
#[derive(Deserialize, JsonSchema)]
pub struct ShowInput {
    /// When; ages are counted up to here.
    pub at: Instant,
    /// The facts that are loaded; none at first.
    #[serde(default)]
    #[schemars(length(max = 100_000))]
    pub facts: Vec<Fact>,
    /// The policy in force.
    #[serde(default)]
    pub policy: Policy,
    /// The things, in any order.
    #[schemars(length(max = 100_000))]
    pub things: Vec<StoredThing>,
    /// Who looks.
    pub viewer: PersonId,
}

/// What a viewer is shown.
#[derive(Serialize, JsonSchema)]
pub struct Shown {
    /// For each thing, in the same order, the viewer's view of it, or null.
    pub views: Vec<Option<View>>,
}

pub(super) fn law_show(input: ShowInput) -> Result<Shown, Failure> {
    let facts = Loaded::new(input.facts)?;
    let viewer = Viewer { person: input.viewer, at: input.at, policy: &input.policy, facts: &facts };
    let things: Vec<AnyThing<'_>> = input.things.iter().map(|stored| stored.0.as_any()).collect();
    let mut keys = vec![FactKey::person(input.viewer)];
    for thing in &things {
        keys.extend(thing.whose().asks(Actor::Person(input.viewer), &input.policy.access));
        thing.asks_to_show(input.viewer, &mut keys);
    }
    facts.gather(keys)?;
    viewer.alone()?;
    let mut named = Vec::new();
    things.iter().for_each(|thing| thing.asks_of_named(&viewer, &mut named));
    facts.gather(named)?;
    let views = things.into_iter().map(|thing| thing.show(&viewer));
    Ok(Shown { views: views.collect::<Result<_, _>>()? })
}
