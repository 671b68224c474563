//! Rows that one thread puts in the order of their groups, so that a group's sums are at hand for all of its rows; and how many of
//! each group have which level.

use std::ops::Range;

use arrow_array::{Array, Float64Array};
use touchline_calculators::skill::{LEVELS, Level, published};

use crate::column::{Column, is_measure};
use crate::kernel::BLOCK;

/// Stands for a group that has no row yet.
const NO_ROW: u32 = u32::MAX;

/// Rows of a batch as they come in.
#[derive(Clone, Copy)]
pub(super) struct Rows<'a> {
    /// The measures of the whole batch, and its overall scores.
    pub(super) columns: &'a [Column<'a>],
    pub(super) overall: &'a Float64Array,
    /// The first of these rows in the batch, and the group of each of them.
    pub(super) first: usize,
    pub(super) groups: &'a [u32],
    /// How many numbers a row takes, and how many groups there are.
    pub(super) stride: usize,
    pub(super) count: usize,
}

/// Rows in the order of their groups. The room is used again for others.
#[derive(Debug, Default)]
pub(super) struct Share {
    /// The groups that have a row here, by how they have come up.
    own: Vec<u32>,
    /// By group of these: where its rows begin in the order; and where the last one's end.
    begins: Vec<u32>,
    /// By group of these: rows by the level of their overall score, the least level first.
    levels: Vec<[u64; LEVELS.len()]>,
    /// The measures, row behind row in the order of groups; a NaN where one is missing.
    measures: Vec<f64>,
    /// How many measures each of these rows lacks.
    lacking: Vec<u32>,
    /// Of all groups nothing, before and after.
    scratch: Vec<u32>,
}

/// What is here of a group.
pub(super) struct OfGroup<'a> {
    pub(super) group: usize,
    pub(super) rows: u64,
    pub(super) levels: &'a [u64; LEVELS.len()],
    pub(super) measures: &'a [f64],
    /// By row: how many of them it lacks.
    pub(super) lacking: &'a [u32],
}

impl Share {
    /// Puts rows in order. What stood here is gone.
    pub(super) fn put_in_order(&mut self, rows: Rows<'_>) {
        let of_rows = self.sort_out(rows);
        self.count_levels(rows, &of_rows);
        self.place(rows, &self.places(&of_rows));
    }

    /// What is here, group by group.
    pub(super) fn each(&self, stride: usize) -> impl Iterator<Item = OfGroup<'_>> {
        let places = self.begins.iter().zip(self.begins.iter().skip(1));
        self.own.iter().zip(places).zip(&self.levels).map(move |((group, (begin, end)), levels)| {
            let places: Range<usize> = *begin as usize..*end as usize;
            let measures = self.measures.get(places.start * stride..places.end * stride).unwrap_or_default();
            let lacking = self.lacking.get(places.clone()).unwrap_or_default();
            OfGroup { group: *group as usize, rows: places.len() as u64, levels, measures, lacking }
        })
    }

    /// The groups that have a row, and where their rows are to stand. Gives the group of each row, by its place among these.
    fn sort_out(&mut self, rows: Rows<'_>) -> Vec<u32> {
        let Share { own, begins, scratch, .. } = self;
        scratch.resize(rows.count, NO_ROW);
        own.clear();
        begins.clear();
        begins.push(0);
        let mut place = |group: &u32| {
            let place = &mut scratch[*group as usize];
            if *place == NO_ROW {
                *place = own.len() as u32;
                own.push(*group);
                begins.push(0);
            }
            begins[*place as usize + 1] += 1;
            *place
        };
        let of_rows = rows.groups.iter().map(&mut place).collect();
        own.iter().for_each(|group| scratch[*group as usize] = NO_ROW);
        let mut end = 0;
        for begin in begins {
            end += *begin;
            *begin = end;
        }
        of_rows
    }

    fn count_levels(&mut self, rows: Rows<'_>, of_rows: &[u32]) {
        self.levels.clear();
        self.levels.resize(self.own.len(), [0; LEVELS.len()]);
        for (row, place) in (rows.first..).zip(of_rows) {
            if rows.overall.is_valid(row) {
                self.levels[*place as usize][Level::of(published(rows.overall.value(row))) as usize] += 1;
            }
        }
    }

    /// The place of each row in the order.
    fn places(&self, of_rows: &[u32]) -> Vec<u32> {
        let mut next = self.begins.clone();
        let place = |group: &u32| {
            let place = next[*group as usize];
            next[*group as usize] += 1;
            place
        };
        of_rows.iter().map(place).collect()
    }

    /// Puts the measures of each row side by side where it stands in the order, some rows of all columns at a time.
    fn place(&mut self, rows: Rows<'_>, places: &[u32]) {
        self.measures.resize(places.len() * rows.stride, f64::NAN);
        self.lacking.resize(places.len(), 0);
        let mut copies = vec![[0.0; BLOCK]; rows.columns.len()];
        for (first, places) in (rows.first..).step_by(BLOCK).zip(places.chunks(BLOCK)) {
            let lent = |column: &Column<'_>| column.slice::<BLOCK>(first).is_some();
            for (column, copy) in rows.columns.iter().zip(&mut copies).filter(|(column, _)| !lent(column)) {
                column.copy(first, places.len(), copy);
            }
            let block = |(column, copy)| Block::of(column, copy, first);
            let blocks: Vec<Block<'_>> = rows.columns.iter().zip(&copies).map(block).collect();
            for (row, place) in places.iter().map(|place| *place as usize).enumerate() {
                let begin = place * rows.stride;
                let measures = self.measures[begin..begin + rows.stride].iter_mut().zip(&blocks);
                self.lacking[place] = measures.map(|(into, block)| block.tell(row, into)).sum();
            }
        }
    }
}

/// Some rows of a column.
struct Block<'a> {
    raws: &'a [f64; BLOCK],
    present: u64,
}

impl<'a> Block<'a> {
    /// Those from this one on: where they lie, or as they were copied.
    fn of(column: &Column<'a>, copy: &'a [f64; BLOCK], first: usize) -> Self {
        Block { raws: column.slice(first).unwrap_or(copy), present: column.present_word(first) }
    }

    /// Tells the measure of a row, and how many are missing: one where it is a NaN, and none otherwise.
    #[inline]
    fn tell(&self, row: usize, into: &mut f64) -> u32 {
        let raw = self.raws[row];
        let is_there = self.present >> row & 1 == 1 && is_measure(raw);
        *into = if is_there { raw } else { f64::NAN };
        u32::from(!is_there)
    }
}
