//! Dice that fall the same way every time.

pub(crate) struct Dice(u64);

impl Default for Dice {
    fn default() -> Self {
        Dice(0x5eed)
    }
}

impl Dice {
    /// A number below that of the sides.
    pub(crate) fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % sides
    }

    pub(crate) fn of<'a, T: ?Sized>(&mut self, all: &[&'a T]) -> &'a T {
        all[self.roll(all.len())]
    }
}
