//! Which column of a table is which question, or which field of an answer.

use std::sync::Arc;

use arrow_schema::{DataType, Schema, SchemaRef};
use strum::{EnumIter, IntoEnumIterator as _, IntoStaticStr};
use touchline_calculators::scorecard::{Compiled, Leaf};
use touchline_kernel::rejection::{BadInput, Hint};

use super::options::{FormLayout, ScorecardOptions};
use super::words::holds_texts;
use crate::binding::{find, keys_at, refuse_extra};
use crate::column::holds_numbers;
use crate::fault::Faults;
use crate::keys::Kind;
use crate::options::Absent;

/// A table's columns by what they are for.
#[derive(Debug)]
pub(super) struct Bound {
    pub(super) schema: SchemaRef,
    pub(super) columns: Columns,
    /// The place of the column that says which form it is, and what it holds.
    pub(super) form: Option<(usize, Kind)>,
}

/// The places of columns, where the table has them.
#[derive(Debug)]
pub(super) enum Columns {
    /// By field.
    Answers(Fields),
    /// By question.
    Forms(Vec<Option<usize>>),
}

/// What a row says of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub(super) enum Field {
    Comment,
    NotApplicable,
    Number,
    Options,
    OverriddenNotApplicable,
    OverriddenNumber,
    OverriddenOptions,
    OverriddenSource,
    Question,
    Source,
    Tags,
}

/// The places of the columns of fields.
#[derive(Debug)]
pub(super) struct Fields(Vec<(Field, Option<usize>)>);

impl Field {
    pub(super) fn name(self) -> &'static str {
        self.into()
    }

    /// What a column has to hold, in words; nothing where it does.
    fn unfit(self, kind: &DataType) -> Option<&'static str> {
        let (holds, expected) = match self {
            Field::Comment | Field::OverriddenSource | Field::Question | Field::Source => {
                (Kind::of(kind) == Some(Kind::Text), "a column of texts")
            }
            Field::NotApplicable | Field::OverriddenNotApplicable => {
                (matches!(kind, DataType::Boolean | DataType::Null), "a column of booleans")
            }
            Field::Number | Field::OverriddenNumber => (holds_numbers(kind), "a column of numbers"),
            Field::Options | Field::OverriddenOptions | Field::Tags => (holds_texts(kind), TEXTS),
        };
        (!holds).then_some(expected)
    }
}

const TEXTS: &str = "a column of texts, or of lists of them";

impl Fields {
    pub(super) fn place(&self, field: Field) -> Option<usize> {
        self.0.iter().find(|(known, _)| *known == field).and_then(|(_, place)| *place)
    }
}

impl ScorecardOptions {
    /// The keys for which there can be a column.
    pub(super) fn known<'a>(&self, compiled: &'a Compiled) -> Vec<&'a str> {
        match self.layout {
            FormLayout::Answers => Field::iter().map(Field::name).collect(),
            FormLayout::Forms => compiled.leaves().iter().map(|leaf| leaf.key.as_str()).collect(),
        }
    }

    /// The name of the column of a question or a field.
    pub(super) fn column<'a>(&'a self, key: &'a str) -> &'a str {
        self.columns.get(key).map_or(key, String::as_str)
    }
}

impl Bound {
    /// Finds what is needed in a table of this schema.
    pub(super) fn of(schema: &Schema, compiled: &Compiled, options: &ScorecardOptions) -> Result<Self, BadInput> {
        let mut faults = Faults::default();
        let known = options.known(compiled);
        let places: Vec<Option<usize>> =
            known.iter().map(|key| find(schema, options.column(key), &mut faults)).collect();
        let columns = match options.layout {
            FormLayout::Answers => {
                let fields = Fields(Field::iter().zip(places.iter().copied()).collect());
                fields.check(schema, compiled, options, &mut faults);
                Columns::Answers(fields)
            }
            FormLayout::Forms => {
                for (leaf, place) in compiled.leaves().iter().zip(&places) {
                    let name = options.column(leaf.key.as_str());
                    match place.map(|place| schema.field(place).data_type()) {
                        None if options.absent == Absent::Refuse => {
                            faults.no_column(leaf.key.as_str(), name, Hint::ColumnMayBeAbsent);
                        }
                        Some(kind) => {
                            if let Some(expected) = unfit(leaf, kind) {
                                faults.not_of(name, expected, kind);
                            }
                        }
                        None => {}
                    }
                }
                Columns::Forms(places.clone())
            }
        };
        let form = of_form(schema, options, &mut faults);
        let names: Vec<&str> = known.iter().map(|key| options.column(key)).collect();
        let besides: Vec<&str> = options.form.as_deref().into_iter().collect();
        refuse_extra(schema, (&names, &besides), options.extra, &mut faults);
        faults.told()?;
        Ok(Bound { schema: Arc::new(schema.clone()), columns, form })
    }

    pub(super) fn kind(&self) -> Option<Kind> {
        self.form.map(|(_, kind)| kind)
    }
}

impl Fields {
    /// Refuses a table without what every answer has, and columns that hold something else.
    fn check(&self, schema: &Schema, compiled: &Compiled, options: &ScorecardOptions, faults: &mut Faults) {
        let by_options = |leaf: &Leaf| !leaf.options().is_empty();
        let has = |field: Field| self.place(field).is_some();
        let overridden = [Field::OverriddenNotApplicable, Field::OverriddenNumber, Field::OverriddenOptions];
        for (field, place) in &self.0 {
            let name = options.column(field.name());
            let needed = match field {
                Field::Question => true,
                Field::Options => compiled.leaves().iter().any(by_options),
                Field::Number => !compiled.leaves().iter().all(by_options),
                // Whose it was is asked of every answer that another has taken the place of.
                Field::OverriddenSource => overridden.into_iter().any(has),
                _ => false,
            };
            match place.map(|place| schema.field(place).data_type()) {
                None if needed => faults.no_column(field.name(), name, Hint::ColumnMissing),
                Some(kind) => {
                    if let Some(expected) = field.unfit(kind) {
                        faults.not_of(name, expected, kind);
                    }
                }
                None => {}
            }
        }
    }
}

/// The column that says which form it is.
fn of_form(schema: &Schema, options: &ScorecardOptions, faults: &mut Faults) -> Option<(usize, Kind)> {
    let name = options.form.as_deref()?;
    let Some(place) = find(schema, name, faults) else {
        faults.absent(name);
        return None;
    };
    keys_at(schema, place, name, faults)
}

/// What the column of a question has to hold, in words; nothing where it does.
fn unfit(leaf: &Leaf, kind: &DataType) -> Option<&'static str> {
    if leaf.options().is_empty() {
        return (!holds_numbers(kind)).then_some("a column of numbers");
    }
    let may_be = holds_texts(kind) || *kind == DataType::Boolean && leaf.is_yes_no();
    (!may_be).then_some(if leaf.is_yes_no() { "a column of booleans or texts" } else { TEXTS })
}
