//! A record as it is read back from a log, its parts still as they were written.

use std::borrow::Cow;

use serde::Deserialize;
use serde_json::value::RawValue;

use super::hash::Hash;
use crate::kernel::command::{Actor, CommandId};
use crate::kernel::time::Instant;

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
    #[serde(borrow)]
    pub body: &'a RawValue,
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
    #[serde(borrow)]
    pub body: &'a RawValue,
    /// Who did it.
    pub by: Actor,
    /// The schema of its body.
    pub schema: u32,
    /// Its name.
    #[serde(borrow, rename = "type")]
    pub kind: Cow<'a, str>,
}
