//! The fields of a batch that is plain, row by row or some rows at once, where they lie.

use std::ops::Range;

use arrow_array::cast::AsArray;
use arrow_array::types::Int64Type;
use arrow_array::{Array, BooleanArray, RecordBatch};
use arrow_buffer::{BooleanBuffer, NullBuffer};
use arrow_schema::DataType;
use touchline_kernel::time::Instant;

use super::super::options::MetricsOptions;
use crate::column::{Column, word};
use crate::moment::{Found, Moments, Stamps};

/// The greatest number of rows that are read at once: whether they are null fits into a word, and their records stay in the nearest
/// memory.
pub(super) const AT_ONCE: usize = 32;

/// The bits of rows from one on, as many as a word has; what lies behind the last row may be anything.
fn bits(buffer: &BooleanBuffer, first: usize) -> u64 {
    word(buffer.values(), buffer.offset() + first)
}

/// The same of what is no null.
fn valid(nulls: Option<&NullBuffer>, first: usize) -> u64 {
    nulls.map_or(u64::MAX, |nulls| bits(nulls.inner(), first))
}

/// Whether each of these bits is set, from the first one on.
fn are_set(bits: u64) -> impl Iterator<Item = bool> {
    (0..u64::BITS).map(move |place| bits >> place & 1 == 1)
}

/// The columns of a batch by the fields of its table.
#[derive(Clone, Copy)]
pub(super) struct Fields<'a> {
    pub(super) batch: &'a RecordBatch,
    pub(super) options: &'a MetricsOptions,
    /// The place of each field's column, in the order of the fields.
    pub(super) places: &'a [(&'static str, Option<usize>)],
}

impl<'a> Fields<'a> {
    /// The column of a field, where there is one that holds anything.
    pub(super) fn column(&self, field: &str) -> Option<&'a dyn Array> {
        let place = self.places.iter().find(|(name, _)| *name == field).and_then(|(_, place)| *place)?;
        let array = self.batch.columns().get(place)?.as_ref();
        (*array.data_type() != DataType::Null).then_some(array)
    }

    pub(super) fn flag(&self, field: &str) -> Option<&'a BooleanArray> {
        self.column(field)?.as_boolean_opt()
    }

    pub(super) fn moment(&self, field: &str) -> Option<Moment<'a>> {
        let (naive, zone) = (self.options.naive, self.options.zone());
        self.column(field).map(|array| {
            let moments = Moments::of(array, naive, zone);
            moments.stamps().map_or(Moment::Any(moments), |stamps| Moment::Stamps(stamps, array.nulls()))
        })
    }

    pub(super) fn number(&self, field: &str) -> Option<Number<'a>> {
        let array = self.column(field)?;
        let wholes = array.as_primitive_opt::<Int64Type>();
        Some(
            wholes
                .map_or_else(|| Number::Any(Column::of(array)), |wholes| Number::Whole(wholes.values(), array.nulls())),
        )
    }
}

/// Moments of a column.
pub(super) enum Moment<'a> {
    Stamps(Stamps<'a>, Option<&'a NullBuffer>),
    Any(Moments<'a>),
}

impl Moment<'_> {
    /// Whether all that stands there is a moment, where nothing has to be looked at twice to know it: also what stands in
    /// rows that are null.
    pub(super) fn are_all_known(&self) -> bool {
        matches!(self, Moment::Stamps(stamps, _) if stamps.are_in_range())
    }

    /// Whether it lies in no row after another, where both are there.
    pub(super) fn is_never_after(&self, other: &Moment<'_>, rows: usize) -> bool {
        if let (Moment::Stamps(these, _), Moment::Stamps(those, _)) = (self, other)
            && these.are_never_after(those)
        {
            return true;
        }
        if let (Moment::Stamps(these, of_these), Moment::Stamps(those, of_those)) = (self, other) {
            let after = (0..rows).step_by(AT_ONCE).map(|first| {
                let after = these.after(those, first..rows.min(first + AT_ONCE));
                after & valid(*of_these, first) & valid(*of_those, first)
            });
            return after.fold(0, |all, after| all | after) == 0;
        }
        (0..rows).all(|row| self.get(row).zip(other.get(row)).is_none_or(|(this, that)| this <= that))
    }

    /// Gives what stands in some rows, at most [`AT_ONCE`], to as many that take it.
    #[inline]
    pub(super) fn each<T>(
        &self,
        rows: Range<usize>,
        takers: impl IntoIterator<Item = T>,
        give: impl Fn(T, Option<Instant>),
    ) {
        let takers = takers.into_iter();
        match self {
            Moment::Stamps(stamps, nulls) => {
                let valid = are_set(valid(*nulls, rows.start));
                for (taker, (millis, is_valid)) in takers.zip(stamps.each(rows).zip(valid)) {
                    give(taker, if is_valid { Instant::from_millis(millis) } else { None });
                }
            }
            Moment::Any(_) => takers.zip(rows).for_each(|(taker, row)| give(taker, self.get(row))),
        }
    }

    #[inline]
    pub(super) fn get(&self, row: usize) -> Option<Instant> {
        match self {
            Moment::Stamps(stamps, nulls) => {
                if nulls.is_some_and(|nulls| nulls.is_null(row)) {
                    return None;
                }
                Instant::from_millis(stamps.millis(row)?)
            }
            Moment::Any(moments) => match moments.instant(row) {
                Found::Some(at) => Some(at),
                Found::Null | Found::Wrong(_) => None,
            },
        }
    }
}

/// Numbers of a column.
pub(super) enum Number<'a> {
    Whole(&'a [i64], Option<&'a NullBuffer>),
    Any(Column<'a>),
}

impl Number<'_> {
    #[inline]
    pub(super) fn get(&self, row: usize) -> Option<f64> {
        match self {
            // A plain one is exact as a double.
            Number::Whole(..) => self.whole(row).map(|whole| whole as f64),
            Number::Any(column) => column.number(row),
        }
    }

    /// Gives the whole numbers of some rows, at most [`AT_ONCE`], to as many that take them.
    #[inline]
    pub(super) fn each_whole<T>(
        &self,
        rows: Range<usize>,
        takers: impl IntoIterator<Item = T>,
        give: impl Fn(T, Option<i64>),
    ) {
        let takers = takers.into_iter();
        match self {
            Number::Whole(wholes, nulls) => {
                let valid = are_set(valid(*nulls, rows.start));
                let wholes = wholes.get(rows).unwrap_or_default();
                takers
                    .zip(wholes.iter().zip(valid))
                    .for_each(|(taker, (whole, is_valid))| give(taker, is_valid.then_some(*whole)));
            }
            Number::Any(_) => takers.zip(rows).for_each(|(taker, row)| give(taker, self.whole(row))),
        }
    }

    /// A number that was found to be whole.
    #[inline]
    pub(super) fn whole(&self, row: usize) -> Option<i64> {
        match self {
            Number::Whole(wholes, nulls) => {
                if nulls.is_some_and(|nulls| nulls.is_null(row)) {
                    return None;
                }
                wholes.get(row).copied()
            }
            Number::Any(column) => column.number(row).map(|number| number as i64),
        }
    }
}

/// What a flag says, where it is there.
#[inline]
pub(super) fn said(flag: Option<&BooleanArray>, row: usize) -> Option<bool> {
    let flag = flag?;
    flag.is_valid(row).then(|| flag.value(row))
}

/// Gives what a flag says of some rows, at most [`AT_ONCE`], to as many that take it; nothing where there is no such column.
#[inline]
pub(super) fn each_said<T>(
    flag: Option<&BooleanArray>,
    rows: &Range<usize>,
    takers: impl IntoIterator<Item = T>,
    give: impl Fn(T, Option<bool>),
) {
    let Some(flag) = flag else { return };
    let (valid, values) = (valid(flag.nulls(), rows.start), bits(flag.values(), rows.start));
    let said = are_set(valid).zip(are_set(values)).map(|(is_valid, value)| is_valid.then_some(value));
    takers.into_iter().zip(said).for_each(|(taker, said)| give(taker, said));
}
