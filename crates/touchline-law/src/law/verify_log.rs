//! A log held against itself: its chain, and its orders, which must account for every text that is gone from it.
//!
//! Rules: WSP-04, WSP-10.

use std::collections::HashMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::joined::says;
use super::missing_texts::MissingTexts;
use super::record_texts::{Coached, change_of, read};
use crate::ground::{ThingKind, ThingRef};
use crate::life::Says;
use touchline_kernel::look_up::LookUp;
use touchline_kernel::record::{
    Expectation, Hash, RawEvent, SoundEvent, SoundRecord, StoredRecord, Verified, Verifier, Witness,
};
use touchline_kernel::redaction::{Redaction, Whose};
use touchline_kernel::{Actor, Instant, PersonId, Rejection};

/// The event that tells of an order.
const ORDER: &str = "person.redacted";

/// A log whose every record is as it was written, and from which nothing went but by order.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct LogVerified {
    /// Whether the log was held against a count and a head kept elsewhere. Where not, a cut tail, or a chain
    /// made anew from some record on, would look the same. What came after that record hangs on it.
    pub anchored: bool,
    /// The hash of the last record, or null for an empty log.
    pub head: Option<Hash>,
    /// Each redaction that was ordered, in the order of their records.
    pub orders: Vec<OrderedRedaction>,
    /// How many records there are.
    pub records: u64,
    /// How many personal texts were redacted.
    pub redacted: u64,
}

/// A redaction that was ordered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct OrderedRedaction {
    /// Whether its record is among those that were held against what was kept elsewhere. Where not, whoever may write the log
    /// can have made the order up, and `by` is whoever it says.
    pub anchored: bool,
    /// When it was ordered.
    pub at: Instant,
    /// Who ordered it.
    pub by: Actor,
    /// Whose texts were to go.
    pub person: PersonId,
    /// How many texts are gone by it: those before it that it takes, but for those that an earlier order took.
    pub redacted: u64,
    /// The place of its record.
    pub seq: u64,
}

/// Checks a log as its bytes come in.
#[derive(Debug)]
pub struct LogVerifier {
    chain: Verifier<Accounts>,
    /// How many records were known of elsewhere.
    counted: Option<u64>,
}

impl LogVerifier {
    /// Nothing read yet.
    #[must_use]
    pub fn new(expected: Expectation) -> Self {
        LogVerifier { chain: Verifier::new(expected, Accounts::default()), counted: expected.count }
    }

    /// Takes the next bytes in.
    pub fn feed(&mut self, chunk: &[u8]) {
        self.chain.feed(chunk);
    }

    /// The result, once all bytes were fed.
    pub fn finish(self) -> Result<LogVerified, Rejection> {
        let (verified, accounts) = self.chain.finish()?;
        accounts.missing.check()?;
        let Verified { anchored, head, records, redacted } = verified;
        let known = self.counted.filter(|_| anchored).unwrap_or(0);
        let order = |order: OrderedRedaction| OrderedRedaction { anchored: order.seq <= known, ..order };
        let orders = accounts.orders.into_iter().map(order).collect();
        Ok(LogVerified { anchored, head, orders, records, redacted })
    }
}

/// What is gone from a log, and by which orders.
#[derive(Debug)]
struct Accounts {
    coached: Coached,
    missing: MissingTexts,
    orders: Vec<OrderedRedaction>,
    /// Where the events of each name say whom a thing coaches.
    says: LookUp<&'static str, (ThingKind, Says)>,
}

impl Default for Accounts {
    fn default() -> Self {
        let mut named = HashMap::default();
        named.extend(says().filter(|(_, (_, says))| *says != Says::Nobody));
        Accounts { coached: Coached::default(), missing: MissingTexts::default(), orders: Vec::new(), says: named }
    }
}

impl Witness for Accounts {
    fn saw(&mut self, record: &SoundRecord<'_>, line: u64) {
        let is_whole = record.missing().next().is_none();
        if !is_whole || !record.events().all(|event| self.passes(&event)) {
            self.account(record, line);
        }
    }
}

impl Accounts {
    /// Takes note of whom the thing of an event coaches, if it says so in a field. Whether no more of the event is needed.
    fn passes(&mut self, event: &SoundEvent<'_>) -> bool {
        let Some(name) = event.name() else { return false };
        match self.says.get(name) {
            None => name != ORDER,
            Some((_, Says::InTheWhole)) => false,
            Some((kind, Says::In { thing, person })) => {
                let thing = event.field(thing).and_then(id_of);
                let told = thing.zip(event.field(person).and_then(id_of));
                if let Some((thing, person)) = told {
                    self.coached.note(ThingRef { kind: *kind, id: thing }, person);
                }
                told.is_some()
            }
            Some((_, Says::Nobody)) => true,
        }
    }

    /// Reads a record whole: what is gone from it, and what it orders.
    fn account(&mut self, record: &SoundRecord<'_>, line: u64) {
        let stored = read(record.line());
        for (by, at, order) in stored.iter().flat_map(orders) {
            let (person, redacted, seq) = (order.person, self.missing.order(&order), record.seq());
            self.orders.push(OrderedRedaction { anchored: false, at, by, person, redacted, seq });
        }
        let owners = stored.as_ref().and_then(|stored| self.coached.owners(stored));
        for pointer in record.missing() {
            // What cannot be read is nobody's, and no order takes it.
            let whose = owners.as_ref().and_then(|owners| owners.at(pointer));
            let nobodys = Whose { by: Actor::System, about: None };
            self.missing.miss(whose.unwrap_or(nobodys), (line, record.seq()), pointer);
        }
    }
}

/// Who ordered redactions by a record, when and which.
fn orders(record: &StoredRecord<'_>) -> impl Iterator<Item = (Actor, Instant, Redaction)> {
    let ordered = |event: &RawEvent<'_>| Some((record.command.actor, event.at, change_of(event)?.redaction()?));
    record.events.iter().filter_map(ordered)
}

/// The id that is written there.
fn id_of<T: serde::de::DeserializeOwned>(written: &str) -> Option<T> {
    serde_json::from_str(written).ok()
}
