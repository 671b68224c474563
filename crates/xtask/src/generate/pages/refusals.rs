//! The page of rejection codes.

use crate::generate::model::{Code, DetailShape, Model};
use crate::generate::prose;

/// Codes by kind, each with its number, its sentence and its details.
pub(crate) fn print(model: &Model) -> String {
    let codes = &model.lists.codes;
    let mut kinds: Vec<&str> = Vec::new();
    for code in codes {
        if !kinds.contains(&code.kind.as_str()) {
            kinds.push(&code.kind);
        }
    }
    let sections: String = kinds
        .into_iter()
        .map(|kind| {
            let rows: String = codes.iter().filter(|code| code.kind == kind).map(row).collect();
            format!(
                "\n## {}\n\n`{kind}`\n\n| code | number | sentence | details |\n| --- | ---: | --- | --- |\n{rows}",
                prose::title(kind)
            )
        })
        .collect();
    format!(
        "A refusal is `{{\"code\",\"details\",\"kind\",\"message\",\"path\"}}`; broken input is a list of faults, each \
         `{{\"code\",\"details\",\"kind\",\"message\",\"path\",\"position\"}}`. Branch on `code`, or on `kind` where the code is \
         not known; `message` is for people.\n{sections}"
    )
}

fn row(code: &Code) -> String {
    let details: Vec<String> = code
        .details
        .iter()
        .map(|detail| {
            let shape = match detail.shape {
                DetailShape::Text => "text",
                DetailShape::Integer => "whole number",
                DetailShape::Texts => "list of texts",
            };
            format!("`{}`: {shape}", detail.name)
        })
        .collect();
    let sentence = prose::sentence(&code.message).replace('|', "\\|");
    format!("| `{}` | {} | {sentence} | {} |\n", code.name, code.number, details.join(", "))
}
