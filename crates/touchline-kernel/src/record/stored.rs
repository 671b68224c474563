//! A record as it is read back from a log, its parts still as they were written.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

use super::commitment::Salt;
use super::hash::Hash;
use super::layout::Layout;
use super::outline::{Outline, Place};
use crate::canonical::unquoted;
use crate::command::{Actor, CommandId};
use crate::time::Instant;

/// A line of a log. Unknown fields are passed over, since a later version may have written them.
#[derive(Debug, Deserialize)]
pub struct StoredRecord<'a> {
    /// The command.
    #[serde(borrow)]
    pub command: StoredCommand<'a>,
    /// What happened, in order.
    #[serde(borrow)]
    pub events: Vec<RawEvent<'a>>,
    /// The record's hash.
    pub hash: Hash,
    /// Where personal texts are gone, by their JSON Pointers.
    #[serde(borrow, deserialize_with = "missing", rename = "private")]
    pub missing: Vec<Cow<'a, str>>,
    /// The hash of the record before.
    pub previous: Option<Hash>,
    /// The schema of the record's layout.
    pub schema: u32,
    /// The record's place in its log.
    pub seq: u64,
}

/// A stored command, as far as the fold of a log needs it.
#[derive(Debug, Deserialize)]
pub struct StoredCommand<'a> {
    /// Who wanted it.
    pub actor: Actor,
    /// What was wanted, as it was written.
    #[serde(borrow, deserialize_with = "as_written")]
    pub body: &'a str,
    /// Its id.
    pub id: CommandId,
    /// Its name.
    #[serde(borrow, rename = "type")]
    pub kind: Cow<'a, str>,
}

/// A stored event, its body still as it was written.
#[derive(Debug, Deserialize)]
pub struct RawEvent<'a> {
    /// When it happened.
    pub at: Instant,
    /// What happened, as it was written.
    #[serde(borrow, deserialize_with = "as_written")]
    pub body: &'a str,
    /// Who did it.
    pub by: Actor,
    /// The schema of its body.
    pub schema: u32,
    /// Its name.
    #[serde(borrow, rename = "type")]
    pub kind: Cow<'a, str>,
}

fn as_written<'de, D: Deserializer<'de>>(deserializer: D) -> Result<&'de str, D::Error> {
    <&RawValue>::deserialize(deserializer).map(RawValue::get)
}

fn missing<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Cow<'de, str>>, D::Error> {
    let private = BTreeMap::<Pointer<'de>, Option<Kept>>::deserialize(deserializer)?;
    let gone = private.into_iter().filter(|(_, kept)| kept.as_ref().is_none_or(|kept| kept.salt.is_none()));
    Ok(gone.map(|(Pointer(pointer), _)| pointer).collect())
}

/// Where a personal text stands.
#[derive(Deserialize, PartialEq, Eq, PartialOrd, Ord)]
struct Pointer<'a>(#[serde(borrow)] Cow<'a, str>);

/// What is kept of a personal text, as far as it tells whether the text is there.
#[derive(Deserialize)]
struct Kept {
    salt: Option<Salt>,
}

/// Most lines are as this library wrote them. Such a line is read from where its values stand, which takes
/// less time than serde's way does; of any other, nothing is said here.
impl<'a> StoredRecord<'a> {
    /// Reads a canonical line that has what this version writes.
    #[must_use]
    pub fn of_canonical(line: &'a str) -> Option<Self> {
        let layout = Layout::exact(line)?;
        let missing = layout.missing().map(Cow::Borrowed).collect();
        let Layout { command, events, hash, previous, schema, seq, .. } = layout;
        let stored = events.elements()?.map(|event| RawEvent::of(&events, event)).collect::<Option<_>>()?;
        let schema = schema.try_into().ok()?;
        let command = StoredCommand::of(&command)?;
        Some(StoredRecord { command, events: stored, hash, missing, previous, schema, seq })
    }
}

impl<'a> StoredCommand<'a> {
    fn of(command: &Outline<'a>) -> Option<Self> {
        let names = ["actor", "at", "body", "expected_version", "id", "type"];
        let [actor, _, body, _, id, kind] = command.values(Place::WHOLE, names)?;
        Some(StoredCommand { actor: read(actor)?, body, id: read(id)?, kind: unquoted(kind)? })
    }
}

impl<'a> RawEvent<'a> {
    fn of(events: &Outline<'a>, event: Place) -> Option<Self> {
        let [at, body, by, schema, kind] = events.values(event, ["at", "body", "by", "schema", "type"])?;
        Some(RawEvent { at: read(at)?, body, by: read(by)?, schema: read(schema)?, kind: unquoted(kind)? })
    }
}

fn read<'a, T: Deserialize<'a>>(value: &'a str) -> Option<T> {
    serde_json::from_str(value).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINE: &str = concat!(
        r#"{"command":{"actor":"system","at":"2026-03-02T09:00:00.000Z","body":{"a":[1]},"expected_version":null,"#,
        r#""id":"8c1f3a52-0c2b-4f0e-9a54-5f1c7d1e0001","type":"call.record"},"events":[{"at":"2026-03-02T09:00:00.000Z","#,
        r#""body":{"a":[1]},"by":"system","schema":1,"type":"call.recorded"}],"#,
        r#""hash":"7094b3c8bb28989a4cf0ebc20019abea38ecd2820fef7b1ff2fde6e11f061502","previous":null,"private":{},"#,
        r#""schema":1,"seq":1}"#
    );

    #[test]
    fn a_canonical_line_reads_as_serde_reads_it() {
        let by_serde: StoredRecord<'_> = serde_json::from_str(LINE).unwrap();
        let read = StoredRecord::of_canonical(LINE).unwrap();
        assert_eq!(format!("{read:?}"), format!("{by_serde:?}"));
    }

    #[test]
    fn a_line_with_more_or_less_in_it_or_anything_twice_is_left_to_serde() {
        for (from, to) in [
            (r#""actor":"system","#, r#""actor":"system","actor":"system","#),
            (r#","by":"system""#, ""),
            (r#""schema":1,"type""#, r#""schema":1,"since":2,"type""#),
            (r#""call.recorded"}"#, r#""call.recorded","type":"call.recorded"}"#),
            (r#""id":"8c1f"#, r#""id":"xc1f"#),
            (r#""schema":1,"seq""#, r#""schema":4294967296,"seq""#),
            (r#""type":"call.record""#, r#""type":7"#),
        ] {
            assert!(StoredRecord::of_canonical(&LINE.replace(from, to)).is_none(), "{from}");
        }
    }
}
