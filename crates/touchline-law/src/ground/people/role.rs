//! The built-in roles. A policy may add its own and rename none.
//!
//! Rules: ORG-02.

use strum::{EnumString, IntoStaticStr, VariantArray};

/// A built-in role.
#[derive(Clone, Copy, Debug, PartialEq, Eq, IntoStaticStr, EnumString, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Role {
    /// Somebody who is coached: also called rep, team member, employee.
    Agent,
    /// Leads agents.
    Manager,
    /// Leads managers.
    SeniorManager,
    /// Watches over conduct.
    ComplianceOfficer,
    /// Runs the organisation's account.
    Owner,
    /// Works in human resources.
    HrStaff,
    /// Administers human resources.
    HrAdmin,
    /// Leads human resources.
    HrDirector,
    /// Trains and enables.
    Enablement,
}

impl Role {
    /// The built-in role of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Role> {
        name.parse().ok()
    }
}
