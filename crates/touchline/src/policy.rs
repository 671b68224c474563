//! The policy: every threshold, limit and switch in one document, made of the things' own sections.

mod presets;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::access::AccessPolicy;
use crate::bundle::BundlePolicy;
use crate::kernel::aggregate::ClockPolicy;
use crate::kernel::operation::{Entry, Failure, Nothing, Operation};
use crate::kernel::text::Limits;
use crate::people::OrganisationPolicy;

pub use presets::{PolicyPresets, Preset, presets};

/// The operations of this folder.
pub const OPERATIONS: &[Entry] =
    &[Entry::of::<PolicyCheck>(), Entry::of::<PolicyDefault>(), Entry::of::<PolicyPresets>()];

/// Check a policy, and see it with every default filled in.
#[derive(JsonSchema)]
pub struct PolicyCheck;

impl Operation for PolicyCheck {
    const NAME: &'static str = "policy.check";
    type Input = Policy;
    type Output = Policy;

    fn run(policy: Policy) -> Result<Policy, Failure> {
        Ok(policy)
    }
}

/// The default policy, to be printed, edited and loaded back.
#[derive(JsonSchema)]
pub struct PolicyDefault;

impl Operation for PolicyDefault {
    const NAME: &'static str = "policy.default";
    type Input = Nothing;
    type Output = Policy;

    fn run(_: Nothing) -> Result<Policy, Failure> {
        Ok(Policy::default())
    }
}

/// One tenant's policy. Whatever is left out has its default.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Policy {
    /// Roles, capabilities, and how far managers reach.
    pub access: AccessPolicy,
    /// Coaching bundles.
    pub bundle: BundlePolicy,
    /// Clocks that differ.
    pub clock: ClockPolicy,
    /// How long texts and lists may be.
    pub limits: Limits,
    /// The organisation as a whole.
    pub organisation: OrganisationPolicy,
}
