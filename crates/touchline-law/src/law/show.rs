//! `law.show`: what a viewer is shown of the things that a host has loaded.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::viewer::{View, Viewer};
use super::{Fact, Loaded, State, StoredThing};
use crate::facts::{FactKey, Facts as _};
use crate::policy::Policy;
use touchline_kernel::command::PersonId;
use touchline_kernel::operation::{Failure, Operation};
use touchline_kernel::time::Instant;

/// Show things to a viewer as they may see them: the views of a workspace's queries, over things that the host
/// loaded itself. What the viewer may not see comes back as null, and is not to be counted either.
#[derive(JsonSchema)]
pub struct LawShow;

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

impl Operation for LawShow {
    const NAME: &'static str = "law.show";
    type Input = ShowInput;
    type Output = Shown;

    fn run(input: ShowInput) -> Result<Shown, Failure> {
        let facts = Loaded::new(input.facts)?;
        let viewer = Viewer { person: input.viewer, at: input.at, policy: &input.policy, facts: &facts };
        let things: Vec<State<'_>> = input.things.iter().map(|stored| State::from(Some(&stored.0))).collect();
        facts.gather(
            [FactKey::person(input.viewer)].into_iter().chain(things.iter().flat_map(|thing| viewer.asks_of(*thing))),
        )?;
        viewer.alone()?;
        facts.gather(things.iter().flat_map(|thing| viewer.asks_of_named(*thing)))?;
        let views = things.into_iter().map(|thing| viewer.view(thing));
        Ok(Shown { views: views.collect::<Result<_, _>>()? })
    }
}
