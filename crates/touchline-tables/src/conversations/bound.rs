//! Which column of a table is which field of a segment.

use std::sync::Arc;

use arrow_schema::{DataType, Schema, SchemaRef};
use strum::{EnumIter, IntoEnumIterator as _, IntoStaticStr};
use touchline_kernel::rejection::{BadInput, Hint};

use super::options::ConversationOptions;
use crate::binding::{find, refuse_extra};
use crate::column::holds_numbers;
use crate::fault::{Faults, path};
use crate::keys::Kind;

/// What a row says of a segment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub(super) enum Field {
    Call,
    Consented,
    End,
    Language,
    Role,
    Speaker,
    Start,
    Text,
}

/// A table's columns by what they are for.
#[derive(Clone, Debug)]
pub(super) struct Bound {
    pub(super) schema: SchemaRef,
    /// What the column of calls holds.
    pub(super) kind: Kind,
    places: Vec<(Field, Option<usize>)>,
}

const TEXTS: &str = "a column of texts";
const NAMES: &str = "a column of texts or whole numbers";

impl Field {
    pub(super) fn name(self) -> &'static str {
        self.into()
    }

    /// The names of all fields.
    pub(super) fn names() -> Vec<String> {
        Field::iter().map(|field| field.name().to_owned()).collect()
    }

    /// What a column has to hold, in words; nothing where it does.
    fn unfit(self, kind: &DataType) -> Option<&'static str> {
        let of = Kind::of(kind);
        let (holds, expected) = match self {
            Field::Call => (of.is_some(), "a column of texts, whole numbers or dates"),
            Field::Speaker => (matches!(of, Some(Kind::Text | Kind::Whole | Kind::Unsigned | Kind::Decimal)), NAMES),
            Field::Language | Field::Role | Field::Text => (of == Some(Kind::Text), TEXTS),
            Field::Consented => (matches!(kind, DataType::Boolean | DataType::Null), "a column of booleans"),
            Field::Start | Field::End => (holds_numbers(kind), "a column of numbers"),
        };
        (!holds).then_some(expected)
    }
}

impl ConversationOptions {
    /// The name of a field's column.
    pub(super) fn column(&self, field: Field) -> &str {
        self.columns.get(field.name()).map_or(field.name(), String::as_str)
    }
}

impl Bound {
    /// Finds what is needed in a table of this schema.
    pub(super) fn of(schema: &Schema, options: &ConversationOptions) -> Result<Self, BadInput> {
        let mut faults = Faults::default();
        let names: Vec<(Field, &str)> = Field::iter().map(|field| (field, options.column(field))).collect();
        let mut places = Vec::new();
        for (field, name) in &names {
            let place = find(schema, name, &mut faults);
            match place.map(|place| schema.field(place).data_type()) {
                None if matches!(field, Field::Call | Field::Text) => {
                    faults.no_column(field.name(), name, Hint::ColumnMissing);
                }
                Some(kind) => {
                    if let Some(expected) = field.unfit(kind) {
                        faults.not_of(name, expected, kind);
                    }
                }
                None => {}
            }
            places.push((*field, place));
        }
        let has = |wanted: Field| places.iter().any(|(field, place)| *field == wanted && place.is_some());
        if has(Field::Role) && !has(Field::Speaker) {
            faults.wanting(path(options.column(Field::Role)), Field::Role.name(), Field::Speaker.name());
        }
        if !options.roles.is_empty() && !has(Field::Speaker) {
            faults.alone("roles", Field::Speaker.name());
        }
        let names: Vec<&str> = names.into_iter().map(|(_, name)| name).collect();
        refuse_extra(schema, (&names, &[]), options.extra, &mut faults);
        faults.told()?;
        let mut bound = Bound { schema: Arc::new(schema.clone()), kind: Kind::Text, places };
        if let Some(kind) = bound.place(Field::Call).and_then(|place| Kind::of(schema.field(place).data_type())) {
            bound.kind = kind;
        }
        Ok(bound)
    }

    pub(super) fn place(&self, field: Field) -> Option<usize> {
        self.places.iter().find(|(known, _)| *known == field).and_then(|(_, place)| *place)
    }

    pub(super) fn has(&self, field: Field) -> bool {
        self.place(field).is_some()
    }
}
