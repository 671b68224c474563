//! Calls by when they began.

use crate::workspace::{Follows, Moved, Ordered, SortKey, World};
use touchline_kernel::time::Instant;
use touchline_law::ground::calls::CallMark;

/// "Which calls began then?"
#[derive(Debug, Default)]
pub(in crate::workspace) struct Begun(Ordered<SortKey<CallMark>>);

impl Begun {
    pub(in crate::workspace) fn change(&mut self, before: Option<SortKey<CallMark>>, after: SortKey<CallMark>) {
        if before == Some(after) {
            return;
        }
        if let Some(before) = before {
            self.0.remove(&before);
        }
        self.0.insert(after);
    }

    /// Those that began between two moments, both of them included.
    pub(in crate::workspace) fn between(
        &self,
        earliest: Instant,
        latest: Instant,
    ) -> impl Iterator<Item = SortKey<CallMark>> {
        let from = (earliest, touchline_kernel::id::Id::new(uuid::Uuid::nil()));
        let to = (latest, touchline_kernel::id::Id::new(uuid::Uuid::max()));
        let keys = (earliest <= latest).then(|| self.0.range(from..=to));
        keys.into_iter().flatten().copied()
    }
}

impl Follows<World> for Begun {
    /// By moment, whoever handled them.
    fn moved(&mut self, _: &Moved, _: &World) {}
}
