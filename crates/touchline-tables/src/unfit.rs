//! What stands in a row of numbers and is none that counts, before it is told: a text is made of what is told, and of no
//! other row's.
//!
//! Rules: BAT-02.

use std::fmt;
use std::hash::Hash;

use arrow_buffer::i256;
use touchline_kernel::look_up::LookUp;
use touchline_kernel::reader::MAX_FAULTS;

use crate::decimal;

/// The greatest number that a double is written out up to.
const WRITTEN_OUT: f64 = 1e21;

/// What is no number that counts. Two of a column are the same where they are told in the same words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Unfit {
    /// The bits of a double.
    Double(u64),
    /// So many units, of which so many digits stand behind the point.
    Units(i256, i8),
}

impl Unfit {
    pub(crate) fn double(number: f64) -> Self {
        // NaNs differ in bits that nobody is told of.
        Unfit::Double(if number.is_nan() { f64::NAN } else { number }.to_bits())
    }

    /// Whether it is a number, and one beyond those that are read.
    pub(crate) fn is_finite(self) -> bool {
        match self {
            Unfit::Double(bits) => f64::from_bits(bits).is_finite(),
            Unfit::Units(..) => true,
        }
    }
}

impl fmt::Display for Unfit {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Unfit::Double(bits) => match f64::from_bits(*bits) {
                great if great.is_finite() && great.abs() >= WRITTEN_OUT => write!(formatter, "{great:e}"),
                number => write!(formatter, "{number}"),
            },
            Unfit::Units(units, scale) => formatter.write_str(&decimal::told(units, *scale)),
        }
    }
}

/// What was found in a column: each once, with the first of its rows and how many they are. Of more than are told none is kept.
#[derive(Debug)]
pub(crate) struct Counted<T> {
    places: LookUp<T, usize>,
    /// By place: what it is, its first row and how many there are.
    found: Vec<(T, usize, u64)>,
    /// The place of what was found last, which the next row is likely to have as well.
    last: usize,
}

impl<T> Default for Counted<T> {
    fn default() -> Self {
        Counted { places: LookUp::default(), found: Vec::new(), last: 0 }
    }
}

impl<T: Copy + Eq + Hash> Counted<T> {
    pub(crate) fn add(&mut self, row: usize, what: T) {
        if self.found.get(self.last).is_none_or(|(last, ..)| *last != what) {
            let next = self.found.len();
            let place = match next < MAX_FAULTS {
                true => Some(*self.places.entry(what).or_insert(next)),
                false => self.places.get(&what).copied(),
            };
            let Some(place) = place else { return };
            if place == next {
                self.found.push((what, row, 0));
            }
            self.last = place;
        }
        if let Some((.., rows)) = self.found.get_mut(self.last) {
            *rows += 1;
        }
    }

    pub(crate) fn found(&self) -> &[(T, usize, u64)] {
        &self.found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bat_02_what_is_told_is_told_in_the_words_of_its_number() {
        let told = |number: f64| Unfit::double(number).to_string();
        assert_eq!([told(f64::NAN), told(-f64::NAN)], ["NaN", "NaN"]);
        assert_eq!([told(f64::INFINITY), told(f64::NEG_INFINITY)], ["inf", "-inf"]);
        assert_eq!([told(1e16), told(-1e300)], ["10000000000000000", "-1e300"]);
        assert_eq!(Unfit::Units(i256::from_i128(1 << 53), 0).to_string(), "9007199254740992");
        assert_eq!(Unfit::Units(i256::from_i128(12), 1).to_string(), "12e-1");
    }

    #[test]
    fn bat_02_of_more_kinds_than_are_told_those_that_came_first_are_counted() {
        let mut counted = Counted::default();
        for row in 0..3 * MAX_FAULTS {
            counted.add(row, Unfit::Units(i256::from_i128(row as i128 % 150), 0));
        }
        assert_eq!(counted.found().len(), MAX_FAULTS);
        assert!(counted.found().iter().enumerate().all(|(place, (_, row, rows))| (*row, *rows) == (place, 2)));
    }
}
