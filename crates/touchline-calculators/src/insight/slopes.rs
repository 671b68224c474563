//! The slope in the middle of all pairs of many points, and those so many ranks away from it, without going through all pairs.
//!
//! Which of two pairs has the lesser slope is asked of whole numbers, and so answered exactly: points are sorted along a line
//! of some slope, and as many pairs as are out of order then have a lesser one. Pairs between two such lines are drawn at even
//! distances, which brings the lines nearer, until so few are left between them that they are looked at one by one. Points that are
//! sorted along one line are soon sorted along another near to it, and pass one another where their pair lies between both.
//!
//! Rules: INS-01.

use super::whole::{Whole, bits_of};
use super::wide::Wide;
use touchline_kernel::math::quotient;

/// The least and the greatest number of pairs that are drawn to bring two lines nearer: as many as there are points.
const DRAWN: (u64, u64) = (256, 1 << 17);
/// So many pairs for each point are looked at one by one.
const ONE_BY_ONE: u64 = 12;
/// How great a place may be, in bits.
const WIDEST_PLACE: u32 = 31;
/// So many 64 bits do for values of which the finest lies some 60 digits behind the greatest.
const SOME: usize = 4;
/// And so many for any that a double can say.
const ANY: usize = 34;

/// A pair of points, by their places in the list: the earlier one first.
pub(super) type Pair = (u32, u32);

/// Points as whole numbers: places from the first on, and values in a grain that all of them have.
struct Points<N> {
    places: Vec<N>,
    /// Both as they came, for where an estimate will do.
    reals: Vec<(f64, f64)>,
    values: Vec<N>,
}

/// A slope as the difference of values over one of places, which is over 0.
#[derive(Clone, Copy)]
struct Slope<N> {
    above: N,
    below: N,
}

/// The points in the order in which a line of some slope meets them, and how many pairs are out of order.
struct Sorted<N> {
    /// Pairs with a lesser slope.
    less: u64,
    /// The places in the list, by how far above the line a point lies, and of those on one line the earlier first.
    order: Vec<u32>,
    /// Pairs with this very slope.
    same: u64,
    /// How far above the line each lies, beside its place in the list.
    sorted: Vec<(N, u32)>,
}

impl<N: Whole> Sorted<N> {
    /// The same, and of those on one line the later first.
    fn later_first(mut self) -> Vec<u32> {
        if self.same == 0 {
            return self.order;
        }
        for tied in self.sorted.chunk_by_mut(|one, other| one.0 == other.0) {
            tied.reverse();
        }
        self.sorted.into_iter().map(|(_, nth)| nth).collect()
    }
}

/// Which of all pairs, by slope: the first is that of rank 0.
#[derive(Clone, Copy)]
pub(super) struct Ranks {
    /// From which to which others are wanted beside those in the middle: the one in the middle lies between them.
    pub(super) bounds: Option<(u64, u64)>,
    /// How many there are.
    pub(super) pairs: u64,
}

/// The pairs with the slopes that are wanted.
pub(super) struct Ranked {
    /// Those of both bounds, where they are wanted.
    pub(super) bounds: Option<(Pair, Pair)>,
    /// The ones in the middle: the same twice, or two where there is an even number of pairs.
    pub(super) middle: (Pair, Pair),
}

impl Ranks {
    /// Of so many points, and no bounds.
    pub(super) fn of(points: usize) -> Self {
        let points = u64::try_from(points).unwrap_or(u64::MAX);
        Ranks { bounds: None, pairs: points.saturating_mul(points.saturating_sub(1)) / 2 }
    }

    /// The ranks in the middle; nothing of no pairs.
    pub(super) fn middle(self) -> Option<(u64, u64)> {
        let upper = (self.pairs / 2).min(self.pairs.checked_sub(1)?);
        Some((if self.pairs.is_multiple_of(2) { upper.saturating_sub(1) } else { upper }, upper))
    }
}

/// Two lines, and the pairs between them, which are those that the two meet in different orders.
#[derive(Clone)]
struct Lines {
    /// How many pairs lie before the lower line or on it.
    before: u64,
    /// The points in the order in which each of both meets them.
    high: Vec<u32>,
    low: Vec<u32>,
    /// The pair along which the lower line lies; nothing where it lies before all.
    lower: Option<Pair>,
    /// How many pairs lie before the upper line.
    up_to: u64,
}

/// Pairs that were drawn at even distances of those between two lines, the lesser slopes first.
struct Drawn {
    every: u64,
    pairs: Vec<(u64, Pair)>,
}

impl Drawn {
    /// The pair that was drawn from about so far behind the lower line, or so many before or behind that one.
    fn near(&self, behind: u64, moved: impl Fn(u64) -> u64) -> Option<Pair> {
        let place = usize::try_from(moved(behind.checked_div(self.every)?)).ok()?;
        self.pairs.get(place.min(self.pairs.len().saturating_sub(1))).map(|(_, pair)| *pair)
    }

    /// Two and a half standard deviations of how many of those drawn lie before the one that is wanted: of a hundred lines about one
    /// then lies on the wrong side of it, which takes one more.
    fn apart(&self) -> u64 {
        u64::try_from(self.pairs.len()).unwrap_or(u64::MAX).isqrt().saturating_mul(5) / 4
    }
}

/// How a line lies to the pairs that are wanted.
enum Lies {
    /// All that are wanted lie behind it.
    Before,
    /// All that are wanted lie before it.
    Behind,
    /// Some lie on it or on either side; so many lie before it.
    Among(u64),
}

/// Points whose places are counted from the first on, and whose values are taken apart into so many times a power of two.
struct Apart {
    parts: Vec<(i64, i32)>,
    places: Vec<i64>,
    reals: Vec<(f64, f64)>,
}

impl Apart {
    /// The points taken apart; nothing where a value is not finite, or places lie too far apart.
    fn of(points: &[(i64, f64)]) -> Option<Self> {
        let first = points.first()?.0;
        let places = points.iter().map(|(place, _)| place.checked_sub(first));
        let places = places.collect::<Option<Vec<i64>>>()?;
        let narrow = |place: &i64| (0..1_i64 << WIDEST_PLACE).contains(place);
        if !places.iter().all(narrow) || u32::try_from(points.len()).is_err() {
            return None;
        }
        let parts = points.iter().map(|(_, value)| whole(*value)).collect::<Option<_>>()?;
        let real = |(place, (_, value)): (&i64, &(i64, f64))| Some((quotient((*place).into(), 1)?, *value));
        let reals = places.iter().zip(points).map(real).collect::<Option<_>>()?;
        Some(Apart { parts, places, reals })
    }

    /// The grain in which all values are whole numbers, as a power of two, and of how many bits the greatest is then.
    fn grain(&self) -> Option<(i32, usize)> {
        let all = || self.parts.iter().filter(|(part, _)| *part != 0);
        let grain = all().map(|(_, power)| *power).min().unwrap_or_default();
        let bits = |(part, power): &(i64, i32)| {
            let own = usize::try_from(bits_of(part.unsigned_abs())).ok()?;
            usize::try_from(power.checked_sub(grain)?).ok()?.checked_add(own)
        };
        let widest = all().map(bits).try_fold(0, |widest, bits| Some(bits?.max(widest)))?;
        Some((grain, widest))
    }

    /// Their values as whole numbers of a grain.
    fn points<N: Whole>(self, grain: i32) -> Points<N> {
        // Of 0 any power is right.
        let power = |power: i32| u32::try_from(power.saturating_sub(grain)).unwrap_or_default();
        let value = |(part, of): &(i64, i32)| if *part == 0 { N::default() } else { N::of(*part, power(*of)) };
        let values = self.parts.iter().map(value).collect();
        let places = self.places.iter().map(|place| N::of(*place, 0)).collect();
        Points { places, reals: self.reals, values }
    }
}

/// The pairs of points with the slopes that are wanted; nothing of fewer than two points, nor where a value is not finite or places
/// lie too far apart.
pub(super) fn ranked(points: &[(i64, f64)], ranks: Ranks) -> Option<Ranked> {
    let apart = Apart::of(points)?;
    let (grain, bits) = apart.grain()?;
    if bits <= i64::WIDEST {
        apart.points::<i64>(grain).ranked(ranks)
    } else if bits <= i128::WIDEST {
        apart.points::<i128>(grain).ranked(ranks)
    } else if bits <= Wide::<SOME>::WIDEST {
        apart.points::<Wide<SOME>>(grain).ranked(ranks)
    } else {
        apart.points::<Wide<ANY>>(grain).ranked(ranks)
    }
}

impl<N: Whole> Points<N> {
    fn len(&self) -> u64 {
        u64::try_from(self.places.len()).unwrap_or(u64::MAX)
    }

    fn point(&self, nth: u32) -> (N, N) {
        let nth = usize::try_from(nth).unwrap_or(usize::MAX);
        let of = |list: &[N]| list.get(nth).copied().unwrap_or_default();
        (of(&self.places), of(&self.values))
    }

    fn slope(&self, (earlier, later): Pair) -> Slope<N> {
        let ((from, before), (to, after)) = (self.point(earlier), self.point(later));
        Slope { above: after.less(before), below: to.less(from) }
    }

    /// About how steep it is between two points.
    fn steepness(&self, (earlier, later): Pair) -> f64 {
        let of = |nth: u32| self.reals.get(usize::try_from(nth).unwrap_or(usize::MAX)).copied().unwrap_or_default();
        let ((from, before), (to, after)) = (of(earlier), of(later));
        (after - before) / (to - from)
    }

    /// The points along a line.
    fn along(&self, slope: Slope<N>) -> Sorted<N> {
        let heights = self
            .places
            .iter()
            .zip(&self.values)
            .map(|(place, value)| value.times(slope.below).less(slope.above.times(*place)));
        let sorted = N::sorted(heights);
        let same = sorted.chunk_by(|one, other| one.0 == other.0).map(|tied| {
            let tied = u64::try_from(tied.len()).unwrap_or(u64::MAX);
            tied.saturating_mul(tied.saturating_sub(1)) / 2
        });
        let same = same.fold(0_u64, u64::saturating_add);
        let order: Vec<u32> = sorted.iter().map(|(_, nth)| *nth).collect();
        let less = out_of_order(&order);
        Sorted { less, order, same, sorted }
    }

    /// The pairs that are wanted; nothing of fewer than two points.
    fn ranked(&self, ranks: Ranks) -> Option<Ranked> {
        let (lower, upper) = ranks.middle()?;
        let count = u32::try_from(self.places.len()).ok()?;
        // Before any slope points stand as they come, and behind any the other way around.
        let (low, high) = ((0..count).collect(), (0..count).rev().collect());
        let mut lines = Lines { before: 0, high, low, lower: None, up_to: ranks.pairs };
        let (mut bounds, mut in_the_middle) = (None, None);
        if let Some((first, last)) = ranks.bounds {
            lines = self.around(lines, (first, last))?;
            let (drawn, mut room) = (self.drawn(&lines), Vec::new());
            let mut sought = |rank: u64| self.sought(rank, (&lines, &drawn), &mut room);
            bounds = Some((sought(first)?.0, sought(last)?.0));
            in_the_middle = sought(upper);
        }
        let (found, just_before) = match in_the_middle {
            Some(found) => found,
            None => self.nth(upper, lines.clone())?,
        };
        let below = match just_before {
            _ if lower == upper => found,
            Some(pair) => pair,
            None => self.nth(lower, lines)?.0,
        };
        Some(Ranked { bounds, middle: (below, found) })
    }

    /// Some of the pairs between two lines.
    fn drawn(&self, lines: &Lines) -> Drawn {
        let (least, most) = DRAWN;
        let every = lines.left().checked_div(self.len().clamp(least, most)).unwrap_or_default().max(1);
        let steepness = |pair: Pair| in_order(self.steepness(pair));
        let mut pairs: Vec<(u64, Pair)> = lines.pairs(every).into_iter().map(|pair| (steepness(pair), pair)).collect();
        pairs.sort_unstable();
        Drawn { every, pairs }
    }

    /// Lays a line through a pair, and takes it for one of both where all that are wanted lie on one side of it.
    fn lay(&self, lines: &mut Lines, pair: Pair, (first, last): (u64, u64)) -> Lies {
        let sorted = self.along(self.slope(pair));
        let or_same = sorted.less.saturating_add(sorted.same);
        if last < sorted.less {
            (lines.high, lines.up_to) = (sorted.order, sorted.less);
            Lies::Behind
        } else if first >= or_same {
            (lines.before, lines.lower) = (or_same, Some(pair));
            lines.low = sorted.later_first();
            Lies::Before
        } else {
            Lies::Among(sorted.less)
        }
    }

    /// Two lines with all pairs from one rank to another between them, as near as one drawing brings them.
    fn around(&self, mut lines: Lines, (first, last): (u64, u64)) -> Option<Lines> {
        let drawn = self.drawn(&lines);
        let apart = drawn.apart();
        let ends = [
            drawn.near(first.checked_sub(lines.before)?, |place| place.saturating_sub(apart))?,
            drawn.near(last.checked_sub(lines.before)?, |place| place.saturating_add(apart))?,
        ];
        for pair in ends {
            self.lay(&mut lines, pair, (first, last));
        }
        Some(lines)
    }

    /// The pair with so many before it by slope, and the one just before it, where that was come by: by what was drawn of those
    /// between two lines, where that brings them near enough at once. What is looked at one by one is put into a room that is there.
    fn sought(
        &self,
        rank: u64,
        (lines, drawn): (&Lines, &Drawn),
        room: &mut Vec<(Slope<N>, Pair)>,
    ) -> Option<(Pair, Option<Pair>)> {
        let (apart, behind) = (drawn.apart(), rank.checked_sub(lines.before)?);
        let mut lines = lines.clone();
        if apart.saturating_mul(2).saturating_mul(drawn.every) < self.most_at_once() {
            let pair = drawn.near(behind, |place| place.saturating_sub(apart))?;
            match self.lay(&mut lines, pair, (rank, rank)) {
                Lies::Among(less) => return Some((pair, (rank > less).then_some(pair))),
                Lies::Before => {
                    let (lower, upper) = (pair, drawn.near(behind, |place| place.saturating_add(apart))?);
                    let passed = self.passed(&lines, (self.slope(lower), self.slope(upper)), room);
                    if let Some(found) = passed.and_then(|()| among(room, rank, &lines)) {
                        return Some(found);
                    }
                }
                Lies::Behind => {}
            }
        }
        self.nth(rank, lines)
    }

    /// Up to how many pairs are looked at one by one.
    fn most_at_once(&self) -> u64 {
        self.len().saturating_mul(ONE_BY_ONE)
    }

    /// The pairs between the lower line and a steeper one: each point is put in its place along that one, after those that the
    /// lower line meets before it, and passes those with which it makes such a pair. Nothing where there are too many.
    fn passed(
        &self,
        lines: &Lines,
        (lower, slope): (Slope<N>, Slope<N>),
        pairs: &mut Vec<(Slope<N>, Pair)>,
    ) -> Option<()> {
        let most = usize::try_from(self.most_at_once()).ok()?;
        if lower.above.times(slope.below) >= slope.above.times(lower.below) {
            return None;
        }
        pairs.clear();
        let mut sorted = Vec::<(N, u32)>::with_capacity(lines.low.len());
        for nth in &lines.low {
            let (place, value) = self.point(*nth);
            let height = value.times(slope.below).less(slope.above.times(place));
            let before = pairs.len();
            let passes = sorted.iter().rev().take_while(|(other, _)| *other > height).map(|(_, other)| (*other, *nth));
            pairs.extend(passes.map(|pair| (self.slope(pair), pair)));
            if pairs.len() > most {
                return None;
            }
            let passed = pairs.len().saturating_sub(before);
            sorted.insert(sorted.len().saturating_sub(passed), (height, *nth));
        }
        Some(())
    }

    /// The pair with so many before it by slope, and the one just before it, where that was come by.
    fn nth(&self, rank: u64, mut lines: Lines) -> Option<(Pair, Option<Pair>)> {
        while lines.left() > self.most_at_once() {
            let (left, drawn) = (lines.left(), self.drawn(&lines));
            let (apart, behind) = (drawn.apart(), rank.checked_sub(lines.before)?);
            let around = [
                drawn.near(behind, |place| place.saturating_sub(apart))?,
                drawn.near(behind, |place| place.saturating_add(apart))?,
                // Where neither line on its side brings anything, as of many pairs that are alike, the one in the middle may.
                drawn.near(behind, |place| place)?,
            ];
            for (nth, pair) in around.into_iter().enumerate() {
                if nth > 1 && lines.left() < left {
                    break;
                }
                match self.lay(&mut lines, pair, (rank, rank)) {
                    Lies::Among(less) => return Some((pair, (rank > less).then_some(pair))),
                    Lies::Behind => break,
                    Lies::Before => {}
                }
            }
            if lines.left() == left {
                return None;
            }
        }
        let mut pairs: Vec<(Slope<N>, Pair)> =
            lines.pairs(1).into_iter().map(|pair| (self.slope(pair), pair)).collect();
        among(&mut pairs, rank, &lines)
    }
}

/// Of the pairs that lie just behind the lower line, the one with so many before it by slope among all, and the one before it.
fn among<N: Whole>(pairs: &mut [(Slope<N>, Pair)], rank: u64, lines: &Lines) -> Option<(Pair, Option<Pair>)> {
    let place = usize::try_from(rank.checked_sub(lines.before)?).ok().filter(|place| *place < pairs.len())?;
    let (smaller, (_, found), _) = pairs.select_nth_unstable_by(place, compare);
    let just_before = smaller.iter().max_by(|one, other| compare(one, other)).map(|(_, pair)| *pair);
    Some((*found, just_before.or(lines.lower)))
}

impl Lines {
    /// How many pairs lie between both.
    fn left(&self) -> u64 {
        self.up_to.saturating_sub(self.before)
    }

    /// Every so-manieth of the pairs between both.
    fn pairs(&self, every: u64) -> Vec<Pair> {
        let (_, drawn) = pairs_out_of_order(&between(&self.low, &self.high), Some(every));
        let named = |nth: u32| self.high.get(usize::try_from(nth).ok()?).copied();
        drawn.into_iter().filter_map(|(one, other)| Some((named(one)?, named(other)?))).collect()
    }
}

/// Lesser slopes first; of the same one, the pair that stands first.
fn compare<N: Whole>((one, of_one): &(Slope<N>, Pair), (other, of_other): &(Slope<N>, Pair)) -> std::cmp::Ordering {
    one.above.times(other.below).cmp(&other.above.times(one.below)).then(of_one.cmp(of_other))
}

/// The number as a whole number and a power of two.
fn whole(value: f64) -> Option<(i64, i32)> {
    if !value.is_finite() {
        return None;
    }
    let bits = value.to_bits();
    let power = i32::try_from((bits >> 52) & 0x7ff).ok()?;
    let part = i64::try_from(bits & ((1 << 52) - 1)).ok()?;
    let (part, power) = if power == 0 { (part, -1074) } else { (part | 1 << 52, power.checked_sub(1075)?) };
    let zeros = part.trailing_zeros().min(63);
    let part = part >> zeros;
    let power = power.checked_add(i32::try_from(zeros).ok()?)?;
    Some((if value.is_sign_negative() { part.saturating_neg() } else { part }, power))
}

/// A whole number for each, in whose order they are.
fn in_order(number: f64) -> u64 {
    let bits = number.to_bits();
    if number.is_sign_negative() { !bits } else { bits ^ 1 << 63 }
}

/// What stands in one order, by its places in another.
fn between(low: &[u32], high: &[u32]) -> Vec<u32> {
    let mut places = vec![0_u32; high.len()];
    for (place, nth) in (0_u32..).zip(high) {
        if let Some(own) = usize::try_from(*nth).ok().and_then(|nth| places.get_mut(nth)) {
            *own = place;
        }
    }
    low.iter().filter_map(|nth| places.get(usize::try_from(*nth).ok()?).copied()).collect()
}

/// Up to how many numbers a set of bits is looked through for each of them, which is quicker then than to merge.
const FEW: usize = 1 << 12;

/// How many pairs of a list stand the wrong way around, in which each number up to its length stands once.
pub(super) fn out_of_order(list: &[u32]) -> u64 {
    if list.len() > FEW {
        return pairs_out_of_order(list, None).0;
    }
    // Of each number, how many greater ones came before it: of those in its own word by its bits, and of all in words above at once.
    let words = list.len().div_ceil(64);
    let (mut came, mut above, mut count) = (vec![0_u64; words], vec![0_u32; words], 0_u64);
    for number in list {
        let (word, bit) = (usize::try_from(number / 64).unwrap_or(usize::MAX), number % 64);
        let (Some(own), Some((greater, below))) =
            (came.get_mut(word), above.get_mut(..=word).and_then(<[u32]>::split_last_mut))
        else {
            continue;
        };
        let beside = own.checked_shr(bit).unwrap_or_default().count_ones();
        count = count.saturating_add(u64::from(*greater)).saturating_add(u64::from(beside));
        *own |= 1_u64.checked_shl(bit).unwrap_or_default();
        below.iter_mut().for_each(|greater| *greater = greater.wrapping_add(1));
    }
    count
}

/// How many pairs of a list stand the wrong way around, and of these, where it is asked for, every so-manieth: the one that
/// stands first before the other. The list is merged from below, and a number from the right passes all that are left of
/// those on the left.
fn pairs_out_of_order(list: &[u32], every: Option<u64>) -> (u64, Vec<Pair>) {
    let (mut from, mut to) = (list.to_vec(), Vec::with_capacity(list.len()));
    let mut passing = Passing { count: 0, drawn: Vec::new(), every: every.map(|every| every.max(1)), next: 0 };
    let mut width = 1;
    while width < from.len() {
        to.clear();
        for both in from.chunks(width.saturating_mul(2)) {
            let (mut left, mut right) = both.split_at(width.min(both.len()));
            // One by one: most runs are of a number or two, which are not worth to be copied at once.
            while let (Some((one, behind)), Some((other, others))) = (left.split_first(), right.split_first()) {
                if one <= other {
                    to.push(*one);
                    left = behind;
                } else {
                    passing.pass(left, *other);
                    to.push(*other);
                    right = others;
                }
            }
            to.extend_from_slice(left);
            to.extend_from_slice(right);
        }
        std::mem::swap(&mut from, &mut to);
        width = width.saturating_mul(2);
    }
    (passing.count, passing.drawn)
}

/// Numbers that pass greater ones which stand before them.
struct Passing {
    count: u64,
    drawn: Vec<Pair>,
    /// Which of those that pass one another are drawn.
    every: Option<u64>,
    /// The next one to be drawn.
    next: u64,
}

impl Passing {
    /// A number passes all of these.
    fn pass(&mut self, left: &[u32], number: u32) {
        let now = self.count.saturating_add(u64::try_from(left.len()).unwrap_or(u64::MAX));
        while let Some(every) = self.every.filter(|_| self.next < now) {
            let place = usize::try_from(self.next.saturating_sub(self.count)).unwrap_or(usize::MAX);
            self.drawn.extend(left.get(place).map(|other| (*other, number)));
            self.next = self.next.saturating_add(every);
        }
        self.count = now;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn ins_01_bits_count_what_merging_does(list in (1..300_u32).prop_flat_map(|count| Just((0..count).collect::<Vec<_>>()).prop_shuffle())) {
            prop_assert_eq!(out_of_order(&list), pairs_out_of_order(&list, None).0);
        }
    }

    #[test]
    fn ins_01_values_are_as_wide_as_they_need_so_that_nothing_wraps_around() {
        let bits = |value: f64| Apart::of(&[(0, 0.0), (1, 1.0), (2, value)])?.grain().map(|(_, bits)| bits);
        assert_eq!((bits(1_073_741_823.0), bits(1_073_741_824.0)), (Some(i64::WIDEST), Some(i64::WIDEST + 1)));
        // The greatest and the least that there are.
        assert_eq!(bits(f64::MAX), Some(1024));
        let both = Apart::of(&[(0, f64::MAX), (1, 5e-324)]).and_then(|apart| apart.grain());
        assert_eq!(both, Some((-1074, 2098)));
        const { assert!(2098 <= Wide::<ANY>::WIDEST) };
    }

    /// The greatest value, its opposite and the finest one, at places as far apart as they may be; how many bits they need.
    fn bits_and_slopes<N: Whole>(greatest: f64, finest: f64) -> usize {
        let last = (1 << WIDEST_PLACE) - 1;
        let points = [(0, greatest), (1, -greatest), (last - 1, finest), (last, greatest)];
        let apart = Apart::of(&points).unwrap();
        let (grain, bits) = apart.grain().unwrap();
        let points = apart.points::<N>(grain);
        let found = points.ranked(Ranks { bounds: Some((0, 5)), ..Ranks::of(4) }).unwrap();
        let ((low, high), (lower, upper)) = (found.bounds.unwrap(), found.middle);
        let steepness = |pair: Pair| in_order(points.steepness(pair));
        let mut wanted = [(0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3)].map(steepness);
        wanted.sort_unstable();
        assert_eq!([low, lower, upper, high].map(steepness), [wanted[0], wanted[2], wanted[3], wanted[5]]);
        bits
    }

    #[test]
    fn ins_01_nothing_wraps_around_of_the_widest_values_at_the_places_that_lie_the_farthest_apart() {
        let of_bits = |bits: usize| f64::from_bits((u64::try_from(bits).unwrap() + 1022) << 52 | ((1 << 52) - 1));
        assert_eq!(bits_and_slopes::<i64>(of_bits(i64::WIDEST).floor(), 1.0), i64::WIDEST);
        assert_eq!(bits_and_slopes::<i128>(of_bits(i128::WIDEST), 1.0), i128::WIDEST);
        assert_eq!(bits_and_slopes::<Wide<SOME>>(of_bits(Wide::<SOME>::WIDEST), 1.0), Wide::<SOME>::WIDEST);
        // The greatest of all has an opposite that lies farther away than a double can say.
        assert_eq!(bits_and_slopes::<Wide<ANY>>(f64::MAX / 2.0, 5e-324), 2097);
    }
}
