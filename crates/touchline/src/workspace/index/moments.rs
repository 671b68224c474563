//! Moments between two of them, and the keys of what lies there.

use uuid::Uuid;

use super::lists::SortKey;
use touchline_kernel::{Id, Instant};

/// The moments that count.
#[derive(Clone, Copy, Debug)]
pub(in crate::workspace) struct Moments {
    /// The first that counts.
    pub(in crate::workspace) since: Instant,
    /// The first that counts no more.
    pub(in crate::workspace) until: Instant,
}

impl Moments {
    /// Whether one is among them.
    pub(in crate::workspace) fn hold(self, moment: Instant) -> bool {
        (self.since..self.until).contains(&moment)
    }
}

/// The sort keys of all that lies from the first moment on and before the last.
pub(in crate::workspace) fn between<T>(Moments { since, until }: Moments) -> core::ops::Range<SortKey<T>> {
    // A day that a zone never had begins where it ends.
    first_at(since)..first_at(until.max(since))
}

/// Before every key of a moment but its own.
pub(in crate::workspace) fn first_at<T>(moment: Instant) -> SortKey<T> {
    (moment, Id::new(Uuid::nil()))
}

/// Behind every key of a moment but its own.
pub(in crate::workspace) fn last_at<T>(moment: Instant) -> SortKey<T> {
    (moment, Id::new(Uuid::max()))
}
