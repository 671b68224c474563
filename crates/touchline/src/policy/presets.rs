//! The policies that ship: documents in files, each whole, to be taken as they are or as a beginning.

use schemars::JsonSchema;
use serde::Serialize;

use super::Policy;
use crate::kernel::operation::{Failure, Nothing, Operation};

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

/// The policies that ship, whole, to be taken as they are or edited and loaded back.
#[derive(JsonSchema)]
pub struct PolicyPresets;

impl Operation for PolicyPresets {
    const NAME: &'static str = "policy.presets";
    type Input = Nothing;
    type Output = Vec<Preset>;

    fn run(_: Nothing) -> Result<Vec<Preset>, Failure> {
        presets().map_err(|error| Failure::Defect(error.to_string()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::ManagerScope;
    use crate::kernel::canonical;
    use crate::waist::{Status, call};

    fn preset(name: &str) -> Policy {
        presets().unwrap().into_iter().find(|preset| preset.name == name).unwrap().policy
    }

    #[test]
    fn acc_20_every_file_is_read_strictly_and_spells_out_every_setting() {
        for (name, file) in FILES {
            let answer = call("policy.check", file.as_bytes());
            assert_eq!(answer.status, Status::Ok, "{name}: {}", answer.json);
            let written: serde_json::Value = serde_json::from_str(file).unwrap();
            assert_eq!(canonical::to_string(&written).unwrap(), answer.json, "{name} leaves a setting out");
        }
    }

    #[test]
    fn acc_20_unified_is_the_default() {
        assert_eq!(preset("unified"), Policy::default());
        assert_eq!(preset("unified").access.manager_scope, ManagerScope::OwnReports);
    }

    #[test]
    fn acc_20_managers_reach_the_whole_organisation_in_a_contact_centre_alone() {
        let mut contact_centre = preset("contact_centre");
        assert_eq!(contact_centre.access.manager_scope, ManagerScope::Organisation);
        contact_centre.access.manager_scope = ManagerScope::OwnReports;
        assert_eq!(contact_centre, Policy::default());
    }
}
