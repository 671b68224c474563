//! Share links, by whoever made them.

use crate::workspace::things::share_link::index::{self, Entry};
use crate::workspace::{Kept, World};
use touchline_law::things::share_link::ShareLink;

impl Kept for ShareLink {
    type Entry = Entry;

    fn entry(&self) -> Self::Entry {
        index::entry(self)
    }

    fn index(world: &mut World, before: Option<Self::Entry>, after: Self::Entry) {
        world.share_link_index.change(before, after);
    }

    fn fits(&self, world: &World) -> bool {
        world.tables.people.get(self.maker).is_some()
    }
}
