//! The peer: what a program without touchline would write to fold the same log into the same states, with
//! serde_json's typed parse and standard maps and nothing else. It checks nothing.
//!
//! It stands here twice. `Plain` is what serde's derive gives for events that are adjacently tagged beside
//! other fields. `Swift` leaves bodies unparsed until their type is known, which serde cannot derive, and
//! never parses a command's.

#![expect(dead_code, reason = "the peer keeps what a program would ask for later")]

use std::collections::HashMap;

use serde::Deserialize;
use serde_json::value::RawValue;
use uuid::Uuid;

#[derive(Deserialize)]
struct Record<'a, Command, Event> {
    command: Command,
    events: Vec<Event>,
    hash: &'a str,
    previous: Option<&'a str>,
    #[serde(borrow)]
    private: HashMap<&'a str, Commitment<'a>>,
    schema: u32,
    seq: u64,
}

#[derive(Deserialize)]
struct Commitment<'a> {
    commitment: &'a str,
    salt: Option<&'a str>,
}

#[derive(Deserialize)]
struct PlainCommand<'a> {
    #[serde(flatten)]
    act: Act,
    actor: &'a str,
    at: &'a str,
    expected_version: Option<u64>,
    id: Uuid,
}

#[derive(Deserialize)]
struct PlainEvent<'a> {
    at: &'a str,
    by: &'a str,
    #[serde(flatten)]
    change: Change,
    schema: u32,
}

#[derive(Deserialize)]
struct SwiftCommand<'a> {
    actor: &'a str,
    at: &'a str,
    body: &'a RawValue,
    expected_version: Option<u64>,
    id: Uuid,
    r#type: &'a str,
}

#[derive(Deserialize)]
struct SwiftEvent<'a> {
    at: &'a str,
    body: &'a RawValue,
    by: &'a str,
    schema: u32,
    r#type: &'a str,
}

#[derive(Deserialize)]
#[serde(tag = "type", content = "body")]
enum Act {
    #[serde(rename = "bundle.create")]
    Create(Created),
    #[serde(rename = "bundle.release")]
    Release(Released),
    #[serde(rename = "bundle.respond")]
    Respond(Responded),
    #[serde(rename = "call.record")]
    Call(Call),
    #[serde(rename = "person.record")]
    Person(Person),
}

#[derive(Deserialize)]
#[serde(tag = "type", content = "body")]
enum Change {
    #[serde(rename = "bundle.created")]
    Created(Created),
    #[serde(rename = "bundle.released")]
    Released(Released),
    #[serde(rename = "bundle.responded")]
    Responded(Responded),
    #[serde(rename = "call.recorded")]
    Call(Call),
    #[serde(rename = "person.recorded")]
    Person(Person),
}

#[derive(Deserialize)]
struct Created {
    agent: Uuid,
    bundle: Uuid,
    content: Content,
}

#[derive(Deserialize)]
struct Content {
    calls: Vec<BundleCall>,
    notes: Option<String>,
    title: Option<String>,
}

#[derive(Deserialize)]
struct BundleCall {
    call: Uuid,
    example: bool,
}

#[derive(Deserialize)]
struct Released {
    bundle: Uuid,
}

#[derive(Deserialize)]
struct Responded {
    bundle: Uuid,
    kind: Kind,
    text: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Kind {
    Reflection,
    ActionPlan,
    Acknowledgement,
}

#[derive(Deserialize)]
struct Call {
    call: Uuid,
    campaign: Option<String>,
    handler: Uuid,
    length_ms: u64,
    name: Option<String>,
    started_at: String,
}

#[derive(Deserialize)]
struct Person {
    active: bool,
    campaigns: Option<Vec<String>>,
    has_account: bool,
    hire_date: Option<String>,
    manager: Option<Uuid>,
    name: String,
    person: Uuid,
    roles: Vec<String>,
    segment: Option<String>,
    team: Option<String>,
    zone: Option<String>,
}

struct Done {
    at: String,
    by: String,
}

struct Bundle {
    made: Created,
    created: Done,
    released: Option<Done>,
    response: Option<(Done, Kind, String)>,
    version: u64,
}

/// The states that come of a log.
#[derive(Default)]
pub(crate) struct States {
    bundles: HashMap<Uuid, Bundle>,
    calls: HashMap<Uuid, (Call, u64)>,
    people: HashMap<Uuid, (Person, u64)>,
    pub(crate) events: u64,
}

impl States {
    /// As serde's derive reads it.
    pub(crate) fn feed_plain(&mut self, chunk: &[u8]) -> Option<()> {
        for line in lines(chunk) {
            let record: Record<'_, PlainCommand<'_>, PlainEvent<'_>> = serde_json::from_slice(line).ok()?;
            let command = &record.command;
            std::hint::black_box((&command.act, command.actor, command.at, command.expected_version, command.id));
            record.note();
            for event in record.events {
                std::hint::black_box(event.schema);
                self.apply(event.change, event.at, event.by)?;
            }
        }
        Some(())
    }

    /// With bodies left alone until their type is known.
    pub(crate) fn feed_swift(&mut self, chunk: &[u8]) -> Option<()> {
        for line in lines(chunk) {
            let record: Record<'_, SwiftCommand<'_>, SwiftEvent<'_>> = serde_json::from_slice(line).ok()?;
            let command = &record.command;
            std::hint::black_box((command.actor, command.at, command.expected_version, command.id));
            std::hint::black_box((command.body, command.r#type));
            record.note();
            for event in record.events {
                std::hint::black_box(event.schema);
                self.apply(change(event.r#type, event.body.get())?, event.at, event.by)?;
            }
        }
        Some(())
    }

    fn apply(&mut self, change: Change, at: &str, by: &str) -> Option<()> {
        self.events += 1;
        let done = Done { at: at.to_owned(), by: by.to_owned() };
        match change {
            Change::Created(made) => {
                let bundle = Bundle { created: done, released: None, response: None, version: 1, made };
                self.bundles.insert(bundle.made.bundle, bundle);
            }
            Change::Released(body) => {
                let bundle = self.bundles.get_mut(&body.bundle)?;
                bundle.version += 1;
                bundle.released = Some(done);
            }
            Change::Responded(body) => {
                let bundle = self.bundles.get_mut(&body.bundle)?;
                bundle.version += 1;
                bundle.response = Some((done, body.kind, body.text));
            }
            Change::Call(call) => {
                let version = self.calls.get(&call.call).map_or(0, |(_, version)| *version);
                self.calls.insert(call.call, (call, version + 1));
            }
            Change::Person(person) => {
                let version = self.people.get(&person.person).map_or(0, |(_, version)| *version);
                self.people.insert(person.person, (person, version + 1));
            }
        }
        Some(())
    }
}

impl<Command, Event> Record<'_, Command, Event> {
    /// What was read counts as used, so that no compiler leaves the reading out.
    fn note(&self) {
        std::hint::black_box((self.hash, self.previous, self.schema, self.seq));
        for place in self.private.values() {
            std::hint::black_box((place.commitment, place.salt));
        }
    }
}

fn change(name: &str, body: &str) -> Option<Change> {
    Some(match name {
        "bundle.created" => Change::Created(serde_json::from_str(body).ok()?),
        "bundle.released" => Change::Released(serde_json::from_str(body).ok()?),
        "bundle.responded" => Change::Responded(serde_json::from_str(body).ok()?),
        "call.recorded" => Change::Call(serde_json::from_str(body).ok()?),
        "person.recorded" => Change::Person(serde_json::from_str(body).ok()?),
        _ => return None,
    })
}

fn lines(chunk: &[u8]) -> impl Iterator<Item = &[u8]> {
    chunk.split(|byte| *byte == b'\n').filter(|line| !line.is_empty())
}
