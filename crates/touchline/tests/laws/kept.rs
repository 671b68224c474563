//! What an earlier build wrote is read as it read it: the log of one, what it held after that log, and its snapshot.
//!
//! The files beside these tests were written by the build at 865d9ec, before things were joined by one list: a tenant
//! with something of every kind, random commands that it accepted, a hand-over and a redaction. They are never written
//! anew; a later build that prints its things otherwise adds its own.

use touchline::waist::{Loader, Workspace};

use crate::tenant::{POLICY, snapshot_of};

const LOG: &str = include_str!("../kept/log.jsonl");
const HELD: &str = include_str!("../kept/held.jsonl");
const SNAPSHOT: &[u8] = include_bytes!("../kept/snapshot.bin");

fn loaded(bytes: &[u8]) -> Workspace {
    let mut loader = Loader::new(POLICY.as_bytes()).unwrap();
    loader.feed(bytes).unwrap();
    loader.finish().unwrap()
}

#[test]
fn ker_14_the_log_of_an_earlier_build_replays_into_what_that_build_held() {
    let workspace = loaded(LOG.as_bytes());
    assert_eq!(workspace.printed().unwrap(), HELD);
    assert_eq!(snapshot_of(&workspace), SNAPSHOT);
}

#[test]
fn wsp_02_the_snapshot_of_an_earlier_build_loads_into_what_that_build_held() {
    assert_eq!(loaded(SNAPSHOT).printed().unwrap(), HELD);
}
