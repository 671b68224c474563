//! What can be done with settings, and what can happen to them.

use super::Verb;
use crate::ground::{NotificationSettingsId, NotificationSettingsMark};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

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

crate::life::acts! {
    /// What can be done with settings.
    Act as "NotificationSettingsAct": NotificationSettingsMark, body => settings_of(body.person), Verb;

    /// Choose how one is told.
    "notification_settings.set": Set(SetNotifications),
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

crate::life::changes! {
    /// What can happen to settings.
    Change as "NotificationSettingsChange": NotificationSettingsMark of notification_settings;

    /// Somebody chose how they are told: what is still to be told is told so, too.
    "notification_settings.changed": Changed(SettingsChanged) coaches person,
}

/// The settings of a person: one for each.
#[must_use]
pub fn settings_of(person: PersonId) -> NotificationSettingsId {
    person.child(&[])
}
