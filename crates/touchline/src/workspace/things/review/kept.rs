//! Reviews, by who may want to list or count them; what they give counts towards goals.

use crate::workspace::index::history::Coaching;
use crate::workspace::things::review::index::Entry;
use crate::workspace::{Kept, World};
use touchline_law::ground::ThingRef;
use touchline_law::things::review::Review;

/// A review as coaching: by when it was delivered, and whoever reviewed.
fn coaching(review: &Review) -> Coaching {
    let key = review.delivered.map(|delivered| (delivered.at, ThingRef::of(review.review)));
    Coaching { by: review.created.by.person().into_iter().collect(), key, to: review.agent }
}

impl Kept for Review {
    type Entry = (Entry, Coaching);

    fn entry(&self) -> Self::Entry {
        (Entry::of(self), coaching(self))
    }

    fn index(world: &mut World, before: Option<Self::Entry>, after: Self::Entry) {
        let (entry, coaching) = after;
        let (was, coached) = before.unzip();
        let managers = world.lines.managers(entry.agent);
        world.review_index.change(was.as_ref(), &entry, &managers);
        // It fits: its call is known.
        if entry.is_new_since(was.as_ref())
            && let Some(began) = world.began(entry.call)
        {
            world.review_index.reviewed(entry.call, began);
        }
        world.call_reviewed(entry.call);
        world.history.change(coached.as_ref(), &coaching);
    }

    fn fits(&self, world: &World) -> bool {
        world.tables.people.get(self.agent).is_some() && world.tables.calls.get(self.call).is_some()
    }
}
