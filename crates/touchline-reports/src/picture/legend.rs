//! What forms mean: an entry beside the other, and on the next line where there is no room.

use super::canvas::{SMALL, width_of};
use super::model::Room;

/// What a form means, and where that stands.
pub(super) struct Entry<T> {
    pub(super) label: String,
    /// On which line, the first being 0.
    pub(super) line: usize,
    /// Whose form it is.
    pub(super) of: T,
    /// How far from the left.
    pub(super) x: f64,
}

/// How far it begins from the left.
const LEFT: f64 = 24.0;

/// Those entries each in its place, and how many lines they take. Of two numbers, so far is a label from where its form begins, and so
/// far the next form from its end.
pub(super) fn legend<T>(
    room: Room,
    entries: impl IntoIterator<Item = (T, String)>,
    (beside, between): (f64, f64),
) -> (Vec<Entry<T>>, usize) {
    let (mut x, mut line) = (LEFT, 0_usize);
    let place = |(of, label): (T, String)| {
        let wide = beside + width_of(&label, SMALL);
        if x > LEFT && x + wide > room.width() - 8.0 {
            (x, line) = (LEFT, line.saturating_add(1));
        }
        let entry = Entry { label, line, of, x };
        x += wide + between;
        entry
    };
    let entries = entries.into_iter().map(place).collect();
    (entries, line.saturating_add(1))
}
