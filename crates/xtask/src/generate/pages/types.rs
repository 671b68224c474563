//! The page of types: every name that another page links to.

use std::collections::BTreeMap;

use super::words::{self, cell, link, prose_of, table};
use crate::generate::model::{Body, Definition, Envelope, Field, Model, Shape, Variant};

/// What a face takes and gives, then text formats, then every definition by name.
pub(crate) fn print(model: &Model) -> String {
    let formats: String =
        model.formats().iter().map(|format| format!("| `{}` | {} |\n", format.name, format.doc)).collect();
    let mut text = format!(
        "## What a face takes and gives\n\n| | is |\n| --- | --- |\n{}{}\n## Texts\n\n| name | |\n| --- | --- |\n{formats}",
        roles(&model.lists.inputs, "in"),
        roles(&model.lists.outputs, "out"),
    );
    for (name, definition) in model.definitions.iter().filter(|(name, _)| model.enveloping(name).is_none()) {
        let doc = prose_of(&definition.doc);
        let doc = if doc.is_empty() { doc } else { format!("{doc}\n\n") };
        text += &format!("\n## {name}\n\n{doc}{}", body(model, name, definition));
    }
    text
}

fn body(model: &Model, name: &str, definition: &Definition) -> String {
    if let Some(envelope) = model.envelope(name) {
        return enveloped(model, &envelope);
    }
    match &definition.body {
        Body::Object(fields) if fields.is_empty() => "No fields: `{}`.\n".into(),
        Body::Object(fields) => table(fields),
        Body::Union(union) => {
            let rows: String = union
                .variants
                .iter()
                .map(|variant| {
                    let doc =
                        model.definition(&variant.name).map(|definition| cell(&definition.doc)).unwrap_or_default();
                    format!("| `{}` | {} | {doc} |\n", variant.value, link(&variant.name))
                })
                .collect();
            format!("| `{}` | type | |\n| --- | --- | --- |\n{rows}", union.tag)
        }
        Body::Choice(choices) => {
            let rows: String =
                choices.iter().map(|choice| format!("| `{}` | {} |\n", choice.value, cell(&choice.doc))).collect();
            format!("| value | |\n| --- | --- |\n{rows}")
        }
        Body::Alias(Shape::Text { format: Some(format), .. }) => format!("Is text of the format `{format}`.\n"),
        Body::Alias(shape) => format!("Is {}.\n", words::shape(shape)),
    }
}

fn roles(roles: &BTreeMap<String, Shape>, way: &str) -> String {
    let row =
        |(role, what): (&String, &Shape)| format!("| {way}: {} | {} |\n", role.replace('_', " "), words::shape(what));
    roles.iter().map(row).collect()
}

/// A union within an envelope: its members with their bodies, and what stands around them.
fn enveloped(model: &Model, envelope: &Envelope) -> String {
    let row = |(variant, body): &(&Variant, &Shape)| {
        let doc = model.definition(&variant.name).map(|definition| cell(&definition.doc)).unwrap_or_default();
        format!("| `{}` | {} | {doc} |\n", variant.value, words::shape(body))
    };
    let rows: String = envelope.members.iter().map(row).collect();
    let fields: Vec<Field> = envelope.fields.iter().map(|field| (*field).clone()).collect();
    format!("| `type` | `body` | |\n| --- | --- | --- |\n{rows}\nBeside `type` and `body`:\n\n{}", table(&fields))
}
