//! Ratings of coaching, by whoever gave them and by those who coached.

use crate::workspace::things::coaching_rating::index::Entry;
use crate::workspace::{Kept, World};
use touchline_law::things::coaching_rating::CoachingRating;

impl Kept for CoachingRating {
    type Entry = Entry;

    fn entry(&self) -> Self::Entry {
        Entry::of(self)
    }

    fn index(world: &mut World, before: Option<Self::Entry>, after: Self::Entry) {
        world.coaching_rating_index.change(before.as_ref(), &after);
    }

    fn fits(&self, world: &World) -> bool {
        let mut people = self.coaches.iter().chain([&self.person]);
        people.all(|person| world.tables.people.get(*person).is_some())
    }
}
