//! The arithmetic of a framework over columns: several rows at once, with the instructions that the processor has,
//! and the bits that [`touchline_calculators::skill::Compiled::score`] gives each row.

#![forbid(unsafe_code)]

mod explain;
mod lanes;
mod plan;
mod sums;
mod walk;

use std::ops::{ControlFlow, Range};

use pulp::{Arch, Simd, WithSimd};

use crate::threads;

pub(crate) use explain::{Counting, Explained, Part, Shares, explain};
pub(crate) use lanes::{BLOCK, Bits, Lanes, ROWS, WORDS, Wholes};
pub(crate) use plan::Plan;
pub(crate) use sums::{Abreast, Adding, ROWS_AT_ONCE, RowSums};
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
    /// Walks all chunks with these instructions. Says whether all that is present is a measure.
    fn each<S: Simd>(self, simd: S) -> bool;
}

/// The work of chunks that follow one another, which may be cut between any two of them.
pub(crate) trait Cut: Chunks + Send + Sized {
    /// The chunks before this one of the batch, and the others.
    fn split(self, until: usize) -> (Self, Self);
}

/// Chunks between two of which it is asked whether to go on.
const AT_ONCE: usize = (1 << 16) / ROWS;

/// Is told within a batch how many rows of it are done, and says whether to go on.
pub(crate) type Within<'a> = &'a mut dyn FnMut(usize) -> ControlFlow<()>;

/// Work that nobody stops.
pub(crate) fn on(_: usize) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

/// Shares chunks out among threads, some of them after the other; between these it is asked whether to go on. Says whether all
/// that is present is a measure; nothing where it was stopped.
pub(crate) fn spread(arch: Arch, threads: u32, work: impl Cut, chunks: usize, within: Within<'_>) -> Option<bool> {
    let (mut rest, mut fit) = (work, true);
    let mut done = 0;
    while chunks - done > AT_ONCE {
        let (part, later) = rest.split(done + AT_ONCE);
        fit &= share_out(arch, threads, part, done..done + AT_ONCE);
        (rest, done) = (later, done + AT_ONCE);
        if within(done * ROWS).is_break() {
            return None;
        }
    }
    Some(share_out(arch, threads, rest, done..chunks) && fit)
}

fn share_out(arch: Arch, threads: u32, work: impl Cut, chunks: Range<usize>) -> bool {
    let threads = threads::within(threads, chunks.len());
    let mut parts = Vec::with_capacity(threads);
    let mut rest = work;
    for thread in 0..threads - 1 {
        let until = chunks.start + chunks.len() * (thread + 1) / threads;
        let (part, later) = rest.split(until);
        parts.push(part);
        rest = later;
    }
    parts.push(rest);
    threads::each(parts, |part| run(arch, part)).into_iter().all(|fit| fit)
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
