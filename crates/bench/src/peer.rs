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
    #[serde(rename = "bundle.conclude")]
    Conclude(Concluded),
    #[serde(rename = "disposition.give")]
    Give(Give),
    #[serde(rename = "escalation.answer")]
    Answer(Answered),
    #[serde(rename = "escalation.close")]
    Close(Closed),
    #[serde(rename = "escalation.raise")]
    Raise(Raised),
    #[serde(rename = "goal.set")]
    Set(Goal),
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
    #[serde(rename = "bundle.concluded")]
    Concluded(Concluded),
    #[serde(rename = "disposition.given")]
    Given(Given),
    #[serde(rename = "escalation.answered")]
    Answered(Answered),
    #[serde(rename = "escalation.closed")]
    Closed(Closed),
    #[serde(rename = "escalation.raised")]
    Asked(Raised),
    #[serde(rename = "goal.set")]
    Set(GoalSet),
    #[serde(rename = "person.recorded")]
    Person(Person),
    #[serde(rename = "training_item.raised")]
    Raised(Finding),
    #[serde(rename = "training_item.resolved")]
    Resolved(Item),
    #[serde(rename = "training_item.started")]
    Started(Item),
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
struct Concluded {
    bundle: Uuid,
    note: Option<String>,
}

#[derive(Deserialize)]
struct Give {
    call: Uuid,
    check: Option<String>,
    check_name: Option<String>,
    note: Option<String>,
    ruling: Ruling,
}

#[derive(Deserialize)]
struct Given {
    agent: Uuid,
    call: Uuid,
    check: Option<Check>,
    disposition: Uuid,
    note: Option<String>,
    ruling: Ruling,
    training_item: Option<Uuid>,
}

#[derive(Deserialize)]
struct Check {
    key: String,
    name: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Ruling {
    Pass,
    PassWithTraining,
    Fail,
    NotApplicable,
}

#[derive(Deserialize)]
struct Finding {
    agent: Uuid,
    call: Uuid,
    check: Option<Check>,
    found_by: Option<Uuid>,
    note: Option<String>,
    training_item: Uuid,
}

#[derive(Deserialize)]
struct Raised {
    about: About,
    agent: Uuid,
    escalation: Uuid,
    question: String,
}

#[derive(Deserialize)]
#[serde(tag = "type", content = "body", rename_all = "snake_case")]
enum About {
    Call { call: Uuid },
}

#[derive(Deserialize)]
struct Answered {
    escalation: Uuid,
    text: String,
}

#[derive(Deserialize)]
struct Closed {
    escalation: Uuid,
    note: Option<String>,
}

#[derive(Deserialize)]
struct Goal {
    aim: Aim,
    days: Option<Days>,
    goal: Uuid,
    person: Uuid,
}

#[derive(Deserialize)]
struct GoalSet {
    goal: Goal,
    set_by: String,
}

#[derive(Deserialize)]
struct Aim {
    measure: Measure,
    period: Period,
    target: f64,
}

#[derive(Deserialize)]
#[serde(tag = "type", content = "body", rename_all = "snake_case")]
enum Measure {
    CheckPassRate { check: String },
}

#[derive(Deserialize)]
#[serde(tag = "type", content = "body", rename_all = "snake_case")]
enum Period {
    Weekly { start: String },
}

#[derive(Deserialize)]
struct Days {
    first: String,
    last: String,
}

#[derive(Deserialize)]
struct Item {
    bundle: Option<Uuid>,
    training_item: Uuid,
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
    concluded: Option<(Done, Option<String>)>,
    version: u64,
}

struct Escalation {
    raised: Raised,
    by: Done,
    answers: Vec<(Done, String)>,
    closed: Option<(Done, Option<String>)>,
    version: u64,
}

enum Training {
    Pending,
    Started(Option<Uuid>),
    Resolved,
}

/// The states that come of a log.
#[derive(Default)]
#[expect(missing_debug_implementations, reason = "nobody prints a tenant")]
pub struct States {
    bundles: HashMap<Uuid, Bundle>,
    calls: HashMap<Uuid, (Call, u64)>,
    escalations: HashMap<Uuid, Escalation>,
    dispositions: HashMap<Uuid, (Given, Done, u64)>,
    goals: HashMap<Uuid, (GoalSet, Done, u64)>,
    items: HashMap<Uuid, (Finding, Training, u64)>,
    people: HashMap<Uuid, (Person, u64)>,
    /// How many events were folded.
    pub events: u64,
}

impl States {
    /// As serde's derive reads it; nothing where a line is another than the peer knows.
    pub fn feed_plain(&mut self, chunk: &[u8]) -> Option<()> {
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
    pub fn feed_swift(&mut self, chunk: &[u8]) -> Option<()> {
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
                let bundle =
                    Bundle { created: done, released: None, response: None, concluded: None, version: 1, made };
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
            Change::Concluded(body) => {
                let bundle = self.bundles.get_mut(&body.bundle)?;
                bundle.version += 1;
                bundle.concluded = Some((done, body.note));
            }
            Change::Asked(raised) => {
                let id = raised.escalation;
                let escalation = Escalation { raised, by: done, answers: Vec::new(), closed: None, version: 1 };
                self.escalations.insert(id, escalation);
            }
            Change::Answered(body) => {
                let escalation = self.escalations.get_mut(&body.escalation)?;
                escalation.version += 1;
                escalation.answers.push((done, body.text));
            }
            Change::Closed(body) => {
                let escalation = self.escalations.get_mut(&body.escalation)?;
                escalation.version += 1;
                escalation.closed = Some((done, body.note));
            }
            Change::Set(set) => {
                self.goals.insert(set.goal.goal, (set, done, 1));
            }
            Change::Given(given) => {
                let version = self.dispositions.get(&given.disposition).map_or(0, |(_, _, version)| *version);
                self.dispositions.insert(given.disposition, (given, done, version + 1));
            }
            Change::Raised(finding) => {
                self.items.insert(finding.training_item, (finding, Training::Pending, 1));
            }
            Change::Started(item) => self.train(item.training_item, Training::Started(item.bundle))?,
            Change::Resolved(item) => self.train(item.training_item, Training::Resolved)?,
            Change::Person(person) => {
                let version = self.people.get(&person.person).map_or(0, |(_, version)| *version);
                self.people.insert(person.person, (person, version + 1));
            }
        }
        Some(())
    }

    fn train(&mut self, item: Uuid, state: Training) -> Option<()> {
        let (_, training, version) = self.items.get_mut(&item)?;
        *training = state;
        *version += 1;
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
        "bundle.concluded" => Change::Concluded(serde_json::from_str(body).ok()?),
        "escalation.answered" => Change::Answered(serde_json::from_str(body).ok()?),
        "escalation.closed" => Change::Closed(serde_json::from_str(body).ok()?),
        "escalation.raised" => Change::Asked(serde_json::from_str(body).ok()?),
        "goal.set" => Change::Set(serde_json::from_str(body).ok()?),
        "disposition.given" => Change::Given(serde_json::from_str(body).ok()?),
        "training_item.raised" => Change::Raised(serde_json::from_str(body).ok()?),
        "training_item.resolved" => Change::Resolved(serde_json::from_str(body).ok()?),
        "training_item.started" => Change::Started(serde_json::from_str(body).ok()?),
        "person.recorded" => Change::Person(serde_json::from_str(body).ok()?),
        _ => return None,
    })
}

fn lines(chunk: &[u8]) -> impl Iterator<Item = &[u8]> {
    chunk.split(|byte| *byte == b'\n').filter(|line| !line.is_empty())
}
