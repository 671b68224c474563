//! What an earlier build wrote is read as it read it: the log of one, what it held after that log, and its snapshot.
//!
//! The log beside these tests, what was held after it and the snapshot of schema 4 were written by the build at 865d9ec,
//! before things were joined by one list: a tenant with something of every kind, random commands that it accepted, a
//! hand-over and a redaction. They are never written anew. What a later build holds after the same log has all of that,
//! with the fields that were added since and lifted where a state is written otherwise today; its own snapshot stands
//! beside them.

use serde_json::{Value, json};
use touchline::waist::{Loader, Workspace, call};

use crate::tenant::{POLICY, snapshot_of};

const LOG: &str = include_str!("../kept/log.jsonl");
const HELD: &str = include_str!("../kept/held.jsonl");
const SNAPSHOT_4: &[u8] = include_bytes!("../kept/snapshot.bin");
const SNAPSHOT_6: &[u8] = include_bytes!("../kept/snapshot_6.bin");

fn loaded(bytes: &[u8]) -> Workspace {
    let mut loader = Loader::new(POLICY.as_bytes()).unwrap();
    loader.feed(bytes).unwrap();
    loader.finish().unwrap()
}

/// Whether a value says all that another says.
fn says_all_of(now: &Value, before: &Value) -> bool {
    match (now, before) {
        (Value::Object(now), Value::Object(before)) => {
            before.iter().all(|(name, value)| now.get(name).is_some_and(|now| says_all_of(now, value)))
        }
        (Value::Array(now), Value::Array(before)) => {
            now.len() == before.len() && now.iter().zip(before).all(|(now, before)| says_all_of(now, before))
        }
        // What a command is remembered by has been a longer digest since.
        (Value::String(now), Value::String(before)) if before.len() == 16 && now.len() == 32 => true,
        (now, before) => now == before,
    }
}

/// A line as a build of today would hold it: a thing under the schema of today.
fn lifted(line: &str) -> Value {
    let held: Value = serde_json::from_str(line).unwrap();
    if held.get("schema").is_none() {
        return held;
    }
    let lifted = call("law.evolve", json!({ "events": [], "thing": held }).to_string().as_bytes());
    serde_json::from_str(&lifted.json).unwrap()
}

#[test]
fn ker_14_the_log_of_an_earlier_build_replays_into_what_that_build_held() {
    let printed = loaded(LOG.as_bytes()).printed().unwrap();
    // The schema of its snapshots has gone up since.
    let held = HELD.replacen("\"schema\":4,\"seq\"", "\"schema\":6,\"seq\"", 1);
    let (now, before): (Vec<&str>, Vec<&str>) = (printed.lines().collect(), held.lines().collect());
    assert_eq!(now.len(), before.len());
    for (now, before) in now.into_iter().zip(before) {
        assert!(says_all_of(&serde_json::from_str(now).unwrap(), &lifted(before)), "{now}\n{before}");
    }
}

#[test]
fn wsp_03_a_retry_of_a_command_that_an_earlier_build_accepted_is_known_as_one() {
    let mut workspace = loaded(LOG.as_bytes());
    for line in LOG.lines() {
        let record: Value = serde_json::from_str(line).unwrap();
        let (mut command, kind) = (record["command"].clone(), record["command"]["type"].to_string());
        // What was redacted is gone, and policies spell out settings that there were not.
        if line.contains("\"redacted\"") || kind == "\"policy.adopt\"" {
            continue;
        }
        command["entropy"] = "07".repeat(32).into();
        let answer = workspace.execute(command.to_string().as_bytes());
        assert!(answer.json.contains("\"repeated\""), "{kind}: {}", answer.json);
    }
}

#[test]
fn wsp_02_a_snapshot_that_was_kept_loads_into_what_its_log_comes_to() {
    let replayed = loaded(LOG.as_bytes());
    assert_eq!(loaded(SNAPSHOT_6).printed().unwrap(), replayed.printed().unwrap());
    assert_eq!(snapshot_of(&replayed), SNAPSHOT_6);
}

#[test]
fn wsp_02_the_snapshot_of_an_earlier_schema_is_refused_and_its_log_read_instead() {
    let mut loader = Loader::new(POLICY.as_bytes()).unwrap();
    let refused = loader.feed(SNAPSHOT_4).unwrap_err();
    assert!(refused.json.contains("\"snapshot_version\""), "{}", refused.json);
}
