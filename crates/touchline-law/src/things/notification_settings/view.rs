//! What is shown of settings, to whose they are.

use schemars::JsonSchema;
use serde::Serialize;

use super::NotificationSettings;
use crate::access::{Coached, Seen};
use crate::ground::NotificationSettingsId;
use crate::notify::Choices;
use touchline_kernel::command::PersonId;

/// How the viewer wants to be told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "OwnNotificationSettings")]
pub struct OwnSettings {
    /// What was chosen.
    pub choices: Choices,
    /// Their id.
    pub notification_settings: NotificationSettingsId,
    /// Whose they are.
    pub person: PersonId,
    /// How many changes they have seen; 0 where nothing was ever chosen.
    pub version: u64,
}

impl OwnSettings {
    /// The view of settings that access released to whose they are.
    #[must_use]
    pub fn of(seen: &Seen<'_, NotificationSettings, Coached>) -> Self {
        let settings = seen.thing();
        OwnSettings {
            choices: settings.choices.clone(),
            notification_settings: settings.notification_settings,
            person: settings.person,
            version: settings.version,
        }
    }
}
