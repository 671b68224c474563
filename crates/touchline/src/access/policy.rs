//! The policy's section on access: which capabilities a role carries, how far a manager reaches.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::{IntoStaticStr, VariantArray};

use crate::people::Role;

/// What a role enables its holder to do, where a rule's relations hold too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, IntoStaticStr, VariantArray)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Capability {
    /// Work the coaching pipeline: the training queue, bundles, responses, goals.
    CoachPipeline,
    /// Keep the organisation's facts: people, reporting lines, calls.
    KeepOrganisation,
    /// What only an owner may: archive what others made.
    OwnOrganisation,
}

/// How far a manager reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ManagerScope {
    /// Everybody in the organisation.
    Organisation,
    /// The people whom they manage, directly or through others.
    OwnReports,
}

/// What one role carries.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RolePolicy {
    /// Its capabilities.
    pub capabilities: Vec<Capability>,
}

/// Capabilities by role, and how far managers reach.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct AccessPolicy {
    /// How far a manager reaches.
    pub manager_scope: ManagerScope,
    /// Roles of the policy's own, and built-in roles that carry something else here. A built-in role that
    /// is not named keeps what it carries.
    pub roles: BTreeMap<String, RolePolicy>,
}

impl Default for AccessPolicy {
    fn default() -> Self {
        AccessPolicy { manager_scope: ManagerScope::OwnReports, roles: BTreeMap::new() }
    }
}

impl AccessPolicy {
    /// Whether a role of this name exists.
    #[must_use]
    pub fn knows(&self, role: &str) -> bool {
        self.roles.contains_key(role) || Role::named(role).is_some()
    }

    /// Whether a role carries a capability.
    #[must_use]
    pub fn carries(&self, role: &str, capability: Capability) -> bool {
        match self.roles.get(role) {
            Some(policy) => policy.capabilities.contains(&capability),
            None => Role::named(role).is_some_and(|role| role.capabilities().contains(&capability)),
        }
    }
}

impl Role {
    /// What this built-in role carries unless the policy says otherwise.
    #[must_use]
    pub fn capabilities(self) -> &'static [Capability] {
        match self {
            Role::Owner => &[Capability::CoachPipeline, Capability::KeepOrganisation, Capability::OwnOrganisation],
            Role::Manager | Role::SeniorManager | Role::ComplianceOfficer => &[Capability::CoachPipeline],
            Role::Agent | Role::HrStaff | Role::HrAdmin | Role::HrDirector | Role::Enablement => &[],
        }
    }
}
