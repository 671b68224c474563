//! Operations on the kernel itself: days, ids, the canonical form, versions.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::id::{self, AnyThing, Id};
use super::operation::{Failure, Nothing};
use super::record::RECORD_SCHEMA;
use super::text::Key;
use super::time::{self, Instant, LocalDay, Zone};

crate::operations! {
    /// The id of a child that the library itself makes: a UUIDv5 of the parent's id and the child's natural key.
    "id.child": id_child;
    /// Which versions of what are at work.
    "meta.version": meta_version;
    /// The calendar day that a moment belongs to in a time zone.
    "time.local_day": time_local_day;
    /// The first and the last moment of a calendar day in its time zone. What is due on a day is due until its
    /// last moment.
    "time.day_moments": time_moments;
}

/// A child, by its parent and its natural key.
#[derive(Deserialize, JsonSchema)]
pub struct ChildKey {
    /// The parts of the natural key, in their order.
    pub key: Vec<Key>,
    /// The parent's id.
    pub parent: Id<AnyThing>,
    /// The child's thing, such as `training_item`.
    pub thing: Key,
}

/// An id.
#[derive(Serialize, JsonSchema)]
pub struct ChildId {
    /// The child's id.
    pub id: Id<AnyThing>,
}

fn id_child(input: ChildKey) -> Result<ChildId, Failure> {
    let key: Vec<&str> = input.key.iter().map(Key::as_str).collect();
    let id: Uuid = id::child(input.parent.uuid(), input.thing.as_str(), &key);
    Ok(ChildId { id: Id::new(id) })
}

/// Versions.
#[derive(Serialize, JsonSchema)]
pub struct Versions {
    /// The library's version.
    pub library: &'static str,
    /// The schema of a record's layout.
    pub record_schema: u32,
    /// The release of the IANA time zone database that is bundled.
    pub tzdb: &'static str,
    /// The release of Unicode by whose tables characters are told apart: letters, blanks and control characters, and what
    /// is the small letter of which.
    pub unicode: String,
    /// The release of Unicode by whose tables letters fall into parts, so that accents can be left out.
    pub unicode_normalization: String,
}

fn meta_version(_: Nothing) -> Result<Versions, Failure> {
    Ok(Versions {
        library: env!("CARGO_PKG_VERSION"),
        record_schema: RECORD_SCHEMA,
        tzdb: time::tzdb_version(),
        unicode: printed(char::UNICODE_VERSION),
        unicode_normalization: printed(unicode_normalization::UNICODE_VERSION),
    })
}

fn printed((major, minor, update): (u8, u8, u8)) -> String {
    format!("{major}.{minor}.{update}")
}

/// A moment and a place.
#[derive(Deserialize, JsonSchema)]
pub struct MomentInZone {
    /// The moment.
    pub at: Instant,
    /// The time zone.
    pub zone: Zone,
}

fn time_local_day(input: MomentInZone) -> Result<LocalDay, Failure> {
    Ok(LocalDay::of(input.at, input.zone))
}

/// The first and the last moment of a day.
#[derive(Serialize, JsonSchema)]
pub struct DayMoments {
    /// The first moment.
    pub first: Instant,
    /// The last moment: the last millisecond before the next day begins.
    pub last: Instant,
}

fn time_moments(day: LocalDay) -> Result<DayMoments, Failure> {
    Ok(DayMoments { first: day.first_moment(), last: day.last_moment() })
}
