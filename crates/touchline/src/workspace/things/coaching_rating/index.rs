//! Ratings of coaching by whoever gave them, and by those who coached: nobody's list knows of another's.
//!
//! Rules: ACC-19, FBK-04.

use crate::workspace::index::lists::{Lists, SortKey};
use crate::workspace::{Follows, Moved, World};
use touchline_kernel::PersonId;
use touchline_law::ground::CoachingRatingMark;
use touchline_law::things::coaching_rating::CoachingRating;

#[derive(Debug, Default)]
pub(in crate::workspace) struct CoachingRatingIndex {
    /// `coaching_rating.mean`: "What do those make of it whom this person coached?", in the order in which they were given.
    pub(in crate::workspace) by_coach: Lists<PersonId, (), CoachingRatingMark>,
    /// `coaching_rating.mine`: "What did I rate?"
    pub(in crate::workspace) own: Lists<PersonId, (), CoachingRatingMark>,
}

/// What the index needs to know of a rating, which stays as it was.
pub(in crate::workspace) struct Entry {
    coaches: Vec<PersonId>,
    key: SortKey<CoachingRatingMark>,
    person: PersonId,
}

impl Entry {
    pub(in crate::workspace) fn of(rating: &CoachingRating) -> Self {
        let key = (rating.given_at, rating.coaching_rating);
        Entry { coaches: rating.coaches.clone(), key, person: rating.person }
    }
}

impl CoachingRatingIndex {
    /// Takes a rating as it is after a change.
    pub(in crate::workspace) fn change(&mut self, before: Option<&Entry>, after: &Entry) {
        let (was, is) = (before.map(|entry| ((), entry.key)), Some(((), after.key)));
        self.own.change(after.person, was, is);
        for coach in &after.coaches {
            self.by_coach.change(*coach, was, is);
        }
    }
}

impl Follows<World> for CoachingRatingIndex {
    /// Who coached is held as it was, wherever they move.
    fn moved(&mut self, _: &Moved, _: &World) {}
}
