//! What a workspace keeps of each kind of thing: the table that it stands in, and the indexes that follow it. A file
//! for each kind.

use core::hash::Hash;

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::workspace::table::Table;
use crate::workspace::world::{DoesNotFit, World};
use touchline_kernel::aggregate::Recorded;
use touchline_kernel::packed::{self, Misfit, Reader};
use touchline_kernel::redaction::Redaction;
use touchline_law::ground::calls::Call;
use touchline_law::ground::people::Person;
use touchline_law::law::Thing;
use touchline_law::things::bundle::Bundle;
use touchline_law::things::disposition::Disposition;
use touchline_law::things::escalation::Escalation;
use touchline_law::things::goal::Goal;
use touchline_law::things::metric_day::MetricDay;
use touchline_law::things::notification_settings::NotificationSettings;
use touchline_law::things::sampling::Sampling;
use touchline_law::things::skill_report::SkillReport;
use touchline_law::things::team_goal::TeamGoal;
use touchline_law::things::training_item::TrainingItem;

/// A kind of thing of which a workspace keeps many.
pub(super) trait Kept: Clone + Serialize + DeserializeOwned {
    /// What it is found by.
    type Id: Copy + Eq + Hash;
    /// What the indexes need to know of it, before and after a change.
    type Entry;

    /// Where they stand.
    fn table(world: &World) -> &Table<Self>;
    /// Where they stand.
    fn table_mut(world: &mut World) -> &mut Table<Self>;
    /// What this one is found by.
    fn id(&self) -> Self::Id;
    /// The thing, as one of any kind.
    fn thing(self) -> Thing;
    /// Takes away what a redaction takes. No index knows a text but the name of whoever is redacted, and those follow
    /// where that person changes.
    fn redact(&mut self, redaction: &Redaction);

    /// What the indexes need to know of it as it is now.
    fn entry(&self) -> Self::Entry;
    /// Brings the indexes after a change.
    fn index(world: &mut World, before: Option<Self::Entry>, after: Self::Entry);

    /// Whether it can stand in this world, whatever a log says.
    fn fits(&self, _: &World) -> bool {
        true
    }
}

/// What can be done with a table, whatever it holds.
pub(super) struct AnyTable {
    /// The thing at a place.
    pub(super) row: fn(&World, usize) -> Option<Thing>,
    /// Whether there is one at a place.
    pub(super) row_at: fn(&World, usize) -> bool,
    /// Takes away what a redaction takes, from every thing.
    pub(super) redact: fn(&mut World, &Redaction),
    /// Packs the thing at a place; says whether there was one.
    pub(super) pack: fn(&World, usize, &mut Vec<u8>) -> Result<bool, Misfit>,
    /// Unpacks the next thing, and puts it where there was none.
    pub(super) unpack: fn(&mut World, &mut Reader<'_>) -> Result<(), DoesNotFit>,
}

impl AnyTable {
    const fn of<T: Kept>() -> Self {
        AnyTable {
            row: |world, place| T::table(world).row(place).cloned().map(T::thing),
            row_at: |world, place| T::table(world).row(place).is_some(),
            redact: |world, redaction| T::table_mut(world).rows_mut().for_each(|thing| thing.redact(redaction)),
            pack: |world, place, out| packed::append(out, T::table(world).row(place)),
            unpack: |world, reader| world.put(reader.read::<T>()?),
        }
    }
}

/// Each table, in the order in which a snapshot can be read: what rests on another stands after it. Its place is
/// its number there, so that a new one comes last.
pub(super) const TABLES: &[AnyTable] = &[
    AnyTable::of::<Recorded<Person>>(),
    AnyTable::of::<Recorded<Call>>(),
    AnyTable::of::<Bundle>(),
    AnyTable::of::<Disposition>(),
    AnyTable::of::<TrainingItem>(),
    AnyTable::of::<NotificationSettings>(),
    AnyTable::of::<Escalation>(),
    AnyTable::of::<Goal>(),
    AnyTable::of::<Sampling>(),
    AnyTable::of::<TeamGoal>(),
    AnyTable::of::<SkillReport>(),
    AnyTable::of::<Recorded<MetricDay>>(),
];
