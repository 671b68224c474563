//! What can be done with settings, and what can happen to them.

use super::settings_of;
use crate::ground::NotificationSettingsMark;
use crate::life::{Happens, Told};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::EnumDiscriminants;
use strum::IntoStaticStr;

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

impl Told for Act {
    type Mark = NotificationSettingsMark;

    fn thing(&self) -> NotificationSettingsId {
        let Act::Set(body) = self;
        settings_of(body.person)
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
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, EnumDiscriminants)]
#[strum_discriminants(
    name(Happening),
    derive(IntoStaticStr),
    strum(prefix = "notification_settings.", serialize_all = "snake_case"),
    doc = "What happened, without what it was done with."
)]
#[serde(tag = "type", content = "body")]
#[schemars(rename = "NotificationSettingsChange")]
pub enum Change {
    /// Somebody chose how they are told. What was planned before stays planned.
    #[serde(rename = "notification_settings.changed")]
    Changed(SettingsChanged),
}

impl Told for Change {
    type Mark = NotificationSettingsMark;

    fn thing(&self) -> NotificationSettingsId {
        let Change::Changed(body) = self;
        body.notification_settings
    }
}

impl Happens for Change {
    type Happening = Happening;

    fn happening(&self) -> Happening {
        self.into()
    }

    fn coached(&self) -> Option<PersonId> {
        let Change::Changed(body) = self;
        Some(body.person)
    }
}
