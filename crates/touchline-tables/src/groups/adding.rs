//! How rows are added to their groups: some hundred thousand of them are put in the order of their groups, so that a
//! group's sums are at hand for all of its rows.

use std::ops::Range;

use arrow_array::cast::AsArray;
use arrow_array::types::Float64Type;
use arrow_array::{Array, Float64Array, RecordBatch};
use touchline_calculators::skill::{CallSums, Compiled, LEVELS, Level, MISSING, published};

use super::left_out::Reasons;
use super::squares::Squares;
use super::{ALSO, Bound, EACH, Group, GroupBy, Grouper, KEYS, Key};
use crate::column::is_measure;
use crate::kernel::{self, Adding, ROWS, ROWS_AT_ONCE};
use crate::keys::NULL;
use crate::told_apart::ToldApart;

/// Rows that are put in the order of their groups at once.
pub(super) const ROWS_IN_ORDER: usize = 1 << 18;

/// Up to so many groups that there may be for each row, they are found by their place and not by their hash.
const PLACES_A_ROW: usize = 8;

/// Stands for a group that has not begun.
const NO_GROUP: u32 = u32::MAX;

/// Rows of a piece of a batch, and the order in which they are added.
pub(super) struct Segment {
    /// The groups that have a row here, by how they have come up.
    own: Vec<u32>,
    /// The group of each row, by its place among these.
    groups: Vec<u32>,
    /// By group: where its rows begin in the order; and where the last one's end.
    begins: Vec<u32>,
}

impl Segment {
    /// Rows, by the group of each. Of all groups the scratch says nothing, before and after.
    pub(super) fn of(rows: &[u32], scratch: &mut Vec<u32>, count: usize) -> Self {
        scratch.resize(count, NO_GROUP);
        let (mut own, mut begins) = (Vec::new(), vec![0]);
        let mut place = |group: &u32| {
            let place = &mut scratch[*group as usize];
            if *place == NO_GROUP {
                *place = own.len() as u32;
                own.push(*group);
                begins.push(0);
            }
            begins[*place as usize + 1] += 1;
            *place
        };
        let groups = rows.iter().map(&mut place).collect();
        own.iter().for_each(|group| scratch[*group as usize] = NO_GROUP);
        let mut end = 0;
        for begin in &mut begins {
            end += *begin;
            *begin = end;
        }
        Segment { own, groups, begins }
    }

    /// The groups that have a row, each with the places of its rows in the order.
    fn each(&self) -> impl Iterator<Item = (usize, Range<usize>)> {
        let places = self.begins.iter().zip(self.begins.iter().skip(1));
        self.own.iter().zip(places).map(|(group, (begin, end))| (*group as usize, *begin as usize..*end as usize))
    }

    /// The place of each row in the order.
    fn places(&self) -> Vec<u32> {
        let mut next = self.begins.clone();
        let place = |group: &u32| {
            let place = next[*group as usize];
            next[*group as usize] += 1;
            place
        };
        self.groups.iter().map(place).collect()
    }
}

/// The overall scores of a batch, which stand behind what is kept of it.
pub(super) fn overall_of<'a>(bound: &Bound, scores: &'a RecordBatch) -> &'a Float64Array {
    scores.column(bound.scoring.keep.len()).as_primitive::<Float64Type>()
}

impl Grouper {
    /// The place of each row's group; groups that are new begin.
    pub(super) fn places_of(&mut self, numbers: &[Option<Vec<u32>>; KEYS], rows: usize) -> Vec<u32> {
        let told: [Option<&[u32]>; KEYS] =
            std::array::from_fn(|place| numbers[place].as_deref().filter(|_| self.by.contains(&EACH[place])));
        let sizes: [usize; KEYS] =
            std::array::from_fn(|place| if told[place].is_some() { self.numbers_of(place) } else { 1 });
        let all = sizes
            .iter()
            .try_fold(1_usize, |all, size| all.checked_mul(*size))
            .filter(|all| *all <= rows.saturating_mul(PLACES_A_ROW));
        let key =
            |row: usize| told.map(|numbers| numbers.and_then(|numbers| numbers.get(row)).copied().unwrap_or(NULL));
        let Some(all) = all else { return (0..rows).map(|row| self.place_of(key(row))).collect() };
        let mut known = vec![NO_GROUP; all];
        let mut places = Vec::with_capacity(rows);
        for row in 0..rows {
            let key = key(row);
            let place = key.iter().zip(&sizes).fold(0, |place, (number, size)| place * size + *number as usize);
            if known[place] == NO_GROUP {
                known[place] = self.place_of(key);
            }
            places.push(known[place]);
        }
        places
    }

    /// How many numbers values have of what groups are told apart by.
    fn numbers_of(&self, place: usize) -> usize {
        let several = self.several.as_ref().filter(|_| place == ALSO);
        several.map_or_else(|| self.keys[place].len(), ToldApart::len)
    }

    fn place_of(&mut self, key: Key) -> u32 {
        *self.places.entry(key).or_insert_with(|| {
            let calls = CallSums::new(self.scorer.compiled());
            let place = u32::try_from(self.groups.len()).unwrap_or(NO_GROUP);
            let left_out = Reasons::default();
            let components = if self.options.mean_intervals { calls.components.len() } else { 0 };
            let squares = Squares::of(components);
            self.groups.push(Group { key, rows: 0, people: 0, levels: [0; LEVELS.len()], calls, squares, left_out });
            place
        })
    }

    /// Adds the raw measures of some rows, group by group.
    pub(super) fn add_measures(&mut self, bound: &Bound, batch: &RecordBatch, segment: &Segment) {
        let mut ordered = std::mem::take(&mut self.ordered);
        self.put_in_order(bound, batch, segment, &mut ordered);
        let stride = self.abreast.stride;
        for (group, places) in segment.each() {
            for first in places.clone().step_by(ROWS_AT_ONCE) {
                let rows = first..places.end.min(first + ROWS_AT_ONCE);
                self.add_rows(group, &ordered[rows.start * stride..rows.end * stride]);
            }
        }
        self.ordered = ordered;
    }

    /// The measures, row behind row in the order of groups; a NaN where one is missing. What stood there is gone.
    fn put_in_order(&self, bound: &Bound, batch: &RecordBatch, segment: &Segment, ordered: &mut Vec<f64>) {
        let stride = self.abreast.stride;
        let columns = bound.scoring.columns(batch);
        let places = segment.places();
        ordered.resize(segment.groups.len() * stride, f64::NAN);
        let mut copy = [0.0; ROWS];
        let mut side_by_side = vec![f64::NAN; ROWS * stride];
        for first in (0..segment.groups.len()).step_by(ROWS) {
            let count = ROWS.min(segment.groups.len() - first);
            for (component, column) in columns.iter().enumerate() {
                let present = column.present(first, count);
                let raws = column.chunk(first).unwrap_or_else(|| {
                    column.copy(first, count, &mut copy);
                    &copy
                });
                for (row, raw) in raws.iter().enumerate().take(count) {
                    let is_there = present[row / 64] >> (row % 64) & 1 == 1 && is_measure(*raw);
                    side_by_side[row * stride + component] = if is_there { *raw } else { f64::NAN };
                }
            }
            for (row, place) in side_by_side.chunks_exact(stride).zip(&places[first..first + count]) {
                let begin = *place as usize * stride;
                ordered[begin..begin + stride].copy_from_slice(row);
            }
        }
    }

    /// Adds some rows of one group.
    fn add_rows(&mut self, group: usize, rows: &[f64]) {
        let Some(Group { calls, squares, .. }) = self.groups.get_mut(group) else { return };
        let (stride, size) = (self.abreast.stride, self.abreast.components);
        count_measured(self.scorer.compiled(), rows.chunks_exact(stride), calls);
        if self.options.mean_intervals {
            rows.chunks_exact(stride).for_each(|row| squares.add(row));
        }
        let by_twos = self.options.varies();
        let adding = Adding { abreast: &self.abreast, rows, by_twos, into: &mut self.sums };
        let fits = kernel::run(self.scorer.arch(), adding);
        let sums = &self.sums;
        if !fits {
            let mut places = vec![MISSING; size];
            for row in rows.chunks_exact(stride) {
                let parts = self.scorer.compiled().components().iter().zip(calls.components.iter_mut());
                for (((part, sum), raw), place) in parts.zip(row).zip(&mut places) {
                    let raw = Some(*raw).filter(|raw| !raw.is_nan());
                    raw.iter().for_each(|raw| sum.add(*raw));
                    *place = part.curve.place_of(raw);
                }
                if by_twos {
                    calls.moments.add(&places);
                }
            }
            return;
        }
        for ((sum, count), measures) in calls.components.iter_mut().zip(&sums.calls).zip(&sums.measures) {
            sum.add_sum(*count, *measures);
        }
        if !by_twos {
            return;
        }
        let count = (rows.len() / stride.max(1)) as u64;
        calls.moments.add_sums(count, &sums.places, &sums.products, &sums.ends);
        sums.lacking().for_each(|(component, both, sums)| calls.moments.add_lacking(component, both, sums));
    }

    /// Adds how many rows there are of each group, how many have scores, and of whom.
    pub(super) fn add_scores(&mut self, overall: &Float64Array, segment: &Segment, people: Option<&[u32]>) {
        for (group, places) in segment.each() {
            self.groups[group].rows += places.len() as u64;
        }
        // Where persons are told apart, each group has one.
        let one_each = self.by.contains(&GroupBy::Person);
        for (row, place) in segment.groups.iter().enumerate() {
            let place = segment.own[*place as usize] as usize;
            if overall.is_null(row) {
                continue;
            }
            let group = &mut self.groups[place];
            group.calls.scored += 1;
            group.levels[Level::of(published(overall.value(row))) as usize] += 1;
            if one_each && group.people > 0 {
                continue;
            }
            let person = people.and_then(|people| people.get(row)).copied().filter(|person| *person != NULL);
            if let Some(person) = person
                && self.scored.insert((place, person))
            {
                group.people += 1;
            }
        }
    }
}

/// How many rows have a measure of each area, and of any; a NaN stands where one is missing.
fn count_measured<'a>(compiled: &Compiled, rows: impl Iterator<Item = &'a [f64]>, calls: &mut CallSums) {
    for row in rows {
        let mut is_measured = false;
        for (area, count) in compiled.areas().iter().zip(calls.areas.iter_mut()) {
            let has = row[area.first..area.first + area.count].iter().any(|raw| !raw.is_nan());
            *count += u64::from(has);
            is_measured |= has;
        }
        calls.measured += u64::from(is_measured);
    }
}
