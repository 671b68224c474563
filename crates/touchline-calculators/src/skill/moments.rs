//! How the measures of many calls vary, and vary together: sums of whole numbers, which are the same in any order and in
//! any parts.
//!
//! A measure counts here by where it lies on its component's curve: 0 at the first point, 10^12 at the last. What a call
//! lacks is told apart from 0 by what the sums of the others come to where it is missing: no call, no further sum.

use super::{Compiled, MISSING};
use touchline_kernel::math::{TRILLION, quotient};

/// The measures of calls, added up alone and by twos.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moments {
    /// The components that these are of, in the framework's order; all of them where nothing is said.
    of: Option<Box<[usize]>>,
    calls: u64,
    sums: Box<[i128]>,
    /// Of each component with itself and each before it.
    products: Box<[i128]>,
    /// The least and the greatest; of no call the other way around.
    ends: Box<[(i64, i64)]>,
    missing: Option<Box<Missing>>,
}

const NO_ENDS: (i64, i64) = (i64::MAX, i64::MIN);

/// Of calls that lack something.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Missing {
    /// How many calls lack both: each component with itself and each before it.
    both: Box<[u64]>,
    /// For each component, the sums of all components over the calls that lack it.
    sums: Box<[i128]>,
}

fn pairs(components: usize) -> usize {
    components.saturating_mul(components.saturating_add(1)).checked_div(2).unwrap_or_default()
}

impl Missing {
    fn new(components: usize) -> Self {
        let all = components.saturating_mul(components);
        Missing { both: vec![0; pairs(components)].into(), sums: vec![0; all].into() }
    }

    fn add(&mut self, row: &[i64]) {
        let lacking = || row.iter().enumerate().filter(|(_, place)| **place == MISSING).map(|(component, _)| component);
        for own in lacking() {
            let begin = pairs(own);
            for other in lacking().take_while(|other| *other <= own) {
                if let Some(both) = self.both.get_mut(begin.saturating_add(other)) {
                    *both = both.saturating_add(1);
                }
            }
            let sums = self.sums.iter_mut().skip(own.saturating_mul(row.len())).zip(row);
            sums.filter(|(_, other)| **other != MISSING)
                .for_each(|(sum, other)| *sum = sum.saturating_add((*other).into()));
        }
    }

    fn merge(&mut self, other: &Missing) {
        self.both.iter_mut().zip(&other.both).for_each(|(sum, other)| *sum = sum.saturating_add(*other));
        add_each(&mut self.sums, &other.sums);
    }
}

fn add_each(sums: &mut [i128], others: &[i128]) {
    sums.iter_mut().zip(others).for_each(|(sum, other)| *sum = sum.saturating_add(*other));
}

impl Moments {
    /// No call yet.
    #[must_use]
    pub fn new(components: usize) -> Self {
        Moments {
            of: None,
            calls: 0,
            sums: vec![0; components].into(),
            products: vec![0; pairs(components)].into(),
            ends: vec![NO_ENDS; components].into(),
            missing: None,
        }
    }

    /// No call yet, of which each has none but these components: by twos are no more than these.
    #[must_use]
    pub(crate) fn of_these(components: Vec<usize>) -> Self {
        let none = Moments::new(components.len());
        Moments { of: Some(components.into()), ..none }
    }

    /// Adds one call: where each measure lies on its curve, or [`MISSING`].
    pub fn add(&mut self, row: &[i64]) {
        let Some(of) = &self.of else { return self.add_row(row) };
        let row: Vec<i64> = of.iter().filter_map(|component| row.get(*component).copied()).collect();
        self.add_row(&row);
    }

    fn add_row(&mut self, row: &[i64]) {
        let present = |place: &i64| i128::from(if *place == MISSING { 0 } else { *place });
        self.calls = self.calls.saturating_add(1);
        let mut products = self.products.iter_mut();
        for ((sum, own), upto) in self.sums.iter_mut().zip(row).zip(1..) {
            let own = present(own);
            *sum = sum.saturating_add(own);
            for (other, product) in row.iter().take(upto).zip(products.by_ref()) {
                // Two numbers of 64 bits: their product has 128.
                *product = product.saturating_add(own.wrapping_mul(present(other)));
            }
        }
        let told = self.ends.iter_mut().zip(row).filter(|(_, place)| **place != MISSING);
        told.for_each(|(ends, place)| *ends = (ends.0.min(*place), ends.1.max(*place)));
        if row.contains(&MISSING) {
            self.missing.get_or_insert_with(|| Missing::new(row.len()).into()).add(row);
        }
    }

    /// Adds calls whose places were added up elsewhere, what they lack as 0: their sums, their products by twos, and their
    /// ends. What some of them lack is yet to be told, by [`Moments::add_lacking`].
    pub fn add_sums(&mut self, calls: u64, sums: &[i128], products: &[i128], ends: &[(i64, i64)]) {
        self.calls = self.calls.saturating_add(calls);
        add_each(&mut self.sums, sums);
        add_each(&mut self.products, products);
        let ends = self.ends.iter_mut().zip(ends);
        ends.for_each(|(ends, other)| *ends = (ends.0.min(other.0), ends.1.max(other.1)));
    }

    /// Tells of one component, which some calls lack: how many of them lack it as well as itself and each before it, and
    /// the sums of all components over these calls, what they lack as 0.
    pub fn add_lacking(&mut self, component: usize, both: &[u32], sums: impl Iterator<Item = i128>) {
        let size = self.sums.len();
        let missing = self.missing.get_or_insert_with(|| Missing::new(size).into());
        let counts = missing.both.iter_mut().skip(pairs(component)).take(component.saturating_add(1));
        counts.zip(both).for_each(|(sum, both)| *sum = sum.saturating_add((*both).into()));
        let kept = missing.sums.iter_mut().skip(component.saturating_mul(size)).take(size);
        kept.zip(sums).for_each(|(sum, other)| *sum = sum.saturating_add(other));
    }

    /// Adds what was added up elsewhere.
    pub fn merge(&mut self, other: &Moments) {
        self.calls = self.calls.saturating_add(other.calls);
        add_each(&mut self.sums, &other.sums);
        add_each(&mut self.products, &other.products);
        let ends = self.ends.iter_mut().zip(&other.ends);
        ends.for_each(|(ends, other)| *ends = (ends.0.min(other.0), ends.1.max(other.1)));
        if let Some(missing) = &other.missing {
            self.missing.get_or_insert_with(|| Missing::new(self.sums.len()).into()).merge(missing);
        }
    }

    /// How the means of the components vary, in the units of their raw measures.
    #[must_use]
    pub fn covariances(&self, compiled: &Compiled) -> Covariances {
        let size = self.sums.len();
        let component = |place: usize| self.of.as_ref().map_or(Some(place), |of| of.get(place).copied());
        let of_place = |place: usize| Some(&compiled.components().get(component(place)?)?.curve);
        let curves = || (0..size).filter_map(of_place);
        let widths: Vec<f64> = curves().map(super::Curve::width).collect();
        let calls: Vec<u64> = (0..size).map(|component| self.calls.saturating_sub(self.lacking(component))).collect();
        let whole = |(sum, calls): (&i128, &u64)| sum.checked_div_euclid((*calls).into()).unwrap_or_default();
        let wholes: Vec<i128> = self.sums.iter().zip(&calls).map(whole).collect();
        let values = vec![0.0; size.saturating_mul(size)];
        let mut found = Covariances { of: self.of.clone(), calls, hits: Vec::with_capacity(size), values };
        let mut products = self.products.iter();
        let mut both = self.missing.as_ref().map(|missing| missing.both.iter());
        for (one, curve) in (0..size).zip(curves()) {
            for (other, product) in (0..=one).zip(products.by_ref()) {
                let lack_both = both.as_mut().and_then(Iterator::next).copied().unwrap_or_default();
                if one == other {
                    let calls = found.calls.get(one).copied().unwrap_or_default();
                    let is_hit_or_miss = self.is_hit_or_miss(one, calls, *product, curve);
                    found.hits.push(is_hit_or_miss.unwrap_or_default());
                }
                let pair = Pair { one, other, product: *product, lack_both };
                let value = self.covariance(&pair, &found.calls, &wholes).unwrap_or_default();
                let scale = widths.get(one).zip(widths.get(other)).map_or(0.0, |(one, other)| one * other);
                found.set(size, one, other, value * scale);
            }
        }
        found
    }

    /// How many calls lack a component.
    fn lacking(&self, component: usize) -> u64 {
        let place = pairs(component).saturating_add(component);
        self.missing.as_ref().and_then(|missing| missing.both.get(place)).copied().unwrap_or_default()
    }

    /// Of two components' means, where each lies on its curve: how their products stray from the means, about the whole
    /// numbers under these, which is exact.
    fn covariance(&self, pair: &Pair, calls: &[u64], wholes: &[i128]) -> Option<f64> {
        let (of_one, of_other) = (*calls.get(pair.one)?, *calls.get(pair.other)?);
        let (whole, other_whole) = (*wholes.get(pair.one)?, *wholes.get(pair.other)?);
        let lack_other = self.calls.saturating_sub(of_other);
        let have_both = of_one.saturating_add(pair.lack_both).saturating_sub(lack_other);
        let (sum, other_sum) = (self.sum_beside(pair.one, pair.other)?, self.sum_beside(pair.other, pair.one)?);
        let about = whole.saturating_mul(other_whole).saturating_mul(have_both.into());
        let mixed = whole.saturating_mul(other_sum).saturating_add(other_whole.saturating_mul(sum));
        let mut strays = quotient(pair.product.saturating_sub(mixed).saturating_add(about), 1)?;
        if pair.one == pair.other {
            let rest = sum.saturating_sub(whole.saturating_mul(of_one.into()));
            strays -= quotient(rest.saturating_mul(rest), of_one.into())?;
        }
        let trillion = quotient(TRILLION, 1)?;
        Some(strays / quotient(of_one.into(), 1)? / quotient(of_other.into(), 1)? / (trillion * trillion))
    }

    /// Whether every call has either 0 or 1.
    fn is_hit_or_miss(&self, component: usize, calls: u64, squares: i128, curve: &super::Curve) -> Option<bool> {
        let (least, greatest) = *self.ends.get(component)?;
        let (low, high, calls) = (i128::from(least), i128::from(greatest), i128::from(calls));
        // Of each call how far it is from one end times how far from the other, added up: nothing where each is at one.
        let mixed = low.checked_add(high)?.checked_mul(*self.sums.get(component)?)?;
        let between = mixed.checked_sub(squares)?.checked_sub(calls.checked_mul(low.checked_mul(high)?)?)?;
        let [miss, hit] = [0.0, 1.0].map(|measure| curve.place_of(Some(measure)));
        Some([least, greatest].iter().all(|end| [miss, hit].contains(end)) && between == 0)
    }

    /// The sum of one component over the calls that have both.
    fn sum_beside(&self, own: usize, other: usize) -> Option<i128> {
        let lacking = self
            .missing
            .as_ref()
            .and_then(|missing| missing.sums.get(other.checked_mul(self.sums.len())?.checked_add(own)?).copied());
        Some(self.sums.get(own)?.saturating_sub(lacking.unwrap_or_default()))
    }
}

struct Pair {
    one: usize,
    other: usize,
    product: i128,
    lack_both: u64,
}

/// How the means of components vary, and vary together.
#[derive(Clone, Debug, PartialEq)]
pub struct Covariances {
    /// The components that have a place here; all of them at their own where nothing is said.
    of: Option<Box<[usize]>>,
    /// By place, how many calls have the component.
    calls: Vec<u64>,
    /// By place, whether every call has either 0 or 1.
    hits: Vec<bool>,
    values: Vec<f64>,
}

impl Covariances {
    fn set(&mut self, size: usize, one: usize, other: usize, value: f64) {
        for (row, column) in [(one, other), (other, one)] {
            let place = row.checked_mul(size).and_then(|first| first.checked_add(column));
            if let Some(cell) = place.and_then(|place| self.values.get_mut(place)) {
                *cell = value;
            }
        }
    }

    fn place(&self, component: usize) -> Option<usize> {
        self.of.as_ref().map_or(Some(component), |of| of.binary_search(&component).ok())
    }

    /// How many calls have a component.
    pub(super) fn calls(&self, component: usize) -> u64 {
        self.place(component).and_then(|place| self.calls.get(place)).copied().unwrap_or_default()
    }

    /// Whether every call has either 0 or 1 of a component.
    pub(super) fn is_hit_or_miss(&self, component: usize) -> bool {
        self.place(component).and_then(|place| self.hits.get(place)).copied().unwrap_or_default()
    }

    /// How the means of two components vary together; of one and the same, its squared standard error, where the spread
    /// is that of these very calls.
    pub(super) fn of(&self, one: usize, other: usize) -> f64 {
        let places = self.place(one).zip(self.place(other));
        let place = places.and_then(|(one, other)| one.checked_mul(self.calls.len())?.checked_add(other));
        place.and_then(|place| self.values.get(place)).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn skl_10_a_mean_varies_by_how_its_calls_stray_about_it_be_it_by_trillionths() {
        let mut moments = Moments::new(1);
        [3, 4, 4, 6].iter().for_each(|place| moments.add(&[*place]));
        let pair = Pair { one: 0, other: 0, product: 3 * 3 + 4 * 4 + 4 * 4 + 6 * 6, lack_both: 0 };
        let variance = moments.covariance(&pair, &[4], &[4]).unwrap();
        // From their mean of 4¼ they stray by 4¾ squared trillionths, which four calls squared divide.
        assert!((variance * 1e24 - 4.75 / 16.0).abs() < 1e-12, "{variance}");
    }
}
