//! Warnings: what an accepted command's sender should know besides.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::{IntoStaticStr, VariantArray};

/// What the warning is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, IntoStaticStr, VariantArray)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum WarningCode {
    /// The person has no user account and so will not see what was released to them, or asked of them.
    NoUserAccount,
    /// A call comes from a campaign that the agent is not assigned to.
    CallOutsideCampaigns,
    /// The person who was deactivated still has something to do that can be handed over, or bundles and
    /// escalations of their own that are still live.
    OpenDuties,
    /// What is left of somebody who was redacted is pseudonymous, not anonymous.
    Pseudonymous,
    /// Texts that somebody under a legal hold wrote, or that are about what coaches them, were not redacted.
    HeldTextsStay,
    /// A bundle holds more goals than the policy calls few.
    ManyGoals,
    /// A review names what to improve, and nothing that went well.
    NoRecognition,
}

/// How many things of one kind a warning is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct WarningCount {
    /// How many of them the person keeps: they are to bring them to their end.
    pub kept: u64,
    /// What they are, as in references to things.
    pub kind: &'static str,
    /// How many are for the person, and still live.
    pub own: u64,
}

/// A warning, with its sentence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Warning {
    /// What it is about.
    pub code: WarningCode,
    /// How many things of which kind, where it is about things; a row for each kind, in the order of the kinds.
    pub counts: Vec<WarningCount>,
    /// The sentence for people.
    pub message: &'static str,
}

impl From<WarningCode> for Warning {
    fn from(code: WarningCode) -> Self {
        let message = match code {
            WarningCode::NoUserAccount => "the agent has no user account and will not see it",
            WarningCode::CallOutsideCampaigns => "a call comes from a campaign that the agent is not assigned to",
            WarningCode::ManyGoals => "the bundle holds more goals than somebody can well keep in mind",
            WarningCode::NoRecognition => "the review holds warnings or coaching, and no praise",
            WarningCode::OpenDuties => "the person has left open duties, which can be handed over to somebody else",
            WarningCode::Pseudonymous => {
                "what remains is pseudonymous, not anonymous: ids, moments and what was decided stay"
            }
            WarningCode::HeldTextsStay => {
                "texts by or about people under a legal hold stay, and so may say something of this person"
            }
        };
        Warning { code, counts: Vec::new(), message }
    }
}
