//! Rows that are left out of their groups since something is wrong in them: how many they are, and why.
//!
//! Rules: BAT-02, BAT-03.

use std::borrow::Cow;
use std::sync::Arc;

use arrow_array::{ArrayRef, Int64Array, RecordBatch, RecordBatchOptions};
use arrow_data::transform::MutableArrayData;
use arrow_schema::ArrowError;
use touchline_kernel::look_up::LookUp;
use touchline_kernel::reader::MAX_FAULTS;

use super::output::Column as Told;
use super::{Bound, Grouper};
use crate::fault::{no_moment, not_finite, path};
use crate::keys::{Keys, texts};
use crate::left_out::because;
use crate::unfit::Unfit;
use crate::wrong::Wrong;

/// What is wrong with a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Why {
    /// Its moment lies outside of all years.
    Outside(i64),
    /// It is a text without a zone.
    Naive,
    /// It is the text of this number, which is none of a moment.
    Unread(u32),
    /// What stands there is no measure of the component at this place.
    Unfit(usize, Unfit),
}

impl Why {
    /// Why what stands in a row is no moment; texts get numbers among others that are none.
    pub(super) fn of(wrong: Wrong<'_>, unread: &mut Keys) -> Self {
        match wrong {
            Wrong::Outside(found) => Why::Outside(found),
            Wrong::Naive => Why::Naive,
            Wrong::Unread(text) => Why::Unread(unread.text(text)),
        }
    }
}

/// Of each row of a batch what is wrong with it: what was found first.
#[derive(Debug, Default)]
pub(super) struct Leaving {
    /// By row: one more than the place of what is wrong with it; 0 where it stays.
    rows: Vec<u32>,
    found: Vec<Why>,
}

impl Leaving {
    pub(super) fn of_rows(rows: usize) -> Self {
        Leaving { rows: vec![0; rows], found: Vec::new() }
    }

    pub(super) fn add(&mut self, row: usize, why: Why) {
        let Some(of_row) = self.rows.get_mut(row).filter(|of_row| **of_row == 0) else { return };
        // Mostly it is what the row before has, too.
        if self.found.last() != Some(&why) {
            self.found.push(why);
        }
        *of_row = u32::try_from(self.found.len()).unwrap_or(u32::MAX);
    }

    fn stays(&self, row: usize) -> bool {
        self.rows.get(row).is_some_and(|place| *place == 0)
    }

    /// Of these, which stand for a row each, those of the rows that stay.
    pub(super) fn staying<'a>(&self, of_rows: Cow<'a, [u32]>) -> Cow<'a, [u32]> {
        if self.found.is_empty() {
            return of_rows;
        }
        of_rows.iter().enumerate().filter(|(row, _)| self.stays(*row)).map(|(_, number)| *number).collect()
    }

    /// The rows that are left out, each with what is wrong with it.
    fn each(&self) -> impl Iterator<Item = (usize, Why)> {
        let rows = self.rows.iter().enumerate();
        rows.filter_map(|(row, place)| Some((row, *self.found.get((*place as usize).checked_sub(1)?)?)))
    }

    /// The rows of a batch that stay.
    pub(super) fn staying_rows(&self, batch: &RecordBatch) -> Result<RecordBatch, ArrowError> {
        if self.found.is_empty() {
            return Ok(batch.clone());
        }
        let mut runs: Vec<(usize, usize)> = Vec::new();
        for row in (0..self.rows.len()).filter(|row| self.stays(*row)) {
            match runs.last_mut().filter(|(_, end)| *end == row) {
                Some((_, end)) => *end = row + 1,
                None => runs.push((row, row + 1)),
            }
        }
        let rows = runs.iter().map(|(begin, end)| end - begin).sum();
        let of_rows = |array: &ArrayRef| -> Result<ArrayRef, ArrowError> {
            let data = array.to_data();
            let mut kept = MutableArrayData::new(vec![&data], false, rows);
            runs.iter().try_for_each(|(begin, end)| kept.try_extend(0, *begin, *end))?;
            Ok(arrow_array::make_array(kept.freeze()))
        };
        let columns = batch.columns().iter().map(of_rows).collect::<Result<_, _>>()?;
        let options = RecordBatchOptions::new().with_row_count(Some(rows));
        RecordBatch::try_new_with_options(batch.schema(), columns, &options)
    }
}

/// What is wrong with rows of a group: each reason with how many rows have it, in the order in which they came up. Of more
/// than are told it is known how many rows have another.
#[derive(Clone, Debug, Default)]
pub(super) struct Reasons {
    places: LookUp<Why, usize>,
    found: Vec<(Why, u64)>,
    others: u64,
}

impl Reasons {
    fn add(&mut self, why: Why) {
        let next = self.found.len();
        let place = match next < MAX_FAULTS {
            true => Some(*self.places.entry(why).or_insert(next)),
            false => self.places.get(&why).copied(),
        };
        match place {
            Some(place) if place == next => self.found.push((why, 1)),
            Some(place) => self.found.get_mut(place).into_iter().for_each(|(_, rows)| *rows += 1),
            None => self.others += 1,
        }
    }

    fn rows(&self) -> u64 {
        self.found.iter().map(|(_, rows)| rows).sum::<u64>() + self.others
    }

    fn told(&self, grouper: &Grouper) -> Option<String> {
        because(self.found.iter().map(|(why, rows)| (grouper.said(*why), *rows)), self.others)
    }
}

impl Grouper {
    /// Adds to what is wrong with rows whatever is no measure.
    pub(super) fn leave_unfit(&self, bound: &Bound, batch: &RecordBatch, leaving: &mut Leaving) {
        if !self.scorer.refuses() {
            return;
        }
        for (component, values) in bound.scoring.columns(batch).iter().enumerate() {
            values.each_unfit(0..batch.num_rows(), |row, unfit| leaving.add(row, Why::Unfit(component, unfit)));
        }
    }

    /// Counts rows that are left out in their groups.
    pub(super) fn leave_out(&mut self, leaving: &Leaving, groups: &[u32]) {
        for (row, why) in leaving.each() {
            let group = groups.get(row).and_then(|group| self.groups.get_mut(*group as usize));
            group.into_iter().for_each(|group| group.left_out.add(why));
        }
    }

    /// What is wrong, whatever row has it.
    fn said(&self, why: Why) -> String {
        let unread = |number: u32| self.unread.value(number).written().unwrap_or_default().into_owned();
        let of_moment = |wrong: Wrong<'_>| (self.options.when().map_or("", String::as_str), no_moment(wrong));
        let (column, reason) = match why {
            Why::Outside(found) => of_moment(Wrong::Outside(found)),
            Why::Naive => of_moment(Wrong::Naive),
            Why::Unread(number) => of_moment(Wrong::Unread(&unread(number))),
            Why::Unfit(component, unfit) => (self.scorer.column_of(component), not_finite(unfit)),
        };
        format!("{}: {}", path(column), reason.message())
    }
}

/// How many rows of each group were left out, and why; nothing of one that is withheld.
pub(super) fn columns(grouper: &Grouper, groups: &[Option<&Reasons>]) -> Result<[Told; 2], ArrowError> {
    let rows = groups.iter().map(|reasons| i64::try_from((*reasons)?.rows()).ok());
    let told: Vec<Option<String>> = groups.iter().map(|reasons| (*reasons)?.told(grouper)).collect();
    let rows: ArrayRef = Arc::new(rows.collect::<Int64Array>());
    Ok([("left_out".to_owned(), rows), ("left_out_because".to_owned(), texts(told.iter().map(Option::as_deref))?)])
}
