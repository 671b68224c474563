//! Numbers that look random and are the same in every run.

use uuid::Uuid;

/// A small generator of numbers (SplitMix64).
#[derive(Clone, Debug)]
pub struct Dice(u64);

impl Dice {
    /// Numbers that follow from a seed alone.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Dice(seed)
    }

    /// The next number.
    pub fn draw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `bound`.
    pub fn below(&mut self, bound: usize) -> usize {
        (self.draw() % bound.max(1) as u64) as usize
    }

    /// An id such as hosts choose at random.
    pub fn uuid(&mut self) -> Uuid {
        uuid::Builder::from_random_bytes(Uuid::from_u64_pair(self.draw(), self.draw()).into_bytes()).into_uuid()
    }

    /// 64 hexadecimal digits.
    pub fn entropy(&mut self) -> String {
        (0..4).map(|_| format!("{:016x}", self.draw())).collect()
    }
}

/// The id that belongs to a name and a place: the same wherever it is asked for.
#[must_use]
pub fn id(name: u64, place: usize) -> Uuid {
    Dice::new(name.rotate_left(40) ^ place as u64).uuid()
}
