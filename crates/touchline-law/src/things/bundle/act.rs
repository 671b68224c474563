//! What can be done with a bundle, and what can happen to one.
//!
//! Rules: BUN-09, BUN-15.

use crate::ground::{BundleMark, GoalId, TrainingItemId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{BundleCall, BundleId, Verb};
use crate::facts::NewGoal;
use touchline_calculators::progress::Aim;
use touchline_kernel::{LocalDate, Note, PersonId, Title};

/// What a bundle holds. It can be changed until the bundle is released.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Content {
    /// The calls to go through.
    #[serde(default)]
    pub calls: Vec<BundleCall>,
    /// What the agent is to reach; each is set as a goal of theirs when the bundle is released.
    #[serde(default)]
    pub goals: Vec<Aim>,
    /// The manager's guidance.
    #[serde(default)]
    pub notes: Option<Note>,
    /// What the bundle is called. A draft may do without.
    #[serde(default)]
    pub title: Option<Title>,
    /// The checks to be trained: training items of the agent, each of a call that is in the bundle.
    #[serde(default)]
    pub training_items: Vec<TrainingItemId>,
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

/// A draft's new content, in place of all that it held.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct EditBundle {
    /// The bundle.
    pub bundle: BundleId,
    /// What it holds from now on.
    pub content: Content,
}

/// A session in person, in which a bundle was gone through.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct RecordSession {
    /// The bundle.
    pub bundle: BundleId,
    /// The day of the session, in the agent's time zone.
    pub held_on: LocalDate,
    /// What the manager wants to keep of it.
    #[serde(default)]
    pub note: Option<Note>,
}

/// A bundle, with a note where there is something to say.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct BundleNote {
    /// The bundle.
    pub bundle: BundleId,
    /// What there is to say.
    #[serde(default)]
    pub note: Option<Note>,
}

/// A bundle, why, and whose words that is where it follows from elsewhere.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct BundleReason {
    /// The bundle.
    pub bundle: BundleId,
    /// Why.
    pub reason: Note,
}

crate::life::acts! {
    /// What can be done with a bundle.
    Act as "BundleAct": BundleMark, body => body.bundle, Verb;

    /// Make a draft.
    "bundle.create": Create(CreateBundle),
    /// Make a bundle and release it at once.
    "bundle.create_and_release": CreateAndRelease(CreateBundle),
    /// Release a draft to its agent; its content is locked from then on.
    "bundle.release": Release(BundleRef),
    /// Answer a released bundle, as its agent.
    "bundle.respond": Respond(Respond),
    /// Change a draft's content.
    "bundle.edit": Edit(EditBundle),
    /// Record that a released bundle was gone through in person, which its agent is to acknowledge.
    "bundle.record_session": RecordSession(RecordSession),
    /// Acknowledge that the session in person took place, as the bundle's agent.
    "bundle.acknowledge": Acknowledge(BundleNote),
    /// Deny that the session in person took place, as the bundle's agent; the bundle awaits an answer again.
    "bundle.deny": Deny(BundleReason),
    /// Close a bundle that its agent has answered.
    "bundle.conclude": Conclude(BundleNote),
    /// Call a bundle off.
    "bundle.cancel": Cancel(BundleReason),
    /// Put a draft or a finished bundle away: read-only, and out of the lists of what is worked on.
    "bundle.archive": Archive(BundleRef),
    /// Bring an archived bundle back.
    "bundle.restore": Restore(BundleRef),
}

impl Act {
    /// The bundle that it makes, if it makes one.
    #[must_use]
    pub fn birth(&self) -> Option<&CreateBundle> {
        match self {
            Act::Create(body) | Act::CreateAndRelease(body) => Some(body),
            _ => None,
        }
    }

    /// The content that it brings, if it brings any.
    #[must_use]
    pub fn content(&self) -> Option<&Content> {
        match self {
            Act::Create(body) | Act::CreateAndRelease(body) => Some(&body.content),
            Act::Edit(body) => Some(&body.content),
            _ => None,
        }
    }
}

/// A bundle that was released, with what it took up.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct BundleReleased {
    /// The bundle.
    pub bundle: BundleId,
    /// The goals that it sets.
    #[serde(default)]
    pub goals: Vec<NewGoal>,
    /// The training items that it took up.
    #[serde(default)]
    pub training_items: Vec<TrainingItemId>,
}

/// A bundle that was closed, with what it held.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct BundleConcluded {
    /// The bundle.
    pub bundle: BundleId,
    /// What there was to say.
    #[serde(default)]
    pub note: Option<Note>,
    /// The training items that it held.
    #[serde(default)]
    pub training_items: Vec<TrainingItemId>,
}

/// A bundle that was called off, with what it held.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct BundleCancelled {
    /// The bundle.
    pub bundle: BundleId,
    /// The goals that its release had set: none where it had not been released.
    #[serde(default)]
    pub goals: Vec<GoalId>,
    /// Why.
    pub reason: Note,
    /// Who says so, where it follows from something else that they did; null where whoever cancelled it does.
    #[serde(default)]
    pub said_by: Option<PersonId>,
    /// The training items that it held: none where it had not been released.
    #[serde(default)]
    pub training_items: Vec<TrainingItemId>,
}

/// A bundle that was handed over.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct BundleHandedOver {
    /// The bundle.
    pub bundle: BundleId,
    /// Who keeps it from now on.
    pub to: PersonId,
}

crate::life::changes! {
    /// What can happen to a bundle.
    Change as "BundleChange": BundleMark of bundle;

    /// It was made, as a draft.
    "bundle.created": Created(CreateBundle) coaches agent,
    /// It was released to its agent.
    "bundle.released": Released(BundleReleased),
    /// Its agent responded.
    "bundle.responded": Responded(Respond),
    /// Its content was changed.
    "bundle.edited": Edited(EditBundle),
    /// It was gone through in person, as a manager says.
    "bundle.session_recorded": SessionRecorded(RecordSession),
    /// Its agent acknowledged the session in person.
    "bundle.acknowledged": Acknowledged(BundleNote),
    /// Its agent denied the session in person.
    "bundle.session_denied": SessionDenied(BundleReason),
    /// It was closed.
    "bundle.concluded": Concluded(BundleConcluded),
    /// It was called off.
    "bundle.cancelled": Cancelled(BundleCancelled),
    /// It was put away.
    "bundle.archived": Archived(BundleRef),
    /// It was brought back.
    "bundle.restored": Restored(BundleRef),
    /// Somebody else keeps it from now on.
    "bundle.handed_over": HandedOver(BundleHandedOver),
}

impl Change {
    /// The goals that it sets.
    #[must_use]
    pub fn goals_set(&self) -> &[NewGoal] {
        match self {
            Change::Released(body) => &body.goals,
            _ => &[],
        }
    }

    /// The goals that are called off with it, and why.
    #[must_use]
    pub fn goals_called_off(&self) -> Option<(&[GoalId], &Note, Option<PersonId>)> {
        match self {
            Change::Cancelled(body) => Some((&body.goals, &body.reason, body.said_by)),
            _ => None,
        }
    }

    /// The training items that move with it.
    #[must_use]
    pub fn items(&self) -> &[TrainingItemId] {
        match self {
            Change::Released(body) => &body.training_items,
            Change::Concluded(body) => &body.training_items,
            Change::Cancelled(body) => &body.training_items,
            _ => &[],
        }
    }
}
