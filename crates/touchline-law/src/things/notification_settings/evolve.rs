//! What an event changes in settings.

use super::{Change, NotificationSettings, State};
use touchline_kernel::{Event, next_version};

/// The settings after an event.
#[must_use]
pub(super) fn evolve(known: Option<&NotificationSettings>, event: Event<Change>) -> NotificationSettings {
    let Change::Changed(body) = event.change;
    NotificationSettings {
        changed_at: event.at,
        choices: body.choices,
        notification_settings: body.notification_settings,
        person: body.person,
        state: State::Given,
        version: next_version(known.map_or(0, |known| known.version)),
    }
}
