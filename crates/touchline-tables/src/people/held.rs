//! Rows about people, kept until all are there: those of somebody may stand anywhere, and are told apart by what they say and
//! never by where they stand.
//!
//! Rules: BAT-02, BAT-03.

use std::borrow::Cow;
use std::sync::Arc;

use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{ArrowError, Schema, SchemaRef};
use touchline_kernel::rejection::BadInput;

use super::cells::{Cell, Holds};
use crate::binding::{column_of, find, keys, refuse_extra};
use crate::fault::{Faults, not_given};
use crate::kept::Kept;
use crate::key_column::key_column;
use crate::keys::{Keys, Kind, NULL, Value};
use crate::left_out;
use crate::options::{Extra, Invalid};
use crate::progress::Progress;
use crate::told_apart::ToldApart;

/// A column beside whose a row is.
#[derive(Clone, Debug)]
pub(super) struct Beside {
    pub(super) name: String,
    pub(super) holds: Holds,
    pub(super) needed: Needed,
}

/// Whether a column has to be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Needed {
    /// It has to.
    Always,
    /// Where it is not, nothing stands in it.
    IfThere,
    /// Nobody named it: nothing stands in it.
    Never,
}

impl Beside {
    /// A column that has to be there.
    pub(super) fn always(name: impl Into<String>, holds: Holds) -> Self {
        Beside { name: name.into(), holds, needed: Needed::Always }
    }

    /// A column that has to be there where it is named.
    pub(super) fn named(name: Option<String>, holds: Holds) -> Self {
        let needed = if name.is_some() { Needed::Always } else { Needed::Never };
        Beside { name: name.unwrap_or_default(), holds, needed }
    }
}

/// The columns that are read, by name.
#[derive(Clone, Debug)]
pub(super) struct Asked {
    pub(super) by: Vec<String>,
    pub(super) person: String,
    pub(super) beside: Vec<Beside>,
    /// Columns that are of no matter here, though their names are known.
    pub(super) known: Vec<String>,
    pub(super) extra: Extra,
    pub(super) invalid: Invalid,
}

/// The places of these columns.
#[derive(Debug)]
struct Bound {
    schema: SchemaRef,
    by: Vec<(usize, Kind)>,
    person: (usize, Kind),
    beside: Vec<Option<usize>>,
}

/// A row: of which group, about whom, where it stands, and what stands in it.
#[derive(Debug)]
struct Row<T> {
    group: u32,
    /// [`NULL`] where it says of nobody, and is left out.
    person: u32,
    row: u64,
    told: Option<T>,
}

/// A row that is left out: of which group and about whom it is, where it stands, and what is wrong with it.
pub(super) type RowLeftOut<'a> = ((u32, u32), u64, Option<(usize, &'a left_out::Kind)>);

/// What is made of the cells of a row, which stands at a place; nothing where nothing was observed.
pub(super) type Made<T> = fn(&Asked, &[Option<Cell>], u64, &mut Faults) -> Option<T>;

/// Rows that were read.
#[derive(Debug)]
pub(super) struct Held<T> {
    pub(super) asked: Asked,
    made: Made<T>,
    bound: Option<Bound>,
    groups: ToldApart,
    people: Keys,
    kept: Vec<Row<T>>,
    progress: Progress,
    /// What is wrong with the rows of a batch; of all batches where they are left out for it.
    wrong: Faults,
    /// Whether all were gone through: before that it is not told what was left out.
    gone_through: bool,
}

/// A group, and everybody in it in the order of what they are called, with what stands in their rows.
pub(super) struct Group<'a, T> {
    pub(super) group: u32,
    /// By person, their number and their rows.
    pub(super) people: Vec<(u32, Vec<(u64, &'a T)>)>,
}

impl<T> Held<T> {
    pub(super) fn of(asked: Asked, made: Made<T>) -> Self {
        let groups = ToldApart::by(asked.by.len());
        let mut wrong = Faults::of_rows();
        if asked.invalid == Invalid::Skip {
            wrong.leave_out_each();
        }
        Held {
            asked,
            made,
            bound: None,
            groups,
            people: Keys::as_kept(),
            kept: Vec::new(),
            progress: Progress::default(),
            wrong,
            gone_through: false,
        }
    }

    /// What goes through rows tells what is wrong with them. Where they are left out, nothing of that is forgotten.
    fn looking<R>(&mut self, through: impl FnOnce(&mut Self, &mut Faults) -> R) -> Result<R, BadInput> {
        let mut faults = match self.asked.invalid {
            Invalid::Refuse => Faults::of_rows(),
            Invalid::Skip => core::mem::take(&mut self.wrong),
        };
        let found = through(self, &mut faults);
        let told = faults.so_far();
        self.wrong = faults;
        told.map(|()| found)
    }

    fn read(&mut self, bound: &Bound, batch: &RecordBatch, faults: &mut Faults) {
        let groups = self.groups.of_rows(batch, bound.by.iter().map(|(place, _)| *place));
        let people = self.people.numbers(batch.column(bound.person.0).as_ref());
        let cells = |(beside, place): (&Beside, &Option<usize>)| match place {
            Some(place) => {
                beside.holds.read((&beside.name, batch.column(*place).as_ref(), self.progress.rows), &mut *faults)
            }
            None => vec![None; batch.num_rows()],
        };
        let columns: Vec<Vec<Option<Cell>>> = self.asked.beside.iter().zip(&bound.beside).map(cells).collect();
        let mut of_row = Vec::with_capacity(columns.len());
        for (row, (group, person)) in groups.into_iter().zip(people).enumerate() {
            let at = self.progress.rows + row as u64;
            if faults.no_key(&self.asked.person, at, (&self.people, person)) {
                self.kept.push(Row { group, person: NULL, row: at, told: None });
                continue;
            }
            of_row.clear();
            of_row.extend(columns.iter().map(|cells| cells[row]));
            let told = (self.made)(&self.asked, &of_row, at, faults).filter(|_| !faults.leaves_out(at));
            self.kept.push(Row { group, person, row: at, told });
        }
    }

    /// Goes through the groups, in the order of what they are told apart by.
    ///
    /// # Errors
    /// No table was given, or what is wrong with all rows together.
    pub(super) fn each(&mut self, mut each: impl FnMut(&Group<'_, T>, &mut Faults)) -> Result<(), BadInput> {
        if self.bound.is_none() {
            return Err(not_given());
        }
        let (groups, ranks) = (self.groups.places(), self.people.ranks());
        let key = |row: &Row<T>| (groups[row.group as usize], ranks[row.person as usize], row.row);
        self.kept.sort_unstable_by_key(key);
        self.gone_through = true;
        self.looking(|held, faults| {
            let mut rest = held.kept.as_slice();
            for group in held.groups.order() {
                let (own, behind) = rest.split_at(rest.iter().take_while(|row| row.group == group).count());
                let somebody = own.split_at(own.iter().take_while(|row| row.person == NULL).count()).1;
                let people = somebody.chunk_by(|one, other| one.person == other.person).map(|rows| {
                    let told = rows.iter().filter_map(|row| Some((row.row, row.told.as_ref()?)));
                    (rows[0].person, told.collect())
                });
                each(&Group { group, people: people.collect() }, faults);
                rest = behind;
            }
        })
    }

    /// The rows that are left out, once all were gone through: whose each is, and what is wrong with it where that is known.
    pub(super) fn rows_left_out(&self) -> impl Iterator<Item = RowLeftOut<'_>> {
        let left_out = self.wrong.left_out();
        let rows = self.kept.iter().filter(|row| self.gone_through && self.wrong.leaves_out(row.row));
        rows.map(move |row| ((row.group, row.person), row.row, left_out.and_then(|left_out| left_out.why(row.row))))
    }

    /// The columns by which groups are told apart, of these groups.
    pub(super) fn by(&self, groups: &[u32]) -> Result<super::Columns, ArrowError> {
        let kinds = self.bound.iter().flat_map(|bound| bound.by.iter().map(|(_, kind)| *kind));
        self.groups.columns(self.asked.by.iter().map(String::as_str).zip(kinds), groups)
    }

    /// How many groups there are.
    pub(super) fn groups(&self) -> usize {
        self.groups.len()
    }

    /// By number, what somebody is called; nothing of nobody.
    pub(super) fn called(&self) -> impl Iterator<Item = Option<Cow<'_, str>>> {
        self.people.values().map(Value::written)
    }

    /// A column of people.
    pub(super) fn people(&self, numbers: &[u32]) -> Result<ArrayRef, ArrowError> {
        let kind = self.bound.as_ref().map_or(Kind::Text, |bound| bound.person.1);
        key_column(&self.asked.person, kind, numbers.iter().map(|number| self.people.value(*number)))
    }
}

impl<T: Send> Kept for Held<T> {
    fn begin(&mut self, schema: &Schema) -> Result<(), BadInput> {
        let bound = Bound::of(schema, &self.asked)?;
        if let Some(before) = &self.bound {
            bound.is_as(before, &self.asked)?;
        }
        self.bound = Some(bound);
        Ok(())
    }

    fn knows(&self, schema: &Schema) -> bool {
        self.bound.as_ref().is_some_and(|bound| bound.schema.fields() == schema.fields())
    }

    fn add(&mut self, batch: &RecordBatch) -> Result<(), BadInput> {
        let Some(bound) = self.bound.take() else { return Ok(()) };
        let (rows, groups) = (self.kept.len(), self.groups.len());
        let read = self.looking(|held, faults| held.read(&bound, batch, faults));
        self.bound = Some(bound);
        read.inspect_err(|_| {
            self.kept.truncate(rows);
            self.groups.truncate(groups);
        })?;
        self.progress.took(batch.num_rows());
        Ok(())
    }

    fn progress(&self) -> Progress {
        self.progress
    }
}

impl Bound {
    fn of(schema: &Schema, asked: &Asked) -> Result<Self, BadInput> {
        let mut faults = Faults::default();
        let by: Vec<_> = asked.by.iter().filter_map(|name| keys(schema, name, &mut faults)).collect();
        let person = keys(schema, &asked.person, &mut faults);
        let mut beside = Vec::new();
        for Beside { name, holds, needed } in &asked.beside {
            let place = match needed {
                Needed::Always => column_of(schema, name, &mut faults),
                Needed::IfThere => find(schema, name, &mut faults),
                Needed::Never => None,
            };
            if let Some(place) = place {
                holds.check(name, schema.field(place).data_type(), &mut faults);
            }
            beside.push(place);
        }
        let names: Vec<&str> = asked.columns().collect();
        let known: Vec<&str> = asked.known.iter().map(String::as_str).collect();
        refuse_extra(schema, (&names, &known), asked.extra, &mut faults);
        let Some(person) = person else { return Err(faults.into()) };
        faults.told()?;
        Ok(Bound { schema: Arc::new(schema.clone()), by, person, beside })
    }

    /// Refuses a table whose people or groups are called by something else than those of the one before.
    fn is_as(&self, before: &Bound, asked: &Asked) -> Result<(), BadInput> {
        let mut faults = Faults::default();
        let kinds = |bound: &Bound| bound.by.iter().chain([&bound.person]).map(|(_, kind)| *kind).collect::<Vec<_>>();
        for ((name, was), is) in asked.columns().zip(kinds(before)).zip(kinds(self)).filter(|((_, was), is)| was != is)
        {
            faults.changed(name, &format!("{was:?}"), &format!("{is:?}"));
        }
        faults.told()
    }
}

impl Asked {
    /// The names of all columns that are read.
    fn columns(&self) -> impl Iterator<Item = &str> {
        let named = self.beside.iter().filter(|beside| beside.needed != Needed::Never);
        let beside = named.map(|beside| beside.name.as_str());
        self.by.iter().chain([&self.person]).map(String::as_str).chain(beside)
    }
}
