//! A namespace for each area of stateless operations, and the numbers of the calls without JSON.
//!
//! The functions only carry: `call` is the face's own, and the names are the wire's.

use std::collections::BTreeSet;

use super::types::names;
use super::{FOLDER, NOTICE, comment, key, literal};
use crate::generate::model::{Family, Model, Operation, Shape};
use crate::generate::output::Output;

/// The scripts, in the one form that `require` and `import` both read by name, and their types. The numbers stand in one
/// of their own, since the face itself needs them before it can call anything.
pub(crate) fn print(model: &Model) -> Vec<Output> {
    vec![
        Output::new(format!("{FOLDER}/numbers.cjs"), &numbers(model)),
        Output::new(format!("{FOLDER}/operations.cjs"), &script(model)),
        Output::new(format!("{FOLDER}/operations.d.cts"), &types(model)),
    ]
}

fn script(model: &Model) -> String {
    let mut text = format!("{NOTICE}\n'use strict';\n\nconst {{ call }} = require('../call.cjs');\n");
    for (area, operations) in model.areas() {
        let function = |operation: &&Operation| {
            let (parameter, input) = if model.takes_nothing(operation) { ("", "{}") } else { ("input", "input") };
            format!("  {}: ({parameter}) => call({}, {input}),\n", operation.verb(), literal(&operation.name))
        };
        text += &format!(
            "\nexports.{area} = Object.freeze({{\n{}}});\n",
            operations.iter().map(function).collect::<String>()
        );
    }
    text + "\nexports.numbers = require('./numbers.cjs');\n"
}

fn numbers(model: &Model) -> String {
    let families: String = model
        .lists
        .numbers
        .iter()
        .map(|family| {
            let member = |(name, number): &(String, u32)| format!("    {}: {number},\n", key(name));
            format!(
                "  {}: Object.freeze({{\n{}  }}),\n",
                key(&family.name),
                family.members.iter().map(member).collect::<String>()
            )
        })
        .collect();
    format!("{NOTICE}\n'use strict';\n\nmodule.exports = Object.freeze({{\n{families}}});\n")
}

fn types(model: &Model) -> String {
    let mut named: BTreeSet<String> = BTreeSet::from(["Operations".to_owned()]);
    let mut text = String::new();
    for (area, operations) in model.areas() {
        let function = |operation: &&Operation| {
            let name = literal(&operation.name);
            let parameters = match &operation.input {
                _ if model.takes_nothing(operation) => "()".to_owned(),
                Shape::Named(input) if let Some(chosen) = model.chooses(input) => {
                    let of = names(chosen.list);
                    let parameters = format!("<T extends {of}>(input: {input}<T>)");
                    named.extend([input.clone(), of]);
                    parameters
                }
                _ => format!("(input: Operations[{name}]['input'])"),
            };
            let signature = format!("  {}{parameters}: Operations[{name}]['output'];\n", operation.verb());
            comment(&operation.doc, "  ") + &signature
        };
        text +=
            &format!("\nexport declare const {area}: {{\n{}}};\n", operations.iter().map(function).collect::<String>());
    }
    let families: String = model.lists.numbers.iter().map(family).collect();
    let named = named.into_iter().collect::<Vec<_>>().join(", ");
    format!("{NOTICE}\nimport type {{ {named} }} from './types.js';\n{text}")
        + &format!(
            "\n/** The numbers that stand for names in the calls without JSON. */\nexport declare const numbers: {{\n{families}}};\n"
        )
}

fn family(family: &Family) -> String {
    let member = |(name, number): &(String, u32)| format!("    readonly {}: {number};\n", key(name));
    let members: String = family.members.iter().map(member).collect();
    format!("{}  readonly {}: {{\n{members}  }};\n", comment(&family.doc, "  "), key(&family.name))
}
