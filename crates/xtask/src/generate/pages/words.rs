//! Shapes in words, and fields as tables, with links to the page of types.

use crate::generate::model::{Field, Model, REFUSALS, Range, Shape, named_format};
use crate::generate::prose;

/// A shape in words.
pub(crate) fn shape(shape: &Shape) -> String {
    match shape {
        Shape::Text { format: Some(format), .. } => match named_format(format) {
            Some(format) => format!("[`{}`](types.md#texts)", format.name),
            None => format!("text ({format})"),
        },
        Shape::Text { format: None, .. } => "text".into(),
        Shape::Literal(text) => format!("`\"{text}\"`"),
        Shape::Integer(bounds) => format!("whole number{}", range(*bounds)),
        Shape::Number(bounds) => format!("number{}", range(*bounds)),
        Shape::Boolean => "true or false".into(),
        Shape::List(entry) if matches!(**entry, Shape::Nullable(_) | Shape::OneOf(_)) => {
            format!("list of ({})", self::shape(entry))
        }
        Shape::List(entry) => format!("list of {}", self::shape(entry)),
        Shape::Map(value) => format!("{} by name", self::shape(value)),
        Shape::Named(name) => link(name),
        Shape::Nullable(inner) => format!("{} or null", self::shape(inner)),
        Shape::OneOf(shapes) => shapes.iter().map(self::shape).collect::<Vec<_>>().join(", or "),
        Shape::Anything => "any JSON".into(),
    }
}

/// A link to a type.
pub(crate) fn link(name: &str) -> String {
    match REFUSALS.contains(&name) {
        true => format!("[`{name}`](rejections.md)"),
        false => format!("[`{name}`](types.md#{})", name.to_lowercase()),
    }
}

fn range(range: Range) -> String {
    match (range.minimum, range.maximum) {
        (None, None) => String::new(),
        (Some(low), None) => format!(" from {low}"),
        (None, Some(high)) => format!(" up to {high}"),
        (Some(low), Some(high)) => format!(" from {low} to {high}"),
    }
}

/// The fields of a named type as a table; any other type is behind its link.
pub(crate) fn fields_of(model: &Model, shape: &Shape) -> String {
    match model.fields_of(shape) {
        Some([]) => "No fields: `{}`.\n".into(),
        Some(fields) => table(fields),
        None => String::new(),
    }
}

/// Fields as a table, with what may be left out.
pub(crate) fn table(fields: &[Field]) -> String {
    let row = |field: &Field| {
        let mut said = cell(&field.doc);
        if !field.required {
            let absent = match &field.default {
                Some(default) => format!("`{}` when left out.", default.to_string().replace('|', "\\|")),
                None => "May be left out.".into(),
            };
            said = format!("{said} {absent}").trim_start().to_owned();
        }
        format!("| `{}` | {} | {said} |\n", field.name, shape(&field.shape))
    };
    format!("| field | is | |\n| --- | --- | --- |\n{}", fields.iter().map(row).collect::<String>())
}

/// A doc comment within a table's cell.
pub(crate) fn cell(doc: &str) -> String {
    prose::line(doc).replace('|', "\\|")
}

/// A doc comment as paragraphs.
pub(crate) fn prose_of(doc: &str) -> String {
    prose::paragraphs(doc).join("\n\n")
}
