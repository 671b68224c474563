//! Whether something rises or falls over time: the Theil–Sen slope, which a few strange values do not move, with its interval, and the
//! test of Mann and Kendall, which asks no more of values than that they can be ordered.
//!
//! Rules: INS-01.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::{IntoStaticStr, VariantArray};

use super::slopes::{Ranked, Ranks, out_of_order, ranked};
use crate::metric::Interval;
use touchline_kernel::math::{NORMAL_95, TRILLION, normal_cdf, quotient, trillionths};

/// Under how many points nothing is tested.
const LEAST_POINTS: usize = 4;
/// Under how many points without ties the test is exact.
const EXACT_UNDER: usize = 10;
/// Under how many points a slope has no interval: without ties, the slopes of all pairs of four together do not reach as far.
const LEAST_BOUNDED: usize = 5;
/// Up to how many points all pairs are gone through for a slope.
const FEW_POINTS: usize = 300;
/// How often there may be a trend where there is none.
const SURE: f64 = 0.05;

/// Which way values go over time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, IntoStaticStr, VariantArray)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[schemars(rename = "TrendDirection")]
pub enum Direction {
    /// Down.
    Falling,
    /// Neither, as far as the values tell.
    NoTrend,
    /// Up.
    Rising,
}

/// Why nothing is tested.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, IntoStaticStr, VariantArray)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[schemars(rename = "NoTrendTest")]
pub enum NoTest {
    /// There are fewer than four points.
    TooFewPoints,
}

/// The test of Mann and Kendall.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, JsonSchema)]
#[schemars(rename = "TrendTest")]
pub struct TrendTest {
    /// Which way the values go: none where so much order comes by chance in 5 of 100 series or more.
    pub direction: Direction,
    /// Whether `p` is exact, as of fewer than ten points without ties; else it is that of the normal distribution.
    pub exact: bool,
    /// How likely so much order or more is where there is no trend.
    pub p: f64,
    /// Pairs of which the later is greater, less those of which it is less.
    pub s: i64,
    /// The variance of `s` where there is no trend, less what ties take from it.
    pub variance: f64,
    /// How many standard deviations `s` is away from 0, which is nearer by one for continuity; null where the test is exact
    /// or all values are tied.
    pub z: Option<f64>,
}

/// By how much the value changes from one place to the next.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TheilSen {
    /// Between which bounds that lies with a probability of 95 %, after Sen; nothing of fewer than five points, or where all
    /// values are tied.
    pub interval: Option<Interval>,
    /// The median of the slopes of all pairs of points.
    pub slope: f64,
}

impl TheilSen {
    /// The slope of points whose places rise, with its interval where their values were tested; nothing of fewer than two points.
    ///
    /// Of few points all pairs are gone through; of many, the pairs that are wanted are sought by whole numbers. Where a value is not
    /// finite, or places lie 2^31 apart, all are gone through as well: no operation lets that in.
    #[must_use]
    pub fn of(points: &[(i64, f64)], test: Option<&TrendTest>) -> Option<Self> {
        let pairs = Ranks::of(points.len());
        let test = test.filter(|_| points.len() >= LEAST_BOUNDED);
        let ranks = Ranks { bounds: test.and_then(|test| bounds(pairs.pairs, test.variance)), ..pairs };
        let sought = Some(points).filter(|points| points.len() > FEW_POINTS).and_then(|points| ranked(points, ranks));
        let Some(Ranked { bounds, middle: (lower, upper) }) = sought else {
            return TheilSen::by_all_pairs(points, ranks);
        };
        let point = |nth: u32| points.get(usize::try_from(nth).ok()?);
        let slope = |(earlier, later): (u32, u32)| between(point(earlier)?, point(later)?);
        let interval = |(low, high)| Some(Interval { high: slope(high)?, low: slope(low)? });
        Some(TheilSen { interval: bounds.and_then(interval), slope: halfway(slope(lower)?, slope(upper)?) })
    }

    /// The same by every pair.
    fn by_all_pairs(points: &[(i64, f64)], ranks: Ranks) -> Option<Self> {
        let mut slopes = Vec::new();
        for (nth, earlier) in points.iter().enumerate() {
            for later in points.iter().skip(nth.saturating_add(1)) {
                slopes.push(between(earlier, later)?);
            }
        }
        let mut at = |rank: u64| {
            let rank = usize::try_from(rank).ok().filter(|rank| *rank < slopes.len())?;
            Some(*slopes.select_nth_unstable_by(rank, f64::total_cmp).1)
        };
        let (lower, upper) = ranks.middle()?;
        let slope = halfway(at(lower)?, at(upper)?);
        let interval = ranks.bounds.and_then(|(low, high)| Some(Interval { high: at(high)?, low: at(low)? }));
        Some(TheilSen { interval, slope })
    }
}

/// The ranks of the slopes at both ends of the interval, of so many pairs: as far from the middle as the order of values may lie
/// from 0 by chance, which has this variance.
fn bounds(pairs: u64, variance: f64) -> Option<(u64, u64)> {
    let apart = NORMAL_95 * Some(variance).filter(|variance| *variance > 0.0)?.sqrt();
    let pairs_told = quotient(pairs.into(), 1)?;
    let whole = |rank: f64| u64::try_from(trillionths(rank.round_ties_even()).checked_div(TRILLION)?).ok();
    let low = whole((pairs_told - apart) / 2.0)?.checked_sub(1)?;
    let high = whole((pairs_told + apart) / 2.0)?.min(pairs.checked_sub(1)?);
    Some((low, high))
}

fn halfway(lower: f64, upper: f64) -> f64 {
    lower + (upper - lower) / 2.0
}

fn between((from, before): &(i64, f64), (to, after): &(i64, f64)) -> Option<f64> {
    Some((after - before) / quotient(i128::from(*to).saturating_sub((*from).into()), 1)?)
}

impl TrendTest {
    /// The test of values in order of time.
    ///
    /// # Errors
    /// Why there is none.
    pub fn of(values: &[f64]) -> Result<Self, NoTest> {
        if values.len() < LEAST_POINTS {
            return Err(NoTest::TooFewPoints);
        }
        let sorted = sorted(values);
        let s = order(&sorted);
        let (variance, has_ties) = variance(&sorted);
        let exact = values.len() < EXACT_UNDER && !has_ties;
        // Where all are tied there is no variance, and nothing in which way to go.
        let z = (!exact && variance > 0.0)
            .then(|| quotient(s.saturating_sub(s.signum()).into(), 1).unwrap_or_default() / variance.sqrt());
        let p = if exact { exact_p(values.len(), s) } else { z.map_or(1.0, |z| 2.0 * normal_cdf(-z.abs())) };
        let direction = match s.signum() {
            1 if p < SURE => Direction::Rising,
            -1 if p < SURE => Direction::Falling,
            _ => Direction::NoTrend,
        };
        Ok(TrendTest { direction, exact, p, s, variance, z })
    }
}

/// The values by size, each beside its place, and of the same the earlier first.
fn sorted(values: &[f64]) -> Vec<(f64, u32)> {
    // Adding 0 makes 0 of -0, which is the same value.
    let mut sorted: Vec<(f64, u32)> = values.iter().map(|value| value + 0.0).zip(0..).collect();
    sorted.sort_unstable_by(|(one, place), (other, behind)| one.total_cmp(other).then(place.cmp(behind)));
    sorted
}

/// How many of the same value there are, value by value.
fn tied(sorted: &[(f64, u32)]) -> impl Iterator<Item = usize> {
    #[expect(clippy::float_cmp, reason = "a tie is the very same value")]
    let is_same = |(one, _): &(f64, u32), (other, _): &(f64, u32)| one == other;
    sorted.chunk_by(is_same).map(<[_]>::len)
}

/// Pairs in order, less those that are not: of all pairs those that are tied count for nothing, and of the others each
/// that is out of order takes one away and is none that adds one.
fn order(sorted: &[(f64, u32)]) -> i64 {
    let pairs = |count: usize| {
        let count = i64::try_from(count).unwrap_or(i64::MAX);
        count.saturating_mul(count.saturating_sub(1)) / 2
    };
    let tied = tied(sorted).map(pairs).fold(0_i64, i64::saturating_add);
    // Of the same value the earlier stands first, so that no tie is out of order.
    let places: Vec<u32> = sorted.iter().map(|(_, place)| *place).collect();
    let wrong = i64::try_from(out_of_order(&places)).unwrap_or(i64::MAX);
    pairs(sorted.len()).saturating_sub(tied).saturating_sub(wrong.saturating_mul(2))
}

/// The variance of the order by chance of values that are sorted, and whether there are ties.
fn variance(sorted: &[(f64, u32)]) -> (f64, bool) {
    let part = |count: usize| {
        let count = i128::try_from(count).unwrap_or(i128::MAX);
        let twice = count.saturating_mul(2).saturating_add(5);
        count.saturating_mul(count.saturating_sub(1)).saturating_mul(twice)
    };
    let left = tied(sorted).fold(part(sorted.len()), |left, tied| left.saturating_sub(part(tied)));
    (quotient(left, 18).unwrap_or_default(), tied(sorted).any(|tied| tied > 1))
}

/// The share of all orders of so many different values that have as much order in one way or the other, or more.
fn exact_p(count: usize, s: i64) -> f64 {
    // How many orders have how many pairs the wrong way around, value by value: the next one may stand before any of the
    // others.
    let mut orders: Vec<i128> = vec![1];
    for others in 1..count {
        let mut next = vec![0_i128; orders.len().saturating_add(others)];
        for (wrong, many) in orders.iter().enumerate() {
            next.iter_mut().skip(wrong).take(others.saturating_add(1)).for_each(|sum| *sum = sum.saturating_add(*many));
        }
        orders = next;
    }
    let pairs = i64::try_from(orders.len().saturating_sub(1)).unwrap_or(i64::MAX);
    let all = orders.iter().fold(0_i128, |all, many| all.saturating_add(*many));
    let as_much = orders.iter().zip(0_i64..).filter(|(_, wrong)| {
        let of_this = pairs.saturating_sub(wrong.saturating_mul(2));
        of_this.saturating_abs() >= s.saturating_abs()
    });
    quotient(as_much.fold(0_i128, |sum, (many, _)| sum.saturating_add(*many)), all).unwrap_or(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn theil_sen(points: &[(i64, f64)]) -> Option<f64> {
        TheilSen::of(points, None).map(|found| found.slope)
    }

    fn by_all_pairs(points: &[(i64, f64)]) -> Option<f64> {
        TheilSen::by_all_pairs(points, Ranks::of(points.len())).map(|found| found.slope)
    }

    /// The slope with its interval, of places that rise one by one or as they are said.
    fn with_interval(points: &[(i64, f64)]) -> Option<TheilSen> {
        let values: Vec<f64> = points.iter().map(|(_, value)| *value).collect();
        TheilSen::of(points, TrendTest::of(&values).ok().as_ref())
    }

    fn close(found: f64, expected: f64) {
        assert!((found - expected).abs() <= 1e-12 * expected.abs().max(1e-3), "{found} is not {expected}");
    }

    /// Sen, Estimates of the regression coefficient based on Kendall's tau, JASA 63 (1968) 1379–1389, the example.
    #[test]
    fn ins_01_the_slope_is_that_of_sens_own_example() {
        let points = [(1, 9.0), (2, 15.0), (3, 19.0), (4, 20.0), (10, 45.0), (12, 55.0), (18, 78.0)];
        assert_eq!(theil_sen(&points), Some(4.0));
        assert_eq!(theil_sen(&points[..1]), None);
        assert_eq!(theil_sen(&[]), None);
        // Of six slopes, 1, 1, 1, 4/3, 3/2 and 2, the middle of the third and the fourth.
        assert_eq!(theil_sen(&[(0, 0.0), (1, 1.0), (2, 2.0), (3, 4.0)]), Some(1.166_666_666_666_666_5));
    }

    /// Sen's own interval of 93 % is that of 95 %, too: z · √(399 ÷ 9) is 12.1 of one and 13.0 of the other, so that of 21 slopes
    /// in order the fourth and the eighteenth are the bounds of both.
    #[test]
    fn ins_01_the_interval_is_that_of_sens_own_example() {
        let points = [(1, 9.0), (2, 15.0), (3, 19.0), (4, 20.0), (10, 45.0), (12, 55.0), (18, 78.0)];
        let interval = Some(Interval { high: 35.0 / 8.0, low: 26.0 / 7.0 });
        assert_eq!(with_interval(&points), Some(TheilSen { interval, slope: 4.0 }));
        assert_eq!(bounds(21, 399.0 / 9.0), Some((3, 17)));
    }

    #[test]
    fn ins_01_all_pairs_of_four_points_do_not_reach_as_far_as_an_interval_and_those_of_five_do() {
        // (6 − 1.96 · √(26 ÷ 3)) ÷ 2 is 0.11, before the first; (10 − 1.96 · √(50 ÷ 3)) ÷ 2 is 0.999, the first.
        let slopes = |count: i32| (0..count).map(|nth| (nth.into(), f64::from(nth * nth))).collect::<Vec<_>>();
        assert_eq!(with_interval(&slopes(4)), Some(TheilSen { interval: None, slope: 3.0 }));
        let interval = Some(Interval { high: 7.0, low: 1.0 });
        assert_eq!(with_interval(&slopes(5)), Some(TheilSen { interval, slope: 4.0 }));
        assert_eq!(
            with_interval(&[(0, 5.0), (1, 5.0), (2, 5.0), (3, 5.0), (4, 5.0), (5, 5.0)]).unwrap().interval,
            None
        );
    }

    /// All orders of five values, counted one by one.
    #[test]
    fn ins_01_of_few_points_without_ties_it_counts_all_orders() {
        let mut counts = std::collections::BTreeMap::<i64, u32>::new();
        let mut orders = vec![vec![0.0]];
        for value in 1..5 {
            let longer = |order: &Vec<f64>| {
                let order = order.clone();
                (0..=order.len()).map(move |place| {
                    let mut longer = order.clone();
                    longer.insert(place, f64::from(value));
                    longer
                })
            };
            orders = orders.iter().flat_map(longer).collect();
        }
        orders.iter().for_each(|values| *counts.entry(order(&sorted(values))).or_default() += 1);
        for values in orders.iter().step_by(7) {
            let found = TrendTest::of(values).unwrap();
            let as_much: u32 = counts.iter().filter(|(s, _)| s.abs() >= found.s.abs()).map(|(_, many)| many).sum();
            close(found.p, f64::from(as_much) / 120.0);
            assert!(found.exact && found.z.is_none());
        }
    }

    #[test]
    fn ins_01_under_four_points_nothing_is_tested_and_all_tied_is_no_trend() {
        assert_eq!(TrendTest::of(&[1.0, 2.0, 3.0]), Err(NoTest::TooFewPoints));
        let tied = TrendTest::of(&[5.0; 12]).unwrap();
        assert_eq!((tied.s, tied.variance, tied.z, tied.p, tied.direction), (0, 0.0, None, 1.0, Direction::NoTrend));
        // Four that rise are one order of 24, and the other way around another: too few to be sure.
        let four = TrendTest::of(&[1.0, 2.0, 3.0, 4.0]).unwrap();
        close(four.p, 2.0 / 24.0);
        assert_eq!((four.direction, four.s), (Direction::NoTrend, 6));
        assert_eq!(TrendTest::of(&[5.0, 4.0, 3.0, 2.0, 1.0]).unwrap().direction, Direction::Falling);
    }

    #[test]
    fn ins_01_ties_take_from_the_variance_and_continuity_from_the_order() {
        // Nine values with a tie of two and one of three: (9·8·23 − 2·1·9 − 3·2·11) ÷ 18 = 1572 ÷ 18.
        let tied = TrendTest::of(&[1.0, 2.0, 2.0, 3.0, 4.0, 5.0, 5.0, 5.0, 6.0]).unwrap();
        assert_eq!((tied.s, tied.exact), (32, false));
        close(tied.variance, 1572.0 / 18.0);
        close(tied.z.unwrap(), 31.0 / (1572.0_f64 / 18.0).sqrt());
    }

    /// Numbers without a pattern that anybody would notice, from a seed.
    fn scattered(count: usize, seed: u64, grain: f64) -> Vec<f64> {
        let mut state = seed;
        let mut next = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            ((f64::from(u32::try_from(state >> 32).unwrap()) / 4_294_967_296.0 * 100.0) / grain).round() * grain
        };
        (0..count).map(|_| next()).collect()
    }

    #[test]
    fn ins_01_the_slope_of_many_points_is_that_of_all_pairs() {
        for (count, grain, seed) in
            [(301, 1.0, 1), (302, 0.25, 2), (640, 20.0, 3), (777, 0.0625, 4), (1_000, 1.0, 5), (1_001, 50.0, 6)]
        {
            let values = scattered(count, seed, grain);
            let rising = values
                .iter()
                .zip(0_i64..)
                .map(|(value, nth)| (nth * (1 + nth % 3), value + f64::from(u8::try_from(nth % 50).unwrap())));
            let mut rising: Vec<(i64, f64)> = rising.collect();
            rising.sort_by_key(|(place, _)| *place);
            rising.dedup_by_key(|(place, _)| *place);
            let level: Vec<(i64, f64)> = (0..).zip(values).collect();
            for points in [level, rising] {
                let values: Vec<f64> = points.iter().map(|(_, value)| *value).collect();
                let test = TrendTest::of(&values).unwrap();
                let pairs = Ranks::of(points.len());
                let ranks = Ranks { bounds: bounds(pairs.pairs, test.variance), ..pairs };
                assert!(ranks.bounds.is_some() && ranked(&points, ranks).is_some());
                assert_eq!(
                    TheilSen::of(&points, Some(&test)),
                    TheilSen::by_all_pairs(&points, ranks),
                    "{count} {grain}"
                );
            }
        }
    }

    #[test]
    fn ins_01_all_tied_or_on_one_line_are_many_pairs_of_one_slope() {
        let level: Vec<(i64, f64)> = (0..5_000).map(|nth| (nth, 7.25)).collect();
        assert_eq!(theil_sen(&level), Some(0.0));
        let line: Vec<(i64, f64)> = (0..5_000_i32).map(|nth| (nth.into(), f64::from(nth) * -0.5)).collect();
        assert_eq!(theil_sen(&line), Some(-0.5));
    }

    /// What is left of a sum where 0 is meant, a speck beside all else, and the least and the greatest that there is.
    #[test]
    fn ins_01_values_that_are_far_greater_than_others_are_fine_are_sought_as_well() {
        let rest = 0.1 + 0.2 - 0.3;
        for (fine, scale) in [(rest, 1.0), (1e-40, 1.0), (1e-300, 1e13), (5e-324, 1e306)] {
            let scattered = scattered(640, 7, 0.37);
            let value = |(nth, value): (usize, f64)| if nth % 3 == 0 { fine * value } else { value * scale };
            let points: Vec<(i64, f64)> = (0..).zip(scattered.into_iter().enumerate().map(value)).collect();
            let test = TrendTest::of(&points.iter().map(|(_, value)| *value).collect::<Vec<_>>()).unwrap();
            let pairs = Ranks::of(points.len());
            let ranks = Ranks { bounds: bounds(pairs.pairs, test.variance), ..pairs };
            assert!(ranked(&points, ranks).is_some(), "{fine}");
            assert_eq!(TheilSen::of(&points, Some(&test)), TheilSen::by_all_pairs(&points, ranks), "{fine}");
        }
        let wide: Vec<(i64, f64)> = (0..400).map(|nth| (nth, if nth == 200 { 1e-300 } else { 1e300 })).collect();
        assert_eq!(theil_sen(&wide), by_all_pairs(&wide));
    }

    #[test]
    fn ins_01_the_order_of_many_values_is_that_of_all_pairs() {
        for (count, grain) in [(2, 1.0), (7, 1.0), (100, 5.0), (333, 0.5)] {
            let values = scattered(count, 9, grain);
            let mut s = 0_i64;
            for (nth, before) in values.iter().enumerate() {
                for after in &values[nth + 1..] {
                    s += i64::from(after > before) - i64::from(after < before);
                }
            }
            assert_eq!(order(&sorted(&values)), s);
        }
        // More pairs than 32 bits count.
        let rising: Vec<f64> = (0..100_000_u32).map(f64::from).collect();
        assert_eq!(order(&sorted(&rising)), 4_999_950_000);
    }
}
