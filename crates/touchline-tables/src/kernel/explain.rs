//! What each component gives to a score and keeps from it, of several rows at once: the steps of
//! `touchline_calculators::skill`, which shares out the points of one row, in its order.
//!
//! Rules: BAT-07.

use pulp::Simd;
use pulp::bytemuck::cast_slice_mut;

use super::lanes::{ABREAST, BLOCK, Bits, Few, Lanes, WORDS, Wholes};
use super::plan::{Area, Plan, Whole};
use super::walk::{Input, Place, Read, Sums, is_nowhere, nowhere};

/// What a value has at most.
const BEST: f64 = 100.0;

/// Whose points components share out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shares {
    /// Each area's score.
    Areas,
    /// The overall score.
    Overall,
}

/// Where it goes what a component gives in a chunk, and keeps.
pub(crate) struct Part<'a> {
    /// What it gives, 0 where it does not count.
    pub(crate) points: &'a mut Lanes,
    /// What it keeps, 0 where it does not count.
    pub(crate) lost: &'a mut Lanes,
    /// Where it counts.
    pub(crate) counted: &'a mut Bits,
    /// Where the rest goes, if anybody cares.
    pub(crate) more: Option<Counting<'a>>,
}

/// Where that goes of which points are made.
pub(crate) struct Counting<'a> {
    /// The value after the curve.
    pub(crate) value: &'a mut Lanes,
    /// The weight with which it counts.
    pub(crate) weight: &'a mut Lanes,
}

/// Where a score goes that is explained.
pub(crate) struct Explained<'a> {
    /// The score, 0 where there is none.
    pub(crate) score: &'a mut Lanes,
    /// Where there is one.
    pub(crate) scored: &'a mut Bits,
    /// The place of the component that keeps most, of several the first; 0 where there is no score.
    pub(crate) largest: &'a mut Wholes,
}

/// What an area comes to in a tile.
struct OfArea<S: Simd> {
    scores: Few<S::f64s>,
    scored: Few<S::m64s>,
    weight: Few<S::f64s>,
}

/// The component that keeps most so far.
struct Largest<S: Simd> {
    lost: Few<S::f64s>,
    place: Few<S::u64s>,
}

/// Explains a chunk. Says whether all that is present is finite; what is not counts as missing.
#[inline(always)]
pub(crate) fn explain<S: Simd>(
    simd: S,
    (plan, shares): (&Plan, Shares),
    inputs: &[Input<'_>],
    parts: &mut [Part<'_>],
    told: &mut [Explained<'_>],
) -> bool {
    let mut unfit = nowhere(simd);
    let mut areas: Vec<OfArea<S>> = Vec::with_capacity(plan.areas.len());
    for block in 0..WORDS {
        parts.iter_mut().for_each(|part| part.counted[block] = 0);
        told.iter_mut().for_each(|told| told.scored[block] = 0);
        for row in (0..BLOCK).step_by(ABREAST * S::F64_LANES) {
            let place = Place::of(simd, block, row);
            areas.clear();
            let mut rest = &mut *parts;
            for area in &plan.areas {
                let own;
                (own, rest) = rest.split_at_mut(area.components.len());
                let (of_area, found) = read(simd, area, place, inputs, own);
                unfit = simd.or_m64s(unfit, found);
                areas.push(of_area);
            }
            match shares {
                Shares::Areas => of_areas(simd, plan, place, &areas, parts, told),
                Shares::Overall => {
                    if let Some(told) = told.first_mut() {
                        of_overall(simd, plan, place, &areas, parts, told);
                    }
                }
            }
        }
    }
    is_nowhere(simd, unfit)
}

/// The score of an area. What each component's value is lies where its loss will be.
#[inline(always)]
fn read<S: Simd>(
    simd: S,
    area: &Area,
    place: Place<S>,
    inputs: &[Input<'_>],
    parts: &mut [Part<'_>],
) -> (OfArea<S>, S::m64s) {
    let (mut sums, mut unfit) = (Sums::none(simd), nowhere(simd));
    for (component, part) in area.components.iter().zip(parts) {
        let read = Read::of(simd, component, &inputs[component.place], place);
        unfit = simd.or_m64s(unfit, read.unfit);
        sums.take_read(simd, component, &read);
        registers(part.lost, place).copy_from_slice(&read.values);
        part.counted[place.block] |= place.tile.word(read.counts);
    }
    (OfArea::of(simd, &sums, area.whole), unfit)
}

impl<S: Simd> OfArea<S> {
    #[inline(always)]
    fn of(simd: S, sums: &Sums<S>, whole: Whole) -> Self {
        let enough = simd.splat_f64s(whole.enough);
        let mut of =
            OfArea { scores: [simd.splat_f64s(0.0); ABREAST], scored: [nowhere(simd); ABREAST], weight: sums.weight };
        for register in 0..ABREAST {
            (of.scores[register], of.scored[register]) = sums.mean(simd, register, enough);
        }
        of
    }
}

#[inline(always)]
fn of_areas<S: Simd>(
    simd: S,
    plan: &Plan,
    place: Place<S>,
    areas: &[OfArea<S>],
    parts: &mut [Part<'_>],
    told: &mut [Explained<'_>],
) {
    let mut rest = parts;
    for ((area, of), told) in plan.areas.iter().zip(areas).zip(told) {
        let own;
        (own, rest) = rest.split_at_mut(area.components.len());
        let mut largest = Largest::none(simd);
        share_out(simd, area, place, (of, None), own, &mut largest);
        told.put(place, of, &largest);
    }
}

#[inline(always)]
fn of_overall<S: Simd>(
    simd: S,
    plan: &Plan,
    place: Place<S>,
    areas: &[OfArea<S>],
    parts: &mut [Part<'_>],
    told: &mut Explained<'_>,
) {
    let mut all = Sums::none(simd);
    for (area, of) in plan.areas.iter().zip(areas) {
        for register in 0..ABREAST {
            all.add(simd, register, of.scored[register], of.scores[register], simd.splat_f64s(area.weight));
        }
    }
    let overall = OfArea::of(simd, &all, plan.whole);
    let mut largest = Largest::none(simd);
    let mut rest = parts;
    for (area, of) in plan.areas.iter().zip(areas) {
        let own;
        (own, rest) = rest.split_at_mut(area.components.len());
        share_out(simd, area, place, (of, Some((area.weight, &overall))), own, &mut largest);
    }
    told.put(place, &overall, &largest);
}

/// Shares an area's points out among its components; or what they are of the overall score's, where the area's weight in
/// it is given.
#[inline(always)]
fn share_out<S: Simd>(
    simd: S,
    area: &Area,
    place: Place<S>,
    (of, within): (&OfArea<S>, Option<(f64, &OfArea<S>)>),
    parts: &mut [Part<'_>],
    largest: &mut Largest<S>,
) {
    let (zero, best) = (simd.splat_f64s(0.0), simd.splat_f64s(BEST));
    let (mut counts, mut outer) = (of.scored, [zero; ABREAST]);
    if let Some((weight, overall)) = within {
        for register in 0..ABREAST {
            counts[register] = simd.and_m64s(counts[register], overall.scored[register]);
            outer[register] = simd.div_f64s(simd.splat_f64s(weight), overall.weight[register]);
        }
    }
    for (component, part) in area.components.iter().zip(parts) {
        let (own, here) = (simd.splat_f64s(component.weight), simd.splat_u64s(component.place as u64));
        let present = part.counted[place.block];
        let mut counted = counts;
        for register in 0..ABREAST {
            let here_counts = simd.and_m64s(counts[register], place.tile.mask(present, register));
            let value = registers::<S>(part.lost, place)[register];
            let mut weight = simd.div_f64s(own, of.weight[register]);
            let mut points = simd.mul_f64s(weight, value);
            if within.is_some() {
                weight = simd.mul_f64s(outer[register], weight);
                points = simd.mul_f64s(outer[register], points);
            }
            let lost = simd.mul_f64s(weight, simd.sub_f64s(best, value));
            let shown = |number| simd.select_f64s(here_counts, number, zero);
            registers::<S>(part.points, place)[register] = shown(points);
            registers::<S>(part.lost, place)[register] = shown(lost);
            if let Some(more) = &mut part.more {
                registers::<S>(more.value, place)[register] = shown(value);
                registers::<S>(more.weight, place)[register] = shown(weight);
            }
            let more = simd.and_m64s(here_counts, simd.greater_than_f64s(lost, largest.lost[register]));
            largest.lost[register] = simd.select_f64s(more, lost, largest.lost[register]);
            largest.place[register] = simd.select_u64s(more, here, largest.place[register]);
            counted[register] = here_counts;
        }
        // Of these rows what was present gives way to what counts.
        let of_tile = place.tile.all(simd);
        part.counted[place.block] = present & !of_tile | place.tile.word(counted);
    }
}

impl<S: Simd> Largest<S> {
    #[inline(always)]
    fn none(simd: S) -> Self {
        Largest { lost: [simd.splat_f64s(f64::NEG_INFINITY); ABREAST], place: [simd.splat_u64s(0); ABREAST] }
    }
}

impl Explained<'_> {
    #[inline(always)]
    fn put<S: Simd>(&mut self, place: Place<S>, of: &OfArea<S>, largest: &Largest<S>) {
        registers::<S>(self.score, place).copy_from_slice(&of.scores);
        let places = place.at..place.at + ABREAST;
        cast_slice_mut::<u64, S::u64s>(self.largest)[places].copy_from_slice(&largest.place);
        self.scored[place.block] |= place.tile.word(of.scored);
    }
}

/// The registers of a tile's rows.
#[inline(always)]
fn registers<S: Simd>(lanes: &mut Lanes, place: Place<S>) -> &mut [S::f64s] {
    &mut cast_slice_mut::<f64, S::f64s>(lanes)[place.at..place.at + ABREAST]
}
