//! Rows about people that are left out since something is wrong in them: beside what is told of somebody, or of their group, how many
//! these were and why. Where nothing is told of them, they have a row of their own behind all others.
//!
//! Rules: BAT-02, BAT-03.

use std::collections::BTreeMap;
use std::sync::Arc;

use arrow_array::types::Int32Type;
use arrow_array::{ArrayRef, Int64Array, RecordBatch};
use arrow_data::transform::MutableArrayData;
use arrow_schema::ArrowError;
use touchline_kernel::look_up::{LookUp, Seen};
use touchline_kernel::reader::MAX_FAULTS;

use super::Columns;
use super::held::Held;
use crate::groups::dictionary;
use crate::keys::{self, NULL};
use crate::left_out::{Kind, because};
use crate::options::Invalid;
use crate::table::of_columns;

/// What a row of a table tells of: a group, or somebody in it. Nobody is [`NULL`].
type Whose = (u32, Option<u32>);

/// The names of the columns that tell what was left out.
pub(super) const NAMES: [&str; 2] = ["left_out", "left_out_because"];

/// What was left out of somebody's rows, or of a group's.
#[derive(Debug, Default)]
struct Reasons<'a> {
    /// By number what is wrong, the first row that has it, and how many have.
    kinds: BTreeMap<usize, (&'a Kind, u64, u64)>,
    rows: u64,
}

impl<'a> Reasons<'a> {
    fn add(&mut self, row: u64, why: Option<(usize, &'a Kind)>) {
        self.rows = self.rows.saturating_add(1);
        let Some((number, kind)) = why else { return };
        if self.kinds.len() < MAX_FAULTS || self.kinds.contains_key(&number) {
            let (_, first, rows) = self.kinds.entry(number).or_insert((kind, row, 0));
            (*first, *rows) = (row.min(*first), rows.saturating_add(1));
        }
    }

    /// Each reason with the first row that has it, in the order of these rows.
    fn because(&self) -> Option<String> {
        let mut told: Vec<_> = self.kinds.values().collect();
        told.sort_unstable_by_key(|(_, first, _)| *first);
        let named = told.iter().map(|(_, _, rows)| *rows).sum();
        because(told.iter().map(|(kind, first, rows)| (kind.in_row(*first), *rows)), self.rows.saturating_sub(named))
    }
}

/// Texts of which each gets a place, once.
#[derive(Debug, Default)]
struct Texts {
    places: LookUp<String, i32>,
    all: Vec<String>,
}

impl Texts {
    fn place(&mut self, text: String) -> Option<i32> {
        if let Some(place) = self.places.get(&text) {
            return Some(*place);
        }
        let place = i32::try_from(self.all.len()).ok()?;
        self.places.insert(text.clone(), place);
        self.all.push(text);
        Some(place)
    }
}

impl<T> Held<T> {
    /// A table with what was left out, where anything is. By row it is told of which group it is, and of whom in it where it tells of
    /// people: so are its first columns.
    pub(super) fn with_left_out(
        &self,
        table: RecordBatch,
        (groups, people): (Vec<u32>, Option<Vec<u32>>),
        [rows_of, why_of]: [&str; 2],
    ) -> Result<RecordBatch, ArrowError> {
        if self.asked.invalid == Invalid::Refuse {
            return Ok(table);
        }
        let of_people = people.is_some();
        let mut people = people.unwrap_or_default().into_iter();
        let mut whose: Vec<Whose> = groups.into_iter().map(|group| (group, people.next())).collect();
        let (mut texts, mut told) = (Texts::default(), LookUp::<Whose, (u64, Option<i32>)>::default());
        let known: Seen<Whose> = whose.iter().copied().collect();
        for (of, reasons) in self.reasons(of_people) {
            told.insert(of, (reasons.rows, reasons.because().and_then(|text| texts.place(text))));
            if !known.contains(&of) {
                whose.push(of);
            }
        }
        let of_row = || whose.iter().map(|whose| told.get(whose).copied().unwrap_or_default());
        let rows: Int64Array = of_row().map(|(rows, _)| i64::try_from(rows).ok()).collect();
        let texts = keys::texts(texts.all.iter().map(|text| Some(text.as_str())))?;
        let why = dictionary::<Int32Type>(of_row().map(|(_, place)| place).collect(), &texts)?;
        let mut columns = self.longer(&table, &whose, of_people)?;
        columns.extend([(rows_of.to_owned(), Arc::new(rows) as ArrayRef), (why_of.to_owned(), why)]);
        of_columns(columns, whose.len())
    }

    /// What was left out by whose it was, in the order in which they are told.
    fn reasons(&self, of_people: bool) -> Vec<(Whose, Reasons<'_>)> {
        let mut found: Vec<(Whose, Reasons<'_>)> = Vec::new();
        for ((group, person), row, why) in self.rows_left_out() {
            let of = (group, of_people.then_some(person));
            if found.last().is_none_or(|(last, _)| *last != of) {
                found.push((of, Reasons::default()));
            }
            found.last_mut().into_iter().for_each(|(_, reasons)| reasons.add(row, why));
        }
        found
    }

    /// The columns of a table, with rows behind its own for those of whom nothing is told in it.
    fn longer(&self, table: &RecordBatch, whose: &[Whose], of_people: bool) -> Result<Columns, ArrowError> {
        let names = table.schema_ref().fields().iter().map(|field| field.name().clone());
        let more = whose.len().saturating_sub(table.num_rows());
        if more == 0 {
            return Ok(names.zip(table.columns().iter().cloned()).collect());
        }
        let by = self.by(&whose.iter().map(|(group, _)| *group).collect::<Vec<_>>())?;
        let mut columns: Vec<ArrayRef> = by.into_iter().map(|(_, column)| column).collect();
        if of_people {
            let people: Vec<u32> = whose.iter().map(|(_, person)| person.unwrap_or(NULL)).collect();
            columns.push(self.people(&people)?);
        }
        for column in table.columns().iter().skip(columns.len()) {
            let data = column.to_data();
            let mut longer = MutableArrayData::new(vec![&data], true, whose.len());
            longer.try_extend(0, 0, column.len())?;
            longer.try_extend_nulls(more)?;
            columns.push(arrow_array::make_array(longer.freeze()));
        }
        Ok(names.zip(columns).collect())
    }
}
