//! Settings of notifications, by whose they are.

use crate::workspace::kept::Kept;
use crate::workspace::table::Table;
use crate::workspace::world::World;
use touchline_kernel::command::PersonId;
use touchline_kernel::redaction::Redaction;
use touchline_law::ground::NotificationSettingsId;
use touchline_law::law::Thing;
use touchline_law::things::notification_settings::NotificationSettings;

impl Kept for NotificationSettings {
    type Id = NotificationSettingsId;
    type Entry = (PersonId, NotificationSettingsId);

    fn table(world: &World) -> &Table<Self> {
        &world.settings
    }

    fn table_mut(world: &mut World) -> &mut Table<Self> {
        &mut world.settings
    }

    fn id(&self) -> NotificationSettingsId {
        self.notification_settings
    }

    fn thing(self) -> Thing {
        Thing::NotificationSettings(self)
    }

    /// Nothing that was chosen is a text.
    fn redact(&mut self, _: &Redaction) {}

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
