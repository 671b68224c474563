//! What can be done with any table, and to which an event belongs: from the one list.

use uuid::Uuid;

use touchline_kernel::Event;
use touchline_kernel::packed::{self, Misfit, Reader};
use touchline_law::ground::ThingKind;
use touchline_law::law::{Change, Thing};
use touchline_law::life::{self, Told as _};

use crate::workspace::Kept;
use crate::workspace::world::{DoesNotFit, World};

/// What can be done with a table, whatever it holds.
pub(super) struct AnyTable {
    /// What stands in it.
    pub(super) kind: ThingKind,
    /// The thing at a place.
    pub(super) row: fn(&World, usize) -> Option<Thing>,
    /// Whether there is one at a place.
    pub(super) row_at: fn(&World, usize) -> bool,
    /// Puts a thing of this kind where there was none.
    pub(super) put: fn(&mut World, Thing) -> Result<(), DoesNotFit>,
    /// Takes note of what is looked for in vain from here on.
    pub(super) note_missed: fn(&mut World),
    /// What was looked for in vain.
    pub(super) missed: fn(&World) -> Vec<Uuid>,
    /// Packs the thing at a place; says whether there was one.
    pub(super) pack: fn(&World, usize, &mut Vec<u8>) -> Result<bool, Misfit>,
    /// Puts everything that waited for it in its places in the indexes.
    pub(super) index: fn(&mut World),
    /// Unpacks the next thing, and puts it where there was none.
    pub(super) unpack: fn(&mut World, &mut Reader<'_>) -> Result<(), DoesNotFit>,
}

impl AnyTable {
    const fn of<T: Kept>() -> Self {
        AnyTable {
            kind: T::KIND,
            row: |world, place| T::table(&world.tables).row(place).cloned().map(T::thing),
            row_at: |world, place| T::table(&world.tables).row(place).is_some(),
            put: |world, thing| world.put(T::own(thing).ok_or(DoesNotFit)?),
            note_missed: |world| T::table_mut(&mut world.tables).note_missed(),
            missed: |world| T::table(&world.tables).missed(),
            pack: |world, place, out| packed::append(out, T::table(&world.tables).row(place)),
            index: World::index_all::<T>,
            unpack: |world, reader| world.put(reader.read::<T>()?),
        }
    }
}

macro_rules! any_table {
    ($($(#[$doc:meta])* $Kind:ident: $Mark:ident, $Id:ident, $name:literal, $table:ident, $of:ty;)*) => {
        impl World {
            /// Folds one event in.
            pub(super) fn apply(&mut self, event: Event<Change>) -> Result<(), DoesNotFit> {
                let (change, event) = event.split();
                match change {
                    $(Change::$Kind(change) => self.change(change.thing(), |known: Option<$of>| {
                        life::Thing::evolve(known, event.with(change))
                    }),)*
                    Change::Ordered(ordered) => {
                        self.change(ordered.person(), |known| ordered.evolve(known, &event))?;
                        ordered.redaction().map_or(Ok(()), |redaction| self.redact(&redaction))
                    }
                }
            }
        }

        /// Each table, in the order of the list: what rests on another stands after it.
        pub(super) const TABLES: &[AnyTable] = &[$(AnyTable::of::<$of>()),*];
    };
}
touchline_law::things!(any_table);

/// The table at a place of a snapshot, which is its number there: the policy first, since all that is read after it
/// follows it, then the others in their order.
pub(super) fn table_at(place: usize) -> Option<&'static AnyTable> {
    let is_policy = |table: &&AnyTable| table.kind == ThingKind::Policy;
    match place.checked_sub(1) {
        None => TABLES.iter().find(is_policy),
        Some(place) => TABLES.iter().filter(|table| !is_policy(table)).nth(place),
    }
}
