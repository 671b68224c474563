//! The page of types: every name that another page links to.

use std::collections::BTreeMap;

use super::words::{self, cell, link, prose_of, table};
use crate::generate::model::{Body, Definition, Model, Shape};

/// What a face takes and gives, then text formats, then every definition by name.
pub(crate) fn print(model: &Model) -> String {
    let formats: String =
        model.formats().iter().map(|format| format!("| `{}` | {} |\n", format.name, format.doc)).collect();
    let mut text = format!(
        "## What a face takes and gives\n\n| | is |\n| --- | --- |\n{}{}\n## Texts\n\n| name | |\n| --- | --- |\n{formats}",
        roles(&model.lists.inputs, "in"),
        roles(&model.lists.outputs, "out"),
    );
    for (name, definition) in model.definitions.iter().filter(|(name, _)| !model.stands_in_an_envelope(name)) {
        let doc = prose_of(&definition.doc);
        let doc = if doc.is_empty() { doc } else { format!("{doc}\n\n") };
        text += &format!("\n## {name}\n\n{doc}{}", body(model, name, definition));
    }
    text
}

fn body(model: &Model, name: &str, definition: &Definition) -> String {
    match &definition.body {
        Body::Object(fields) if fields.is_empty() => "No fields: `{}`.\n".into(),
        Body::Object(fields) => table(fields),
        Body::Union(union) if model.envelope(name).is_some() => {
            let queries = model.envelope(name).is_some_and(|envelope| envelope.around == "Query");
            let page = if queries { "queries" } else { "commands" };
            let row = |value: &str| format!("| [`{value}`]({page}.md#{}) |\n", value.replace('.', ""));
            let rows: String = union.variants.iter().map(|variant| row(&variant.value)).collect();
            format!("| `{}` |\n| --- |\n{rows}", union.tag)
        }
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
        Body::Alias(shape) => format!("Is {}.\n", words::shape(shape)),
    }
}

fn roles(roles: &BTreeMap<String, Shape>, way: &str) -> String {
    let row =
        |(role, what): (&String, &Shape)| format!("| {way}: {} | {} |\n", role.replace('_', " "), words::shape(what));
    roles.iter().map(row).collect()
}
