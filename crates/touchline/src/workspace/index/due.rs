//! Keys of what is to be done by a day, in the order in which it is due.

use touchline_kernel::{Id, Instant, LocalDate, Zone};
use touchline_law::life::among_moments;

/// Whether it has no due date, then when it is due, or since when it stands there, then the id.
pub(in crate::workspace) type DueKey<T> = (bool, Instant, Id<T>);

/// The key of what is due on a day; of what has no due date, by since when it stands there.
pub(in crate::workspace) fn due_key<T>(due_on: Option<LocalDate>, since: Instant, id: Id<T>) -> DueKey<T> {
    match due_on {
        Some(day) => (false, among_moments(day), id),
        None => (true, since, id),
    }
}

/// Whether something due at this key can be overdue at a moment, wherever whoever is to do it is: nowhere is it later than a
/// day ahead of UTC.
pub(in crate::workspace) fn may_be_overdue<T>(key: &DueKey<T>, at: Instant) -> bool {
    let (has_no_due_date, due, _) = *key;
    !has_no_due_date && due <= among_moments(Zone::default().day_of(at))
}
