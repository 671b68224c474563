//! Calls by when they began: of the whole organisation, by who handled them and along the reporting lines; and the same
//! of each campaign and of each kind of call.
//!
//! Rules: WSP-06.

use crate::workspace::index::reporting::Line;
use crate::workspace::{Along, Follows, LookUp, Moved, Ordered, Reach, SortKey, World};
use touchline_kernel::time::Instant;
use touchline_kernel::{Key, PersonId};
use touchline_law::ground::calls::{Call, CallMark};

/// What calls have in common.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(in crate::workspace) enum Common {
    Campaign(Key),
    Kind(Key),
}

/// Where a call stands.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::workspace) struct Placed {
    handler: PersonId,
    key: SortKey<CallMark>,
    common: Vec<Common>,
}

impl Placed {
    pub(in crate::workspace) fn of(call: &Call) -> Self {
        let campaign = call.campaign.clone().map(Common::Campaign);
        let kind = call.call_type.clone().map(Common::Kind);
        Placed {
            handler: call.handler,
            key: (call.started_at, call.call),
            common: campaign.into_iter().chain(kind).collect(),
        }
    }

    /// The campaign, where that is known.
    pub(in crate::workspace) fn campaign(&self) -> Option<&Key> {
        self.common.iter().find_map(|common| match common {
            Common::Campaign(campaign) => Some(campaign),
            Common::Kind(_) => None,
        })
    }
}

type Calls = Along<(), SortKey<CallMark>>;

#[derive(Debug, Default)]
pub(in crate::workspace) struct Begun {
    /// "Which calls began then?", and `call.list`: "Which calls did they handle?"
    listed: Calls,
    /// `call.list`: "Which of this campaign?", and "which of this kind?"
    common: LookUp<Common, Calls>,
}

impl Begun {
    /// Takes a call as it is after a change; whoever handled it before and now have these managers.
    pub(in crate::workspace) fn change(
        &mut self,
        before: Option<Placed>,
        after: Placed,
        managers: impl Fn(PersonId) -> Line,
    ) {
        if before.as_ref() == Some(&after) {
            return;
        }
        if let Some(before) = before {
            let managers = managers(before.handler);
            self.put(before, |calls, handler, key| calls.change(handler, &managers, Some(((), key)), None));
        }
        let managers = managers(after.handler);
        self.put(after, |calls, handler, key| calls.change(handler, &managers, None, Some(((), key))));
    }

    fn put(&mut self, placed: Placed, put: impl Fn(&mut Calls, PersonId, SortKey<CallMark>)) {
        let Placed { handler, key, common } = placed;
        put(&mut self.listed, handler, key);
        for common in common {
            put(self.common.entry(common).or_default(), handler, key);
        }
    }

    /// Those that began between two moments, both of them included.
    pub(in crate::workspace) fn between(
        &self,
        earliest: Instant,
        latest: Instant,
    ) -> impl Iterator<Item = SortKey<CallMark>> {
        let from = (earliest, touchline_kernel::id::Id::new(uuid::Uuid::nil()));
        let to = (latest, touchline_kernel::id::Id::new(uuid::Uuid::max()));
        let all = self.listed.within(Reach::All, ()).filter(|_| earliest <= latest);
        all.into_iter().flat_map(move |all| all.range(from..=to)).copied()
    }

    /// Those of whoever is within reach.
    pub(in crate::workspace) fn within(&self, reach: Reach) -> Option<&Ordered<SortKey<CallMark>>> {
        self.listed.within(reach, ())
    }

    /// Those of them that have something in common.
    pub(in crate::workspace) fn with(&self, common: &Common, reach: Reach) -> Option<&Ordered<SortKey<CallMark>>> {
        self.common.get(common)?.within(reach, ())
    }
}

impl Follows<World> for Begun {
    /// A person has moved, and everybody below them along: so do their calls.
    fn moved(&mut self, moved: &Moved, world: &World) {
        self.listed.moved(moved, world);
        for calls in self.common.values_mut() {
            calls.moved(moved, world);
        }
    }
}
