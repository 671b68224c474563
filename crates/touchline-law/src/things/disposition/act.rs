//! What can be done with a disposition, and what can happen to one.
//!
//! Rules: TRN-01, TRN-08, ACC-21.

use super::Verb;
use crate::ground::{DispositionId, DispositionMark, NamedCheck, TrainingItemId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::ground::calls::CallId;
use touchline_kernel::id::{Id, Named};
use touchline_kernel::{Key, Note, PersonId};

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

/// What judged, where no person did: by its name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "type", content = "body", rename_all = "snake_case")]
#[schemars(rename = "RulingSource")]
pub enum Source {
    /// A rule, such as a phrase that was or was not said.
    Rule(SourceName),
    /// A model.
    Model(SourceName),
}

impl Source {
    /// Whether it is a model.
    #[must_use]
    pub const fn is_a_model(&self) -> bool {
        matches!(self, Source::Model(_))
    }
}

/// The name of a rule or a model.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "RulingSourceName")]
pub struct SourceName {
    /// What it is called, with its version where that matters.
    pub name: Key,
}

/// A disposition to be given.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Give {
    /// The call.
    pub call: CallId,
    /// The check, by the key that it has with the host; null for the call as a whole.
    #[serde(default)]
    pub check: Option<Key>,
    /// What the check is called, if another than its key. Passed over where there is no check.
    #[serde(default)]
    pub check_name: Option<Key>,
    /// What there is to say about it.
    #[serde(default)]
    pub note: Option<Note>,
    /// What the reviewer makes of it.
    pub ruling: Ruling,
    /// Where the judgement came from, which the host itself must tell; null of a person, whose own it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Source>,
}

impl Give {
    /// What belongs to the call and the check.
    fn child<T: Named>(&self) -> Id<T> {
        self.call.child(self.check.as_ref().map(Key::as_str).as_slice())
    }

    /// The check, with what it is called; none for the call as a whole.
    #[must_use]
    pub fn named_check(&self) -> Option<NamedCheck> {
        NamedCheck::of(self.check.as_ref(), self.check_name.as_ref())
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

crate::life::acts! {
    /// What can be done with a disposition.
    Act as "DispositionAct": DispositionMark, body => body.disposition(), Verb;

    /// Give a check of a call, or the call as a whole, a disposition, in place of the one it had.
    "disposition.give": Give(Give),
}

/// A disposition as it was given.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Given {
    /// Who handled the call.
    pub agent: PersonId,
    /// The call.
    pub call: CallId,
    /// The check; null where it is about the call as a whole.
    pub check: Option<NamedCheck>,
    /// The disposition.
    pub disposition: DispositionId,
    /// The reviewer's note.
    #[serde(default)]
    pub note: Option<Note>,
    /// What the reviewer made of it.
    pub ruling: Ruling,
    /// Where the judgement came from; null of a person.
    #[serde(default)]
    pub source: Option<Source>,
    /// The training item that there is or may come to be for the same call and check.
    pub training_item: TrainingItemId,
}

crate::life::changes! {
    /// What can happen to a disposition.
    Change as "DispositionChange": DispositionMark of disposition;

    /// It was given, or replaced.
    "disposition.given": Given(Given) coaches agent,
}
