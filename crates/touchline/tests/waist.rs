//! The waist end to end: a bundle is made, released and answered, kept, verified and loaded again.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, clippy::arithmetic_side_effects, reason = "a test may panic")]

use serde_json::{Value, json};
use touchline::waist::{Answer, Loader, Status, Verifier, Workspace};

const MIA: &str = "11111111-1111-4111-8111-111111111111";
const ANA: &str = "22222222-2222-4222-8222-222222222222";
const CALL: &str = "33333333-3333-4333-8333-333333333333";
const BUNDLE: &str = "44444444-4444-4444-8444-444444444444";

struct Tenant {
    workspace: Workspace,
    log: String,
    next: u32,
}

impl Tenant {
    fn new() -> Self {
        Tenant { workspace: Workspace::open(b"").unwrap(), log: String::new(), next: 0 }
    }

    fn execute(&mut self, actor: &str, kind: &str, body: &Value) -> Answer {
        self.next += 1;
        let id = format!("00000000-0000-4000-8000-{:012}", self.next);
        let at = format!("2026-03-02T09:{:02}:00.000Z", self.next);
        let entropy = format!("{:064x}", self.next);
        let command = json!({"id": id, "actor": actor, "at": at, "entropy": entropy, "type": kind, "body": body});
        let answer = self.workspace.execute(command.to_string().as_bytes());
        if let Some(record) = &answer.record {
            self.log.push_str(record);
            self.log.push('\n');
        }
        answer
    }

    fn accepted(&mut self, actor: &str, kind: &str, body: &Value) -> Value {
        let answer = self.execute(actor, kind, body);
        assert_eq!(answer.status, Status::Ok, "{}", answer.json);
        serde_json::from_str(&answer.json).unwrap()
    }

    fn story() -> Self {
        let mut tenant = Tenant::new();
        tenant.accepted("system", "person.record", &json!({"person": MIA, "name": "Mia", "roles": ["manager"]}));
        tenant.accepted("system", "person.record", &json!({"person": ANA, "name": "Ana", "manager": MIA}));
        let call = json!({"call": CALL, "handler": ANA, "length_ms": 1000, "started_at": "2026-03-01T10:00:00Z"});
        tenant.accepted("system", "call.record", &call);
        let content = json!({"title": "Openings", "calls": [{"call": CALL}]});
        tenant.accepted(MIA, "bundle.create", &json!({"agent": ANA, "bundle": BUNDLE, "content": content}));
        tenant.accepted(MIA, "bundle.release", &json!({"bundle": BUNDLE}));
        let response = json!({"bundle": BUNDLE, "kind": "reflection", "text": "I will pause more."});
        let outcome = tenant.accepted(ANA, "bundle.respond", &response);
        assert_eq!(outcome["body"]["receipt"]["state"], "agent_reviewed");
        assert_eq!(outcome["body"]["receipt"]["version"], 2, "the agent counts from the release");
        tenant
    }
}

#[test]
fn a_bundle_is_made_released_answered_and_the_log_verifies() {
    let tenant = Tenant::story();
    let mut verifier = Verifier::new(b"").unwrap();
    verifier.feed(tenant.log.as_bytes());
    let answer = verifier.finish();
    assert_eq!(answer.status, Status::Ok, "{}\n{}", answer.json, tenant.log);
    assert!(answer.json.contains("\"records\":6"), "{}", answer.json);
}

#[test]
fn wsp_02_a_replay_and_a_snapshot_give_the_same_workspace() {
    let tenant = Tenant::story();
    let whole = |workspace: &Workspace| {
        let mut cursor = workspace.snapshot();
        let mut bytes = Vec::new();
        while let Some(chunk) = workspace.snapshot_chunk(&mut cursor).unwrap() {
            bytes.extend(chunk);
        }
        bytes
    };
    let (log, snapshot) = (tenant.log.as_bytes(), &whole(&tenant.workspace)[..]);
    for (source, size) in [(log, 7), (log, 1 << 20), (snapshot, 1), (snapshot, 7), (snapshot, 1 << 20)] {
        let mut loader = Loader::new(b"").unwrap();
        for chunk in source.chunks(size) {
            loader.feed(chunk).unwrap();
        }
        assert_eq!(whole(&loader.finish().unwrap()), snapshot);
    }
}

#[test]
fn wsp_02_after_a_refused_line_no_workspace_comes_out() {
    let tenant = Tenant::story();
    let (first, rest) = tenant.log.split_once('\n').unwrap();
    let mut loader = Loader::new(b"").unwrap();
    let refused = loader.feed(format!("{first}\nrubbish\n").as_bytes()).unwrap_err();
    assert!(refused.json.contains("\"record_unreadable\""), "{}", refused.json);
    assert_eq!(loader.feed(rest.as_bytes()), Err(refused.clone()));
    assert_eq!(loader.finish().unwrap_err(), refused);
}

#[test]
fn every_type_that_is_read_or_printed_has_a_shape() {
    let document = touchline::schema::document().unwrap();
    for list in ["operations", "queries", "commands", "events", "codes", "lifecycles", "numbers"] {
        assert!(document[list].as_array().is_some_and(|list| !list.is_empty()), "{list}");
    }
}

#[test]
fn api_07_a_batch_of_nothing_but_refusals_ends_before_it_is_answered_with_more_than_an_input_holds() {
    let lines = "x\n".repeat(400_000);
    let batch = Workspace::open(b"").unwrap().execute_many(lines.as_bytes());
    let (all, last) = (batch.answers.lines().count(), batch.answers.lines().last().unwrap());
    assert!(batch.broken_off && all < 400_000 && batch.accepted == 0, "{all}");
    assert!(last.contains("too_large") && last.contains("were not tried: hand them to `execute_many` anew"), "{last}");
    let most = touchline::kernel::reader::MAX_BYTES;
    assert!(batch.answers.len() > most && batch.answers.len() < most + 2_000, "{}", batch.answers.len());
    // What was not tried is tried where it is handed in by itself.
    let rest = &lines[2 * (all - 1)..];
    assert!(!Workspace::open(b"").unwrap().execute_many(&rest.as_bytes()[..200]).broken_off);
}

/// The facts that a host loads of what is wanted, without those of a kind.
fn loaded(wanted: &str, without: &str) -> Result<String, String> {
    let wanted: Value = serde_json::from_str(wanted).unwrap();
    let fact = |key: &Value| {
        let mut body = key["body"].clone();
        match key["type"].as_str().unwrap() {
            "manages" => body["depth"] = json!(1),
            "person" => {
                let (person, role) = (key["body"]["person"].as_str().unwrap(), "manager");
                body["value"] = json!({"person": person, "name": "Mia", "roles": [role]});
            }
            "call" => {
                body["value"] =
                    json!({"call": CALL, "handler": ANA, "length_ms": 1000, "started_at": "2026-03-01T10:00:00Z"})
            }
            "thing" => body = json!({"thing": key["body"], "value": null}),
            other => return Err(format!("nothing is kept of {other}")),
        }
        Ok(json!({"type": key["type"], "body": body}).to_string())
    };
    let keys = wanted["keys"].as_array().unwrap().iter().filter(|key| key["type"] != without);
    keys.map(fact).collect::<Result<Vec<_>, String>>().map(|facts| facts.join(","))
}

#[test]
fn wsp_07_a_host_asks_until_there_is_an_answer() {
    let content = json!({"title": "Openings", "calls": [{"call": CALL}]});
    let command = json!({"id": BUNDLE, "actor": MIA, "at": "2026-03-02T09:00:00.000Z", "entropy": format!("{:064x}", 7),
        "type": "bundle.create", "body": {"agent": ANA, "bundle": BUNDLE, "content": content}});
    let decided = |facts: &str| {
        let facts: Value = serde_json::from_str(facts).unwrap();
        let input = json!({"command": command, "facts": facts});
        touchline::waist::call("law.decide", input.to_string().as_bytes())
    };
    let answer = touchline::waist::told(|wanted| loaded(wanted, "nothing"), decided).unwrap();
    assert_eq!(answer.status, Status::Ok, "{}", answer.json);
    // One kind of fact is never loaded: the answer still waits for it, and the loop ends.
    let answer = touchline::waist::told(|wanted| loaded(wanted, "call"), decided).unwrap();
    let keys: Value = serde_json::from_str(&answer.json).unwrap();
    assert_eq!((answer.status, &keys["keys"][0]["type"]), (Status::NeedsFacts, &json!("call")));
    let failed = touchline::waist::told(|_| Err::<String, _>("no connection"), decided);
    assert_eq!(failed.unwrap_err(), "no connection");
}
