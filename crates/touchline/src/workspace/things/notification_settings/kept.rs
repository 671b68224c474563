//! Settings of notifications, by whose they are.

use crate::workspace::{Follows, Kept, LookUp, Moved, World};
use touchline_kernel::command::PersonId;
use touchline_law::ground::NotificationSettingsId;
use touchline_law::things::notification_settings::NotificationSettings;

impl Kept for NotificationSettings {
    type Entry = (PersonId, NotificationSettingsId);

    /// When somebody is told rests on their choices.
    const AT_ONCE: bool = true;

    fn entry(&self) -> Self::Entry {
        (self.person, self.notification_settings)
    }

    fn index(world: &mut World, _: Option<Self::Entry>, (person, settings): Self::Entry) {
        world.settings_of.insert(person, settings);
    }

    /// Whose they are is in their id.
    fn fits(&self, _: &World) -> bool {
        self.notification_settings == touchline_law::things::notification_settings::settings_of(self.person)
    }
}

impl Follows<World> for LookUp<PersonId, NotificationSettingsId> {
    /// Each person's own, whoever manages them.
    fn moved(&mut self, _: &Moved, _: &World) {}
}
