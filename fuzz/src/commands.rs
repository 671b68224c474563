//! Commands of every kind, in any order, by anybody: whatever is accepted stands in a sound log.

use crate::choices::Choices;
use crate::world::World;

/// Any bytes as choices of what is done to a tenant.
pub fn commands(data: &[u8]) {
    let mut world = World::new();
    world.act(&mut Choices::of(data));
    world.holds();
}
