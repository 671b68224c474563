//! Draws that everybody can repeat: a named generator, started by a seed that stands on record.
//!
//! Rules: JOB-06.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A generator, by its name. What it is called never comes to mean other draws: another way of drawing is another
/// version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "GeneratorName")]
pub enum GeneratorName {
    /// SplitMix64, by Guy Steele, Doug Lea and Christine Flood.
    Splitmix64,
}

/// The generator that made a draw, and the version of how it was drawn with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Generator {
    /// Its name.
    pub name: GeneratorName,
    /// The version of how it was drawn with it.
    pub version: u32,
}

impl Generator {
    /// The one that draws now.
    pub const NOW: Generator = Generator { name: GeneratorName::Splitmix64, version: 1 };
}

/// What a draw starts from: 64 bits of the host's randomness.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seed(pub u64);

// A number of JSON could not hold every one of them.
crate::in_digits!(Seed of u64);
crate::written! { Seed as "Seed", in the format "seed" }

/// SplitMix64: the state moves on by the golden ratio, and what comes out is the state, mixed.
#[derive(Clone, Debug)]
pub struct SplitMix64(u64);

impl SplitMix64 {
    /// Starts from a seed.
    #[must_use]
    pub fn new(Seed(seed): Seed) -> Self {
        SplitMix64(seed)
    }

    /// The next 64 bits.
    pub fn draw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `bound`, each as likely as any other: numbers at the top, where not all would be, are drawn
    /// anew. 0 where there is none.
    pub fn below(&mut self, bound: u64) -> u64 {
        // How many numbers of 64 bits there are beyond the last whole multiple of the bound.
        let Some(beyond) = 0_u64.wrapping_sub(bound).checked_rem(bound) else { return 0 };
        loop {
            let drawn = self.draw();
            if drawn >= beyond {
                return drawn.checked_rem(bound).unwrap_or_default();
            }
        }
    }

    /// Puts so many of a list, drawn at random, at its beginning; or all, in a random order.
    pub fn draw_first<T>(&mut self, list: &mut [T], so_many: usize) {
        for place in 0..so_many.min(list.len()) {
            let left = u64::try_from(list.len().saturating_sub(place)).unwrap_or_default();
            let chosen = usize::try_from(self.below(left)).unwrap_or_default();
            list.swap(place, place.saturating_add(chosen));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn job_06_the_generator_is_the_one_that_is_named() {
        // Sebastiano Vigna's reference implementation, as published beside it.
        let mut generator = SplitMix64::new(Seed(1_234_567));
        let drawn: Vec<u64> = (0..5).map(|_| generator.draw()).collect();
        let published = [
            6_457_827_717_110_365_317,
            3_203_168_211_198_807_973,
            9_817_491_932_198_370_423,
            4_593_380_528_125_082_431,
            16_408_922_859_458_223_821,
        ];
        assert_eq!(drawn, published);
    }

    #[test]
    fn job_06_every_number_below_a_bound_is_as_likely() {
        let mut generator = SplitMix64::new(Seed(7));
        let mut counts = [0_u32; 6];
        for _ in 0..60_000 {
            counts[usize::try_from(generator.below(6)).unwrap()] += 1;
        }
        // Chi squared with 5 degrees of freedom stays below 20.5 in 999 of 1,000 runs; this is one run, for ever.
        let off = counts.iter().map(|count| f64::from(*count) - 10_000.0);
        let chi: f64 = off.map(|off| off * off / 10_000.0).sum();
        assert!(chi < 20.5, "{counts:?}");
        assert_eq!(generator.below(0), 0);
        assert_eq!(generator.below(1), 0);
    }

    #[test]
    fn job_06_every_order_of_three_is_as_likely() {
        let mut generator = SplitMix64::new(Seed(11));
        let mut counts = std::collections::BTreeMap::new();
        for _ in 0..60_000 {
            let mut list = [0, 1, 2];
            generator.draw_first(&mut list, 3);
            *counts.entry(list).or_insert(0_u32) += 1;
        }
        assert_eq!(counts.len(), 6);
        assert!(counts.values().all(|count| (9_600..10_400).contains(count)), "{counts:?}");
    }
}
