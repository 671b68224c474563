//! The measures of some rows added up, alone and by twos, several components at once: the whole numbers that
//! [`touchline_calculators::skill::CallSums`] has after these rows one by one.
//!
//! Every sum is of doubles that hold whole numbers, small enough that none is rounded: what is greater is cut into a high
//! and a low part first. So no order and no width of registers can be seen in a bit.
//!
//! Rules: BAT-03.

use pulp::Simd;
use pulp::bytemuck::cast_slice;
use touchline_calculators::skill::{Compiled, Component};

use super::Chunks;
use super::walk::{is_nowhere, nowhere};

/// Rows that are added up at once: so many of the products below stay exact.
pub(crate) const ROWS_AT_ONCE: usize = 1_024;
/// Components that a register may hold at most.
const WIDEST: usize = 8;
/// A place is cut here: its low part has 20 bits and its sign.
const PLACE: f64 = (1_u64 << 20) as f64;
/// And a measure in trillionths here.
const MEASURE: f64 = (1_u64 << 26) as f64;
/// A place beyond this is cut into parts that are too great.
const FARTHEST: f64 = (1_u64 << 41) as f64;
/// And so is a measure in trillionths.
const GREATEST: f64 = (1_u64 << 51) as f64;
/// Added to a whole number below it and taken away again, it leaves the whole number that is nearest.
const WHOLE: f64 = (1_u64 << 52) as f64;
const ONE: f64 = 1e12;
/// How many times as far as a curve's ends are apart a measure may be away.
const AWAY: f64 = 1_000.0;

/// The components of a framework, side by side.
#[derive(Clone, Debug)]
pub(crate) struct Abreast {
    pub(crate) components: usize,
    /// How many numbers a row takes: some follow that are no component's.
    pub(crate) stride: usize,
    first: Vec<f64>,
    width: Vec<f64>,
}

impl Abreast {
    pub(crate) fn of(compiled: &Compiled) -> Self {
        let curves = || compiled.components().iter().map(|component: &Component| &component.curve);
        let components = compiled.components().len();
        let stride = components.next_multiple_of(WIDEST);
        let mut first: Vec<f64> = curves().map(|curve| curve.x.first().copied().unwrap_or_default()).collect();
        let mut width: Vec<f64> = curves().map(touchline_calculators::skill::Curve::width).collect();
        first.resize(stride, 0.0);
        width.resize(stride, 1.0);
        Abreast { components, stride, first, width }
    }

    /// How many components a register holds.
    fn components_in<S: Simd>(&self, register: usize) -> usize {
        self.components.saturating_sub(register * S::F64_LANES).min(S::F64_LANES)
    }
}

/// The numbers of a register, and behind them nothing.
#[inline(always)]
fn lanes<S: Simd>(register: S::f64s) -> [f64; WIDEST] {
    let mut lanes = [0.0; WIDEST];
    lanes.iter_mut().zip(cast_slice::<S::f64s, f64>(&[register])).for_each(|(into, lane)| *into = *lane);
    lanes
}

/// What some rows come to.
#[derive(Clone, Debug, Default)]
pub(crate) struct RowSums {
    /// By component: how many rows have it.
    pub(crate) calls: Vec<u64>,
    /// The raw measures in trillionths.
    pub(crate) measures: Vec<i128>,
    /// Where they lie on their curves.
    pub(crate) places: Vec<i128>,
    /// The least and the greatest place.
    pub(crate) ends: Vec<(i64, i64)>,
    /// The products of each component's places with its own and those of each before it.
    pub(crate) products: Vec<i128>,
    lacking: Vec<Lacking>,
    /// By row and component: the places, 0 where they are missing; and cut in two.
    whole: Vec<f64>,
    high: Vec<f64>,
    low: Vec<f64>,
}

/// The rows that lack a component.
#[derive(Clone, Debug, Default)]
struct Lacking {
    rows: u32,
    /// How many of them lack a component before it, too, or itself.
    both: Vec<u32>,
    /// By component: the sum of their places, 0 where they are missing.
    sums: Vec<f64>,
}

/// Rows to be added up: their measures one row behind the other, a NaN where one is missing.
pub(crate) struct Adding<'a> {
    pub(crate) abreast: &'a Abreast,
    pub(crate) rows: &'a [f64],
    /// Whether they are added up by twos, too, and what they lack.
    pub(crate) by_twos: bool,
    pub(crate) into: &'a mut RowSums,
}

impl Chunks for Adding<'_> {
    /// Says whether all of them could be added up so.
    #[inline(always)]
    fn each<S: Simd>(self, simd: S) -> bool {
        let Adding { abreast, rows, by_twos, into } = self;
        let mut registers = 0..abreast.stride / S::F64_LANES;
        into.calls.clear();
        into.measures.clear();
        if !by_twos {
            return registers.all(|register| into.add_alone(simd, abreast, rows, register));
        }
        into.begin(abreast, rows.len() / abreast.stride.max(1));
        let fits = registers.all(|register| into.add(simd, abreast, rows, register));
        if fits {
            into.multiply(simd, abreast);
            into.lack(simd, abreast, rows);
        }
        fits
    }
}

impl RowSums {
    fn begin(&mut self, abreast: &Abreast, rows: usize) {
        let Abreast { components, stride, .. } = *abreast;
        self.places.clear();
        self.ends.clear();
        self.products.clear();
        self.products.resize(components * (components + 1) / 2, 0);
        self.lacking.resize_with(components, Lacking::default);
        for (component, lacking) in
            self.lacking.iter_mut().enumerate().filter(|(_, lacking)| lacking.both.is_empty() || lacking.rows > 0)
        {
            lacking.rows = 0;
            lacking.both.clear();
            lacking.both.resize(component + 1, 0);
            lacking.sums.clear();
            lacking.sums.resize(stride, 0.0);
        }
        for of_rows in [&mut self.whole, &mut self.high, &mut self.low] {
            of_rows.clear();
            of_rows.resize(rows * stride, 0.0);
        }
    }

    /// Adds up the measures of a register of components, and not where they lie on their curves. Says whether none is too great.
    #[inline(always)]
    fn add_alone<S: Simd>(&mut self, simd: S, abreast: &Abreast, rows: &[f64], register: usize) -> bool {
        let mut measures = Measures::none(simd);
        for raw in cast_slice::<f64, S::f64s>(rows).iter().skip(register).step_by(abreast.stride / S::F64_LANES) {
            measures.add(simd, *raw);
        }
        self.take(&measures, abreast.components_in::<S>(register));
        is_nowhere(simd, measures.unfit)
    }

    /// Adds up a register of components, and where they lie on their curves. Says whether nothing is too great.
    #[inline(always)]
    fn add<S: Simd>(&mut self, simd: S, abreast: &Abreast, rows: &[f64], register: usize) -> bool {
        let each = abreast.stride / S::F64_LANES;
        let at = |list: &[f64]| cast_slice::<f64, S::f64s>(list)[register];
        let (first, width) = (at(&abreast.first), at(&abreast.width));
        let splat = |number: f64| simd.splat_f64s(number);
        let (zero, mut measures) = (splat(0.0), Measures::none(simd));
        let (mut place_high, mut place_low) = (zero, zero);
        let (mut least, mut greatest) = (splat(f64::INFINITY), splat(f64::NEG_INFINITY));
        let mut far = nowhere(simd);
        let raws = cast_slice::<f64, S::f64s>(rows);
        let wholes = pulp::bytemuck::cast_slice_mut::<f64, S::f64s>(&mut self.whole);
        let highs = pulp::bytemuck::cast_slice_mut::<f64, S::f64s>(&mut self.high);
        let lows = pulp::bytemuck::cast_slice_mut::<f64, S::f64s>(&mut self.low);
        for here in (register..raws.len()).step_by(each) {
            let (present, raw) = measures.add(simd, raws[here]);
            let along = simd.div_f64s(simd.sub_f64s(raw, first), width);
            let along = simd.min_f64s(simd.max_f64s(along, splat(-AWAY)), splat(AWAY));
            let place = round(simd, simd.mul_f64s(along, splat(ONE)));
            far = simd.or_m64s(far, simd.greater_than_f64s(simd.abs_f64s(place), splat(FARTHEST)));
            least = simd.min_f64s(least, simd.select_f64s(present, place, splat(f64::INFINITY)));
            greatest = simd.max_f64s(greatest, simd.select_f64s(present, place, splat(f64::NEG_INFINITY)));
            let place = simd.select_f64s(present, place, zero);
            let (upper, lower) = cut(simd, place, PLACE);
            place_high = simd.add_f64s(place_high, upper);
            place_low = simd.add_f64s(place_low, lower);
            (wholes[here], highs[here], lows[here]) = (place, upper, lower);
        }
        let [calls, place_high, place_low] = [measures.calls, place_high, place_low].map(lanes::<S>);
        let [least, greatest] = [least, greatest].map(lanes::<S>);
        let components = abreast.components_in::<S>(register);
        self.take(&measures, components);
        for lane in 0..components {
            self.places.push(put_together(place_high[lane], place_low[lane], PLACE));
            let is_there = calls[lane] > 0.0;
            self.ends.push(if is_there { (least[lane] as i64, greatest[lane] as i64) } else { (i64::MAX, i64::MIN) });
        }
        is_nowhere(simd, simd.or_m64s(measures.unfit, far))
    }

    /// Takes in what the first so many components of a register come to.
    #[inline(always)]
    fn take<S: Simd>(&mut self, measures: &Measures<S>, components: usize) {
        let [calls, high, low] = [measures.calls, measures.high, measures.low].map(lanes::<S>);
        for lane in 0..components {
            self.calls.push(calls[lane] as u64);
            self.measures.push(put_together(high[lane], low[lane], MEASURE));
        }
    }

    /// Adds up the products of all places by twos, of four components with a register of others at a time.
    #[inline(always)]
    fn multiply<S: Simd>(&mut self, simd: S, abreast: &Abreast) {
        const FOUR: usize = 4;
        let each = abreast.stride / S::F64_LANES;
        let zero = simd.splat_f64s(0.0);
        let (highs, lows) = (cast_slice::<f64, S::f64s>(&self.high), cast_slice::<f64, S::f64s>(&self.low));
        for own in (0..abreast.components).step_by(FOUR) {
            for register in 0..=(own + FOUR - 1).min(abreast.stride - 1) / S::F64_LANES {
                let mut sums = [[zero; 3]; FOUR];
                for row in 0..highs.len() / each {
                    let (high, low) = (highs[row * each + register], lows[row * each + register]);
                    let at = row * abreast.stride + own;
                    let (of_high, of_low) = (&self.high[at..at + FOUR], &self.low[at..at + FOUR]);
                    for ((sums, of_high), of_low) in sums.iter_mut().zip(of_high).zip(of_low) {
                        let (of_high, of_low) = (simd.splat_f64s(*of_high), simd.splat_f64s(*of_low));
                        sums[0] = simd.mul_add_e_f64s(of_high, high, sums[0]);
                        sums[1] = simd.mul_add_e_f64s(of_high, low, sums[1]);
                        sums[1] = simd.mul_add_e_f64s(of_low, high, sums[1]);
                        sums[2] = simd.mul_add_e_f64s(of_low, low, sums[2]);
                    }
                }
                for (component, sums) in (own..abreast.components.min(own + FOUR)).zip(&sums) {
                    let [high, mixed, low] =
                        sums.each_ref().map(|sums| cast_slice::<S::f64s, f64>(std::slice::from_ref(sums)));
                    let begin = component * (component + 1) / 2;
                    for lane in 0..S::F64_LANES {
                        let other = register * S::F64_LANES + lane;
                        if other <= component {
                            let upper = put_together(high[lane], mixed[lane], PLACE);
                            self.products[begin + other] = (upper << 20) + i128::from(low[lane] as i64);
                        }
                    }
                }
            }
        }
    }

    /// Adds up what is missing: of each component, over the rows that lack it.
    #[inline(always)]
    fn lack<S: Simd>(&mut self, simd: S, abreast: &Abreast, rows: &[f64]) {
        let Abreast { components, stride, .. } = *abreast;
        let each = stride / S::F64_LANES;
        let places = cast_slice::<f64, S::f64s>(&self.whole).chunks_exact(each);
        for (raws, places) in rows.chunks_exact(stride).zip(places) {
            let raws = &raws[..components];
            if !raws.iter().fold(false, |lacks, raw| lacks | raw.is_nan()) {
                continue;
            }
            for (component, lacking) in self.lacking.iter_mut().enumerate().filter(|(nth, _)| raws[*nth].is_nan()) {
                lacking.rows += 1;
                lacking
                    .both
                    .iter_mut()
                    .zip(&raws[..=component])
                    .for_each(|(both, raw)| *both += u32::from(raw.is_nan()));
                let sums = pulp::bytemuck::cast_slice_mut::<f64, S::f64s>(&mut lacking.sums);
                sums.iter_mut().zip(places).for_each(|(sum, place)| *sum = simd.add_f64s(*sum, *place));
            }
        }
    }

    /// Of each component that rows lack: how many of these lack it and each before it, and the sums of all components'
    /// places over them.
    pub(crate) fn lacking(&self) -> impl Iterator<Item = (usize, &[u32], impl Iterator<Item = i128>)> {
        let lacking = self.lacking.iter().enumerate().filter(|(_, lacking)| lacking.rows > 0);
        lacking.map(|(component, lacking)| {
            (component, lacking.both.as_slice(), lacking.sums.iter().map(|sum| i128::from(*sum as i64)))
        })
    }
}

/// The measures of a register of components: how many rows have each, and their sums in two parts.
struct Measures<S: Simd> {
    calls: S::f64s,
    high: S::f64s,
    low: S::f64s,
    /// Which were too great.
    unfit: S::m64s,
}

impl<S: Simd> Measures<S> {
    #[inline(always)]
    fn none(simd: S) -> Self {
        let zero = simd.splat_f64s(0.0);
        Measures { calls: zero, high: zero, low: zero, unfit: nowhere(simd) }
    }

    /// Adds those of a row; tells which of them are there, and what they are, 0 where they are missing.
    #[inline(always)]
    fn add(&mut self, simd: S, raw: S::f64s) -> (S::m64s, S::f64s) {
        let (zero, one) = (simd.splat_f64s(0.0), simd.splat_f64s(1.0));
        let present = simd.equal_f64s(raw, raw);
        let raw = simd.select_f64s(present, raw, zero);
        let measure = round(simd, simd.mul_f64s(raw, simd.splat_f64s(ONE)));
        let is_too_great = simd.greater_than_f64s(simd.abs_f64s(measure), simd.splat_f64s(GREATEST));
        self.unfit = simd.or_m64s(self.unfit, is_too_great);
        let (upper, lower) = cut(simd, measure, MEASURE);
        self.high = simd.add_f64s(self.high, upper);
        self.low = simd.add_f64s(self.low, lower);
        self.calls = simd.add_f64s(self.calls, simd.select_f64s(present, one, zero));
        (present, raw)
    }
}

/// A whole number that was cut in two, each part of which fits into 64 bits.
#[inline(always)]
fn put_together(high: f64, low: f64, at: f64) -> i128 {
    i128::from(high as i64) * i128::from(at as i64) + i128::from(low as i64)
}

/// Rounded half away from zero, of numbers below 2^52.
#[inline(always)]
fn round<S: Simd>(simd: S, number: S::f64s) -> S::f64s {
    let (whole, zero) = (simd.splat_f64s(WHOLE), simd.splat_f64s(0.0));
    let size = simd.abs_f64s(number);
    let nearest = simd.sub_f64s(simd.add_f64s(size, whole), whole);
    let half = simd.greater_than_or_equal_f64s(simd.sub_f64s(size, nearest), simd.splat_f64s(0.5));
    let rounded = simd.add_f64s(nearest, simd.select_f64s(half, simd.splat_f64s(1.0), zero));
    simd.select_f64s(simd.less_than_f64s(number, zero), simd.sub_f64s(zero, rounded), rounded)
}

/// A whole number as so many times a power of two, and the rest.
#[inline(always)]
fn cut<S: Simd>(simd: S, number: S::f64s, at: f64) -> (S::f64s, S::f64s) {
    let high = round(simd, simd.mul_f64s(number, simd.splat_f64s(1.0 / at)));
    (high, simd.sub_f64s(number, simd.mul_f64s(high, simd.splat_f64s(at))))
}
