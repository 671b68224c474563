//! What can be done with a disposition, and what can happen to one.

use super::redact::coached_in;
use crate::ground::DispositionMark;
use crate::life::{Happens, Told};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::EnumDiscriminants;
use strum::IntoStaticStr;

use crate::ground::calls::CallId;
use crate::ground::{DispositionId, TrainingItemId};
use touchline_kernel::command::PersonId;
use touchline_kernel::id::{Id, Named};
use touchline_kernel::text::{Key, Note};

/// What a reviewer makes of a check, or of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Ruling {
    /// It was done as it should be.
    Pass,
    /// It passes, and the agent needs training in it.
    PassWithTraining,
    /// It was not done as it should be.
    Fail,
    /// It does not apply to this call.
    NotApplicable,
}

impl Ruling {
    /// Whether the check was passed: what passes only with training was not (TRN-05 counts it among the failed ones),
    /// and where the check does not apply nobody can say.
    #[must_use]
    pub fn passes(self) -> Option<bool> {
        match self {
            Ruling::Pass => Some(true),
            Ruling::PassWithTraining | Ruling::Fail => Some(false),
            Ruling::NotApplicable => None,
        }
    }
}

/// A disposition to be given.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Give {
    /// The call.
    pub call: CallId,
    /// The check, by the key that it has with the host; null for the call as a whole.
    #[serde(default)]
    pub check: Option<Key>,
    /// What the check is called, if another than its key.
    #[serde(default)]
    pub check_name: Option<Key>,
    /// What there is to say about it.
    #[serde(default)]
    pub note: Option<Note>,
    /// What the reviewer makes of it.
    pub ruling: Ruling,
}

impl Give {
    /// What belongs to the call and the check.
    fn child<T: Named>(&self) -> Id<T> {
        self.call.child(self.check.as_ref().map(Key::as_str).as_slice())
    }

    /// The disposition that it gives: one for each call and check.
    #[must_use]
    pub fn disposition(&self) -> DispositionId {
        self.child()
    }

    /// The training item that there is or may come to be for the same call and check.
    #[must_use]
    pub fn training_item(&self) -> TrainingItemId {
        self.child()
    }
}

/// What can be done with a disposition.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, IntoStaticStr)]
#[serde(tag = "type", content = "body")]
#[strum(prefix = "disposition.", serialize_all = "snake_case")]
#[schemars(rename = "DispositionAct")]
pub enum Act {
    /// Give a check of a call, or the call as a whole, a disposition, in place of the one it had.
    #[serde(rename = "disposition.give")]
    Give(Give),
}

impl Told for Act {
    type Mark = DispositionMark;

    fn thing(&self) -> DispositionId {
        let Act::Give(give) = self;
        give.disposition()
    }
}

/// A disposition as it was given.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Given {
    /// Who handled the call.
    pub agent: PersonId,
    /// The call.
    pub call: CallId,
    /// The check; null where it is about the call as a whole.
    #[serde(default)]
    pub check: Option<Key>,
    /// What the check is called, if another than its key.
    #[serde(default)]
    pub check_name: Option<Key>,
    /// The disposition.
    pub disposition: DispositionId,
    /// The reviewer's note.
    #[serde(default)]
    pub note: Option<Note>,
    /// What the reviewer made of it.
    pub ruling: Ruling,
    /// The training item that there is or may come to be for the same call and check.
    pub training_item: TrainingItemId,
}

/// What can happen to a disposition.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, EnumDiscriminants)]
#[strum_discriminants(
    name(Happening),
    derive(IntoStaticStr),
    strum(prefix = "disposition.", serialize_all = "snake_case"),
    doc = "What happened, without what it was done with."
)]
#[serde(tag = "type", content = "body")]
#[schemars(rename = "DispositionChange")]
pub enum Change {
    /// It was given, or replaced.
    #[serde(rename = "disposition.given")]
    Given(Given),
}

impl Told for Change {
    type Mark = DispositionMark;

    fn thing(&self) -> DispositionId {
        let Change::Given(given) = self;
        given.disposition
    }
}

impl Happens for Change {
    type Happening = Happening;

    fn happening(&self) -> Happening {
        self.into()
    }

    fn coached(&self) -> Option<PersonId> {
        coached_in(self)
    }
}
