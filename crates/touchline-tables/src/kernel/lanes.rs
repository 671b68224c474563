//! Rows side by side: a chunk of a column that stays in the processor's nearest memory, and its presence bits.

use pulp::Simd;
use pulp::bytemuck::cast_slice;

/// Rows in a chunk.
pub(crate) const ROWS: usize = 512;
/// Rows that one word of presence bits tells of.
pub(crate) const BLOCK: usize = 64;
/// Words of presence bits in a chunk.
pub(crate) const WORDS: usize = ROWS / BLOCK;

/// A number for each row of a chunk.
pub(crate) type Lanes = [f64; ROWS];
/// A whole number for each row of a chunk.
pub(crate) type Wholes = [u64; ROWS];
/// A bit for each row of a chunk.
pub(crate) type Bits = [u64; WORDS];

/// The bit of each row of a block.
static BIT: [u64; BLOCK] = {
    let mut bits = [0; BLOCK];
    let mut row = 0;
    while row < BLOCK {
        bits[row] = 1 << row;
        row += 1;
    }
    bits
};

/// Registers of rows that are worked on together, so that their steps overlap.
pub(crate) const ABREAST: usize = 4;

/// So many registers.
pub(crate) type Few<T> = [T; ABREAST];

/// Which rows of a block are in a tile, as bits.
#[derive(Clone, Copy)]
pub(crate) struct Tile<S: Simd> {
    simd: S,
    bits: Few<S::u64s>,
}

impl<S: Simd> Tile<S> {
    /// The rows from this one of a block.
    #[inline(always)]
    pub(crate) fn at(simd: S, row: usize) -> Self {
        let bits = &cast_slice::<u64, S::u64s>(&BIT)[row / S::U64_LANES..];
        Tile { simd, bits: core::array::from_fn(|register| bits[register]) }
    }

    /// The rows whose bits are set.
    #[inline(always)]
    pub(crate) fn mask(self, word: u64, register: usize) -> S::m64s {
        let simd = self.simd;
        let bits = self.bits[register];
        simd.equal_u64s(simd.and_u64s(simd.splat_u64s(word), bits), bits)
    }

    /// The bits of all rows of the tile.
    #[inline(always)]
    pub(crate) fn all(self, simd: S) -> u64 {
        let any = simd.splat_u64s(0);
        self.word([simd.equal_u64s(any, any); ABREAST])
    }

    /// The bits of the rows that masks name.
    #[inline(always)]
    pub(crate) fn word(self, masks: Few<S::m64s>) -> u64 {
        let simd = self.simd;
        let none = simd.splat_u64s(0);
        let mut set = none;
        for (mask, bits) in masks.into_iter().zip(self.bits) {
            set = simd.or_u64s(set, simd.select_u64s(mask, bits, none));
        }
        cast_slice::<S::u64s, u64>(&[set]).iter().fold(0, |word, bits| word | bits)
    }
}
