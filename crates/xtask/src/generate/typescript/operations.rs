//! A namespace for each area of stateless operations, and the numbers of the calls without JSON.
//!
//! The functions only carry: `call` is the face's own, and the names are the wire's.

use std::collections::BTreeSet;

use super::types::{answer, names};
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
        let function =
            |operation: &&Operation| comment(&operation.doc, "  ") + &signature(model, operation, &mut named);
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

/// How one is called. What carries one command or question is generic, and so is what is answered to a question.
fn signature(model: &Model, operation: &Operation, named: &mut BTreeSet<String>) -> String {
    let (verb, name) = (operation.verb(), literal(&operation.name));
    let output = format!("Operations[{name}]['output']");
    if model.takes_nothing(operation) {
        return format!("  {verb}(): {output};\n");
    }
    let chosen = match &operation.input {
        Shape::Named(input) => model.chooses(input).map(|chosen| (input, chosen)),
        _ => None,
    };
    let Some((input, chosen)) = chosen else {
        return format!("  {verb}(input: Operations[{name}]['input']): {output};\n");
    };
    let of = names(chosen.list);
    named.extend([input.clone(), of.clone()]);
    let output = match &operation.output {
        Shape::Named(answered) if model.answers(answered) => {
            named.extend([answered.clone(), "NeedsFacts".to_owned()]);
            answer(model, operation).replacen(answered, &format!("{answered}<T>"), 1)
        }
        _ => output,
    };
    format!("  {verb}<T extends {of}>(input: {input}<T>): {output};\n")
}

fn family(family: &Family) -> String {
    let member = |(name, number): &(String, u32)| format!("    readonly {}: {number};\n", key(name));
    let members: String = family.members.iter().map(member).collect();
    format!("{}  readonly {}: {{\n{members}  }};\n", comment(&family.doc, "  "), key(&family.name))
}
