//! How rows are added to their groups: some hundred thousand of them are put in the order of their groups by each thread, and then
//! each thread adds all that belongs to groups of its own. What is added up are whole numbers, so that it cannot be seen how the
//! work was shared out.

use arrow_array::cast::AsArray;
use arrow_array::types::Float64Type;
use arrow_array::{Array, Float64Array, RecordBatch};
use pulp::Arch;
use touchline_calculators::skill::{CallSums, Compiled, LEVELS, MISSING};
use touchline_kernel::rejection::BadInput;

use super::left_out::Reasons;
use super::share::{OfGroup, Rows, Share};
use super::squares::Squares;
use super::{ALSO, Bound, EACH, Group, GroupBy, Grouper, KEYS, Key, PERSON};
use crate::bounds::check_rows;
use crate::kernel::{self, Abreast, Adding, ROWS_AT_ONCE, RowSums};
use crate::keys::NULL;
use crate::threads;
use crate::told_apart::ToldApart;

/// Rows that each thread puts in the order of their groups at once.
pub(super) const ROWS_IN_ORDER: usize = 1 << 18;

/// Of fewer rows a thread has more to do to begin than to add them.
const LEAST_ROWS: usize = 1 << 13;

/// Up to so many groups that there may be for each row, they are found by their place and not by their hash.
const PLACES_A_ROW: usize = 8;

/// Stands for a group that has not begun.
const NO_GROUP: u32 = u32::MAX;

/// What adds rows to a group.
struct Adder<'a> {
    compiled: &'a Compiled,
    abreast: &'a Abreast,
    arch: Arch,
    /// Whether measures are added up by twos, too, and whether their squares are.
    by_twos: bool,
    squared: bool,
}

/// How the work on some shares is divided among threads.
struct Division {
    /// Groups that have more rows than one thread is to add: of each, every thread adds what is in its own share.
    large: Vec<usize>,
    /// Up to which group each thread adds all others, but for the last thread, which adds the rest.
    until: Vec<usize>,
}

/// The overall scores of a batch, which stand behind what is kept of it.
pub(super) fn overall_of<'a>(bound: &Bound, scores: &'a RecordBatch) -> &'a Float64Array {
    scores.column(bound.scoring.keep.len()).as_primitive::<Float64Type>()
}

impl Grouper {
    /// The place of each row's group; groups that are new begin, unless there are as many as rows may be told.
    pub(super) fn places_of(&mut self, numbers: &[Option<Vec<u32>>; KEYS], rows: usize) -> Result<Vec<u32>, BadInput> {
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
                known[place] = self.place_of(key)?;
            }
            places.push(known[place]);
        }
        Ok(places)
    }

    /// How many numbers values have of what groups are told apart by.
    fn numbers_of(&self, place: usize) -> usize {
        let several = self.several.as_ref().filter(|_| place == ALSO);
        several.map_or_else(|| self.keys[place].len(), ToldApart::len)
    }

    fn place_of(&mut self, key: Key) -> Result<u32, BadInput> {
        if let Some(place) = self.places.get(&key) {
            return Ok(*place);
        }
        self.count(usize::from(self.is_sure_to_be_told(&key)))?;
        let place = u32::try_from(self.groups.len()).unwrap_or(NO_GROUP);
        self.groups.push(Group::new(key, self.scorer.compiled(), self.options.mean_intervals));
        self.places.insert(key, place);
        Ok(place)
    }

    /// Whether a group that begins will be told, whoever has scores in it. A viewer may not be told of one that is theirs alone:
    /// where persons are not told apart, that is known once somebody else has a score in it.
    fn is_sure_to_be_told(&self, key: &Key) -> bool {
        !self.holds_back() || self.by.contains(&GroupBy::Person) && self.viewer() != Some(key[PERSON])
    }

    /// Counts groups that will be told, and refuses more of them than rows may be.
    fn count(&mut self, groups: usize) -> Result<(), BadInput> {
        self.counted += groups;
        check_rows(self.counted, self.options.most_rows).inspect_err(|bad| self.refused = Some(bad.clone()))
    }

    /// Adds rows, by the group and the person of each.
    pub(super) fn add_to_groups(
        &mut self,
        bound: &Bound,
        batch: &RecordBatch,
        overall: &Float64Array,
        (groups, people): (&[u32], Option<&[u32]>),
    ) -> Result<(), BadInput> {
        let mut shares = std::mem::take(&mut self.shares);
        let threads = threads::within(self.options.threads, groups.len() / LEAST_ROWS);
        let each = groups.len().div_ceil(threads).max(1);
        shares.resize_with(threads, Share::default);
        let (columns, stride, count) = (bound.scoring.columns(batch), self.abreast.stride, self.groups.len());
        let parts = (0..).step_by(each).zip(groups.chunks(each));
        let parts = parts.map(|(first, groups)| Rows { columns: &columns, overall, first, groups, stride, count });
        let filled = shares.iter_mut().zip(parts).collect();
        let filled = threads::each(filled, |(share, rows): (&mut Share, Rows<'_>)| share.put_in_order(rows)).len();
        shares.truncate(filled);
        self.add_shares(&shares);
        let others = self.count_people(&shares, overall, (groups, people));
        self.shares = shares;
        self.count(if self.holds_back() { others } else { 0 })
    }

    /// Adds what is in order, each thread to groups of its own.
    fn add_shares(&mut self, shares: &[Share]) {
        let division = Division::of(shares, self.abreast.stride);
        self.sums.resize_with(self.sums.len().max(shares.len()), RowSums::default);
        let stride = self.abreast.stride;
        let adder = Adder {
            compiled: self.scorer.compiled(),
            abreast: &self.abreast,
            arch: self.scorer.arch(),
            by_twos: self.options.varies(),
            squared: self.options.mean_intervals,
        };
        for large in &division.large {
            let work = shares.iter().zip(&mut self.sums).collect();
            let added = threads::each(work, |(share, sums): (&Share, &mut RowSums)| {
                let mut group = Group::new(Key::default(), adder.compiled, adder.squared);
                let here = share.each(stride).filter(|here| here.group == *large);
                here.for_each(|here| adder.add(&mut group, &here, sums));
                group
            });
            if let Some(group) = self.groups.get_mut(*large) {
                added.iter().for_each(|added| group.merge_measures(added));
            }
        }
        let (mut parts, mut rest, mut first) = (Vec::with_capacity(shares.len()), self.groups.as_mut_slice(), 0);
        let ends = division.until.iter().copied().chain([usize::MAX]);
        for (until, sums) in ends.zip(&mut self.sums) {
            let (part, later) = rest.split_at_mut((until - first).min(rest.len()));
            parts.push((first, part, sums));
            (rest, first) = (later, until);
        }
        threads::each(parts, |(first, groups, sums): (usize, &mut [Group], &mut RowSums)| {
            for here in shares.iter().flat_map(|share| share.each(stride)) {
                let group = here.group.checked_sub(first).and_then(|place| groups.get_mut(place));
                let Some(group) = group else { continue };
                group.rows += here.rows;
                for (sum, rows) in group.levels.iter_mut().zip(here.levels) {
                    *sum += rows;
                    group.calls.scored += rows;
                }
                if !division.large.contains(&here.group) {
                    adder.add(group, &here, sums);
                }
            }
        });
    }

    /// Counts of whom each group has scores. Where persons are not told apart: in how many somebody besides the viewer has one
    /// who had none before.
    fn count_people(
        &mut self,
        shares: &[Share],
        overall: &Float64Array,
        (groups, people): (&[u32], Option<&[u32]>),
    ) -> usize {
        let Some(people) = people else { return 0 };
        // Where persons are told apart, each group has one.
        if self.by.contains(&GroupBy::Person) {
            for here in shares.iter().flat_map(|share| share.each(self.abreast.stride)) {
                let Some(group) = self.groups.get_mut(here.group) else { continue };
                let person = group.key[PERSON];
                if group.people == 0 && group.calls.scored > 0 && person != NULL {
                    group.people = 1;
                    self.scored.insert((here.group, person));
                }
            }
            return 0;
        }
        let (viewer, mut others) = (self.viewer(), 0);
        for (row, (place, person)) in groups.iter().zip(people).enumerate() {
            let place = *place as usize;
            if overall.is_valid(row) && *person != NULL && self.scored.insert((place, *person)) {
                let viewers = viewer.is_some_and(|viewer| self.scored.contains(&(place, viewer)));
                let group = &mut self.groups[place];
                others += usize::from(viewer != Some(*person) && group.people == u64::from(viewers));
                group.people += 1;
            }
        }
        others
    }
}

impl Division {
    /// As many rows for each thread as for any other, as far as groups let them be divided.
    fn of(shares: &[Share], stride: usize) -> Self {
        let mut division = Division { large: Vec::new(), until: Vec::new() };
        if shares.len() < 2 {
            return division;
        }
        let here = shares.iter().flat_map(|share| share.each(stride)).map(|here| (here.group, here.rows));
        let mut each: Vec<(usize, u64)> = here.collect();
        each.sort_unstable();
        let mut groups: Vec<(usize, u64)> = Vec::with_capacity(each.len());
        for (group, rows) in each {
            match groups.last_mut().filter(|(last, _)| *last == group) {
                Some((_, sum)) => *sum += rows,
                None => groups.push((group, rows)),
            }
        }
        let threads = shares.len() as u64;
        let all: u64 = groups.iter().map(|(_, rows)| rows).sum();
        groups.retain(|(group, rows)| {
            let is_large = rows * threads > all;
            division.large.extend(is_large.then_some(*group));
            !is_large
        });
        let all: u64 = groups.iter().map(|(_, rows)| rows).sum();
        let mut done = 0;
        for (group, rows) in groups {
            let begun = division.until.len() as u64 + 1;
            if begun < threads && done * threads >= all * begun {
                division.until.push(group);
            }
            done += rows;
        }
        division
    }
}

impl Adder<'_> {
    /// Adds the measures of some rows of one group.
    fn add(&self, group: &mut Group, here: &OfGroup<'_>, sums: &mut RowSums) {
        let rows = here.measures.chunks(ROWS_AT_ONCE * self.abreast.stride);
        rows.zip(here.lacking.chunks(ROWS_AT_ONCE)).for_each(|rows| self.add_some(group, rows, sums));
    }

    /// Adds as many of them as are added up at once: their measures, and how many of these each lacks.
    fn add_some(&self, group: &mut Group, (rows, lacking): (&[f64], &[u32]), sums: &mut RowSums) {
        let Group { calls, squares, .. } = group;
        let Adder { compiled, abreast, by_twos, .. } = *self;
        let stride = abreast.stride;
        count_measured(compiled, rows.chunks_exact(stride).zip(lacking), calls);
        if self.squared {
            rows.chunks_exact(stride).for_each(|row| squares.add(row));
        }
        let fits = kernel::run(self.arch, Adding { abreast, rows, by_twos, into: sums });
        if !fits {
            return self.add_one_by_one(calls, rows);
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

    /// The same of measures that are too great to be added up at once.
    fn add_one_by_one(&self, calls: &mut CallSums, rows: &[f64]) {
        let mut places = vec![MISSING; self.abreast.components];
        for row in rows.chunks_exact(self.abreast.stride) {
            let parts = self.compiled.components().iter().zip(calls.components.iter_mut());
            for (((part, sum), raw), place) in parts.zip(row).zip(&mut places) {
                let raw = Some(*raw).filter(|raw| !raw.is_nan());
                raw.iter().for_each(|raw| sum.add(*raw));
                *place = part.curve.place_of(raw);
            }
            if self.by_twos {
                calls.moments.add(&places);
            }
        }
    }
}

impl Group {
    /// A group without a row.
    fn new(key: Key, compiled: &Compiled, squared: bool) -> Self {
        let calls = CallSums::new(compiled);
        let squares = Squares::of(if squared { calls.components.len() } else { 0 });
        Group { key, rows: 0, people: 0, levels: [0; LEVELS.len()], calls, squares, left_out: Reasons::default() }
    }

    /// Adds measures that were added up elsewhere.
    fn merge_measures(&mut self, other: &Group) {
        self.calls.merge(&other.calls);
        self.squares.merge(&other.squares);
    }
}

/// How many rows have a measure of each area, and of any; each comes with how many it lacks, and has a NaN where one is missing.
fn count_measured<'a>(compiled: &Compiled, rows: impl Iterator<Item = (&'a [f64], &'a u32)>, calls: &mut CallSums) {
    let areas = compiled.areas();
    // A row that lacks fewer measures than the least area has lacks none of them whole. Most rows do.
    let least = areas.iter().map(|area| area.count).min().unwrap_or_default();
    let mut whole = 0;
    for (row, lacking) in rows {
        if (*lacking as usize) < least {
            whole += 1;
            continue;
        }
        let mut is_measured = false;
        for (area, count) in areas.iter().zip(calls.areas.iter_mut()) {
            let has = row[area.first..area.first + area.count].iter().any(|raw| !raw.is_nan());
            *count += u64::from(has);
            is_measured |= has;
        }
        calls.measured += u64::from(is_measured);
    }
    calls.areas.iter_mut().for_each(|count| *count += whole);
    calls.measured += whole;
}
