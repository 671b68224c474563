//! Whole numbers of the widths that a processor has, as slopes are compared by them.
//!
//! Rules: INS-01.

/// A whole number of some width.
pub(super) trait Whole: Copy + Default + Ord {
    /// So many bits a value may have, so that its product with a place, and the difference of two such, always fit.
    const WIDEST: usize;

    /// So many times a power of two.
    fn of(part: i64, power: u32) -> Self;
    fn times(self, place: Self) -> Self;
    fn less(self, other: Self) -> Self;

    /// By size, each beside its place in the list, and of the same the earlier first.
    fn sorted(all: impl Iterator<Item = Self>) -> Vec<(Self, u32)> {
        let mut sorted: Vec<(Self, u32)> = all.zip(0..).collect();
        sorted.sort_unstable();
        sorted
    }
}

impl Whole for i64 {
    const WIDEST: usize = 30;

    fn of(part: i64, power: u32) -> Self {
        part.wrapping_shl(power)
    }

    fn times(self, place: Self) -> Self {
        self.wrapping_mul(place)
    }

    fn less(self, other: Self) -> Self {
        self.wrapping_sub(other)
    }

    /// Where both go into one word, how far each lies above the least and its place behind that, words are what is sorted: they are
    /// half as long, and compared at once.
    fn sorted(all: impl Iterator<Item = Self>) -> Vec<(Self, u32)> {
        let all: Vec<i64> = all.collect();
        let (least, most) =
            all.iter().fold((i64::MAX, i64::MIN), |(least, most), one| (least.min(*one), most.max(*one)));
        let of_place = bits_of(u64::try_from(all.len()).unwrap_or(u64::MAX));
        if bits_of(most.abs_diff(least)).saturating_add(of_place) > u64::BITS {
            let mut sorted: Vec<(i64, u32)> = all.into_iter().zip(0..).collect();
            sorted.sort_unstable();
            return sorted;
        }
        let word = |(one, place): (&i64, u64)| one.abs_diff(least).wrapping_shl(of_place) | place;
        let mut words: Vec<u64> = all.iter().zip(0_u64..).map(word).collect();
        words.sort_unstable();
        let place_alone = 1_u64.wrapping_shl(of_place).wrapping_sub(1);
        let apart = |word: u64| {
            let above = word.wrapping_shr(of_place);
            (least.wrapping_add_unsigned(above), u32::try_from(word & place_alone).unwrap_or(u32::MAX))
        };
        words.into_iter().map(apart).collect()
    }
}

/// How many bits a number takes.
pub(super) fn bits_of(number: u64) -> u32 {
    u64::BITS.saturating_sub(number.leading_zeros())
}

impl Whole for i128 {
    const WIDEST: usize = 90;

    fn of(part: i64, power: u32) -> Self {
        i128::from(part).wrapping_shl(power)
    }

    fn times(self, place: Self) -> Self {
        self.wrapping_mul(place)
    }

    fn less(self, other: Self) -> Self {
        self.wrapping_sub(other)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn ins_01_words_are_in_the_order_of_what_is_in_them(
            few in prop::collection::vec(-4_i64..4, 0..40), wide in prop::collection::vec(any::<i64>(), 0..40),
        ) {
            for all in [few, wide] {
                let mut wanted: Vec<(i64, u32)> = all.iter().copied().zip(0..).collect();
                wanted.sort();
                prop_assert_eq!(i64::sorted(all.into_iter()), wanted);
            }
        }
    }
}
