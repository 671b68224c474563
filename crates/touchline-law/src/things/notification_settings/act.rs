//! What can be done with settings, and what can happen to them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::IntoStaticStr;

use super::Verb;
use crate::ground::NotificationSettingsId;
use crate::notify::Choices;
use touchline_kernel::command::PersonId;

/// What somebody chooses, in place of all that they had chosen before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SetNotifications {
    /// What is chosen.
    pub choices: Choices,
    /// Who chooses; nobody else can for them.
    pub person: PersonId,
}

/// What can be done with settings.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, IntoStaticStr)]
#[serde(tag = "type", content = "body")]
#[strum(prefix = "notification_settings.", serialize_all = "snake_case")]
#[schemars(rename = "NotificationSettingsAct")]
pub enum Act {
    /// Choose how one is told.
    #[serde(rename = "notification_settings.set")]
    Set(SetNotifications),
}

impl Act {
    /// Its name.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.into()
    }

    /// Its row in the lifecycle's table.
    #[must_use]
    pub fn verb(&self) -> Verb {
        match self {
            Act::Set(_) => Verb::Set,
        }
    }
}

/// What somebody has chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SettingsChanged {
    /// What was chosen.
    pub choices: Choices,
    /// The settings.
    pub notification_settings: NotificationSettingsId,
    /// Whose they are.
    pub person: PersonId,
}

/// What can happen to settings.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, IntoStaticStr)]
#[serde(tag = "type", content = "body")]
#[strum(prefix = "notification_settings.", serialize_all = "snake_case")]
#[schemars(rename = "NotificationSettingsChange")]
pub enum Change {
    /// Somebody chose how they are told. What was planned before stays planned.
    #[serde(rename = "notification_settings.changed")]
    Changed(SettingsChanged),
}
