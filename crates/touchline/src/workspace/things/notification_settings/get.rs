//! `notifications.settings`: how the viewer has chosen to be told.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::workspace::queries::{Asked, Question};
use touchline_law::facts::Refusal;
use touchline_law::notify::Choices;
use touchline_law::things::notification_settings::{OwnSettings, settings_of};

/// Asks for one's own settings.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, JsonSchema)]
pub struct NotificationsSettings {}

impl Question for NotificationsSettings {
    type View = OwnSettings;

    fn answer(&self, asked: &Asked<'_>) -> Result<OwnSettings, Refusal> {
        let person = asked.viewing.viewer;
        let known = asked.world.tables.notification_settings.get(settings_of(person));
        let seen = known.map(|settings| asked.show(settings)).transpose()?.flatten();
        Ok(seen.unwrap_or_else(|| OwnSettings {
            choices: Choices::default(),
            notification_settings: settings_of(person),
            person,
            version: 0,
        }))
    }
}
