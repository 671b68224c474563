//! What an escalation can be about: a call, a check of a call, or a bundle.
//!
//! Rules: ESC-01.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::access::{AccessPolicy, visible_bundle, visible_call};
use crate::facts::{FactKey, Facts, Refusal};
use crate::ground::calls::CallId;
use crate::ground::{BundleId, ThingKind, ThingRef};
use touchline_kernel::{Actor, Key, PersonId, Title};

/// A bundle that is asked about.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AboutBundle {
    /// The bundle.
    pub bundle: BundleId,
}

/// A call that is asked about.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AboutCall {
    /// The call.
    pub call: CallId,
}

/// A check of a call that is asked about.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AboutCheck {
    /// The call.
    pub call: CallId,
    /// The check, by the key that it has with the host; nobody need have given it a disposition.
    pub check: Key,
    /// What the check is called, if another than its key.
    #[serde(default)]
    pub check_name: Option<Key>,
}

/// What an escalation is about.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "type", content = "body", rename_all = "snake_case")]
#[schemars(rename = "EscalationAbout")]
pub enum About {
    /// A bundle that was released to the agent.
    Bundle(AboutBundle),
    /// A call that the agent handled.
    Call(AboutCall),
    /// A check of a call that the agent handled.
    Check(AboutCheck),
}

/// What the things are called that an escalation is about, as far as somebody may see them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Titles {
    /// The title of the bundle.
    pub bundle_title: Option<Title>,
    /// The name of the call.
    pub call_name: Option<Title>,
}

impl About {
    /// The bundle, if it is about one.
    #[must_use]
    pub fn bundle(&self) -> Option<BundleId> {
        match self {
            About::Bundle(about) => Some(about.bundle),
            About::Call(_) | About::Check(_) => None,
        }
    }

    /// The call, if it is about one or about a check of one.
    #[must_use]
    pub fn call(&self) -> Option<CallId> {
        match self {
            About::Bundle(_) => None,
            About::Call(about) => Some(about.call),
            About::Check(about) => Some(about.call),
        }
    }

    /// The fact that it rests on.
    #[must_use]
    pub fn asks(&self) -> FactKey {
        match self {
            About::Bundle(about) => FactKey::Thing(ThingRef::new(ThingKind::Bundle, about.bundle)),
            About::Call(AboutCall { call }) | About::Check(AboutCheck { call, .. }) => FactKey::call(*call),
        }
    }

    /// Whose it is, as far as that is loaded.
    pub fn whose<F: Facts>(&self, facts: &F) -> Option<PersonId> {
        match (self.bundle(), self.call()) {
            (Some(bundle), _) => facts.bundle(bundle).present().ok().flatten().map(|bundle| bundle.agent),
            (None, Some(call)) => facts.call(call).present().ok().flatten().map(|call| call.handler),
            (None, None) => None,
        }
    }

    /// What it is called, as far as this one may see it; nothing where they may not see it at all.
    pub fn seen_by<F: Facts>(&self, actor: Actor, access: &AccessPolicy, facts: &F) -> Result<Option<Titles>, Refusal> {
        Ok(match (self.bundle(), self.call()) {
            (Some(bundle), _) => visible_bundle(bundle, actor, access, facts)?
                .map(|bundle| Titles { bundle_title: bundle.title.cloned(), call_name: None }),
            (None, Some(call)) => visible_call(call, actor, access, facts)?
                .map(|call| Titles { bundle_title: None, call_name: call.name.clone() }),
            (None, None) => None,
        })
    }

    /// Where its id stands in the command that brings it.
    pub(super) fn path(&self) -> &'static str {
        match self {
            About::Bundle(_) => "/body/about/body/bundle",
            About::Call(_) | About::Check(_) => "/body/about/body/call",
        }
    }
}
