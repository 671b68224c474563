//! Two agents and their manager, a call of each agent with what was found in it, and the log of what was done.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use touchline::waist::{Answer, Status, Workspace};
use uuid::Uuid;

/// When everything is done: a later moment would make another state of the same one.
pub(crate) const AT: &str = "2026-02-25T09:00:00.000Z";
pub(crate) const AGENTS: [&str; 2] = ["ana", "bob"];
/// What needs training from the start: two checks of ana's call, and one of bob's.
pub(crate) const FINDINGS: [(&str, &str); 3] =
    [("anas call", "greeting"), ("anas call", "closing"), ("bobs call", "greeting")];

fn uuid(name: &str) -> Uuid {
    Uuid::new_v5(&Uuid::NAMESPACE_OID, name.as_bytes())
}

pub(crate) fn id(name: &str) -> String {
    uuid(name).to_string()
}

/// The id of what belongs to a call and one of its checks, as the wire contract has it.
pub(crate) fn child(thing: &str, call: &str, check: &str) -> String {
    Uuid::new_v5(&uuid(call), json!([thing, check]).to_string().as_bytes()).to_string()
}

pub(crate) struct World {
    workspace: Workspace,
    log: String,
}

impl World {
    /// Before anything was tried.
    pub(crate) fn new() -> Self {
        let mut world = World { workspace: Workspace::open(b"").unwrap(), log: String::new() };
        for (name, role, manager) in
            [("mia", "manager", None), ("ana", "agent", Some("mia")), ("bob", "agent", Some("mia"))]
        {
            let person = json!({"person": id(name), "name": name, "roles": [role], "manager": manager.map(id)});
            world.must("system", name, "person.record", &person);
        }
        for agent in AGENTS {
            let call = format!("{agent}s call");
            let body = json!({"call": id(&call), "handler": id(agent), "length_ms": 60_000, "started_at": AT});
            world.must("system", &call, "call.record", &body);
        }
        for (call, check) in FINDINGS {
            let body = json!({"call": id(call), "check": check, "ruling": "pass_with_training"});
            world.must(&id("mia"), &format!("{check} of {call}"), "disposition.give", &body);
        }
        world
    }

    /// After what a log holds.
    pub(crate) fn of(log: &str) -> Self {
        let mut workspace = Workspace::open(b"").unwrap();
        let answer = workspace.replay(log.as_bytes());
        assert_eq!(answer.status, Status::Ok, "{}", answer.json);
        World { workspace, log: log.to_owned() }
    }

    fn must(&mut self, actor: &str, name: &str, kind: &str, body: &Value) {
        let id = id(&format!("record {name}"));
        let entropy = id.replace('-', "").repeat(2);
        let command = json!({"actor": actor, "at": AT, "body": body, "entropy": entropy, "id": id, "type": kind});
        let answer = self.send(&command);
        assert_eq!(answer.status, Status::Ok, "{}", answer.json);
    }

    pub(crate) fn send(&mut self, command: &Value) -> Answer {
        let answer = self.workspace.execute(command.to_string().as_bytes());
        if let Some(record) = &answer.record {
            self.log.push_str(record);
            self.log.push('\n');
        }
        answer
    }

    pub(crate) fn log(&self) -> &str {
        &self.log
    }

    pub(crate) fn snapshot(&self) -> Vec<u8> {
        let (mut cursor, mut bytes) = (self.workspace.snapshot(), Vec::new());
        while let Some(chunk) = self.workspace.snapshot_chunk(&mut cursor).unwrap() {
            bytes.extend(chunk);
        }
        bytes
    }

    /// The answer to a question that the viewer may ask.
    pub(crate) fn ask(&self, viewer: &str, kind: &str, body: &Value) -> Value {
        let answer = self.try_ask(viewer, kind, body);
        assert_eq!(answer.status, Status::Ok, "{kind} by {viewer}: {}", answer.json);
        serde_json::from_str(&answer.json).unwrap()
    }

    pub(crate) fn try_ask(&self, viewer: &str, kind: &str, body: &Value) -> Answer {
        let query = json!({"at": AT, "viewer": id(viewer), "type": kind, "body": body});
        self.workspace.ask(query.to_string().as_bytes())
    }

    /// Every thing of a kind, as it is kept.
    pub(crate) fn things(&self, kind: &str) -> Vec<Value> {
        let lines = self.workspace.printed().unwrap();
        let things = lines.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
        things.filter(|thing| thing["type"] == kind).map(|mut thing| thing["body"].take()).collect()
    }

    /// What tells this state from others: every thing but for how often it changed and what was told of it, in an order
    /// of its own.
    pub(crate) fn key(&self) -> String {
        let mut things = BTreeMap::new();
        for line in self.workspace.printed().unwrap().lines() {
            let mut thing: Value = serde_json::from_str(line).unwrap();
            if matches!(thing["type"].as_str(), Some("snapshot" | "planned" | "commands")) {
                continue;
            }
            forget_counts(&mut thing["body"]);
            things.insert(thing.to_string(), ());
        }
        things.into_keys().collect::<Vec<_>>().join("\n")
    }
}

fn forget_counts(body: &mut Value) {
    for count in ["version", "versions_unseen"] {
        body.as_object_mut().unwrap().remove(count);
    }
}

/// The snapshot of a workspace that a log is replayed into.
pub(crate) fn replayed(log: &str) -> Vec<u8> {
    World::of(log).snapshot()
}
