//! The draw itself: the same candidates, seed and reviewers give the same calls, in whatever order they come.
//!
//! Version 1: candidates stand by handler and then by id. Of each handler's, one handler after the other, the wanted
//! number is drawn without putting back. What was drawn of all is put into a random order, and so are the reviewers,
//! who stood by id; those who can have fewest, since they handled most themselves, then stand first. Call by call it
//! goes to the reviewer who is to have most yet, the earlier of two, as far as nobody is left with their own.
//!
//! Rules: JOB-06.

use std::collections::{BTreeMap, BTreeSet};

use super::{Draw, DrawnCall, Size};
use crate::facts::BegunCall;
use touchline_kernel::random::SplitMix64;
use touchline_kernel::{Key, PersonId, Zone};

/// Draws calls, and says who is to review each.
#[must_use]
pub fn draw(request: &Draw, begun: &[BegunCall], zone: Zone) -> Vec<DrawnCall> {
    let mut reviewers = request.reviewers.clone();
    reviewers.sort_unstable();
    reviewers.dedup();
    let mut generator = SplitMix64::new(request.seed);
    let mut drawn = Vec::new();
    for mut calls in candidates(request, begun, &reviewers, zone).into_values() {
        let wanted = request.size.of(calls.len());
        generator.draw_first(&mut calls, wanted);
        drawn.extend(calls.into_iter().take(wanted));
    }
    generator.draw_first(&mut drawn, usize::MAX);
    generator.draw_first(&mut reviewers, usize::MAX);
    let mut spread = Spread::of(&drawn, &reviewers);
    let mut drawn: Vec<DrawnCall> = drawn
        .into_iter()
        .filter_map(|call| {
            let reviewer = spread.next(call.handler)?;
            Some(DrawnCall { call: call.call, handler: call.handler, reviewer })
        })
        .collect();
    drawn.sort_unstable_by_key(|drawn| (drawn.handler, drawn.call));
    drawn
}

/// Whoever handled any call that can be drawn, with those calls. A person whom nobody else could review has none.
pub(super) fn candidates<'c>(
    request: &Draw,
    begun: &'c [BegunCall],
    reviewers: &[PersonId],
    zone: Zone,
) -> BTreeMap<PersonId, Vec<&'c BegunCall>> {
    let people: Option<BTreeSet<PersonId>> = request.people.as_ref().map(|people| people.iter().copied().collect());
    let mut candidates: BTreeMap<PersonId, Vec<&BegunCall>> = BTreeMap::new();
    for call in begun.iter().filter(|call| request.takes(call, zone)) {
        let wanted = people.as_ref().is_none_or(|people| people.contains(&call.handler));
        if wanted && reviewers.iter().any(|reviewer| *reviewer != call.handler) {
            candidates.entry(call.handler).or_default().push(call);
        }
    }
    for calls in candidates.values_mut() {
        calls.sort_unstable_by_key(|call| call.call);
        calls.dedup_by_key(|call| call.call);
    }
    candidates
}

impl Draw {
    fn takes(&self, call: &BegunCall, zone: Zone) -> bool {
        let filters = &self.filters;
        let day = zone.day_of(call.began);
        // What is not known of a call is none of those that are asked for.
        let is_among = |wanted: &Option<Vec<Key>>, of: &Option<Key>| {
            wanted.as_ref().is_none_or(|wanted| of.as_ref().is_some_and(|of| wanted.contains(of)))
        };
        (self.period.first..=self.period.last).contains(&day)
            && is_among(&filters.call_types, &call.call_type)
            && is_among(&filters.campaigns, &call.campaign)
            && filters.shortest_ms.is_none_or(|shortest| call.length_ms >= shortest)
            && filters.longest_ms.is_none_or(|longest| call.length_ms <= longest)
            && (filters.reviewed_too || !call.reviewed)
    }
}

impl Size {
    /// How many are drawn of so many.
    fn of(self, candidates: usize) -> usize {
        let wanted = match self {
            Size::Calls(some) => some.calls,
            Size::Share(share) => {
                let all = u32::try_from(candidates).unwrap_or(u32::MAX);
                let parts = u64::from(all).saturating_mul(u64::from(share.percent)).div_ceil(100);
                share.minimum.max(u32::try_from(parts).unwrap_or(u32::MAX))
            }
        };
        usize::try_from(wanted).unwrap_or(usize::MAX).min(candidates)
    }
}

/// One reviewer, while calls are spread.
struct Reviewer {
    person: PersonId,
    /// How many calls they are to have yet.
    room: usize,
    /// How many of the calls that are left they handled themselves.
    own: usize,
}

/// Spreads calls over reviewers so that each has as many as any other, or one more, and nobody their own.
///
/// Nobody's room and own calls together may come to more than the calls that are left: else some of those could only
/// go back to whoever handled them. At the beginning that is seen to; then, wherever they come to as many, the next
/// call is that reviewer's, unless it is one of their own.
struct Spread {
    reviewers: Vec<Reviewer>,
    left: usize,
}

impl Spread {
    fn of(calls: &[&BegunCall], reviewers: &[PersonId]) -> Self {
        let left = calls.len();
        let own = |person: PersonId| calls.iter().filter(|call| call.handler == person).count();
        let mut all: Vec<Reviewer> =
            reviewers.iter().map(|person| Reviewer { person: *person, room: 0, own: own(*person) }).collect();
        // Those first who can have fewest: what they cannot have, the others share.
        all.sort_by_key(|reviewer| left.saturating_sub(reviewer.own));
        let (mut unshared, mut sharing) = (left, all.len());
        for reviewer in &mut all {
            let fair = unshared.checked_div(sharing).unwrap_or_default();
            reviewer.room = fair.min(left.saturating_sub(reviewer.own));
            unshared = unshared.saturating_sub(reviewer.room);
            sharing = sharing.saturating_sub(1);
        }
        Spread { reviewers: all, left }
    }

    /// Who is to review the next call, which this person handled.
    fn next(&mut self, handler: PersonId) -> Option<PersonId> {
        let left = self.left;
        let others = || self.reviewers.iter().enumerate().filter(|(_, reviewer)| reviewer.person != handler);
        let tight =
            others().find(|(_, reviewer)| reviewer.room > 0 && reviewer.room.saturating_add(reviewer.own) >= left);
        let (place, _) = tight.or_else(|| others().rev().max_by_key(|(_, reviewer)| reviewer.room))?;
        self.left = left.saturating_sub(1);
        for reviewer in self.reviewers.iter_mut().filter(|reviewer| reviewer.person == handler) {
            reviewer.own = reviewer.own.saturating_sub(1);
        }
        let reviewer = self.reviewers.get_mut(place)?;
        reviewer.room = reviewer.room.saturating_sub(1);
        Some(reviewer.person)
    }
}
