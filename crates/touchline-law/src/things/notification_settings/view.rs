//! What is shown of settings, to whose they are.

use super::NotificationSettings;
use crate::ground::NotificationSettingsId;
use crate::notify::Choices;
use touchline_kernel::command::PersonId;

crate::life::view! {
    /// How the viewer wants to be told.
    #[schemars(rename = "OwnNotificationSettings")]
    OwnSettings of settings: NotificationSettings for Coached {
        /// What was chosen.
        choices: Choices,
        /// Their id.
        notification_settings: NotificationSettingsId,
        /// Whose they are.
        person: PersonId,
        /// How many changes they have seen; 0 where nothing was ever chosen.
        version: u64,
    }
}
