//! What an earlier build wrote is read as it read it: the log of one, what it held after that log, and its snapshot.
//!
//! The log beside these tests, and the snapshot of schema 4, were written by the build at 865d9ec, before things were
//! joined by one list: a tenant with something of every kind, random commands that it accepted, a hand-over and a
//! redaction. They are never written anew; a later build that prints its things otherwise adds its own: what that log
//! comes to since reports keep what their scores rest on and tell whose they are, and the snapshot of it, of schema 5.

use touchline::waist::{Loader, Workspace};

use crate::tenant::{POLICY, snapshot_of};

const LOG: &str = include_str!("../kept/log.jsonl");
const HELD: &str = include_str!("../kept/held_5.jsonl");
const SNAPSHOT_4: &[u8] = include_bytes!("../kept/snapshot.bin");
const SNAPSHOT: &[u8] = include_bytes!("../kept/snapshot_5.bin");

fn loaded(bytes: &[u8]) -> Workspace {
    let mut loader = Loader::new(POLICY.as_bytes()).unwrap();
    loader.feed(bytes).unwrap();
    loader.finish().unwrap()
}

#[test]
fn ker_14_the_log_of_an_earlier_build_replays_into_what_it_comes_to_by_this_one() {
    let workspace = loaded(LOG.as_bytes());
    assert_eq!(workspace.printed().unwrap(), HELD);
    assert_eq!(snapshot_of(&workspace), SNAPSHOT);
}

#[test]
fn wsp_02_a_snapshot_that_was_kept_loads_into_what_was_held() {
    assert_eq!(loaded(SNAPSHOT).printed().unwrap(), HELD);
}

#[test]
fn wsp_02_the_snapshot_of_an_earlier_schema_is_refused_and_its_log_read_instead() {
    let mut loader = Loader::new(POLICY.as_bytes()).unwrap();
    let refused = loader.feed(SNAPSHOT_4).unwrap_err();
    assert!(refused.json.contains("\"snapshot_version\""), "{}", refused.json);
}
