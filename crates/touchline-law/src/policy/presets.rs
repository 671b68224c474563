//! The policies that ship: documents in files, each whole, to be taken as they are or as a beginning.
//!
//! Rules: ACC-20.

use schemars::JsonSchema;
use serde::Serialize;

use super::Policy;
use touchline_kernel::operation::{Failure, Nothing};

/// A policy that ships.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Preset {
    /// Its name.
    pub name: &'static str,
    /// Every setting.
    pub policy: Policy,
}

/// The files, by the names of what they are for.
const FILES: &[(&str, &str)] = &[
    ("call_review", include_str!("../../policies/call_review.json")),
    ("contact_centre", include_str!("../../policies/contact_centre.json")),
    ("development", include_str!("../../policies/development.json")),
    ("unified", include_str!("../../policies/unified.json")),
];

/// Every preset. That the files can be read is shown by a test.
pub fn presets() -> Result<Vec<Preset>, serde_json::Error> {
    FILES.iter().map(|(name, file)| Ok(Preset { name, policy: serde_json::from_str(file)? })).collect()
}

pub(super) fn policy_presets(_: Nothing) -> Result<Vec<Preset>, Failure> {
    presets().map_err(|error| Failure::Defect(error.to_string()))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use strum::VariantArray as _;

    use super::*;
    use crate::access::{AccessPolicy, Capability, ManagerScope};
    use crate::ground::people::Role;
    use touchline_kernel::lifecycle::Names as _;

    fn preset(name: &str) -> Policy {
        presets().unwrap().into_iter().find(|preset| preset.name == name).unwrap().policy
    }

    #[test]
    fn acc_20_unified_is_the_default() {
        assert_eq!(preset("unified"), Policy::default());
        assert_eq!(preset("unified").access.manager_scope, ManagerScope::OwnReports);
    }

    #[test]
    fn acc_20_managers_reach_the_whole_organisation_in_a_contact_centre_alone() {
        for preset in presets().unwrap() {
            let whole = preset.policy.access.manager_scope == ManagerScope::Organisation;
            assert_eq!(whole, preset.name == "contact_centre", "{}", preset.name);
            assert_eq!(
                Policy { access: AccessPolicy::default(), ..preset.policy },
                Policy::default(),
                "the rest is alike"
            );
        }
    }

    fn carried(preset_name: &str, role: Role) -> BTreeSet<&'static str> {
        let access = preset(preset_name).access;
        let all = Capability::VARIANTS.iter().filter(|capability| access.carries(role.name(), **capability));
        all.map(|capability| capability.name()).collect()
    }

    /// What each practice names, as its tables have it. Everything else comes with the owner's and the compliance
    /// officer's keeping of the house, and the exports of those who may export everything.
    #[test]
    fn acc_20_each_practice_gives_its_roles_what_its_own_tables_give_them() {
        let pipeline = [Capability::CoachPipeline];
        let plans = [
            Capability::CoachingWrite,
            Capability::CoachingManage,
            Capability::CoachingViewConfidential,
            Capability::ApproveTracks,
            Capability::HumanResources,
        ];
        let (roles_of_pipeline, roles_of_plans) = (
            [Role::Manager, Role::SeniorManager, Role::ComplianceOfficer, Role::Owner],
            [Role::Manager, Role::HrStaff, Role::HrAdmin, Role::HrDirector],
        );
        let who = |name: &str, capabilities: &[Capability]| -> Vec<Role> {
            let carries = |role: &Role| capabilities.iter().any(|one| carried(name, *role).contains(one.name()));
            Role::VARIANTS.iter().copied().filter(carries).collect()
        };
        assert_eq!(who("call_review", &pipeline), [Role::Manager, Role::Owner], "managers and admins review");
        assert_eq!(who("call_review", &plans), []);
        assert_eq!(who("contact_centre", &pipeline), roles_of_pipeline);
        assert_eq!(who("contact_centre", &plans), []);
        assert_eq!(who("development", &pipeline), []);
        assert_eq!(who("development", &plans), roles_of_plans);
        assert_eq!(who("unified", &pipeline), roles_of_pipeline);
        assert_eq!(who("unified", &plans), roles_of_plans);
    }

    #[test]
    fn acc_20_unified_gives_each_role_what_the_others_give_together_and_programmes() {
        for role in Role::VARIANTS {
            let mut together: BTreeSet<&str> =
                ["call_review", "contact_centre", "development"].iter().flat_map(|name| carried(name, *role)).collect();
            match role {
                Role::Manager => together.insert(Capability::RunProgrammes.name()),
                Role::Enablement => together.insert(Capability::EnableTeams.name()),
                _ => false,
            };
            assert_eq!(carried("unified", *role), together, "{role:?}");
        }
    }

    #[test]
    fn acc_10_the_table_decides_and_the_prose_does_not() {
        for name in ["development", "unified"] {
            let confidential = Capability::CoachingViewConfidential.name();
            assert!(carried(name, Role::HrDirector).contains(confidential), "{name}");
            assert!(!carried(name, Role::HrAdmin).contains(confidential), "{name}");
        }
    }
}
