//! What a person still has to do, so that somebody else can take it over.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::ground::ThingRef;
use touchline_kernel::command::PersonId;

/// A thing that a person keeps: they are the one who is to bring it to its end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "KeptThing")]
pub struct Kept {
    /// Whom it coaches.
    pub coached: PersonId,
    /// What moves with it when it is handed over: a plan's sessions that are scheduled, by id.
    #[serde(default)]
    #[schemars(length(max = 100_000))]
    pub moves: Vec<ThingRef>,
    /// The thing.
    pub thing: ThingRef,
}

/// A thing that coaches a person and was shown to them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "OwnThing")]
pub struct Own {
    /// What moves with it when it ends: a bundle's training items, in its order, and its goals.
    #[schemars(length(max = 100_000))]
    pub moves: Vec<ThingRef>,
    /// The thing.
    pub thing: ThingRef,
}

/// What a person still has to do.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Duties {
    /// What the person keeps and has not brought to its end, first bundles, then escalations, then action items, each by
    /// creation, then reviews in which they owe a clarification, by delivery, then calibrations that they lead, by when
    /// these were drafted, then reviews that they are to give, by when these were assigned or asked for, then plans under
    /// which they coach or write for a coach, by creation, each then by id.
    #[schemars(length(max = 100_000))]
    pub kept: Vec<Kept>,
    /// What coaches the person, was shown to them and is not done: first bundles, then escalations, then action items, each
    /// by when it was shown, then id; and after these the reviews of their calls that somebody is to give, shown or not.
    #[schemars(length(max = 100_000))]
    pub own: Vec<Own>,
    /// Improvement tracks on whose approval they may decide, by when it was asked for, then id. Others may decide on them,
    /// too, so that nobody takes them over.
    #[serde(default)]
    #[schemars(length(max = 100_000))]
    pub to_decide: Vec<Kept>,
}
