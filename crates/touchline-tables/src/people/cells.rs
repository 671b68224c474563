//! What stands in a row beside whose it is: numbers within bounds, days and moments, yes and no, and words of which all are known.
//!
//! Rules: BAT-02.

use arrow_array::Array;
use arrow_array::cast::AsArray;
use arrow_schema::DataType;
use touchline_kernel::time::{Instant, LocalDate, Zone};

use crate::column::{Column, holds_numbers};
use crate::fault::Faults;
use crate::keys::{Keys, Kind};
use crate::moment::{Found, Moments};
use crate::options::{Naive, NotFinite};

/// What a column holds.
#[derive(Clone, Copy, Debug)]
pub(super) enum Holds {
    /// Days, or moments of which each is on a day of the zone.
    Days(Naive, Zone),
    /// Yes and no.
    Flags,
    /// Moments, or days of which each means its first moment in the zone.
    Moments(Naive, Zone),
    /// Numbers within bounds.
    Numbers(f64, f64, NotFinite),
    /// Whole numbers within bounds.
    Wholes(f64, f64, NotFinite),
    /// One of these words.
    Words(&'static [&'static str]),
}

/// What stands in a cell.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Cell {
    /// A day.
    Day(LocalDate),
    /// Whether something is so.
    Flag(bool),
    /// A moment.
    Moment(Instant),
    /// A number.
    Number(f64),
    /// The place of a word among those that are known.
    Word(usize),
}

impl Cell {
    pub(super) fn day(self) -> Option<LocalDate> {
        if let Cell::Day(day) = self { Some(day) } else { None }
    }

    pub(super) fn flag(self) -> Option<bool> {
        if let Cell::Flag(flag) = self { Some(flag) } else { None }
    }

    pub(super) fn moment(self) -> Option<Instant> {
        if let Cell::Moment(moment) = self { Some(moment) } else { None }
    }

    pub(super) fn number(self) -> Option<f64> {
        if let Cell::Number(number) = self { Some(number) } else { None }
    }

    pub(super) fn word(self) -> Option<usize> {
        if let Cell::Word(place) = self { Some(place) } else { None }
    }
}

impl Holds {
    /// Refuses a column that holds something else.
    pub(super) fn check(self, column: &str, kind: &DataType, faults: &mut Faults) {
        match self {
            Holds::Days(naive, _) | Holds::Moments(naive, _) => faults.moments(column, kind, naive),
            Holds::Numbers(..) | Holds::Wholes(..) if !holds_numbers(kind) => faults.not_numbers(column, kind),
            Holds::Flags if !matches!(kind, DataType::Boolean | DataType::Null) => {
                faults.not_of(column, "a column of booleans", kind);
            }
            Holds::Words(_) if Kind::of(kind) != Some(Kind::Text) => faults.not_of(column, "a column of texts", kind),
            Holds::Flags | Holds::Numbers(..) | Holds::Wholes(..) | Holds::Words(_) => {}
        }
    }

    /// By row, what stands there.
    pub(super) fn read(
        self,
        (column, array, first): (&str, &dyn Array, u64),
        faults: &mut Faults,
    ) -> Vec<Option<Cell>> {
        match self {
            Holds::Days(naive, zone) => {
                let days = Moments::of(array, naive, zone);
                found((column, first, array.len()), |row| days.day(row), Cell::Day, faults)
            }
            Holds::Flags => match array.as_boolean_opt() {
                Some(flags) => flags.iter().map(|flag| flag.map(Cell::Flag)).collect(),
                None => vec![None; array.len()],
            },
            Holds::Moments(naive, zone) => {
                let moments = Moments::of(array, naive, zone);
                found((column, first, array.len()), |row| moments.instant(row), Cell::Moment, faults)
            }
            Holds::Numbers(least, most, not_finite) => {
                read_numbers((column, array, first), (least, most, not_finite, false), faults)
            }
            Holds::Wholes(least, most, not_finite) => {
                read_numbers((column, array, first), (least, most, not_finite, true), faults)
            }
            Holds::Words(known) => words((column, array, first), known, faults),
        }
    }
}

/// By row, the day or moment that is found there.
fn found<'a, T>(
    (column, first, rows): (&str, u64, usize),
    at_row: impl Fn(usize) -> Found<'a, T>,
    cell: fn(T) -> Cell,
    faults: &mut Faults,
) -> Vec<Option<Cell>> {
    let read = |(row, at): (usize, u64)| match at_row(row) {
        Found::Null => None,
        Found::Some(found) => Some(cell(found)),
        Found::Wrong(wrong) => {
            faults.no_moment(column, at, wrong);
            None
        }
    };
    (0..rows).zip(first..).map(read).collect()
}

fn read_numbers(
    (column, array, first): (&str, &dyn Array, u64),
    (least, most, not_finite, whole): (f64, f64, NotFinite, bool),
    faults: &mut Faults,
) -> Vec<Option<Cell>> {
    let (mut cells, numbers) = (vec![None; array.len()], Column::of(array));
    numbers.each(array.len(), |row, number| cells[row] = Some(Cell::Number(number)));
    for ((row, cell), at) in cells.iter_mut().enumerate().zip(first..) {
        let Some(number) = cell.and_then(Cell::number) else { continue };
        if number.is_finite() && (least..=most).contains(&number) && (!whole || number.fract() == 0.0) {
            // Adding 0 makes 0 of -0, which is the same value.
            *cell = Some(Cell::Number(number + 0.0));
            continue;
        }
        *cell = None;
        if !number.is_finite() {
            if not_finite == NotFinite::Refuse {
                faults.not_finite(column, at, numbers.unfit(row));
            }
        } else if !(least..=most).contains(&number) {
            faults.out_of_range(column, at, number, least, most);
        } else {
            faults.not_whole(column, at, number, None);
        }
    }
    cells
}

fn words(
    (column, array, first): (&str, &dyn Array, u64),
    known: &[&'static str],
    faults: &mut Faults,
) -> Vec<Option<Cell>> {
    let mut keys = Keys::default();
    let numbers = keys.numbers(array);
    let word = |(number, at): (u32, u64)| {
        let written = keys.value(number).written()?;
        let place = known.iter().position(|word| *word == written);
        if place.is_none() {
            faults.unknown_value(column, at, &written, known.to_vec());
        }
        place.map(Cell::Word)
    };
    numbers.into_iter().zip(first..).map(word).collect()
}
