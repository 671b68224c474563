//! Where each kind of thing stands, from the one list: a table for each.

use touchline_kernel::Redaction;
use touchline_law::ground::{ThingKind, ThingRef};
use touchline_law::law::{AnyThing, Joined};
use touchline_law::life;

use crate::workspace::Table;

/// A kind of thing that has a table.
pub(super) trait Tabled: Joined {
    /// Where they stand.
    fn table(tables: &Tables) -> &Table<Self>;
    /// Where they stand.
    fn table_mut(tables: &mut Tables) -> &mut Table<Self>;
}

macro_rules! tables {
    ($($(#[$doc:meta])* $Kind:ident: $Mark:ident, $Id:ident, $name:literal, $table:ident, $of:ty;)*) => {
        /// Every thing, by its kind.
        #[derive(Debug, Default)]
        pub(super) struct Tables {
            $(pub(super) $table: Table<$of>,)*
        }

        $(impl Tabled for $of {
            fn table(tables: &Tables) -> &Table<Self> {
                &tables.$table
            }

            fn table_mut(tables: &mut Tables) -> &mut Table<Self> {
                &mut tables.$table
            }
        })*

        impl Tables {
            /// The state of one thing.
            pub(super) fn find(&self, thing: ThingRef) -> AnyThing<'_> {
                match thing.kind {
                    $(ThingKind::$Kind => {
                        self.$table.get(thing.typed()).map_or(AnyThing::Absent, AnyThing::$Kind)
                    })*
                }
            }

            /// Takes away what a redaction takes, from every thing.
            pub(super) fn redact(&mut self, redaction: &Redaction) {
                $(self.$table.rows_mut().for_each(|thing| life::Thing::redact(thing, redaction));)*
            }

            /// Everything that there is, kind by kind in the order of the list, each in the order in which it came.
            pub(super) fn everything(&self) -> impl Iterator<Item = (ThingKind, AnyThing<'_>)> {
                core::iter::empty()$(
                    .chain(self.$table.rows().map(|thing| (ThingKind::$Kind, AnyThing::$Kind(thing))))
                )*
            }
        }

    };
}
touchline_law::things!(tables);
