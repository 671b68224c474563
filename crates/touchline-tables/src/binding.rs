//! Which column of a table is which component, and what the scores are called.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{Field, Schema, SchemaRef};
use touchline_calculators::skill::Compiled;
use touchline_kernel::rejection::{BadInput, Hint};

use crate::column::{Column, holds_numbers};
use crate::fault::Faults;
use crate::keys::Kind;
use crate::options::{Absent, Extra, ScoringOptions};

/// A table's columns by what they are for.
#[derive(Clone, Debug)]
pub(crate) struct Binding {
    /// By component: the place of its column, if the table has one.
    pub(crate) components: Vec<Option<usize>>,
    /// The places of the columns that are handed on.
    pub(crate) keep: Vec<usize>,
    /// What comes out.
    pub(crate) schema: SchemaRef,
}

impl Binding {
    /// Finds what is needed in a table of this schema, and what is of use besides. What a view leaves out of the framework
    /// is not looked at, and neither are components besides those that are read. Of columns that are of no use it hints at what
    /// can be done.
    pub(crate) fn of(
        schema: &Schema,
        (compiled, framework, read): (&Compiled, &[String], &Range<usize>),
        options: &ScoringOptions,
        besides: &[&str],
        (told, hint): (Vec<Field>, Hint),
    ) -> Result<Self, BadInput> {
        let mut faults = Faults::default();
        let wanted: Vec<&str> = compiled.components().iter().map(|part| column(part.key.as_str(), options)).collect();
        let is_read = |place: &usize| read.contains(place);
        let find_one =
            |(place, name): (usize, &&str)| is_read(&place).then(|| find(schema, name, &mut faults)).flatten();
        let components: Vec<Option<usize>> = wanted.iter().enumerate().map(find_one).collect();
        let parts = compiled.components().iter().zip(&wanted).zip(&components).enumerate();
        for (_, ((part, name), place)) in parts.filter(|(place, _)| is_read(place)) {
            match place.and_then(|place| schema.fields().get(place)) {
                None if options.absent == Absent::Refuse => {
                    faults.no_column(part.key.as_str(), name, Hint::ColumnMayBeAbsent);
                }
                Some(field) if !holds_numbers(field.data_type()) => faults.not_numbers(name, field.data_type()),
                _ => (),
            }
        }
        let keep: Vec<Option<usize>> = options.keep.iter().map(|name| find(schema, name, &mut faults)).collect();
        for (name, place) in options.keep.iter().zip(&keep) {
            if place.is_none() {
                faults.no_column(name, name, Hint::ColumnNamed);
            }
        }
        let keep: Vec<usize> = keep.into_iter().flatten().collect();
        let used: BTreeSet<usize> = components.iter().flatten().chain(&keep).copied().collect();
        let known: Vec<&str> = framework.iter().map(|key| column(key, options)).collect();
        let names: BTreeSet<&str> = schema.fields().iter().map(|field| field.name().as_str()).collect();
        let free: Vec<String> =
            known.iter().filter(|name| !names.contains(*name)).map(|name| (*name).to_owned()).collect();
        for (place, field) in schema.fields().iter().enumerate() {
            let name = field.name().as_str();
            let is_meant = used.contains(&place) || known.contains(&name) || besides.contains(&name);
            if !is_meant && options.extra.refuses(field.name()) {
                faults.extra(field.name(), free.clone(), hint);
            }
        }
        let kept = keep.iter().filter_map(|place| schema.fields().get(*place)).map(|field| field.as_ref().clone());
        let fields: Vec<Field> = kept.chain(told).collect();
        let schema = Schema::new(fields);
        faults.names(&schema);
        faults.told()?;
        Ok(Binding { components, keep, schema: Arc::new(schema) })
    }

    /// The columns of raw measures of a batch, by component.
    pub(crate) fn columns<'a>(&self, batch: &'a RecordBatch) -> Vec<Column<'a>> {
        let of = |place: &Option<usize>| place.map_or(Column::ABSENT, |place| Column::of(batch.column(place).as_ref()));
        self.components.iter().map(of).collect()
    }

    /// The columns of a batch that are handed on.
    pub(crate) fn kept<'a>(&self, batch: &'a RecordBatch) -> impl Iterator<Item = ArrayRef> + use<'a, '_> {
        self.keep.iter().map(|place| Arc::clone(batch.column(*place)))
    }
}

/// The name of a component's column.
pub(crate) fn column<'a>(key: &'a str, options: &'a ScoringOptions) -> &'a str {
    options.columns.get(key).map_or(key, String::as_str)
}

/// Refuses the columns for which nobody has use, where they are to be refused: those of other names than these, of which it is
/// told which are free, and than those that are meant besides.
pub(crate) fn refuse_extra(schema: &Schema, (names, besides): (&[&str], &[&str]), extra: Extra, faults: &mut Faults) {
    let is_free = |name: &&&str| schema.column_with_name(name).is_none();
    let free: Vec<String> = names.iter().filter(is_free).map(|name| (*name).to_owned()).collect();
    // What stands twice is told as that.
    let is_meant = |name: &str| names.contains(&name) || besides.contains(&name);
    let unknown = schema.fields().iter().map(|field| field.name()).filter(|name| !is_meant(name));
    for name in unknown.filter(|name| extra.refuses(name)) {
        faults.extra(name, free.clone(), Hint::ColumnMayBeIgnored);
    }
}

/// The one column of this name.
pub(crate) fn find(schema: &Schema, name: &str, faults: &mut Faults) -> Option<usize> {
    let mut found =
        schema.fields().iter().enumerate().filter(|(_, field)| field.name() == name).map(|(place, _)| place);
    let first = found.next();
    if found.next().is_some() {
        faults.twice(name);
    }
    first
}

/// The place of a column that has to be there.
pub(crate) fn column_of(schema: &Schema, name: &str, faults: &mut Faults) -> Option<usize> {
    let place = find(schema, name, faults);
    if place.is_none() {
        faults.no_column(name, name, Hint::ColumnNamed);
    }
    place
}

/// The place of a column of keys that has to be there, and what it holds.
pub(crate) fn keys(schema: &Schema, name: &str, faults: &mut Faults) -> Option<(usize, Kind)> {
    let place = column_of(schema, name, faults)?;
    keys_at(schema, place, name, faults)
}

/// The place of a column of keys, and what it holds.
pub(crate) fn keys_at(schema: &Schema, place: usize, name: &str, faults: &mut Faults) -> Option<(usize, Kind)> {
    let kind = schema.field(place).data_type();
    let found = Kind::of(kind);
    if found.is_none() {
        faults.not_keys(name, "a column of texts, whole numbers or dates", kind);
    }
    found.map(|found| (place, found))
}
