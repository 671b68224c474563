//! The kinds of things and the ids of each, for those who point at a thing without knowing what it is.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::{IntoStaticStr, VariantArray};
use touchline_kernel::id::{AnyThing, Id, Named};

/// What marks the ids of a kind of thing.
pub trait Mark: Named {
    /// The kind.
    const KIND: ThingKind;
}

/// Defines what marks a kind's ids; a person's stand in the kernel, since persons act.
macro_rules! mark {
    (PersonMark, PersonId, $name:literal) => {
        pub use touchline_kernel::command::{PersonId, PersonMark};
    };
    ($Mark:ident, $Id:ident, $name:literal) => {
        #[doc = concat!("Marks the ids of the things that are called `", $name, "`.")]
        #[derive(Debug)]
        pub enum $Mark {}

        impl Named for $Mark {
            const THING: &'static str = $name;
        }

        #[doc = concat!("The id of a thing that is called `", $name, "`.")]
        pub type $Id = Id<$Mark>;
    };
}

/// Defines the kinds of things.
macro_rules! kinds {
    ($($(#[$doc:meta])* $Kind:ident: $Mark:ident, $Id:ident, $name:literal, $table:ident, $of:ty;)*) => {
        /// A kind of thing.
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
            IntoStaticStr, VariantArray,
        )]
        pub enum ThingKind {
            $($(#[$doc])* #[serde(rename = $name)] #[strum(serialize = $name)] $Kind,)*
        }

        $(
            mark!($Mark, $Id, $name);

            impl Mark for $Mark {
                const KIND: ThingKind = ThingKind::$Kind;
            }
        )*
    };
}
crate::things!(kinds);

/// One thing, by its kind and id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct ThingRef {
    /// Its id.
    pub id: Id<AnyThing>,
    /// Its kind.
    #[serde(rename = "type")]
    pub kind: ThingKind,
}

impl ThingRef {
    /// A thing by its kind and any id.
    #[must_use]
    pub fn new<T>(kind: ThingKind, id: Id<T>) -> Self {
        ThingRef { id: Id::new(id.uuid()), kind }
    }

    /// A thing by its typed id.
    #[must_use]
    pub fn of<M: Mark>(id: Id<M>) -> Self {
        ThingRef::new(M::KIND, id)
    }

    /// The id as that of a thing of this kind.
    #[must_use]
    pub fn typed<M: Mark>(self) -> Id<M> {
        Id::new(self.id.uuid())
    }
}
