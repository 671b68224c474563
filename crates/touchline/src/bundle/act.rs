//! What can be done with a bundle, and what can happen to one.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::IntoStaticStr;

use super::{BundleCall, BundleId, Verb};
use crate::kernel::command::PersonId;
use crate::kernel::text::{Note, Title};

/// What a bundle holds. It can be changed until the bundle is released.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Content {
    /// The calls to go through.
    #[serde(default)]
    pub calls: Vec<BundleCall>,
    /// The manager's guidance.
    #[serde(default)]
    pub notes: Option<Note>,
    /// What the bundle is called. A draft may do without.
    #[serde(default)]
    pub title: Option<Title>,
}

/// A bundle to be made.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CreateBundle {
    /// Whom it is for.
    pub agent: PersonId,
    /// The id that the host chose for it.
    pub bundle: BundleId,
    /// What it holds.
    #[serde(default)]
    pub content: Content,
}

/// Which bundle.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct BundleRef {
    /// The bundle.
    pub bundle: BundleId,
}

/// What sort of response the agent gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ResponseKind {
    /// What the agent makes of it.
    Reflection,
    /// What the agent is going to do.
    ActionPlan,
    /// That the agent has taken note.
    Acknowledgement,
}

/// The agent's answer to a bundle.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Respond {
    /// The bundle.
    pub bundle: BundleId,
    /// What sort of response it is.
    pub kind: ResponseKind,
    /// What the agent writes.
    pub text: Note,
}

/// What can be done with a bundle.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, IntoStaticStr)]
#[serde(tag = "type", content = "body")]
#[strum(prefix = "bundle.", serialize_all = "snake_case")]
#[schemars(rename = "BundleAct")]
pub enum Act {
    /// Make a draft.
    #[serde(rename = "bundle.create")]
    Create(CreateBundle),
    /// Make a bundle and release it at once.
    #[serde(rename = "bundle.create_and_release")]
    CreateAndRelease(CreateBundle),
    /// Release a draft to its agent; its content is locked from then on.
    #[serde(rename = "bundle.release")]
    Release(BundleRef),
    /// Answer a released bundle, as its agent.
    #[serde(rename = "bundle.respond")]
    Respond(Respond),
}

impl Act {
    /// The bundle that it is about.
    #[must_use]
    pub fn bundle(&self) -> BundleId {
        match self {
            Act::Create(body) | Act::CreateAndRelease(body) => body.bundle,
            Act::Release(body) => body.bundle,
            Act::Respond(body) => body.bundle,
        }
    }

    /// Its name.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.into()
    }

    /// Its row in the lifecycle's table.
    #[must_use]
    pub fn verb(&self) -> Verb {
        match self {
            Act::Create(_) => Verb::Create,
            Act::CreateAndRelease(_) => Verb::CreateAndRelease,
            Act::Release(_) => Verb::Release,
            Act::Respond(_) => Verb::Respond,
        }
    }
}

/// What can happen to a bundle.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "type", content = "body")]
#[schemars(rename = "BundleChange")]
pub enum Change {
    /// It was made, as a draft.
    #[serde(rename = "bundle.created")]
    Created(CreateBundle),
    /// It was released to its agent.
    #[serde(rename = "bundle.released")]
    Released(BundleRef),
    /// Its agent responded.
    #[serde(rename = "bundle.responded")]
    Responded(Respond),
}

impl Change {
    /// The bundle that it happened to.
    #[must_use]
    pub fn bundle(&self) -> BundleId {
        match self {
            Change::Created(body) => body.bundle,
            Change::Released(body) => body.bundle,
            Change::Responded(body) => body.bundle,
        }
    }
}
