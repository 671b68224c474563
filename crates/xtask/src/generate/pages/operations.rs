//! The page of stateless operations.

use super::words::{fields_of, prose_of, shape};
use crate::generate::model::{Model, Operation};
use crate::generate::prose;

/// Areas in order, each with its operations.
pub(crate) fn print(model: &Model) -> String {
    let areas = model.areas();
    let rows: String = model
        .lists
        .operations
        .iter()
        .map(|operation| {
            let anchor = operation.name.replace('.', "");
            format!(
                "| [`{}`](#{anchor}) | {} |\n",
                operation.name,
                super::words::cell(operation.doc.split("\n\n").next().unwrap_or_default())
            )
        })
        .collect();
    let mut text = format!("| operation | |\n| --- | --- |\n{rows}");
    for (area, operations) in areas {
        text += &format!("\n## {}\n", prose::title(area));
        text += &operations.into_iter().map(|operation| section(model, operation)).collect::<String>();
    }
    text
}

fn section(model: &Model, operation: &Operation) -> String {
    format!(
        "\n### {}\n\n{}\n\n**Input:** {}\n\n{}\n**Output:** {}{}\n\n{}",
        operation.name,
        prose_of(&operation.doc),
        shape(&operation.input),
        fields_of(model, &operation.input),
        shape(&operation.output),
        if model.may_need_facts(operation) {
            "; or the status `needs_facts` with the keys of what to load first"
        } else {
            ""
        },
        fields_of(model, &operation.output),
    )
}
