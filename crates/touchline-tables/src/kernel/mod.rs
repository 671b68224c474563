//! The arithmetic of a framework over columns: several rows at once, with the instructions that the processor has,
//! and the bits that [`touchline_calculators::skill::Compiled::score`] gives each row.

#![forbid(unsafe_code)]

mod lanes;
mod plan;
mod walk;

use pulp::{Arch, Simd, WithSimd};

pub(crate) use lanes::{Bits, Lanes, ROWS, WORDS, Wholes};
pub(crate) use plan::Plan;
pub(crate) use walk::{Input, More, Target, walk};

/// The instructions that the kernel is to use. All give the same bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Instructions {
    /// The widest that the processor has.
    Widest,
    /// One number at a time.
    Scalar,
    /// Four numbers at a time, where the processor can.
    Avx2,
}

impl Instructions {
    /// What the processor has of it; nothing where it lacks them.
    pub(crate) fn arch(self) -> Option<Arch> {
        match self {
            Instructions::Widest => Some(Arch::new()),
            Instructions::Scalar => Some(Arch::Scalar),
            #[cfg(target_arch = "x86_64")]
            Instructions::Avx2 => pulp::x86::V3::try_new().map(Arch::V3),
            #[cfg(not(target_arch = "x86_64"))]
            Instructions::Avx2 => None,
        }
    }
}

/// One chunk's work.
pub(crate) trait Chunks {
    /// Walks all chunks with these instructions. Says whether what is present is finite.
    fn each<S: Simd>(self, simd: S) -> bool;
}

/// Walks chunks with the instructions of an architecture.
pub(crate) fn run(arch: Arch, chunks: impl Chunks) -> bool {
    struct Run<C>(C);
    impl<C: Chunks> WithSimd for Run<C> {
        type Output = bool;

        #[inline(always)]
        fn with_simd<S: Simd>(self, simd: S) -> bool {
            self.0.each(simd)
        }
    }
    arch.dispatch(Run(chunks))
}
