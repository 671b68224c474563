//! The scores of a chunk: each step of the framework's arithmetic on several rows at once, in framework order.
//!
//! The steps are those of `touchline::skill`, which scores one row. None depends on how many rows go side by side and
//! none is a fused multiplication and addition, so every instruction set gives a row the bits that it gets by itself.
//!
//! Rules: BAT-01.

use pulp::Simd;
use pulp::bytemuck::{cast_slice, cast_slice_mut};
use touchline_calculators::skill::{HALF, LOST};

use super::lanes::{ABREAST, BLOCK, Bits, Few, Lanes, Tile, WORDS, Wholes};
use super::plan::{Component, Plan, Whole};
use crate::decimal::MOST;

/// A component's raw measures in a chunk.
#[derive(Clone, Copy)]
pub(crate) struct Input<'a> {
    pub(crate) raw: &'a Lanes,
    pub(crate) present: Bits,
}

/// Where the scores of a chunk go, of an area or overall.
pub(crate) struct Target<'a> {
    /// The score, 0 where there is none.
    pub(crate) score: &'a mut Lanes,
    /// Where there is one.
    pub(crate) scored: &'a mut Bits,
    /// Where the rest goes, if anybody cares.
    pub(crate) more: Option<More<'a>>,
}

/// Where that goes which comes with a score.
pub(crate) struct More<'a> {
    /// The share of the weight that counts.
    pub(crate) coverage: &'a mut Lanes,
    /// The published score in the low byte.
    pub(crate) published: &'a mut Wholes,
    /// The place of the weakest component, 0 where there is none.
    pub(crate) weakest: &'a mut Wholes,
    /// Where any component is present.
    pub(crate) present: &'a mut Bits,
}

/// Rows that are worked on together: their block, their first register in the chunk, their bits in the block.
#[derive(Clone, Copy)]
pub(super) struct Place<S: Simd> {
    pub(super) block: usize,
    pub(super) at: usize,
    pub(super) tile: Tile<S>,
}

impl<S: Simd> Place<S> {
    /// The rows from this one of a block.
    #[inline(always)]
    pub(super) fn of(simd: S, block: usize, row: usize) -> Self {
        Place { block, at: (block * BLOCK + row) / S::F64_LANES, tile: Tile::at(simd, row) }
    }
}

/// Added to a whole number below it, it leaves that in the low bits.
const WHOLE: f64 = 4_503_599_627_370_496.0;

/// Scores a chunk. Says whether all that is present is a measure; what is not counts as missing.
#[inline(always)]
pub(crate) fn walk<S: Simd>(
    simd: S,
    plan: &Plan,
    inputs: &[Input<'_>],
    areas: &mut [Target<'_>],
    overall: &mut Target<'_>,
) -> bool {
    let mut unfit = nowhere(simd);
    for block in 0..WORDS {
        areas.iter_mut().for_each(|area| area.clear(block));
        overall.clear(block);
        for row in (0..BLOCK).step_by(ABREAST * S::F64_LANES) {
            let place = Place::of(simd, block, row);
            unfit = simd.or_m64s(unfit, walk_tile(simd, plan, place, inputs, areas, overall));
        }
    }
    is_nowhere(simd, unfit)
}

#[inline(always)]
fn walk_tile<S: Simd>(
    simd: S,
    plan: &Plan,
    place: Place<S>,
    inputs: &[Input<'_>],
    areas: &mut [Target<'_>],
    overall: &mut Target<'_>,
) -> S::m64s {
    let mut all = Sums::none(simd);
    let mut unfit = nowhere(simd);
    for (area, target) in plan.areas.iter().zip(areas) {
        let mut sums = Sums::none(simd);
        for component in &area.components {
            let found = sums.take(simd, component, &inputs[component.place], place);
            unfit = simd.or_m64s(unfit, found);
        }
        let (scores, scored) = target.put(simd, place, &sums, area.whole);
        let weight = simd.splat_f64s(area.weight);
        for register in 0..ABREAST {
            all.add(simd, register, scored[register], scores[register], weight);
            let lower = all.is_lower(simd, register, sums.lowest[register]);
            all.lower(simd, register, lower, sums.lowest[register], sums.place[register]);
        }
    }
    overall.put(simd, place, &all, plan.whole);
    unfit
}

/// Sums over what is present, and which of it is lowest.
#[derive(Clone, Copy)]
pub(super) struct Sums<S: Simd> {
    points: Few<S::f64s>,
    pub(super) weight: Few<S::f64s>,
    lowest: Few<S::f64s>,
    place: Few<S::u64s>,
}

/// A component after its curve.
pub(super) struct Read<S: Simd> {
    pub(super) values: Few<S::f64s>,
    /// Where it is present and a measure.
    pub(super) counts: Few<S::m64s>,
    /// Where it is present and none.
    pub(super) unfit: S::m64s,
}

impl<S: Simd> Read<S> {
    #[inline(always)]
    pub(super) fn of(simd: S, component: &Component, input: &Input<'_>, place: Place<S>) -> Self {
        let raw = &cast_slice::<f64, S::f64s>(input.raw)[place.at..place.at + ABREAST];
        let raw: Few<S::f64s> = core::array::from_fn(|register| raw[register]);
        let mut read =
            Read { values: values(simd, component, raw), counts: [nowhere(simd); ABREAST], unfit: nowhere(simd) };
        for (register, (raw, counts)) in raw.iter().zip(&mut read.counts).enumerate() {
            let present = place.tile.mask(input.present[place.block], register);
            let fits = simd.less_than_or_equal_f64s(simd.abs_f64s(*raw), simd.splat_f64s(MOST));
            read.unfit = simd.or_m64s(read.unfit, simd.and_m64s(present, simd.not_m64s(fits)));
            *counts = simd.and_m64s(present, fits);
        }
        read
    }
}

impl<S: Simd> Sums<S> {
    #[inline(always)]
    pub(super) fn none(simd: S) -> Self {
        let zero = [simd.splat_f64s(0.0); ABREAST];
        let above_all = [simd.splat_f64s(f64::INFINITY); ABREAST];
        Sums { points: zero, weight: zero, lowest: above_all, place: [simd.splat_u64s(0); ABREAST] }
    }

    /// Takes one component in. Says where it is present and no measure.
    #[inline(always)]
    fn take(&mut self, simd: S, component: &Component, input: &Input<'_>, place: Place<S>) -> S::m64s {
        let read = Read::of(simd, component, input, place);
        self.take_read(simd, component, &read);
        read.unfit
    }

    /// Takes in what was read of a component.
    #[inline(always)]
    pub(super) fn take_read(&mut self, simd: S, component: &Component, read: &Read<S>) {
        let (weight, here) = (simd.splat_f64s(component.weight), simd.splat_u64s(component.place as u64));
        for register in 0..ABREAST {
            let (value, counts) = (read.values[register], read.counts[register]);
            self.add(simd, register, counts, value, weight);
            let lower = simd.and_m64s(counts, self.is_lower(simd, register, value));
            self.lower(simd, register, lower, value, here);
        }
    }

    #[inline(always)]
    pub(super) fn add(&mut self, simd: S, register: usize, counts: S::m64s, value: S::f64s, weight: S::f64s) {
        let zero = simd.splat_f64s(0.0);
        let points = simd.select_f64s(counts, simd.mul_f64s(weight, value), zero);
        self.points[register] = simd.add_f64s(self.points[register], points);
        self.weight[register] = simd.add_f64s(self.weight[register], simd.select_f64s(counts, weight, zero));
    }

    /// Whether a value lies under the lowest so far by more than sums of doubles lose.
    #[inline(always)]
    fn is_lower(&self, simd: S, register: usize, value: S::f64s) -> S::m64s {
        simd.less_than_f64s(value, simd.sub_f64s(self.lowest[register], simd.splat_f64s(LOST)))
    }

    #[inline(always)]
    fn lower(&mut self, simd: S, register: usize, lower: S::m64s, value: S::f64s, place: S::u64s) {
        self.lowest[register] = simd.select_f64s(lower, value, self.lowest[register]);
        self.place[register] = simd.select_u64s(lower, place, self.place[register]);
    }

    /// The weighted mean where at least half of the whole weight counts, else 0.
    #[inline(always)]
    pub(super) fn mean(&self, simd: S, register: usize, enough: S::f64s) -> (S::f64s, S::m64s) {
        let weight = self.weight[register];
        let counts = simd.greater_than_or_equal_f64s(simd.add_f64s(weight, weight), enough);
        let mean = simd.div_f64s(self.points[register], weight);
        (simd.select_f64s(counts, mean, simd.splat_f64s(0.0)), counts)
    }
}

impl Target<'_> {
    #[inline(always)]
    fn clear(&mut self, block: usize) {
        self.scored[block] = 0;
        if let Some(more) = &mut self.more {
            more.present[block] = 0;
        }
    }

    /// Writes what sums come to. Gives the scores and where there are any.
    #[inline(always)]
    fn put<S: Simd>(&mut self, simd: S, place: Place<S>, sums: &Sums<S>, whole: Whole) -> (Few<S::f64s>, Few<S::m64s>) {
        let registers = place.at..place.at + ABREAST;
        let (whole, enough) = (simd.splat_f64s(whole.weight), simd.splat_f64s(whole.enough));
        let (mut scores, mut scored) = ([simd.splat_f64s(0.0); ABREAST], [nowhere(simd); ABREAST]);
        let into = &mut cast_slice_mut::<f64, S::f64s>(self.score)[registers.clone()];
        for register in 0..ABREAST {
            (scores[register], scored[register]) = sums.mean(simd, register, enough);
            into[register] = scores[register];
        }
        self.scored[place.block] |= place.tile.word(scored);
        if let Some(more) = &mut self.more {
            let coverage = &mut cast_slice_mut::<f64, S::f64s>(more.coverage)[registers.clone()];
            let published = &mut cast_slice_mut::<u64, S::u64s>(more.published)[registers.clone()];
            let weakest = &mut cast_slice_mut::<u64, S::u64s>(more.weakest)[registers];
            let mut present = [nowhere(simd); ABREAST];
            for register in 0..ABREAST {
                coverage[register] = simd.div_f64s(sums.weight[register], whole);
                published[register] = publish(simd, scores[register]);
                weakest[register] = sums.place[register];
                present[register] = simd.less_than_f64s(sums.lowest[register], simd.splat_f64s(f64::INFINITY));
            }
            more.present[place.block] |= place.tile.word(present);
        }
        (scores, scored)
    }
}

/// Whether a mask is of no row.
#[inline(always)]
pub(super) fn is_nowhere<S: Simd>(simd: S, mask: S::m64s) -> bool {
    let found = simd.select_u64s(mask, simd.splat_u64s(1), simd.splat_u64s(0));
    cast_slice::<S::u64s, u64>(&[found]).iter().all(|found| *found == 0)
}

/// A mask of no row.
#[inline(always)]
pub(super) fn nowhere<S: Simd>(simd: S) -> S::m64s {
    let zero = simd.splat_f64s(0.0);
    simd.less_than_f64s(zero, zero)
}

/// The curve's values; of what is no measure, anything.
#[inline(always)]
fn values<S: Simd>(simd: S, component: &Component, raw: Few<S::f64s>) -> Few<S::f64s> {
    let mut values = [simd.splat_f64s(component.first); ABREAST];
    for segment in &component.segments {
        let (from, to) = (simd.splat_f64s(segment.from), simd.splat_f64s(segment.to));
        let slope = simd.splat_f64s(segment.slope);
        for register in 0..ABREAST {
            let inside = simd.min_f64s(simd.max_f64s(raw[register], from), to);
            let rise = simd.mul_f64s(slope, simd.sub_f64s(inside, from));
            values[register] = simd.add_f64s(values[register], rise);
        }
    }
    let (least, greatest) = (simd.splat_f64s(component.least), simd.splat_f64s(component.greatest));
    values.map(|value| simd.min_f64s(simd.max_f64s(value, least), greatest))
}

/// Rounded half up as a score by itself is, in the low byte.
#[inline(always)]
fn publish<S: Simd>(simd: S, score: S::f64s) -> S::u64s {
    let (whole, one, zero) = (simd.splat_f64s(WHOLE), simd.splat_f64s(1.0), simd.splat_f64s(0.0));
    let nearest = simd.sub_f64s(simd.add_f64s(score, whole), whole);
    let above = simd.greater_than_f64s(nearest, score);
    let floor = simd.sub_f64s(nearest, simd.select_f64s(above, one, zero));
    let half = simd.greater_than_or_equal_f64s(simd.sub_f64s(score, floor), simd.splat_f64s(HALF));
    let rounded = simd.add_f64s(floor, simd.select_f64s(half, one, zero));
    simd.transmute_u64s_f64s(simd.add_f64s(rounded, whole))
}
