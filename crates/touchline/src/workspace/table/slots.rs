//! Places by hash, in lines of memory: a search reads one line, and nearly always no other. Nothing is ever taken out.
//!
//! Tables that keep a byte of each hash apart from what they hold search many slots at once, and read two lines for it.
//! Here there are few slots to search, and each line has to come from far away.

/// How many slots lie in a line.
const IN_LINE: usize = 8;
/// The place of a slot that is free.
const FREE: u32 = u32::MAX;

/// Slots that are found by their hash.
#[derive(Debug, Default)]
pub(in crate::workspace) struct Slots {
    /// None, or a power of two of them; one at least is not full.
    lines: Vec<Line>,
    count: usize,
}

/// As much as is fetched from memory at once.
#[derive(Clone, Copy, Debug)]
#[repr(align(64))]
struct Line([Slot; IN_LINE]);

/// Where a row stands, and the part of its key's hash that it is told from others by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::workspace) struct Slot {
    pub(in crate::workspace) hash: u32,
    place: u32,
}

impl Slot {
    /// The slot of a row, if it can be told from a free one.
    pub(in crate::workspace) fn of(hash: u32, place: u32) -> Option<Self> {
        (place != FREE).then_some(Slot { hash, place })
    }

    fn is_free(self) -> bool {
        self.place == FREE
    }
}

impl Line {
    const FREE: Line = Line([Slot { hash: 0, place: FREE }; IN_LINE]);

    /// Whether any slot has this hash: all are looked at together.
    fn may_have(&self, hash: u32) -> bool {
        self.0.iter().fold(false, |any, slot| any | (slot.hash == hash))
    }

    /// Slots are filled from the first to the last.
    fn has_room(&self) -> bool {
        self.0.last().is_some_and(|slot| slot.is_free())
    }
}

impl Slots {
    pub(in crate::workspace) fn len(&self) -> usize {
        self.count
    }

    /// How many slots there are, free ones too.
    #[cfg(test)]
    pub(in crate::workspace) fn room(&self) -> usize {
        self.lines.len().saturating_mul(IN_LINE)
    }

    pub(in crate::workspace) fn iter(&self) -> impl Iterator<Item = Slot> {
        self.lines.iter().flat_map(|line| line.0).filter(|slot| !slot.is_free())
    }

    /// The place that has this hash, and of which this is true.
    pub(in crate::workspace) fn find(&self, hash: u32, is: impl Fn(u32) -> bool) -> Option<u32> {
        let (before, from) = self.lines.split_at_checked(line_of(hash, self.lines.len()))?;
        for line in from.iter().chain(before) {
            if line.may_have(hash)
                && let Some(found) = line.0.iter().find(|slot| slot.hash == hash && !slot.is_free() && is(slot.place))
            {
                return Some(found.place);
            }
            if line.has_room() {
                return None;
            }
        }
        None
    }

    /// Puts one in that was not found.
    pub(in crate::workspace) fn insert(&mut self, slot: Slot) {
        self.reserve(1);
        self.put(slot);
        self.count = self.count.saturating_add(1);
    }

    /// Makes room for so many more: a quarter of all slots stays free, so that few lines are full.
    pub(in crate::workspace) fn reserve(&mut self, more: usize) {
        let count = self.count.saturating_add(more);
        let slots = count.saturating_add(count / 3).saturating_add(1);
        if slots <= self.lines.len().saturating_mul(IN_LINE) {
            return;
        }
        let lines = vec![Line::FREE; slots.div_ceil(IN_LINE).next_power_of_two()];
        let before = core::mem::replace(&mut self.lines, lines);
        let slots = before.iter().flat_map(|line| line.0).filter(|slot| !slot.is_free());
        slots.for_each(|slot| self.put(slot));
    }

    /// Puts one into the first free slot from its line on.
    fn put(&mut self, slot: Slot) {
        let line = line_of(slot.hash, self.lines.len());
        let Some((before, from)) = self.lines.split_at_mut_checked(line) else { return };
        let mut slots = from.iter_mut().chain(before).flat_map(|line| &mut line.0);
        if let Some(free) = slots.find(|slot| slot.is_free()) {
            *free = slot;
        }
    }
}

/// The line, of so many, in which the search for a hash begins: by the highest bits of the hash.
fn line_of(hash: u32, lines: usize) -> usize {
    let lines = u64::try_from(lines).unwrap_or_default();
    let line = u64::from(hash).wrapping_mul(lines) >> u32::BITS;
    usize::try_from(line).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn wsp_06_whatever_was_put_in_is_found_by_hash_and_place_and_nothing_else(
            // Few hashes, so that many places share one, and some at the end, from where a search begins anew.
            hashes in prop::collection::vec(prop_oneof![0_u32..4, u32::MAX - 2..=u32::MAX, any::<u32>()], 0..600),
            more in 0_usize..40,
        ) {
            let mut slots = Slots::default();
            for (place, hash) in (0_u32..).zip(&hashes) {
                prop_assert_eq!(slots.find(*hash, |other| other == place), None);
                slots.insert(Slot::of(*hash, place).unwrap());
                slots.reserve(more);
            }
            prop_assert_eq!(slots.len(), hashes.len());
            for (place, hash) in (0_u32..).zip(&hashes) {
                prop_assert_eq!(slots.find(*hash, |other| other == place), Some(place));
                prop_assert_eq!(slots.find(hash.wrapping_add(1), |other| other == place), None);
            }
            let mut all: Vec<Slot> = slots.iter().collect();
            all.sort_unstable_by_key(|slot| slot.place);
            let expected: Vec<Slot> = (0..).zip(&hashes).map(|(place, hash)| Slot { hash: *hash, place }).collect();
            prop_assert_eq!(all, expected);
        }
    }

    #[test]
    fn wsp_06_a_line_is_as_long_as_what_is_fetched_and_nothing_stands_in_the_last_place() {
        assert_eq!((size_of::<Line>(), align_of::<Line>()), (64, 64));
        assert_eq!(Slot::of(7, u32::MAX), None);
    }
}
