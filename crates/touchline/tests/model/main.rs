//! A model check: every sequence of commands over a tiny world, to a fixed depth, and what must hold in every state
//! that one can come to. States that differ in nothing but how often something changed are one.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, clippy::arithmetic_side_effects, reason = "a test may panic")]

mod invariants;
mod moves;
mod world;

use std::collections::BTreeSet;

use touchline::waist::Status;

use invariants::{check, check_messages};
use moves::moves;
use world::{World, replayed};

/// How far the check goes where nobody asks for more.
const DEPTH: usize = 4;
/// Names the number of commands to which the check goes instead.
const ASKED: &str = "TOUCHLINE_MODEL_DEPTH";

#[test]
fn bun_14_trn_03_wsp_02_whatever_is_done_in_whatever_order_the_invariants_hold() {
    #[expect(clippy::disallowed_methods, reason = "a test may be told by its environment how far to go")]
    let asked = std::env::var(ASKED).ok();
    let depth = asked.map_or(DEPTH, |depth| depth.parse().unwrap());
    let start = World::new();
    let mut seen = BTreeSet::from([start.key()]);
    let mut frontier = vec![start.log().to_owned()];
    let (mut states, mut taken, mut refused) = (1, 0, 0);
    let mut kinds = BTreeSet::new();
    for reached in 0..depth {
        let mut next = Vec::new();
        for log in &frontier {
            let mut world = World::of(log);
            for (place, step) in moves().iter().enumerate() {
                let answer = world.send(&step.command(reached, place));
                if answer.status != Status::Ok {
                    assert_eq!(answer.status, Status::Rejected, "{step:?}: {}", answer.json);
                    refused += 1;
                    continue;
                }
                taken += 1;
                kinds.insert(step.kind.as_str());
                assert_eq!(world.snapshot(), replayed(world.log()), "after {step:?}:\n{}", world.log());
                check_messages(&world);
                if seen.insert(world.key()) {
                    states += 1;
                    check(&world);
                    next.push(world.log().to_owned());
                }
                world = World::of(log);
            }
            assert_eq!(world.snapshot(), replayed(log), "a refusal changed something:\n{log}");
        }
        println!("depth {}: {} states of {states}, {taken} transitions, {refused} refusals", reached + 1, next.len());
        frontier = next;
    }
    let never: Vec<&str> = moves().iter().map(|step| step.kind.as_str()).filter(|kind| !kinds.contains(kind)).collect();
    assert!(never.is_empty() || depth < DEPTH, "no way was found to {never:?}");
}
