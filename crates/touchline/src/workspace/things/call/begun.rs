//! Calls by when they began: of the whole organisation, by who handled them and along the reporting lines; and the same
//! of each campaign and of each kind of call. And by each word of their names: one whose name is replaced or redacted
//! leaves the words that it had.
//!
//! Rules: WSP-06.

use core::cmp::Reverse;
use std::sync::Arc;

use crate::workspace::index::moments::{first_at, last_at};
use crate::workspace::index::reporting::Line;
use crate::workspace::{Along, Follows, LookUp, Moved, Ordered, Reach, SortKey, World};
use touchline_kernel::time::Instant;
use touchline_kernel::{Key, PersonId, words};
use touchline_law::ground::calls::{Call, CallId, CallMark};

/// What calls have in common.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(in crate::workspace) enum Common {
    Campaign(Key),
    Kind(Key),
}

/// Where a call stands by one of the words of its name: of those with the same word the newest first.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::workspace) struct CallWord {
    pub(in crate::workspace) word: Arc<str>,
    pub(in crate::workspace) began: Reverse<Instant>,
    pub(in crate::workspace) call: CallId,
}

impl CallWord {
    /// One for each word of a call's name.
    pub(in crate::workspace) fn all_of(call: &Call) -> Vec<CallWord> {
        let found_by = call.name.as_ref().map(|name| words::found_by(name.as_str())).unwrap_or_default();
        let (began, call) = (Reverse(call.started_at), call.call);
        found_by.into_iter().map(|word| CallWord { word: word.into(), began, call }).collect()
    }
}

/// Where a call stands.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::workspace) struct Placed {
    handler: PersonId,
    key: SortKey<CallMark>,
    common: Vec<Common>,
    words: Vec<CallWord>,
}

impl Placed {
    pub(in crate::workspace) fn of(call: &Call) -> Self {
        let campaign = call.campaign.clone().map(Common::Campaign);
        let kind = call.call_type.clone().map(Common::Kind);
        Placed {
            handler: call.handler,
            key: (call.started_at, call.call),
            common: campaign.into_iter().chain(kind).collect(),
            words: CallWord::all_of(call),
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
    /// `call.search`: "Which have a name with a word that begins so?"
    words: Along<(), CallWord>,
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
            for word in &before.words {
                self.words.change(before.handler, &managers, Some(((), word.clone())), None);
            }
            self.put(before, |calls, handler, key| calls.change(handler, &managers, Some(((), key)), None));
        }
        let managers = managers(after.handler);
        for word in &after.words {
            self.words.change(after.handler, &managers, None, Some(((), word.clone())));
        }
        self.put(after, |calls, handler, key| calls.change(handler, &managers, None, Some(((), key))));
    }

    fn put(&mut self, placed: Placed, put: impl Fn(&mut Calls, PersonId, SortKey<CallMark>)) {
        let Placed { handler, key, common, .. } = placed;
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
        let all = self.listed.within(Reach::All, ()).filter(|_| earliest <= latest);
        all.into_iter().flat_map(move |all| all.range(first_at(earliest)..=last_at(latest))).copied()
    }

    /// Those of whoever is within reach.
    pub(in crate::workspace) fn within(&self, reach: Reach) -> Option<&Ordered<SortKey<CallMark>>> {
        self.listed.within(reach, ())
    }

    /// The words of the names of those of whoever is within reach.
    pub(in crate::workspace) fn words(&self, reach: Reach) -> Option<&Ordered<CallWord>> {
        self.words.within(reach, ())
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
        self.words.moved(moved, world);
        for calls in self.common.values_mut() {
            calls.moved(moved, world);
        }
    }
}
